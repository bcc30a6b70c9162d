"""Tables of other people, as they are: CSV and XLSX into sheets of rows of text, with the numbers of their rows.

Nothing here knows what a table is about. What comes from elsewhere is taken for hostile until it is read: sizes are
looked at before anything is opened, formulas are told and never computed, and what cannot be read is refused with a
sentence that says what to do.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from pathlib import Path

from kkpham_analysis.tables.files.sheets import EMPTY, Cell, ForeignFileError, Row, Sheet, broken, one_line
from kkpham_analysis.tables.files.textfiles import UTF8_BOM, UTF16_BOMS
from kkpham_analysis.tables.files.workbook_guard import MEGABYTE
from kkpham_analysis.tables.files.workbooks import read_workbook

__all__ = ["Cell", "ForeignFileError", "Row", "Sheet", "read_sheets", "read_text_of"]

LARGEST_FILE = 200 * MEGABYTE
LONGEST_CELL = 131_072
# What a file begins with tells what it is, whatever it is called.
WORKBOOK = b"PK\x03\x04"
OTHER_KINDS = {b"\xd0\xcf\x11\xe0": "old_or_locked", b"%PDF": "pdf", b"PK\x05\x06": "broken_workbook"}
# Where two fit alike, the comma is a decimal comma.
DELIMITERS = ("\t", ";", "|", ",")
SAMPLE_LINES = 200
# What no text holds: a file with such signs is a picture, a program or the like.
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
WEB_PAGE = re.compile(r"\s*<(!doctype|html|table|\?xml)", re.IGNORECASE)


def read_sheets(path: Path | str) -> list[Sheet]:
    """The sheets of a table of somebody else's, in the order of the file; of a CSV file one, without a name.

    Rows without any text are left out, so the number of a row is to be taken from the row. Merged cells hold the text
    of the first one, and say so. Hidden sheets are there, and say so.

    Parameters
    ----------
    path
        A CSV file (UTF-8, UTF-16 or Windows-1252; commas, semicolons, tabs or bars), or an XLSX workbook. What counts
        is what the file holds, not what it is called.

    Raises
    ------
    ForeignFileError
        When the file cannot be taken: it is missing, of another kind, too large, protected or broken.
    """
    path = Path(path)
    begin = _first_bytes(path)
    if begin.startswith(WORKBOOK):
        return read_workbook(path)
    return [Sheet("", rows=delimited_rows(path, _text(path, begin)))]


def read_text_of(path: Path | str) -> str:
    """The text of a file of somebody else's, in whatever encoding it is; its lines end as they do in the file.

    Raises
    ------
    ForeignFileError
        When the file is missing, too large, or no text.
    """
    path = Path(path)
    begin = _first_bytes(path)
    if begin.startswith(WORKBOOK):
        raise ForeignFileError(path, "not_text")
    return _text(path, begin)


def _first_bytes(path: Path) -> bytes:
    """What a file begins with, once its size allows to read it."""
    try:
        if not path.is_file():
            raise ForeignFileError(path, "no_file" if path.exists() else "missing")
        size = path.stat().st_size
        with path.open("rb") as file:
            begin = file.read(8)
    except (OSError, ValueError) as error:
        if isinstance(error, ForeignFileError):
            raise
        raise ForeignFileError(path, "unreadable", error=getattr(error, "strerror", "") or str(error)) from None
    if size > LARGEST_FILE:
        raise ForeignFileError(path, "too_large", size=size // MEGABYTE, limit=LARGEST_FILE // MEGABYTE)
    return begin


def _text(path: Path, begin: bytes) -> str:
    for mark, kind in OTHER_KINDS.items():
        if begin.startswith(mark):
            raise ForeignFileError(path, kind)
    text = decoded(path.read_bytes())
    if not text.strip():
        raise ForeignFileError(path, "empty")
    if NOT_TEXT.search(text):
        raise ForeignFileError(path, "binary")
    return text


def decoded(content: bytes) -> str:
    """Bytes as text: what they say of their encoding counts, then UTF-8, then Windows-1252 as old Excel writes it."""
    if content.startswith(UTF16_BOMS):
        return content.decode("utf-16", errors="replace")
    if content[:2].count(0) == 1:
        return content.decode("utf-16-be" if content[0] == 0 else "utf-16-le", errors="replace")
    try:
        return content.removeprefix(UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def delimited_rows(path: Path, text: str) -> list[Row]:
    """The rows of a text with commas, semicolons, tabs or bars; `path` names it in faults.

    Raises
    ------
    ForeignFileError
        When it is a web page, or a quotation does not end.
    """
    if WEB_PAGE.match(text):
        raise ForeignFileError(path, "web_page")
    # Excel says so in a first line of its own.
    told = re.match(r"\s*\"?sep=(.)\"?\r?\n", text)
    delimiter = told[1] if told else _delimiter(text)
    skipped = 1 if told else 0
    reader = csv.reader(islice(io.StringIO(text, newline=""), skipped, None), delimiter=delimiter, strict=True)
    known: dict[str, Cell] = {"": EMPTY}
    rows = []
    begin = 0
    # Other libraries in the same process lift the limit for good.
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        for record in reader:
            number, begin = begin + 1 + skipped, reader.line_num
            cells = [_cell(value, known) for value in record]
            while cells and cells[-1] is EMPTY:
                cells.pop()
            if cells:
                rows.append(Row(number, cells))
    except csv.Error as error:
        kind = "huge_cell" if "field limit" in str(error) else "quotation"
        raise ForeignFileError(path, kind, line=begin + 1 + skipped) from None
    finally:
        csv.field_size_limit(limit)
    return rows


def _cell(text: str, known: dict[str, Cell]) -> Cell:
    # The same few texts stand in most cells of a large file: each is kept once.
    cell = known.get(text)
    if cell is None:
        cell = known[text] = _text_cell(text)
    return cell


def _text_cell(text: str) -> Cell:
    line = one_line(text)
    return Cell(line, "text", is_formula=line.startswith("="), broken=broken(text)) if line else EMPTY


def _delimiter(text: str) -> str:
    """The character between the cells: the one that cuts most lines into as many cells as it does the others."""
    lines = list(islice(io.StringIO(text, newline=""), SAMPLE_LINES))

    def fit(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(len(record) for record in csv.reader(lines, delimiter=delimiter) if len(record) > 1)
        except csv.Error:
            return 0, 0
        # Title lines above a table are no part of it, and decimal commas are in some lines only.
        (width, count), *_ = widths.most_common(1) or [(0, 0)]
        return count, width

    return max(DELIMITERS, key=fit)
