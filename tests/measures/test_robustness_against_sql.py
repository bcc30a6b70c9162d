"""How firm verdicts are, for the real data and for small worlds, against SQL over the raw files."""

import pytest
from hypothesis import assume, given
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import share_robustness

from . import test_against_sql as against
from .strategies import AWARD_YEAR, figures, in_stacks, stacks

sql, tables, awards, judged = against.sql, against.tables, against.awards, against.judged

FOLDER = against.QUERIES[0].parent / "robustness"
SHARES = against.QUERIES[0].parent / "4_shares.sql"
CLAIMS = against.QUERIES[0].parent / "4_claims.sql"
# In a schema of its own each world takes the place of what is known.
WORLDS = {
    "stated_only": [FOLDER / "stated_only.sql", FOLDER / "less.sql", CLAIMS, SHARES],
    "without_news": [FOLDER / "without_news.sql", FOLDER / "less.sql", CLAIMS, SHARES],
    "flipped": [FOLDER / "flipped.sql", SHARES],
}
KEYS = ["province_code", "case", "regency_code", "settled_as", "rule"]
COLUMNS = ["award_year", *KEYS, "round_rule", "regencies", "compliant_low", "compliant_high"]
FLAGS = ["meets_rule", "compared_with", "changed", "decided"]


def settled(frame):
    numbers = ["award_year", "regencies", "compliant_low", "compliant_high"]
    types = dict.fromkeys([*KEYS, "round_rule"], "str") | dict.fromkeys(numbers, "Int64")
    types |= dict.fromkeys(["settled_as", *FLAGS], "boolean")
    return frame[[*COLUMNS, *FLAGS]].astype(types).sort_values(KEYS, ignore_index=True)


def with_worlds(connection):
    """Judge the provinces of each world as those of what is known."""
    for world, queries in WORLDS.items():
        connection.execute(f"create schema {world}; set search_path = '{world},main'")
        for query in queries:
            connection.execute(query.read_text())
    connection.execute("set search_path = 'main'")
    connection.execute((FOLDER / "verdicts.sql").read_text())
    return connection


def known(connection, award_year):
    return settled(connection.execute("select * from robustness where award_year = ?", [award_year]).df())


@pytest.fixture(scope="module")
def robust():
    return with_worlds(against.computed(against.RAW))


def found(awards, regencies, province_claims, sources, award_year, rule=None):
    return share_robustness(
        awards, regencies, award_year=award_year, thresholds=[50, 60], rule=rule, province_claims=province_claims,
        sources=sources,
    )  # fmt: skip


@pytest.mark.parametrize("award_year", against.ROUNDS)
def test_how_firm_each_verdict_is_is_what_sql_finds(robust, tables, awards, judged, award_year):
    result = found(awards, judged[award_year], tables["province_claims"], tables["sources"], award_year)

    assert_frame_equal(settled(result), known(robust, award_year))


def test_sql_looks_at_every_case(robust):
    cases = robust.execute('select distinct "case" from robustness order by all')

    assert cases.fetchall() == [("as_known",), ("flipped",), ("stated_only",), ("without_news",)]


@in_stacks
@given(stacks())
def test_verdicts_of_small_worlds_are_as_firm_in_python_as_in_sql(tmp_path_factory, world):
    assume(len(world.award_claims))
    folder = tmp_path_factory.mktemp("world")
    for name, table in world.raw_tables().items():
        (folder / name).parent.mkdir(exist_ok=True)
        table.to_csv(folder / f"{name}.csv", index=False)
    of = figures(world)
    result = found(of.awards, of.regencies, world.province_claims, world.sources, AWARD_YEAR, rule=">60%")

    with with_worlds(against.computed(folder)) as connection:
        assert_frame_equal(settled(result), known(connection, AWARD_YEAR))
