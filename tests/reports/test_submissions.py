"""From the template to the lists of each office, by commands: files, sentences, JSON and exit codes."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from kkpham_analysis import cli
from kkpham_analysis.language import Words
from kkpham_analysis.measures.submission_checks import check_submissions
from kkpham_analysis.reports import submission_findings
from kkpham_analysis.reports.building import build
from kkpham_analysis.reports.content.coverage_facts import coverage_facts
from kkpham_analysis.reports.content.coverage_gaps import gaps_part
from kkpham_analysis.tables.submissions.store import read_stored, replace_origins

from ..tables.submissions.submission_rows import submissions
from ..tables.submissions.submission_sheets import HEADINGS, csv_file
from .json_keys import not_told

CATALOGUE = "22/2021,1,placeholder,contoh,program,,2024-01-05,\n"
ITEMS = [
    "22/2021,1,1,BANKUM,struktur,Indikator 001 (contoh),,Perda,10,yes/no\n",
    "22/2021,1,2,SEHAT,hasil,Indikator 002 (contoh),,,10,persen\n",
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The facts with a list of two indicators; built once."""
    folder = tmp_path_factory.mktemp("loaded") / "data"
    source = Path(__file__).parents[2] / "data" / "raw"
    shutil.copytree(source, folder / "raw", ignore=shutil.ignore_patterns("submissions"))
    with (folder / "raw/indicators/catalogues.csv").open("a") as file:
        file.write(CATALOGUE)
    with (folder / "raw/indicators/catalogue_items.csv").open("a") as file:
        file.writelines(ITEMS)
    assert build(folder).ok
    return folder


