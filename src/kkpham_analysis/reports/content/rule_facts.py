"""The rule of a round: who gives it and who another, and of which rounds each of them speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import round_tables
from kkpham_analysis.reports.content.grounds import ranked_sources
from kkpham_analysis.tables.loading import tables_of
from kkpham_analysis.tables.rules import rule_of_round


class ToldRule:
    """What follows from who gives the rule of a round, and who another; the fields are those of `RoundFacts`."""

    award_year: int
    rule_source_ids: tuple[str, ...]
    rule_dissent_ids: tuple[str, ...]
    rule_dissents: tuple[str, ...]
    rule_years: dict[str, tuple[int, ...]]

    @property
    def dissenting_rules(self) -> dict[str, list[str]]:
        """The other rules that sources give for the round, each with the ids of those that give it."""
        by_rule: dict[str, list[str]] = {}
        for rule, source_id in zip(self.rule_dissents, self.rule_dissent_ids, strict=False):
            by_rule.setdefault(rule, []).append(source_id)
        return by_rule

    @property
    def rule_rounds(self) -> tuple[int, ...]:
        """The rounds that the sources of the rule speak of, where none of them speaks of this one."""
        told = set().union(*(self.rule_years.get(source_id, ()) for source_id in self.rule_source_ids))
        return () if self.award_year in told else tuple(sorted(told))


@dataclass(frozen=True)
class RuleFacts(ToldRule):
    """The rule of a round, for pages that show nothing else of its awards; the fields are those of `RoundFacts`."""

    award_year: int
    round_rule: str | None
    sources: pd.DataFrame
    words: Words
    rule_source_ids: tuple[str, ...] = ()
    rule_dissent_ids: tuple[str, ...] = ()
    rule_dissents: tuple[str, ...] = ()
    rule_years: dict[str, tuple[int, ...]] = field(default_factory=dict)


def rule_facts(award_year: int, *, words: Words, data_dir: Path | str | None = None) -> RuleFacts:
    """Load what is known of the rule of a round, and of no more; parameters as for `round_facts`."""
    table = tables_of(data_dir)
    of_rule = round_tables.rule_of(table, award_year)
    sources = ranked_sources(table("sources"), {*of_rule["rule_source_ids"], *of_rule["rule_dissent_ids"]})
    return RuleFacts(award_year, rule_of_round(table("rules"), award_year), sources, words, **of_rule)
