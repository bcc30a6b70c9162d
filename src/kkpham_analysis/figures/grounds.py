"""A map as a grid of cells: where a name could stand off the land, and what the line to it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import shapely

WAYS = ("left", "right", "center")  # how a text stands at the end of its line
LEFT_OF = {"left": 0.0, "right": 1.0, "center": 0.5}  # the share of a text that lies left of where it stands
ASIDE = {"left": -0.04, "right": 0.04, "center": 0.0}  # inches from there to the end of its line
CELL = 0.04  # inches: a place that is smaller than this does not stop a line
# A line is looked at in a multiple of so many points, no more than so many inches apart.
POINTS, SAMPLE = 8, 0.028
# First in one of so many points, then in every one. Not even rounding makes the first look tell more than the other.
EVERY, SURELY = (8, 1), 0.9999
STEP = (0.12, 0.08)  # inches between the spots that are looked at
# What an inch of line costs over another place and over a neighbour, against an inch over water.
OVER_PLACE, OVER_NEIGHBOUR = 1.5, 0.1
ENTERED = 0.8  # what it costs that a line leads into another place, however far
# What a text costs on the land of a neighbour, and across its border.
ON_NEIGHBOUR, ON_BORDER = 0.1, 0.25
# A line that slopes is harder to follow; one that starts off the middle of its place is a little worse.
SLOPE, OFF_MIDDLE = 0.5, 0.015
UPRIGHT = 0.1  # what a text over or under its place costs more than one beside it
ALIGNED = 0.15  # saved by a text that begins or ends where another does
LEAST = 0.12  # inches of the shortest line: a shorter one is not seen
NO_PLACE = np.int16(-1)  # what a cell of the water or of a neighbour is of
SHELL = 0.3  # lines that may cost so much more than the least are looked at first; then twice as much, and so on


class Spots(NamedTuple):
    """Where texts could stand, and the lines to them: an array each, with an entry for each spot.

    `text` says which of the texts it is. `x` and `y` are the middle of its left, right or whole, as `ha` says. Its
    line leads from `start` to `end`.
    """

    cost: Any
    text: Any
    x: Any
    y: Any
    ha: Any
    start: Any
    end: Any


class _Stands(NamedTuple):
    """Where the texts of a place could stand, as far as the places of the map go, and what the lines there cost.

    `least` and `cost` have a row for each start of a line: what it costs but for what it leads over, and at least in
    all as far as it was looked at: in every point, or in each of so many as `every` says. `low` and `high` are the
    bounds of `cost` in each spot. The line ends `aside` of x, and `above` y or as much below it. `corners` are
    those of the text in sums of cells.
    """

    least: Any
    cost: Any
    every: Any
    low: Any
    high: Any
    corners: Any
    text: Any
    x: Any
    y: Any
    ha: Any
    aside: Any
    above: Any


class Ground:
    """The places of a map, their neighbours and the water, in cells."""

    def __init__(self, shapes: Sequence[Any], neighbours: Any, frame: tuple[float, float]) -> None:
        self.frame = frame
        self.columns, self.rows = (int(side / CELL) + 1 for side in frame)
        x, y = np.meshgrid((np.arange(self.columns) + 0.5) * CELL, (np.arange(self.rows) + 0.5) * CELL)
        points = shapely.points(x.ravel(), y.ravel())
        self.cells = shapely.STRtree(points)
        self.place = np.full(len(points), NO_PLACE)
        which, cell = self.cells.query(np.asarray(shapes), predicate="contains")
        self.place[cell] = which
        self.neighbour = shapely.contains_xy(neighbours, x.ravel(), y.ravel())
        edges = self.cells.query(neighbours.boundary, predicate="dwithin", distance=CELL / 2)
        border = np.zeros(len(points), dtype=bool)
        border[edges] = True
        self.sums = [self._summed(cells) for cells in (self.place >= 0, self.neighbour, border)]
        # What stays while names are moved: the cells near what is written, and where the texts of a place could stand.
        self.near: dict[Any, Any] = {}
        self.stands: dict[Any, _Stands] = {}
        self.weights: dict[int, tuple[Any, Any]] = {}

    def spots(
        self,
        sizes: Sequence[tuple[float, float]],
        starts: Any,
        mine: int,
        written: Sequence[Any],
        used: Sequence[tuple[float, str]],
        limit: float = np.inf,
        ways: Sequence[str] = WAYS,
    ) -> Iterator[Spots]:
        """Where one of some texts could stand, the cheapest first, some at a time; to be tested: cells are coarse.

        Parameters
        ----------
        sizes : sequence of (float, float)
            Width and height of each text.
        starts : array
            Points (x, y) where the line may start, the best first; always the same for the same place.
        mine : int
            Which of the shapes is the place.
        written : sequence of geometries
            What is written already.
        used : sequence of (float, str)
            Where other texts begin or end.
        limit : float
            What a spot costs less than.
        ways : sequence of str
            On which sides of its line a text may stand.
        """
        stands = self._stands(sizes, starts, mine)
        # Where every line costs more than the limit, nothing else need be known.
        free = np.flatnonzero((stands.low - ALIGNED < limit) & _is_one_of(stands.ha, ways))
        if not len(free):
            return
        free = free[_within(self._summed(self._taken(written)), stands.corners[:, free]) == 0]
        saved = np.zeros(len(free))
        for way in ways:
            known = [x for x, ha in used if ha == way]
            if known:
                saved += ALIGNED * ((stands.ha[free] == way) & np.isin(stands.x[free], known))
        yield from self._cheapest(stands, starts, mine, free, saved, limit)

    def _taken(self, written: Sequence[Any]) -> Any:
        """Cells near to what is written."""
        taken = np.zeros(len(self.place), dtype=bool)
        for shape in written:
            if shape not in self.near:
                self.near[shape] = self.cells.query(shape, predicate="dwithin", distance=CELL * 0.7)
            taken[self.near[shape]] = True
        return taken

    def _summed(self, cells: Any) -> Any:
        """How many of the cells lie before each, in rows and columns: of any rectangle the corners tell how many."""
        sums = np.zeros((self.rows + 1, self.columns + 1), dtype=np.int32)
        cells.reshape(self.rows, self.columns).cumsum(axis=0, out=sums[1:, 1:])
        return sums.cumsum(axis=1, out=sums).ravel()

    def _stands(self, sizes: Sequence[tuple[float, float]], starts: Any, mine: int) -> _Stands:
        key = (mine, *sizes)
        if key not in self.stands:
            found = [self._standing(text, size, starts, ha) for (text, size), ha in product(enumerate(sizes), WAYS)]
            self.stands[key] = _Stands(*(np.concatenate(part, axis=-1) for part in zip(*found, strict=True)))
        return self.stands[key]

    def _standing(self, text: int, size: tuple[float, float], starts: Any, ha: str) -> _Stands:
        """Where a text could stand off the places, on one side of its line."""
        x, y = self._grid(size[1], starts, ha)
        left = x - LEFT_OF[ha] * size[0]
        box = np.array([left, y - size[1] / 2, left + size[0], y + size[1] / 2])
        fits = (box[:2] >= 0).all(axis=0) & (box[2] <= self.frame[0]) & (box[3] <= self.frame[1])
        x, y, box = x[fits], y[fits], box[:, fits]
        corners = self._corners(box)
        fits = _within(self.sums[0], corners) == 0
        x, y, corners = x[fits], y[fits], corners[:, fits]
        on_neighbour, on_border = (_within(sums, corners) > 0 for sums in self.sums[1:])
        aside, above = np.full(len(x), ASIDE[ha]), np.full(len(x), size[1] / 2 + 0.03 if ha == "center" else 0.0)
        least = _least(starts, x, y, aside, above) + ON_NEIGHBOUR * on_neighbour + ON_BORDER * on_border
        every = np.full(least.shape, POINTS + 1, dtype=np.int8)
        return _Stands(
            least,
            least.copy(),
            every,
            *_bounds(least),
            corners,
            np.full(len(x), text),
            x,
            y,
            np.full(len(x), ha),
            aside,
            above,
        )

    def _grid(self, height: float, starts: Any, ha: str) -> list[Any]:
        xs = np.arange(0, self.frame[0] + STEP[0], STEP[0])
        ys = np.arange(height / 2, self.frame[1], STEP[1])
        # Level with a start, or upright over it, a line is easiest to follow.
        straight = (starts[:, 0], []) if ha == "center" else ([], starts[:, 1])
        return [side.ravel() for side in np.meshgrid(np.unique([*xs, *straight[0]]), np.unique([*ys, *straight[1]]))]

    def _corners(self, box: Any) -> Any:
        """The cells at the corners of boxes, in sums."""
        west, east = (np.clip((side / CELL).astype(int), 0, self.columns - 1) for side in (box[0], box[2]))
        south, north = (np.clip((side / CELL).astype(int), 0, self.rows - 1) for side in (box[1], box[3]))
        wide = self.columns + 1
        return np.array(
            [(north + 1) * wide + east + 1, south * wide + east + 1, (north + 1) * wide + west, south * wide + west]
        )

    def _cheapest(
        self, stands: _Stands, starts: Any, mine: int, free: Any, saved: Any, limit: float
    ) -> Iterator[Spots]:
        """Spots by their cost. A line is followed only when all that cost less are known: most never are."""
        last = stands.high[free].max(initial=-np.inf)
        low = -np.inf
        for high in _shells((stands.low[free] - saved).min(initial=limit), min(last, limit)):
            below = min(high, limit)
            # In most spots no line costs as much or as little.
            here = np.flatnonzero((stands.low[free] - saved < below) & (stands.high[free] - saved >= low))
            cost, start, spot = self._between(stands, starts, mine, free[here], saved[here], (low, below))
            best = np.argsort(cost, kind="stable")
            if len(best):
                yield _spots(stands, starts, cost[best], start[best], spot[best])
            low = high

    def _between(
        self, stands: _Stands, starts: Any, mine: int, spots: Any, saved: Any, bounds: tuple[float, float]
    ) -> tuple[Any, Any, Any]:
        """What the lines to spots cost that cost so much, with the numbers of their starts and spots."""
        low, high = bounds
        cost = stands.cost[:, spots] - saved
        start, spot = np.nonzero((cost >= low) & (cost < high))
        # A rough look tells of most that they cost more; only the others are followed.
        for every in EVERY:
            cost = self._costs(stands, starts, mine, start, spots[spot], every) - saved[spot]
            known = cost < high
            cost, start, spot = cost[known], start[known], spot[known]
        stands.low[spots], stands.high[spots] = _bounds(stands.cost[:, spots])
        return cost, start, spots[spot]

    def _costs(self, stands: _Stands, starts: Any, mine: int, start: Any, spot: Any, every: int) -> Any:
        """What lines cost at least by a look at each of so many points, and in all by one at every point."""
        new = stands.every[start, spot] > every
        begun, reached = start[new], spot[new]
        over = self._over(starts[begun], _ends(stands, starts[begun], reached), mine, every)
        stands.cost[begun, reached] = stands.least[begun, reached] + over
        stands.every[begun, reached] = every
        return stands.cost[start, spot]

    def _weights(self, mine: int) -> tuple[Any, Any]:
        """Which other place each cell is of, and what it costs to a line from this one."""
        if mine not in self.weights:
            others = np.where(self.place == mine, NO_PLACE, self.place)
            weight = (OVER_PLACE * (others >= 0) + OVER_NEIGHBOUR * self.neighbour).astype(np.float32)
            self.weights[mine] = others, weight
        return self.weights[mine]

    def _over(self, starts: Any, ends: Any, mine: int, every: int) -> Any:
        """What lines cost for what they lead over, each looked at in as many points as its length asks for.

        Looked at in fewer of these they cost less, never more.
        """
        way = ends - starts
        length = np.hypot(*way.T)
        steps = POINTS * (length / (POINTS * SAMPLE)).astype(int) + POINTS
        others, weight = self._weights(mine)
        cost = np.zeros(len(length))
        for number in np.unique(steps):
            same = np.flatnonzero(steps == number)
            along = (np.arange(0, number, every) + 0.5) / number
            # All lie on the map: spots and places do.
            column, row = (
                _cells_along(begin, step, along) for begin, step in zip(starts[same].T, way[same].T, strict=True)
            )
            row *= self.columns
            row += column
            over = weight.take(row)
            cost[same] = length[same] * over.mean(axis=1) / every
            # Most lines lead over no other place: only of the rest it is asked how many they enter.
            reached = np.flatnonzero(over.max(axis=1) >= OVER_PLACE)
            cost[same[reached]] += ENTERED * _entered(others.take(row[reached]))
        return cost if every == 1 else cost * SURELY


def _bounds(cost: Any) -> tuple[Any, Any]:
    """The least and the most that a line to each spot costs, of those that can be."""
    return cost.min(axis=0), np.where(cost < np.inf, cost, -np.inf).max(axis=0)


def _entered(under: Any) -> Any:
    """How often lines, given by which other places lie under them, lead into one."""
    return np.count_nonzero((under[:, 1:] != under[:, :-1]) & (under[:, 1:] >= 0), axis=1)


def _cells_along(begin: Any, step: Any, along: Any) -> Any:
    """The rows or columns of cells that lines lead over."""
    place = step[:, None] * along
    place += begin[:, None]
    place /= CELL
    return place.astype(np.int32)


def _within(sums: Any, corners: Any) -> Any:
    """How many of the summed cells lie in each box."""
    return sums[corners[0]] - sums[corners[1]] - sums[corners[2]] + sums[corners[3]]


def _ends(stands: _Stands, start: Any, spot: Any) -> Any:
    """Where lines end: beside the text, or over or under its middle."""
    above = np.where(stands.y[spot] < start[:, 1], stands.above[spot], -stands.above[spot])
    return np.stack([stands.x[spot] + stands.aside[spot], stands.y[spot] + above], axis=1)


def _spots(stands: _Stands, starts: Any, cost: Any, start: Any, spot: Any) -> Spots:
    begin = starts[start]
    text, x, y, ha = (part[spot] for part in (stands.text, stands.x, stands.y, stands.ha))
    return Spots(cost, text, x, y, ha, begin, _ends(stands, begin, spot))


def _least(starts: Any, x: Any, y: Any, aside: Any, above: Any) -> Any:
    """What the line from each start to each text costs where it leads over water only; infinite where none can be."""
    is_upright = above > 0
    across = x + aside - starts[:, :1]
    up = y - starts[:, 1:]
    up += np.where(up < 0, above, -above)
    length = np.hypot(across, up)
    # Beside its place a text is reached level; over or under it, upright.
    cost = length + SLOPE * np.abs(np.where(is_upright, across, up)) + UPRIGHT * is_upright
    cost += OFF_MIDDLE * np.arange(len(starts))[:, None]
    forward = np.where(aside < 0, across, -across)
    is_wrong = (length < LEAST) | np.where(is_upright, np.abs(up) < LEAST, forward < 0.05)
    return np.where(is_wrong, np.inf, cost)


def _is_one_of(ha: Any, ways: Sequence[str]) -> Any:
    return True if len(ways) == len(WAYS) else np.isin(ha, ways)


def _shells(first: float, last: float) -> Iterator[float]:
    """Costs up to which lines are looked at, one after the other, from the least to the most that one could cost."""
    width = SHELL
    high = first + width
    while high <= last:
        yield high
        width *= 2
        high += width
    yield np.inf
