"""Scores and classes: published ones to the digit, and made-up ones with everything that can be unknown."""

import re
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from kkpham_analysis.language import Words
from kkpham_analysis.measures import (
    classify,
    compliance_from_scores,
    indicator_coverage,
    printed_points,
    reconcile,
    regency_scores,
    regulation_of,
    rule_distance,
)
from kkpham_analysis.measures.bands import Band, bands_of, points_by_bands
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.reports.calls import in_words
from kkpham_analysis.tables.loading import load

from .literals import cells
from .strategies import in_small_worlds
from .submission_worlds import STATUSES, indicators, one_of_each, regencies, regulation, submissions

TOTALS = ["total", "total_low", "total_high"]
ALL_SIX = range(1, 7)


def answered(*points, status="verified", regency="1101"):
    """Answers of one regency to the indicators from 1 on."""
    return submissions(*[(2031, regency, number, status, given) for number, given in enumerate(points, start=1)])


@pytest.fixture
def regulations(real_data):
    tables = [
        load(name) for name in ("regulations", "regulation_settings", "regulation_classes", "categories", "rights")
    ]
    return lambda code: regulation_of(*tables, regulation=code)


def numbers(text):
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]


def points_of(given_parts, used):
    """Indicators and the points earned in each, as a source gives them: of all, of each right, or of the score."""
    first = given_parts.partition(";")[0]
    if " of " in first:
        earned, reachable = numbers(first)
        each = used.indicator_points
        listed = [(used.rights[0][0], "none", each)] * int(reachable / each)
        return listed, [max(0.0, min(each, earned - each * place)) for place in range(len(listed))]
    given_rights = numbers(first) if first.startswith("rights") else numbers(first)[:1] * len(used.rights)
    listed, points = [], []
    for (right, _), left in zip(used.rights, given_rights, strict=True):
        for kind, weight in used.type_weights:
            listed.append((right, kind, weight))
            points.append(min(weight, left))
            left -= points[-1]
    return listed, points


def scored(row, used):
    """Scores and classes of what a source gives, by the functions that score every regency."""
    listed, points = points_of(row["given"], used)
    rounds = (row["award_year"], row["award_year"])
    answers = [(rounds[0], "1101", number, "verified", earned) for number, earned in enumerate(points, start=1)]
    said = row["given"].partition(";")[2].rpartition("about")[2] or row["given"].partition("+")[2]
    bonus = action_points((rounds[0], "1101", (numbers(said) or [0.0])[0]))
    code = used.regulation
    scores = regency_scores(
        submissions(*answers, code=code), indicators(*listed, code=code, rounds=rounds), used, action_points=bonus
    )
    return classify(scores, used).iloc[0]


def test_every_published_score_comes_out_to_the_digit_published(regulations):
    worked = load("worked_scores")

    assert len(worked) >= 8
    for row in worked.to_dict("records"):
        found = scored(row, regulations(row["regulation"]))
        published = row["published_total"].split(" or ")
        digits = max(0, -Decimal(published[0]).as_tuple().exponent)
        assert printed_points(found["total"], digits=digits) in published, row["regency"]
        if pd.notna(row["published_category"]):
            assert found["category"] == row["published_category"], row["regency"]


