"""The sizes that figures are handed on in: each is drawn as for a page, with its title, at the width that fits best."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.setting import Setting

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
# Only a map stays readable on less: columns of a chart would touch.
OF_MAPS = (5.6, 6.6)


def wanted() -> str:
    """The size that is asked for; empty where figures are drawn for a page."""
    name = os.environ.get(VARIABLE, "")
    return name if name in SIZES else ""


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
