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
INNER_AIR = 0.02  # inches between a name and the border of its own place
LONG_NAME = 18  # letters: a longer name is broken in two where it can be
SLANTS = (15, -15, 30, -30)  # degrees


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

    @property
    def box(self) -> Any:
        """The rectangle that the text takes."""
        left = self.x - {"left": 0.0, "center": 0.5, "right": 1.0}[self.ha] * self.width
        level = shapely.box(left, self.y - self.height / 2, left + self.width, self.y + self.height / 2)
        return rotate(level, self.slant, (self.x, self.y)) if self.slant else level

    @property
    def taken(self) -> Any:
        """All that the label takes: its text and its line."""
        return self.box if self.line is None else shapely.union(self.box, self.line)

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


def inside(place: Place, size: float, *, slants: Sequence[float] = (0.0,), written: Any = None) -> Label | None:
    """Name in its polygon, as near as can be to the innermost point, and off what is written.

    It is broken in two if it does not fit in one, and aslant if it does not fit level.
    """
    points = place.inner
    x, y = shapely.get_x(points), shapely.get_y(points)
    shapely.prepare(place.shape)
    for slant, text in product(slants, place.stacked):
        width, height = text_size(text, size)
        fits = shapely.contains(place.shape, _boxes(x, y, width / 2 + INNER_AIR, height / 2 + INNER_AIR, slant))
        if written is not None:
            fits &= ~shapely.intersects(written, _boxes(x, y, width / 2, height / 2, slant))
        if fits.any():
            # Among the points that fit, the one nearest to the innermost of all.
            away = np.hypot(x - x[0], y - y[0])
            best = int(np.flatnonzero(fits)[np.argmin(away[fits])])
            spot = float(x[best]), float(y[best])
            return Label(place.code, text, *spot, "center", "inside", width, height, size, slant=slant)
    return None


def _boxes(x: Any, y: Any, half: float, tall: float, slant: float) -> Any:
    """Rectangles around points, turned by a slant in degrees."""
    across, up = np.cos(np.radians(slant)), np.sin(np.radians(slant))
    corners = np.array([(-half, -tall), (half, -tall), (half, tall), (-half, tall)]) @ [[across, up], [-up, across]]
    return shapely.polygons(np.stack([x, y], axis=1)[:, None] + corners)