@pytest.mark.parametrize(
    ("award_year", "points", "reachable", "published"),
    [(2015, 162, 170.0, "95.29"), (2016, 134, 160.0, "83.75"), (2016, 142, 160.0, "88.75")],
)
def test_sums_of_points_come_out_by_the_indicators_that_each_round_asked(
    regulations, award_year, points, reachable, published
):
    listed = load("indicators")
    own = listed[(listed["regulation"] == "25/2013") & (listed["award_year_to"] >= award_year)]
    earned = [10] * (points // 10) + [points % 10] + [0] * len(own)
    given_in = pd.DataFrame({"award_year": award_year, "regency_code": "3325", "status": "verified",
                             "indicator_code": own["indicator_code"], "points": earned[: len(own)]})  # fmt: skip
    scores = regency_scores(given_in, listed, regulations("25/2013"))

    assert cells(scores, "points", "reachable") == [(points, reachable)]
    assert printed_points(scores["score"].iloc[0]) == published


def test_the_mean_that_a_source_prints_is_that_of_the_rights_it_prints(regulations):
    worked = load("worked_scores")
    row = worked[worked["given"].str.contains("mean 59.70")].to_dict("records")[0]

    assert printed_points(scored(row, regulations(row["regulation"]))["score"]) == "59.70"


def test_a_regulation_without_action_points_has_totals_without_a_table_of_them(regulations):
    used = regulations("25/2013")
    listed, points = points_of("162 of 170 points", used)
    answers = [(2015, "1101", number, "verified", earned) for number, earned in enumerate(points, start=1)]
    scores = regency_scores(
        submissions(*answers, code="25/2013"), indicators(*listed, code="25/2013", rounds=(2013, 2016)), used
    )

    assert cells(scores, "action_points", "total") == [(None, pytest.approx(95.29, abs=0.005))]


def test_points_whose_exact_value_ends_in_a_half_are_printed_rounded_up():
    # The least number below 48.595 that computing gives; its class is that of 48.595 too.
    assert [printed_points(points) for points in (48.59499999999999, 48.595, 48.5949)] == ["48.60", "48.60", "48.59"]


@pytest.mark.parametrize(
    ("total", "category"),
    [(75, "peduli"), (74.995, "cukup_peduli"), (65, "cukup_peduli"), (64.99, "mulai_peduli"), (50, "mulai_peduli"),
     (49.99, "kurang_peduli"), (0, "kurang_peduli")],
)  # fmt: skip
@pytest.mark.parametrize("code", ["34/2016", "22/2021"])
def test_the_classes_of_the_later_regulations_begin_at_their_limits(regulations, code, total, category):
    classes = classify(pd.DataFrame({"total": [total]}), regulations(code))

    assert cells(classes, "category", "is_compliant") == [(category, category == "peduli")]


def test_a_total_below_the_only_class_has_none_and_is_not_compliant(regulations):
    classes = classify(pd.DataFrame({"total": [76.0, 75.9, None]}), regulations("25/2013"))

    assert cells(classes, "category", "is_compliant") == [("peduli", True), (None, False), (None, None)]


def test_a_limit_that_is_assumed_is_named_where_it_decides(regulations):
    classes = classify(pd.DataFrame({"total": [80.0, 70.0, 60.0], "assumed": "formula"}), regulations("22/2021"))

    assert list(classes["assumed"]) == [
        "formula", "formula;class:cukup_peduli", "formula;class:cukup_peduli;class:mulai_peduli",
    ]  # fmt: skip


def test_a_limit_that_is_likely_is_named_apart_where_it_decides(regulations):
    scores = pd.DataFrame({"total": [80.0, 70.0], "likely": "total_max"})
    classes = classify(scores, regulations("34/2016"))

    assert list(classes["likely"]) == ["total_max;class:peduli", "total_max;class:peduli;class:cukup_peduli"]
    assert list(classes["assumed"]) == ["", ""]


def test_scores_name_what_is_likely_and_those_of_single_rights_nothing_of_the_total():
    rule = regulation(likely=frozenset({"formula", "total_max", "class:gold"}))

    totals = regency_scores(answered(10), one_of_each(), rule)
    by_right = regency_scores(answered(10), one_of_each(), rule, by="right_code")
    assert set(totals["likely"]) == {"formula;total_max"}
    assert set(by_right["likely"]) == {"formula"}


def test_the_mean_of_rights_weighs_types_and_rights():
    none = action_points((2031, "1101", 0.0))
    scores = regency_scores(answered(10, 5, 10, 10, 0, 0), one_of_each(), regulation(), action_points=none)

    # Rights of 62.5, 100 and 0 points, of which the last weighs double.
    columns = ["award_year", "regency_code", "points", "reachable", "share", "score", *TOTALS, "assumed"]
    assert cells(scores, *columns) == [
        (2031, "1101", 35.0, 60.0, 35 / 60, 40.625, 40.625, 40.625, 40.625, "type_weight:end")
    ]


def test_the_points_of_all_are_of_all_that_can_be_earned():
    rule = regulation(formula="points_of_all", type_weights=(), inside_type=None, indicator_points=10.0)
    listed = one_of_each().assign(max_points=pd.array([None] * 6, dtype="Float64"))
    scores = regency_scores(answered(10, 5, 10, 10, 0, 0), listed, rule)

    assert cells(scores, "points", "reachable", "score") == [(35.0, 60.0, 35 / 60 * 100)]


def with_bands(*, unit="%"):
    """Answers in a band earn its points; of the third band the limits are not known."""
    limits = {"above": [None, None, None], "value_from": [None, 6.0, None], "value_to": [5.0, None, None]}
    rows = pd.DataFrame({"regulation": "9/2030", "indicator_no": 1, "points": [10.0, 0.0, 4.0], **limits, "unit": unit})
    return regulation(
        formula="points_of_all", type_weights=(), inside_type=None, bands=bands_of(rows.assign(below=None), "9/2030")
    )


def of_numbers(*answers):
    """Answers to the first indicator, one regency each, as number, unit and points."""
    given_in = submissions(*[(2031, f"110{at}", 1, "verified", answer[2]) for at, answer in enumerate(answers)])
    numbers = pd.array([answer[0] for answer in answers], dtype="Float64")
    return given_in.assign(answer_number=numbers, unit=pd.Series([answer[1] for answer in answers], dtype="str"))


ORIGINS = ["answers_given", "answers_by_bands", "answers_without_points"]


def test_an_answer_earns_the_points_of_its_band_and_nothing_is_made_up_where_no_band_is_known():
    answers = of_numbers((5.0, "persen", None), (6.0, "%", None), (5.5, "%", None), (2.0, "orang", None))

    scores = regency_scores(answers, one_of_each(), with_bands())

    assert cells(scores, "points", "points_low", "points_high", *ORIGINS) == [
        (10.0, 10.0, 10.0, 0, 1, 0), (0.0, 0.0, 0.0, 0, 1, 0), (None, 0.0, 10.0, 0, 0, 1), (None, 0.0, 10.0, 0, 0, 1),
    ]  # fmt: skip


def test_what_waits_earns_at_most_the_points_of_its_band():
    waiting = of_numbers((6.0, "%", None), (5.0, "%", None), (2.0, "orang", None)).assign(status="submitted")

    scores = regency_scores(waiting, one_of_each(), with_bands())

    assert cells(scores, "points", "points_low", "points_high", *ORIGINS, "answers_waiting") == [
        (0.0, 0.0, 0.0, 0, 0, 0, 1), (None, 0.0, 10.0, 0, 0, 0, 1), (None, 0.0, 10.0, 0, 0, 0, 1),
    ]  # fmt: skip


def test_points_that_were_given_stand_beside_a_band_that_says_otherwise():
    scores = regency_scores(of_numbers((5.0, "%", 7.5)), one_of_each(), with_bands())

    assert cells(scores, "points", *ORIGINS) == [(7.5, 1, 0, 0)]


def test_a_number_without_unit_is_in_that_of_the_list_and_in_no_band_where_the_list_has_none():
    answers = of_numbers((5.0, None, None))

    with_unit = regency_scores(answers, one_of_each().assign(unit="%"), with_bands())
    without = regency_scores(answers, one_of_each(), with_bands())

    assert cells(with_unit, "points", *ORIGINS) == [(10.0, 0, 1, 0)]
    assert cells(without, "points", *ORIGINS) == [(None, 0, 0, 1)]


def test_a_band_that_is_below_a_number_does_not_hold_that_number(real_data):
    # Of children with special needs at school, less than 50 % earn nothing.
    bands = bands_of(load("regulation_bands"), "25/2013")
    (least,) = [band for band in bands if band.indicator_code == "25/2013-006" and band.points == 0]

    assert (least.below, least.holds(np.array([0.0, 49.9, 50.0, 50.1])).tolist()) == (50.0, [True, True, False, False])


def test_a_number_below_zero_earns_no_points_of_a_band_that_has_no_lower_limit():
    answers = of_numbers((-1.0, "%", None)).assign(asked_unit="%")
    band = {"indicator_code": "9/2030-001", "points": 10.0, "below": None, "unit": "%"}
    up_to = Band(**band, above=None, value_from=None, value_to=5.0)
    from_below = Band(**band, above=-2.0, value_from=None, value_to=5.0)

    found = [points_by_bands(answers, [each]).tolist() for each in (up_to, from_below)]

    assert [str(points) for points in found] == ["[nan]", "[10.0]"]


def test_the_bands_that_are_known_of_a_regulation_are_its_points(real_data):
    bands = bands_of(load("regulation_bands"), "25/2013")
    codes = [f"25/2013-{number:03}" for number in (1, 1, 2, 3, 4, 5, 5, 6, 7, 8, 8, 8, 9)]
    numbers = [110.0, 150.0, 33.0, 4.0, 9.5, 28.5, 35.0, 49.9, 2.0, 60.0, 59.0, 47.0, 3.0]
    units = ["per 100.000", "per 100.000", "per 1.000", "% berkurang", *["%"] * 5, *["liter/orang/hari"] * 3, "%"]
    answers = pd.DataFrame({"indicator_code": codes, "answer_number": numbers, "unit": units, "asked_unit": ""})

    found = points_by_bands(answers.astype({"unit": "str", "asked_unit": "str"}), bands)

    earned = [None if pd.isna(points) else points for points in found]
    assert earned == [10, None, 0, None, 0, 2, None, 0, 10, 10, 8, 6, None]
    assert {band.points for band in bands} == {10, 8, 6, 4, 2, 0}


def test_scores_of_a_right_are_out_of_a_hundred():
    scores = regency_scores(answered(10, 5, 10, 10, 0, 0), one_of_each(), regulation(), by="right_code")

    assert cells(scores, "right_code", "points", "score") == [("A", 15.0, 62.5), ("B", 20.0, 100.0), ("C", 0.0, 0.0)]
    assert not set(TOTALS) & set(scores.columns)


def test_an_answer_without_points_leaves_bounds_and_no_score():
    scores = regency_scores(answered(10, 10, 10, 10, 10, None), one_of_each(), regulation())

    columns = ["points", "points_low", "points_high", "share", "score", "score_low", "score_high"]
    assert cells(scores, *columns) == [(None, 50.0, 60.0, None, None, 62.5, 100.0)]
    assert cells(classify(scores, regulation()), "category", "category_low", "category_high", "is_compliant") == [
        (None, "silver", "gold", True)
    ]


def test_an_answer_without_points_that_weighs_nothing_leaves_the_score_known():
    of_ends = regulation(type_weights=(("way", 0.0), ("end", 100.0)))
    scores = regency_scores(answered(None, 10, 10, 10, 10, 5), one_of_each(), of_ends)

    columns = ["points", "points_low", "points_high", "score", "score_low", "score_high"]
    assert cells(scores, *columns) == [(None, 45.0, 55.0, 75.0, 75.0, 75.0)]


def test_what_nobody_answered_and_what_was_rejected_earns_nothing():
    scores = regency_scores(submissions((2031, "1101", 2, "rejected", 10)), one_of_each(), regulation())

    assert cells(scores, "points", "points_low", "points_high", "score") == [(0.0, 0.0, 0.0, 0.0)]


@pytest.mark.parametrize(
    ("level", "known"),
    [
        ("verified", (None, None, 5.0, 22.0, 3.125, 20.0, 1, 0, 2)),
        ("submitted", (None, None, 12.0, 22.0, 7.5, 20.0, 2, 1, 0)),
    ],
)
def test_what_waits_earns_nothing_at_least_and_at_most_what_it_would_if_it_were_verified(level, known):
    # Ways of three rights, of which the last weighs double; a way is a quarter of its right.
    waiting = [
        (2031, "1101", 1, "verified", 5),
        (2031, "1101", 3, "submitted", 7),
        (2031, "1101", 5, "submitted", None),
    ]
    scores = regency_scores(submissions(*waiting), one_of_each(), regulation(), level=level)

    columns = ["points", "score", "points_low", "points_high", "score_low", "score_high"]
    counts = ["answers_given", "answers_without_points", "answers_waiting"]
    assert cells(scores, *columns, *counts) == [known]


@in_small_worlds
@given(st.data())
def test_bounds_at_level_verified_are_the_scores_when_all_that_waits_is_rejected_and_when_it_is_verified(data):
    given_in = as_submissions(data.draw(ANSWERS))
    scores = regency_scores(given_in, one_of_each(), regulation())
    for end, becomes in (("low", "rejected"), ("high", "verified")):
        settled = given_in.assign(status=given_in["status"].replace("submitted", becomes))
        then = regency_scores(settled, one_of_each(), regulation())
        names = [f"{name}_{end}" for name in ("points", "score", "total")]
        assert_frame_equal(scores[names], then[names])


def test_a_regency_that_handed_in_nothing_has_no_score_whether_or_not_it_has_rows():
    silent = submissions(*[(2031, "1102", number, "none", None) for number in ALL_SIX])
    aside = submissions((2031, "1103", 1, "not_applicable", None))
    with_rows = regency_scores(pd.concat([answered(10), silent, aside]), one_of_each(), regulation())

    assert list(with_rows["regency_code"]) == ["1101"]
    assert_frame_equal(with_rows, regency_scores(answered(10), one_of_each(), regulation()))


def test_an_answer_to_an_indicator_that_the_list_does_not_have_is_refused_with_what_it_could_mean():
    asked = submissions((2031, "1101", 1, "verified", 10), (2031, "1102", 7, "verified", 10))
    with pytest.raises(UnfitError) as refused:
        regency_scores(asked, one_of_each(), regulation())

    assert str(refused.value) == (
        "submissions of 2031: regency 1102 answers 9/2030-007, which is not in the list of indicators of 9/2030 (it "
        "could mean: 9/2030-006, 9/2030-005, 9/2030-004); correct its code, or load the list that has it (1 row)"
    )
    assert "(mungkin maksudnya: 9/2030-006, " in refused.value.sentence(Words("id"))


@pytest.mark.parametrize(
    ("code", "message"),
    [("bps:1101", "1 row of the submissions of 2031 is of a regency that does not exist: bps:1101; "),
     (1101, "regency_code of the table submissions holds 1101, which is no text; ")],
    ids=["marked", "number"],
)  # fmt: skip
def test_scores_of_regencies_without_a_code_of_theirs_are_refused(code, message):
    with pytest.raises(UnfitError, match=message):
        regency_scores(answered(10).assign(regency_code=code), one_of_each(), regulation())


@pytest.mark.parametrize(
    ("compute", "said"),
    [
        (lambda given: regency_scores(given.drop(columns="points"), one_of_each(), regulation()),
         "submissions have no column points, which scores need; take the whole table"),
        (lambda given: rule_distance(given.drop(columns="points"), one_of_each(), regencies("1101"), regulation(),
                                     province_code="11", rule=">60%"), "submissions have no column points"),
        (lambda given: classify(regency_scores(given, one_of_each(), regulation(), by="type"), regulation()),
         "these scores have no column total; only scores of whole regencies have a class"),
        (lambda given: compliance_from_scores(regency_scores(given, one_of_each(), regulation())),
         r"these scores have no classes \(no column category, is_compliant\); give the result of classify"),
        (lambda given: reconcile(pd.DataFrame(), regency_scores(given, one_of_each(), regulation())),
         r"these scores have no classes \(no column category, is_compliant\); give the result of classify"),
        (lambda given: indicator_coverage(given.drop(columns=["status"]), one_of_each(), regencies("1101")),
         r"submissions have no column status; take them from load\("),
        (lambda given: indicator_coverage(given, one_of_each().drop(columns="right_code"), regencies("1101"),
                                          by="right_code"), r"indicators have no column right_code; take them from"),
        (lambda given: indicator_coverage(given, one_of_each(), regencies("1101").drop(columns="province_code"),
                                          by="province_code"), "regencies have no column province_code; take them"),
    ],
    ids=["points", "points of a way", "total", "awards", "reconciling", "status", "right", "province"],
)  # fmt: skip
def test_a_table_that_lacks_a_column_is_refused_with_where_it_is_had(compute, said):
    with pytest.raises(UnfitError, match=said):
        compute(submissions((2031, "1101", 1, "verified", 10)))


@pytest.mark.parametrize("year", [None, pd.NA, "later"], ids=["none", "missing", "text"])
@pytest.mark.parametrize("column", ["award_year_from", "award_year_to"])
def test_a_list_whose_indicators_are_of_no_round_is_refused_with_its_column(column, year):
    listed = one_of_each().astype({column: "object"})
    listed.loc[0, column] = year

    with pytest.raises(UnfitError, match=f"the column {column} of indicators is empty or no year in one row or more"):
        regency_scores(answered(10), listed, regulation())


def test_an_indicator_that_a_round_does_not_ask_leaves_the_score_of_that_round_alone():
    listed = one_of_each()
    listed.loc[listed["indicator_code"] == "9/2030-006", "award_year_to"] = 2030
    rule = regulation(formula="points_of_all", type_weights=(), inside_type=None)
    before = answered(10, 10, 10, 10, 10, 0).assign(award_year=2030)
    scores = regency_scores(pd.concat([before, answered(10, 10, 10, 10, 10)]), listed, rule)

    assert cells(scores, "award_year", "reachable", "score") == [(2030, 60.0, 50 / 60 * 100), (2031, 50.0, 100.0)]


def test_a_type_in_which_nothing_applies_gives_its_weight_to_the_others_and_is_named():
    given_in = pd.concat([answered(10), submissions((2031, "1101", 2, "not_applicable", None))])
    scores = regency_scores(given_in, one_of_each(), regulation(), by="right_code")

    assert cells(scores, "right_code", "score", "assumed")[0] == ("A", 100.0, "type_weight:end;absent_type")


def test_a_right_in_which_nothing_applies_leaves_the_mean_and_is_named():
    nothing = submissions(*[(2031, "1101", number, "not_applicable", None) for number in (5, 6)])
    scores = regency_scores(pd.concat([answered(10, 10, 0, 0), nothing]), one_of_each(), regulation())

    assert cells(scores, "score", "assumed") == [(50.0, "type_weight:end;absent_right")]


def test_where_nothing_of_a_right_applies_it_has_no_score():
    nothing = submissions(*[(2031, "1101", number, "not_applicable", None) for number in (5, 6)])
    scores = regency_scores(pd.concat([answered(10), nothing]), one_of_each(), regulation(), by="right_code")

    assert cells(scores, "right_code", "points", "reachable", "share", "score")[2] == ("C", 0.0, 0.0, None, None)


def action_points(*rows):
    return pd.DataFrame(rows, columns=["award_year", "regency_code", "action_points"])


@pytest.mark.parametrize(
    ("points", "totals"),
    [
        (0.0, (40.625, 40.625, 40.625)),
        (5.0, (45.625, 45.625, 45.625)),
        (10.0, (50.625, 50.625, 50.625)),
        (None, (None, 40.625, 50.625)),
    ],
    ids=["none", "added", "up to the limit", "unknown"],
)
def test_action_points_are_added_up_to_their_limit(points, totals):
    scores = regency_scores(
        answered(10, 5, 10, 10, 0, 0), one_of_each(), regulation(), action_points=action_points((2031, "1101", points))
    )

    assert cells(scores, *TOTALS) == [totals]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (action_points((2031, "1101", 10.5)), "give regency 1101 10.5 in 2031, and 9/2030 allows 10 at most; correct"),
        (action_points().drop(columns="action_points"), "have no column action_points; they hold award_year, "),
        (action_points((2031, "1101", 1), (2031, "1101", 1)), "hold a regency twice in one round"),
    ],
    ids=["too many", "no column", "twice"],
)
def test_action_points_that_do_not_fit_are_refused_with_what_to_do(table, message):
    with pytest.raises(UnfitError, match=message):
        regency_scores(answered(10), one_of_each(), regulation(), action_points=table)


