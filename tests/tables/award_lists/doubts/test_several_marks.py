"""Columns that stand apart by spaces alone: of several titles or marks behind a name none is taken unasked."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims, told

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer

HEAD = "Daftar Kabupaten/Kota Peduli HAM\nNo  Kabupaten/Kota  {}\n"
BOTH = ["6401", "6403"]
TWO = [("6401", "peduli"), ("6403", "peduli")]


def test_titles_below_several_years_are_a_question_for_each_pair():
    text = HEAD.format("2025   2024") + "1  Kab. Paser  Peduli  Peduli\n2  Kab. Berau  Cukup Peduli  Peduli"

    assert asked(text) == [
        ("Peduli Peduli", "several_marks", "Peduli Peduli", ["6401"]),
        ("Cukup Peduli Peduli", "several_marks", "Cukup Peduli Peduli", ["6403"]),
    ]
    assert claims(text) == []
    assert claims(text, answers={"peduli peduli": Answer(KEEP)}) == []
    assert claims(text, answers={"peduli peduli": Answer(KEEP, "peduli")}) == TWO[:1]
    assert claims(text, answers={"cukup peduli peduli": Answer(KEEP, "cukup_peduli")}) == [("6403", "cukup_peduli")]


def test_names_with_the_same_marks_are_one_question():
    text = HEAD.format("2023 2024 2025") + "1 Kab. Paser √ - √\n2 Kab. Berau √ - √\n3 Kota Bontang √ √ √"

    assert asked(text) == [
        ("√ - √", "several_marks", "√ - √", ["6401", "6403"]),
        ("√ √ √", "several_marks", "√ √ √", ["6474"]),
    ]
    assert claims(text, answers={"√ - √": Answer(KEEP, "peduli"), "√ √ √": Answer("")}) == TWO


@pytest.mark.parametrize(
    "behind",
    ["√ - -", "√ √ -", "- - √", "- √ √", "√ - √ -", "v - v", "✓ ✗", "√ √", "v x", "√ – 88,5 –", "Peduli HAM -",
     "Peduli HAM 88,5 Cukup Peduli HAM 70", "(Peduli HAM) (Cukup Peduli HAM)", "- Peduli - Cukup Peduli"]
)  # fmt: skip
def test_no_name_with_several_titles_or_marks_behind_it_counts_unasked(behind):
    text = f"Penerima Peduli HAM 2025\n1. Kab. Paser {behind}\n2. Kota Bontang {behind}"

    assert claims(text) == []
    assert claims(text, category="peduli") == []


@pytest.mark.parametrize(
    "years", ["2024  2025", "Tahun 2024 Tahun 2025", "Predikat 2025  Predikat 2024", "2024 / 2025"]
)
@pytest.mark.parametrize("mark", ["", "√", "Peduli"])
def test_names_with_one_mark_or_none_below_several_years_are_a_question_about_these(years, mark):
    text = HEAD.format(years) + f"PROVINSI KALIMANTAN TIMUR\n1  Kab. Paser      {mark}\n2  Kab. Berau      {mark}"

    assert [(reason, codes) for _, reason, _, codes in asked(text)] == [("several_marks", BOTH)]
    assert claims(text) == []


def test_the_next_heading_ends_what_stands_below_several_years():
    text = HEAD.format("2024 2025") + "1 Kab. Paser √\nPenerima Peduli HAM tahun 2025\n1. Kab. Berau"

    assert told(text) == [(1, "heading"), (2, "no_place"), (3, "several_marks"), (4, "heading"), (5, "6403")]


@pytest.mark.parametrize(
    "behind",
    ["√", "- √", "Peduli HAM", "- Peduli HAM", ": 66,25 - Peduli HAM", "- 66,25 - Peduli HAM", "Peduli HAM 66,25",
     "✓ Peduli HAM", "– Peduli HAM ✓"]
)  # fmt: skip
def test_one_title_or_mark_behind_a_name_is_no_question(behind):
    assert claims(f"Penerima Peduli HAM 2025\n1. Kab. Paser {behind}\n2. Kab. Berau {behind}") == TWO


def test_several_names_on_a_line_have_each_what_stands_behind_them():
    text = "Penerima Peduli HAM 2025: Kab. Paser √, Kab. Berau √, Kota Bontang √ -"

    assert claims(text) == TWO
