"""Lists of provinces in a list of awards: they head no names, and what they were given is said to be left out."""

import pytest
from tests.tables.award_lists.test_lists_as_found import peduli, understood
from tests.tables.award_lists.test_understanding import claims, read

from kkpham_analysis.tables.award_lists.answers import by_question
from kkpham_analysis.tables.award_lists.entries import KEEP, Answer

DECREE = "A. KABUPATEN PEDULI HAM\n1. Kab. Badung\nB. KOTA PEDULI HAM\n1. Kota Denpasar\n"


@pytest.mark.parametrize("heading", ["C. PROVINSI", "GUBERNUR PEMBINA KABUPATEN/KOTA PEDULI HAM"])
def test_provinces_that_are_listed_by_themselves_are_said_not_to_be_recorded(heading):
    assert understood(f"{DECREE}{heading}\n1. Jawa Barat\n2. Aceh") == (
        peduli("5103", "5171"),
        [],
        [("provinces", 6, ("32", "11"))],
    )


def test_each_list_of_provinces_is_told_once():
    text = "PROVINSI\n1. Jawa Barat\n2. Aceh\n\nPenerima Peduli HAM\n1. Kab. Badung\n\nPROVINSI\n1. Bali"

    assert understood(text) == (peduli("5103"), [], [("provinces", 2, ("32", "11")), ("provinces", 9, ("51",))])


def test_a_name_of_two_places_among_those_of_another_province_is_asked_about_at_once_by_itself():
    text = "BALI\n1. Kota Denpasar\n- GORONTALO\n1. Kab. Bone Bolango\n2. Kota Gorontalo\n3. Kab. Gorontalo"
    questions = by_question(read(text).of("unsettled"))

    assert [(question.asked or question.text, question.reason) for question in questions] == [
        ("- GORONTALO", "place_or_province"),
        ("BALI", "other_provinces"),
    ]
    answers = {"- gorontalo": Answer(""), "bali": Answer(KEEP)}
    assert claims(text, answers=answers) == [
        ("5171", "peduli"), ("7503", "peduli"), ("7571", "peduli"), ("7501", "peduli"),
    ]  # fmt: skip
