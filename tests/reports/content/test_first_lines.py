"""The first lines of every report say five things: finding, round, denominator, rule, and how well it is known."""

import re

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import (
    award_summary,
    data_quality,
    indicator_coverage,
    province_report,
    regency_profile,
    trends,
)
from kkpham_analysis.reports.content.coverage_facts import coverage_facts
from kkpham_analysis.reports.content.explore import explorer
from kkpham_analysis.reports.content.facts import round_facts
from kkpham_analysis.reports.content.regency_facts import regency_facts
from kkpham_analysis.reports.content.trend_facts import trend_facts

# A province and a regency of it for each state of evidence, with the number of regencies that there were.
STATES = {
    "complete": (2023, "64", "6472", 10),
    "counted": (2023, "65", "6571", 5),
    "disputed": (2024, "73", "7371", 24),
    "partial": (2015, "52", "5201", 10),
    "nothing but an award": (2022, "12", "1271", 33),
    "nothing": (2023, "94", "9401", 8),
    "a round without a rule, and nothing": (2014, "14", "1471", 12),
}
ROUND = {"id": "penghargaan {year} oleh Kementerian", "en": "{year} awards by the Ministry"}
OF_WHOM = {
    "id": "Persentase dihitung terhadap semua kabupaten/kota di provinsi per 31 Desember {before}.",
    "en": "The denominator is all regencies and cities in the province as at 31 December {before}.",
}
RULE = {"id": r"aturan", "en": r"\brule\b"}
KNOWN = {
    "id": r"belum diketahui|sumber|sejauh diketahui",
    "en": r"not known|source|are known to|no evidence",
}


def said_first(head):
    return " ".join([head.eyebrow, head.note, head.title, head.lede])


def misses(said, language, award_year):
    """Which of the five the first lines do not say; what was found is the title, and never empty."""
    wanted = {
        "round": re.escape(ROUND[language].format(year=award_year)),
        "denominator": re.escape(OF_WHOM[language].format(before=award_year - 1)),
        "rule": RULE[language],
        "how well known": KNOWN[language],
    }
    return [name for name, pattern in wanted.items() if not re.search(pattern, said, re.IGNORECASE)]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("state", STATES)
def test_a_province_says_all_five_and_how_many_regencies_it_has(real_data, state, language):
    award_year, province, _, number = STATES[state]
    facts = round_facts(award_year, words=Words(language), provinces=[province])

    said = said_first(province_report.head(facts))

    assert misses(said, language, award_year) == []
    assert re.search(rf"\b{number}\b", said)
    assert re.search(rf"\b{number}\b", repr(province_report.key_figures(facts)))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("state", STATES)
def test_a_regency_and_an_office_say_all_five(real_data, state, language):
    award_year, province, regency, number = STATES[state]
    of_regency = regency_profile.head(regency_facts(award_year, regency, words=Words(language)))
    of_office = award_summary.head(round_facts(award_year, words=Words(language), provinces=[province]))

    assert misses(said_first(of_regency), language, award_year) == []
    assert misses(said_first(of_office), language, award_year) == []
    assert re.search(rf"\b{number}\b", said_first(of_office))


def test_what_is_looked_at_says_all_five(real_data):
    explored = explorer(words=Words("id"), award_year=2023, province_code="94")

    assert misses(said_first(explored.head), "id", 2023) == []


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("award_year", [2015, 2023])
def test_the_country_says_all_five(real_data, award_year, language):
    summary = award_summary.head(round_facts(award_year, words=Words(language)))
    quality = data_quality.head(data_quality.quality_facts(award_year, words=Words(language)))

    assert misses(said_first(summary), language, award_year) == []
    assert misses(said_first(quality), language, award_year) == []


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("id", ("semua putaran, 2013–2024", "pernah berpredikat", "Persentase dihitung terhadap semua kabupaten/kota",
                "Aturan penghargaan provinsi:", "sejauh diketahui")),
        ("en", ("all rounds, 2013–2024", "named", "The denominator of shares is all regencies and cities",
                "Rule of the province award:", "are known to have been named")),
    ],
    ids=["id", "en"],
)  # fmt: skip
def test_all_rounds_say_all_five(real_data, language, wanted):
    said = said_first(trends.head(trend_facts(2024, words=Words(language))))

    assert [part for part in wanted if part not in said] == []


@pytest.mark.parametrize(
    ("award_year", "language", "wanted"),
    [
        (2023, "id", ("penghargaan 2023", "22/2021", "10 kabupaten/kota (Kalimantan Timur)",
                      "tidak berarti bahwa cakupannya nol")),
        (2023, "en", ("2023 awards", "22/2021", "10 regencies and cities (East Kalimantan)",
                      "does not mean that coverage is zero")),
        (2016, "id", ("penghargaan 2016", "25/2013", "10 kabupaten/kota (Kalimantan Timur)",
                      "tidak berarti bahwa cakupannya nol")),
    ],
    ids=["no list", "no list, in English", "nothing handed in"],
)  # fmt: skip
def test_coverage_says_of_whom_and_by_which_list_where_there_is_none(real_data, award_year, language, wanted):
    facts = coverage_facts(award_year, words=Words(language), provinces=["64"])

    said = said_first(indicator_coverage.head(facts))

    assert [part for part in wanted if part not in said] == []
