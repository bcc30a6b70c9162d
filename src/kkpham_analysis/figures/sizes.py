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
NEAR = 0.03  # inches


# Beside what is drawn for a page, what has no native chart is drawn for slides: at half the size of its place there,
# so that its texts, of 9 points, have 18; a map of a few places leaves room for figures in words beside it.
SLIDE = "slide"
SLIDE_HEIGHT, SLIDE_WIDTH, BESIDE_WORDS = 2.42, 6.06, 4.05
# Of a map whose places bear names, how wide it is and how many times larger its sheet: where not all names have room
# beside figures in words, the map has the whole slide, and then smaller letters. Many names have no room before that.
ON_SLIDES = ((BESIDE_WORDS, 1.0), (SLIDE_WIDTH, 1.0), (SLIDE_WIDTH, 3 / 2))
WITH_MANY, FULL = (ON_SLIDES[2], ON_SLIDES[0]), 20
LEGEND = 0.6  # what a map leaves below itself, at first
LEAST, TRIALS = 0.5, 5  # a map is not made lower than that, and is drawn so often at most until it has room
# What is shown to a room is drawn at half the width of a slide first, on which letters of 9 points have 18; what stands
# on paper, with letters of 11. Where a figure has no room so, it has a wider sheet, and smaller letters.
SHOWN = ("16:9", "4:3", "square")
SHOWN_WIDTH = 20 / 3
WIDTHS = (SHOWN_WIDTH, 7.2, 7.6, 8.1, 8.7, 9.4, 10.2, 11.2, 12.5)
ON_PAPER = (5.4, 5.8, 6.3, 6.7, *WIDTHS[1:])
# Of a map, whose names have to be placed anew on each; with many names, letters are smaller rather than names left out.
OF_MAPS = (SHOWN_WIDTH, 8.1, 10.0, 12.0)
OF_MAPS_ON_PAPER = (5.6, 6.6, 8.1, 10.0)
# Of the width: what title and legend take beside a map that is higher than wide, and what a legend alone takes.
HEADED, LEGEND_ALONE = (0.37, 0.42, 0.47), 0.28
WORTH_IT = 1.3  # times as large a map has to be for a legend beside it
APART = 2.0  # dots that texts beside each other keep free
BEFORE_MAP = 0.1  # inches between them
WIDE_ENOUGH = 0.6  # of the width: on less a map of the country is too small to read, whatever its letters
LONGEST = 1.25  # inches of a line to a name: along a longer one nobody finds the place
PLACES = ("regency-", "province-")
OF_THE_COUNTRY = ("national_map", "interactive_map")
WITHOUT_NAMES = (*OF_THE_COUNTRY, "evidence_map")


def wanted() -> str:
    """The size that is asked for; empty where figures are drawn for a page."""
    name = os.environ.get(VARIABLE, "")
    return name if name in SIZES or name == SLIDE else ""


def with_slide(draw: Callable[[Setting], Picture], setting: Setting) -> Picture:
    """Draw a figure for a page, and beside it for a slide where that has room for letters of 18 points."""
    page = draw(setting)
    if page.chart is not None:
        return page
    small = replace(setting, titled=False)
    if page.is_map and page.name not in WITHOUT_NAMES:
        return replace(page, slide=_named_on_slide(draw, small))
    widths = (BESIDE_WORDS, SLIDE_WIDTH) if page.is_map and page.name not in OF_THE_COUNTRY else (SLIDE_WIDTH,)
    with of_one_size():
        tried = (_of_height(draw, replace(small, width=width), SLIDE_HEIGHT) for width in widths)
        return replace(page, slide=next((picture for picture in tried if _is_whole(picture, SLIDE_HEIGHT)), None))


