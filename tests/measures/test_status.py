import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import award_changes, award_streaks, regency_status

from .literals import awards_of, cells, judged, statuses_of

LISTED = ("11", "complete_list", 1, "stated", "Q1")
SHOWN = ["regency_code", "status", "contested"]


def round_of(award_year, **status):
    """Statuses of a round by regency, written k1101="compliant"."""
    frame = pd.DataFrame({"regency_code": [code[1:] for code in status], "status": list(status.values())})
    return frame.assign(award_year=award_year, province_code="11", full_name=frame["regency_code"])


def test_the_whole_row_of_a_regency_without_a_claim():
    expected = pd.DataFrame(
        {
            "award_year": pd.array([2023], dtype="Int64"),
            "province_code": "11",
            "regency_code": "1101",
            "full_name": "Kabupaten 1101",
            "type": "kabupaten",
            "name": "1101",
            "status": "unknown",
            "category": pd.array([None], dtype="str"),
            "certainty": pd.array([None], dtype="str"),
            "sources": pd.array([0], dtype="Int64"),
            "source_ids": "",
            "contested": pd.array([False], dtype="boolean"),
            "inferred": pd.array([False], dtype="boolean"),
        }
    )

    assert_frame_equal(statuses_of([], [], ["1101"]), expected)


def test_absent_from_a_list_that_is_not_full_is_unknown():
    found = statuses_of([("1101", "good", "stated", "Q1")], [], ["1101", "1102"])

    assert cells(found, *SHOWN) == [("1101", "compliant", False), ("1102", "unknown", False)]


def test_absent_from_a_full_list_is_not_named_and_other_provinces_stay_unknown():
    found = statuses_of([("1101", "good", "stated", "Q1")], [LISTED], ["1101", "1102", "1201"])

    assert cells(found, *SHOWN) == [
        ("1101", "compliant", False),
        ("1102", "not_named", False),
        ("1201", "unknown", False),
    ]


@pytest.mark.parametrize("certainty", ["blanket", "uncertain"])
def test_a_list_with_a_blanket_or_uncertain_name_leaves_the_absent_unknown(certainty):
    claims = [("1101", "good", "stated", "Q1"), ("1102", "good", certainty, "Q1")]

    assert cells(statuses_of(claims, [LISTED], ["1101", "1102", "1103"]), "status")[2] == ("unknown",)


def test_each_kind_of_claim_has_its_status():
    claims = [
        ("1101", "good", "stated", "Q1"),
        ("1102", "fair", "stated", "Q1"),
        ("1103", "took_part", "stated", "Q1"),
        ("1104", "good", "uncertain", "Q1"),
        ("1105", "good", "stated", "Q1"),
        ("1105", "bad", "stated", "Q4"),
    ]
    found = statuses_of(claims, [], ["1105", "1104", "1103", "1102", "1101"])

    assert cells(found, "status", "category", "certainty", "contested") == [
        ("compliant", "good", "stated", False),
        ("not_compliant", "fair", "stated", False),
        ("unknown", "took_part", "stated", False),
        ("unknown", None, "uncertain", False),
        ("disputed", None, "stated", True),
    ]


def test_beside_a_full_list_only_an_uncertain_claim_of_another_source_is_not_named():
    claims = [("1101", "good", "stated", "Q1"), ("1102", "good", "uncertain", "Q4")]

    assert cells(statuses_of(claims, [LISTED], ["1101", "1102"]), *SHOWN)[1] == ("1102", "not_named", False)


def test_beside_a_full_list_one_that_only_took_part_is_not_named():
    claims = [("1101", "good", "stated", "Q1"), ("1102", "took_part", "stated", "Q1")]

    assert cells(statuses_of(claims, [LISTED], ["1101", "1102"]), *SHOWN)[1] == ("1102", "not_named", False)


def test_compliant_by_another_source_while_a_full_list_is_silent_is_contested():
    claims = [("1101", "good", "stated", "Q1"), ("1102", "good", "stated", "Q4")]

    assert cells(statuses_of(claims, [LISTED], ["1101", "1102"]), *SHOWN) == [
        ("1101", "compliant", False),
        ("1102", "compliant", True),
    ]


