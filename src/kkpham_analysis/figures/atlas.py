"""A province on paper: its regencies, its neighbours and the names, arranged in inches; then drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kkpham_analysis.figures import style
from kkpham_analysis.figures.labels import LEAD, Label, Place, place_labels
from kkpham_analysis.figures.shapes import fitted, padded, patch
from kkpham_analysis.figures.sheet import MARGIN, text_width
from kkpham_analysis.language import Words

if TYPE_CHECKING:
    import geopandas as gpd

# A province of many places gets a larger sheet, on which its names are smaller.
MANY = 14
WIDEST, WIDEST_OF_MANY, NARROWEST, TALLEST = 7.6, 9.0, 6.4, 5.9
PADDING = 0.06
GAIN = 0.4  # inches: a map that would grow by less is not arranged again
TINY = 0.03  # share of a regency: an island smaller than this may lie outside the frame


@dataclass(frozen=True)
class Atlas:
    """The map of a province in inches from its own lower left corner, with the margins that its names need."""

    places: tuple[Place, ...]
    neighbours: Any
    unformed: Any
    labels: tuple[Label, ...]
    width: float
    height: float
    left: float
    right: float

    @property
    def sheet_width(self) -> float:
        """Width of the sheet that holds map and names."""
        return max(NARROWEST, self.left + self.width + self.right + 2 * MARGIN)


def arranged(
    status: pd.DataFrame, boundaries: gpd.GeoDataFrame, regencies: pd.DataFrame, province_code: str, words: Words
) -> Atlas:
    """Map of a province with its names placed; only the margins that names need take room.

    Parameters
    ----------
    status : DataFrame
        `regency_status` of the province in one round.
    boundaries, regencies : DataFrame
        As for `plot_province_map`.
    province_code : str
        The province.
    words : Words
        The language.
    """
    names = _names(status, words)
    size = style.NOTE if len(names) > MANY else style.TEXT
    widest = max(text_width(name, size) for name in names.values()) + LEAD + 0.02
    cut = _cut(boundaries, regencies, names, province_code)
    draft = _placed(cut, names, widest, widest, size, "both")
    if 2 * widest - draft.left - draft.right < GAIN:
        return draft
    used = {label.where for label in draft.labels}
    sides = "both" if {"left", "right"} <= used else "left" if "left" in used else "right"
    return _placed(cut, names, draft.left, draft.right, size, sides)


def _names(status: pd.DataFrame, words: Words) -> dict[str, str]:
    """Name of each regency; a kota that shares its name with a kabupaten says that it is one."""
    shared = status["name"].duplicated(keep=False) & (status["type"] == "kota")
    names = status["name"].where(~shared, [words.phrase("figures.kota", name=name) for name in status["name"]])
    return dict(zip(status["regency_code"], names, strict=True))


def _cut(
    boundaries: gpd.GeoDataFrame, regencies: pd.DataFrame, names: dict[str, str], province_code: str
) -> gpd.GeoDataFrame:
    """Boundaries within the frame of the province, each with its `role`: place, unformed or neighbour."""
    codes = boundaries["regency_code"]
    is_place = codes.isin(names).to_numpy()
    frame = padded(_bounds(boundaries.geometry[is_place]), PADDING)
    bounds = shapely.bounds(boundaries.geometry.to_numpy())
    west, south, east, north = bounds.T
    seen = (west < frame[2]) & (east > frame[0]) & (south < frame[3]) & (north > frame[1])
    is_unformed = (~codes.isin(regencies["regency_code"]) & (codes.str[:2] == province_code)).to_numpy()
    role = np.where(is_place, "place", np.where(is_unformed, "unformed", "neighbour"))
    cut = boundaries[["regency_code", "geometry"]].assign(role=role)[seen]
    cut.attrs["frame"] = frame
    return cut


def _bounds(shapes: Any) -> tuple[float, float, float, float]:
    """Bounds of all but the tiny islands of each place: they would make everything else too small to read."""
    parts, place = shapely.get_parts(shapes.to_numpy(), return_index=True)
    is_seen = shapely.area(parts) >= TINY * shapely.area(shapes.to_numpy())[place]
    west, south, east, north = shapely.total_bounds(parts[is_seen])
    return float(west), float(south), float(east), float(north)


def _placed(cut: gpd.GeoDataFrame, names: dict[str, str], left: float, right: float, size: float, sides: str) -> Atlas:
    room = (WIDEST_OF_MANY if len(names) > MANY else WIDEST) - 2 * MARGIN - left - right
    projection, width, height = fitted(cut.attrs["frame"], room, TALLEST)
    shapes = projection.apply(cut.geometry)
    roles = cut["role"].to_numpy()
    places = tuple(
        Place(code, names[code], shape)
        for code, shape, role in zip(cut["regency_code"], shapes, roles, strict=True)
        if role == "place"
    )
    around = shapely.coverage_union_all(shapes[roles != "place"])
    shown = shapely.clip_by_rect(around, 0, 0, width, height)
    labels = place_labels(places, shown, width, height, size=size, smaller=style.NOTE, sides=sides)
    unformed = shapes[roles == "unformed"]
    return Atlas(
        places,
        shapes[roles == "neighbour"],
        shapely.coverage_union_all(unformed) if len(unformed) else None,
        tuple(labels),
        width,
        height,
        _margin(labels, "left"),
        _margin(labels, "right"),
    )


def _margin(labels: Sequence[Label], side: str) -> float:
    widths = [label.width for label in labels if label.where == side]
    return max(widths) + LEAD + 0.02 if widths else 0.0


def draw(axes: Axes, atlas: Atlas, status: pd.DataFrame, faces: Mapping[str, str] | None = None) -> None:
    """Draw neighbours, regencies in the colours of their status, and names, on axes in inches of the sheet.

    Parameters
    ----------
    faces : mapping, optional
        The colour of each regency, by its code, where it is not that of its status; then nothing is patterned.
    """
    shift = np.array([MARGIN + atlas.left, 0.0])
    frame = Rectangle(tuple(shift), atlas.width, atlas.height, transform=axes.transData)
    context = {"facecolor": style.CONTEXT, "edgecolor": style.CONTEXT_EDGE, "linewidth": 0.6, "zorder": 1}
    for shape in atlas.neighbours:
        _add(axes, shape, shift, frame, gid="neighbour", **context)
    if atlas.unformed is not None:
        dashes = {"edgecolor": style.UNKNOWN_EDGE, "linestyle": (0, (3, 2))}
        _add(axes, atlas.unformed, shift, frame, gid="unformed", **{**context, **dashes})
    rows = status.set_index("regency_code")
    rows = rows.assign(face=rows["status"].map(style.STATUS_COLOURS))
    if faces is not None:
        rows = rows.assign(face=[faces[code] for code in rows.index], status="drawn", contested=False)
    for place in atlas.places:
        _draw_place(axes, place, shift, rows.loc[place.code])
    for label in atlas.labels:
        _draw_label(axes, label, shift, rows.loc[label.code])


def _add(axes: Axes, shape: Any, shift: Any, frame: Rectangle | None, **settings: Any) -> None:
    # Not add_patch: it would look for the limits of the axes, which are given.
    drawn = axes.add_artist(patch(shapely.transform(shape, lambda points: points + shift), **settings))
    if frame is not None:
        drawn.set_clip_path(frame)


def _draw_place(axes: Axes, place: Place, shift: Any, row: Any) -> None:
    face = row["face"]
    edge = style.UNKNOWN_EDGE if face == style.UNKNOWN else style.PAPER
    settings = {"facecolor": face, "edgecolor": edge, "linewidth": 0.7, "zorder": 2}
    _add(axes, place.shape, shift, None, gid=f"regency-{place.code}", **settings)
    over = {"facecolor": "none", "zorder": 3}
    if row["status"] == "disputed":
        _add(
            axes,
            place.shape,
            shift,
            None,
            gid=f"disputed-{place.code}",
            hatch=style.HATCHED,
            edgecolor=style.HATCH,
            **over,
        )
    elif row["contested"] is not pd.NA and row["contested"]:
        ink = style.ink_on(face)
        _add(axes, place.shape, shift, None, gid=f"contested-{place.code}", hatch=style.DOTTED, edgecolor=ink, **over)


def _draw_label(axes: Axes, label: Label, shift: Any, row: Any) -> None:
    face = row["face"]
    x, y = np.array([label.x, label.y]) + shift
    is_patterned = row["status"] == "disputed" or (row["contested"] is not pd.NA and bool(row["contested"]))
    # A name on a pattern stands on a plain ground.
    ground = {"boxstyle": "round,pad=0.1", "facecolor": face, "linewidth": 0}
    axes.text(
        x, y, label.text,
        ha=label.ha, va="center", multialignment="center" if label.ha == "center" else label.ha,
        fontsize=label.size, linespacing=1.15, zorder=6, gid=f"label-{label.code}",
        color=style.ink_on(face) if label.where == "inside" else style.INK,
        bbox=ground if label.where == "inside" and is_patterned else None,
    )  # fmt: skip
    if label.line is not None:
        points = np.asarray(label.line.coords) + shift
        # White beside the line shows it on dark ground, and is not seen on water.
        axes.plot(*points.T, color=style.PAPER, linewidth=1.8, alpha=0.8, zorder=4.9)
        axes.plot(*points.T, color=style.INK, linewidth=0.6, zorder=5, gid=f"line-{label.code}")
        axes.plot(
            *points[0],
            marker="o",
            markersize=2.2,
            color=style.PAPER,
            markeredgecolor=style.INK,
            markeredgewidth=0.5,
            zorder=5,
        )
