"""Marks of charts, told apart by form and not by colour alone: dots, lines, squares; the same ones in the legend."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from kkpham_analysis.figures import style
from kkpham_analysis.figures.contested import are_contested
from kkpham_analysis.figures.sheet import Entry, Sheet, Swatch
from kkpham_analysis.language import Words
from kkpham_analysis.measures.rules import trial_of
from kkpham_analysis.tables.vocabulary import STATUSES

DOT = 7.0
CELL = 0.155


def verdict_of(row: Any) -> str:
    """Which mark a share gets: `met`, `not_met`, `open`; where the round has no rule `known` or `disputed`."""
    if pd.notna(row["meets_rule"]):
        return "met" if row["meets_rule"] else "not_met"
    if pd.isna(row["share"]) or isinstance(row["rule"], str):
        return "open"
    return "disputed" if row["evidence"] == "disputed" else "known"


COLOURS = {
    "met": style.MET,
    "not_met": style.NOT_MET,
    "open": style.OPEN,
    "known": style.PLAIN[1],
    "disputed": style.PLAIN[1],
}
HOLLOW = ("not_met", "open", "disputed")
# Told apart in grey print too: a share that no rule judges is a diamond, and one without a verdict a hollow one.
DIAMOND, DIAMONDS = "D", ("known", "disputed", "open")
VERDICTS = {
    "met": "figures.met",
    "not_met": "figures.not_met",
    "known": "figures.share_known",
    "disputed": "figures.disputed",
    "open": "figures.verdict_open",
}


def has_bounds(row: Any) -> bool:
    """Whether a share can be drawn: something is known, and of how many."""
    return bool(row["evidence"] != "none" and pd.notna(row["share_low"]))


def verdicts_of(rows: list[Any], words: Words) -> list[tuple[str, str]]:
    """Verdicts among the rows of shares that a legend must explain, each with its text."""
    kinds = {verdict_of(row) for row in rows if has_bounds(row)}
    texts = {**VERDICTS, "met": "figures.met_trial"} if trial_of(pd.DataFrame(rows)) else VERDICTS
    return [(kind, words.phrase(text)) for kind, text in texts.items() if kind in kinds]


def verdict_entries(rows: list[Any], words: Words) -> list[Entry]:
    """The legend of the marks of shares: an entry for each verdict among the rows, and for each mark."""
    entries = [Entry(text, dot_swatch(kind)) for kind, text in verdicts_of(rows, words)]
    # Some without a verdict have a figure that is used, and so a mark on their line.
    if any(verdict_of(row) == "open" and pd.notna(row["share"]) for row in rows if has_bounds(row)):
        entries.append(Entry(words.phrase("figures.share_open"), dot_swatch("open", is_marked=True)))
    return entries


def dot(kind: str) -> dict[str, Any]:
    """How a dot is drawn: full where the rule is met, hollow where it is not, or where sources disagree.

    Where no verdict is known it is a diamond.
    """
    colour = COLOURS[kind]
    face = style.PAPER if kind in HOLLOW else colour
    return {
        "marker": DIAMOND if kind in DIAMONDS else "o",
        "markersize": DOT * 0.85 if kind in DIAMONDS else DOT,
        "markerfacecolor": face,
        "markeredgecolor": colour,
        "markeredgewidth": 1.8,
    }


def draw_interval(
    axes: Axes, row: Any, places: tuple[float, float, float | None], y: float, *, upright: bool = False
) -> None:
    """Interval from the lowest to the highest, and the dot where a figure is known, along x or upright along y."""
    low, high, at = places
    kind = verdict_of(row)
    if high > low:
        ends, level = [low, high], [y, y]
        across, up = (level, ends) if upright else (ends, level)
        axes.plot(
            across, up, color=COLOURS[kind], linewidth=3.2, solid_capstyle="butt", alpha=0.75, zorder=3, gid="interval"
        )
    if at is not None:
        x, level_y = (y, at) if upright else (at, y)
        axes.plot([x], [level_y], linestyle="none", zorder=4, gid=kind, **dot(kind))


def dot_swatch(kind: str, *, is_marked: bool = False) -> Swatch:
    """Legend swatch with the dot of a verdict; a line where the verdict is open and no figure marked on it."""

    def draw(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
        middle = y + height / 2
        if kind == "open" and not is_marked:
            line_on(sheet, [x, x + width], [middle, middle], color=style.OPEN, linewidth=3.2, solid_capstyle="butt")
        else:
            line_on(sheet, [x + width / 2], [middle], linestyle="none", **dot(kind))

    return draw


def sign_swatch(sign: str) -> Swatch:
    """Legend swatch that is a sign as it stands in the figure."""

    def draw(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
        sheet.text(x + width / 2, y + height / 2, sign, ha="center")

    return draw


def write(axes: Axes, x: float, y: float, text: str, **settings: Any) -> None:
    """Write a text on axes in inches, its middle at the height given."""
    axes.text(x, y, text, **{"va": "center", "fontsize": style.TEXT, "color": style.INK, **settings})


def line_on(sheet: Sheet, x: list[float], y: list[float], **settings: Any) -> None:
    """Draw a line or a marker on the sheet, in inches."""
    places = [value / sheet.width for value in x], [value / sheet.height for value in y]
    sheet.figure.add_artist(Line2D(*places, transform=sheet.figure.transFigure, **settings))


def draw_status(axes: Axes, status: str, x: float, y: float, *, contested: bool = False) -> None:
    """One regency in one round: a full square, a crossed one, a barred one, a hatched one, or a small dot."""
    for artist in status_artists(status, x, y, contested=contested):
        artist.set_transform(axes.transData)
        axes.add_artist(artist)


def status_artists(status: str, x: float, y: float, *, contested: bool = False) -> list[Any]:
    """Artists of the mark of a status, around a middle."""
    half = CELL / 2
    corner = (x - half, y - half)
    if status == "unknown":
        return [Line2D([x], [y], marker="o", markersize=2.4, color=style.OPEN, gid="unknown")]
    face = style.STATUS_COLOURS[status]
    parts: list[Any] = [Rectangle(corner, CELL, CELL, facecolor=face, linewidth=0, gid=status)]
    ink: dict[str, Any] = {"color": style.INK, "linewidth": 0.9}
    third = CELL / 3.4
    if status == "disputed":
        parts.append(
            Rectangle(
                corner, CELL, CELL, facecolor="none", edgecolor=style.HATCH, hatch=style.HATCHED * 2, linewidth=0.5
            )
        )
    if status == "not_compliant":
        parts += [Line2D([x - third, x + third], [y - way * third, y + way * third], **ink) for way in (1, -1)]
    if status == "not_named":
        parts.append(Line2D([x - third, x + third], [y, y], **ink))
    if contested and status != "disputed":
        settings: dict[str, Any] = {
            "markerfacecolor": style.PAPER,
            "markeredgecolor": style.INK,
            "markeredgewidth": 0.7,
        }
        parts.append(
            Line2D([x + half * 0.75], [y + half * 0.75], marker="o", markersize=4.2, gid="contested", **settings)
        )
    return parts


def first_contested(status: pd.DataFrame) -> str | None:
    """First status, in their order, of which some row is contested; None where none is. `disputed` says so itself."""
    contested = set(status.loc[are_contested(status), "status"])
    return next((name for name in STATUSES if name in contested), None)


def status_swatch(status: str, *, contested: bool = False) -> Swatch:
    """Legend swatch with the mark of a status."""

    def draw(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
        # On the figure, in inches: axes of its own would take longer than all that is drawn on them.
        for artist in status_artists(status, x + width - CELL / 2 - 0.02, y + height / 2, contested=contested):
            artist.set_transform(sheet.figure.dpi_scale_trans)
            sheet.figure.add_artist(artist)

    return draw
