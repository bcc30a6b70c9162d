"""What a public function is given is looked at before it works: what is wrong is said in a sentence."""

import re
from doctest import DocTestFinder, DocTestRunner
from importlib import import_module
from inspect import signature

import pandas as pd
import pytest

import kkpham_analysis as kkp
from kkpham_analysis import measures
from kkpham_analysis.language import Words
from kkpham_analysis.measures.problems import UnfitError

from .literals import SOURCES, judged
from .strategies import award_claims_table
from .submission_worlds import one_of_each, regencies, regulation, submissions

NOTHING = pd.DataFrame()
TABLE = "must be a table (DataFrame), and {found} was given; take it from load(...), or from the function that "
CALLS = {
    "text for a table": (
        lambda: kkp.indicator_coverage("submissions", one_of_each(), regencies("1101")),
        "indicator_coverage: submissions " + TABLE.format(found="'submissions'") + "help(indicator_coverage) names",
    ),
    "nothing for a table": (
        lambda: kkp.indicator_coverage(submissions(), None, regencies("1101")),
        "indicator_coverage: indicators " + TABLE.format(found="None") + "help(indicator_coverage) names",
    ),
    "a name for a regulation": (
        lambda: kkp.regency_scores(submissions(), one_of_each(), "9/2030"),
        "regency_scores: regulation must be a regulation with its formula, and '9/2030' was given; take it from "
        'regulation_of(load("regulations"), ..., award_year=...)',
    ),
    "nothing for a regulation": (
        lambda: kkp.classify(NOTHING, None),
        "classify: regulation must be a regulation with its formula, and None was given; take it from "
        'regulation_of(load("regulations"), ..., award_year=...)',
    ),
    "text for a round": (
        lambda: kkp.regencies_in(NOTHING, NOTHING, award_year="2023"),
        "regencies_in: award_year must be the year of a round as a whole number, such as 2023, and '2023' was given",
    ),
    "text for a round that may be left out": (
        lambda: kkp.regulation_of(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, award_year="2023"),
        "regulation_of: award_year must be the year of a round as a whole number, such as 2023, and '2023' was given",
    ),
    "text for a number": (
        lambda: kkp.paths_to_rule(NOTHING, NOTHING, NOTHING, regulation(), province_code="11", rule=">60%", paths="5"),
        "paths_to_rule: paths must be a whole number, such as 3, and '5' was given",
    ),
    "text among several tables": (
        lambda: kkp.rounds_in(pd.DataFrame({"award_year": [2023]}), "awards"),
        "rounds_in: claims " + TABLE.format(found="'awards'") + "help(rounds_in) names",
    ),
    "claims without the rule": (
        lambda: kkp.resolve_awards(
            award_claims_table([("1101", "good", "stated", "Q1")]).drop(columns="rule"), SOURCES
        ),
        "resolve_awards needs the column rule, which is missing from: claims; "
        "help(resolve_awards) names the columns it needs and where the table is had",
    ),
    "a table without a column": (
        lambda: kkp.compliant_share(pd.DataFrame({"award_year": [2023]}), judged("1101"), award_year=2023),
        "compliant_share needs the column regency_code, which is missing from: awards; "
        "help(compliant_share) names the columns it needs and where the table is had",
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_what_is_not_what_a_parameter_asks_for_is_said_in_a_sentence(name):
    call, message = CALLS[name]
    with pytest.raises(UnfitError) as refused:
        call()

    assert str(refused.value) == message
    assert refused.value.sentence(Words("id")) != message


@pytest.mark.parametrize("name", sorted(set(measures.HOMES) - {"Regulation"}))
def test_every_public_measure_has_its_door(name):
    assert getattr(kkp, name) is getattr(measures, name)
    assert getattr(kkp, name).__wrapped__.__name__ == name


def calls_in_the_docstring(name):
    """Give what a public function is called with in its own example."""
    plain, calls = getattr(measures, name).__wrapped__, []

    def noted(*given, **options):
        calls.append({**dict(enumerate(given)), **options})
        return plain(*given, **options)

    names = vars(import_module(plain.__module__)) | {name: noted}
    (example,) = DocTestFinder(recurse=False).find(plain, name, globs=names)
    DocTestRunner().run(example, out=lambda said: None)
    return calls


def said_without(name, call, place, column):
    """Give the error of a public function of a table without a column; nothing where it can do without."""
    given = {**call, place: call[place].drop(columns=column)}
    by_place = [value for key, value in given.items() if isinstance(key, int)]
    try:
        getattr(kkp, name)(*by_place, **{key: value for key, value in given.items() if isinstance(key, str)})
    except Exception as error:
        return error
    return None


def unsaid(name, call, place, column):
    """Give what a public function says of a table without a column, where it does not name that; else nothing."""
    error = said_without(name, call, place, column)
    said = error is None or (isinstance(error, UnfitError) and column in str(error))
    return None if said else f"{place}, {column}: {type(error).__name__} {error}"


def named_beside(name, call, place, column):
    """Give the tables that are said to lack a column, where they are not just the one that lacks it; else nothing."""
    parameters = list(signature(getattr(measures, name)).parameters)
    lacking = parameters[min(place, len(parameters) - 1)] if isinstance(place, int) else place
    found = re.search(r"missing from: ([^;]*);", str(said_without(name, call, place, column)))
    return (f"{lacking}.{column}", found[1]) if found and found[1] != lacking else None


# Where another table that is given without a column may have it as well, nobody can tell which of them was meant.
AS_WELL = {
    "claims_out_of_round": {"regencies.province_code": "regencies, province_changes"},
    "disagreeing_national": {
        "sources.kind": "national_claims, sources",
        "sources.published_on": "national_claims, sources",
    },
    "paths_to_rule": {"indicators.type": "indicators, judged"},
    "province_awards": {"shares.rule": "province_claims, shares"},
    "regencies_in": {"regencies.province_code": "regencies, province_changes"},
    "regulation_of": {"regulations.name_id": "regulations, rights"},
    "rule_bounds": {"shares.rule": "shares, province_claims"},
    "rule_contradictions": {"shares.rule": "shares, province_claims"},
    "status_history": {"regencies.full_name": "regencies, province_changes"},
}


@pytest.mark.parametrize("name", sorted(set(measures.HOMES) - {"Regulation"}))
def test_every_public_measure_names_whichever_column_it_lacks_of_its_own_example(name):
    calls = calls_in_the_docstring(name)
    tables = [(call, place) for call in calls for place in call if isinstance(call[place], pd.DataFrame)]
    found = [unsaid(name, call, place, column) for call, place in tables for column in call[place].columns]

    assert calls
    assert [said for said in found if said] == []


@pytest.mark.parametrize("name", sorted(set(measures.HOMES) - {"Regulation"}))
def test_no_public_measure_says_that_a_column_is_missing_from_a_table_that_never_has_it(name):
    calls = calls_in_the_docstring(name)
    tables = [(call, place) for call in calls for place in call if isinstance(call[place], pd.DataFrame)]
    found = [named_beside(name, call, place, column) for call, place in tables for column in call[place].columns]

    assert dict(pair for pair in found if pair) == AS_WELL.get(name, {})


def test_an_error_about_something_else_stays_what_it_is():
    def looks_up(table: "pd.DataFrame"):
        return {}[7]

    from kkpham_analysis.measures.doors import checked

    with pytest.raises(KeyError, match="7"):
        checked(looks_up)(NOTHING)
