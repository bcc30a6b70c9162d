"""Names on a map and the places that they name; and where a name stands inside its place, level or aslant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
import shapely
from shapely.affinity import rotate

from kkpham_analysis.figures.sheet import text_size

GRID = 40
AIR = 0.035  # inches around a name
INNER_AIR = 0.02  # inches between a name and the border of its own place
LONG_NAME = 18  # letters: a longer name is broken in two where it can be
SLANTS = (15, -15, 30, -30, 45, -45)  # degrees
DEEP = 0.5  # of its greatest depth: nearer to the edge of its place no line starts


@dataclass(frozen=True)
class Place:
    """A place with its name, what is said of it under its name, and its polygon in inches."""

    code: str
    name: str
    shape: Any
    note: str = ""

    @property
    def inner(self) -> Any:
        """Points inside the place, the innermost first."""
        return self._inner[0]

    @property
    def depth(self) -> Any:
        """How far from its edge each of these points lies."""
        return self._inner[1]

    @cached_property
    def _inner(self) -> tuple[Any, Any]:
        return _with_depths(largest_part(self.shape), GRID)

    @cached_property
    def starts(self) -> Any:
        """Few of these points, from which a line may start; an array of x and y."""
        return shapely.get_coordinates(_spread(self.inner[self.depth >= DEEP * self.depth[0]]))

    @cached_property
    def rooms(self) -> dict[tuple[str, float, float], tuple[Any, Any]]:
        """Where a text of a size and slant fits, once it was asked for: numbers of inner points, and rectangles."""
        return {}

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
    """A name on the map: the middle of its left, right or whole text, its slant, and the point its line leads to."""

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
    slant: float = 0.0

    @cached_property
    def box(self) -> Any:
        """The rectangle that the text takes."""
        left = self.x - {"left": 0.0, "center": 0.5, "right": 1.0}[self.ha] * self.width
        level = shapely.box(left, self.y - self.height / 2, left + self.width, self.y + self.height / 2)
        return rotate(level, self.slant, (self.x, self.y)) if self.slant else level

    @cached_property
    def taken(self) -> Any:
        """All that the label takes: its text and its line."""
        return self.box if self.line is None else shapely.union(self.box, self.line)

    @cached_property
    def with_air(self) -> Any:
        """What it takes, and what is kept free around that."""
        taken = self.taken.buffer(AIR)
        shapely.prepare(taken)
        return taken

    @property
    def _end(self) -> tuple[float, float]:
        """Where the line ends: a little before the text, or over or under its middle."""
        if self.ha == "center" and self.anchor:
            return self.x, self.y + (1 if self.y < self.anchor[1] else -1) * (self.height / 2 + 0.03)
        return self.x + (0.04 if self.ha == "right" else -0.04), self.y

    @cached_property
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


def largest_part(shape: Any) -> Any:
    """Largest polygon of several."""
    parts = shapely.get_parts(shape)
    return parts[np.argmax(shapely.area(parts))]


def inner_points(shape: Any, number: int = GRID) -> Any:
    """Points of a grid inside the largest part of a polygon, the innermost first; always at least one."""
    return _with_depths(largest_part(shape), number)[0]


def _with_depths(part: Any, number: int) -> tuple[Any, Any]:
    """Points inside a polygon, the innermost first, and how far from its edge each lies."""
    west, south, east, north = part.bounds
    steps = (np.arange(number) + 0.5) / number
    x, y = np.meshgrid(west + steps * (east - west), south + steps * (north - south))
    shapely.prepare(part)
    within = shapely.contains_xy(part, x.ravel(), y.ravel())
    edge = part.boundary
    shapely.prepare(edge)
    if not within.any():
        points = np.array([part.representative_point()])
        return points, shapely.distance(edge, points)
    points = shapely.points(x.ravel()[within], y.ravel()[within])
    depths = shapely.distance(edge, points)
    order = np.argsort(-depths, kind="stable")
    return points[order], depths[order]


def _spread(points: Any) -> Any:
    """Few of the points of a place: the innermost first, then those nearest to each side."""
    x, y = shapely.get_x(points), shapely.get_y(points)
    inner = np.linspace(0, len(points) * 0.9, 3).astype(int)
    return points[list(dict.fromkeys(int(i) for i in [*inner, x.argmax(), x.argmin(), y.argmax(), y.argmin()]))]


def inside(place: Place, size: float, *, slants: Sequence[float] = (0.0,), written: Any = None) -> Label | None:
    """Name in its polygon, as near as can be to the innermost point, and off what is written.

    It is broken in two if it does not fit in one, and aslant if it does not fit level.
    """
    for slant, text in product(slants, place.stacked):
        points, boxes = _rooms(place, text, size, slant)
        if written is not None and len(points):
            points = points[~shapely.intersects(written, boxes)]
        if len(points):
            spot = place.inner[points[0]]
            width, height = text_size(text, size)
            return Label(place.code, text, spot.x, spot.y, "center", "inside", width, height, size, slant=slant)
    return None


def in_the_middle(place: Place, size: float) -> Label:
    """Name at the innermost point of its place, whether it fits there or not."""
    width, height = text_size(place.name, size)
    spot = place.inner[0]
    return Label(place.code, place.name, spot.x, spot.y, "center", "inside", width, height, size)


def _rooms(place: Place, text: str, size: float, slant: float) -> tuple[Any, Any]:
    """Points where a text fits its place, the nearest to the innermost of all first; and the rectangles it takes."""
    key = (text, size, slant)
    if key not in place.rooms:
        width, height = text_size(text, size)
        x, y = shapely.get_x(place.inner), shapely.get_y(place.inner)
        shapely.prepare(place.shape)
        # Nearer to the edge than half its height it does not fit.
        deep = np.flatnonzero(place.depth >= height / 2 + INNER_AIR)
        wide = _boxes(x[deep], y[deep], width / 2 + INNER_AIR, height / 2 + INNER_AIR, slant)
        fits = deep[shapely.contains(place.shape, wide)]
        fits = fits[np.argsort(np.hypot(x[fits] - x[0], y[fits] - y[0]), kind="stable")]
        place.rooms[key] = fits, _boxes(x[fits], y[fits], width / 2, height / 2, slant)
    return place.rooms[key]


def _boxes(x: Any, y: Any, half: float, tall: float, slant: float) -> Any:
    """Rectangles around points, turned by a slant in degrees."""
    across, up = np.cos(np.radians(slant)), np.sin(np.radians(slant))
    corners = np.array([(-half, -tall), (half, -tall), (half, tall), (-half, tall)]) @ [[across, up], [-up, across]]
    return shapely.polygons(np.stack([x, y], axis=1)[:, None] + corners)
