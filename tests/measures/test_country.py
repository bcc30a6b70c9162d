from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import (
    league_table,
    national_summary,
    province_awards,
    rule_bounds,
    rule_contradictions,
)

from .literals import cells
from .strategies import in_small_tables

RANKS = ["rank", "rank_best", "rank_worst"]
NATIONAL = pd.DataFrame({"award_year": [2023], "measure": "awarded_provinces", "value": [1], "source_id": "A"})


def shares_table(**intervals):
    """Shares of a round from province=(low, share, high)."""
    rows = [
        (2023, f"{code:02}", name, share, low, high)
        for code, (name, (low, share, high)) in enumerate(intervals.items(), start=11)
    ]
    frame = pd.DataFrame(rows, columns=["award_year", "province_code", "province", "share", "share_low", "share_high"])
    frame = frame.astype(dict.fromkeys(["share", "share_low", "share_high"], "Float64") | {"award_year": "Int64"})
    verdict = [True if low > 0.6 else False if high <= 0.6 else None for low, _, high in intervals.values()]
    return frame.assign(evidence="", rule=">60%", meets_rule=pd.array(verdict, dtype="boolean"))


def exactly(share):
    return (share, share, share)


def awards_table(*rows):
    """Province claims from rows of province_code, value, certainty, source_id."""
    frame = pd.DataFrame(rows, columns=["province_code", "value", "certainty", "source_id"])
    return frame.astype({"value": "Int64"}).assign(award_year=2023, measure="province_award")


@st.composite
def intervals(draw):
    """From one to four provinces: how many regencies each has, and the least and the most that are compliant."""
    provinces = []
    for _ in range(draw(st.integers(1, 4))):
        of = draw(st.integers(1, 4))
        low = draw(st.integers(0, of))
        high = draw(st.integers(low, of))
        provinces.append((low, draw(st.none() | st.integers(low, high)) if high > low else low, high, of))
    return provinces


@in_small_tables
@given(intervals())
def test_the_ranks_are_the_best_and_the_worst_over_all_points_within_the_intervals(provinces):
    table = shares_table(
        **{
            f"P{number}": (low / of, None if known is None else known / of, high / of)
            for number, (low, known, high, of) in enumerate(provinces)
        }
    )
    points = product(*([number / of for number in range(low, high + 1)] for low, _, high, of in provinces))
    ranks = [[1 + sum(other > own for other in point) for own in point] for point in points]
    league = league_table(table).sort_values("province")

    assert cells(league, "rank_best", "rank_worst") == [
        (min(of_province), max(of_province)) for of_province in zip(*ranks, strict=True)
    ]
    known = league[league["rank"].notna()]
    assert known["rank"].between(known["rank_best"], known["rank_worst"]).all()
    assert (league["rank"].isna() == league["share"].isna()).all()


def test_equal_shares_have_equal_ranks_and_stand_by_name():
    league = league_table(shares_table(C=exactly(0.5), B=exactly(0.7), A=exactly(0.5), D=exactly(0.2)))

    assert cells(league, "province", *RANKS) == [("B", 1, 1, 1), ("A", 2, 2, 2), ("C", 2, 2, 2), ("D", 4, 4, 4)]


def test_a_share_that_is_not_known_comes_last_and_may_have_any_rank_of_its_interval():
    league = league_table(shares_table(A=(0.3, None, 1.0), B=exactly(0.5), C=(0.0, None, 1.0), D=exactly(0.2)))

    assert cells(league, "province", *RANKS) == [
        ("B", 1, 1, 3),
        ("D", 3, 3, 4),
        ("A", None, 1, 3),
        ("C", None, 1, 4),
    ]


def test_a_province_that_is_surely_ahead_takes_a_rank_though_its_share_is_not_known():
    league = league_table(shares_table(A=(0.8, None, 1.0), B=exactly(0.5)))

    assert cells(league, "province", *RANKS) == [("B", 2, 2, 2), ("A", None, 1, 1)]


def test_a_share_without_bounds_may_have_any_rank_and_lets_others_have_any():
    league = league_table(
        shares_table(A=exactly(0.5), B=exactly(0.5)).assign(
            share_high=[0.5, None], share_low=[0.5, None], share=[0.5, None]
        )
    )

    assert cells(league, "province", *RANKS) == [("A", 1, 1, 2), ("B", None, 1, 2)]


