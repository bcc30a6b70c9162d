"""The classes of a share as a ruler in SVG, with the rule marked on it: the legend of a map in a page."""

from __future__ import annotations

from html import escape
from itertools import pairwise

from kkpham_analysis.figures import findings, style
from kkpham_analysis.language import Words
from kkpham_analysis.language.rounding import decimals_of
from kkpham_analysis.measures.rules import Trial, parse_rule

# Pixels: width and height of the classes, where they begin, and the lines of text above and below.
WIDTH, HEIGHT, LEFT, LINE = 280, 15, 8, 17


def ruler_svg(scale: style.Scale, trial: Trial | None, words: Words) -> str:
    """Classes in percent, and above them each rule at its threshold: that of the round, and one that is tried."""
    rules = _rules(scale, trial, words)
    top = LINE * len(rules) + 4
    classes = "".join(
        f'<rect x="{_x(start):g}" y="{top}" width="{_x(end) - _x(start):g}" height="{HEIGHT}" fill="{colour}"/>'
        for (start, end), colour in zip(pairwise(scale.edges()), scale.colours, strict=True)
    )
    bounds = "".join(_bound(bound, place, scale, top, words) for bound, place in scale.labels())
    ticks = "".join(
        _rule(scale.place(float(parse_rule(rule).threshold) * 100), text, line, top)
        for line, (rule, text) in enumerate(rules)
    )
    size = f"{WIDTH + 4 * LEFT} {top + HEIGHT + LINE}"
    width, height = size.split()
    return (
        f'<svg class="ruler" viewBox="0 0 {size}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape("; ".join(text for _, text in rules) or _plain(scale, words))}">'
        f'{classes}{bounds}{ticks}<text x="{_x(1) + 14:g}" y="{top + HEIGHT + 13}">%</text></svg>'
    )


def _x(place: float) -> float:
    """Pixels of a place on the ruler, which is from 0 to 1."""
    return LEFT + place * WIDTH


def _plain(scale: style.Scale, words: Words) -> str:
    return words.listed(words.percent(bound / 100, decimals_of(bound)) for bound, _ in scale.labels())


def _rules(scale: style.Scale, trial: Trial | None, words: Words) -> list[tuple[str, str]]:
    """Rules with what is written at them, that of the highest threshold first."""
    if scale.rule is None:
        return []
    key = "figures.rule_mark_trial" if trial else "figures.rule_mark"
    rules = [(str(scale.rule), key)]
    if trial and trial.round_rule:
        rules.append((trial.round_rule, "figures.rule_mark_own"))
    rules.sort(key=lambda marked: -parse_rule(marked[0]).threshold)
    return [(rule, words.phrase(key, rule=findings.rule_in_words(rule, words))) for rule, key in rules]


def _bound(bound: float, place: float, scale: style.Scale, top: int, words: Words) -> str:
    weight = ' font-weight="600"' if bound == scale.hinge else ""
    text = words.number(bound, decimals_of(bound))
    return f'<text x="{_x(place):g}" y="{top + HEIGHT + 13}" text-anchor="middle"{weight}>{text}</text>'


def _rule(place: float, text: str, line: int, top: int) -> str:
    """A tick across the classes; its text ends at it, for the room is to the left."""
    x, y = _x(place), LINE * line
    # About 6.2 pixels a letter: what has no room to the left begins at the edge.
    start = max(2.0, x - 5 - 6.2 * len(text))
    anchor = f'x="{start:g}"' if start == 2.0 else f'x="{x - 5:g}" text-anchor="end"'
    tick = f'<rect x="{x - 1:g}" y="{y + 2}" width="2" height="{top + HEIGHT - y + 1}" fill="{style.INK}"/>'
    return f'{tick}<text {anchor} y="{y + 13}">{escape(text)}</text>'
