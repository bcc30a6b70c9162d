"""The award summary of a command, on a round of three regencies: a record for machines, a text for people."""

import json

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
    assert [source.pop("source_id") for source in record["sources"]] == ["A", "B", "C"]
    assert {key: record[key] for key in ("award_year", "assessed_year", "rule")} == {
        "award_year": 2023,
        "assessed_year": 2022,
        "rule": ">60%",
    }
    assert json.loads(json.dumps(record, allow_nan=False)) == record


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
