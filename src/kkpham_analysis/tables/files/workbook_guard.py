"""What a workbook must not hold, looked at before the library that reads workbooks gets to see it.

The library believes what a file says of itself, keeps a tree of every part that it reads but for the rows, and passes
by rows that are out of order. So each part is streamed through once, without a tree: what would take time or memory
without end, or lose a row, is refused. The same pass notes what the library does not tell where it reads in bounded
memory: merged areas, which cells are formulas, what is hidden, in which texts a part is struck through, what comments
say, and where conditional formats are.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from array import array
from bisect import bisect_left
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.parsers import expat

from kkpham_analysis.tables.files.sheets import ForeignFileError

MEGABYTE = 1024 * 1024
LARGEST_CONTENT = 200 * MEGABYTE
MOST_PARTS = 10_000
MOST_CELLS = 20_000_000
# Elements that the library keeps at one time: of one row or text, or of all else in a part.
MOST_KEPT = 200_000
# The largest sheet that a spreadsheet can hold.
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
# Of these the library drops each as soon as it is read, by the element that the part begins with.
DROPPED = {"worksheet": ("row", LAST_ROW), "sst": ("si", 2 * LAST_ROW)}
# What a cell holds: its value, its text, its formula.
VALUES = {"v", "is", "f"}
# Comments in the older and the newer form, each with its element and that of its text.
COMMENTS = {"comments": ("comment", "t"), "ThreadedComments": ("threadedComment", "text")}
OF_COMMENTS = re.compile(r"/(?:comments|threadedComment)$")
LONGEST_COMMENT = 1000
# Of more formats than this it is not told apart which cells they are of.
MOST_FORMATS = 1000
WHOLE_SHEET = f"A1:XFD{LAST_ROW}"
STRICT = "http://purl.oclc.org/ooxml/"


@dataclass
class Layout:
    """What is known of a part besides its values.

    Parameters
    ----------
    formulas
        Of a sheet, the columns of formulas by row.
    merged
        Its merged areas: top, left, bottom and right.
    struck
        The columns of cells, by row, that hold text of which a part is struck through.
    hidden_rows, hidden_columns
        Its hidden rows with any cell, in order; and its hidden columns, by their numbers.
    struck_texts
        Of the part with the texts that sheets share, the places, from 0, of those with a part that is struck through.
    last_row
        Of a sheet that is XML to its end, the last row that holds a value or a formula: 0 where none does.
    comments
        Of a sheet, what the comments on its cells say, by row and column.
    formats
        The areas of its conditional formats, each with the number of its style; without one where it strikes through.
    targets
        Of a part with the relations of a sheet, the parts that hold its comments.
    """

    formulas: dict[int, array[int]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    struck: dict[int, array[int]] = field(default_factory=dict)
    hidden_rows: array[int] = field(default_factory=lambda: array("I"))
    hidden_columns: frozenset[int] = frozenset()
    struck_texts: set[int] = field(default_factory=set)
    last_row: int | None = None
    comments: dict[int, dict[int, str]] = field(default_factory=dict)
    formats: list[tuple[str, int | None]] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)

    def unseen(self, row: int) -> Container[int]:
        """The columns of a row in which nobody sees what stands there."""
        at = bisect_left(self.hidden_rows, row)
        is_hidden = at < len(self.hidden_rows) and self.hidden_rows[at] == row
        return range(LAST_COLUMN + 1) if is_hidden else self.hidden_columns


def layouts_of(path: Path, archive: zipfile.ZipFile) -> dict[str, Layout]:
    """The layout of each part of a workbook that is a sheet.

    Raises
    ------
    ForeignFileError
        When the archive is no workbook, is protected, or holds more than any table does.
    ValueError
        When a sheet holds what no sheet can.
    """
    _check_sizes(path, archive)
    layouts = {}
    cells = 0
    for part in archive.infolist():
        look = _Look(path, MOST_CELLS - cells)
        look.through(archive, part)
        cells += look.cells
        layouts[part.filename] = look.layout
    _give_comments(layouts)
    return layouts


def _give_comments(layouts: dict[str, Layout]) -> None:
    """Give each sheet the comments that its relations point to; those of the newer form go before the older."""
    for name, relations in layouts.items():
        folder, _, file = name.rpartition("_rels/")
        sheet = layouts.get(folder + file.removesuffix(".rels"), Layout())
        for target in sorted(relations.targets, key=lambda target: "hreadedComment" in target):
            part = layouts.get(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"), Layout())
            for row, texts in list(part.comments.items()):
                sheet.comments.setdefault(row, {}).update(texts)


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
        if "content.xml" in names:
            raise ForeignFileError(path, "open_document")
        if "word/document.xml" in names:
            raise ForeignFileError(path, "word_document")
        raise ForeignFileError(path, "no_workbook" if names else "broken_workbook")


class _Look:
    """One part, as its elements come in."""

    def __init__(self, path: Path, most_cells: int) -> None:
        self.path, self.most_cells = path, most_cells
        self.layout = Layout()
        self.root, self.dropped, self.most, self.is_sheet = "", "", 0, False
        self.kept = self.items = self.cells = self.row = self.column = 0
        self.hidden = bytearray(LAST_COLUMN + 1)
        self.is_row_hidden = self.is_in_cell = False
        self.last_row = 0
        self.area, self.place, self.said, self.authors = "", (0, 0), "", [""]

    def through(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """Stream through the part. One that is no XML, to its end, is a fault only where the library needs it."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        self.parser = parser
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._refuse_entities
        with archive.open(part) as stream:
            try:
                parser.ParseFile(stream)
            except expat.ExpatError:
                return
        # What is cut off behind its last value may have held more: the library has to come to that end itself.
        self.layout.last_row = self.last_row
        self.layout.hidden_columns = frozenset(column for column, is_on in enumerate(self.hidden) if is_on)

    def _refuse_entities(self, *_: object) -> None:
        raise ForeignFileError(self.path, "entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        self.kept += 1
        if not self.root:
            self._begin(name, attributes)
        elif name == self.dropped:
            self.kept, self.items = 0, self.items + 1
            if self.items > self.most:
                raise ForeignFileError(self.path, "too_much_else")
        elif self.kept > MOST_KEPT:
            raise ForeignFileError(self.path, "too_much_else")
        if self.is_sheet:
            self._of_sheet(name, attributes)
        elif self.root in COMMENTS and name == COMMENTS[self.root][0]:
            row, column, *_ = _area(attributes.get("ref", ""))
            self.place = row, column
        elif self.root == "Relationships" and OF_COMMENTS.search(attributes.get("Type", "")):
            self.layout.targets.append(attributes.get("Target", ""))
        elif self.root == "sst" and name == "strike" and _is_on(attributes.get("val", "1")):
            self.layout.struck_texts.add(self.items - 1)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if any(value.startswith(STRICT) for value in attributes.values()):
            raise ForeignFileError(self.path, "strict_workbook")
        self.root, self.is_sheet = name, name == "worksheet"
        self.dropped, self.most = DROPPED.get(name, ("", 0))
        if name in COMMENTS:
            self.parser.CharacterDataHandler, self.parser.EndElementHandler = self._text, self._end

    def _text(self, text: str) -> None:
        self.said = (self.said + text)[:LONGEST_COMMENT]

    def _end(self, name: str) -> None:
        """The end of an author, or of a comment, which begins with its author's name where programs write it so."""
        name = name.rpartition(":")[2]
        if name == "author":
            self.authors.append(self.said.strip())
        elif name == COMMENTS[self.root][0]:
            said = self.said.strip()
            author = max((name for name in self.authors if said.startswith(f"{name}:")), key=len, default="")
            texts = self.layout.comments.setdefault(self.place[0], {})
            before = texts.get(self.place[1], "")
            texts[self.place[1]] = f"{before} {said.removeprefix(f'{author}:') if author else said}".strip()
        if name in ("author", COMMENTS[self.root][0]):
            self.said = ""

    def _of_sheet(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.column = _after(self.column, _column(attributes["r"]) if "r" in attributes else None, LAST_COLUMN)
            self.cells += 1
            self.is_in_cell = True
            if self.is_row_hidden:
                self.layout.hidden_rows.append(self.row)
                self.is_row_hidden = False
            if self.cells > self.most_cells:
                raise ForeignFileError(self.path, "too_many_cells", limit=MOST_CELLS)
        elif name == "row":
            self.row = _after(self.row, int(attributes["r"]) if "r" in attributes else None, LAST_ROW)
            self.column = 0
            self.is_row_hidden = _is_on(attributes.get("hidden", ""))
        elif name in VALUES and self.is_in_cell:
            self.last_row = self.row
            if name == "f":
                self.layout.formulas.setdefault(self.row, array("H")).append(self.column)
        elif name == "extLst":
            # Lists to choose from on another sheet are formulas too, and of no cell.
            self.is_in_cell = False
        elif name == "strike" and self.column and _is_on(attributes.get("val", "1")):
            self.layout.struck.setdefault(self.row, array("H")).append(self.column)
        elif name == "col" and _is_on(attributes.get("hidden", "")):
            first, last = (min(max(int(attributes[end]), 0), LAST_COLUMN) for end in ("min", "max"))
            self.hidden[first : last + 1] = b"\x01" * max(last + 1 - first, 0)
        elif name == "conditionalFormatting":
            self.area, self.column, self.is_in_cell = attributes.get("sqref", ""), 0, False
        elif name == "cfRule" and attributes.get("dxfId", "").isdecimal():
            self.layout.formats.append((self.area or WHOLE_SHEET, int(attributes["dxfId"][:9])))
        elif name == "strike" and not self.column and _is_on(attributes.get("val", "1")):
            self.layout.formats.append((WHOLE_SHEET, None))
        elif name == "mergeCell":
            self.layout.merged.append(_area(attributes.get("ref", "")))


def areas_of(references: str) -> list[tuple[int, int, int, int]]:
    """The areas of several references such as `A1:C3 E2`; one that is none is passed by."""
    found = []
    for reference in references.split():
        with suppress(ValueError):
            found.append(_area(reference))
    return found


def _is_on(value: str) -> bool:
    return value in ("1", "true", "on")


def _after(before: int, number: int | None, last: int) -> int:
    """The number of a row or a column: the next one where it is not said, and never one that was there before."""
    number = before + 1 if number is None else number
    if not before < number <= last:
        raise ValueError(number)
    return number


@cache
def _column_of(letters: str) -> int:
    column = 0
    for sign in letters:
        column = column * 26 + ord(sign) - 64
    return column


def _column(reference: str) -> int:
    """The number of the column that a cell such as `AB12` is in; none, where it is written in another way."""
    letters = reference.rstrip("0123456789").upper()
    return _column_of(letters) if 0 < len(letters) < 4 and letters.isascii() and letters.isalpha() else 0


def _area(reference: str) -> tuple[int, int, int, int]:
    """Top, left, bottom and right of an area such as `A1:C3`."""
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?", reference.replace("$", ""))
    if not found:
        raise ValueError(reference)
    left, top = found[1], found[2]
    return int(top), _column(left), int(found[4] or top), _column(found[3] or left)
