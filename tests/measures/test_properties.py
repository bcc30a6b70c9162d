"""What must hold of the measures in every small world."""

from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures import award_changes, award_streaks, claim_roles, compliant_share, resolve_awards

from .strategies import (
    AWARD_YEAR,
    CATEGORIES,
    DATES,
    KINDS,
    RULES,
    TAKING_PART,
    WORLDS_IN_A_STACK,
    award_claims_table,
    figures,
    in_small_worlds,
    in_stacks,
    province_claims_table,
    sources_table,
    stacks,
    worlds,
)

SEEDS = st.integers(0, 1000)
RESULTS = st.sampled_from(["good", "bad"])
# A further source for each province of a stack.
MOST = 4 * WORLDS_IN_A_STACK
FURTHER_SOURCES = st.lists(st.tuples(KINDS, DATES), min_size=MOST, max_size=MOST)


def for_each_province(values):
    return st.lists(values, min_size=MOST, max_size=MOST)


def assert_same_figures(one, other):
    """The same tables; claims stay in the order in which they came."""
    keys = ["award_year", "regency_code", "source_id"]
    for name, table in one.tables().items():
        tables = [table, other.tables()[name]]
        if name == "roles":
            tables = [roles.sort_values(keys, ignore_index=True) for roles in tables]
        assert_frame_equal(*tables, obj=name)


@pytest.fixture
def five_regencies():
    codes = pd.Series(["1101", "1102", "1103", "1104", "1105"], name="regency_code", dtype="str")
    regencies = codes.to_frame().assign(province_code="11", type="kota", name=codes, full_name=codes)
    regencies.insert(0, "award_year", pd.array([AWARD_YEAR] * 5, dtype="Int64"))
    return regencies


def interval(found, province_code):
    return found.shares.set_index("province_code").loc[province_code]


def one_of_each_province(frame, seed):
    """One row of each province, by chance."""
    return frame.groupby("province_code").sample(1, random_state=seed)


def with_sources(world, sources):
    """The world with the sources Z0, Z1, …"""
    for number, (kind, published_on) in enumerate(sources):
        world = world.with_source(f"Z{number}", kind, published_on)
    return world


def lies_within(after, before):
    return before["compliant_low"] <= after["compliant_low"] <= after["compliant_high"] <= before["compliant_high"]


def in_the_next_round(statuses):
    return statuses.assign(award_year=statuses["award_year"] + 1)


def is_possible(province, status, *, is_compliant):
    """Can one more regency have this result beside the number that sources give?"""
    if province["evidence"] != "counted":
        return province["evidence"] in {"partial", "none"}
    of_province = status[status["province_code"] == province.name]["status"]
    if is_compliant:
        return (of_province == "compliant").sum() < province["compliant"]
    return province["regencies"] - (of_province == "not_compliant").sum() > province["compliant"]


@in_stacks
@given(stacks(), SEEDS)
def test_the_order_of_rows_changes_nothing(world, seed):
    shuffled = {name: table.sample(frac=1, random_state=seed) for name, table in world.tables().items()}

    assert_same_figures(figures(world), figures(replace(world, **shuffled)))


@in_small_worlds
@given(worlds(), st.randoms(use_true_random=False))
def test_other_codes_and_source_ids_change_nothing_but_the_names(world, random):
    def renaming(codes, template):
        numbers = random.sample(range(1000, 9999), len(codes))
        return {code: template.format(number) for code, number in zip(codes, numbers, strict=True)}

    names = {
        "regency_code": renaming(list(world.regencies["regency_code"]), "{}"),
        "source_id": renaming(list(world.sources["source_id"]), "Z{}"),
        "province_code": renaming([str(code) for code in range(11, 15)], "{}"),
    }
    names["previous_province_code"] = names["province_code"]

    def renamed(table):
        return table.assign(**{column: table[column].map(names[column]) for column in table.columns if column in names})

    before, after = figures(world), figures(replace(world, **{k: renamed(t) for k, t in world.tables().items()}))
    names["province"] = names["province_code"]
    shares = renamed(before.shares).sort_values("province_code", ignore_index=True)
    assert_frame_equal(shares.astype(after.shares.dtypes), after.shares)
    columns = ["regency_code", "status", "category", "certainty", "sources", "contested"]
    statuses = [
        frame[columns].sort_values("regency_code", ignore_index=True)
        for frame in (renamed(before.statuses), after.statuses)
    ]
    assert_frame_equal(*statuses)


