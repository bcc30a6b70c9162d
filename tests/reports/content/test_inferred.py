"""What no source states for its round is said to be inferred in first lines, key figures, titles, legends and alt."""

import pandas as pd
import pytest
from matplotlib.text import Text

from kkpham_analysis.figures import Setting, plot_province_map, plot_streak_matrix
from kkpham_analysis.language import Words
from kkpham_analysis.measures import regencies_in, regency_status
from kkpham_analysis.reports.content import award_summary, headlines, province_report, regency_profile
from kkpham_analysis.reports.content.facts import narrowed, round_facts
from kkpham_analysis.reports.content.inferred import inferred_label, inferred_sentence
from kkpham_analysis.reports.content.regency_facts import regency_facts
from kkpham_analysis.tables.loading import load

ROUNDS = [*range(2013, 2020), 2022, 2023, 2024]
SAYS_SO = {"id": "disimpulkan dari keterangan lain, tidak disebut langsung untuk putaran ini",
           "en": "inferred from something else that is said;"}  # fmt: skip


def status(*rows):
    return pd.DataFrame(rows, columns=["status", "inferred"])


@pytest.mark.parametrize(
    ("rows", "sentence", "label"),
    [
        ([("compliant", True), ("unknown", False)],
         "Satu-satunya hasil yang diketahui menurut nama disimpulkan dari keterangan lain, tidak disebut langsung "
         "untuk putaran ini.", "berpredikat; disimpulkan"),
        ([("compliant", True), ("compliant", True)],
         "Hasil yang diketahui menurut nama (2 kabupaten/kota) semuanya disimpulkan dari keterangan lain, tidak "
         "disebut langsung untuk putaran ini.", "berpredikat; semuanya disimpulkan"),
        ([("compliant", True), ("not_compliant", False), ("compliant", False)],
         "Dari 3 kabupaten/kota yang hasilnya diketahui menurut nama, hasil 1 disimpulkan dari keterangan lain, tidak "
         "disebut langsung untuk putaran ini.", "berpredikat; 1 disimpulkan"),
        ([("compliant", False), ("not_compliant", True)],
         "Dari 2 kabupaten/kota yang hasilnya diketahui menurut nama, hasil 1 disimpulkan dari keterangan lain, tidak "
         "disebut langsung untuk putaran ini.", "berpredikat"),
        ([("compliant", False), ("unknown", False)], "", "berpredikat"),
    ],
    ids=["the one", "all", "some", "one that missed it", "none"],
)  # fmt: skip
def test_a_sentence_and_a_label_say_how_much_of_what_is_known_by_name_is_inferred(rows, sentence, label):
    assert inferred_sentence(status(*rows), Words("id")) == sentence
    assert inferred_label("berpredikat", status(*rows), Words("id")) == label


@pytest.mark.parametrize(("award_year", "language"), [*((year, "id") for year in ROUNDS), (2013, "en"), (2023, "en")])
def test_the_first_lines_of_the_country_and_of_provinces_with_inferred_names_say_so(real_data, award_year, language):
    country = round_facts(award_year, words=Words(language))
    codes = sorted(set(country.status.loc[country.status["inferred"], "province_code"]))
    heads = {
        "country": award_summary.head(country),
        **{code: province_report.head(narrowed(country, code)) for code in codes},
    }

    silent = [of for of, head in heads.items() if SAYS_SO[language] not in head.lede]

    assert silent == []
    assert len(codes) > 0


@pytest.mark.parametrize(
    ("language", "label"), [("id", "berpredikat Peduli HAM; 1 yang disebut disimpulkan"),
                            ("en", "named “Cares for human rights”; the 1 named is inferred")],
)  # fmt: skip
def test_the_key_figures_of_a_province_say_that_its_one_name_is_inferred(real_data, language, label):
    facts = round_facts(2023, words=Words(language), provinces=["14"])

    assert province_report.key_figures(facts).facts[0] == ("1–12 / 12", label)


def test_a_number_that_a_source_gives_is_not_said_to_be_inferred_for_its_names(real_data):
    facts = round_facts(2024, words=Words("en"), provinces=["76"])

    assert province_report.key_figures(facts).facts[0][1] == "named “Cares for human rights”"
    assert "Of the 6 results that are known by name, 4 are inferred" in province_report.head(facts).lede


def test_the_key_figures_of_the_country_say_how_many_names_are_inferred(real_data):
    label = "diketahui namanya, berpredikat Peduli HAM; semuanya disimpulkan"

    assert award_summary.key_figures(round_facts(2013, words=Words("id"))).facts[0] == ("4", label)


def test_the_title_of_the_slide_on_who_is_named_says_how_many_names_are_inferred(real_data):
    assert headlines.awarded(round_facts(2013, words=Words("id"))) == (
        "4 kabupaten/kota di 3 provinsi diketahui berpredikat Peduli HAM pada 2013; semuanya disimpulkan"
    )


@pytest.mark.parametrize(
    ("language", "title", "result", "on_map"),
    [
        ("id", "Kabupaten Siak berpredikat Peduli HAM pada 2023 (disimpulkan)", "berpredikat, disimpulkan",
         "Kabupaten Siak termasuk yang berpredikat. Hal itu disimpulkan, tidak disebut langsung untuk putaran ini."),
        ("en", "Kabupaten Siak was named “Cares for human rights” in 2023 (inferred)", "named, inferred",
         "Kabupaten Siak is among those named. This is inferred; it is not stated for this round."),
    ],
    ids=["id", "en"],
)  # fmt: skip
def test_the_title_and_the_result_of_a_regency_say_that_it_is_inferred(real_data, language, title, result, on_map):
    facts = regency_facts(2023, "1408", words=Words(language))

    assert regency_profile.head(facts).title == title
    assert regency_profile.key_figures(facts).facts[0][0] == result
    assert repr(regency_profile.province_part(facts)).replace("\u00a0", " ").count(on_map) == 1


