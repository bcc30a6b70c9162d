"""The tables of a page: whom they speak of, by which title, and in which order their sources stand."""

from dataclasses import fields
from types import SimpleNamespace

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kkpham_analysis.language import Words
from kkpham_analysis.measures.rules import Trial
from kkpham_analysis.reports.content import explore, facts, grounds, wording
from kkpham_analysis.tables.loading import load
from kkpham_analysis.tables.source_ids import split_ids

EN = Words("en")
CATEGORIES = pd.DataFrame(
    {
        "category": ["patuh", "peduli", "not_awarded"],
        "is_compliant": pd.array([True, True, False], dtype="boolean"),
        "order": [2, 1, 3],
        "label_id": ["Patuh HAM", "Peduli HAM", "Tidak mendapat penghargaan"],
        "label_en": ["Complies", "Cares", "Not awarded"],
    }
)


def claims(*rows):
    return pd.DataFrame(list(rows), columns=["category", "certainty"])


@pytest.mark.parametrize(
    ("given", "english", "indonesian"),
    [
        ([("peduli", "stated"), ("not_awarded", "stated")], "“Cares”", "Peduli HAM"),
        ([("patuh", "blanket")], "“Complies”", "Patuh HAM"),
        ([("patuh", "uncertain"), ("peduli", "derived")], "“Cares”", "Peduli HAM"),
        ([("peduli", "stated"), ("patuh", "stated")], "“Cares” or “Complies”", "Peduli HAM atau Patuh HAM"),
        ([], "“Cares” or “Complies”", "Peduli HAM atau Patuh HAM"),
    ],
    ids=["one", "another", "uncertain", "both", "none"],
)
def test_a_page_names_the_titles_that_its_rounds_gave(given, english, indonesian):
    assert facts.award_name(CATEGORIES, claims(*given), EN) == english
    assert facts.award_name(CATEGORIES, claims(*given), Words("id")) == indonesian


@pytest.mark.parametrize(
    ("given", "titles", "expected"),
    [
        ([], {"patuh"}, "“Complies”"),
        ([("peduli", "stated")], {"patuh"}, "“Cares”"),
        ([], set(), "“Cares” or “Complies”"),
    ],
    ids=["of the regulation", "as given", "classes not known"],
)
def test_where_no_title_is_given_yet_a_page_names_those_of_the_regulation(given, titles, expected):
    assert facts.award_name(CATEGORIES, claims(*given), EN, titles=titles) == expected


@pytest.mark.parametrize(
    ("scope", "named", "counted", "national", "is_empty"),
    [
        ((), 0, 0, 0, True),
        ((), 0, 0, 1, False),
        (("64",), 0, 0, 1, True),
        (("64",), 1, 0, 0, False),
        (("64",), 0, 1, 0, False),
    ],
    ids=["nothing", "a national count", "a national count, of one province", "a name", "a count"],
)
def test_a_national_count_speaks_of_the_country_and_of_no_province(scope, named, counted, national, is_empty):
    of = SimpleNamespace(
        scope=scope, award_claims=[1] * named, province_claims=[1] * counted, national_claims=[1] * national
    )

    assert facts.RoundFacts.is_empty.fget(of) is is_empty


def test_sources_stand_by_their_weight_then_by_their_date_the_undated_last():
    sources = pd.DataFrame(
        {
            "source_id": ["A", "B", "C", "D", "E", "Z"],
            "kind": ["news", "news", "ministry", "regulation", "news", "news"],
            "published_on": ["2020-01-01", None, None, "2013", "2023-12-19", "2024"],
        }
    )

    assert grounds.ranked_sources(sources, ["A", "B", "C", "D", "E"])["source_id"].tolist() == ["D", "C", "E", "A", "B"]


def test_names_of_provinces_follow_the_language():
    provinces = pd.DataFrame({"province_code": ["64"], "name_id": ["Kalimantan Timur"], "name_en": ["East Kalimantan"]})

    assert grounds.in_language(provinces, EN)["name_id"].tolist() == ["East Kalimantan"]
    assert provinces["name_id"].tolist() == ["Kalimantan Timur"]


