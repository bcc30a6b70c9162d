"""A title behind the last of several names is not taken from those before it without a question."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer

BEFORE = "Kabupaten/Kota Peduli HAM Tahun 2025\n"


@pytest.mark.parametrize("sign", [" dan ", ", ", " serta ", " (66) dan "])
def test_a_title_behind_joined_names_is_asked_about_for_those_before_it(sign):
    text = f"{BEFORE}Kab. Paser{sign}Kab. Berau (Cukup Peduli HAM)"

    assert claims(text) == [("6403", "cukup_peduli")]
    assert [question[1:] for question in asked(text)] == [("title_shared", "Kab. Berau (Cukup Peduli HAM)", ["6401"])]


def test_one_question_about_a_shared_title_is_answered_with_a_title_alone():
    group = "Kab. Paser, Kota Bontang, Kab. Berau (Cukup Peduli HAM)"
    kept = {group.casefold(): Answer(KEEP, "cukup_peduli")}

    assert claims(BEFORE + group, answers={group.casefold(): Answer(KEEP)}) == [("6403", "cukup_peduli")]
    assert claims(BEFORE + group, answers=kept) == [
        ("6401", "cukup_peduli"), ("6474", "cukup_peduli"), ("6403", "cukup_peduli")
    ]  # fmt: skip


@pytest.mark.parametrize("text", [
    "Kab. Paser (Peduli HAM), Kab. Berau (Cukup Peduli HAM)",
    "Kab. Paser; Kab. Berau (Cukup Peduli HAM)",
    "1. Kab. Paser, 2. Kab. Berau (Cukup Peduli HAM)",
])  # fmt: skip
def test_names_that_are_parted_have_their_own_titles(text):
    assert claims(BEFORE + text) == [("6401", "peduli"), ("6403", "cukup_peduli")]
    assert asked(BEFORE + text) == []
