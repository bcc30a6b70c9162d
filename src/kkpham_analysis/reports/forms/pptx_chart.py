"""Native charts: bars and columns whose values are in a workbook of their own, with the threshold of the rule."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.util import Emu, Inches, Pt

from kkpham_analysis.reports.forms.office import printable
from kkpham_analysis.reports.forms.pptx_colours import Colour, Palette
from kkpham_analysis.reports.forms.pptx_labels import CHART, Labels, lines_of
from kkpham_analysis.reports.forms.pptx_letters import Letters
from kkpham_analysis.reports.forms.pptx_parts import SIZE, describe, emus
from kkpham_analysis.reports.forms.pptx_room import Box, Room

NAMES_WIDTH, WIDEST_NAMES = 0.47, 0.6  # of a chart; the other where even counts in signs have no room
# Of a legend: what a key and its gaps take of a line, the part of the width that is filled, and lines by their letters.
LEGEND_KEY, LEGEND_WIDTH, LEGEND_LINE, LEGEND_GAP = Inches(0.5), 0.9, 1.4, Inches(0.1)
TOP, RIGHT = 0.01, 0.03  # of a chart: what is left free above and beside the bars
STEP = 0.02  # of a percentage: how finely the end of the axis is set
UNIT = 0.25  # of the axis beside columns, which ends below the next number
LINE_ABOVE, MOST_ABOVE = 0.12, 1.24  # what a line of a label takes above a full column, and where the axis ends at most
AXIS = Inches(0.95)  # numbers left of columns
GAP, LEAST_GAP = 45, 8  # between columns, in percent of their width
# With these languages LibreOffice writes 70,0 or 70.0; PowerPoint as the computer does that it runs on.
PERCENT = {"id": '[$-421]0.0"\N{NO-BREAK SPACE}"%', "en": '[$-809]0.0"\N{NO-BREAK SPACE}"%'}
# Of the series of bars, what one of a line does not have.
OF_BARS_ALONE = ("invertIfNegative", "pictureOptions", "dPt", "dLbls", "shape")
DASH = 18  # points
MARK = 0.84  # of the place of a bar, what the mark of its threshold takes; a bar takes less
NAMES_GAP = 0.02  # of a chart, between names and bars
WAYS = ("count", "signs")  # of saying how many of how many
# Left, top, width and height of what is drawn, as parts of the chart.
Inner = tuple[float, float, float, float]


class Drawn(NamedTuple):
    """A series: its name, values and colour, and whether it is a range, what is unknown, or a threshold."""

    name: str
    values: list[float | None]
    colour: Colour
    kind: str = ""


def add_chart(slide: Any, box: Box, body: dict[str, Any], language: str, room: Room) -> None:
    """Bars or columns with what is certain, over the most that is possible."""
    rows, is_bars, letters, palette = body["rows"], body["kind"] == "bars", room.letters, room.palette
    series = _series_of(body, palette)
    every = _categories(body, box, letters)
    data = _data_of(series, [every[row["name"]] for row in rows], language, body["unknown"])
    kind = XL_CHART_TYPE.BAR_CLUSTERED if is_bars else XL_CHART_TYPE.COLUMN_CLUSTERED
    frame = slide.shapes.add_chart(kind, *emus(box), data)
    describe(frame, body["alt"], "")
    chart = frame.chart
    chart.has_title = False
    names = _names_width(every.values(), box, letters)
    plot_width = int(box.width * (1 - RIGHT) - names)
    end = _end_of_axis(body, plot_width, letters)
    _style_axes(chart, PERCENT[language].replace("0.0", "0"), body, end, palette)
    plot = chart.plots[0]
    plot.overlap, plot.gap_width = 100, GAP
    _paint(plot, series, palette)
    labels = Labels(body, letters, palette, plot_width / end if is_bars else 0)
    if labels.add(plot, series) and not is_bars:
        # A value that stands on its column has room there.
        plot.gap_width = int(max(LEAST_GAP, min(GAP, (_step(rows, box) / letters.width("100,0 %") - 1) * 100)))
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.legend.font.size = SIZE
    if is_bars:
        legend = _legend_height(series, box, letters) / box.height
        inner = (names / box.width, TOP, 1 - RIGHT - names / box.width, 1 - 2 * TOP - legend)
        _give_room(chart, inner)
        _draw_thresholds(slide, frame, box, body, inner, end, palette)
        if series[-1].kind == "threshold":
            _as_key(plot.series[-1])
    elif series[-1].kind == "threshold":
        _as_dashes(plot, palette)


def _data_of(series: Sequence[Drawn], categories: list[str], language: str, unknown: str) -> Any:
    """The values of a chart; where nothing is known, the height of a bar is no share, and `unknown` stands for it."""
    data: Any = CategoryChartData(number_format=PERCENT[language])  # type: ignore[no-untyped-call]
    data.categories = categories
    for one in series:
        data.add_series(printable(one.name), one.values, f'"{unknown}"' if one.kind == "unknown" else None)
    return data


def _paint(plot: Any, series: Sequence[Drawn], palette: Palette) -> None:
    for drawn, one in zip(plot.series, series, strict=True):
        drawn.format.fill.solid()
        one.colour.paint(drawn.format.fill.fore_color)
        drawn.invert_if_negative = False
        if one.kind == "unknown":
            # Of what is only possible it is told by its pattern, not by another grey.
            _hatch(drawn.format.fill, palette)
        elif one.kind == "range":
            # As light as it is, its end is seen by its edge.
            palette.edge.paint(drawn.format.line.color)


def _hatch(fill: Any, palette: Palette) -> None:
    fill.patterned()
    fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
    palette.edge.paint(fill.fore_color)
    palette.ground.paint(fill.back_color)


def _draw_thresholds(
    slide: Any, frame: Any, box: Box, body: dict[str, Any], inner: Inner, end: float, palette: Palette
) -> None:
    """Lines where the rule begins: of a round on its own bar, else behind the bars, so that no value is crossed."""
    rows, chart = body["rows"], frame.chart
    for start, stop, threshold in _marks(rows) if body["is_history"] else _thresholds(rows):
        _add_line(slide, box, inner, threshold / end, (start / len(rows), stop / len(rows)), body["line"], palette)
        high = rows[int(start)]["high"]
        if body["is_history"] and (high is None or high > threshold):
            continue
        frame._element.addprevious(slide.shapes[-1]._element)
        if chart._chartSpace.find(f"{{{CHART}}}spPr") is None:
            chart._chartSpace.chart.addnext(etree.fromstring(_NO_FILL))


def have_room(rows: list[dict[str, Any]], box: Box, letters: Letters) -> bool:
    """Whether columns stand so far apart that each has its value above it and its count, be it in signs, below it."""
    return any(_has_step(rows, key, box, letters) for key in WAYS)


def _has_step(rows: list[dict[str, Any]], key: str, box: Box, letters: Letters) -> bool:
    """Whether values, of which a span has two lines, and names with counts are no wider than columns are apart."""
    values = [f"{line} " for row in rows if row["low"] is not None for line in lines_of(row["share"])]
    # Between two counts there is as much as between words.
    texts = [*values, *(f"{part} " for row in rows for part in (row["name"], row.get(key, row["count"])))]
    return max(map(letters.width, texts)) <= _step(rows, box)


def _step(rows: list[dict[str, Any]], box: Box) -> int:
    return int((box.width * (1 - RIGHT) - AXIS) // max(len(rows), 1))


def _thresholds(rows: list[dict[str, Any]]) -> list[tuple[int, int, float]]:
    """From which row to which a threshold holds."""
    found: list[tuple[int, int, float]] = []
    for i, row in enumerate(rows):
        threshold = row.get("threshold")
        if threshold is None:
            continue
        if found and found[-1][1:] == (i, threshold):
            found[-1] = found[-1][0], i + 1, threshold
        else:
            found.append((i, i + 1, threshold))
    return found


def _marks(rows: list[dict[str, Any]]) -> list[tuple[float, float, float]]:
    """Where each round has its own mark: over its bar, and a little beyond it, but clear of the next."""
    around = (1 - MARK) / 2
    found = [(i + around, i + 1 - around, row.get("threshold")) for i, row in enumerate(rows)]
    return [(start, stop, threshold) for start, stop, threshold in found if threshold is not None]


def _as_key(series: Any) -> None:
    """Leave of bars their values and the key in the legend: what they say is drawn as lines."""
    for i, value in enumerate(series.values):
        if value is not None:
            series.points[i].format.fill.background()


def _legend_height(series: Sequence[Drawn], box: Box, letters: Letters) -> int:
    """What a legend takes below the bars: its texts stand in columns as wide as the widest of them."""
    widest = max(letters.width(one.name) + LEGEND_KEY for one in series)
    lines = math.ceil(len(series) / max(1, int(box.width * LEGEND_WIDTH // widest)))
    return int(lines * SIZE * LEGEND_LINE + LEGEND_GAP)


def _series_of(body: dict[str, Any], palette: Palette) -> list[Drawn]:
    """The most possible behind all, then a series for each verdict, or for the others and the one that is meant."""
    rows, own = body["rows"], body.get("emphasised", "")
    ranges = [row["high"] if row["low"] is not None and row["high"] > row["low"] else None for row in rows]
    # A round that is not known is grey from end to end, and never as empty as one without any.
    unknown = [1.0 if row["low"] is None else None for row in rows] if body["is_history"] else []
    found = [Drawn(body["ground"], unknown, palette.possible, "unknown")] if any(unknown) else []
    found += [Drawn(body["range"], ranges, palette.possible, "range")] if any(high for high in ranges) else []
    if own:
        others = [None if row["code"] == own else row["low"] for row in rows]
        found.append(Drawn(body["others"], others, palette.others))
        for mine in (row for row in rows if row["code"] == own):
            meant = [row["low"] if row is mine else None for row in rows]
            # What is open of the one that is meant is not as grey as the others.
            colour = palette.known if mine["verdict"] == "open" else palette.verdicts[mine["verdict"]]
            found.append(Drawn(mine["name"], meant, colour))
    else:
        kinds = [kind for kind in body["verdicts"] if any(row["verdict"] == kind for row in rows)]
        found += [
            Drawn(body["verdicts"][kind], [row["low"] if row["verdict"] == kind else None for row in rows],
                  palette.verdicts[kind])
            for kind in kinds
        ]  # fmt: skip
    thresholds = [row.get("threshold") for row in rows]
    if (body["kind"] != "bars" or body["is_history"]) and any(value is not None for value in thresholds):
        found.append(Drawn(body["line"], thresholds, palette.ink, "threshold"))
    return found


def _categories(body: dict[str, Any], box: Box, letters: Letters) -> dict[str, str]:
    """The names of all rows of a chart with their counts: in signs where words have no room."""
    ways = {key: {row["name"]: _category(row, body, key) for row in body["all"]} for key in WAYS}
    if body["kind"] != "bars":
        return next((way for key, way in ways.items() if _has_step(body["rows"], key, box, letters)), ways[WAYS[-1]])
    most = (NAMES_WIDTH - NAMES_GAP) * box.width
    fits = (way for way in ways.values() if max(map(letters.width, way.values()), default=0) <= most)
    return next(fits, ways[WAYS[-1]])


def _category(row: dict[str, Any], body: dict[str, Any], key: str) -> str:
    parts = [part for part in (row["name"], row.get(key, row["count"])) if part]
    return printable((" · " if body["kind"] == "bars" else "\n").join(parts))


def _names_width(names: Iterable[str], box: Box, letters: Letters) -> int:
    """As much room left of the bars as the longest name needs on one line."""
    widest = max(map(letters.width, names), default=0)
    return int(min(widest + NAMES_GAP * box.width, WIDEST_NAMES * box.width))


def _end_of_axis(body: dict[str, Any], width: int, letters: Letters) -> float:
    """Where the axis ends so that each label has room beyond its bar."""
    # Of all parts of a chart, so that its bars are as long on one slide as on the next.
    rows = [row for row in body["all"] if row["low"] is not None]
    if body["kind"] != "bars":
        lines = [1 if row["low"] == row["high"] else 2 for row in rows]
        tops = [row["high"] + LINE_ABOVE * line for row, line in zip(rows, lines, strict=True)]
        return float(min(max([1.0, *tops]), MOST_ABOVE))
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


def _add_line(
    slide: Any, box: Box, inner: Inner, at: float, part: tuple[float, float], alt: str,
    palette: Palette,
) -> None:  # fmt: skip
    """The threshold over lying bars: charts have no upright line, so it is one of the slide, which can be moved."""
    left, top, width, height = inner
    x = box.left + int(box.width * (left + width * at))
    start, stop = (Emu(box.top + int(box.height * (top + height * each))) for each in part)
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Emu(x), start, Emu(x), stop)
    line.line.width = Pt(2)
    palette.ink.paint(line.line.color)
    describe(line, alt, "")


def _as_dashes(plot: Any, palette: Palette) -> None:
    """Take the last series out of the columns, and draw it as a dash over each of them on the same axes."""
    bars = plot._element
    series = bars.findall(f"{{{CHART}}}ser")[-1]
    bars.remove(series)
    for name in (*OF_BARS_ALONE, "spPr"):
        for found in series.findall(f"{{{CHART}}}{name}"):
            series.remove(found)
    for part in (_DASH.replace("INK", palette.ink.rgb), _NO_LINE):
        series.insert(3, etree.fromstring(part))
    lines = etree.Element(f"{{{CHART}}}lineChart")
    etree.SubElement(lines, f"{{{CHART}}}grouping", val="standard")
    etree.SubElement(lines, f"{{{CHART}}}varyColors", val="0")
    lines.append(series)
    etree.SubElement(lines, f"{{{CHART}}}marker", val="1")
    for axis in bars.findall(f"{{{CHART}}}axId"):
        etree.SubElement(lines, f"{{{CHART}}}axId", val=axis.get("val"))
    bars.addnext(lines)


_INK = '<a:solidFill><a:srgbClr val="INK"/></a:solidFill>'
_SPACES = f'xmlns:c="{CHART}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_NO_FILL = f"<c:spPr {_SPACES}><a:noFill/></c:spPr>"
_NO_LINE = f"<c:spPr {_SPACES}><a:ln><a:noFill/></a:ln></c:spPr>"
_DASH = (
    f'<c:marker {_SPACES}><c:symbol val="dash"/><c:size val="{DASH}"/><c:spPr>{_INK}<a:ln w="9525">{_INK}</a:ln>'
    "</c:spPr></c:marker>"
)


def _style_axes(chart: Any, percent: str, body: dict[str, Any], end: float, palette: Palette) -> None:
    is_bars = body["kind"] == "bars"
    chart.font.size = SIZE
    palette.ink.paint(chart.font.color)
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, end, UNIT
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = percent, False
    if is_bars:
        # From the highest down, as it is read.
        names.reverse_order = True
        # Each bar says its value: without numbers and lines every name has room.
        values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        values.has_major_gridlines = False
    else:
        palette.line.paint(values.major_gridlines.format.line.color)
    palette.others.paint(names.format.line.color)
    # Every name stays, however close they stand: the one is for PowerPoint, the other for LibreOffice.
    axis = names._element
    names.tick_labels.font.size = SIZE
    axis.find("{*}txPr").find("{*}bodyPr").set("rot", "0")
    skip = axis.makeelement(f"{{{CHART}}}tickLblSkip", {"val": "1"})
    axis.insert_element_before(skip, "c:tickMarkSkip", "c:noMultiLvlLbl", "c:extLst")
