"""Coverage and scores of random answers, against an independent computation in SQL."""

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import indicator_coverage, regency_scores

from .strategies import in_few_rich_worlds, in_small_worlds
from .submission_worlds import (
    GROUPINGS,
    SEEDS,
    STATUSES,
    all_over,
    handed_in,
    indicators,
    regulation,
    submissions,
)

# The frame first, then the answers beside it: nothing is taken from the way the product counts.
COVERAGE = """
    with frame as (
        select r.award_year, r.province_code, r.regency_code, i.* exclude (award_year_from, award_year_to)
        from regencies r join indicators i on r.award_year between i.award_year_from and i.award_year_to
    ), answered as (
        select frame.*, coalesce(s.status, 'none') as status, {weight} as weight
        from frame left join submissions s using (award_year, regency_code, indicator_code)
    )
    select {by} sum(weight) filter (status <> 'not_applicable') as applicable,
        sum(weight) filter (status in {covering}) as covered
    from answered group by all
"""
SCORES = """
    with judged as (
        select distinct award_year, regency_code from submissions
        where award_year between 2030 and 2039 and status in ('submitted', 'verified', 'rejected')
    ),
    cells as (
        select j.*, i.right_code, i.type, i.max_points,
            coalesce(s.status, 'none') as status, s.points
        from judged j cross join indicators i left join submissions s using (award_year, regency_code, indicator_code)
    ), earned as (
        select *,
            case when status in {covering} then coalesce(points, 0) else 0 end as low,
            case when status in ('verified', 'submitted') then coalesce(points, max_points) else 0 end as high
        from cells where status <> 'not_applicable'
    ), types as (
        select award_year, regency_code, right_code, type, sum(low) / sum(max_points) as low,
            sum(high) / sum(max_points) as high, case type when 'way' then 25 else 75 end as weight
        from earned group by all
    ), rights as (
        select award_year, regency_code, right_code, 100 * sum(low * weight) / sum(weight) as low,
            100 * sum(high * weight) / sum(weight) as high, case right_code when 'C' then 2 else 1 end as weight
        from types group by all
    ), scores as (
        select award_year, regency_code, sum(low * weight) / sum(weight) as score_low,
            sum(high * weight) / sum(weight) as score_high
        from rights group by all
    ), sums as (
        select award_year, regency_code, sum(low) as points_low, sum(high) as points_high, sum(max_points) as reachable
        from earned group by all
    )
    select j.award_year, j.regency_code, coalesce(points_low, 0) as points_low, coalesce(points_high, 0) as points_high,
        coalesce(reachable, 0) as reachable, score_low, score_high,
        100 * points_low / nullif(reachable, 0) as all_low
    from judged j left join sums using (award_year, regency_code) left join scores using (award_year, regency_code)
    order by award_year, regency_code
"""


def asked(query, **tables):
    """The answer to a query over frames."""
    connection = duckdb.connect()
    for name, table in tables.items():
        texts = {column: "object" for column in table.columns if pd.api.types.is_string_dtype(table[column])}
        connection.register(name, table.astype(texts))
    return connection.execute(query).df()


def settled(table, by):
    """Rows in one order, numbers as floats, and nothing told apart by how it is missing."""
    numbers = [column for column in table.columns if column not in by or column == "award_year"]
    texts = {column: "str" for column in by if column != "award_year"}
    table = table.astype({**dict.fromkeys(numbers, "Float64"), **texts})
    return table.sort_values(by, ignore_index=True) if by else table


def as_in_sql(handed, by, level, weight):
    """Coverage as SQL finds it."""
    query = COVERAGE.format(
        weight="max_points" if weight else "1",
        by="".join(f'"{name}", ' for name in by),
        covering="('verified')" if level == "verified" else "('submitted', 'verified')",
    )
    known = asked(query, submissions=handed.submissions, indicators=handed.indicators, regencies=handed.regencies)
    known[["applicable", "covered"]] = known[["applicable", "covered"]].fillna(0)
    return known.assign(coverage=(known["covered"] / known["applicable"]).where(known["applicable"] > 0))


BY = st.lists(st.sampled_from(GROUPINGS), unique=True)


@in_small_worlds
@given(handed_in(), BY, st.sampled_from(["verified", "submitted"]), st.sampled_from([None, "max_points"]))
def test_coverage_by_any_grouping_level_and_weight_is_what_sql_finds(handed, by, level, weight):
    found = indicator_coverage(*handed.tables(), by=by, level=level, weight=weight)

    assert_frame_equal(settled(found, by), settled(as_in_sql(handed, by, level, weight), by), check_exact=True)


@pytest.mark.parametrize("weight", [None, "max_points"], ids=["counted", "weighed"])
@pytest.mark.parametrize("level", ["verified", "submitted"])
@in_few_rich_worlds
@given(SEEDS, BY)
def test_coverage_of_hundreds_of_answers_of_each_status_is_what_sql_finds(level, weight, seed, by):
    handed = all_over(seed)
    found = indicator_coverage(*handed.tables(), by=by, level=level, weight=weight)

    assert_frame_equal(settled(found, by), settled(as_in_sql(handed, by, level, weight), by), check_exact=True)


ROW = st.tuples(
    st.sampled_from([2029, 2030, 2031]),
    st.sampled_from(["1101", "1102", "1201"]),
    st.integers(1, 8),
    st.sampled_from(["verified", *STATUSES]),
    st.none() | st.integers(0, 20).map(lambda halves: halves / 2),
)


@in_small_worlds
@given(
    st.lists(ROW, unique_by=lambda row: row[:3], min_size=1, max_size=40),
    st.lists(st.sampled_from([10.0, 12.5]), min_size=8, max_size=8),
)
def test_scores_under_both_formulas_are_what_sql_finds(rows, most):
    rights = ["A", "A", "A", "B", "B", "C", "C", "C"]
    kinds = ["way", "end", "end", "way", "end", "way", "way", "end"]
    listed, given_in = indicators(*zip(rights, kinds, most, strict=True)), submissions(*rows)
    found, known = both_scores(given_in, listed, "verified")

    assert_frame_equal(found, known)


@pytest.mark.parametrize("level", ["verified", "submitted"])
@in_few_rich_worlds
@given(SEEDS)
def test_scores_of_hundreds_of_answers_of_each_status_are_what_sql_finds(level, seed):
    handed = all_over(seed)
    listed = handed.indicators[handed.indicators["regulation"] == "9/2030"]
    given_in = handed.submissions[handed.submissions["indicator_code"].isin(listed["indicator_code"])]
    found, known = both_scores(given_in, listed, level)

    assert_frame_equal(found, known)


def both_scores(given_in, listed, level):
    """Scores under both formulas as they are measured, and as SQL finds them."""
    covering = "('verified')" if level == "verified" else "('submitted', 'verified')"
    known = asked(SCORES.format(covering=covering), submissions=given_in, indicators=listed)
    mean = regency_scores(given_in, listed, regulation(), level=level)
    of_all = regency_scores(given_in, listed, regulation(formula="points_of_all", type_weights=()), level=level)
    columns = ["points_low", "points_high", "reachable", "score_low", "score_high"]
    keys = ["award_year", "regency_code"]
    found = settled(mean[[*keys, *columns]].assign(all_low=of_all["score_low"]), keys)
    return found, settled(known, keys)