@pytest.fixture
def data(loaded, tmp_path):
    shutil.copytree(loaded, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def kkpham(data, monkeypatch):
    monkeypatch.setenv("KKPHAM_DATA", str(data))
    return lambda *arguments: CliRunner().invoke(cli.app, ["submissions", *map(str, arguments)])


def test_a_template_is_filled_in_taken_in_and_checked(kkpham, data, tmp_path):
    form = tmp_path / "form.xlsx"
    written = kkpham("template", "--year", "2024", "--regency", "Kota Samarinda", "-o", form)
    book = load_workbook(form)
    book["Isian"]["H8"], book["Isian"]["K8"] = "ya", "Bagian Hukum"
    book["Isian"]["F10"], book["Isian"]["I10"] = 250, 1
    book.save(form)
    taken = kkpham("import", form)
    checked = kkpham("check", "--year", "2024", "--lang", "en", "--to", tmp_path / "lists")

    assert written.stdout.splitlines() == [
        "*** DAFTAR INDIKATOR CONTOH – BUKAN DAFTAR RESMI / PLACEHOLDER INDICATORS – NOT THE OFFICIAL LIST ***",
        "Templat dibuat: 1 berkas, masing-masing 2 indikator.", f"  {form}",
    ]  # fmt: skip
    assert taken.stdout.splitlines() == [
        "form.xlsx (Kota Samarinda): 2 baris terisi, 2 diterima, 0 dikarantina (0 baris kosong).",
        "1 berkas, 0 tidak terbaca: 2 baris = 2 diterima + 0 dikarantina.",
    ]
    assert (written.exit_code, taken.exit_code, checked.exit_code) == (0, 0, 0)
    assert list(read_stored(data)["origin"]) == ["isian-2024-6472.xlsx"] * 2
    assert checked.stdout.splitlines()[-5:] == [
        "Kota Samarinda, no office named:",
        "  22/2021-002 Indikator 002 (contoh): 250 percent is over 100; check the number.",
        "Kota Samarinda, Bagian Hukum:",
        "  22/2021-001 Indikator 001 (contoh): There is an answer, but no document; hand one in.",
        f"2 lists written to {tmp_path / 'lists'}.",
    ]
    sheet = load_workbook(tmp_path / "lists" / "6472-kota-samarinda" / "bagian-hukum.xlsx").active
    assert sheet["A5"].value == "DAFTAR INDIKATOR CONTOH: BUKAN DAFTAR RESMI."
    assert checked.stdout.splitlines()[0] == (
        "*** DAFTAR INDIKATOR CONTOH – BUKAN DAFTAR RESMI / PLACEHOLDER INDICATORS – NOT THE OFFICIAL LIST ***"
    )
    assert [cell.value for cell in sheet[7]][:5] == [
        1, "22/2021-001", "Indikator 001 (contoh)", "Hak atas bantuan hukum",
        "Ada jawaban, tetapi tidak ada dokumen; serahkan dokumennya.",
    ]  # fmt: skip


def test_lists_that_no_longer_apply_go_and_those_that_somebody_changed_stay(kkpham, data, tmp_path):
    rows = {"regency_code": "6472", "documents": 0}
    replace_origins(data, submissions({**rows, "office": "Bagian Hukum"}, {**rows, "indicator_code": "22/2021-002",
                                                                          "office": "Dinas Sosial"}))  # fmt: skip
    to = ("check", "--year", "2024", "--lang", "en", "--to", tmp_path / "lists")
    folder = tmp_path / "lists" / "6472-kota-samarinda"
    kkpham(*to)
    (folder / "bagian-hukum.xlsx").write_bytes(b"explained")
    (folder / "catatan.xlsx").write_bytes(b"somebody else's")
    replace_origins(data, submissions({**rows, "documents": 1}))
    other = kkpham("check", "--year", "2024", "--lang", "en", "--regency", "6471", "--to", tmp_path / "lists")
    before = sorted(file.name for file in folder.iterdir())
    said = kkpham(*to).stdout.splitlines()

    assert (other.exit_code, before) == (0, ["bagian-hukum.xlsx", "catatan.xlsx", "dinas-sosial.xlsx"])
    assert sorted(file.name for file in folder.iterdir()) == [
        "bagian-hukum.xlsx", "catatan.xlsx", "perangkat-daerah-belum-disebut.xlsx",
    ]  # fmt: skip
    assert said[-3:] == [
        f"1 list written to {tmp_path / 'lists'}.",
        "1 earlier list that no longer applies was removed.",
        f"No longer apply, but were changed since, so not removed: {folder / 'bagian-hukum.xlsx'}",
    ]


def test_the_lists_of_a_province_alone_are_written_however_many_at_a_time(kkpham, data, tmp_path, monkeypatch):
    offices = {"22/2021-001": "Bagian Hukum", "22/2021-002": "Dinas Sosial"}
    rows = [{"regency_code": code, "documents": 0, "indicator_code": indicator, "office": office}
            for code in ("6472", "6471", "6501") for indicator, office in offices.items()]  # fmt: skip
    replace_origins(data, submissions(*rows))
    to = ("check", "--year", "2024", "--lang", "en", "--province", "kaltim", "--to")
    files = {}
    for together in (1, 3, 200):
        monkeypatch.setattr("kkpham_analysis.reports.office_lists.TOGETHER", together)
        assert kkpham(*to, tmp_path / str(together)).exit_code == 0
        files[together] = sorted(str(file.relative_to(tmp_path / str(together)))
                                 for file in (tmp_path / str(together)).rglob("*.xlsx"))  # fmt: skip

    assert files[1] == files[3] == files[200]
    assert files[1] == [
        "6471-kota-balikpapan/bagian-hukum.xlsx", "6471-kota-balikpapan/dinas-sosial.xlsx",
        "6472-kota-samarinda/bagian-hukum.xlsx", "6472-kota-samarinda/dinas-sosial.xlsx",
    ]  # fmt: skip


def test_regencies_that_handed_in_nothing_are_named_in_one_line_and_have_no_list(kkpham, data, tmp_path):
    handed_in = {"documents": 0, "office": "Bagian Hukum"}
    replace_origins(data, submissions(
        {"regency_code": "6502", **handed_in},
        {"regency_code": "6504", **handed_in, "award_year": 2022, "origin": "before"},
    ))  # fmt: skip
    line = ("2024", "6571", "2", "nihil", "", "", "", "", "")
    kkpham("import", csv_file(tmp_path / "a.csv", line, headings=HEADINGS))
    to = ("check", "--year", "2024", "--lang", "en", "--province", "kaltara", "--to", tmp_path / "lists")
    said, record = kkpham(*to).stdout, json.loads(kkpham(*to, "--json").stdout)

    assert sorted(str(file.relative_to(tmp_path / "lists")) for file in (tmp_path / "lists").rglob("*.xlsx")) == [
        "6502-kabupaten-malinau/bagian-hukum.xlsx",
        "6502-kabupaten-malinau/perangkat-daerah-belum-disebut.xlsx",
        "6504-kabupaten-tana-tidung/bagian-hukum.xlsx",
        "6504-kabupaten-tana-tidung/perangkat-daerah-belum-disebut.xlsx",
        "6571-kota-tarakan/perangkat-daerah-belum-disebut.xlsx",
    ]
    assert record["silent"] == ["6501", "6503"]
    assert {finding["regency_code"] for finding in record["findings"]} == {"6501", "6502", "6503", "6504", "6571"}
    assert said.splitlines()[-1] == (
        "Have handed in nothing yet, so there is no list for their offices: Kabupaten Bulungan and Kabupaten Nunukan."
    )
    assert " findings in 5 regencies." in said


def test_without_lists_too_regencies_that_handed_in_nothing_are_one_line(kkpham, data):
    replace_origins(data, submissions({"regency_code": "6502", "documents": 0, "office": "Bagian Hukum"}))
    check = ("check", "--year", "2024", "--lang", "en")
    of_two = kkpham(*check, "--regency", "6501", "--regency", "6502").stdout.splitlines()
    alone = kkpham(*check, "--regency", "6501").stdout.splitlines()

    assert [line for line in of_two if "Bulungan" in line] == ["Have handed in nothing yet: Kabupaten Bulungan."]
    assert [line for line in alone if "Bulungan" in line] == ["Kabupaten Bulungan, no office named:"]


def test_a_list_that_somebody_changed_is_not_overwritten(kkpham, data, tmp_path):
    replace_origins(data, submissions({"regency_code": "6472", "documents": 0, "office": "Bagian Hukum"}))
    to = ("check", "--year", "2024", "--lang", "en", "--to", tmp_path / "lists")
    file = tmp_path / "lists" / "6472-kota-samarinda" / "bagian-hukum.xlsx"
    again = [kkpham(*to).exit_code, kkpham(*to).exit_code]
    file.write_bytes(b"explained")
    refused = kkpham(*to)

    assert (again, refused.exit_code, file.read_bytes()) == ([0, 0], 2, b"explained")
    assert refused.stderr == (
        f"there already, and not (or no longer) as this command wrote them, so not overwritten (1 files): {file}; "
        "move them, or choose another folder.\n"
    )


def test_lists_of_made_up_and_of_real_data_never_share_a_folder(kkpham, data, tmp_path):
    rows = {"regency_code": "6472", "documents": 0, "office": "Bagian Hukum"}
    to = ("check", "--year", "2024", "--lang", "en", "--to", tmp_path / "lists")
    said = []
    for synthetic in (False, True):
        shutil.rmtree(tmp_path / "lists", ignore_errors=True)
        replace_origins(data, submissions({**rows, "synthetic": synthetic}))
        assert kkpham(*to).exit_code == 0
        before = {file: file.read_bytes() for file in (tmp_path / "lists").rglob("*") if file.is_file()}
        shutil.rmtree(data / "raw/submissions")
        replace_origins(data, submissions({**rows, "office": "Dinas Sosial", "synthetic": not synthetic}))
        refused = kkpham(*to)
        assert refused.exit_code == 2
        assert {file: file.read_bytes() for file in (tmp_path / "lists").rglob("*") if file.is_file()} == before
        said.append(refused.stderr.splitlines()[-1])
        shutil.rmtree(data / "raw/submissions")

    assert said == [
        f"{tmp_path / 'lists'} holds lists of real data, and these data are synthetic; nothing was written or "
        "removed. Choose another folder with --to.",
        f"{tmp_path / 'lists'} holds lists of synthetic data, and these data are real; nothing was written or "
        "removed. Choose another folder with --to, or delete that one.",
    ]


def test_lists_from_before_any_said_what_they_are_of_count_as_real(kkpham, data, tmp_path):
    rows = {"regency_code": "6472", "documents": 0, "office": "Bagian Hukum", "synthetic": True}
    replace_origins(data, submissions(rows))
    to = ("check", "--year", "2024", "--lang", "en", "--to", tmp_path / "lists")
    assert kkpham(*to).exit_code == 0
    kept = tmp_path / "lists" / ".daftar-kkpham.json"
    entries = json.loads(kept.read_text())
    kept.write_text(json.dumps({path: {name: value for name, value in entry.items() if name != "made_up"}
                                for path, entry in entries.items()}))  # fmt: skip

    assert "holds lists of real data" in kkpham(*to).stderr


def test_a_template_never_overwrites_what_somebody_may_have_filled_in(kkpham, tmp_path):
    form = tmp_path / "form.xlsx"
    form.write_bytes(b"filled in")
    result = kkpham("template", "--year", "2024", "--regency", "6472", "-o", form, "--lang", "en")

    assert (result.exit_code, form.read_bytes()) == (2, b"filled in")
    assert result.stderr == (f"already there, so not overwritten (1): {form}; choose another name or folder.\n")


def test_a_template_of_a_regulation_known_without_a_list_is_written_and_comes_back(kkpham, data, tmp_path):
    form = tmp_path / "form.xlsx"
    written = kkpham("template", "--year", "2015", "--regency", "6472", "-o", form)
    book = load_workbook(form)
    cells = {cell.value: cell.row for cell in book["Isian"]["B"]}
    book["Isian"].cell(cells["25/2013-001"], 9, 2)
    book.save(form)
    taken = kkpham("import", form)

    assert (written.exit_code, taken.exit_code) == (0, 0)
    assert read_stored(data)["indicator_code"].tolist() == ["25/2013-001"]


def test_a_filled_column_that_may_be_the_missing_one_is_told_first_and_even_among_many(kkpham, tmp_path, monkeypatch):
    monkeypatch.setattr("kkpham_analysis.reports.submissions.MOST_LINES", 0)
    headings = tuple("Setoran" if name == "Jumlah dokumen" else name for name in (*HEADINGS, "Warna"))
    lines = [("2024", "6472", "22/2021-001", "ya", "", "3", "", "", "", ""),
             ("2024", "6472", "22/2021-002", "12,5", "persen", "1", "", "", "", "biru")]  # fmt: skip
    taken = kkpham("import", csv_file(tmp_path / "a.csv", *lines, headings=headings))

    assert taken.stdout.splitlines() == [
        "a.csv (Kota Samarinda): 2 baris terisi, 2 diterima, 0 dikarantina (0 baris kosong).",
        "  PERHATIKAN: tidak ada kolom 'Jumlah dokumen' yang dikenal, sedangkan kolom 'Setoran' terisi di kebanyakan "
        "baris tetapi tidak dikenal, jadi tidak diambil. Kalau kolom itu yang dimaksud, ganti judulnya, lalu impor "
        "lagi.",
        "  kolom yang tidak dikenal, tidak diambil: Warna.",
        "1 berkas, 0 tidak terbaca: 2 baris = 2 diterima + 0 dikarantina.",
    ]


def test_what_another_file_says_otherwise_is_told_even_among_many_and_taken_back_as_is_said(
    kkpham, data, tmp_path, monkeypatch
):
    monkeypatch.setattr("kkpham_analysis.reports.submissions.MOST_LINES", 0)
    rows = [("2024", "6472", f"22/2021-00{number}", answer, unit, "1", "", "", "")
            for number, answer, unit in ((1, "ya", ""), (2, "12,5", "persen"))]  # fmt: skip
    one = csv_file(tmp_path / "one.csv", *rows)
    more = ("2024", "6474", "22/2021-002", "7", "persen", "1", "", "", "")
    two = csv_file(tmp_path / "one_rev2.csv", rows[0], (*rows[1][:3], "99", *rows[1][4:]), more)
    kkpham("import", one)
    told = kkpham("import", two, "--lang", "en")
    kkpham("import", one)

    assert (told.exit_code, told.stdout.splitlines()) == (0, [
        "one_rev2.csv (Kota Samarinda and Kota Bontang): 3 rows filled in, 3 taken, 0 in quarantine (0 blank).",
        "  1 row takes the place of the same one from one.csv",
        "  TAKE NOTE: 1 row takes the place of one from one.csv that said something else; where one.csv is right, "
        "import it again, alone: its own rows count again, and what else one_rev2.csv says stays",
        "1 row takes the place of one from another file that said something else; the files are named above.",
        "1 file, 0 not read: 3 rows = 3 taken + 0 in quarantine.",
    ])  # fmt: skip
    stored = read_stored(data)
    assert list(stored["origin"]) == ["one.csv", "one.csv", "one_rev2.csv"]
    assert stored["answer_number"].tolist()[1:] == [12.5, 7]


def test_a_form_that_comes_back_under_new_names_replaces_its_own_rows_without_a_question(kkpham, data, tmp_path):
    form = tmp_path / "isian.xlsx"
    kkpham("template", "--year", "2024", "--regency", "6474", "-o", form)
    for number, name in enumerate(("Form_Bontang (1).xlsx", "Form_Bontang_rev2.xlsx"), 1):
        book = load_workbook(form)
        book["Isian"]["F10"], book["Isian"]["I10"] = number, 1
        book.save(tmp_path / name)
        said = kkpham("import", tmp_path / name, "--lang", "en").stdout.splitlines()
        assert said == [
            f"{name} (Kota Bontang): 1 rows filled in, 1 taken, 0 in quarantine (1 blank).",
            *["  1 row that was stored from isian-2024-6474.xlsx says something else now: 22/2021-002"] * (number - 1),
            "1 file, 0 not read: 1 rows = 1 taken + 0 in quarantine.",
        ]
    stored = read_stored(data)
    assert (list(stored["origin"]), list(stored["answer_number"])) == (["isian-2024-6474.xlsx"], [2.0])


def test_the_template_of_one_regency_has_its_usual_name_in_a_folder_that_need_not_be_there(kkpham, tmp_path):
    written = kkpham("template", "--year", "2024", "--regency", "6472", "-o", f"{tmp_path}/sheets/", "--json")
    assert [entry["file"] for entry in json.loads(written.stdout)["files"]] == [
        f"{tmp_path}/sheets/isian-2024-6472-kota-samarinda.xlsx"
    ]
    assert load_workbook(tmp_path / "sheets/isian-2024-6472-kota-samarinda.xlsx").sheetnames[0] == "Isian"


def test_a_template_is_no_file_without_an_ending_that_is_there(kkpham, tmp_path):
    (tmp_path / "notes").write_text("mine")
    refused = kkpham("template", "--year", "2024", "--regency", "6472", "--lang", "en", "-o", tmp_path / "notes")
    assert (refused.exit_code, (tmp_path / "notes").read_text()) == (2, "mine")
    assert "the name of a template must end in .xlsx: " in refused.stderr


def test_what_still_waits_is_told_with_its_round_and_its_file(kkpham, data, tmp_path, monkeypatch):
    monkeypatch.setattr("kkpham_analysis.reports.submissions.MOST_QUARANTINES", 1)
    old = [("2023", "6472", "22/2021-001", "?", "", "1", "", "", "")]
    kkpham("import", csv_file(tmp_path / "old.csv", *old), csv_file(tmp_path / "older.csv", *old, *old))
    now = csv_file(tmp_path / "now.csv", ("2024", "6472", "22/2021-001", "ya", "", "1", "", "", ""))
    said = kkpham("import", now, "--lang", "en").stdout.splitlines()

    assert said[1] == (
        "  of its regency, 3 rows still wait in quarantine, other files and rounds included: 1 row of 2023 in "
        f"{data}/raw/submissions/quarantine/old.csv.csv and 2 rows elsewhere (1)"
    )


def test_the_templates_of_a_province_go_into_a_folder(kkpham, tmp_path):
    result = kkpham("template", "--year", "2024", "--province", "kaltara", "-o", tmp_path / "out", "--json")
    record = json.loads(result.stdout)

    assert [entry["regency_code"] for entry in record["files"]] == ["6501", "6502", "6503", "6504", "6571"]
    assert (record["placeholder"], record["indicators"], record["regulation"]) == (True, 2, "22/2021")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "isian-2024-6501-kabupaten-bulungan.xlsx", "isian-2024-6502-kabupaten-malinau.xlsx",
        "isian-2024-6503-kabupaten-nunukan.xlsx", "isian-2024-6504-kabupaten-tana-tidung.xlsx",
        "isian-2024-6571-kota-tarakan.xlsx",
    ]  # fmt: skip
    taken = kkpham("import", tmp_path / "out")
    assert (taken.exit_code, taken.stdout.count("0 baris terisi")) == (0, 5)


