"""The classes of a share as a ruler in SVG, with the rule marked on it: the legend of a map in a page."""

from __future__ import annotations

from html import escape

from kkpham_analysis.figures import findings, style
from kkpham_analysis.language import Words
from kkpham_analysis.measures.rules import Trial, parse_rule

# Pixels: width and height of the classes, where they begin, and the lines of text above and below.
WIDTH, HEIGHT, LEFT, LINE = 280, 15, 8, 17


def ruler_svg(scale: style.Scale, trial: Trial | None, words: Words) -> str:
    """Classes in percent, and above them each rule at its threshold: that of the round, and one that is tried."""
    rules = _rules(scale, trial, words)
    top = LINE * len(rules) + 4
    classes = "".join(
        f'<rect x="{_x(low):g}" y="{top}" width="{_x(high) - _x(low):g}" height="{HEIGHT}" fill="{colour}"/>'
        for low, high, colour in zip(scale.bounds, scale.bounds[1:], scale.colours, strict=False)
    )
    bounds = "".join(_bound(bound, scale, top, words) for bound in scale.bounds)
    ticks = "".join(_rule(rule, text, line, top) for line, (rule, text) in enumerate(rules))
    size = f"{WIDTH + 4 * LEFT} {top + HEIGHT + LINE}"
    width, height = size.split()
    return (
        f'<svg class="ruler" viewBox="0 0 {size}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape("; ".join(text for _, text in rules) or _plain(scale, words))}">'
        f'{classes}{bounds}{ticks}<text x="{_x(100) + 14:g}" y="{top + HEIGHT + 13}">%</text></svg>'
    )


def _x(percent: float) -> float:
    return LEFT + percent / 100 * WIDTH


def _plain(scale: style.Scale, words: Words) -> str:
    return words.listed(words.percent(bound / 100, findings.decimals_of(bound)) for bound in scale.bounds)


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


def _bound(bound: float, scale: style.Scale, top: int, words: Words) -> str:
    weight = ' font-weight="600"' if bound == scale.hinge else ""
    text = words.number(bound, findings.decimals_of(bound))
    return f'<text x="{_x(bound):g}" y="{top + HEIGHT + 13}" text-anchor="middle"{weight}>{text}</text>'


def _rule(rule: str, text: str, line: int, top: int) -> str:
    """A tick across the classes; its text ends at it, for the room is to the left."""
    x, y = _x(float(parse_rule(rule).threshold) * 100), LINE * line
    # About 6.2 pixels a letter: what has no room to the left begins at the edge.
    start = max(2.0, x - 5 - 6.2 * len(text))
    anchor = f'x="{start:g}"' if start == 2.0 else f'x="{x - 5:g}" text-anchor="end"'
    tick = f'<rect x="{x - 1:g}" y="{y + 2}" width="2" height="{top + HEIGHT - y + 1}" fill="{style.INK}"/>'
    return f'{tick}<text {anchor} y="{y + 13}">{escape(text)}</text>'
