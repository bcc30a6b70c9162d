"""What a regency lacks is listed by right, with what is the matter, and never from made-up answers beside facts."""

from dataclasses import replace

import pandas as pd
import pytest
from tests.reports.content.test_indicator_coverage import ANSWERS, CODES, INDICATORS, facts_of
from tests.reports.content.test_regency_coverage import profile_of

from kkpham_analysis.reports.content.regency_gaps import missing_of, missing_part

COLUMNS = ["right", "indicator_code", "indicator", "state", "would_add"]


def lacking(facts, place, **how):
    here = facts.regencies[facts.regencies["regency_code"] == place].reset_index(drop=True)
    return missing_of(replace(facts, regencies=here), **how)[COLUMNS].to_numpy().tolist()


def test_the_right_that_adds_most_comes_first_and_in_it_the_indicator():
    assert lacking(facts_of(), "6402") == [
        ["Clean air", CODES[2], "Trees", "not_handed_in", 0.25],
        ["Clean air", CODES[3], "Dust", "not_handed_in", 0.25],
        ["Water", CODES[1], "Pipes", "rejected", 0.25],
    ]
    weighed = replace(facts_of(), indicators=INDICATORS.assign(max_points=[10.0, 60.0, 10.0, 20.0]))
    assert lacking(weighed, "6402", weight="max_points") == [
        ["Water", CODES[1], "Pipes", "rejected", 0.6],
        ["Clean air", CODES[3], "Dust", "not_handed_in", 0.2],
        ["Clean air", CODES[2], "Trees", "not_handed_in", 0.1],
    ]


@pytest.mark.parametrize(
    ("level", "expected"),
    [("verified", [["Water", CODES[1], "Pipes", "not_verified", 1 / 3]]), ("submitted", [])],
)
def test_what_was_handed_in_is_missing_until_it_is_verified_and_only_at_that_level(level, expected):
    assert lacking(facts_of(), "6401", level=level) == expected


def test_what_waits_in_quarantine_or_could_not_be_read_is_told_as_such():
    waiting = replace(facts_of(), waiting=frozenset({("6402", CODES[3])}))
    unread = replace(facts_of(), unread=frozenset({"6471"}))

    assert [row[3] for row in lacking(waiting, "6402")] == ["not_handed_in", "quarantined", "rejected"]
    assert [row[3] for row in lacking(unread, "6471")] == ["unread"] * 4


def test_the_profile_counts_by_right_and_lists_what_is_not_there():
    others = [row for row in ANSWERS if row[2] != CODES[0] or row[1] != "6401"]
    prose, counted, listed = missing_part(profile_of(facts_of(*others))).contents

    assert prose.text == (
        "Kabupaten Paser: 1 of the 3 indicators that apply has no supporting data on record. 1 other was handed in and "
        "waits to be verified. The right with most indicators that are not verified comes first."
    )
    assert counted.frame[["right", "not_verified", "not_handed_in"]].to_numpy().tolist() == [["Water", 1, 1]]
    assert listed.caption == "Indicators without supporting data on record (1), Kabupaten Paser"
    assert listed.frame[["indicator_said", "right_said", "state"]].to_numpy().tolist() == [
        [f"{CODES[0]} Wells", "Water (input)", "not handed in"]
    ]


def test_of_a_regency_that_waits_for_the_checker_alone_the_profile_says_that_all_is_handed_in():
    (prose,) = missing_part(profile_of(facts_of(language="id"))).contents

    assert prose.text == (
        "Kabupaten Paser: data dukung untuk semua indikator yang berlaku sudah diserahkan. 1 di antaranya menunggu "
        "verifikasi."
    )


def test_more_indicators_than_a_sheet_holds_are_folded():
    number = range(5, 30)
    more = pd.concat([INDICATORS, pd.DataFrame({
        "indicator_code": [f"1/2030-{at:03d}" for at in number], "indicator_no": list(number), "label": "Fish",
    }).assign(**INDICATORS.iloc[0].drop(["indicator_code", "indicator_no", "label"]))], ignore_index=True)  # fmt: skip
    _, counted, first, folded = missing_part(profile_of(replace(facts_of(), indicators=more))).contents

    assert counted.frame["not_handed_in"].tolist() == [25]
    assert len(first.frame) == 20
    assert first.caption == "Indicators without supporting data on record, the first 20 of 25, Kabupaten Paser"
    assert (len(folded.table.frame), folded.title) == (5, "The other 5")


@pytest.mark.parametrize(
    "coverage",
    [None, facts_of(reason="no_list"), facts_of(ANSWERS[-1], reason="no_submissions"), facts_of(synthetic=True)],
    ids=["not looked up", "no list", "nothing handed in", "made up"],
)
def test_without_answers_of_facts_the_profile_lists_nothing_as_missing(coverage):
    assert missing_part(profile_of(coverage)) is None
