"""The made-up set: the same everywhere, marked in every row, and with gaps as they are found in life."""

import hashlib

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples

from kkpham_analysis.tables.sample import sample_submissions
from kkpham_analysis.tables.schemas.submissions import SUBMISSIONS

RIGHTS = ["Hak atas kesehatan", "Hak atas pendidikan", "Hak atas lingkungan", "Hak atas bantuan hukum"]


def regencies(number=200):
    return pd.DataFrame({"regency_code": [str(1101 + i) for i in range(number)]})


def indicators(number=40, *, unit=None, max_points=10.0):
    frame = pd.DataFrame(
        {
            "indicator_code": [f"99/2030-{i + 1:03d}" for i in range(number)],
            "right_code": [f"R{i % 4}" for i in range(number)],
            "right_id": [RIGHTS[i % 4] for i in range(number)],
            "unit": unit,
            "max_points": max_points,
            "award_year_from": 2030,
            "award_year_to": 2031,
        }
    )
    return frame.astype({"unit": "str", "max_points": "Float64"})


def sample(award_year=2030, seed=0, number=200, **listed):
    return sample_submissions(regencies(number), indicators(**listed), award_year=award_year, seed=seed)


def test_the_rows_say_which_version_of_the_list_they_answer():
    listed = indicators(2).assign(version=pd.array([3, 3], dtype="Int64"))

    assert sample_submissions(regencies(2), listed, award_year=2030, seed=0)["list_version"].tolist() == [3] * 4


@pytest.fixture(scope="module")
def made():
    return sample()


def test_every_row_is_marked_and_has_the_types_of_the_store(made):
    SUBMISSIONS.typed_schema().validate(made)
    assert made["synthetic"].all()
    assert set(made["origin"]) == {"sample"}
    assert made["list_version"].isna().all()
    assert len(made) == 200 * 40


def test_the_same_seed_gives_the_same_rows_on_every_platform(made):
    pd.testing.assert_frame_equal(made, sample())
    written = made.drop(columns="list_version").to_csv(index=False, lineterminator="\n").encode()
    assert hashlib.sha256(written).hexdigest() == "7e4f3b9e04406b7441b852cee6076e59e4f321192aef3861398f1c57693f4de2"


def test_another_seed_gives_another_set(made):
    assert (sample(seed=1)["status"] != made["status"]).mean() > 0.2


@examples(20)
@given(st.randoms(use_true_random=False), st.integers(1, 60), st.integers(1, 12))
def test_a_row_does_not_depend_on_the_others(chance, number, width):
    whole = sample().set_index(list(SUBMISSIONS.key))
    some = regencies(number).sample(frac=1, random_state=chance.randrange(2**32))
    part = sample_submissions(some, indicators(width), award_year=2030, seed=0).set_index(list(SUBMISSIONS.key))
    pd.testing.assert_frame_equal(part, whole.loc[part.index])


def test_statuses_are_in_believable_parts(made):
    parts = made["status"].value_counts(normalize=True)
    assert parts["verified"] == pytest.approx(0.5, abs=0.12)
    assert parts["none"] == pytest.approx(0.35, abs=0.12)
    for status in ("submitted", "rejected", "not_applicable"):
        assert 0.01 < parts[status] < 0.15, status


def test_some_regencies_hand_in_nothing_and_the_others_differ(made):
    handed_in = (
        made.assign(there=made["status"].isin(["submitted", "verified"])).groupby("regency_code")["there"].mean()
    )
    assert 0.08 < (handed_in == 0).mean() < 0.25
    assert handed_in[handed_in > 0].std() > 0.1
    assert handed_in.max() > 0.85


def test_rights_differ_and_offices_follow_them(made):
    right = made["indicator_code"].str[-3:].astype(int).sub(1).mod(4)
    verified = made["status"].eq("verified").groupby(right).mean()
    assert verified.max() - verified.min() > 0.03
    offices = made.groupby(right)["office"].unique().map(list).tolist()
    assert offices == [["Dinas Kesehatan"], ["Dinas Pendidikan"], ["Dinas Lingkungan Hidup"], ["Bagian Hukum"]]


def test_last_year_resembles_this_year_but_is_not_the_same(made):
    both = made.merge(sample(2031), on=["regency_code", "indicator_code"], suffixes=("", "_next"))
    same = (both["status"] == both["status_next"]).mean()
    by_chance = made["status"].value_counts(normalize=True).pow(2).sum()
    assert by_chance + 0.1 < same < 0.9
    numbers = both.dropna(subset=["answer_number", "answer_number_next"])
    ratio = numbers["answer_number_next"] / numbers["answer_number"].clip(lower=1)
    assert 0.9 < ratio.median() < 1.1
    units = both.dropna(subset=["unit", "unit_next"])
    assert units["unit"].equals(units["unit_next"].rename("unit"))


def test_what_was_not_handed_in_has_no_answer_and_only_what_was_checked_has_a_checker(made):
    answered = made["answer_number"].notna() | made["answer_yes"].notna()
    left = made["status"].isin(["none", "not_applicable"])
    assert not (left & (answered | made["documents"].notna() | made["points"].notna())).any()
    checked = made["status"].isin(["verified", "rejected"])
    assert checked.equals(made["checked_by"].notna())
    assert made["checked_on"].dropna().str.startswith("2030-").all()
    assert made["note"].notna().equals(made["status"] == "rejected")


def test_there_is_something_to_find_for_a_check(made):
    handed_in = made[made["status"].isin(["submitted", "verified", "rejected"])]
    answered = handed_in["answer_number"].notna() | handed_in["answer_yes"].notna()
    assert 0.01 < (answered & handed_in["documents"].eq(0)).mean() < 0.06
    assert 0.005 < (~answered & handed_in["documents"].gt(0)).mean() < 0.05
    numbers = handed_in[handed_in["answer_number"].notna()]
    assert 0.01 < numbers["unit"].isna().mean() < 0.06


def test_units_and_points_are_those_of_the_list():
    percent = sample(unit="%", max_points=4.0)
    assert set(percent["unit"].dropna()) == {"%"}
    assert percent["answer_yes"].isna().all()
    assert percent["answer_number"].dropna().le(100).mean() > 0.99
    assert percent["points"].dropna().between(1.6, 4).all()
    unknown = sample(unit="yes/no", max_points=None)
    assert unknown["answer_number"].isna().all()
    assert unknown["points"].isna().all()


def test_a_round_without_numbered_indicators_is_refused():
    with pytest.raises(ValueError, match=r"^no numbered indicators of round 2013; load the list"):
        sample(2013)
    unnumbered = indicators().assign(indicator_code=pd.array([None] * 40, dtype="str"))
    with pytest.raises(ValueError, match=r"^no numbered indicators of round 2030"):
        sample_submissions(regencies(), unnumbered, award_year=2030, seed=0)
