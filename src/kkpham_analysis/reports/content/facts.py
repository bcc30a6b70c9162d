"""The tables that a report shows: one round, of the whole country or of some provinces, with the sources behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures import regencies_in
from kkpham_analysis.measures.known import KnownRound
from kkpham_analysis.measures.regulations import titles_of_rounds
from kkpham_analysis.measures.rounds import told_rounds
from kkpham_analysis.measures.rules import Trial, trial_of
from kkpham_analysis.measures.status import statuses_of_known
from kkpham_analysis.reports.content import grounds, round_tables
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, coverage_facts, of_provinces
from kkpham_analysis.reports.content.given_codes import refuse_absent
from kkpham_analysis.reports.content.grounds import ranked_sources
from kkpham_analysis.reports.content.round_tables import Tables
from kkpham_analysis.reports.content.rule_facts import ToldRule
from kkpham_analysis.reports.content.titles import award_name, programme_name
from kkpham_analysis.tables.holding import held
from kkpham_analysis.tables.loading import tables_of
from kkpham_analysis.tables.vocabulary import AWARDED_REGENCIES, CLAIMS, COMPLETE_LIST, PROVINCE_AWARD

SHOWN_MEASURES = [AWARDED_REGENCIES, COMPLETE_LIST, PROVINCE_AWARD]
# Tables of a round that have a row of each province, or of its regencies.
OF_PROVINCES = ("shares", "status", "behind", "awarded_provinces", "changes", "counted", "province_claims")


@dataclass(frozen=True)
class RoundFacts(ToldRule):
    """What is known of one round, for the provinces of `scope` (all of them where it is empty).

    Parameters
    ----------
    award_year : int
        The round.
    scope : tuple of str
        Codes of the provinces; empty for the whole country.
    rounds : tuple of int
        The rounds that any claim speaks of.
    previous_year : int or None
        The round before.
    award_name : str
        The title that counts as compliant, in the language of the report.
    regencies : DataFrame
        `regencies_in` of the round, of the whole country, with `province`, the name in the language of the report.
    shares, status : DataFrame
        `compliant_share` and `regency_status` of the round.
    behind : DataFrame
        `share_sources` of the round.
    awarded_provinces : DataFrame
        `province_awards` of the round.
    changes : DataFrame
        `award_changes` since the round before; without rows where there is none.
    award_claims, province_claims, national_claims : DataFrame
        The claims of the round and the provinces.
    categories : DataFrame
        The titles, with `label` in the language of the report.
    sources : DataFrame
        The sources of exactly these claims and of the rule, the most trusted and the newest first.
    counted : DataFrame
        `share_claims` of the round.
    dissent : DataFrame
        The claims about regencies that say the opposite of what stands, and so count as `conflicts`.
    words : Words
        The language of the report.
    rule_source_ids, rule_dissent_ids : tuple of str
        The sources that give the rule of the round, and those that say it was another.
    rule_dissents : tuple of str
        The rule that each of the latter gives; empty where that was not taken down.
    rule_years : dict
        The rounds of whose rule each of these sources speaks; one of which that was not taken down is left out.
    rounds_here : tuple of int
        The rounds in which any claim speaks of these provinces or their regencies.
    programme_name : str
        The name of the award by the regulation of the round; by the titles where no regulation is known.
    other_sources : DataFrame, optional
        The sources that none but results of the round before rest on: of the `changes` that are known.
    behind_changes : dict
        Ids of all sources of the round before that these rest on, by province.
    rounds_by_province : dict
        As `rounds_here`, for each province of `scope`, or of the round where that is empty.
    undivided : dict
        `undivided_until` of the round.
    awaited : CoverageFacts, optional
        What was handed in for a round of which no source speaks yet, so that it has no award list; None of any other.
    data_until : str
        Day of the newest of all sources in the data, of whatever round or province; empty where none has a date.
    """

    award_year: int
    scope: tuple[str, ...]
    rounds: tuple[int, ...]
    previous_year: int | None
    award_name: str
    regencies: pd.DataFrame
    shares: pd.DataFrame
    status: pd.DataFrame
    behind: pd.DataFrame
    awarded_provinces: pd.DataFrame
    changes: pd.DataFrame
    award_claims: pd.DataFrame
    province_claims: pd.DataFrame
    national_claims: pd.DataFrame
    categories: pd.DataFrame
    sources: pd.DataFrame
    counted: pd.DataFrame
    dissent: pd.DataFrame
    words: Words
    rule_source_ids: tuple[str, ...] = ()
    rule_dissent_ids: tuple[str, ...] = ()
    rule_dissents: tuple[str, ...] = ()
    rule_years: dict[str, tuple[int, ...]] = field(default_factory=dict)
    rounds_here: tuple[int, ...] = ()
    programme_name: str = ""
    other_sources: pd.DataFrame | None = None
    behind_changes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rounds_by_province: dict[str, tuple[int, ...]] = field(default_factory=dict)
    undivided: dict[str, tuple[int, int]] = field(default_factory=dict)
    awaited: CoverageFacts | None = None
    data_until: str = ""

    @property
    def last_told(self) -> int | None:
        """The last round whose results a page shows: of one that is awaited the round before, if there was any."""
        return self.previous_year if self.awaited else self.award_year

    @property
    def rule(self) -> str | None:
        """The rule that the shares were judged by."""
        rules = self.shares["rule"].dropna()
        return str(rules.iloc[0]) if len(rules) else None

    @property
    def trial(self) -> Trial | None:
        """The rule that a reader tries, with the round's own; None where the shares are judged by that."""
        return trial_of(self.shares)

    @property
    def round_rule(self) -> str | None:
        """The round's own rule; None where it is not known."""
        return self.trial.round_rule if self.trial else self.rule

    @property
    def figure_source_ids(self) -> frozenset[str]:
        """The sources of the claims that are shown, without those that speak of nothing but the rule."""
        return frozenset(str(source_id) for table in self._claims for source_id in table["source_id"].dropna())

    @property
    def uncounted_source_ids(self) -> frozenset[str]:
        """Those of them of whose claims none is counted: they are shown, and no figure rests on them."""
        return self.figure_source_ids - self.uses_by_claims()["figures"]

    def uses_by_claims(self, *more: pd.DataFrame) -> dict[str, frozenset[str]]:
        """What the sources of the claims that are shown, and of those of `more`, can be used for."""
        return grounds.uses_by_claims([*self._claims, *more])

    @property
    def _claims(self) -> list[pd.DataFrame]:
        shown = self.province_claims[self.province_claims["measure"].isin(SHOWN_MEASURES)]
        return [self.award_claims, shown, *([] if self.scope else [self.national_claims])]

    @property
    def figure_sources(self) -> pd.DataFrame:
        """The rows of `sources` that the results rest on."""
        return self.sources[self.sources["source_id"].isin(self.figure_source_ids)]

    @property
    def is_empty(self) -> bool:
        """Whether no claim speaks of these provinces in this round; of the country, a national count does."""
        speaks_of_all = not self.scope and len(self.national_claims)
        return not (len(self.award_claims) or len(self.province_claims) or speaks_of_all)


