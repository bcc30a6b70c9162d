"""What pages say of the rule of a round beside what it asks: who states it, who says otherwise, what hangs on that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from kkpham_analysis.figures.findings import rule_in_words
from kkpham_analysis.measures.rules import parse_rule
from kkpham_analysis.reports.content.facts import RoundFacts
from kkpham_analysis.reports.content.rule_facts import RuleFacts
from kkpham_analysis.reports.page import SourceList

Ruled = RoundFacts | RuleFacts


def doubts(facts: Ruled, listed: SourceList | None) -> str:
    """Whether the rule is known from news alone, whether its sources speak of other rounds, or of another rule.

    Empty where none of these is so. A page that does not list the sources of the rule, without `listed`, cites none.
    """
    if facts.round_rule is None:
        return ""
    elsewhere = _years(facts.rule_rounds, facts)
    year = facts.award_year
    taken_over = facts.words.phrase("report.rule_taken_over", rounds=elsewhere, year=year) if elsewhere else ""
    return " ".join(filter(None, [_from_news(facts), taken_over, *_other_rules(facts, listed)]))


def _from_news(facts: Ruled) -> str:
    """That news reports alone state the rule, and how many; empty where an official source does."""
    stating = facts.sources[facts.sources["source_id"].isin(facts.rule_source_ids)]
    is_news = len(stating) > 0 and bool(stating["kind"].eq("news").all())
    return facts.words.phrase("report.rule_from_news", count=len(stating)) if is_news else ""


def _years(years: Iterable[int], facts: Ruled) -> str:
    return facts.words.listed(map(str, years))


def _elsewhere(source_id: str, facts: Ruled) -> tuple[int, ...]:
    """The rounds of whose rule a source speaks, where this one is not among them; empty where that is not known."""
    told = facts.rule_years.get(source_id, ())
    return () if facts.award_year in told else told


def _other_rules(facts: Ruled, listed: SourceList | None) -> list[str]:
    """How many sources give another rule, and which: of the round, and of each of the rounds that they speak of."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for source_id in facts.rule_dissent_ids:
        groups.setdefault(_elsewhere(source_id, facts), []).append(source_id)
    return [_other_rule(facts, listed, groups[years], years) for years in sorted(groups)]


def _other_rule(facts: Ruled, listed: SourceList | None, dissent: list[str], years: tuple[int, ...]) -> str:
    words = facts.words
    where = _where(facts, dissent, years)

    def numbers_of(ids: list[str]) -> str:
        return "" if listed is None else listed.cited(ids)

    cited = {rule: [one for one in ids if one in dissent] for rule, ids in facts.dissenting_rules.items()}
    rules = [rule_in_words(rule, words) + numbers_of(ids) for rule, ids in cited.items() if ids]
    if not rules:
        return words.phrase("report.rule_dissent", count=len(dissent), cited=numbers_of(dissent), where=where)
    key = "said" if len(rules) == 1 else "each" if len(rules) == len(dissent) else "several"
    return words.phrase(f"report.rule_dissent_{key}", count=len(dissent), rules=words.listed(rules), where=where)


def _where(facts: Ruled, dissent: list[str], years: tuple[int, ...]) -> str:
    """Of which round sources speak that give another rule; of the round itself only where its rule is taken over."""
    if years:
        return " " + facts.words.phrase("report.rule_dissent_elsewhere", rounds=_years(years, facts))
    of_round = all(facts.award_year in facts.rule_years.get(source_id, ()) for source_id in dissent)
    if facts.rule_rounds and of_round:
        return " " + facts.words.phrase("report.rule_dissent_here", year=facts.award_year)
    return ""