@in_stacks
@given(stacks(), st.integers(0, 80))
def test_claims_in_two_parts_give_what_they_give_in_one(world, cut):
    def rejoined(table):
        parts = [table.iloc[:cut].reset_index(drop=True), table.iloc[cut:].reset_index(drop=True)]
        return pd.concat(parts)

    parts = {name: rejoined(getattr(world, name)) for name in ("award_claims", "province_claims", "sources")}

    assert_same_figures(figures(world), figures(replace(world, **parts)))


@in_small_worlds
@given(worlds())
def test_each_regency_is_judged_by_its_own_claims_alone(world):
    assume(len(world.award_claims))
    one_by_one = [resolve_awards(claims, world.sources) for _, claims in world.award_claims.groupby("regency_code")]

    assert_frame_equal(pd.concat(one_by_one, ignore_index=True), resolve_awards(world.award_claims, world.sources))


@in_stacks
@given(stacks())
def test_the_bounds_hold_the_figure_and_lie_between_none_and_all(world):
    shares = figures(world).shares
    figure = shares["compliant"]

    assert shares["compliant_low"].between(0, shares["compliant_high"]).all()
    assert (shares["compliant_high"] <= shares["regencies"]).all()
    assert (figure.isna() | figure.between(shares["compliant_low"], shares["compliant_high"])).all()
    for column in ("", "_low", "_high"):
        as_shown = (shares[f"compliant{column}"] / shares["regencies"]).rename(f"share{column}")
        assert_frame_equal(shares[[f"share{column}"]], as_shown.to_frame())


@in_stacks
@given(stacks())
def test_a_figure_is_shown_only_where_the_evidence_bears_it(world):
    shares = figures(world).shares
    is_open = shares["evidence"].isin(["partial", "none"])
    is_exact = shares["evidence"].isin(["complete", "counted"])

    assert shares.loc[is_open, "compliant"].isna().all()
    exact = shares[is_exact]
    assert (exact["compliant_low"] == exact["compliant"]).all()
    assert (exact["compliant_high"] == exact["compliant"]).all()
    nothing = shares[shares["evidence"] == "none"]
    assert (nothing["compliant_low"] == 0).all()
    assert (nothing["compliant_high"] == nothing["regencies"]).all()


@in_stacks
@given(stacks())
def test_complete_and_partial_intervals_are_what_the_statuses_add_up_to(world):
    found = figures(world)
    for province in found.shares.itertuples():
        status = found.statuses.query("province_code == @province.province_code")["status"]
        names, missed = (status == "compliant").sum(), (status == "not_compliant").sum()
        if province.evidence == "complete":
            assert province.compliant == names
        if province.evidence == "partial":
            assert (province.compliant_low, province.compliant_high) == (names, province.regencies - missed)


@in_stacks
@given(stacks(), RULES)
def test_the_verdict_agrees_with_exact_fractions(world, rule):
    threshold = Fraction(int(rule.strip(">=%")), 100)

    def meets(number, of):
        return (
            Fraction(int(number), int(of)) >= threshold if "=" in rule else Fraction(int(number), int(of)) > threshold
        )

    for row in figures(world, rule=rule).shares.itertuples():
        low, high = (meets(number, row.regencies) for number in (row.compliant_low, row.compliant_high))
        assert pd.isna(row.meets_rule) if low != high else row.meets_rule == low
        if pd.isna(row.compliant):
            assert pd.isna(row.regencies_short)
        elif not pd.isna(row.regencies_short):
            enough = row.compliant + row.regencies_short
            assert meets(enough, row.regencies)
            assert row.regencies_short == 0 or not meets(enough - 1, row.regencies)
        else:
            assert not meets(row.regencies, row.regencies)


