"""Where sources know a part, disagree or say nothing, no sentence of a province states anything as certain."""

from dataclasses import replace

import pytest

from kkpham_analysis.figures.findings import province_subtitle
from kkpham_analysis.language import Words
from kkpham_analysis.measures import rounds_in
from kkpham_analysis.reports.content import headlines, province_report
from kkpham_analysis.reports.content.facts import narrowed, round_facts
from kkpham_analysis.tables.loading import load

from ..hedging import unhedged

UNSURE = ("partial", "disputed", "none")
ROUNDS = [*range(2013, 2021), 2022, 2023, 2024]


@pytest.mark.parametrize(
    "sentence",
    [
        "7 dari 10 kabupaten/kota di Riau berpredikat Peduli HAM.",
        "Persentasenya 70,0 %, di atas 60 % yang disyaratkan.",
        "70,0 %, memenuhi aturan (lebih dari 60 %) · penghargaan 2023",
        "Menurut nama, hasil 10 kabupaten/kota pada 2023: 7 berpredikat dan 3 tidak disebut",
    ],
)
def test_a_sentence_without_a_hedge_is_found(sentence):
    assert unhedged(f"Yang lain belum diketahui. {sentence}\nSumber tidak sepakat.", "id") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "1 of 10 regencies and cities in Riau was named “Cares”.",
        "The share is 70.0 %, over the 60 % required.",
        "70.0 %, meets the rule (more than 60 %) · 2023 awards",
        "By name, of 10 regencies and cities in 2023: 7 named and 3 not named",
    ],
)
def test_a_sentence_without_a_hedge_is_found_in_english(sentence):
    assert unhedged(f"The rest is not known. {sentence}\nSources disagree.", "en") == [sentence]


def test_no_round_is_left_out(real_data):
    claims = [load(name) for name in ("award_claims", "province_claims", "national_claims")]

    assert rounds_in(*claims) == ROUNDS


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("award_year", ROUNDS)
def test_no_sentence_on_a_province_states_as_certain_what_is_not(real_data, award_year, language):
    country = round_facts(award_year, words=Words(language))
    unsure = country.shares.loc[country.shares["evidence"].isin(UNSURE), "province_code"]

    found = {
        code: claims
        for code in unsure
        if (claims := [said for text in texts_of(country, code) for said in unhedged(text, language)])
    }

    assert found == {}
    assert len(unsure) > 0


def texts_of(country, code):
    """Give every sentence that tells of the figure of a province: its head, titles of slides, and those of its map."""
    changes = country.changes[country.changes["province_code"] == code]
    facts = narrowed(country, code)
    dissent = facts.dissent[facts.dissent["regency_code"].isin(facts.status["regency_code"])]
    facts = replace(facts, changes=changes, dissent=dissent)
    yield repr(province_report.head(facts))
    yield headlines.results(facts)
    yield headlines.changes(facts) if len(changes) else ""
    yield province_subtitle(facts.shares.iloc[0], country.award_year, country.words)
    yield repr(province_report.claims_part(facts).contents[0])
