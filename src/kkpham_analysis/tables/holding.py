"""Results made of tables before a process forks, held for its forks as long as the tables are the same.

A result is a function of the tables and of what was asked. It is held with the stamp of each table that it was made of,
and given where the files still have these stamps; else it is made anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from kkpham_analysis.tables.loading import (
    Stamp,
    default_data_dir,
    marks_within,
    note_read,
    read_quietly,
    stamp_of_table,
    tables_of,
)

Result = TypeVar("Result")
# By who makes it, the data folder, and what was asked: the result, and the stamp of each table that it was made of.
_held: dict[tuple[str, ...], tuple[Any, dict[str, Stamp | None]]] = {}


def held(make: Callable[..., Result], data_dir: Path | str | None, *asked: Any) -> Result:
    """What `make` gives of the tables of a folder and of what is asked: the result held, or else made now.

    A result that is held is given once. It is then the caller's own, and none sees what is done to it.

    Parameters
    ----------
    make
        Takes what gives a table by its name, and what is asked; it depends on nothing else.
    data_dir
        As for `load`.
    *asked
        What is asked, each with a `repr` that tells it from all others.
    """
    folder = _folder(data_dir)
    found: tuple[Result, dict[str, Stamp | None]] | None = _held.pop(_key(make, folder, asked), None)
    if found is None or any(stamp_of_table(name, folder) != stamp for name, stamp in found[1].items()):
        return make(tables_of(folder), *asked)
    for name in found[1]:
        note_read(name)
    return found[0]


def hold(make: Callable[..., Result], data_dir: Path | str | None, *asked: Any) -> Result:
    """Make a result and hold it, for `held` with the same arguments.

    Nothing is held that was made of marked rows (made-up ones, or such as rest on a placeholder): a notebook shows the
    marks when they are loaded.
    """
    folder = _folder(data_dir)
    stamps: dict[str, Stamp | None] = {}
    marks: list[str] = []

    def table(name: str) -> pd.DataFrame:
        # Before it is read: where the file is exchanged between the two, the stamp is that of no table.
        stamps.setdefault(name, stamp_of_table(name, folder))
        rows = read_quietly(name, data_dir=folder)
        marks.extend(marks_within(rows))
        return rows

    result = make(table, *asked)
    if not marks:
        _held[_key(make, folder, asked)] = result, stamps
    return result


def _folder(data_dir: Path | str | None) -> Path:
    return default_data_dir() if data_dir is None else Path(data_dir)


def _key(make: Callable[..., Any], folder: Path, asked: tuple[Any, ...]) -> tuple[str, ...]:
    return make.__module__, make.__qualname__, str(folder), repr(asked)
