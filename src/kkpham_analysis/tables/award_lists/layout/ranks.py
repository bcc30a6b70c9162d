"""Ranks that stand before a name in its line: "Terbaik I: Kota Bontang", "Peringkat 2 Kabupaten Berau"."""

from __future__ import annotations

import re

from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.meaning.courtesies import RANK_WORDS

BEFORE_NAME = re.compile(
    rf"(?P<rank>{RANK_WORDS})(?:\s*[:=–—-]+\s*|\s+(?=kab(?:upaten)?\b|kota\b))(?=\w)(?!\d|[IVX]+\b)", re.IGNORECASE
)


def ranked(line: Line) -> list[Line]:
    """A line as it is read: a rank before a name stands on a line of its own above it.

    >>> [each.text for each in ranked(Line(3, ("Terbaik II: Kota Bontang",)))], len(ranked(Line(4, ("Terbaik II:",))))
    (['Terbaik II:', 'Kota Bontang'], 1)
    """
    found = BEFORE_NAME.match(line.text) if len(line.cells) == 1 and not line.is_sheet else None
    if found is None:
        return [line]
    return [line._replace(cells=(f"{found['rank']}:",)), line._replace(cells=(line.text[found.end() :],))]