def test_shares_that_are_not_known_stand_by_their_upper_bound_then_by_name():
    league = league_table(shares_table(C=(0.0, None, 0.5), B=(0.0, None, 1.0), A=(0.1, None, 0.5)))

    assert league["province"].tolist() == ["B", "A", "C"]


def test_the_whole_sum_of_a_country_of_two_rounds():
    shares = pd.DataFrame(
        {
            "award_year": [2022, 2023, 2023, 2023],
            "regencies": [2, 2, 1, 3],
            "compliant_low": [0, 1, 0, 2],
            "compliant_high": [2, 1, 1, 3],
            "meets_rule": pd.array([None, False, None, True], dtype="boolean"),
        }
    )
    statuses = ["unknown", "unknown", "compliant", "not_named", "disputed", "compliant", "not_compliant", "compliant"]
    status = pd.DataFrame({"award_year": [2022, 2022, *[2023] * 6], "status": statuses})
    claims = pd.DataFrame(
        {
            "award_year": 2023,
            "measure": [*["awarded_regencies"] * 4, "awarded_provinces"],
            "value": [2, 5, 5, 6, 18],
            "certainty": ["stated", "stated", "derived", "uncertain", "stated"],
            "source_id": ["A", "B", "C", "E", "D"],
        }
    )
    expected = pd.DataFrame(
        {
            "award_year": [2022, 2023],
            "provinces": [1, 3],
            "regencies": [2, 6],
            "named": [0, 3],
            "not_compliant": [0, 2],
            "unknown": [2, 1],
            "counted_low": [0, 3],
            "counted_high": [2, 5],
            "published_low": [None, 2],
            "published_high": [None, 5],
            "published_sources": [0, 3],
            "difference_low": [None, -1],
            "difference_high": [None, 2],
            "provinces_met": [0, 1],
            "provinces_not_met": [0, 1],
            "provinces_open": [1, 1],
        }
    ).astype("Int64")

    assert_frame_equal(national_summary(shares, status, claims), expected)


def test_the_country_counts_all_regencies_though_the_shares_are_of_participants():
    shares = pd.DataFrame(
        {
            "award_year": [2023, 2023],
            "regencies": pd.array([1, None], dtype="Int64"),
            "compliant_low": [1, 0],
            "compliant_high": [1, 2],
            "meets_rule": pd.array([True, None], dtype="boolean"),
        }
    )
    status = pd.DataFrame({"award_year": 2023, "status": ["compliant", "not_named", "unknown", "unknown"]})
    found = national_summary(shares, status, NATIONAL)

    assert cells(found, "regencies", "named", "not_compliant", "unknown") == [(4, 1, 1, 2)]


def test_a_province_that_no_source_names_is_not_called_not_awarded():
    found = province_awards(
        awards_table(("11", 1, "stated", "A")), shares_table(A=exactly(0.7), B=exactly(0.3)), award_year=2023
    )

    assert cells(found, "province", "awarded", "sources") == [("A", True, 1), ("B", None, 0)]


@pytest.mark.parametrize(
    ("counts", "awarded"),
    [
        ({1: "stated"}, False),
        ({1: "stated", 2: "derived"}, None),
        ({1: "stated", 2: "uncertain"}, False),
        ({1: "uncertain"}, None),
        ({2: "stated"}, None),
        ({}, None),
    ],
    ids=["all", "some", "all that are certain", "none that is certain", "more", "none"],
)
def test_the_rest_is_known_not_to_be_awarded_where_as_many_are_named_as_every_source_counts(counts, awarded):
    told = {"value": list(counts), "certainty": list(counts.values())}
    national = pd.DataFrame({"award_year": 2023, "measure": "awarded_provinces", **told})
    found = province_awards(
        awards_table(("11", 1, "stated", "A")),
        shares_table(A=exactly(0.7), B=exactly(0.3)),
        award_year=2023,
        national_claims=national,
    )

    assert cells(found, "awarded") == [(True,), (awarded,)]