def test_action_points_without_a_table_are_unknown_and_not_none():
    rule = regulation(bonus_max=15.0)
    # Rights of 100, 100 and 48 points, of which the last weighs double: a score of 74.
    scores = classify(regency_scores(answered(10, 10, 10, 10, 9.0, 3.4), one_of_each(), rule), rule)

    assert cells(scores, "score", "action_points", *TOTALS) == [(74.0, None, None, 74.0, 89.0)]
    assert cells(scores, "category", "category_low", "category_high") == [(None, "silver", "gold")]


def test_the_limits_that_unknown_action_points_reach_up_to_are_named_where_they_are_assumed():
    rule = regulation(assumed=frozenset({"bonus_max", "total_max"}))

    assert list(regency_scores(answered(10), one_of_each(), rule)["assumed"]) == ["bonus_max;total_max"]
    assert set(regency_scores(answered(10), one_of_each(), rule, by="right_code")["assumed"]) == {""}


@pytest.mark.parametrize(
    ("low", "expected"),
    [(100.0, ("gold", "gold", "gold", True)), (80.0, ("gold", "gold", "gold", True)),
     (60.0, (None, "silver", "gold", True)), (59.9, (None, "bronze", "gold", None))],
)  # fmt: skip
def test_a_total_without_an_upper_bound_has_the_class_that_is_certain_all_the_same(low, expected):
    bounds = pd.DataFrame({"total": [pd.NA], "total_low": [low], "total_high": [pd.NA]}, dtype="Float64")
    classes = classify(bounds, regulation())

    assert cells(classes, "category", "category_low", "category_high", "is_compliant") == [expected]


