from dataclasses import replace

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.tables.files.foreign import read_sheets
from kkpham_analysis.tables.submissions.files import read_file
from kkpham_analysis.tables.submissions.headers import header_of

from .submission_sheets import csv_file, known

LABELS = {"22/2021-001": "perda", "22/2021-002": "perda", "22/2021-003": "angka kematian bayi", "22/2021-004": "gizi"}
RIGHTS = dict(zip(LABELS, ("HIDUP", "SEHAT", "SEHAT", "SEHAT"), strict=True))
NAMES = {"22/2021": (("HIDUP", "Hak hidup"), ("SEHAT", "Hak atas kesehatan"))}
KNOWN = replace(known(), labels=LABELS, rights=RIGHTS, right_names=NAMES, rounds={"22/2021": (2022, 2024)})
AROUND = ("Tahun", "Kabupaten/Kota", "Jawaban")


def read(path, headings, *lines, knowing=KNOWN):
    """Read a table of some columns beside the round, the regency and the answer."""
    rows = [("2024", "Paser", "ya", *line) for line in lines]
    return read_file(csv_file(path / "a.csv", *rows, headings=(*AROUND, *headings)), knowing)


def taken(file):
    """Give the indicator of each row that is taken, or why it is not."""
    return [entry.record["indicator_code"] if not entry.reasons else [reason.kind for reason in entry.reasons]
            for entry in file.rows]  # fmt: skip


RUNNING = ["running_number"]


@pytest.mark.parametrize(
    ("headings", "lines", "expected"),
    [
        (("No", "Indikator"), [("1", "Perda anak"), ("2", "SK gugus tugas")], [RUNNING, RUNNING]),
        (("No", "Hak", "Indikator"), [("1", "Kesehatan", "Perda anak"), ("2", "Kesehatan", "SK")], [RUNNING, RUNNING]),
        (("No", "Hak"), [("1", "Hak hidup"), ("1", "Kesehatan"), ("2", "Kesehatan"), ("3", "Hak hidup")],
         ["22/2021-001", ["other_row"], "22/2021-002", ["other_row"]]),
        (("No", "Hak", "Indikator"),
         [("1", "Hak hidup", "Perda X"), ("1", "Kesehatan", "Perda Y"), ("2", "Kesehatan", "Perda Z")],
         [RUNNING, RUNNING, RUNNING]),
        (("No", "Indikator"), [("1", "Gizi"), ("2", "Perda Y"), ("3", "Perda Z")], [RUNNING, RUNNING, RUNNING]),
        (("No", "Indikator"), [("1", "Perda"), ("2", "Gizi"), ("3", "Perda Z")], ["22/2021-001", RUNNING, RUNNING]),
        (("No", "Indikator"), [("3", "Gizi"), ("4", "Lain")], [RUNNING, RUNNING]),
    ],
    ids=["free words", "another right", "a right alone", "anew for each", "another name", "one fits", "in the midst"],
)  # fmt: skip
def test_a_number_that_may_count_the_rows_is_asked_about_unless_its_own_row_agrees(tmp_path, headings, lines, expected):
    assert taken(read(tmp_path, headings, *lines)) == expected


@pytest.mark.parametrize(
    ("headings", "lines", "expected"),
    [
        (("No", "Indikator"), [("1", "Perda"), ("2", "perda"), ("3", "AKB"), ("4", "Gizi")],
         ["22/2021-001", "22/2021-002", "22/2021-003", "22/2021-004"]),
        (("No", "Indikator"), [("3", "AKB")], ["22/2021-003"]),
        (("No", "Indikator"), [("1", ""), ("2", "")], ["22/2021-001", "22/2021-002"]),
        (("No",), [("1",), ("2",)], ["22/2021-001", "22/2021-002"]),
        (("Nomor indikator", "Indikator"), [("1", "Perda anak"), ("2", "SK")], ["22/2021-001", "22/2021-002"]),
        (("No", "Indikator"), [("22/2021-001", "Perda anak"), ("22/2021-002", "SK")], ["22/2021-001", "22/2021-002"]),
        (("No", "Kode indikator", "Indikator"), [("1", "3", "AKB"), ("2", "4", "G")], ["22/2021-003", "22/2021-004"]),
        (("No", "Hak"), [("1", "I. HAK HIDUP"), ("2", "Hak atas apa saja")], ["22/2021-001", "22/2021-002"]),
    ],
    ids=["most agree", "no count", "no names", "a number alone", "of indicators", "codes", "a count beside", "a right"],
)  # fmt: skip
def test_numbers_that_are_those_of_the_list_are_taken_as_such(tmp_path, headings, lines, expected):
    assert taken(read(tmp_path, headings, *lines)) == expected


@pytest.mark.parametrize(
    ("headings", "lines", "expected"),
    [
        (("No", "Indikator"), [("1", "Angka kematian bayi"), ("2", "Gizi")], ["22/2021-003", "22/2021-004"]),
        (("No", "Hak", "Indikator"), [("1", "Kesehatan", "Perda"), ("2", "Kesehatan", "Gizi")],
         ["22/2021-002", "22/2021-004"]),
        (("No", "Indikator"), [("1", "Angka kematian bayi"), ("2", "Gizi buruk")], [RUNNING, RUNNING]),
        (("Indikator",), [("Angka kematian bayi",), ("GIZI",)], ["22/2021-003", "22/2021-004"]),
        (("Hak", "Indikator"), [("Kesehatan", "Perda"), ("Hak hidup", "Perda")], ["22/2021-002", "22/2021-001"]),
        (("Indikator",), [("Perda",), ("Gizi buruk",), ("Gizi",)],
         [["unknown_indicator_name"], ["unknown_indicator_name"], "22/2021-004"]),
        (("Hak", "Indikator"), [("Hak hidup", "Gizi")], [["unknown_indicator_name"]]),
        (("Kode indikator",), [("Angka kematian bayi",)], ["22/2021-003"]),
    ],
    ids=["beside a count", "in its right", "not all", "no number", "in each right", "no name", "other right", "a code"],
)  # fmt: skip
def test_a_name_means_the_one_indicator_that_is_called_so_word_for_word(tmp_path, headings, lines, expected):
    assert taken(read(tmp_path, headings, *lines)) == expected


