"""A map as a grid of cells: where a name could stand off the land, and what the line to it costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

# The cost, the middle of the left, right or whole text, and where its line starts.
Spot = tuple[float, float, float, str, tuple[float, float]]

WAYS = ("left", "right", "center")  # how a text stands at the end of its line
CELL = 0.04  # inches: a place that is smaller than this does not stop a line
STEP = (0.12, 0.08)  # inches between the spots that are looked at; twice as much where they are far
FAR = 1.0
# What an inch of line costs over another place and over a neighbour, against an inch over water.
OVER_PLACE, OVER_NEIGHBOUR = 1.5, 0.1
ENTERED = 0.4  # what it costs that a line leads into another place, however far
# What a text costs on the land of a neighbour, and across its border.
ON_NEIGHBOUR, ON_BORDER = 0.1, 0.25
# A line that slopes is harder to follow; one that starts off the middle of its place is a little worse.
SLOPE, OFF_MIDDLE = 0.5, 0.015
UPRIGHT = 0.1  # what a text over or under its place costs more than one beside it
ALIGNED = 0.15  # saved by a text that begins or ends where another does
LEAST = 0.12  # inches of the shortest line: a shorter one is not seen


class Ground:
    """The places of a map, their neighbours and the water, in cells."""

    def __init__(self, shapes: Sequence[Any], neighbours: Any, frame: tuple[float, float]) -> None:
        self.frame = frame
        self.columns, self.rows = (int(side / CELL) + 1 for side in frame)
        x, y = np.meshgrid((np.arange(self.columns) + 0.5) * CELL, (np.arange(self.rows) + 0.5) * CELL)
        points = shapely.points(x.ravel(), y.ravel())
        self.cells = shapely.STRtree(points)
        self.place = np.full(len(points), -1)
        which, cell = self.cells.query(np.asarray(shapes), predicate="contains")
        self.place[cell] = which
        self.neighbour = shapely.contains_xy(neighbours, x.ravel(), y.ravel())
        edges = self.cells.query(neighbours.boundary, predicate="dwithin", distance=CELL / 2)
        self.border = np.zeros(len(points), dtype=bool)
        self.border[edges] = True

    def spots(
        self,
        size: tuple[float, float],
        starts: Any,
        mine: int,
        written: Sequence[Any],
        used: Sequence[tuple[float, str]],
        reach: float,
        limit: float,
        ways: Sequence[str] = WAYS,
    ) -> list[Spot]:
        """Where a text could stand, the cheapest first; to be tested: cells are coarse.

        Parameters
        ----------
        size : tuple of float
            Width and height of the text.
        starts : array
            Points (x, y) where its line may start, the best first.
        mine : int
            Which of the shapes is its place.
        written : sequence of geometries
            What is written already.
        used : sequence of (float, str)
            Where other texts begin or end.
        reach : float
            How far from the place, in inches, spots are looked for.
        limit : float
            What a spot may cost.
        ways : sequence of str
            On which sides of its line a text may stand.
        """
        taken = np.zeros(len(self.place), dtype=bool)
        if len(written):
            taken[self.cells.query(np.asarray(written), predicate="dwithin", distance=CELL * 0.7)[1]] = True
        found = []
        step = np.array(STEP) * (2 if reach > FAR else 1)
        for ha in ways:
            xs = np.arange(0, self.frame[0] + step[0], step[0])
            known = {x for x, way in used if way == ha}
            ys = np.arange(size[1] / 2, self.frame[1], step[1])
            # Level with a start, or upright over it, a line is easiest to follow.
            straight = ([*known, *starts[:, 0]], []) if ha == "center" else (known, starts[:, 1])
            x, y = np.meshgrid(np.unique([*xs, *straight[0]]), np.unique([*ys, *straight[1]]))
            x, y = x.ravel(), y.ravel()
            left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[ha] * size[0]
            box = (left, y - size[1] / 2, left + size[0], y + size[1] / 2)
            free = (box[0] >= 0) & (box[1] >= 0) & (box[2] <= self.frame[0]) & (box[3] <= self.frame[1])
            free &= self._within((self.place >= 0) | taken, box) == 0
            away = np.hypot(x - starts[:, :1], y - starts[:, 1:]).min(axis=0)
            kept = np.flatnonzero(free & (away < min(reach, limit + ALIGNED) + size[1]))
            if not len(kept):
                continue
            box = tuple(side[kept] for side in box)
            x, y = x[kept], y[kept]
            cost, start = self._costs(starts, mine, (x, y, size[1], ha), taken)
            cost += ON_NEIGHBOUR * (self._within(self.neighbour, box) > 0)
            cost += ON_BORDER * (self._within(self.border, box) > 0)
            cost -= ALIGNED * np.isin(x, list(known))
            found.append((cost, x, y, np.full(len(x), ha), start))
        if not found:
            return []
        cost, x, y, way, start = (np.concatenate(part) for part in zip(*found, strict=True))
        order = np.argsort(cost, kind="stable")
        return [
            (float(cost[i]), float(x[i]), float(y[i]), str(way[i]), (float(start[i, 0]), float(start[i, 1])))
            for i in order
            if cost[i] < limit
        ]

    def _within(self, cells: Any, box: Any) -> Any:
        """How many of the cells lie in each box, by sums from the corner."""
        sums = np.zeros((self.rows + 1, self.columns + 1), dtype=int)
        sums[1:, 1:] = cells.reshape(self.rows, self.columns).cumsum(axis=0).cumsum(axis=1)
        west, east = (np.clip((side / CELL).astype(int), 0, self.columns - 1) for side in (box[0], box[2]))
        south, north = (np.clip((side / CELL).astype(int), 0, self.rows - 1) for side in (box[1], box[3]))
        return sums[north + 1, east + 1] - sums[south, east + 1] - sums[north + 1, west] + sums[south, west]

    def _costs(self, starts: Any, mine: int, spots: Any, taken: Any) -> tuple[Any, Any]:
        """For each spot, what the cheapest line to it costs, and where that starts."""
        x, y, height, ha = spots
        start = starts[:, None, :]
        ends = np.stack(np.broadcast_arrays(x, y), axis=1)[None].repeat(len(starts), axis=0)
        if ha == "center":
            ends[..., 1] += np.where(ends[..., 1] < start[..., 1], 1, -1) * (height / 2 + 0.03)
        else:
            ends[..., 0] += -0.04 if ha == "left" else 0.04
        way = ends - start
        length = np.hypot(way[..., 0], way[..., 1])
        weight = OVER_PLACE * ((self.place >= 0) & (self.place != mine)) + OVER_NEIGHBOUR * self.neighbour
        weight = np.where(taken, np.inf, weight)
        steps = int(length.max() / (1.5 * CELL)) + 4
        along = (np.arange(steps) + 0.5) / steps
        on_line = start[:, :, None, :] + way[:, :, None, :] * along[:, None]
        # All lie on the map: spots and places do.
        column, row = np.moveaxis((on_line / CELL).astype(np.int32), -1, 0)
        cell = row * self.columns + column
        cost = length * (1 + weight[cell].mean(axis=2))
        under = self.place[cell]
        is_new = (under[..., 1:] != under[..., :-1]) & (under[..., 1:] >= 0) & (under[..., 1:] != mine)
        cost += ENTERED * is_new.sum(axis=2)
        # Beside its place a text is reached level; over or under it, upright.
        cost += SLOPE * np.abs(way[..., 0] if ha == "center" else way[..., 1])
        cost += UPRIGHT if ha == "center" else 0.0
        cost += OFF_MIDDLE * np.arange(len(starts))[:, None]
        is_wrong = length < LEAST
        if ha == "center":
            is_wrong |= np.abs(way[..., 1]) < LEAST
        else:
            is_wrong |= (way[..., 0] if ha == "left" else -way[..., 0]) < 0.05
        cost = np.where(is_wrong, np.inf, cost)
        best = cost.argmin(axis=0)
        return cost.min(axis=0), starts[best]
