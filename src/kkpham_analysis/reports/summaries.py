"""The award summary of a round, as `kkpham summary` answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from kkpham_analysis.figures.status_words import count_texts
from kkpham_analysis.language import Words
from kkpham_analysis.measures.regions import assessed_year_of
from kkpham_analysis.reports.answers import (
    Answer,
    Places,
    Tell,
    check_rule,
    ensure_built,
    refuse_absent,
)
from kkpham_analysis.reports.calls import CallError, no_round
from kkpham_analysis.reports.content import award_summary, province_report, rules_told, sayings, verdicts, wording
from kkpham_analysis.reports.content.facts import RoundFacts, round_facts
from kkpham_analysis.reports.page import SourceList
from kkpham_analysis.reports.plain import records, text_table
from kkpham_analysis.reports.round_facts import awaited_rounds, known_rounds, years_without_round
from kkpham_analysis.tables.vocabulary import AWARDED_REGENCIES, COMPLETE_LIST, EVIDENCE, NO, OPEN, YES

SOURCE_COLUMNS = ["source_id", "kind", "title", "publisher", "url", "published_on"]


def summary_answer(
    award_year: int, words: Words, *, provinces: Sequence[str] = (), rule: str = "", tell: Tell
) -> Answer:
    """Summarise the awards of a round: the columns of `compliant_share`, who is awarded, and the sources.

    Raises
    ------
    CallError
        When there was no round in that year or none is known, or the rule is not understood.
    PlaceError
        When a province is none.
    """
    if rule:
        check_rule(rule)
    ensure_built(words, tell=tell)
    rounds = known_rounds()
    if award_year not in rounds and award_year not in awaited_rounds():
        raise CallError(no_round(award_year, rounds, without=years_without_round()))
    places = Places()
    codes = list(dict.fromkeys(places.code(text, "province") for text in provinces))
    refuse_absent(codes, award_year, places)
    facts = round_facts(award_year, words=words, provinces=codes, rule=rule)
    return Answer(lambda: _summary_text(facts), summary_record(facts))


def summary_record(facts: RoundFacts) -> dict[str, Any]:
    """Record of a round: context, and a row for each province with names and sources."""
    source_ids = _every_source(facts)
    return {
        "award_year": facts.award_year,
        "assessed_year": assessed_year_of(facts.award_year),
        "rule": facts.rule,
        "round_rule": facts.round_rule,
        "has_award_list": facts.awaited is None,
        **({} if facts.scope else {"published": _numbers(sayings.national_counts(facts.national_claims))}),
        "provinces": [_province_record(row, facts, source_ids) for row in records(facts.shares)],
        "sources": records(facts.figure_sources[SOURCE_COLUMNS]),
        "rule_sources": _rule_sources(facts),
    }


def _province_record(row: dict[str, Any], facts: RoundFacts, source_ids: Mapping[str, list[str]]) -> dict[str, Any]:
    """A row of shares with the names behind it, and what sources say of the province."""
    code = row["province_code"]
    here = facts.status[facts.status["province_code"] == code]
    lists = {"awarded": YES, "not_awarded": NO, "unknown": OPEN}
    return {
        **_with_round_rule(row, facts),
        # Without an award list nobody is out, and nobody is unknown for want of a source.
        **{name: None if facts.awaited else _named(here, statuses) for name, statuses in lists.items()},
        "inferred": None if facts.awaited else _named(here[here["inferred"]], (*YES, *NO)),
        "province_award": _province_award(facts, code),
        "counts": _counts(facts.province_claims, code),
        "uncertain_claims": sayings.uncertain_claims(facts, code),
        "by_other_rules": [
            {"rule": rule, "meets_rule": verdict} for rule, verdict in rules_told.by_other_rules(row, facts).items()
        ],
        "sources": source_ids.get(code, []),
    }


def _rule_sources(facts: RoundFacts) -> list[dict[str, Any]]:
    """Sources of the rule of the round, and those that give another, with the rule of each."""
    other = {source_id: rule for rule, ids in facts.dissenting_rules.items() for source_id in ids}
    return [
        {
            **source,
            "agrees": agrees,
            "rule": facts.round_rule if agrees else other.get(source["source_id"]),
            "rounds": list(facts.rule_years.get(source["source_id"], ())),
        }
        for agrees, ids in ((True, facts.rule_source_ids), (False, facts.rule_dissent_ids))
        for source in records(facts.sources.loc[facts.sources["source_id"].isin(ids), SOURCE_COLUMNS])
    ]


def _with_round_rule(row: dict[str, Any], facts: RoundFacts) -> dict[str, Any]:
    """Row with the round's own rule behind the one that it is judged by; the same where no other is given."""
    places = list(row.items())
    after = list(row).index("rule") + 1
    return dict([*places[:after], ("round_rule", facts.round_rule), *places[after:]])


def _province_award(facts: RoundFacts, province_code: str) -> dict[str, Any] | None:
    """Whether the province itself was awarded, as `province_awards` has it, and what sources say of it.

    None where none speaks of it and nothing follows from what they say of the others: that is not a no.
    """
    claims, known = sayings.award_claims_of(facts, province_code), facts.awarded_provinces
    awarded = known.loc[known["province_code"] == province_code, "awarded"].dropna()
    if claims.empty and awarded.empty:
        return None
    told = claims.assign(awarded=claims["value"] == 1, note=sayings.as_taken_down(claims).replace("", None))
    return {
        "awarded": bool(awarded.iloc[0]) if len(awarded) else None,
        "claims": records(told[["awarded", "certainty", "source_id", "note"]]),
    }