@in_stacks
@given(stacks())
def test_complete_takes_a_source_that_says_so_and_names_them_one_by_one(world):
    found = figures(world)
    claims = world.award_claims.merge(found.regencies[["regency_code", "province_code"]], on="regency_code")
    says_so = world.province_claims.query("measure == 'complete_list' and value == 1 and certainty != 'uncertain'")
    is_loose = claims["is_compliant"].fillna(False) & claims["certainty"].isin(["blanket", "uncertain"])
    keys = ["province_code", "source_id"]
    full = set(says_so[keys].itertuples(index=False, name=None))
    full -= set(claims.loc[is_loose, keys].itertuples(index=False, name=None))

    assert set(found.shares.query("evidence == 'complete'")["province_code"]) <= {province for province, _ in full}


@in_stacks
@given(stacks(), st.sampled_from(["blanket", "uncertain"]))
def test_blanket_and_uncertain_names_never_make_a_list_complete(world, certainty):
    loose = replace(world, award_claims=world.award_claims.assign(certainty=certainty).astype({"certainty": "str"}))
    shares = figures(loose).shares.query("evidence == 'complete'")

    # All that remains are lists of nobody, with their number.
    assert (shares["compliant"] == 0).all()


@in_stacks
@given(stacks(), for_each_province(CATEGORIES), for_each_province(st.integers(0, 8)), SEEDS)
def test_what_is_uncertain_changes_no_figure(world, categories, numbers, seed):
    before = figures(world)
    further = world.with_source("Z0", "regulation", "2024-02-01")
    chosen = one_of_each_province(before.regencies, seed)
    for code, province, category, number in zip(
        chosen["regency_code"], chosen["province_code"], categories, numbers, strict=False
    ):
        further = further.with_award_claim(code, category, "uncertain", "Z0")
        further = further.with_province_claim(province, "awarded_regencies", number, "uncertain", "Z0")
        further = further.with_province_claim(province, "complete_list", 1, "uncertain", "Z0")
    after = figures(further)

    assert_frame_equal(before.shares, after.shares)
    assert_frame_equal(before.statuses.drop(columns="certainty"), after.statuses.drop(columns="certainty"))
    assert after.roles.query("source_id == 'Z0'")["role"].tolist() == ["uncertain"] * len(chosen)


@in_stacks
@given(
    stacks(),
    SEEDS,
    FURTHER_SOURCES,
    for_each_province(TAKING_PART),
    for_each_province(st.sampled_from(["good", "bad"])),
)
def test_a_claim_that_contradicts_nothing_only_narrows(world, seed, sources, certainties, categories):
    before = figures(world)
    further, touched = with_sources(world, sources), []
    for number, regency in enumerate(one_of_each_province(before.statuses, seed).itertuples()):
        category, province = categories[number], interval(before, regency.province_code)
        if regency.status in {"compliant", "not_compliant"}:
            category = regency.category
        elif regency.status != "unknown" or not is_possible(province, before.statuses, is_compliant=category == "good"):
            continue
        further = further.with_award_claim(regency.regency_code, category, certainties[number], f"Z{number}")
        touched.append(regency.province_code)
    after = figures(further)

    for code in touched:
        province, later = interval(before, code), interval(after, code)
        assert lies_within(later, province)
        assert later["conflicts"] == province["conflicts"]
        evidence = (province["evidence"], later["evidence"])
        assert evidence[0] == evidence[1] or evidence == ("none", "partial")
    others = ~before.shares["province_code"].isin(touched)
    assert_frame_equal(before.shares[others], after.shares[others])


@in_stacks
@given(stacks(), FURTHER_SOURCES, for_each_province(st.integers(0, 8)), for_each_province(st.booleans()))
def test_a_number_or_a_full_list_that_contradicts_nothing_only_narrows(world, sources, numbers, as_lists):
    before = figures(world)
    further, told = with_sources(world, sources), {}
    for place, province in enumerate(before.shares.itertuples()):
        code, as_list, source_id = province.province_code, as_lists[place], f"Z{place}"
        of_province = before.statuses.query("province_code == @code")
        named = of_province.query("status == 'compliant'")["regency_code"]
        number = len(named) if as_list else numbers[place]
        if province.evidence == "disputed" or not province.compliant_low <= number <= province.compliant_high:
            continue
        # A list that leaves out whom an equal claim calls compliant contradicts it.
        if as_list and (of_province["status"] == "disputed").any():
            continue
        further = further.with_province_claim(code, "awarded_regencies", number, "stated", source_id)
        if as_list:
            further = further.with_province_claim(code, "complete_list", 1, "stated", source_id)
            for regency_code in named:
                further = further.with_award_claim(regency_code, "good", "stated", source_id)
        told[code] = number, "complete" if as_list or province.evidence == "complete" else "counted"
    after = figures(further)

    for code, (number, evidence) in told.items():
        province, later = interval(before, code), interval(after, code)
        assert lies_within(later, province)
        assert (later["compliant"], later["evidence"]) == (number, evidence)
        assert later["conflicts"] == province["conflicts"]


