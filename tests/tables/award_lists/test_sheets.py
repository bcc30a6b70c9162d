"""What a workbook shows of an award list: names that are struck through, hidden, or in a sheet of something else."""

import csv

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from tests.tables.award_lists.test_understanding import claims, read, told

from kkpham_analysis.tables.award_lists.answers import by_question, questions
from kkpham_analysis.tables.award_lists.entries import KEEP, Answer
from kkpham_analysis.tables.award_lists.understanding import lines_of_file

ROWS = [["No", "Kabupaten/Kota", "Predikat"], [1, "Kab. Paser", "Peduli HAM"], [2, "Kab. Berau", "Peduli HAM"]]


@pytest.fixture
def lines(tmp_path):
    """The lines of a workbook of one sheet with two names, as `change` left it."""

    def call(change, *, title="Sheet1"):
        book = openpyxl.Workbook()
        for row in ROWS:
            book.active.append(row)
        book.active.title = title
        change(book.active)
        book.save(tmp_path / "list.xlsx")
        return lines_of_file(tmp_path / "list.xlsx")

    return call


def asked(lines, **more):
    return [(entry.text, entry.reason, entry.said) for entry in by_question(read(lines, **more).of("unsettled"))]


def test_a_name_that_is_struck_through_is_a_question(lines):
    def strike(sheet):
        sheet["B3"].font = Font(strike=True)

    found = lines(strike)
    assert claims(found) == [("6401", "peduli")]
    assert asked(found) == [("2 | Kab. Berau | Peduli HAM", "struck", "")]
    assert claims(found, answers={"2 | kab. berau | peduli ham": Answer(KEEP)}) == [
        ("6401", "peduli"),
        ("6403", "peduli"),
    ]


def test_a_name_in_a_hidden_row_is_a_question(lines):
    def hide(sheet):
        sheet.row_dimensions[2].hidden = True

    assert asked(lines(hide)) == [("1 | Kab. Paser | Peduli HAM", "hidden", "")]


def test_a_hidden_column_is_one_question_for_all_names_beside_it(lines):
    def hide(sheet):
        sheet.column_dimensions["C"].hidden = True

    found = lines(hide)
    assert asked(found) == [("Peduli HAM", "hidden", "")]
    assert claims(found, answers={"peduli ham": Answer(KEEP)}) == [("6401", "peduli"), ("6403", "peduli")]


def test_a_hidden_column_of_numbers_is_no_matter(lines):
    def hide(sheet):
        sheet.column_dimensions["A"].hidden = True

    assert claims(lines(hide)) == [("6401", "peduli"), ("6403", "peduli")]


def test_a_heading_that_is_struck_through_is_a_question_for_all_below_it(tmp_path):
    book = openpyxl.Workbook()
    for text in ("Penerima penghargaan:", "Kab. Paser", "Kab. Berau"):
        book.active.append([text])
    book.active["A1"].font = Font(strike=True)
    book.save(tmp_path / "list.xlsx")

    assert asked(lines_of_file(tmp_path / "list.xlsx")) == [("Penerima penghargaan:", "struck", "")]


@pytest.mark.parametrize(
    ("title", "said"),
    [("2022", "2022"), ("KKPHAM_2022", "2022"), ("Rekap2024", "2024"), ("Usulan", "Usulan")],
)
def test_a_sheet_of_another_year_or_with_a_name_that_is_not_understood_is_one_question(lines, title, said):
    def add_title(sheet):
        sheet.insert_rows(1)
        sheet["A1"] = "Daftar penerima penghargaan Peduli HAM"

    (question,) = asked(lines(add_title, title=title))
    assert question[1:] == ("in_sheet", said)


def test_a_sheet_whose_name_denies_is_a_question(lines):
    assert asked(lines(lambda sheet: None, title="Gagal")) == [("Gagal", "denied", "Gagal")]


@pytest.mark.parametrize("title", ["Sheet1", "Lembar 2", "Data", "2025", "Peduli HAM 2025", "Kaltim", "Kab Kota"])
def test_a_sheet_whose_name_says_nothing_else_is_no_question(lines, title):
    assert claims(lines(lambda sheet: None, title=title)) == [("6401", "peduli"), ("6403", "peduli")]