def use(source_id: str, facts: RoundFacts, *, dissents: bool) -> str:
    """What a source of the rule, or of another one, is used for, with the rounds that it speaks of, if not of this."""
    words, years = facts.words, _elsewhere(source_id, facts)
    rounds = {"rounds": _years(years, facts)}
    if not dissents:
        return words.phrase("report.use_rule_elsewhere" if years else "report.use_rule", **rounds)
    rule = next((rule for rule, ids in facts.dissenting_rules.items() if source_id in ids), None)
    key = "report.use_dissent" + ("_elsewhere" if years else "") + ("_said" if rule else "")
    return words.phrase(key, **rounds, **({"rule": rule_in_words(rule, words)} if rule else {}))


def by_other_rules(row: Mapping[Any, Any], facts: RoundFacts) -> dict[str, bool | None]:
    """Verdict on a province under each other rule that sources give for the round, of the same denominator."""
    if pd.isna(row["rule"]) or pd.isna(row["regencies"]):
        return {}
    others = {rule: parse_rule(rule) for rule in facts.dissenting_rules}
    bounds = [int(row[name]) for name in ("compliant_low", "compliant_high", "regencies")]
    mine = parse_rule(row["rule"]).denominator
    return {rule: other.verdict(*bounds) for rule, other in others.items() if other.denominator == mine}


def turned(row: Mapping[Any, Any], facts: RoundFacts, listed: SourceList) -> str:
    """Under which other rules that sources give the verdict on a province would not hold; empty where it would."""
    said = [
        facts.words.phrase(f"report.turned_{key}", count=len(own), **_told(own, facts, listed))
        for key, own in sorted(_turning(row, facts).items(), reverse=True)
    ]
    return " ".join(said)


def _turning(row: Mapping[Any, Any], facts: RoundFacts) -> dict[str, list[str]]:
    """Other rules that sources give, by whether the verdict on a province is the `opposite` or `open` under them.

    Under a rule on trial, and where there is no verdict, there is none to fall.
    """
    if facts.trial or pd.isna(row["meets_rule"]):
        return {}
    rules: dict[str, list[str]] = {}
    for rule, verdict in by_other_rules(row, facts).items():
        if verdict != row["meets_rule"]:
            rules.setdefault("open" if verdict is None else "opposite", []).append(rule)
    return rules


def otherwise(row: Mapping[Any, Any], facts: RoundFacts) -> str:
    """The verdict on a province that another rule turns to: `met`, `not_met`, or `open`; empty where none turns it."""
    rules = _turning(row, facts)
    if "opposite" in rules:
        return "not_met" if row["meets_rule"] else "met"
    return "open" if rules else ""


def all_turned(facts: RoundFacts, listed: SourceList) -> str:
    """Which provinces would have another verdict, or none, under each other rule that sources give for the round."""
    judged = [] if facts.trial else facts.shares[facts.shares["meets_rule"].notna()].to_dict("records")
    rules: dict[tuple[str, ...], list[str]] = {}
    for rule in facts.dissenting_rules:
        kept = {row["province"]: by_other_rules(row, facts).get(rule, row["meets_rule"]) for row in judged}
        turned = tuple(row["province"] for row in judged if kept[row["province"]] != row["meets_rule"])
        rules.setdefault(turned, []).append(rule)
    said = [
        facts.words.phrase(
            "national.turned", count=len(names), provinces=facts.words.listed(names), **_told(own, facts, listed)
        )
        for names, own in rules.items()
        if names
    ]
    return " ".join(said)


def _told(rules: list[str], facts: RoundFacts, listed: SourceList) -> dict[str, str]:
    """Rules in words, and whether one source states them or several."""
    sources = {source_id for rule in rules for source_id in facts.dissenting_rules[rule]}
    cited = facts.words.listed(_cited(rule, facts, listed) for rule in rules)
    return {"rules": cited, "stated": facts.words.phrase("report.rule_stated", count=len(sources))}


def _cited(rule: str, facts: RoundFacts, listed: SourceList) -> str:
    """A rule in words, with the numbers of the sources that give it."""
    return rule_in_words(rule, facts.words) + listed.cited(facts.dissenting_rules[rule])