@in_stacks
@given(stacks(), SEEDS, FURTHER_SOURCES, for_each_province(TAKING_PART))
def test_a_claim_that_contradicts_is_never_swallowed(world, seed, sources, certainties):
    before = figures(world)
    settled = one_of_each_province(before.statuses.query("status in ['compliant', 'not_compliant']"), seed)
    further = with_sources(world, sources)
    for number, regency in enumerate(settled.itertuples()):
        category = "bad" if regency.status == "compliant" else "good"
        further = further.with_award_claim(regency.regency_code, category, certainties[number], f"Z{number}")
    after = figures(further)

    codes = settled["regency_code"].tolist()
    assert after.statuses.set_index("regency_code").loc[codes, "contested"].all()
    assert (after.awards.set_index("regency_code").loc[codes, "conflicting"] > 0).all()
    assert (after.shares.set_index("province_code").loc[settled["province_code"], "conflicts"] > 0).all()
    added = after.roles[after.roles["source_id"].str.startswith("Z")]
    assert added["role"].isin(["stands", "tied", "dissents"]).all()
    assert (len(added), len(after.roles)) == (len(settled), len(before.roles) + len(settled))


@in_stacks
@given(stacks(), FURTHER_SOURCES, for_each_province(st.integers(0, 9)))
def test_a_number_that_contradicts_makes_the_figure_disputed(world, sources, numbers):
    before = figures(world)
    further, told = with_sources(world, sources), {}
    for place, province in enumerate(before.shares.query("evidence in ['complete', 'counted']").itertuples()):
        if numbers[place] != province.compliant:
            told[province.province_code] = numbers[place]
            further = further.with_province_claim(
                province.province_code, "awarded_regencies", numbers[place], "stated", f"Z{place}"
            )
    after = figures(further)

    for code, number in told.items():
        province, later = interval(before, code), interval(after, code)
        assert later["evidence"] == "disputed"
        assert later["conflicts"] > province["conflicts"]
        assert later["compliant_low"] <= min(number, province["compliant"])
        assert later["compliant_high"] >= min(max(number, province["compliant"]), province["regencies"])


@in_stacks
@given(stacks(), FURTHER_SOURCES)
def test_a_number_below_the_names_leaves_no_blanket_name_uncontested_and_changes_no_status(world, sources):
    before = figures(world)
    further = with_sources(world, sources)
    named = before.statuses[before.statuses["status"] == "compliant"]
    for place, (code, here) in enumerate(named.groupby("province_code")):
        further = further.with_province_claim(code, "awarded_regencies", len(here) - 1, "stated", f"Z{place}")
    after = figures(further).statuses

    is_blanket = after["status"].eq("compliant") & after["certainty"].eq("blanket")
    assert after.loc[is_blanket, "contested"].all()
    lists = world.province_claims.query("measure == 'complete_list'")
    has_list = after["province_code"].isin(lists["province_code"])
    others = ~before.statuses["certainty"].eq("blanket") & ~(has_list & after["status"].eq("compliant"))
    assert_frame_equal(after[others], before.statuses[others])
    assert_frame_equal(after.drop(columns="contested"), before.statuses.drop(columns="contested"))


@in_stacks
@given(stacks(), FURTHER_SOURCES, st.sampled_from([-1, 1]))
def test_a_number_other_than_a_full_list_leaves_no_side_of_it_that_it_denies_uncontested(world, sources, step):
    before = figures(world)
    further, told = with_sources(world, sources), []
    for place, here in enumerate(before.shares.query("evidence == 'complete'").itertuples()):
        if 0 <= here.compliant + step <= here.regencies:
            number = here.compliant + step
            further = further.with_province_claim(
                here.province_code, "awarded_regencies", number, "stated", f"Z{place}"
            )
            told.append(here.province_code)
    after = figures(further).statuses

    denied = after["province_code"].isin(told) & after["status"].eq("compliant" if step < 0 else "not_named")
    assert after.loc[denied, "contested"].all()
    assert_frame_equal(after[~denied], before.statuses[~denied])


