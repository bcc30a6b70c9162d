"""A full list of a regulation says fewer than all sources name together: which figure is shown, and who says less."""

import pandas as pd
import pytest

from kkpham_analysis.measures import compliant_share, resolve_awards, share_claims
from kkpham_analysis.reports.content import province_report

from .round_of_three import facts_of

SOURCES = pd.DataFrame(
    {"source_id": ["A", "B", "C"], "kind": ["regulation", "news", "news"], "published_on": "2023-12-10",
     "title": "List", "publisher": "Kanwil", "url": None}
)  # fmt: skip
REGENCIES = pd.DataFrame({"award_year": 2023, "province_code": "65", "regency_code": ["6501", "6502", "6571"]})


def reading_of(lists, counts, language="en", sources=SOURCES):
    named = [(code, source) for source, codes in lists.items() for code in codes]
    claims = pd.DataFrame(named, columns=["regency_code", "source_id"]).assign(
        award_year=2023, category="peduli", is_compliant=True, certainty="stated", rule=">60%"
    )
    told = pd.DataFrame(
        [("complete_list", 1, source) for source in lists] + [("awarded_regencies", *count) for count in counts],
        columns=["measure", "value", "source_id"],
    ).assign(award_year=2023, province_code="65", certainty="stated", note=None, note_language=None)
    told = told.merge(sources[["source_id", "kind", "published_on"]], on="source_id")
    awards = resolve_awards(claims, sources)
    shares = compliant_share(awards, REGENCIES, award_year=2023, province_claims=told).assign(province="North")
    facts = facts_of(
        language=language,
        shares=shares,
        counted=share_claims(awards, REGENCIES, shares, told, sources),
        province_claims=told,
        dissent=facts_of().dissent.head(0),
        sources=sources,
    )
    return province_report.claims_part(facts).contents[0].text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "One claim does not agree with the figure used here, 3, the number known by name, from all sources; "
               "so this report says 2–3. The strongest source [1] says 2."),
        ("id", "Satu pernyataan tidak sejalan dengan angka yang dipakai di sini, yaitu 3, jumlah yang diketahui "
               "menurut nama, dari semua sumber; karena itu laporan ini menyebut 2–3. "
               "Sumber yang paling kuat [1] menyebut 2."),
    ],
)  # fmt: skip
def test_a_figure_by_name_is_not_said_to_be_that_of_a_decree_that_says_another(language, said):
    lists = {"A": ["6501", "6502"], "B": ["6501", "6502", "6571"]}

    assert reading_of(lists, [], language) == said


def test_a_strongest_source_that_says_the_figure_is_not_told_apart():
    lists = {"A": ["6501", "6502", "6571"], "B": ["6501", "6502"]}

    assert reading_of(lists, []) == (
        "One claim does not agree with the figure used here, 3, the number known by name, from all sources; "
        "so this report says 2–3."
    )


def test_a_figure_without_a_full_list_is_that_of_the_strongest_source():
    assert reading_of({}, [(2, "A"), (3, "B"), (3, "C")]) == (
        "Two claims do not agree with the figure used here, 2, the number that the strongest source gives; "
        "so this report says 2–3."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "One claim does not agree with the figure used here, 3, the number known by name, from all sources; "
               "so this report says 2–3. Of the strongest sources, which are equally strong, one source [2] says 3, "
               "one source [3] says 2."),
        ("id", "Satu pernyataan tidak sejalan dengan angka yang dipakai di sini, yaitu 3, jumlah yang diketahui "
               "menurut nama, dari semua sumber; karena itu laporan ini menyebut 2–3. "
               "Di antara sumber yang paling kuat, yang sama kuatnya, satu sumber [2] menyebut 3, "
               "satu sumber [3] menyebut 2."),
    ],
)  # fmt: skip
def test_no_source_is_called_the_strongest_where_an_equal_gives_the_figure(language, said):
    lists = {"B": ["6501", "6502", "6571"], "C": ["6501", "6502"]}

    assert reading_of(lists, [], language) == said


def test_one_strongest_source_that_says_two_numbers_says_both():
    said = reading_of({"A": ["6501", "6502", "6571"]}, [(2, "A"), (1, "B")])

    assert said.endswith("The strongest source [1] says 2 and 3.")


def test_a_weaker_source_is_not_among_the_equally_strong():
    sources = SOURCES.assign(published_on=["2023-12-09", "2023-12-10", "2023-12-10"], kind="news")
    said = reading_of({"B": ["6501", "6502", "6571"], "C": ["6501", "6502"]}, [(1, "A")], sources=sources)

    assert said.endswith("equally strong, one source [2] says 3, one source [3] says 2.")