def test_a_template_holds_what_is_stored_and_comes_back_to_the_same_bytes(kkpham, data, tmp_path):
    replace_origins(data, submissions({"regency_code": "6472", "indicator_code": "22/2021-001", "documents": 3}))
    full, empty = (tmp_path / name for name in ("full.xlsx", "empty.xlsx"))
    asked = ("template", "--year", "2024", "--regency", "6472", "--lang", "en", "-o")
    written = kkpham(*asked, full)
    record = json.loads(kkpham(*asked, empty, "--empty", "--json").stdout)
    kkpham("import", full)
    before = (data / "raw/submissions/2024.parquet").read_bytes()
    kkpham("template", "--year", "2024", "--regency", "6472", "-o", tmp_path / "again.xlsx")
    kkpham("import", tmp_path / "again.xlsx")

    assert written.stdout.splitlines()[-1] == ("1 row is filled in with what is stored; --empty gives empty sheets.")
    assert [load_workbook(file)["Isian"]["H8"].value for file in (full, empty)] == ["ya", None]
    assert record["files"][0]["filled"] == 0
    assert read_stored(data)["documents"].tolist() == [3]
    assert (data / "raw/submissions/2024.parquet").read_bytes() == before


def test_a_form_says_which_version_of_the_list_it_answers_and_a_table_need_not(kkpham, data, tmp_path):
    form = tmp_path / "form.xlsx"
    kkpham("template", "--year", "2024", "--regency", "6472", "-o", form)
    book = load_workbook(form)
    book["Isian"]["H8"] = "ya"
    book.save(form)
    table = csv_file(tmp_path / "a.csv", ("2024", "6401", "1", "ya", "", "1", "", "", ""), headings=HEADINGS)
    kkpham("import", form, table)
    stored = read_stored(data)

    assert stored["list_version"].astype("object").where(stored["list_version"].notna(), None).tolist() == [None, 1]
    stored["list_version"] = 3
    replace_origins(data, stored.astype({"list_version": "Int64"}))
    findings = json.loads(kkpham("check", "--year", "2024", "--json").stdout)["findings"]
    assert [entry["sentence"] for entry in findings if entry["kind"] == "other_list"] == [
        "Diisi menurut versi 3 dari daftar indikator, sedangkan yang dipakai versi 1; pastikan pertanyaannya masih "
        "sama, lalu isi kembali dengan templat baru."
    ] * 2


