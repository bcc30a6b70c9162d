"""An award list as people have it, into lines: text, pages with marks (HTML), tables pasted as text, sheets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kkpham_analysis.tables.sheets import Sheet

# A list names 514 regencies at most, each a few times; what is much longer is something else.
MOST_SIGNS = 2_000_000
MOST_LINES = 20_000
LONGEST_LINE = 20_000
UNSEEN = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0xAD])
RAISED = {ord(sign): None for sign in "⁰¹²³⁴⁵⁶⁷⁸⁹†‡"}
MARKED_UP = re.compile(
    r"<\s*(html|body|div|p|br|ul|ol|li|table|tr|td|span|b|i|strong|em|sup|a|h[1-6])\b[^<>]*>", re.IGNORECASE
)
NEW_LINE_AT = {"p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "h1", "h2", "h3", "h4", "h5",
               "h6", "title", "thead", "tbody", "dd", "dt"}  # fmt: skip
NOT_SHOWN = {"script", "style", "head", "template", "noscript", "sup"}
RULED = re.compile(r"[\s|:+=_-]*")


class Line(NamedTuple):
    """One line: its number, and its cells; a line of text is one cell."""

    number: int
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """The line as people read it."""
        return " | ".join(cell for cell in self.cells if cell)


class TooLongError(ValueError):
    """Raised where a file is too long to be a list of awards."""


def lines_of_text(text: str) -> list[Line]:
    r"""The lines of a text that hold anything; a pasted table is taken apart at its tabs or bars.

    >>> lines_of_text("Daftar\n\n1.\tKota\u00a0Samarinda\n<p>Kab. Paser</p>")
    [Line(number=1, cells=('Daftar',)), Line(number=3, cells=('1.', 'Kota Samarinda')),
     Line(number=4, cells=('Kab. Paser',))]
    """
    if len(text) > MOST_SIGNS:
        raise TooLongError(f"{len(text)} signs")
    numbered = list(enumerate(re.split(r"\r\n|\r|\n", text), 1))
    if MARKED_UP.search(text):
        numbered = _shown_lines(text) or numbered
    # Word breaks lines within a paragraph with signs of its own.
    parts = [(number, part) for number, line in numbered for part in re.split("[\v\f\u0085\u2028\u2029]", line)]
    return _checked(Line(number, cells) for number, part in parts if any(cells := _cells(part)))


def lines_of_sheets(sheets: Iterable[Sheet]) -> list[Line]:
    """The rows of all sheets that people can see."""
    return _checked(
        Line(row.number, cells)
        for sheet in sheets
        if not sheet.hidden
        for row in sheet.rows
        if any(cells := tuple(cleaned(cell.text) for cell in row.cells))
    )


def _checked(lines: Iterable[Line]) -> list[Line]:
    found = []
    for line in lines:
        found.append(line)
        if len(found) > MOST_LINES or len(line.text) > LONGEST_LINE:
            raise TooLongError(f"line {line.number}")
    return found


def cleaned(text: str) -> str:
    r"""A text with plain spaces, without signs that nobody sees and without raised figures of footnotes.

    >>> cleaned("\u2022\u00a0Kota  Samarinda\u00b9\u200b")
    '• Kota Samarinda'
    """
    return " ".join(unicodedata.normalize("NFKC", text.translate(RAISED).translate(UNSEEN)).split())


def _cells(text: str) -> tuple[str, ...]:
    if text.count("|") > 1:
        if RULED.fullmatch(text):
            return (cleaned(text),)
        text = text.strip().strip("|").replace("|", "\t")
    cells = tuple(cleaned(cell) for cell in text.split("\t"))
    return cells if sum(map(bool, cells)) > 1 else (next(filter(None, cells), ""),)


def _shown_lines(text: str) -> list[tuple[int, str]]:
    """What a page shows; nothing where its marks are too broken to be read."""
    reader = _Shown()
    with suppress(AssertionError):
        reader.feed(text)
        reader.close()
        return reader.lines
    return []


class _Shown(HTMLParser):
    """What a page shows, line by line, each with the line of the file that it begins on."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[int, str]] = []
        self.open = False
        self.in_row = False
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NOT_SHOWN:
            self.hidden += 1
        elif tag in ("td", "th"):
            self._add("\t")
        elif tag in NEW_LINE_AT and not (self.in_row and tag != "tr"):
            self.open = False
        elif tag in NEW_LINE_AT:
            self._add(" ")
        self.in_row = (self.in_row or tag == "tr") and tag != "table"

    def handle_endtag(self, tag: str) -> None:
        if tag in NOT_SHOWN:
            self.hidden = max(0, self.hidden - 1)
        if tag in ("tr", "table"):
            self.in_row = False
        if tag in NEW_LINE_AT and not self.in_row:
            self.open = False

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        begin = self.getpos()[0]
        for offset, part in enumerate(data.split("\n")):
            if offset and not self.in_row:
                self.open = False
            if part.strip():
                self._add(part if self.open else part.strip(), begin + offset)

    def _add(self, text: str, number: int = 0) -> None:
        if self.open:
            last, before = self.lines[-1]
            self.lines[-1] = last, before + text
        else:
            self.lines.append((number or self.getpos()[0], text))
            self.open = True
