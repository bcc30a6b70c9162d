"""Places on paper: polygons, their neighbours and the names, arranged in inches; then drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kkpham_analysis.figures import style
from kkpham_analysis.figures.labels import place_labels, without_room
from kkpham_analysis.figures.names import Label, Place, in_the_middle
from kkpham_analysis.figures.setting import Setting
from kkpham_analysis.figures.shapes import fitted, framed, lakes, patch, provinces_drawn
from kkpham_analysis.figures.sheet import MARGIN, WIDTH
from kkpham_analysis.language import Words
from kkpham_analysis.measures.status import is_contested
from kkpham_analysis.tables.vocabulary import YES

if TYPE_CHECKING:
    import geopandas as gpd

Bounds = tuple[float, float, float, float]

# The names of many places are smaller.
MANY = 14
TALLEST = 5.4
# Room left and right of the places, in inches: the first that holds all names; and above and below them.
SIDES, EDGE = (0.3, 0.8, 1.4, 2.0), 0.15
AROUND = 1.2  # inches of surroundings at most left and right of what is shown to a room
OVER = 0.1  # inches: what is drawn beyond the frame, so that its edge is not seen
NUMBERED = (0.25, 0.5, 0.75, 1.0)  # shares of the places that bear a number where not all names have room
GAPS = 0.02  # inches: the outline of a province goes past water that is less than twice as wide, as in a delta
LAKE = {"facecolor": style.WATER, "hatch": style.RIPPLED, "edgecolor": style.ON_WATER}
TINY = 0.03  # share of a place: an island smaller than this may lie outside the frame,
LARGER = 1.3  # where the frame would have to be more than so many times as large to hold it;
CLOSE = 0.025  # closer than this, as a share of the size of the map, it lies in the room around the places
ALONE = 0.15  # inches: with so much water around it an island is drawn however small it is


@dataclass(frozen=True)
class Atlas:
    """Places in a frame, in inches from its lower left corner, with their neighbours and names.

    Where not all names have room, small places bear numbers: `numbered` are their names, from 1 on.
    """

    places: tuple[Place, ...]
    neighbours: tuple[Any, ...]
    unformed: Any
    labels: tuple[Label, ...]
    width: float
    height: float
    numbered: tuple[str, ...] = ()
    room: float = 0.0
    waters: tuple[Any, ...] = ()

    @property
    def has_lake(self) -> bool:
        """Whether a lake or reservoir lies among the places, not only among their neighbours."""
        land = shapely.STRtree([place.shape for place in self.places])
        return any(land.query(water, predicate="intersects").size for water in self.waters)

    @property
    def is_cut(self) -> bool:
        """Whether some islands of the places lie outside the frame."""
        west, south, east, north = shapely.total_bounds([place.shape for place in self.places])
        return bool(west < 0 or south < 0 or east > self.width or north > self.height)

    @property
    def sheet_width(self) -> float:
        """Width of the sheet that holds the frame and its margins; or the room that there is, where that is more."""
        return max(self.width, self.room) + 2 * MARGIN


def arranged(
    status: pd.DataFrame, boundaries: gpd.GeoDataFrame, regencies: pd.DataFrame, province_code: str, setting: Setting
) -> Atlas:
    """Map of a province with its regencies and their names.

    Parameters
    ----------
    status : DataFrame
        `regency_status` of the province in one round.
    boundaries, regencies : DataFrame
        As for `plot_province_map`.
    province_code : str
        The province.
    setting : Setting
        The language, and the room that there is.
    """
    names = _names(status, setting.words)
    codes = boundaries["regency_code"]
    is_place = codes.isin(names).to_numpy()
    by_code = codes.str[:2]
    province = codes.map(regencies.set_index("regency_code")["province_code"]).astype("str")
    is_unformed = (province.isna() & (by_code == province_code)).to_numpy()
    land = pd.DataFrame(
        {
            "code": codes.where(is_place, province.fillna(by_code)),
            "role": np.where(is_place, "place", np.where(is_unformed, "unformed", "neighbour")),
            "geometry": boundaries.geometry.to_numpy(),
        }
    )
    bounds = _bounds(boundaries.geometry.to_numpy()[is_place])
    size = style.note() if len(names) > MANY else style.TEXT
    texts = {code: (name, "") for code, name in names.items()}
    return _composed(land, texts, bounds, size, setting, _told_first(status))


def arranged_provinces(
    notes: Mapping[str, tuple[str, str]], boundaries: gpd.GeoDataFrame, regencies: pd.DataFrame, setting: Setting
) -> Atlas:
    """Map of some provinces with their names; the others are neighbours.

    Parameters
    ----------
    notes : mapping
        Name, and what stands under it, of each province that is shown, by its code.
    boundaries, regencies : DataFrame
        As for `plot_national_map`.
    setting : Setting
        The room that there is.
    """
    provinces = provinces_drawn(boundaries, regencies)
    codes = provinces["province_code"]
    land = pd.DataFrame(
        {
            "code": codes,
            "role": np.where(codes.isin(list(notes)), "place", "neighbour"),
            "geometry": provinces.geometry.to_numpy(),
        }
    )
    bounds = _bounds(provinces.geometry.to_numpy()[land["role"] == "place"])
    return _composed(land, notes, bounds, style.TEXT, setting)


def _told_first(status: pd.DataFrame) -> set[str]:
    """Places whose names a map says that has no room for all: those that are honoured, where they are not most."""
    is_compliant = status["status"].isin(YES)
    return set(status.loc[is_compliant, "regency_code"]) if is_compliant.sum() * 2 <= len(status) else set()


def _names(status: pd.DataFrame, words: Words) -> dict[str, str]:
    """Name of each regency; a kota that shares its name with a kabupaten says that it is one."""
    shared = status["name"].duplicated(keep=False) & (status["type"] == "kota")
    names = status["name"].where(~shared, [words.phrase("figures.kota", name=name) for name in status["name"]])
    return dict(zip(status["regency_code"], names, strict=True))


def _bounds(shapes: Any) -> Bounds:
    """Bounds of all islands but tiny ones so far out that everything else would be too small to read."""
    parts, place = shapely.get_parts(shapes, return_index=True)
    area = shapely.area(parts)
    # A place that is all tiny islands is still seen by its largest.
    largest = np.zeros(len(shapes))
    np.maximum.at(largest, place, area)
    is_seen = area >= np.minimum(TINY * shapely.area(shapes), largest)[place]
    main, whole = shapely.total_bounds(parts[is_seen]), shapely.total_bounds(parts)
    bounds, size, missing = main, main[2:] - main[:2], np.abs(whole - main)
    # The side that needs the least comes first.
    for side in np.argsort(missing, kind="stable"):
        wider = np.where((np.arange(4) == side) & (missing > CLOSE * np.tile(size, 2)), whole, bounds)
        bounds = wider if (wider[2:] - wider[:2] <= LARGER * size).all() else bounds
    west, south, east, north = map(float, bounds)
    return west, south, east, north


def _composed(
    land: pd.DataFrame,
    names: Mapping[str, tuple[str, str]],
    bounds: Bounds,
    size: float,
    setting: Setting,
    first: Set[str] = frozenset(),
) -> Atlas:
    """Places as large as can be while there is room for all names; else with numbers for the smallest.

    On a slide, where numbers would have no list, with the names of the `first`, or without any.
    """
    room, inner = (WIDTH - 2 * MARGIN, TALLEST), 0.0
    if setting.tallest:
        inner = (setting.width or WIDTH) - 2 * MARGIN
        # At the right of it a sheet with a title has a margin, on which surroundings may lie.
        end = inner + (2 * MARGIN if setting.titled else 0)
        room = end - setting.beside if setting.beside else inner, setting.tallest
    places = land[land["role"] == "place"]
    by_size = places["code"].iloc[np.argsort(shapely.area(places["geometry"].to_numpy()), kind="stable")].unique()
    if setting.tallest:
        said = _said_on_slide(names, first, setting)
        around = AROUND if setting.height else 0.0
        numbered: Sequence[str] | None = []
        if setting.keyed:
            said, numbered = [(side, dict(names)) for side in SIDES[:-1]], None
        # While only the room is sought, names with numbers are told apart, but not placed.
        drawn = (
            _placed(land, texts, bounds, size, side, numbered, _narrowed(bounds, room, side), around, setting.named)
            for side, texts in said
        )
        return replace(next(atlas for atlas in drawn if atlas is not None), room=inner)
    trials = [*((side, 0.0) for side in SIDES), *((SIDES[-1], share) for share in NUMBERED)]
    tried = (
        _placed(land, names, bounds, size, side, sorted(by_size[: int(np.ceil(share * len(by_size)))]), room)
        for side, share in trials
    )
    return next(atlas for atlas in tried if atlas is not None)


def _said_on_slide(
    names: Mapping[str, tuple[str, str]], first: Set[str], setting: Setting
) -> list[tuple[float, dict[str, tuple[str, str]]]]:
    """What a map on a slide may say, the best first: all names, those of the first, none; each with its side room."""
    some = {code: text if code in first else ("", "") for code, text in names.items()}
    none = dict.fromkeys(names, ("", ""))
    # A figure with its title is handed on alone: it is drawn larger rather than with some names only.
    said = [dict(names)] if setting.titled else [dict(names), *([some] if first else [])]
    trials = [(side, texts) for texts in said for side in SIDES[:-1]] if setting.named else []
    return [*trials, (SIDES[0], none)]


def _narrowed(bounds: Bounds, room: tuple[float, float], side: float) -> tuple[float, float]:
    """Room for a map with no more surroundings than there is use for."""
    _, across, _ = fitted(bounds, room[0] - 2 * side, room[1] - 2 * EDGE)
    return min(room[0], across + 2 * max(side, AROUND)), room[1]


def _placed(
    land: pd.DataFrame,
    names: Mapping[str, tuple[str, str]],
    bounds: Bounds,
    size: float,
    side: float,
    numbered: Sequence[str] | None,
    room: tuple[float, float],
    surroundings: float = 0.0,
    is_named: bool = True,
) -> Atlas | None:
    width, tallest = room
    projection, height = framed(bounds, width, tallest, side, EDGE)
    if surroundings > EDGE:
        # Where there is more room above and below than the places take, their surroundings fill it.
        edge = EDGE + min(max(tallest - height, 0.0) / 2, surroundings - EDGE)
        projection, height = framed(bounds, width, height + 2 * (edge - EDGE), side, edge)
    frame = (-OVER, -OVER, width + OVER, height + OVER)
    seen = land[projection.reaches(land["geometry"], frame)]
    shapes = projection.apply(seen["geometry"], ALONE)
    role = seen["role"].to_numpy()
    named = [
        Place(code, names[code][0], shape, names[code][1])
        for code, shape in zip(seen.loc[role == "place", "code"], shapes[role == "place"], strict=True)
    ]
    numbered, places = _with_numbers(named, numbered, size)
    neighbours = _neighbours(shapes[role == "neighbour"], seen.loc[role == "neighbour", "code"], frame)
    unformed = shapely.coverage_union_all(shapes[role == "unformed"]) if (role == "unformed").any() else None
    others = shapely.union_all([*neighbours, *([unformed] if unformed is not None else [])])
    sizes = {"size": size, "smaller": style.note()}
    labels = place_labels(places, others, width, height, **sizes) if is_named else []
    if labels is None and len(numbered) == len(places):
        # Not even numbers have room: each stands in its place, whether it fits there or not.
        labels = [in_the_middle(place, style.note()) for place in places]
    if labels is None:
        return None
    listed = tuple(f"{name} ({note})" if note else name for name, note in (names[code] for code in numbered))
    return Atlas(places, neighbours, unformed, tuple(labels), width, height, listed, waters=tuple(lakes(shapes)))


def _neighbours(shapes: Any, codes: pd.Series, frame: Bounds) -> tuple[Any, ...]:
    """Land around the places, as far as it lies in the frame: a shape for each province."""
    around = (
        shapely.clip_by_rect(shapely.coverage_union_all(shapes[codes == code]), *frame)
        for code in sorted(codes.unique())
    )
    return tuple(shape for shape in around if not shape.is_empty)


def _with_numbers(
    named: Sequence[Place], numbered: Sequence[str] | None, size: float
) -> tuple[Sequence[str], tuple[Place, ...]]:
    """Places with numbers for names: those that are given by their codes, else those whose names have no room."""
    if numbered is None:
        numbered = sorted(place.code for place in without_room(named, (size, style.note())))
    numbers = {code: str(number) for number, code in enumerate(numbered, 1)}
    return numbered, tuple(
        replace(place, name=numbers[place.code], note="") if place.code in numbers else place for place in named
    )


def draw(axes: Axes, atlas: Atlas, status: pd.DataFrame, faces: Mapping[str, str] | None = None) -> None:
    """Draw neighbours, regencies in the colours of their status, and names, on axes in inches of the sheet.

    Parameters
    ----------
    faces : mapping, optional
        The colour of each regency, by its code, where it is not that of its status; then nothing is patterned.
    """
    shift = shift_on(axes, atlas)
    draw_around(axes, atlas)
    rows = status.set_index("regency_code")
    rows = rows.assign(face=rows["status"].map(style.STATUS_COLOURS), contested=is_contested(rows))
    if faces is not None:
        rows = rows.assign(face=[faces[code] for code in rows.index], status="drawn", contested=False)
    for place in atlas.places:
        _draw_place(axes, place, shift, rows.loc[place.code])
    patterned = (rows["status"] == "disputed") | rows["contested"]
    outer = _outer(shapely.union_all([place.shape for place in atlas.places]))
    _add(axes, outer, shift, None, gid="outline", facecolor="none", edgecolor=style.HATCH, linewidth=0.8, zorder=3.5)
    inks = dict(zip(rows.index, rows["face"], strict=True))
    draw_labels(axes, atlas, inks, set(rows.index[patterned]))


def _outer(shape: Any) -> Any:
    """A shape without its narrow waters and its lakes."""
    closed = shapely.buffer(shapely.buffer(shape, GAPS, quad_segs=2), -GAPS, quad_segs=2)
    return shapely.multipolygons([shapely.polygons(part.exterior) for part in shapely.get_parts(closed)])


def shift_on(axes: Axes, atlas: Atlas) -> Any:
    """Where the frame begins on axes as wide as the sheet: in the middle of it."""
    return np.array([(axes.get_xlim()[1] - atlas.width) / 2, 0.0])


def draw_around(axes: Axes, atlas: Atlas) -> None:
    """Draw the neighbours in a whisper, what was not yet formed with a dashed edge, and lakes as water."""
    shift = shift_on(axes, atlas)
    frame = Rectangle(tuple(shift), atlas.width, atlas.height, transform=axes.transData)
    context = {"facecolor": style.CONTEXT, "edgecolor": style.CONTEXT_EDGE, "linewidth": 0.6, "zorder": 1}
    for shape in atlas.neighbours:
        _add(axes, shape, shift, frame, gid="neighbour", **context)
    if atlas.unformed is not None:
        dashes = {"edgecolor": style.UNKNOWN_EDGE, "linestyle": (0, (3, 2))}
        _add(axes, atlas.unformed, shift, frame, gid="unformed", **{**context, **dashes})
    for shape in atlas.waters:
        _add(axes, shape, shift, frame, gid="lake", zorder=1.5, **LAKE)


def draw_labels(axes: Axes, atlas: Atlas, faces: Mapping[str, str], patterned: set[str]) -> None:
    """Draw the names, in the ink that reads on the face of their place; on a pattern they stand on a plain ground."""
    shift = shift_on(axes, atlas)
    for label in atlas.labels:
        _draw_label(axes, label, shift, faces[label.code], label.code in patterned)


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
    elif row["contested"]:
        ink = style.ink_on(face)
        _add(axes, place.shape, shift, None, gid=f"contested-{place.code}", hatch=style.DOTTED, edgecolor=ink, **over)


def _draw_label(axes: Axes, label: Label, shift: Any, face: str, is_patterned: bool) -> None:
    x, y = np.array([label.x, label.y]) + shift
    ground = {"boxstyle": "round,pad=0.1", "facecolor": face, "linewidth": 0}
    axes.text(
        x, y, label.text,
        ha=label.ha, va="center", multialignment="center" if label.ha == "center" else label.ha,
        rotation=label.slant, fontsize=label.size, linespacing=1.15, zorder=6, gid=f"label-{label.code}",
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
