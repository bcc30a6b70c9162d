"""A title that stands behind a heading of a province or a type: "Provinsi Riau (…)", "Kota - …"."""

from __future__ import annotations

import re

from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.reading.heading_lines import heading_of
from kkpham_analysis.tables.award_lists.reading.headings import Headings

# Nothing stands before it where the line is in brackets alone.
BEHIND = re.compile(
    r"(?P<head>.*?)\s*(?:\(\s*(?P<round>[^()]+?)\s*\)|\[\s*(?P<square>[^\[\]]+?)\s*\]"
    r"|(?<=\S)\s*(?:\s[-–—]+|:)\s+(?P<bare>[^()\[\]:]+?))"
    r"\s*(?P<count>\(\s*\d[^()]*\))?\s*:?"
)


def with_title_apart(line: Line, names: Names, headings: Headings) -> list[Line]:
    """A line as it is read: the title behind a heading stands on a line of its own below it, without its brackets.

    One beside which anything else is said stays where it is: it is asked about as it stands. A title alone in brackets
    keeps them: it may be that of the name above it.
    """
    found = BEHIND.fullmatch(line.text) if sum(map(bool, line.cells)) == 1 and not line.is_sheet else None
    said = next(filter(None, found.group("round", "square", "bare")), "") if found else ""
    title = heading_of(said, names, headings) if said else None
    if found is None or title is None or not title.title or headings.said(said, titles=[title.title]):
        return [line]
    if found["bare"] and not names.titles.exactly(said):
        # What begins with a place and a dash may be a report, and from where it is.
        return [line]
    head = f"{found['head']} {found['count'] or ''}".strip()
    above = heading_of(head, names, headings) if head else None
    if head and (above is None or above.title):
        return [line]
    if not head:
        return [line if names.titles.exactly(said) else _with(line, said)]
    return [_with(line, head), _with(line, said)._replace(comments=())]


def _with(line: Line, text: str) -> Line:
    return line._replace(cells=tuple(text if cell else "" for cell in line.cells))
