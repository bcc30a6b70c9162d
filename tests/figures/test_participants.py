"""A rule of participants, where it is not known how many took part: every figure says so and none fails."""

import pandas as pd
import pytest

from kkpham_analysis import compliant_share, load, regencies_in, regency_status
from kkpham_analysis.figures import (
    Setting,
    plot_evidence_map,
    plot_evidence_matrix,
    plot_national_map,
    plot_province_map,
    plot_share_bars,
    plot_share_history,
    plot_share_intervals,
)
from kkpham_analysis.language import LANGUAGES, Words

AWARD = "Peduli HAM"
RULE = ">=60% of participants"


@pytest.fixture
def unknown(shares):
    """Give the toy shares with a denominator for Kalimantan Utara alone."""
    is_known = shares["province_code"] == "65"
    ends = {column: shares[column].where(is_known) for column in ("regencies", "share", "share_low", "share_high")}
    return shares.assign(rule=RULE, **ends, meets_rule=shares["meets_rule"].where(is_known))


def every_figure(shares, history, status, boundaries, regencies, words):
    """Give each figure that is made of shares, by its name; those of a province for each province."""
    said = {"setting": Setting(words, AWARD)}
    codes = sorted(status["province_code"].unique())
    return {
        "national map": plot_national_map(shares, boundaries, regencies, **said),
        "some provinces": plot_national_map(shares.head(3), boundaries, regencies, **said),
        "intervals": plot_share_intervals(shares, **said),
        "bars": plot_share_bars(shares, **said),
        "evidence map": plot_evidence_map(shares, boundaries, regencies, **said),
        "evidence matrix": plot_evidence_matrix(history, **said),
        **{f"history {code}": plot_share_history(history, province_code=code, **said) for code in codes},
        **{
            f"map {code}": plot_province_map(
                status, boundaries, regencies, province_code=code, shares=shares, **said
            )
            for code in codes
        },
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_drawn_though_participants_are_not_known(unknown, status, boundaries, regencies, language):
    pictures = every_figure(unknown, unknown, status, boundaries, regencies, Words(language))
    said = [f"{picture.title} {picture.caption} {picture.alt}" for picture in pictures.values()]
    assert all(picture.rendered("png") for picture in pictures.values())
    assert not [text for text in said if "<NA>" in text or "nan" in text.lower().split()]


@pytest.mark.slow
def test_every_figure_of_the_real_facts_is_drawn_under_a_rule_of_participants(real_data):
    awards, claims, boundaries = load("awards"), load("province_claims"), load("boundaries")
    rounds = {year: regencies_in(load("regencies"), load("province_changes"), award_year=year) for year in (2022, 2023)}
    shares = {
        year: compliant_share(awards, here, award_year=year, rule=RULE, province_claims=claims)
        for year, here in rounds.items()
    }
    status = regency_status(awards, rounds[2023], award_year=2023, province_claims=claims)
    few = status[status["province_code"].isin(["33", "64", "65", "74"])]
    pictures = every_figure(shares[2023], pd.concat(shares.values()), few, boundaries, rounds[2023], Words("id"))
    assert all(picture.rendered("svg") for picture in pictures.values())


def test_the_charts_say_which_participants_are_not_known(unknown, helpers):
    picture = plot_share_intervals(unknown, setting=Setting(Words("id"), AWARD))
    labels = zip(helpers.texts(picture, "name"), helpers.texts(picture, "count"), strict=True)
    assert list(labels) == [
        ("Kalimantan Utara", "2 dari 5"),
        ("Jawa Tengah", "33–34, peserta tidak diketahui"),
        ("Kalimantan Timur", "7, peserta tidak diketahui"),
        ("Jawa Timur", "1–38, peserta tidak diketahui"),
        ("Aceh", "belum diketahui"),
    ]
    assert len(helpers.drawn(picture, "interval")) + len(helpers.drawn(picture, "not_met")) == 1
    assert (
        "Kalimantan Timur participants not known" in plot_share_bars(unknown, setting=Setting(Words("en"), AWARD)).alt
    )


def test_a_share_of_unknown_participants_has_no_class_on_the_map(unknown, boundaries, regencies, helpers):
    picture = plot_national_map(unknown, boundaries, regencies, setting=Setting(Words("en"), AWARD))
    assert len(helpers.drawn(picture, "open-64")) == 1
    assert picture.title == (
        "In 0 of 1 provinces with enough data, at least 60\xa0% of the regencies and cities that took "
        "part were named Peduli HAM"
    )
    assert "Denominator: regencies and cities of the province that took part" in " ".join(helpers.texts(picture))


def test_the_map_of_a_province_says_whom_its_share_is_of(unknown, status, boundaries, regencies, helpers):
    def province(code, language):
        return plot_province_map(
            status, boundaries, regencies, province_code=code, shares=unknown, setting=Setting(Words(language), AWARD)
        )

    alone, known = province("64", "en"), province("65", "id")
    assert (
        alone.title
        == "7 regencies and cities in Kalimantan Timur were named Peduli HAM; how many took part is not known"
    )
    assert alone.caption == (
        "How many took part is not known: not yet to be judged by the rule "
        "(at least 60\xa0% of participants) · 2023 awards"
    )
    assert "Denominator: regencies and cities of the province that took part" in " ".join(helpers.texts(alone))
    assert known.title == "2 dari 5 kabupaten/kota peserta di Kalimantan Utara berpredikat Peduli HAM"
    assert known.caption == ("40,0\xa0%, tidak memenuhi aturan (paling sedikit 60\xa0% peserta) · penghargaan 2023")


def test_a_round_of_unknown_participants_is_hatched_in_the_history(unknown, shares, helpers):
    history = pd.concat([unknown, shares.assign(award_year=2022)])
    picture = plot_share_history(history, province_code="64", setting=Setting(Words("en"), AWARD))
    assert len(helpers.drawn(picture, "no-denominator")) == 1
    assert helpers.texts(picture, "count") == ["7/10", "7/?"]
    assert "participants not known" in helpers.texts(picture, "legend")
    assert picture.title == "Kalimantan Timur: 70.0\xa0% in 2022; rounds with the share known: 1 of 2"
    assert "or those that took part, by the rule of the round" in " ".join(helpers.texts(picture))


def test_the_sign_of_unknown_participants_is_explained_beside_the_matrix(unknown, shares, helpers):
    picture = plot_evidence_matrix(unknown, setting=Setting(Words("id"), AWARD))
    assert sorted(helpers.texts(picture, "cell")) == ["1+", "2/5", "33–34/?", "7/?"]
    assert helpers.texts(picture, "legend")[-1] == "peserta tidak diketahui"
    plain = plot_evidence_matrix(shares, setting=Setting(Words("id"), AWARD))
    assert "peserta tidak diketahui" not in helpers.texts(plain, "legend")
