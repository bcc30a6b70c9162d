import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import gaps, provinces_for_half, what_would_change

SHARE_TYPES = {
    **dict.fromkeys(["award_year", "compliant", "compliant_low", "compliant_high", "conflicts"], "Int64"),
    **dict.fromkeys(["share_low", "share_high"], "Float64"),
    "meets_rule": "boolean",
    "rule": "str",
}


def share(code, province, of, low, high, evidence, *, meets=None, rule=">60%", year=2023):
    return {
        "award_year": year, "province_code": code, "province": province, "regencies": of,
        "compliant": low if low == high else None, "compliant_low": low, "compliant_high": high,
        "share_low": low / of, "share_high": high / of, "evidence": evidence, "meets_rule": meets, "rule": rule,
        "conflicts": 0,
    }  # fmt: skip


def shares_of(*rows):
    return pd.DataFrame(rows).astype(SHARE_TYPES)


def status_of(*provinces, year=2023):
    rows = [
        {"award_year": year, "province_code": code, "regency_code": f"{code}{number:02}", "status": status}
        for code, statuses in provinces
        for number, status in enumerate(statuses, start=1)
    ]
    return pd.DataFrame(rows)


SHARES = shares_of(
    share("64", "East Kalimantan", 2, 1, 1, "complete", meets=False),
    share("65", "North Kalimantan", 2, 2, 2, "counted", meets=True),
    share("11", "Aceh", 3, 0, 3, "none"),
    share("35", "East Java", 4, 1, 4, "partial"),
    share("33", "Central Java", 5, 4, 5, "disputed", meets=True),
)
STATUS = status_of(
    ("64", ["compliant", "not_named"]),
    ("65", ["compliant", "unknown"]),
    ("11", ["unknown"] * 3),
    ("35", ["compliant", *["unknown"] * 3]),
    ("33", ["unknown"] * 5),
)


def test_what_would_give_a_verdict_comes_first_and_then_the_most_unknown():
    found = gaps(SHARES, STATUS)[["province", "unknown", "waits", "share_needs", "names_need"]]
    expected = pd.DataFrame(
        [
            ("Aceh", 3, True, "count", "complete_list"),
            ("East Java", 3, True, "count", "complete_list"),
            ("Central Java", 5, False, "checked_claims", "complete_list"),
            ("North Kalimantan", 1, False, None, "complete_list"),
        ],
        columns=["province", "unknown", "waits", "share_needs", "names_need"],
    ).astype({"unknown": "Int64", "province": "str", "share_needs": "str", "names_need": "str"})
    assert_frame_equal(found, expected)


def test_a_round_without_a_rule_waits_for_no_verdict():
    unruled = SHARES.assign(rule=pd.Series([None] * 5, dtype="str"), meets_rule=pd.array([None] * 5, dtype="boolean"))
    assert not gaps(unruled, STATUS)["waits"].any()


@pytest.mark.parametrize(
    ("unknown", "lists"),
    [([5, 3, 2], 1), ([4, 4, 1, 1], 2), ([1, 1, 1, 1], 2), ([3], 1), ([0, 0], 0), ([], 0)],
    ids=str,
)
def test_half_of_the_unknown_is_answered_by_the_fewest_lists(unknown, lists):
    frame = pd.DataFrame({"unknown": pd.array(unknown[::-1], dtype="Int64")})
    assert provinces_for_half(frame) == lists


def test_what_would_change_puts_verdicts_first_and_leaves_out_what_stays():
    then = shares_of(
        share("64", "East Kalimantan", 2, 1, 1, "complete", meets=False),
        share("65", "North Kalimantan", 2, 2, 2, "complete", meets=True),
        share("11", "Aceh", 3, 1, 3, "partial"),
        share("35", "East Java", 4, 1, 1, "counted", meets=False),
        share("33", "Central Java", 5, 4, 5, "disputed", meets=True),
    )
    status_then = STATUS.assign(
        status=STATUS["status"].mask(STATUS["regency_code"].isin(["1101", "3301"]), "compliant")
    )
    found = what_would_change(SHARES, STATUS, then, status_then)
    assert found[["province", "evidence", "evidence_then", "changed"]].to_numpy().tolist() == [
        ["East Java", "partial", "counted", 0],
        ["Aceh", "none", "partial", 1],
        ["North Kalimantan", "counted", "complete", 0],
        ["Central Java", "disputed", "disputed", 1],
    ]
