"""The measures, for every province and every round, against an independent computation in SQL over the raw files."""

from itertools import pairwise
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import assume, given
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import (
    award_changes,
    award_streaks,
    compliant_share,
    league_table,
    national_summary,
    province_awards,
    regencies_in,
    regency_status,
    resolve_awards,
    rule_bounds,
    rule_contradictions,
)

from .literals import cells
from .strategies import AWARD_YEAR, figures, in_many_stacks, stacks

RAW = Path(__file__).parents[2] / "data" / "raw"
QUERIES = sorted((Path(__file__).parent / "sql").glob("*.sql"))
ROUNDS = [2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2022, 2023, 2024]
PAIRS = [f"{side}_share_{end}" for side in ("awarded", "not_awarded") for end in ("low", "high")]
TYPES = {
    **dict.fromkeys(["award_year", "regencies", "compliant", "compliant_low", "compliant_high"], "Int64"),
    **dict.fromkeys(["regencies_short", "conflicts", "sources", "conflicting"], "Int64"),
    **dict.fromkeys(["streak", "streak_high", "compliant_rounds", "known_rounds", "rounds"], "Int64"),
    **dict.fromkeys(["place", "rank", "rank_best", "rank_worst"], "Int64"),
    **dict.fromkeys(["share", "share_low", "share_high", *PAIRS], "Float64"),
    **dict.fromkeys(["is_compliant", "meets_rule", "contested", "awarded", "inferred"], "boolean"),
}
SUMS = ["award_year", "provinces", "regencies", "named", "not_compliant", "unknown", "counted_low", "counted_high"]
SUMS += ["published_low", "published_high", "published_sources", "difference_low", "difference_high"]
SUMS += ["provinces_met", "provinces_not_met", "provinces_open"]


def raw(name):
    return pd.read_csv(RAW / f"{name}.csv", dtype="str")


def in_rounds(frame):
    return frame.assign(award_year=frame["award_year"].astype("Int64"))


def settled(frame, keys):
    """Sort by the keys and give each column the type that the tables of the product have."""
    types = {column: TYPES.get(column, "str") for column in frame.columns}
    return frame.sort_values(keys, ignore_index=True).astype(types)


def without_order(texts):
    return texts.map(lambda text: ";".join(sorted(text.split(";"))), na_action="ignore").fillna("")


def computed(folder):
    connection = duckdb.connect()
    for query in QUERIES:
        connection.execute(query.read_text().replace("{raw}", folder.as_posix()))
    return connection


@pytest.fixture(scope="module")
def sql():
    return computed(RAW)


def comparable(frame, keys):
    """Settle the frame; no source is 0 sources, and their order tells nothing."""
    if "sources" in frame:
        frame = frame.assign(sources=frame["sources"].fillna(0))
    if "source_ids" in frame:
        frame = frame.assign(source_ids=without_order(frame["source_ids"]))
    return settled(frame, keys)


@pytest.fixture(scope="module")
def tables():
    categories = raw("awards/categories")
    categories["is_compliant"] = categories["is_compliant"].map({"1": True, "0": False}).astype("boolean")
    sources = raw("awards/sources")
    rules = raw("awards/rules").query("level == 'province'")
    by_round = {
        award_year: f"{rule.operator}{rule.threshold_percent}%"
        for rule in rules.itertuples()
        for award_year in range(int(rule.award_year_from), int(rule.award_year_to) + 1)
    }
    claims = in_rounds(raw("awards/award_claims")).merge(
        categories[["category", "is_compliant"]], on="category", how="left", validate="many_to_one"
    )
    claims["rule"] = claims["award_year"].map(by_round).astype("str")
    ranks = sources[["source_id", "kind", "published_on"]]
    values = {"value": "Int64"}
    return {
        "regencies": raw("regions/regencies"),
        "province_changes": raw("regions/province_changes"),
        "provinces": raw("regions/provinces"),
        "sources": sources,
        "award_claims": claims,
        "province_claims": in_rounds(raw("awards/province_claims"))
        .merge(ranks, on="source_id", how="left", validate="many_to_one")
        .astype(values),
        "national_claims": in_rounds(raw("awards/national_claims"))
        .merge(ranks, on="source_id", how="left", validate="many_to_one")
        .assign(value=lambda claims: pd.to_numeric(claims["value"], errors="coerce").astype("Int64")),
    }


