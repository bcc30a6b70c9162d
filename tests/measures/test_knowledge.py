"""What is known and how well, and what would close the gap."""

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from shapely import box

from kkpham_analysis.measures.knowledge import (
    capitals_outside,
    claims_out_of_round,
    completeness,
    completeness_by_round,
    regencies_named_by_none,
)

from .strategies import figures, in_small_worlds, worlds

REGENCIES = pd.DataFrame(
    {
        "regency_code": ["6501", "6502", "6571"],
        "province_code": "65",
        "full_name": ["Kabupaten Bulungan", "Kabupaten Malinau", "Kota Tarakan"],
        "valid_from": pd.array([None, "2013-01-11", None], dtype="str"),
    }
)


def share(evidence, low, high):
    return pd.DataFrame(
        {
            "award_year": pd.array([2023], dtype="Int64"),
            "province_code": "65",
            "province": "Kalimantan Utara",
            "compliant_low": pd.array([low], dtype="Int64"),
            "compliant_high": pd.array([high], dtype="Int64"),
            "evidence": evidence,
            "meets_rule": pd.array([None], dtype="boolean"),
            "conflicts": pd.array([0], dtype="Int64"),
        }
    )


def statuses(*words):
    return pd.DataFrame(
        {"award_year": pd.array([2023] * len(words), dtype="Int64"), "province_code": "65", "status": words}
    )


def capitals(**columns):
    frame = pd.DataFrame({"regency_code": "6401", "full_name": "Kabupaten A", "capital": "Satu"} | columns, index=[0])
    return frame.astype({"latitude": "Float64", "longitude": "Float64", "capital": "str"})


@pytest.fixture
def two_squares():
    squares = [box(116, 0, 117, 1), box(117, 0, 118, 1)]
    return gpd.GeoDataFrame({"regency_code": ["6401", "6402"]}, geometry=squares, crs=4326)


def test_what_is_known_of_a_province_is_counted_by_status():
    known = completeness(
        share("disputed", 1, 3), statuses("compliant", "not_compliant", "not_named", "disputed", "unknown")
    )

    expected = pd.DataFrame(
        {
            "award_year": pd.array([2023], dtype="Int64"),
            "province_code": "65",
            "province": "Kalimantan Utara",
            **{
                name: pd.array([number], dtype="Int64")
                for name, number in [
                    ("regencies", 5),
                    ("compliant", 1),
                    ("not_compliant", 2),
                    ("disputed", 1),
                    ("unknown", 1),
                ]
            },
            "evidence": "disputed",
            "open": pd.array([2], dtype="Int64"),
            "meets_rule": pd.array([None], dtype="boolean"),
            "conflicts": pd.array([0], dtype="Int64"),
            "share_needs": "checked_claims",
            "names_need": "checked_claims",
        }
    )
    assert_frame_equal(known, expected)


@pytest.mark.parametrize(
    ("evidence", "bounds", "words", "share_needs", "names_need"),
    [
        ("complete", (1, 1), ["compliant", "not_named"], "-", "-"),
        ("counted", (1, 1), ["unknown", "unknown"], "-", "complete_list"),
        ("counted", (1, 1), ["compliant", "not_compliant"], "-", "-"),
        ("disputed", (1, 2), ["unknown", "unknown"], "checked_claims", "complete_list"),
        ("disputed", (1, 2), ["compliant", "not_named"], "checked_claims", "checked_claims"),
        ("disputed", (1, 2), ["disputed", "unknown"], "checked_claims", "checked_claims"),
        ("partial", (1, 2), ["compliant", "unknown"], "count", "complete_list"),
        ("partial", (1, 1), ["compliant", "not_compliant"], "-", "-"),
        ("partial", (1, 2), ["compliant", "disputed"], "count", "checked_claims"),
        ("none", (0, 2), ["unknown", "unknown"], "count", "complete_list"),
    ],
)
def test_the_gap_says_what_would_close_it(evidence, bounds, words, share_needs, names_need):
    known = completeness(share(evidence, *bounds), statuses(*words))

    assert known[["share_needs", "names_need"]].fillna("-").to_numpy().tolist() == [[share_needs, names_need]]


