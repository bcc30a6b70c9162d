"""The sizes that figures are handed on in: each is drawn as for a page, with its title, at the width that fits best."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.setting import Setting
from kkpham_analysis.figures.style import of_one_size, styled

# Width and height in inches: a slide of either form, a square, and half or all that A4 has between its margins.
SIZES = {
    "16:9": (40 / 3, 7.5),
    "4:3": (10.0, 7.5),
    "square": (7.5, 7.5),
    "a4-half": (6.7, 4.75),
    "a4": (6.7, 9.8),
}
# Whoever runs a notebook says here at which size its figures are drawn; a notebook itself knows nothing of it.
VARIABLE = "KKPHAM_FIGURES"
# A narrower sheet has larger letters once it is as large as the size; a wider one has room for what is long.
WIDTHS = (7.2, 8.1, 10.0, 12.5)
NEAR = 0.03  # inches
# Only a map stays readable on less: columns of a chart would touch.
OF_MAPS = (5.6, 6.6)


# Beside what is drawn for a page, what has no native chart is drawn for slides: at half the size of its place there,
# so that its texts, of 9 points, have 18; a map of a few places leaves room for figures in words beside it.
SLIDE = "slide"
SLIDE_HEIGHT, SLIDE_WIDTH, BESIDE_WORDS = 2.42, 6.06, 4.05
LEGEND = 0.6  # what a map leaves below itself, at first
LEAST, TRIALS = 0.5, 5  # a map is not made lower than that, and is drawn so often at most until it has room
# What is shown to a room is as wide as a slide there, whatever its own form.
SHOWN = ("16:9", "4:3", "square")
SHOWN_WIDTH = 20 / 3
# Of a map with many names, whose letters are smaller there rather than left out.
OF_MANY_NAMES = (8.1, 10.0, 12.0)
LONGEST = 1.25  # inches of a line to a name: along a longer one nobody finds the place
OF_THE_COUNTRY = ("national_map", "interactive_map")


def wanted() -> str:
    """The size that is asked for; empty where figures are drawn for a page."""
    name = os.environ.get(VARIABLE, "")
    return name if name in SIZES or name == SLIDE else ""


def with_slide(draw: Callable[[Setting], Picture], setting: Setting) -> Picture:
    """Draw a figure for a page, and beside it for a slide where that has room for letters of 18 points."""
    page = draw(setting)
    if page.chart is not None:
        return page
    widths = (BESIDE_WORDS, SLIDE_WIDTH) if page.is_map and page.name not in OF_THE_COUNTRY else (SLIDE_WIDTH,)
    small = replace(setting, titled=False)
    with of_one_size():
        tried = (_of_height(draw, replace(small, width=width), SLIDE_HEIGHT) for width in widths)
        return replace(page, slide=next((picture for picture in tried if _is_whole(picture, SLIDE_HEIGHT)), None))


def _of_height(draw: Callable[[Setting], Picture], setting: Setting, most: float) -> Picture:
    """Draw a figure as high as there is room for; what title and legend take is only known once it is drawn."""
    tallest, unnamed = most - LEGEND, replace(setting, named=False)
    picture = draw(replace(unnamed, tallest=tallest))
    for _ in range(TRIALS):
        over = float(picture.figure.get_size_inches()[1]) - most
        is_final = not picture.is_map or tallest <= LEAST or (over <= NEAR and tallest < most - LEGEND)
        if is_final or abs(over) <= NEAR:
            break
        # A map that is as wide as it can be is lower than it may be, and is not lower at once.
        tallest = max(tallest - over, LEAST)
        picture = draw(replace(unnamed, tallest=tallest))
    return draw(replace(setting, tallest=tallest)) if picture.is_map else picture


def _is_whole(picture: Picture, most: float) -> bool:
    """Whether a figure has room in a height, and all that is written in it has room beside the rest."""
    figure = picture.figure
    width, height = figure.get_size_inches()
    renderer: Any = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    written = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    with styled():
        # What lies across the figure says what its data are, and lies over other texts; names on a map stand apart.
        level = [text for text in written if text.get_text().strip() and not text.get_rotation() and not _is_name(text)]
        boxes = [Text.get_window_extent(text, renderer).padded(-1) for text in level]
    ends = max((box.x1 / figure.dpi for box in boxes), default=0.0)
    is_clear = not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    return float(height) <= most + NEAR and ends <= float(width) + NEAR and is_clear


def fitted(draw: Callable[[Setting], Picture], setting: Setting, name: str) -> Picture:
    """Draw a figure with its title at several widths, and take that which is largest on the size.

    On a size that is shown to a room all letters have 18 points, where the figure has room for that.

    Parameters
    ----------
    draw : callable
        Draws the figure in a setting; the same drawing as for a page.
    setting : Setting
        That of the page.
    name : str
        One of `SIZES`.
    """
    size = SIZES[name]
    if name in SHOWN and (shown := _shown(draw, setting, size)):
        return replace(shown, size=size)
    first = draw(replace(setting, titled=True, width=WIDTHS[0]))
    if abs(_width(first) - WIDTHS[0]) > NEAR:
        # A map of a few places keeps its own width.
        return replace(first, size=size)
    tried = [first, *(draw(replace(setting, titled=True, width=width)) for width in WIDTHS[1:])]
    if first.is_map:
        tried += [draw(replace(setting, titled=True, width=width)) for width in OF_MAPS]
    best = min(tried, key=lambda picture: _scale(picture, size))
    return replace(best, size=size)


def _shown(draw: Callable[[Setting], Picture], setting: Setting, size: tuple[float, float]) -> Picture | None:
    """Draw a figure at half the width of a slide, on which letters of 9 points have 18; None where it has no room.

    A map with more names than have room so is drawn on a wider sheet, with smaller letters.
    """
    setting = replace(setting, titled=True, width=SHOWN_WIDTH)
    most = SHOWN_WIDTH * size[1] / size[0]
    with of_one_size():
        picture = _of_height(draw, setting, most)
        is_whole = _is_whole(picture, most)
    if not picture.is_map or picture.name in OF_THE_COUNTRY:
        return picture if is_whole else None
    if is_whole and _longest_line(picture) <= LONGEST:
        return picture
    tried = (
        (_of_height(draw, replace(setting, width=width), width * size[1] / size[0]), width) for width in OF_MANY_NAMES
    )
    whole = (picture for picture, width in tried if _is_whole(picture, width * size[1] / size[0]))
    return next((picture for picture in whole if _longest_line(picture) <= LONGEST), None)


def _is_name(artist: Any) -> bool:
    return str(artist.get_gid()).startswith("label-")


def _longest_line(picture: Picture) -> float:
    """Inches of the longest line that leads to a name of a map; infinite where its places bear none."""
    artists: list[Any] = [artist for axes in picture.figure.axes for artist in axes.get_children()]
    if not any(_is_name(artist) for artist in artists):
        return np.inf
    lines = [np.asarray(artist.get_data()) for artist in artists if str(artist.get_gid()).startswith("line-")]
    return max((float(np.hypot(*(ends[:, 1] - ends[:, 0]))) for ends in lines), default=0.0)


def _width(picture: Picture) -> float:
    return float(picture.figure.get_size_inches()[0])


def _scale(picture: Picture, size: tuple[float, float]) -> float:
    """How many times larger the figure is than the size: the least has the largest letters."""
    width, height = picture.figure.get_size_inches()
    return float(max(width / size[0], height / size[1]))
