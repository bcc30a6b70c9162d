"""A title behind the last of several names, which may be that of those before it too: "Paser dan Berau (Cukup)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kkpham_analysis.tables.award_lists.entries import Cause, Entry
from kkpham_analysis.tables.award_lists.layout.statements import Statement
from kkpham_analysis.tables.award_lists.meaning.behind import behind_name
from kkpham_analysis.tables.award_lists.meaning.words import Titles, unnumbered

# What joins names to one group; a semicolon, a stop, or a number of its own parts them.
JOINS = re.compile(r"\s*(?:,|[&+/]|,?\s*\b(?:dan|serta|and)\b)\s*|\s*", re.IGNORECASE)


def of_several(
    statement: Statement, entries: Sequence[Entry], titles: Titles, usual: str
) -> Iterator[tuple[int, Cause]]:
    """The names before one that has a title of its own, where nothing tells whether it is theirs too.

    Parameters
    ----------
    statement
        A sentence, a line or a row.
    entries
        All that was understood.
    titles
        The titles there are.
    usual
        The title of whoever is named without one.
    """
    named = [place for place in statement.entries if entries[place].status == "claim"]
    titled = {place: behind_name(unnumbered(entries[place].text)[0], titles).category for place in named}
    for text in statement.cells if statement.is_row else (statement.text,):
        for *before, last in _groups(text, titled, entries):
            others = [place for place, _ in before if (entries[place].category or usual) != titled[last[0]]]
            if others:
                said = text[before[0][1].start : last[1].stop]
                cause = Cause(said, "title_shared", entries[last[0]].text, entries[others[0]].line)
                yield from ((place, cause) for place in others)


def _groups(text: str, titled: Mapping[int, str], entries: Sequence[Entry]) -> Iterator[list[tuple[int, slice]]]:
    """The names of a text that are joined up to one with a title of its own, each with where it stands."""
    group: list[tuple[int, slice]] = []
    for place, title in titled.items():
        name = entries[place].text
        begin = text.find(name, group[-1][1].stop if group else 0)
        if begin < 0:
            continue
        is_joined = group and JOINS.fullmatch(text[group[-1][1].stop : begin]) and not unnumbered(name)[1]
        group = [*(group if is_joined else []), (place, slice(begin, begin + len(name)))]
        if title:
            yield group
            # It has its title, and none of those behind it.
            group = []
