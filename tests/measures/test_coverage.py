"""Coverage, by examples whose result is written out, and by what must hold in every small world."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import Phase, assume, find, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import coverage_change, coverage_gaps, coverage_matrix, indicator_coverage
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.tables.vocabulary import SUBMISSION_STATUSES

from .literals import cells
from .strategies import in_answered_frames, in_small_worlds
from .submission_worlds import (
    GROUPINGS,
    answered_frames,
    handed_in,
    indicators,
    one_of_each,
    regencies,
    submissions,
)

LEVELS = st.sampled_from(["submitted", "verified"])
WEIGHTS = st.sampled_from([None, "max_points"])
BY = st.lists(st.sampled_from(GROUPINGS), unique=True)
FIGURES = ["applicable", "covered", "coverage"]
# Once one is met, there is nothing to reduce: that takes minutes.
QUIETLY = settings(derandomize=True, database=None, max_examples=500, phases=[Phase.generate])


def whole(handed, **options):
    return indicator_coverage(*handed.tables(), **options)


def two_regencies_four_indicators():
    """One of each status among what 1101 answers; 1201 answers nothing."""
    listed = indicators(("A", "way", 1), ("A", "end", 2), ("B", "way", 3), ("B", "end", 4))
    given_in = submissions(
        (2031, "1101", 1, "verified", None),
        (2031, "1101", 2, "submitted", None),
        (2031, "1101", 3, "rejected", None),
        (2031, "1101", 4, "not_applicable", None),
    )
    return given_in, listed, regencies("1101", "1201")


def test_what_nobody_answered_is_uncovered_and_not_absent():
    coverage = indicator_coverage(*two_regencies_four_indicators(), by="regency_code")

    types = {"regency_code": "str", "applicable": "Int64", "covered": "Int64", "coverage": "Float64"}
    known = pd.DataFrame([("1101", 3, 1, 1 / 3), ("1201", 4, 0, 0.0)], columns=list(types)).astype(types)
    assert_frame_equal(coverage, known)


def test_what_was_handed_in_and_not_rejected_is_covered_at_the_level_submitted():
    coverage = indicator_coverage(*two_regencies_four_indicators(), by="regency_code", level="submitted")

    assert cells(coverage, "applicable", "covered") == [(3, 2), (4, 0)]


def test_points_weigh_the_indicators():
    coverage = indicator_coverage(*two_regencies_four_indicators(), by="regency_code", weight="max_points")

    assert cells(coverage, "applicable", "covered", "coverage") == [(6.0, 1.0, 1 / 6), (10.0, 0.0, 0.0)]
    assert str(coverage["covered"].dtype) == "Float64"


def test_sums_of_points_that_floats_cannot_hold_are_exact():
    listed = indicators(*[("A", "way", 0.1)] * 3)
    coverage = indicator_coverage(submissions(), listed, regencies("1101"), weight="max_points")

    assert cells(coverage, "applicable") == [(0.3,)]


def test_coverage_of_nothing_is_missing_and_not_one():
    listed = indicators(("A", "way", 1))
    coverage = indicator_coverage(
        submissions((2031, "1101", 1, "not_applicable", None)), listed, regencies("1101"), by="right_code"
    )

    assert cells(coverage, "right_code", *FIGURES) == [("A", 0, 0, None)]


def test_a_round_is_held_against_the_indicators_of_its_own_regulation():
    old = indicators(("A", "way", 1), code="8/2020", rounds=(2029, 2029))
    listed = pd.concat([old, indicators(("A", "way", 1), ("B", "way", 1))], ignore_index=True)
    answered = pd.concat(
        [
            submissions((2029, "1101", 1, "verified", None), code="8/2020"),
            submissions((2029, "1101", 1, "verified", None)),
        ]
    )
    coverage = indicator_coverage(answered, listed, regencies("1101", rounds=(2029, 2030)), by="award_year")

    assert cells(coverage, "award_year", *FIGURES) == [(2029, 1, 1, 1.0), (2030, 2, 0, 0.0)]


def test_indicators_without_a_group_are_a_group_of_their_own():
    listed = indicators(("A", "way", 1), ("B", "end", 1)).assign(group=pd.Series(["one", None], dtype="str"))
    coverage = indicator_coverage(submissions(), listed, regencies("1101"), by="group")

    assert cells(coverage, "group", "applicable") == [("one", 1), (None, 1)]


def test_synthetic_rows_and_placeholders_are_marked_in_every_row():
    listed = indicators(("A", "way", 1), ("B", "end", 1), kind="placeholder")
    answered = submissions((2031, "1101", 1, "verified", None)).assign(synthetic=pd.array([True], dtype="boolean"))
    coverage = indicator_coverage(answered, listed, regencies("1101"), by="right_code")

    assert cells(coverage, "right_code", *FIGURES, "synthetic", "kind") == [
        ("A", 1, 1, 1.0, True, "placeholder"),
        ("B", 1, 0, 0.0, True, "placeholder"),
    ]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("right_code", [("A", "loaded"), ("B", "placeholder"), ("C", "known")]),
        ("type", [("end", "placeholder"), ("way", "known")]),
        ("regency_code", [("1101", "placeholder"), ("1201", "placeholder")]),
        ("indicator_code", [("9/2030-001", "loaded"), ("9/2030-002", "placeholder"), ("9/2030-003", "known")]),
    ],
    ids=str,
)
def test_a_group_is_marked_with_the_weakest_list_of_its_own_indicators_and_of_no_others(by, expected):
    listed = indicators(("A", "way", 1), ("B", "end", 1), ("C", "way", 1))
    listed = listed.assign(kind=pd.Series(["loaded", "placeholder", "known"], dtype="str"))
    coverage = indicator_coverage(submissions(), listed, regencies("1101", "1201"), by=by)

    assert cells(coverage, by, "kind") == expected


def test_a_group_of_a_round_is_marked_with_the_list_that_this_round_was_judged_by():
    old = indicators(("A", "way", 1), code="8/2020", rounds=(2029, 2029))
    new = indicators(("A", "way", 1), ("B", "way", 1)).assign(kind=pd.Series(["loaded", "placeholder"], dtype="str"))
    judged = regencies("1101", rounds=(2029, 2031))
    coverage = indicator_coverage(submissions(), pd.concat([old, new]), judged, by=["right_code", "award_year"])

    assert cells(coverage, "right_code", "award_year", "kind") == [
        ("A", 2029, "loaded"),
        ("A", 2031, "loaded"),
        ("B", 2031, "placeholder"),
    ]


def test_facts_against_a_loaded_list_carry_no_marks():
    answered = submissions((2031, "1101", 1, "verified", None)).assign(synthetic=pd.array([False], dtype="boolean"))

    assert list(indicator_coverage(answered, one_of_each(), regencies("1101")).columns) == FIGURES


def with_a_synthetic_row(answered):
    return answered.assign(synthetic=pd.array([True, *[False] * (len(answered) - 1)], dtype="boolean"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"submissions": with_a_synthetic_row}, "rows are synthetic and the others are not"),
        ({"submissions": lambda rows: pd.concat([rows, rows])}, "9/2030-001 of regency 1101 more than once; keep one"),
        ({"submissions": lambda rows: rows.assign(status="done")}, "status 'done' of a submission is not known; use: "),
        ({"indicators": lambda rows: rows.assign(indicator_code=None)}, "9/2030 have no numbers, .*indicators load"),
        (
            {"indicators": lambda rows: rows.assign(award_year_from=2032)},
            "no indicators are known for the round",
        ),
        ({"indicators": lambda rows: pd.concat([rows, rows])}, "indicator 9/2030-001 stands twice"),
        ({"regencies": lambda rows: rows.drop(columns="award_year")}, r"take them from regencies_in\("),
        ({"regencies": lambda rows: pd.concat([rows, rows])}, "a regency stands twice in one round"),
    ],
    ids=["mixed", "twice", "status", "numbers", "round", "list", "regencies", "rounds"],
)
def test_what_cannot_be_counted_is_refused_with_what_to_do(change, message):
    tables = dict(zip(["submissions", "indicators", "regencies"], two_regencies_four_indicators(), strict=True))
    tables = {name: change.get(name, lambda rows: rows)(table) for name, table in tables.items()}

    with pytest.raises(ValueError, match=message):
        indicator_coverage(**tables)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "province"}, "'province' is no grouping; use any of: award_year, province_code, "),
        ({"level": "seen"}, "level 'seen' is not known; use one of: submitted, verified"),
        ({"weight": "points"}, "weight 'points' is not known; use one of: max_points, or none"),
    ],
    ids=["by", "level", "weight"],
)
def test_an_option_that_is_not_known_is_refused_with_those_that_are(options, message):
    with pytest.raises(ValueError, match=message):
        indicator_coverage(*two_regencies_four_indicators(), **options)


def test_weighing_indicators_without_points_is_refused():
    answered, listed, judged = two_regencies_four_indicators()
    with pytest.raises(ValueError, match="4 indicators have no max_points"):
        indicator_coverage(answered, listed.assign(max_points=pd.NA), judged, weight="max_points")


@pytest.mark.parametrize("points", [-1.0, -0.25])
def test_weighing_by_points_below_0_is_refused(points):
    answered, listed, judged = two_regencies_four_indicators()
    listed = listed.assign(max_points=pd.array([1.0, points, 3.0, 4.0], dtype="Float64"))

    with pytest.raises(UnfitError, match="max_points must be 0 or more, with six digits behind the point at most"):
        indicator_coverage(answered, listed, judged, weight="max_points")


def test_gaps_tell_what_is_missing_and_what_it_would_add():
    gaps = coverage_gaps(*two_regencies_four_indicators(), by=["regency_code", "indicator_code"], weight="max_points")

    columns = ["regency_code", "indicator_code", "right_code", "missing", "not_handed_in", "not_verified", "rejected"]
    assert cells(gaps, *columns, "would_add") == [
        ("1201", "9/2030-004", "B", 4.0, 4.0, 0.0, 0.0, 4 / 16),
        ("1101", "9/2030-003", "B", 3.0, 0.0, 0.0, 3.0, 3 / 16),
        ("1201", "9/2030-003", "B", 3.0, 3.0, 0.0, 0.0, 3 / 16),
        ("1101", "9/2030-002", "A", 2.0, 0.0, 2.0, 0.0, 2 / 16),
        ("1201", "9/2030-002", "A", 2.0, 2.0, 0.0, 0.0, 2 / 16),
        ("1201", "9/2030-001", "A", 1.0, 1.0, 0.0, 0.0, 1 / 16),
    ]


def test_what_waits_to_be_verified_is_no_gap_at_the_level_submitted():
    gaps = coverage_gaps(*two_regencies_four_indicators(), level="submitted")

    assert cells(gaps, "indicator_code", "missing", "not_handed_in", "not_verified", "rejected") == [
        ("9/2030-003", 2, 1, 0, 1),
        ("9/2030-001", 1, 1, 0, 0),
        ("9/2030-002", 1, 1, 0, 0),
        ("9/2030-004", 1, 1, 0, 0),
    ]


def test_the_matrix_has_the_rights_in_the_order_of_the_list_and_is_missing_where_nothing_applies():
    listed = indicators(("B", "way", 1), ("A", "way", 1))
    answered = submissions((2031, "1101", 2, "verified", None), (2031, "1201", 1, "not_applicable", None))
    matrix = coverage_matrix(answered, listed, regencies("1101", "1201"))

    known = pd.DataFrame({"1101": [0.0, 1.0], "1201": [pd.NA, 0.0]}, index=["B", "A"], dtype="Float64")
    known = known.rename_axis(index="right_code", columns="regency_code")
    assert_frame_equal(matrix, known, check_index_type=False, check_column_type=False)


def test_the_matrix_of_a_placeholder_is_marked_in_its_rows():
    matrix = coverage_matrix(submissions(), indicators(("A", "way", 1), kind="placeholder"), regencies("1101"))

    assert list(matrix.index.names) == ["right_code", "kind"]
    assert list(matrix.index) == [("A", "placeholder")]


def test_change_is_the_difference_between_two_rounds_of_one_regulation():
    listed = indicators(("A", "way", 1), ("A", "end", 1))
    answered = submissions((2030, "1101", 1, "verified", None), (2031, "1101", 1, "verified", None),
                           (2031, "1101", 2, "verified", None), (2031, "1201", 1, "not_applicable", None),
                           (2030, "1201", 1, "rejected", None),
                           (2031, "1201", 2, "not_applicable", None))  # fmt: skip
    judged = pd.concat([regencies("1101", "1201", rounds=(2030,)), regencies("1101", "1201", "1301")])
    change = coverage_change(answered, listed, judged, before=2030, award_year=2031, by="regency_code")

    columns = ["regency_code", "coverage_before", "coverage", "change", "reason"]
    assert list(change.columns[:4]) == ["regency_code", "applicable_before", "covered_before", "coverage_before"]
    assert cells(change, *columns) == [
        ("1101", 0.5, 1.0, 0.5, ""),
        ("1201", 0.0, None, None, "nothing_applicable"),
        ("1301", None, 0.0, None, "not_in_both"),
    ]


PAPUA = pd.concat(
    [regencies("9101", "9171", "9401", rounds=(2030,)).assign(province_code=["91", "91", "94"]),
     regencies("9101", "9171", "9401").assign(province_code=["91", "95", "94"])]
)  # fmt: skip
ALL_OF_THEM = [(year, code, 1, "verified", None) for year in (2030, 2031) for code in ("9101", "9171", "9401")]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("province_code", [("territory", None), ("", 0.0), ("not_in_both", None)]),
        ([], [("", 0.0)]),
        ("regency_code", [("", 0.0)] * 3),
        (["province_code", "right_code"], [("territory", None), ("", 0.0), ("not_in_both", None)]),
    ],
    ids=["by province", "as a whole", "by regency", "by province and right"],
)
def test_change_of_a_province_of_other_regencies_is_not_told(by, expected):
    given_in = (submissions(*ALL_OF_THEM), indicators(("A", "way", 1)), PAPUA)
    change = coverage_change(*given_in, before=2030, award_year=2031, by=by)

    assert cells(change, "reason", "change") == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(2031, "1101", 1, "verified", None)], "nothing_handed_in_before"),
        ([(2030, "1101", 1, "rejected", None)], "nothing_handed_in"),
        ([(2030, "1101", 1, "none", None), (2031, "1102", 1, "submitted", None)], "nothing_handed_in_before"),
        ([], "nothing_handed_in_before"),
        ([(2030, "1101", 1, "rejected", None), (2031, "1102", 2, "submitted", None)], ""),
    ],
    ids=["not before", "not now", "a row that hands in nothing", "never", "both"],
)
@pytest.mark.parametrize("weight", [None, "max_points"])
def test_change_since_a_round_that_nobody_handed_in_for_is_not_told(rows, expected, weight):
    listed, judged = indicators(("A", "way", 1), ("B", "way", 1)), regencies("1101", "1102", rounds=(2030, 2031))
    given = {"before": 2030, "award_year": 2031, "weight": weight}

    assert set(coverage_change(submissions(*rows), listed, judged, **given)["reason"]) == {expected}
    # A right of which nothing came in is uncovered; nobody is said to have kept away from it.
    assert set(coverage_change(submissions(*rows), listed, judged, by="right_code", **given)["reason"]) == {expected}


def test_change_of_each_regency_is_told_where_it_took_part_in_both_rounds():
    rows = [
        (2030, "1101", 1, "rejected", None),
        (2031, "1101", 1, "verified", None),
        (2031, "1102", 1, "verified", None),
    ]
    judged = regencies("1101", "1102", rounds=(2030, 2031))
    change = coverage_change(
        submissions(*rows), indicators(("A", "way", 1)), judged, before=2030, award_year=2031, by="regency_code"
    )

    assert cells(change, "regency_code", "change", "reason") == [
        ("1101", 1.0, ""), ("1102", None, "nothing_handed_in_before")
    ]  # fmt: skip


def test_change_between_two_regulations_is_not_told():
    old = indicators(("A", "way", 1), code="8/2020", rounds=(2029, 2029))
    listed = pd.concat([old, indicators(("A", "way", 1))], ignore_index=True)
    change = coverage_change(
        submissions(), listed, regencies("1101", rounds=(2029, 2030)), before=2029, award_year=2030
    )

    assert cells(change, "coverage_before", "coverage", "change", "reason") == [(0.0, 0.0, None, "regulation")]


def test_change_is_marked_with_the_weaker_list_of_the_two_and_as_made_up_where_one_round_has_no_answers():
    old = indicators(("A", "way", 1), code="8/2020", rounds=(2029, 2029), kind="placeholder")
    listed = pd.concat([old, indicators(("A", "way", 1), ("B", "way", 1))], ignore_index=True)
    made_up = submissions((2030, "1101", 1, "verified", None)).assign(synthetic=pd.array([True], dtype="boolean"))
    judged = regencies("1101", rounds=(2029, 2030))
    change = coverage_change(made_up, listed, judged, before=2029, award_year=2030, by="right_code")

    # The right B is of the later round alone.
    assert cells(change, "right_code", "synthetic", "kind") == [("A", True, "placeholder"), ("B", True, "loaded")]


@pytest.mark.parametrize("before", [2030, 2031])
def test_change_between_rounds_that_are_not_in_order_is_refused(before):
    judged = regencies("1101", rounds=(2030, 2031))
    with pytest.raises(ValueError, match=f"the rounds are not in order: {before} is not before 2030"):
        coverage_change(submissions(), one_of_each(), judged, before=before, award_year=2030)


def test_change_refuses_what_can_be_read_once_only():
    parts = (part for part in [submissions((2031, "1101", 1, "verified", None))])
    with pytest.raises(ValueError, match="once only; give a list"):
        coverage_change(parts, one_of_each(), regencies("1101", rounds=(2030, 2031)), before=2030, award_year=2031)


def test_categories_in_any_order_give_the_rows_the_order_of_text():
    listed = indicators(("B", "way", 1), ("A", "way", 1))
    there, handed = regencies("1201", "1101"), submissions((2031, "1101", 1, "verified", None))
    unsorted = {
        name: pd.Categorical(listed[name], sorted(set(listed[name]), reverse=True))
        for name in ("right_code", "indicator_code")
    }
    others = (
        listed.assign(**unsorted),
        there.assign(regency_code=pd.Categorical(there["regency_code"], ["1201", "1101"])),
    )
    by = ["right_code", "regency_code"]
    expected = [("A", "1101", 0), ("A", "1201", 0), ("B", "1101", 1), ("B", "1201", 0)]
    assert cells(indicator_coverage(handed, *others, by=by), *by, "covered") == expected
    assert cells(coverage_gaps(handed, *others, by=by), *by) == [row[:2] for row in expected if not row[2]]
    assert list(coverage_matrix(handed, *others).index) == ["B", "A"]


def test_two_versions_of_an_indicator_count_each_in_its_own_rounds():
    first = indicators(("A", "way", 1), ("A", "way", 1), rounds=(2030, 2030))
    second = indicators(("B", "way", 1), ("B", "way", 1), rounds=(2031, 2039))
    handed = submissions((2030, "1101", 1, "verified", None), (2031, "1101", 2, "verified", None))
    given_in = handed, pd.concat([first, second]), regencies("1101", rounds=(2030, 2031))
    found = indicator_coverage(*given_in, by=["award_year", "right_code", "indicator_code"])
    assert cells(found, "award_year", "right_code", "indicator_code", "covered") == [
        (2030, "A", "9/2030-001", 1),
        (2030, "A", "9/2030-002", 0),
        (2031, "B", "9/2030-001", 0),
        (2031, "B", "9/2030-002", 1),
    ]
    assert cells(coverage_gaps(*given_in), "indicator_code", "right_code", "missing") == [
        ("9/2030-001", "B", 1),
        ("9/2030-002", "B", 1),
    ]


def test_change_needs_the_regencies_of_both_rounds():
    with pytest.raises(ValueError, match="regencies of the round of 2030 are not given"):
        coverage_change(submissions(), one_of_each(), regencies("1101"), before=2030, award_year=2031)


@in_small_worlds
@given(handed_in(), BY, LEVELS, WEIGHTS)
def test_coverage_lies_between_0_and_1(handed, by, level, weight):
    coverage = whole(handed, by=by, level=level, weight=weight)

    assert coverage["coverage"].dropna().between(0, 1).all()
    assert (coverage["coverage"].isna() == (coverage["applicable"] == 0)).all()
    assert not coverage.duplicated(by).any() if by else len(coverage) == 1


@in_small_worlds
@given(handed_in(), BY, LEVELS, WEIGHTS)
def test_a_regrouped_total_equals_the_whole(handed, by, level, weight):
    parts = whole(handed, by=by, level=level, weight=weight)[["applicable", "covered"]].sum()
    total = whole(handed, level=level, weight=weight)[["applicable", "covered"]].iloc[0]

    assert parts.tolist() == total.tolist()


@in_small_worlds
@given(handed_in(), BY, LEVELS, WEIGHTS, st.randoms(use_true_random=False))
def test_order_categories_and_parts_change_nothing(handed, by, level, weight, random):
    rows = list(range(len(handed.submissions)))
    random.shuffle(rows)
    texts = ["regency_code", "indicator_code", "status"]
    shuffled = handed.submissions.iloc[rows].astype(dict.fromkeys(texts, "category"))
    judged, listed = handed.regencies[::-1], handed.indicators[::-1]
    cuts = sorted(random.randrange(len(rows) + 1) for _ in range(2))
    parts = [shuffled.iloc[start:end] for start, end in pairwise([0, *cuts, len(rows)])]
    one = whole(handed, by=by, level=level, weight=weight)

    for other in (shuffled, parts, iter(parts)):
        assert_frame_equal(one, indicator_coverage(other, listed, judged, by=by, level=level, weight=weight))


@in_small_worlds
@given(handed_in(), BY, LEVELS, WEIGHTS)
def test_the_tables_given_stay_as_they_are(handed, by, level, weight):
    before = [table.copy(deep=True) for table in handed.tables()]
    whole(handed, by=by, level=level, weight=weight)
    coverage_gaps(*handed.tables(), by=by, level=level, weight=weight)

    for table, was in zip(handed.tables(), before, strict=True):
        assert_frame_equal(table, was)


def with_status(handed, key, status):
    """The answers with that of one key set to a status; added where nobody gave it."""
    rows, (award_year, regency_code, code) = handed.submissions, key
    there = rows["award_year"].eq(award_year) & rows["regency_code"].eq(regency_code) & rows["indicator_code"].eq(code)
    answer = submissions((award_year, regency_code, int(code.rpartition("-")[2]), status, None))
    return pd.concat([rows[~there], answer], ignore_index=True)


@in_answered_frames
@given(answered_frames(), BY, LEVELS, WEIGHTS)
def test_verifying_never_lowers_coverage_and_rejecting_never_raises_it(drawn, by, level, weight):
    handed, key = drawn
    options = {"by": by, "level": level, "weight": weight}
    now = whole(handed, **options)["coverage"].fillna(0)
    verified = indicator_coverage(with_status(handed, key, "verified"), *handed.tables()[1:], **options)
    rejected = indicator_coverage(with_status(handed, key, "rejected"), *handed.tables()[1:], **options)

    assert (verified["coverage"].fillna(0) >= now).all()
    assert (rejected["coverage"].fillna(0) <= now).all()


@in_small_worlds
@given(handed_in(), BY, LEVELS, WEIGHTS, st.data())
def test_adding_a_verified_row_never_lowers_coverage(handed, by, level, weight, data):
    columns = ["award_year", "regency_code", "indicator_code"]
    there = set(handed.submissions[columns].itertuples(index=False, name=None))
    frame = handed.regencies.merge(handed.indicators["indicator_code"], how="cross")[columns]
    free = [key for key in frame.itertuples(index=False, name=None) if key not in there]
    assume(free)
    row = (*data.draw(st.sampled_from(free)), "verified", None)
    added = pd.DataFrame([row], columns=handed.submissions.columns).astype(handed.submissions.dtypes)
    more = pd.concat([handed.submissions, added], ignore_index=True)
    options = {"by": by, "level": level, "weight": weight}
    now, then = whole(handed, **options), indicator_coverage(more, *handed.tables()[1:], **options)

    assert (then["applicable"] == now["applicable"]).all()
    assert (then["coverage"].fillna(0) >= now["coverage"].fillna(0)).all()


@in_small_worlds
@given(handed_in(), BY, WEIGHTS)
def test_what_is_verified_is_at_most_what_was_submitted(handed, by, weight):
    verified, submitted = (whole(handed, by=by, level=level, weight=weight) for level in ("verified", "submitted"))

    assert (verified["covered"] <= submitted["covered"]).all()
    assert (verified["applicable"] == submitted["applicable"]).all()


@in_small_worlds
@given(handed_in(), LEVELS, WEIGHTS)
def test_closing_all_gaps_would_bring_coverage_to_one(handed, level, weight):
    total = whole(handed, level=level, weight=weight)["coverage"].iloc[0]
    assume(not pd.isna(total))
    gaps = coverage_gaps(
        *handed.tables(), by=["award_year", "regency_code", "indicator_code"], level=level, weight=weight
    )

    assert total + gaps["would_add"].sum() == pytest.approx(1)
    assert (gaps["missing"] == gaps[["not_handed_in", "not_verified", "rejected"]].sum(axis=1)).all()
    assert gaps["would_add"].is_monotonic_decreasing


def statuses_inside(handed):
    """Statuses of the submissions that take part: of a regency of the round, for an indicator that it was asked for."""
    asked = handed.regencies.merge(handed.indicators, how="cross")
    asked = asked[asked["award_year"].between(asked["award_year_from"], asked["award_year_to"])]
    keys = ["award_year", "regency_code", "indicator_code"]
    return set(handed.submissions.merge(asked[keys], on=keys)["status"])


@pytest.mark.parametrize("status", SUBMISSION_STATUSES)
def test_every_status_is_met_by_the_small_worlds(status):
    met = find(handed_in(), lambda handed: status in statuses_inside(handed), settings=QUIETLY)

    assert status in statuses_inside(met)
