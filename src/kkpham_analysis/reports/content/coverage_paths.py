"""Ways of a province over its rule, for pages and the command line: which regencies, improved by which indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from kkpham_analysis.figures.findings import rule_in_words
from kkpham_analysis.language import Words
from kkpham_analysis.measures import paths_to_rule
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.regulations import Regulation
from kkpham_analysis.measures.rules import parse_rule
from kkpham_analysis.reports.content import numbers, wording
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, ScoreFacts
from kkpham_analysis.reports.page import Part, Prose, Table
from kkpham_analysis.tables.catalogue_lists import spans
from kkpham_analysis.tables.loading import load
from kkpham_analysis.tables.rules import rules_by_round

# Of this many regencies several ways are shown; of more, the cheapest alone.
FEW_REGENCIES = 3
MOST_WAYS = 3


@dataclass(frozen=True)
class Ways:
    """Ways of one province over the rule of its round.

    Parameters
    ----------
    province_code, province : str
        The province.
    regencies, compliant : int
        Regencies of the round, and those that are compliant by the formula in any case.
    needed : int or None
        How many the rule asks for; None where not even all of them would meet it.
    table : DataFrame
        `paths_to_rule`, with `regency` and `right`; without rows where the rule is met, or is too far.
    problem : str
        Why no ways can be looked for; empty where they can.
    """

    province_code: str
    province: str
    regencies: int
    compliant: int
    needed: int | None
    table: pd.DataFrame
    problem: str = ""


@dataclass(frozen=True)
class PathFacts:
    """Ways over the rule for each province that is asked for.

    Parameters
    ----------
    rule : str or None
        The rule of the round.
    reason : str
        Why there are none at all: `no_rule`, `participants`, `no_province`; empty where there may be.
    ways : list of Ways
        One for each province.
    """

    rule: str | None
    reason: str
    ways: Sequence[Ways]


def path_facts(facts: CoverageFacts, scores: ScoreFacts, *, data_dir: Path | str | None = None) -> PathFacts:
    """Look for the ways of the provinces that coverage is shown of.

    Parameters
    ----------
    facts, scores : CoverageFacts, ScoreFacts
        The results of `coverage_facts` and `score_facts`.
    data_dir : path, optional
        As for `load`.
    """
    rules = rules_by_round(load("rules", data_dir=data_dir), rounds=[facts.award_year])["rule"].dropna()
    rule = None if rules.empty else str(rules.iloc[0])
    reason = _reason(facts, scores, rule)
    if reason or rule is None or scores.regulation is None:
        return PathFacts(rule, reason, [])
    return PathFacts(rule, "", [_ways(facts, scores, scores.regulation, rule, code) for code in facts.scope])


def _reason(facts: CoverageFacts, scores: ScoreFacts, rule: str | None) -> str:
    if facts.reason or scores.regulation is None or scores.table.empty:
        return "no_scores"
    if rule is None:
        return "no_rule"
    if parse_rule(rule).denominator != "regencies":
        return "participants"
    return "" if facts.scope else "no_province"


def _ways(facts: CoverageFacts, scores: ScoreFacts, regulation: Regulation, rule: str, province_code: str) -> Ways:
    judged = facts.regencies[facts.regencies["province_code"] == province_code]
    here = facts.submissions[facts.submissions["award_year"] == facts.award_year]
    own = scores.table[scores.table["regency_code"].isin(judged["regency_code"])]
    compliant = int((own["total_low"].round(9) >= regulation.compliant_from).fillna(False).sum())
    needed = parse_rule(rule).needed(len(judged))
    short = FEW_REGENCIES if needed is None else max(needed - compliant, FEW_REGENCIES)
    problem, table = "", pd.DataFrame()
    try:
        table = paths_to_rule(
            here, facts.asked, judged, regulation, province_code=province_code, rule=rule, level=facts.level,
            regencies=short, paths=MOST_WAYS if short <= FEW_REGENCIES else 1,
        )  # fmt: skip
        table = facts.named(table)
    except UnfitError as error:
        problem = error.sentence(facts.words)
    name = str(judged["province"].iloc[0])
    return Ways(province_code, name, len(judged), compliant, needed, table, problem)


def paths_part(facts: CoverageFacts, found: PathFacts) -> Part | None:
    """Which few regencies would bring a province over the rule, the fewest points first; never a promise."""
    words = facts.words
    if facts.reason or found.reason == "no_scores":
        return None
    title = words.phrase("paths.title")
    if found.reason:
        return Part(title, Prose(words.phrase(f"paths.{found.reason}", year=facts.award_year)))
    contents: list[Any] = [Prose(wording.joined(rule_said(found, words), words.phrase("paths.reading")))]
    for ways in found.ways:
        contents.append(Prose(way_said(ways, words)))
        if not ways.table.empty:
            caption = words.phrase("paths.caption", where=ways.province)
            columns = {name: words.phrase(f"paths.column_{name}") for name in SHOWN}
            align = {"total_said": "right", "asked": "right"}
            figures = {"total_said": numbers.headed(TOTALS, words), "asked": {"points": columns["asked"]}}
            contents.append(Table(ways_table(ways, words), caption, columns, words, align=align, figures=figures))
            if said := alike_said(ways, words):
                contents.append(Prose(said))
    return Part(title, *contents)


SHOWN = ("way", "regency", "indicators", "total_said", "asked")
TOTALS = ("total_now", "total_then")


def rule_said(found: PathFacts, words: Words) -> str:
    """The rule that the ways are over."""
    return words.phrase("firmness.rule", rule=rule_in_words(str(found.rule), words))


def way_said(ways: Ways, words: Words) -> str:
    """Where a province stands by the formula, and whether so few regencies are enough."""
    counted = {"where": ways.province, "compliant": ways.compliant, "regencies": ways.regencies}
    if ways.needed is None:
        return words.phrase("paths.never", **counted)
    said = words.phrase("paths.stands", **counted, needed=ways.needed)
    if ways.problem:
        return wording.joined(said, words.phrase("coverage.scores_problem", problem=ways.problem))
    if ways.compliant >= ways.needed:
        return wording.joined(said, words.phrase("paths.met"))
    key = "paths.too_far" if ways.table.empty else "paths.short"
    return wording.joined(said, words.phrase(key, count=ways.needed - ways.compliant))


def alike_said(ways: Ways, words: Words) -> str:
    """Whether the first way is one of several that ask for as many points; empty where it is the only one."""
    first = ways.table[ways.table["path"] == 1]
    alike = int(first["alike"].max()) if len(first) else 0
    return words.phrase("paths.alike", count=alike) if alike else ""


def ways_table(ways: Ways, words: Words) -> pd.DataFrame:
    """A row per way and regency: its indicators by number, its total now and then, and the points it asks for."""
    table = ways.table
    marks = [mark for mark in ("synthetic", "kind") if mark in table]
    groups = table.groupby(["path", "regency", *marks], sort=False)
    rows = []
    for (way, regency, *said), own in groups:
        first = own.iloc[0]
        asked = float((own["points_then"] - own["points"]).sum())
        numbers = [int(code.rpartition("-")[2]) for code in own["indicator_code"]]
        totals = [float(first[name]) for name in ("total", "total_then")]
        now, then = (words.number(total, 2) for total in totals)
        rows.append(
            {
                "way": str(way),
                "regency": regency,
                "indicators": words.phrase("paths.numbers", count=len(own), numbers=spans(sorted(numbers))),
                "total_said": f"{now} → {then}",
                "asked": words.number(asked, 2),
                **dict(zip(TOTALS, totals, strict=True)),
                "points": asked,
                **dict(zip(marks, said, strict=True)),
            }
        )
    return pd.DataFrame(rows)
