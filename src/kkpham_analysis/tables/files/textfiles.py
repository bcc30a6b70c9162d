"""One CSV file into rows of text: what its bytes, its lines and its header can have wrong."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from kkpham_analysis.tables.columns import Table
from kkpham_analysis.tables.faults import Fault

# A header of nonsense is not compared sign by sign.
LONGEST_NAME = 60
UTF8_BOM = b"\xef\xbb\xbf"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


class Blame(Protocol):
    """Takes note of a fault of one file."""

    def __call__(
        self, row: int, kind: str, remedy: str, value: str = "", column: str = "", **details: str | int
    ) -> None:
        """Note what is wrong in a line, and the remedy."""


OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass
class Rows:
    """The rows of a file that have as many fields as the header, with the line each starts on."""

    header: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    records: list[list[str]] = field(default_factory=list)
    stray: set[str] = field(default_factory=set)
    readable: bool = False
    faults: list[Fault] = field(default_factory=list)


def read_rows(path: Path, table: Table) -> Rows:
    """The rows of one raw file, and all that is wrong with its bytes, lines and header."""
    rows = Rows()

    def blame(row: int, kind: str, remedy: str, value: str = "", column: str = "", **details: str | int) -> None:
        rows.faults.append(Fault(table.path, row, column, value, kind, remedy, details))

    text = _decoded(path, table, blame)
    if text is None:
        return rows
    delimiter = _delimiter(text, table, blame)
    records = _records(text, delimiter, blame)
    line, header = next(records, (1, []))
    rows.header = [name.strip() for name in header]
    _check_header(line, rows.header, table, blame)
    rows.readable = bool(set(rows.header) & set(table.columns))
    if rows.readable:
        _sort_records(records, rows, blame)
        # Under the name that was meant, so that what else is wrong in the column is named at once.
        meant = _meant(rows.header, table.columns)
        rows.header = [meant.get(name, name) for name in rows.header]
        if not rows.records and not rows.stray and not table.may_be_empty:
            blame(0, "no_rows", "restore")
    return rows


def _decoded(path: Path, table: Table, blame: Blame) -> str | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        blame(0, "missing_file", "put_back", header=_header(table))
        return None
    except OSError as error:
        blame(0, "unreadable", "make_readable", error=error.strerror or str(error))
        return None
    if content.startswith(UTF16_BOMS) or content[:2].count(0) == 1:
        blame(1, "utf16", "save_utf8")
        return _from_utf16(content)
    content = content.removeprefix(UTF8_BOM)
    if not content.strip():
        blame(0, "empty_file", "restore")
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        lines = [number for number, line in enumerate(content.split(b"\n"), 1) if not _is_utf8(line)]
        sign = content[error.start : error.start + 1].decode("cp1252", errors="replace")
        byte = f"{content[error.start]:#04x}"
        blame(lines[0], "encoding", "save_utf8", byte=byte, sign=sign, count=len(lines))
        return content.decode("cp1252", errors="replace")


def _from_utf16(content: bytes) -> str:
    if content.startswith(UTF16_BOMS):
        return content.decode("utf-16", errors="replace")
    return content.decode("utf-16-be" if content[0] == 0 else "utf-16-le", errors="replace")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _header(table: Table) -> str:
    return ",".join(table.columns)


def _delimiter(text: str, table: Table, blame: Blame) -> str:
    """The character between fields: a comma, or the one that the file uses instead, which is a fault."""
    first = next(iter(text.lstrip("\r\n").splitlines()), "")
    expected = set(table.columns)
    for other, name in OTHER_DELIMITERS.items():
        if len(expected & set(first.split(other))) > max(1, len(expected & set(first.split(",")))):
            blame(1, name, "save_commas")
            return other
    return ","


def _records(text: str, delimiter: str, blame: Blame) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it starts on. After a broken quotation the next line is a fresh start."""
    lines = list(io.StringIO(text, newline=""))
    start = 0
    while start < len(lines):
        reader = csv.reader(islice(lines, start, None), delimiter=delimiter, strict=True)
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
    if "field limit" in error:
        blame(line, "huge_field", "close_quotation", limit=csv.field_size_limit())
    else:
        blame(line, "quotation", "double_quotation")


def _check_header(line: int, header: list[str], table: Table, blame: Blame) -> None:
    expected = table.columns
    whole = _header(table)
    if not set(header) & set(expected):
        blame(line, "header", "header", ",".join(header), header=whole)
        return
    for name in dict.fromkeys(name for name in header if header.count(name) > 1):
        blame(line, "doubled_column", "keep_column", name or "(no name)", name)
    unknown = [name for name in dict.fromkeys(header) if name not in expected]
    missing = [name for name in expected if name not in header]
    meant = _meant(header, expected)
    for name in unknown:
        remedy = "rename_column" if name in meant else "remove_column"
        blame(line, "extra_column", remedy, name or "(no name)", name, header=whole, close=meant.get(name, ""))
    for name in missing:
        blame(line, "missing_column", "header", name, name, header=whole)
    if not unknown and not missing and header != expected and len(header) == len(expected):
        blame(line, "column_order", "header", header=whole)


def _meant(header: list[str], expected: list[str]) -> dict[str, str]:
    """Which missing column each unknown one stands for: the one in whose place it is, else the one of a like name."""
    unknown = [name for name in dict.fromkeys(header) if name not in expected]
    missing = [name for name in expected if name not in header]
    if len(unknown) == len(missing) == 1 and header.index(unknown[0]) == expected.index(missing[0]):
        return {unknown[0]: missing[0]}
    meant: dict[str, str] = {}
    for name in unknown:
        free = [candidate for candidate in missing if candidate not in meant.values()]
        if close := difflib.get_close_matches(name[:LONGEST_NAME], free, 1):
            meant[name] = close[0]
    return meant


def _sort_records(records: Iterator[tuple[int, list[str]]], rows: Rows, blame: Blame) -> None:
    """Keep the records that fit the header, name the others."""
    width = len(rows.header)
    for line, record in records:
        if not any(value.strip() for value in record):
            blame(line, "blank_line", "delete_line")
        elif [value.strip() for value in record] == rows.header:
            blame(line, "doubled_header", "delete_line")
        elif len(record) < width:
            rows.stray.update(record)
            blame(line, "few_fields", "fill_fields", fields=len(record), columns=width)
        elif len(record) > width:
            rows.stray.update(record)
            blame(line, "many_fields", "quote_commas", fields=len(record), columns=width)
        else:
            rows.lines.append(line)
            rows.records.append(record)
