import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kkpham_analysis.tables.rules import rules_by_round


def rules_table(*rows):
    columns = ["award_year_from", "award_year_to", "level", "operator", "threshold_percent", "denominator",
               "source_ids", "dissenting_source_ids", "dissenting_rules"]  # fmt: skip
    whole, text = ["award_year_from", "award_year_to"], ["level", "operator", "denominator", *columns[-3:]]
    types = {**dict.fromkeys(whole, "Int64"), **dict.fromkeys(text, "str"), "threshold_percent": "Float64"}
    return pd.DataFrame(rows, columns=columns).astype(types)


OF_PROVINCES = (2019, 2022, "province", ">=", 60.0, "regencies", "K1;K2", "K3", ">60%")
OF_REGENCIES = (2016, 2022, "regency", ">", 75.0, "participants", "K9", None, None)


def test_each_round_has_the_rule_for_provinces_or_none():
    found = rules_by_round(rules_table(OF_REGENCIES, OF_PROVINCES), rounds=[2022, 2018, 2019])
    expected = pd.DataFrame(
        {
            "award_year": pd.array([2018, 2019, 2022], dtype="Int64"),
            "rule": pd.array([None, ">=60%", ">=60%"], dtype="str"),
            "source_ids": pd.array([None, "K1;K2", "K1;K2"], dtype="str"),
            "dissenting_source_ids": pd.array([None, "K3", "K3"], dtype="str"),
            "dissenting_rules": pd.array([None, ">60%", ">60%"], dtype="str"),
        }
    )

    assert_frame_equal(found, expected)


def test_without_rules_or_rounds_the_table_has_its_columns_and_types():
    types = {
        "award_year": "Int64",
        **dict.fromkeys(["rule", "source_ids", "dissenting_source_ids", "dissenting_rules"], "str"),
    }
    nothing = pd.DataFrame(columns=list(types)).astype(types)

    assert_frame_equal(rules_by_round(rules_table(OF_PROVINCES), rounds=[]), nothing)
    assert rules_by_round(rules_table(), rounds=[2019])["rule"].isna().tolist() == [True]


def test_two_rules_for_one_round_are_refused():
    later = (2022, 2023, *OF_PROVINCES[2:])

    with pytest.raises(ValueError, match="more than one rule for provinces holds in 2022; mend award_year_from or _to"):
        rules_by_round(rules_table(OF_PROVINCES, later), rounds=[2019, 2022])
