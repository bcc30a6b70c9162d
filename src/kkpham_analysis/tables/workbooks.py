"""One XLSX workbook into sheets of rows of text, in one pass and in bounded memory, whatever the file holds.

The parts of the file are read as a stream and no tree of them is made: a million empty rows cost time, not memory. A
document type, and with it every entity, is refused, and so is what would unpack to more than `LARGEST_CONTENT`.
"""

from __future__ import annotations

import datetime as dt
import lzma
import re
import struct
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from kkpham_analysis.tables.sheets import EMPTY, Cell, ForeignFileError, Row, Sheet, one_line

MEGABYTE = 1024 * 1024
LARGEST_CONTENT = 200 * MEGABYTE
MOST_PARTS = 10_000
MOST_CELLS = 20_000_000
# The largest sheet that a spreadsheet can hold.
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
# Formats that a file need not spell out: days, times, and both.
DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
NOT_A_DATE_SIGN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.|General', re.IGNORECASE)
OUTSIDE_XML = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What a damaged archive can raise, from the list of its parts to their last byte; a way of packing that is not known
# is a RuntimeError.
DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, expat.ExpatError, EOFError, LookupError,
          OSError, RuntimeError, ValueError, OverflowError)  # fmt: skip

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]


def read_workbook(path: Path) -> list[Sheet]:
    """The sheets of a workbook, in its order.

    Raises
    ------
    ForeignFileError
        When it is none, is protected or broken, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(path, archive)
            book = _Workbook(path, archive)
            return [book.sheet(*entry) for entry in book.entries()]
    except ForeignFileError:
        raise
    except DAMAGE:
        raise ForeignFileError(path, "broken_workbook") from None


def _check_sizes(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    # The archive gives no more of a part than it declares, so what is declared is what there is to fear.
    size = sum(part.file_size for part in parts)
    if size > LARGEST_CONTENT or len(parts) > MOST_PARTS:
        raise ForeignFileError(path, "unpacks", size=size // MEGABYTE, limit=LARGEST_CONTENT // MEGABYTE)
    if any(part.flag_bits & 1 for part in parts):
        raise ForeignFileError(path, "locked")
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        if any(name.endswith("workbook.bin") for name in names):
            raise ForeignFileError(path, "binary_workbook")
        raise ForeignFileError(path, "no_workbook" if names else "broken_workbook")


class _Workbook:
    """The parts of one workbook that all its sheets need."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path, self.archive = path, archive
        self.parts = set(archive.namelist())
        self.from_1904 = False
        self.texts = self._shared_texts()
        self.is_date = self._date_styles()
        self.cells_left = MOST_CELLS

    def parse(self, part: str, start: Start, end: Callable[[str, str], None] | None = None) -> None:
        """Read one part as a stream: `start` gets each element with its attributes, `end` each with its own text."""
        parser = expat.ParserCreate()
        text: list[str] = []

        def begin(name: str, attributes: Attributes) -> None:
            text.clear()
            start(name.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attributes.items()})

        def finish(name: str) -> None:
            if end is not None:
                end(name.rpartition(":")[2], "".join(text))
            text.clear()

        def refuse(*_: object) -> None:
            raise ForeignFileError(self.path, "entities")

        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = begin, finish
        parser.CharacterDataHandler = text.append
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
        with self.archive.open(part) as stream:
            parser.ParseFile(stream)

    def entries(self) -> list[tuple[str, bool, str]]:
        """Each sheet: its name, whether it is hidden, and its part."""
        found: list[tuple[str, bool, str]] = []
        targets: dict[str, str] = {}

        def relation(name: str, attributes: Attributes) -> None:
            if name == "Relationship":
                targets[attributes.get("Id", "")] = attributes.get("Target", "")

        def sheet(name: str, attributes: Attributes) -> None:
            if name == "workbookPr":
                self.from_1904 = attributes.get("date1904", "0") in ("1", "true")
            if name == "sheet":
                part = _part(targets.get(attributes.get("id", ""), ""))
                if part in self.parts and "chartsheets" not in part:
                    found.append((attributes.get("name", ""), attributes.get("state", "visible") != "visible", part))

        self.parse("xl/_rels/workbook.xml.rels", relation)
        self.parse("xl/workbook.xml", sheet)
        if not found:
            raise ForeignFileError(self.path, "no_sheet")
        return found

    def _shared_texts(self) -> list[str]:
        texts: list[str] = []
        if "xl/sharedStrings.xml" not in self.parts:
            return texts
        pieces: list[str] = []
        spoken = 0

        def start(name: str, _: Attributes) -> None:
            nonlocal spoken
            # How a text is spoken (rPh) is no part of it.
            spoken += name == "rPh"

        def end(name: str, text: str) -> None:
            nonlocal spoken
            spoken -= name == "rPh"
            if name == "t" and not spoken:
                pieces.append(text)
            if name == "si":
                texts.append(_unescaped("".join(pieces)))
                pieces.clear()

        self.parse("xl/sharedStrings.xml", start, end)
        return texts

    def _date_styles(self) -> list[bool]:
        if "xl/styles.xml" not in self.parts:
            return []
        formats: dict[str, str] = {}
        styles: list[bool] = []
        inside = ""

        def start(name: str, attributes: Attributes) -> None:
            nonlocal inside
            if name in ("cellXfs", "cellStyleXfs", "dxfs"):
                inside = name
            if name == "numFmt" and inside != "dxfs":
                formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            if name == "xf" and inside == "cellXfs":
                number = attributes.get("numFmtId", "0")
                styles.append(_is_date(formats[number]) if number in formats else int(number) in DATE_FORMATS)

        self.parse("xl/styles.xml", start)
        return styles

    def sheet(self, name: str, hidden: bool, part: str) -> Sheet:
        """One sheet, its merged cells filled."""
        reader = _SheetReader(self)
        self.parse(part, reader.start, reader.end)
        reader.fill_merged()
        return Sheet(name, hidden, reader.rows)


