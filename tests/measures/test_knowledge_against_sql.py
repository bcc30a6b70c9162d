"""What is known and what disagrees, for the real data and for small worlds, against SQL over the raw files."""

import pandas as pd
import pytest
from hypothesis import assume, given
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures.disagreements import disagreeing_claims, disagreeing_counts, disagreeing_national
from kkpham_analysis.measures.evidence import share_sources
from kkpham_analysis.measures.knowledge import claims_out_of_round, completeness, regencies_named_by_none

from . import test_against_sql as against
from .strategies import AWARD_YEAR, figures, in_small_worlds, worlds

sql, tables, awards = against.sql, against.tables, against.awards
judged, shares, statuses = against.judged, against.shares, against.statuses

CLAIMS = ["award_year", "regency_code", "disagreement", "category", "certainty", "source_id"]
COUNTS = ["award_year", "province_code", "measure", "source_id", "claimed", "differs", "left_out"]
NATIONAL = ["award_year", "measure", "value", "source_id"]
UNNAMED = ["regency_code", "blanket_claims"]
OUTSIDE = ["award_year", "regency_code", "source_id"]
KNOWN = ["award_year", "province_code", "regencies", "compliant", "not_compliant", "disputed", "unknown"]
BEHIND = ["award_year", "province_code", "evidence", "full_lists", "counts", "sources", "source_ids", "full_list_ids"]
NUMBERS = ["award_year", "claimed", "value", "blanket_claims", *KNOWN[2:], "full_lists", "counts", "sources"]


def settled(frame, columns):
    types = {column: "Int64" if column in NUMBERS else "str" for column in columns}
    types |= {"differs": "boolean"} if "differs" in columns else {}
    return frame[columns].astype(types).sort_values(columns, ignore_index=True)


def assert_as_in_sql(connection, table, result, columns):
    known = connection.execute(f"select * from {table}").df()  # noqa: S608
    assert_frame_equal(settled(result, columns), settled(known, columns), obj=table)


def counted(found):
    """Keep what SQL looks at: the names, and the claims that take part."""
    takes_part = found["certainty"].fillna("") != "uncertain"
    return found[(found["disagreement"] == "figure") & takes_part].rename(columns={"claimed_low": "claimed"})


def test_the_claims_that_disagree_are_those_that_sql_finds(sql, tables):
    found = disagreeing_claims(tables["award_claims"], tables["sources"])

    assert len(found)
    assert_as_in_sql(sql, "disagreeing_claims", found, CLAIMS)


def test_the_counts_that_disagree_are_those_that_sql_finds(sql, tables, awards, judged, shares):
    regencies, every_share = pd.concat(judged.values()), pd.concat(shares.values())
    found = disagreeing_counts(awards, regencies, every_share, tables["province_claims"], tables["sources"])

    assert len(found)
    assert_as_in_sql(sql, "disagreeing_counts", counted(found), COUNTS)


def test_the_national_counts_that_disagree_are_those_that_sql_finds(sql, tables):
    found = disagreeing_national(tables["national_claims"], tables["sources"])

    assert len(found)
    assert_as_in_sql(sql, "disagreeing_national", found, NATIONAL)


def test_the_regencies_that_no_source_names_are_those_that_sql_finds(sql, tables):
    found = regencies_named_by_none(tables["award_claims"], tables["regencies"])

    assert len(found)
    assert_as_in_sql(sql, "named_by_none", found, UNNAMED)


def test_the_claims_out_of_their_round_are_those_that_sql_finds(sql, tables):
    found = claims_out_of_round(tables["award_claims"], tables["regencies"], tables["province_changes"])

    assert_as_in_sql(sql, "claims_out_of_round", found, OUTSIDE)


def test_what_is_known_of_each_province_and_round_is_what_sql_counts(sql, shares, statuses):
    known = completeness(pd.concat(shares.values()), pd.concat(statuses.values()))

    assert_as_in_sql(sql, "completeness", known, KNOWN)


def test_the_sources_behind_each_share_are_those_that_sql_finds(sql, tables, awards, judged):
    claims = tables["province_claims"]
    parts = [
        share_sources(awards, regencies, award_year=award_year, province_claims=claims)
        for award_year, regencies in judged.items()
    ]

    assert_as_in_sql(sql, "share_sources", pd.concat(parts), BEHIND)


@pytest.mark.parametrize(
    ("award_year", "province_code", "claimed"),
    [(2017, "53", {4}), (2020, "13", {11, 15}), (2020, "33", {20, 35}), (2022, "35", {23, 26}), (2023, "33", {33, 34})],
    ids=["ntt-2017", "sumbar-2020", "jateng-2020", "jatim-2022", "jateng-2023"],
)
def test_provinces_whose_counts_are_known_to_disagree_show_up(sql, award_year, province_code, claimed):
    query = """select distinct claimed from disagreeing_counts
        where award_year = ? and province_code = ? and measure <> 'names'"""
    numbers = {number for (number,) in sql.execute(query, [award_year, province_code]).fetchall()}

    assert numbers == claimed


def test_sql_finds_the_dissent_about_balikpapan_and_the_national_counts_of_2022(sql):
    balikpapan = sql.execute("select disagreement from disagreements where award_year = 2020 and regency_code = '6471'")
    assert balikpapan.fetchall() == [("uncertain",)]
    national = sql.execute("select distinct value from disagreeing_national where award_year = 2022 order by value")
    assert national.fetchall() == [(72,), (98,), (170,), (180,)]


@in_small_worlds
@given(worlds())
def test_small_worlds_disagree_in_python_as_in_sql(tmp_path_factory, world):
    assume(len(world.award_claims))
    folder = tmp_path_factory.mktemp("world")
    for name, table in world.raw_tables().items():
        (folder / name).parent.mkdir(exist_ok=True)
        table.to_csv(folder / f"{name}.csv", index=False)
    sources = world.sources.assign(publisher="Pers", url=None)
    found = figures(world)
    counts = disagreeing_counts(found.awards, found.regencies, found.shares, world.province_claims, sources)
    outside = claims_out_of_round(world.award_claims, world.regencies, world.province_changes)

    behind = share_sources(found.awards, found.regencies, award_year=AWARD_YEAR, province_claims=world.province_claims)

    with against.computed(folder) as connection:
        assert_as_in_sql(connection, "share_sources", behind, BEHIND)
        assert_as_in_sql(connection, "disagreeing_claims", disagreeing_claims(world.award_claims, sources), CLAIMS)
        assert_as_in_sql(connection, "disagreeing_counts", counted(counts), COUNTS)
        unnamed = regencies_named_by_none(world.award_claims, world.regencies)
        assert_as_in_sql(connection, "named_by_none", unnamed, UNNAMED)
        assert_as_in_sql(connection, "claims_out_of_round", outside, OUTSIDE)
        assert_as_in_sql(connection, "completeness", completeness(found.shares, found.statuses), KNOWN)
