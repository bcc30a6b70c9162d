"""The mark that every figure of made-up rows carries: across it, in its last line, and in its alternative text."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patheffects import Normal, PathPatchEffect

from kkpham_analysis.figures import style
from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.setting import ALONE
from kkpham_analysis.tables.markings import MARKS, marks_of, one_kind

GID = "watermark"
STEEPEST = 24.0  # degrees
LARGEST, SMALLEST = 24.0, 9.0  # points
EVERY = 3.0  # inches of height: no part that is cut out of a tall figure goes without
PART = 0.8  # of the width

P = ParamSpec("P")


# What tells where places are says nothing of a regency, and so is neither fact nor made up.
PLACES = ("boundaries", "regencies")


def marked(plot: Callable[P, Picture]) -> Callable[P, Picture]:
    """Let a function that draws tables look at their rows first: what these say of themselves, its figure says.

    Facts and made-up rows in one figure are refused.
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
        kwargs["setting"] = replace(setting, marks=tuple(mark for mark in MARKS if mark in said))
        return plot(*args, **kwargs)

    return drawn


def watermark(figure: Figure, text: str, width_of: Callable[[str, float, str], float]) -> None:
    """Write a text across a figure, again and again down a tall one, over all that is drawn.

    Grey with a light edge: it is read on white and on dark, in colour and in grey print, and what is under it as well.
    """
    width, height = figure.get_size_inches()
    angle = min(STEEPEST, math.degrees(math.atan2(height, width)))
    # As wide as the figure allows once it is turned.
    room = PART * width / math.cos(math.radians(angle))
    size = min(LARGEST, max(SMALLEST, LARGEST * room / width_of(text, LARGEST, style.SEMIBOLD)))
    times = max(1, round(height / EVERY))
    edge = PathPatchEffect(facecolor="none", edgecolor=style.PAPER, linewidth=size / 9, alpha=0.55)
    for i in range(times):
        figure.text(
            0.5,
            (i + 0.5) / times,
            text,
            ha="center",
            va="center",
            rotation=angle,
            fontsize=size,
            fontfamily=style.SEMIBOLD,
            fontweight=style.WEIGHTS[style.SEMIBOLD],
            color=style.INK,
            alpha=0.26,
            zorder=10,
            gid=GID,
            path_effects=[edge, Normal()],
        )
