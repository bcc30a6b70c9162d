"""A name that the line below makes that of another regency is a question."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims

from kkpham_analysis.tables.award_lists.understanding import Answer

NAME = "1. KABUPATEN SUMBA BARAT PEDULI HAM"


@pytest.mark.parametrize("below", ["TIMUR DAYA", "DAYA", "DAYA TIMUR"])
def test_a_name_that_words_below_complete_is_asked_about_with_both(below):
    text = f"DAFTAR PENERIMA\n{NAME}\n{below}\n2. KOTA KUPANG PEDULI HAM"

    assert asked(text) == [(NAME, "cut_off", below, ["5312", "5318"])]
    assert claims(text, answers={NAME.casefold(): Answer("5318")}) == [("5318", "peduli"), ("5371", "peduli")]


def test_the_answer_to_a_heading_above_does_not_settle_a_name_that_is_cut_off():
    head = "SULAWESI SELATAN"
    text = f"{head}\n{NAME}\nTIMUR DAYA\n2. KOTA KUPANG PEDULI HAM\n3. KABUPATEN ENDE PEDULI HAM"

    assert claims(text, answers={head.casefold(): Answer("keep")}) == [("5371", "peduli"), ("5308", "peduli")]


@pytest.mark.parametrize(
    "below", ["Acara berlangsung di wilayah Barat Daya kota", "2. KOTA KUPANG", "PAPUA BARAT DAYA"]
)
def test_a_name_above_anything_else_is_itself(below):
    assert ("5312", "peduli") in claims(f"{NAME}\n{below}")


HEAD = "DAFTAR KABUPATEN/KOTA PEDULI HAM TAHUN 2025"


def test_what_stands_alone_below_a_row_and_makes_its_name_longer_stops_the_name():
    row, other = "1. Banten Kota Tangerang 84,00 Peduli HAM", "2. Sulawesi Utara Kabupaten Minahasa 87,35 Peduli HAM"
    text = f"{HEAD}\n{row}\n Selatan\n{other}\n Selatan\n3. Sulawesi Selatan Kabupaten Gowa 81,00 Peduli HAM"

    assert [question for question in asked(text) if question[1] == "cut_off"] == [
        (row, "cut_off", "Selatan", ["3671", "3674"]),
        (other, "cut_off", "Selatan", ["7102", "7105"]),
    ]
    answers = {row.casefold(): Answer("3674"), other.casefold(): Answer("7105"), "selatan": Answer("")}
    assert claims(text, answers=answers) == [("3674", "peduli"), ("7105", "peduli"), ("7306", "peduli")]


def test_a_name_that_is_half_of_a_province_in_the_line_above_is_asked_about():
    text = f"{HEAD}\n1. Kepulauan Bangka\nBelitung\nKabupaten Bangka Tengah 85,10 Peduli HAM"

    assert ("Belitung", "cut_above", "1. Kepulauan Bangka", ["1902"]) in asked(text)
    assert claims(text) == [("1904", "peduli")]


def test_a_beginning_of_names_that_the_line_below_goes_on_with_is_no_heading():
    row = "2. Nusa Tenggara Kabupaten Sumba 87,35 Peduli HAM"
    text = f"{HEAD}\n1. Bali Kabupaten Badung 90,10 Peduli HAM\n{row}\n Timur Barat Daya\n3. Kota Kupang Peduli HAM"

    assert asked(text) == [(row, "cut_off", "Timur Barat Daya", ["5311", "5312", "5318"])]
    assert claims(text) == [("5103", "peduli"), ("5371", "peduli")]
    answered = claims(text, answers={row.casefold(): Answer("5318")})
    assert answered == [("5103", "peduli"), ("5318", "peduli"), ("5371", "peduli")]


def test_the_half_of_a_cell_that_is_set_in_the_middle_is_two_lines_away():
    text = f"{HEAD}\nNusa Tenggara Kabupaten Sumba Barat\n3. 87,35 Peduli HAM\nTimur Daya\n4. Kota Kupang Peduli HAM"

    assert ("Nusa Tenggara Kabupaten Sumba Barat", "cut_off", "Timur Daya", ["5312", "5318"]) in asked(text)


@pytest.mark.parametrize("names", ["Minahasa\nMinahasa Selatan\nKotamobagu", "1. Belitung\n2. Bangka"])
def test_names_that_stand_below_each_other_are_each_themselves(names):
    assert asked(f"{HEAD}\n{names}") == []