def test_the_total_stops_at_its_limit_and_is_settled_there():
    full = answered(*[10] * 6)
    scores = regency_scores(full, one_of_each(), regulation(), action_points=action_points())

    assert cells(scores, "action_points", *TOTALS) == [(None, 100.0, 100.0, 100.0)]


def test_unknown_action_points_without_a_limit_of_their_own_reach_up_to_that_of_the_total():
    rule = regulation(bonus_max=None, total_max=90.0)
    scores = regency_scores(answered(10, 5, 10, 10, 0, 0), one_of_each(), rule, action_points=action_points())

    assert cells(scores, "action_points", *TOTALS) == [(None, None, 40.625, 90.0)]


def test_action_points_without_a_limit_of_their_own_are_refused_above_that_of_the_total():
    rule = regulation(bonus_max=None, total_max=90.0)

    with pytest.raises(UnfitError, match=r"give regency 1101 90\.5 in 2031, and 9/2030 allows 90 at most; correct"):
        regency_scores(answered(10), one_of_each(), rule, action_points=action_points((2031, "1101", 90.5)))


def test_unknown_action_points_without_any_limit_leave_the_upper_end_open():
    rule = regulation(bonus_max=None, total_max=None)
    scores = regency_scores(answered(*[10] * 6), one_of_each(), rule, action_points=action_points())

    assert cells(scores, *TOTALS) == [(None, 100.0, None)]


