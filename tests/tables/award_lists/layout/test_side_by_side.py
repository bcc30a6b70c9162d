"""Of tables side by side each stands below its own heading, in the row above their heads."""

import openpyxl
import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import CATEGORIES, claims, read

from kkpham_analysis.tables.award_lists.layout.lines import lines_of_text
from kkpham_analysis.tables.award_lists.understanding import lines_of_file

HEADS = "No\tKab/Kota\tNo\tKab/Kota"
ROWS = "1\tKota Bengkulu\t1\tKab. Seluma\n2\tKab. Kaur\t2\tKab. Lebong\n\t\t3\tKab. Kepahiang"
LEFT, RIGHT = ["1771", "1704"], ["1705", "1707", "1708"]


def test_each_of_two_tables_has_its_own_title():
    text = f"Peduli HAM\t\tCukup Peduli HAM\n{HEADS}\n{ROWS}"

    assert asked(text) == []
    assert claims(text) == [("1771", "peduli"), ("1705", "cukup_peduli"), ("1704", "peduli"),
                            ("1707", "cukup_peduli"), ("1708", "cukup_peduli")]  # fmt: skip


def test_titles_that_are_merged_over_the_columns_of_their_tables_are_read_once(tmp_path):
    book = openpyxl.Workbook()
    for row in (["Peduli HAM", None, "Cukup Peduli HAM", None], ["Kab/Kota", "Nilai", "Kab/Kota", "Nilai"],
                ["Kota Bengkulu", 88, "Kab. Seluma", 70], ["Kab. Kaur", 80, None, None]):  # fmt: skip
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    book.active.merge_cells("C1:D1")
    book.save(tmp_path / "list.xlsx")
    lines = lines_of_file(tmp_path / "list.xlsx", categories=CATEGORIES)

    assert (claims(lines), asked(lines)) == ([("1771", "peduli"), ("1705", "cukup_peduli"), ("1704", "peduli")], [])


@pytest.mark.parametrize("other", ["Penerima 2024", "Usulan", "Peserta", "Tidak memenuhi", "Bukan penerima"])
def test_a_table_beside_that_is_not_of_those_awarded_is_one_question(other):
    text = f"Penerima Peduli HAM 2025\t\t{other}\n{HEADS}\n{ROWS}"

    assert claims(text) == [(code, "peduli") for code in LEFT]
    assert [sorted(question[3]) for question in asked(text)] == [RIGHT]


@pytest.mark.parametrize("other", ["Penerima 2024", "Usulan", "Peserta", "Tidak memenuhi"])
def test_a_table_before_that_is_not_of_those_awarded_is_one_question(other):
    text = f"{other}\t\tPenerima Peduli HAM 2025\n{HEADS}\n{ROWS}"

    assert claims(text) == [(code, "peduli") for code in RIGHT]
    assert [sorted(question[3]) for question in asked(text)] == [sorted(LEFT)]


def test_what_stands_below_the_tables_is_read_behind_them_all():
    text = f"Peduli HAM\t\tCukup Peduli HAM\n{HEADS}\n1\tKota Bengkulu\t1\tKab. Seluma\nJakarta, 10 Desember 2025"

    assert (claims(text), asked(text)) == ([("1771", "peduli"), ("1705", "cukup_peduli")], [])


@pytest.mark.parametrize("above", ["Peduli HAM", "No\tKab/Kota\tNo\tKab/Kota", "Peduli HAM\t\tPeduli HAM"])
def test_tables_without_headings_of_their_own_are_read_row_by_row(above):
    text = f"{above}\n{HEADS}\n{ROWS}"

    assert claims(lines_of_text(text)) == [(code, "peduli") for code in ("1771", "1705", "1704", "1707", "1708")]


def test_names_in_columns_of_blanks_below_two_years_are_one_question():
    text = "PENERIMA 2025          PENERIMA 2024\n1. Kota Bengkulu       1. Kab. Seluma\n2. Kab. Kaur    2. Kab. Lebong"

    assert claims(text) == []
    assert [sorted(question[3]) for question in asked(text)] == [["1704", "1705", "1707", "1771"]]


@pytest.mark.parametrize(
    ("right", "found"),
    [("Cukup Peduli HAM", [("1705", "cukup_peduli")]), ("", []), ("Kurang Peduli HAM", [("1705", "kurang_peduli")])],
)
def test_what_stands_beside_a_name_is_of_no_name_in_the_table_beside(right, found):
    heads = "No\tKab/Kota\tKeterangan\tNo\tKab/Kota\tKeterangan"

    text = f"{heads}\n1\tKota Bengkulu\tPeduli HAM\t2\tKab. Seluma\t{right}"
    assert claims(text) == [("1771", "peduli"), *found]


def test_a_tick_and_a_cross_are_each_of_the_name_in_their_table():
    rows = "1\tKota Bengkulu\tv\t3\tKab. Seluma\tx\n2\tKab. Kaur\tx\t4\tKab. Lebong\tv"
    text = f"No\tKab/Kota\t2025\tNo\tKab/Kota\t2025\n{rows}"

    assert asked(text) == []
    assert claims(text) == [("1771", "peduli"), ("1705", "not_awarded"), ("1704", "not_awarded"),
                            ("1707", "peduli")]  # fmt: skip


def test_below_a_heading_between_their_rows_tables_go_on_as_they_began():
    rows = "1\tKota Bengkulu\t90\t2\tKab. Seluma\t70\nProvinsi Bali\n3\tKab. Badung\t80\t4\tKota Denpasar\t85"
    lines = lines_of_text(f"Penerima Peduli HAM 2025\nNo\tKab/Kota\tNilai\tNo\tKab/Kota\tNilai\n{rows}")

    found = read(lines).entries
    assert [(entry.code, entry.score, entry.province) for entry in found if entry.code] == [
        ("1771", "90", ""), ("1705", "70", ""), ("5103", "80", "51"), ("5171", "85", "51")]  # fmt: skip


def test_in_rows_without_heads_each_of_several_names_has_what_stands_behind_it():
    text = "Penerima Peduli HAM 2025\n1\tKota Bengkulu\tCukup Peduli HAM\t3\tKab. Seluma\tPeduli HAM"

    assert claims(text) == [("1771", "cukup_peduli"), ("1705", "peduli")]


def test_a_footnote_is_of_the_name_that_has_its_mark():
    rows = "1. Kota Bengkulu\u00b9\t\t3. Kab. Seluma\n2. Kab. Kaur\t\t4. Kab. Lebong\u00b9"
    text = f"Penerima Peduli HAM 2025\n{rows}\n\n\u00b9 Cukup Peduli HAM"

    assert claims(text) == [("1771", "cukup_peduli"), ("1705", "peduli"), ("1704", "peduli"), ("1707", "cukup_peduli")]
