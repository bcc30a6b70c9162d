"""A sign with a name that is no bullet and no tick may deny it: the name is a question, one for each sign."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer

HEAD = "Kabupaten/Kota Peduli HAM Tahun 2025\n"


@pytest.mark.parametrize("sign", ["☐", "□", "⬜", "[ ]", "( )", "👎", "🔴", "⛔", "🚫", "➖", "🟡"])
@pytest.mark.parametrize("shape", ["{} Kab. Paser", "1. {} Kab. Paser", "Kab. Paser {}", "- {} Kab. Paser"])
def test_a_sign_that_is_no_bullet_is_asked_about(sign, shape):
    text = HEAD + shape.format(sign)

    assert claims(text) == []
    assert [question[1:] for question in asked(text)] == [("sign", sign, ["6401"])]
    assert claims(text, answers={sign: Answer(KEEP)}) == [("6401", "peduli")]


@pytest.mark.parametrize(
    "sign", ["•", "-", "–", "*", "·", "▪", "◦", "‣", "➤", "→", "✓", "✔", "☑", "✅", "√", "🏆", "○"]
)
def test_a_bullet_or_a_tick_says_nothing_against_a_name(sign):
    assert claims(f"{HEAD}{sign} Kab. Paser\n{sign} Kab. Berau") == [("6401", "peduli"), ("6403", "peduli")]


@pytest.mark.parametrize(("yes", "no"), [("☑", "☐"), ("- [x]", "- [ ]"), ("✅", "🔴"), ("+", "-"), ("●", "○")])
def test_of_two_marks_in_a_list_those_with_one_are_asked_about_together(yes, no):
    text = f"{HEAD}{yes} Kab. Paser\n{no} Kab. Berau\n{yes} Kota Samarinda\n{no} Kota Bontang"
    sign = no.removeprefix("- ")

    assert claims(text) == [("6401", "peduli"), ("6472", "peduli")]
    assert [question[1:3] for question in asked(text)] == [("sign", sign)]
    assert claims(text, answers={sign: Answer("")}) == [("6401", "peduli"), ("6472", "peduli")]


def test_a_box_with_a_cross_is_asked_about_where_no_box_of_its_list_is_empty():
    assert claims(f"{HEAD}[x] Kab. Paser\n[x] Kab. Berau") == []


@pytest.mark.parametrize("shape", ["{} {}", "{1} {0}"])
def test_a_name_without_the_tick_of_those_around_it_is_a_question(shape):
    names = (("✅", "Kab. Paser"), ("•", "Kab. Berau"), ("✅", "Kota Samarinda"))
    text = HEAD + "\n".join(shape.format(*each) for each in names)

    assert claims(text) == [("6401", "peduli"), ("6472", "peduli")]
    assert [question[1:] for question in asked(text)] == [("unticked", "✅", ["6403"])]
