"""An answer by the name of a regency settles its text, and one that says otherwise than the list is not lost."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer

TEXT = "Penerima Peduli HAM 2025\n1. Kab. Tegal (74,9)\n2. Kab. Kendal"


def test_an_answer_by_name_settles_the_only_text_of_that_regency():
    given = {"kab. tegal": Answer("3328", "not_awarded")}

    assert claims(TEXT, answers=given) == [("3328", "not_awarded"), ("3324", "peduli")]


def test_an_answer_for_a_text_that_is_not_there_stops_where_it_says_otherwise():
    given = {"kabupaten tegal tahun 2025": Answer("3328", "not_awarded")}

    assert claims(TEXT, answers=given) == [("3324", "peduli")]
    assert asked(TEXT, answers=given) == [
        ("1. Kab. Tegal (74,9)", "answer_of_other_text", "kabupaten tegal tahun 2025", ["3328"])
    ]


def test_an_answer_by_name_stops_where_several_texts_are_of_that_regency():
    given = {"tegal": Answer("3328", "not_awarded")}
    text = TEXT + "\nKabupaten Tegal"

    assert [question[1:3] for question in asked(text, answers=given)] == [("answer_of_other_text", "tegal")]


def test_an_answer_for_a_text_that_is_not_there_and_says_the_same_stops_nothing():
    given = {"kabupaten tegal tahun 2025": Answer("3328", "peduli")}

    assert claims(TEXT, answers=given) == [("3328", "peduli"), ("3324", "peduli")]


@pytest.mark.parametrize("answer", [Answer(KEEP, "not_awarded"), Answer("6403", "not_awarded")])
def test_a_name_that_is_honoured_and_then_revoked_is_settled_by_one_answer(answer):
    text = (
        "Kementerian HAM Umumkan Daerah Peduli HAM\n\nPenerima predikat Peduli HAM yakni Kab. Paser dan Kab. Berau.\n"
        "Namun, predikat Kab. Berau kemudian dicabut menyusul dugaan pelanggaran."
    )

    assert {code for code, _ in claims(text)} <= {"6401", "6403"}
    assert claims(text, answers={"kab. berau": answer}) == [("6401", "peduli"), ("6403", "not_awarded")]
    assert asked(text, answers={"kab. berau": answer}) == []
