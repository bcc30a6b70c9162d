import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import claim_roles, resolve_awards
from kkpham_analysis.measures.awards import is_tied

from .literals import SOURCES, awards_of, cells
from .strategies import award_claims_table, sources_table


def roles_of(*claims, sources=SOURCES):
    return claim_roles(award_claims_table(claims), sources)["role"].tolist()


@pytest.mark.parametrize(
    ("better", "worse"), [("regulation", "ministry"), ("ministry", "government"), ("government", "news")]
)
def test_a_source_of_a_better_kind_outranks_a_newer_and_surer_one(better, worse):
    sources = sources_table([("A", worse, "2024-01-01"), ("B", better, None)])
    claims = [("1101", "good", "stated", "A"), ("1101", "bad", "derived", "B")]

    assert roles_of(*claims, sources=sources) == ["dissents", "stands"]


@pytest.mark.parametrize(("surer", "looser"), [("stated", "blanket"), ("blanket", "derived"), ("stated", "derived")])
def test_of_equal_kinds_the_surer_outranks_the_newer(surer, looser):
    assert roles_of(("1101", "bad", looser, "Q3"), ("1101", "good", surer, "Q1")) == ["dissents", "stands"]


def test_of_equal_kinds_and_certainty_the_newest_stands():
    assert roles_of(("1101", "good", "stated", "Q1"), ("1101", "bad", "stated", "Q3")) == ["dissents", "stands"]


def test_an_undated_source_comes_after_every_dated_one():
    assert roles_of(("1101", "good", "stated", "Q5"), ("1101", "bad", "stated", "Q7")) == ["dissents", "stands"]


def test_a_month_ties_with_its_first_day():
    assert roles_of(("1101", "good", "stated", "Q6"), ("1101", "bad", "stated", "Q7")) == ["tied", "tied"]


def test_a_month_yields_to_its_second_day():
    sources = sources_table([("A", "news", "2023-12"), ("B", "news", "2023-12-02")])

    assert roles_of(("1101", "good", "stated", "A"), ("1101", "bad", "stated", "B"), sources=sources) == [
        "dissents",
        "stands",
    ]


def test_the_whole_award_shows_what_supports_it_and_what_contradicts_it():
    awards = awards_of(
        ("1101", "good", "stated", "Q2"),
        ("1101", "good", "blanket", "Q1"),
        ("1101", "fair", "stated", "Q3"),
        ("1101", "bad", "derived", "Q4"),
        ("1101", "bad", "uncertain", "Q5"),
        ("1101", "took_part", "stated", "Q6"),
    )
    expected = pd.DataFrame(
        {
            "award_year": pd.array([2023], dtype="Int64"),
            "regency_code": "1101",
            "category": "good",
            "is_compliant": pd.array([True], dtype="boolean"),
            "certainty": "stated",
            "inferred": pd.array([False], dtype="boolean"),
            "sources": pd.array([2], dtype="Int64"),
            "source_ids": "Q1;Q2",
            "named_by": "Q2",
            "loosely_by": "Q1",
            "dissenting": "bad (Q4), fair (Q3)",
            "conflicting": pd.array([2], dtype="Int64"),
            "rule": ">60%",
        }
    )

    assert_frame_equal(awards, expected)


def test_a_result_is_inferred_where_its_claim_is_derived_and_no_claim_states_the_same():
    awards = awards_of(
        ("1101", "good", "derived", "Q2"), ("1101", "bad", "stated", "Q1"), ("1101", "good", "uncertain", "Q3"),
        ("1102", "good", "derived", "Q2"), ("1102", "good", "stated", "Q1"),
        ("1103", "fair", "derived", "Q2"), ("1103", "bad", "blanket", "Q1"),
        ("1104", "fair", "derived", "Q1"), ("1104", "bad", "derived", "Q4"),
        ("1105", "good", "derived", "Q1"), ("1105", "bad", "derived", "Q4"),
        ("1106", "took_part", "derived", "Q1"),
        ("1107", "good", "stated", "Q1"), ("1107", "good", "derived", "Q7"),
        ("1108", "good", "uncertain", "Q1"),
    )  # fmt: skip

    assert cells(awards, "regency_code", "is_compliant", "certainty", "inferred") == [
        ("1101", True, "derived", True),
        ("1102", True, "derived", False),
        ("1103", False, "derived", False),
        ("1104", False, "derived", True),
        ("1105", None, "derived", False),
        ("1106", None, "derived", False),
        ("1107", True, "stated", False),
        ("1108", None, "uncertain", False),
    ]


def test_losing_yielding_and_uncertain_claims_stay_visible():
    claims = [
        ("1101", "good", "stated", "Q2"),
        ("1101", "good", "stated", "Q1"),
        ("1101", "bad", "stated", "Q3"),
        ("1101", "took_part", "stated", "Q4"),
        ("1101", "good", "uncertain", "Q5"),
    ]

    assert roles_of(*claims) == ["stands", "agrees", "dissents", "yields", "uncertain"]


