"""The share of compliant regencies per province, with its bounds, its evidence and the verdict under a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from kkpham_analysis.measures.known import Known as Known
from kkpham_analysis.measures.known import KnownRound, known_round, usable_claims
from kkpham_analysis.measures.known import known_by_province as known_by_province
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.ranking import best_ranked
from kkpham_analysis.measures.rules import Rule, parse_rule
from kkpham_analysis.tables.markings import following
from kkpham_analysis.tables.vocabulary import PARTICIPATING_REGENCIES

SHARE_COLUMNS = {
    "award_year": "Int64",
    "province_code": "str",
    "province": "str",
    "regencies": "Int64",
    "compliant": "Int64",
    "compliant_low": "Int64",
    "compliant_high": "Int64",
    "share": "Float64",
    "share_low": "Float64",
    "share_high": "Float64",
    "evidence": "str",
    "rule": "str",
    "meets_rule": "boolean",
    "regencies_short": "Int64",
    "conflicts": "Int64",
}


@dataclass(frozen=True)
class Figure:
    """How many regencies are compliant: the best supported number, its bounds, and how well they are known."""

    evidence: str
    compliant: int | None
    low: int
    high: int
    conflicts: int


def compliant_share(
    awards: pd.DataFrame,
    regencies: pd.DataFrame,
    *,
    award_year: int,
    rule: str | None = None,
    province_claims: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Share of compliant regencies per province of a round, three-valued: unknown is never read as "not awarded".

    Not being named means not awarded only under a source that names every compliant regency of the province.

    Parameters
    ----------
    awards : DataFrame
        One row per regency and round, as `resolve_awards` or `load("awards")` gives them.
    regencies : DataFrame
        The regencies of the round with their province of that time: the result of `regencies_in`.
    award_year : int
        The round. In a year without one (see `rounds_in`) no claim speaks: every province is `none`, which says nothing
        about awards; the commands refuse such a year.
    rule : str, optional
        `">60%"`, `">=60%"`, `">50%"`, `">=60% of participants"`; without it the rule of the round, which comes with
        the awards and the claims (column `rule`). Where neither is known there is no verdict.
    province_claims : DataFrame, optional
        `award_year, province_code, measure, value, certainty, source_id, kind, published_on` and, if there is one,
        `rule`, as `load("province_claims")` gives them: counts (`awarded_regencies`) and full lists (`complete_list`).
        Without them only names are left: no province is `complete`, `counted` or `disputed`, a province with names is
        `partial`, one without is `none`, `compliant` is missing, and `conflicts` counts only the claims that say the
        opposite of what stands for a regency. A rule about participants then has no denominator.

    Returns
    -------
    DataFrame
        One row per province, sorted by code: `award_year, province_code, province` (the name where `regencies_in` was
        given `provinces=`, else the code), `regencies` (the denominator),
        `compliant, compliant_low, compliant_high`, `share, share_low, share_high` (0 to 1), `evidence`
        (`complete`, `counted`, `disputed`, `partial`, `none`), `rule`, `meets_rule` (missing where the interval does
        not agree, or no rule is known), `regencies_short`, `conflicts` (claims that disagree with the figure; the names
        are one where the count that is shown cannot be true beside them).
        Where the awards follow from scores (`compliance_from_scores`), `assumed` says what these assume.
        `compliant` and `share` are missing with `partial` and `none`.

    Raises
    ------
    ValueError
        When `regencies` are not those of the round, or the rule is not understood.

    Notes
    -----
    Definitions: docs/method.md, "The share of a province". The comparison is exact, in whole numbers.

    Examples
    --------
    Three of five are known, two unknown: between 60 % and 100 %, so a rule of more than 60 % is open.

    >>> import pandas as pd
    >>> from kkpham_analysis.measures.awards import resolve_awards
    >>> claims = pd.DataFrame({"award_year": 2023, "regency_code": ["6501", "6502", "6571"], "category": "peduli",
    ...     "is_compliant": True, "certainty": "stated", "source_id": "A", "rule": ">60%"})
    >>> sources = pd.DataFrame({"source_id": ["A"], "kind": "news", "published_on": None})
    >>> awards = resolve_awards(claims, sources)
    >>> regencies = pd.DataFrame({"award_year": 2023, "province_code": "65",
    ...     "regency_code": ["6501", "6502", "6503", "6504", "6571"]})
    >>> shares = compliant_share(awards, regencies, award_year=2023)
    >>> shares[["regencies", "compliant", "share_low", "share_high", "evidence", "meets_rule"]]
       regencies  compliant  share_low  share_high evidence  meets_rule
    0          5       <NA>        0.6         1.0  partial        <NA>

    A source that says these three are all settles it: 3 of 5 is not over 60 %.

    >>> complete = pd.DataFrame({"award_year": [2023], "province_code": "65", "measure": "complete_list", "value": 1,
    ...     "certainty": "stated", "source_id": "A", "kind": "news", "published_on": None})
    >>> shares = compliant_share(awards, regencies, award_year=2023, province_claims=complete)
    >>> shares[["regencies", "compliant", "share", "evidence", "meets_rule", "regencies_short"]]
       regencies  compliant  share  evidence  meets_rule  regencies_short
    0          5          3    0.6  complete       False                1
    """
    known = known_round(awards, regencies, award_year, province_claims)
    return shares_of_known([known], awards, province_claims, rule=rule)


def shares_of_known(
    rounds: Iterable[KnownRound],
    awards: pd.DataFrame,
    province_claims: pd.DataFrame | None,
    *,
    rule: str | None = None,
) -> pd.DataFrame:
    """`compliant_share` of rounds of which it is gathered what is known, one below the other."""
    rows = [row for of_round in rounds for row in _rows(of_round, awards, province_claims, rule)]
    table = pd.DataFrame(rows, columns=list(SHARE_COLUMNS)).astype(SHARE_COLUMNS)
    return following(table, awards, province_claims) if rows else table


