"""Pages name the ministry by the round, and its pages by their dates."""

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import givers


@pytest.mark.parametrize(
    ("language", "award_year", "said"),
    [
        ("id", 2023, "X · penghargaan 2023 oleh Kementerian Hukum dan HAM, data tahun 2022"),
        ("id", 2024, "X · penghargaan 2024 oleh Kementerian HAM, data tahun 2023"),
        ("en", 2023, "X · 2023 awards by the Ministry of Law and Human Rights, data for 2022"),
        ("en", 2024, "X · 2024 awards by the Ministry of Human Rights, data for 2023"),
    ],
)
def test_a_page_says_which_ministry_gave_the_awards_of_its_round(language, award_year, said):
    assert givers.about_round("X", award_year, Words(language)) == said


def test_of_a_year_without_a_round_nobody_is_said_to_have_given_awards():
    said = givers.about_round("X", 2021, Words("en"), rounds=(2020, 2022))

    assert said == "X · 2021 awards, data for 2020"


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        ((2020, 2022), "The awards are given by the Ministry of Law and Human Rights."),
        (
            (2022, 2023, 2024, 2025),
            "The awards are given by the Ministry of Law and Human Rights (up to the round of 2023) and "
            "the Ministry of Human Rights (from the round of 2024).",
        ),
        ((), ""),
    ],
    ids=["one", "both", "none"],
)
def test_several_rounds_name_each_ministry_with_its_rounds(rounds, said):
    assert givers.gave_rounds(rounds, Words("en")) == said


def test_pages_of_a_ministry_are_named_by_their_dates_and_undated_ones_by_none():
    pages = pd.DataFrame({"published_on": ["2024-12-11", "2023-12-19", None, "2018"]})

    assert givers.pages_of_ministries(pages, Words("id")) == [
        "1 halaman Kementerian HAM",
        "2 halaman Kementerian Hukum dan HAM",
        "1 halaman kementerian",
    ]


def test_kinds_of_sources_are_listed_the_most_trusted_first():
    sources = pd.DataFrame({"kind": ["news", "ministry", "news"], "published_on": ["2023-12-19", "2023-12-11", None]})

    said = "1 page of the Ministry of Law and Human Rights and 2 news reports"
    assert givers.kinds_in_words(sources, Words("en")) == said
    assert givers.kinds_in_words(sources.head(0), Words("en")) == ""
