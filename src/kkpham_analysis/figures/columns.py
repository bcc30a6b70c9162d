"""Columns of a chart over the rounds: where each round stands, its year under it, and the levels behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from kkpham_analysis.figures import marks, style
from kkpham_analysis.figures.sheet import Sheet, Swatch

TALL = 2.5  # inches of the plot; alone on a sheet between these
LOW, HIGH = 1.3, 5.5
UNDER = 0.62  # the rows of text under it
AXIS = 0.5  # the numbers left of it
FAR_APART = 0.9  # inches between rounds at most; but on a sheet that is to be filled


def placed(
    sheet: Sheet, years: Sequence[int], under: float = UNDER, *, right: float = 0
) -> tuple[Axes, dict[int, float], float, float]:
    """Axes with a column for each round, its year under it; the middle of each, how far apart, and how high they are.

    `right` inches stay free beside the last one, for what is written there.
    """
    height = sheet.body(under + TALL + 0.15, under + LOW + 0.15, under + HIGH + 0.15)
    axes = sheet.open(height)
    first = sheet.margin + AXIS
    # A few rounds stand as near together as many do.
    step = (sheet.width - sheet.margin - first - right) / len(years)
    step = step if sheet.setting.height else min(step, FAR_APART)
    centres = {year: first + (i + 0.5) * step for i, year in enumerate(years)}
    for year, x in centres.items():
        marks.write(axes, x, under - 0.14, str(year), ha="center", gid="year")
    return axes, centres, step, height - under - 0.15


def draw_levels(
    axes: Axes, sheet: Sheet, levels: Sequence[tuple[float, str]], top: float, tall: float, under: float = UNDER
) -> None:
    """Draw lines across a plot `tall` inches high whose upper end is `top`, each with its text at the left."""
    for value, text in levels:
        y = under + tall * value / top
        start = sheet.margin + AXIS
        axes.plot([start - 0.05, sheet.width - sheet.margin], [y, y], color=style.LINE, linewidth=0.7, zorder=1)
        marks.write(axes, start - 0.1, y, text, ha="right", fontsize=style.note(), color=style.MUTED)


def write_under(axes: Axes, x: float, row: float, text: str, **settings: Any) -> None:
    """Write a text under a column, in one of the rows below its year."""
    marks.write(axes, x, UNDER - 0.14 - 0.17 * row, text, ha="center", fontsize=style.note(), **settings)


def tick(colour: str, thickness: float) -> Swatch:
    """Legend swatch that is a level line."""

    def draw(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
        level = y + height / 2
        marks.line_on(sheet, [x, x + width], [level, level], color=colour, linewidth=thickness, solid_capstyle="butt")

    return draw
