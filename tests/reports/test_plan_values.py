"""`all`, `awarded`, `latest`, ranges in a plan: what the facts tell of them, and what is said where it is nothing."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkpham_analysis.language import Words
from kkpham_analysis.measures.regions import regencies_then
from kkpham_analysis.measures.status import regency_status
from kkpham_analysis.reports.calls import CallError
from kkpham_analysis.reports.plan_values import TableFacts
from kkpham_analysis.reports.plans import plan_file, read_plan
from kkpham_analysis.tables.loading import load

PLANS = Path(__file__).parents[2] / "reports" / "plans"
THERE = {2020: ["64", "91"], 2022: ["64", "91"], 2023: ["64", "91", "96"]}
AWARDED = {2022: ["6472"], 2023: ["6471", "6472"]}


class Tiny:
    """Three rounds; a province is founded before the last; of the first no regency is known to be awarded."""

    rounds = (2020, 2022, 2023)

    def places(self, level, word, award_year):
        if level == "province":
            return THERE.get(award_year, [])
        return AWARDED.get(award_year, []) if word == "awarded" else ["6471", "6472", "6473"]


def asked(folder, text, **given):
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return [(call.notebook, dict(call.parameters), call.language) for call in read_plan(path, Tiny(), **given)]


def said_of(folder, text, **given):
    with pytest.raises(CallError) as refused:
        asked(folder, text, **given)
    return refused.value.sentences(Words("en"))


def test_all_provinces_are_those_of_each_round(tmp_path):
    assert asked(tmp_path, "- {notebook: province_report, each: {award_year: all, province: all}}") == [
        ("province_report", {"award_year": 2020, "province": "64"}, "id"),
        ("province_report", {"award_year": 2020, "province": "91"}, "id"),
        ("province_report", {"award_year": 2022, "province": "64"}, "id"),
        ("province_report", {"award_year": 2022, "province": "91"}, "id"),
        ("province_report", {"award_year": 2023, "province": "64"}, "id"),
        ("province_report", {"award_year": 2023, "province": "91"}, "id"),
        ("province_report", {"award_year": 2023, "province": "96"}, "id"),
    ]


def test_awarded_regencies_of_the_latest_round_in_both_languages(tmp_path):
    text = "- notebook: profile\n  parameters: {year: latest}\n  each: {regency: awarded, language: [id, en]}"
    assert asked(tmp_path, text) == [
        ("profile", {"year": 2023, "regency": "6471"}, "id"),
        ("profile", {"year": 2023, "regency": "6471"}, "en"),
        ("profile", {"year": 2023, "regency": "6472"}, "id"),
        ("profile", {"year": 2023, "regency": "6472"}, "en"),
    ]


def test_a_round_without_awarded_regencies_makes_no_report_and_the_others_do(tmp_path):
    assert asked(tmp_path, "- {notebook: a, each: {award_year: 2020..2022, regency: awarded}}") == [
        ("a", {"award_year": 2022, "regency": "6472"}, "id")
    ]


def test_a_range_of_rounds_leaves_out_years_without_one_and_stands_in_lists(tmp_path):
    assert asked(tmp_path, "- {notebook: a, each: {award_year: [2019..2022, latest]}}") == [
        ("a", {"award_year": 2020}, "id"),
        ("a", {"award_year": 2022}, "id"),
        ("a", {"award_year": 2023}, "id"),
    ]


def test_a_range_of_another_parameter_is_every_whole_number_of_it(tmp_path):
    assert asked(tmp_path, "- {notebook: a, each: {top: 3..5}}") == [
        ("a", {"top": 3}, "id"),
        ("a", {"top": 4}, "id"),
        ("a", {"top": 5}, "id"),
    ]


def test_words_in_quotes_and_words_of_other_parameters_are_text(tmp_path):
    text = '- {notebook: a, parameters: {level: all, title: "1..3"}, each: {province: ["all"], note: [latest]}}'
    assert asked(tmp_path, text) == [
        ("a", {"level": "all", "title": "1..3", "province": "all", "note": "latest"}, "id")
    ]


def test_a_year_takes_the_place_of_the_rounds_and_its_provinces_follow(tmp_path):
    text = """
- {notebook: report, each: {province: all, award_year: all}}
- {notebook: summary, parameters: {award_year: latest}}
- {notebook: trends, each: {award_year: [2020, 2022]}}
- {notebook: plain}
"""
    assert asked(tmp_path, text, year=2022) == [
        ("report", {"award_year": 2022, "province": "64"}, "id"),
        ("report", {"award_year": 2022, "province": "91"}, "id"),
        ("summary", {"award_year": 2022}, "id"),
        ("trends", {"award_year": 2022}, "id"),
        ("plain", {"award_year": 2022}, "id"),
    ]


def test_what_is_wrong_with_words_and_ranges_is_said_with_line_and_key(tmp_path):
    text = """
