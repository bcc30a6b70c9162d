"""Under a rule that counts participants most shares are not known: every part of a page says so, and none fails."""

import json

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports import summaries
from kkpham_analysis.reports.content import award_summary, province_report
from kkpham_analysis.reports.content.facts import round_facts, rounds_facts

pytestmark = pytest.mark.usefixtures("real_data")
RULE = ">=60% of participants"
NBSP = "\u00a0"


def facts_of(*provinces, language="en", award_year=2023):
    return round_facts(award_year, words=Words(language), provinces=provinces, rule=RULE)


def said(part):
    return repr(part).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("provinces", "language"),
    [((), "id"), (("33", "64"), "en"), (("64", "74"), "id"), (("74",), "en"), (("11", "35"), "id")],
)
def test_every_part_of_the_summary_can_be_told(provinces, language):
    facts = facts_of(*provinces, language=language)
    names = ["head", "key_figures", "provinces_part", "met_part", "awarded_part", "changes_part", "sources_part"]
    # Of some provinces there is nothing to hold against the numbers of the country.
    names += [] if provinces else ["published_part"]

    for name in names:
        part = getattr(award_summary, name)(facts)
        assert repr(part)
        assert "&lt;NA&gt;" not in part._repr_html_()


@pytest.mark.parametrize(
    ("province", "language"), [("11", "id"), ("33", "en"), ("35", "id"), ("64", "en"), ("74", "id")]
)
def test_every_part_of_a_province_can_be_told(province, language):
    facts = facts_of(province, language=language)
    rounds = rounds_facts(words=facts.words, until=2023, province_code=province)
    told = [province_report.regencies_part(facts, rounds)]
    told += [getattr(province_report, name)(facts) for name in ("head", "key_figures")]
    told += [
        province_report.changes_part(facts, rounds),
        province_report.history_part(facts, rounds),
        province_report.claims_part(facts),
        province_report.sources_part(facts, rounds),
    ]

    assert all(repr(part) and "&lt;NA&gt;" not in part._repr_html_() for part in told)


def test_where_it_is_not_known_how_many_took_part_neither_share_nor_verdict_is():
    facts = facts_of("64")

    assert (
        "The share cannot be computed, so whether the rule on trial (at least 60 % of participants) was met cannot "
        "be judged. "
        "Two sources say that East Kalimantan was awarded as a province. "
        "Two sources list them all; every list and every count agrees. "
        "The figure rests on news reports alone, not on an official source. "
        "The denominator is the regencies and cities that took part."
    ) in said(province_report.head(facts))
    assert said(province_report.key_figures(facts)).splitlines()[:2] == [
        "7 / ? named “Cares for human rights”",
        "participants not known share; rule on trial: at least 60 % of participants",
    ]


def test_where_it_is_known_how_many_took_part_the_province_is_judged():
    assert "The share is 66.7 %, reaching the 60 % of the rule on trial." in said(province_report.head(facts_of("74")))


@pytest.mark.parametrize(
    ("provinces", "title"),
    [
        (
            ("74",),
            "10 of 15 regencies and cities that took part were named “Cares for human rights”: 10 in "
            "Southeast Sulawesi",
        ),
        (
            ("64", "74"),
            "17 regencies and cities (the number of participants is not known) were named “Cares for human rights”: "
            "7 in East Kalimantan and 10 in Southeast Sulawesi",
        ),
    ],
    ids=["known", "not known"],
)
def test_an_office_is_told_out_of_whom_its_regencies_are(provinces, title):
    assert award_summary.head(facts_of(*provinces)).title == f"{title} (trial of another rule)"


def test_the_reading_of_shares_speaks_of_participants():
    assert "divided by those of the province that took part" in said(award_summary.provinces_part(facts_of("74")))


@pytest.mark.parametrize("provinces", [(), ("kaltim",), ("kaltim", "sultra")], ids=" ".join)
def test_the_command_answers_in_text_and_as_a_record(provinces):
    answer = summaries.summary_answer(2023, Words("en"), provinces=provinces, rule=RULE, tell=print)

    shares = {row["province_code"]: row["share"] for row in json.loads(answer.json())["provinces"]}
    assert shares["64"] is None
    assert "participants not known" in answer.text