def test_a_file_of_several_rounds_says_how_many_rows_are_of_each(kkpham, data, tmp_path):
    lines = [(year, "6472", number, "1", "", "1", "", "", "") for year, number in (("2024", "2"), ("2023", "2"))]
    file = csv_file(tmp_path / "a.csv", *lines, ("2024", "6471", "2", "1", "", "1", "", "", ""), headings=HEADINGS)
    said = kkpham("import", file, "--lang", "en").stdout.splitlines()
    alone = csv_file(tmp_path / "b.csv", lines[0], headings=HEADINGS)

    assert "  of several rounds: 1 row of 2023 and 2 rows of 2024; check it where one is meant" in said
    assert "several rounds" not in kkpham("import", alone, "--lang", "en").stdout


def test_what_is_in_quarantine_is_told_and_ends_with_one(kkpham, data, tmp_path):
    file = csv_file(tmp_path / "a.csv", ("2024", "6472", "2", "nihil", "", "", "", "", ""), headings=HEADINGS)
    result = kkpham("import", file, "--json")
    record = json.loads(result.stdout)

    assert result.exit_code == 1
    assert (record["rows"], record["accepted"], record["quarantined"], record["refused"]) == (1, 0, 1, 0)
    assert record["files"][0]["quarantine"] == str(data / "raw/submissions/quarantine/a.csv.csv")


def test_what_is_in_quarantine_is_in_the_list_of_its_office_and_not_said_to_be_missing(kkpham, tmp_path):
    lines = (
        ("2024", "6472", "2", "nihil", "", "", "", "Dinas Kesehatan", ""),
        ("2024", "6472", "1", "ya", "", "1", "", "", ""),
        ("", "", "Jumlah", "", "", "7", "", "", ""),
    )
    file = csv_file(tmp_path / "a.csv", *lines, headings=HEADINGS)
    kkpham("import", file)
    checked = kkpham("check", "--year", "2024", "--lang", "en", "--to", tmp_path / "lists")
    lists = sorted(path.name for path in (tmp_path / "lists").rglob("*.xlsx"))
    other = kkpham("check", "--year", "2024", "--lang", "en", "--regency", "Balikpapan")

    assert checked.stdout.splitlines()[-5:] == [
        "Kota Samarinda, no office named:",
        "  Jumlah a.csv (4): A row of totals: no submission, but to be made to fit. Documents: the total written is 7, "
        "but the rows add up to 1; mend the total or the rows.",
        "Kota Samarinda, Dinas Kesehatan:",
        "  22/2021-002 Indikator 002 (contoh): Handed in, but not taken until it is mended. Answer: 'nihil' is no "
        "number; write 0 if there are none, or leave it empty if there are no data.",
        f"2 lists written to {tmp_path / 'lists'}.",
    ]
    assert lists == ["dinas-kesehatan.xlsx", "perangkat-daerah-belum-disebut.xlsx"]
    sheet = load_workbook(next((tmp_path / "lists").rglob("dinas-kesehatan.xlsx"))).active
    assert sheet["E7"].value == (
        "Sudah dikirim, tetapi belum dapat diterima sebelum diperbaiki. Jawaban: 'nihil' bukan angka; tulis 0 kalau "
        "jumlahnya memang nol, atau kosongkan kalau datanya tidak ada."
    )
    assert "Handed in, but in quarantine  " not in other.stdout
    assert other.stdout.count("There is neither an answer nor a document") == 2


def test_a_list_says_which_documents_are_asked_for_of_which_year_and_what_to_do_where_nobody_is_named(
    kkpham, data, tmp_path
):
    row = {"regency_code": "6472", "documents": 0}
    asked = [{**row, "office": "Bagian Hukum"}, {**row, "indicator_code": "22/2021-002"}]
    replace_origins(data, submissions(*asked))
    kkpham("check", "--year", "2024", "--to", tmp_path / "lists")
    books = {path.stem: load_workbook(path).active for path in (tmp_path / "lists").rglob("*.xlsx")}
    named, unnamed = books["bagian-hukum"], books["perangkat-daerah-belum-disebut"]

    assert [cell.value for cell in named[6]][4:] == [
        "Yang perlu diperiksa", "Data dukung yang diminta", "Penjelasan perangkat daerah",
    ]  # fmt: skip
    assert (named["F7"].value, [cell.value for cell in unnamed[6]][4:]) == (
        "Perda", ["Yang perlu diperiksa", "Penjelasan perangkat daerah"],
    )  # fmt: skip
    assert named["A1"].value.endswith("tahun penghargaan 2024 (data tahun 2023)")
    assert "tulis namanya di kolom Perangkat daerah (OPD)" in unnamed["A4"].value


def test_a_file_without_a_column_of_documents_is_asked_whether_there_are_any_and_never_told_that_there_are_none(
    kkpham, tmp_path
):
    lines = [("2024", "6472", "1", "ya"), ("2024", "6472", "2", "12")]
    file = csv_file(
        tmp_path / "rekap.csv", *lines, headings=("Tahun", "Kode kabupaten/kota", "Nomor indikator", "Jawaban")
    )
    taken = kkpham("import", file)
    checked = kkpham("check", "--year", "2024", "--to", tmp_path / "lists")
    sheet = load_workbook(next((tmp_path / "lists").rglob("*.xlsx"))).active
    sentence = (
        "Berkas ini berisi jawaban tanpa menyebutkan jumlah dokumennya (22/2021-001 dan 22/2021-002); sebutkan "
        "jumlahnya untuk setiap indikator, 0 kalau memang tidak ada."
    )

    assert taken.stdout.splitlines()[1] == (
        "  tidak ada kolom Jumlah dokumen, sehingga belum diketahui apakah jawabannya disertai dokumen."
    )
    assert "Jawaban tanpa dokumen" not in checked.stdout
    assert f"  rekap.csv: {sentence}" in checked.stdout.splitlines()
    assert [cell.value for cell in sheet[8]][:5] == [2, None, "rekap.csv", None, sentence]


