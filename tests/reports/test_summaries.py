"""The award summary of a command, on a round of three regencies: a record for machines, a text for people."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from kkpham_analysis.measures.rules import beside_round_rule
from kkpham_analysis.reports import summaries
from kkpham_analysis.reports.answers import Answer

from .content.round_of_three import COUNTED, SOURCES, facts_of


def test_the_record_has_the_share_who_is_who_and_the_sources_of_each_province():
    record = summaries.summary_record(facts_of())

    (row,) = record.pop("provinces")
    assert {key: row[key] for key in ("awarded", "not_awarded", "unknown", "sources")} == {
        "awarded": ["Kabupaten Bulungan"],
        "not_awarded": ["Kabupaten Malinau"],
        "unknown": ["Kota Tarakan"],
        "sources": ["A", "B", "C"],
    }
    assert (row["compliant_low"], row["compliant_high"], row["meets_rule"]) == (1, 2, None)
    assert row["province_award"] == {
        "awarded": False,
        "claims": [{"awarded": False, "certainty": "stated", "source_id": "A", "note": None}],
    }
    assert row["counts"] == [
        {"value": 2, "sources": ["B"], "certainty": "stated"},
        {"value": 1, "sources": ["C"], "certainty": "uncertain"},
    ]
    assert row["uncertain_claims"] == 1
    assert [source.pop("source_id") for source in record["sources"]] == ["A", "B", "C"]
    assert {key: record[key] for key in ("award_year", "assessed_year", "rule", "round_rule", "rule_sources")} == {
        "award_year": 2023,
        "assessed_year": 2022,
        "rule": ">60%",
        "round_rule": ">60%",
        "rule_sources": [],
    }
    assert json.loads(json.dumps(record, allow_nan=False)) == record


def test_the_record_names_those_whose_result_is_inferred():
    status = facts_of().status.assign(inferred=[True, False, False])
    (row,) = summaries.summary_record(facts_of(status=status))["provinces"]

    assert row["inferred"] == ["Kabupaten Bulungan"]


def test_a_province_whose_award_no_source_speaks_of_has_none_in_the_record():
    (row,) = summaries.summary_record(facts_of(province_claims=facts_of().province_claims.head(2)))["provinces"]

    assert row["province_award"] is None


def test_a_province_that_is_not_among_all_that_were_awarded_is_not_awarded_though_no_source_speaks_of_it():
    facts = facts_of(province_claims=facts_of().province_claims.head(2))
    known = facts.awarded_provinces.assign(awarded=pd.array([False], dtype="boolean"))
    (row,) = summaries.summary_record(replace(facts, awarded_provinces=known))["provinces"]

    assert row["province_award"] == {"awarded": False, "claims": []}


def test_the_record_of_the_country_has_each_published_number_with_its_sources():
    claims = pd.DataFrame({"measure": "awarded_regencies", "value": [170, 180, 170], "source_id": ["A", "B", "C"]})

    assert summaries.summary_record(facts_of(scope=(), national_claims=claims))["published"] == [
        {"value": 170, "sources": ["A", "C"]},
        {"value": 180, "sources": ["B"]},
    ]


def test_the_text_names_who_is_named_who_is_not_and_of_whom_nothing_is_known(monkeypatch):
    head, table, names, sources = summaries._summary_text(facts_of()).split("\n\n")

    about = "Caring · 2023 awards by the Ministry of Law and Human Rights, data for 2022"
    assert head.startswith(f"{about}\n1–2 of 3 regencies and cities in North")
    assert [line.split("  ")[0] for line in table.splitlines()] == ["Province", "North"]
    assert names.splitlines() == [
        "North, Caring, known by name (1; 1–2 according to sources): Kabupaten Bulungan.",
        "North, not awarded, with another title, or not named in a full list (1): Kabupaten Malinau.",
        "North, not known by name (1, of which 0–1 named): Kota Tarakan.",
    ]
    assert sources.startswith("1. List. Kanwil, 19 December 2023")


@pytest.mark.parametrize(
    ("high", "meets_rule", "told"), [(2, None, "not known"), (1, None, "1"), (2, True, "0"), (2, False, "not known")]
)
def test_the_text_says_how_many_more_are_needed_only_where_that_is_one_number(high, meets_rule, told):
    shares = facts_of().shares.assign(
        compliant_high=high,
        meets_rule=pd.array([meets_rule], dtype="boolean"),
        regencies_short=pd.array([0 if meets_rule else 1], dtype="Int64"),
    )
    table = summaries._summary_text(facts_of(shares=shares)).split("\n\n")[1]

    assert table.splitlines()[1].rpartition("  ")[2] == told


def test_the_text_of_a_province_says_by_their_numbers_which_sources_give_which_number():
    claims = pd.concat([COUNTED, COUNTED.assign(source_id="C", claimed_low=1, certainty="stated")])
    said = summaries._summary_text(facts_of(counted=claims)).replace("\u00a0", " ")

    assert "Sources disagree: one source [2] says 2, one source [3] says 1." in said.split("\n\n")[0]


def test_the_text_says_which_sources_hold_the_full_list():
    whole = pd.concat([facts_of().counted.assign(measure="complete_list")] * 2).reset_index(drop=True)
    both, one = (
        summaries._summary_text(facts_of(counted=lists)).split("\n\n")[2].splitlines()
        for lists in (whole.assign(source_id=["A", "B", "C"] * 2), whole.assign(source_id="C"))
    )

    assert both[-1] == "North, full lists: sources 1, 2, and 3."
    assert one[-1] == "North, full list: source 3."


def test_of_the_whole_country_those_named_are_listed_and_where_the_others_are():
    national = {"scope": (), "national_claims": facts_of().province_claims.assign(measure="awarded_regencies")}

    _, _, names = summaries._summary_text(facts_of(**national)).split("\n\n")

    assert names.splitlines() == [
        "North, Caring, known by name (1; 1–2 according to sources): Kabupaten Bulungan.",
        "The other regencies and cities, with the sources: kkpham summary --year 2023 --province PROVINCE",
    ]


def test_a_text_is_written_only_for_whom_it_is_shown_to():
    def text():
        raise AssertionError("nobody asked for it")

    assert json.loads(Answer(text, {"a": None}).json()) == {"a": None}
    assert Answer(lambda: "said", {}).text == "said"


RULED = {
    "rule_source_ids": ("A", "D"),
    "rule_dissent_ids": ("E",),
    "rule_dissents": (">=50%",),
    "rule_years": {"A": (2023,), "E": (2022,)},
    "sources": pd.concat([SOURCES, SOURCES.head(2).assign(source_id=["D", "E"], title=["Decree", "Rumour"])]),
}


def test_the_sources_of_the_rule_are_told_from_those_of_the_results_in_the_record():
    record = summaries.summary_record(facts_of(**RULED))

    assert [source["source_id"] for source in record["sources"]] == ["A", "B", "C"]
    assert [
        (source["source_id"], source["title"], source["agrees"], source["rule"], source["rounds"])
        for source in record["rule_sources"]
    ] == [
        ("A", "List", True, ">60%", [2023]),
        ("D", "Decree", True, ">60%", []),
        ("E", "Rumour", False, ">=50%", [2022]),
    ]
    assert [row["by_other_rules"] for row in record["provinces"]] == [[{"rule": ">=50%", "meets_rule": None}]]


def test_the_sources_of_the_rule_are_told_from_those_of_the_results_in_the_text():
    *_, listed = summaries._summary_text(facts_of(**RULED)).split("\n\n")
    assert [line.split(" · ")[1] for line in listed.splitlines()] == [
        "for: results of the awards; the rule of this round",
        "for: results of the awards",
        "for: uncertain claims, not counted",
        "for: the rule of this round",
        "for: another rule, for the round of 2022 (at least 50\xa0%)",
    ]
    national = {"scope": (), "national_claims": facts_of().province_claims.assign(measure="awarded_regencies")}
    *_, listed = summaries._summary_text(facts_of(**RULED, **national)).split("\n\n")
    assert [line.split(".")[1] for line in listed.splitlines()] == [" List", " Decree", " Rumour"]


def test_a_rule_on_trial_is_told_from_that_of_the_round_in_record_and_text():
    facts = facts_of(shares=beside_round_rule(facts_of(rule=">50%").shares, ">60%"))
    record = summaries.summary_record(facts)
    head, table, *_ = summaries._summary_text(facts).replace("\xa0", " ").split("\n\n")

    (row,) = record["provinces"]
    assert [(told["rule"], told["round_rule"]) for told in (record, row)] == [(">50%", ">60%")] * 2
    assert list(row)[list(row).index("rule") + 1] == "round_rule"
    assert head.splitlines()[1].startswith(
        "A trial under another rule (more than 50 %); the rule of this round: more than 60 %. "
    )
    assert "  By the rule on trial  " in table
    assert "trial" not in summaries._summary_text(facts_of())