@pytest.mark.parametrize(
    ("limit", "points", "said"),
    [(None, 30.0, "bonus_unlimited"), (None, 0.0, ""), (None, None, ""), (40.0, 30.0, "")],
    ids=["given without a limit", "none given", "unknown", "within a limit"],
)
def test_action_points_that_no_known_limit_holds_are_named_as_taken_on_trust(limit, points, said):
    rule = regulation(bonus_max=limit, assumed=frozenset())
    given = action_points((2031, "1101", points))
    scores = regency_scores(answered(10, 5, 10, 10, 0, 0), one_of_each(), rule, action_points=given)
    by_right = regency_scores(answered(10), one_of_each(), rule, by="right_code", action_points=given)

    assert scores["assumed"].tolist() == [said]
    assert set(by_right["assumed"]) == {""}


def test_rounds_of_other_regulations_take_no_part():
    old = submissions((2029, "1101", 1, "verified", 10))
    scores = regency_scores(pd.concat([old, answered(10)]), one_of_each(), regulation())

    assert cells(scores, "award_year", "points") == [(2031, 10.0)]


def test_no_submissions_give_no_scores():
    scores = regency_scores(submissions(), one_of_each(), regulation())

    assert len(scores) == 0
    assert list(scores.columns[:3]) == ["award_year", "regency_code", "points"]


