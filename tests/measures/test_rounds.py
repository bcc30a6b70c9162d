import pandas as pd
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import compliant_share, regencies_in, regency_status, share_history, status_history

REGENCIES = pd.DataFrame(
    {
        "regency_code": ["6501", "6502", "9301"],
        "province_code": ["65", "65", "93"],
        "full_name": ["Kabupaten Bulungan", "Kabupaten Malinau", "Kabupaten Merauke"],
        "type": "kabupaten",
        "name": ["Bulungan", "Malinau", "Merauke"],
        "valid_from": pd.Series([None, None, None], dtype="str"),
    }
)
MOVED = pd.DataFrame({"regency_code": ["9301"], "previous_province_code": ["91"], "changed_on": ["2022-11-11"]})
AWARDS = pd.DataFrame(
    {
        "award_year": [2022, 2023],
        "regency_code": ["6501", "6501"],
        "category": "peduli",
        "is_compliant": pd.array([True, True], dtype="boolean"),
        "certainty": "stated",
        "inferred": pd.array([False, False], dtype="boolean"),
        "sources": [1, 1],
        "source_ids": ["A", "B"],
        "named_by": ["A", "B"],
        "loosely_by": "",
        "conflicting": [0, 0],
        "rule": [">=60%", ">60%"],
    }
)


def test_the_history_of_shares_is_each_round_by_itself_under_its_own_rule():
    history = share_history(AWARDS, REGENCIES, MOVED, rounds=[2023, 2022])
    alone = [
        compliant_share(AWARDS, regencies_in(REGENCIES, MOVED, award_year=award_year), award_year=award_year)
        for award_year in (2022, 2023)
    ]

    assert_frame_equal(history, pd.concat(alone, ignore_index=True))
    assert history["province_code"].tolist() == ["65", "91", "65", "93"]
    assert history["rule"].tolist() == [">=60%", ">=60%", ">60%", ">60%"]


def test_one_rule_can_be_tried_on_all_rounds():
    history = share_history(AWARDS, REGENCIES, MOVED, rounds=[2022, 2023], rule=">50%")

    assert history["rule"].tolist() == [">50%"] * 4


def test_the_history_of_statuses_is_each_round_by_itself():
    history = status_history(AWARDS, REGENCIES, MOVED, rounds=[2022, 2023])
    alone = [
        regency_status(AWARDS, regencies_in(REGENCIES, MOVED, award_year=award_year), award_year=award_year)
        for award_year in (2022, 2023)
    ]

    assert_frame_equal(history, pd.concat(alone, ignore_index=True))


def test_a_province_has_no_row_in_rounds_before_it_was_formed():
    assert share_history(AWARDS, REGENCIES, MOVED, rounds=[2022, 2023], province_code="93")["award_year"].tolist() == [
        2023
    ]
    assert status_history(AWARDS, REGENCIES, MOVED, rounds=[2022], province_code="93").empty


def test_no_round_gives_a_table_without_rows_but_with_its_columns():
    history = share_history(AWARDS, REGENCIES, MOVED, rounds=[])

    assert history.empty
    assert history.columns[:3].tolist() == ["award_year", "province_code", "province"]