def test_a_total_that_does_not_add_up_is_counted_apart_from_the_answers_that_wait(kkpham, tmp_path):
    answer, total = ("2024", "6472", "2", "nihil", "", "1", "", "", ""), ("", "", "Jumlah", "", "", "7", "", "", "")
    taken = kkpham("import", csv_file(tmp_path / "a.csv", answer, total, headings=HEADINGS), "--lang", "en")
    checked = kkpham("check", "--year", "2024", "--lang", "en")
    record = json.loads(kkpham("check", "--year", "2024", "--json").stdout)

    assert "  1 of those in quarantine is a total that does not fit its rows: no submission, but to be mended" in (
        taken.stdout.splitlines()
    )
    counts = dict(line.rsplit(maxsplit=1) for line in checked.stdout.splitlines()[3:9] if line[-1:].isdigit())
    assert counts == {"Neither answer nor document": "1", "Handed in, but in quarantine": "1",
                      "Total that does not fit its rows": "1"}  # fmt: skip
    assert [one["kind"] for one in record["findings"]] == ["nothing", "quarantined", "total"]


def test_rows_of_a_regency_that_is_not_known_are_told_beside_the_lists_of_all_others(kkpham, tmp_path):
    lines = [("2024", regency, "1", "ya", "", "", "", "", "") for regency in ("6472", "9999", "", "64")]
    file = csv_file(tmp_path / "a.csv", *lines, headings=HEADINGS)
    kkpham("import", file)
    checked = kkpham("check", "--year", "2024", "--lang", "en", "--to", tmp_path / "lists")
    record = json.loads(kkpham("check", "--year", "2024", "--lang", "en", "--json").stdout)

    assert (checked.exit_code, record["regencies"]) == (0, 1)
    assert checked.stdout.splitlines()[-6:] == [
        f"1 list written to {tmp_path / 'lists'}.",
        "",
        "3 rows in quarantine are in no list, as their regency is not known (file and row, what stands there, why):",
        "  a.csv (3): 9999, 22/2021-001: Regency code: '9999' is no known regency, or fits several; write the code of "
        "Kemendagri, such as 6472.",
        "  a.csv (4): –, 22/2021-001: Regency code: is empty; fill it in.",
        "  a.csv (5): 64, 22/2021-001: Regency code: '64' is no known regency, or fits several; write the code of "
        "Kemendagri, such as 6472.",
    ]
    assert record["unplaced"][0] == {
        "place": "a.csv (3)", "regency_code": "9999", "indicator_code": "22/2021-001", "office": None,
        "sentence": "Regency code: '9999' is no known regency, or fits several; write the code of Kemendagri, such as "
        "6472.",
    }  # fmt: skip


def test_a_round_with_nothing_but_rows_of_a_regency_that_is_not_known_is_checked(kkpham, tmp_path):
    line = ("2024", "9999", "1", "ya", "", "", "", "", "")
    kkpham("import", csv_file(tmp_path / "a.csv", line, headings=HEADINGS))
    checked = kkpham("check", "--year", "2024", "--lang", "en")

    assert (checked.exit_code, checked.stdout.splitlines()[1:]) == (0, [
        "Supporting data of round 2024: 0 findings in 0 regencies.",
        "",
        "1 row in quarantine is in no list, as its regency is not known (file and row, what stands there, why):",
        "  a.csv (2): 9999, 22/2021-001: Regency code: '9999' is no known regency, or fits several; write the code of "
        "Kemendagri, such as 6472.",
    ])  # fmt: skip


def test_a_regency_whose_only_file_was_refused_is_told_so_and_not_that_it_handed_in_nothing(kkpham, data, tmp_path):
    scan = tmp_path / "Samarinda 2024.pdf"
    scan.write_bytes(b"%PDF-1.7 a scan")
    kkpham("import", scan)
    checked = kkpham("check", "--year", "2024", "--lang", "en")
    record = json.loads(kkpham("check", "--year", "2024", "--json").stdout)
    removed = kkpham("remove", "Samarinda 2024.pdf", "--lang", "en")

    assert [(one["regency_code"], one["indicator_code"], one["kind"]) for one in record["findings"]] == [
        ("6472", "", "unread")
    ]
    assert checked.stdout.splitlines()[-2:] == [
        "Kota Samarinda, no office named:",
        "  Samarinda 2024.pdf: The file was handed in and could not be read, so what it holds is not known. Samarinda "
        "2024.pdf: this is a PDF file; copy its table into a spreadsheet and save it as CSV or XLSX.",
    ]
    assert record["findings"][0]["value"].startswith("Samarinda 2024.pdf: ini berkas PDF")
    assert (removed.exit_code, (data / "raw/submissions/refused.csv").exists()) == (0, False)


def test_a_template_calls_the_groups_of_rights_as_the_regulation_does(kkpham, tmp_path):
    kkpham("template", "--year", "2024", "--regency", "6472", "-o", tmp_path / "form.xlsx")
    heading = load_workbook(tmp_path / "form.xlsx")["Isian"]["A7"].value

    assert heading.endswith(("(sipil dan politik)", "(ekonomi, sosial, dan budaya)"))


def test_numbers_in_a_list_are_written_as_its_language_does(kkpham, data):
    replace_origins(data, submissions({"regency_code": "6472", "indicator_code": "22/2021-002", "answer_yes": None,
                                       "answer_number": 5300000.5, "unit": "persen"}))  # fmt: skip
    said = {lang: kkpham("check", "--year", "2024", "--lang", lang).stdout for lang in ("id", "en")}

    assert "5.300.000,5 persen berada di atas 100" in said["id"]
    assert "5,300,000.5 percent is over 100" in said["en"]


def test_a_number_without_a_unit_is_told_so_too_where_the_list_names_none(kkpham, data):
    number = {"award_year": 2015, "regency_code": "6472", "indicator_code": "25/2013-001"}
    replace_origins(data, submissions({**number, "answer_yes": None, "answer_number": 5.0}))
    items = data / "processed/indicators.parquet"
    known = pd.read_parquet(items)
    known.assign(unit=known["unit"].mask(known["indicator_code"] == "25/2013-001")).to_parquet(items)
    said = kkpham("check", "--year", "2015", "--lang", "en").stdout

    assert "Number without unit, and the list of indicators names none; give the one that is meant" in said


