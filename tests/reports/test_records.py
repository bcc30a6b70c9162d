"""Beside each report stands what it says, from what and when it was made, and what stopped its last run."""

import json
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkpham_analysis.language import Words
from kkpham_analysis.reports import product
from kkpham_analysis.reports.calls import Call, Parameter
from kkpham_analysis.reports.parameters import notebook_parameters, settle
from kkpham_analysis.reports.records import Edition, Failure, Record, as_bytes, digest_of, edition_now, now, read_record
from kkpham_analysis.reports.running import run_reports
from kkpham_analysis.reports.up_to_date import reasons
from kkpham_analysis.reports.writing import Made, forms_made
from kkpham_analysis.tables.editions import data_digest, newest_source, table_digests

NOON = "1767268800"
GIVEN = {"dated": "2026-01-01T12:00:00Z"}


@pytest.fixture(autouse=True)
def told_time(monkeypatch):
    """Let it be noon of the first of January 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)


@pytest.fixture
def no_data(tmp_path, monkeypatch):
    """Let there be no tables."""
    monkeypatch.setenv("KKPHAM_DATA", str(tmp_path / "data"))


@pytest.mark.slow
def test_a_report_is_recorded_with_what_it_says_and_from_what_it_was_made(settled, real_data):
    report = settled("finding", province="kaltim")
    run_reports([report])
    files = {form: path.read_bytes() for form, path in report.files.items()}
    written = json.loads(report.record.read_text())
    assert written["made_from"].pop("version")
    assert written["made_from"].pop("code") == product.code_now()
    assert written["made_from"].pop("libraries") == product.libraries_now()
    assert written == {
        "record": 1,
        "notebook": "finding",
        "language": "id",
        "award_year": 2023,
        "parameters": {"award_year": 2023, "province_code": "64", "language": "id"},
        "places": {"64": "Kalimantan Timur"},
        "title": "Provinsi 64 <7 dari 10>",
        "note": "",
        "finding": "Provinsi 64 <7 dari 10>. Itu 70,0 %.",
        "facts": [],
        "marks": [],
        "sources": 0,
        "forms": {form: {"bytes": len(file), "sha256": digest_of(file), **GIVEN} for form, file in files.items()},
        "made_from": {
            "data": data_digest(real_data),
            "newest_source": newest_source(real_data),
            "notebook": digest_of(report.notebook.read_bytes()),
            "tables": {},
            "made_up": False,
            "scope": "",
        },
        "made_at": "2026-01-01T12:00:00Z",
        "failure": None,
        "exports": {},
        "newest_source": "",
        "typed": "",
        "older": {},
    }


@pytest.mark.slow
def test_a_notebook_that_is_saved_while_its_report_is_at_work_is_not_what_the_report_was_made_from(
    settled, no_data, tmp_path
):
    executed = settled("finding").notebook.read_bytes()
    report = replace(settled("finding"), notebook=tmp_path / "finding.ipynb")
    report.notebook.write_bytes(executed)

    def make(report, notebook):
        report.notebook.write_bytes(executed + b"\n")
        return forms_made(report, notebook)

    run_reports([report], make=make)
    assert read_record(report.record).made_from.notebook == digest_of(executed)
    assert reasons(report, edition_now()) == ["notebook"]


@pytest.mark.slow
def test_the_record_takes_its_place_behind_the_files_it_tells_of(settled, no_data, monkeypatch):
    report = settled("finding")
    moved, replace_file = [], Path.replace
    monkeypatch.setattr("pathlib.Path.replace", lambda part, to: (moved.append(to), replace_file(part, to))[1])
    run_reports([report])
    assert moved == [*report.files.values(), report.record]


@pytest.mark.slow
def test_slides_and_figures_alone_are_recorded_with_the_report_they_are_of(settled, no_data):
    report = settled("finding")
    run_reports([report])
    slides, figure = report.html.with_suffix(".pptx"), report.html.parent / "gambar-16x9" / "a.png"
    made = Made({slides: b"slides", figure: b"figure"}, {"pptx": {"template": "t"}})
    [result] = run_reports([report], make=lambda report, notebook: made)
    recorded = read_record(report.record)
    assert result.files == {slides: 6, figure: 6}
    assert list(recorded.forms) == ["html", "ipynb", "pptx"]
    assert recorded.forms["pptx"] == {"bytes": 6, "sha256": digest_of(b"slides"), "template": "t", **GIVEN}
    assert recorded.exports == {"gambar-16x9/a.png": {"bytes": 6, "sha256": digest_of(b"figure"), **GIVEN}}
    figure.unlink()
    run_reports([report])
    assert read_record(report.record).exports == {}


@pytest.mark.slow
def test_where_one_form_could_not_be_made_the_others_are_written_and_the_report_has_failed(settled, no_data):
    report = settled("finding")
    told = []
    made = Made({report.html: b"page"}, error="the slides lack a part")
    [result] = run_reports([report], make=lambda report, notebook: made, on_event=told.append)
    recorded = read_record(report.record)
    assert (result.error, result.files, told[-1].kind) == (made.error, {report.html: 4}, "failed")
    assert (list(recorded.forms), recorded.failure) == (["html"], Failure(made.error, recorded.made_at))
    assert sorted(file.suffix for file in report.html.parent.iterdir()) == [".html", ".json"]


@pytest.mark.slow
def test_slides_of_a_notebook_that_changed_are_older_and_the_page_beside_them_is_not(settled, no_data):
    report = settled("finding")
    slides = report.html.with_suffix(".pptx")
    made = Made({report.html: b"page", slides: b"slides"}, {"pptx": {"notebooks": {"award_summary": "other"}}})
    run_reports([report], make=lambda report, notebook: made)
    run_reports([report], make=lambda report, notebook: Made({report.html.with_suffix(".docx"): b"text"}))
    recorded = read_record(report.record)
    assert (sorted(recorded.forms), list(recorded.older)) == (["docx", "html"], ["pptx"])


@pytest.mark.slow
def test_a_form_that_somebody_edited_is_older_once_another_form_of_its_report_is_made(settled, no_data):
    report = settled("finding")
    slides = report.html.with_suffix(".pptx")
    run_reports([report], make=lambda report, notebook: Made({report.html: b"2 of 5", slides: b"slides"}))
    report.html.write_bytes(b"4 of 5")
    run_reports([report], make=lambda report, notebook: Made({report.html.with_suffix(".docx"): b"text"}))
    recorded = read_record(report.record)
    assert (sorted(recorded.forms), list(recorded.older)) == (["docx", "pptx"], ["html"])


@pytest.mark.slow
def test_what_goes_to_another_place_leaves_no_record_whether_it_fails_or_not(settled, no_data, tmp_path):
    for name in ("finding", "failing_cell"):
        elsewhere = {"targets": {"pptx": tmp_path / "talk.pptx"}, "is_recorded": False}
        report = replace(settled(name), **elsewhere)
        run_reports([report], make=lambda report, notebook: Made({report.files["pptx"]: b"slides"}))
        assert not report.record.exists()
    assert (tmp_path / "talk.pptx").read_bytes() == b"slides"


@pytest.mark.slow
def test_a_run_that_fails_is_recorded_beside_what_the_last_good_one_says(settled, no_data, monkeypatch):
    report = settled("finding")
    run_reports([report])
    good = read_record(report.record)
    page = report.html.read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767272400")
    failing = replace(report, notebook=settled("failing_cell").notebook)
    [result] = run_reports([failing], words=Words("en"))
    stopped = Failure(result.error, "2026-01-01T13:00:00Z", cell=2, source="ratio = award_year - 2023",
                      notebook="finding-kalimantan-timur.failed.ipynb")  # fmt: skip
    assert read_record(report.record) == replace(good, failure=stopped)
    assert report.html.read_bytes() == page
    assert [file.name for file in report.html.parent.iterdir() if file.name.startswith(".")] == []


@pytest.mark.slow
def test_a_report_that_never_ran_well_is_recorded_without_files(settled, no_data):
    report = settled("failing_cell")
    [result] = run_reports([report])
    recorded = read_record(report.record)
    assert (recorded.title, recorded.forms, recorded.made_at) == ("", {}, "")
    kept = "failing_cell-kalimantan-timur.failed.ipynb"
    assert recorded.failure == Failure(result.error, "2026-01-01T12:00:00Z", 2, "ratio = award_year - 2023", 1, kept)
    assert sorted(file.name for file in report.html.parent.iterdir()) == [kept, report.record.name]


@pytest.mark.slow
def test_a_good_run_clears_the_failure_and_keeps_only_forms_made_from_the_same(settled, no_data):
    report = settled("finding")
    run_reports([report])
    first = read_record(report.record)
    report.html.with_suffix(".pdf").write_text("a page")
    other = {**first.forms, "pdf": {"bytes": 6, "sha256": digest_of(b"a page")}, "docx": {"bytes": 1, "sha256": "gone"}}
    stopped = replace(first, forms=other, failure=Failure("no", now()))
    report.record.write_bytes(as_bytes(stopped))
    run_reports([report])
    assert (sorted(read_record(report.record).forms), read_record(report.record).failure) == (
        ["html", "ipynb", "pdf"],
        None,
    )
    report.record.write_bytes(as_bytes(replace(stopped, made_from=replace(first.made_from, data="other"))))
    run_reports([report])
    assert sorted(read_record(report.record).forms) == ["html", "ipynb"]
    assert read_record(report.record).older == {"pdf": {**other["pdf"], "made_at": "2026-01-01T12:00:00Z"}}
    report.html.with_suffix(".pdf").unlink()
    run_reports([report])
    assert read_record(report.record).older == {}


@pytest.mark.slow
def test_a_report_knows_the_tables_it_read_and_stays_of_now_while_only_others_change(tmp_path, real_data):
    notebook = tmp_path / "reading.ipynb"
    cells = [
        'award_year: int = 2023\nlanguage: str = "id"',
        "from kkpham_analysis.tables.loading import load, stored_values",
        'load("rules")\nstored_values("submissions", "award_year")',
        '"Begitu."',
    ]
    tags = ["parameters", "setup", "load", "finding"]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    written = [nbformat.v4.new_code_cell(text, metadata={"tags": [tag]}) for text, tag in zip(cells, tags, strict=True)]
    nbformat.write(nbformat.v4.new_notebook(cells=written, metadata=kernel), notebook)
    call = Call("reading", {"award_year": 2023}, "id")
    report = settle(call, notebooks=tmp_path, out=tmp_path, resolver=lambda text, level: text, rounds=[2023])
    [result] = run_reports([report])
    assert result.error == ""
    made_from, digests = read_record(report.record).made_from, table_digests(real_data)
    assert made_from.tables == {name: digests[name] for name in ("rules", "submissions")}
    later = Edition(data="other", tables={**digests, "awards": "other"})
    assert not made_from.has_other_data(later)
    assert made_from.changed_tables(replace(later, tables={**digests, "rules": "other"})) == ["rules"]
    assert replace(made_from, tables={}).has_other_data(later)


def test_code_that_changed_within_a_version_is_another_version_and_what_was_not_noted_is_none():
    now = Edition("0.1.0", code="new")
    assert Edition("0.1.0", code="old").causes(now) == ["version"]
    assert Edition("0.1.0", code="new").causes(now) == Edition("0.1.0").causes(now) == []


def test_the_digest_of_the_code_changes_with_any_file_of_the_package(tmp_path, monkeypatch):
    monkeypatch.setattr(product, "SOURCE", tmp_path)
    (tmp_path / "words.toml").write_text("a")
    before = product.code_now.__wrapped__()
    (tmp_path / "words.pyc").write_text("a")
    assert product.code_now.__wrapped__() == before
    (tmp_path / "words.toml").write_text("b")
    assert product.code_now.__wrapped__() != before


@given(order=st.permutations(["html", "ipynb", "pdf", "pptx"]))
@pytest.mark.parametrize("name", ["forms", "exports", "older"])
def test_a_record_has_its_files_in_one_order_whichever_of_them_was_made_first(name, order):
    about = {form: {"bytes": 4} for form in ("html", "ipynb", "pdf", "pptx")}
    turned = {form: about[form] for form in order}
    assert as_bytes(Record("trends", "id", **{name: turned})) == as_bytes(Record("trends", "id", **{name: about}))
    assert list(json.loads(as_bytes(Record("trends", "id", **{name: turned})))[name]) == [*about]


def test_a_record_is_read_as_it_was_written(tmp_path):
    record = Record(
        "trends", "en", None, {"language": "en"}, {"64": "Kaltim"}, "Title", "note", "Finding.", (("7 / 10", "named"),),
        ("synthetic",), 3, {"html": {"bytes": 5, "sha256": "a"}}, Edition("0.1.0", "d", "2025-12", "n", code="c"),
        now(), Failure("no", now(), 3, "import os", 2, "trends.failed.ipynb"),
        {"gambar-16x9/a.png": {"bytes": 5, "sha256": "b"}},
    )  # fmt: skip
    path = tmp_path / "trends.json"
    path.write_bytes(as_bytes(record))
    assert read_record(path) == record


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[]", b"{}", b'{"record": 2, "notebook": "trends"}', b'{"record": 1, "notebook": 5}',
     b"[" * 100_000, b'{"record": 1, "notebook": "trends", "title": "' + b"a" * 200_000 + b'"}'],
    ids=["empty", "bytes", "list", "nothing", "newer", "no-notebook", "deep", "large"],
)  # fmt: skip
def test_what_is_no_record_is_refused(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"x\.json|codec|Expecting"):
        read_record(path)


def test_what_has_another_type_than_it_should_counts_as_not_said(tmp_path):
    path = tmp_path / "x.json"
    wrong = {"record": 1, "notebook": "trends", "language": 5, "award_year": True, "places": [], "title": {"a": 1},
             "facts": [1, ["a"], ["a", "b"]], "marks": "synthetic", "forms": {"html": 5}, "made_from": 1,
             "failure": "no", "finding": "half a pair: \ud800"}  # fmt: skip
    path.write_text(json.dumps(wrong))
    expected = Record("trends", "", finding="half a pair: ?", facts=(("a", "b"),), forms={"html": {}})
    assert read_record(path) == expected


def test_a_notebook_that_many_reports_ask_for_is_read_once_until_it_is_changed(tmp_path, monkeypatch):
    notebook, read, read_bytes = tmp_path / "once.ipynb", [], Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or read_bytes(path))
    notebook.write_text('{"cells": [{"metadata": {"tags": ["parameters"]}, "source": "top: int = 3"}]}')
    known = [notebook_parameters(notebook) for _ in range(2)]
    notebook.write_text('{"cells": [{"metadata": {"tags": ["parameters"]}, "source": "top: int =  3"}]}')
    assert (known[0], known[0] == known[1] == notebook_parameters(notebook), len(read)) == (
        {"top": Parameter("top", "int", 3)}, True, 2
    )  # fmt: skip