def test_named_by_one_full_list_and_not_by_another_is_contested():
    claims = [("1101", "good", "stated", "Q1"), ("1101", "good", "stated", "Q4"), ("1102", "good", "stated", "Q4")]
    told = [LISTED, ("11", "complete_list", 1, "stated", "Q4")]

    assert cells(statuses_of(claims, told, ["1101", "1102"]), *SHOWN) == [
        ("1101", "compliant", False),
        ("1102", "compliant", True),
    ]


def test_named_by_a_full_list_that_a_better_source_overrules_is_contested():
    claims = [("1101", "good", "stated", "Q1"), ("1102", "good", "stated", "Q1"), ("1102", "bad", "stated", "Q2")]

    assert cells(statuses_of(claims, [LISTED], ["1101", "1102"]), *SHOWN)[1] == ("1102", "not_compliant", True)


def test_equal_claims_of_two_categories_that_are_not_compliant_say_that_it_missed_it():
    claims = [("1101", "fair", "stated", "Q1"), ("1101", "bad", "stated", "Q4")]
    found = statuses_of(claims, [], ["1101"])

    assert cells(found, *SHOWN) == [("1101", "not_compliant", False)]
    assert cells(found, "category", "certainty", "sources", "source_ids") == [(None, "stated", 2, "Q1;Q4")]


def counted(value, certainty="stated"):
    return ("11", "awarded_regencies", value, certainty, "Q4")


@pytest.mark.parametrize(
    ("told", "is_contested"),
    [
        ([counted(2)], [False, True, True]),
        ([counted(3)], [False, False, False]),
        ([counted(0)], [False, True, True]),
        ([counted(2, "uncertain")], [False, False, False]),
        ([], [False, False, False]),
    ],
    ids=["fewer than names", "as many", "none at all", "uncertain", "no number"],
)
def test_a_number_below_the_names_contests_those_that_only_a_blanket_claim_names(told, is_contested):
    claims = [("1101", "good", "stated", "Q1"), *[(code, "good", "blanket", "Q1") for code in ("1102", "1103")]]
    found = statuses_of(claims, told, ["1101", "1102", "1103"])

    assert cells(found, "status", "contested") == [("compliant", contested) for contested in is_contested]


def test_a_number_that_leaves_no_room_contests_those_that_a_blanket_claim_says_missed_it():
    claims = [("1101", "bad", "stated", "Q1"), *[(code, "bad", "blanket", "Q1") for code in ("1102", "1103")]]
    found = statuses_of(claims, [counted(2)], ["1101", "1102", "1103", "1104"])

    assert cells(found, "status", "contested") == [
        ("not_compliant", False),
        ("not_compliant", True),
        ("not_compliant", True),
        ("unknown", False),
    ]


def listed_beside(*told):
    """A full list of 1101 and 1102 of four, and numbers of other sources beside it."""
    claims = [(code, "good", "stated", "Q1") for code in ("1101", "1102")]
    return statuses_of(claims, [LISTED, *told], ["1101", "1102", "1103", "1104"])


@pytest.mark.parametrize(
    ("told", "listed", "left_out"),
    [
        ([counted(3)], False, True),
        ([counted(1)], True, False),
        ([counted(2)], False, False),
        ([counted(3, "uncertain")], False, False),
        ([counted(1), ("11", "awarded_regencies", 3, "stated", "Q3")], True, True),
    ],
    ids=["more", "fewer", "as many", "uncertain", "one fewer and one more"],
)
def test_a_number_other_than_that_of_a_full_list_contests_whom_it_cannot_be_true_beside(told, listed, left_out):
    assert cells(listed_beside(*told), *SHOWN) == [
        ("1101", "compliant", listed),
        ("1102", "compliant", listed),
        ("1103", "not_named", left_out),
        ("1104", "not_named", left_out),
    ]


def test_a_number_below_a_full_list_does_not_contest_those_that_its_own_source_names():
    claims = [(code, "good", "stated", source) for code, source in [("1101", "Q1"), ("1102", "Q1"), ("1101", "Q4")]]
    found = statuses_of(claims, [LISTED, counted(1)], ["1101", "1102"])

    assert cells(found, *SHOWN) == [("1101", "compliant", False), ("1102", "compliant", True)]


def test_a_number_as_high_as_the_lists_that_lack_a_name_contests_that_name_alone():
    claims = [("1101", "good", "stated", "Q1"), ("1102", "good", "stated", "Q3")]
    found = statuses_of(claims, [LISTED, counted(1)], ["1101", "1102", "1103"])

    assert cells(found, *SHOWN) == [
        ("1101", "compliant", False),
        ("1102", "compliant", True),
        ("1103", "not_named", False),
    ]