@pytest.fixture(scope="module")
def awards(tables):
    return resolve_awards(tables["award_claims"], tables["sources"])


@pytest.fixture(scope="module")
def judged(tables):
    return {
        award_year: regencies_in(
            tables["regencies"], tables["province_changes"], award_year=award_year, provinces=tables["provinces"]
        )
        for award_year in ROUNDS
    }


@pytest.fixture(scope="module")
def shares(tables, awards, judged):
    return {
        award_year: compliant_share(
            awards, judged[award_year], award_year=award_year, province_claims=tables["province_claims"]
        )
        for award_year in ROUNDS
    }


@pytest.fixture(scope="module")
def statuses(tables, awards, judged):
    return {
        award_year: regency_status(
            awards, judged[award_year], award_year=award_year, province_claims=tables["province_claims"]
        )
        for award_year in ROUNDS
    }


def expected(sql, table, columns, keys, award_year):
    query = f"select {', '.join(columns)} from {table} where award_year = ?"  # noqa: S608
    return settled(sql.execute(query, [award_year]).df(), keys)


def thresholds(sql, award_year, result):
    known = sql.execute("select * from thresholds where award_year = ?", [award_year]).df()
    return known[list(result.columns)].astype(result.dtypes)


@pytest.mark.parametrize("award_year", ROUNDS)
def test_each_round_judges_the_regencies_and_provinces_that_sql_finds(sql, judged, award_year):
    columns = ["award_year", "province_code", "regency_code", "type", "name", "full_name"]
    result = settled(judged[award_year][columns], ["regency_code"])

    assert_frame_equal(result, expected(sql, "regencies_in", columns, ["regency_code"], award_year))


@pytest.mark.parametrize("award_year", ROUNDS)
def test_each_award_is_the_one_that_sql_finds(sql, awards, award_year):
    columns = ["award_year", "regency_code", "category", "is_compliant", "certainty", "inferred", "sources"]
    columns += ["source_ids", "conflicting"]
    result = comparable(awards.query("award_year == @award_year")[columns], ["regency_code"])

    assert_frame_equal(result, expected(sql, "awards", columns, ["regency_code"], award_year))


@pytest.mark.parametrize("award_year", ROUNDS)
def test_the_share_of_each_province_is_the_one_that_sql_finds(sql, shares, award_year):
    columns = ["award_year", "province_code", "province", "regencies", "compliant", "compliant_low", "compliant_high"]
    columns += ["share", "share_low", "share_high", "evidence", "rule", "meets_rule", "regencies_short", "conflicts"]
    result = settled(shares[award_year], ["province_code"])

    assert_frame_equal(result, expected(sql, "shares", columns, ["province_code"], award_year))


@pytest.mark.parametrize("rule", [">60%", ">=60%", ">50%", ">=50%", ">0%", ">=100%"])
def test_the_verdict_under_any_rule_is_the_one_that_sql_finds(sql, tables, awards, judged, rule):
    columns = ["award_year", "province_code", "rule", "meets_rule", "regencies_short"]
    claims = tables["province_claims"]
    result = pd.concat(
        compliant_share(awards, judged[award_year], award_year=award_year, province_claims=claims, rule=rule)
        for award_year in ROUNDS
    )
    verdicts = sql.execute(f"select {', '.join(columns)} from verdicts where rule = ?", [rule]).df()  # noqa: S608

    assert_frame_equal(settled(result[columns], columns[:2]), settled(verdicts, columns[:2]))


@pytest.mark.parametrize("award_year", ROUNDS)
def test_the_share_of_those_that_took_part_is_the_one_that_sql_finds(sql, tables, awards, judged, award_year):
    rule = ">=60% of participants"
    columns = ["award_year", "province_code", "regencies", "compliant", "compliant_low", "compliant_high"]
    columns += ["share", "share_low", "share_high", "rule", "meets_rule", "regencies_short"]
    claims = tables["province_claims"]
    result = compliant_share(awards, judged[award_year], award_year=award_year, province_claims=claims, rule=rule)
    known = expected(sql, "participant_shares", columns, ["province_code"], award_year)

    assert_frame_equal(settled(result[columns], ["province_code"]), known)


