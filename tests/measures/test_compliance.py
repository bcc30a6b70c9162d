import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import compliant_share, resolve_awards

from .literals import SOURCES, awards_of, cells, judged, shares_of
from .strategies import award_claims_table, province_claims_table

FIVE = ["1101", "1102", "1103", "1104", "1105"]
FIGURE = ["evidence", "compliant", "compliant_low", "compliant_high", "conflicts"]
VERDICT = ["regencies", "meets_rule", "regencies_short"]


def names(*codes, certainty="stated", source="Q1", category="good"):
    return [(code, category, certainty, source) for code in codes]


def full_list(source="Q1", certainty="stated", value=1):
    return ("11", "complete_list", value, certainty, source)


def count(number, source="Q1", certainty="stated"):
    return ("11", "awarded_regencies", number, certainty, source)


def took_part(number, source="Q1", certainty="stated"):
    return ("11", "participating_regencies", number, certainty, source)


def figure(claims, told):
    return cells(shares_of(claims, told, FIVE), *FIGURE)[0]


def test_the_whole_row_of_a_province_of_a_round():
    shares = shares_of(names(*FIVE[:3]), [full_list()], FIVE)
    expected = pd.DataFrame(
        {
            "award_year": pd.array([2023], dtype="Int64"),
            "province_code": "11",
            "province": "11",
            "regencies": pd.array([5], dtype="Int64"),
            "compliant": pd.array([3], dtype="Int64"),
            "compliant_low": pd.array([3], dtype="Int64"),
            "compliant_high": pd.array([3], dtype="Int64"),
            "share": pd.array([0.6], dtype="Float64"),
            "share_low": pd.array([0.6], dtype="Float64"),
            "share_high": pd.array([0.6], dtype="Float64"),
            "evidence": "complete",
            "rule": ">60%",
            "meets_rule": pd.array([False], dtype="boolean"),
            "regencies_short": pd.array([1], dtype="Int64"),
            "conflicts": pd.array([0], dtype="Int64"),
        }
    )

    assert_frame_equal(shares, expected)


def test_a_round_of_nothing_but_counts_is_judged_by_its_rule_all_the_same():
    claims = province_claims_table([count(4)], SOURCES).assign(rule=">=80%")
    nobody = awards_of(*names("1101")).head(0)
    shares = compliant_share(nobody, judged(*FIVE), award_year=2023, province_claims=claims)

    assert cells(shares, "compliant", "rule", "meets_rule", "regencies_short") == [(4, ">=80%", True, 0)]


def test_awards_whose_rule_was_changed_are_judged_by_that():
    claims = province_claims_table([count(3)], SOURCES).assign(rule=">=80%")
    tried = awards_of(*names(*FIVE[:3])).assign(rule=">50%")
    shares = compliant_share(tried, judged(*FIVE), award_year=2023, province_claims=claims)

    assert cells(shares, "rule", "meets_rule") == [(">50%", True)]


def test_absent_from_a_list_that_is_not_full_may_still_be_compliant():
    assert figure(names("1101", "1102"), []) == ("partial", None, 2, 5, 0)


def test_a_full_list_makes_the_share_exact():
    assert figure(names("1101", "1102"), [full_list()]) == ("complete", 2, 2, 2, 0)


@pytest.mark.parametrize("certainty", ["blanket", "uncertain"])
def test_one_blanket_or_uncertain_name_keeps_a_list_from_being_full(certainty):
    claims = names("1101", "1102") + names("1103", certainty=certainty)

    assert figure(claims, [full_list()])[0] == "partial"


def test_a_blanket_name_of_another_source_does_not_touch_a_full_list():
    claims = names("1101", "1102") + names("1102", certainty="blanket", source="Q4")

    assert figure(claims, [full_list()]) == ("complete", 2, 2, 2, 0)


@pytest.mark.parametrize("told", [full_list(certainty="uncertain"), full_list(value=0)], ids=["uncertain", "denied"])
def test_a_list_that_is_not_surely_called_full_is_not(told):
    assert figure(names("1101"), [told]) == ("partial", None, 1, 5, 0)


def test_a_full_list_of_a_source_that_names_nobody_says_nothing():
    assert figure(names("1101"), [full_list(source="Q2")]) == ("partial", None, 1, 5, 0)


def test_a_full_list_of_nobody_with_the_number_nought_is_complete():
    assert figure([], [full_list(), count(0)]) == ("complete", 0, 0, 0, 0)


def test_an_uncertain_number_takes_no_part():
    assert figure(names("1101"), [count(4, certainty="uncertain")]) == ("partial", None, 1, 5, 0)


def test_who_is_known_to_have_missed_it_lowers_the_upper_bound():
    claims = names("1101") + names("1102", category="fair") + names("1103", category="took_part")

    assert figure(claims, []) == ("partial", None, 1, 4, 0)