def test_a_number_that_those_of_whom_nobody_can_say_make_up_contests_nobody_outside_a_full_list():
    claims = [("1101", "good", "stated", "Q1"), ("1102", "good", "stated", "Q1"), ("1102", "bad", "stated", "Q4")]
    found = statuses_of(claims, [LISTED, counted(2)], ["1101", "1102", "1103"])

    assert cells(found, *SHOWN) == [
        ("1101", "compliant", False),
        ("1102", "disputed", True),
        ("1103", "not_named", False),
    ]


def test_a_number_above_a_full_list_does_not_contest_who_is_said_to_have_missed_it():
    claims = [("1101", "good", "stated", "Q1"), ("1102", "bad", "stated", "Q3")]
    found = statuses_of(claims, [LISTED, counted(2)], ["1101", "1102", "1103"])

    assert cells(found, *SHOWN) == [
        ("1101", "compliant", False),
        ("1102", "not_compliant", False),
        ("1103", "not_named", True),
    ]


def test_a_number_of_one_province_contests_nothing_in_another():
    claims = [(code, "good", "blanket", "Q1") for code in ("1101", "1201")]
    found = statuses_of(claims, [counted(0)], ["1101", "1201"])

    assert cells(found, *SHOWN) == [("1101", "compliant", True), ("1201", "compliant", False)]


@pytest.mark.parametrize("contested_year", [2022, 2023])
def test_a_change_from_or_to_what_is_contested_is_not_known(contested_year):
    before, after = (
        round_of(award_year, k1101=status).assign(contested=award_year == contested_year)
        for award_year, status in [(2022, "not_named"), (2023, "compliant")]
    )

    assert cells(award_changes(before, after), "status_before", "status", "change") == [
        ("not_named", "compliant", "unknown")
    ]


@pytest.mark.parametrize(
    ("contested", "expected"),
    [
        ([False, False, True], (0, 2, 1, 2, 3)),
        ([True, False, False], (2, 3, 2, 2, 3)),
        ([False, True, False], (1, 2, 1, 2, 3)),
    ],
)
def test_what_is_contested_neither_counts_in_a_streak_nor_ends_it(contested, expected):
    rounds = [
        round_of(award_year, k1101=status).assign(contested=is_contested)
        for award_year, status, is_contested in zip(
            [2020, 2022, 2023], ["not_named", "compliant", "compliant"], contested, strict=True
        )
    ]
    columns = ["streak", "streak_high", "compliant_rounds", "known_rounds", "rounds"]

    assert cells(award_streaks(pd.concat(rounds)), *columns) == [expected]


@pytest.mark.parametrize(
    ("was", "is_now", "change"),
    [
        ("not_named", "compliant", "new"),
        ("not_compliant", "compliant", "new"),
        ("compliant", "compliant", "kept"),
        ("compliant", "not_named", "lost"),
        ("compliant", "not_compliant", "lost"),
        ("not_named", "not_compliant", "still_without"),
        ("unknown", "compliant", "unknown"),
        ("compliant", "unknown", "unknown"),
        ("disputed", "compliant", "unknown"),
        ("compliant", "disputed", "unknown"),
        ("not_named", "unknown", "unknown"),
        ("unknown", "not_named", "unknown"),
    ],
)
def test_a_change_takes_two_known_rounds(was, is_now, change):
    changes = award_changes(round_of(2022, k1101=was), round_of(2023, k1101=is_now))

    assert cells(changes, "status_before", "status", "change") == [(was, is_now, change)]


def test_the_whole_row_of_a_regency_that_was_not_there_before():
    changes = award_changes(round_of(2013, k1102="compliant"), round_of(2014, k1102="compliant", k1101="compliant"))

    columns = ["award_year", "previous_award_year", "province_code", "regency_code", "full_name"]
    columns += ["status_before", "status", "change"]
    assert list(changes.columns) == columns
    assert cells(changes, *columns) == [
        (2014, 2013, "11", "1101", "1101", None, "compliant", "not_yet_formed"),
        (2014, 2013, "11", "1102", "1102", "compliant", "compliant", "kept"),
    ]