def test_claims_that_differ_or_are_uncertain_leave_the_award_of_a_province_open():
    claims = awards_table(
        ("11", 1, "stated", "A"),
        ("11", 0, "stated", "B"),
        ("12", 1, "uncertain", "A"),
        ("13", 0, "stated", "A"),
        ("14", 1, "stated", "A"),
        ("14", 1, "stated", "B"),
    )
    shares = shares_table(A=exactly(0.7), B=exactly(0.3), C=exactly(0.1), D=exactly(1.0))

    assert cells(province_awards(claims, shares, award_year=2023), "province", "awarded", "sources") == [
        ("A", None, 2),
        ("B", None, 0),
        ("C", False, 1),
        ("D", True, 2),
    ]


def test_the_whole_row_of_what_the_threshold_may_have_been():
    shares = shares_table(
        A=exactly(0.9),
        B=(0.3, None, 0.8),
        C=exactly(0.5),
        D=(0.4, None, 1.0),
        E=(0.1, None, 0.3),
        F=exactly(0.7),
        G=(0.1, None, 1.0),
    )
    claims = awards_table(
        *((code, 1, "stated", "A") for code in ("11", "12", "17")),
        *((code, 0, "stated", "A") for code in ("13", "14", "15", "16")),
    )
    expected = pd.DataFrame(
        {
            "award_year": pd.array([2023], dtype="Int64"),
            "rule": ">60%",
            "awarded": pd.array([3], dtype="Int64"),
            "not_awarded": pd.array([4], dtype="Int64"),
            "lowest_awarded_province": "B",
            "lowest_awarded_low": pd.array([0.3], dtype="Float64"),
            "lowest_awarded_high": pd.array([0.8], dtype="Float64"),
            "highest_not_awarded_province": "F",
            "highest_not_awarded_low": pd.array([0.7], dtype="Float64"),
            "highest_not_awarded_high": pd.array([0.7], dtype="Float64"),
            "contradictions": pd.array([0], dtype="Int64"),
            "against_rule": "F",
        }
    )

    assert_frame_equal(rule_bounds(shares, claims, award_year=2023), expected)


def test_where_no_award_of_a_province_is_known_no_threshold_is():
    found = rule_bounds(shares_table(A=exactly(0.7)), awards_table(), award_year=2023)

    columns = ["awarded", "lowest_awarded_province", "lowest_awarded_high", "highest_not_awarded_low"]
    assert cells(found, *columns, "contradictions", "against_rule") == [(0, None, None, None, 0, "")]


def test_the_pairs_that_no_threshold_explains_are_listed_with_both_intervals():
    shares = shares_table(A=exactly(0.4), B=(0.3, None, 0.5), C=(0.5, None, 1.0), D=exactly(0.2), E=exactly(0.4))
    claims = awards_table(
        *((code, 1, "stated", "A") for code in ("11", "12")),
        *((code, 0, "stated", "A") for code in ("13", "14", "15")),
    )
    pairs = rule_contradictions(shares, claims, award_year=2023)

    about = ["province_code", "province", "share_low", "share_high"]
    columns = ["award_year", *(f"awarded_{name}" for name in about), *(f"not_awarded_{name}" for name in about)]
    assert list(pairs.columns) == columns
    assert cells(pairs, *columns) == [
        (2023, "11", "A", 0.4, 0.4, "13", "C", 0.5, 1.0),
        (2023, "11", "A", 0.4, 0.4, "15", "E", 0.4, 0.4),
        (2023, "12", "B", 0.3, 0.5, "13", "C", 0.5, 1.0),
    ]
    assert cells(rule_bounds(shares, claims, award_year=2023), "contradictions") == [(3,)]


def test_without_a_contradiction_the_list_is_empty_and_keeps_its_columns():
    pairs = rule_contradictions(shares_table(A=exactly(0.7)), awards_table(("11", 1, "stated", "A")), award_year=2023)

    assert pairs.empty
    assert len(pairs.columns) == 9


def test_the_tables_of_the_country_leave_their_inputs_as_they_were():
    shares = shares_table(B=(0.3, None, 0.8), A=exactly(0.9))
    claims = awards_table(("12", 1, "stated", "A"))
    copies = shares.copy(), claims.copy(), NATIONAL.copy()
    league_table(shares)
    rule_bounds(shares, claims, award_year=2023, national_claims=NATIONAL)
    rule_contradictions(shares, claims, award_year=2023, national_claims=NATIONAL)

    for table, copy in zip((shares, claims, NATIONAL), copies, strict=True):
        assert_frame_equal(table, copy)
