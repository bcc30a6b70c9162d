"""Numbers beside the names of a list: scores that are held against the limit of the title, or questions."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims, read

from kkpham_analysis.tables.award_lists.entries import KEEP
from kkpham_analysis.tables.award_lists.understanding import Answer

LIMITS = {"peduli": 75}


@pytest.mark.parametrize(
    "text",
    ["1. Kab. Berau, nilai {}", "2. Kab. Berau, {}", "Kab. Berau ({})", "2. Kab. Berau: {}", "Kab. Berau - {}",
     "Kab. Berau dengan skor {}", "Kab. Berau (nilai {})", "Kab. Berau (Nilai: {})", "Kab. Berau, {} poin",
     "1\tKab. Berau\t{}",
     "Kab. Berau = {}", "Kab. Berau,{}; Kota Bontang"],
)  # fmt: skip
@pytest.mark.parametrize("score", ["40", "90", "45,5"])
def test_a_number_beside_a_name_is_its_score_and_is_held_against_the_limit(text, score):
    text = text.format(score)
    found = [(entry.code, entry.score) for entry in read(text, least=LIMITS).entries if entry.status == "claim"]
    open_now = [(reason, codes) for _, reason, _, codes in asked(text, least=LIMITS)]

    own = [("6403", "90")] if score == "90" else []
    assert found == [*own, *([("6474", "")] if "Bontang" in text else [])]
    assert open_now == ([] if own else [("low_score", ["6403"])])


def test_codes_beside_each_other_and_the_number_of_a_province_are_no_scores():
    text = "6472; 64.71\nKalimantan Timur: 7\n1. Kab. Paser, 2 Kota Bontang"

    assert [(entry.code, entry.score) for entry in read(text, least=LIMITS).of("claim")] == [
        ("6472", ""), ("6471", ""), ("6401", ""), ("6474", "")
    ]  # fmt: skip


def test_a_small_number_of_which_no_limit_says_what_it_is_is_a_question():
    assert asked("Peduli HAM\n1. Kab. Paser, 3\n2. Kab. Berau, 83") == [
        ("1. Kab. Paser, 3", "number_beside", "3", ["6401"])
    ]


TABLE = "No\tKabupaten/Kota\tNilai\n1\tKab. Berau\t92.5\n2\tKota Bontang\t45\n"


def test_scores_alone_give_no_title_where_no_limit_is_known():
    rows = "1 | kab. berau | 92.5", "2 | kota bontang | 45"

    assert asked(TABLE) == [
        ("1 | Kab. Berau | 92.5", "only_score", "92.5", ["6403"]),
        ("2 | Kota Bontang | 45", "only_score", "45", ["6474"]),
    ]
    assert claims(TABLE, answers=dict.fromkeys(rows, Answer(KEEP))) == []
    assert claims(TABLE, answers={rows[0]: Answer(KEEP, "peduli"), rows[1]: Answer(KEEP, "cukup_peduli")}) == [
        ("6403", "peduli"), ("6474", "cukup_peduli")
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["Daftar Peduli HAM\n", "Penerima penghargaan\n"])
def test_scores_below_a_title_or_the_word_for_who_has_it_are_beside_that_title(head):
    assert claims(head + TABLE) == [("6403", "peduli"), ("6474", "peduli")]
    assert claims(TABLE, category="peduli") == [("6403", "peduli"), ("6474", "peduli")]


@pytest.mark.parametrize("number", ["1.005", "92,505", "1.005 poin"])
def test_a_number_behind_a_name_that_may_be_one_of_thousands_is_a_question(number):
    found = read(f"Peduli HAM 2025\nKota Solok {number}").of("unsettled")

    assert [(entry.reason, [code for code, _, _ in entry.candidates]) for entry in found] == [("mentions", ["1372"])]


def test_three_decimals_behind_the_word_for_a_score_are_one():
    found = read("Peduli HAM 2025\nKota Solok, nilai 92,505", least=LIMITS).of("claim")

    assert [(entry.code, entry.score) for entry in found] == [("1372", "92.505")]