def _named_on_slide(draw: Callable[[Setting], Picture], setting: Setting) -> Picture | None:
    """Map for a slide that names all its places; where none has room for them, that which names the most."""
    drawn: list[Picture] = []
    is_full = len(_places(draw(replace(setting, tallest=SLIDE_HEIGHT, named=False)))) > FULL
    for width, scale in WITH_MANY if is_full else ON_SLIDES:
        height = SLIDE_HEIGHT * scale
        with of_one_size(scale == 1):
            picture = draw(_largest(draw, replace(setting, width=width * scale, legend=scale), height, SLIDE))
            is_whole = _is_whole(picture, height)
        if is_whole and _named(picture) >= 1 and _longest_line(picture) <= LONGEST:
            return picture
        # With some of its names only, a map has large letters.
        drawn += [picture] if is_whole and scale == 1 else []
    most = max(drawn, key=_named, default=None)
    return most if most is not None and _named(most) else _keyed(draw, setting) or most


def _keyed(draw: Callable[[Setting], Picture], setting: Setting) -> Picture | None:
    """Map for a whole slide whose places bear numbers where they have no room for their names."""
    width, scale = WITH_MANY[0]
    with of_one_size(False):
        setting = replace(setting, width=width * scale, legend=scale, keyed=True)
        picture = draw(_largest(draw, setting, SLIDE_HEIGHT * scale, SLIDE))
        return picture if _is_whole(picture, SLIDE_HEIGHT * scale) and _named(picture) >= 1 else None


def _named(picture: Picture) -> float:
    """Share of the places of a map that bear a name."""
    written: list[Any] = picture.figure.findobj(lambda artist: _is_name(artist))
    written = [text for text in written if text.get_text()]
    return len(written) / max(len(_places(picture)), 1)


def _places(picture: Picture) -> list[Any]:
    """What is drawn of the places of a map."""
    return picture.figure.findobj(lambda artist: str(artist.get_gid()).startswith(PLACES))


def _of_height(draw: Callable[[Setting], Picture], setting: Setting, most: float) -> Picture:
    """Draw a figure as high as there is room for; what title and legend take is only known once it is drawn."""
    setting = _lowered(draw, setting, most)
    picture = draw(replace(setting, named=False))
    return draw(setting) if picture.is_map else picture


def _lowered(draw: Callable[[Setting], Picture], setting: Setting, most: float) -> Setting:
    """Let a map be as high as there is room for."""
    setting = replace(setting, tallest=most - LEGEND)
    for _ in range(TRIALS):
        picture = draw(replace(setting, named=False))
        over = float(picture.figure.get_size_inches()[1]) - most
        tallest = max(_body_height(picture) - over, LEAST)
        if not picture.is_map or over <= NEAR or tallest >= (setting.tallest or 0.0):
            break
        setting = replace(setting, tallest=tallest)
    return setting


def _body_height(picture: Picture) -> float:
    """Inches of what is drawn between title and legend."""
    height = float(picture.figure.get_size_inches()[1])
    return max((axes.get_position().height for axes in picture.figure.axes), default=0.0) * height


def _is_whole(picture: Picture, most: float, beside: float | None = None, apart: float = -1.0) -> bool:
    """Whether a figure has room in a height, and all that is written in it has room beside the rest."""
    figure = picture.figure
    width, height = figure.get_size_inches()
    renderer: Any = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    written = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    with styled():
        # What lies across the figure says what its data are, and lies over other texts; names on a map stand apart.
        level = [text for text in written if text.get_text().strip() and not text.get_rotation() and not _is_name(text)]
        boxes = [Text.get_window_extent(text, renderer).padded(apart, -1) for text in level]
    ends = max((box.x1 / figure.dpi for box in boxes), default=0.0)
    top = max((box.y1 / figure.dpi for box in boxes), default=0.0)
    if beside:
        # Of what stands beside a map nothing reaches into it.
        outside = [box.x1 / figure.dpi for text, box in zip(level, boxes, strict=True) if text in figure.texts]
        ends = max([ends, *(float(width) - beside + BEFORE_MAP + end for end in outside)])
    is_clear = not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    is_in = float(height) <= most + NEAR and top <= float(height) + NEAR and ends <= float(width) + NEAR
    return is_in and is_clear


