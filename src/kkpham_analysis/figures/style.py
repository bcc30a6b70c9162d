"""One style for every figure: the typeface, the inks, and the colours of shares and of statuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.colors import to_hex, to_rgb

from kkpham_analysis.figures import colours
from kkpham_analysis.measures.rules import Rule, parse_rule

RGB = tuple[float, float, float]

REGULAR, SEMIBOLD = "Inter", "Inter SemiBold"
WEIGHTS = {REGULAR: 400, SEMIBOLD: 600}
# Inches are points / 72: a title, a text and a note, and nothing in between.
TITLE, TEXT, NOTE = 14.0, 9.0, 7.5
_is_of_one_size: ContextVar[bool] = ContextVar("_is_of_one_size", default=False)

# The colours that figures are drawn with; `colours` says what each is for.
PAPER, INK, MUTED, LINE = colours.PAPER, colours.INK, colours.MUTED, colours.LINE
CONTEXT, CONTEXT_EDGE = colours.CONTEXT, colours.CONTEXT_EDGE
UNKNOWN, UNKNOWN_EDGE, HATCH = colours.UNKNOWN, colours.UNKNOWN_EDGE, colours.HATCH
WATER, ON_WATER = colours.WATER, colours.ON_WATER
BELOW, ABOVE, PLAIN, BAND = colours.BELOW, colours.ABOVE, colours.PLAIN, colours.BAND
MET, NOT_MET, OPEN = colours.MET, colours.NOT_MET, colours.OPEN
LIGHT_MET, FAINT_MET = colours.LIGHT_MET, colours.FAINT_MET
# Kinds without an order, in charts of one's own: each a step lighter or darker than the one before.
KINDS = (MET, NOT_MET, LIGHT_MET, PLAIN[1], OPEN, BELOW[0])

HATCHED, DOTTED, RIPPLED = "////", "....", "------"
# What a class of one share takes of a ruler, which has no width of its own: as much as its number.
ALONE = 0.09
STATUS_COLOURS = {
    "compliant": MET,
    "not_compliant": colours.WITHOUT_TITLE,
    "not_named": colours.NOT_NAMED,
    "disputed": UNKNOWN,
    "unknown": UNKNOWN,
}
SETTINGS: dict[Any, Any] = {
    "font.family": [REGULAR],
    "font.size": TEXT,
    "axes.edgecolor": LINE,
    "axes.unicode_minus": True,
    "hatch.linewidth": 0.6,
    "text.color": INK,
    # Letters keep the distances that their designer gave them, at every size.
    "text.hinting": "none",
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "kkpham",
    "savefig.facecolor": PAPER,
}


@cache
def register_fonts() -> None:
    """Tell matplotlib of the fonts that ship with the package; it keeps their paths for as long as it runs."""
    for weight in ("Regular", "SemiBold"):
        with as_file(files(__package__) / "fonts" / f"Inter-{weight}.ttf") as path:
            font_manager.fontManager.addfont(path)
            # The first of equals is used: ours, not another Inter that the machine happens to have.
            fonts = font_manager.fontManager.ttflist
            fonts.insert(0, fonts.pop())


@contextmanager
def styled() -> Iterator[None]:
    """Apply the settings of matplotlib under which figures are made and saved; they end with the `with`."""
    register_fonts()
    # Within what draws a figure each of its texts asks for them: to keep and restore all settings takes a millisecond.
    if all(mpl.rcParams[name] == value for name, value in SETTINGS.items()):
        yield
    else:
        with mpl.rc_context(SETTINGS):
            yield


def note() -> float:
    """Points of a note: as large as a text where all is `of_one_size`."""
    return TEXT if _is_of_one_size.get() else NOTE


@contextmanager
def of_one_size(is_so: bool = True) -> Iterator[None]:
    """Let notes be as large as texts: on a slide nothing is smaller than can be read at the back of a room.

    It holds for what is drawn in the `with`, not for what is drawn beside it at the same time.
    """
    before = _is_of_one_size.set(is_so)
    try:
        yield
    finally:
        _is_of_one_size.reset(before)


@dataclass(frozen=True)
class Scale:
    """Classes of a share, in percent, with the rule as hinge: `bounds` has one more than `colours`.

    A class whose bounds are one number holds that share alone: all, where only all meet the rule, or none, where
    only none does not. Without a rule the classes are the same steps of one colour, and there is no hinge.
    """

    bounds: tuple[float, ...]
    colours: tuple[str, ...]
    rule: Rule | None = None

    @property
    def hinge(self) -> float | None:
        """The threshold of the rule, in percent."""
        return None if self.rule is None else float(self.rule.threshold * 100)

    def colour(self, compliant: int, of: int) -> str:
        """Colour of `compliant` of `of`, exact at the rule: 3 of 5 is not above 60 %."""
        percent = Fraction(compliant * 100, of)
        above = self.rule.is_met(compliant, of) if self.rule else None
        own = [
            (upper, colour)
            for upper, colour, is_above in zip(self.bounds[1:], self.colours, self._sides(), strict=True)
            if above in (None, is_above)
        ]
        return next((colour for upper, colour in own if percent <= upper), own[-1][1])

    def _sides(self) -> list[bool | None]:
        """Whether each class is on the side that meets the rule; None without a rule."""
        if (hinge := self.hinge) is None:
            return [None] * len(self.colours)
        # Above none there is only what is more than none; any other class begins on its side.
        return [lower >= hinge if lower else upper > hinge for lower, upper in pairwise(self.bounds)]

    def place(self, percent: float) -> float:
        """Where a share lies on a ruler of the classes, from 0 to 1; a class of one share has room at the end."""
        first, last = (ALONE if low == high else 0.0 for low, high in (self.bounds[:2], self.bounds[-2:]))
        return first + percent / 100 * (1 - first - last)

    def edges(self) -> tuple[float, ...]:
        """Where the classes begin and end on the ruler."""
        return (0.0, *(self.place(bound) for bound in self.bounds[1:-1]), 1.0)

    def labels(self) -> list[tuple[float, float]]:
        """Each bound and where it is written on the ruler: one of a class of its own in the middle of that."""
        edges = dict(zip(self.bounds, self.edges(), strict=True))
        alone = {low: (start + end) / 2 for (low, high), (start, end) in
                 zip(pairwise(self.bounds), pairwise(self.edges()), strict=True) if low == high}  # fmt: skip
        return list((edges | alone).items())


def scale_for(rule: str | None) -> Scale:
    """Classes and colours for a rule such as `">60%"`; the same for every round with that threshold.

    Examples
    --------
    >>> scale_for(">60%").bounds, scale_for(">50%").bounds
    ((0.0, 20.0, 40.0, 60.0, 80.0, 100.0), (0.0, 25.0, 50.0, 75.0, 100.0))

    Where only all meet the rule, all are a class of their own:

    >>> scale_for(">=100%").bounds
    (0.0, 20.0, 40.0, 60.0, 80.0, 100.0, 100.0)
    """
    if not isinstance(rule, str):
        bounds = _steps(20)
        return Scale(bounds, _between(*PLAIN, len(bounds) - 1))
    parsed = parse_rule(rule)
    hinge = float(parsed.threshold * 100)
    step = 20 if hinge % 20 == 0 else 25 if hinge % 25 == 0 else 20
    # A threshold between the steps takes the place of the step next to it.
    kept = [bound for bound in _steps(step) if bound in (0, 100) or abs(bound - hinge) > step / 2]
    bounds = tuple(sorted({*kept, hinge}))
    below = bounds.index(hinge)
    if parsed.is_met(1, 1) and hinge == 100:
        bounds = (*bounds, hinge)
    elif not parsed.is_met(0, 1) and hinge == 0:
        bounds, below = (hinge, *bounds), 1
    far_first = _between(*BELOW, below)[::-1]
    return Scale(bounds, (*far_first, *_between(*ABOVE, len(bounds) - 1 - below)), parsed)


def _steps(step: int) -> tuple[float, ...]:
    return tuple(float(bound) for bound in range(0, 101, step))


def _between(near: str, far: str, number: int) -> tuple[str, ...]:
    """Equal steps from one colour to the other, both included."""
    start, end = to_rgb(near), to_rgb(far)
    weights = [i / max(number - 1, 1) for i in range(number)]
    return tuple(to_hex(_mixed(start, end, weight)) for weight in weights)


def _mixed(start: RGB, end: RGB, weight: float) -> RGB:
    red, green, blue = (a + (b - a) * weight for a, b in zip(start, end, strict=True))
    return red, green, blue


def lightness(colour: str) -> float:
    """How light a colour is in grey print, 0 (black) to 100 (white): CIE L*."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def ink_on(colour: str) -> str:
    """Ink that reads on a colour: white on dark, dark on light."""
    return PAPER if lightness(colour) < 58 else INK
