"""Polygons as SVG inside a page: outlines as short as they can be, and hatches as patterns."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from kkpham_analysis.figures import style

# Distance of the lines of a hatch, and of dots, and how thick they are; in the units of the drawing (`UNITS`).
LINES, DOTS = (55, 10), (48, 9)
# Units of the drawing in an inch of `Projection`: whole numbers are exact enough, and short.
UNITS = 500


def path_data(geometry: Any, height: float) -> str:
    """Rings of a polygon, or of several, as the `d` of a path; up is up, in a drawing of this height in inches.

    Examples
    --------
    >>> path_data(shapely.box(0, 0, 0.01, 0.02), 0.02)
    'M5 10v-10h-5v10z'
    """
    rings = shapely.get_rings(shapely.get_parts(geometry))
    return "".join(_ring(shapely.get_coordinates(ring), height) for ring in rings)


def _ring(points: Any, height: float) -> str:
    places = np.round((points * [1, -1] + [0, height]) * UNITS).astype(int)
    steps = np.diff(places[:-1], axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    start = f"M{places[0][0]} {places[0][1]}"
    return start + "".join(_step(across, down) for across, down in steps.tolist()) + "z"


def _step(across: int, down: int) -> str:
    if down == 0:
        return f"h{across}"
    if across == 0:
        return f"v{down}"
    return f"l{across}{'' if down < 0 else ' '}{down}"


def pattern(name: str, hatch: str, colour: str) -> str:
    """Pattern of a name, to fill with: the lines or the dots of `style`, in a colour."""
    size, thick = LINES if hatch == style.HATCHED else DOTS
    if hatch == style.HATCHED:
        drawn = f'<path d="M0 0V{size}" stroke="{colour}" stroke-width="{2 * thick}"/>'
    else:
        drawn = f'<circle cx="{size // 2}" cy="{size // 2}" r="{thick}" fill="{colour}"/>'
    turned = ' patternTransform="rotate(45)"' if hatch == style.HATCHED else ""
    return (
        f'<pattern id="{name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse"{turned}>{drawn}</pattern>'
    )