def test_the_name_of_a_sheet_is_a_heading_and_never_a_claim(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Kota Bontang"
    book.active.append(["Kab. Paser"])
    book.create_sheet("Jawa Barat").append(["Bogor"])
    book["Jawa Barat"].append(["Kota Bogor"])
    book.create_sheet("lama").append(["Kab. Berau"])
    book["lama"].sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")

    assert told(lines_of_file(tmp_path / "list.xlsx")) == [
        (1, "sheet"), (1, "6401"), (1, "heading"), (1, "ambiguous"), (2, "3271"), (1, "hidden_sheet"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "said", "reason", "codes"),
    [("B3", "belum ditetapkan", "denied", ["6403"]), ("C2", "masih diverifikasi", "beside", ["6401"])],
)
def test_a_comment_on_a_cell_that_denies_or_is_not_understood_is_a_question(lines, cell, said, reason, codes):
    def comment(sheet):
        sheet[cell].comment = Comment(f"Budi:\n{said}", "Budi")

    found = lines(comment)
    (question,) = by_question(read(found).of("unsettled"))
    assert (question.text, question.reason, [code for code, _, _ in question.candidates]) == (said, reason, codes)
    assert claims(found, answers={said: Answer(KEEP)}) == [("6401", "peduli"), ("6403", "peduli")]


@pytest.mark.parametrize("said", ["belum final", "masih diverifikasi"])
def test_a_comment_on_the_heading_of_a_column_is_one_on_all_names_below_it(lines, said):
    def comment(sheet):
        sheet["B1"].comment = Comment(said, "Budi")

    assert claims(lines(comment)) == []


def test_a_comment_that_is_understood_is_shown(lines):
    def comment(sheet):
        sheet["B2"].comment = Comment("nilai tertinggi", "Budi")

    found = lines(comment)
    assert claims(found) == [("6401", "peduli"), ("6403", "peduli")]
    assert [(entry.line, entry.text) for entry in read(found).entries if entry.reason == "comment"] == [
        (2, "nilai tertinggi")
    ]


def test_a_conditional_format_that_strikes_through_is_one_question_for_all_names_in_it(lines):
    def strike(sheet):
        sheet.conditional_formatting.add("B2:B3", FormulaRule(formula=['$C2="x"'], font=Font(strike=True)))
        sheet.conditional_formatting.add("B2:B9", FormulaRule(formula=['$C2="y"'], font=Font(bold=True)))

    found = lines(strike)
    assert asked(found) == [("B2:B3", "may_be_struck", "")]
    assert claims(found, answers={"b2:b3": Answer(KEEP)}) == [("6401", "peduli"), ("6403", "peduli")]


def test_a_conditional_format_of_numbers_or_of_other_rows_is_no_matter(lines):
    def strike(sheet):
        for area in ("A1:A9", "B4:B9"):
            sheet.conditional_formatting.add(area, FormulaRule(formula=["TRUE"], font=Font(strike=True)))

    assert claims(lines(strike)) == [("6401", "peduli"), ("6403", "peduli")]


@pytest.fixture
def book_of(tmp_path):
    """The lines of a workbook of two sheets, each with one name below a head."""

    def call(*names, second=("Kabupaten/Kota", "Kab. Berau")):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in zip(names, (("Kabupaten/Kota", "Kab. Paser"), second), strict=True):
            sheet = book.create_sheet(name)
            for place, text in enumerate(rows):
                sheet.append([place or "No", text])
        book.save(tmp_path / "list.xlsx")
        return lines_of_file(tmp_path / "list.xlsx")

    return call


@pytest.mark.parametrize("second", ["Cukup Peduli HAM", "Lampiran II (Cukup Peduli)", "2_Cukup_Peduli_HAM_2025"])
def test_the_title_of_a_sheet_is_that_of_the_names_in_it(book_of, second):
    found = book_of("Peduli HAM", second)
    assert (claims(found), asked(found)) == ([("6401", "peduli"), ("6403", "cukup_peduli")], [])


@pytest.mark.parametrize(
    ("names", "left", "open_sheet"),
    [
        (("Cukup Peduli HAM", "Sheet2"), [("6401", "cukup_peduli")], "Sheet 2"),
        (("Cukup Peduli HAM", "Kaltim"), [("6401", "cukup_peduli")], "Kaltim"),
        (("Rekap", "Cukup Peduli HAM"), [("6403", "cukup_peduli")], "Rekap"),
        (("Peduli HAM", "Kurang"), [("6401", "peduli")], "Kurang"),
        (("Peduli HAM", "Mulai Peduli dan Kurang Peduli"), [("6401", "peduli")], "Mulai Peduli dan Kurang Peduli"),
    ],
)
def test_a_sheet_without_a_title_of_its_own_beside_one_with_it_is_one_question(book_of, names, left, open_sheet):
    found = book_of(*names)
    assert (claims(found), asked(found)) == (left, [(open_sheet, "title_above", "")])


def test_another_title_than_that_of_its_sheet_is_a_question(book_of):
    found = book_of("Peduli HAM", "Cukup Peduli HAM", second=("DAFTAR KABUPATEN/KOTA PEDULI HAM", "Kab. Berau"))
    assert (claims(found), asked(found)) == ([("6401", "peduli")], [("Cukup Peduli HAM", "title_above", "")])


def test_a_title_above_the_names_of_one_sheet_is_open_in_the_next(tmp_path):
    book = openpyxl.Workbook()
    for text in ("KABUPATEN/KOTA CUKUP PEDULI HAM", "Kab. Paser"):
        book.active.append([text])
    book.create_sheet("Sheet2").append(["Kab. Berau"])
    book.save(tmp_path / "list.xlsx")

    found = lines_of_file(tmp_path / "list.xlsx")
    assert (claims(found), asked(found)) == ([("6401", "cukup_peduli")], [("Sheet 2", "title_above", "")])


@pytest.fixture
def sheets(tmp_path):
    """The lines of a workbook of several sheets, by name."""

    def call(**rows):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, cells in rows.items():
            sheet = book.create_sheet(name)
            for row in cells:
                sheet.append(row)
        book.save(tmp_path / "sheets.xlsx")
        return lines_of_file(tmp_path / "sheets.xlsx")

    return call


def test_names_in_a_sheet_without_titles_are_asked_about_where_those_of_another_sheet_have_them(sheets):
    lines = sheets(Penerima=ROWS, Sheet2=[["No", "Kabupaten/Kota"], [1, "Kota Bontang"]])

    assert claims(lines) == [("6401", "peduli"), ("6403", "peduli")]
    assert asked(lines) == [("Sheet 2", "other_sheets", "")]


def test_ticks_below_a_year_are_understood_in_each_of_several_sheets(sheets):
    head = ["No", "Kabupaten/Kota", "2025"]
    lines = sheets(Kaltim=[head, [1, "Kab. Paser", "\u221a"]], Kaltara=[head, [1, "Kota Tarakan", "\u221a"]])

    assert (claims(lines), asked(lines)) == ([("6401", "peduli"), ("6571", "peduli")], [])


def test_ticks_below_a_year_are_understood_where_the_head_is_repeated():
    text = "No\tKabupaten/Kota\t2025\n1\tKab. Paser\t\u221a\nNo\tKabupaten/Kota\t2025\n2\tKab. Berau\t\u221a"

    assert (claims(text), read(text).of("unsettled")) == ([("6401", "peduli"), ("6403", "peduli")], [])


def test_names_in_a_sheet_without_a_title_are_asked_about_where_a_later_one_is_headed_by_another(sheets):
    headed = [["Daftar Kabupaten/Kota Cukup Peduli HAM", ""], ["No", "Kabupaten/Kota"], [1, "Kab. Paser"]]
    lines = sheets(Sheet1=[["No", "Kabupaten/Kota"], [1, "Kota Bontang"]], Sheet2=headed)

    assert claims(lines) == [("6401", "cukup_peduli")]
    assert asked(lines) == [("Sheet 1", "other_sheets", "")]


def test_entries_and_questions_stand_in_the_order_of_the_sheets_each_with_its_sheet(sheets):
    lines = sheets(Kaltim=[["Kab. Paser"], ["Kab. Entah"]], Data_2=[["Kab. Anu"], ["Kab. Berau"]])
    found = read(lines)

    assert [(str(entry.line), entry.text) for entry in found.entries] == [
        ("Kaltim · 1", "Kaltim"),
        ("Kaltim · 1", "Kab. Paser"),
        ("Kaltim · 2", "Kab. Entah"),
        ("Data 2 · 1", "Data 2"),
        ("Data 2 · 1", "Kab. Anu"),
        ("Data 2 · 2", "Kab. Berau"),
    ]
    assert [row["line"] for row in csv.DictReader(questions(found.of("unsettled")).splitlines())] == [
        "Kaltim · 2",
        "Data 2 · 1",
    ]


def test_a_line_of_the_only_sheet_is_its_number_alone(sheets):
    assert [str(entry.line) for entry in read(sheets(Kaltim=[["Kab. Paser"]])).entries] == ["1", "1"]


@pytest.mark.parametrize(("number", "said"), [(2, []), (4, [("Peduli · 4", 4, 2)]), (3, [])])
def test_a_total_is_held_against_the_names_of_its_sheet_or_of_all_sheets(sheets, number, said):
    head = ["No", "Kabupaten/Kota"]
    first = [head, [1, "Kab. Paser"], [2, "Kab. Berau"], ["Jumlah", f"{number} Kabupaten/Kota"]]
    found = read(sheets(Peduli=first, Lain=[head, [1, "Kota Bontang"]]))

    assert [(str(each.line), *each.values.values()) for each in found.remarks if each.key == "count"] == said


def test_a_total_in_a_later_sheet_is_held_against_the_names_of_that_sheet(sheets):
    head = ["No", "Kabupaten/Kota"]
    body = [[1, "Kota Bontang"], [2, "Kota Samarinda"], ["Jumlah", "5 Kabupaten/Kota"]]
    found = read(sheets(Kaltim=[head, [1, "Kab. Paser"]], Lain=[head, *body]))

    assert [dict(each.values) for each in found.remarks if each.key == "count"] == [{"number": 5, "found": 2}]


@pytest.mark.parametrize("heading", ["TAHUN PENGHARGAAN 2024", "TAHUN 2024", "Tahun: 2024"])
def test_another_year_above_a_table_is_a_question_also_where_rows_have_titles(sheets, heading):
    lines = sheets(Sheet1=[[heading], *ROWS])

    assert (claims(lines, award_year=2025), asked(lines, award_year=2025)) == ([], [(heading, "beside", "2024")])


def test_the_year_of_the_round_above_a_table_is_no_question(sheets):
    lines = sheets(Sheet1=[["TAHUN PENGHARGAAN 2025"], *ROWS])

    assert claims(lines, award_year=2025) == [("6401", "peduli"), ("6403", "peduli")]