@pytest.mark.parametrize("award_year", ROUNDS)
def test_the_status_of_each_regency_is_the_one_that_sql_finds(sql, statuses, award_year):
    columns = ["award_year", "province_code", "regency_code", "full_name", "type", "name", "status"]
    columns += ["category", "certainty", "sources", "source_ids", "contested", "inferred"]
    result = comparable(statuses[award_year][columns], ["regency_code"])

    assert_frame_equal(result, expected(sql, "statuses", columns, ["regency_code"], award_year))


@pytest.mark.parametrize(("before", "award_year"), list(pairwise(ROUNDS)))
def test_what_changed_since_the_last_round_is_what_sql_finds(sql, statuses, before, award_year):
    changes = award_changes(statuses[before], statuses[award_year])
    result = settled(changes[["regency_code", "change"]], ["regency_code"])

    assert_frame_equal(result, expected(sql, "changes", ["regency_code", "change"], ["regency_code"], award_year))


@pytest.mark.parametrize("award_year", ROUNDS)
def test_the_streak_up_to_each_round_is_what_sql_finds(sql, statuses, award_year):
    columns = ["award_year", "province_code", "regency_code", "full_name", "streak", "streak_high"]
    columns += ["compliant_rounds", "known_rounds", "rounds"]
    history = pd.concat(status for past, status in statuses.items() if past <= award_year)
    result = settled(award_streaks(history)[columns], ["regency_code"])

    assert_frame_equal(result, expected(sql, "streaks", columns, ["regency_code"], award_year))


@pytest.mark.parametrize("award_year", ROUNDS)
def test_the_order_of_the_provinces_is_what_sql_finds(sql, shares, award_year):
    columns = ["award_year", "province_code", "rank", "rank_best", "rank_worst", "place"]
    league = league_table(shares[award_year])
    league["place"] = league.index + 1

    assert_frame_equal(settled(league[columns], ["place"]), expected(sql, "league", columns, ["place"], award_year))


def test_the_sums_of_the_country_are_those_that_sql_finds(sql, tables, shares, statuses):
    result = national_summary(pd.concat(shares.values()), pd.concat(statuses.values()), tables["national_claims"])
    sums = sql.execute(f"select {', '.join(SUMS)} from country order by award_year").df().astype("Int64")  # noqa: S608

    assert_frame_equal(result, sums)


@pytest.mark.parametrize("award_year", ROUNDS)
def test_the_awards_of_provinces_are_those_that_sql_finds(sql, tables, shares, award_year):
    columns = ["award_year", "province_code", "province", "awarded", "sources", "share", "share_low", "share_high"]
    columns += ["evidence", "rule", "meets_rule"]
    claims, national = tables["province_claims"], tables["national_claims"]
    result = province_awards(claims, shares[award_year], award_year=award_year, national_claims=national)
    known = expected(sql, "province_awards", columns, ["province_code"], award_year)

    assert list(result.columns) == columns
    assert_frame_equal(settled(result, ["province_code"]), known)


@pytest.mark.parametrize("award_year", ROUNDS)
def test_what_the_thresholds_were_is_what_sql_finds(sql, tables, shares, award_year):
    claims, national = tables["province_claims"], tables["national_claims"]
    result = rule_bounds(shares[award_year], claims, award_year=award_year, national_claims=national)

    assert_frame_equal(result, thresholds(sql, award_year, result))


@pytest.mark.parametrize(
    ("award_year", "regencies", "provinces", "in_papua"),
    [(2013, 501, 34, 29), (2014, 511, 34, 29), (2015, 514, 34, 29), (2022, 514, 34, 29), (2023, 514, 38, 9)],
)
def test_sql_counts_the_regencies_that_are_known_from_the_laws(sql, award_year, regencies, provinces, in_papua):
    query = """select count(*), count(distinct province_code), count(*) filter (province_code = '91')
        from regencies_in where award_year = ?"""

    assert sql.execute(query, [award_year]).fetchone() == (regencies, provinces, in_papua)


