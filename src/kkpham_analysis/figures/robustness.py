"""How firm the verdicts of a round are, drawn: how many provinces change theirs, threshold by threshold."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from kkpham_analysis.figures import behind, findings, marks, style
from kkpham_analysis.figures.marking import marked
from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.setting import ALONE, Setting
from kkpham_analysis.figures.sheet import WIDTH, Entry, Sheet, filled, wrapped
from kkpham_analysis.language import Words
from kkpham_analysis.language.rounding import decimals_of
from kkpham_analysis.measures.lesser import STATED_ONLY, WITHOUT_NEWS
from kkpham_analysis.measures.regions import round_of
from kkpham_analysis.measures.robustness import AS_KNOWN, FLIPPED, VERIFIED_ONLY
from kkpham_analysis.measures.rules import parse_rule, single_rule

PANEL, NUMBER, GAP = 0.5, 0.17, 0.14  # the tallest bar, the number above it, and the room below
HEAD, FOOT = 0.26, 0.26
LABEL, LINE = 2.5, 0.16  # of the names beside the bars
WIDEST = 0.24  # of a bar
LABELLED = 5  # the thresholds that are written below: each of so many percent
PALE, FACE = style.PLAIN
OTHER = (STATED_ONLY, WITHOUT_NEWS, VERIFIED_ONLY, FLIPPED)


@marked
def plot_robustness(robustness: pd.DataFrame, *, setting: Setting = ALONE) -> Picture:
    """Bars of how many provinces change their verdict: other thresholds, less evidence, disputes settled otherwise.

    A bar is full for another verdict, and hatched for none any more. Below the line stand, pale, provinces that have no
    verdict and would get one: they change none, and the finding counts them apart.

    Parameters
    ----------
    robustness : DataFrame
        `share_robustness` of one round.
    setting : Setting, optional
        What it has in common with the other figures of a page: language, award, sources, title.

    Returns
    -------
    Picture
        The figure, with its finding as `title` and what supports it as `alt`.

    Raises
    ------
    ValueError
        When the verdicts are of no round, or of several.

    Examples
    --------
    >>> import pandas as pd
    >>> from kkpham_analysis import Setting, Words
    >>> verdicts = pd.DataFrame({"award_year": 2023, "province_code": ["64", "64", "65", "65"], "case": "as_known",
    ...     "threshold_percent": [60.0, 70.0] * 2, "round_rule": ">60%", "changed": [False, True, False, False],
    ...     "meets_rule": [True, False, False, False], "compared_with": [True, True, False, False], "decided": False})
    >>> verdicts = verdicts.astype(dict.fromkeys(["meets_rule", "compared_with", "changed", "decided"], "boolean"))
    >>> plot_robustness(verdicts, setting=Setting(Words("en"))).title.replace("\N{NO-BREAK SPACE}", " ")
    '1 of 2 provinces changes its verdict at some threshold of 60–70 %'
    """
    words, year = setting.words, round_of(robustness)
    provinces = int(robustness["province_code"].nunique())
    cases = _cases(robustness)
    changes = {case: _changes(robustness, case) for case in cases}
    at_all = {case: _at_all(robustness, case) for case in cases}
    decided = {case: _at_all(robustness, case, "decided") for case in cases}
    finding = _finding(robustness, at_all, words)
    subtitle = words.phrase("firmness.subtitle", year=year, count=provinces)
    footer = findings.footer(words, sources=setting.sources, share=False)
    sheet = Sheet(setting.width or WIDTH, setting, finding, subtitle, footer, _entries(changes, words))
    labels = {case: _label(case, at_all[case], decided[case], robustness, words) for case in cases}
    with style.styled():
        _draw(sheet, changes, labels, single_rule(list(robustness["round_rule"])))
    rows = " ".join(_said(case, table, words) for case, table in changes.items())
    named = {_name(case, words): table for case, table in changes.items()}
    data = behind.changes_behind(named, words)
    return sheet.finished(words.phrase("firmness.alt", finding=finding, rows=rows), data=data)


def _cases(robustness: pd.DataFrame) -> list[str]:
    """What is tried: other thresholds only beside a rule, less evidence as far as it is there, and disputes."""
    compared = robustness.loc[robustness["changed"].notna(), "case"].unique()
    return [case for case in (AS_KNOWN, *OTHER) if case in compared or case == FLIPPED]


def _changes(robustness: pd.DataFrame, case: str) -> pd.DataFrame:
    """By threshold: provinces with another verdict (`other`), with none any more, and with one only there."""
    rows = _marked(robustness, case)
    by_province = rows.groupby(["threshold_percent", "province_code"])[["changed", "other", "decided"]].any()
    counted = by_province.groupby(level="threshold_percent").sum()
    counted = counted.reindex(sorted(robustness["threshold_percent"].unique()), fill_value=0)
    table = counted[["other", "decided"]].assign(none=counted["changed"] - counted["other"])
    return table[["other", "none", "decided"]].astype("int64")


def _marked(robustness: pd.DataFrame, case: str) -> pd.DataFrame:
    rows = robustness[robustness["case"] == case]
    changed, decided = (rows[name].fillna(False).astype(bool) for name in ("changed", "decided"))
    return rows.assign(changed=changed, decided=decided, other=changed & rows["meets_rule"].notna())


def _at_all(robustness: pd.DataFrame, case: str, mark: str = "changed") -> int:
    """How many provinces change their verdict (or get one only there) at any of the thresholds."""
    rows = _marked(robustness, case)
    return int(rows.loc[rows[mark], "province_code"].nunique())


def _with_verdict(robustness: pd.DataFrame, case: str) -> int:
    """Provinces that have a verdict to change: under the rule of the round, or as known at any of the thresholds."""
    known = robustness[robustness["case"] == AS_KNOWN]
    has = known["compared_with" if case == AS_KNOWN else "meets_rule"].notna()
    return int(known.loc[has, "province_code"].nunique())


def _finding(robustness: pd.DataFrame, at_all: dict[str, int], words: Words) -> str:
    finding = _finding_moved(robustness, at_all, words)
    # What is not in the table was not tried, and nothing is said of it; nor where there is no verdict to change.
    tried = [case for case in OTHER if case in at_all and (robustness["case"] == case).any()]
    tried = [case for case in tried if _with_verdict(robustness, case)]
    if not tried:
        return finding
    most = max(tried, key=lambda case: at_all[case])
    if not at_all[most]:
        cases = words.either(_name(case, words) for case in tried)
        return words.phrase("firmness.finding_none", finding=finding, cases=cases)
    return words.phrase("firmness.finding_most", finding=finding, case=_name(most, words), number=at_all[most])


def _finding_moved(robustness: pd.DataFrame, at_all: dict[str, int], words: Words) -> str:
    """What other thresholds do to the provinces with a verdict, and how many have none."""
    provinces, span = int(robustness["province_code"].nunique()), _span(robustness, words)
    if AS_KNOWN not in at_all:
        return words.phrase("firmness.finding_no_rule", span=span)
    judged, moved = _with_verdict(robustness, AS_KNOWN), at_all[AS_KNOWN]
    if not judged:
        finding = words.phrase("firmness.finding_open", count=provinces)
        elsewhere = _at_all(robustness, AS_KNOWN, "decided")
        return words.phrase("firmness.finding_decided", finding=finding, count=elsewhere) if elsewhere else finding
    # Of one province, and of one verdict among several provinces, a sentence of its own.
    kind = "" if judged == provinces else "_part"
    if moved:
        key = f"firmness.finding_moved{kind}" + ("_alone" if judged == 1 else "")
        finding = words.phrase(key, count=moved, provinces=judged, span=span)
    else:
        finding = words.phrase(f"firmness.finding_firm{kind}", count=judged, span=span)
    return words.phrase("firmness.finding_rest", finding=finding, count=provinces - judged) if kind else finding


def _span(robustness: pd.DataFrame, words: Words) -> str:
    low, high = (float(end) for end in (robustness["threshold_percent"].min(), robustness["threshold_percent"].max()))
    return _percents(low, high, words)


def _percents(low: float, high: float, words: Words) -> str:
    """One threshold or a range of them, with as many decimals as they need."""
    end = words.percent(high / 100, decimals_of(high))
    return end if low == high else words.span(words.number(low, decimals_of(low)), end)


def _name(case: str, words: Words) -> str:
    return words.phrase("firmness.moved" if case == AS_KNOWN else f"firmness.{case}")


def _label(case: str, count: int, decided: int, robustness: pd.DataFrame, words: Words) -> list[str]:
    """What is tried, and how many provinces change their verdict, or have one only there, at any threshold."""
    if case == FLIPPED and not (robustness["case"] == FLIPPED).any():
        return [_name(case, words), words.phrase("firmness.no_dispute")]
    judged, provinces = _with_verdict(robustness, case), int(robustness["province_code"].nunique())
    share = words.percent(count / judged) if judged else ""
    key = "no_verdict" if not judged else "panel" if judged == provinces else "panel_part"
    label = [_name(case, words), words.phrase(f"firmness.{key}", number=count, provinces=judged, share=share)]
    return [*label, words.phrase("firmness.panel_decided", count=decided)] if decided else label


def _entries(changes: dict[str, pd.DataFrame], words: Words) -> list[Entry]:
    """The kinds of change that there are."""
    there = {name for table in changes.values() for name in table if (table[name] > 0).any()}
    swatches = {
        "other": filled(FACE),
        "none": filled(style.PAPER, hatch=style.HATCHED, edge=style.HATCH),
        "decided": filled(PALE, edge=FACE),
    }
    return [Entry(words.phrase(f"firmness.to_{name}"), swatch) for name, swatch in swatches.items() if name in there]


def _said(case: str, table: pd.DataFrame, words: Words) -> str:
    """One case in words: runs of thresholds at which as many provinces change, or have a verdict only there."""
    parts = _runs(table["other"] + table["none"], words)
    said = words.phrase("firmness.alt_row", case=_name(case, words), parts=parts)
    if table["decided"].any():
        said += " " + words.phrase("firmness.alt_decided", parts=_runs(table["decided"], words))
    return findings.sentence(said)


def _runs(numbers: pd.Series, words: Words) -> str:
    runs = numbers.groupby((numbers != numbers.shift()).cumsum())
    return "; ".join(
        words.phrase("firmness.alt_part", span=_percents(run.index[0], run.index[-1], words), number=int(run.iloc[0]))
        for _, run in runs
    )


def _draw(sheet: Sheet, changes: dict[str, pd.DataFrame], labels: dict[str, list[str]], rule: str | None) -> None:
    """One case below the other, all on the same scale; the thresholds below, the rule of the round as a line."""
    thresholds = [float(value) for value in next(iter(changes.values())).index]
    highest = max(int((table["other"] + table["none"]).max()) for table in changes.values())
    deepest = {case: int(table["decided"].max()) for case, table in changes.items()}
    unit = PANEL / max(highest, *deepest.values(), 1)
    # Below the line only where something stands there.
    below = {case: deep * unit + NUMBER if deep else 0.0 for case, deep in deepest.items()}
    tall = PANEL + NUMBER + GAP
    top = FOOT + len(changes) * tall + sum(below.values())
    axes = sheet.open(top + (HEAD if rule else 0))
    low, room = sheet.margin + LABEL, sheet.inner - LABEL
    span = max(thresholds[-1] - thresholds[0], 1.0)
    steps = [after - before for before, after in pairwise(thresholds)]
    wide = min(WIDEST, 0.8 * room * min(steps, default=span) / (span + 1))

    def place(percent: float) -> float:
        return low + room * (percent - thresholds[0] + 0.5) / (span + 1)

    head = top
    for case, table in changes.items():
        foot = head - PANEL - NUMBER
        head = foot - GAP - below[case]
        _write_label(sheet, axes, labels[case], foot + (PANEL - below[case]) / 2)
        axes.plot([low, low + room], [foot, foot], color=style.LINE, linewidth=0.9, zorder=1)
        for percent, row in zip(thresholds, table.to_dict("records"), strict=True):
            _draw_bar(axes, row, place(percent), foot, wide, unit)
    for percent in thresholds:
        if percent % LABELLED == 0 or len(thresholds) <= LABELLED:
            _write_threshold(sheet, axes, percent, place(percent))
    if rule is not None:
        _draw_rule(sheet, axes, rule, place(float(parse_rule(rule).threshold * 100)), top)


def _write_threshold(sheet: Sheet, axes: Axes, percent: float, x: float) -> None:
    text = sheet.words.percent(percent / 100, decimals_of(percent))
    marks.write(axes, x, FOOT / 2 + 0.04, text, ha="center", fontsize=style.note(), gid="threshold")


def _write_label(sheet: Sheet, axes: Axes, label: list[str], middle: float) -> None:
    name, *counts = label
    lines = [(line, style.INK, style.TEXT) for line in wrapped(name, LABEL - 0.2, style.TEXT)]
    notes = [line for count in counts for line in wrapped(count, LABEL - 0.2, style.note())]
    lines += [(line, style.MUTED, style.note()) for line in notes]
    for i, (line, colour, size) in enumerate(lines):
        y = middle + ((len(lines) - 1) / 2 - i) * LINE
        marks.write(axes, sheet.margin, y, line, color=colour, fontsize=size, gid="case")


def _draw_bar(axes: Axes, row: Any, x: float, foot: float, wide: float, unit: float) -> None:
    other, none = row["other"] * unit, row["none"] * unit
    if other:
        box = Rectangle((x - wide / 2, foot), wide, other, facecolor=FACE, linewidth=0, zorder=3, gid="other")
        axes.add_artist(box)
    if none:
        rest: dict[str, Any] = {"facecolor": style.PAPER, "edgecolor": style.HATCH, "hatch": style.HATCHED}
        box = Rectangle((x - wide / 2, foot + other), wide, none, linewidth=0.5, zorder=3, gid="none", **rest)
        axes.add_artist(box)
    number, decided = row["other"] + row["none"], row["decided"] * unit
    colour = style.INK if number else style.MUTED
    # The line of the rule passes behind the number, and stays clear of it.
    clear = [withStroke(linewidth=2.6, foreground=style.PAPER)]
    settings = {"ha": "center", "fontsize": style.note(), "color": colour, "gid": "number", "path_effects": clear}
    marks.write(axes, x, foot + other + none + NUMBER / 2, str(number), **settings)
    if decided:
        pale: dict[str, Any] = {"facecolor": PALE, "edgecolor": FACE, "linewidth": 0.5, "zorder": 3, "gid": "decided"}
        axes.add_artist(Rectangle((x - wide / 2, foot - decided), wide, decided, **pale))
        beneath = {**settings, "color": style.INK, "gid": "number-decided"}
        marks.write(axes, x, foot - decided - NUMBER / 2, str(row["decided"]), **beneath)


def _draw_rule(sheet: Sheet, axes: Axes, rule: str, x: float, top: float) -> None:
    """The rule of the round, as a thin line behind the bars."""
    line: dict[str, Any] = {"color": style.INK, "linewidth": 0.8, "linestyle": (0, (3, 2)), "zorder": 2}
    axes.plot([x, x], [FOOT, top + 0.04], gid="rule-line", **line)
    text = sheet.words.phrase("figures.rule_mark_own", rule=findings.rule_in_words(rule, sheet.words))
    marks.write(axes, sheet.beside(x, text, left=False), top + HEAD / 2, text, fontsize=style.note(), gid="rule")
