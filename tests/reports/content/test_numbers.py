"""Behind texts that say numbers are numbers: bounds where there are bounds, and nothing where nothing is known."""

import pandas as pd
from pandas.testing import assert_frame_equal

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import numbers

SHARES = pd.DataFrame(
    {
        "award_year": pd.Series([2022, 2023, 2023], dtype="Int64"),
        "province_code": ["64", "64", "11"],
        "compliant": pd.Series([pd.NA, 7, pd.NA], dtype="Int64"),
        "compliant_low": pd.Series([1, 7, 0], dtype="Int64"),
        "compliant_high": pd.Series([9, 7, 23], dtype="Int64"),
        "regencies": pd.Series([10, 10, 23], dtype="Int64"),
        "share": pd.Series([pd.NA, 0.7, pd.NA], dtype="Float64"),
        "share_low": pd.Series([0.1, 0.7, 0.0], dtype="Float64"),
        "share_high": pd.Series([0.9, 0.7, 1.0], dtype="Float64"),
        "evidence": ["partial", "complete", "none"],
    }
)


def test_where_nothing_is_known_there_is_no_number_but_that_of_all():
    found = numbers.with_counts(SHARES, Words())
    assert found[["count", "percent"]].fillna("?").to_numpy().tolist() == [
        ["1–9 dari 10", "10,0–90,0\u00a0%"],
        ["7 dari 10", "70,0\u00a0%"],
        ["?", "?"],
    ]
    assert_frame_equal(
        found[[*numbers.COUNTS, *numbers.SHARES]],
        pd.DataFrame(
            {
                "compliant_low": pd.Series([1, 7, pd.NA], dtype="Int64"),
                "compliant_high": pd.Series([9, 7, pd.NA], dtype="Int64"),
                "regencies": pd.Series([10, 10, 23], dtype="Int64"),
                "share_low": pd.Series([0.1, 0.7, pd.NA], dtype="Float64"),
                "share_high": pd.Series([0.9, 0.7, pd.NA], dtype="Float64"),
            }
        ),
    )


def test_every_number_has_a_heading_of_its_own():
    headings = [heading for columns in numbers.of_counts(Words("en")).values() for heading in columns.values()]
    assert headings == [
        "Named, at least",
        "Named, at most",
        "Regencies and cities counted",
        "Share, at least",
        "Share, at most",
    ]


def test_shares_by_round_have_two_columns_a_round():
    assert_frame_equal(
        numbers.shares_by_round(SHARES),
        pd.DataFrame(
            {
                "share_2022_low": pd.Series([0.1, pd.NA], dtype="Float64"),
                "share_2022_high": pd.Series([0.9, pd.NA], dtype="Float64"),
                "share_2023_low": pd.Series([0.7, pd.NA], dtype="Float64"),
                "share_2023_high": pd.Series([0.7, pd.NA], dtype="Float64"),
            }
        ).set_axis(pd.Index(["64", "11"], name="province_code", dtype="str")),
    )


def test_a_round_without_a_rule_has_no_verdicts():
    summary = pd.DataFrame(
        {
            **dict.fromkeys(["counted_low", "counted_high", "published_low", "published_high"], (5, 6)),
            **dict.fromkeys(["difference_low", "difference_high"], (1, 2)),
            **dict.fromkeys(["provinces_met", "provinces_not_met", "provinces_open"], (3, 4)),
        }
    ).astype("Int64")
    found = numbers.with_country(pd.DataFrame({"round": ["2013", "2023"]}), summary, pd.Series([pd.NA, ">60%"]))
    assert found["provinces_met"].isna().tolist() == [True, False]
    assert found["counted_low"].tolist() == [5, 6]


def test_a_province_at_an_edge_is_its_name_and_two_shares():
    edges = pd.DataFrame({"lowest_awarded_province": ["Riau", None], "lowest_awarded_low": [0.5, None],
                          "lowest_awarded_high": [0.6, None]})  # fmt: skip
    found = numbers.with_edges(pd.DataFrame({"lowest": ["Riau: 50–60 %", "–"]}), edges, {"lowest": "lowest_awarded"})
    assert list(found.columns) == ["lowest", *numbers.of_edges({"lowest": "Terendah"}, Words())["lowest"]]
    assert found.iloc[0].tolist() == ["Riau: 50–60 %", "Riau", 0.5, 0.6]


def test_scores_that_differ_are_the_lowest_and_the_highest():
    claims = pd.DataFrame({"award_year": [2023, 2023, 2022], "score": [88.5, 90.0, None]}).astype({"score": "Float64"})
    found = numbers.with_scores(pd.DataFrame({"round": ["2023", "2022", "2020"]}), claims)
    assert_frame_equal(
        found[["score_low", "score_high"]],
        pd.DataFrame({"score_low": [88.5, pd.NA, pd.NA], "score_high": [90.0, pd.NA, pd.NA]}, dtype="Float64"),
    )