class _SheetReader:
    """The rows of one sheet, as its elements come in."""

    def __init__(self, book: _Workbook) -> None:
        self.book = book
        self.rows: list[Row] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.known: dict[tuple[str, str, bool], Cell] = {}
        self.row_number = self.column = 0
        self.cells: list[Cell] = []
        self.attributes: Attributes = {}
        self.value, self.is_formula, self.in_cell = "", False, False
        self.spoken = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self.row_number = int(attributes.get("r", self.row_number + 1))
            if not 0 < self.row_number <= LAST_ROW:
                raise ValueError(self.row_number)
            self.column, self.cells = 0, []
        elif name == "c":
            self.column = _column(attributes["r"]) if "r" in attributes else self.column + 1
            if not 0 < self.column <= LAST_COLUMN:
                raise ValueError(self.column)
            self.attributes, self.value, self.is_formula, self.in_cell = attributes, "", False, True
        elif name == "f":
            self.is_formula = self.in_cell
        elif name == "rPh":
            self.spoken += 1
        elif name == "mergeCell":
            self.merged.append(_area(attributes.get("ref", "")))

    def end(self, name: str, text: str) -> None:
        if name == "v" and self.in_cell:
            self.value = text
        elif name == "t" and self.in_cell and not self.spoken:
            self.value += text
        elif name == "rPh":
            self.spoken -= 1
        elif name == "c":
            self.in_cell = False
            self._put(self._cell())
        elif name == "row" and any(cell.text for cell in self.cells):
            while self.cells[-1] is EMPTY:
                self.cells.pop()
            self.rows.append(Row(self.row_number, self.cells))

    def _put(self, cell: Cell) -> None:
        if cell is EMPTY:
            return
        missing = self.column - 1 - len(self.cells)
        self.book.cells_left -= max(missing, 0) + 1
        if self.book.cells_left < 0:
            raise ForeignFileError(self.book.path, "too_many_cells", limit=MOST_CELLS)
        if missing >= 0:
            self.cells += [EMPTY] * missing + [cell]
        else:
            self.cells[self.column - 1] = cell

    def _cell(self) -> Cell:
        kind = self.attributes.get("t", "n")
        if not self.value and not self.is_formula:
            return EMPTY
        if kind == "s":
            text, kind = self.book.texts[int(self.value)] if self.value else "", "text"
        elif kind == "b":
            text, kind = ("TRUE" if self.value.strip() in ("1", "true") else "FALSE"), "boolean"
        elif kind == "e":
            text, kind = self.value.strip(), "error"
        elif kind == "d":
            text, kind = self.value.strip(), "date"
        elif kind == "n":
            text, kind = self._number()
        else:
            text, kind = _unescaped(self.value), "text"
        if not text and not self.is_formula:
            return EMPTY
        key = (text, kind if text else "empty", self.is_formula or (kind == "text" and text.startswith("=")))
        cell = self.known.get(key)
        if cell is None:
            cell = self.known[key] = Cell(*key)
        return cell

    def _number(self) -> tuple[str, str]:
        text = self.value.strip()
        if not text:
            return "", "empty"
        style = int(self.attributes.get("s", "0"))
        number = float(text)
        if 0 <= style < len(self.book.is_date) and self.book.is_date[style]:
            day = _day(number, from_1904=self.book.from_1904)
            if day:
                return day, "date"
        return _plain(number), "number"

    def fill_merged(self) -> None:
        """Show the text of each merged area in all its cells, as far as the sheet has rows and columns."""
        self.rows.sort(key=lambda row: row.number)
        if not self.merged or not self.rows:
            return
        place = {row.number: row for row in self.rows}
        numbers = sorted(place)
        width = max(len(row.cells) for row in self.rows)
        for top, left, bottom, right in self.merged:
            first = place[top].cells[left - 1] if top in place and left <= len(place[top].cells) else EMPTY
            if not first.text:
                continue
            shown = Cell(first.text, first.kind, first.is_formula, is_merged=True)
            for number in _between(numbers, top, bottom):
                # A title that is merged over more columns than the table has makes it no wider.
                self._show(place[number].cells, shown, left, min(right, width), number == top)

    def _show(self, cells: list[Cell], shown: Cell, left: int, right: int, is_first: bool) -> None:
        self.book.cells_left -= max(right - left + 1, 0)
        if self.book.cells_left < 0:
            raise ForeignFileError(self.book.path, "too_many_cells", limit=MOST_CELLS)
        cells += [EMPTY] * (right - len(cells))
        for column in range(left + is_first, right + 1):
            if not cells[column - 1].text:
                cells[column - 1] = shown