def round_facts(
    award_year: int,
    *,
    words: Words,
    provinces: Sequence[str] = (),
    rule: str = "",
    data_dir: Path | str | None = None,
) -> RoundFacts:
    """Load and compute what is known of a round.

    Parameters
    ----------
    award_year : int
        The round. One that never was has no claims, and everything in it is unknown.
    words : Words
        The language of names and titles.
    provinces : sequence of str
        Codes of the provinces wanted; empty for all.
    rule : str
        Another rule than that of the round, such as `">50%"`; empty for that of the round.
    data_dir : path, optional
        As for `load`.

    Raises
    ------
    ValueError
        When a province was not there in the round; names those that were.
    """
    country = held(of_country, data_dir, award_year, rule, words)
    there = country.regencies.drop_duplicates("province_code").sort_values("province_code")
    refuse_absent(provinces, dict(zip(there["province_code"], there["province"], strict=True)), award_year)
    if award_year not in country.rounds:
        handed_in = coverage_facts(award_year, words=words, data_dir=data_dir)
        country = replace(country, awaited=handed_in if handed_in.is_awaited else None)
    return narrowed(country, *provinces) if provinces else country


def of_country(table: Tables, award_year: int, rule: str, words: Words) -> RoundFacts:
    """Compute what the tables say of a round, of the whole country; parameters as for `round_facts`."""
    regencies, rounds = _judged(table, award_year, words), told_rounds(table)
    figures = round_tables.figures_of(table, regencies, award_year, rule=rule)
    of_rule = round_tables.rule_of(table, award_year)
    claims = round_tables.claims_of(table, award_year)
    changes = round_tables.changes_of(table, figures["status"], award_year, rounds)
    told = round_tables.rounds_told(table, regencies, award_year, rounds)
    titles = titles_of_rounds(table("regulations"), table("regulation_classes"), rounds=[award_year])
    titled = award_name(table("categories"), claims["award_claims"], words, titles=titles)
    cited = {*_cited(claims["award_claims"], claims["province_claims"]), *claims["national_claims"]["source_id"]}
    cited.update(of_rule["rule_source_ids"], of_rule["rule_dissent_ids"])
    return RoundFacts(
        award_year=award_year,
        scope=(),
        rounds=tuple(rounds),
        award_name=titled,
        regencies=regencies,
        categories=table("categories").assign(label=lambda titles: titles[f"label_{words.language}"]),
        sources=ranked_sources(table("sources"), cited),
        words=words,
        rounds_here=_all_rounds(told["rounds_by_province"]),
        programme_name=programme_name(table("regulations"), [award_year], titled, words),
        other_sources=ranked_sources(table("sources"), set().union(*changes["behind_changes"].values()) - cited),
        data_until=max(table("sources")["published_on"].dropna(), default=""),
        **figures,
        **of_rule,
        **claims,
        **changes,
        **told,
    )