def _counts(province_claims: pd.DataFrame, province_code: str) -> list[dict[str, Any]]:
    """Each number of regencies that sources give for a province, by certainty, with the sources."""
    claims = province_claims[
        (province_claims["province_code"] == province_code) & (province_claims["measure"] == AWARDED_REGENCIES)
    ]
    return [
        {**number, "certainty": str(certainty)}
        for certainty, of_certainty in claims.groupby("certainty")
        for number in _numbers(of_certainty)
    ]


def _numbers(claims: pd.DataFrame) -> list[dict[str, Any]]:
    """Each number with its sources, the number that most of them give first."""
    return [
        {"value": value, "sources": sorted(set(claims.loc[claims["value"] == value, "source_id"]))}
        for value in sayings.sources_by_number(claims)
    ]


def _named(here: pd.DataFrame, statuses: Iterable[str]) -> list[str]:
    return [str(name) for name in here.loc[here["status"].isin(list(statuses)), "full_name"]]


def _every_source(facts: RoundFacts) -> dict[str, list[str]]:
    """Ids of all sources that speak of a province or its regencies, by the province's code."""
    province_of = facts.regencies.set_index("regency_code")["province_code"]
    named = pd.DataFrame(
        {
            "province_code": facts.award_claims["regency_code"].map(province_of),
            "source_id": facts.award_claims["source_id"],
        }
    )
    counted = facts.province_claims.loc[
        facts.province_claims["source_id"].isin(facts.sources["source_id"]), ["province_code", "source_id"]
    ]
    both = pd.concat([named, counted])
    return {str(code): sorted(set(ids)) for code, ids in both.groupby("province_code")["source_id"]}


def _shown(facts: RoundFacts) -> pd.DataFrame:
    """The provinces as the command line shows them."""
    shares, words = facts.shares, facts.words
    evidence = wording.labels("evidence", (*EVIDENCE, *wording.HINTS), words)
    return pd.DataFrame(
        {
            words.phrase("column.province"): shares["province"],
            words.phrase("column.count"): wording.counts(shares, words),
            words.phrase("column.share"): wording.percents(shares, words),
            words.phrase("column.evidence"): sayings.with_hints(shares, facts)["evidence"].map(evidence),
            words.phrase(f"column.by_rule{wording.tried(facts)}"): shares["meets_rule"].map(
                wording.verdict_labels(words)
            ),
            words.phrase("column.short"): verdicts.more_needed(shares),
        }
    )


def _summary_text(facts: RoundFacts) -> str:
    words = facts.words
    head = province_report.head(facts) if len(facts.scope) == 1 else award_summary.head(facts)
    if facts.awaited:
        coverage = words.phrase("awaited.coverage_where", year=facts.award_year)
        return f"{head.eyebrow}\n{head!r}\n\n{coverage}"
    # Only of chosen provinces the sources are listed as the page numbers them.
    parts = [f"{head.eyebrow}\n{head.as_cited() if facts.scope else repr(head)}", text_table(_shown(facts), words)]
    if facts.scope:
        named = "\n".join(filter(None, [_names_text(facts), *_full_lists(facts)]))
        return "\n\n".join([*parts, named, repr(wording.source_list(facts))])
    # Of the whole country the others are too many to list: it is said where they are.
    if named := _names_text(facts, only="compliant"):
        parts.append(f"{named}\n{words.phrase('cli.others_where', year=facts.award_year)}")
    if of_rule := {*facts.rule_source_ids, *facts.rule_dissent_ids}:
        # Of the whole country the sources are too many to list; those of the rule are few.
        listed = facts.sources[facts.sources["source_id"].isin(of_rule)]
        parts.append(repr(SourceList(listed, words, wording.source_uses(facts))))
    return "\n\n".join(parts)


def _full_lists(facts: RoundFacts) -> list[str]:
    """Which sources hold the full list of each province, by their numbers below."""
    lists, numbers = facts.counted, wording.source_list(facts).numbers
    said = []
    for row in records(facts.shares):
        of_province = (lists["province_code"] == row["province_code"]) & (lists["measure"] == COMPLETE_LIST)
        if ids := sorted({numbers[source_id] for source_id in lists.loc[of_province, "source_id"]}):
            listed = facts.words.listed([str(number) for number in ids])
            said.append(facts.words.phrase("cli.full_lists", count=len(ids), province=row["province"], numbers=listed))
    return said


def _names_text(facts: RoundFacts, *, only: str = "") -> str:
    """Who is named in each province, who is known not to be, and of whom nothing is known; or one of these alone."""
    words = facts.words
    said = []
    for row in records(facts.shares):
        here = facts.status[facts.status["province_code"] == row["province_code"]]
        texts = count_texts(here, row, facts.award_name, words)
        for key, status, statuses in (
            ("cli.named", "compliant", YES),
            ("cli.not_named", "not_named", NO),
            ("cli.unknown", "unknown", OPEN),
        ):
            if (names := _named(here, statuses)) and only in ("", status):
                told = {"province": row["province"], "names": ", ".join(names)}
                if label := texts.get(status):
                    said.append(words.phrase("cli.listed", label=label, **told))
                else:
                    said.append(words.phrase(key, count=len(names), award=facts.award_name, **told))
    return "\n".join(said)
