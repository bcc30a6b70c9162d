"""The report of a province, on a round of three regencies: every cell of its tables."""

from types import SimpleNamespace

import pandas as pd
import pytest

from kkpham_analysis.reports.content import province_report

from .round_of_three import facts_of

NBSP = "\u00a0"


def rows_of(part):
    *_, table = part.contents
    shown = table.frame[list(table.columns)].to_numpy().tolist()
    return [[None if pd.isna(value) else value for value in row] for row in shown]


def test_the_head_has_finding_verdict_evidence_and_denominator():
    assert repr(province_report.head(facts_of())).replace(NBSP, " ") == (
        "1–2 of 3 regencies in North were named Caring: sources disagree. "
        "The share is 33.3–66.7 %, so the rule (more than 60 %) cannot be judged yet. "
        "Sources disagree: 1–2 of 3 is said, by 1 source. "
        "The denominator is all regencies and cities in the province as at 31 December 2022. "
        "Rule of the province award: more than 60 %."
    )


def test_key_figures_are_count_share_evidence_and_what_is_missing():
    assert [value.replace(NBSP, " ") for value, _ in province_report.key_figures(facts_of()).facts] == [
        "1–2 / 3",
        "33.3–66.7 %",
        "sources disagree",
        "0",
    ]


def test_of_a_province_without_data_nothing_is_told_as_known():
    figures = province_report.key_figures(facts_of(evidence="none", rule=None)).facts

    assert [value for value, _ in figures][:3] == ["not known", "not known", "no data yet"]
    assert figures[1][1] == "rule not known"


def test_every_regency_has_its_rounds_and_the_sources_of_this_one():
    earlier = facts_of().status.assign(award_year=2022, status=["unknown", "compliant", "unknown"]).head(2)
    rounds = SimpleNamespace(rounds=(2022, 2023), status=earlier)

    assert rows_of(province_report.regencies_part(facts_of(), rounds)) == [
        ["Kabupaten Bulungan", "compliant", "unknown", "A"],
        ["Kabupaten Malinau", "not_compliant", "compliant", "B"],
        ["Kota Tarakan", "unknown", "not_yet_formed", ""],
    ]


def test_changes_name_who_is_new_lost_and_unknown_and_mark_the_contested():
    assert rows_of(province_report.changes_part(facts_of())) == [
        ["new", 1, "Kabupaten Bulungan*"],
        ["lost", 1, "Kabupaten Malinau"],
        ["unknown", 1, "Kota Tarakan"],
    ]


def test_claims_about_the_province_are_shown_the_uncertain_too():
    assert rows_of(province_report.claims_part(facts_of())) == [
        ["awarded_regencies", "2", "stated", "B"],
        ["awarded_regencies", "1", "uncertain", "C"],
        ["province_award", "no", "stated", "A"],
    ]


@pytest.mark.parametrize(
    ("conflicts", "said"),
    [
        (0, "No source gives another figure."),
        (1, "1 claim disagrees with the figure shown."),
        (2, "2 claims disagree with the figure shown."),
    ],
)
def test_how_many_claims_disagree_is_told(conflicts, said):
    assert province_report.claims_part(facts_of(conflicts=conflicts)).contents[0].text == said


def test_without_claims_about_the_province_that_is_said():
    part = province_report.claims_part(facts_of(province_claims=facts_of().province_claims.head(0)))

    assert repr(part.contents[0]) == "No source gives a number or a full list for the province in this round."