@pytest.mark.parametrize(
    ("award_year", "province"),
    [(2017, "12"), (2018, "62"), (2019, "15"), (2019, "17"), (2019, "62"), (2020, "16"), (2020, "82"), (2023, "35")],
)
def test_no_figure_is_said_to_rest_on_an_uncertain_claim(real_data, award_year, province):
    of_province = facts.round_facts(award_year, words=EN, provinces=[province])

    known = pd.concat(
        [
            table.loc[table["certainty"] != "uncertain", "source_id"]
            for table in (of_province.award_claims, of_province.province_claims)
        ]
    )
    (cited,) = of_province.behind["source_ids"].fillna("")
    assert set(filter(None, cited.split(";"))) <= set(known)


@pytest.mark.parametrize(
    ("rule", "judged_by", "trial"),
    [("", ">60%", None), (">60%", ">60%", None), (">50%", ">50%", Trial(">50%", ">60%"))],
    ids=["not given", "the same", "another"],
)
def test_the_rule_of_the_round_is_known_with_its_sources_whatever_rule_is_given(real_data, rule, judged_by, trial):
    found = facts.round_facts(2023, words=EN, provinces=["11"], rule=rule)

    assert (found.rule, found.trial, found.round_rule) == (judged_by, trial, ">60%")
    assert (found.rule_source_ids, found.rule_dissent_ids) == (("K001",), ("S075", "S166"))
    assert found.dissenting_rules == {">50%": ["S075"], ">=50%": ["S166"]}
    assert set(found.sources["source_id"]) == {"K001", "S075", "S166"}
    assert found.figure_source_ids == set()


def test_a_rule_given_for_a_round_without_one_is_a_trial_that_has_nothing_beside_it(real_data):
    found = facts.round_facts(2018, words=EN, rule=">50%")

    assert (found.trial, found.round_rule, found.rule_source_ids) == (Trial(">50%", None), None, ())


@pytest.mark.parametrize(("award_year", "province_code"), [(2023, "33"), (2023, "36"), (2020, "12"), (2013, "33")])
def test_a_province_looked_at_in_the_explorer_is_the_one_of_its_report_in_every_field(
    real_data, award_year, province_code
):
    seen = explore.seen(explore.World(EN), explore.Choice(award_year, province_code))
    reported = facts.round_facts(award_year, words=EN, provinces=[province_code])

    for field in fields(facts.RoundFacts):
        one, other = getattr(seen, field.name), getattr(reported, field.name)
        if isinstance(one, pd.DataFrame):
            assert_frame_equal(one, other, obj=field.name)
        elif field.name != "words":
            assert one == other, field.name


def test_of_some_provinces_only_what_speaks_of_them_is_kept_and_cited(real_data):
    country = facts.round_facts(2023, words=EN)
    both = facts.narrowed(country, "33", "64")

    assert both.scope == ("33", "64")
    assert set(both.shares["province_code"]) == set(both.status["province_code"]) == {"33", "64"}
    assert set(both.award_claims["regency_code"]) <= set(both.status["regency_code"])
    shown = both.province_claims[both.province_claims["measure"].isin(facts.SHOWN_MEASURES)]
    of_rule = {*both.rule_source_ids, *both.rule_dissent_ids}
    assert set(both.sources["source_id"]) == {*both.award_claims["source_id"], *shown["source_id"], *of_rule}
    assert not set(both.other_sources["source_id"]) & set(both.sources["source_id"])
    assert set(both.other_sources["source_id"]) <= {*split_ids(pd.Series(both.behind_changes.values()).map(";".join))}
    assert both.rounds_here == tuple(sorted({*both.rounds_by_province["33"], *both.rounds_by_province["64"]}))


def test_the_history_of_a_province_rests_on_no_page_that_speaks_of_its_regencies_under_another(real_data):
    rounds = facts.rounds_facts(words=EN, until=2023, province_code="94")
    cited = set(rounds.behind_shares["source_id"])
    mimika = load("award_claims").query("regency_code == '9404' and award_year == 2017")["source_id"]

    assert len(mimika) > 0
    assert len(rounds.sources) > 0
    assert cited == set()
    assert "K001" in set(facts.rounds_facts(words=EN, until=2023, province_code="64").behind_shares["source_id"])
    assert facts.rounds_facts(words=EN, until=2023).behind_shares is None


def test_a_page_of_which_every_claim_is_uncertain_is_used_for_no_result(real_data):
    of_round = facts.round_facts(2017, words=EN)
    uses = wording.source_uses(of_round)

    assert "J045" not in of_round.uncounted_source_ids  # it names regencies too
    assert {uses[one] for one in of_round.uncounted_source_ids} == {"for: uncertain claims, not counted"}
    assert not of_round.uncounted_source_ids & set(of_round.behind["source_ids"].str.split(";").explode())
