"""Tables of other people: what is read of them, and what is refused with a sentence."""

import contextlib
import datetime as dt
import random
import re
import time
import tracemalloc
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from kkpham_analysis.language import Words
from kkpham_analysis.tables.files.foreign import Cell, ForeignFileError, read_sheets, read_text_of

TABLE = "No;Hak;Nilai\n1;Kesehatan — é;0,5\n"
ROWS = [(1, ["No", "Hak", "Nilai"]), (2, ["1", "Kesehatan — é", "0,5"])]
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def rows_of(path):
    (sheet,) = read_sheets(path)
    return [(row.number, row.texts) for row in sheet.rows]


def refusal(path):
    with pytest.raises(ForeignFileError) as caught:
        read_sheets(path)
    assert caught.value.sentence(Words("id")).startswith(f"{path.name}: ")
    return caught.value.kind


def saved(path, content):
    path.write_bytes(content)
    return path


def workbook(path, fill):
    """A workbook that `fill` writes into its first sheet."""
    book = openpyxl.Workbook()
    fill(book.active)
    book.save(path)
    return path


def of_workbooks(text):
    """Give the elements of a part the namespace of workbooks."""
    return re.sub(r"<(worksheet|sst|styleSheet)(?=[ />])", rf'<\1 xmlns="{MAIN}"', text, count=1)


