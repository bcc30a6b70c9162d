"""Ways over a rule: the cheapest there are, as trying everything finds them."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import boards, classify, paths_to_rule, regency_scores, rule_distance
from kkpham_analysis.measures.choosing import cheapest_choices, cheapest_cover
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.regulations import ScoreClass

from .literals import cells
from .strategies import in_small_tables, in_small_worlds
from .submission_worlds import indicators, one_of_each, regencies, regulation, submissions

NO_ACTIONS = pd.DataFrame({"award_year": 2031, "regency_code": ["1101", "1102", "1103"], "action_points": 0.0})


def ways(given_in, *, codes=("1101", "1102", "1103"), listed=None, used=None, **options):
    options = {"province_code": "11", "rule": ">60%", **options}
    listed = one_of_each() if listed is None else listed
    return paths_to_rule(given_in, listed, regencies(*codes, "1201"), used or regulation(), **options)


def answers(**points):
    """Answers of regencies, as r1101=[10, 5, ...]."""
    return submissions(
        *[
            (2031, name[1:], number, "verified", earned)
            for name, earnings in points.items()
            for number, earned in enumerate(earnings, start=1)
        ]
    )


def test_the_fewest_points_over_the_rule():
    # Of three, two are needed: 1101 is compliant with 100, 1102 lacks the second right's end, 1103 more than that.
    given_in = answers(r1101=[10] * 6, r1102=[10, 10, 10, 0, 0, 10], r1103=[10, 10, 0, 0, 0, 0])
    found = ways(given_in, used=regulation(type_weights=(("way", 50.0), ("end", 50.0))), paths=1)

    # 1102 has 25 + 12.5 + 25 = 62.5 and is compliant already, so that the rule is met.
    assert len(found) == 0
    stricter = ways(given_in, used=regulation(type_weights=(("way", 50.0), ("end", 50.0))), rule=">=100%", paths=1)
    columns = ["path", "regency_code", "indicator_code", "points", "points_then", "adds", "total", "total_then"]
    assert cells(stricter, *columns, "path_points") == [
        (1, "1103", "9/2030-005", 0.0, 10.0, 25.0, 25.0, 75.0, 20.0),
        (1, "1103", "9/2030-006", 0.0, 10.0, 25.0, 25.0, 75.0, 20.0),
    ]


def test_a_regency_whose_total_is_the_limit_is_compliant():
    of_all = regulation(formula="points_of_all", type_weights=(), inside_type=None)
    given_in = answers(r1101=[10, 10, 10, 6, 0, 0], r1102=[10, 10, 10, 5, 0, 0])
    tables = (given_in, one_of_each(), regencies("1101", "1102"), of_all)
    distance = rule_distance(*tables, province_code="11", rule=">60%", action_points=NO_ACTIONS)

    # 36 of 60 points are 60, 35 are not.
    assert cells(distance, "compliant", "can_be", "open") == [(1, 2, 0)]


def test_a_regency_that_handed_in_nothing_can_be_improved_too_and_its_score_is_not_known():
    found = ways(answers(r1101=[10] * 6, r1102=[10] * 6), rule=">=100%", paths=1)

    columns = ["regency_code", "indicator_code", "points", "points_then", "total", "total_then", "path_points"]
    assert cells(found, *columns) == [
        ("1103", "9/2030-002", None, 10.0, None, 75.0, 30.0),
        ("1103", "9/2030-004", None, 10.0, None, 75.0, 30.0),
        ("1103", "9/2030-006", None, 10.0, None, 75.0, 30.0),
    ]


def test_an_answer_that_was_rejected_earned_nothing_and_that_is_known():
    given_in = pd.concat([answers(r1101=[10] * 6), submissions((2031, "1102", 1, "rejected", 10))])
    found = ways(given_in, codes=("1101", "1102"), rule=">=100%", paths=1)

    assert set(found["total"]) == set(found["points"]) == {0.0}


def test_totals_are_said_without_what_computing_leaves_at_their_end():
    # A third of 100 and two thirds of it are no 99.99999999999999 together.
    of_three = regulation(rights=(("A", 1.0), ("B", 1.0), ("C", 1.0)), type_weights=(("way", 1.0), ("end", 2.0)))
    found = ways(answers(r1101=[10, 0, 10, 10, 0, 0]), codes=("1101",), used=of_three, rule=">=100%", paths=1)

    assert [row[1:] for row in cells(found, "indicator_code", "adds", "total", "total_then")] == [
        (22.222222222, 44.444444444, 66.666666667)
    ]


@pytest.mark.parametrize(
    ("given_in", "expected"),
    [
        (answers(r1101=[10] * 6), (1, 2, 2)),
        (answers(r1101=[10] * 6, r1102=[0], r1103=[0]), (1, 0, 0)),
        (answers(r1101=[10] * 6, r1102=[None, 10, 10, 10, None, None], r1103=[None, 0, 0, 0, 0, 0]), (1, 1, 0)),
        (submissions((2031, "1101", 1, "none", None), (2031, "1102", 1, "not_applicable", None)), (0, 3, 3)),
    ],
    ids=["nothing", "none earned", "not known to the point", "rows that hand in nothing"],
)
def test_who_may_be_compliant_all_the_same_is_counted_and_never_as_not_compliant(given_in, expected):
    judged = regencies("1101", "1102", "1103", "1201")
    options = {"province_code": "11", "rule": ">60%", "action_points": NO_ACTIONS}
    distance = rule_distance(given_in, one_of_each(), judged, regulation(), **options)

    assert cells(distance, "compliant", "open", "not_handed_in") == [expected]


@pytest.mark.parametrize("total_max", [100.0, None])
def test_a_regency_to_which_nothing_applies_is_open_and_no_way_leads_over_it(total_max):
    nothing = [(2031, "1102", number, "not_applicable", None) for number in range(2, 7)]
    given = answers(r1101=[0] + [10] * 5, r1103=[0])
    given_in = pd.concat([given, submissions((2031, "1102", 1, "rejected", None), *nothing)])
    listed = one_of_each().assign(max_points=[0.0, 10, 10, 10, 10, 10])
    tables = (given_in, listed, regencies("1101", "1102", "1103"), regulation(total_max=total_max))
    options = {"province_code": "11", "rule": ">=100%", "action_points": NO_ACTIONS}
    distance = rule_distance(*tables, **options)

    assert cells(distance, "compliant", "open", "not_handed_in", "can_be") == [(1, 1, 0, 2)]
    assert paths_to_rule(*tables, **options).empty


def test_the_distance_to_a_rule_names_what_is_assumed_of_any_regency():
    given_in = submissions((2031, "1101", 1, "verified", 10), (2031, "1102", 1, "not_applicable", None))
    distance = rule_distance(
        given_in, one_of_each(), regencies("1101", "1102"), regulation(), province_code="11", rule=">60%"
    )

    assert cells(distance, "assumed") == [("absent_type;class:silver;type_weight:end",)]


def test_action_points_that_are_not_known_leave_a_regency_open():
    given_in = answers(r1101=[10, 10, 10, 0, 0, 10], r1102=[0] * 6, r1103=[0] * 6)
    strict = regulation(classes=(ScoreClass("gold", 70.0, True), ScoreClass("bronze", 0.0, False)))
    tables = (given_in, one_of_each(), regencies("1101", "1102", "1103", "1201"))
    found = [
        rule_distance(*tables, used, province_code="11", rule=">60%")["open"].item()
        for used in (strict, replace(strict, bonus_max=1.0), replace(strict, bonus_max=None, total_max=None))
    ]

    # 1101 has 68.75: with ten points more it is compliant, with one it is not, and without limit anybody may be.
    assert found == [1, 0, 3]


def test_of_equal_regencies_the_one_that_answered_most_comes_first_and_the_others_are_counted():
    # Neither has earned anything; 1103 answered two indicators, 1102 one.
    given_in = answers(r1103=[0, 0], r1102=[0])
    found = ways(given_in, codes=("1101", "1102", "1103", "1104"), rule=">=25%", paths=3)

    assert cells(found.drop_duplicates("path"), "path", "regency_code", "alike") == [
        (1, "1103", 3), (2, "1102", 3), (3, "1101", 3)
    ]  # fmt: skip


def test_what_waits_for_a_check_is_marked_and_is_no_longer_asked_for():
    # 75 of 100 are asked for, 25 an indicator of "end" and 25/3 one of "way": 1102 has handed in all ends, 1103 none.
    waiting = submissions(*[(2031, "1102", number, "submitted", 8 if number == 6 else 10) for number in (2, 4, 6)])
    found = ways(pd.concat([answers(r1103=[0]), waiting]), codes=("1102", "1103"), rule=">=50%", paths=2)

    columns = ["path", "regency_code", "indicator_code", "points", "points_then", "waiting", "missing", "path_points"]
    assert cells(found, *columns) == [
        (1, "1102", "9/2030-002", 0.0, 10.0, True, 0.0, 2.0),
        (1, "1102", "9/2030-004", 0.0, 10.0, True, 0.0, 2.0),
        (1, "1102", "9/2030-006", 0.0, 10.0, True, 2.0, 2.0),
        (2, "1103", "9/2030-002", 0.0, 10.0, False, 10.0, 30.0),
        (2, "1103", "9/2030-004", 0.0, 10.0, False, 10.0, 30.0),
        (2, "1103", "9/2030-006", 0.0, 10.0, False, 10.0, 30.0),
    ]
    at_submitted = ways(waiting, codes=("1102", "1103"), rule=">=100%", paths=1, level="submitted")
    assert set(at_submitted["waiting"]) == {False}


@pytest.mark.parametrize("status", ["submitted", "verified"])
def test_an_answer_whose_points_are_not_known_asks_for_none_at_least_and_for_all_at_most(status):
    # Half of 60 points: 1101 has 20, of its two answers without points each may be worth nothing or ten.
    used = regulation(formula="points_of_all", classes=(ScoreClass("good", 50.0, True),))
    given_in = submissions(
        (2031, "1101", 1, "verified", 10), (2031, "1101", 2, "verified", 10), (2031, "1101", 3, status, None)
    )
    found = ways(given_in, codes=("1101",), used=used, rule=">=100%", paths=1)

    columns = ["indicator_code", "waiting", "unscored", "missing", "missing_high", "path_points", "path_points_high"]
    assert cells(found, *columns) == [("9/2030-003", status == "submitted", True, 0.0, 10.0, 0.0, 10.0)]


def test_points_and_total_of_a_verified_answer_without_points_are_not_known():
    given_in = submissions((2031, "1101", 1, "verified", 10), (2031, "1101", 2, "verified", None))
    used = regulation(formula="points_of_all", classes=(ScoreClass("good", 50.0, True),))
    found = ways(given_in, codes=("1101",), used=used, rule=">=100%", paths=1)

    columns = ["indicator_code", "points", "unscored", "missing", "missing_high", "total", "total_then"]
    assert cells(found, *columns, "path_points", "path_points_high") == [
        ("9/2030-002", None, True, 0.0, 10.0, None, 50.0, 10.0, 20.0),
        ("9/2030-003", 0.0, False, 10.0, 10.0, None, 50.0, 10.0, 20.0),
    ]


def test_a_formula_that_is_no_sum_over_its_indicators_has_no_ways(monkeypatch):
    used = regulation()
    monkeypatch.setitem(boards.SCORED_BY, used.formula, replace(boards.SCORED_BY[used.formula], is_additive=False))

    with pytest.raises(UnfitError, match="the formula mean_of_rights of 9/2030 is no sum over its indicators"):
        ways(answers(r1101=[0]), used=used)


@in_small_tables
@given(
    st.sampled_from([name for name, formula in boards.SCORED_BY.items() if formula.is_additive]),
    st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10), st.sampled_from([0, 10, 15])), min_size=6, max_size=6),
)
def test_of_an_additive_formula_what_points_add_does_not_depend_on_the_others(name, drawn):
    left, right, reach = (np.array([values]) for values in zip(*drawn, strict=True))
    left, right = np.minimum(left, reach / 2), np.minimum(right, reach / 2)
    used = regulation(formula=name)
    board = replace(boards.board_of(answers(r1101=[0]), one_of_each(), used, level="verified"), reach=reach)
    scored = [boards.SCORED_BY[name].score(points, board, used) for points in (left, right, left + right)]

    assert scored[0] + scored[1] == pytest.approx(scored[2], nan_ok=True)


def test_of_sets_of_as_many_points_that_of_the_fewest_indicators_is_taken():
    # Half of 80 points: the two indicators of 20, or all four of 10.
    listed = one_of_each().assign(max_points=[10.0, 10, 10, 10, 20, 20])
    used = regulation(formula="points_of_all", classes=(ScoreClass("good", 50.0, True),))
    found = ways(answers(r1101=[0] * 6), codes=("1101",), listed=listed, used=used, rule=">=100%", paths=1)

    assert cells(found, "indicator_code", "points_then") == [("9/2030-005", 20.0), ("9/2030-006", 20.0)]


def test_more_regencies_than_may_be_improved_give_no_way():
    assert len(ways(submissions(), rule=">=100%", regencies=2)) == 0
    assert len(ways(submissions(), rule=">=100%", regencies=3)) > 0


def test_ways_come_in_the_order_of_their_points():
    given_in = answers(r1101=[0] * 6, r1102=[10, 10, 0, 0, 0, 0], r1103=[10, 10, 10, 0, 0, 5])
    found = ways(given_in, rule=">=33%", paths=9)

    first = found.drop_duplicates("path")
    assert cells(first, "path", "regency_code", "path_points") == [
        (1, "1103", 5.0),
        (2, "1102", 10.0),
        (3, "1101", 30.0),
    ]


def test_action_points_that_are_known_count():
    given_in = answers(r1101=[10] * 6, r1102=[10, 10, 10, 0, 10, 0])
    bonus = pd.DataFrame({"award_year": [2031], "regency_code": ["1102"], "action_points": [10.0]})
    without = ways(given_in, codes=("1101", "1102"), rule=">=100%", paths=1)
    with_bonus = ways(given_in, codes=("1101", "1102"), rule=">=100%", paths=1, action_points=bonus)

    assert cells(without, "total")[0][0] + 10 == cells(with_bonus, "total")[0][0]


def test_the_total_of_a_way_stops_at_its_limit():
    given_in = answers(r1101=[10] * 6, r1102=[0, 0, 10, 10, 10, 10])
    bonus = pd.DataFrame({"award_year": [2031], "regency_code": ["1102"], "action_points": [10.0]})
    strict = regulation(classes=(ScoreClass("gold", 95.0, True), ScoreClass("bronze", 0.0, False)))
    options = {"codes": ("1101", "1102"), "rule": ">=100%", "paths": 1, "action_points": bonus}
    found = ways(given_in, used=strict, **options)
    without_limit = ways(given_in, used=replace(strict, total_max=None), **options)

    # 75 and 10 for the plan; the end of the first right adds 18.75.
    columns = ["indicator_code", "adds", "total", "total_then"]
    assert cells(found, *columns) == [("9/2030-002", 18.75, 85.0, 100.0)]
    assert cells(without_limit, *columns) == [("9/2030-002", 18.75, 85.0, 103.75)]


@pytest.mark.parametrize(
    ("given_in", "options", "expected"),
    [
        (answers(r1101=[10] * 6, r1102=[10] * 6), {}, (2, 2, 0, 3, "met")),
        (answers(r1101=[10] * 6), {}, (1, 2, 1, 3, "within_reach")),
        (submissions(), {"regencies": 1}, (0, 2, 2, 3, "more_regencies")),
        (submissions(*[(2031, code, number, "not_applicable", None) for code in ("1101", "1102")
                       for number in range(1, 7)]), {}, (0, 2, 2, 1, "out_of_reach")),
        (answers(r1101=[10] * 6), {"rule": ">100%"}, (1, None, None, 3, "out_of_reach")),
    ],
    ids=["met", "within reach", "more regencies", "nothing applies", "no share meets it"],
)  # fmt: skip
def test_the_distance_to_a_rule_says_why_there_are_ways_or_none(given_in, options, expected):
    tables = (given_in, one_of_each(), regencies("1101", "1102", "1103", "1201"), regulation())
    options = {"province_code": "11", "rule": ">60%", **options}
    distance = rule_distance(*tables, **options)

    assert cells(distance, "compliant", "needed", "short", "can_be", "outcome") == [expected]
    assert cells(distance, "award_year", "province_code", "regencies") == [(2031, "11", 3)]
    assert (len(paths_to_rule(*tables, **options)) > 0) == (expected[-1] == "within_reach")


def test_a_deficit_that_only_computing_leaves_is_none():
    assert cheapest_cover([1], [1.0], 4e-10) == []
    assert cheapest_cover([1, 1], [0.1, 0.2], 0.1 + 0.2) == [0, 1]
    assert cheapest_cover([1, 1], [0.1, 0.2], 0.3 + 4e-10) == [0, 1]
    assert cheapest_cover([1, 1], [0.1, 0.2], 0.3 + 6e-10) is None


def test_ways_of_made_up_answers_are_marked_and_name_what_is_assumed():
    given_in = answers(r1101=[10] * 6).assign(synthetic=pd.array([True] * 6, dtype="boolean"))
    found = ways(given_in, listed=one_of_each().assign(kind="placeholder"), rule=">=60%", paths=1)

    assert set(found["synthetic"]) == {True}
    assert set(found["kind"]) == {"placeholder"}
    assert set(found["assumed"]) == {"type_weight:end;class:silver"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"province_code": "99"}, "province 99 has no regency in the round of 2031"),
        ({"rule": ">=60% of participants"}, "is about participants"),
        ({"rule": "most"}, "rule 'most' is not understood"),
        ({"level": "seen"}, "level 'seen' is not known"),
    ],
    ids=["province", "participants", "rule", "level"],
)
def test_a_call_that_has_no_answer_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        ways(submissions(), **options)


def test_points_with_too_many_digits_are_refused():
    with pytest.raises(UnfitError, match="so many digits"):
        cheapest_cover([1_000_000_007, 1_000_000_009], [1.0, 1.0], 2.0)


@in_small_tables
@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 30)), max_size=8).map(sorted),
    st.integers(0, 100),
)
def test_no_set_is_cheaper_than_the_one_that_is_found(items, deficit):
    costs, gains = [cost for cost, _ in items], [float(gain) for _, gain in items]
    found = cheapest_cover(costs, gains, float(deficit))

    sets = [chosen for size in range(len(items) + 1) for chosen in combinations(range(len(items)), size)]
    enough = [chosen for chosen in sets if sum(gains[item] for item in chosen) >= deficit]
    if not enough:
        assert found is None
    else:
        assert sum(gains[item] for item in found) >= deficit
        assert sum(costs[item] for item in found) == min(sum(costs[item] for item in chosen) for chosen in enough)


def test_any_number_of_ways_is_found_best_first_without_looking_at_all_that_there_are():
    # Of 40 regencies 20 are needed: 137,846,528,820 ways, of which the three hundred best are asked for.
    codes = [f"11{number:02d}" for number in range(1, 41)]
    earned = {f"r{code}": [number % 11, 10, 10, 0, 0, 0] for number, code in enumerate(codes)}
    found = ways(answers(**earned), codes=codes, rule=">=50%", regencies=20, paths=300)

    first = found.drop_duplicates("path")
    assert first["path"].tolist() == list(range(1, 301))
    assert first["path_points"].is_monotonic_increasing
    assert len({tuple(way["regency_code"].unique()) for _, way in found.groupby("path")}) == 300


@in_small_tables
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(-2, 0)), max_size=7).map(sorted),
    st.integers(1, 4),
    st.integers(-1, 40),
)
def test_the_cheapest_choices_are_those_that_sorting_all_of_them_gives(costs, size, count):
    there_are = combinations(range(len(costs)), size)
    summed = [(tuple(map(sum, zip(*(costs[one] for one in choice), strict=True))), choice) for choice in there_are]

    assert cheapest_choices(costs, size, count) == [choice for _, choice in sorted(summed)][: max(count, 0)]


EARNED = st.lists(st.integers(0, 4).map(lambda points: points * 2.5), min_size=6, max_size=6)
MOST = st.lists(st.sampled_from([10, 10, 12.5, 15]), min_size=6, max_size=6)


def with_full_points(given_in, listed, code, numbers):
    """The answers as they would be with some indicators of one regency completed."""
    rest = given_in[~((given_in["regency_code"] == code) & given_in["indicator_code"].isin(numbers))]
    reach = listed.set_index("indicator_code")["max_points"]
    rows = [(2031, code, int(number[-3:]), "verified", reach[number]) for number in numbers]
    return pd.concat([rest, submissions(*rows)])


def is_compliant(given_in, listed, used):
    """Which are compliant in any case, without action points."""
    none = given_in[["award_year", "regency_code"]].drop_duplicates().assign(action_points=0.0)
    classes = classify(regency_scores(given_in, listed, used, action_points=none), used)
    return dict(zip(classes["regency_code"], classes["is_compliant"], strict=True))


@in_small_worlds
@given(st.lists(EARNED, min_size=2, max_size=3), MOST, st.sampled_from(["mean_of_rights", "points_of_all"]))
def test_the_first_way_is_the_cheapest_of_all_that_there_are(earned, most, formula):
    codes = [f"11{number:02d}" for number in range(1, len(earned) + 1)]
    listed = indicators(*[(right, kind, most.pop()) for right in "ABC" for kind in ("way", "end")])
    used = regulation() if formula == "mean_of_rights" else regulation(formula=formula, type_weights=())
    given_in = answers(**{f"r{code}": points for code, points in zip(codes, earned, strict=True)})
    before = given_in.copy(deep=True)
    found = ways(given_in, codes=codes, listed=listed, used=used, rule=">=60%", paths=1)
    assert_frame_equal(given_in, before)

    now = is_compliant(given_in, listed, used)
    needed = -(-len(codes) * 6 // 10) - sum(now.values())
    if needed <= 0:
        assert len(found) == 0
        return
    then = given_in
    for code, rows in found.groupby("regency_code"):
        then = with_full_points(then, listed, code, list(rows["indicator_code"]))
    after = is_compliant(then, listed, used)
    assert sum(after.values()) == sum(now.values()) + needed
    cheapest = sorted(cheapest_by_trying(code, given_in, listed, used) for code in codes if not now[code])
    assert found["path_points"].iloc[0] == pytest.approx(sum(cheapest[:needed]))


def cheapest_by_trying(code, given_in, listed, used):
    """Fewest points with which one regency is compliant, by trying every set of indicators as a regency of its own."""
    has = given_in.loc[given_in["regency_code"] == code, "points"].tolist()
    reach = listed["max_points"].tolist()
    sets = [chosen for size in range(7) for chosen in combinations(range(6), size)]
    tried = {
        f"r{1000 + number}": [reach[item] if item in chosen else has[item] for item in range(6)]
        for number, chosen in enumerate(sets)
    }
    good = is_compliant(answers(**tried), listed, used)
    costs = [sum(reach[item] - has[item] for item in chosen) for chosen in sets]
    return min(cost for number, cost in enumerate(costs) if good[f"{1000 + number}"])
