import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import compliant_share, regencies_in, regency_status
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.regions import check_round

from .literals import awards_of, judged

REGENCIES = pd.DataFrame(
    {
        "regency_code": ["9301", "6501", "7412"],
        "province_code": ["93", "65", "74"],
        "valid_from": [None, "2012-12-31", "2013-01-01"],
    }
).astype("str")
MOVED = pd.DataFrame({"regency_code": ["9301"], "previous_province_code": ["91"], "changed_on": ["2022-11-11"]}).astype(
    "str"
)


@pytest.mark.parametrize(
    ("award_year", "codes"), [(2013, ["6501", "9301"]), (2014, ["6501", "7412", "9301"])], ids=["2013", "2014"]
)
def test_a_regency_founded_on_the_last_day_counts_and_on_the_next_day_does_not(award_year, codes):
    assert regencies_in(REGENCIES, MOVED, award_year=award_year)["regency_code"].tolist() == codes


@pytest.mark.parametrize(("changed_on", "province"), [("2022-12-31", "93"), ("2023-01-01", "91")])
def test_a_regency_that_moved_on_the_last_day_counts_in_its_new_province(changed_on, province):
    frame = regencies_in(REGENCIES, MOVED.assign(changed_on=changed_on), award_year=2023)

    assert frame.set_index("regency_code").loc["9301", "province_code"] == province


def test_a_regency_that_moves_twice_is_where_the_first_later_move_took_it_from():
    moves = pd.DataFrame(
        {
            "regency_code": ["9301", "9301"],
            "previous_province_code": ["92", "91"],
            "changed_on": ["2022-11-11", "2003-11-11"],
        }
    )
    where = {
        award_year: regencies_in(REGENCIES, moves, award_year=award_year).set_index("regency_code").loc["9301"].iloc[1]
        for award_year in (2003, 2013, 2023)
    }

    assert where == {2003: "91", 2013: "92", 2023: "93"}


def test_provinces_come_with_the_name_they_had_in_the_round():
    provinces = pd.DataFrame({"province_code": ["65", "74", "91", "93"], "name_id": ["Utara", "Tenggara", "P", "PS"]})
    frame = regencies_in(REGENCIES, MOVED, award_year=2020, provinces=provinces)
    expected = pd.DataFrame(
        {
            "award_year": pd.array([2020] * 3, dtype="Int64"),
            "regency_code": ["6501", "7412", "9301"],
            "province_code": ["65", "74", "91"],
            "valid_from": pd.array(["2012-12-31", "2013-01-01", None], dtype="str"),
            "province": ["Utara", "Tenggara", "P"],
        }
    )

    assert_frame_equal(frame, expected)


@pytest.mark.parametrize("measure", [compliant_share, regency_status])
def test_regencies_of_another_round_are_refused_with_the_way_out(measure):
    with pytest.raises(ValueError, match=r"take them from regencies_in\(.*award_year=2022\)"):
        measure(awards_of(), judged("1101"), award_year=2022)


def test_regencies_of_several_rounds_or_of_none_are_refused():
    both = pd.concat([judged("1101"), judged("1101", award_year=2022)])
    for regencies in (both, judged("1101").drop(columns="award_year"), judged("1101").iloc[:0]):
        with pytest.raises(ValueError, match="not those of the round of 2023"):
            check_round(regencies, 2023)


def test_a_round_of_which_the_table_says_nothing_is_refused():
    regencies = pd.DataFrame({"regency_code": ["6501", "7412"], "province_code": ["65", "74"],
                              "valid_from": [None, "2013-01-11"]}, dtype="str")  # fmt: skip
    moved = pd.DataFrame(columns=["regency_code", "previous_province_code", "changed_on"])
    with pytest.raises(UnfitError, match="known from the round of 2013 on, and not for 2012; give a round of 2013"):
        regencies_in(regencies, moved, award_year=2012)

    assert list(regencies_in(regencies, moved, award_year=2013)["regency_code"]) == ["6501"]
