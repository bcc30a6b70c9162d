"""Titles that stand on a line of their own below a name, as cells do that were copied one by one: no headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kkpham_analysis.tables.award_lists.entries import Cause, Entry
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.meaning.words import Titles, is_none

# A cell with a score, or with the number of a row.
NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,3})?\s*%?")
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
SCORE_BEFORE = re.compile(r"^\s*\d{1,3}(?:[.,]\d{1,3})?\s+")


def titles_below(reads: Sequence[Read], entries: Sequence[Entry], titles: Titles, usual: str) -> dict[int, list[Cause]]:
    """The names that the title on the line below may be of, by place, where it heads no name.

    Below a heading stand names that have no title of their own. Where one heads none, the list was copied cell by
    cell, and nothing tells which of its other titles are headings. So it was where a score stands between a name and a
    title: there each name has its title below it, or none that is known. One in brackets is said of what stands above
    it, which may be the name alone or all names before.

    Parameters
    ----------
    reads
        The lines, with the places of their entries.
    entries
        What was read.
    titles
        The titles there are.
    usual
        The title of whoever is named without one.
    """
    filled = [read for read in reads if any(entries[place].reason != "joined" for place in range(read.start, read.end))]
    is_scored = any(
        NUMBER.fullmatch(between.line.text) and _untitled(above, entries, titles) and _alone(below, entries, titles)
        for above, between, below in zip(filled, filled[1:], filled[2:], strict=False)
    )
    filled = [read for read in filled if not NUMBER.fullmatch(read.line.text)]
    alone = {at: title for at, read in enumerate(filled) if (title := _alone(read, entries, titles))}
    below = {at - 1: at for at in alone if at and _untitled(filled[at - 1], entries, titles)}
    # What the last line of a list says may be of all names: `Guard` asks about it.
    is_last = [*below.values()] == [len(filled) - 1]
    is_clear = is_last or all(_heads(at, filled, alone, entries, titles) for at in below.values())
    bracketed = [at for at in below.values() if BRACKETED.fullmatch(filled[at].line.text)]
    if is_clear and not (is_scored or bracketed):
        return {}
    asked = {
        place: [Cause(filled[above].line.text, "title_below", filled[at].line.text, filled[above].line.number)]
        for above, at in below.items()
        for place in _untitled(filled[above], entries, titles)
        if (entries[place].category or usual) != alone[at]
    }
    bare = [read for at, read in enumerate(filled) if is_scored and at > min(below) and at not in below]
    unknown = {
        place: [Cause(read.line.text, "empty_title", "", read.line.number)]
        for read in bare
        for place in _untitled(read, entries, titles)
    }
    return asked | unknown | _below_brackets(bracketed, filled, alone, entries, titles)


def _below_brackets(
    bracketed: Sequence[int], reads: Sequence[Read], alone: dict[int, str], entries: Sequence[Entry], titles: Titles
) -> dict[int, list[Cause]]:
    """The names down to the next title below one in brackets, which may be that of the name above it alone."""
    causes = {
        at: [Cause(reads[at].line.text, "title_in_brackets", reads[at].line.text, reads[at].line.number)]
        for at in bracketed
    }
    heads = {below: max(at for at in alone if at <= below) for below in range(min(alone, default=0), len(reads))}
    return {
        place: causes[at]
        for below, at in heads.items()
        if at in causes
        for place in _untitled(reads[below], entries, titles)
        if entries[place].category == alone[at]
    }


def _alone(read: Read, entries: Sequence[Entry], titles: Titles) -> str:
    """The title that a line is, with a score before it or none; empty where it is anything else."""
    there = entries[read.start : read.end]
    # A footnote is of the names that point to it, and the name of a sheet is above its lines.
    if read.line.is_sheet or any(entry.status != "skipped" or entry.reason == "title_note" for entry in there):
        return ""
    return titles.exactly(SCORE_BEFORE.sub("", there[0].text)) if there else ""


def _untitled(read: Read, entries: Sequence[Entry], titles: Titles) -> list[int]:
    """The names of a line that names no title."""
    named = [place for place in range(read.start, read.end) if entries[place].status != "skipped"]
    return [] if titles.within(read.line.text) else named


def _heads(at: int, reads: Sequence[Read], alone: dict[int, str], entries: Sequence[Entry], titles: Titles) -> bool:
    """Whether a name without a title of its own, or that there is none, comes below a line before another title."""
    for below in range(at + 1, len(reads)):
        if is_none(reads[below].line.text):
            return True
        if below in alone or titles.within(reads[below].line.text):
            return False
        if _untitled(reads[below], entries, titles):
            return True
    return False
