import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import share_sources

from .literals import SOURCES, awards_of, cells, judged
from .strategies import AWARD_YEAR, province_claims_table

THREE = ["1101", "1102", "1103"]
COLUMNS = ["evidence", "full_lists", "counts", "sources", "source_ids", "full_list_ids"]


def claim(code, source, *, category="good", certainty="stated"):
    return (code, category, certainty, source)


def full_list(source, certainty="stated"):
    return ("11", "complete_list", 1, certainty, source)


def count(number, source, certainty="stated"):
    return ("11", "awarded_regencies", number, certainty, source)


def behind(claims, told, codes=THREE):
    return share_sources(
        awards_of(*claims), judged(*codes), award_year=AWARD_YEAR, province_claims=province_claims_table(told, SOURCES)
    )


def test_the_whole_table_of_the_sources_behind_two_provinces():
    claims = [claim("1101", "Q2"), claim("1201", "Q1")]
    expected = pd.DataFrame(
        {
            "award_year": pd.array([2023, 2023], dtype="Int64"),
            "province_code": ["11", "12"],
            "evidence": ["complete", "partial"],
            "full_lists": pd.array([1, 0], dtype="Int64"),
            "counts": pd.array([2, 0], dtype="Int64"),
            "sources": pd.array([2, 1], dtype="Int64"),
            "source_ids": ["Q1;Q2", "Q1"],
            "full_list_ids": pd.array(["Q2", None], dtype="str"),
        }
    )

    assert_frame_equal(behind(claims, [full_list("Q2"), count(1, "Q2"), count(1, "Q1")], ["1101", "1201"]), expected)


@pytest.mark.parametrize(
    ("claims", "told", "expected"),
    [
        ([], [], ("none", 0, 0, 0, None, None)),
        ([claim("1101", "Q1")], [full_list("Q1")], ("complete", 1, 0, 1, "Q1", "Q1")),
        ([claim("1101", "Q1", certainty="blanket")], [full_list("Q1")], ("partial", 0, 0, 1, "Q1", None)),
        ([claim("1101", "Q1")], [full_list("Q2")], ("partial", 0, 0, 1, "Q1", None)),
        ([], [full_list("Q1"), count(0, "Q1")], ("complete", 1, 1, 1, "Q1", "Q1")),
        ([claim("1101", "Q1")], [count(2, "Q2"), count(2, "Q3")], ("counted", 0, 2, 2, "Q2;Q3", None)),
        ([claim("1101", "Q1")], [full_list("Q1"), count(2, "Q2")], ("disputed", 1, 1, 2, "Q1;Q2", "Q1")),
    ],
    ids=["nothing", "full list", "blanket", "names nobody", "nobody", "two counts", "list and count differ"],
)
def test_lists_and_counts_stand_before_names(claims, told, expected):
    assert cells(behind(claims, told), *COLUMNS) == [expected]


def test_uncertain_claims_are_behind_nothing():
    claims = [claim("1101", "Q1"), claim("1102", "Q3", certainty="uncertain")]
    told = [full_list("Q4", certainty="uncertain"), count(2, "Q5", certainty="uncertain")]

    assert cells(behind(claims, told), *COLUMNS) == [("partial", 0, 0, 1, "Q1", None)]


def test_behind_a_partial_figure_are_those_that_give_the_result_that_stands():
    claims = [
        claim("1101", "Q2", category="bad"),
        claim("1101", "Q1"),
        claim("1102", "Q3"),
        claim("1103", "Q4", category="took_part"),
    ]

    assert cells(behind(claims, []), *COLUMNS) == [("partial", 0, 0, 2, "Q2;Q3", None)]


def test_claims_of_another_round_are_behind_nothing():
    told = province_claims_table([full_list("Q1"), count(1, "Q2")], SOURCES).assign(award_year=2022)
    awards = awards_of(claim("1101", "Q1")).assign(award_year=pd.array([2022], dtype="Int64"))
    found = share_sources(awards, judged(*THREE), award_year=AWARD_YEAR, province_claims=told)

    assert cells(found, *COLUMNS) == [("none", 0, 0, 0, None, None)]


def test_regencies_of_another_round_are_refused():
    awards = awards_of(claim("1101", "Q1"))

    with pytest.raises(ValueError, match="not those of the round of 2022"):
        share_sources(awards, judged(*THREE), award_year=2022)


def test_without_claims_of_provinces_the_names_are_behind_it():
    awards = awards_of(claim("1101", "Q1"))

    assert cells(share_sources(awards, judged(*THREE), award_year=AWARD_YEAR), *COLUMNS) == [
        ("partial", 0, 0, 1, "Q1", None)
    ]
