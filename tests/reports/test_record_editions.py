"""From what a record says that a report was made: the rows of its place, its notebook, and what it keeps of before."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from kkpham_analysis.reports.records import Edition, asked, digest_of, edition_now, edition_of, record_of, write_record
from kkpham_analysis.reports.row_digests import RowDigests
from kkpham_analysis.tables import editions
from kkpham_analysis.tables.editions import table_digests

from .few_tables import CLAIMS, write_few_tables

MORE_CLAIMS = [*CLAIMS, [2023, "6401", "peduli", "blanket", "A"]]


@pytest.fixture
def report(settled):
    """A report on one province."""
    return replace(settled("finding", province="kaltim"), notebook=Path("province_report.ipynb"))


@pytest.fixture
def edition(tmp_path):
    """What a run begins with."""
    write_few_tables(tmp_path)
    return edition_of_tables(tmp_path)


def edition_of_tables(data):
    return Edition("1", "data", notebook="n", tables=table_digests(data), rows=RowDigests(data))


def recorded(report, edition, *, newest="2023-12-10", **more):
    """The record of a page with a source of a day, and of what else was made with it."""
    blocks = {"sources": [{"newest": newest}]}
    page = SimpleNamespace(
        head={"title": "T", "note": ""}, marks=(), listed_sources=[], of=lambda kind: blocks.get(kind, [])
    )
    asked = {"tables": ["award_claims", "rules"], "finding": "F", "edition": edition}
    return record_of(report, page, {"html": b"page"}, **(asked | more))


def read_of(report, edition, **more):
    return recorded(report, edition, **more).made_from


def test_a_page_on_one_place_rests_on_its_rows_and_on_the_whole_of_other_tables(report, edition):
    rows = edition.rows.of("64", "award_claims")
    assert read_of(report, edition).tables == {"award_claims": rows, "rules": edition.tables["rules"]}
    assert read_of(report, edition).scope == "64"


def test_rows_that_were_built_since_the_run_began_are_none_that_a_report_was_made_from(report, edition, tmp_path):
    write_few_tables(tmp_path, claims=MORE_CLAIMS)
    made_from = read_of(report, edition)
    assert made_from.tables == {"award_claims": "", "rules": ""}
    assert made_from.changed_tables(edition_of_tables(tmp_path)) == ["award_claims", "rules"]


def test_an_edition_is_of_one_build_though_another_ends_while_it_is_read(tmp_path, monkeypatch):
    def read_before_a_build(folder):
        told = read_manifest(folder)
        write_few_tables(tmp_path, claims=MORE_CLAIMS)
        return told

    write_few_tables(tmp_path)
    before, read_manifest = edition_now(tmp_path), editions.read_manifest
    monkeypatch.setattr(editions, "read_manifest", read_before_a_build)
    assert edition_now(tmp_path) == before


def test_a_page_without_a_dated_source_rests_on_all_rows(report, edition):
    assert (read_of(report, edition, newest="").scope, read_of(report, edition, newest="").tables) == (
        "", {name: edition.tables[name] for name in ("award_claims", "rules")}
    )  # fmt: skip


@pytest.mark.parametrize("beside", ["country", "coverage"])
def test_slides_beside_which_another_report_was_read_rest_on_all_rows(report, edition, beside):
    slides = {"with_more": {"html": {beside: "digest"}}}
    assert (read_of(report, edition, **slides).scope, read_of(report, edition, **slides).tables["award_claims"]) == (
        "", edition.tables["award_claims"]
    )  # fmt: skip


def kept_beside(report, edition, **then):
    """The record of a page beside a PDF that an earlier run left, which was made from something else in `then`."""
    report.html.parent.mkdir(parents=True)
    report.files["html"].with_suffix(".pdf").write_bytes(b"pdf")
    pdf = {"pdf": {"bytes": 3, "sha256": digest_of(b"pdf")}}
    earlier = replace(asked(report), made_at="2023-12-19T08:30:00Z", forms=pdf, made_from=read_of(report, edition))
    write_record(report.record, replace(earlier, **then))
    return recorded(report, edition)


def test_a_form_that_was_made_from_the_same_is_kept(report, edition):
    record = kept_beside(report, edition)
    assert (list(record.forms), list(record.older)) == (["pdf", "html"], [])


@pytest.mark.parametrize(
    "then",
    [{"typed": "--data elsewhere"}, {"parameters": {"award_year": 2022}}, {"places": {"64": "Kaltim"}}],
    ids=["typed", "parameters", "places"],
)
def test_a_form_that_was_asked_for_otherwise_is_older(report, edition, then):
    record = kept_beside(report, edition, **then)
    assert (list(record.forms), list(record.older)) == (["html"], ["pdf"])


def test_beside_a_form_that_rests_on_all_rows_a_page_does_so_too(report, edition):
    all_rows = replace(edition_of(report, edition), scope="", tables=edition.tables, rows=None)
    made_from = kept_beside(report, edition, made_from=all_rows).made_from
    assert (made_from.scope, made_from.tables["award_claims"]) == ("", edition.tables["award_claims"])
