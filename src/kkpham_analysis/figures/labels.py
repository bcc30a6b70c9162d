"""Where names stand on a map: inside their place, on the water near it, or outside the map on a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely

from kkpham_analysis.figures.margins import Slot, slots_chosen
from kkpham_analysis.figures.sheet import text_size

GRID = 22
AIR = 0.035  # inches around a name
NEAR, CLEAR = 0.07, 0.10  # inches: how near its own place, and how far from any other, a name on the water stands
LEAD = 0.3  # inches between the map and the names outside it
REACH = (0.16, 0.26, 0.38, 0.52, 0.7)  # inches of the short lines to names on the water
LONG_NAME = 18  # letters: a longer name is broken in two where it can be


@dataclass(frozen=True)
class Place:
    """A place with its name and its polygon, in inches."""

    code: str
    name: str
    shape: Any

    @cached_property
    def inner(self) -> Any:
        """Points inside the place, the innermost first."""
        return inner_points(self.shape)


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


def in_two_lines(name: str) -> str:
    """Name broken at the space nearest to its middle."""
    spaces = [i for i, letter in enumerate(name) if letter == " "]
    if not spaces:
        return name
    middle = min(spaces, key=lambda i: abs(i - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def place_labels(
    places: Sequence[Place],
    neighbours: Any,
    width: float,
    height: float,
    *,
    size: float,
    smaller: float,
    sides: str = "both",
) -> list[Label]:
    """Label for every place of a map of `width` × `height` inches; none overlaps another.

    Parameters
    ----------
    places : sequence of Place
        What is named.
    neighbours : geometry
        Land around them that is drawn, but not named.
    width, height : float
        The map in inches; labels outside have x < 0 (right-aligned) or x > `width` (left-aligned).
    size, smaller : float
        Size of the text in points, and the size of a name that fits its place only so.
    sides : str
        Which margins may be used: `both`, `left` or `right`.
    """
    water = _Water(places, neighbours, (width, height))
    labels: list[Label] = []
    left_over = []
    for place in sorted(places, key=lambda each: -each.shape.area):
        label = _inside(place, size) or _inside(place, smaller)
        labels.append(label) if label else left_over.append(place)
    outside = []
    for place in sorted(left_over, key=lambda each: each.shape.area):
        label = water.beside(place, labels, size) or water.near(place, labels, size)
        labels.append(label) if label else outside.append(place)
    while True:
        made = _in_margins(outside, places, neighbours, labels, (width, height), size, sides)
        crossed = _crossed(labels, made)
        if not crossed:
            return labels + made
        # A short line that a long one must cross gives way: its name goes to the margin too.
        outside += [place for place in places if place.code in crossed]
        labels = [label for label in labels if label.code not in crossed]


def _crossed(labels: Sequence[Label], others: Sequence[Label]) -> set[str]:
    """Codes of the labels on the water whose text or line is crossed by a line of the others."""
    # A name inside its place stays there: outside it would be one line more.
    movable = [label for label in labels if label.where != "inside"]
    if not movable or not others:
        return set()
    taken = [shapely.union(label.box, label.line) if label.line else label.box for label in movable]
    hit = shapely.STRtree([other.line for other in others]).query(taken, predicate="intersects")[0]
    return {movable[i].code for i in hit}


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
    forms = [place.name, in_two_lines(place.name)]
    for text in forms if len(place.name) <= LONG_NAME else forms[::-1]:
        width, height = text_size(text, size)
        half, tall = width / 2 + AIR, height / 2 + AIR
        fits = shapely.contains(place.shape, shapely.box(x - half, y - tall, x + half, y + tall))
        if fits.any():
            # Among the points that fit, the one nearest to the innermost of all.
            away = np.hypot(x - x[0], y - y[0])
            best = int(np.flatnonzero(fits)[np.argmin(away[fits])])
            return Label(place.code, text, float(x[best]), float(y[best]), "center", "inside", width, height, size)
    return None


class _Water:
    """The map without its land: where a name may stand outside its place."""

    def __init__(self, places: Sequence[Place], neighbours: Any, frame: tuple[float, float]) -> None:
        self.codes = np.array([place.code for place in places])
        self.tree = shapely.STRtree([place.shape for place in places])
        self.neighbours = neighbours
        shapely.prepare(neighbours)
        self.frame = frame

    def beside(self, place: Place, labels: Sequence[Label], size: float) -> Label | None:
        """Name so near to its place, and so far from others, that no line is needed."""
        part = largest_part(place.shape)
        for text in (place.name, in_two_lines(place.name)) if " " in place.name else (place.name,):
            width, height = text_size(text, size)
            candidates = [
                Label(place.code, text, x, y, ha, "beside", width, height, size)
                for x, y, ha in _around(part.bounds, height)
            ]
            boxes = np.array([label.box for label in candidates])
            fits = self._is_free(boxes, labels) & shapely.dwithin(boxes, part, NEAR)
            fits &= ~self._touches_others(place, boxes, CLEAR)
            if fits.any():
                return candidates[int(np.argmax(fits))]
        return None

    def near(self, place: Place, labels: Sequence[Label], size: float) -> Label | None:
        """Name on the water at the end of a short line that crosses nothing."""
        start = shapely.get_coordinates(place.inner[0])[0]
        width, height = text_size(place.name, size)
        candidates = [
            Label(place.code, place.name, x, y, ha, "near", width, height, size, (float(start[0]), float(start[1])))
            for reach in REACH
            for x, y, ha in _at_distance(largest_part(place.shape).bounds, start, reach)
        ]
        boxes = np.array([label.box for label in candidates])
        fits = self._is_free(boxes, labels)
        if not fits.any():
            return None
        candidates, boxes = [candidates[i] for i in np.flatnonzero(fits)], boxes[fits]
        lines = np.array([label.line for label in candidates])
        clear = ~self._touches_others(place, boxes, AIR) & ~self._touches_others(place, lines, 0.02)
        drawn = [label.line for label in labels if label.line] + [label.box for label in labels]
        if drawn:
            clear &= ~shapely.intersects(lines, shapely.union_all(drawn))
        return candidates[int(np.argmax(clear))] if clear.any() else None

    def _is_free(self, boxes: Any, labels: Sequence[Label]) -> Any:
        """Which boxes lie in the frame, off the land, and off what is written."""
        west, south, east, north = shapely.bounds(boxes).T
        free = (west >= 0) & (south >= 0) & (east <= self.frame[0]) & (north <= self.frame[1])
        free &= ~shapely.intersects(self.neighbours, boxes)
        hit = self.tree.query(boxes, predicate="intersects")[0]
        free[hit] = False
        if labels:
            written = [label.box for label in labels] + [label.line for label in labels if label.line]
            free[shapely.STRtree(written).query(boxes, predicate="dwithin", distance=AIR)[0]] = False
        return free

    def _touches_others(self, place: Place, shapes: Any, distance: float) -> Any:
        which, other = self.tree.query(shapes, predicate="dwithin", distance=distance)
        touches = np.zeros(len(shapes), dtype=bool)
        touches[which[self.codes[other] != place.code]] = True
        return touches


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


def _at_distance(bounds: tuple[float, float, float, float], start: Any, reach: float) -> list[tuple[float, float, str]]:
    """Places for a text at a distance from a rectangle: right and left, level and slanted, then above and below."""
    west, south, east, north = bounds
    x, y = float(start[0]), float(start[1])
    slants = (0.0, 0.35, -0.35, 0.8, -0.8, 1.6, -1.6)
    level = [
        (edge + way * reach, y + slant * reach, ha)
        for slant in slants
        for edge, way, ha in ((east, 1, "left"), (west, -1, "right"))
    ]
    return [*level, (x, north + reach, "center"), (x, south - reach, "center")]


def _in_margins(
    outside: Sequence[Place],
    places: Sequence[Place],
    neighbours: Any,
    labels: Sequence[Label],
    frame: tuple[float, float],
    size: float,
    sides: str,
) -> list[Label]:
    """Names that are left, outside the map, each on a line."""
    written = [label.box for label in labels] + [label.line for label in labels if label.line]
    starts = [shapely.get_coordinates(_spread(place.inner)) for place in outside]
    own = [places.index(place) for place in outside]
    shapes = [place.shape for place in places]
    chosen = slots_chosen(
        starts, own, shapes, neighbours, written, frame, pitch=1.5 * size / 72, lead=LEAD, sides=sides
    )
    return [_in_slot(place, slot, anchor, size) for place, (slot, anchor) in zip(outside, chosen, strict=True)]


def _spread(points: Any) -> Any:
    """Few of the points of a place, the innermost first, those near the edge left out."""
    return points[np.unique(np.linspace(0, (len(points) - 1) * 0.7, 6).astype(int))]


def _in_slot(place: Place, slot: Slot, anchor: tuple[float, float], size: float) -> Label:
    x, y, ha = slot
    where = "left" if ha == "right" else "right"
    return Label(place.code, place.name, x, y, ha, where, *text_size(place.name, size), size, anchor)
