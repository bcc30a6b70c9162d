"""Corrections: the only place where a value that was collected is overruled, and only while it is still there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kkpham_analysis.tables.columns import Table
from kkpham_analysis.tables.faults import Fault

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
    def fault(column: str, problem: str, remedy: str, kind: str) -> list[Fault]:
        return [Fault(PATH, line, column, entry[column], problem, remedy, kind)]

    if entry["file"] not in names:
        return fault("file", "is not a table under data/raw", "use one of " + ", ".join(names), "correction_file")
    frame = texts.get(names[entry["file"]])
    if frame is None:
        return []  # that file has a fault of its own
    if entry["column"] not in frame:
        remedy = "use one of " + ", ".join(map(str, frame.columns))
        return fault("column", f"is not a column of {entry['file']}", remedy, "correction_column")
    rows = _matching(frame, entry["key"])
    if rows is None:
        remedy = f"write it with columns of {entry['file']}"
        return fault("key", "is not a list of column=value", remedy, "correction_key")
    if len(rows) != 1:
        problem = f"fits {len(rows)} rows of {entry['file']}"
        return fault("key", problem, "name the columns of its key, so that one row fits", "correction_row")
    now = frame[entry["column"]].fillna("").astype(str)[rows[0]]
    if now != entry["found"]:
        problem = f"is no longer there: {entry['file']} line {rows[0]} has '{now}'"
        return fault("found", problem, "look at the source again; mend or remove the correction", "correction_found")
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