def test_a_code_beside_another_right_is_asked_back(tmp_path):
    file = read(tmp_path, ("Kode indikator", "Hak"), ("1", "Kesehatan"), ("2", "kesehatan"), ("3", "Kesehatan, hidup"))

    assert taken(file) == [["other_row"], "22/2021-002", "22/2021-003"]
    assert file.rows[0].reasons[0].sentence(Words("id")) == (
        "Kode indikator: '1' tidak cocok dengan nomor, nama, atau hak indikator di baris ini ('Kesehatan'), jadi tidak "
        "jelas indikator mana yang dijawab; kembalikan kodenya seperti di templat."
    )


def test_a_number_that_may_count_the_rows_says_what_to_do(tmp_path):
    file = read(tmp_path, ("No.", "Indikator"), ("1", "Perda kota layak anak"), ("2", "Surel a@b.id"))

    assert [entry.reasons[0].sentence(Words("id")) for entry in file.rows] == [
        "Kode indikator: angka '1' di kolom 'No.' mungkin hanya nomor urut baris, sebab 'Perda kota layak anak' di "
        "baris ini bukan nama atau hak indikator bernomor itu dalam daftar; tambahkan kolom 'Nomor indikator' berisi "
        "nomor dalam daftar. Kalau angka ini memang nomor dalam daftar, ganti judul kolomnya dengan 'Nomor indikator'.",
        "Kode indikator: angka '2' di kolom 'No.' mungkin hanya nomor urut baris, sebab '…' di baris "
        "ini bukan nama atau hak indikator bernomor itu dalam daftar; tambahkan kolom 'Nomor indikator' berisi nomor "
        "dalam daftar. Kalau angka ini memang nomor dalam daftar, ganti judul kolomnya dengan 'Nomor indikator'.",
    ]
    assert [entry.shown["indicator_code"] for entry in file.rows] == ["1 ?", "2 ?"]


def test_a_name_that_is_none_says_what_to_do(tmp_path):
    [entry] = read(tmp_path, ("Indikator",), ("Gizi buruk",)).rows

    assert [reason.sentence(Words("id")) for reason in entry.reasons] == [
        "Kode indikator: kolom Indikator berisi nama, dan 'Gizi buruk' bukan nama persis dari satu indikator dalam "
        "daftar putaran ini; tambahkan kolom 'Nomor indikator' atau 'Kode indikator'."
    ]


@pytest.mark.parametrize(("name", "kind"), [("Gizi (hubungi 081234567890)", "phone"), ("Gizi, gizi@a.id", "mail")])
def test_a_name_that_points_to_a_person_is_not_repeated(tmp_path, name, kind):
    file = read(tmp_path, ("Indikator",), ("Gizi",), (name,))

    assert taken(file) == ["22/2021-004", [f"personal_{kind}"]]
    assert (file.rows[1].reasons[0].value, file.rows[1].shown["indicator_code"]) == ("", "…")


def test_a_row_of_a_round_without_a_regulation_says_so(tmp_path):
    path = csv_file(tmp_path / "a.csv", ("2025", "Paser", "ya", "1"), headings=(*AROUND, "Indikator"))
    [entry] = read_file(path, KNOWN).rows

    assert [reason.sentence(Words("id")) for reason in entry.reasons] == [
        "Kode indikator: tidak diketahui putaran 2025 dinilai menurut peraturan apa; tambahkan peraturannya, lalu "
        "daftar indikatornya, seperti diuraikan dalam docs/how-to/id/load-another-regulation.md, lalu impor lagi."
    ]


def test_a_table_without_a_year_names_each_of_its_headings_once(tmp_path):
    path = csv_file(tmp_path / "a.csv", ("Paser", "1", "ya"), headings=("Kabupaten/Kota", "Indikator", "Jawaban"))

    assert "dikenali: Kabupaten/Kota (= Kode kabupaten/kota), Indikator (= Kode indikator), Jawaban; tidak" in (
        read_file(path, KNOWN).refusal(Words("id"))
    )


def test_a_table_by_names_keeps_its_codes_of_bps(tmp_path):
    knowing = replace(known(bps={"6401": "6402", "6402": "6401"}), labels=LABELS)
    path = csv_file(
        tmp_path / "a.csv", ("2024", "6402", "12", "Gizi"), headings=("Tahun", "Kode BPS", "Jawaban", "Indikator")
    )
    [entry] = read_file(path, knowing).rows

    assert (entry.key, entry.reasons) == ((2024, "6401", "22/2021-004"), [])


def test_a_sheet_of_names_without_rows_is_no_table(tmp_path):
    [sheet] = read_sheets(csv_file(tmp_path / "a.csv", headings=(*AROUND, "Indikator")))

    assert header_of(sheet) is None
