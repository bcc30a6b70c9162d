"""Where names stand on a map: inside their place, on the water beside it, or off the land on a short line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely

from kkpham_analysis.figures.grounds import Ground
from kkpham_analysis.figures.sheet import text_size

GRID = 22
AIR, INNER_AIR = 0.035, 0.02  # inches around a name, and between a name and the border of its own place
NEAR, CLEAR = 0.07, 0.10  # inches: how near its own place, and how far from any other, a name without a line stands
LONG_NAME = 18  # letters: a longer name is broken in two where it can be
REACHES = (0.8, 1.6, 3.2, 8.0)  # inches within which a spot is looked for, one after the other
ROUNDS = 2  # how often names on lines are looked at again, each among all the others
ORDERS = 5  # in how many orders names on lines are tried, before the map is said to be too full
GAIN = 0.05  # what a change must save
TRIED = 200  # of the cheapest spots; the coarse grid that finds them is not exact


@dataclass(frozen=True)
class Place:
    """A place with its name, what is said of it under its name, and its polygon in inches."""

    code: str
    name: str
    shape: Any
    note: str = ""

    @cached_property
    def inner(self) -> Any:
        """Points inside the place, the innermost first."""
        return inner_points(self.shape)

    @property
    def stacked(self) -> list[str]:
        """Texts that may stand inside the place, the best first."""
        forms = [self.name, in_two_lines(self.name)]
        forms = forms if len(self.name) <= LONG_NAME else forms[::-1]
        return [f"{form}\n{self.note}" if self.note else form for form in forms]

    @property
    def beside(self) -> list[str]:
        """Texts that may stand outside the place, the best first."""
        if self.note:
            return [f"{self.name}\n{self.note}"]
        return [self.name, in_two_lines(self.name)] if " " in self.name else [self.name]


@dataclass(frozen=True)
class Label:
    """A name on the map: the middle of its left, right or whole text, and the point its line leads to."""

    code: str
    text: str
    x: float
    y: float
    ha: str
    where: str
    width: float
    height: float
    size: float
    anchor: tuple[float, float] | None = None

    @property
    def box(self) -> Any:
        """The rectangle that the text takes."""
        left = self.x - {"left": 0.0, "center": 0.5, "right": 1.0}[self.ha] * self.width
        return shapely.box(left, self.y - self.height / 2, left + self.width, self.y + self.height / 2)

    @property
    def _end(self) -> tuple[float, float]:
        """Where the line ends: a little before the text, or over or under its middle."""
        if self.ha == "center" and self.anchor:
            return self.x, self.y + (1 if self.y < self.anchor[1] else -1) * (self.height / 2 + 0.03)
        return self.x + (0.04 if self.ha == "right" else -0.04), self.y

    @property
    def line(self) -> Any:
        """The line from the text to its place."""
        if self.anchor is None:
            return None
        return shapely.LineString([self.anchor, self._end])


# Names on lines, each with what it costs, by the code of its place.
_Led = dict[str, tuple[float, Label]]


def in_two_lines(name: str) -> str:
    """Name broken at the space nearest to its middle."""
    spaces = [i for i, letter in enumerate(name) if letter == " "]
    if not spaces:
        return name
    middle = min(spaces, key=lambda i: abs(i - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def place_labels(
    places: Sequence[Place], neighbours: Any, width: float, height: float, *, size: float, smaller: float
) -> list[Label] | None:
    """Label for every place of a map of `width` × `height` inches; None where the map has no room for all.

    No name overlaps another, or crosses the border of a place; no line crosses a name or another line.

    Parameters
    ----------
    places : sequence of Place
        What is named.
    neighbours : geometry
        Land around them that is drawn, but not named.
    width, height : float
        The map in inches.
    size, smaller : float
        Size of the text in points, and the size of a name that fits its place only so.
    """
    labels: list[Label] = []
    left_over = []
    for place in sorted(places, key=lambda each: -each.shape.area):
        label = _inside(place, size) or _inside(place, smaller)
        labels.append(label) if label else left_over.append(place)
    land = _Land(places, neighbours, (width, height))
    outside = []
    for place in sorted(left_over, key=lambda each: each.shape.area):
        label = land.beside(place, labels, size)
        labels.append(label) if label else outside.append(place)
    led = _led(land, outside, labels, size)
    return None if led is None else labels + led


def _led(land: _Land, outside: Sequence[Place], labels: Sequence[Label], size: float) -> list[Label] | None:
    """Names on lines: one after the other; then each takes its best spot where the others lose less than it gains."""
    order = sorted(outside, key=lambda each: each.shape.area)
    for _ in range(ORDERS):
        led: _Led = {}
        stuck = next((place for place in order if not _added(land, place, labels, size, led)), None)
        if stuck is None:
            break
        # The one that found no room goes first.
        order.remove(stuck)
        order.insert(0, stuck)
    else:
        return None
    best = {place.code: land.led(place, labels, size) for place in order}
    for _ in range(ROUNDS):
        before = led
        for place in order:
            led = _bettered(land, place, best[place.code], order, labels, size, led)
        if led == before:
            break
    return [label for _, label in led.values()]


def _added(land: _Land, place: Place, labels: Sequence[Label], size: float, led: _Led, limit: float = np.inf) -> bool:
    """Add a name to those on lines, where there is room for it at less than the limit."""
    found = land.led(place, [*labels, *(label for _, label in led.values())], size, limit)
    if found:
        led[place.code] = found
    return found is not None


def _bettered(
    land: _Land,
    place: Place,
    best: tuple[float, Label] | None,
    order: Sequence[Place],
    labels: Sequence[Label],
    size: float,
    led: _Led,
) -> _Led:
    """Give a name its best spot, and those in its way other ones; as before where nothing is gained."""
    if best is None or best[0] > led[place.code][0] - GAIN:
        return led
    taken = _taken(best[1]).buffer(AIR)
    kept = {code: found for code, found in led.items() if code != place.code and not taken.intersects(_taken(found[1]))}
    tried = {**kept, place.code: best}
    for other in order:
        left = _total(led) - GAIN - _total(tried)
        if other.code not in tried and not _added(land, other, labels, size, tried, left):
            return led
    return tried


def _taken(label: Label) -> Any:
    return shapely.union(label.box, label.line)


def _total(led: _Led) -> float:
    return sum(cost for cost, _ in led.values())


def largest_part(shape: Any) -> Any:
    """Largest polygon of several."""
    parts = shapely.get_parts(shape)
    return parts[np.argmax(shapely.area(parts))]


def inner_points(shape: Any, number: int = GRID) -> Any:
    """Points of a grid inside the largest part of a polygon, the innermost first; always at least one."""
    part = largest_part(shape)
    west, south, east, north = part.bounds
    steps = (np.arange(number) + 0.5) / number
    x, y = np.meshgrid(west + steps * (east - west), south + steps * (north - south))
    shapely.prepare(part)
    within = shapely.contains_xy(part, x.ravel(), y.ravel())
    if not within.any():
        return np.array([part.representative_point()])
    points = shapely.points(x.ravel()[within], y.ravel()[within])
    edge = part.boundary
    shapely.prepare(edge)
    return points[np.argsort(-shapely.distance(edge, points), kind="stable")]


def _inside(place: Place, size: float) -> Label | None:
    """Name in its polygon, as near as can be to the innermost point; broken in two if it does not fit in one."""
    points = place.inner
    x, y = shapely.get_x(points), shapely.get_y(points)
    shapely.prepare(place.shape)
    for text in place.stacked:
        width, height = text_size(text, size)
        half, tall = width / 2 + INNER_AIR, height / 2 + INNER_AIR
        fits = shapely.contains(place.shape, shapely.box(x - half, y - tall, x + half, y + tall))
        if fits.any():
            # Among the points that fit, the one nearest to the innermost of all.
            away = np.hypot(x - x[0], y - y[0])
            best = int(np.flatnonzero(fits)[np.argmin(away[fits])])
            return Label(place.code, text, float(x[best]), float(y[best]), "center", "inside", width, height, size)
    return None


class _Land:
    """The map with all its land: where a name may stand outside its place."""

    def __init__(self, places: Sequence[Place], neighbours: Any, frame: tuple[float, float]) -> None:
        self.codes = np.array([place.code for place in places])
        self.tree = shapely.STRtree([place.shape for place in places])
        self.neighbours = neighbours
        shapely.prepare(neighbours)
        self.frame = frame
        self.ground = Ground([place.shape for place in places], neighbours, frame)

    def beside(self, place: Place, labels: Sequence[Label], size: float) -> Label | None:
        """Name so near to its place, and so far from others, that no line is needed."""
        part = largest_part(place.shape)
        for text in place.beside:
            width, height = text_size(text, size)
            candidates = [
                Label(place.code, text, x, y, ha, "beside", width, height, size)
                for x, y, ha in _around(part.bounds, height)
            ]
            boxes = np.array([label.box for label in candidates])
            fits = self._is_free(boxes, labels) & shapely.dwithin(boxes, part, NEAR)
            fits &= ~shapely.intersects(self.neighbours, boxes)
            which, other = self.tree.query(boxes, predicate="dwithin", distance=CLEAR)
            fits[which[self.codes[other] != place.code]] = False
            if fits.any():
                return candidates[int(np.argmax(fits))]
        return None

    def led(
        self, place: Place, labels: Sequence[Label], size: float, limit: float = np.inf
    ) -> tuple[float, Label] | None:
        """Name off the land, on the line that is shortest and leads over as little as can be; and what it costs."""
        starts = shapely.get_coordinates(_spread(place.inner))
        mine = int(np.flatnonzero(self.codes == place.code)[0])
        written = [label.box for label in labels] + [label.line for label in labels if label.line]
        used = [(label.x, label.ha) for label in labels if label.anchor]
        best: tuple[float, Label] | None = None
        for reach in REACHES:
            for text in place.beside:
                width, height = text_size(text, size)
                spots = self.ground.spots((width, height), starts, mine, written, used, reach, limit)
                for cost, x, y, ha, start in spots[:TRIED]:
                    label = Label(place.code, text, x, y, ha, "led", width, height, size, start)
                    if self._is_clear(label, labels, written):
                        best, limit = (cost, label), cost
                        break
            # A longer line does not cost less.
            if limit <= reach:
                break
        return best

    def _is_clear(self, label: Label, labels: Sequence[Label], written: Sequence[Any]) -> bool:
        if not self._is_free(np.array([label.box]), labels)[0]:
            return False
        return not any(shapely.dwithin(label.line, shape, 0.02) for shape in written)

    def _is_free(self, boxes: Any, labels: Sequence[Label]) -> Any:
        """Which boxes lie in the frame, off the places, and off what is written."""
        west, south, east, north = shapely.bounds(boxes).T
        free = (west >= 0) & (south >= 0) & (east <= self.frame[0]) & (north <= self.frame[1])
        free[self.tree.query(boxes, predicate="dwithin", distance=AIR / 2)[0]] = False
        if labels:
            written = [label.box for label in labels] + [label.line for label in labels if label.line]
            free[shapely.STRtree(written).query(boxes, predicate="dwithin", distance=AIR)[0]] = False
        return free


def _around(bounds: tuple[float, float, float, float], height: float) -> list[tuple[float, float, str]]:
    """Places for a text around a rectangle: right, left, above, below, then the corners."""
    west, south, east, north = bounds
    gap, middle = 0.04, (south + north) / 2
    above, below = north + gap + height / 2, south - gap - height / 2
    sides = [(east + gap, middle, "left"), (west - gap, middle, "right")]
    ends = [((west + east) / 2, above, "center"), ((west + east) / 2, below, "center")]
    heights = [south + share * (north - south) for share in (0.25, 0.75, 0.0, 1.0)]
    corners = [(x, y, ha) for y in heights for x, ha in ((east + gap, "left"), (west - gap, "right"))]
    return sides + ends + corners


def _spread(points: Any) -> Any:
    """Few of the points of a place: the innermost first, then those nearest to each side, but not at the very edge."""
    points = points[: max(1, int(len(points) * 0.55))]
    x, y = shapely.get_x(points), shapely.get_y(points)
    inner = np.linspace(0, len(points) * 0.9, 3).astype(int)
    return points[list(dict.fromkeys(int(i) for i in [*inner, x.argmax(), x.argmin(), y.argmax(), y.argmin()]))]
