"""A claim makes the reports of its province and of the country old, and no page rests on more than that."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.reports.reduced_tables import keep_alone

from kkpham_analysis.reports.building import build
from kkpham_analysis.tables.submissions.store import read_stored, store_changes

from .test_round_without_list import as_facts, handed_in

ROOT = Path(__file__).resolve().parents[2]
KKPHAM = Path(sys.executable).with_name("kkpham")
NOON = "1767268800"
PLAN = """\
- notebook: award_summary
  parameters:
    award_year: 2019
- notebook: province_report
  parameters:
    award_year: 2019
  each:
    province: ["32", "64"]
- notebook: regency_profile
  parameters:
    award_year: 2019
  each:
    regency: ["3201", "6472"]
"""
HANDED_IN = """\
- notebook: award_summary
  parameters: {award_year: 2025}
- notebook: indicator_coverage
  parameters: {award_year: 2025}
- notebook: province_report
  parameters: {award_year: 2025}
  each: {province: ["64", "65"]}
- notebook: regency_profile
  parameters: {award_year: 2025}
  each: {regency: ["6401", "6571"]}
"""
LIST = ("--year", "2019", "--source", "https://example.org/2019", "--publisher", "Kementerian", "--kind", "ministry")

pytestmark = pytest.mark.slow


def kkpham(data, *arguments, said=""):
    environment = {**os.environ, "KKPHAM_DATA": str(data), "SOURCE_DATE_EPOCH": NOON}
    done = subprocess.run(
        [KKPHAM, *arguments], cwd=ROOT, env=environment, input=said, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done


def pages(out):
    return {path.relative_to(out).as_posix(): path.stat().st_mtime_ns for path in out.rglob("*.html")}


def test_a_new_claim_runs_the_reports_of_its_province_and_of_the_country_and_no_others(built_data, tmp_path):
    data = shutil.copytree(built_data, tmp_path / "data")
    (tmp_path / "plan.yaml").write_text(PLAN)
    run = ("--out", str(tmp_path / "reports"), "run", str(tmp_path / "plan.yaml"), "--lang", "en")
    kkpham(data, *run)
    first = pages(tmp_path / "reports")
    assert kkpham(data, *run).stderr.splitlines()[-2][26:] == "5 reports are fresh, 0 to make"
    assert pages(tmp_path / "reports") == first

    kkpham(data, "awards", "add", "-", *LIST, "--yes", said="Kota Samarinda\n")
    kkpham(data, *run)

    after = pages(tmp_path / "reports")
    assert {name.split("/")[-1] for name in after if after[name] != first.get(name)} == {
        "award_summary.html",
        "province_report-kalimantan-timur.html",
        "regency_profile-kota-samarinda.html",
    }


def test_a_changed_answer_runs_the_reports_of_its_province_its_profile_and_those_of_the_country(tmp_path):
    data = as_facts(handed_in(tmp_path / "data"))
    (tmp_path / "plan.yaml").write_text(HANDED_IN)
    run = ("--out", str(tmp_path / "reports"), "run", str(tmp_path / "plan.yaml"), "--lang", "en")
    kkpham(data, *run)
    first = pages(tmp_path / "reports")
    assert kkpham(data, *run).stderr.splitlines()[-2][26:] == "6 reports are fresh, 0 to make"

    stored = read_stored(data)
    is_of_paser = stored["regency_code"].eq("6401")
    store_changes(data, stored.assign(documents=stored["documents"] + is_of_paser.astype("Int64")), stored.head(0))
    kkpham(data, *run)

    after = pages(tmp_path / "reports")
    assert {name.split("/")[-1] for name in after if after[name] != first[name]} == {
        "award_summary.html",
        "indicator_coverage.html",
        "province_report-kalimantan-timur.html",
        "regency_profile-kabupaten-paser.html",
    }


@pytest.mark.parametrize(
    ("notebook", "place", "scope"),
    [("province_report", "--province", "32"), ("province_report", "--province", "91"),
     ("regency_profile", "--regency", "6472")],
)  # fmt: skip
def test_no_byte_of_a_page_rests_on_the_rows_of_other_places(notebook, place, scope, built_data, tmp_path):
    whole, alone = pages_of(built_data, tmp_path, scope, notebook, "--year", "2019", place, scope)
    assert alone == whole


@pytest.mark.parametrize(
    ("notebook", "place", "scope"), [("province_report", "--province", "64"), ("regency_profile", "--regency", "6401")]
)
def test_no_byte_of_a_page_rests_on_what_other_places_handed_in(notebook, place, scope, tmp_path):
    data = as_facts(handed_in(tmp_path / "data"))
    assert build(data).ok
    whole, alone = pages_of(data, tmp_path, scope, notebook, "--year", "2025", place, scope)
    assert alone == whole


def pages_of(data, folder, scope, *report):
    """A page made of all rows, and the same of those alone on which the digests of its place rest."""
    whole, alone = (shutil.copytree(data, folder / name / "data") for name in ("a", "b"))
    keep_alone(alone, scope)
    return [page(data, data.parent / "reports", *report) for data in (whole, alone)]


def page(data, out, *report):
    """A page of the tables that are in the folder: the command would build them again."""
    code = (
        "import sys; from kkpham_analysis import cli; from kkpham_analysis.reports import requests; "
        "requests.ensure_built = lambda *given, **more: None; cli.app(sys.argv[1:])"
    )
    environment = {**os.environ, "KKPHAM_DATA": str(data), "SOURCE_DATE_EPOCH": NOON}
    arguments = ["--out", str(out), "report", *report]
    subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, env=environment, check=True)
    [html] = out.rglob("*.html")
    return html.read_text(encoding="utf-8").replace(str(out), "").replace(str(data), "")