def test_all_unknown_is_between_none_and_all_without_a_verdict():
    shares = shares_of([], [], FIVE)

    assert cells(shares, *FIGURE) == [("none", None, 0, 5, 0)]
    assert cells(shares, "share", "share_low", "share_high", *VERDICT) == [(None, 0.0, 1.0, 5, None, None)]


def test_a_rule_that_even_nobody_meets_is_met_without_any_fact():
    assert cells(shares_of([], [], FIVE, rule=">=0%"), *VERDICT) == [(5, True, None)]


@pytest.mark.parametrize(
    ("claims", "told", "expected"),
    [
        ([], [], (None, 0, 1, None)),
        (names("1101"), [], (None, 1, 1, True)),
        (names("1101"), [full_list()], (1, 1, 1, True)),
        (names("1101", category="bad"), [], (None, 0, 0, False)),
    ],
    ids=["unknown", "named", "complete", "missed"],
)
def test_a_province_of_one_regency_is_all_or_nothing(claims, told, expected):
    shares = shares_of(claims, told, ["1101"])

    assert cells(shares, "compliant", "compliant_low", "compliant_high", "meets_rule") == [expected]


def test_a_number_without_a_list_is_counted():
    assert figure(names("1101"), [count(3), count(3, "Q2")]) == ("counted", 3, 3, 3, 0)


def test_a_number_that_the_names_just_reach_or_leave_room_for_is_counted():
    missed = names("1105", category="bad")

    assert figure(names("1101", "1102"), [count(2)]) == ("counted", 2, 2, 2, 0)
    assert figure(names("1101") + missed, [count(4)]) == ("counted", 4, 4, 4, 0)


def test_numbers_that_differ_are_disputed_and_the_better_source_is_shown():
    assert figure([], [count(4, "Q1"), count(2, "Q2")]) == ("disputed", 2, 2, 4, 1)


def test_of_numbers_of_one_kind_the_newest_is_shown():
    assert figure([], [count(4, "Q1"), count(2, "Q3")]) == ("disputed", 2, 2, 4, 1)


def test_where_the_best_numbers_differ_none_is_shown_and_all_conflict():
    assert figure([], [count(4, "Q1"), count(2, "Q4"), count(3, "Q5")]) == ("disputed", None, 2, 4, 3)


def test_a_number_below_the_names_is_disputed_and_the_names_are_one_claim_against_it():
    assert figure(names("1101", "1102", "1103"), [count(1, "Q2")]) == ("disputed", 1, 1, 3, 1)
    assert figure(names("1101", "1102", "1103"), [count(1, "Q2"), count(2, "Q1")]) == ("disputed", 1, 1, 3, 2)


def test_names_that_the_number_shown_can_hold_are_no_claim_against_it():
    assert figure(names("1101", "1102"), [count(2, "Q2"), count(1, "Q1")]) == ("disputed", 2, 1, 2, 1)


def test_a_number_that_leaves_no_room_for_who_missed_it_is_disputed():
    claims = names("1101", "1102", category="bad")

    assert figure(claims, [count(4)]) == ("disputed", 4, 3, 4, 1)


def test_who_missed_it_by_one_category_or_another_missed_it():
    claims = names("1101", category="fair") + names("1101", category="bad", source="Q4")

    assert figure(claims, []) == ("partial", None, 0, 4, 0)
    assert figure(claims, [count(5)]) == ("disputed", 5, 4, 5, 1)


def test_a_number_above_all_regencies_ends_at_all_and_stays_in_the_conflicts():
    shares = shares_of([], [count(7)], FIVE)

    assert cells(shares, *FIGURE) == [("disputed", None, 5, 5, 1)]
    assert cells(shares, "share", "share_high", *VERDICT) == [(None, 1.0, 5, True, None)]


def test_a_number_other_than_the_full_list_is_disputed_and_the_names_are_shown():
    assert figure(names("1101", "1102"), [full_list(), count(4)]) == ("disputed", 2, 2, 4, 1)


def test_two_full_lists_that_differ_are_disputed():
    claims = names("1101", "1102") + names("1102", "1103", "1104", source="Q2")

    assert figure(claims, [full_list(), full_list("Q2")]) == ("disputed", 4, 2, 4, 2)


def test_two_full_lists_of_equal_length_that_differ_are_disputed_too():
    claims = names("1101", "1102") + names("1102", "1103", source="Q4")

    assert figure(claims, [full_list(), full_list("Q4")]) == ("disputed", 3, 2, 3, 2)


def test_a_regency_of_which_equal_claims_differ_widens_the_bounds_of_a_full_list():
    claims = names("1101", "1102") + names("1102", category="bad", source="Q4")

    assert figure(claims, [full_list()]) == ("disputed", 1, 1, 2, 2)


