"""The mark that every figure of made-up rows carries: across it, in its last line, and in its alternative text."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec

import pandas as pd
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.patheffects import Normal, PathPatchEffect
from matplotlib.text import Text
from shapely import box, union_all
from shapely.geometry.polygon import orient

from kkpham_analysis.figures import sizes, style
from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.setting import ALONE
from kkpham_analysis.measures.doors import without_column
from kkpham_analysis.tables.markings import MARKS, assumed_in, likely_in, marks_of, one_kind
from kkpham_analysis.tables.source_ids import split_ids

GID = "watermark"
STEEPEST = 24.0  # degrees
LARGEST, SMALLEST = 24.0, 9.0  # points
EVERY = 3.0  # inches of height: no part that is cut out of a tall figure goes without
PART = 0.8  # of the width
STRONG, FAINT = 0.26, 0.07
KEPT = 0.02  # inches around what is written

P = ParamSpec("P")


# What tells where places are says nothing of a regency, and so is neither fact nor made up.
PLACES = ("boundaries", "islands", "regencies")


def marked(plot: Callable[P, Picture]) -> Callable[P, Picture]:
    """Let a function that draws tables look at their rows first: what these say of themselves, its figure says.

    That they follow from scores, and what those assume, is said as well. Facts and made-up rows in one figure are
    refused. A column that a table lacks is named. Where a size is asked for, it is drawn at that.
    """
    names = tuple(signature(plot).parameters)

    @wraps(plot)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Picture:
        given = {**dict(zip(names, args, strict=False)), **kwargs}
        tables = {name: table for name, table in given.items() if isinstance(table, pd.DataFrame)}
        one_kind(*(table for name, table in tables.items() if name not in PLACES))
        frames = tables.values()
        setting: Any = kwargs.get("setting", ALONE)
        said = {*setting.marks, *marks_of(*frames)}
        assumed = assumed_in(*frames)
        if assumed is not None:
            setting = replace(setting, assumed=assumed, likely=likely_in(*frames))
        setting = replace(setting, marks=tuple(mark for mark in MARKS if mark in said))

        def draw(with_setting: Any) -> Picture:
            kwargs["setting"] = with_setting
            picture = _drawn(plot, tables, *args, **kwargs)
            # One that draws a part of its table says itself what that rests on.
            own = picture.sources or _sources(frames, with_setting)
            return picture if picture.name else replace(picture, name=plot.__name__.removeprefix("plot_"), sources=own)

        # One that draws another is fitted as a whole.
        size = sizes.wanted() if setting.width is None else ""
        if size == sizes.SLIDE:
            return sizes.with_slide(draw, setting)
        return sizes.fitted(draw, setting, size) if size else draw(setting)

    return drawn


def _drawn(plot: Callable[..., Picture], tables: Mapping[str, pd.DataFrame], *args: Any, **kwargs: Any) -> Picture:
    """What a function draws; a column that a table lacks is said in a sentence."""
    try:
        # Once for all that it writes: places are sought by how wide their texts are.
        with style.styled():
            return plot(*args, **kwargs)
    except KeyError as error:
        if (refused := without_column(plot.__name__, error, tables)) is None:
            raise
        raise refused from error


def _sources(tables: Iterable[pd.DataFrame], setting: Any) -> tuple[str, ...]:
    """Ids of the sources that the rows drawn rest on, as far as the setting has them; all of it where no row says."""
    if setting.sources is None:
        return ()
    said = [table["source_ids"] for table in tables if "source_ids" in table]
    used = set(split_ids(pd.concat(said))) if said else set()
    ids = setting.sources["source_id"]
    return tuple(map(str, ids[ids.isin(used)] if used else ids))


def watermark(figure: Figure, text: str, width_of: Callable[[str, float, str], float]) -> None:
    """Write a text across a figure, again and again down a tall one, over all that is drawn.

    Grey with a light edge: it is read on white and on dark, in colour and in grey print. Where something is written it
    is so light that a name or a number is read as if it were not there.
    """
    width, height = figure.get_size_inches()
    angle = min(STEEPEST, math.degrees(math.atan2(height, width)))
    # As wide as the figure allows once it is turned.
    room = PART * width / math.cos(math.radians(angle))
    size = min(LARGEST, max(SMALLEST, LARGEST * room / width_of(text, LARGEST, style.SEMIBOLD)))
    times = max(1, round(height / EVERY))
    beside = _beside_texts(figure)
    edge = PathPatchEffect(facecolor="none", edgecolor=style.PAPER, linewidth=size / 9, alpha=0.55)
    said: dict[str, Any] = {
        "ha": "center",
        "va": "center",
        "rotation": angle,
        "fontsize": size,
        "fontfamily": style.SEMIBOLD,
        "fontweight": style.WEIGHTS[style.SEMIBOLD],
        "color": style.INK,
        "zorder": 10,
    }
    for i in range(times):
        where = (0.5, (i + 0.5) / times)
        # With an effect it is drawn as a shape, also where there is no such font; and only shapes are cut along a path.
        figure.text(*where, text, alpha=FAINT, gid=f"{GID}-faint", path_effects=[Normal()], **said)
        across = figure.text(*where, text, alpha=STRONG, gid=GID, path_effects=[edge, Normal()], **said)
        across.set_clip_path(beside, figure.dpi_scale_trans)


def _beside_texts(figure: Figure) -> Path:
    """All of a figure but what is written in it, in inches."""
    renderer: Any = RendererAgg(1, 1, figure.dpi)  # type: ignore[no-untyped-call]
    to_inches = figure.dpi_scale_trans.inverted()
    written = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    taken = [
        box(*to_inches.transform_bbox(Text.get_window_extent(text, renderer)).padded(KEPT).extents)
        for text in written
        if text.get_visible() and text.get_text().strip()
    ]
    free = box(0, 0, *figure.get_size_inches()).difference(union_all(taken))
    # Holes turn the other way round than what they are in, and so stay empty.
    rings = [
        ring for part in getattr(free, "geoms", [free]) for ring in (orient(part).exterior, *orient(part).interiors)
    ]
    return Path.make_compound_path(*(Path(ring.coords, closed=True) for ring in rings))
