"""The award summary of a command, on a round of three regencies: a record for machines, a text for people."""

import json

import pandas as pd

from kkpham_analysis.reports import summaries
from kkpham_analysis.reports.answers import Answer

from .content.round_of_three import facts_of


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
    assert {key: record[key] for key in ("award_year", "assessed_year", "rule")} == {
        "award_year": 2023,
        "assessed_year": 2022,
        "rule": ">60%",
    }
    assert json.loads(json.dumps(record, allow_nan=False)) == record


def test_a_province_whose_award_no_source_speaks_of_has_none_in_the_record():
    (row,) = summaries.summary_record(facts_of(province_claims=facts_of().province_claims.head(2)))["provinces"]

    assert row["province_award"] is None


def test_the_record_of_the_country_has_each_published_number_with_its_sources():
    claims = pd.DataFrame({"measure": "awarded_regencies", "value": [170, 180, 170], "source_id": ["A", "B", "C"]})

    assert summaries.summary_record(facts_of(scope=(), national_claims=claims))["published"] == [
        {"value": 170, "sources": ["A", "C"]},
        {"value": 180, "sources": ["B"]},
    ]


def test_the_text_names_who_is_named_who_is_not_and_of_whom_nothing_is_known(monkeypatch):
    _, table, names, sources = summaries._summary_text(facts_of()).split("\n\n")

    assert [line.split("  ")[0] for line in table.splitlines()] == ["Province", "North"]
    assert names.splitlines() == [
        "North, named Caring (1): Kabupaten Bulungan.",
        "North, not awarded, with another title, or not named in a full list (1): Kabupaten Malinau.",
        "North, not known (1): Kota Tarakan.",
    ]
    assert sources.startswith("1. List. Kanwil, 19 December 2023")


def test_of_the_whole_country_no_names_are_listed():
    national = {"scope": (), "national_claims": facts_of().province_claims.assign(measure="awarded_regencies")}

    assert len(summaries._summary_text(facts_of(**national)).split("\n\n")) == 2


def test_a_text_is_written_only_for_whom_it_is_shown_to():
    def text():
        raise AssertionError("nobody asked for it")

    assert json.loads(Answer(text, {"a": None}).json()) == {"a": None}
    assert Answer(lambda: "said", {}).text == "said"
