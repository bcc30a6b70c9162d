"""A new round comes in as a list that somebody copied, and is summarized, on the screen and as a page."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KKPHAM = Path(sys.executable).with_name("kkpham")

pytestmark = pytest.mark.slow

# A list that nobody published: made up for the test.
LIST = """\
DAFTAR KABUPATEN/KOTA PEDULI HAM TAHUN 2025

PROVINSI KALIMANTAN TIMUR (7 kabupaten/kota)
1. KAB. KUTAI KARTANEGARA; 2) KOTA SAMARINDA, 3. Kota Bontang dan Kab. Penajam Paser Utara
\u2022 Kab.\u00a0Paser*
5) Balikpapan
6. Kutim
PROVINSI KALIMANTAN UTARA
1. Tarakan
2. <b>Malinau</b>
*) nilai tertinggi
Jakarta, 10 Desember 2025
"""
PAGE = ("--year", "2025", "--source", "https://example.org/2025", "--publisher", "Kementerian", "--kind", "ministry")


@pytest.fixture(scope="module")
def data(built_data, tmp_path_factory):
    return shutil.copytree(built_data, tmp_path_factory.mktemp("round_2025") / "data")


def kkpham(data, *arguments, said=""):
    environment = {**os.environ, "KKPHAM_DATA": str(data)}
    return subprocess.run(
        [KKPHAM, *arguments], cwd=ROOT, env=environment, input=said, capture_output=True, text=True, check=False
    )


def raw(data):
    return {path: path.read_bytes() for path in sorted((data / "raw").rglob("*")) if path.is_file()}


def test_a_list_of_a_round_that_nobody_has_rules_for_is_added_and_summarized(data, tmp_path):
    before = raw(data)

    unasked = kkpham(data, "awards", "add", "-", *PAGE, "--complete", said=LIST)
    assert (unasked.returncode, unasked.stdout) == (2, "")
    assert "--yes" in unasked.stderr
    assert raw(data) == before

    added = kkpham(data, "awards", "add", "-", *PAGE, "--complete", "--yes", "--json", said=LIST)
    assert added.returncode == 0, added.stderr
    record = json.loads(added.stdout)
    assert (record["source_id"], record["written"], record["claims"]) == ("A001", True, 9)
    assert record["complete_provinces"] == ["64", "65"]
    assert kkpham(data, "build").returncode == 0

    summary = kkpham(data, "summary", "--year", "2025", "--json")
    assert summary.returncode == 0, summary.stderr
    found = json.loads(summary.stdout)
    assert (found["rule"], found["rule_sources"], len(found["provinces"])) == (None, [], 38)
    rows = {row["province_code"]: row for row in found["provinces"]}
    known = ("compliant", "regencies", "share", "evidence", "meets_rule", "sources")
    assert [rows["64"][name] for name in known] == [7, 10, 0.7, "complete", None, ["A001"]]
    assert [rows["65"][name] for name in known] == [2, 5, 0.4, "complete", None, ["A001"]]
    assert {row["evidence"] for code, row in rows.items() if code not in ("64", "65")} == {"none"}
    assert {row["compliant"] for code, row in rows.items() if code not in ("64", "65")} == {None}

    page = kkpham(data, "--out", tmp_path, "report", "award_summary", "--year", "2025", "--lang", "en")
    assert page.returncode == 0, page.stderr
    html = (tmp_path / "2025" / "en" / "award_summary.html").read_text(encoding="utf-8")
    assert "The rule of the province award of 2025 is not known" in html
    assert "https://example.org/2025" in html

    again = kkpham(data, "awards", "add", "-", *PAGE, "--complete", "--yes", said=LIST)
    assert again.returncode == 0
    removed = kkpham(data, "awards", "remove", "--source", "A001")
    assert removed.returncode == 0, removed.stderr
    assert raw(data) == before


def test_a_name_that_is_not_clear_stops_the_list(data, tmp_path):
    before = raw(data)
    (tmp_path / "list.txt").write_text("1. Kota Bontang\n2. Bogor\n")

    stopped = kkpham(data, "awards", "add", str(tmp_path / "list.txt"), *PAGE, "--yes", "--lang", "en")

    assert stopped.returncode == 1
    assert "line 2: '2. Bogor': may mean more than one; perhaps: 3201 Kabupaten Bogor" in stopped.stderr
    assert "--questions" in stopped.stderr
    assert raw(data) == before


def test_a_file_that_is_no_list_is_refused_with_a_sentence(data, tmp_path):
    (tmp_path / "list.pdf").write_bytes(b"%PDF-1.7")

    refused = kkpham(data, "awards", "add", str(tmp_path / "list.pdf"), *PAGE, "--yes", "--lang", "en")
    missing = kkpham(data, "awards", "add", str(tmp_path / "none.txt"), *PAGE, "--yes", "--lang", "en")

    assert (refused.returncode, missing.returncode) == (1, 2)
    assert "list.pdf" in refused.stderr
    assert "none.txt" in missing.stderr
    assert "Traceback" not in refused.stderr + missing.stderr