def fitted(draw: Callable[[Setting], Picture], setting: Setting, name: str) -> Picture:
    """Draw a figure with its title so that it fills a size, with letters as large as it has room for.

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
    setting = replace(setting, titled=True)
    tried: list[Picture] = []
    for width in WIDTHS if name in SHOWN else ON_PAPER:
        height = width * size[1] / size[0]
        with of_one_size(name in SHOWN):
            picture = draw(replace(setting, width=width, height=height, named=False))
            if picture.is_map and picture.name not in WITHOUT_NAMES:
                return replace(_map_fitted(draw, setting, name), size=size)
            if picture.is_map:
                picture = _of_height(draw, replace(setting, width=width, height=height), height)
            if picture.is_map:
                is_fit = _is_whole(picture, height) and _extent(picture, "x") >= WIDE_ENOUGH * width
            else:
                is_fit = _is_whole(picture, height, apart=APART)
            if is_fit:
                return replace(picture, size=size)
        tried.append(picture)
    return replace(min(tried, key=lambda picture: _scale(picture, size)), size=size)


def _map_fitted(draw: Callable[[Setting], Picture], setting: Setting, name: str) -> Picture:
    """Map with names on the smallest sheet that has room for them: there its letters are the largest."""
    size = SIZES[name]
    for width in OF_MAPS if name in SHOWN else OF_MAPS_ON_PAPER:
        height = width * size[1] / size[0]
        with of_one_size(width == SHOWN_WIDTH):
            picture = draw(_largest(draw, replace(setting, width=width), height, name))
            if _is_whole(picture, height) and _longest_line(picture) <= LONGEST:
                return picture
    # Numbers stand for the names that have no room.
    return draw(setting)


def _largest(draw: Callable[[Setting], Picture], setting: Setting, height: float, name: str) -> Setting:
    """Let title and legend stand over and under a map, or beside it: as it is larger; on paper there is room below."""
    if name == "a4":
        return _lowered(draw, replace(setting, height=height), height)
    over = _lowered(draw, setting, height)
    # Without a title there is only the legend, which needs less.
    shares = HEADED if setting.titled else (LEGEND_ALONE, *HEADED)
    starts = [share * (setting.width or 0.0) for share in shares]
    beside = [replace(setting, beside=start, height=height, tallest=height) for start in starts]
    large = {each: _drawn_height(draw(replace(each, named=False)), height, each.beside) for each in (over, *beside)}
    # Beside words a legend has short lines of a word or two: for a little more it is not worth it.
    least = WORTH_IT if setting.width == BESIDE_WORDS else 1.0
    return max(large, key=lambda each: large[each] * (least if each is over else 1.0))


def _drawn_height(picture: Picture, most: float, beside: float | None) -> float:
    """Inches of height that the places of a map take; none where its texts have no room."""
    return _extent(picture, "y") if _is_whole(picture, most, beside) else 0.0


def _extent(picture: Picture, side: str) -> float:
    """Inches from one end of the places of a map to the other."""
    ends = [end for artist in _places(picture) for end in getattr(artist.get_path().get_extents(), f"interval{side}")]
    return max(ends) - min(ends) if ends else 0.0


def _is_name(artist: Any) -> bool:
    return str(artist.get_gid()).startswith("label-")


def _longest_line(picture: Picture) -> float:
    """Inches of the longest line that leads to a name of a map; infinite where its places bear none."""
    artists: list[Any] = [artist for axes in picture.figure.axes for artist in axes.get_children()]
    if not any(_is_name(artist) for artist in artists):
        return np.inf
    lines = [np.asarray(artist.get_data()) for artist in artists if str(artist.get_gid()).startswith("line-")]
    return max((float(np.hypot(*(ends[:, 1] - ends[:, 0]))) for ends in lines), default=0.0)


def _scale(picture: Picture, size: tuple[float, float]) -> float:
    """How many times larger the figure is than the size: the least has the largest letters."""
    width, height = picture.figure.get_size_inches()
    return float(max(width / size[0], height / size[1]))