def test_sql_gives_the_two_shares_that_the_regional_office_announced(sql):
    query = """select province_code, regencies, compliant, evidence, meets_rule, regencies_short, conflicts
        from shares where award_year = 2023 and province_code in ('64', '65') order by province_code"""

    kaltim, kaltara = sql.execute(query).fetchall()
    assert kaltim == ("64", 10, 7, "complete", True, 0, 0)
    assert kaltara == ("65", 5, 2, "complete", False, 2, 0)


# docs/method.md tells of these.
@pytest.mark.parametrize(
    ("award_year", "province_code", "figure"),
    [
        (2013, "33", (35, 4, 4, 4, "counted", None)),
        (2017, "53", (22, 5, 4, 5, "disputed", None)),
        (2020, "33", (35, 20, 20, 35, "disputed", True)),
        (2022, "14", (12, 4, 4, 4, "complete", False)),
    ],
    ids=["names uncertain", "two full lists and five names", "twenty or all", "awarded against the rule"],
)
def test_the_shares_that_the_method_gives_as_examples(shares, award_year, province_code, figure):
    found = shares[award_year].query("province_code == @province_code")

    columns = ["regencies", "compliant", "compliant_low", "compliant_high", "evidence", "meets_rule"]
    assert cells(found, *columns) == [figure]


@pytest.mark.parametrize(
    ("award_year", "regency_code", "figure"),
    [
        (2013, "3373", ("unknown", "uncertain", False)),
        (2017, "5319", ("compliant", "stated", True)),
        (2020, "3301", ("compliant", "blanket", True)),
        (2020, "6403", ("compliant", "stated", True)),
        (2020, "6472", ("compliant", "stated", False)),
        (2020, "1218", ("not_named", None, True)),
        (2022, "1671", ("not_named", "uncertain", False)),
        (2023, "1206", ("not_named", "uncertain", False)),
    ],
    ids=["Salatiga", "Manggarai Timur", "Cilacap", "Berau", "Samarinda", "Serdang Bedagai", "Palembang", "Karo"],
)
def test_the_regencies_that_the_method_gives_as_examples(statuses, award_year, regency_code, figure):
    found = statuses[award_year].query("regency_code == @regency_code")

    assert cells(found, "status", "certainty", "contested") == [figure]


@in_many_stacks
@given(stacks())
def test_small_worlds_come_out_of_the_measures_as_out_of_sql(tmp_path_factory, world):
    assume(len(world.award_claims))
    folder = tmp_path_factory.mktemp("world")
    for name, table in world.raw_tables().items():
        (folder / name).parent.mkdir(exist_ok=True)
        table.to_csv(folder / f"{name}.csv", index=False)
    found = figures(world)
    participants = figures(world, rule=">=60% of participants").shares
    awarded = province_awards(world.province_claims, found.shares, award_year=AWARD_YEAR)
    pairs = rule_contradictions(found.shares, world.province_claims, award_year=AWARD_YEAR)
    bounds = rule_bounds(found.shares, world.province_claims, award_year=AWARD_YEAR)

    with computed(folder) as connection:
        assert_frame_equal(bounds, thresholds(connection, AWARD_YEAR, bounds))
        for name, table, keys in [
            ("awards", found.awards, ["regency_code"]),
            ("shares", found.shares.drop(columns="province"), ["province_code"]),
            ("participant_shares", participants, ["province_code"]),
            ("statuses", found.statuses, ["regency_code"]),
            ("league", league_table(found.shares), ["province_code"]),
            ("province_awards", awarded, ["province_code"]),
            ("contradictions", pairs, ["awarded_province_code", "not_awarded_province_code"]),
        ]:
            known = expected(connection, name, ["*"], keys, AWARD_YEAR)
            columns = [column for column in known.columns if column in table.columns]
            assert_frame_equal(comparable(table[columns], keys), comparable(known[columns], keys), obj=name)
