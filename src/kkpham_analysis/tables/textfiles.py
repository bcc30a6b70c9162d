"""One CSV file into rows of text: what its bytes, its lines and its header can have wrong."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kkpham_analysis.tables.columns import Table
from kkpham_analysis.tables.faults import Fault

# One broken quotation mark can swallow a whole file; no field of ours comes near this length.
LONGEST_FIELD = 20_000
UTF8_BOM = b"\xef\xbb\xbf"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


class Blame(Protocol):
    """Takes note of a fault."""

    def __call__(self, row: int, problem: str, remedy: str, kind: str, value: str = "", column: str = "") -> None:
        """Note that a line has a problem, and the remedy."""


OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}


@dataclass
class Rows:
    """The rows of a file that have as many fields as the header, with the line each starts on."""

    header: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    values: list[list[str]] = field(default_factory=list)
    stray: set[str] = field(default_factory=set)
    readable: bool = False
    faults: list[Fault] = field(default_factory=list)


def read_rows(path: Path, table: Table) -> Rows:
    """The rows of one raw file, and all that is wrong with its bytes, lines and header."""
    rows = Rows()

    def blame(row: int, problem: str, remedy: str, kind: str, value: str = "", column: str = "") -> None:
        rows.faults.append(Fault(table.path, row, column, value, problem, remedy, kind))

    text = _decoded(path, table, blame)
    if text is None:
        return rows
    delimiter = _delimiter(text, table, blame)
    records = _records(text, delimiter, blame)
    line, rows.header = next(records, (1, []))
    rows.header = [name.removeprefix("\ufeff").strip() for name in rows.header]
    _check_header(line, rows.header, table, blame)
    rows.readable = bool(set(rows.header) & set(table.columns))
    if rows.readable:
        _sort_records(records, rows, blame)
        if not rows.values and not rows.stray and not table.may_be_empty:
            blame(0, "holds a header and no rows", "restore the file from its source or from git", "no_rows")
    return rows


def _decoded(path: Path, table: Table, blame: Blame) -> str | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        blame(0, "is missing", "put it back, with the header " + ",".join(table.columns), "missing_file")
        return None
    except OSError as error:
        blame(0, f"cannot be read ({error.strerror})", "make it a file that you may read", "unreadable")
        return None
    if not content.strip():
        blame(0, "is empty", "restore it from its source or from git", "empty_file")
        return None
    if content.startswith(UTF16_BOMS):
        blame(1, "is written in UTF-16", "save it as UTF-8", "encoding")
        return content.decode("utf-16", errors="replace")
    content = content.removeprefix(UTF8_BOM)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        lines = [number for number, line in enumerate(content.split(b"\n"), 1) if not _is_utf8(line)]
        sign = content[error.start : error.start + 1].decode("cp1252", errors="replace")
        more = f", nor are {len(lines) - 1} other lines" if len(lines) > 1 else ""
        blame(
            lines[0],
            f"is not UTF-8 (byte {content[error.start]:#04x}, which is '{sign}' in Windows-1252){more}",
            "save the file as UTF-8",
            "encoding",
        )
        return content.decode("cp1252", errors="replace")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(text: str, table: Table, blame: Blame) -> str:
    """The character between fields: a comma, or the one that the file uses instead, which is a fault."""
    first = text.lstrip("\r\n").splitlines()[0]
    expected = set(table.columns)
    for other, name in OTHER_DELIMITERS.items():
        if len(expected & set(first.split(other))) > max(1, len(expected & set(first.split(",")))):
            blame(1, f"has {name} between its fields", "save it with commas (CSV, comma-separated)", "delimiter")
            return other
    return ","


def _records(text: str, delimiter: str, blame: Blame) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it starts on. After a broken quotation the next line is a fresh start."""
    csv.field_size_limit(LONGEST_FIELD)
    lines = list(io.StringIO(text, newline=""))
    start = 0
    while start < len(lines):
        reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
        begin = start
        try:
            for record in reader:
                yield begin + 1, record
                begin = start + reader.line_num
            return
        except csv.Error as error:
            _blame_quotation(begin + 1, str(error), blame)
            start = begin + 1


def _blame_quotation(line: int, error: str, blame: Blame) -> None:
    if "field limit" in error and "larger" in error:
        problem = f"holds a field of more than {LONGEST_FIELD} characters"
        blame(line, problem, "look for a quotation mark that is never closed, or shorten it", "huge_field")
    else:
        blame(line, "has a quotation mark that is not closed or not doubled",
              'write " inside a quoted field as ""', "quotation")  # fmt: skip


def _check_header(line: int, header: list[str], table: Table, blame: Blame) -> None:
    expected = table.columns
    whole = "the header must be " + ",".join(expected)
    if not set(header) & set(expected):
        blame(line, "is not the header of this table", whole, "header", ",".join(header))
        return
    for name in dict.fromkeys(name for name in header if header.count(name) > 1):
        blame(line, "stands in the header twice", "keep one of the columns", "doubled_column", name, name)
    unknown = [name for name in dict.fromkeys(header) if name not in expected]
    missing = [name for name in expected if name not in header]
    for name in unknown:
        close = difflib.get_close_matches(name, missing, 1)
        remedy = f"did you mean {close[0]}? {whole}" if close else f"remove it; {whole}"
        blame(line, "is not a column of this table", remedy, "extra_column", name or "(no name)", name)
    for name in missing:
        blame(line, "is missing from the header", whole, "missing_column", name, name)
    if not unknown and not missing and header != expected and len(header) == len(expected):
        blame(line, "has its columns in another order", whole, "column_order")


def _sort_records(records: Iterator[tuple[int, list[str]]], rows: Rows, blame: Blame) -> None:
    """Keep the records that fit the header, name the others."""
    width = len(rows.header)
    for line, record in records:
        if not any(value.strip() for value in record):
            blame(line, "is blank", "delete the line", "blank_line")
        elif [value.strip() for value in record] == rows.header:
            blame(line, "repeats the header", "delete the line", "doubled_header")
        elif len(record) != width:
            few = len(record) < width
            rows.stray.update(record)
            blame(
                line,
                f"has {len(record)} fields instead of {width}",
                "fill in what is missing, or its commas"
                if few
                else 'put a value with commas between quotation marks ""',
                "few_fields" if few else "many_fields",
            )
        else:
            rows.lines.append(line)
            rows.values.append(record)