def test_scores_of_made_up_answers_to_a_placeholder_are_marked():
    made_up = answered(10).assign(synthetic=pd.array([True], dtype="boolean"))
    scores = regency_scores(made_up, one_of_each().assign(kind="placeholder"), regulation())

    assert cells(scores, "synthetic", "kind") == [(True, "placeholder")]


@pytest.mark.parametrize(
    ("listed", "given_in", "message"),
    [
        (one_of_each()[:4], answered(1), "has none for these rights of 9/2030: C; the score needs all"),
        (one_of_each().assign(type="means"), answered(1), "of types without a weight: means; it weighs way, end"),
        (one_of_each().assign(right_code="D"), answered(1), "belong to rights that it does not have: D"),
        (one_of_each().assign(max_points=pd.NA), answered(1), "6 indicators of 9/2030 have no max_points"),
        (one_of_each(), answered(11), "regency 1101 has 11 points for 9/2030-001, which can earn 0 to 10"),
        (one_of_each(), answered(-1), "regency 1101 has -1 points for 9/2030-001"),
        (one_of_each().assign(regulation="8/2020"), answered(1), "the table indicators has none of 9/2030"),
    ],
    ids=["right", "type", "other right", "points", "too many", "negative", "none"],
)
def test_a_list_or_points_that_do_not_fit_are_refused(listed, given_in, message):
    with pytest.raises(ValueError, match=message):
        regency_scores(given_in, listed, regulation())