@pytest.mark.parametrize(
    ("changed", "office"),
    [({}, "Kanwil Kaltim"), ({"Diperiksa oleh": ""}, "Bagian Hukum"), ({"Jumlah dokumen": "x"}, "Bagian Hukum")],
    ids=["checker", "nobody named", "more to mend"],
)
def test_points_in_quarantine_are_asked_of_the_office_that_checked_where_it_is_named(kkpham, tmp_path, changed, office):
    row = {"Tahun": "2024", "Kode kabupaten/kota": "6472", "Kode indikator": "22/2021-001", "Jawaban": "ya",
           "Jumlah dokumen": "1", "OPD": "Bagian Hukum", "Poin": "11", "Diperiksa oleh": "Kanwil Kaltim"}  # fmt: skip
    kkpham("import", csv_file(tmp_path / "a.csv", tuple({**row, **changed}.values()), headings=tuple(row)))
    record = json.loads(kkpham("check", "--year", "2024", "--json").stdout)

    [found] = [entry for entry in record["findings"] if entry["kind"] == "quarantined"]
    assert found["office"] == office
    assert "11" in found["value"]


def test_a_round_of_which_all_is_in_quarantine_is_checked(kkpham, tmp_path):
    line = ("2024", "6472", "2", "nihil", "", "", "", "Dinas Kesehatan", "")
    kkpham("import", csv_file(tmp_path / "a.csv", line, headings=HEADINGS))
    record = json.loads(kkpham("check", "--year", "2024", "--json").stdout)

    assert [(entry["indicator_code"], entry["kind"], entry["office"]) for entry in record["findings"]] == [
        ("22/2021-001", "nothing", None), ("22/2021-002", "quarantined", "Dinas Kesehatan"),
    ]  # fmt: skip


def test_a_round_is_checked_among_the_regencies_that_it_judged(kkpham, data, monkeypatch):
    replace_origins(data, submissions({"award_year": 2013, "regency_code": "6472", "indicator_code": "25/2013-001"}))
    among = []
    monkeypatch.setattr(
        submission_findings,
        "check_submissions",
        lambda *tables, regencies, **how: (
            among.append(regencies) or check_submissions(*tables, regencies=regencies, **how)
        ),
    )
    result = kkpham("check", "--year", "2013")

    assert (result.exit_code, len(among[0])) == (0, 501)
    assert "population" in among[0]


def test_a_template_of_another_list_than_is_in_use_is_refused(kkpham, data, tmp_path):
    form = tmp_path / "form.xlsx"
    kkpham("template", "--year", "2024", "--regency", "6472", "-o", form)
    book = load_workbook(form)
    book["Isian"]["H8"] = "ya"
    book.save(form)
    lists = data / "raw/indicators/catalogues.csv"
    lists.write_text(lists.read_text() + CATALOGUE.replace(",1,placeholder", ",2,loaded"))
    items = data / "raw/indicators/catalogue_items.csv"
    items.write_text(items.read_text() + "".join(line.replace("22/2021,1,", "22/2021,2,") for line in ITEMS))
    result = kkpham("import", form, "--lang", "en")

    assert (result.exit_code, len(read_stored(data))) == (1, 0)
    assert result.stdout.splitlines()[0] == (
        "Not read, what was stored before stays: form.xlsx: was filled in by version 1 of the list of indicators of "
        "22/2021 (daftar contoh, bukan daftar resmi), but in use now is 2 (daftar yang dimuat dari pemegangnya); make "
        "a new template with kkpham submissions template, and have the answers moved there."
    )


@pytest.mark.parametrize(("synthetic", "number", "code"), [(False, "002", 2), (False, "001", 0), (True, "002", 0)])
def test_a_list_that_facts_answer_is_not_taken_away_under_them(kkpham, data, synthetic, number, code):
    lists = data / "raw/indicators/catalogues.csv"
    lists.write_text(lists.read_text() + CATALOGUE.replace(",1,placeholder", ",2,placeholder"))
    items = data / "raw/indicators/catalogue_items.csv"
    other = [ITEMS[0], ITEMS[1].replace("Indikator 002", "Lain")]
    items.write_text(items.read_text() + "".join(line.replace("22/2021,1,", "22/2021,2,") for line in other))
    replace_origins(data, submissions({"regency_code": "6472", "indicator_code": f"22/2021-{number}",
                                       "synthetic": synthetic}))  # fmt: skip
    result = CliRunner().invoke(cli.app, ["indicators", "remove", "--regulation", "22/2021", "--lang", "en"])

    assert result.exit_code == code
    assert (",2,placeholder" in lists.read_text()) == bool(code)
    if code:
        assert result.stderr.splitlines()[-1] == (
            "1 rows that are stored answer the list of 22/2021 in use now, and 1 numbers would mean something else "
            "(22/2021-002); take them out first with kkpham submissions remove (6401.xlsx), then collect again with "
            "new templates."
        )


def test_another_list_is_not_loaded_over_facts_that_answer_the_one_in_use(kkpham, data, tmp_path):
    replace_origins(data, submissions({"regency_code": "6472"}))
    before = (data / "raw/indicators/catalogues.csv").read_bytes()
    rights = ("BANKUM", "INFO", "TURUT_SERTA", "RAGAM", "DUKCAPIL", "SEHAT", "DIDIK", "KERJA", "LINGK_RUMAH",
              "PEREMPUAN_ANAK")  # fmt: skip
    lines = [f"{number + 1};{rights[number // 12]};Indikator {number + 1}" for number in range(120)]
    (tmp_path / "list.csv").write_text("\n".join(["No.;Hak;Indikator", *lines]))
    result = CliRunner().invoke(
        cli.app, ["indicators", "load", str(tmp_path / "list.csv"), "--regulation", "22/2021", "--yes", "--lang", "en"]
    )

    assert result.exit_code == 2
    assert "would mean something else (22/2021-001)" in result.stderr
    assert (data / "raw/indicators/catalogues.csv").read_bytes() == before


def test_what_was_taken_in_is_listed_and_taken_out(kkpham, data, tmp_path):
    file = csv_file(tmp_path / "a.csv", ("2024", "6472", "2", "5", "persen", "1", "", "", ""), headings=HEADINGS)
    assert kkpham("import", file).exit_code == 0
    listed = kkpham("list")
    unknown = kkpham("remove", "b.csv", "--lang", "en")
    removed = kkpham("remove", "a.csv", "--lang", "en")

    assert listed.stdout.splitlines() == [
        "Putaran  Berkas asal  Kab/kota  Baris",
        "   2024  a.csv               1      1",
    ]
    assert (unknown.exit_code, unknown.stderr) == (2, "nothing is stored from: b.csv; there are: a.csv\n")
    assert removed.stdout == "1 row taken out, from a.csv.\n"
    assert read_stored(data).empty


