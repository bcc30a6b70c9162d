import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import gaps, provinces_for_half, what_would_change

from ..known_rounds import SHARES, STATUS, share, shares_of


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
