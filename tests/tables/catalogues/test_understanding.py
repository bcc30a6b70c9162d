"""A list of indicators as people have it: what is understood of it, and what stops it."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkpham_analysis.language import Words
from kkpham_analysis.tables.catalogues.understanding import Frame, same_wording, understood
from kkpham_analysis.tables.files.foreign import read_sheets
from kkpham_analysis.tables.files.sheets import Cell, Row, Sheet

RIGHTS = {"AIR": ("Hak atas air bersih", "Right to clean water"), "RUMAH": ("Hak atas rumah", "Right to a home")}
FRAME = Frame("99/2030", RIGHTS, ("struktur", "mutu"), 3, {"struktur": ("struktur", "structure")})
GOOD = """\
No.;Hak;Jenis;Indikator;Data Dukung;Nilai/Poin;Satuan
1;Hak atas AIR BERSIH;Struktural;Perda air;Salinan perda;2,50;Ya/Tidak
2.;air;mutu;Sambungan air;-;10;%
003;RUMAH;structure;Perda rumah;;;
"""


def sheet(text, name=""):
    lines = [line.split(";") for line in text.splitlines()]
    rows = [Row(number, [Cell(value, "text") for value in line]) for number, line in enumerate(lines, 1) if any(line)]
    return Sheet(name, rows=rows)


def of(*texts, frame=FRAME):
    return understood([sheet(text, f"S{place}" if len(texts) > 1 else "") for place, text in enumerate(texts, 1)],
                      frame, file="daftar.csv")  # fmt: skip


def rows(result):
    names = ("indicator_no", "right_code", "type", "label_id", "data_dukung_id", "max_points", "unit")
    return [tuple(item[name] for name in names) for item in result.items]


def kinds(result):
    return [(fault.row, fault.column, fault.value, fault.kind) for fault in result.faults]


UNDERSTOOD = [
    ("1", "AIR", "struktur", "Perda air", "Salinan perda", "2.5", "yes/no"),
    ("2", "AIR", "mutu", "Sambungan air", "", "10", "%"),
    ("3", "RUMAH", "struktur", "Perda rumah", "", "", ""),
]


def test_rights_and_types_are_known_by_name_or_code_in_both_languages():
    result = of(GOOD)
    assert kinds(result) == []
    assert rows(result) == UNDERSTOOD


def test_english_headings_mean_the_same():
    header = "Number;Right;Type;Indicator;Supporting data;Points;Unit"
    assert rows(of(header + GOOD[GOOD.index("\n") :])) == UNDERSTOOD


def test_titles_headings_inside_totals_and_numbered_columns_are_no_indicators():
    text = """\
LAMPIRAN;;
Daftar Indikator;;

No;Indikator;Jenis
(1);(2);(3)
A;HAK ATAS AIR BERSIH;
1;Perda air;struktur
2;Sambungan air;mutu
No;Indikator;Jenis
Hak atas rumah;;
3;Perda rumah;struktur
Jumlah;3;
Ditetapkan di Jakarta;;
"""
    result = of(text)
    assert kinds(result) == []
    assert [row[:4] for row in rows(result)] == [row[:4] for row in UNDERSTOOD]
    assert [row for _, row, _ in result.headings] == [5, 6, 9, 10]
    assert result.skipped == [("", 12, "Jumlah · 3"), ("", 13, "Ditetapkan di Jakarta")]


def test_an_indicator_that_begins_with_jumlah_or_total_is_one_where_its_label_stands_before_its_number():
    text = """\
Indikator;No;Hak;Jenis
Jumlah perda air;1;AIR;struktur
Total sambungan air;2;AIR;mutu
Jumlah;3;;
Jumlah perda rumah;3;RUMAH;struktur
Jumlah seluruh indikator;;;
"""
    of_known, of_unknown = of(text), of(text, frame=Frame("99/2030", RIGHTS, ("struktur", "mutu")))
    assert kinds(of_known) == kinds(of_unknown) == []
    assert (
        rows(of_known)
        == rows(of_unknown)
        == [
            ("1", "AIR", "struktur", "Jumlah perda air", "", "", ""),
            ("2", "AIR", "mutu", "Total sambungan air", "", "", ""),
            ("3", "RUMAH", "struktur", "Jumlah perda rumah", "", "", ""),
        ]
    )
    assert of_unknown.skipped == [("", 4, "Jumlah · 3"), ("", 6, "Jumlah seluruh indikator")]


def test_all_faults_are_told_at_once_with_row_and_column():
    text = """\
