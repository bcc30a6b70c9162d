"""A name that the line below makes that of another regency is a question."""

import pytest
from tests.tables.award_lists.test_asking import asked
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
