"""Ways over the rule on a page: where a province stands, what a way asks for, and why there is none."""

from types import SimpleNamespace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content.coverage_paths import (
    PathFacts,
    Ways,
    alike_said,
    paths_part,
    way_said,
    ways_columns,
    ways_table,
)

EN = Words("en")
ROWS = pd.DataFrame(
    {
        "path": [1, 1, 1], "regency": ["Paser", "Paser", "Berau"], "total": [70.0, 70.0, 74.5],
        "indicator_code": ["1/2030-002", "1/2030-001", "1/2030-007"], "total_then": [75.25, 75.25, 75.0],
        "points": [0.0, 2.0, 1.0], "points_then": [4.0, 4.0, 1.5], "alike": [0, 0, 2], "synthetic": True,
    }
)  # fmt: skip


def ways(table=ROWS, *, compliant=1, needed=3, problem=""):
    short = None if needed is None else needed - compliant
    return Ways("64", "Kaltim", 5, compliant, needed, short, table, problem)


def test_a_way_says_of_each_regency_which_indicators_its_score_then_and_the_points():
    assert ways_table(ways(), EN).to_numpy().tolist() == [
        ["1", "Berau", "1: 7", "74.50 → 75.00", "0.50", 74.5, 75.0, 0.5, True],
        ["1", "Paser", "2: 1–2", "70.00 → 75.25", "6.00", 70.0, 75.25, 6.0, True],
    ]


def test_ways_are_numbered_only_where_there_are_several():
    one, two = (ways_table(ways(table), EN) for table in (ROWS, pd.concat([ROWS, ROWS.assign(path=2)])))

    rest = ["Regency or city", "Indicators to complete (count: numbers)", "Score by the formula", "Points to add"]
    assert list(ways_columns(one, EN).values()) == rest
    assert list(ways_columns(two, EN).values()) == ["Way", *rest]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (ways(), "the rule asks for 3. It is 2 short."),
        (ways(ROWS.head(0), compliant=3), "the rule asks for 3. The rule is met already."),
        (ways(ROWS.head(0)), "It is 2 short, and not even all indicators complete would be enough."),
        (
            ways(ROWS.head(0), needed=None),
            "1 of 5 regencies reach the limit in any case; not even all of them would meet the rule.",
        ),
        (ways(ROWS.head(0), problem="too many digits"), "Scores cannot be computed: too many digits."),
    ],
    ids=["short", "met", "too far", "never", "problem"],
)
def test_where_a_province_stands_is_said_in_a_sentence(given, said):
    assert way_said(given, EN).endswith(said)


def test_a_way_that_is_one_of_several_says_so():
    several = ways(pd.concat([ROWS, ROWS.assign(path=2)]))
    said = "is not the only one: 2 regencies outside it ask for as many points"
    assert alike_said(several, EN).startswith(f"Way 1 {said}")
    assert alike_said(ways(), EN).startswith(f"This way {said}")
    assert alike_said(ways(ROWS.assign(alike=0)), EN) == alike_said(ways(pd.DataFrame({"path": []})), EN) == ""


@pytest.mark.parametrize(("reason", "said"), [("no_rule", "is not known"), ("no_province", "Choose a province")])
def test_why_there_are_no_ways_is_said(reason, said):
    facts = SimpleNamespace(words=EN, reason="", award_year=2031)

    assert said in repr(paths_part(facts, PathFacts(None, reason, [])))


def test_made_up_answers_mark_the_ways():
    facts = SimpleNamespace(words=EN, reason="", award_year=2031)

    table = paths_part(facts, PathFacts(">60%", "", [ways()])).contents[2]
    assert table.frame["indicators"].tolist() == ["1:\u00a07", "2:\u00a01\u2060–\u20602"]

    assert table.marks == ("synthetic",)