@in_stacks
@given(stacks())
def test_every_claim_keeps_its_row_and_its_words(world):
    roles = claim_roles(world.award_claims, world.sources)
    keys = ["award_year", "regency_code", "source_id"]
    claimed, kept = (frame.sort_values(keys, ignore_index=True) for frame in (world.award_claims, roles))

    assert_frame_equal(kept[claimed.columns], claimed)
    assert kept["role"].isin(["stands", "agrees", "dissents", "tied", "yields", "uncertain"]).all()
    assert (kept["role"].eq("uncertain") == kept["certainty"].eq("uncertain")).all()


@in_stacks
@given(stacks())
def test_the_inputs_are_left_as_they_were(world):
    copies = {name: table.copy() for name, table in world.tables().items()}
    found = figures(world)
    results = {name: table.copy() for name, table in found.tables().items()}
    award_changes(found.statuses, in_the_next_round(found.statuses))
    award_streaks(found.statuses)
    compliant_share(found.awards, found.regencies, award_year=AWARD_YEAR)

    for name, table in (copies | results).items():
        assert_frame_equal({**world.tables(), **found.tables()}[name], table, obj=name)


@in_stacks
@given(stacks(), stacks())
def test_changes_seen_backwards_are_the_same_changes_turned_round(first, second):
    before, after = figures(first).statuses, figures(second).statuses
    forwards = award_changes(before, in_the_next_round(after)).set_index("regency_code")["change"]
    backwards = award_changes(after, in_the_next_round(before)).set_index("regency_code")["change"]
    shared = forwards.index.intersection(backwards.index)
    turned = backwards[shared].replace({"new": "lost", "lost": "new"})

    assert forwards[shared].tolist() == turned.tolist()
    assert set(forwards.drop(shared)) <= {"not_yet_formed"}
    assert sorted(forwards.index) == sorted(after["regency_code"])


@pytest.mark.parametrize(
    ("rule", "meets_rule", "short"),
    [(">60%", False, 1), (">=60%", True, 0), (">50%", True, 0), (">59%", True, 0), (">=61%", False, 1)],
)
def test_three_of_five_is_exactly_sixty_percent(five_regencies, rule, meets_rule, short):
    sources = sources_table([("Q1", "news", None)])
    awards = resolve_awards(
        award_claims_table([(code, "good", "stated", "Q1") for code in five_regencies["regency_code"][:3]]), sources
    )
    claims = province_claims_table([("11", "complete_list", 1, "stated", "Q1")], sources)
    row = compliant_share(awards, five_regencies, award_year=AWARD_YEAR, rule=rule, province_claims=claims).iloc[0]

    assert (row["meets_rule"], row["regencies_short"]) == (meets_rule, short)


@pytest.mark.parametrize(("one", "other"), [("2024", "2024-01"), ("2024-01", "2024-01-01"), ("2024-01-01", "2024")])
def test_a_year_and_a_month_are_as_new_as_their_first_day(one, other):
    sources = sources_table([("Q1", "news", one), ("Q2", "news", other)])
    claims = award_claims_table([("1101", "good", "stated", "Q1"), ("1101", "bad", "stated", "Q2")])

    assert claim_roles(claims, sources)["role"].tolist() == ["tied", "tied"]
    assert resolve_awards(claims, sources)["category"].isna().all()


def test_the_number_of_the_better_source_is_shown_though_it_is_older(five_regencies):
    sources = sources_table([("Q1", "news", "2024-01-01"), ("Q2", "government", "2023-12-10")])
    rows = [("11", "awarded_regencies", 4, "stated", "Q1"), ("11", "awarded_regencies", 2, "stated", "Q2")]
    awards, claims = resolve_awards(award_claims_table([]), sources), province_claims_table(rows, sources)
    row = compliant_share(awards, five_regencies, award_year=AWARD_YEAR, rule=">60%", province_claims=claims).iloc[0]

    assert (row["evidence"], row["compliant"], row["compliant_low"], row["compliant_high"]) == ("disputed", 2, 2, 4)
