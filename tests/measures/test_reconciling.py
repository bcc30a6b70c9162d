"""Scores as awards, and where published awards and computed classes differ."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import (
    claims_from_scores,
    classify,
    compliance_from_scores,
    compliant_share,
    reconcile,
    regency_scores,
    resolve_awards,
    robustness_summary,
    share_robustness,
)
from kkpham_analysis.measures.awards import AWARD_COLUMNS
from kkpham_analysis.measures.reconciling import beside_published
from kkpham_analysis.measures.regulations import ScoreClass
from kkpham_analysis.tables.markings import MixedKindsError

from .literals import SOURCES, awards_of, cells
from .strategies import province_claims_table
from .submission_worlds import one_of_each, regencies, regulation, submissions

ROUND = 2023


def scored(*rows):
    """Classified scores from rows of regency and total, or of regency and the two bounds of it."""
    bounds = [(code, low, high[0] if high else low) for code, low, *high in rows]
    frame = pd.DataFrame(bounds, columns=["regency_code", "total_low", "total_high"])
    frame.insert(0, "award_year", pd.array([ROUND] * len(rows), dtype="Int64"))
    return classify(frame.assign(total=frame["total_low"], assumed=""), regulation())


def shares(scores, *codes):
    compliance, judged = compliance_from_scores(scores), regencies(*codes, rounds=(ROUND,))
    claims = claims_from_scores(compliance, judged)
    return compliant_share(compliance, judged, award_year=ROUND, rule=">60%", province_claims=claims)


def test_scores_of_all_regencies_make_a_complete_share():
    found = shares(scored(("1101", 80), ("1102", 60), ("1103", 59.5)), "1101", "1102", "1103")

    columns = ["regencies", "compliant", "compliant_low", "compliant_high", "evidence", "meets_rule", "conflicts"]
    assert cells(found, *columns) == [(3, 2, 2, 2, "complete", True, 0)]


def test_a_province_in_which_no_score_is_compliant_is_complete_too():
    found = shares(scored(("1101", 0), ("1102", 10)), "1101", "1102")

    assert cells(found, "compliant", "evidence", "meets_rule") == [(0, "complete", False)]


def test_a_regency_without_a_score_or_between_two_results_is_unknown():
    found = shares(scored(("1101", 80), ("1102", 59, 61), ("1201", 80)), "1101", "1102", "1201", "1202")

    columns = ["province_code", "compliant", "compliant_low", "compliant_high", "evidence"]
    assert cells(found, *columns) == [("11", None, 1, 2, "partial"), ("12", None, 1, 2, "partial")]


def test_who_handed_in_nothing_is_unknown_whether_or_not_it_has_rows():
    handed_in = submissions((2031, "1101", 1, "verified", 10))
    rows_of_none = submissions(*[(2031, "1102", number, "none", None) for number in range(1, 7)])
    found = []
    for given_in in (handed_in, pd.concat([handed_in, rows_of_none])):
        compliance = compliance_from_scores(
            classify(regency_scores(given_in, one_of_each(), regulation()), regulation())
        )
        judged = regencies("1101", "1102")
        claims = claims_from_scores(compliance, judged)
        found.append(compliant_share(compliance, judged, award_year=2031, rule=">60%", province_claims=claims))

    assert cells(found[0], "compliant_low", "compliant_high", "evidence") == [(0, 1, "partial")]
    assert_frame_equal(*found)


def test_what_waits_and_could_decide_leaves_a_regency_unknown():
    waiting = submissions(*[(2031, "1101", number, "submitted", None) for number in range(1, 7)])
    scores = classify(regency_scores(waiting, one_of_each(), regulation()), regulation())

    assert cells(scores, "category", "category_low", "category_high", "is_compliant") == [
        (None, "bronze", "gold", None)
    ]
    assert len(compliance_from_scores(scores)) == 0


def test_compliance_has_the_columns_and_types_of_awards():
    compliance = compliance_from_scores(scored(("1101", 80), ("1102", 10)))
    awards = awards_of(("1101", "good", "stated", "Q1"), ("1102", "bad", "stated", "Q1"))

    assert list(compliance.columns) == [*AWARD_COLUMNS, "assumed", "likely"]
    assert compliance[AWARD_COLUMNS].dtypes.to_dict() == awards.dtypes.to_dict()


def test_what_follows_from_synthetic_scores_stays_marked():
    scores = scored(("1101", 80)).assign(synthetic=True, kind="placeholder")
    compliance = compliance_from_scores(scores)

    assert cells(compliance, "synthetic", "kind") == [(True, "placeholder")]
    assert claims_from_scores(compliance, regencies("1101", rounds=(ROUND,)))["synthetic"].all()


def published(*rows):
    frame = pd.DataFrame(rows, columns=["regency_code", "category", "is_compliant"])
    frame.insert(0, "award_year", pd.array([ROUND] * len(rows), dtype="Int64"))
    return frame.astype({"is_compliant": "boolean"})


def test_reconciling_lists_results_and_classes_that_differ_and_nothing_else():
    awards = published(
        ("1101", "gold", True), ("1102", "gold", True), ("1103", "gold", True), ("1104", None, None),
        ("1105", "took_part", None), ("1106", "gold", True), ("1107", "bronze", False),
    )  # fmt: skip
    scores = scored(("1101", 80), ("1102", 60), ("1103", 10), ("1104", 80), ("1105", 80), ("1106", 59, 61),
                    ("1107", 100), ("1108", 80))  # fmt: skip

    columns = ["regency_code", "published_category", "computed_category", "total_low", "difference"]
    assert cells(reconcile(awards, scores), *columns) == [
        ("1102", "gold", "silver", 60.0, "category"),
        ("1103", "gold", "bronze", 10.0, "result"),
        ("1106", "gold", None, 59.0, "ruled_out"),
        ("1107", "bronze", "gold", 100.0, "result"),
    ]


def test_a_published_class_that_the_score_may_not_be_differs_whichever_of_the_others_it_is():
    awards = published(
        ("1101", "bronze", False), ("1102", "bronze", False), ("1103", "gold", True), ("1104", "not_awarded", False),
        ("1105", "gold", True),
    )  # fmt: skip
    scores = scored(("1101", 63.5, 85), ("1102", 59, 85), ("1103", 59, 61), ("1104", 59, 61), ("1105", None))

    columns = ["regency_code", "computed_category_low", "computed_category_high", "computed_compliant", "difference"]
    assert cells(beside_published(awards, scores), *columns) == [
        ("1101", "silver", "gold", True, "result"),
        ("1103", "bronze", "silver", None, "ruled_out"),
    ]


def test_a_total_between_two_classes_of_one_result_differs_from_a_third_in_nothing_but_the_class():
    scores = classify(
        pd.DataFrame({"award_year": [ROUND] * 2, "regency_code": ["1101", "1102"], "total": [None, 30.0],
                      "total_low": [41.0, 30.0], "total_high": [70.0, 30.0]}).astype({"total": "Float64"}),
        regulation(classes=(ScoreClass("gold", 80.0, True), ScoreClass("silver", 60.0, False),
                            ScoreClass("bronze", 40.0, False), ScoreClass("tin", 35.0, False))),
    )  # fmt: skip
    awards = published(("1101", "tin", False), ("1102", "tin", False))

    assert cells(scores, "category", "ruled_out") == [(None, "gold;tin"), (None, "gold;silver;bronze;tin")]
    columns = ["regency_code", "published_category", "computed_category", "total_low", "total_high", "difference"]
    assert cells(reconcile(awards, scores), *columns) == [
        ("1101", "tin", None, 41.0, 70.0, "category"),
        ("1102", "tin", None, 30.0, 30.0, "category"),
    ]


def test_beside_the_published_awards_stand_those_that_agree_too():
    awards = published(("1101", "gold", True), ("1102", "gold", True), ("1103", None, None))
    scores = scored(("1101", 80), ("1102", 60), ("1103", 80), ("1104", 80))

    assert cells(beside_published(awards, scores), "regency_code", "difference") == [
        ("1101", None),
        ("1102", "category"),
    ]


def test_published_totals_without_bounds_can_be_reconciled():
    scores = classify(pd.DataFrame({"award_year": [ROUND], "regency_code": "1101", "total": 10.0}), regulation())

    assert cells(reconcile(published(("1101", "gold", True)), scores), "total_low", "total_high", "difference") == [
        (10.0, 10.0, "result")
    ]


@pytest.mark.parametrize("which", ["awards", "scores"])
def test_synthetic_scores_are_never_set_beside_facts(which):
    tables = {"awards": published(("1101", "gold", True)), "scores": scored(("1101", 10))}
    tables[which] = tables[which].assign(synthetic=True)

    with pytest.raises(MixedKindsError, match="synthetic rows are set beside facts"):
        reconcile(**tables)


def test_a_regency_that_a_full_list_leaves_out_is_found_though_no_claim_speaks_of_it():
    awards = awards_of(("1101", "good", "stated", "Q1"), ("1103", "took_part", "stated", "Q1"))
    told = province_claims_table([("11", "complete_list", 1, "stated", "Q1")], SOURCES)
    scores = scored(("1101", 80), ("1102", 80), ("1103", 80), ("1104", 10), ("1201", 80))
    judged = regencies("1101", "1102", "1103", "1104", "1201", rounds=(ROUND,))

    columns = ["regency_code", "published_category", "published_compliant", "computed_category", "difference"]
    of_both = ("1101", "good", True, "gold", "category")
    assert cells(reconcile(awards, scores, regencies=judged, province_claims=told), *columns) == [
        of_both,
        ("1102", None, False, "gold", "left_out"),
        ("1103", None, False, "gold", "left_out"),
    ]
    assert cells(reconcile(awards, scores), *columns) == [of_both]


def test_a_full_list_without_regencies_is_refused():
    with pytest.raises(ValueError, match="give both regencies and province_claims, or neither"):
        reconcile(published(("1101", "gold", True)), scored(("1101", 10)), regencies=regencies("1101"))


def test_reconciling_leaves_its_tables_as_they_are():
    awards, scores = published(("1101", "gold", True)), scored(("1101", 10))
    before = awards.copy(deep=True), scores.copy(deep=True)
    reconcile(awards, scores)
    compliance_from_scores(scores)

    assert_frame_equal(awards, before[0])
    assert_frame_equal(scores, before[1])


def test_nothing_published_leaves_nothing_to_reconcile():
    claims = pd.DataFrame(columns=["award_year", "regency_code", "category", "is_compliant", "certainty", "source_id"])
    claims = claims.astype({"award_year": "Int64", "regency_code": "str", "is_compliant": "boolean"}).assign(rule="")
    nothing = resolve_awards(claims, pd.DataFrame(columns=["source_id", "kind", "published_on"], dtype="str"))

    assert len(reconcile(nothing, scored(("1101", 10)))) == 0


def assuming(*rows):
    """Classified scores that rest on two settings without a source, one of which does not decide of every regency."""
    named = ["type_weight:end", "class:silver;type_weight:end"]
    return scored(*rows).assign(assumed=pd.Series(named * len(rows), dtype="str").head(len(rows)))


def test_shares_and_verdicts_that_follow_from_scores_name_all_that_these_assume():
    compliance, judged = (
        compliance_from_scores(assuming(("1101", 80), ("1102", 59))),
        regencies("1101", "1102", rounds=(ROUND,)),
    )
    claims = claims_from_scores(compliance, judged)
    given = {"award_year": ROUND, "rule": ">60%", "province_claims": claims}
    firm = share_robustness(compliance, judged, thresholds=[50, 60], **given)
    following = [claims, compliant_share(compliance, judged, **given), firm, robustness_summary(firm)]

    assert [set(table["assumed"]) for table in following] == [{"class:silver;type_weight:end"}] * 4


def test_shares_of_published_awards_assume_nothing_and_do_not_speak_of_it():
    awards, judged = awards_of(("1101", "good", "stated", "Q1")), regencies("1101", rounds=(ROUND,))

    assert "assumed" not in compliant_share(awards, judged, award_year=ROUND, rule=">60%")


def test_where_no_result_is_known_by_score_the_shares_still_say_that_they_follow_from_scores():
    assert set(shares(scored(("1101", 59, 61)), "1101")["assumed"]) == {""}


def test_awards_that_follow_from_scores_can_be_set_beside_published_ones_without_their_totals():
    scores = pd.DataFrame({"award_year": 2031, "regency_code": ["1101"], "category": ["bronze"],
                           "is_compliant": [False], "assumed": ""})  # fmt: skip
    published = pd.DataFrame({"award_year": [2031], "regency_code": "1101", "category": "gold", "is_compliant": True})
    differing = reconcile(published, compliance_from_scores(scores))

    columns = ["published_category", "computed_category", "total_low", "difference"]
    assert cells(differing, *columns) == [("gold", "bronze", None, "result")]
