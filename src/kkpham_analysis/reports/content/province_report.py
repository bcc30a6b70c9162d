"""The report of one province in one round."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kkpham_analysis.figures.findings import province_finding, rule_in_words, share_in_words
from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.facts import RoundFacts, RoundsFacts
from kkpham_analysis.reports.page import STATUS_TONES, Facts, PageHead, Part, Prose, Table
from kkpham_analysis.tables.vocabulary import AWARDED_REGENCIES, CERTAINTIES, COMPLETE_LIST, PROVINCE_AWARD, UNCERTAIN

ROUNDS_SHOWN = 3


def _row(facts: RoundFacts) -> dict[Any, Any]:
    return dict(facts.shares.iloc[0].items())


def head(facts: RoundFacts) -> PageHead:
    """Finding for the province, its verdict, and how well it is known."""
    words, row = facts.words, _row(facts)
    title = province_finding(facts.status, row, province=row["province"], award_name=facts.award_name, words=words)
    if facts.is_empty:
        return PageHead(wording.eyebrow(facts), title, wording.nothing_known(facts))
    how = wording.known_how(row, facts.behind, words)
    lede, said = (
        wording.joined(wording.verdict_sentence(row, words, aloud=aloud), how, wording.denominator(facts))
        for aloud in (False, True)
    )
    return PageHead(wording.eyebrow(facts), title, lede, said)


def key_figures(facts: RoundFacts) -> Facts:
    """Count, share, how it is known, and how many are missing to meet the rule."""
    words, row = facts.words, _row(facts)
    unknown = words.phrase("common.unknown")
    has_data = row["evidence"] != "none"
    count = words.span(int(row["compliant_low"]), int(row["compliant_high"]))
    count = f"{count} / {'?' if pd.isna(row['regencies']) else row['regencies']}"
    rule = (
        words.phrase("province.fact_rule", rule=rule_in_words(facts.rule, words))
        if facts.rule
        else words.phrase("province.fact_no_rule")
    )
    short = row["regencies_short"]
    return Facts(
        [
            (count if has_data else unknown, words.phrase("province.fact_named", award=facts.award_name)),
            (share_in_words(row, words) if has_data else unknown, rule),
            (words.phrase(f"evidence.{row['evidence']}"), words.phrase("province.fact_evidence")),
            (unknown if pd.isna(short) else str(int(short)), words.phrase("province.fact_short")),
        ]
    )


def regencies_part(facts: RoundFacts, rounds: RoundsFacts) -> Part:
    """Every regency with what became of it in this round and the ones before, and the sources."""
    words = facts.words
    years = [year for year in rounds.rounds if year <= facts.award_year][-ROUNDS_SHOWN:]
    frame = facts.status.assign(source_ids=wording.sources_of_regencies(facts))
    frame = frame.rename(columns={"status": str(facts.award_year)})
    earlier = [year for year in years if year != facts.award_year]
    for year in earlier:
        of_round = rounds.status[rounds.status["award_year"] == year].set_index("regency_code")["status"]
        frame[str(year)] = frame["regency_code"].map(of_round).fillna("not_yet_formed").astype("str")
    shown = [str(year) for year in sorted({*earlier, facts.award_year}, reverse=True)]
    statuses = wording.short_statuses(words)
    table = Table(
        frame.sort_values(["type", "full_name"]),
        words.phrase("province.regencies_caption", year=facts.award_year),
        {
            "full_name": words.phrase("column.regency"),
            **{year: year for year in shown},
            "source_ids": words.phrase("column.sources_year", year=facts.award_year),
        },
        words,
        labels=dict.fromkeys(shown, statuses),
        tints=dict.fromkeys(shown, STATUS_TONES),
        cite={"source_ids": wording.source_list(facts)},
    )
    return Part(words.phrase("province.regencies"), Prose(words.phrase("province.regencies_reading")), table)


def changes_part(facts: RoundFacts) -> Part:
    """Who is new, kept, lost or unknown since the round before."""
    words, previous = facts.words, facts.previous_year
    if previous is None or facts.changes.empty:
        return Part(words.phrase("report.changes_first"), Prose(words.phrase("report.no_round_before")))
    rows = [
        {"change": change, "number": len(part), "names": wording.named(part)}
        for change in wording.CHANGES
        if len(part := facts.changes[facts.changes["change"] == change])
    ]
    table = Table(
        pd.DataFrame(rows),
        words.phrase("province.changes_caption", before=previous, year=facts.award_year),
        {
            "change": words.phrase("column.change"),
            "number": words.phrase("column.number"),
            "names": words.phrase("column.regencies"),
        },
        words,
        labels={"change": wording.labels("change", wording.CHANGES, words)},
    )
    return Part(words.phrase("report.changes", year=previous), table)


def history_part(facts: RoundFacts) -> Part:
    """Heading of the history, and how to read it."""
    words = facts.words
    return Part(words.phrase("province.history"), Prose(words.phrase("province.history_reading")))


def claims_part(facts: RoundFacts) -> Part:
    """What sources say of the province as a whole: counts, lists, its award; and which disagree with the figure."""
    words, claims = facts.words, facts.province_claims
    title = words.phrase("province.claims")
    shown = claims[claims["measure"].isin([AWARDED_REGENCIES, COMPLETE_LIST, PROVINCE_AWARD])]
    if shown.empty:
        return Part(title, Prose(words.phrase("province.claims_none")))
    row = _row(facts)
    conflicts = int(row["conflicts"])
    reading = words.phrase("province.claims_reading" if conflicts else "province.claims_agree", count=conflicts)
    frame = shown.sort_values(["measure", "source_id"])
    frame = frame.assign(said=[_said(*pair, words) for pair in zip(frame["measure"], frame["value"], strict=True)])
    table = Table(
        frame,
        words.phrase("province.claims_caption", province=row["province"], year=facts.award_year),
        {
            "measure": words.phrase("column.measure"),
            "said": words.phrase("column.said"),
            "certainty": words.phrase("column.certainty"),
            "source_id": words.phrase("column.sources"),
        },
        words,
        labels={
            "measure": wording.labels("measure", frame["measure"].unique(), words),
            "certainty": wording.labels("certainty", (*CERTAINTIES, UNCERTAIN), words),
        },
        cite={"source_id": wording.source_list(facts)},
    )
    return Part(title, Prose(reading), table)


def _said(measure: str, value: float, words: Words) -> str:
    if measure == AWARDED_REGENCIES:
        return words.number(value)
    return words.phrase("page.yes" if value else "page.no")


def sources_part(facts: RoundFacts) -> Part:
    """Last part: how to read the page, how to make it again, sources."""
    words = facts.words
    command = (
        f"kkpham report province_report --year {facts.award_year} --province {facts.scope[0]} --lang {words.language}"
    )
    notes = [wording.denominator(facts), words.phrase("report.unknown_is_not_no"), words.phrase("report.boundaries")]
    return wording.ending(facts.sources, command, words, notes=notes)
