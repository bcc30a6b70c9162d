"""Codes that there are not are refused; what only lies outside of what was asked for is not."""

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.measures import coverage_gaps, coverage_matrix, indicator_coverage, regencies_in
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.tables.known_codes import remember_codes

from .literals import cells
from .submission_worlds import one_of_each, regencies, submissions


def all_regencies():
    """Two regencies as a table that was loaded has them: it remembers which there are."""
    table = pd.DataFrame({"regency_code": ["1101", "1102"], "province_code": "11", "valid_from": None}, dtype="str")
    remember_codes(table, "regency_code")
    return regencies_in(table, pd.DataFrame(columns=["regency_code", "previous_province_code", "changed_on"]),
                        award_year=2031)  # fmt: skip


def all_indicators():
    listed = one_of_each()
    remember_codes(listed, "indicator_code")
    return listed


def answered(*rows):
    return submissions(*[(2031, regency, number, "verified", None) for regency, number in rows])


def test_a_part_of_the_regencies_and_indicators_leaves_the_answers_of_the_others_aside():
    given = answered(("1101", 1), ("1101", 2), ("1102", 1))
    listed, judged = all_indicators(), all_regencies()
    asked = indicator_coverage(given, listed[listed["indicator_code"] == "9/2030-001"],
                               judged[judged["regency_code"] == "1101"])  # fmt: skip

    assert cells(asked, "applicable", "covered") == [(1, 1)]


def test_a_regency_that_does_not_exist_is_refused_though_only_a_part_is_asked_for():
    judged = all_regencies()
    with pytest.raises(UnfitError) as refused:
        indicator_coverage(answered(("1101", 1), ("1103", 1), ("1103", 2)), all_indicators(),
                           judged[judged["regency_code"] == "1101"])  # fmt: skip

    assert str(refused.value) == (
        "2 rows of the submissions of 2031 are of regencies that do not exist: 1103; codes must be those of "
        'Kemendagri, such as "6472": resolve_places settles names, with_kemendagri_codes those of BPS; take out '
        "what cannot be corrected"
    )
    assert refused.value.sentence(Words("id")).startswith("2 baris data dukung putaran 2031 berasal dari kabupaten/")


def test_an_indicator_that_is_in_no_list_is_refused_though_only_a_part_is_asked_for():
    with pytest.raises(UnfitError) as refused:
        indicator_coverage(answered(("1101", 1), ("1102", 9)), all_indicators()[:1], all_regencies())

    assert str(refused.value) == (
        "1 row of the submissions of 2031 answers an indicator that is not in the list of indicators: 9/2030-009; "
        'correct its code to one of indicator_code in load("indicators"), or load the list that has it with kkpham '
        "indicators load"
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"regency_code": "bps:1101"}, "1 row of .* regency that does not exist: bps:1101;"),
        ({"regency_code": None}, "1 row of .* regency that does not exist: –;"),
        ({"regency_code": 1101}, "regency_code of the table submissions holds 1101, which is no text"),
        ({"indicator_code": 1}, "indicator_code of the table submissions holds 1, which is no text"),
        ({"indicator_code": "8/2020-001"}, "1 row of .* not in the list of indicators: 8/2020-001;"),
    ],
    ids=["marked", "missing", "number", "number of indicator", "other regulation"],
)
@pytest.mark.parametrize("measure", [indicator_coverage, coverage_gaps, coverage_matrix])
def test_tables_made_by_hand_refuse_what_cannot_be_a_code(measure, change, message):
    with pytest.raises(UnfitError, match=message):
        measure(answered(("1101", 1)).assign(**change), one_of_each(), regencies("1101", "1102"))


@pytest.mark.parametrize("table", ["regencies", "indicators"])
def test_numbers_for_codes_are_refused_in_the_other_tables_too(table):
    tables = {"regencies": regencies("1101"), "indicators": one_of_each()}
    column = {"regencies": "regency_code", "indicators": "indicator_code"}[table]
    tables[table] = tables[table].assign(**{column: range(1101, 1101 + len(tables[table]))})
    with pytest.raises(UnfitError, match=f"{column} of the table {table} holds 1101, which is no text"):
        indicator_coverage(answered(("1101", 1)), **tables)


def test_in_one_table_or_in_parts_all_rows_are_counted():
    parts = [answered(("1103", 1)), answered(("1104", 1), ("1101", 1)), answered(("1103", 2)).astype("category")]
    whole = pd.concat([part.astype("object") for part in parts])
    said = []
    for given in (parts, whole):
        with pytest.raises(UnfitError) as refused:
            indicator_coverage(given, all_indicators(), all_regencies())
        said.append(str(refused.value))

    assert said[0] == said[1]
    assert said[0].startswith("3 rows of the submissions of 2031 are of regencies that do not exist: 1103, 1104; ")


def test_what_is_wrong_in_another_round_is_no_matter_of_this_one():
    aside = submissions((2029, "bps:1101", 1, "verified", None))
    asked = indicator_coverage(pd.concat([aside, answered(("1101", 1))]), one_of_each(), regencies("1101"))

    assert cells(asked, "covered") == [(1,)]