def _judged(table: Tables, award_year: int, words: Words) -> pd.DataFrame:
    names = grounds.in_language(table("provinces"), words)
    return regencies_in(table("regencies"), table("province_changes"), award_year=award_year, provinces=names)


def narrowed(facts: RoundFacts, *provinces: str) -> RoundFacts:
    """Facts of some provinces out of those of the country: what their pages show, and the sources that these cite.

    Parameters
    ----------
    facts : RoundFacts
        What is known of a round, of the whole country.
    *provinces : str
        Codes of the provinces.
    """
    parts: dict[str, Any] = {name: _within(getattr(facts, name), provinces) for name in OF_PROVINCES}
    codes = parts["status"]["regency_code"]
    named: dict[str, Any] = {
        name: claims[claims["regency_code"].isin(codes)].reset_index(drop=True)
        for name, claims in (("award_claims", facts.award_claims), ("dissent", facts.dissent))
    }
    cited = {*_cited(named["award_claims"], parts["province_claims"]), *facts.rule_source_ids, *facts.rule_dissent_ids}
    behind_changes = {code: ids for code, ids in facts.behind_changes.items() if code in provinces}
    known = facts.sources if facts.other_sources is None else pd.concat([facts.sources, facts.other_sources])
    rounds = {code: facts.rounds_by_province[code] for code in provinces}
    return replace(
        facts,
        scope=provinces,
        **parts,
        **named,
        sources=ranked_sources(known, cited),
        other_sources=ranked_sources(known, set().union(*behind_changes.values()) - cited),
        behind_changes=behind_changes,
        rounds_by_province=rounds,
        rounds_here=_all_rounds(rounds),
        awaited=facts.awaited and of_provinces(facts.awaited, provinces),
    )


def _cited(award_claims: pd.DataFrame, province_claims: pd.DataFrame) -> set[str]:
    """Ids of the sources of claims that pages on provinces show."""
    shown = province_claims["measure"].isin(SHOWN_MEASURES)
    return {*award_claims["source_id"], *province_claims.loc[shown, "source_id"]}


