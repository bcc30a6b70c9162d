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

    A row that waits for another reason is one of them too where it stands in the same file as one that can be taken.
    Rows of several files that agree are taken once, as when the files come in one by one: from the last.
    """
    # Nearly all keys stand once: only the others are gathered.
    times = Counter(row.key for file in files for row in file.rows)
    by_key: dict[tuple[Any, ...], list[list[RowIn]]] = defaultdict(list)
    for file in files:
        here: dict[tuple[Any, ...], list[RowIn]] = defaultdict(list)
        for row in file.rows:
            if times[row.key] > 1:
                here[row.key].append(row)
        for key, rows in here.items():
            by_key[key].append(rows)
    for held in by_key.values():
        _take_once([rows for rows in held if any(not row.reasons for row in rows)])


def _take_once(held: Sequence[Sequence[RowIn]]) -> None:
    """Leave one of the rows of a key to be taken where they agree; they are given file by file.

    What stands on a hidden sheet, such as last year's, keeps none from being taken: its sender sees the other one.
    """
    good = [row for rows in held for row in rows if not row.reasons]
    if any(row.record != good[0].record for row in good):
        _leave_out([row for rows in held for row in rows])
        return
    first_of = [next(row for row in rows if not row.reasons) for rows in held]
    for rows, first in zip(held, first_of, strict=True):
        if all(_agree(row, first) for row in rows if not _is_on_hidden(row)):
            _leave_out_again(rows, first)
        else:
            _leave_out(rows)
    taken = [row for row in first_of if not row.reasons]
    for row in taken:
        row.is_once_more = row is not taken[-1]


def _leave_out(rows: Sequence[RowIn]) -> None:
    """Leave out all rows of a key, each with the place of one that says something else and is seen."""
    seen = [row for row in rows if not _is_on_hidden(row)]
    others = [next(other for other in seen if other is not row and not _agree(row, other)) for row in rows]
    for row, other in zip(rows, others, strict=True):
        row.reasons.append(_at("doubled_row", row, other))


def _leave_out_again(rows: Sequence[RowIn], first: RowIn) -> None:
    """Leave out the rows of a key beside the one that is taken."""
    for row in rows:
        if row is not first:
            row.reasons.append(_at("same_again" if _agree(row, first) else "doubled_row", row, first))


def _at(kind: str, row: RowIn, other: RowIn) -> Reason:
    """Why a row is left out, with the place of the other one."""
    where = (("file", other.file), ("sheet", other.sheet), ("row", other.number))
    return Reason(kind, "indicator_code", row.key[2], where)


def _agree(row: RowIn, other: RowIn) -> bool:
    """Whether two rows say the same: one of which a cell cannot be read may say anything."""
    return row.record == other.record and not any(reason.column for reason in (*row.reasons, *other.reasons))


def _is_on_hidden(row: RowIn) -> bool:
    return any(reason.kind == "hidden_sheet" for reason in row.reasons)


def contradicted(rows: Sequence[RowIn]) -> int:
    """How many rows of a file wait because another file says something else."""
    times = Counter(row.key for row in rows)
    return sum(times[row.key] == 1 and any(reason.kind == "doubled_row" for reason in row.reasons) for row in rows)
