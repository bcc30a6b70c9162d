"""Coverage, drawn: a matrix of places by rights, and bars by right, type or what else it was grouped by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kkpham_analysis.figures import behind, marks, style
from kkpham_analysis.figures.colours import COVERED
from kkpham_analysis.figures.coverage_names import boxes_of, labelled, needs, place_of, summed, told
from kkpham_analysis.figures.coverage_words import boxes_finding, in_cell, least_and_most
from kkpham_analysis.figures.marking import marked
from kkpham_analysis.figures.native import coverage_chart_of
from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.setting import ALONE, Setting
from kkpham_analysis.figures.sheet import WIDTH, Entry, Sheet, filled, text_width, wrapped
from kkpham_analysis.language import Words
from kkpham_analysis.measures.points import PARTS_OF_A_POINT
from kkpham_analysis.measures.regions import round_of

ROW, COLUMN, GAP = 0.22, 0.56, 0.03
TOTAL = 0.5  # of the column with the coverage of a whole place
HEADING, LINE = 1.3, 0.125  # how long a line of a heading may be, and how far apart two stand
LEAST_FOR_NUMBERS = 0.27
# The classes of coverage, the same in every figure: none, up to each fifth, and lighter than what covers more.
STEPS = 5
FACES = COVERED
LABEL = 2.9  # of the names beside bars
PERCENTS = (0, 20, 40, 60, 80, 100)


@marked
def plot_coverage_matrix(
    coverage: pd.DataFrame,
    *,
    award_year: int | None = None,
    place: str | None = None,
    names: Iterable[pd.DataFrame] = (),
    level: str = "verified",
    setting: Setting = ALONE,
) -> Picture:
    """Heat map of places by rights: the coverage of each right in each place, in fixed classes and in numbers.

    Parameters
    ----------
    coverage : DataFrame
        `indicator_coverage` of one round by `right_code`, and `regency_code` or `province_code`; with `right` and
        `place`, the names to be written, where they are to be others than those in `names`.
    award_year : int, optional
        The round, where the coverage is not grouped by `award_year`.
    place : {"regency_code", "province_code"}, optional
        What has a line of its own. It has to be said only where the coverage is grouped by both.
    names : iterable of DataFrame
        Where the names of rights and places stand: the indicators and the regencies that the coverage was counted
        from (regencies with `province`, as `regencies_in(..., provinces=)` gives them, for provinces). Rights follow in
        their order. Without these the codes are written.
    level : {"verified", "submitted"}
        The level that the coverage was counted at.
    setting : Setting, optional
        What it has in common with the other figures of a page: language, award, sources, title.

    Returns
    -------
    Picture
        The figure, with its finding as `title` and what supports it as `alt`.

    Raises
    ------
    ValueError
        When the coverage is of several rounds, of none that is given, or not by right and place; or by regency and by
        province, and `place` does not say which.

    Examples
    --------
    >>> import pandas as pd
    >>> from kkpham_analysis import Setting, Words, indicator_coverage
    >>> indicators = pd.DataFrame({"indicator_code": ["22/2021-001", "22/2021-002"], "right_code": ["INFO", "SEHAT"],
    ...     "right_en": ["Right to information", "Right to health"], "award_year_from": 2022, "award_year_to": 2024})
    >>> regencies = pd.DataFrame({"award_year": 2023, "province_code": "65", "regency_code": ["6501", "6571"],
    ...     "full_name": ["Kabupaten Bulungan", "Kota Tarakan"]})
    >>> submissions = pd.DataFrame({"award_year": 2023, "regency_code": ["6501"], "indicator_code": ["22/2021-001"],
    ...     "status": ["verified"]})
    >>> coverage = indicator_coverage(submissions, indicators, regencies, by=["right_code", "regency_code"])
    >>> picture = plot_coverage_matrix(
    ...     coverage, award_year=2023, names=[indicators, regencies], setting=Setting(Words("en")))
    >>> picture.title.replace("\N{NO-BREAK SPACE}", " ").partition(". ")[0]
    'Least covered: Right to health (0.0 %); most covered: Right to information (50.0 %)'
    """
    words = setting.words
    if coverage.empty:
        return _nothing(words.phrase("coverage.matrix_none"), setting)
    by = '["right_code", "regency_code"]'
    place = place_of(coverage, place)
    needs(coverage, ["applicable", "covered", "right_code", place], by)
    coverage = told(coverage, words, award_year=award_year, names=names)
    year = round_of(coverage)
    cells = boxes_of(coverage, place)
    rights, places = summed(cells, "right"), summed(cells, "place")
    places = places.sort_values(["coverage", "place_code"], ascending=[False, True], na_position="last")
    finding = boxes_finding(cells, words)
    sheet = Sheet(
        setting.width or WIDTH,
        setting,
        finding,
        words.phrase(
            "coverage.matrix_subtitle",
            year=year,
            level=words.phrase(f"coverage.level_{level}"),
            applicable=_whole(cells["applicable"].sum(), words),
            count=len(places),
        ),
        _footer(words),
        _class_entries(cells, words),
    )
    with style.styled():
        _draw_matrix(sheet, cells, rights, places)
    said = "; ".join(_said(row, "place", words) for row in places.to_dict("records"))
    of_rights = "; ".join(_said(row, "right", words) for row in rights.to_dict("records"))
    data = behind.coverage_behind(cells, {"place": "typed.place", "right": "coverage.column_right"}, words)
    alt = words.phrase("coverage.matrix_alt", finding=finding, rights=of_rights, places=said)
    return sheet.finished(alt, data=data)


@marked
def plot_coverage_bars(
    coverage: pd.DataFrame,
    *,
    award_year: int | None = None,
    names: Iterable[pd.DataFrame] = (),
    level: str = "verified",
    setting: Setting = ALONE,
) -> Picture:
    """Bars of coverage, one for each group: full up to what is covered, hatched up to what was handed in.

    Parameters
    ----------
    coverage : DataFrame
        `indicator_coverage` of one round by one thing, such as `right_code` or `type`; or several of these one below
        the other, with `part`, the heading above each, and `label`, the names of the bars. `submitted`, where it is
        there, is the coverage at that level.
    award_year, names, level, setting
        As for `plot_coverage_matrix`.

    Returns
    -------
    Picture
        The figure, with its finding as `title` and what supports it as `alt`.

    Raises
    ------
    ValueError
        When the coverage is of several rounds, or of none that is given.

    Examples
    --------
    >>> import pandas as pd
    >>> from kkpham_analysis import Setting, Words
    >>> coverage = pd.DataFrame({"right_code": ["INFO", "SEHAT"], "applicable": [4, 4], "covered": [3, 1],
    ...     "coverage": [0.75, 0.25]})
    >>> rights = pd.DataFrame({"right_code": ["INFO", "SEHAT"], "right_en": ["Information", "Health"]})
    >>> picture = plot_coverage_bars(coverage, award_year=2023, names=[rights], setting=Setting(Words("en")))
    >>> picture.title.replace("\N{NO-BREAK SPACE}", " ")
    'Least covered: Health (25.0 %); most covered: Information (75.0 %)'
    """
    words = setting.words
    if coverage.empty:
        return _nothing(words.phrase("coverage.matrix_none"), setting)
    needs(coverage, ["applicable", "covered", "coverage"], '"right_code"')
    coverage = told(coverage, words, award_year=award_year, names=names)
    year = round_of(coverage)
    bars = labelled(coverage, words)
    finding = _bars_finding(bars, words)
    has_more = "submitted" in bars and bool((bars["submitted"] > bars["coverage"]).fillna(False).any())
    entries = [Entry(words.phrase(f"coverage.legend_{level}"), filled(style.MET))]
    if has_more:
        possible = filled(style.PAPER, hatch=style.HATCHED, edge=style.HATCH)
        entries.append(Entry(words.phrase("coverage.legend_waiting"), possible))
    first = bars[bars["part"] == bars["part"].iloc[0]] if "part" in bars else bars
    subtitle = words.phrase("coverage.bars_subtitle", year=year, level=words.phrase(f"coverage.level_{level}"),
                            applicable=_whole(first["applicable"].sum(), words))  # fmt: skip
    sheet = Sheet(setting.width or WIDTH, setting, finding, subtitle, _footer(words), entries)
    with style.styled():
        _draw_bars(sheet, bars.to_dict("records"))
    said = "; ".join(_said(row, "label", words) for row in bars.to_dict("records"))
    chart = coverage_chart_of(first.to_dict("records"), words, level=level)
    headings = ({"part": "typed.part"} if "part" in bars else {}) | {"label": "typed.label"}
    data = behind.coverage_behind(bars, headings, words, submitted="submitted" in bars)
    return sheet.finished(words.phrase("coverage.bars_alt", finding=finding, rows=said), chart=chart, data=data)


def _nothing(said: str, setting: Setting) -> Picture:
    """Figure of a round that nothing was handed in for: it says so, and shows no 0."""
    sheet = Sheet(setting.width or WIDTH, setting, said, "", [])
    with style.styled():
        axes = sheet.open(0.5)
        marks.write(axes, sheet.margin, 0.25, setting.words.phrase("figures.no_rows"), color=style.MUTED)
    return sheet.finished(said)


def _footer(words: Words) -> list[str]:
    return [words.phrase("coverage.not_a_score")]


def _whole(applicable: Any, words: Words) -> str:
    return words.number(float(applicable))


def _bars_finding(bars: pd.DataFrame, words: Words) -> str:
    """Least and most covered group of the first part."""
    return least_and_most(bars[bars["part"] == bars["part"].iloc[0]] if "part" in bars else bars, "label", words)


def _said(row: Any, name: str, words: Words) -> str:
    return words.phrase("figures.bar_row", province=row[name], share=_percent(row, words))


def _percent(row: Any, words: Words) -> str:
    return words.phrase("coverage.nothing") if pd.isna(row["coverage"]) else words.percent(float(row["coverage"]))


def class_of(row: Any) -> int | None:
    """Class of a coverage: 0 for none, then one for each fifth begun; missing where nothing applies.

    Of indicators or of points, in whole numbers or not.

    >>> [class_of({"applicable": 10, "covered": covered}) for covered in (0, 1, 2, 3, 10)]
    [0, 1, 1, 2, 5]
    >>> [class_of({"applicable": 0.3, "covered": covered}) for covered in (0.0, 0.06, 0.07, 0.3)]
    [0, 1, 2, 5]
    """
    if pd.isna(row["applicable"]) or row["applicable"] <= 0:
        return None
    # Points are whole millionths (measures/points.py): whole numbers, so that three of fifteen is exactly a fifth.
    covered, applicable = (round(float(row[name]) * PARTS_OF_A_POINT) for name in ("covered", "applicable"))
    return -(-covered * STEPS // applicable)


def _class_entries(cells: pd.DataFrame, words: Words) -> list[Entry]:
    steps = [100 * step // STEPS for step in range(STEPS + 1)]
    entries = [Entry(words.phrase("coverage.class_none"), filled(style.PAPER, edge=style.UNKNOWN_EDGE))]
    for low, high, face in zip(steps, steps[1:], FACES, strict=False):
        entries.append(Entry(words.phrase("coverage.class_to", low=low, high=high), filled(face)))
    if (cells["applicable"] <= 0).any():
        missing = filled(style.UNKNOWN, hatch=style.HATCHED, edge=style.UNKNOWN_EDGE)
        entries.append(Entry(words.phrase("coverage.nothing"), missing))
    return entries


def _draw_matrix(sheet: Sheet, cells: pd.DataFrame, rights: pd.DataFrame, places: pd.DataFrame) -> None:
    left = sheet.margin + max(text_width(str(name), style.TEXT) for name in places["place"]) + 0.1
    column = min(COLUMN, (sheet.width - sheet.margin - left - TOTAL) / len(rights))
    headings = _headings([str(name) for name in rights["right"]], column)
    head = max(text_width(line, style.note()) for lines in headings for line in lines) + 0.1
    height = len(places) * ROW + head + 0.05
    axes = sheet.open(height)
    x_of = {code: left + place * column for place, code in enumerate(rights["right_code"])}
    y_of = {code: height - head - (place + 1) * ROW for place, code in enumerate(places["place_code"])}
    small: dict[str, Any] = {"fontsize": style.note(), "color": style.MUTED}
    base = height - head + 0.05
    for x, lines in zip(x_of.values(), headings, strict=True):
        upright = {"rotation": 90, "ha": "center", "va": "bottom", "linespacing": 1.15, **small}
        axes.text(x + column / 2, base, "\n".join(lines), gid="right", **upright)
    end = left + len(rights) * column
    axes.text(end + TOTAL, base, sheet.words.phrase("coverage.whole"), ha="right", va="bottom", gid="whole", **small)
    for row in places.to_dict("records"):
        middle = y_of[row["place_code"]] + ROW / 2
        axes.text(sheet.margin, middle, str(row["place"]), va="center", fontsize=style.TEXT, gid="name")
        whole = "–" if pd.isna(row["coverage"]) else in_cell(row, sheet.words)
        axes.text(end + TOTAL, middle, whole, ha="right", va="center", fontsize=style.TEXT, gid="total")
    for row in cells.to_dict("records"):
        _draw_cell(axes, row, x_of[row["right_code"]], y_of[row["place_code"]], column, sheet.words)


def _headings(names: Sequence[str], column: float) -> list[list[str]]:
    """Lines of each heading, as long as they must be for the lines to fit side by side above a column."""
    found = []
    for name in names:
        length = HEADING
        while len(lines := wrapped(name, length, style.note())) * LINE > max(column, LINE) and length < 4:
            length += 0.1
        found.append(lines)
    return found


def _draw_cell(axes: Axes, row: Any, x: float, y: float, width: float, words: Words) -> None:
    step = class_of(row)
    box = ((x + GAP / 2, y + GAP / 2), width - GAP, ROW - GAP)
    if step is None:
        hatched: dict[str, Any] = {"facecolor": style.UNKNOWN, "edgecolor": style.UNKNOWN_EDGE, "hatch": style.HATCHED}
        axes.add_artist(Rectangle(*box, linewidth=0, gid="missing", **hatched))
        return
    face = FACES[step - 1] if step else style.PAPER
    edge = {"edgecolor": style.UNKNOWN_EDGE, "linewidth": 0.6} if not step else {"linewidth": 0}
    axes.add_artist(Rectangle(*box, facecolor=face, gid=f"class-{step}", **edge))
    if width >= LEAST_FOR_NUMBERS:
        axes.text(x + width / 2, y + ROW / 2, in_cell(row, words), ha="center", va="center", fontsize=style.note(),
                  color=style.ink_on(face), gid="cell")  # fmt: skip


def _draw_bars(sheet: Sheet, rows: list[Any]) -> None:
    words = sheet.words
    names = [wrapped(str(row["label"]), LABEL, style.TEXT) for row in rows]
    counts = [_count(row, words) for row in rows]
    left = sheet.margin + max(text_width(line, style.TEXT) for lines in names for line in lines) + 0.14
    right = sheet.width - sheet.margin - max(text_width(count, style.TEXT) for count in counts) - 0.14
    parts = [row.get("part") for row in rows]
    opens = [part is not None and (i == 0 or part != parts[i - 1]) for i, part in enumerate(parts)]
    tall = [max(len(lines) * 0.15 + 0.07, ROW) for lines in names]
    foot = 0.3
    axes = sheet.open(foot + sum(tall) + sum(opens) * 0.3 + 0.05)
    top = foot + sum(tall) + sum(opens) * 0.3

    def place(share: float) -> float:
        return left + share * (right - left)

    _draw_percents(axes, words, place, foot, top)
    y = top
    for row, lines, count, height, is_first in zip(rows, names, counts, tall, opens, strict=True):
        if is_first:
            y -= 0.3
            marks.write(axes, sheet.margin, y + 0.12, str(row["part"]), color=style.MUTED, gid="part")
        y -= height
        marks.write(axes, left - 0.14, y + height / 2, "\n".join(lines), ha="right", linespacing=1.15, gid="name")
        marks.write(axes, right + 0.14, y + height / 2, count, gid="count")
        if not pd.isna(row["coverage"]):
            _draw_bar(axes, row, place, y + height / 2)


def _draw_percents(axes: Axes, words: Words, place: Any, foot: float, top: float) -> None:
    for percent in PERCENTS:
        x = place(percent / 100)
        axes.plot([x, x], [foot, top], color=style.LINE, linewidth=0.7, zorder=1)
        text = words.number(percent) if percent < 100 else words.percent(1.0, 0)
        marks.write(axes, x, foot / 2, text, ha="center", fontsize=style.note())


def _count(row: Any, words: Words) -> str:
    if pd.isna(row["coverage"]):
        return words.phrase("coverage.nothing")
    share = words.percent(float(row["coverage"]))
    covered, applicable = (words.number(float(row[name])) for name in ("covered", "applicable"))
    return words.phrase("coverage.count", share=share, covered=covered, applicable=applicable)


def _draw_bar(axes: Axes, row: Any, place: Any, y: float) -> None:
    covered, more = float(row["coverage"]), row.get("submitted")
    tall = 0.136
    start, end = place(0), place(covered)
    axes.add_artist(Rectangle((start, y - tall / 2), end - start, tall, facecolor=style.MET, linewidth=0, zorder=3,
                              gid="bar"))  # fmt: skip
    if more is not None and not pd.isna(more) and float(more) > covered:
        rest: dict[str, Any] = {"facecolor": style.PAPER, "edgecolor": style.HATCH, "hatch": style.HATCHED}
        axes.add_artist(Rectangle((end, y - tall / 2), place(float(more)) - end, tall, linewidth=0.5, zorder=3,
                                  gid="waiting", **rest))  # fmt: skip
