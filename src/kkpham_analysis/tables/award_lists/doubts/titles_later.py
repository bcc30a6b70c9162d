"""Names without a title above headings that give others one: nobody says that theirs is the usual one."""

from __future__ import annotations

from collections.abc import Sequence

from kkpham_analysis.tables.award_lists.entries import Cause, Entry
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.meaning.vocabulary import is_denying
from kkpham_analysis.tables.award_lists.meaning.words import Titles


def titles_later(reads: Sequence[Read], entries: Sequence[Entry], titles: Titles, usual: str) -> dict[int, list[Cause]]:
    """The names without a title, by place, below which a heading gives one that is not the usual one to others.

    A heading that denies ("Tidak peduli HAM") says of those above it that they are not so, and one of several titles is
    asked about itself. Where sheets have titles, `SheetNames` asks of each.

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
    if any(read.line.is_sheet for read in reads):
        return {}
    heads = {read.category: read.line for read in reversed(reads)}
    denying = {code for way, code in titles.ways if any(map(is_denying, way.split()))}
    given = [
        read
        for read in reads
        if read.category not in {"", usual, *denying}
        and len(titles.all_within(heads[read.category].text)) == 1
        and any(_has(entries[place], read.category) for place in range(read.start, read.end))
    ]
    if not given:
        return {}
    head = heads[given[-1].category]
    cause = Cause(head.text, "title_later", head.text, head.number)
    return {place: [cause] for place, entry in enumerate(entries[: given[-1].start]) if _has(entry, "")}


def _has(entry: Entry, title: str) -> bool:
    return entry.status == "claim" and entry.category == title