def _between(numbers: list[int], top: int, bottom: int) -> list[int]:
    return numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]


def _part(target: str) -> str:
    """The part that a relation of the workbook points to."""
    path = PurePosixPath(target.lstrip("/")) if target.startswith("/") else PurePosixPath("xl") / target
    return path.as_posix()


def _column(reference: str) -> int:
    """The number of the column that a cell such as `AB12` is in."""
    column = 0
    for sign in reference[:4].upper():
        if not "A" <= sign <= "Z":
            break
        column = column * 26 + ord(sign) - 64
    return column


def _area(reference: str) -> tuple[int, int, int, int]:
    """Top, left, bottom and right of an area such as `A1:C3`."""
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?", reference.replace("$", ""))
    if not found:
        raise ValueError(reference)
    left, top = found[1], found[2]
    return int(top), _column(left), int(found[4] or top), _column(found[3] or left)


def _is_date(code: str) -> bool:
    """Whether a number format shows a day or a time.

    >>> _is_date("dd/mm/yyyy"), _is_date("[$-421]d mmmm yyyy"), _is_date('0.00 "hari"'), _is_date("General")
    (True, True, False, False)
    """
    return bool(re.search("[dmyhs]", NOT_A_DATE_SIGN.sub("", code).partition(";")[0], re.IGNORECASE))


def _day(number: float, *, from_1904: bool) -> str:
    """The day that a number stands for, with the time where it has one; empty where no calendar has it."""
    # The spreadsheet counts a 29 February 1900 that never was.
    first = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30)
    try:
        moment = first + dt.timedelta(seconds=round(number * 86_400))
    except (OverflowError, ValueError):
        return ""
    if 0 <= number < 1 and not from_1904:
        return moment.time().isoformat()
    return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat(sep=" ")


def _plain(number: float) -> str:
    """A number without exponent where it is a whole one.

    >>> _plain(12.0), _plain(92.599999999999994), _plain(6.47201010101e15)
    ('12', '92.6', '6472010101010000')
    """
    return str(int(number)) if number.is_integer() and abs(number) < 1e18 else repr(number)


def _unescaped(text: str) -> str:
    """A text with the signs that XML cannot hold, and that the file writes as `_x000D_`, in one line."""
    text = OUTSIDE_XML.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
    return one_line(text)
