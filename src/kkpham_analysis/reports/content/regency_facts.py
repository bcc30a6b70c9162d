"""The tables that the profile of a regency shows: its round, its record over all rounds, and every claim about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures import claim_roles, regencies_in, share_sources, status_history
from kkpham_analysis.measures.compliance import known_by_province
from kkpham_analysis.measures.rounds import told_rounds
from kkpham_analysis.measures.status import numbers_against
from kkpham_analysis.reports import citing
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, coverage_facts
from kkpham_analysis.reports.content.facts import RoundFacts, round_facts
from kkpham_analysis.reports.content.given_codes import refuse_numbers
from kkpham_analysis.reports.content.grounds import ranked_sources, sources_of_statuses
from kkpham_analysis.reports.content.titles import award_of_rounds
from kkpham_analysis.tables.certainly import surely
from kkpham_analysis.tables.loading import tables_of
from kkpham_analysis.tables.source_ids import split_ids
from kkpham_analysis.tables.vocabulary import NAMING, YES


@dataclass(frozen=True)
class RegencyFacts:
    """What is known of one regency.

    Parameters
    ----------
    regency_code, full_name : str
        The regency.
    founded_on : str or None
        The day it was founded, where that is later than the first rounds.
    in_round : RoundFacts
        The round, for the province that the regency belonged to in it.
    history : DataFrame
        `regency_status` of the regency in all rounds known; rounds before it was founded have no row.
    claims : DataFrame
        `claim_roles` of every claim about it, of all rounds, with the publisher.
    record_sources : Series
        Source ids behind each row of `history`.
    sources : DataFrame
        The sources of the page, the most trusted and the newest first.
    award_names : dict
        By round: the title that counts in it as compliant, in the language of the report.
    award_over_rounds : str
        The titles that count in any round of the record.
    lists_without : dict
        By round in which it stands as compliant: the sources of full lists that lack it.
    numbers_against : dict
        By round: the numbers of the province that cannot be true beside its result (`source_id, value`), with how many
        `regencies` there were.
    years_without : tuple of int
        Years of which sources say that no round was held.
    coverage : CoverageFacts or None
        What it was asked for and handed in for the round; None where nothing was looked up.
    """

    regency_code: str
    full_name: str
    founded_on: str | None
    in_round: RoundFacts
    history: pd.DataFrame
    claims: pd.DataFrame
    record_sources: pd.Series
    sources: pd.DataFrame
    award_names: dict[int, str]
    award_over_rounds: str
    coverage: CoverageFacts | None = None
    lists_without: dict[int, tuple[str, ...]] = field(default_factory=dict)
    numbers_against: dict[int, pd.DataFrame] = field(default_factory=dict)
    years_without: tuple[int, ...] = ()

    @property
    def province_code(self) -> str:
        """The province that the regency belonged to in the round."""
        return self.in_round.scope[0]

    @property
    def words(self) -> Words:
        """The language of the report."""
        return self.in_round.words

    @property
    def state(self) -> str:
        """What became of it in the round: a status, or why there is none."""
        facts = self.in_round
        if facts.award_year not in facts.rounds:
            return "awaited" if facts.awaited else "no_round"
        rows = self.history[self.history["award_year"] == facts.award_year]
        if rows.empty:
            return "not_yet_formed"
        status, category = rows.iloc[0]["status"], rows.iloc[0]["category"]
        # Equal claims that give different titles, none of which counts as compliant.
        if status == "not_compliant" and pd.isna(category):
            return "class_open"
        told_apart = {("not_compliant", "not_awarded"): "not_awarded", ("unknown", "participated"): "participated"}
        return told_apart.get((status, category), str(status))


def regency_facts(
    award_year: int,
    regency_code: str,
    *,
    words: Words,
    data_dir: Path | str | None = None,
) -> RegencyFacts:
    """Load and compute what is known of a regency.

    Parameters
    ----------
    award_year : int
        The round. One that never was, or that came before the regency was founded, is said to be so.
    regency_code : str
        Kemendagri's code.
    words : Words
        The language of names and titles.
    data_dir : path, optional
        As for `load`.

    Raises
    ------
    ValueError
        When there is no such regency.
    """
    table = tables_of(data_dir)
    regencies, changes, by_province = table("regencies"), table("province_changes"), table("province_claims")
    row = _row_of(regencies, regency_code)
    award_claims = table("award_claims")
    rounds = told_rounds(table)
    everywhere = status_history(table("awards"), regencies, changes, rounds=rounds, province_claims=by_province)
    history = everywhere[everywhere["regency_code"] == regency_code].reset_index(drop=True)
    home = _province_of(regencies, changes, regency_code, [award_year, *rounds])
    in_round = round_facts(award_year, words=words, provinces=[home], data_dir=data_dir)
    pages = table("sources")
    claims = _claims_on(award_claims[award_claims["regency_code"] == regency_code], pages, words)
    behind = _behind(table("awards"), regencies, changes, history, by_province)
    record_sources = sources_of_statuses(history, behind)
    lists_without = _lists_without(history, behind, claims)
    numbers = _numbers_against(table("awards"), regencies, changes, history, by_province)
    against = [source_id for ids in lists_without.values() for source_id in ids]
    against += [source_id for told in numbers.values() for source_id in told["source_id"]]
    cited = [in_round.sources["source_id"], claims["source_id"], split_ids(record_sources)]
    return RegencyFacts(
        regency_code=regency_code,
        full_name=str(row["full_name"].iloc[0]),
        founded_on=None if pd.isna(row["valid_from"].iloc[0]) else str(row["valid_from"].iloc[0]),
        in_round=in_round,
        history=history,
        claims=claims.merge(
            table("categories")[["category", "order"]], on="category", how="left", validate="many_to_one"
        ),
        record_sources=record_sources,
        sources=ranked_sources(pages, [*pd.concat(cited), *against]),
        award_names={year: award_of_rounds([year], words=words, data_dir=data_dir) for year in rounds},
        award_over_rounds=award_of_rounds(rounds, words=words, data_dir=data_dir),
        lists_without=lists_without,
        numbers_against=numbers,
        years_without=tuple(map(int, table("years_without_round")["award_year"])),
        coverage=coverage_facts(award_year, words=words, regencies=[regency_code], data_dir=data_dir),
    )


def _claims_on(claims: pd.DataFrame, pages: pd.DataFrame, words: Words) -> pd.DataFrame:
    """What sources claim, each with what it is for, and its publisher in the language of the page."""
    told = claim_roles(claims, pages)
    return told.assign(publisher=told["source_id"].map(_publishers(pages, words)))


def _row_of(regencies: pd.DataFrame, regency_code: str) -> pd.DataFrame:
    refuse_numbers([regency_code])
    row = regencies[regencies["regency_code"] == regency_code]
    if row.empty:
        raise ValueError(f"no regency '{regency_code}'; codes are Kemendagri's, as text, such as '6472'")
    return row


def _lists_without(history: pd.DataFrame, behind: pd.DataFrame, claims: pd.DataFrame) -> dict[int, tuple[str, ...]]:
    """Sources of full lists that lack the regency, by the rounds in which it stands as compliant all the same."""
    named = claims[surely(claims["is_compliant"]) & claims["certainty"].isin(NAMING)]
    lists = dict(zip(behind["award_year"], behind["full_list_ids"].fillna(""), strict=True))
    lacking = {}
    for award_year in map(int, history.loc[history["status"].isin(YES), "award_year"]):
        listing = set(split_ids(pd.Series([lists[award_year]], dtype="str")))
        without = listing - set(named.loc[named["award_year"] == award_year, "source_id"])
        lacking.update({award_year: tuple(sorted(without))} if without else {})
    return lacking


def _numbers_against(
    awards: pd.DataFrame,
    regencies: pd.DataFrame,
    changes: pd.DataFrame,
    history: pd.DataFrame,
    province_claims: pd.DataFrame,
) -> dict[int, pd.DataFrame]:
    """Numbers that cannot be true beside a result that is contested, by round (docs/method.md)."""
    against = {}
    for row in history[history["contested"]].to_dict("records"):
        award_year, province = int(row["award_year"]), row["province_code"]
        judged = regencies_in(regencies, changes, award_year=award_year)
        here = judged[judged["province_code"] == province]
        known = known_by_province(awards, here, award_year, province_claims)[province]
        if told := numbers_against(known, row["regency_code"], row["status"], row["certainty"]):
            numbers = pd.DataFrame(told, columns=["source_id", "value"])
            against[award_year] = numbers.assign(regencies=known.regencies)
    return against


def _behind(
    awards: pd.DataFrame,
    regencies: pd.DataFrame,
    changes: pd.DataFrame,
    history: pd.DataFrame,
    province_claims: pd.DataFrame,
) -> pd.DataFrame:
    """`share_sources` of the province that the regency belonged to, in each round of its history."""
    parts = []
    for award_year, province_code in zip(history["award_year"], history["province_code"], strict=True):
        judged = regencies_in(regencies, changes, award_year=award_year)
        here = judged[judged["province_code"] == province_code]
        parts.append(share_sources(awards, here, award_year=award_year, province_claims=province_claims))
    return pd.concat(parts, ignore_index=True)


def _province_of(regencies: pd.DataFrame, changes: pd.DataFrame, regency_code: str, rounds: Iterable[int]) -> str:
    """Province in the first of the rounds for which the regency was there; today's, where it was there for none."""
    for award_year in rounds:
        there = regencies_in(regencies, changes, award_year=award_year).set_index("regency_code")["province_code"]
        if regency_code in there.index:
            return str(there[regency_code])
    return str(regencies.set_index("regency_code")["province_code"][regency_code])


def _publishers(sources: pd.DataFrame, words: Words) -> pd.Series:
    """Who published each source, by its id; where that was not recorded, that in one language."""
    publishers = sources.set_index("source_id")["publisher"]
    return publishers.map(lambda name: citing.described(name, words.language) or name, na_action="ignore")
