"""The last part of a page: how to read it, its sources, the date of its data, how to cite it and make it again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.reports.citing import as_cited
from kkpham_analysis.reports.content.facts import RoundFacts
from kkpham_analysis.reports.content.wording import (
    counts_participants,
    of_whom,
    rule_option,
    rule_told,
    source_uses,
    sources_of_shares,
)
from kkpham_analysis.reports.notebooks import OF_COUNTRY
from kkpham_analysis.reports.page import HowTo, PageHead, Part, Prose, SourceList
from kkpham_analysis.reports.product import version_now
from kkpham_analysis.reports.typed import as_typed


def ending(
    sources: pd.DataFrame,
    command: str,
    words: Words,
    *,
    cites: PageHead,
    notes: Iterable[str | list[tuple[str, str]]] = (),
    uses: Mapping[str, str] | None = None,
    others: pd.DataFrame | None = None,
    rest_elsewhere: pd.DataFrame | None = None,
    is_rule_alone: bool = False,
    place: str = "",
    uncounted: Collection[str] = (),
    data_until: str = "",
) -> Part:
    """Last part of a page: how to read it, to make it again and to cite it, and its sources with their uses.

    `cites` is the head of the page, by which it is cited; a note may be sentences with their kinds.
    `others` are the sources of the results of other rounds that the page shows. `rest_elsewhere`:
    more sources that figures rest on, too many to be listed. `is_rule_alone`: no figure rests on the sources. `place`:
    the code of the one place that the page is of. `uncounted`: ids of sources of no claim that is counted.
    `data_until`: day of the newest of all sources in the data, which dates a page that has none with a date.
    """
    listed = SourceList(sources, words, uses or {}, others, rest_elsewhere, uncounted, is_rule_alone)
    number = 0 if others is None else len(others)
    used = "_rule" if is_rule_alone else "_used" if uses else ""
    about = _about_sources(sources, words, used=used, others=number, elsewhere=rest_elsewhere)
    if data_until and not _days(sources, others, rest_elsewhere).notna().any():
        about.insert(-1, ("until", words.phrase("report.data_until", date=words.date(data_until))))
    told = [[("note", note)] if isinstance(note, str) else note for note in notes]
    told = [[(kind, as_typed(said)) for kind, said in note] for note in told]
    contents: list[Any] = [
        Prose.told([*told, about], listed),
        HowTo(command, words, citation(cites, words, sources, others, rest_elsewhere, data_until=data_until), place),
    ]
    if listed.numbers:
        contents.append(listed)
    found = ""
    if len(sources):
        found = words.phrase("headline.sources", count=len(sources), newest=_newest(sources, words))
    return Part(words.phrase("report.sources"), *contents, finding=found)


def citation(head: PageHead, words: Words, *sources: pd.DataFrame | None, data_until: str = "") -> str:
    """How a page is cited, with the day of the newest of all the sources that it rests on, listed or not."""
    days = _days(*sources)
    newest, undated = max(days.dropna(), default=""), int(days.isna().sum())
    said = (head.title, head.eyebrow, words, head.marks)
    return as_cited(*said, newest=newest, undated=undated, data_until=data_until)


def _days(*sources: pd.DataFrame | None) -> pd.Series:
    """When each source of these tables was published; missing where it has no date."""
    told = [table["published_on"] for table in sources if table is not None and len(table)]
    return pd.concat(told) if told else pd.Series(dtype="str")


def round_ending(report: str, facts: RoundFacts, *, cites: PageHead, others: pd.DataFrame | None) -> Part:
    """Last part of a report on a round: its notes, the command with its provinces and rule, its sources and others."""
    words = facts.words
    command = [f"kkpham report {report}", f"--year {facts.award_year}", f"--lang {words.language}"]
    command += [*(f"--province {code}" for code in facts.scope), *rule_option(facts)]
    uses = source_uses(facts)
    alone = not facts.figure_source_ids and bool(facts.rule_source_ids)
    place = facts.scope[0] if len(facts.scope) == 1 else ""
    return ending(
        facts.sources,
        " ".join(command),
        words,
        cites=cites,
        notes=_round_notes(report, facts, is_told_apart=bool(uses)),
        uses=uses,
        others=others,
        is_rule_alone=alone,
        place=place,
        uncounted=facts.uncounted_source_ids - {*facts.rule_source_ids, *facts.rule_dissent_ids},
        data_until=facts.data_until,
    )


def _round_notes(report: str, facts: RoundFacts, *, is_told_apart: bool) -> list[Any]:
    """How to read a report on a round: whom the share is of, the rule, what is not known, the maps, the sources."""
    words = facts.words
    whose = "participants" if counts_participants(facts.rule) else "denominator"
    notes: list[Any] = [[(whose, of_whom(facts)), ("rule", rule_told(facts))], words.phrase("report.unknown_is_not_no")]
    # Of a round without results no map is drawn, and its list is still to be added.
    last = ("add", "awaited.add") if facts.awaited else ("boundaries", "report.boundaries")
    notes.append([(last[0], words.phrase(last[1], year=facts.award_year))])
    shares = len(sources_of_shares(facts))
    # In the report of a province the map shows names too and the history other rounds: neither rests on these alone.
    if report == OF_COUNTRY and is_told_apart and 0 < shares < len(facts.sources):
        notes.append([("shares", words.phrase("report.about_shares", count=shares))])
    return notes


def _about_sources(
    sources: pd.DataFrame, words: Words, *, used: str, others: int, elsewhere: Any
) -> list[tuple[str, str]]:
    """How many pages the figures come from, of the round, of others, and of what is not listed; and the version."""
    more = 0 if elsewhere is None else len(elsewhere)
    of_what = "_cited" if more else f"{used}{'_round' if others else ''}"
    key = f"report.about_sources{of_what}"
    newest = _newest(sources, words) if len(sources) else ""
    none = f"report.about_no_sources{'_round' if others else ''}"
    about = words.phrase(key, count=len(sources), newest=newest) if newest else words.phrase(none)
    said = [("about", about)]
    said += [("others", words.phrase("report.about_other_sources", count=others))] if others else []
    if more:
        newest = _newest(elsewhere, words)
        said.append(("elsewhere", words.phrase("report.about_sources_elsewhere", count=more, newest=newest)))
    return [*said, ("version", words.phrase("report.computed", version=version_now()))]


def _newest(sources: pd.DataFrame, words: Words) -> str:
    """Date of the one source, or of the newest; where some are undated, of the newest that is not."""
    dates = sources["published_on"].dropna()
    if dates.empty:
        return words.phrase("common.undated")
    date = words.date(str(dates.max()))
    key = "report.newest" if len(dates) == len(sources) else "report.newest_dated"
    return date if len(sources) == 1 else words.phrase(key, date=date)
