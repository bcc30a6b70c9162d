"""What must hold from end to end, by the command as people type it."""

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


def kkpham(data, *arguments, cwd=ROOT):
    environment = {**os.environ, "KKPHAM_DATA": str(data)}
    return subprocess.run([KKPHAM, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def run_python(data, code):
    environment = {**os.environ, "KKPHAM_DATA": str(data)}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    ).stdout


def summary(data, *arguments):
    result = kkpham(data, "summary", *arguments, "--json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_the_summary_of_kaltim_is_the_one_announced(built_data):
    found = summary(built_data, "--year", "2023", "--province", "kaltim")

    (row,) = found["provinces"]
    known = {
        name: row[name] for name in ("regencies", "compliant", "share", "meets_rule", "evidence", "regencies_short")
    }
    assert known == {
        "regencies": 10,
        "compliant": 7,
        "share": 0.7,
        "meets_rule": True,
        "evidence": "complete",
        "regencies_short": 0,
    }
    assert row["awarded"] == [
        "Kabupaten Paser",
        "Kabupaten Kutai Kartanegara",
        "Kabupaten Berau",
        "Kabupaten Kutai Timur",
        "Kota Balikpapan",
        "Kota Samarinda",
        "Kota Bontang",
    ]
    assert {"K001", "K020", "K021"} <= set(row["sources"])
    assert set(row["sources"]) <= {source["source_id"] for source in found["sources"]}


def test_the_summary_of_kaltara_is_the_one_announced(built_data):
    (row,) = summary(built_data, "--year", "2023", "--province", "kaltara")["provinces"]

    assert (row["compliant"], row["regencies"], row["share"]) == (2, 5, 0.4)
    assert (row["meets_rule"], row["regencies_short"]) == (False, 2)


@pytest.mark.parametrize(("year", "regencies"), [("2020", 29), ("2023", 9)])
def test_papua_is_counted_as_it_stood_in_the_round(built_data, year, regencies):
    (row,) = summary(built_data, "--year", year, "--province", "papua")["provinces"]

    assert row["regencies"] == regencies


def test_the_country_has_38_provinces_and_no_unknown_is_called_not_awarded(built_data):
    rows = summary(built_data, "--year", "2023")["provinces"]

    assert len(rows) == 38
    for row in rows:
        assert len(row["awarded"]) + len(row["not_awarded"]) + len(row["unknown"]) == row["regencies"]
        if row["evidence"] == "none":
            assert (row["compliant"], row["share"], row["meets_rule"], row["regencies_short"]) == (None,) * 4
            assert (row["awarded"], row["not_awarded"]) == ([], [])


def test_there_was_no_round_in_2021(built_data):
    result = kkpham(built_data, "summary", "--year", "2021", "--json")

    assert result.returncode == 2
    assert result.stdout == ""
    assert "2021" in result.stderr


def test_the_first_plan_ends_with_the_result_in_words_and_the_paths(built_data, tmp_path):
    result = kkpham(built_data, "--out", tmp_path, "run", "first")

    assert result.returncode == 0, result.stderr
    assert "7 dari 10 kabupaten/kota di Kalimantan Timur" in result.stdout
    assert "70,0\u00a0%, di atas 60\u00a0% yang disyaratkan" in result.stdout
    assert "2 dari 5 kabupaten/kota di Kalimantan Utara" in result.stdout
    assert "40,0\u00a0%, di bawah 60\u00a0% yang disyaratkan" in result.stdout
    for stem in ("award_summary", "province_report-kalimantan-timur", "province_report-kalimantan-utara"):
        for ending in ("html", "ipynb"):
            path = tmp_path / "2023" / "id" / f"{stem}.{ending}"
            assert path.is_file()
            assert str(path) in result.stdout


def test_the_summary_of_one_regional_office_is_the_one_it_announced(built_data, tmp_path):
    places = ["--province", "kaltim", "--province", "kaltara"]
    result = kkpham(built_data, "--out", tmp_path, "report", "award_summary", "--year", "2023", *places, "--lang", "en")

    assert result.returncode == 0, result.stderr
    assert "9 of 15 regencies and cities" in result.stdout
    assert "7 in East Kalimantan and 2 in North Kalimantan" in result.stdout
    assert "1 of 2 provinces met the rule" in result.stdout


def test_faulty_facts_are_named_at_once_and_the_last_good_tables_stay(built_data, tmp_path):
    shutil.copytree(built_data, tmp_path / "data")
    claims = tmp_path / "data" / "raw" / "awards" / "award_claims.csv"
    lines_of_code = "from kkpham_analysis import load; print(load('awards').to_csv())"
    good = run_python(tmp_path / "data", lines_of_code)
    lines = claims.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("1215", "99999")
    claims.write_text("\n".join([*lines, lines[-1]]) + "\n", encoding="utf-8")

    result = kkpham(tmp_path / "data", "build")

    assert result.returncode == 1
    assert "award_claims.csv baris 2, kolom regency_code: '99999'" in result.stderr
    assert f"award_claims.csv baris {len(lines) + 1}" in result.stderr
    assert run_python(tmp_path / "data", lines_of_code) == good
