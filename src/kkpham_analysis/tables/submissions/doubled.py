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
        where = (("file", other.file), ("row", other.number))
        row.reasons.append(Reason(kind, "indicator_code", row.key[2], where))


def _quarantine_beside(rows: Sequence[RowIn]) -> None:
    """Leave out the rows of a file that share their key with one that cannot be taken."""
    waiting = {row.key: row for row in rows if row.reasons and None not in row.key}
    good = {row.key: row for row in rows if not row.reasons and row.key in waiting}
    for row in rows:
        if row.key in good:
            other = good[row.key] if row.reasons else waiting[row.key]
            where = (("file", other.file), ("row", other.number))
            row.reasons.append(Reason("doubled_row", "indicator_code", row.key[2], where))


def contradicted(rows: Sequence[RowIn]) -> int:
    """How many rows of a file wait because another file says something else."""
    times = Counter(row.key for row in rows)
    return sum(times[row.key] == 1 and any(reason.kind == "doubled_row" for reason in row.reasons) for row in rows)
