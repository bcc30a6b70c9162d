"""An answer by the name of a regency settles its text, and one that says otherwise than the list is not lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import REGENCIES, claims, read

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


UNPARTED = "Penerima Peduli HAM 2025\n1. Kab. Paser Kab. Berau Kab. Kutai Kartanegara"
WHOLE = "1. kab. paser kab. berau kab. kutai kartanegara"
BY_NAMES = {"paser": Answer("6401"), "berau": Answer("6403"), "kutai kartanegara": Answer("6402")}


def test_a_text_of_several_names_counts_with_all_the_answers_by_their_names():
    assert claims(UNPARTED, answers=BY_NAMES) == [("6401", "peduli"), ("6403", "peduli"), ("6402", "peduli")]
    assert read(UNPARTED, answers=BY_NAMES).remarks == ()


@pytest.mark.parametrize("text", ["paser", "kab. paser", WHOLE])
def test_a_text_of_several_names_stops_where_only_one_of_them_is_answered(text):
    given = {text: Answer("6401")}

    assert claims(UNPARTED, answers=given) == [("6401", "peduli")]
    assert asked(UNPARTED, answers=given) == [
        ("Kab. Berau", "not_answered", UNPARTED.splitlines()[1], ["6403"]),
        ("Kab. Kutai Kartanegara", "not_answered", UNPARTED.splitlines()[1], ["6402"]),
    ]


@pytest.mark.parametrize("skipped", [["berau", "kutai kartanegara"], ["kab. berau", "kab. kutai kartanegara"], [WHOLE]])
def test_names_of_one_text_may_be_left_out_one_by_one_or_as_all_that_is_left(skipped):
    given = {"paser": Answer("6401"), **dict.fromkeys(skipped, Answer(""))}

    assert claims(UNPARTED, answers=given) == [("6401", "peduli")]
    assert asked(UNPARTED, answers=given) == []


def test_words_of_a_text_that_an_answer_names_are_a_name_and_others_are_asked_about():
    text = "No\tKab/Kota\n1\tPaser Berau Kutai"
    given = {"paser": Answer("6401"), "berau": Answer("6403")}

    assert asked(text, answers=given) == [("Paser Berau Kutai", "beside", "Kutai", ["6401", "6403"])]
    assert claims(text, answers=given | {"kutai": Answer("6402")}) == [
        ("6401", "peduli"), ("6403", "peduli"), ("6402", "peduli"),
    ]  # fmt: skip
    assert claims(text, answers=given | {"kutai": Answer("")}) == [("6401", "peduli"), ("6403", "peduli")]


def test_that_a_text_of_several_names_stands_as_it_was_read_says_not_which_of_them_it_is():
    understood = read(UNPARTED, answers={WHOLE: Answer(KEEP)})

    assert [(entry.text, entry.reason) for entry in understood.of("unsettled")] == [
        (UNPARTED.splitlines()[1], "mentions")
    ]
    assert [remark.key for remark in understood.remarks] == ["answer_keep"]


def test_a_second_answer_to_the_same_name_is_not_used():
    given = {**BY_NAMES, "kab. paser": Answer("6401", "not_awarded")}

    assert ("Kab. Paser", "answer_of_other_text") in [
        (entry.text.removeprefix("1. "), entry.reason) for entry in read(UNPARTED, answers=given).of("unsettled")
    ]


PLACES_OF_64 = REGENCIES.loc[REGENCIES["province_code"] == "64", ["full_name", "regency_code"]].drop_duplicates()
CODES = dict(PLACES_OF_64.itertuples(index=False, name=None))


@examples(25)
@given(
    names=st.lists(st.sampled_from(sorted(CODES)), min_size=2, max_size=4, unique=True),
    kinds=st.lists(st.sampled_from(["code", "skip", ""]), min_size=4, max_size=4),
)
def test_each_name_of_a_text_is_awarded_left_out_or_asked_about_as_it_was_answered(names, kinds):
    kind = dict(zip(names, ["code", *kinds], strict=False))
    given_answers = {
        name.casefold(): Answer(CODES[name] if kind[name] == "code" else "") for name in names if kind[name]
    }

    understood = read(f"Penerima Peduli HAM 2025\n1. {' '.join(names)}", answers=given_answers)

    assert [entry.code for entry in understood.of("claim")] == [CODES[name] for name in names if kind[name] == "code"]
    assert [code for entry in understood.of("unsettled") for code, _, _ in entry.candidates] == [
        CODES[name] for name in names if not kind[name]
    ]
