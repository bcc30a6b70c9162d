"""What would close the gaps, and where sources disagree, on a few literal rows."""

from dataclasses import replace

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures import gaps, what_would_change
from kkpham_analysis.reports.content import data_quality
from kkpham_analysis.reports.content.data_quality import Quality
from kkpham_analysis.reports.content.disputes import sides
from kkpham_analysis.reports.content.facts import RoundFacts
from kkpham_analysis.reports.content.knowledge import Knowledge
from kkpham_analysis.reports.page import Table

from ...known_rounds import SHARES, STATUS

EN = Words("en")
KEYS = ["award_year", "province_code"]
PAGES = pd.DataFrame(
    {
        "source_id": ["A", "B", "C", "D"],
        "title": ["List", "Count", "Other", "Never cited"],
        "publisher": ["Kanwil", "ANTARA", "Tempo", "Detik"],
        "url": [None] * 4,
        "kind": ["ministry", "news", "news", "news"],
        "published_on": ["2023-12-19", "2023-12-12", None, None],
    }
)


def claims_in_dispute():
    return pd.DataFrame(
        {
            "award_year": [2020, 2020, 2023],
            "regency_code": ["3373", "3373", "6472"],
            "disagreement": ["result", "result", "uncertain"],
            "category": ["peduli", "not_awarded", "peduli"],
            "role": ["stands", "dissents", "stands"],
            "source_id": ["A", "B", "D"],
            "full_name": ["Kota Salatiga", "Kota Salatiga", "Kota Samarinda"],
            "province": ["Central Java", "Central Java", "East Kalimantan"],
        }
    )


def counts_in_dispute():
    return pd.DataFrame(
        {
            "award_year": 2023,
            "province_code": "33",
            "province": "Central Java",
            "disagreement": "figure",
            "measure": ["names", "awarded_regencies", "awarded_regencies", "awarded_regencies"],
            "claimed_low": [0, 5, 5, 4],
            "claimed_high": [5, 5, 5, 4],
            "differs": pd.array([False, False, False, True], dtype="boolean"),
            "source_id": [None, "A", "C", "B"],
            "in_question": ["Kota Tegal", "", "", ""],
            "names_by": ["A", "", "", ""],
        }
    )


AWARD_CLAIMS = pd.DataFrame({"regency_code": ["9999"], "certainty": "stated", "source_id": "A"})


def known_of(shares=SHARES, status=STATUS, *, claims=None, counts=None, national=None, **others):
    no_national = pd.DataFrame(columns=["award_year", "measure", "value", "source_id"])
    found = {
        "shares": shares,
        "status": status,
        "provinces": pd.DataFrame(),
        "rounds": pd.DataFrame({"award_year": [2023], "regencies": [16], "compliant": [3], "disputed": [0]}),
        "claims": claims_in_dispute().head(0) if claims is None else claims,
        "counts": counts_in_dispute().head(0) if counts is None else counts,
        "national": no_national if national is None else national,
        "named_by_none": pd.DataFrame(columns=["regency_code", "full_name", "province"]),
        "out_of_round": pd.DataFrame(columns=["award_year", "full_name", "source_id"]),
        "capitals": pd.DataFrame(columns=["full_name", "capital", "position", "distance_km", "falls_in_name"]),
        "titles": {"peduli": "Caring", "not_awarded": "Not awarded"},
        "award_years": (2020, 2023),
        "sources": PAGES,
        "words": EN,
    }
    return Knowledge(**{**found, **others})


