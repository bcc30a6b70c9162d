"""Native charts: bars and columns whose values are in a workbook of their own, with the threshold of the rule."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR as THEME
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.util import Emu, Inches, Pt

from kkpham_analysis.reports.forms.office import printable
from kkpham_analysis.reports.forms.pptx_letters import Letters
from kkpham_analysis.reports.forms.pptx_parts import SIZE, describe, emus
from kkpham_analysis.reports.forms.pptx_room import Box

NAMES_WIDTH = 0.47  # of a chart
LEGEND_LINE, LEGEND_KEY = 0.08, Inches(0.5)  # of the height of a chart; and what a key and its gaps take of a line
TOP, RIGHT = 0.01, 0.03  # of a chart: what is left free above and beside the bars
STEP = 0.02  # of a percentage: how finely the end of the axis is set
ABOVE = 1.12  # where the axis ends that has room for a value above a full column
AXIS = Inches(0.95)  # numbers left of columns
COLOURS = {
    "met": THEME.ACCENT_1,
    "not_met": THEME.ACCENT_2,
    "open": THEME.ACCENT_3,
    "known": THEME.ACCENT_4,
    "disputed": THEME.ACCENT_4,
}
POSSIBLE, OTHERS = THEME.ACCENT_3, THEME.TEXT_2
# How much lighter than its colour of the theme: what is only possible, other provinces, and lines behind all.
LIGHT, OTHERS_LIGHT, LINE_LIGHT = 0.6, 0.4, 0.75
# With these languages LibreOffice writes 70,0 or 70.0; PowerPoint as the computer does that it runs on.
PERCENT = {"id": '[$-421]0.0"\N{NO-BREAK SPACE}"%', "en": '[$-809]0.0"\N{NO-BREAK SPACE}"%'}
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
# Of the series of bars, what one of a line does not have.
OF_BARS_ALONE = ("invertIfNegative", "pictureOptions", "dPt", "dLbls", "shape")
DASH = 18  # points
NAMES_GAP = 0.02  # of a chart, between names and bars
COLUMN = 0.65  # of the width that a column has with the gap beside it
NEAR = 0.14  # of a share: what a value above its column takes


class Drawn(NamedTuple):
    """A series: its name, values and colour, how much lighter that is, and whether it is a range or a threshold."""

    name: str
    values: list[float | None]
    colour: Any = THEME.TEXT_1
    light: float = 0
    kind: str = ""


def add_chart(slide: Any, box: Box, body: dict[str, Any], language: str, letters: Letters) -> None:
    """Bars or columns with the figure that is supported best, else what is certain, over the most that is possible."""
    rows, is_bars = body["rows"], body["kind"] == "bars"
    series = _series_of(body)
    data: Any = CategoryChartData(number_format=PERCENT[language])  # type: ignore[no-untyped-call]
    has_counts = _has_counts(body, box, letters)
    data.categories = [_category(row, body, has_count=has_counts) for row in rows]
    for one in series:
        data.add_series(printable(one.name), one.values)
    kind = XL_CHART_TYPE.BAR_CLUSTERED if is_bars else XL_CHART_TYPE.COLUMN_CLUSTERED
    frame = slide.shapes.add_chart(kind, *emus(box), data)
    describe(frame, body["alt"], "")
    chart = frame.chart
    chart.has_title = False
    names = _names_width(data.categories, box, letters)
    end = _end_of_axis(body, int(box.width * (1 - RIGHT) - names), letters)
    _style_axes(chart, PERCENT[language].replace("0.0", "0"), body, end)
    plot = chart.plots[0]
    plot.overlap, plot.gap_width = 100, 45
    for drawn, one in zip(plot.series, series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.theme_color = one.colour
        drawn.format.fill.fore_color.brightness = one.light
        drawn.invert_if_negative = False
    step = (box.width - AXIS) // max(len(rows), 1)
    is_narrow = not is_bars and letters.width("100,0 %") > step
    plot_width = box.width * (1 - RIGHT) - names
    near = letters.width(" 100,0 % ") / plot_width * end if is_bars else NEAR
    whole = PERCENT[language].replace("0.0", "0")
    # On a column there is less room than above it.
    on_column = whole if letters.width("10,0 %") > step * COLUMN else ""
    _label(plot, series, body, (whole, whole) if is_narrow else ("", on_column), near)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.legend.font.size = SIZE
    if is_bars:
        legend = math.ceil(sum(letters.width(one.name) + LEGEND_KEY for one in series) / box.width)
        inner = (names / box.width, TOP, 1 - RIGHT - names / box.width, 0.96 - TOP - LEGEND_LINE * legend)
        _give_room(chart, inner)
        if (threshold := body.get("threshold")) is not None:
            _add_line(slide, box, inner, threshold / end, body["line"])
            # Behind the bars, so that no value is crossed.
            frame._element.addprevious(slide.shapes[-1]._element)
            chart._chartSpace.chart.addnext(etree.fromstring(_NO_FILL))
    elif series[-1].kind == "threshold":
        _as_dashes(plot)


def _series_of(body: dict[str, Any]) -> list[Drawn]:
    """The most possible behind all, then a series for each verdict, or for the others and the one that is meant."""
    rows, own = body["rows"], body.get("emphasised", "")
    ranges = [row["high"] if row["low"] is not None and row["high"] > value_of(row) else None for row in rows]
    found = [Drawn(body["range"], ranges, POSSIBLE, LIGHT, "range")] if any(high for high in ranges) else []
    if own:
        others = [None if row["code"] == own else value_of(row) for row in rows]
        found.append(Drawn(body["others"], others, OTHERS, OTHERS_LIGHT))
        for mine in (row for row in rows if row["code"] == own):
            meant = [value_of(row) if row is mine else None for row in rows]
            found.append(Drawn(mine["name"], meant, COLOURS[mine["verdict"]]))
    else:
        kinds = [kind for kind in body["verdicts"] if any(row["verdict"] == kind for row in rows)]
        found += [
            Drawn(body["verdicts"][kind], [value_of(row) if row["verdict"] == kind else None for row in rows],
                  COLOURS[kind])
            for kind in kinds
        ]  # fmt: skip
    thresholds = [row.get("threshold") for row in rows]
    if body["kind"] != "bars" and any(value is not None for value in thresholds):
        found.append(Drawn(body["line"], thresholds, kind="threshold"))
    return found


def value_of(row: dict[str, Any]) -> float | None:
    """What a bar shows: the figure that is supported best, else the least that is certain."""
    best = row.get("best")
    low: float | None = row["low"]
    return low if best is None else float(best)


def _has_counts(body: dict[str, Any], box: Box, letters: Letters) -> bool:
    """Whether counts stand behind the names: not where names would have no room."""
    widest = max(letters.width(_category(row, body, has_count=True)) for row in body["rows"])
    return body["kind"] != "bars" or widest <= (NAMES_WIDTH - NAMES_GAP) * box.width


def _category(row: dict[str, Any], body: dict[str, Any], *, has_count: bool) -> str:
    parts = [part for part in (row["name"], row["count"] if has_count else "") if part]
    return printable((" · " if body["kind"] == "bars" else "\n").join(parts))


def _names_width(names: Iterable[Any], box: Box, letters: Letters) -> int:
    """As much room left of the bars as the longest name needs on one line."""
    widest = max(letters.width(name.label) for name in names)
    return int(min(widest + NAMES_GAP * box.width, NAMES_WIDTH * box.width))


def _end_of_axis(body: dict[str, Any], width: int, letters: Letters) -> float:
    """Where the axis ends so that each label has room beyond its bar."""
    # Of all parts of a chart, so that its bars are as long on one slide as on the next.
    rows = body["all"]
    if body["kind"] != "bars":
        return ABOVE if any(value_of(row) > 1 - STEP * 4 for row in rows) else 1.0  # type: ignore[operator]
    ends = [row["high"] / max(1 - letters.width(f" {row['share']} ") / width, 0.5) for row in rows]
    return float(math.ceil(max([1.0, *ends]) / STEP) * STEP)


def _give_room(chart: Any, inner: tuple[float, float, float, float]) -> None:
    """Let the bars stand in a part of the chart, given as fractions: left, top, width, height."""
    plot = chart._chartSpace.chart.plotArea
    layout = plot.find(f"{{{CHART}}}layout")
    if layout is None:
        layout = plot.makeelement(f"{{{CHART}}}layout", {})
        plot.insert(0, layout)
    manual = etree.SubElement(layout, f"{{{CHART}}}manualLayout")
    told = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
    told |= {name: f"{value:.3f}" for name, value in zip("xywh", inner, strict=True)}
    for name, value in told.items():
        etree.SubElement(manual, f"{{{CHART}}}{name}", {"val": value})


def _add_line(slide: Any, box: Box, inner: tuple[float, float, float, float], at: float, alt: str) -> None:
    """The threshold over lying bars: charts have no upright line, so it is one of the slide, which can be moved."""
    left, top, width, height = inner
    x = box.left + int(box.width * (left + width * at))
    ends = box.top + int(box.height * top), box.top + int(box.height * (top + height))
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Emu(x), Emu(ends[0]), Emu(x), Emu(ends[1]))
    line.line.width, line.line.color.theme_color = Pt(2), THEME.TEXT_1
    describe(line, alt, "")


def _as_dashes(plot: Any) -> None:
    """Take the last series out of the columns, and draw it as a dash over each of them on the same axes."""
    bars = plot._element
    series = bars.findall(f"{{{CHART}}}ser")[-1]
    bars.remove(series)
    for name in (*OF_BARS_ALONE, "spPr"):
        for found in series.findall(f"{{{CHART}}}{name}"):
            series.remove(found)
    for part in (_DASH, _NO_LINE):
        series.insert(3, etree.fromstring(part))
    lines = etree.Element(f"{{{CHART}}}lineChart")
    etree.SubElement(lines, f"{{{CHART}}}grouping", val="standard")
    etree.SubElement(lines, f"{{{CHART}}}varyColors", val="0")
    lines.append(series)
    etree.SubElement(lines, f"{{{CHART}}}marker", val="1")
    for axis in bars.findall(f"{{{CHART}}}axId"):
        etree.SubElement(lines, f"{{{CHART}}}axId", val=axis.get("val"))
    bars.addnext(lines)


_INK = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
_SPACES = f'xmlns:c="{CHART}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_NO_FILL = f"<c:spPr {_SPACES}><a:noFill/></c:spPr>"
_PAPER = f'<c:spPr {_SPACES}><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></c:spPr>'
_NO_LINE = f"<c:spPr {_SPACES}><a:ln><a:noFill/></a:ln></c:spPr>"
_DASH = (
    f'<c:marker {_SPACES}><c:symbol val="dash"/><c:size val="{DASH}"/><c:spPr>{_INK}<a:ln w="9525">{_INK}</a:ln>'
    "</c:spPr></c:marker>"
)


def _style_axes(chart: Any, percent: str, body: dict[str, Any], end: float) -> None:
    is_bars = body["kind"] == "bars"
    chart.font.size = SIZE
    chart.font.color.theme_color = THEME.TEXT_1
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, end, 0.2
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = percent, False
    if is_bars:
        # From the highest down, as it is read.
        names.reverse_order = True
        # Each bar says its value: without numbers and lines every name has room.
        values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        values.has_major_gridlines = False
    else:
        grid = values.major_gridlines.format.line.color
        grid.theme_color, grid.brightness = THEME.TEXT_2, LINE_LIGHT
    names.format.line.color.theme_color = THEME.ACCENT_3
    # Every name stays, however close they stand: the one is for PowerPoint, the other for LibreOffice.
    axis = names._element
    names.tick_labels.font.size = SIZE
    axis.find("{*}txPr").find("{*}bodyPr").set("rot", "0")
    skip = axis.makeelement(f"{{{CHART}}}tickLblSkip", {"val": "1"})
    axis.insert_element_before(skip, "c:tickMarkSkip", "c:noMultiLvlLbl", "c:extLst")


def _label(plot: Any, series: Sequence[Drawn], body: dict[str, Any], percents: tuple[str, str], near: float) -> None:
    """A figure that is known gets the value of its bar; a range is said in words at the end of what is possible.

    Where the threshold is so near above the end of a bar that it would cross a value, that is on ground of its own; of
    a column it stands on the column. `percents` are formats without decimals, where there is no room for these.
    """
    plot.has_data_labels = False
    is_bars = body["kind"] == "bars"
    for drawn, one in zip(plot.series, series, strict=True):
        for i, (row, value) in enumerate(zip(body["rows"], one.values, strict=True)):
            if value is None or one.kind == "threshold":
                continue
            threshold, is_known = row.get("threshold"), row["low"] == row["high"]
            is_crossed = threshold is not None and 0 <= threshold - value < near
            if is_known and one.kind != "range":
                inside = is_crossed and not is_bars and value > near
                _show_value(drawn.points[i].data_label, percents[inside], inside=inside)
            elif not is_known and is_bars and value == row["high"]:
                _show_text(drawn.points[i].data_label, row["share"])
            else:
                continue
            if is_crossed and is_bars:
                label = drawn.points[i].data_label._dLbl
                following = ("c:txPr", "c:dLblPos", "c:showLegendKey", "c:showVal")
                label.insert_element_before(etree.fromstring(_PAPER), *following)


def _show_text(label: Any, text: str) -> None:
    label.position = XL_LABEL_POSITION.OUTSIDE_END
    label.text_frame.word_wrap = False
    run = label.text_frame.paragraphs[0].add_run()
    run.text, run.font.size = printable(text), SIZE


def _show_value(label: Any, percent: str, *, inside: bool) -> None:
    """The value in percent beyond its bar or on it; `percent` is a format without decimals, where they have no room."""
    label.position = XL_LABEL_POSITION.INSIDE_END if inside else XL_LABEL_POSITION.OUTSIDE_END
    label.font.size = SIZE
    if inside:
        label.font.color.theme_color = THEME.BACKGROUND_1
    element = label._dLbl
    element.find("{*}showVal").set("val", "1")
    if percent:
        code = element.makeelement(f"{{{CHART}}}numFmt", {"formatCode": percent, "sourceLinked": "0"})
        element.insert_element_before(code, "c:spPr", "c:txPr", "c:dLblPos", "c:showLegendKey", "c:showVal")
