"""Where sources disagree: nothing is lost, both sides stand together, and the sums are those of the shares."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import compliant_share, resolve_awards
from kkpham_analysis.measures.disagreements import disagreeing_claims, disagreeing_counts, disagreeing_national

from .strategies import (
    AWARD_YEAR,
    World,
    award_claims_table,
    figures,
    in_small_worlds,
    province_claims_table,
    sources_table,
    worlds,
)

CLAIM_KEYS = ["award_year", "regency_code", "source_id"]
SOURCES = sources_table(
    [("Q1", "ministry", "2023-12-10"), ("Q2", "news", "2023-12-12"), ("Q3", "news", None), ("Q4", "news", None)]
).assign(publisher="Pers", url="https://contoh.id")


def claims_of(*rows):
    """Claims from rows of category, certainty, source_id, all of one regency."""
    return award_claims_table([("1101", *row) for row in rows])


def with_pages(sources):
    return sources.assign(publisher="Pers", url=None)


def in_columns(found, columns):
    return found[columns].fillna({"source_id": "none"}).to_numpy(dtype=object).tolist()


def counts_that_disagree(award_rows, province_rows, *, regencies=5):
    """Disagreeing counts of province 11, from rows of award claims and province claims."""
    codes = [f"11{number:02}" for number in range(1, regencies + 1)]
    judged = pd.DataFrame({"award_year": AWARD_YEAR, "province_code": "11", "regency_code": codes})
    awards = resolve_awards(award_claims_table(award_rows), SOURCES)
    claims = province_claims_table([("11", *row) for row in province_rows], SOURCES.iloc[:, :3])
    shares = compliant_share(awards, judged, award_year=AWARD_YEAR, province_claims=claims)
    found = disagreeing_counts(awards, judged, shares, claims, SOURCES)
    return in_columns(found, ["disagreement", "measure", "claimed_low", "claimed_high", "differs", "source_id"])


def test_both_sides_of_a_disagreement_are_shown_with_their_pages():
    claims = claims_of(("fair", "stated", "Q2"), ("good", "stated", "Q1"))

    expected = pd.DataFrame(
        {
            "award_year": pd.array([AWARD_YEAR] * 2, dtype="Int64"),
            "regency_code": "1101",
            "disagreement": "result",
            "category": ["good", "fair"],
            "is_compliant": pd.array([True, False], dtype="boolean"),
            "certainty": "stated",
            "role": ["stands", "dissents"],
            "stands": pd.array([True, False], dtype="boolean"),
            "source_id": ["Q1", "Q2"],
            "kind": ["ministry", "news"],
            "published_on": ["2023-12-10", "2023-12-12"],
            "publisher": "Pers",
            "url": "https://contoh.id",
        }
    )
    assert_frame_equal(disagreeing_claims(claims, SOURCES), expected)


@pytest.mark.parametrize(
    ("claims", "disagreement"),
    [
        ([("good", "stated", "Q1"), ("bad", "stated", "Q2")], "result"),
        ([("fair", "stated", "Q1"), ("bad", "stated", "Q2")], "category"),
        ([("good", "stated", "Q2"), ("bad", "stated", "Q3"), ("fair", "uncertain", "Q1")], "result"),
        ([("fair", "stated", "Q2"), ("bad", "stated", "Q3"), ("good", "uncertain", "Q1")], "category"),
        ([("good", "stated", "Q2"), ("bad", "uncertain", "Q1")], "uncertain"),
        ([("good", "uncertain", "Q2"), ("bad", "uncertain", "Q1")], "uncertain"),
    ],
    ids=["result", "class", "result-and-uncertain", "class-and-uncertain", "one-uncertain", "all-uncertain"],
)
def test_a_disagreement_says_what_it_does_to_the_figure(claims, disagreement):
    found = disagreeing_claims(claims_of(*claims), SOURCES)

    assert list(found["disagreement"]) == [disagreement] * len(claims)


@pytest.mark.parametrize(
    "claims",
    [
        [("good", "stated", "Q1"), ("good", "derived", "Q2")],
        [("good", "stated", "Q1"), ("took_part", "stated", "Q2")],
        [("took_part", "stated", "Q1"), ("good", "uncertain", "Q2")],
        [("good", "stated", "Q1"), ("good", "uncertain", "Q2")],
    ],
    ids=["agreeing", "yielding", "uncertain-beside-yielding", "uncertain-agreeing"],
)
def test_who_agrees_or_yields_does_not_disagree(claims):
    assert disagreeing_claims(claims_of(*claims), SOURCES).empty


def test_the_side_that_stands_comes_first_and_the_uncertain_last():
    sources = with_pages(sources_table([(f"Q{number}", "news", f"2023-12-{number:02}") for number in range(1, 8)]))
    claims = claims_of(
        ("fair", "uncertain", "Q7"),
        ("bad", "stated", "Q1"),
        ("good", "stated", "Q2"),
        ("fair", "stated", "Q4"),
        ("good", "stated", "Q5"),
        ("took_part", "stated", "Q6"),
        ("bad", "derived", "Q3"),
    )
    expected = [
        ["good", "stands", True, "Q5"],
        ["good", "agrees", True, "Q2"],
        ["bad", "dissents", False, "Q1"],
        ["bad", "dissents", False, "Q3"],
        ["fair", "dissents", False, "Q4"],
        ["took_part", "yields", False, "Q6"],
        ["fair", "uncertain", False, "Q7"],
    ]
    assert in_columns(disagreeing_claims(claims, sources), ["category", "role", "stands", "source_id"]) == expected


def test_no_claims_give_no_disagreement():
    found = disagreeing_claims(award_claims_table([]), SOURCES)

    assert found.empty
    assert list(found.columns[:3]) == ["award_year", "regency_code", "disagreement"]


def test_counts_that_differ_are_shown_beside_the_names():
    names = [("1101", "good", "stated", "Q1"), ("1102", "bad", "stated", "Q1")]
    counts = [("awarded_regencies", 3, "stated", "Q1"), ("awarded_regencies", 2, "stated", "Q2")]

    assert counts_that_disagree(names, counts) == [
        ["figure", "names", 1, 4, False, "none"],
        ["figure", "awarded_regencies", 3, 3, False, "Q1"],
        ["figure", "awarded_regencies", 2, 2, True, "Q2"],
    ]


def test_full_lists_of_equal_length_that_name_others_differ():
    names = [("1101", "good", "stated", "Q1"), ("1102", "good", "stated", "Q2")]
    lists = [("complete_list", 1, "stated", "Q1"), ("complete_list", 1, "stated", "Q2")]

    assert counts_that_disagree(names, lists) == [
        ["figure", "names", 2, 5, False, "none"],
        ["figure", "complete_list", 1, 1, True, "Q1"],
        ["figure", "complete_list", 1, 1, True, "Q2"],
    ]


def test_a_full_list_says_whom_it_lacks_and_whom_it_alone_names():
    claims = award_claims_table(
        [
            ("1101", "good", "stated", "Q2"),
            ("1102", "good", "stated", "Q2"),
            ("1102", "bad", "stated", "Q1"),
            ("1103", "good", "stated", "Q1"),
        ]
    )
    judged = pd.DataFrame({"award_year": AWARD_YEAR, "province_code": "11", "regency_code": ["1101", "1102", "1103"]})
    full = province_claims_table(
        [("11", "awarded_regencies", 2, "stated", "Q1"), ("11", "complete_list", 1, "stated", "Q2")],
        SOURCES.iloc[:, :3],
    )
    awards = resolve_awards(claims, SOURCES)
    shares = compliant_share(awards, judged, award_year=AWARD_YEAR, province_claims=full)

    found = disagreeing_counts(awards, judged, shares, full, SOURCES)
    assert in_columns(found, ["measure", "claimed_low", "differs", "left_out", "only_here", "compliant"]) == [
        ["names", 2, False, "", "", 2],
        ["complete_list", 2, True, "1103", "1102", 2],
        ["awarded_regencies", 2, False, "", "", 2],
    ]


def test_more_names_than_the_only_count_differ_from_it():
    names = [("1101", "good", "stated", "Q1"), ("1102", "good", "stated", "Q1")]

    assert counts_that_disagree(names, [("awarded_regencies", 1, "stated", "Q2")]) == [
        ["figure", "names", 2, 5, True, "none"],
        ["figure", "awarded_regencies", 1, 1, False, "Q2"],
    ]


@pytest.mark.parametrize(
    ("best", "other"), [((7, "Q2"), (2, "Q3")), ((3, "Q3"), (2, "Q4"))], ids=["more-than-there-are", "equal"]
)
def test_counts_that_leave_no_figure_all_differ(best, other):
    found = counts_that_disagree(
        [], [("awarded_regencies", number, "stated", source_id) for number, source_id in (best, other)]
    )

    assert found == [
        ["figure", "names", 0, 5, False, "none"],
        ["figure", "awarded_regencies", best[0], best[0], True, best[1]],
        ["figure", "awarded_regencies", other[0], other[0], True, other[1]],
    ]


@pytest.mark.parametrize(
    ("counted", "disagreement"),
    [(1, []), (4, ["uncertain"] * 2), (0, ["uncertain"] * 2)],
    ids=["fits", "over", "under"],
)
def test_an_uncertain_count_is_shown_where_it_does_not_fit(counted, disagreement):
    names = [("1101", "good", "stated", "Q1"), ("1102", "bad", "stated", "Q1"), ("1103", "bad", "stated", "Q1")]
    found = counts_that_disagree(names, [("awarded_regencies", counted, "uncertain", "Q2")])

    assert [row[0] for row in found] == disagreement


def test_counts_and_lists_that_agree_are_not_shown():
    names = [("1101", "good", "stated", "Q1")]
    claims = [("complete_list", 1, "stated", "Q1"), ("awarded_regencies", 1, "stated", "Q2")]

    assert counts_that_disagree(names, claims) == []


def test_of_national_counts_only_those_that_differ_are_shown():
    claims = pd.DataFrame(
        {
            "award_year": [2022, 2022, 2022, 2022, 2022, 2022, 2023, 2023],
            "measure": [*["awarded_regencies"] * 4, *["awarded_provinces"] * 2, *["awarded_regencies"] * 2],
            "value": [180, 170, 170, 90, 10, 10, 262, 300],
            "certainty": [*["stated"] * 3, "uncertain", *["stated"] * 3, "uncertain"],
            "source_id": ["Q1", "Q2", "Q3", "Q4", "Q1", "Q2", "Q1", "Q2"],
        }
    )
    found = disagreeing_national(claims, SOURCES)

    assert in_columns(found, ["award_year", "measure", "value", "sources", "source_id", "publisher"]) == [
        [2022, "awarded_regencies", 170, 2, "Q2", "Pers"],
        [2022, "awarded_regencies", 170, 2, "Q3", "Pers"],
        [2022, "awarded_regencies", 180, 1, "Q1", "Pers"],
    ]


@in_small_worlds
@given(worlds(), st.integers(0, 1000))
def test_every_claim_of_a_disagreement_appears_once_in_whatever_order_claims_come(world, seed):
    sources, claims = with_pages(world.sources), world.award_claims
    untouched = claims.copy()
    found = disagreeing_claims(claims, sources)
    whole = claims.merge(found[["award_year", "regency_code"]].drop_duplicates())

    assert_frame_equal(
        found[CLAIM_KEYS].sort_values(CLAIM_KEYS, ignore_index=True),
        whole[CLAIM_KEYS].sort_values(CLAIM_KEYS, ignore_index=True),
    )
    assert_frame_equal(disagreeing_claims(claims.sample(frac=1, random_state=seed), sources), found)
    assert_frame_equal(claims, untouched)


@in_small_worlds
@given(worlds())
def test_awards_that_are_dissented_from_are_those_whose_certain_claims_disagree(world):
    awards = figures(world).awards.set_index("regency_code")
    found = disagreeing_claims(world.award_claims, with_pages(world.sources))
    kinds = found.drop_duplicates("regency_code").set_index("regency_code")["disagreement"]

    assert set(kinds.index[kinds != "uncertain"]) == set(awards.index[awards["dissenting"] != ""])
    assert set(kinds.index[kinds == "result"]) == set(awards.index[awards["conflicting"] > 0])


@in_small_worlds
@given(worlds())
def test_what_differs_adds_up_to_the_conflicts_of_the_share(world):
    found = figures(world)
    counts = disagreeing_counts(
        found.awards, found.regencies, found.shares, world.province_claims, with_pages(world.sources)
    )
    against_figure = counts[counts["differs"] & (counts["certainty"].fillna("") != "uncertain")]
    of_regencies = found.regencies.merge(found.awards, on="regency_code").groupby("province_code")["conflicting"].sum()
    shares = found.shares.set_index("province_code")
    summed = against_figure["province_code"].value_counts().reindex(shares.index, fill_value=0)

    total = summed.add(of_regencies, fill_value=0).astype("Int64")
    assert total.to_dict() == shares["conflicts"].to_dict()
    assert (shares.loc[shares["evidence"] == "disputed", "conflicts"] > 0).all()
    assert set(counts.loc[counts["disagreement"] == "figure", "province_code"]) == set(
        shares.index[shares["evidence"] == "disputed"]
    )


@in_small_worlds
@given(worlds(), st.integers(0, 1000))
def test_counts_disagree_alike_in_whatever_order_claims_come(world, seed):
    shuffled = World(
        **{
            name: table.sample(frac=1, random_state=seed) if name.endswith("claims") else table
            for name, table in world.tables().items()
        }
    )
    one, other = figures(world), figures(shuffled)
    sources = with_pages(world.sources)

    assert_frame_equal(
        disagreeing_counts(other.awards, other.regencies, other.shares, shuffled.province_claims, sources),
        disagreeing_counts(one.awards, one.regencies, one.shares, world.province_claims, sources),
    )
