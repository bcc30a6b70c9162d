"""Rows that share their key: those that agree are taken once, of those that differ all wait."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from kkpham_analysis.tables.submissions.files import FileIn
from kkpham_analysis.tables.submissions.rows import RowIn
from kkpham_analysis.tables.submissions.values import Reason


def quarantine_doubled(files: Sequence[FileIn]) -> None:
    """Leave out rows of one key that differ: which of them is meant, only those who wrote them know.

    A row that waits for another reason is one of them too where it stands in the same file. Rows of several files that
    agree are taken once, as when the files come in one by one: from the last.
    """
    for file in files:
        _quarantine_beside(file.rows)
    # Nearly all keys stand once: only the others are gathered.
    times = Counter(row.key for file in files for row in file.rows if not row.reasons)
    by_key: dict[tuple[Any, ...], list[list[RowIn]]] = defaultdict(list)
    for file in files:
        here: dict[tuple[Any, ...], list[RowIn]] = defaultdict(list)
        for row in file.rows:
            if not row.reasons and times[row.key] > 1:
                here[row.key].append(row)
        for key, rows in here.items():
            by_key[key].append(rows)
    for held in by_key.values():
        rows = [row for each in held for row in each]
        if any(row.record != rows[0].record for row in rows):
            _blame(rows, "doubled_row")
            continue
        for first, *again in held:
            _blame([first, *again], "same_again", but_first=True)
            first.is_once_more = first is not held[-1][0]


def _blame(rows: Sequence[RowIn], kind: str, *, but_first: bool = False) -> None:
    """Leave out rows of one key, each with the place of another of them."""
    for row in rows[but_first:]:
        other = rows[0] if row is not rows[0] else rows[1]
        row.reasons.append(_at(kind, row, other))


def _at(kind: str, row: RowIn, other: RowIn) -> Reason:
    """Why a row is left out, with the place of the other one."""
    where = (("file", other.file), ("sheet", other.sheet), ("row", other.number))
    return Reason(kind, "indicator_code", row.key[2], where)


def _quarantine_beside(rows: Sequence[RowIn]) -> None:
    """Leave out the rows of a file that share their key with one that cannot be taken and says something else.

    What stands on a hidden sheet, such as last year's, keeps none from being taken: its sender sees the other one.
    """
    waiting = [row for row in rows if row.reasons and None not in row.key]
    keys = {row.key for row in waiting}
    good = {row.key: row for row in rows if not row.reasons and row.key in keys}
    waiting = [row for row in waiting if row.key in good]
    same = {id(row) for row in waiting if _says_same(row, good[row.key])}
    contested = {row.key: row for row in waiting if id(row) not in same and not _is_on_hidden(row)}
    for row in waiting:
        if row.key not in contested or id(row) not in same:
            kind = "same_again" if id(row) in same else "doubled_row"
            row.reasons.append(_at(kind, row, good[row.key]))
    for key in contested:
        good[key].reasons.append(_at("doubled_row", good[key], contested[key]))


def _says_same(row: RowIn, good: RowIn) -> bool:
    """Whether a row that waits, though every cell of it can be read, says the same as another one."""
    return row.record == good.record and not any(reason.column for reason in row.reasons)


def _is_on_hidden(row: RowIn) -> bool:
    return any(reason.kind == "hidden_sheet" for reason in row.reasons)


def contradicted(rows: Sequence[RowIn]) -> int:
    """How many rows of a file wait because another file says something else."""
    times = Counter(row.key for row in rows)
    return sum(times[row.key] == 1 and any(reason.kind == "doubled_row" for reason in row.reasons) for row in rows)