def test_what_waits_in_quarantine_is_listed_beside_what_is_stored(kkpham, data, tmp_path):
    good = ("2024", "6472", "2", "5", "persen", "1", "", "", "")
    bad = [("2024", code, "2", "nihil", "", "1", "", "", "") for code in ("6403", "6403", "6402", "9999")]
    kkpham("import", csv_file(tmp_path / "a.csv", good, *bad[:1], headings=HEADINGS))
    kkpham("import", csv_file(tmp_path / "b.csv", *bad[2:], ("", *bad[0][1:]), headings=HEADINGS))
    (tmp_path / "isian-2024-6409.xlsx").write_bytes(b"no workbook")
    kkpham("import", tmp_path / "isian-2024-6409.xlsx")
    listed = kkpham("list", "--lang", "en")

    assert listed.stdout.splitlines() == [
        "    Round  Origin  Regencies  Rows  Waiting  Regencies waiting",
        "     2024  a.csv           1     1        1                  1",
        "     2024  b.csv           0     0        2                  1",
        "not known  b.csv           0     0        1                  1",
        "Nothing stored yet, as all that was handed in waits in quarantine (2024): "
        "Kabupaten Kutai Kartanegara and Kabupaten Berau.",
        "Could not be read and has not come in again (2024): isian-2024-6409.xlsx (Kabupaten Penajam Paser Utara).",
    ]
    record = json.loads(kkpham("list", "--json").stdout)
    assert record["origins"] == [
        {"award_year": 2024, "origin": "a.csv", "regencies": 1, "rows": 1, "waiting": 1, "waiting_regencies": ["6403"],
         "wrong_totals": 0},
        {"award_year": 2024, "origin": "b.csv", "regencies": 0, "rows": 0, "waiting": 2, "waiting_regencies": ["6402"],
         "wrong_totals": 0},
        {"award_year": None, "origin": "b.csv", "regencies": 0, "rows": 0, "waiting": 1, "waiting_regencies": ["6403"],
         "wrong_totals": 0},
    ]  # fmt: skip
    assert record["nothing_stored"] == [{"award_year": 2024, "regencies": ["6402", "6403"]}]
    assert record["unread"] == [{"award_year": 2024, "file": "isian-2024-6409.xlsx", "regency_code": "6409"}]
    assert not_told("submissions list", record) == set()


def test_a_total_that_does_not_fit_is_listed_apart_from_the_answers_that_wait(kkpham, tmp_path):
    right, total = ("2024", "6472", "2", "5", "persen", "1", "", "", ""), ("", "", "Jumlah", "", "", "7", "", "", "")
    kkpham("import", csv_file(tmp_path / "a.csv", right, total, headings=HEADINGS))
    record = json.loads(kkpham("list", "--json").stdout)

    assert kkpham("list", "--lang", "en").stdout.splitlines() == [
        "Round  Origin  Regencies  Rows  Totals not fitting",
        " 2024  a.csv           1     1                   1",
    ]
    assert [(each["waiting"], each["waiting_regencies"], each["wrong_totals"]) for each in record["origins"]] == [
        (0, [], 1)
    ]


def test_answers_and_totals_that_wait_are_counted_each_in_a_column_of_its_own(kkpham, tmp_path):
    twice = [("2024", "6472", "1", answer, "", "1", "", "", "") for answer in ("ya", "tidak")]
    kkpham(
        "import", csv_file(tmp_path / "a.csv", *twice, ("", "", "Jumlah", "", "", "7", "", "", ""), headings=HEADINGS)
    )
    lines = kkpham("list", "--lang", "en").stdout.splitlines()

    assert lines[:2] == [
        "Round  Origin  Regencies  Rows  Waiting  Regencies waiting  Totals not fitting",
        " 2024  a.csv           0     0        2                  1                   1",
    ]


def test_what_a_template_handed_in_is_taken_out_by_the_name_of_its_file_too(kkpham, data):
    replace_origins(data, submissions({"regency_code": "6472", "origin": "isian-2024-6472.xlsx"}))
    removed = kkpham("remove", "isian-2024-6472-kota-samarinda.xlsx", "--lang", "en")

    assert removed.stdout == "1 row taken out, from isian-2024-6472.xlsx.\n"
    assert read_stored(data).empty


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("template", "--year", "2024", "-o", "x.xlsx"), "no regency is named; add --regency or --province."),
        (("template", "--year", "2024", "--regency", "6472", "-o", "x.pdf"),
         "the name of a template must end in .xlsx: x.pdf"),
        (("template", "--year", "2031", "--regency", "6472", "-o", "x.xlsx"),
         "it is not known by which regulation the round of 2031 is judged; it is for the rounds of: 2013–2016, "
         "2017–2020, 2022–2024. Add it to data/raw/indicators/regulations.csv, as "
         "docs/how-to/load-another-regulation.md says."),
        (("template", "--year", "2019", "--regency", "6472", "-o", "x.xlsx"),
         "the list of indicators of 34/2016 is not loaded; load it with kkpham indicators load FILE --regulation "
         "34/2016; to try things out, load placeholders (--placeholder) in a copy of the data folder, for that changes "
         "data/raw."),
        (("import", "none.csv"), "there is no XLSX or CSV file in: none.csv"),
        (("check", "--year", "2024"),
         "there are no supporting data of the round of 2024 yet; there are those of: none. Take them in with: kkpham "
         "submissions import FILE; to try things out, in a copy of the data folder: kkpham --data trial sample --year "
         "2024 (docs/how-to/try-with-synthetic-data.md)"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told_what_would_be_right(kkpham, arguments, said):
    result = kkpham(*arguments, "--lang", "en")

    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, said)


def test_facts_are_not_taken_in_beside_synthetic_rows(kkpham, data, tmp_path):
    replace_origins(data, submissions({"regency_code": "6472", "synthetic": True, "origin": "sample"}))
    file = csv_file(tmp_path / "a.csv", ("2024", "6472", "2", "5", "persen", "1", "", "", ""), headings=HEADINGS)
    result = kkpham("import", file, "--lang", "en")

    assert result.exit_code == 1
    assert "synthetic rows are mixed with facts" in result.stderr
    assert json.loads(kkpham("list", "--json").stdout)["synthetic"] is True
    assert json.loads(kkpham("check", "--year", "2024", "--json").stdout)["synthetic"] is True
    assert kkpham("check", "--year", "2024").stdout.startswith("*** DATA SINTETIS – BUKAN FAKTA / ")


def test_what_another_file_mended_waits_again_once_that_file_is_removed(kkpham, data, tmp_path):
    def table(name, answer):
        return csv_file(tmp_path / name, ("2024", "6472", "22/2021-002", answer, "persen", "1", "", "", ""))

    quarantine = data / "raw/submissions/quarantine/a.csv.csv"
    kkpham("import", table("a.csv", "nihil"))
    taken = kkpham("import", table("a revisi.csv", "8"))
    again = kkpham("import", tmp_path / "a.csv", "--lang", "en")
    is_settled = not quarantine.exists()
    kkpham("remove", "a revisi.csv")

    assert (taken.exit_code, again.exit_code, is_settled) == (0, 0, True)
    assert again.stdout.splitlines()[1] == "  1 row is as it was before it was mended; what it was mended to stays"
    assert quarantine.exists()
    assert read_stored(data).empty


@pytest.mark.parametrize("said", ["", "20224", "tahun ini"])
def test_a_row_that_says_no_round_is_in_the_list_of_its_office_and_nothing_else_is_asked(kkpham, tmp_path, said):
    line = (said, "6472", "22/2021-001", "ya", "", "1", "", "Bagian Hukum", "")
    kkpham("import", csv_file(tmp_path / "a.csv", line))
    checked = kkpham("check", "--year", "2024", "--lang", "en", "--json", "--to", tmp_path / "lists")
    record = json.loads(checked.stdout)

    assert [(entry["indicator_code"], entry["office"], entry["kind"]) for entry in record["findings"]] == [
        ("22/2021-001", "Bagian Hukum", "quarantined")
    ]
    assert record["findings"][0]["value"].startswith("Award year: ")
    assert [Path(file).name for file in record["files"]] == ["bagian-hukum.xlsx"]


