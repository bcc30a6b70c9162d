"""Two answers to one name that say different things are refused: neither is taken for the right one."""

import pytest
from tests.tables.award_lists.test_understanding import claims, read

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer, AnswersError


def refused(text, answers):
    with pytest.raises(AnswersError) as error:
        read(text, answers=answers)
    return error.value.key, error.value.values


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ({"tegal": Answer("3328", line=2)}, {"kab. tegal": Answer("", line=5)}),
        ({"kab. tegal": Answer("", line=2)}, {"tegal": Answer("3328", line=5)}),
        ({"tegal": Answer("3328", line=2)}, {"kab. tegal": Answer("3376", line=5)}),
        ({"tegal": Answer("3328", line=2)}, {"1. tegal": Answer("3376", line=5)}),
        ({"tegal": Answer("3328", "peduli", line=2)}, {"kab. tegal": Answer("3328", "not_awarded", line=5)}),
    ],
)
def test_two_answers_to_one_name_are_refused_with_the_lines_of_both(first, last):
    (said,), (other,) = first, last

    assert refused("Tegal\nKota Bontang", first | last) == (
        "twice", {"line": 5, "text": other, "other": 2, "before": said},
    )  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [{"kab. tegal": Answer("3328")}, {"kab. tegal": Answer(KEEP)}, {"kota tegal": Answer("3376")},
     {"kab. kendal": Answer("")}],
)  # fmt: skip
def test_an_answer_that_says_the_same_or_is_to_another_name_is_not_refused(other):
    assert claims("Tegal\nKota Bontang", answers={"tegal": Answer("3328"), **other}) == [
        ("3328", "peduli"), ("6474", "peduli"),
    ]  # fmt: skip
