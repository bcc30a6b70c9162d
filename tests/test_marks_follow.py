"""Made-up rows stay marked through every public measure and figure, and are refused beside facts.

The functions are found by what they take and give, so that a new one is looked at too.
"""

from functools import cache
from inspect import Parameter, signature

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

import kkpham_analysis as kkp
from kkpham_analysis import figures, measures
from kkpham_analysis.tables.markings import MixedKindsError, marks_of

from .measures.submission_worlds import one_of_each, regulation
from .tables.submissions.submission_rows import submissions as submission_rows

ROUND, BEFORE = 2031, 2030
PROVINCES = {"11": "Aceh", "12": "Sumatera Utara"}
CODES = ["1101", "1102", "1103", "1201", "1202"]
# What lists places, indicators, sources and settings: it says nothing of a regency that could be made up.
LISTS = {
    "boundaries", "expected", "indicators", "islands", "judged", "province_changes", "provinces", "regencies",
    "sources", "regulations", "settings", "classes", "categories", "rights",
}  # fmt: skip
OPTIONS = {
    "award_year": ROUND,
    "before": BEFORE,
    "rounds": [ROUND],
    "rule": ">60%",
    "province_code": "11",
    "regulation": regulation(),
}
# Of these, what the list of indicators is can only be known by the list itself.
WITHOUT_KIND = {"submissions", "previous", "others", "action_points"}


def regencies_of(*rounds):
    """Regencies of rounds; without any, as the table of all has them."""
    if not rounds:
        return regencies_of(ROUND).drop(columns="award_year")
    rows = [(year, code[:2], code) for year in rounds for code in CODES]
    frame = pd.DataFrame(rows, columns=["award_year", "province_code", "regency_code"])
    frame = frame.astype({"award_year": "Int64"}).assign(type="kabupaten", name=frame["regency_code"], valid_from=None)
    return frame.assign(
        full_name="Kabupaten " + frame["regency_code"], province=frame["province_code"].map(PROVINCES), population=1000
    )


def claims_of(*rows):
    columns = ["regency_code", "category", "is_compliant", "certainty", "source_id"]
    frame = pd.DataFrame(rows, columns=columns).assign(award_year=ROUND, rule=">60%")
    return frame.astype({"award_year": "Int64", "is_compliant": "boolean"})


def told_of(*rows):
    frame = pd.DataFrame(rows, columns=["province_code", "measure", "value", "source_id"])
    frame = frame.assign(award_year=ROUND, certainty="stated", kind="news", published_on="2031-12-10")
    return frame.astype({"award_year": "Int64", "value": "Int64"})


def answers():
    """The first indicator is full everywhere in the later round; 1201 has all of it, and no document for one."""
    full = {"status": "verified", "points": 10.0, "answer_yes": True}
    rows = [{"award_year": year, "regency_code": code, "indicator_code": "9/2030-001", **full}
            for year in (BEFORE, ROUND) for code in CODES]  # fmt: skip
    rows += [{"award_year": ROUND, "regency_code": "1201", "indicator_code": f"9/2030-{number:03d}", **full,
              "documents": number % 2} for number in range(2, 7)]  # fmt: skip
    return submission_rows(*rows)


@cache
def facts():
    """A table for each parameter that measures and figures take, none of them empty."""
    used, listed, now = regulation(), one_of_each().assign(unit="yes/no"), regencies_of(ROUND)
    sources = pd.DataFrame({"source_id": ["A", "B"], "kind": "news", "published_on": "2031-12-10",
                            "publisher": ["Antara", "Tempo"], "url": None})  # fmt: skip
    claims = claims_of(("1101", "gold", True, "stated", "A"), ("1102", "gold", True, "stated", "A"),
                       ("1102", "bronze", False, "stated", "B"), ("1103", "gold", True, "blanket", "B"),
                       ("1201", "bronze", False, "stated", "B"), ("1202", "gold", True, "stated", "B"))  # fmt: skip
    told = told_of(("11", "complete_list", 1, "A"), ("11", "awarded_regencies", 3, "B"),
                   ("12", "complete_list", 1, "A"), ("12", "awarded_regencies", 0, "A"),
                   ("11", "province_award", 0, "A"), ("12", "province_award", 1, "A"))  # fmt: skip
    nation = pd.DataFrame({"award_year": ROUND, "measure": "awarded_regencies", "value": [5, 6],
                           "source_id": ["A", "B"]}).astype({"award_year": "Int64"})  # fmt: skip
    awards = kkp.resolve_awards(claims, sources)
    told_all = {"award_year": ROUND, "province_claims": told}
    shares, status = kkp.compliant_share(awards, now, **told_all), kkp.regency_status(awards, now, **told_all)
    alone = awards.iloc[:1]
    then, status_then = (measure(alone, now, award_year=ROUND) for measure in (kkp.compliant_share, kkp.regency_status))
    history = pd.concat([status.assign(award_year=BEFORE), status], ignore_index=True)
    scores = kkp.classify(kkp.regency_scores(answers(), listed, used), used)
    coverage = kkp.indicator_coverage(answers(), listed, now, by=["award_year", "right_code", "regency_code"])
    shapes = [box(place, 0, place + 1, 1) for place in range(len(CODES))]
    known = kkp.completeness(shares, status)
    return {
        "submissions": answers(), "indicators": listed, "regencies": now, "judged": now, "sources": sources,
        "claims": claims, "award_claims": claims, "province_claims": told, "national_claims": nation,
        "awards": awards, "shares": shares, "status": status, "shares_then": then, "status_then": status_then,
        "history": history, "history_status": history, "before": status.assign(award_year=BEFORE), "after": status,
        "known": known, "gaps": kkp.gaps(then, status_then), "scores": scores,
        "compliance": kkp.compliance_from_scores(scores), "coverage": coverage,
        "robustness": kkp.share_robustness(awards, now, **told_all, sources=sources, rule=">60%"),
        "summary": kkp.national_summary(shares, status, nation), "streaks": kkp.award_streaks(history),
        "action_points": pd.DataFrame({"award_year": [ROUND], "regency_code": "1101", "action_points": 1.0}),
        "previous": answers().query(f"award_year == {BEFORE}"), "others": answers(), "expected": None,
        "boundaries": gpd.GeoDataFrame({"regency_code": CODES}, geometry=shapes, crs=4326),
        "province_changes": pd.DataFrame(columns=["regency_code", "previous_province_code", "changed_on"], dtype="str"),
        "provinces": pd.DataFrame({"province_code": list(PROVINCES), "name_id": list(PROVINCES.values())}),
        "islands": pd.DataFrame({"province_code": list(PROVINCES), "island_group": "Sumatera"}),
    }  # fmt: skip


