"""Charts of the shares of one round: every province with its interval, and bars with their bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kkpham_analysis.figures import behind, findings, marks, native, style
from kkpham_analysis.figures.marking import marked
from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.setting import ALONE, Setting
from kkpham_analysis.figures.sheet import WIDTH, Entry, Sheet, filled, text_width
from kkpham_analysis.language import Words
from kkpham_analysis.measures.regions import round_of
from kkpham_analysis.measures.rules import parse_rule, single_rule, trial_of

ROW = 0.2
LOW_ROW, HIGH_ROW = 0.165, 0.45  # alone on a sheet
LEAST_PLOT, BETWEEN = 1.0, 0.3  # inches of the narrowest plot, and between two beside each other
HEAD, FOOT = 0.3, 0.3
SECOND_MARK = 0.16  # what a second rule takes above the plot
GAP = 0.14
PERCENTS, FEW_PERCENTS = (0, 20, 40, 60, 80, 100), (0, 50, 100)
NARROW = 1.5  # inches: in a plot that is narrower, few percents have room


@marked
def plot_share_intervals(
    shares: pd.DataFrame,
    *,
    setting: Setting = ALONE,
) -> Picture:
    """Chart of every province of a round: a dot for what is known, a line for what may be, and the count.

    Full dots meet the rule, hollow ones do not; grey lines allow no verdict yet.

    Parameters
    ----------
    shares : DataFrame
        `compliant_share` of one round.
    setting : Setting, optional
        What it has in common with the other figures of a page: language, award, sources, title.

    Returns
    -------
    Picture
        The figure, with its finding as `title` and what supports it as `alt`.

    Raises
    ------
    ValueError
        When the shares are of no round, or of several.
    """
    words = setting.words
    finding = _intervals_finding(shares, setting.award, words)
    said = _Said(
        finding,
        words.phrase("figures.intervals_subtitle", award=setting.award, year=round_of(shares)),
        words.phrase("figures.intervals_alt", finding=finding, lists=findings.verdict_lists(shares, words)),
        _verdict_entries(shares, words),
    )
    return _chart(shares, in_order(shares), setting, said, draw=_draw_interval)


@marked
def plot_share_bars(
    shares: pd.DataFrame,
    *,
    setting: Setting = ALONE,
) -> Picture:
    """Bars of the provinces of which anything is known: full up to what is certain, hatched up to what is possible.

    Parameters
    ----------
    shares : DataFrame
        `compliant_share` of one round.
    setting : Setting, optional
        What it has in common with the other figures of a page: language, award, sources, title.

    Returns
    -------
    Picture
        The figure, with its finding as `title` and what supports it as `alt`.

    Raises
    ------
    ValueError
        When the shares are of no round, or of several.
    """
    words, year = setting.words, round_of(shares)
    ordered = in_order(shares[shares["evidence"] != "none"])
    finding, without = _bars_finding(shares, words), len(shares) - len(ordered)
    rows = findings.shares_by_name(pd.DataFrame(ordered, columns=shares.columns), words)
    said = _Said(
        finding,
        words.phrase("figures.bars_subtitle", award=setting.award, year=year, without=without),
        words.phrase("figures.bars_alt", year=year, finding=finding, rows="; ".join(rows)),
        _bar_entries(ordered, words),
    )
    return _chart(shares, ordered, setting, said, draw=_draw_bar)


class _Said(NamedTuple):
    """What a chart says beside its marks."""

    finding: str
    subtitle: str
    alt: str
    entries: list[Entry]


def _chart(
    shares: pd.DataFrame, rows: list[Any], setting: Setting, said: _Said, *, draw: Callable[..., None]
) -> Picture:
    """One row below the other in the common frame; `draw` puts the mark of a row with bounds."""
    words, trial = setting.words, trial_of(shares)
    sheet = Sheet(
        setting.width or WIDTH,
        setting,
        said.finding,
        findings.with_trial(said.subtitle, trial, words),
        findings.footer(words, sources=setting.sources, rules=shares["rule"], trial=trial),
        said.entries,
    )
    shown = _shown(sheet, rows)
    if len(shown) < len(rows):
        sheet.footer = [*sheet.footer, words.phrase("figures.not_drawn", count=len(rows) - len(shown))]
    with style.styled():
        axes, spots = _frame(sheet, shown, [_count(row, words) for row in shown])
        for row, (place, y) in zip(shown, spots, strict=True):
            if marks.has_bounds(row):
                draw(axes, row, place, y)
    chart = native.chart_of(rows, words, kind=native.BARS, name="province")
    alt = findings.with_trial(said.alt, trial, words)
    return sheet.finished(alt, chart=chart, data=behind.shares_behind(shares, words))


def in_order(shares: pd.DataFrame) -> list[Any]:
    """Rows from the highest share down; then those that are partly known, by what is certain; then the unknown.

    Before the unknown stand those whose count is known, but not of how many.
    """
    rows: list[Any] = shares.to_dict("records")
    return sorted(rows, key=_rank)


def _rank(row: Any) -> tuple[int, float, str]:
    if row["evidence"] == "none":
        return 3, 0.0, row["province"]
    if pd.isna(row["share_low"]):
        return 2, -float(row["compliant_low"]), row["province"]
    if pd.isna(row["share"]):
        return 1, -float(row["share_low"]), row["province"]
    return 0, -float(row["share"]), row["province"]


def _shown(sheet: Sheet, rows: list[Any]) -> list[Any]:
    """Rows that are drawn: all; but where they have no room below each other, those of which anything is known."""
    if sheet.has_room(_height(rows, LOW_ROW)):
        return rows
    return [row for row in rows if row["evidence"] != "none"] or rows


def _height(rows: list[Any], row: float, columns: int = 1) -> float:
    """Inches of rows, in columns, with the percents below and the rule above."""
    trial = trial_of(pd.DataFrame(rows))
    head = HEAD + (SECOND_MARK if trial and trial.round_rule else 0)
    return FOOT + max(-(-len(rows) // columns), 1) * row + head


def _places(row: Any, place: Any) -> tuple[float, float, float | None]:
    known = None if pd.isna(row["share"]) else place(float(row["share"]))
    return place(float(row["share_low"])), place(float(row["share_high"])), known


def _draw_interval(axes: Axes, row: Any, place: Any, y: float) -> None:
    marks.draw_interval(axes, row, _places(row, place), y)


def _count(row: Any, words: Words) -> str:
    if row["evidence"] == "none":
        return words.phrase("figures.no_data")
    return findings.count_in_words(row, words)


def _frame(sheet: Sheet, rows: list[Any], counts: list[str]) -> tuple[Axes, list[tuple[Any, float]]]:
    """Names at the left, counts at the right, percents below, the rule as a line; and where each row lies.

    Rows that have no room below each other stand in two columns.
    """
    names = max(text_width(name, style.TEXT) for name in [*(str(row["province"]) for row in rows), ""])
    said = max(text_width(count, style.TEXT) for count in counts or [""])
    half = (sheet.inner - BETWEEN) / 2
    has_two = not sheet.has_room(_height(rows, LOW_ROW)) and half - names - said - 2 * GAP >= LEAST_PLOT
    columns, wide = (2, half) if has_two else (1, sheet.inner)
    height = sheet.body(*(_height(rows, row, columns) for row in (ROW, LOW_ROW, HIGH_ROW)))
    top = height - _height(rows, 0.0) + FOOT
    axes, high = sheet.open(height), (top - FOOT) / max(-(-len(rows) // columns), 1)
    per = -(-len(rows) // columns)
    spots: list[tuple[Any, float]] = []
    for column in range(columns):
        start = sheet.margin + column * (wide + BETWEEN)
        left, right = start + names + GAP, start + wide - said - GAP
        place = _between(left, right)
        _draw_percents(axes, sheet.words, place, top)
        _draw_rules(sheet, axes, rows, place, top)
        for i, row in enumerate(rows[column * per : (column + 1) * per]):
            y = top - (i + 0.5) * high
            colour = style.MUTED if pd.isna(row["share"]) else style.INK
            marks.write(axes, left - GAP, y, str(row["province"]), ha="right", gid="name")
            marks.write(axes, right + GAP, y, counts[len(spots)], color=colour, gid="count")
            spots.append((place, y))
    if not rows:
        _write_none(axes, sheet.words, place(0.5))
    return axes, spots


def _between(left: float, right: float) -> Callable[[float], float]:
    """Where a share lies on a plot."""
    return lambda share: left + share * (right - left)


def _write_none(axes: Axes, words: Words, x: float) -> None:
    marks.write(axes, x, FOOT + ROW / 2, words.phrase("figures.no_rows"), color=style.MUTED, ha="center")


def _draw_percents(axes: Axes, words: Words, place: Any, top: float) -> None:
    for percent in PERCENTS if place(1.0) - place(0.0) >= NARROW else FEW_PERCENTS:
        x = place(percent / 100)
        axes.plot([x, x], [FOOT, top], color=style.LINE, linewidth=0.7, zorder=1)
        text = words.number(percent) if percent < 100 else words.percent(1.0, 0)
        marks.write(axes, x, FOOT / 2, text, ha="center", fontsize=style.note())


def _draw_rules(sheet: Sheet, axes: Axes, rows: list[Any], place: Any, top: float) -> None:
    """Draw the rule that is judged by as a line; where it is a trial, that of the round as a broken one beside it."""
    trial, words = trial_of(pd.DataFrame(rows)), sheet.words
    rule = single_rule([row["rule"] for row in rows])
    if rule is None:
        return
    if trial is None or trial.round_rule is None:
        key = "figures.rule_mark_trial" if trial else "figures.rule_mark"
        x = place(float(parse_rule(rule).threshold))
        _draw_line(axes, x, top + 0.04)
        text = words.phrase(key, rule=findings.rule_in_words(rule, words))
        marks.write(axes, x, top + HEAD / 2, text, ha="center", fontsize=style.note(), gid="rule")
        return
    at, own = (place(float(parse_rule(one).threshold)) for one in (rule, trial.round_rule))
    # The lower of the two reads above and to the left, so that its line passes no other text.
    levels = [top + HEAD / 2 + rise for rise in ((SECOND_MARK, 0) if at <= own else (0, SECOND_MARK))]
    _draw_line(axes, at, levels[0])
    _draw_line(axes, own, levels[1], gid="round-rule-line", linestyle=(0, (3, 2)))
    text = words.phrase("figures.rule_mark_trial", rule=findings.rule_in_words(rule, words))
    marks.write(axes, sheet.beside(at, text, left=at <= own), levels[0], text, fontsize=style.note(), gid="rule")
    text = words.phrase("figures.rule_mark_own", rule=findings.rule_in_words(trial.round_rule, words))
    marks.write(axes, sheet.beside(own, text, left=own < at), levels[1], text, fontsize=style.note(), gid="round-rule")


def _draw_line(axes: Axes, x: float, end: float, **settings: Any) -> None:
    line = {"color": style.INK, "linewidth": 1.2, "zorder": 3.5, "gid": "rule-line", **settings}
    axes.plot([x, x], [FOOT, end], **line)


def _draw_bar(axes: Axes, row: Any, place: Any, y: float) -> None:
    low, high, known = _places(row, place)
    tall = ROW * 0.62
    colour = marks.COLOURS[marks.verdict_of(row)]
    bottom = (place(0), y - tall / 2)
    axes.add_artist(Rectangle(bottom, low - place(0), tall, facecolor=colour, linewidth=0, zorder=3, gid="bar"))
    if high > low:
        rest: dict[str, Any] = {
            "facecolor": style.PAPER,
            "edgecolor": style.HATCH,
            "hatch": style.HATCHED,
            "linewidth": 0.5,
        }
        axes.add_artist(Rectangle((low, y - tall / 2), high - low, tall, zorder=3, gid="possible", **rest))
    if known is not None and high > low:
        axes.plot([known, known], [y - tall / 2, y + tall / 2], color=style.INK, linewidth=1.4, zorder=4)


def _verdict_entries(shares: pd.DataFrame, words: Words) -> list[Entry]:
    return marks.verdict_entries(shares.to_dict("records"), words)


def _bar_entries(rows: list[Any], words: Words) -> list[Entry]:
    entries = [Entry(text, filled(marks.COLOURS[kind])) for kind, text in marks.verdicts_of(rows, words)]
    possible = filled(style.PAPER, hatch=style.HATCHED, edge=style.HATCH)
    return [*entries, Entry(words.phrase("figures.possibly"), possible)]


def _intervals_finding(shares: pd.DataFrame, award_name: str, words: Words) -> str:
    if single_rule(list(shares["rule"])) is None:
        return findings.national_finding(shares, award_name, words)
    verdicts = shares["meets_rule"].dropna()
    if verdicts.empty:
        return words.phrase("figures.national_open")
    met, known = int(verdicts.sum()), len(verdicts)
    if known == len(shares):
        key = "figures.intervals_all_trial" if trial_of(shares) else "figures.intervals_all"
        return words.phrase(key, provinces=known, met=met, missed=known - met)
    return words.phrase("figures.intervals_finding", known=known, provinces=len(shares), open=len(shares) - known)


def _bars_finding(shares: pd.DataFrame, words: Words) -> str:
    """Highest share and who has it; of how many, where the others may have a higher one."""
    told = shares.dropna(subset="share")
    if told.empty:
        return words.phrase("figures.bars_none")
    highest = told[told["share"] == told["share"].max()]
    names = list(highest["province"])
    share = findings.percent_span(float(highest["share_low"].min()), float(highest["share_high"].max()), words)
    if (highest["evidence"] == "disputed").any():
        share = words.phrase("figures.share_disputed", share=share)
    key = "figures.bars_many" if len(names) > 3 else "figures.bars_finding"
    said = {"names": words.listed(names), "share": share, "places": len(names), "count": len(told)}
    return words.phrase(f"{key}_of" if len(told) < len(shares) else key, **said)
