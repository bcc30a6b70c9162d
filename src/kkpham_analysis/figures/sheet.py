"""The sheet that a figure is drawn on: title above, legend and footer below, everything measured in inches."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from kkpham_analysis.figures import findings, style
from kkpham_analysis.figures.marking import watermark
from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.setting import Setting
from kkpham_analysis.language import NO_BREAK_SPACE, Words

# Of every sheet that carries its title. All are as wide, so that texts are as large in one figure as in the next.
WIDTH = 8.1
MARGIN = 0.25
BARE = 0.01  # in a page, which has margins of its own: only so much that no edge is cut off
SWATCH = (0.24, 0.14)
SWATCH_GAP, ENTRY_GAP, ROW = 0.07, 0.26, 0.23
LEADING = 1.35
NEXT_LINE = LEADING * style.TEXT / 72  # within an entry of a legend: nearer than the next entry
BESIDE_RULER = 2.5
BESIDE = 0.05  # between a line and the note beside it

# Draws one legend swatch into a rectangle of the sheet, given as x, y, width, height in inches.
Swatch = Callable[["Sheet", float, float, float, float], None]


@cache
def text_width(text: str, size: float, family: str = style.REGULAR) -> float:
    """Width of one line of text in inches."""
    font = FontProperties(family=family, size=size, weight=style.WEIGHTS[family])
    ruler = _ruler()
    with style.styled():
        return float(ruler.get_text_width_height_descent(text, font, False)[0] / ruler.dpi)


def text_size(text: str, size: float) -> tuple[float, float]:
    """Width and height of a text in inches; its lines are parted by line breaks."""
    lines = text.split("\n")
    return max(text_width(line, size) for line in lines), (1 + 1.2 * (len(lines) - 1)) * size / 72


@cache
def _ruler() -> Any:
    """Give the renderer of an empty figure: it measures texts."""
    with style.styled():
        return FigureCanvasAgg(Figure(dpi=100)).get_renderer()  # type: ignore[no-untyped-call]


def wrapped(text: str, width: float, size: float, family: str = style.REGULAR) -> list[str]:
    """Lines of a text that are no wider than `width` inches; it breaks at spaces, not at no-break spaces."""
    lines: list[str] = []
    end = 0.0
    for word in text.split(" "):
        # Word by word: a word is measured once, however often a paragraph is broken anew.
        longer = end + text_width(f" {word}", size, family)
        if lines and longer <= width:
            lines[-1], end = f"{lines[-1]} {word}", longer
        else:
            lines.append(word)
            end = text_width(word, size, family)
    return lines


def balanced(text: str, width: float, size: float, family: str = style.REGULAR) -> list[str]:
    """Lines of a text of about the same width: no word is left alone on the last."""
    lines = wrapped(text, width, size, family)
    while len(lines) > 1 and width > 0.5:
        width -= 0.1
        narrower = wrapped(text, width, size, family)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


@dataclass
class Entry:
    """One line of a legend: how its swatch is drawn, and its text."""

    text: str
    swatch: Swatch


@dataclass
class Sheet:
    """A figure under construction, filled from the top down and from the bottom up; what is left is the body.

    Parameters
    ----------
    width : float
        Width in inches, with the margins of a sheet that carries its title; in a page it has none.
    setting : Setting
        The language, and whether title and subtitle are drawn.
    title, subtitle : str
        The finding and the measure.
    footer : list of str
        Parts of the last line.
    entries : sequence of Entry
        The legend.
    ruler_height : float
        Room kept for a ruler above the legend, in inches.
    unbroken : sequence of str
        Names that stay on one line of the title.
    """

    width: float
    setting: Setting
    title: str
    subtitle: str
    footer: Sequence[str]
    entries: Sequence[Entry] = ()
    ruler_height: float = 0.0
    unbroken: Sequence[str] = ()
    figure: Figure = field(init=False)
    height: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self.width -= 2 * (MARGIN - self.margin)
        marks = [self.words.phrase(f"marks.{mark}") for mark in self.setting.marks]
        notes = findings.scores_notes(self.setting.assumed, self.words, self.setting.likely)
        if notes:
            self.subtitle = f"{notes[0]}. {self.subtitle}"
        titled = self.setting.titled
        # A figure in a page has no line below its title: there the last line says it all.
        told = [*notes[1 if titled else 0 :], *self.footer] if titled or not self.setting.tallest else []
        # Numbers on a map say nothing without their names, which the first part of the last line gives.
        told = list(self.footer[:1]) if self.setting.keyed else told
        self.footer = [*marks, *told]

    @property
    def words(self) -> Words:
        """The language."""
        return self.setting.words

    @property
    def margin(self) -> float:
        """Margin at the left, at the right and above."""
        return MARGIN if self.setting.titled else BARE

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.margin

    @property
    def _end(self) -> float:
        """Where lines of text end: at the margin, or before the body that stands beside them."""
        return self.setting.beside - BESIDE if self.setting.beside else self.width - self.margin

    def open(self, body_height: float) -> Axes:
        """Make the figure, write everything but the body, and give back axes for the body, in inches of the sheet."""
        title, subtitle = self._head()
        notes = self._notes()
        rows = self._legend_rows()
        # In whole points, for then a place in an SVG is a short number.
        base = _whole(self._foot + self._legend_height)
        beside = self.setting.beside
        self.height = _whole((self.setting.height or 0.0) if beside else base + body_height + self._top)
        self.figure = Figure(figsize=(self.width, self.height), facecolor=style.PAPER)
        FigureCanvasAgg(self.figure)
        self._write(title, self.height - self.margin, style.TITLE, style.INK, style.SEMIBOLD)
        self._write(subtitle, self.height - self.margin - len(title) * _line(style.TITLE), style.TEXT, style.MUTED)
        self._write(notes, self._foot - 0.05, style.note(), style.MUTED)
        # Below no title a legend beside a map stands in the middle.
        is_alone = beside and not title
        middle = (self.height - self._rows_height(rows)) / 2
        self._draw_legend(rows, max(middle, self._foot) if is_alone else self._foot)
        if beside:
            return self.axes(beside, (self.height - body_height) / 2, self.width - beside, body_height)
        return self.axes(0, base, self.width, body_height)

    def body(self, usual: float, least: float, most: float) -> float:
        """Height of a body that fills the sheet, between two heights; the usual one where no height is asked for."""
        if not self.setting.height:
            return usual
        return min(max(self.setting.height - self._top - self._foot - self._legend_height - 0.03, least), most)

    def has_room(self, height: float) -> bool:
        """Whether a body has room on the sheet; on one without a height always."""
        return self.body(height, 0.0, height) >= height

    def _head(self) -> tuple[list[str], list[str]]:
        """Lines of the title and of what stands under it."""
        if not self.setting.titled:
            return [], []
        room = self._end - self.margin
        title = balanced(self._kept_together(self.title), room, style.TITLE, style.SEMIBOLD)
        return title, wrapped(self.subtitle, room, style.TEXT)

    @property
    def _top(self) -> float:
        """What the title and the margin above it take."""
        title, subtitle = self._head()
        lines = len(title) * _line(style.TITLE) + len(subtitle) * _line(style.TEXT) + (0.18 if title else 0)
        return lines + self.margin + (0.05 if self.setting.titled else 0)

    @property
    def ruler_bottom(self) -> float:
        """Where the part kept for a ruler begins, above the rows of the legend."""
        rows = [] if self._is_beside_ruler else self._legend_rows()
        return self._foot + self._rows_height(rows) + (0.12 if rows else 0)

    @property
    def _foot(self) -> float:
        """What the last lines take, and the room around them; on a slide without any next to nothing."""
        notes = self._notes()
        return len(notes) * _line(style.note()) + (0.2 if notes or not self.setting.tallest else 0.03)

    @property
    def _is_beside_ruler(self) -> bool:
        """Whether the legend stands at the right of a ruler: on a slide there is no room below it."""
        return bool(self.setting.tallest and self.ruler_height and not self.setting.beside)

    @property
    def _legend_height(self) -> float:
        rows = self._legend_rows()
        height = self._rows_height(rows) + (0.12 if rows else 0)
        return max(height, self.ruler_height) if self._is_beside_ruler else height + self.ruler_height

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        """Bare axes in a rectangle of the sheet, whose data are inches from its lower left corner."""
        box = (x / self.width, y / self.height, width / self.width, height / self.height)
        axes: Axes = self.figure.add_axes(box)
        axes.set(xlim=(0, width), ylim=(0, height))
        axes.set_axis_off()
        return axes

    def text(self, x: float, y: float, text: str, **settings: Any) -> None:
        """Write a text at a place of the sheet, in inches."""
        family = settings.pop("family", style.REGULAR)
        settings = {
            "fontsize": style.TEXT,
            "color": style.INK,
            "va": "center",
            "fontweight": style.WEIGHTS[family],
            **settings,
        }
        self.figure.text(x / self.width, y / self.height, text, fontfamily=family, **settings)

    def box(self, x: float, y: float, width: float, height: float, **settings: Any) -> None:
        """Draw a rectangle on the sheet, in inches."""
        self.figure.add_artist(
            Rectangle(
                (x / self.width, y / self.height),
                width / self.width,
                height / self.height,
                transform=self.figure.transFigure,
                **{"linewidth": 0, **settings},
            )
        )

    def beside(self, x: float, text: str, *, left: bool) -> float:
        """Where a note starts that stands left or right of a line at `x`; on the other side where it has no room."""
        width = text_width(text, style.note())
        has_room = x - BESIDE - width >= self.margin if left else x + BESIDE + width <= self.width - self.margin
        return x - BESIDE - width if left is has_room else x + BESIDE

    def finished(
        self,
        alt: str,
        *,
        is_map: bool = False,
        chart: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        sources: pd.DataFrame | None = None,
    ) -> Picture:
        """Picture of the sheet, with what it says to who cannot see it; marked where its data are.

        `sources` are those of the part of its table that is drawn; else it rests on all that the table cites.
        """
        marks = self.setting.marks
        # One across it; the last line and the alternative text have room for all.
        for mark in marks[:1]:
            with style.styled():
                watermark(self.figure, self.words.phrase(f"marks.{mark}"), text_width)
        notes = [f"{note}." for note in findings.scores_notes(self.setting.assumed, self.words, self.setting.likely)]
        said = " ".join([*(self.words.phrase(f"marks.{mark}_said") for mark in marks), *notes, alt])
        own = () if sources is None else tuple(map(str, sources["source_id"]))
        return Picture(self.figure, self.title, said, self.subtitle, marks, is_map, chart, data=data, sources=own)

    def _kept_together(self, text: str) -> str:
        """Text with no-break spaces in the names that should stay on one line."""
        for name in self.unbroken:
            text = text.replace(name, name.replace(" ", NO_BREAK_SPACE))
        return text

    def _notes(self) -> list[str]:
        """Lines of the footer; it breaks between its parts, and within one only where that is wider than a line."""
        lines: list[str] = []
        for part in self.footer:
            longer = f"{lines[-1]} · {part}" if lines else part
            if lines and text_width(longer, style.note()) <= self._end - self.margin:
                lines[-1] = longer
            else:
                lines += wrapped(part, self._end - self.margin, style.note())
        return lines

    def _write(self, lines: list[str], top: float, size: float, colour: str, family: str = style.REGULAR) -> None:
        for i, line in enumerate(lines):
            y = top - (i + 0.5) * _line(size)
            self.text(self.margin, y, line, fontsize=size, color=colour, family=family)

    def _legend_rows(self) -> list[list[tuple[float, Entry]]]:
        """Entries with the place where each starts, row by row; a text that is wider than a row goes on below."""
        rows: list[list[tuple[float, Entry]]] = []
        left = x = self.margin + (BESIDE_RULER if self._is_beside_ruler else 0)
        size, key = style.TEXT * self.setting.legend, self.setting.legend * (SWATCH[0] + SWATCH_GAP)
        for entry in self.entries:
            first, *more = balanced(entry.text, self._end - left - key, size)
            wide = key + text_width(first, size)
            if not rows or x + wide > self._end or more:
                rows.append([])
                x = left
            rows[-1].append((x, Entry(first, entry.swatch)))
            rows += [[(left, Entry(line, _without_swatch))] for line in more]
            x = self._end if more else x + wide + ENTRY_GAP
        return rows

    def _rows_height(self, rows: Sequence[Sequence[tuple[float, Entry]]]) -> float:
        return self.setting.legend * sum(NEXT_LINE if row[0][1].swatch is _without_swatch else ROW for row in rows)

    def _draw_legend(self, rows: list[list[tuple[float, Entry]]], bottom: float) -> None:
        larger = self.setting.legend
        wide, high = (larger * each for each in SWATCH)
        for i, row in enumerate(rows):
            y = bottom + self._rows_height(rows) - self._rows_height(rows[: i + 1]) + ROW * larger / 2
            for x, entry in row:
                entry.swatch(self, x, y - high / 2, wide, high)
                self.text(x + wide + SWATCH_GAP * larger, y, entry.text, fontsize=style.TEXT * larger, gid="legend")


def _without_swatch(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
    """Draw nothing before the second line of a text."""


def _line(size: float) -> float:
    return LEADING * size / 72


def _whole(inches: float) -> float:
    return math.ceil(inches * 72 - 1e-9) / 72


def filled(face: str, *, hatch: str | None = None, hatch_colour: str = style.HATCH, edge: str | None = None) -> Swatch:
    """Swatch that is a box: a colour, a hatch over it, an edge around it."""

    def draw(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
        sheet.box(x, y, width, height, facecolor=face)
        if hatch:
            sheet.box(x, y, width, height, facecolor="none", edgecolor=hatch_colour, hatch=hatch)
        if edge:
            sheet.box(x, y, width, height, facecolor="none", edgecolor=edge, linewidth=0.6)

    return draw
