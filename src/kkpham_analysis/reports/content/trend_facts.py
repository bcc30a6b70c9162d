"""The tables that the page on trends shows: all rounds up to one, with their rules and what was announced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures import award_streaks, national_summary, round_before, rule_bounds
from kkpham_analysis.measures.rounds import told_rounds
from kkpham_analysis.reports.content.facts import RoundsFacts, rounds_facts
from kkpham_analysis.reports.content.grounds import in_language, ranked_sources
from kkpham_analysis.tables.catalogues.in_use import of_round
from kkpham_analysis.tables.loading import tables_of
from kkpham_analysis.tables.rules import rules_by_round
from kkpham_analysis.tables.source_ids import split_ids
from kkpham_analysis.tables.vocabulary import AWARDED_REGENCIES, COMPLETE_LIST, UNCERTAIN

COUNTING = (AWARDED_REGENCIES, COMPLETE_LIST)
SOURCES_OF_RULES = ("regulation_source_ids", "source_ids", "dissenting_source_ids")


@dataclass(frozen=True)
class TrendFacts:
    """What is known of all rounds up to one.

    Parameters
    ----------
    award_year : int
        The last round asked for.
    known_rounds : tuple of int
        All rounds that any claim speaks of, later ones too.
    rounds : RoundsFacts
        The rounds up to the one asked for.
    summary : DataFrame
        `national_summary` of these rounds.
    bounds : DataFrame
        `rule_bounds` of these rounds, one row each.
    streaks : DataFrame
        `award_streaks` up to the last of these rounds, with `province`.
    rules : DataFrame
        `regulations_and_rules` of these rounds.
    national_claims : DataFrame
        The claims about the country in these rounds.
    sources : DataFrame
        The sources that this page cites one by one: of national numbers and of rules.
    behind_counts : DataFrame, optional
        The sources that the counts of the country rest on, by name, by province and as announced.
    """

    award_year: int
    known_rounds: tuple[int, ...]
    rounds: RoundsFacts
    summary: pd.DataFrame
    bounds: pd.DataFrame
    streaks: pd.DataFrame
    rules: pd.DataFrame
    national_claims: pd.DataFrame
    sources: pd.DataFrame
    behind_counts: pd.DataFrame | None = None

    @property
    def words(self) -> Words:
        """The language of the report."""
        return self.rounds.words


def trend_facts(award_year: int, *, words: Words, data_dir: Path | str | None = None) -> TrendFacts:
    """Load and compute what is known of all rounds up to one.

    Parameters
    ----------
    award_year : int
        The last round; where there was none in that year, the one before it is the last.
    words : Words
        The language of names and titles.
    data_dir : path, optional
        As for `load`.
    """
    table = tables_of(data_dir)
    by_province, national = table("province_claims"), table("national_claims")
    known = told_rounds(table)
    last = round_before(known, award_year + 1)
    rounds = rounds_facts(words=words, until=award_year if last is None else last, data_dir=data_dir)
    national = national[national["award_year"].isin(rounds.rounds)].reset_index(drop=True)
    rules = regulations_and_rules(table("rules"), table("regulations"), rounds.rounds)
    cited = [national["source_id"], *(split_ids(rules[column]) for column in SOURCES_OF_RULES)]
    names = in_language(table("provinces"), words).set_index("province_code")["name_id"]
    streaks = award_streaks(rounds.status, years_without=rounds.years_without)
    return TrendFacts(
        award_year=award_year,
        known_rounds=tuple(known),
        rounds=rounds,
        summary=national_summary(rounds.shares, rounds.status, national),
        bounds=_bounds(rounds, by_province, national),
        streaks=streaks.assign(province=streaks["province_code"].map(names)),
        rules=rules,
        national_claims=national,
        sources=ranked_sources(pd.concat([table("sources"), table("indicator_sources")]), pd.concat(cited)),
        behind_counts=ranked_sources(table("sources"), sources_of_counts(rounds.status, by_province, national)),
    )


def sources_of_counts(status: pd.DataFrame, province_claims: pd.DataFrame, national_claims: pd.DataFrame) -> set[str]:
    """Ids of the sources that counts of the country rest on; who speaks of other things alone is not among them.

    Parameters
    ----------
    status : DataFrame
        `regency_status` of the rounds counted.
    province_claims, national_claims : DataFrame
        Claims about provinces and about the country, of these rounds and of others.
    """
    results = status.loc[status["status"] != "unknown", "source_ids"]
    rounds = set(status["award_year"])
    counts = [
        claims[claims["measure"].isin(COUNTING) & claims["award_year"].isin(rounds)]
        for claims in (province_claims, national_claims)
    ]
    certain = [claims.loc[claims["certainty"] != UNCERTAIN, "source_id"] for claims in counts]
    return {str(one) for ids in (split_ids(results), *certain) for one in ids}


def regulations_and_rules(rules: pd.DataFrame, regulations: pd.DataFrame, rounds: Iterable[int]) -> pd.DataFrame:
    """Regulation and rule of each round; missing where none is known.

    Returns
    -------
    DataFrame
        The columns of `rules_by_round`, and `regulation`, the name by which it is quoted, with `regulation_source_ids`.
    """
    frame = rules_by_round(rules, rounds=rounds)
    names = {"name_id": "regulation", "source_ids": "regulation_source_ids"}
    rows = [_regulation_of(int(award_year), regulations)[list(names)] for award_year in frame["award_year"]]
    held = pd.concat(rows, ignore_index=True).rename(columns=names).astype("str")
    return frame.join(held)


def _regulation_of(award_year: int, regulations: pd.DataFrame) -> pd.DataFrame:
    """Row of the regulation that a round was judged by; missing where none is known."""
    return of_round(regulations, award_year).head(1).reset_index(drop=True).reindex([0])


def _bounds(rounds: RoundsFacts, by_province: pd.DataFrame, national: pd.DataFrame) -> pd.DataFrame:
    parts = [
        rule_bounds(
            rounds.shares[rounds.shares["award_year"] == award_year],
            by_province,
            award_year=award_year,
            national_claims=national,
        )
        for award_year in rounds.rounds
    ]
    return pd.concat(parts, ignore_index=True)