def _rows(
    of_round: KnownRound, awards: pd.DataFrame, province_claims: pd.DataFrame | None, rule: str | None
) -> Iterator[dict[str, object]]:
    award_year = of_round.award_year
    settled = _rule_of([awards, province_claims], award_year, rule)
    names = _names_by_province(of_round.regencies)
    for province, known in of_round.provinces.items():
        denominator: int | None = known.regencies
        if settled is not None and settled.denominator == "participants":
            denominator = _participants(province_claims, award_year, province)
            if denominator is not None and denominator > known.regencies:
                denominator = None  # more than there are cannot have taken part
        yield _row(award_year, province, names[province], denominator, figure_of(known), settled)


def figure_of(known: Known) -> Figure:
    """Figure that the claims of one province add up to (docs/method.md, "The share of a province")."""
    names, most_named = len(known.compliant), len(known.compliant | known.tied)
    fitting = [count for count in known.counts if names <= count <= known.reachable]
    if known.full_lists:
        claimed = {names, most_named, *(len(listed) for listed in known.full_lists.values())}
        agree = not known.tied and all(listed == known.compliant for listed in known.full_lists.values())
        agree = agree and all(count == names for count in known.counts)
        return _claimed_figure(known, "complete" if agree else "disputed", names, claimed)
    if known.counts:
        agree = len(set(known.counts)) == 1 and len(fitting) == len(known.counts)
        best = next(iter(known.best_counts)) if len(known.best_counts) == 1 else None
        return _claimed_figure(known, "counted" if agree else "disputed", best, set())
    if known.compliant or known.missed:
        return Figure("partial", None, names, known.reachable, known.conflicting)
    return Figure("none", None, 0, known.regencies, known.conflicting)


def _claimed_figure(known: Known, evidence: str, compliant: int | None, claimed: set[int]) -> Figure:
    """Figure between the least and the most that is claimed; a count that cannot be shows what can be beside it."""
    names = len(known.compliant)
    possible = {min(max(count, names), known.reachable) for count in known.counts}
    # More than there are regencies cannot be: the claim stays in the conflicts, the interval ends at all of them.
    within = {min(count, known.regencies) for count in known.counts} | possible | claimed
    if compliant is not None and compliant > known.regencies:
        compliant = None
    conflicts = sum(count != compliant for count in known.counts)
    conflicts += sum(listed != known.compliant for listed in known.full_lists.values())
    # The names are no full list, but one claim all the same: at least these, at most all that have not missed it.
    conflicts += compliant is not None and not names <= compliant <= known.reachable
    return Figure(evidence, compliant, min(within), max(within), conflicts + known.conflicting)


def _participants(province_claims: pd.DataFrame | None, award_year: int, province: str) -> int | None:
    claims = usable_claims(province_claims, award_year)
    said = claims[(claims["province_code"] == province) & (claims["measure"] == PARTICIPATING_REGENCIES)]
    best = said.loc[best_ranked(said, ["province_code"]), "value"].unique()
    return int(best[0]) if len(best) == 1 else None


def _rule_of(tables: Iterable[pd.DataFrame | None], award_year: int, rule: str | None) -> Rule | None:
    """Rule given, or else that of the round, as the first of the tables has it: of some rounds there is but a count."""
    if rule is not None:
        return parse_rule(rule)
    for table in tables:
        if table is None or "rule" not in table:
            continue
        known = sorted(set(table.loc[table["award_year"] == award_year, "rule"].dropna()))
        if len(known) > 1:
            raise UnfitError("unfit.several_rules", award_year=award_year, names=", ".join(known))
        if known:
            return parse_rule(known[0])
    return None


def _names_by_province(regencies: pd.DataFrame) -> dict[str, str]:
    first = regencies.drop_duplicates("province_code")
    names = first["province" if "province" in first else "province_code"]
    return {str(code): str(name) for code, name in zip(first["province_code"], names, strict=True)}


def _row(
    award_year: int, province_code: str, province: str, denominator: int | None, figure: Figure, rule: Rule | None
) -> dict[str, object]:
    denominator = usable_denominator(figure, denominator)
    compliant, high = figure.compliant, figure.high if denominator is None else min(figure.high, denominator)
    verdict = short = None
    if rule is not None and denominator is not None:
        verdict = verdict_of(figure, denominator, rule)
        needed = rule.needed(denominator)
        if compliant is not None and needed is not None:
            short = max(0, needed - compliant)
    return {
        "award_year": award_year,
        "province_code": province_code,
        "province": province,
        "regencies": denominator,
        "compliant": compliant,
        "compliant_low": figure.low,
        "compliant_high": high,
        "share": _ratio(compliant, denominator),
        "share_low": _ratio(figure.low, denominator),
        "share_high": _ratio(high, denominator),
        "evidence": figure.evidence,
        "rule": None if rule is None else str(rule),
        "meets_rule": verdict,
        "regencies_short": short,
        "conflicts": figure.conflicts,
    }


def usable_denominator(figure: Figure, denominator: int | None) -> int | None:
    """Denominator of a figure; None where more are compliant than are said to have taken part."""
    if denominator is None or max(figure.low, figure.compliant or 0) > denominator:
        return None
    return denominator


def verdict_of(figure: Figure, denominator: int, rule: Rule) -> bool | None:
    """Whether the figure meets the rule; None where its interval does not agree."""
    return rule.verdict(figure.low, figure.high, denominator)


def _ratio(count: int | None, of: int | None) -> float | None:
    return None if count is None or not of else count / of