- notebook: a
  parameters:
    award_year: 2016..2023
    province: all
- notebook: b
  each:
    award_year: 2023..2016
    province: awarded
- notebook: c
  each: {province: all}
- notebook: d
  each:
    award_year: 2016-2023
    regency: [All]
"""
    assert said_of(tmp_path, text) == [
        "plan.yaml, line 4: key 'award_year': '2016..2023' means several reports; move it under each, or put it in "
        "quotes where it is text",
        "plan.yaml, line 5: key 'province': 'all' means several reports; move it under each, or put it in quotes "
        "where it is text",
        "plan.yaml, line 8: key 'award_year': the range '2023..2016' runs backwards; write 2016..2023",
        "plan.yaml, line 9: key 'province' does not know 'awarded'; there are: all",
        "plan.yaml, line 11: key 'province': 'all' asks for the round to be named; write award_year with a number, a "
        "range, all or latest",
        "plan.yaml, line 14: key 'award_year': '2016-2023' is no range; write two dots and no spaces, as in 2016..2023",
        "plan.yaml, line 15: key 'regency' does not know 'All'; there are: all, awarded",
    ]


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("- notebook: a\n  parameters: {award_year: 2023}\n  each: {year: latest, province: [kaltim]}", 3),
        ("- notebook: a\n  each: {year: all, award_year: [2023], province: all}", 2),
        ("- notebook: a\n  parameters:\n    award_year: 2023\n    year: 2023", 4),
    ],
)
def test_a_round_that_both_keys_name_is_refused_with_the_line_and_the_keys(tmp_path, item, line):
    assert said_of(tmp_path, item) == [
        f"plan.yaml, line {line}: the round is named twice, by the keys award_year, year; leave one out"
    ]


@pytest.mark.parametrize(
    ("item", "line", "said"),
    [
        (
            "- notebook: a\n  parameters: {award_year: 2023}\n  each: {province_code: ['64'], province: [bali]}",
            3,
            "the province is named twice, by the keys province, province_code",
        ),
        (
            "- notebook: a\n  each: {province: all}\n  parameters: {award_year: 2023, province_code: '65'}",
            3,
            "the province is named twice, by the keys province, province_code",
        ),
        (
            "- notebook: a\n  parameters:\n    regency_code: '6472'\n    regency: samarinda",
            4,
            "the regency or city is named twice, by the keys regency, regency_code",
        ),
        (
            "- notebook: a\n  parameters: {provinces: [kaltim]}\n  each: {province_codes: ['65']}",
            3,
            "the province is named twice, by the keys provinces, province_codes",
        ),
        (
            "- notebook: a\n  parameters: {regency_codes: ['6472'], regencies: [samarinda]}",
            2,
            "the regency or city is named twice, by the keys regencies, regency_codes",
        ),
    ],
    ids=["both under each", "one under parameters", "regencies", "lists of provinces", "lists of regencies"],
)
def test_a_place_that_both_keys_name_is_refused_with_the_line_and_the_keys(tmp_path, item, line, said):
    assert said_of(tmp_path, item) == [f"plan.yaml, line {line}: {said}; leave one out"]


def test_a_province_and_its_regencies_are_not_one_place_named_twice(tmp_path):
    text = "- {notebook: a, each: {province: ['64'], provinces: [x], regency_code: ['6472'], award_year: [2023]}}"
    assert len(asked(tmp_path, text)) == 1


def test_an_item_whose_words_stand_for_nothing_is_refused(tmp_path):
    text = """- {notebook: a}
