"""What pages look up by themselves, on a folder of two provinces and six regencies that is written out."""

import pytest
from tests.measures.literals import cells
from tests.sampled_folder import command, small_folder

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content.data_quality import quality_facts
from kkpham_analysis.reports.content.explore import explorer
from kkpham_analysis.reports.content.facts import round_facts, rounds_facts
from kkpham_analysis.reports.content.firmness import robustness_of

EN = Words("en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = small_folder(tmp_path_factory.mktemp("small") / "data")
    built = command(found, "build")
    assert built.exit_code == 0, built.stderr
    return found


def test_verdicts_of_a_round_are_tried_on_its_claims_its_sources_and_its_one_dispute(folder):
    found = robustness_of(round_facts(2023, words=EN, data_dir=folder), data_dir=folder)

    # One of three is named in either province; in the first by a full list that another source disputes.
    columns = ["province_code", "case", "regency_code", "compliant_low", "compliant_high", "meets_rule", "changed"]
    assert cells(found[found["rule"] == found["round_rule"]], *columns) == [
        ("64", "as_known", None, 1, 1, False, False),
        ("64", "stated_only", None, 1, 1, False, False),
        ("64", "without_news", None, 1, 1, False, False),
        ("64", "flipped", "6401", 0, 1, False, False),
        ("65", "as_known", None, 1, 3, None, False),
        ("65", "stated_only", None, 0, 3, None, False),
        ("65", "without_news", None, 0, 3, None, False),
    ]


def test_of_a_round_of_which_nothing_is_known_no_verdict_is_tried(folder):
    assert robustness_of(round_facts(2024, words=EN, data_dir=folder), data_dir=folder).empty


def test_a_round_that_no_claim_speaks_of_has_its_rule_in_the_history_too(tmp_path):
    folder = small_folder(tmp_path / "data")
    rules = folder / "raw" / "awards" / "rules.csv"
    rules.write_text(rules.read_text(encoding="utf-8").replace("2023,2023,", "2023,2024,"), encoding="utf-8")
    assert command(folder, "build").exit_code == 0
    shares = rounds_facts(words=EN, until=2024, province_code="64", data_dir=folder).shares

    found = shares[(shares["province_code"] == "64") & (shares["award_year"] > 2022)]
    assert cells(found, "award_year", "evidence", "rule") == [(2023, "complete", ">60%"), (2024, "none", ">60%")]
    assert cells(round_facts(2024, words=EN, data_dir=folder).shares, "rule", "meets_rule") == [(">60%", None)] * 2


def test_what_is_known_of_a_round_names_its_gaps_and_every_side_of_its_disputes(folder):
    quality = quality_facts(2023, words=EN, data_dir=folder)

    assert quality.known.award_years == (2022, 2023)
    gaps = ["province", "regencies", "compliant", "unknown", "evidence", "share_needs", "names_need", "waits"]
    assert cells(quality.gaps, *gaps) == [
        ("North Kalimantan", 3, 1, 2, "partial", "count", "complete_list", True)
    ]  # fmt: skip
    assert cells(quality.disputes, "award_year", "place", "said", "role", "source_ids") == [
        (2023, "Kabupaten Paser (East Kalimantan)", "Cares for human rights", "stands", "K1"),
        (2023, "Kabupaten Paser (East Kalimantan)", "Fairly caring", "dissents", "K2"),
    ]
    assert len(quality.changes) == 0


def test_the_map_to_look_around_begins_with_what_is_known_of_the_province(folder):
    looked = explorer(words=EN, award_year=2023, province_code="64", data_dir=folder)

    assert looked.table.frame[["full_name", "status"]].to_numpy().tolist() == [
        ["Kabupaten Kutai", "not_named"],
        ["Kabupaten Paser", "compliant*"],
        ["Kota Kutai", "not_named"],
    ]