def test_each_round_sums_its_provinces():
    known = pd.DataFrame(
        {
            "award_year": [2022, 2023, 2023],
            "regencies": [3, 10, 5],
            "compliant": [0, 7, 2],
            "not_compliant": [0, 3, 0],
            "disputed": [0, 0, 1],
            "unknown": [3, 0, 2],
            "evidence": ["none", "complete", "partial"],
        }
    )
    expected = pd.DataFrame(
        {
            "award_year": [2022, 2023],
            "regencies": [3, 15],
            "compliant": [0, 9],
            "not_compliant": [0, 3],
            "disputed": [0, 1],
            "unknown": [3, 2],
            "provinces": [1, 2],
            "evidence_complete": [0, 1],
            "evidence_counted": [0, 0],
            "evidence_disputed": [0, 0],
            "evidence_partial": [0, 1],
            "evidence_none": [1, 0],
        }
    )
    assert_frame_equal(completeness_by_round(known), expected, check_dtype=False)


@in_small_worlds
@given(worlds())
def test_what_is_known_and_what_is_not_make_up_all_regencies(world):
    found = figures(world)
    known = completeness(found.shares, found.statuses)
    parts = known[["compliant", "not_compliant", "disputed", "unknown"]].sum(axis=1)

    assert list(parts) == list(known["regencies"])
    assert known["regencies"].sum() == len(found.regencies)
    assert list(known["province_code"]) == list(found.shares["province_code"])


@in_small_worlds
@given(worlds(), st.integers(0, 1000))
def test_what_is_known_does_not_hang_on_the_order_of_rows(world, seed):
    found = figures(world)
    shuffled = [table.sample(frac=1, random_state=seed) for table in (found.shares, found.statuses)]

    assert_frame_equal(completeness(*shuffled), completeness(found.shares, found.statuses))


def test_who_is_only_one_of_a_whole_province_is_named_by_none():
    claims = pd.DataFrame(
        {
            "regency_code": ["6501", "6501", "6502", "6502"],
            "certainty": ["uncertain", "blanket", "blanket", "blanket"],
        }
    )
    expected = pd.DataFrame(
        {
            "regency_code": ["6502", "6571"],
            "province_code": "65",
            "full_name": ["Kabupaten Malinau", "Kota Tarakan"],
            "blanket_claims": pd.array([2, 0], dtype="Int64"),
        }
    )
    assert_frame_equal(regencies_named_by_none(claims, REGENCIES), expected)


def test_a_claim_about_a_regency_not_yet_formed_is_out_of_its_round():
    moved = pd.DataFrame({"regency_code": [], "previous_province_code": [], "changed_on": []}, dtype="str")
    claims = pd.DataFrame(
        {"award_year": [2014, 2013, 2013], "regency_code": ["6502", "6502", "6501"], "source_id": ["A", "B", "B"]}
    )
    expected = pd.DataFrame(
        {"award_year": [2013], "regency_code": ["6502"], "source_id": ["B"], "valid_from": ["2013-01-11"]}
    )
    assert_frame_equal(claims_out_of_round(claims, REGENCIES, moved), expected)


def test_no_claims_are_out_of_no_round():
    moved = pd.DataFrame({"regency_code": [], "previous_province_code": [], "changed_on": []}, dtype="str")
    claims = pd.DataFrame({"award_year": [], "regency_code": [], "source_id": []})

    assert claims_out_of_round(claims, REGENCIES, moved).empty


def test_a_capital_outside_is_as_far_as_the_globe_says(two_squares):
    # One tenth of a degree of longitude on the equator: 6378.137 km x pi / 1800.
    found = capitals_outside(capitals(latitude=0.0, longitude=117.1), two_squares)

    expected = capitals(latitude=0.0, longitude=117.1).assign(
        position="outside", distance_km=pd.array([11.1319], dtype="Float64"), falls_in="6402"
    )
    assert_frame_equal(found, expected, rtol=1e-5)


def test_a_capital_in_the_water_falls_in_none(two_squares):
    found = capitals_outside(capitals(latitude=0.5, longitude=115.5), two_squares)

    assert found["falls_in"].isna().tolist() == [True]
    assert found["position"].tolist() == ["outside"]


@pytest.mark.parametrize("longitude", [116.5, 117.0, 116.0], ids=["within", "shared-edge", "coast"])
def test_a_capital_within_or_on_its_boundary_is_not_listed(two_squares, longitude):
    assert capitals_outside(capitals(latitude=0.5, longitude=longitude), two_squares).empty


@pytest.mark.parametrize(
    "columns",
    [
        {"capital": None, "latitude": 0.5, "longitude": 118.5},
        {"latitude": None, "longitude": None},
        {"regency_code": "6499", "latitude": 0.5, "longitude": 116.5},
    ],
    ids=["no-capital", "no-position", "no-boundary"],
)
def test_what_is_not_known_of_a_capital_is_no_fault(two_squares, columns):
    found = capitals_outside(capitals(**columns), two_squares)

    assert found["position"].tolist() == ["unknown"]
    assert found[["distance_km", "falls_in"]].isna().all(axis=None)
