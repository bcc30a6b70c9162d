"""A province that stands before the number of a name in its line: "1 KALIMANTAN TIMUR 7 Kota Bontang"."""

from __future__ import annotations

import re

from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.meaning.names import Names

BEFORE_ITEM = re.compile(
    r"(?:\d{1,3}[.)]?\s+)?(?P<province>[^\W\d][^\d:;,]{2,40}?)\s+(?=\d{1,3}[.)]?\s+(?:kab(?:upaten)?\b|kota\b))",
    re.IGNORECASE,
)


def led_by_province(line: Line, names: Names) -> list[Line]:
    """A line as it is read: the province before an item stands on a line of its own above it."""
    found = BEFORE_ITEM.match(line.text) if len(line.cells) == 1 and not line.is_sheet else None
    if found is None or not names.province(found["province"]):
        return [line]
    return [line._replace(cells=(found["province"],)), line._replace(cells=(line.text[found.end() :],))]
