"""What the columns of a list say of the names beside them: only a clear yes in one counts without a question."""

import openpyxl
import pytest
from tests.tables.test_award_lists import claims, read

from kkpham_analysis.tables.award_lists import lines_of_file
from kkpham_analysis.tables.list_entries import KEEP, Answer


def given(text, **more):
    """Give the title or the reason for the question of each name, in the order of the list."""
    entries = read(text, **more).entries
    return [entry.category or entry.reason for entry in entries if entry.status != "skipped"]


@pytest.mark.parametrize("heading", ["Peduli HAM", "Lulus", "Status", "Memenuhi kriteria", "Status Peduli HAM"])
@pytest.mark.parametrize("yes", ["1", "v", "✓", "Ya", "TRUE", "Peduli HAM"])
def test_a_clear_yes_in_a_column_of_marks_counts(heading, yes):
    assert given(f"No\tKabupaten/Kota\t{heading}\n1\tKab. Paser\t{yes}") == ["peduli"]


@pytest.mark.parametrize("heading", ["Peduli HAM", "Lulus", "Status", "Memenuhi"])
@pytest.mark.parametrize("mark", ["0", "x", "✗", "-", "T", "N", "F", "FALSE", "?", "Cukup Peduli HAM?"])
def test_anything_else_in_a_column_of_marks_is_a_question(heading, mark):
    text = f"No\tKabupaten/Kota\t{heading}\n1\tKab. Paser\t{mark}\n2\tKab. Berau\n"

    assert given(text) == ["no_title", "empty_title"]


def test_a_mark_below_one_of_many_titles_gives_that_title():
    text = "Kabupaten/Kota\tPeduli HAM\tCukup Peduli HAM\nKab. Paser\tv\t\nKab. Berau\t-\tv\n"

    assert claims(text) == [("6401", "peduli"), ("6403", "cukup_peduli")]


def test_marks_below_two_titles_or_none_are_a_question():
    text = "Kabupaten/Kota\tPeduli HAM\tCukup Peduli HAM\nKab. Paser\tv\tv\nKab. Berau\t-\t-\n"

    assert given(text) == ["no_title", "no_title"]


def test_names_below_titles_have_that_of_their_column():
    text = "No\tPeduli HAM\tCukup Peduli HAM\n1\tKab. Paser\tKab. Berau\n2\t\tKota Bontang\n"

    assert claims(text) == [("6401", "peduli"), ("6403", "cukup_peduli"), ("6474", "cukup_peduli")]


def test_a_column_whose_heading_says_more_than_a_title_gives_none():
    assert given("No\tKabupaten/Kota\tCalon Peduli HAM\n1\tKab. Paser\tv") == ["no_title"]


def test_a_mark_that_is_not_clear_can_be_answered():
    text = "No\tKabupaten/Kota\tLulus\n1\tKab. Paser\tx"

    assert claims(text, answers={"kab. paser": Answer(KEEP, "peduli")}) == [("6401", "peduli")]
    assert claims(text, answers={"kab. paser": Answer("")}) == []


def test_a_cell_of_a_workbook_that_is_false_is_no_yes(tmp_path):
    book = openpyxl.Workbook()
    for row in (["No", "Kabupaten/Kota", "Peduli HAM"], [1, "Kab. Paser", True], [2, "Kab. Berau", False]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")

    assert given(lines_of_file(tmp_path / "list.xlsx")) == ["peduli", "no_title"]


@pytest.mark.parametrize("note", ["nihil", "0", "T", "kosong", "TMS", "naik", "✗"])
def test_a_note_that_is_not_understood_is_a_question(note):
    assert given(f"No\tKabupaten/Kota\tKeterangan\n1\tKab. Paser\t{note}\n2\tKab. Berau\t-") == ["beside", "peduli"]