def _all_rounds(rounds_by_province: Mapping[str, Iterable[int]]) -> tuple[int, ...]:
    return tuple(sorted(set().union(*rounds_by_province.values())))


@dataclass(frozen=True)
class RoundsFacts:
    """What is known of several rounds, of the whole country or of one province.

    Parameters
    ----------
    rounds : tuple of int
        The rounds, in order.
    shares, status : DataFrame
        `compliant_share` and `regency_status` of these rounds, one below the other; of all provinces. Where one is
        asked for, its regencies have the sources of each result, and of what contradicts it, in `cited_ids`.
    sources : DataFrame
        The sources of these rounds, of the province alone where one is asked for.
    award_name : str
        The title that counts as compliant, in the language of the report.
    words : Words
        The language of the report.
    programme_name : str
        The name of the award, as in `RoundFacts`; the names where it has had several.
    years_without : tuple of int
        Years of which sources say that no round was held.
    behind_shares : DataFrame, optional
        The sources that the shares of the one province rest on; None where none is asked for.
    """

    rounds: tuple[int, ...]
    shares: pd.DataFrame
    status: pd.DataFrame
    sources: pd.DataFrame
    award_name: str
    words: Words
    programme_name: str = ""
    years_without: tuple[int, ...] = ()
    behind_shares: pd.DataFrame | None = None


def rounds_facts(
    *,
    words: Words,
    until: int | None = None,
    province_code: str | None = None,
    data_dir: Path | str | None = None,
) -> RoundsFacts:
    """Load and compute what is known of all rounds.

    Parameters
    ----------
    words : Words
        The language of names and titles.
    until : int, optional
        The last round; it is among them even where no claim speaks of it.
    province_code : str, optional
        Only the sources of this province; its shares and statuses stand beside those of the others.
    data_dir : path, optional
        As for `load`.
    """
    table = tables_of(data_dir)
    told = held(of_rounds, data_dir, until, words)
    claims, sources = [table(name) for name in CLAIMS], table("sources")
    rounds, status, behind = told.facts.rounds, told.facts.status, None
    if province_code is not None:
        status = grounds.with_cited(status, province_code, told.known, told.opposite)
        behind = ranked_sources(sources, grounds.sources_of_shares(told.known, province_code))
    cited = ranked_sources(sources, grounds.cited_in(rounds, claims, status, province_code))
    return replace(told.facts, status=status, sources=cited, behind_shares=behind)


@dataclass(frozen=True)
class ToldRounds:
    """What is known of several rounds, of the country and without sources; claims that say the opposite of it."""

    known: list[KnownRound]
    opposite: pd.DataFrame
    facts: RoundsFacts


def of_rounds(table: Tables, until: int | None, words: Words) -> ToldRounds:
    """Compute what the tables say of all rounds, but for the sources; parameters as for `rounds_facts`."""
    rounds = told_rounds(table)
    if until is not None:
        rounds = [award_year for award_year in rounds if award_year < until] + [until]
    known = round_tables.known_of(table, rounds, provinces=grounds.in_language(table("provinces"), words))
    titles = titles_of_rounds(table("regulations"), table("regulation_classes"), rounds=rounds)
    claims = table("award_claims")
    titled = award_name(table("categories"), claims[claims["award_year"].isin(rounds)], words, titles=titles)
    facts = RoundsFacts(
        rounds=tuple(rounds),
        shares=round_tables.shares_of_rounds(table, known),
        status=statuses_of_known(known, table("awards"), table("province_claims")),
        sources=table("sources").iloc[:0],
        award_name=titled,
        words=words,
        programme_name=programme_name(table("regulations"), rounds, titled, words),
        years_without=tuple(map(int, table("years_without_round")["award_year"])),
    )
    return ToldRounds(known, grounds.opposite_claims(claims, table("awards"), table("sources")), facts)


def _within(frame: pd.DataFrame, scope: Sequence[str]) -> pd.DataFrame:
    return frame[frame["province_code"].isin(scope)].reset_index(drop=True)
