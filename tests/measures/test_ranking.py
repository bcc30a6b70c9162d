"""One order of sources: for the claim that stands, and for every list."""

import pandas as pd

from kkpham_analysis.measures.ranking import best_ranked, in_rank, source_rank

CLAIMS = pd.DataFrame(
    [
        ("news, sure, new", "news", "stated", "2023-12-10"),
        ("ministry, unsure", "ministry", "derived", "2020-01-01"),
        ("ministry, sure, undated", "ministry", "stated", None),
        ("ministry, sure, a year", "ministry", "stated", "2023"),
        ("ministry, sure, its first day", "ministry", "stated", "2023-01-01"),
        ("regulation, unsure, undated", "regulation", "uncertain", None),
    ],
    columns=["source_id", "kind", "certainty", "published_on"],
)
IN_RANK = [
    "regulation, unsure, undated",
    "ministry, sure, a year",
    "ministry, sure, its first day",
    "ministry, sure, undated",
    "ministry, unsure",
    "news, sure, new",
]


def test_the_kind_of_source_decides_before_certainty_and_certainty_before_the_day():
    assert source_rank(CLAIMS).tolist() == [4, 3, 2, 1, 1, 0]
    assert in_rank(CLAIMS.iloc[::-1])["source_id"].tolist() == IN_RANK


def test_of_pages_without_a_certainty_kind_and_day_decide():
    pages = CLAIMS.drop(columns="certainty")
    assert source_rank(pages).tolist() == [4, 2, 3, 1, 1, 0]


def test_equal_claims_are_all_best_and_each_group_has_its_own():
    groups = CLAIMS.assign(place=["A", "A", "B", "B", "B", "C"])
    assert best_ranked(groups, ["place"]).tolist() == [False, True, False, True, True, True]


def test_the_keys_come_before_the_rank_and_nothing_is_added():
    ordered = in_rank(CLAIMS.assign(place=[1, 2, 2, 2, 2, 3]), ["place"])
    assert ordered["source_id"].tolist() == ["news, sure, new", *IN_RANK[1:5], IN_RANK[0]]
    assert list(ordered) == [*CLAIMS, "place"]


def test_of_nothing_nothing_is_best():
    assert best_ranked(CLAIMS.head(0), ["source_id"]).tolist() == []
    assert in_rank(CLAIMS.head(0)).empty