def test_why_there_is_no_score_is_said_in_both_languages():
    without_c = one_of_each()[:4]

    with pytest.raises(UnfitError) as raised:
        regency_scores(answered(1), without_c, regulation())

    assert str(raised.value) == ("the list of indicators has none for these rights of 9/2030: C; the score needs all")
    assert in_words(raised.value, Words("id")) == (
        "daftar indikator tidak memuat satu pun indikator untuk hak 9/2030 ini: C; nilai memerlukan semuanya"
    )


def test_action_points_that_cannot_be_are_refused():
    for rows, message in ([((2031, "1101", -1),), "0 or more"], [((2031, "1101", 1),) * 2, "twice in one round"]):
        with pytest.raises(ValueError, match=message):
            regency_scores(answered(1), one_of_each(), regulation(), action_points=action_points(*rows))


@pytest.mark.parametrize("by", ["province_code", "indicator_code"])
def test_a_grouping_of_scores_that_is_not_known_is_refused(by):
    with pytest.raises(ValueError, match="is no grouping of scores; use any of: right_code, group, type"):
        regency_scores(answered(1), one_of_each(), regulation(), by=by)


ANSWERS = st.lists(
    st.tuples(st.sampled_from(STATUSES), st.none() | st.integers(0, 20).map(lambda halves: halves / 2)),
    min_size=6,
    max_size=6,
)


