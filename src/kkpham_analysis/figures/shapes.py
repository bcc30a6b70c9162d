"""Polygons on paper: from degrees to inches, and from shapely to matplotlib."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from matplotlib.patches import PathPatch
from matplotlib.path import Path

if TYPE_CHECKING:
    import geopandas as gpd

# Inches: about a pixel and a half of the picture; finer is not seen, and makes an SVG heavy.
FINEST = 0.008
SEEN = 0.012  # inches: half of what a lake is wide at least; narrower it is a crack
SPECK = 6e-5  # square inches: two square pixels of the picture
GRAIN = 7200  # steps in an inch


def outline(geometry: Any) -> Path:
    """Rings of a polygon, or of several, as one path; holes stay open."""
    rings = shapely.get_rings(shapely.get_parts(geometry))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    # To a hundredth of a point: nothing is seen of it, and an SVG is a third lighter.
    points = np.round(points * GRAIN) / GRAIN
    codes = np.full(len(points), Path.LINETO, dtype=Path.code_type)
    starts = np.flatnonzero(np.diff(ring, prepend=-1))
    codes[starts] = Path.MOVETO
    codes[np.append(starts[1:], len(points)) - 1] = Path.CLOSEPOLY
    return Path(points, codes)


def patch(geometry: Any, **settings: Any) -> PathPatch:
    """Patch of a polygon; without an edge unless one is given."""
    return PathPatch(outline(geometry), **{"linewidth": 0, **settings})


@dataclass(frozen=True)
class Projection:
    """Degrees to inches: west and south edge, and inches a degree in both directions."""

    west: float
    south: float
    across: float
    up: float

    def reaches(self, geometries: Any, frame: tuple[float, float, float, float]) -> Any:
        """Whether each geometry (in degrees) reaches into a frame (in inches): the rest need not be drawn."""
        west, south, east, north = shapely.bounds(np.asarray(geometries, dtype=object)).T
        across = ((west - self.west) * self.across < frame[2]) & ((east - self.west) * self.across > frame[0])
        return across & ((south - self.south) * self.up < frame[3]) & ((north - self.south) * self.up > frame[1])

    def apply(self, geometries: Any, alone: float | None = None) -> Any:
        """Geometries in inches; edges that are shared stay shared, and what is too fine to see is left out.

        An island stays that is further than `alone` (in inches) from all others.
        """
        offset, factor = np.array([self.west, self.south]), np.array([self.across, self.up])
        moved = shapely.transform(np.asarray(geometries, dtype=object), lambda points: (points - offset) * factor)
        return without_specks(shapely.coverage_simplify(moved, FINEST), alone)


def without_specks(geometries: Any, alone: float | None = None) -> Any:
    """Geometries without the islands that are too small to see; each keeps its largest part, and no gap opens.

    Where nothing that is drawn lies within `alone`, an island stays: its edge is seen as a dot, and else nobody would
    know of it.

    Examples
    --------
    >>> land, speck = shapely.box(0, 0, 1, 1), shapely.box(2, 0, 2.001, 0.001)
    >>> without_specks([shapely.union(land, speck)])[0].geoms[0].equals(land)
    True
    """
    parts, owner = shapely.get_parts(np.asarray(geometries, dtype=object), return_index=True)
    area = shapely.area(parts)
    largest = np.zeros(owner.max() + 1)
    np.maximum.at(largest, owner, area)
    is_small = (area < SPECK) & (area < largest[owner])
    # What touches another place is no island: without it there would be a gap.
    small, _ = shapely.STRtree(parts).query(parts[is_small], predicate="intersects")
    is_island = np.bincount(small, minlength=is_small.sum()) == 1
    dropped = np.flatnonzero(is_small)[is_island]
    kept = np.setdiff1d(np.arange(len(parts)), dropped)
    if alone is not None:
        beside, _ = shapely.STRtree(parts[kept]).query(parts[dropped], predicate="dwithin", distance=alone)
        kept = np.union1d(kept, np.delete(dropped, beside))
    return shapely.multipolygons(parts[kept], indices=owner[kept])


def lakes(geometries: Any) -> Any:
    """What land that meets encloses and no place has: lakes and reservoirs, where they are wide enough to see.

    Examples
    --------
    >>> shore = shapely.box(0, 0, 1, 1) - shapely.box(0.4, 0.4, 0.6, 0.6)
    >>> lakes([shore])[0].bounds
    (0.4, 0.4, 0.6, 0.6)
    """
    parts = shapely.get_parts(shapely.union_all(np.asarray(geometries, dtype=object)))
    rings = [ring for part in parts for ring in part.interiors]
    holes = shapely.polygons(rings) if rings else np.array([], dtype=object)
    return holes[~shapely.is_empty(shapely.buffer(holes, -SEEN))]


def fitted(bounds: tuple[float, float, float, float], width: float, height: float) -> tuple[Projection, float, float]:
    """Largest projection of bounds (in degrees) that fits a box, and the width and height that it takes."""
    west, south, east, north = bounds
    # Near the equator a degree is as long both ways; the cosine at the middle keeps shapes true elsewhere.
    narrowing = float(np.cos(np.radians((south + north) / 2)))
    scale = min(width / ((east - west) * narrowing), height / (north - south))
    across = scale * narrowing
    return Projection(west, south, across, scale), (east - west) * across, (north - south) * scale


def framed(
    bounds: tuple[float, float, float, float], width: float, tallest: float, side: float, edge: float
) -> tuple[Projection, float]:
    """Projection that puts bounds in the middle of a frame of this width, and the height of the frame.

    Parameters
    ----------
    bounds : tuple of float
        West, south, east and north, in degrees.
    width, tallest : float
        Width of the frame, and the height that it does not pass, in inches.
    side, edge : float
        The least room left and right of the bounds, and the room above and below, in inches.
    """
    projection, across, up = fitted(bounds, width - 2 * side, tallest - 2 * edge)
    left = (width - across) / 2
    west, south = projection.west - left / projection.across, projection.south - edge / projection.up
    return Projection(west, south, projection.across, projection.up), up + 2 * edge


def provinces_drawn(boundaries: gpd.GeoDataFrame, regencies: pd.DataFrame) -> gpd.GeoDataFrame:
    """Provinces of a round, each made of its regencies.

    The land of a regency that was not yet formed belonged to the province whose code it bears.

    Parameters
    ----------
    boundaries : GeoDataFrame
        One row per `regency_code`, with edges that meet.
    regencies : DataFrame
        `regencies_in` of the round.

    Returns
    -------
    GeoDataFrame
        One row per `province_code`.
    """
    of_round = regencies.set_index("regency_code")["province_code"]
    province = boundaries["regency_code"].map(of_round).astype("str")
    by_code = boundaries["regency_code"].str[:2]
    province = province.where(province.notna() | ~by_code.isin(of_round), by_code)
    known = boundaries[["geometry"]].assign(province_code=province).dropna(subset="province_code")
    return known.dissolve("province_code", method="coverage").reset_index()
