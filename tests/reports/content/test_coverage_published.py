"""Published awards beside the classes of scores: where they differ, that they agree, or that none can be compared."""

from types import SimpleNamespace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.measures.regulations import Regulation, ScoreClass
from kkpham_analysis.reports.content.coverage_facts import ScoreFacts
from kkpham_analysis.reports.content.coverage_published import (
    agreement_said,
    differences_table,
    published_beside,
    published_part,
)

EN, ID = Words("en"), Words("id")
REGULATION = Regulation(
    regulation="1/2030", award_year_from=2030, award_year_to=2034, indicators=4, formula="points_of_all",
    rights=(("WATER", 1.0),), classes=(ScoreClass("good", 80.0, True), ScoreClass("poor", 0.0, False)),
)  # fmt: skip
LABELS = {"good": "Baik", "poor": "Kurang", "fair": "Cukup"}


def beside(*rows):
    """Give rows of regency, published and computed category, both results, lower bound, and the difference."""
    columns = ["regency", "published_category", "computed_category", "published_compliant", "computed_compliant",
               "total_low", "difference"]  # fmt: skip
    frame = pd.DataFrame(list(rows), columns=columns).assign(total_high=lambda table: table["total_low"])
    texts = dict.fromkeys(["published_category", "computed_category", "difference"], "str")
    flags = dict.fromkeys(["published_compliant", "computed_compliant"], "boolean")
    ends = dict.fromkeys(["computed_category_low", "computed_category_high"], frame["computed_category"])
    return frame.assign(assumed="bonus_max", **ends).astype({**texts, **flags})


def scores(regencies=4):
    table = pd.DataFrame({"regency_code": [str(6401 + number) for number in range(regencies)]})
    return ScoreFacts(table, REGULATION, LABELS, "", pd.DataFrame())


SAME = ("Paser", "good", "good", True, True, 90.0, None)
ROWS = [
    SAME,
    ("Berau", "good", "poor", True, False, 12.5, "result"),
    ("Kutai", None, "good", False, True, 80.0, "left_out"),
    ("Bontang", "fair", None, False, False, 3.0, "category"),
]


def test_each_difference_is_told_with_both_results_and_the_score():
    shown = ["regency", "published", "computed", "total", "difference_said"]
    assert differences_table(beside(*ROWS), scores(), ID)[shown].to_numpy().tolist() == [
        ["Berau", "Baik", "Kurang", "12,50", "hasilnya berlawanan"],
        ["Kutai", "tidak ada di daftar lengkap", "Baik", "80,00",
         "memenuhi kriteria menurut nilai, tetapi tidak diumumkan"],
        ["Bontang", "Cukup", "tidak memenuhi kriteria", "3,00", "hanya kelasnya lain"],
    ]  # fmt: skip


def test_a_class_that_is_open_is_told_by_the_two_it_lies_between():
    row = beside(("Paser", "fair", None, False, None, 63.5, "ruled_out"))
    row = row.assign(computed_category_low="poor", computed_category_high="good", total_high=85.0)

    shown = ["regency", "published", "computed", "total", "difference_said"]
    assert differences_table(row, scores(), EN)[shown].to_numpy().tolist() == [
        ["Paser", "Cukup", "between Kurang and Baik", "63.50–85.00",
         "the class by score is open, but is not the published one"]
    ]  # fmt: skip
    assert agreement_said(row, scores(), EN) == (
        "The published result and that of the score are both known of 1 of the 4 regencies and cities that have a "
        "score; they differ for 1. For one of these the class by score is open, but is not the published one. The "
        "published result is the one that counts: the scores here are made of the supporting data at hand, with the "
        "formula as far as it is known."
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ROWS, "both known of 4 of the 7 regencies and cities that have a score; they differ for 3. The published"),
        ([SAME], "both known of 1 of the 7 regencies and cities that have a score, and they agree."),
        ([], "Of none of the 7 regencies and cities that have a score are the published result and that of the score"),
    ],
    ids=["differ", "agree", "nothing to compare"],
)
def test_of_how_many_both_are_known_and_how_many_differ_is_said(rows, said):
    assert said in agreement_said(beside(*rows), scores(7), EN)


def test_the_part_has_a_table_with_what_is_assumed_only_where_something_differs():
    facts = SimpleNamespace(words=EN, award_year=2031, is_awaited=False)

    _, table = published_part(facts, scores(), beside(*ROWS)).contents
    assert table.said.startswith(
        "Regencies and cities whose award is another than their class by score, round of 2031."
    )
    assert "Assumed, because no source states it: " in table.said
    assert len(published_part(facts, scores(), beside(SAME)).contents) == 1
    assert published_part(facts, scores(), None) is None


def test_the_caption_of_what_differs_names_what_is_merely_likely_too():
    facts = SimpleNamespace(words=EN, award_year=2031, is_awaited=False)

    _, table = published_part(facts, scores(), beside(*ROWS).assign(likely="total_max")).contents

    assert "Likely, from one source or concluded: total at most" in table.said


def test_of_a_round_without_an_award_list_that_stands_in_its_place():
    facts = SimpleNamespace(words=EN, award_year=2031, is_awaited=True)

    assert repr(published_part(facts, scores(), None)) == (
        "Published awards beside the classes by score\n\nThere is no award list for the round of 2031 yet."
    )


@pytest.mark.parametrize(
    ("facts", "table"),
    [
        (SimpleNamespace(reason="", submissions=pd.DataFrame({"synthetic": [True]})), pd.DataFrame({"total": [80.0]})),
        (SimpleNamespace(reason="", submissions=pd.DataFrame({"synthetic": [False]})), pd.DataFrame()),
        (SimpleNamespace(reason="no_list", submissions=pd.DataFrame()), pd.DataFrame({"total": [80.0]})),
    ],
    ids=["made up", "no scores", "no list"],
)
def test_nothing_published_stands_beside_made_up_answers_or_beside_nothing(facts, table):
    assert published_beside(facts, ScoreFacts(table, REGULATION, LABELS, "", pd.DataFrame())) is None