# Where one table serves some functions and another the others.
OWN = {
    "check_submissions": {"submissions": lambda: answers().query(f"award_year == {ROUND}")},
    "coverage_change": {"regencies": lambda: regencies_of(BEFORE, ROUND)},
    "claims_out_of_round": {"award_claims": lambda: facts()["claims"].assign(award_year=2013),
                            "regencies": lambda: regencies_of().assign(valid_from="2020-01-01")},
    "plot_share_history": {"history": lambda: facts()["shares"]},
    "regencies_named_by_none": {"award_claims": lambda: facts()["claims"].iloc[:1]},
    "reconcile": {"awards": lambda: facts()["awards"].assign(is_compliant=True, category="silver"),
                  "scores": lambda: facts()["scores"].assign(is_compliant=False, category="bronze")},
    "share_history": {"regencies": lambda: regencies_of()},
    "share_robustness": {"awards": lambda: facts()["compliance"], "verified": lambda: facts()["compliance"]},
    "status_history": {"regencies": lambda: regencies_of()},
}  # fmt: skip


def tables_of(name):
    """Tables that a function takes, by parameter; a name that is not known here has to be given a table."""
    asked = {
        key: str(parameter.annotation)
        for key, parameter in signature(getattr(kkp, name)).parameters.items()
        if parameter.kind is not Parameter.VAR_POSITIONAL
    }
    # Several tables at once are such as names are looked up in.
    named = [
        key for key, kind in asked.items()
        if ("DataFrame" in kind and "Iterable" not in kind) or kind == "Submissions"
    ]  # fmt: skip
    tables = {key: OWN.get(name, {}).get(key, lambda key=key: facts()[key])() for key in named}
    return {key: table for key, table in tables.items() if table is not None}


def about_regencies(name):
    return [key for key in tables_of(name) if key not in LISTS]


def made(name, tables):
    function = getattr(kkp, name)
    required = [
        key for key, parameter in signature(function).parameters.items()
        if parameter.default is Parameter.empty and key not in tables and parameter.kind is not Parameter.VAR_POSITIONAL
    ]  # fmt: skip
    return function(**tables, **{key: OPTIONS[key] for key in required})


def marks(result):
    return result.marks if isinstance(result, kkp.Picture) else marks_of(result.reset_index())


def gives(name, *kinds):
    return any(kind in str(signature(getattr(kkp, name)).return_annotation) for kind in kinds)


PUBLIC = [name for name in measures.__all__ if callable(getattr(kkp, name)) and gives(name, "DataFrame")]
PUBLIC += [name for name in figures.__all__ if name.startswith("plot_")]
FOLLOWING = [name for name in PUBLIC if about_regencies(name)]
PAIRS = [(name, key) for name in FOLLOWING if len(about_regencies(name)) > 1 for key in about_regencies(name)]


def made_up(table):
    return table.assign(synthetic=True)


def on_a_placeholder(table):
    return table.assign(**{"list_kind" if "kind" in table else "kind": "placeholder"})


def test_only_what_is_worked_out_of_lists_alone_has_nothing_to_follow():
    assert sorted(set(PUBLIC) - set(FOLLOWING)) == ["capitals_outside", "regencies_in"]


@pytest.mark.parametrize("name", FOLLOWING)
def test_what_follows_from_made_up_rows_says_so_in_every_row(name):
    about = about_regencies(name)
    tables = {key: made_up(table) if key in about else table for key, table in tables_of(name).items()}

    assert marks(made(name, tables)) == ("synthetic",)


@pytest.mark.parametrize("name", FOLLOWING)
def test_what_follows_from_facts_carries_no_mark(name):
    result = made(name, tables_of(name))

    assert marks(result) == ()
    assert isinstance(result, kkp.Picture) or len(result) > 0


@pytest.mark.parametrize("name", FOLLOWING)
def test_what_rests_on_a_placeholder_says_so(name):
    tables = tables_of(name)
    resting = [key for key in about_regencies(name) if key not in WITHOUT_KIND] or ["indicators"]
    tables = {key: on_a_placeholder(table.drop(columns="kind") if key == "indicators" else table)
              if key in resting else table for key, table in tables.items()}  # fmt: skip

    assert marks(made(name, tables)) == ("placeholder",)


@pytest.mark.parametrize(("name", "key"), PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_one_made_up_table_beside_facts_is_refused_and_one_of_facts_beside_made_up_ones(name, key):
    tables = tables_of(name)
    others = [other for other in about_regencies(name) if other != key]

    for chosen in ([key], others):
        with pytest.raises(MixedKindsError):
            made(name, {own: made_up(table) if own in chosen else table for own, table in tables.items()})
