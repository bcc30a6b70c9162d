"""What a saved page (HTML) shows, line by line: not what it hides, and each cell in all rows that it stands beside."""

from __future__ import annotations

import re
from contextlib import suppress
from html.parser import HTMLParser
from itertools import groupby

from kkpham_analysis.tables.award_lists.meaning.words import SIGN

NEW_LINE_AT = {"p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "h1", "h2", "h3", "h4", "h5",
               "h6", "title", "thead", "tbody", "dd", "dt"}  # fmt: skip
# What a person may choose from says nothing of whom it is chosen for.
NOT_SHOWN = {"script", "style", "head", "template", "noscript", "select", "datalist"}
# They have no end, and so nothing within that could be hidden.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Of what is struck through the list keeps a sign.
STRUCK_TAGS = {"s", "del", "strike"}
STRIKING = re.compile(r"text-decoration[^;]*:[^;]*line-through", re.IGNORECASE)
# Between the lines of a cell, where the lines of a page are parted; and around the rows and columns that it spans.
BREAK_OF_PAGE, SPAN = "\x1e", "\x1f"
SPANNING = re.compile(rf"{SPAN}(\d+),(\d+){SPAN}")
# A page of a careless hand may say any number.
MOST_ROWS, MOST_COLUMNS = 600, 50


def shown_lines(text: str) -> list[tuple[int, str]]:
    """The lines that a page shows, each with its number in the file; none where its marks are too broken to be read."""
    with suppress(AssertionError):
        reader = _read(text, hides=True)
        # Where what is hidden has no end, nobody knows what else is.
        return _spread((reader if not reader.hiding else _read(text, hides=False)).lines)
    return []


def _read(text: str, *, hides: bool) -> _Shown:
    reader = _Shown(hides=hides)
    reader.feed(text)
    reader.close()
    return reader


def _spread(lines: list[tuple[int, int, str]]) -> list[tuple[int, str]]:
    """The lines, each cell of a table in all rows that it spans, and before as many columns as it spans."""
    found = []
    for _, rows in groupby(lines, key=lambda line: line[0]):
        spans: dict[int, tuple[int, str]] = {}
        for _, number, text in rows:
            begin, *cells = text.split("\t")
            found.append((number, "\t".join([begin, *_row(cells, spans)]) if cells else text))
    return found


def _row(cells: list[str], spans: dict[int, tuple[int, str]]) -> list[str]:
    """The cells of a row with those that reach down into it; `spans` has for how many rows each still does."""
    row: list[str] = []
    waiting = list(cells)
    while waiting or any(at >= len(row) for at in spans):
        if len(row) in spans:
            left, cell = spans.pop(len(row))
            down, across = left - 1, 1
        else:
            down, across, cell = _spanned(waiting.pop(0) if waiting else "")
        for text in (cell, *[""] * (across - 1)):
            if down:
                spans[len(row)] = down, text
            row.append(text)
    return row


def _spanned(cell: str) -> tuple[int, int, str]:
    """How many rows a cell reaches down into, how many columns it has, and its text."""
    found = SPANNING.match(cell)
    if not found:
        return 0, 1, cell
    rows, columns = int(found[1]) or MOST_ROWS, int(found[2]) or 1
    return min(rows, MOST_ROWS) - 1, min(columns, MOST_COLUMNS), cell[found.end() :]


class _Shown(HTMLParser):
    """What a page shows, line by line, each with its table and the line of the file that it begins on."""

    def __init__(self, *, hides: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.hides = hides
        self.lines: list[tuple[int, int, str]] = []
        self.open = False
        self.in_row = False
        self.hidden = self.table = 0
        # The mark that hides what is within, as often as it is open.
        self.hiding: list[str] = []
        self.in_mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._is_hidden(tag, dict(attrs)):
            return
        if tag in NOT_SHOWN:
            self.hidden += 1
        elif tag == "sup":
            self.in_mark = True
        elif tag in ("td", "th"):
            self._add("\t" + _span(dict(attrs)))
        elif tag in NEW_LINE_AT and not (self.in_row and tag != "tr"):
            self.open = False
        elif tag in NEW_LINE_AT:
            self._add(BREAK_OF_PAGE)
        if tag in STRUCK_TAGS or STRIKING.search(dict(attrs).get("style") or ""):
            self._add("~~")
        self.table += tag == "table"
        self.in_row = (self.in_row or tag == "tr") and tag != "table"

    def _is_hidden(self, tag: str, attrs: dict[str, str | None]) -> bool:
        """Whether what begins is hidden by its own mark, or stands within what is."""
        is_hiding = "hidden" in attrs or bool(HIDING.search(attrs.get("style") or ""))
        if self.hiding[:1] == [tag] or (self.hides and not self.hiding and is_hiding and tag not in VOID):
            self.hiding.append(tag)
        return bool(self.hiding)

    def handle_endtag(self, tag: str) -> None:
        if self.hiding:
            self.hiding = self.hiding[tag == self.hiding[0] :]
            return
        if tag in NOT_SHOWN:
            self.hidden = max(0, self.hidden - 1)
        self.in_mark = self.in_mark and tag != "sup"
        self.table += tag == "table"
        if tag in ("tr", "table"):
            self.in_row = False
        if tag in NEW_LINE_AT and not self.in_row:
            self.open = False

    def handle_data(self, data: str) -> None:
        if self.hidden or self.hiding:
            return
        if self.in_mark:
            data = _mark(data.strip(" []()"))
        begin = self.getpos()[0]
        for offset, part in enumerate(data.split("\n")):
            if offset and not self.in_row:
                self.open = False
            if part.strip():
                self._add(part if self.open else part.strip(), begin + offset)

    def _add(self, text: str, number: int = 0) -> None:
        if self.open:
            table, last, before = self.lines[-1]
            self.lines[-1] = table, last, before + text
        else:
            self.lines.append((self.table, number or self.getpos()[0], text))
            self.open = True


def _span(attrs: dict[str, str | None]) -> str:
    """The rows and columns that a cell spans, as a sign before its text; empty where it stands in one of each."""
    said = [attrs.get(name) or "1" for name in ("rowspan", "colspan")]
    rows, columns = (each.strip() if each.strip().isdecimal() else "1" for each in said)
    return "" if (rows, columns) == ("1", "1") else f"{SPAN}{rows},{columns}{SPAN}"


def _mark(mark: str) -> str:
    """What is raised is the mark of a footnote: a number, or whatever else it is."""
    if re.fullmatch(r"\d{1,2}(?:\s*,\s*\d{1,2})*", mark):
        return "[" + "][".join(re.findall(r"\d+", mark)) + "]"
    return mark if re.fullmatch(SIGN, mark) else "†" if mark else ""
