"""Columns of a table whose head is not understood: what they say of the names may be that these were not honoured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from kkpham_analysis.tables.award_lists.entries import Cause, Entry
from kkpham_analysis.tables.award_lists.layout.columns import YES, undated
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.meaning.grounds import Grounds
from kkpham_analysis.tables.award_lists.meaning.words import Titles
from kkpham_analysis.tables.award_lists.reading.told_titles import told_title

NUMBER = re.compile(r"\d+(?:[.,]\d+)*\s*%?")
# "Predikat (sementara)": in a sentence the word only joins it to the one before.
NOT_FINAL = re.compile(r"\bsementara\b", re.IGNORECASE)
# What a column of titles is called that says how far each name came, and nothing against it.
STAGES = {"tahap"}
CODE = 4
RANKS = re.compile(r"\b(?:peringkat|ranking|rank|urutan)\b", re.IGNORECASE)


@dataclass
class Table:
    """The heads of a table, the line that they stand on, and its rows with names."""

    heads: tuple[str, ...]
    line: int
    rows: list[Read] = field(default_factory=list)

    def column(self, at: int) -> list[str]:
        """The cells of a column that are filled."""
        return [cell for row in self.rows if (cell := cell_of(row, at))]


def cell_of(row: Read, at: int) -> str:
    """A cell of a row; empty where the row is shorter."""
    return row.line.cells[at] if at < len(row.line.cells) else ""


def tables_of(reads: Sequence[Read], entries: Sequence[Entry]) -> list[Table]:
    """The tables of a list; heads over two rows are those of one."""
    found: list[Table] = []
    for read in reads:
        reasons = {entry.reason for entry in entries[read.start : read.end]}
        if "header" in reasons and found and not found[-1].rows:
            pairs = zip_longest(found[-1].heads, read.line.cells, fillvalue="")
            found[-1] = Table(tuple(" ".join(filter(None, pair)) for pair in pairs), read.line.number)
        elif "header" in reasons:
            found.append(Table(read.line.cells, read.line.number))
        elif found and read.is_row and any(read.columns):
            found[-1].rows.append(read)
    return [table for table in found if table.rows]


def of_columns(reads: Sequence[Read], entries: Sequence[Entry], grounds: Grounds) -> Iterator[tuple[int, Cause]]:
    """The names beside which a column says what is not understood, one question for each column.

    A title in a column that is understood goes before what any other says.

    Parameters
    ----------
    reads
        The lines, with the places of their entries.
    entries
        All that was understood.
    grounds
        Tells the words of a head that are understood.
    """
    titles = grounds.names.titles
    for table in tables_of(reads, entries):
        doubtful = {at: said for at in range(len(table.heads)) if (said := _doubt(table, at, grounds))}
        for row in table.rows:
            if is_titled(row, doubtful, titles):
                continue
            named = [place for place in range(row.start, row.end) if entries[place].status == "claim"]
            causes = [Cause(table.heads[at], "column", said, table.line) for at, said in doubtful.items()
                      if cell_of(row, at)]  # fmt: skip
            yield from ((place, cause) for place in named for cause in causes)


def _doubt(table: Table, at: int, grounds: Grounds) -> str:
    """The words in the head of a column that are not understood, or all of it above numbers; empty where none are."""
    columns, head = table.rows[0].columns, table.heads[at]
    cells = table.column(at)
    if not head or (at < len(columns) and columns[at] is not None) or not cells:
        return ""
    is_scored = any(column and column.role == "score" for column in columns)
    has_numbers = _are_numbers(cells) and not is_scored and not RANKS.search(head)
    says = any(told_title(cell, grounds.names.titles) or cell.casefold() in YES for cell in cells)
    if not (has_numbers or (says and not _are_numbers(cells, least=0))):
        return ""
    around = grounds.around(undated(head)[0])
    unknown = [word for word in around.unknown if has_numbers or word.casefold() not in STAGES]
    words = [*around.denying, *unknown, *NOT_FINAL.findall(head)]
    return ", ".join(dict.fromkeys(words)) or (head if has_numbers else "")


def _are_numbers(cells: Sequence[str], least: int = 1) -> bool:
    """Whether any cell of a column is a number, and these are neither codes nor those of the rows."""
    numbers = [cell for cell in cells if NUMBER.fullmatch(cell)]
    # "64.99" may be a code as well as a score.
    if not numbers or all(len(number) == CODE and number.isdecimal() for number in numbers):
        return False
    whole = [int(cell) if cell.isdecimal() else -1 for cell in numbers]
    return whole != list(range(whole[0], whole[0] + len(whole))) or whole[0] < 0


def is_titled(row: Read, doubtful: Mapping[int, str], titles: Titles) -> bool:
    """Whether a column that is understood gives the names of a row their title."""
    return any(
        told_title(cell, titles) or (column is not None and column.role == "mark" and cell.casefold() in YES)
        for at, (column, cell) in enumerate(zip(row.columns, row.line.cells, strict=False))
        if at not in doubtful
    )
