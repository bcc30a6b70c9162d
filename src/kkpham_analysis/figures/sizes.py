"""The sizes that figures are handed on in: each is drawn as for a page, with its title, at the width that fits best."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg

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
        tried = (_on_slide(draw, replace(small, width=width), is_map=page.is_map) for width in widths)
        return replace(page, slide=next((picture for picture in tried if _is_whole(picture)), None))


def _on_slide(draw: Callable[[Setting], Picture], setting: Setting, *, is_map: bool) -> Picture:
    """Draw a figure as high as a slide has room for; what a legend takes is only known once it is drawn."""
    tallest = SLIDE_HEIGHT - LEGEND
    picture = draw(replace(setting, tallest=tallest))
    over = float(picture.figure.get_size_inches()[1]) - SLIDE_HEIGHT
    return draw(replace(setting, tallest=tallest - over)) if is_map and abs(over) > NEAR else picture


def _is_whole(picture: Picture) -> bool:
    """Whether a figure has room on a slide, and so have its texts on the figure."""
    width, height = picture.figure.get_size_inches()
    renderer: Any = FigureCanvasAgg(picture.figure).get_renderer()  # type: ignore[no-untyped-call]
    with styled():
        ends = [text.get_window_extent(renderer).x1 / picture.figure.dpi for text in picture.figure.texts]
    return float(height) <= SLIDE_HEIGHT + NEAR and max(ends, default=0.0) <= float(width) + NEAR


def fitted(draw: Callable[[Setting], Picture], setting: Setting, name: str) -> Picture:
    """Draw a figure with its title at several widths, and take that which is largest on the size.

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
    tried = [draw(replace(setting, titled=True, width=width)) for width in WIDTHS]
    if tried[0].is_map:
        tried += [draw(replace(setting, titled=True, width=width)) for width in OF_MAPS]
    best = min(tried, key=lambda picture: _scale(picture, size))
    return replace(best, size=size)


def _scale(picture: Picture, size: tuple[float, float]) -> float:
    """How many times larger the figure is than the size: the least has the largest letters."""
    width, height = picture.figure.get_size_inches()
    return float(max(width / size[0], height / size[1]))
