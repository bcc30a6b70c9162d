"""One XLSX workbook into sheets of rows of text, whatever the file holds.

The values are read by openpyxl, row by row, after `workbook_guard` has seen that the file holds nothing that would
keep it without end; why so, and what it costs, is in docs/decisions/0010.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from kkpham_analysis.tables.files.sheets import EMPTY, Cell, ForeignFileError, Row, Sheet, broken, one_line
from kkpham_analysis.tables.files.workbook_guard import (
    MOST_CELLS,
    MOST_FORMATS,
    WHOLE_SHEET,
    Layout,
    areas_of,
    layouts_of,
)

STYLES = "xl/styles.xml"
NO_FILL = re.compile(rb"<((?:\w+:)?)fill\s*(?:/>|>\s*</\1fill>)")
# What a format shows as it stands: quoted, after a backslash, or a colour.
NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
OUTSIDE_XML = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_workbook(path: Path) -> list[Sheet]:
    """The sheets of a workbook, in its order.

    Raises
    ------
    ForeignFileError
        When it is none, is protected or broken, or unpacks to too much.
    """
    try:
        with path.open("rb") as file:
            with zipfile.ZipFile(file) as archive:
                layouts = layouts_of(path, archive)
            return _sheets(path, file, layouts)
    except ForeignFileError:
        raise
    except Exception:
        # What a damaged file makes two libraries raise has no kind in common.
        raise ForeignFileError(path, "broken_workbook") from None


def _sheets(path: Path, file: IO[bytes], layouts: dict[str, Layout]) -> list[Sheet]:
    from openpyxl.reader.excel import ExcelReader

    with warnings.catch_warnings():
        # The library warns of what it would lose in writing; nothing is written.
        warnings.simplefilter("ignore")
        opened = ExcelReader(file, read_only=True, data_only=True, keep_links=False)
        opened.archive = _Mended(file)
        opened.read()
        book = opened.wb
        struck = {place for layout in layouts.values() for place in layout.struck_texts}
        struck_texts = {_unescaped(text) for place, text in enumerate(opened.shared_strings) if place in struck}
        reader = _Reader(path, struck_texts, _struck_styles(book), _striking_formats(book))
        sheets: list[Any] = book.worksheets
        if not sheets:
            raise ForeignFileError(path, "no_sheet")
        return [
            Sheet(sheet.title, sheet.sheet_state != "visible", reader.rows(sheet, layouts[sheet._worksheet_path]))
            for sheet in sheets
        ]


class _Mended(zipfile.ZipFile):
    """The archive of a workbook as the library can read it: some programs write fills with nothing in them."""

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        content = super().read(name, pwd)
        return NO_FILL.sub(rb"<\1fill><\1patternFill/></\1fill>", content) if name == STYLES else content


class _Reader:
    """What all sheets of a workbook share: cells that are alike, and how many more there may be."""

    def __init__(
        self, path: Path, struck_texts: set[str], struck_styles: set[int], striking: Container[int | None]
    ) -> None:
        self.path, self.striking = path, striking
        self.struck_texts, self.struck_styles = struck_texts, struck_styles
        self.known: dict[tuple[str, str, bool, bool, bool, bool, bool, str], Cell] = {}
        self.cells_left = MOST_CELLS

    def rows(self, sheet: Any, layout: Layout) -> list[Row]:
        """The rows of a sheet that hold any text or formula, its merged cells filled."""
        # What a file says of its size may be anything, and every row would be made as wide.
        sheet.reset_dimensions()
        rows = []
        striking = _areas([references for references, style in layout.formats if style in self.striking])
        # Formats alone go on for a million rows; what follows the last value is nothing.
        for number, entries in enumerate(sheet.iter_rows(max_row=layout.last_row) if layout.last_row != 0 else (), 1):
            formulas = layout.formulas.get(number, ())
            struck, unseen = layout.struck.get(number, ()), layout.unseen(number)
            cells = [
                self._cell(entry, is_formula=place in formulas, is_struck=place in struck, is_hidden=place in unseen)
                if entry.value is not None or formulas
                else EMPTY
                for place, entry in enumerate(entries, 1)
            ]
            while cells and cells[-1] is EMPTY:
                cells.pop()
            self._take(len(cells))
            # A formula without a result is something that was filled in.
            if any(cell.text or cell.is_formula for cell in cells):
                comments = tuple(map(one_line, layout.comments.get(number, {}).values()))
                rows.append(Row(number, cells, comments, tuple(_over(striking, number, cells))))
        self._fill_merged(rows, layout)
        return rows

    def _take(self, count: int) -> None:
        self.cells_left -= count
        if self.cells_left < 0:
            raise ForeignFileError(self.path, "too_many_cells", limit=MOST_CELLS)

    def _cell(self, entry: Any, *, is_formula: bool, is_struck: bool, is_hidden: bool) -> Cell:
        is_percent = _is_percent(entry)
        value = float(Decimal(repr(entry.value)) * 100) if is_percent else entry.value
        text, kind = _text_of(value, is_error=value is not None and entry.data_type == "e")
        if not text and not is_formula:
            return EMPTY
        is_formula = is_formula or (kind == "text" and text.startswith("="))
        is_struck = is_struck or text in self.struck_texts or getattr(entry, "_style_id", None) in self.struck_styles
        lines = broken(_unescaped_lines(entry.value)) if isinstance(entry.value, str) else ""
        key = (text, kind if text else "empty", is_formula, False, is_percent, is_struck, is_hidden, lines)
        cell = self.known.get(key)
        if cell is None:
            cell = self.known[key] = Cell(*key)
        return cell

    def _fill_merged(self, rows: list[Row], layout: Layout) -> None:
        """Show the text of each merged area in all its cells, as far as the sheet has rows and columns."""
        if not layout.merged or not rows:
            return
        place = {row.number: row for row in rows}
        numbers = sorted(place)
        width = max(len(row.cells) for row in rows)
        for top, left, bottom, right in layout.merged:
            first = place[top].cells[left - 1] if top in place and left <= len(place[top].cells) else EMPTY
            # Over texts of its own nobody merges cells: the area stayed where it was when rows above it were deleted.
            if not first.text or (top == bottom and _has_texts(place[top].cells[left:right])):
                continue
            for number in _between(numbers, top, bottom):
                # Where its first row or column is hidden, the text is seen in the others.
                unseen = layout.unseen(number)
                shown = replace(first, is_merged=True, is_hidden=left in unseen and right in unseen)
                # A title that is merged over more columns than the table has makes it no wider.
                self._show(place[number].cells, shown, left, min(right, width), number == top)

    def _show(self, cells: list[Cell], shown: Cell, left: int, right: int, is_first: bool) -> None:
        self._take(max(right - left + 1, 0))
        cells += [EMPTY] * (right - len(cells))
        for column in range(left + is_first, right + 1):
            if not cells[column - 1].text:
                cells[column - 1] = shown


def _struck_styles(book: Any) -> set[int]:
    """The numbers of the styles that strike the whole text of a cell through."""
    struck = {place for place, font in enumerate(book._fonts) if font.strike}
    return {number for number, style in enumerate(book._cell_styles) if style.fontId in struck}


def _striking_formats(book: Any) -> set[int | None]:
    """The numbers of the styles of conditional formats that strike through; None, where the sheet itself says so."""
    styles = enumerate(book._differential_styles.styles)
    return {None, *(number for number, style in styles if style.font is not None and style.font.strike)}


def _areas(formats: list[str]) -> list[tuple[str, list[tuple[int, int, int, int]]]]:
    each = list(dict.fromkeys(formats)) if len(formats) <= MOST_FORMATS else [WHOLE_SHEET]
    return [(references, areas_of(references)[:MOST_FORMATS]) for references in each]


def _over(striking: list[tuple[str, list[tuple[int, int, int, int]]]], number: int, cells: list[Cell]) -> Iterator[str]:
    """The areas that lie over a text of a row."""
    for references, areas in striking:
        if any(
            top <= number <= bottom and any(re.search(r"[^\W\d_]", cell.text) for cell in cells[left - 1 : right])
            for top, left, bottom, right in areas
        ):
            yield references


def _between(numbers: list[int], top: int, bottom: int) -> list[int]:
    return numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]


def _has_texts(cells: list[Cell]) -> bool:
    """Whether any cell holds a text of its own."""
    return any(cell.text and not cell.is_merged for cell in cells)


def _is_percent(entry: Any) -> bool:
    """Whether a cell is a number that is shown in percent."""
    if isinstance(entry.value, bool) or not isinstance(entry.value, int | float):
        return False
    try:
        return "%" in NOT_FORMAT.sub("", entry.number_format)
    except (IndexError, KeyError):
        # The file names a format that it does not hold.
        return False


def _text_of(value: object, *, is_error: bool) -> tuple[str, str]:
    """The value of a cell as text, and its kind."""
    if value is None:
        return "", "empty"
    if isinstance(value, bool):
        return str(value).upper(), "boolean"
    if isinstance(value, int | float):
        return _plain(float(value)), "number"
    if isinstance(value, dt.datetime):
        moment = (value + dt.timedelta(seconds=0.5)).replace(microsecond=0)
        return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat(sep=" "), "date"
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return str(value), "date"
    return _unescaped(str(value)), "error" if is_error else "text"


def _plain(number: float) -> str:
    """A number without exponent where it is a whole one.

    >>> _plain(12.0), _plain(92.599999999999994), _plain(6.47201010101e15)
    ('12', '92.6', '6472010101010000')
    """
    return str(int(number)) if number.is_integer() and abs(number) < 1e18 else repr(number)


def _unescaped(text: str) -> str:
    """A text with the signs that XML cannot hold, and that the file writes as `_x000D_`, in one line."""
    return one_line(_unescaped_lines(text))


def _unescaped_lines(text: str) -> str:
    return OUTSIDE_XML.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
