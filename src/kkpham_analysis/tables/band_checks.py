"""Bands of values that contradict themselves or each other."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables.columns import KINDS, Table
from kkpham_analysis.tables.faults import Fault

if TYPE_CHECKING:
    import pandas as pd

LOWER, UPPER = ("above", "value_from"), ("value_to", "below")
NUMBER = re.compile(KINDS["number"].pattern)
UNBOUND = float("inf")

# A limit and whether the value itself is outside: as a lower one just above it, as an upper one just below.
Limit = tuple[float, int]


@dataclass(frozen=True)
class _Band:
    """A band of one line, its limits in an order in which they can be compared."""

    line: int
    low: Limit
    high: Limit


def band_faults(frame: pd.DataFrame, table: Table) -> list[Fault]:
    """Bands with two limits at one end, without unit, without values, or that share values with another.

    A number that is badly written has a fault of its own; its band is not looked at.
    """
    faults: list[Fault] = []
    bands: dict[tuple[str, str], list[_Band]] = defaultdict(list)
    for line, row in zip(frame.index.tolist(), frame.to_dict("records"), strict=True):
        given = {name: value for name in (*LOWER, *UPPER) if isinstance(value := row[name], str)}
        if not given or not all(NUMBER.fullmatch(value) for value in given.values()):
            continue
        if found := _of_one(given, row, line, table):
            faults.append(found)
        else:
            bands[row["regulation"], row["indicator_no"]].append(_band(given, line))
    for own in bands.values():
        faults += _that_overlap(own, table)
    return faults


def _of_one(given: dict[str, str], row: dict[Any, Any], line: int, table: Table) -> Fault | None:
    """What is wrong with the limits of one band."""
    for first, second in (LOWER, UPPER):
        if first in given and second in given:
            return Fault(table.path, line, second, given[second], "two_limits", "one_limit", {"name": first})
    if not isinstance(row["unit"], str):
        return Fault(table.path, line, "unit", "", "band_without_unit", "name_unit")
    band = _band(given, line)
    if band.low > band.high:
        column = next(name for name in UPPER if name in given)
        return Fault(table.path, line, column, given[column], "no_band", "check_value")
    return None


def _band(given: dict[str, str], line: int) -> _Band:
    low: Limit = (-UNBOUND, 0)
    high: Limit = (UNBOUND, 0)
    for name, value in given.items():
        limit = (float(value), {"above": 1, "below": -1}.get(name, 0))
        if name in LOWER:
            low = limit
        else:
            high = limit
    return _Band(line, low, high)


def _that_overlap(bands: list[_Band], table: Table) -> list[Fault]:
    """Bands of one indicator that begin before the one below them ends."""
    ordered = sorted(bands, key=lambda band: (band.low, band.high))
    return [
        Fault(table.path, band.line, "", "", "bands_overlap", "one_band", {"first": other.line})
        for other, band in pairwise(ordered)
        if band.low <= other.high
    ]
