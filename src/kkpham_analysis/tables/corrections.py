"""Corrections: the only place where a value that was collected is overruled, and only while it is still there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kkpham_analysis.tables.columns import Table
from kkpham_analysis.tables.faults import Fault, shortened

if TYPE_CHECKING:
    import pandas as pd

PATH = "corrections.csv"


def apply(texts: dict[str, pd.DataFrame], schemas: Mapping[str, Table]) -> list[Fault]:
    """Put every correction into the tables of `texts`; the faults are corrections that fit nothing."""
    import pandas as pd

    names = {table.path: name for name, table in schemas.items() if table.is_csv and name != "corrections"}
    faults: list[Fault] = []
    for line, row in texts["corrections"].iterrows():
        entry = {str(column): "" if pd.isna(value) else str(value) for column, value in row.items()}
        if set(entry) >= {"file", "key", "column", "found", "corrected"}:
            faults += _apply_one(entry, int(str(line)), texts, names)
    return faults


def _apply_one(
    entry: dict[str, str], line: int, texts: dict[str, pd.DataFrame], names: Mapping[str, str]
) -> list[Fault]:
    def fault(column: str, kind: str, remedy: str, **details: str | int) -> list[Fault]:
        return [Fault(PATH, line, column, entry[column], kind, remedy, details)]

    if entry["file"] not in names:
        return fault("file", "correction_file", "choose", choices=", ".join(names))
    frame = texts.get(names[entry["file"]])
    if frame is None:
        return []  # that file has a fault of its own
    file = entry["file"]
    if entry["column"] not in frame:
        return fault("column", "correction_column", "choose", file=file, choices=", ".join(map(str, frame.columns)))
    rows = _matching(frame, entry["key"])
    if rows is None:
        return fault("key", "correction_key", "key_columns", file=file)
    if len(rows) != 1:
        return fault("key", "correction_row", "name_key", rows=len(rows), file=file)
    now = frame[entry["column"]].fillna("").astype("str")[rows[0]]
    if now != entry["found"]:
        return fault("found", "correction_found", "look_again", file=file, first=rows[0], now=shortened(now))
    frame.loc[rows[0], entry["column"]] = entry["corrected"] or None
    return []


def _matching(frame: pd.DataFrame, key: str) -> list[int] | None:
    """The lines that a key fits; None where it is no key of this table."""
    pairs = [part.partition("=") for part in key.split(";")]
    if not all(equals and column in frame for column, equals, _ in pairs):
        return None
    fits = frame.index == frame.index
    for column, _, value in pairs:
        fits &= (frame[column].fillna("") == value).to_numpy()
    return [int(line) for line in frame.index[fits]]
