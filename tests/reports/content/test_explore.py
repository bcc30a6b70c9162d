"""Widgets are changed as a hand would change them; table and map must follow."""

import re
from dataclasses import replace
from types import SimpleNamespace

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content.explore import Choice, Explorer
from kkpham_analysis.reports.content.facts import RoundFacts

WORDS = Words("en")
PLACES = pd.DataFrame(
    {
        "province_code": ["64", "64", "65"],
        "province": ["East Kalimantan", "East Kalimantan", "North Kalimantan"],
        "regency_code": ["6401", "6472", "6501"],
        "full_name": ["Kabupaten Paser", "Kota Samarinda", "Kabupaten Bulungan"],
        "type": ["kabupaten", "kota", "kabupaten"],
        "name": ["Paser", "Samarinda", "Bulungan"],
    }
)
NO_CLAIMS = pd.DataFrame(
    columns=["award_year", "province_code", "regency_code", "measure", "value", "certainty", "source_id"]
)
NAMES = {"65": "North Kalimantan", "64": "East Kalimantan"}
SOURCES = pd.DataFrame(
    {
        "source_id": ["A"], "title": ["List"], "publisher": ["Kanwil"], "url": [None], "kind": ["ministry"],
        "published_on": ["2023-12-19"],
    }
)  # fmt: skip


def share(year, code, regencies, low, high, evidence):
    is_known = low == high
    return {
        "award_year": year, "province_code": code, "province": NAMES[code], "regencies": regencies,
        "compliant": low if is_known else None, "compliant_low": low, "compliant_high": high,
        "share": low / regencies if is_known else None, "share_low": low / regencies, "share_high": high / regencies,
        "evidence": evidence, "rule": ">60%", "meets_rule": 10 * low > 6 * regencies if is_known else None,
        "regencies_short": 0 if is_known else None, "conflicts": 0,
    }  # fmt: skip


def facts_of(year, shares, statuses):
    places = PLACES[PLACES["regency_code"].isin(statuses)].assign(award_year=year).reset_index(drop=True)
    status = places.assign(status=places["regency_code"].map(statuses), contested=False, inferred=False, source_ids="A")
    of_provinces = NO_CLAIMS.assign(province_code="")
    kinds = {"meets_rule": "boolean", "share": "Float64", "compliant": "Int64", "regencies_short": "Int64"}
    return RoundFacts(
        award_year=year,
        scope=(),
        rounds=(2020, 2023),
        previous_year=None,
        award_name="Caring",
        regencies=places,
        shares=pd.DataFrame(shares).astype(kinds),
        status=status,
        behind=places[["award_year", "province_code"]]
        .drop_duplicates()
        .assign(full_lists=1, counts=0, sources=1, source_ids="A", full_list_ids="A"),
        awarded_provinces=of_provinces,
        changes=of_provinces,
        award_claims=NO_CLAIMS.assign(source_id="A").reindex([0]).assign(regency_code="6472", source_id="A"),
        province_claims=of_provinces,
        national_claims=NO_CLAIMS,
        categories=pd.DataFrame(),
        sources=SOURCES,
        counted=of_provinces,
        dissent=NO_CLAIMS.assign(regency_code=""),
        words=WORDS,
        rounds_by_province={"64": (2023,), "65": (2015, 2018)},
    )


@pytest.fixture
def world():
    rounds = {
        2020: facts_of(2020, [share(2020, "64", 2, 0, 2, "none")], {"6401": "unknown", "6472": "unknown"}),
        2023: facts_of(
            2023,
            [share(2023, "64", 2, 1, 1, "complete"), share(2023, "65", 1, 0, 1, "none")],
            {"6401": "not_named", "6472": "compliant", "6501": "unknown"},
        ),
    }
    streaks = PLACES.assign(award_year=2023, streak=[0, 3, 0], streak_high=[0, 4, 9], compliant_rounds=[1, 5, 0])
    shapes = gpd.GeoDataFrame(
        {"regency_code": PLACES["regency_code"]}, geometry=[box(i, 0, i + 1, 1) for i in range(3)], crs=4326
    )
    return SimpleNamespace(
        words=WORDS,
        boundaries=shapes,
        facts=rounds.__getitem__,
        streaks=lambda year: streaks.assign(award_year=year, known_rounds=[2, 5, 0], rounds=9),
        award_until=lambda year: f"Caring or Complying until {year}",
    )


@pytest.fixture
def look(world):
    return Explorer(world, Choice(2023, "64"))


def marked(look):
    return re.findall(r"▸ ([^<]+)<", look.rows.value)


def drawn_round(look):
    return [artist.get_gid() for artist in look.picture.figure.findobj() if artist.get_gid() == "outlined"]


