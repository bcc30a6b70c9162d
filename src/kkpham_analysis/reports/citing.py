"""How a page cites: the numbers of its sources after a statement, their links to the list, and links to the web."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlsplit

from kkpham_analysis.language import NO_BREAK_SPACE
from kkpham_analysis.tables.source_ids import split_ids

# Numbers of sources in a running text; the no-break space keeps them on the line of what they stand for.
CITED = re.compile(rf"{NO_BREAK_SPACE}\[(\d+(?:, \d+)*)\]")
