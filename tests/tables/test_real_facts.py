"""The facts of this repository: they build without a fault, and come out as they were counted."""

import os
import re
import shutil
from collections import Counter

import pandas as pd
import pytest

from kkpham_analysis.reports.building import build
from kkpham_analysis.tables.award_lists.additions import NO_TITLE
from kkpham_analysis.tables.loading import default_data_dir, load
from kkpham_analysis.tables.reading import read_raw

ROWS = {
    "provinces": 38,
    "regencies": 514,
    "province_changes": 26,
    "bps_codes": 514,
    "boundary_names": 514,
    "boundaries": 514,
    "categories": 6,
    "sources": 544,
    "award_claims": 2017,
    "province_claims": 658,
    "national_claims": 192,
    "rule_claims": 126,
    "rules": 4,
    "regulations": 3,
    "rights": 22,
    "indicators": 53,
    "indicator_families": 4,
    "worked_scores": 8,
    "indicator_sources": 98,
    "corrections": 23,
    "note_translations": 554,
}


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    data = tmp_path_factory.mktemp("real") / "data"
    shutil.copytree(default_data_dir() / "raw", data / "raw", ignore=shutil.ignore_patterns("submissions"))
    return data, build(data)


def test_the_facts_have_no_fault_and_all_their_rows(real):
    _, result = real
    assert [str(fault) for fault in result.faults] == []
    assert {name: result.rows[name] for name in ROWS} == ROWS


def test_the_caveats_say_how_many_sources_have_no_address_and_how_many_no_date_on_record():
    sources = pd.read_csv(default_data_dir() / "raw" / "awards" / "sources.csv", dtype="str")
    caveats = (default_data_dir().parent / "docs" / "caveats.md").read_text(encoding="utf-8")

    without = sources[["url", "published_on"]].isna().sum()
    said = f"Of these {len(sources)}, {without['url']} have no address on record and {without['published_on']} no date."
    assert said in caveats


def test_what_is_built_has_codes_as_text_and_places_as_shapes(real):
    data, _ = real
    awards, boundaries = load("awards", data_dir=data), load("boundaries", data_dir=data)
    assert awards["regency_code"].str.fullmatch("[1-9][0-9]{3}").all()
    assert boundaries.crs.to_epsg() == 4326
    assert not awards.duplicated(["award_year", "regency_code"]).any()


def test_every_note_of_a_claim_is_there_in_indonesian_with_the_same_numbers(real):
    data, _ = real
    claims = [load(name, data_dir=data) for name in ("award_claims", "province_claims", "national_claims")]
    notes = [(row.note, row.note_id) for table in claims for row in table.dropna(subset="note").itertuples()]
    assert len(notes) > 1_500
    assert [note for note, in_indonesian in notes if not isinstance(in_indonesian, str)] == []
    assert [pair for pair in notes if len({str(Counter(sorted(re.findall(r"\d+", each)))) for each in pair}) > 1] == []


def test_the_note_that_a_full_list_brings_with_it_is_there_in_indonesian(real):
    data, _ = real
    assert NO_TITLE in set(pd.read_csv(data / "raw" / "awards" / "note_translations.csv")["note"])


def test_no_title_of_a_source_holds_a_working_note(real):
    data, _ = real
    sources = load("sources", data_dir=data)
    assert list(sources["title"][sources["title"].str.contains(r"p=\d|excerpt|not shown", regex=True)]) == []


def test_reading_writes_nothing(real):
    data, _ = real
    before = {file: file.stat().st_mtime_ns for file in data.rglob("*")}
    tables, faults = read_raw(data)
    assert (len(tables["award_claims"]), faults) == (2017, [])
    assert {file: file.stat().st_mtime_ns for file in data.rglob("*")} == before


def test_a_second_build_makes_nothing_and_takes_no_time(real):
    data, _ = real
    again = build(os.fspath(data))
    assert again.made == []
    assert again.seconds < 0.3


NAMED_BUT_NOT_SAID_OF = {
    (2015, "33", "S104"): "the highest score of one of its regencies",
    (2016, "15", "S157"): "the regional office of the ministry, not the province",
    (2016, "52", "S157"): "the regional office of the ministry, not the province",
    (2016, "63", "S157"): "the regional office of the ministry, not the province",
    (2016, "71", "S157"): "the regional office of the ministry, not the province",
    (2017, "51", "K113"): "another source names it",
    (2022, "21", "S156"): "another source names it",
    (2023, "31", "J092"): "Jakarta Timur, one of its cities",
    (2023, "33", "J148"): "five of its regencies, without names",
}


def provinces_named(text, provinces, place_names):
    """The codes of the provinces that a text names, by any of their names."""
    aliases = place_names[place_names["level"] == "province"]
    pairs = [*zip(provinces["name_id"], provinces["province_code"], strict=True)]
    pairs += [*zip(provinces["name_en"], provinces["province_code"], strict=True)]
    pairs += [*zip(aliases["alias"], aliases["code"], strict=True)]
    names = {name.casefold(): code for name, code in pairs}
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return {names[found] for found in re.findall(rf"\b(?:{'|'.join(longest_first)})\b", text.casefold())}


def texts_on_provinces(data):
    """Each text about awards of provinces, or about rules, with its source and round."""
    of_provinces, of_country, of_rules = [
        load(name, data_dir=data) for name in ("province_claims", "national_claims", "rule_claims")
    ]
    notes = [
        of_country[of_country["measure"] == "awarded_provinces"],
        of_provinces[of_provinces["measure"].str.endswith("province_award")],
        of_rules.assign(note=of_rules["value"]),
    ]
    texts = pd.concat(notes)[["award_year", "source_id", "note"]].dropna()
    return texts.itertuples(index=False, name=None)


def test_a_province_that_the_text_of_a_claim_names_has_a_claim_of_that_source_and_round(real):
    data, _ = real
    places = load("provinces", data_dir=data), load("place_names", data_dir=data)
    texts = texts_on_provinces(data)
    named = {(year, code, source) for year, source, text in texts for code in provinces_named(text, *places)}
    claims = load("province_claims", data_dir=data)[["award_year", "province_code", "source_id"]]
    assert named - {*claims.itertuples(index=False, name=None)} == set(NAMED_BUT_NOT_SAID_OF)
