"""Numbers of those honoured that a list gives itself: "6 dari 10", in brackets behind headings and last names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.test_lists_as_found import peduli, understood
from tests.tables.award_lists.test_understanding import read

TWO = "\n1. Kota Samarinda\n2. Kota Balikpapan"
CODES = peduli("6472", "6471")


@pytest.mark.parametrize(
    "sentence",
    ["Kementerian HAM RI menganugerahkan predikat Peduli HAM kepada 6 dari 10 kabupaten/kota di Kaltim, yakni:",
     "Sebanyak 6 dari 10 kabupaten/kota di Kalimantan Timur meraih predikat Peduli HAM, yakni:",
     "6 dari total 10 kabupaten/kota di Kalimantan Timur meraih predikat Kabupaten/Kota Peduli HAM:",
     "Enam (6) dari 10 (sepuluh) kabupaten/kota di Kalimantan Timur meraih predikat Peduli HAM:",
     "Six of 10 regencies and cities in East Kalimantan were awarded the title Cares for human rights:"],
)  # fmt: skip
def test_how_many_of_how_many_is_the_number_that_the_list_states(sentence):
    found = read(sentence + TWO)

    assert [(count.number, count.province) for count in found.counted] == [(6, "64")]
    assert understood(sentence + TWO) == (CODES, [], [("count_in", 1, 6, 2, "64")])


@pytest.mark.parametrize(
    "heading",
    ["Provinsi Kalimantan Timur (6)", "KALIMANTAN TIMUR (6 dari 10)", "II. Kalimantan Timur (6/10):",
     "Penerima Kabupaten/Kota Peduli HAM (6)"],
)  # fmt: skip
def test_a_number_in_brackets_behind_a_heading_is_that_of_the_names_below_it(heading):
    assert understood(heading + TWO) == (CODES, [], [("count", 1, 6, 2)])


def test_a_number_in_brackets_behind_a_province_and_its_colon_is_that_of_the_names_behind():
    text = "Penerima Peduli HAM\nBali (1): Kab. Badung\nKalimantan Timur (6 dari 10): Kota Samarinda, Kota Balikpapan"

    assert understood(text) == (peduli("5103", "6472", "6471"), [], [("count", 3, 6, 2)])


@pytest.mark.parametrize(
    "text",
    ["Penerima Peduli HAM: Kota Samarinda, Kota Balikpapan, dan Kab. Paser (3)",
     "Penerima Peduli HAM\n1. Kota Samarinda\n2. Kota Balikpapan\n3. Kab. Paser (3)"],
)  # fmt: skip
def test_the_number_of_names_behind_the_last_of_them_is_no_footnote(text):
    assert understood(text) == (peduli("6472", "6471", "6401"), [], [])


@pytest.mark.parametrize(
    ("text", "code"),
    [("Penerima Peduli HAM: Kota Samarinda (2), dan Kab. Paser", "6472"),
     ("Penerima Peduli HAM: Kota Samarinda, dan Kab. Paser (3)", "6401"),
     ("Penerima Peduli HAM\n1. Kota Samarinda\n2. Kab. Berau (2)\n3. Kab. Paser", "6403")],
)  # fmt: skip
def test_any_other_number_in_brackets_behind_a_name_is_a_footnote_that_is_missing(text, code):
    claims, questions, _ = understood(text)

    assert [(reason, codes) for _, reason, codes in questions] == [("footnote", [code])]
    assert (code, "peduli") not in claims


@examples(20)
@given(st.integers(1, 10), st.integers(10, 30))
def test_a_heading_says_nothing_where_its_number_is_right_and_a_remark_where_it_is_not(number, of_all):
    remarks = understood(f"KALIMANTAN TIMUR ({number} dari {of_all})" + TWO)[2]

    assert remarks == ([] if number == 2 else [("count", 1, number, 2)])