def as_submissions(answers):
    return submissions(*[(2031, "1101", number, *answer) for number, answer in enumerate(answers, start=1)])


@in_small_worlds
@given(ANSWERS, st.sampled_from(["verified", "submitted"]))
def test_scores_lie_between_their_bounds_and_0_and_100(answers, level):
    given_in = as_submissions(answers)
    scores = regency_scores(given_in, one_of_each(), regulation(), level=level)

    assert len(scores) == given_in["status"].isin(["submitted", "verified", "rejected"]).any()
    for row in scores.to_dict("records"):
        assert 0 <= row["score_low"] <= row["score_high"] <= 100 + 1e-9
        assert pd.isna(row["score"]) or row["score"] == row["score_low"] == row["score_high"]
        assert row["points_low"] <= row["points_high"] <= row["reachable"]


@in_small_worlds
@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_no_score_and_no_table(answers, random):
    given_in = as_submissions(answers)
    before = given_in.copy(deep=True)
    rows = list(range(6))
    random.shuffle(rows)
    texts = dict.fromkeys(["regency_code", "indicator_code", "status"], "category")

    one = regency_scores(given_in, one_of_each(), regulation())
    other = regency_scores(given_in.iloc[rows].astype(texts), one_of_each()[::-1], regulation())
    assert_frame_equal(one, other)
    assert_frame_equal(given_in, before)


@in_small_worlds
@given(ANSWERS, st.integers(0, 5))
def test_full_points_never_lower_a_score(answers, position):
    answers = [("verified", 0) if status == "not_applicable" else (status, given) for status, given in answers]
    better = [*answers]
    better[position] = ("verified", 10)
    now, then = (regency_scores(as_submissions(each), one_of_each(), regulation()) for each in (answers, better))

    assert len(then) == 1
    assert (then["score_low"].iloc[0] >= now["score_low"]).all()
    assert (then["score_high"].iloc[0] >= now["score_high"] - 1e-9).all()
