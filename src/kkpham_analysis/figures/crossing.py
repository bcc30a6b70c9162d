"""Lines that lead through what is written on a map, told without making a shape of each: most lines do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from kkpham_analysis.figures.names import Label


class InTheWay:
    """Texts and lines that stand on a map already.

    Parameters
    ----------
    labels : sequence of Label
        What stands there.
    apart, aside : float
        Inches that a line keeps from a text, and from the dot at the start of another line.
    """

    def __init__(self, labels: Sequence[Label], apart: float, aside: float) -> None:
        self.aside = aside
        # A text aslant is left to who looks closer.
        level = [label.box.bounds for label in labels if not label.slant]
        boxes = np.array(level).reshape(-1, 4).T
        # Wider by what is kept free, but not at the corners, where that is round: so none is refused wrongly.
        grown = [boxes + apart * np.array(sides)[:, None] for sides in ((-1, 0, 1, 0), (0, -1, 0, 1))]
        self.boxes = np.concatenate(grown, axis=1)
        lines = [(*label.line.coords[0], *label.line.coords[-1]) for label in labels if label.line is not None]
        self.lines = np.array(lines).reshape(-1, 4).T

    def of(self, start: Any, end: Any) -> Any:
        """Whether something is in the way of each line; where nothing is found there may still be."""
        found = self._of_boxes(start, end)
        for test in (self._of_lines, self._of_dots):
            # Most are known by then: the others alone are looked at closer.
            still = np.flatnonzero(~found)
            found[still] = test(start[still], end[still])
        return found

    def _of_boxes(self, start: Any, end: Any) -> Any:
        """Whether each line leads into a text: the parts of it level with the text and over or under it overlap."""
        first, last = np.zeros((len(start), 1)), np.ones((len(start), 1))
        for side in (0, 1):
            begin, way = start[:, side, None], (end - start)[:, side, None]
            # A line along an axis moves by next to nothing: then it is on the text or off it all the way.
            way = np.where(np.abs(way) < 1e-9, 1e-9, way)
            one, other = (self.boxes[side] - begin) / way, (self.boxes[side + 2] - begin) / way
            first, last = np.maximum(first, np.minimum(one, other)), np.minimum(last, np.maximum(one, other))
        return (first < last).any(axis=1)

    def _of_lines(self, start: Any, end: Any) -> Any:
        """Whether each line crosses another: the ends of either lie on both sides of the other."""
        x, y = start[:, :1], start[:, 1:]
        across, up = end[:, :1] - x, end[:, 1:] - y
        west, south, east, north = self.lines
        of_first = across * (south - y) - up * (west - x)
        of_last = across * (north - y) - up * (east - x)
        of_start = (east - west) * (y - south) - (north - south) * (x - west)
        of_end = (east - west) * (y + up - south) - (north - south) * (x + across - west)
        return ((of_first * of_last < 0) & (of_start * of_end < 0)).any(axis=1)

    def _of_dots(self, start: Any, end: Any) -> Any:
        """Whether each line passes so near to the dot of another, or begins so near to one, that it seems its own."""
        west, south, east, north = self.lines
        (x, y), (x_end, y_end) = start.T[:, :, None], end.T[:, :, None]
        passes = _squared((x, y), (x_end, y_end), (west, south)) < self.aside**2
        begins = _squared((west, south), (east, north), (x, y)) < self.aside**2
        return (passes | begins).any(axis=1)


def _squared(start: Any, end: Any, point: Any) -> Any:
    """How far a point lies from a line between two others, squared; each is its x and its y."""
    across, up = end[0] - start[0], end[1] - start[1]
    from_x, from_y = point[0] - start[0], point[1] - start[1]
    along = np.clip((from_x * across + from_y * up) / np.maximum(across**2 + up**2, 1e-12), 0, 1)
    return (along * across - from_x) ** 2 + (along * up - from_y) ** 2
