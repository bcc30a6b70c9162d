"""Names outside a map: which row of which margin each takes, so that the lines to them cross as little as can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

Slot = tuple[float, float, str]
Point = tuple[float, float]

CELL = 0.04  # inches: a place that is smaller than this does not stop a line
# What an inch of line costs over another place, over a name, and over a neighbour, against an inch over water.
OVER_PLACE, OVER_NAME, OVER_NEIGHBOUR = 5.0, 30.0, 0.3
# A line that slopes is harder to follow; one that starts off the middle of its place is a little worse.
SLOPE, OFF_MIDDLE = 1.0, 0.04


def slots_chosen(
    starts: Sequence[Any],
    own: Sequence[int],
    shapes: Sequence[Any],
    neighbours: Any,
    written: Sequence[Any],
    frame: tuple[float, float],
    *,
    pitch: float,
    lead: float,
    sides: str,
) -> list[tuple[Slot, Point]]:
    """Row in a margin for each name, and the point of its place where the line starts; no two lines cross.

    Parameters
    ----------
    starts : sequence of arrays
        For each name, the points (x, y) where its line may start, the best first.
    own : sequence of int
        For each name, which of the `shapes` is its place.
    shapes, neighbours, written : geometries
        What lines should not cross: the places, the land around them, and what is written already.
    frame : tuple of float
        Width and height of the map; margins lie left and right of it.
    pitch, lead : float
        Height of a row, and distance of the margins from the map.
    sides : str
        `both`, `left` or `right`.
    """
    if not starts:
        return []
    slots = _slots(frame, pitch, lead, sides, len(starts))
    cells, weights = _cells(shapes, neighbours, written, frame)
    tables = [_costs(points, mine, slots, cells, weights) for points, mine in zip(starts, own, strict=True)]
    costs = np.array([cost for cost, _ in tables])
    chosen = _assigned(costs)

    # Where a line starts is settled before lines are uncrossed: only so does each swap make them shorter.
    first = [points[tables[name][1][slot]] for name, (points, slot) in enumerate(zip(starts, chosen, strict=True))]
    chosen = _uncrossed(chosen, np.array(first), np.array([_end(slot) for slot in slots]))
    return [(slots[slot], (float(x), float(y))) for slot, (x, y) in zip(chosen, first, strict=True)]


def _end(slot: Slot) -> Point:
    return slot[0] + (0.04 if slot[2] == "right" else -0.04), slot[1]


def _slots(frame: tuple[float, float], pitch: float, lead: float, sides: str, number: int) -> list[Slot]:
    """Where names may stand: one below the other, left and right of the map; enough for all."""
    width, height = frame
    margins = {"left": [(-lead, "right")], "right": [(width + lead, "left")]}
    used = margins["left"] + margins["right"] if sides == "both" else margins[sides]
    rows = max(int(height / pitch), -(-number // len(used)))
    first = height / 2 + (rows - 1) / 2 * pitch
    return [(x, first - row * pitch, ha) for x, ha in used for row in range(rows)]


def _cells(
    shapes: Sequence[Any], neighbours: Any, written: Sequence[Any], frame: tuple[float, float]
) -> tuple[Any, Any]:
    """Map as a grid of cells: the place in each (-1 where none), and what else an inch of line costs there."""
    columns, rows = (int(side / CELL) + 1 for side in frame)
    x, y = np.meshgrid((np.arange(columns) + 0.5) * CELL, (np.arange(rows) + 0.5) * CELL)
    points = shapely.points(x.ravel(), y.ravel())
    place = np.full(len(points), -1)
    which, shape = shapely.STRtree(points).query(np.asarray(shapes), predicate="contains")
    place[shape] = which
    weights = np.zeros(len(points))
    shapely.prepare(neighbours)
    weights[shapely.contains_xy(neighbours, x.ravel(), y.ravel())] = OVER_NEIGHBOUR
    if len(written):
        hit = shapely.STRtree(points).query(np.asarray(written), predicate="dwithin", distance=CELL)[1]
        weights[hit] = OVER_NAME
    return place.reshape(rows, columns), weights.reshape(rows, columns)


def _costs(points: Any, mine: int, slots: Sequence[Slot], cells: Any, weights: Any) -> tuple[Any, Any]:
    """For each slot, what the cheapest line to it costs, and which of the points it starts from."""
    ends = np.array([_end(slot) for slot in slots])
    start, end = points[:, None, :], ends[None, :, :]
    length = np.hypot(*np.moveaxis(end - start, -1, 0))
    steps = int(length.max() / CELL) + 2
    along = (np.arange(steps) + 0.5) / steps
    on_line = start[:, :, None, :] + (end - start)[:, :, None, :] * along[:, None]
    column, row = (np.floor(on_line[..., axis] / CELL).astype(int) for axis in (0, 1))
    is_on_map = (column >= 0) & (row >= 0) & (column < cells.shape[1]) & (row < cells.shape[0])
    column, row = np.where(is_on_map, column, 0), np.where(is_on_map, row, 0)
    place = np.where(is_on_map, cells[row, column], -1)
    weight = np.where(is_on_map, weights[row, column], 0) + OVER_PLACE * ((place >= 0) & (place != mine))
    cost = length * (1 + weight.mean(axis=2)) + SLOPE * np.abs(end - start)[..., 1]
    cost += OFF_MIDDLE * np.arange(len(points))[:, None]
    return cost.min(axis=0), cost.argmin(axis=0)


def _assigned(costs: Any) -> list[int]:
    """Slot for each name: the dearest choice first, then moves and swaps while they save anything."""
    free = np.ones(costs.shape[1], dtype=bool)
    chosen = np.zeros(len(costs), dtype=int)
    for name in np.argsort(-costs.min(axis=1), kind="stable"):
        chosen[name] = np.where(free, costs[name], np.inf).argmin()
        free[chosen[name]] = False
    better = True
    while better:
        better = False
        for name in range(len(chosen)):
            slot = int(np.where(free, costs[name], np.inf).argmin())
            if free[slot] and costs[name, slot] < costs[name, chosen[name]] - 1e-9:
                free[[chosen[name], slot]] = True, False
                chosen[name], better = slot, True
            now = costs[name, chosen[name]] + costs[np.arange(len(chosen)), chosen]
            swapped = costs[name, chosen] + costs[:, chosen[name]]
            other = int((now - swapped).argmax())
            if now[other] - swapped[other] > 1e-9:
                chosen[[name, other]] = chosen[[other, name]]
                better = True
    return [int(slot) for slot in chosen]


def _uncrossed(chosen: list[int], starts: Any, ends: Any) -> list[int]:
    """Swap slots until no two lines cross: each swap shortens the lines, so that it ends."""
    slots = np.array(chosen)
    for _ in range(len(slots) ** 2):
        lines = shapely.linestrings(np.stack([starts, ends[slots]], axis=1))
        crossing = np.argwhere(np.triu(shapely.intersects(lines[:, None], lines[None, :]), 1))
        if not len(crossing):
            break
        slots[crossing[0]] = slots[crossing[0][::-1]]
    return [int(slot) for slot in slots]