def test_a_list_says_yes_and_no_in_its_language_and_begins_a_line_with_a_capital(kkpham, data, tmp_path):
    number = {"regency_code": "6472", "answer_yes": None, "answer_number": 12.0, "unit": "orang"}
    replace_origins(data, submissions(number))
    said = kkpham("check", "--year", "2024", "--regency", "6472", "--lang", "en", "--to", tmp_path / "lists").stdout
    sheet = load_workbook(tmp_path / "lists/6472-kota-samarinda/perangkat-daerah-belum-disebut.xlsx").active

    assert "The answer is not of the kind asked for (yes/no); see which column was filled in." in said
    assert (sheet["A3"].value, sheet["E7"].value) == (
        "Perangkat daerah belum disebut",
        "Jawabannya tidak sesuai dengan yang diminta (ya/tidak); periksa kolom yang diisi.",
    )


def test_what_nobody_answered_goes_to_the_office_that_answered_it_in_the_round_before(kkpham, data, tmp_path):
    before = {"award_year": 2022, "regency_code": "6472", "origin": "a"}
    replace_origins(data, submissions(
        {**before, "office": "Dinas Kesehatan"}, {**before, "indicator_code": "22/2021-002", "office": "Dinas Sosial"},
        {"regency_code": "6472", "indicator_code": "22/2021-002", "documents": 0, "office": "Dinsos", "origin": "b"},
    ))  # fmt: skip
    asked = ("check", "--year", "2024", "--lang", "en")
    record = json.loads(kkpham(*asked, "--json").stdout)
    said = kkpham(*asked, "--to", tmp_path / "lists").stdout

    assert [(one["kind"], one["office"], one["office_by"], one["office_from"]) for one in record["findings"][:2]] == [
        ("nothing", "Dinas Kesehatan", "before", 2022), ("no_documents", "Dinsos", "own", None),
    ]  # fmt: skip
    assert "Kota Samarinda, Dinas Kesehatan:" in said
    assert "(Office as in round 2022.)" in said
    sheet = load_workbook(tmp_path / "lists/6472-kota-samarinda/dinas-kesehatan.xlsx").active
    assert sheet["E7"].value.endswith("(Perangkat daerah menurut putaran 2022.)")


def test_lists_and_page_name_the_same_office_for_what_is_missing_and_say_how_it_is_known(kkpham, data, tmp_path):
    first, second, mine = "22/2021-001", "22/2021-002", {"regency_code": "6472", "indicator_code": "22/2021-002"}
    replace_origins(data, submissions(
        {"regency_code": "6471", "indicator_code": first, "office": "Dinas Sosial"},
        {**mine, "regency_code": "6471", "office": "Dinas Sosial"}, {**mine, "office": "DINAS SOSIAL"},
        {"award_year": 2022, "regency_code": "6402", "indicator_code": first, "office": "Bappeda", "origin": "b"},
        {**mine, "regency_code": "6402", "status": "rejected", "note": "-"},
        {**mine, "regency_code": "6474", "office": "Bagian Hukum"}, {**mine, "regency_code": "6407"},
        *({"regency_code": code, "indicator_code": first, "office": "Dinas Sosial"} for code in ("6401", "6409")),
    ))  # fmt: skip
    waits = ("2024", "6403", first, "ya", "", "dua", "", "Bagian Hukum", "")
    kkpham("import", csv_file(tmp_path / "a.csv", waits))
    build(data)
    codes = ("6402", "6403", "6407", "6472", "6474")
    record = json.loads(kkpham("check", "--year", "2024", "--lang", "en", *by_regency(codes), "--json").stdout)
    facts = {code: coverage_facts(2024, words=Words("en"), regencies=[code], data_dir=data) for code in codes}
    tables = {code: gaps_part(facts[code]).contents[-1].frame for code in codes}
    on_page = {
        (code, row["indicator_code"]): row["office"] for code in codes for row in tables[code].to_dict("records")
    }
    listed = {(one["regency_code"], one["indicator_code"]): one["office"] or "not named yet"
              for one in record["findings"] if one["kind"] in ("nothing", "quarantined")}  # fmt: skip

    assert listed == {
        ("6402", first): "Bappeda", ("6403", first): "Bagian Hukum", ("6403", second): "not named yet",
        ("6407", first): "not named yet", ("6472", first): "DINAS SOSIAL", ("6474", first): "not named yet",
    }  # fmt: skip
    assert {key: on_page[key] for key in listed} == listed
    said = {(one["regency_code"], one["indicator_code"]): one["sentence"] for one in record["findings"]}
    assert said["6472", first].endswith("(Office as most other regencies that name one name it in this round.)")
    assert said["6402", first].endswith("(Office as in round 2022.)")


def by_regency(codes):
    return [part for code in codes for part in ("--regency", code)]


def test_offices_that_look_like_one_are_named_with_how_to_unite_them(kkpham, data):
    mine = {"regency_code": "6472", "documents": None}
    replace_origins(data, submissions(
        {**mine, "office": "Dinas Kesehatan"}, {**mine, "indicator_code": "22/2021-002", "office": "Dinkes"},
        {**mine, "regency_code": "6471", "office": "Dinas Kesehatan Kota"},
    ))  # fmt: skip
    asked = ("check", "--year", "2024", "--lang", "en")

    assert json.loads(kkpham(*asked, "--json").stdout)["offices_alike"] == [
        {"regency_code": "6472", "regency": "Kota Samarinda", "short": "Dinkes", "long": "Dinas Kesehatan"}
    ]
    assert kkpham(*asked).stdout.splitlines()[-2:] == [
        "Kota Samarinda: 'Dinkes' may be short for 'Dinas Kesehatan'; now each has a list of its own.",
        "If they are the same office, write one name alone in the column of the office in their files, and import "
        "these again; their lists become one.",
    ]


@pytest.mark.parametrize(
    ("first", "shown"),
    [
        (0, ["  22/2021-002", "  … and 2 more: Answer without document"]),
        (1, ["  22/2021-001", "  22/2021-002"]),
        (5, ["  22/2021-001", "  22/2021-002"]),
    ],
)
def test_of_one_kind_an_office_is_shown_the_first_and_how_many_more(kkpham, data, monkeypatch, first, shown):
    monkeypatch.setattr(submission_findings, "FIRST", first)
    rows = [{"indicator_code": f"22/2021-{code}", "regency_code": "6472"} for code in ("001", "002")]
    replace_origins(data, submissions(*({**row, "documents": 0, "office": "Dinas Sosial"} for row in rows)))
    asked = ("check", "--year", "2024", "--lang", "en")
    said = kkpham(*asked).stdout.splitlines()
    told = said[said.index("Kota Samarinda, Dinas Sosial:") + 1 :]

    assert [line.partition(" Indikator")[0] for line in told if line.startswith("  ")][: len(shown)] == shown
    assert told[-1].startswith("Not all are shown here; ") is (first == 0)
    assert len(json.loads(kkpham(*asked, "--json").stdout)["findings"]) == 3