def test_it_begins_with_the_regencies_of_the_province(look):
    assert [look.round.value, look.province.value, look.measure.value, look.place.value] == [2023, "64", "status", None]
    assert [name for name, _ in look.place.options] == ["Kabupaten Paser", "Kota Samarinda"]
    assert "1 of 2 regencies and cities in East Kalimantan was named Caring" in look.finding.value
    assert 'alt="Map of the regencies and cities in East Kalimantan, 2023 awards.' in look.map.value
    assert "Kota Samarinda" in look.rows.value


def test_a_chosen_row_is_marked_in_the_table_and_on_the_map(look):
    before = look.map.value

    look.place.value = "6472"

    assert marked(look) == ["Kota Samarinda"]
    assert drawn_round(look) == ["outlined"]
    assert look.map.value != before


def test_table_and_map_follow_the_province(look):
    look.place.value = "6472"

    look.province.value = "65"

    assert look.place.value is None
    assert marked(look) == []
    assert "Kabupaten Bulungan" in look.rows.value
    assert "Samarinda" not in look.rows.value
    assert "North Kalimantan" in look.map.value


def test_the_map_of_streaks_names_the_titles_of_all_rounds_that_they_go_through(look):
    look.measure.value = "streak"

    assert look.picture.caption.startswith(
        "Rounds in a row named Caring or Complying until 2023, up to the 2023 awards"
    )


@pytest.mark.parametrize(
    ("measure", "in_table", "in_map"),
    [
        ("status", "not named in a full list", "Map of the regencies and cities in East Kalimantan"),
        ("streak", "In a row", "Longest in a row in East Kalimantan up to 2023: Kota Samarinda, 3 rounds"),
        ("share", "50.0\xa0%", "Share of regencies and cities named Caring, by province"),
        ("evidence", "no firm evidence on regencies", "2023: the count is firmly known in 1 of 2 provinces"),
    ],
)
def test_table_and_map_follow_the_measure(look, measure, in_table, in_map):
    look.measure.value = "share" if measure != "share" else "streak"

    look.measure.value = measure

    assert in_table in look.rows.value
    assert in_map in look.map.value


def test_a_province_chosen_in_the_country_is_the_one_whose_regencies_come_next(look):
    look.measure.value = "share"
    assert marked(look) == ["East Kalimantan"]

    look.place.value = "65"
    assert marked(look) == ["North Kalimantan"]
    assert look.province.value == "65"

    look.measure.value = "status"
    assert [code for _, code in look.place.options] == ["6501"]


def test_a_province_that_was_not_there_in_the_round_gives_way(look):
    look.province.value = "65"

    look.round.value = 2020

    assert list(look.province.options) == [("East Kalimantan", "64")]
    assert look.province.value == "64"
    assert "2020 awards" in look.rows.value


def test_a_province_without_facts_names_the_rounds_in_which_sources_speak_of_it(look):
    look.province.value = "65"

    assert "Rounds with data for this area: 2015 and 2018." in look.finding.value


def test_what_is_kept_is_what_is_seen(look):
    look.measure.value = "evidence"
    look.place.value = "65"

    assert look.choice == Choice(2023, "65", "evidence", "65")
    assert look.table._repr_html_() in look.rows.value
    assert look.picture.alt in look.map.value
    assert f"<h3>{look.head.title}</h3>" in look.finding.value
    assert "kkpham report explore --year 2023 --province 65 --lang en" in repr(look.sources)


@pytest.mark.parametrize(
    ("measure", "address"), [("status", "index.html#q=64&amp;ui=en"), ("evidence", "index.html#ui=en")]
)
def test_what_is_looked_at_leads_to_the_other_reports_on_it_or_to_all_of_the_country(look, measure, address):
    look.measure.value = measure

    assert f'<a href="../../{address}">' in look.sources._repr_html_()


def test_a_province_that_is_not_there_is_refused(world):
    with pytest.raises(ValueError, match="no province 65 in the round of 2020; there are: 64 East Kalimantan"):
        Explorer(world, Choice(2020, "65"))


def test_a_province_of_which_only_its_own_award_is_known_says_so_as_the_summary_does(world):
    facts = world.facts(2023)
    of_province = {"award_year": 2023, "province_code": "65", "measure": "province_award", "value": 1}
    claims = pd.DataFrame([of_province | {"certainty": "stated", "source_id": "A"}])
    world.facts = {2023: replace(facts, province_claims=claims)}.__getitem__
    look = Explorer(world, Choice(2023, "64", "share"))
    assert "award of the province only" in look.rows.value
    assert "no firm evidence on regencies" not in look.rows.value