def quality_of(known=None, *, year=2023, **others):
    known = known or known_of()
    facts = RoundFacts(
        award_year=year, scope=(), rounds=(2020, 2023), previous_year=2020, award_name="Caring",
        regencies=pd.DataFrame(), shares=SHARES, status=STATUS, behind=pd.DataFrame(), awarded_provinces=pd.DataFrame(),
        changes=pd.DataFrame(), award_claims=AWARD_CLAIMS if year == 2023 else pd.DataFrame(),
        province_claims=pd.DataFrame(columns=["province_code", "measure", "source_id", "certainty"]),
        national_claims=pd.DataFrame(columns=["source_id", "certainty"]), categories=pd.DataFrame(), sources=PAGES,
        counted=pd.DataFrame(), dissent=pd.DataFrame(), words=EN,
    )  # fmt: skip
    changes = what_would_change(SHARES, STATUS, SHARES, STATUS).assign(source_ids=pd.Series(dtype="str"))
    found = {"gaps": gaps(SHARES, STATUS), "changes": changes, "disputes": sides(known)}
    return Quality(facts=facts, known=known, **{**found, **others})


def tables(part):
    return [content for content in part.contents if isinstance(content, Table)]


def test_every_side_of_a_dispute_is_one_row_with_all_its_sources():
    national = pd.DataFrame(
        {"award_year": 2023, "measure": "awarded_provinces", "value": [18, 5], "source_id": ["A", "C"]}
    )
    found = sides(known_of(claims=claims_in_dispute(), counts=counts_in_dispute(), national=national))
    assert found.to_numpy().tolist() == [
        [2023, "Central Java", "by name", "0–5: Kota Tegal", "agrees", "A"],
        [2023, "Central Java", "number of regencies and cities named", "5", "agrees", "A;C"],
        [2023, "Central Java", "number of regencies and cities named", "4", "dissents", "B"],
        [2023, "Indonesia", "number of provinces awarded", "18", "–", "A"],
        [2023, "Indonesia", "number of provinces awarded", "5", "–", "C"],
        [2020, "Kota Salatiga (Central Java)", "category", "Caring", "stands", "A"],
        [2020, "Kota Salatiga (Central Java)", "category", "Not awarded", "dissents", "B"],
    ]


def test_the_disputes_of_the_round_stand_before_those_of_the_others():
    found = quality_of(known_of(claims=claims_in_dispute(), counts=counts_in_dispute()))
    here, others = tables(data_quality.disputes_part(found))
    assert here.frame["award_year"].unique().tolist() == ["2023"]
    assert others.frame["award_year"].unique().tolist() == ["2020"]
    assert "For the 2021 awards no sources disagree." in repr(data_quality.disputes_part(quality_of(year=2021)))


def test_the_sources_are_those_that_the_page_cites():
    found = quality_of(known_of(claims=claims_in_dispute(), counts=counts_in_dispute()))
    assert found.source_list.numbers == {"A": 1, "B": 2, "C": 3}
    assert "4. " not in repr(data_quality.sources_part(found))


def test_the_head_says_how_much_is_unknown_and_what_would_answer_half():
    assert repr(data_quality.head(quality_of())).startswith(
        "2023 awards: the result of 12 of 16 regencies and cities is not known; full lists from 2 "
        "provinces would answer half of "
        "them. Evidence for 5 provinces: complete 1, count known 1, sources disagree 1, partly known 1, and "
        "no firm evidence on regencies 1. "
        "Over all rounds, sources disagree on 0 points. What is not known is not counted as not awarded."
    )


def test_a_year_without_a_round_says_so_and_counts_nothing_of_it():
    found = quality_of(year=2021)
    assert "There was no round of awards in 2021" in repr(data_quality.head(found))
    assert "There was no round of awards in 2021" in repr(data_quality.gaps_part(found))
    assert repr(data_quality.key_figures(found)) == "0 points on which sources disagree, all rounds"


def test_the_table_of_gaps_says_what_each_province_needs():
    lines = repr(data_quality.gaps_part(quality_of())).splitlines()
    assert [" ".join(line.split()) for line in lines if line.strip().startswith(("Aceh", "North"))] == [
        "Aceh 3 of 3 no firm evidence on regencies not yet judged one count a full list",
        "North Kalimantan 1 of 2 count known met known already a full list",
    ]


