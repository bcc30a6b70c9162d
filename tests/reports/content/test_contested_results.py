"""Results that something contradicts bear a word of dispute in every figure and sheet of the reports that show them."""

import pytest

from kkpham_analysis.figures import Setting, plot_province_map, plot_streak_matrix
from kkpham_analysis.language import Words
from kkpham_analysis.reports.content.explore import Choice, World, picture_of
from kkpham_analysis.reports.content.facts import round_facts, rounds_facts
from kkpham_analysis.reports.content.regency_facts import regency_facts
from kkpham_analysis.tables.loading import load

WORD = {"id": "diperselisihkan", "en": "disputed"}
# A province with all of its results in dispute, one with those of its full list, and one with a single regency.
PROVINCES = {"33": "3373", "12": "1218", "64": "6403"}


def pictures_of(code, language):
    """Give the figures of the reports on a province in 2020 that have a row for each regency, with their statuses."""
    facts = round_facts(2020, words=Words(language), provinces=[code])
    rounds = rounds_facts(words=facts.words, until=2020, province_code=code)
    profile = regency_facts(2020, PROVINCES[code], words=facts.words).in_round
    setting = Setting(facts.words, facts.award_name, facts.sources, titled=False)
    boundaries, here = load("boundaries"), {"province_code": code, "setting": setting}
    for told in (facts, profile):
        yield told.status, plot_province_map(told.status, boundaries, told.regencies, shares=told.shares, **here)
    yield rounds.status, plot_streak_matrix(rounds.status, **here)
    yield facts.status, picture_of(World(facts.words), Choice(2020, code))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", PROVINCES)
def test_on_the_sheet_behind_a_figure_no_contested_result_stands_as_certain(real_data, code, language):
    for status, picture in pictures_of(code, language):
        contested = status[status["contested"].fillna(False) & (status["status"] != "disputed")]
        doubted = set(zip(contested["award_year"], contested["regency_code"], strict=True))
        rows = {(year, place): said for year, place, _, said in picture.data["rows"]}

        assert {key for key, said in rows.items() if WORD[language] in said} == doubted & set(rows)
        assert any(year == 2020 for year, _ in doubted & set(rows))