def map_of(award_year, province_code):
    facts = round_facts(award_year, words=Words("en"), provinces=[province_code])
    return plot_province_map(
        facts.status, load("boundaries"), facts.regencies, province_code=province_code, shares=facts.shares,
        setting=Setting(words=facts.words, award_name=facts.award_name, sources=facts.sources),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("award_year", "province_code", "legend", "alt"),
    [
        (2023, "14", "“Cares for human rights” (1), inferred",
         "“Cares for human rights”: Kabupaten Siak. This is inferred, not stated."),
        (2018, "51", "“Cares for human rights” (2), 1 inferred", "Inferred, not stated: Kabupaten Buleleng."),
    ],
    ids=["all", "some"],
)  # fmt: skip
def test_the_legend_and_the_alt_text_of_a_map_say_so(real_data, award_year, province_code, legend, alt):
    picture = map_of(award_year, province_code)

    texts = [text.get_text() for text in picture.figure.findobj(Text) if text.get_gid() == "legend"]
    assert legend in " ".join(texts)
    assert alt in picture.alt


def test_a_map_from_the_functions_alone_says_what_the_report_says_is_inferred(real_data):
    facts = round_facts(2024, words=Words("en"), provinces=["76"])
    regencies = regencies_in(load("regencies"), load("province_changes"), award_year=2024, provinces=load("provinces"))
    alone = regency_status(load("awards"), regencies, award_year=2024, province_claims=load("province_claims"))
    drawn = [
        plot_province_map(status, load("boundaries"), facts.regencies, province_code="76", setting=Setting(Words("en")))
        for status in (alone, facts.status)
    ]

    assert drawn[0].alt == drawn[1].alt
    assert "Inferred, not stated: Kabupaten Pasangkayu, Kabupaten Mamuju, Kabupaten Majene, and" in drawn[0].alt


def test_the_record_of_a_regency_says_that_it_was_not_named_where_that_is_inferred(real_data):
    facts = regency_facts(2018, "3373", words=Words("en"))

    assert regency_profile.key_figures(facts).facts[1] == (
        "4 / 6", "rounds named, of those whose result is known; of the others 2 inferred"
    )  # fmt: skip
    assert "That it was not named in two rounds (2019 and 2022) is inferred, not stated." in (
        regency_profile.head(facts).lede
    )


def test_the_record_of_a_regency_says_how_many_of_its_rounds_are_inferred(real_data):
    facts = regency_facts(2023, "1408", words=Words("id"))

    assert regency_profile.key_figures(facts).facts[1] == (
        "8 / 8", "putaran berpredikat, dari yang diketahui hasilnya; 5 disimpulkan"
    )  # fmt: skip
    assert "Lima di antara putaran berpredikat itu disimpulkan, tidak disebut langsung." in (
        regency_profile.head(facts).lede
    )


def test_the_legend_and_the_alt_text_of_a_matrix_of_rounds_say_which_are_inferred():
    rows = [("1408", "Siak", 2022, "compliant", True), ("1408", "Siak", 2023, "compliant", False),
            ("1409", "Kampar", 2022, "unknown", False), ("1409", "Kampar", 2023, "compliant", True)]  # fmt: skip
    names = ["regency_code", "full_name", "award_year", "status", "inferred"]
    shown = pd.DataFrame(rows, columns=names).assign(province_code="14", contested=False, source_ids="")
    picture = plot_streak_matrix(shown, setting=Setting(Words("en"), "Caring"))

    texts = [text.get_text() for text in picture.figure.findobj(Text) if text.get_gid() == "legend"]
    assert ", 2 inferred" in " ".join(texts)
    assert picture.alt.endswith(
        "Siak: 2022 and 2023. Kampar: 2023. Of these, inferred, not stated: Siak: 2022. Kampar: 2023."
    )


@pytest.mark.parametrize(
    ("inferred", "title"),
    [([True, False], "Terbanyak: Siak, 2 dari 2 putaran; 1 dari 2 hasil yang dihitung itu disimpulkan"),
     ([False, False], "Terbanyak: Siak, 2 dari 2 putaran")],
    ids=["one", "none"],
)  # fmt: skip
def test_the_title_of_a_matrix_says_how_many_of_the_results_that_it_counts_are_inferred(inferred, title):
    rows = [("1408", "Siak", 2022, "compliant"), ("1408", "Siak", 2023, "compliant")]
    shown = pd.DataFrame(rows, columns=["regency_code", "full_name", "award_year", "status"]).assign(
        province_code="14", contested=False, source_ids="", inferred=inferred
    )

    assert plot_streak_matrix(shown, setting=Setting(Words("id"), "Peduli")).title == title


def test_of_a_matrix_it_is_told_of_every_result_that_it_is_inferred_whatever_the_result():
    rows = [("6408", "Kutai Timur", 2022, "not_compliant", True), ("6408", "Kutai Timur", 2023, "compliant", False)]
    names = ["regency_code", "full_name", "award_year", "status", "inferred"]
    shown = pd.DataFrame(rows, columns=names).assign(province_code="64", contested=[True, False], source_ids="")
    picture = plot_streak_matrix(shown, setting=Setting(Words("en"), "Caring"))

    assert "Other results that are inferred, not stated: Kutai Timur: 2022." in picture.alt
    assert (picture.chart["rows"], picture.chart["inferred"]) == (
        [{"name": "Kutai Timur", "count": "1 of 1", "cells": ["not_compliant", "compliant"], "contested": [2022],
          "inferred": [2022]}],
        "inferred, not stated",
    )  # fmt: skip