def test_claims_that_say_the_opposite_of_what_stands_count_as_conflicts():
    claims = names("1101", "1102", source="Q2") + names("1102", category="bad")

    assert figure(claims, [full_list("Q2")]) == ("complete", 2, 2, 2, 1)


def test_claims_of_another_round_and_of_other_provinces_play_no_part():
    told = province_claims_table([full_list(), ("12", "awarded_regencies", 1, "stated", "Q2")], SOURCES)
    before = award_claims_table(names(*FIVE)).assign(award_year=2022)
    awards = resolve_awards(pd.concat([before, award_claims_table(names("1101"))]), SOURCES)
    told = pd.concat([told, province_claims_table([count(5)], SOURCES).assign(award_year=2022)])
    shares = compliant_share(awards, judged(*FIVE, "1201"), award_year=2023, rule=">60%", province_claims=told)

    assert cells(shares, "province_code", *FIGURE) == [("11", "complete", 1, 1, 1, 0), ("12", "counted", 1, 1, 1, 0)]


def test_the_interval_decides_the_verdict_and_not_the_figure_shown():
    shares = shares_of([], [count(4, "Q2"), count(3)], FIVE)

    assert cells(shares, "compliant", *VERDICT) == [(4, 5, None, 0)]


def test_a_partial_province_meets_the_rule_when_its_names_are_enough():
    assert cells(shares_of(names(*FIVE[:4]), [], FIVE), "compliant", *VERDICT) == [(None, 5, True, None)]


def test_a_province_well_over_the_rule_is_short_of_nothing():
    assert cells(shares_of(names(*FIVE), [full_list()], FIVE), *VERDICT) == [(5, True, 0)]


def test_a_rule_that_not_even_all_meet_has_nothing_that_is_short():
    assert cells(shares_of(names(*FIVE), [full_list()], FIVE, rule=">100%"), *VERDICT) == [(5, False, None)]


def test_the_rule_of_the_round_comes_with_the_awards():
    shares = compliant_share(awards_of(*names(*FIVE[:4])), judged(*FIVE), award_year=2023)

    assert cells(shares, "rule", "meets_rule") == [(">60%", True)]


def test_without_a_rule_there_is_a_share_and_no_verdict():
    awards = awards_of(*names(*FIVE)).assign(rule=pd.array([None] * 5, dtype="str"))
    told = province_claims_table([full_list()], SOURCES)

    for table in (awards, awards.drop(columns="rule")):
        shares = compliant_share(table, judged(*FIVE), award_year=2023, province_claims=told)
        assert cells(shares, "share", "rule", "meets_rule", "regencies_short") == [(1.0, None, None, None)]


def test_awards_of_a_round_that_carry_several_rules_are_refused():
    awards = awards_of(*names("1101", "1102")).assign(rule=[">60%", ">=60%"])

    with pytest.raises(ValueError, match=r"awards of 2023 carry several rules \(>60%, >=60%\); give one as rule="):
        compliant_share(awards, judged(*FIVE), award_year=2023)


def test_a_rule_that_is_not_understood_is_refused():
    with pytest.raises(ValueError, match="rule '60' is not understood"):
        shares_of([], [], FIVE, rule="60")


@pytest.mark.parametrize(
    ("claims", "told", "expected"),
    [
        (names("1101", "1102"), [full_list(), took_part(3)], (3, 2, 2, 2, True, 0)),
        (names("1101"), [took_part(3)], (3, None, 1, 3, None, None)),
        (names("1101"), [], (None, None, 1, 5, None, None)),
        (names("1101"), [took_part(3, certainty="uncertain")], (None, None, 1, 5, None, None)),
        (names("1101", "1102"), [full_list(), took_part(1)], (None, 2, 2, 2, None, None)),
        ([], [count(4), count(2, "Q5"), took_part(3)], (None, 4, 2, 4, None, None)),
        (names("1101"), [took_part(6)], (None, None, 1, 5, None, None)),
        (names("1101"), [took_part(5)], (5, None, 1, 5, None, None)),
        ([], [took_part(0)], (0, None, 0, 0, False, None)),
        (names("1101"), [took_part(3), took_part(4, "Q2")], (4, None, 1, 4, None, None)),
        (names("1101"), [took_part(3), took_part(4, "Q4")], (None, None, 1, 5, None, None)),
    ],
    ids=[
        "complete",
        "never more than took part",
        "unknown",
        "uncertain",
        "fewer than the names",
        "fewer than the number shown",
        "more than there are",
        "as many as there are",
        "nobody",
        "the better source",
        "equal sources differ",
    ],
)
def test_where_the_rule_says_so_the_share_is_of_those_that_took_part(claims, told, expected):
    shares = shares_of(claims, told, FIVE, rule=">=60% of participants")

    columns = ["regencies", "compliant", "compliant_low", "compliant_high", "meets_rule", "regencies_short"]
    assert cells(shares, *columns) == [expected]
