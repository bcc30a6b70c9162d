"""A title and a score behind a name belong to it, in any order, also where a person says which name it is."""

import pytest
from tests.tables.award_lists.test_understanding import CATEGORIES, read

from kkpham_analysis.tables.award_lists.entries import KEEP
from kkpham_analysis.tables.award_lists.understanding import Answer, lines_of_any

SLIP = "1. Kabupaten Paserr 66,25 (Cukup Peduli HAM)"


def told(text, **more):
    found = read(lines_of_any(text, "list.csv", categories=CATEGORIES), **more)
    return [(entry.code, entry.category, entry.score) for entry in found.of("claim")], len(found.of("unsettled"))


@pytest.mark.parametrize(
    "behind",
    [
        "66,25 (Cukup Peduli HAM)",
        "66,25 Cukup Peduli HAM",
        "Cukup Peduli HAM 66,25",
        "(Cukup Peduli HAM) 66,25",
        "- 66,25 - Cukup Peduli HAM",
        ": 66,25 (Cukup Peduli HAM)",
    ],
)
def test_a_title_and_a_score_behind_a_name_are_its_own_in_any_order(behind):
    text = f"Kabupaten/Kota Peduli HAM 2025\n1. Kabupaten Paser {behind}\n2. Kota Bontang"

    assert told(text) == ([("6401", "cukup_peduli", "66.25"), ("6474", "peduli", "")], 0)


@pytest.mark.parametrize(
    ("answer", "title"),
    [(Answer("6401"), "cukup_peduli"), (Answer("6401", "peduli"), "peduli"), (Answer(KEEP), "")],
)
def test_an_answer_about_a_name_leaves_the_title_and_the_score_of_its_line(answer, title):
    text = f"Kabupaten/Kota Peduli HAM 2025\n{SLIP}"

    found = told(text, answers={SLIP.casefold(): answer})

    assert found == ([("6401", title or "cukup_peduli", "66.25")], 0)


def test_a_sentence_that_ends_with_ham_is_parted_from_the_next():
    found = read(
        "Kota Bontang meraih predikat Peduli HAM tahun 2025. Paser dan Berau mendapat predikat Cukup Peduli HAM. "
        "Kutai Barat dan Mahakam Ulu tidak mengikuti penilaian."
    )

    assert [entry.text for entry in found.entries if "HAM. Kutai" in entry.text] == []
    assert "Kutai Barat dan Mahakam Ulu tidak mengikuti penilaian." in {entry.asked for entry in found.entries}