def test_the_table_of_gaps_says_as_the_summary_does_that_there_are_uncertain_claims_only():
    found = quality_of()
    code = STATUS.loc[STATUS["province_code"] == "11", "regency_code"].iloc[0]
    unsure = pd.DataFrame({"regency_code": [code], "certainty": "uncertain", "source_id": "A"})

    part = data_quality.gaps_part(replace(found, facts=replace(found.facts, award_claims=unsure)))

    (line,) = [" ".join(line.split()) for line in repr(part).splitlines() if line.strip().startswith("Aceh")]
    assert line == "Aceh 3 of 3 uncertain claims only not yet judged one count a full list"


def test_the_provinces_that_would_answer_half_are_the_first_and_are_named():
    found = quality_of()
    known = found.gaps.assign(waits=[False, True, *found.gaps["waits"][2:]])

    part = data_quality.gaps_part(quality_of(gaps=known))

    (table,) = tables(part)
    first = table.frame["province"].head(2).tolist()
    assert table.frame["unknown"].str.split(" of ").str[0].astype(int).is_monotonic_decreasing
    assert f"Full lists from 2 provinces would answer half of them: {first[0]} and {first[1]}." in repr(part)


def test_no_gaps_are_said_to_be_none():
    assert "every province is fully known" in repr(
        data_quality.gaps_part(quality_of(gaps=gaps(SHARES, STATUS).head(0)))
    )


def test_what_is_not_known_has_no_key_to_be_sorted_by_and_no_numbers_in_the_table_of_changes():
    then = SHARES.assign(compliant_low=SHARES["compliant_low"] + (SHARES["province_code"] == "11"))
    changes = what_would_change(SHARES, STATUS, then, STATUS).assign(source_ids="A")

    (table,) = tables(data_quality.uncertain_part(quality_of(changes=changes)))

    assert table.frame[["province", "verdict_then"]].to_numpy().tolist() == [["Aceh", "waits"]]
    assert table.frame[["compliant_low", "compliant_high"]].isna().all(axis=None)
    assert table._repr_html_().count('data-sort=""') == 3


def test_a_round_without_a_rule_has_no_verdict_in_the_table_of_changes():
    then = SHARES.assign(compliant_low=SHARES["compliant_low"] + (SHARES["province_code"] == "11"))
    changes = what_would_change(SHARES.assign(rule=pd.Series([None] * 5, dtype="str")), STATUS, then, STATUS)
    found = quality_of(changes=changes.assign(source_ids="A"))
    (table,) = tables(data_quality.uncertain_part(found))
    assert table.frame["verdict_then"].tolist() == ["no_rule"]
    assert "No uncertain claim would change anything." in repr(data_quality.uncertain_part(quality_of()))


def test_regencies_named_by_none_are_listed_by_province():
    unnamed = pd.DataFrame(
        {
            "regency_code": ["1101", "1102", "6501"],
            "full_name": ["Kabupaten Aceh Selatan", "Kabupaten Aceh Tenggara", "Kabupaten Bulungan"],
            "province": ["Aceh", "Aceh", "North Kalimantan"],
        }
    )
    (table,) = tables(data_quality.unnamed_part(quality_of(known_of(named_by_none=unnamed))))
    assert table.frame.to_numpy().tolist() == [
        ["Aceh", 2, "Kabupaten Aceh Selatan, Kabupaten Aceh Tenggara"],
        ["North Kalimantan", 1, "Kabupaten Bulungan"],
    ]
    assert "Every regency or city is named" in repr(data_quality.unnamed_part(quality_of()))


def test_a_capital_that_falls_in_no_regency_falls_in_water():
    capitals = pd.DataFrame(
        {
            "full_name": ["Kabupaten Nias", "Kabupaten Kerinci", "Kabupaten X"],
            "capital": ["Gido", "Siulak", None],
            "position": ["outside", "outside", "unknown"],
            "distance_km": [0.61, 4.2, None],
            "falls_in_name": [None, "Kota Sungai Penuh", None],
        }
    )
    part = data_quality.places_part(quality_of(known_of(capitals=capitals)))
    (table,) = tables(part)
    assert table.frame["falls_in_name"].tolist() == ["water", "Kota Sungai Penuh"]
    assert "Kabupaten X: capital or its position not known" in repr(part)