- {notebook: b, each: {award_year: 2030..2035}}
- {notebook: c, each: {award_year: [2020], regency: awarded}}
"""
    assert said_of(tmp_path, text) == [
        "plan.yaml, line 2: makes no report at all; nothing is known for award_year: 2030..2035; "
        "the rounds there are: 2020, 2022, 2023",
        "plan.yaml, line 3: makes no report at all; nothing is known for regency: awarded; "
        "the rounds there are: 2020, 2022, 2023",
    ]


def test_ranges_that_would_fill_the_memory_are_refused(tmp_path):
    ranges = ", ".join(["1..999999999"] * 50)
    assert said_of(tmp_path, f"- {{notebook: a, each: {{top: [{ranges}]}}}}") == [
        "plan.yaml, line 1, key 'each': asks for more than 10000 reports; split it into several files"
    ]


values = st.lists(st.integers(0, 99), min_size=1, max_size=5)


@given(each=st.dictionaries(st.sampled_from(["a", "b", "c"]), values), first=st.integers(1, 50), many=st.integers(1, 9))
def test_there_are_as_many_reports_as_the_product_of_what_is_asked_for(tmp_path_factory, each, first, many):
    lists = "".join(f", {name}: {numbers}" for name, numbers in each.items())
    text = f"- {{notebook: n, each: {{award_year: all, span: {first}..{first + many - 1}{lists}}}}}"
    assert len(asked(tmp_path_factory.mktemp("plan"), text)) == 3 * many * math.prod(map(len, each.values()))


def test_a_plan_without_words_asks_nothing_of_the_tables(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("- {notebook: a, each: {award_year: [2022, 2023], province: [kaltim]}}", encoding="utf-8")

    def prepare():
        raise AssertionError("the tables were asked for")

    assert len(read_plan(path, TableFacts(prepare))) == 2


def test_the_tables_tell_which_provinces_there_were_and_who_was_awarded(real_data):
    facts = TableFacts()
    assert facts.rounds == [2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2022, 2023, 2024]
    assert [len(facts.places("province", "all", year)) for year in (2013, 2022, 2023)] == [34, 34, 38]
    assert [len(facts.places("regency", "all", year)) for year in (2013, 2014, 2023)] == [501, 511, 514]
    assert {"6472"} <= set(facts.places("regency", "awarded", 2023)) < set(facts.places("regency", "all", 2023))


def test_awarded_is_who_is_compliant_also_where_that_is_contested(real_data):
    there = regencies_then(load("regencies"), load("province_changes"), award_year=2020)
    claims = load("province_claims")
    status = regency_status(load("awards"), there, award_year=2020, province_claims=claims).set_index("regency_code")
    assert (status.at["3373", "status"], bool(status.at["3373", "contested"])) == ("compliant", True)
    assert TableFacts().places("regency", "awarded", 2020) == [*status.index[status["status"] == "compliant"]]


def test_the_yearly_plan_of_2023_is_every_province_and_three_notebooks_of_the_country_in_two_languages(real_data):
    calls = read_plan(plan_file("yearly", PLANS), year=2023)
    of_country = [(call.notebook, call.language) for call in calls if call.notebook != "province_report"]
    assert of_country == [
        ("award_summary", "id"),
        ("award_summary", "en"),
        ("trends", "id"),
        ("trends", "en"),
        ("data_quality", "id"),
        ("data_quality", "en"),
    ]
    assert len({call.parameters["province"] for call in calls if call.notebook == "province_report"}) == 38
    assert len(calls) == 6 + 38 * 2
    assert {call.parameters["award_year"] for call in calls} == {2023}
    assert {call.forms for call in calls} == {("html", "pdf")}


def test_the_profiles_are_those_of_every_round_and_among_them_the_regencies_of_the_latest(real_data):
    rounds = TableFacts().rounds
    profiles, regencies = (
        {(*call.parameters.values(), call.language) for call in read_plan(plan_file(plan, PLANS))}
        for plan in ("profiles", "regencies")
    )
    assert {values[0] for values in profiles} == set(rounds)
    assert {values for values in profiles if values[0] == max(rounds)} == regencies


def test_every_profile_is_of_each_regency_in_each_round_awarded_or_not_in_one_language(real_data):
    in_indonesian, in_english, awarded = (
        {(*call.parameters.values(), call.language) for call in read_plan(plan_file(plan, PLANS))}
        for plan in ("every_profile_id", "every_profile_en", "profiles")
    )
    regencies, changes = load("regencies"), load("province_changes")
    there_were = {
        (year, code)
        for year in TableFacts().rounds
        for code in regencies_then(regencies, changes, award_year=year)["regency_code"]
    }
    assert in_indonesian == {(*regency, "id") for regency in there_were}
    assert in_english == {(*regency, "en") for regency in there_were}
    assert awarded < in_indonesian | in_english


def test_the_latest_plan_and_the_regencies_are_of_the_latest_round(real_data):
    latest = max(TableFacts().rounds)
    calls = [*read_plan(plan_file("latest", PLANS)), *read_plan(plan_file("regencies", PLANS))]
    assert {call.parameters["award_year"] for call in calls} == {latest}
    assert {call.notebook for call in calls} == {
        "award_summary", "trends", "data_quality", "province_report", "regency_profile",
    }  # fmt: skip