def handmade(path, sheet, **parts):
    """A workbook of one sheet as its XML is given, with further parts."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    named = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet"} | {name: name for name in parts}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        overrides = "".join(
            f'<Override PartName="/xl/{name}.xml" ContentType="{kind}.{which}+xml"/>' for name, which in named.items()
        )
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="rels" ContentType="application/xml"/>{overrides}</Types>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", of_workbooks(sheet))
        for name, text in parts.items():
            archive.writestr(f"xl/{name}.xml", of_workbooks(text))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_gives_the_same_rows(tmp_path, encoding):
    assert rows_of(saved(tmp_path / "a.csv", TABLE.encode(encoding))) == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_gives_the_same_rows(tmp_path, delimiter):
    text = delimiter.join(["No", "Hak", "Nilai"]) + "\n" + delimiter.join(["1", "Kesehatan — é", '"0,5"']) + "\n"
    assert rows_of(saved(tmp_path / "a.csv", text.encode())) == ROWS


def test_a_decimal_comma_is_no_delimiter(tmp_path):
    assert rows_of(saved(tmp_path / "a.csv", b"1;0,5\n2;0,75\n")) == [(1, ["1", "0,5"]), (2, ["2", "0,75"])]


def test_a_first_line_that_names_the_delimiter_is_no_row(tmp_path):
    assert rows_of(saved(tmp_path / "a.csv", b"sep=;\r\na;b\r\n\r\nc;d;;\r\n")) == [(2, ["a", "b"]), (4, ["c", "d"])]


def test_a_row_is_counted_from_the_line_it_begins_in(tmp_path):
    assert rows_of(saved(tmp_path / "a.csv", b'a,"b\nb"\n\n , \nc,d\n')) == [(1, ["a", "b b"]), (5, ["c", "d"])]


def test_a_formula_in_a_csv_file_stays_text_and_is_told(tmp_path):
    (sheet,) = read_sheets(saved(tmp_path / "a.csv", b"a,=1+1\n"))
    assert sheet.rows[0].cells == [Cell("a", "text"), Cell("=1+1", "text", is_formula=True)]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"%PDF-1.7 abc", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old_or_locked"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"<!DOCTYPE html><table><tr><td>1</td></tr></table>", "web_page"),
        (b'a,b\nc,"d\ne,f\n', "quotation"),
        (b'a,"' + b"x" * 200_000 + b'"\n', "huge_cell"),
        (b"PK\x03\x04 and no more", "broken_workbook"),
        (b"PK\x05\x06" + bytes(18), "broken_workbook"),
    ],
    ids=["nothing", "blanks", "pdf", "xls", "picture", "html", "quotation", "cell", "cut", "no part"],
)
def test_what_is_no_table_is_refused(tmp_path, content, kind):
    assert refusal(saved(tmp_path / "a.csv", content)) == kind


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path):
    assert (refusal(tmp_path / "none.csv"), refusal(tmp_path)) == ("missing", "no_file")


def test_a_refusal_names_the_file_the_line_and_the_way_out(tmp_path):
    with pytest.raises(ForeignFileError) as caught:
        read_sheets(saved(tmp_path / "a.csv", b'a,b\nc,"d\n'))
    assert str(caught.value) == (
        'a.csv: the quotation that begins in line 2 does not end; put a second " after its text, then try again.'
    )


def test_the_text_of_a_list_is_read_in_any_encoding(tmp_path):
    assert read_text_of(saved(tmp_path / "a.txt", "1. Kab. Berau\r\n".encode("utf-16"))) == "1. Kab. Berau\r\n"


def test_the_cells_of_a_workbook_are_text_and_tell_what_they_were(tmp_path):
    def fill(sheet):
        sheet["A2"], sheet["B2"], sheet["C2"], sheet["D2"] = "  Hak\nsehat ", 3, 92.6, True
        sheet["F2"], sheet["G2"] = dt.date(2023, 12, 19), dt.datetime(2023, 12, 19, 8, 30)

    (sheet,) = read_sheets(workbook(tmp_path / "a.xlsx", fill))
    assert (sheet.name, sheet.hidden, [row.number for row in sheet.rows]) == ("Sheet", False, [2])
    assert [(cell.text, cell.kind) for cell in sheet.rows[0].cells] == [
        ("Hak sehat", "text"),
        ("3", "number"),
        ("92.6", "number"),
        ("TRUE", "boolean"),
        ("", "empty"),
        ("2023-12-19", "date"),
        ("2023-12-19 08:30:00", "date"),
    ]


def test_a_formula_shows_its_last_result_and_is_told(tmp_path):
    sheet = '<worksheet><sheetData><row><c><f>A2*2</f><v>7</v></c><c t="str"><f>"x"</f><v>x</v></c><c><f>1</f></c></row></sheetData></worksheet>'  # noqa: E501
    (read,) = read_sheets(handmade(tmp_path / "a.xlsx", sheet))
    assert read.rows[0].cells == [Cell("7", "number", True), Cell("x", "text", True), Cell("", "empty", True)]


def test_merged_cells_show_the_text_of_the_first_and_say_so(tmp_path):
    def fill(sheet):
        sheet["A1"], sheet["A2"], sheet["B2"], sheet["B3"], sheet["C3"] = "Judul", "Kesehatan", "a", "b", "c"
        sheet.merge_cells("A1:F1")
        sheet.merge_cells("A2:A5")

    (sheet,) = read_sheets(workbook(tmp_path / "a.xlsx", fill))
    title, right = Cell("Judul", "text", is_merged=True), Cell("Kesehatan", "text", is_merged=True)
    assert [(row.number, row.texts) for row in sheet.rows] == [
        (1, ["Judul", "Judul", "Judul"]),
        (2, ["Kesehatan", "a"]),
        (3, ["Kesehatan", "b", "c"]),
    ]
    assert (sheet.rows[0].cells[1:], sheet.rows[2].cells[0]) == ([title, title], right)


def test_text_that_is_struck_through_says_so(tmp_path):
    def fill(sheet):
        sheet.append(["Paser", "Berau", 7])
        for place in ("A1", "C1"):
            sheet[place].font = Font(strike=True)

    (row,) = read_sheets(workbook(tmp_path / "a.xlsx", fill))[0].rows
    assert [(cell.text, cell.is_struck) for cell in row.cells] == [("Paser", True), ("Berau", False), ("7", True)]


def test_a_part_of_a_text_that_is_struck_through_says_so(tmp_path):
    shared = (
        "<sst><si><t>Paser</t></si><si><r><t>Paser, </t></r><r><rPr><strike/></rPr><t>Berau</t></r></si>"
        '<si><r><rPr><strike val="0"/></rPr><t>Kutai</t></r></si></sst>'
    )
    inline = '<c t="inlineStr"><is><r><rPr><strike val="1"/></rPr><t>Malinau</t></r></is></c>'
    sheet = "".join(f'<c t="s"><v>{place}</v></c>' for place in range(3))
    sheet = f"<worksheet><sheetData><row>{sheet}{inline}</row></sheetData></worksheet>"
    (row,) = read_sheets(handmade(tmp_path / "a.xlsx", sheet, sharedStrings=shared))[0].rows
    assert [(cell.text, cell.is_struck) for cell in row.cells] == [
        ("Paser", False),
        ("Paser, Berau", True),
        ("Kutai", False),
        ("Malinau", True),
    ]


def test_cells_of_hidden_rows_and_columns_say_so(tmp_path):
    def fill(sheet):
        for number in range(1, 4):
            sheet.append([f"a{number}", f"b{number}", f"c{number}"])
        sheet["A5"], sheet["B5"] = "Berau", "Kutai"
        sheet.merge_cells("A5:A6")
        sheet["B6"] = "Paser"
        sheet.row_dimensions[2].hidden = sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["C"].hidden = True

    (sheet,) = read_sheets(workbook(tmp_path / "a.xlsx", fill))
    hidden = [(row.number, [cell.text for cell in row.cells if cell.is_hidden]) for row in sheet.rows]
    assert hidden == [(1, ["c1"]), (2, ["a2", "b2", "c2"]), (3, ["c3"]), (5, ["Berau", "Kutai"]), (6, [])]


def test_hidden_sheets_are_told(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    for state in ("hidden", "veryHidden"):
        book.create_sheet(state).sheet_state = state
    book.save(tmp_path / "a.xlsx")
    found = [(sheet.name, sheet.hidden) for sheet in read_sheets(tmp_path / "a.xlsx")]
    assert found == [("Sheet", False), ("hidden", True), ("veryHidden", True)]


def test_rich_text_is_one_text_without_how_it_is_spoken(tmp_path):
    shared = '<sst><si><r><t>Hak </t></r><r><t>hidup</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si></sst>'
    inline = '<c t="inlineStr"><is><r><t>a_x0041_</t></r><r><t>b</t></r></is></c>'
    sheet = f'<worksheet><sheetData><row><c t="s"><v>0</v></c>{inline}</row></sheetData></worksheet>'
    assert rows_of(handmade(tmp_path / "a.xlsx", sheet, sharedStrings=shared)) == [(1, ["Hak hidup", "aAb"])]


def test_a_million_empty_rows_take_bounded_time_and_memory(tmp_path):
    row = '<row r="{0}"><c r="A{0}" s="1"/><c r="B{0}" s="1"/></row>'
    rows = "".join(map(row.format, range(3, 1_000_003)))
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    path = handmade(tmp_path / "a.xlsx", f"<worksheet><sheetData>{first}{rows}</sheetData></worksheet>")
    begin = time.process_time()
    assert rows_of(path) == [(1, ["1"])]
    assert time.process_time() - begin < 60
    tracemalloc.start()
    sheet = "".join(map(row.format, range(3, 20_003)))
    read_sheets(handmade(tmp_path / "b.xlsx", f"<worksheet><sheetData>{first}{sheet}</sheetData></worksheet>"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20e6


def with_blank_rows(path, second="", last="", end="</worksheet>"):
    """A sheet with a value in its first row, 20,000 rows with nothing in them, and what is before and behind them."""
    blank = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(3, 20_003))
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row>{second}{blank}{last}'
    return handmade(path, f'<worksheet><dimension ref="A1:A20003"/><sheetData>{rows}</sheetData>{end}')


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("", []),
        ('<row r="2"><c r="B2"><v>2</v></c></row>', [(2, ["", "2"])]),
        ('<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c></row>', [(2, ["x"])]),
        ('<row r="2"><c r="A2"><f>1+1</f></c></row>', [(2, [""])]),
    ],
    ids=["none", "value", "text", "formula"],
)
def test_blank_rows_behind_the_last_that_holds_something_are_not_read(tmp_path, monkeypatch, second, expected):
    library = openpyxl.worksheet._read_only.ReadOnlyWorksheet
    read, get_row = [], library._get_row
    monkeypatch.setattr(library, "_get_row", lambda *args: read.append(1) or get_row(*args))

    assert rows_of(with_blank_rows(tmp_path / "a.xlsx", second)) == [(1, ["1"]), *expected]
    assert len(read) == 1 + len(expected)


def test_a_row_behind_blank_rows_is_read_and_what_is_cut_off_behind_them_is_refused(tmp_path):
    last = '<row r="20003"><c r="A20003"><v>3</v></c></row>'
    assert rows_of(with_blank_rows(tmp_path / "a.xlsx", last=last)) == [(1, ["1"]), (20_003, ["3"])]
    assert refusal(with_blank_rows(tmp_path / "b.xlsx", end="")) == "broken_workbook"


def test_a_list_to_choose_from_on_another_sheet_makes_no_cell_a_formula(tmp_path):
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    lists = (
        '<extLst><ext uri="u" xmlns:x="u"><x:dataValidations><x:f>Lain!A1:A3</x:f></x:dataValidations></ext></extLst>'
    )
    path = handmade(tmp_path / "a.xlsx", f"<worksheet><sheetData>{row}</sheetData>{lists}</worksheet>")

    assert [cell.is_formula for row in read_sheets(path)[0].rows for cell in row.cells] == [False]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = handmade(tmp_path / "a.xlsx", "<worksheet/>")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/x.xml", "w") as part:
        for _ in range(210):
            part.write(bytes(1024 * 1024))
    assert refusal(path) == "unpacks"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>',
        '<!DOCTYPE w SYSTEM "file:///etc/passwd"><worksheet/>',
    ],
    ids=["laughs", "outside"],
)
def test_entities_are_refused(tmp_path, text):
    assert refusal(handmade(tmp_path / "a.xlsx", text)) == "entities"


@pytest.mark.parametrize(
    "row",
    [
        '<row r="99999999999999">',
        '<row r="0">',
        '<row><c r="ZZZZ1"><v>1</v></c>',
        '<row><c t="s"><v>4</v></c>',
        '<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c>',
        '<row><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c>',
    ],
    ids=["beyond", "zero", "column", "text", "rows in no order", "cells in no order"],
)
def test_what_no_sheet_can_hold_is_refused(tmp_path, row):
    path = handmade(tmp_path / "a.xlsx", f"<worksheet><sheetData>{row}</row></sheetData></worksheet>")
    assert refusal(path) == "broken_workbook"


@pytest.mark.parametrize(
    "sheet",
    ["<worksheet><cols>" + "<col/>" * 200_001 + "</cols></worksheet>",
     "<worksheet><sheetData><row>" + "<c><is><t/></is></c>" * 70_000 + "</row></sheetData></worksheet>",
     "<worksheet><sheetData>" + "<row/>" * 1_048_577 + "</sheetData></worksheet>"],
    ids=["columns", "cells of a row", "rows"],
)  # fmt: skip
def test_what_the_library_would_keep_without_end_is_refused(tmp_path, sheet):
    assert refusal(handmade(tmp_path / "a.xlsx", sheet)) in ("too_much_else", "broken_workbook")


def test_a_size_that_a_sheet_only_claims_to_have_costs_nothing(tmp_path):
    rows = "".join(f'<row r="{number}"><c r="A{number}"/></row>' for number in range(1, 20_001))
    sheet = f'<worksheet><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
    begin = time.process_time()
    assert rows_of(handmade(tmp_path / "a.xlsx", sheet)) == []
    assert time.process_time() - begin < 5


def test_a_workbook_of_the_strict_kind_is_told_what_to_be_saved_as(tmp_path):
    path = handmade(tmp_path / "a.xlsx", '<worksheet xmlns:s="http://purl.oclc.org/ooxml/spreadsheetml/main"/>')
    assert refusal(path) == "strict_workbook"


def test_merged_areas_without_end_are_refused(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="Z{n}"><v>1</v></c></row>' for n in range(1, 2001))
    merged = '<mergeCell ref="A1:XFD1048576"/>' * 1000
    sheet = f"<worksheet><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"
    assert refusal(handmade(tmp_path / "a.xlsx", sheet)) == "too_many_cells"


@pytest.mark.parametrize("fill", [b"<fill/>", b"<fill />", b"<fill></fill>"])
def test_a_fill_with_nothing_in_it_is_no_fault(tmp_path, fill):
    book = openpyxl.Workbook()
    book.active.append(["text", dt.date(2024, 5, 31)])
    book.save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as other:
        for name in whole.namelist():
            content = whole.read(name)
            other.writestr(name, re.sub(rb"<fill>.*?</fill>", fill, content) if name == "xl/styles.xml" else content)

    assert rows_of(tmp_path / "a.xlsx") == [(1, ["text", "2024-05-31"])]


def test_an_archive_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("content.xml", "<c/>")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    kinds = [refusal(tmp_path / name) for name in ("a.docx", "a.ods", "a.zip")]
    assert kinds == ["word_document", "open_document", "no_workbook"]


def test_a_damaged_workbook_is_read_or_refused_and_never_fails(tmp_path):
    def fill(sheet):
        for number in range(1, 20):
            sheet.append([number, f"Indikator {number}", 1.5, dt.date(2023, 1, 1)])
        sheet.merge_cells("B3:B5")

    whole = workbook(tmp_path / "a.xlsx", fill).read_bytes()
    chance = random.Random(0)  # noqa: S311
    outcomes = set()
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            read_sheets(saved(tmp_path / "b.xlsx", bytes(damaged[: chance.choice([None, -40, 3000])])))
            outcomes.add("read")
        except ForeignFileError as error:
            outcomes.add(error.kind)
    assert {"read", "broken_workbook"} <= outcomes


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    path = saved(tmp_path_factory.getbasetemp() / "any.csv", content)
    with contextlib.suppress(ForeignFileError):
        assert all(any(row.texts) for sheet in read_sheets(path) for row in sheet.rows)
