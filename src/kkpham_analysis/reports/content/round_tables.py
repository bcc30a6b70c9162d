"""What the measures make of one round of the whole country, and the claims it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd

from kkpham_analysis.measures import province_awards, round_before
from kkpham_analysis.measures.compliance import shares_of_known
from kkpham_analysis.measures.disagreements import share_claims_of_known
from kkpham_analysis.measures.evidence import share_sources_of_known
from kkpham_analysis.measures.known import KnownRound, known_round
from kkpham_analysis.measures.rounds import known_rounds
from kkpham_analysis.measures.rules import beside_round_rule
from kkpham_analysis.measures.status import statuses_of_known
from kkpham_analysis.reports.content.grounds import (
    opposite_claims,
    rounds_by_province,
    sources_of_changes,
    undivided_until,
)
from kkpham_analysis.reports.content.inferred import changes_between
from kkpham_analysis.tables.rules import rounds_of_sources, rule_of_round, rules_by_round
from kkpham_analysis.tables.source_ids import split_ids
from kkpham_analysis.tables.vocabulary import CLAIMS

OF_RULE = ("source_ids", "dissenting_source_ids", "dissenting_rules")
# A processed table by its name.
Tables = Callable[[str], pd.DataFrame]


def known_of(table: Tables, rounds: Iterable[int], *, provinces: pd.DataFrame | None = None) -> list[KnownRound]:
    """What is known of some rounds: gathered once, for all that is made of it."""
    return known_rounds(
        table("awards"),
        table("regencies"),
        table("province_changes"),
        rounds=rounds,
        provinces=provinces,
        province_claims=table("province_claims"),
    )


def figures_of(table: Tables, regencies: pd.DataFrame, award_year: int, *, rule: str) -> dict[str, Any]:
    """Shares, statuses and what they rest on, by the rule wanted beside the round's own; as fields of `RoundFacts`."""
    awards, claims, national = table("awards"), table("province_claims"), _of(table("national_claims"), award_year)
    known = [known_round(awards, regencies, award_year, claims)]
    own = rule_of_round(table("rules"), award_year)
    shares = shares_of_known(known, awards, claims, rule=rule or own)
    if rule:
        shares = beside_round_rule(shares, own)
    return {
        "shares": shares,
        "status": statuses_of_known(known, awards, claims),
        "behind": share_sources_of_known(known, awards, claims),
        "awarded_provinces": province_awards(claims, shares, award_year=award_year, national_claims=national),
        "counted": share_claims_of_known(known, awards, shares, claims, table("sources")),
    }


def shares_of_rounds(table: Tables, known: Sequence[KnownRound]) -> pd.DataFrame:
    """Shares of several rounds, each with the rule of its round, be there a claim about it or none."""
    shares = shares_of_known(known, table("awards"), table("province_claims"))
    rounds = [one.award_year for one in known]
    own = rules_by_round(table("rules"), rounds=rounds).set_index("award_year")["rule"]
    return shares.assign(rule=shares["rule"].fillna(shares["award_year"].map(own)))


def rule_of(table: Tables, award_year: int) -> dict[str, Any]:
    """Who gives the rule of the round and who gives another, and of which rounds each speaks; as for `RoundFacts`."""
    own = rules_by_round(table("rules"), rounds=[award_year])
    agree, dissent, rules = (tuple(split_ids(own[name])) for name in OF_RULE)
    years = rounds_of_sources(table("rule_claims"), [*agree, *dissent])
    return {"rule_source_ids": agree, "rule_dissent_ids": dissent, "rule_dissents": rules, "rule_years": years}


def claims_of(table: Tables, award_year: int) -> dict[str, Any]:
    """Claims of the round, and those about regencies that say the opposite of what stands."""
    claims = {name: _of(table(name), award_year) for name in CLAIMS}
    return {**claims, "dissent": opposite_claims(claims["award_claims"], table("awards"), table("sources"))}


def _of(claims: pd.DataFrame, award_year: int) -> pd.DataFrame:
    return claims[claims["award_year"] == award_year].reset_index(drop=True)


def changes_of(table: Tables, status: pd.DataFrame, award_year: int, rounds: Iterable[int]) -> dict[str, Any]:
    """What changed since the round before, and by province the sources of that round on which this rests."""
    previous = round_before(rounds, award_year)
    if previous is None:
        return {"previous_year": None, "changes": _no_changes(), "behind_changes": {}}
    awards, claims = table("awards"), table("province_claims")
    known = known_of(table, [previous])
    before = statuses_of_known(known, awards, claims)
    changes = changes_between(before, status)
    cited = sources_of_changes(changes, before, share_sources_of_known(known, awards, claims))
    behind_changes: dict[str, set[str]] = {str(code): set() for code in sorted(set(changes["province_code"]))}
    for code, regency in zip(changes["province_code"], changes["regency_code"], strict=True):
        behind_changes[code].update(cited.get(regency, ()))
    sorted_changes = {code: tuple(sorted(ids)) for code, ids in behind_changes.items()}
    return {"previous_year": previous, "changes": changes, "behind_changes": sorted_changes}


def _no_changes() -> pd.DataFrame:
    columns = ["award_year", "previous_award_year", "province_code", "regency_code", "full_name", "status_before",
               "status", "change"]  # fmt: skip
    return pd.DataFrame({column: pd.Series(dtype="str") for column in columns}).assign(inferred=False)


def rounds_told(table: Tables, regencies: pd.DataFrame, award_year: int, rounds: Iterable[int]) -> dict[str, Any]:
    """Rounds in which any claim speaks of each province, and of which there is more to say: before it was divided."""
    return {
        "rounds_by_province": rounds_by_province(regencies, table("award_claims"), table("province_claims")),
        "undivided": undivided_until(award_year, rounds, table("regencies"), table("province_changes")),
    }