No.;Hak;Jenis;Indikator;Nilai
1;Hak atas udara;struktur;Perda udara;2
1;AIR;hasil;Sambungan air;banyak
x;AIR;mutu;Mutu air;
4;AIR;;Debit air;
;AIR;mutu;Hujan;
5;;mutu;;
"""
    result = of(text)
    assert kinds(result) == [
        (2, "Hak", "Hak atas udara", "unknown_right"),
        (3, "No.", "1", "doubled_number"),
        (3, "Jenis", "hasil", "unknown_type"),
        (3, "Nilai", "banyak", "bad_points"),
        (4, "No.", "x", "bad_number"),
        (5, "No.", "4", "number_beyond"),
        (5, "Jenis", "", "no_type"),
        (6, "No.", "", "no_number"),
        (7, "No.", "5", "number_beyond"),
        (7, "Hak", "", "no_right"),
        (7, "Indikator", "", "no_label"),
        (0, "", "", "wrong_total"),
        (0, "", "", "missing_numbers"),
        (0, "", "", "empty_rights"),
    ]


def test_a_fault_says_where_it_is_and_what_would_be_right():
    result = of(GOOD.replace("003;RUMAH", "4;RUMAH TANGGA"))
    assert [str(fault) for fault in result.faults] == [
        "daftar.csv line 4, column No.: '4' is beyond the known number of indicators, 3; "
        "check the number; indicators are numbered 1 to 3.",
        "daftar.csv line 4, column Hak: 'RUMAH TANGGA' is not a right of this regulation; "
        "write one of: AIR (Hak atas air bersih); RUMAH (Hak atas rumah).",
        "daftar.csv: lacks the numbers 3; load the whole list, or mend the rows that were not read.",
        "daftar.csv: has no indicator of RUMAH (Hak atas rumah); "
        "load the whole list, or mend the rows that were not read.",
    ]
    assert all(fault.sentence(Words("id")) != str(fault) for fault in result.faults)


def test_a_number_is_doubled_across_sheets_as_well():
    result = of(GOOD, GOOD)
    assert [(fault.file, fault.kind, fault.details["first"]) for fault in result.faults[:3]] == [
        ("daftar.csv [S2]", "doubled_number", "S1!2"),
        ("daftar.csv [S2]", "doubled_number", "S1!3"),
        ("daftar.csv [S2]", "doubled_number", "S1!4"),
    ]


def test_a_name_that_means_two_rights_is_told():
    rights = {"A": ("Hak atas rumah sehat", "x"), "B": ("Hak atas rumah murah", "y")}
    result = of(GOOD.replace("RUMAH;", "rumah;"), frame=Frame("99/2030", {**rights, "AIR": RIGHTS["AIR"]}, (), 0))
    assert [(fault.kind, fault.details["among"]) for fault in result.faults[:1]] == [("unclear_right", "A, B")]


@pytest.mark.parametrize(("said", "code"), [("AIR", "AIR"), ("Hak atas air", "AIR"), ("Right to air", "UDARA")])
def test_a_right_called_by_its_own_name_is_not_that_which_english_calls_alike(said, code):
    rights = {"AIR": ("Hak atas air", "Right to water"), "UDARA": ("Hak atas udara", "Right to air")}
    result = of(f"No.;Hak;Indikator\n1;{said};Perda\n", frame=Frame("99/2030", rights))
    assert [item["right_code"] for item in result.items] == [code]


def test_without_known_types_and_totals_any_type_will_do():
    result = of(GOOD, frame=Frame("99/2030", RIGHTS))
    assert kinds(result) == []
    assert [row[2] for row in rows(result)] == ["Struktural", "mutu", "structure"]


def test_a_file_without_a_table_and_two_columns_of_one_meaning_are_told():
    assert kinds(of("a;b\n1;2")) == [(0, "", "", "no_list")]
    assert kinds(of("No;Nomor" + GOOD[3:].replace("\n", "\n;", 3).replace(";1", "1", 1)))[0] == (
        1, "", "Nomor", "doubled_heading",
    )  # fmt: skip


def test_a_workbook_with_merged_cells_titles_and_hidden_sheets_is_understood(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page["A1"] = "DAFTAR INDIKATOR"
    page.merge_cells("A1:F1")
    page.append([])
    page.append(["No", "Hak", "Jenis", "Indikator", "Data Dukung", "Poin"])
    page.append([1, "Air bersih", "Struktur", "Perda air", "Salinan perda", 2.5])
    page.append([None, None, None, None, "Berita acara", None])
    page.append([2, None, "Mutu", "Sambungan air", "Tabel", "=5*2"])
    page.append([3, "Rumah", "Struktur", "Perda rumah", None, None])
    for area in ("A4:A5", "D4:D5", "C4:C5", "B4:B6"):
        page.merge_cells(area)
    book.create_sheet("lama").sheet_state = "hidden"
    book.create_sheet("catatan")["A1"] = "x"
    book.save(tmp_path / "daftar.xlsx")
    result = understood(read_sheets(tmp_path / "daftar.xlsx"), FRAME, file="daftar.xlsx")
    assert rows(result) == [
        ("1", "AIR", "struktur", "Perda air", "Salinan perda; Berita acara", "2.5", ""),
        ("2", "AIR", "mutu", "Sambungan air", "Tabel", "", ""),
        ("3", "RUMAH", "struktur", "Perda rumah", "", "", ""),
    ]
    # openpyxl stores no results: the formula has none to take.
    assert kinds(result) == [(6, "Poin", "", "formula")]
    assert result.left_out == [("lama", "hidden"), ("catatan", "no_table")]


def test_a_formula_without_a_result_is_one_fault_whatever_its_column_needs(tmp_path):
    book = openpyxl.Workbook()
    for line in GOOD.splitlines():
        book.active.append(line.split(";"))
    for place in ("B2", "A4", "D4", "F4"):
        book.active[place] = "=Z1"
    book.save(tmp_path / "daftar.xlsx")
    result = understood(read_sheets(tmp_path / "daftar.xlsx"), FRAME, file="daftar.xlsx")

    assert [(row, column, kind) for row, column, _, kind in kinds(result) if row] == [
        (2, "Hak", "formula"), (4, "No.", "formula"), (4, "Indikator", "formula"), (4, "Nilai/Poin", "formula"),
    ]  # fmt: skip


def test_the_same_wording_under_two_numbers_is_remarked():
    result = of(GOOD.replace("Sambungan air", "PERDA  air."))

    assert (kinds(result), same_wording(result.items)) == ([], [("Perda air", ["1", "2"])])
    assert same_wording(of(GOOD).items) == []


CELLS = st.sampled_from(
    ["", "1", "2", "3", "AIR", "rumah", "mutu", "struktur", "Perda", "=1", "-", "No.", "Jumlah", "(1)"]
)
TABLES = st.lists(st.lists(CELLS, max_size=7), max_size=12)


@given(table=TABLES)
def test_every_row_below_the_header_is_an_indicator_a_heading_or_told_as_skipped(table):
    body = [Row(number, [Cell(text, "text", text.startswith("=")) for text in line])
            for number, line in enumerate(table, 2) if any(line)]  # fmt: skip
    head = sheet(GOOD.splitlines()[0]).rows
    result = understood([Sheet("", rows=[*head, *body])], FRAME, file="a.csv")
    assert len(result.items) + len(result.headings) + len(result.skipped) == len(body)
    numbers = {fault.row for fault in result.faults} | {row for _, row, _ in (*result.headings, *result.skipped)}
    assert numbers <= {0, 1, *(row.number for row in body)}


def test_blank_cells_below_a_right_or_a_type_are_one_fault_with_their_rows_and_the_way_out():
    text = "No;Hak;Jenis;Indikator\n1;air;mutu;Perda air\n2;;struktur;Sambungan\n3;;;Sumur\n4;rumah;mutu;x\n5;;;y\n"
    result = of(text, frame=Frame("99/2030", RIGHTS, ("struktur", "mutu"), 5, {}))

    assert kinds(result) == [(0, "Hak", "", "no_right_in"), (0, "Jenis", "", "no_type_in")]
    assert [fault.sentence(Words("id")) for fault in result.faults] == [
        "daftar.csv, kolom Hak: tidak menyebut hak di baris 3–4, 6; isi setiap selnya, atau gabungkan dengan sel di "
        "atasnya kalau isinya sama; pilihannya: AIR (Hak atas air bersih); RUMAH (Hak atas rumah).",
        "daftar.csv, kolom Jenis: tidak menyebut jenis di baris 4, 6; isi setiap selnya, atau gabungkan dengan sel di "
        "atasnya kalau isinya sama; pilihannya: struktur, mutu.",
    ]
