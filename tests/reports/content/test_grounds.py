"""What a result is cited by: the sources that it rests on, and those that contradict it."""

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures import resolve_awards, status_history
from kkpham_analysis.measures.rounds import known_rounds
from kkpham_analysis.reports.content.facts import rounds_facts
from kkpham_analysis.reports.content.grounds import opposite_claims, with_cited

SOURCES = pd.DataFrame(
    {"source_id": ["list", "count", "page", "other"], "kind": ["ministry", "news", "ministry", "news"],
     "published_on": None, "publisher": "HAM", "url": None}
)  # fmt: skip
REGENCIES = pd.DataFrame(
    {"regency_code": ["6501", "6502", "6503", "1101"], "province_code": ["65", "65", "65", "11"],
     "full_name": ["Kabupaten Bulungan", "Kabupaten Malinau", "Kabupaten Nunukan", "Kabupaten Simeulue"],
     "type": "kabupaten", "name": ["Bulungan", "Malinau", "Nunukan", "Simeulue"], "valid_from": None,
     "valid_to": None}
)  # fmt: skip
MOVES = pd.DataFrame(columns=["previous_province_code", "changed_on", "regency_code", "province_code"], dtype="str")
NAMED = pd.DataFrame(
    [
        ("6501", "peduli", True, "list"),
        ("6502", "peduli", True, "page"),
        ("6502", "not_awarded", False, "other"),
    ],
    columns=["regency_code", "category", "is_compliant", "source_id"],
).assign(award_year=2023, certainty="stated", rule=None)
OF_PROVINCE = pd.DataFrame(
    [("complete_list", 1, "list"), ("awarded_regencies", 3, "count")], columns=["measure", "value", "source_id"]
).assign(award_year=2023, province_code="65", certainty="stated", kind=["ministry", "news"], published_on=None)


def test_a_result_is_cited_by_what_it_rests_on_by_lists_without_it_by_numbers_that_do_not_fit_and_by_the_opposite():
    awards = resolve_awards(NAMED, SOURCES)
    frames = (awards, REGENCIES, MOVES)
    status = status_history(*frames, rounds=[2023], province_claims=OF_PROVINCE)

    known = known_rounds(*frames, rounds=[2023], province_claims=OF_PROVINCE)
    cited = with_cited(status, "65", known, opposite_claims(NAMED, awards, SOURCES))

    assert cited[["regency_code", "status", "cited_ids"]].fillna("-").to_numpy().tolist() == [
        ["1101", "unknown", "-"],
        ["6501", "compliant", "list"],
        ["6502", "compliant", "list;other;page"],
        ["6503", "not_named", "count;list"],
    ]


def test_the_losing_side_of_a_dispute_of_an_earlier_round_is_cited(real_data):
    status = rounds_facts(words=Words(), until=2023, province_code="64").status

    berau = status[(status["regency_code"] == "6403") & (status["award_year"] == 2020)].iloc[0]

    assert "K079" not in berau["source_ids"].split(";")
    assert "K079" in berau["cited_ids"].split(";")