def test_having_taken_part_yields_to_any_result_even_of_a_lesser_source():
    awards = awards_of(("1101", "took_part", "stated", "Q2"), ("1101", "bad", "derived", "Q5"))

    assert cells(awards, "category", "is_compliant", "dissenting", "conflicting") == [("bad", False, "", 0)]


def test_having_taken_part_stands_where_the_only_result_is_uncertain():
    awards = awards_of(("1101", "took_part", "stated", "Q2"), ("1101", "good", "uncertain", "Q1"))

    assert cells(awards, "category", "is_compliant", "certainty") == [("took_part", None, "stated")]


def test_a_regency_with_uncertain_claims_alone_has_no_category():
    awards = awards_of(("1101", "good", "uncertain", "Q2"), ("1101", "good", "uncertain", "Q1"))

    columns = ["category", "is_compliant", "certainty", "sources", "named_by", "loosely_by", "conflicting"]
    assert cells(awards, *columns) == [(None, None, "uncertain", 0, "", "Q1;Q2", 0)]


def test_where_equal_claims_differ_none_stands_and_those_that_say_yes_conflict():
    claims = [
        ("1101", "good", "stated", "Q1"),
        ("1101", "bad", "stated", "Q4"),
        ("1101", "good", "derived", "Q3"),
    ]

    assert roles_of(*claims) == ["tied", "tied", "dissents"]
    awards = awards_of(*claims)
    assert cells(awards, "category", "certainty", "sources", "dissenting", "conflicting") == [
        (None, "stated", 0, "bad (Q4), good (Q1; Q3)", 2)
    ]


def test_equal_claims_of_two_categories_that_are_not_compliant_leave_the_category_open_and_the_result_not():
    claims = [
        ("1101", "fair", "stated", "Q1"),
        ("1101", "bad", "stated", "Q4"),
        ("1101", "good", "stated", "Q5"),
        ("1101", "bad", "derived", "Q3"),
    ]
    awards = awards_of(*claims)

    assert roles_of(*claims) == ["tied", "tied", "dissents", "dissents"]
    assert cells(awards, "category", "is_compliant", "sources", "source_ids", "dissenting", "conflicting") == [
        (None, False, 3, "Q1;Q3;Q4", "bad (Q3; Q4), fair (Q1), good (Q5)", 1)
    ]


def test_another_category_that_is_not_compliant_either_dissents_without_a_conflict():
    awards = awards_of(("1101", "fair", "stated", "Q2"), ("1101", "bad", "stated", "Q1"))

    assert cells(awards, "category", "dissenting", "conflicting") == [("fair", "bad (Q1)", 0)]


def test_equal_claims_of_one_category_stand_together():
    claims = [("1101", "good", "stated", "Q1"), ("1101", "good", "stated", "Q4"), ("1101", "bad", "stated", "Q5")]

    assert roles_of(*claims) == ["stands", "stands", "dissents"]
    assert cells(awards_of(*claims), "category", "source_ids", "conflicting") == [("good", "Q1;Q4", 1)]


def test_each_round_is_for_itself_and_brings_its_rule():
    claims = award_claims_table([("1101", "good", "stated", "Q1"), ("1101", "bad", "stated", "Q2")])
    claims = claims.assign(award_year=[2013, 2020], rule=pd.array([None, ">50%"], dtype="str"))

    awards = resolve_awards(claims, SOURCES)
    assert cells(awards, "award_year", "category", "conflicting", "rule") == [
        (2013, "good", 0, None),
        (2020, "bad", 0, ">50%"),
    ]


def test_awards_are_sorted_by_round_and_code():
    claims = award_claims_table([(code, "good", "stated", "Q1") for code in ("1102", "1101", "1103")])
    claims = claims.assign(award_year=[2022, 2023, 2020])

    awards = resolve_awards(claims, SOURCES)
    assert cells(awards, "award_year", "regency_code") == [(2020, "1103"), (2022, "1102"), (2023, "1101")]


def test_no_claims_are_no_awards():
    awards = awards_of()

    assert awards.empty
    assert list(awards.columns)[:3] == ["award_year", "regency_code", "category"]


def test_sources_that_are_not_in_the_table_are_named_with_the_remedy():
    claims = [("1101", "good", "stated", f"X{number}") for number in range(7, 0, -1)]

    with pytest.raises(ValueError, match=r"table of sources lacks: X1, X2, X3, X4, X5 and 2 more; add them there"):
        awards_of(*claims)


def test_a_kind_without_a_rank_is_refused_with_those_that_have_one():
    sources = sources_table([("A", "blog", None)])

    with pytest.raises(ValueError, match=r"unknown kind: blog; use one of: regulation, ministry, government, news"):
        awards_of(("1101", "good", "stated", "A"), sources=sources)


def test_equal_claims_of_yes_and_no_are_a_tie_and_nothing_else_is():
    awards = awards_of(
        ("1101", "good", "stated", "Q1"),
        ("1101", "bad", "stated", "Q4"),
        ("1102", "good", "stated", "Q1"),
        ("1103", "good", "stated", "Q3"),
        ("1103", "bad", "stated", "Q1"),
        ("1104", "took_part", "stated", "Q1"),
    )

    assert is_tied(awards).tolist() == [True, False, False, False]