def test_rounds_that_are_not_in_order_are_refused():
    with pytest.raises(ValueError, match="not in order: 2023 is not before 2022"):
        award_changes(round_of(2023, k1101="compliant"), round_of(2022, k1101="compliant"))
    with pytest.raises(ValueError, match="not in order: 2023 is not before 2023"):
        award_changes(round_of(2023, k1101="compliant"), round_of(2023, k1101="compliant"))


def test_a_table_of_two_rounds_is_refused():
    both = pd.concat([round_of(2022, k1101="compliant"), round_of(2023, k1101="compliant")])

    with pytest.raises(ValueError, match="one round is needed, 2 are in the table"):
        award_changes(both, round_of(2024, k1101="compliant"))


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["compliant", "compliant", "compliant"], (3, 3, 3, 3, 3)),
        (["compliant", "not_named", "compliant"], (1, 1, 2, 3, 3)),
        (["compliant", "unknown", "compliant"], (1, 3, 2, 2, 3)),
        (["not_named", "disputed", "compliant"], (1, 2, 1, 2, 3)),
        (["compliant", "compliant", "unknown"], (0, 3, 2, 2, 3)),
        (["compliant", "compliant", "not_compliant"], (0, 0, 2, 3, 3)),
        (["unknown", "unknown", "unknown"], (0, 3, 0, 0, 3)),
    ],
)
def test_a_streak_runs_back_from_the_latest_round_over_the_year_without_one(statuses, expected):
    rounds = [
        round_of(award_year, k1101=status) for award_year, status in zip([2020, 2022, 2023], statuses, strict=True)
    ]
    # The order of the rounds in the table tells nothing.
    streaks = award_streaks(pd.concat(rounds[::-1]))

    columns = ["streak", "streak_high", "compliant_rounds", "known_rounds", "rounds"]
    assert cells(streaks, "award_year", *columns) == [(2023, *expected)]


def test_a_streak_ends_where_the_regency_was_not_there_yet():
    history = pd.concat([round_of(2013, k1102="compliant"), round_of(2014, k1102="compliant", k1101="compliant")])

    columns = ["regency_code", "streak", "streak_high", "rounds"]
    assert cells(award_streaks(history), *columns) == [("1101", 1, 1, 1), ("1102", 2, 2, 2)]


def test_a_regency_belongs_to_the_province_of_the_latest_round():
    history = pd.concat(
        [round_of(2022, k9301="compliant").assign(province_code="91"), round_of(2023, k9301="compliant")]
    )

    assert cells(award_streaks(history), "province_code", "streak") == [("11", 2)]


@pytest.mark.parametrize(
    ("years_without", "expected"),
    [(None, (2, 2, 2, 2)), ([2021, 2022], (2, 2, 2, 2)), ([2021], (1, 3, 2, 2)), ([], (1, 4, 2, 2))],
    ids=["none had one", "sources say so of both", "of one nothing is known", "of two nothing is known"],
)
def test_a_year_of_which_nothing_is_on_record_may_have_had_a_round_that_breaks_a_streak(years_without, expected):
    history = pd.DataFrame({"award_year": [2020, 2023], "province_code": "11", "regency_code": "1101",
                            "full_name": "Kabupaten Satu", "status": "compliant"})  # fmt: skip
    streaks = award_streaks(history, years_without=years_without)

    assert cells(streaks, "streak", "streak_high", "known_rounds", "rounds") == [expected]


def test_a_status_says_whether_its_result_is_inferred_and_what_has_no_result_is_not():
    found = statuses_of(
        [
            ("1101", "good", "derived", "Q1"),
            ("1102", "bad", "derived", "Q4"),
            ("1103", "took_part", "derived", "Q4"),
            ("1104", "good", "stated", "Q1"),
        ],
        [LISTED],
        ["1101", "1102", "1103", "1104", "1105"],
    )

    assert cells(found, "regency_code", "status", "inferred") == [
        ("1101", "compliant", True),
        ("1102", "not_compliant", True),
        ("1103", "not_named", False),
        ("1104", "compliant", False),
        ("1105", "not_named", False),
    ]


def test_awards_that_do_not_say_what_is_inferred_give_no_statuses():
    awards = awards_of(("1101", "good", "derived", "Q1")).drop(columns="inferred")

    with pytest.raises(ValueError, match="regency_status needs the column inferred, which is missing from: awards"):
        regency_status(awards, judged("1101"), award_year=2023)
