"""The page in which all reports are found is made of records that anybody may have written."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.recorded_reports import KALTIM, a_shelf, put, report
from typer.testing import CliRunner

from kkpham_analysis import cli
from kkpham_analysis.language import Words
from kkpham_analysis.reports import records
from kkpham_analysis.reports.records import Failure
from kkpham_analysis.reports.site import build_site, building
from kkpham_analysis.reports.site.entries import KINDS
from kkpham_analysis.reports.site_answers import site_line
from kkpham_analysis.reports.site_page import is_site
from kkpham_analysis.tables.editions import data_digest, table_digests


@pytest.fixture
def no_data(tmp_path, monkeypatch):
    """Let there be no tables."""
    monkeypatch.setenv("KKPHAM_DATA", str(tmp_path / "data"))


def values_in(path):
    page = path.read_text(encoding="utf-8")
    return json.loads(
        re.search(r'<script type="application/json" id="values">(.*?)</script>', page, re.DOTALL).group(1)
    )


def test_every_notebook_is_a_kind_of_report_with_a_name_in_a_fixed_order():
    notebooks = {path.stem for path in (Path(__file__).parents[2] / "notebooks").glob("*.ipynb")}
    assert set(KINDS) == notebooks
    assert KINDS[0] == "award_summary"


def test_reports_stand_with_what_spans_all_rounds_first_then_the_newest(tmp_path, no_data):
    put(tmp_path, "2022/id/award_summary", report("award_summary", 2022, "2022"))
    put(tmp_path, "all/id/trends", report("trends", None, "all"))
    put(tmp_path, "2023/id/award_summary", report("award_summary", 2023, "later", made_at="2026-01-02T00:00:00Z"))
    put(tmp_path, "2023/id/data_quality", report("data_quality", 2023, "earlier"))
    put(tmp_path, "2023/id/trends", report("trends", 2023, "earlier too"))
    site = build_site(tmp_path)
    titles = [entry["title"] for entry in values_in(site.path)["reports"]]
    assert titles == ["all", "later", "earlier too", "earlier", "2022"]


def test_what_failed_is_of_other_data_or_cannot_be_read_is_said(tmp_path, real_data):
    a_shelf(tmp_path, data=data_digest(real_data))
    (tmp_path / "2023/id/broken.json").write_text("{")
    site = build_site(tmp_path)
    assert (site.reports, site.failed, site.stale, site.unreadable, site.knows_places) == (
        13,
        ("2023/id/trends",),
        ("2023/en/province_report-kalimantan-timur",),
        ("2023/id/broken",),
        True,
    )


def test_a_report_of_made_up_data_is_of_its_own_folder_and_never_called_out_of_date(tmp_path, real_data):
    for name, marks in (("facts", ()), ("trial", ("synthetic",)), ("list", ("placeholder",))):
        put(tmp_path, f"2023/id/{name}", report("award_summary", 2023, name, data="other", marks=marks))
    assert build_site(tmp_path).stale == ("2023/id/facts", "2023/id/list")


def test_the_date_of_a_card_is_that_of_the_newest_source_of_its_report(tmp_path, no_data):
    put(tmp_path, "2023/id/a", report("award_summary", 2023, "a", newest_source="2023-12-19"))
    put(tmp_path, "2023/id/b", report("award_summary", 2023, "b", newest_source=""))
    newest = {entry["title"]: entry["newest"] for entry in values_in(build_site(tmp_path).path)["reports"]}
    assert newest == {"a": "2023-12-19", "b": ""}


def test_a_place_is_found_by_every_name_it_goes_by_and_a_regency_knows_the_province_of_its_round(tmp_path, real_data):
    put(tmp_path, "2023/id/a", report("regency_profile", 2023, "a", places={"6402": "x"}))
    put(tmp_path, "2022/id/b", report("regency_profile", 2022, "b", places={"9301": "Merauke"}))
    found = values_in(build_site(tmp_path).path)
    assert {"kukar", "6402", "kutaikartanegara"} <= set(found["places"]["6402"]["keys"])
    assert found["places"]["64"]["name"] == "Kalimantan Timur"
    assert len(found["places"]) == 552
    assert [found["within"][code] for code in ("6402", "64", "9301", "91", "93")] == [
        {"2022": "64"}, {"2022": "64"}, {"2022": "91", "2023": "93"}, {"2022": "91"}, {"2023": "93"},
    ]  # fmt: skip
    assert [entry["province"] for entry in found["reports"]] == ["64", "91"]


def test_without_tables_places_go_by_the_names_in_the_records(tmp_path, no_data):
    put(tmp_path, "2023/id/a", report("province_report", 2023, "a", places=KALTIM))
    site = build_site(tmp_path)
    assert values_in(site.path)["places"] == {"64": {"name": "Kalimantan Timur", "keys": []}}
    assert site.knows_places is False


def test_links_lead_only_to_files_beside_the_record_whatever_it_says(tmp_path, no_data):
    (tmp_path / "secret.html").write_text("no")
    told = report("javascript:alert(1)", 2023, "a", language='"><script>')
    put(tmp_path, "2023/id/javascript:x?#&<b>", told, forms=("html",))
    put(tmp_path, "2023/id/gone", told, forms=())
    for entry in values_in(build_site(tmp_path).path)["reports"]:
        expected = ["html", "2023/id/javascript%3Ax%3F%23%26%3Cb%3E.html", 63]
        assert entry["forms"] == ([expected] if "javascript" in entry["label"] else [])


def test_sizes_of_figures_alone_are_said_in_the_language_of_the_page(tmp_path, no_data):
    words = values_in(build_site(tmp_path).path)["words"]
    assert {language: list(said["sizes"].values()) for language, said in words.items()} == {
        "id": ["persegi", "setengah A4", "A4"],
        "en": ["square", "half of A4", "A4"],
    }


def test_figures_alone_are_listed_with_the_report_whose_name_they_bear(tmp_path, no_data):
    for name, place, files in (("papua", {"91": "Papua"}, ("papua-2023-peta.png", "papua-2023-peta.txt")),
                               ("papua-barat", {"92": "Papua Barat"}, ("papua-barat-2023-peta.png",))):  # fmt: skip
        exports = {f"gambar-16x9/{file}": {} for file in files}
        told = report("province_report", 2023, name, places=place, exports=exports)
        put(tmp_path, f"2023/id/province_report-{name}", told)
    put(tmp_path, "2023/id/trends-papua", report("trends", 2023, "trends"))
    folder = tmp_path / "2023" / "id" / "gambar-16x9"
    folder.mkdir()
    for file in ("papua-2023-peta.png", "papua-2023-peta.txt", "papua-barat-2023-peta.png", "papua-2022-peta.png"):
        (folder / file).write_bytes(b"1234")
    listed = {entry["stem"]: entry["exports"] for entry in values_in(build_site(tmp_path).path)["reports"]}
    at = "2023/id/gambar-16x9"
    assert listed == {
        "province_report-papua": [["16:9", [["peta.png", f"{at}/papua-2023-peta.png", 4],
                                            ["peta.txt", f"{at}/papua-2023-peta.txt", 4]]]],
        "province_report-papua-barat": [["16:9", [["peta.png", f"{at}/papua-barat-2023-peta.png", 4]]]],
        "trends-papua": [],
    }  # fmt: skip


def test_what_the_record_does_not_hold_is_listed_apart_as_older_with_its_own_time(tmp_path, no_data):
    older = {"xlsx": {"made_at": "2025-01-01T00:00:00Z"}, "gambar-16x9/papua-2023-peta.png": {"made_at": "2024"}}
    told = report("province_report", 2023, "new", places={"91": "Papua"}, older=older)
    put(tmp_path, "2023/id/province_report-papua", told)
    folder = tmp_path / "2023" / "id"
    for name in ("province_report-papua.xlsx", "province_report-papua.docx", "gambar-16x9/papua-2023-peta.png"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"1234")
    [entry] = values_in(build_site(tmp_path).path)["reports"]
    base = "2023/id/province_report-papua"
    assert [form for form, *_ in entry["forms"]] == ["html", "ipynb"]
    assert (entry["href"], entry["exports"]) == (f"{base}.html", [])
    assert entry["older"] == [
        ["docx", f"{base}.docx", 4, ""],
        ["xlsx", f"{base}.xlsx", 4, "2025-01-01T00:00:00Z"],
        ["gambar-16x9/papua-2023-peta.png", "2023/id/gambar-16x9/papua-2023-peta.png", 4, "2024"],
    ]


def test_a_report_is_of_older_data_only_where_a_table_that_it_read_is_another(tmp_path, real_data):
    digests = table_digests(real_data)
    for name, table in (("same", {"rules": digests["rules"]}), ("other", {"rules": "other"})):
        told = report("award_summary", 2023, name, data="other")
        put(tmp_path, f"2023/id/{name}", replace(told, made_from=replace(told.made_from, tables=table)))
    assert build_site(tmp_path).stale == ("2023/id/other",)


@pytest.mark.parametrize(
    ("name", "causes"),
    [
        ("same", []),
        ("other_version", ["version"]),
        ("other_code", ["version"]),
        ("other_libraries", ["libraries"]),
        ("other_notebook", ["notebook"]),
        ("other_in_slides", ["notebook"]),
        ("made_up", []),
        ("never_made", []),
    ],
)
def test_a_report_of_another_program_notebook_or_libraries_is_marked_with_which(tmp_path, no_data, name, causes):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "trends.ipynb").write_text("{}")
    made_from = replace(records.edition_now(), notebook=records.digest_of(b"{}"))
    others = {
        "other_version": {"version": "0.0.9"}, "other_code": {"code": "o"}, "other_libraries": {"libraries": "o"},
        "other_notebook": {"notebook": "o"}, "made_up": {"code": "o"}, "never_made": {"code": "o"},
    }  # fmt: skip
    told = replace(report("trends", 2023, "a"), made_from=replace(made_from, **others.get(name, {})))
    about = {
        "made_up": {"marks": ("synthetic",)}, "never_made": {"made_at": "", "failure": Failure("no", "then")},
        "other_in_slides": {"forms": {"html": {"notebooks": {"trends": "o"}}}},
    }  # fmt: skip
    put(tmp_path / "out", "2023/id/a", replace(told, **about.get(name, {})))

    site = build_site(tmp_path / "out", notebooks=tmp_path / "notebooks")

    assert values_in(site.path)["reports"][0]["outdated"] == causes
    assert site.outdated == (("2023/id/a",) if causes else ())


def test_a_page_is_made_again_where_a_notebook_is_another(tmp_path, no_data):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "trends.ipynb").write_text("{}")
    put(tmp_path / "out", "2023/id/a", report("trends", 2023, "a"))
    page = build_site(tmp_path / "out", notebooks=tmp_path / "notebooks").path
    before = page.read_bytes()
    site_line(tmp_path / "out", Words("en"), tmp_path / "notebooks")
    same = page.read_bytes()
    (tmp_path / "notebooks" / "trends.ipynb").write_text("{ }")
    site_line(tmp_path / "out", Words("en"), tmp_path / "notebooks")
    assert (same == before, page.read_bytes() == before) == (True, False)


def test_a_report_of_a_round_that_the_data_no_longer_hold_says_that_its_source_was_withdrawn(tmp_path, real_data):
    for name, kind, year in (("a", "award_summary", 2031), ("b", "indicator_coverage", 2031), ("c", "trends", 2023)):
        put(tmp_path, f"2023/id/{name}", report(kind, year, name, data="other"))

    site = build_site(tmp_path)
    values = values_in(site.path)

    assert site.stale == ("2023/id/b", "2023/id/c")
    assert {entry["title"]: entry["gone"] for entry in values["reports"]} == {"a": True, "b": False, "c": False}
    assert values["words"]["en"]["gone"].startswith("The present data hold nothing on the round of {round} any more")


def test_a_report_of_a_round_whose_list_is_awaited_is_of_older_data_and_not_of_a_round_that_is_gone(
    tmp_path, real_data, monkeypatch
):
    monkeypatch.setattr(building, "stored_values", lambda table, column: {2031})
    for name, kind in (("a", "award_summary"), ("b", "regency_profile"), ("c", "trends")):
        put(tmp_path, f"2031/id/{name}", report(kind, 2031, name, data="other"))

    site = build_site(tmp_path)

    assert site.stale == ("2031/id/a", "2031/id/b")
    assert {entry["title"]: entry["gone"] for entry in values_in(site.path)["reports"]} == {
        "a": False, "b": False, "c": True,
    }  # fmt: skip


def test_a_report_that_failed_leads_to_its_notebook_where_that_was_kept(tmp_path, no_data):
    failure = Failure("no", "2026-01-01T12:00:00Z", notebook="../../elsewhere.ipynb")
    for name in ("kept", "gone"):
        put(tmp_path, f"2023/id/{name}", report(name, 2023, name, failure=failure))
    for name in ("kept", "fresh"):
        (tmp_path / f"2023/id/{name}.failed.ipynb").write_text("{}")
    put(tmp_path, "2023/id/fresh", report("fresh", 2023, "fresh"))
    entries = values_in(build_site(tmp_path).path)["reports"]

    assert {entry["label"]: entry["failed"] and entry["failed"]["notebook"] for entry in entries} == {
        "2023/id/kept": "2023/id/kept.failed.ipynb", "2023/id/gone": "", "2023/id/fresh": None,
    }  # fmt: skip


def test_no_text_of_a_record_becomes_markup_or_script(tmp_path, no_data):
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    told = report(evil, 2023, evil, places={evil: evil}, facts=((evil, evil),), failure=Failure(evil, evil))
    put(tmp_path, "2023/id/evil", told)
    path = build_site(tmp_path).path
    page = path.read_text(encoding="utf-8")
    assert "<img" not in page
    assert page.count("<script") == 2
    assert values_in(path)["reports"][0]["title"] == evil


def test_the_policy_allows_the_script_of_the_page_and_nothing_else(tmp_path, no_data):
    page = build_site(tmp_path).path.read_text(encoding="utf-8")
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page).group(1)
    assert re.sub("&#39;", "'", policy) == (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; script-src 'sha256-{digest}'"
    )


def test_the_same_records_are_the_same_page_in_another_process(tmp_path, real_data):
    a_shelf(tmp_path, data="d")
    page = build_site(tmp_path).path.read_bytes()
    code = "import sys, pathlib, kkpham_analysis.reports.site as s; s.build_site(pathlib.Path(sys.argv[1]))"
    other = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", code, tmp_path], check=True, env=other)
    assert (tmp_path / "index.html").read_bytes() == page


def test_the_command_says_what_is_in_the_page_and_what_could_not_be_read(tmp_path, no_data):
    a_shelf(tmp_path, data="d")
    (tmp_path / "2023/id/broken.json").write_text("[]")
    result = CliRunner().invoke(cli.app, ["--out", str(tmp_path), "site", "--json", "--lang", "en"])
    told = json.loads(result.stdout)
    # What the shelf holds was made from notebooks that never were.
    assert len(told.pop("outdated")) == 12
    assert told == {
        "path": str(tmp_path / "index.html"), "reports": 13, "failed": ["2023/id/trends"], "stale": [],
        "unreadable": ["2023/id/broken"],
    }  # fmt: skip
    assert "2023/id/broken.json: not the record of a report" in result.stderr
    assert result.exit_code == 1


def test_a_page_of_somebody_else_is_not_overwritten(tmp_path, no_data):
    (tmp_path / "index.html").write_text("mine")
    result = CliRunner().invoke(cli.app, ["--out", str(tmp_path), "site", "--lang", "en"])
    assert (result.exit_code, (tmp_path / "index.html").read_text()) == (2, "mine")
    assert "was not written by kkpham site" in result.stderr


@pytest.mark.slow
def test_a_report_brings_the_site_up_to_date_where_there_is_one_and_says_where_it_is(tmp_path, real_data):
    def made(name):
        called = ["--out", str(tmp_path), "report", name, "--year", "2023", "--lang", "en"]
        return CliRunner().invoke(cli.app, called).stdout.splitlines()

    assert "index.html" not in made("trends")[-1]
    assert not (tmp_path / "index.html").exists()
    (tmp_path / "2023/en/trends.json").unlink()
    assert build_site(tmp_path).reports == 0
    assert made("trends")[-1] == f"All reports are listed in {tmp_path / 'index.html'}"
    assert is_site(tmp_path / "index.html")
    assert [entry["label"] for entry in values_in(tmp_path / "index.html")["reports"]] == ["2023/en/trends"]


def is_made_again(out, change):
    """Whether a run that has nothing to make makes the page again, after a change in the folder of reports."""
    put(out, "2023/id/a", report("province_report", 2023, "a", places=KALTIM), forms=("html", "pdf"))
    page = build_site(out).path
    change(out)
    os.utime(page, (1, 1))
    site_line(out, Words("en"))
    assert is_site(page)
    return page.stat().st_mtime != 1


def test_a_page_that_shows_what_there_is_stays_whatever_a_run_writes_beside_it(tmp_path, no_data):
    def what_a_run_leaves(out):
        (out / "status.json").write_text("{}")
        (out / ".run.lock").touch()
        (out / "2023/id/.a.html.part").touch()

    assert not is_made_again(tmp_path, what_a_run_leaves)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda out: put(out, "2023/en/b", report("trends", None, "b")), id="a report more"),
        pytest.param(lambda out: put(out, "2023/id/a", report("trends", 2023, "b")), id="another record"),
        pytest.param(lambda out: (out / "2023/id/a.pdf").unlink(), id="a form is gone"),
        pytest.param(lambda out: (out / "2023/id/a.pdf").write_text("longer" * 99), id="a form has another size"),
        pytest.param(lambda out: (out / "2023/id/a.json").write_text("{"), id="a record that cannot be read"),
        pytest.param(lambda out: os.truncate(out / "index.html", 5_000), id="a page that is torn"),
        pytest.param(lambda out: (out / "index.html").open("a").write("<p>"), id="a page that somebody added to"),
    ],
)
def test_a_page_that_is_torn_or_shows_something_else_is_made_again(tmp_path, no_data, change):
    assert is_made_again(tmp_path, change)


@pytest.mark.parametrize("told", ["code_now", "digest_of_tables"])
def test_a_page_is_made_again_by_other_code_and_from_other_tables(tmp_path, no_data, monkeypatch, told):
    assert is_made_again(tmp_path, lambda out: monkeypatch.setattr(records, told, lambda *folder: "other"))


def test_the_sources_are_on_the_page_and_without_one_in_what_is_read_instead(tmp_path, no_data):
    put(tmp_path, "2023/id/paged", report("province_report", 2023, "a"), forms=("html", "pptx", "ipynb"))
    put(tmp_path, "2023/id/slides", report("province_report", 2023, "b"), forms=("pptx", "ipynb"))
    put(tmp_path, "2023/id/bare", report("province_report", 2023, "c", sources=0), forms=("html",))

    entries = values_in(build_site(tmp_path).path)["reports"]

    assert {entry["stem"]: entry["sources"] for entry in entries} == {
        "paged": "2023/id/paged.html#sources",
        "slides": "2023/id/slides.pptx",
        "bare": "",
    }


def test_a_page_opens_in_the_language_asked_for_and_else_in_that_of_the_page_before(tmp_path, no_data):
    told = [build_site(tmp_path, language=language).path.read_text("utf-8") for language in (None, "en", None, "id")]

    assert [re.search(r'<html lang="(\w+)">', page)[1] for page in told] == ["id", "en", "en", "id"]
