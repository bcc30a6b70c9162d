"""What became of the regencies of a province, round by round, and since the round before; each with its sources."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kkpham_analysis.figures.findings import count_in_words
from kkpham_analysis.reports.content import awaited, contested, headlines, wording
from kkpham_analysis.reports.content.facts import RoundFacts, RoundsFacts
from kkpham_analysis.reports.content.grounds import NOT_TOLD, other_sources
from kkpham_analysis.reports.content.inferred import inferred_note
from kkpham_analysis.reports.content.rounds_told import gap_told
from kkpham_analysis.reports.content.titles import lower_titles, titles_apart
from kkpham_analysis.reports.page import STATUS_TONES, Part, Prose, SourceList, Table

ROUNDS_SHOWN = 3


def regencies_part(facts: RoundFacts, rounds: RoundsFacts) -> Part:
    """Every regency with what became of it in this round and the ones before, and the sources of each round."""
    words = facts.words
    years = [year for year in rounds.rounds if year <= facts.award_year][-ROUNDS_SHOWN:]
    shown = sorted({*years} - ({facts.award_year} if facts.awaited else set()), reverse=True)
    frame, titles = _results(facts, rounds, shown), lower_titles(facts.categories)
    apart = titles_apart(facts.status, facts.categories)
    if apart:
        frame["category"] = frame["category"].map(apart).fillna("–")
    # A column of dashes would say nothing.
    cited = {
        name: words.phrase("column.sources_year", year=year)
        for year in shown
        if frame[name := f"sources_{year}"].ne("").any()
    }
    results = [str(year) for year in shown]
    table = Table(
        frame.sort_values(["type", "full_name"]),
        words.phrase("province.regencies_caption", year=facts.last_told or facts.award_year),
        {
            "full_name": words.phrase("column.regency"),
            **dict(zip(results, results, strict=True)),
            **({"category": words.phrase("column.title_year", year=facts.award_year)} if apart else {}),
            **cited,
        },
        words,
        labels=dict.fromkeys(results, contested.told_labels({**wording.short_statuses(words), **titles}, words)),
        tints=dict.fromkeys(results, contested.marked_tones({**STATUS_TONES, **dict.fromkeys(titles, "no")})),
        cite=dict.fromkeys(cited, source_list(facts, rounds)),
    )
    reading = _reading(facts, rounds, years, frame[results])
    return Part(words.phrase("province.regencies"), Prose(reading), table, finding=_found(facts, rounds))


def source_list(facts: RoundFacts, rounds: RoundsFacts) -> SourceList:
    """Sources of the page, and behind them those of the other rounds that it shows, as the last part lists them."""
    return SourceList(facts.sources, facts.words, wording.source_uses(facts), others_of(facts, rounds))


def others_of(facts: RoundFacts, rounds: RoundsFacts) -> pd.DataFrame:
    """Sources of the other rounds that the page shows."""
    more = [] if facts.other_sources is None else [facts.other_sources]
    return other_sources(facts.sources, rounds.sources, *more)


def _results(facts: RoundFacts, rounds: RoundsFacts, years: Sequence[int]) -> pd.DataFrame:
    """Regencies of this round with the result of each round, and `sources_` of it, as `;`-joined ids."""
    frame = facts.status
    for year in years:
        of_round = rounds.status[rounds.status["award_year"] == year].set_index("regency_code")
        told = facts.status.set_index("regency_code") if year == facts.award_year else of_round
        results = frame["regency_code"].map(contested.marked_statuses(_with_lower_titles(told, facts)))
        frame = frame.assign(
            **{
                str(year): results.fillna("not_yet_formed").astype("str"),
                f"sources_{year}": _sources_in(of_round, frame["regency_code"]),
            }
        )
    return frame


def _with_lower_titles(status: pd.DataFrame, facts: RoundFacts) -> pd.DataFrame:
    """Statuses with the title that does not count as compliant in the place of `not_compliant`, where it is known."""
    if "category" not in status:
        return status
    has_lower = (status["status"] == "not_compliant") & status["category"].isin(list(lower_titles(facts.categories)))
    return status.assign(status=status["status"].mask(has_lower, status["category"]))


def _sources_in(of_round: pd.DataFrame, regency_codes: pd.Series) -> pd.Series:
    """Ids of the sources of each result of a round, and of what contradicts it; empty where nothing is known."""
    return regency_codes.map(of_round["cited_ids"]).fillna("").astype("str")


def _reading(facts: RoundFacts, rounds: RoundsFacts, years: list[int], results: pd.DataFrame) -> str:
    """What the words of the table mean, why a year has no round, and of which rounds the number is in dispute."""
    words = facts.words
    has_lower = results.apply(lambda told: told.str.startswith(tuple(lower_titles(facts.categories)) or ("\0",)))
    lower = words.phrase("province.lower_titles") if has_lower.to_numpy().any() else ""
    gap = gap_told(years, rounds.years_without, words)
    notes = contested.notes_on(results, words)
    return wording.joined(
        words.phrase("province.regencies_reading"), lower, gap, *notes, _disputed_numbers(facts, rounds, years)
    )


def _found(facts: RoundFacts, rounds: RoundsFacts) -> str:
    """How many regencies had each result; where there is no award list yet, the result of the last round."""
    return awaited.last_results(facts, rounds) if facts.awaited else headlines.results(facts)


def _disputed_numbers(facts: RoundFacts, rounds: RoundsFacts, years: list[int]) -> str:
    """Of which of the rounds shown sources disagree on the number, and between which it lies; empty of none."""
    words, row = facts.words, dict(facts.shares.iloc[0].items())
    code, rows = row["province_code"], [row]
    if earlier := [year for year in years if year != facts.award_year]:
        shares = rounds.shares
        rows = shares[shares["award_year"].isin(earlier) & (shares["province_code"] == code)].to_dict("records") + rows
    told = [
        words.phrase("province.number_of_round", year=row["award_year"], count=count_in_words(row, words))
        for row in rows
        if row["evidence"] == "disputed"
    ]
    return words.phrase("province.numbers_disputed", numbers=words.listed(told)) if told else ""


@awaited.needs_list
def changes_part(facts: RoundFacts, rounds: RoundsFacts) -> Part:
    """Who is new, kept, lost or unknown since the round before, and the sources of both rounds."""
    words, previous = facts.words, facts.previous_year
    if previous is None or facts.changes.empty:
        return Part(words.phrase("report.changes_first"), Prose(words.phrase("report.no_round_before")))
    if (facts.changes["change"] == "unknown").all():
        told = words.phrase("report.changes_unknown", year=previous, count=len(facts.changes))
        return Part(words.phrase("report.changes", year=previous), Prose(told))
    table = Table(
        _changes(facts, rounds),
        words.phrase("province.changes_caption", before=previous, year=facts.award_year),
        {
            "change": words.phrase("column.change"),
            "number": words.phrase("column.number"),
            "names": words.phrase("column.regencies"),
            "source_ids": words.phrase("column.sources"),
        },
        words,
        labels={"change": wording.labels("change", wording.CHANGES, words)},
        cite={"source_ids": source_list(facts, rounds)},
    )
    reading = inferred_note(facts.changes, words)
    contents = [Prose(reading), table] if reading else [table]
    return Part(words.phrase("report.changes", year=previous), *contents, finding=headlines.changes(facts))


def _changes(facts: RoundFacts, rounds: RoundsFacts) -> pd.DataFrame:
    """Changes with their number, names, and the sources of both rounds; of what is not known there are none."""
    of_both = rounds.status[rounds.status["award_year"].isin([facts.previous_year, facts.award_year])]
    rows = [
        {
            "change": change,
            "number": len(part),
            "names": wording.named(part, facts.words),
            "source_ids": ""
            if change in NOT_TOLD
            else wording.ids(of_both.loc[of_both["regency_code"].isin(part["regency_code"]), "cited_ids"]),
        }
        for change in wording.CHANGES
        if len(part := facts.changes[facts.changes["change"] == change])
    ]
    return pd.DataFrame(rows)
