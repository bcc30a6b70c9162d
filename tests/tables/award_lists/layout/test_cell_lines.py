"""Several names in one cell are names of their own; one that is broken over lines is one."""

import openpyxl
import pytest
from tests.tables.award_lists.test_understanding import CATEGORIES, read

from kkpham_analysis.tables.award_lists.understanding import lines_of_any, lines_of_file


def codes(lines):
    found = read(lines)
    asked = [code for entry in found.of("unsettled") for code, _, _ in entry.candidates]
    return [entry.code for entry in found.of("claim")], asked


CELLS = [
    ("Kota Tarakan\nKab. Malinau", ["6571", "6502"], []),
    ("1. Kota Tarakan\r\n2. Kab. Malinau", ["6571", "6502"], []),
    ("Badung\nGianyar\nKota Denpasar", ["5103", "5104", "5171"], []),
    ("Kota Tangerang\nSelatan", ["3674"], []),
    ("Kota Tangerang\nSelatan\nKota Serang", ["3674", "3673"], []),
    ("Kota Tarakan / Kab. Malinau", ["6571", "6502"], []),
    ("Kota Tarakan Kab. Malinau", [], ["6571", "6502"]),
]


@pytest.mark.parametrize(("cell", "claimed", "asked"), CELLS)
def test_each_name_in_a_cell_of_a_workbook_counts(tmp_path, cell, claimed, asked):
    book = openpyxl.Workbook()
    for row in (["No", "Kabupaten/Kota Peduli HAM"], [1, cell], [2, "Kab. Paser"]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")

    assert codes(lines_of_file(tmp_path / "list.xlsx")) == ([*claimed, "6401"], asked)


@pytest.mark.parametrize(("cell", "claimed", "asked"), CELLS)
def test_each_name_in_a_quoted_cell_counts(cell, claimed, asked):
    text = f'No,Kabupaten/Kota Peduli HAM\n1,"{cell}"\n2,Kab. Paser\n'

    assert codes(lines_of_any(text, "list.csv", categories=CATEGORIES)) == ([*claimed, "6401"], asked)


def test_each_line_of_a_cell_of_a_page_is_a_name():
    page = "<table><tr><td>1</td><td>Kota Tarakan<br>Kab. Malinau</td></tr></table>"

    assert codes(lines_of_any(page, "list.html", categories=CATEGORIES)) == (["6571", "6502"], [])
