"""What stands on slides: texts, figures, native charts, and tables, each in a box; no text smaller than 18 points."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR as THEME
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from kkpham_analysis.figures import colours
from kkpham_analysis.reports.forms.office import printable
from kkpham_analysis.reports.forms.pptx_room import BOLD_TONES, LETTER, PADDING, ROW, fitting, lines_of, measured
from kkpham_analysis.reports.forms.pptx_slides import Rows

SIZE = Pt(18)
NAMES_WIDTH = 0.47  # of a chart
LEGEND_LINE, LEGEND_BESIDE = 0.08, 4  # of the height of a chart; and letters that a key and its gaps take
NEAR_END, MOST_CERTAIN = 0.9, 0.6
ALARM = RGBColor.from_string(colours.plain(colours.ALARM))  # type: ignore[no-untyped-call]
ON_ALARM = RGBColor.from_string(colours.plain(colours.PAPER))  # type: ignore[no-untyped-call]
COLOURS = {
    "met": THEME.ACCENT_1,
    "not_met": THEME.ACCENT_2,
    "open": THEME.ACCENT_3,
    "known": THEME.ACCENT_4,
    "disputed": THEME.ACCENT_4,
}
POSSIBLE = THEME.ACCENT_3
# How much lighter than its colour of the theme: what is only possible, and lines behind all.
LIGHT, LINE_LIGHT = 0.6, 0.75
TONES = {"yes": THEME.ACCENT_1, "no": THEME.ACCENT_2, "disputed": THEME.ACCENT_4, "unknown": THEME.TEXT_2}
# With these languages LibreOffice writes 70,0 or 70.0; PowerPoint as the computer does that it runs on.
PERCENT = {"id": '[$-421]0.0"\N{NO-BREAK SPACE}"%', "en": '[$-809]0.0"\N{NO-BREAK SPACE}"%'}
WATERMARK_TURNED, WATERMARK_SEEN = -14.0, "22000"  # degrees, and thousandths of a percent
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
BESIDE = 1.75  # a figure that is less wide than this many times its height has room for figures in words beside it
FACTS_WIDTH = Inches(3.6)


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide."""

    left: int
    top: int
    width: int
    height: int

    def without_below(self, height: int) -> tuple[Box, Box]:
        """Part off a strip at the lower edge."""
        rest = Box(self.left, self.top, self.width, self.height - height)
        return rest, Box(self.left, self.top + rest.height, self.width, height)


def add_text(
    slide: Any, box: Box, texts: Iterable[str], *, size: int, muted: bool = False, alarming: bool = False,
    bullets: bool = False,
) -> None:  # fmt: skip
    """Paragraphs in a box of their own."""
    texts = list(texts)
    shape = slide.shapes.add_textbox(*_emus(box))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    if alarming:
        # On a ground of its own it is read on whatever ground a template has.
        shape.fill.solid()
        shape.fill.fore_color.rgb, frame.margin_left = ALARM, Inches(0.1)
    if _height_of(texts, box.width, size) > box.height:
        size = 18
    for i, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(8) if bullets else Pt(0)
        run = paragraph.add_run()
        run.text = printable(text)
        run.font.size = Pt(size)
        run.font.bold = alarming or None
        if alarming:
            run.font.color.rgb = ON_ALARM
        elif muted:
            run.font.color.theme_color = THEME.TEXT_2


def add_watermark(slide: Any, box: Box, marks: Sequence[str]) -> None:
    """Write the first of the marks across a chart, so light that its numbers are read; pictures carry their own."""
    for text in marks[:1]:
        shape = slide.shapes.add_textbox(box.left, box.top + box.height // 2 - Inches(0.5), box.width, Inches(1))
        shape.rotation = WATERMARK_TURNED
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        run = frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.bold = printable(text), Pt(36), True
        run.font.color.theme_color = THEME.TEXT_1
        colour = run._r.rPr.find(".//{*}schemeClr")
        colour.append(colour.makeelement(f"{{{DRAWING}}}alpha", {"val": WATERMARK_SEEN}))


def _height_of(texts: Iterable[str], width: int, size: int) -> float:
    letter = LETTER * size / 18
    return sum(math.ceil(len(text) * letter / width) * Pt(size) * 1.2 + Pt(8) for text in texts)


def add_figure(slide: Any, box: Box, block: dict[str, Any]) -> None:
    """A figure with its alternative text, as large as it goes; beside one that is not wide, figures in words."""
    drawn = base64.b64decode(block.get("slide") or block["png"])
    picture = slide.shapes.add_picture(io.BytesIO(drawn), Emu(box.left), Emu(box.top))
    ratio = picture.width / picture.height
    facts = block.get("facts", [])
    beside = bool(facts) and ratio < BESIDE
    width = box.width - FACTS_WIDTH - Inches(0.4) if beside else box.width
    height = min(box.height, int(width / ratio))
    picture.width, picture.height = Emu(int(height * ratio)), Emu(height)
    picture.left = Emu(box.left if beside else box.left + (box.width - picture.width) // 2)
    _describe(picture, block["alt"], block["title"])
    if beside:
        left = picture.left + picture.width + Inches(0.4)
        _add_facts(slide, Box(left, box.top, box.left + box.width - left, box.height), facts)


def _add_facts(slide: Any, box: Box, facts: Sequence[Sequence[str]]) -> None:
    frame = slide.shapes.add_textbox(*_emus(box)).text_frame
    frame.word_wrap = True
    for i, (value, label) in enumerate(facts):
        for text, size, bold in ((value, 28, True), (label, 18, None)):
            paragraph = frame.paragraphs[0] if i == 0 and bold else frame.add_paragraph()
            paragraph.space_after = Pt(0 if bold else 10)
            run = paragraph.add_run()
            run.text, run.font.size, run.font.bold = printable(text), Pt(size), bold


def add_chart(slide: Any, box: Box, body: dict[str, Any], language: str) -> None:
    """Bars or columns whose values are in a workbook of their own: the least that is certain over the most possible."""
    rows, is_bars = body["rows"], body["kind"] == "bars"
    ranges = [row["high"] if row["low"] != row["high"] else None for row in rows]
    kinds = [kind for kind in body["verdicts"] if any(row["verdict"] == kind for row in rows)]
    data: Any = CategoryChartData(number_format=PERCENT[language])  # type: ignore[no-untyped-call]
    data.categories = [_category(row, is_bars=is_bars) for row in rows]
    series = [(body["range"], ranges, POSSIBLE)] if any(value is not None for value in ranges) else []
    series += [
        (body["verdicts"][kind], [row["low"] if row["verdict"] == kind else None for row in rows], COLOURS[kind])
        for kind in kinds
    ]
    for name, values, _ in series:
        data.add_series(printable(name), values)
    kind = XL_CHART_TYPE.BAR_CLUSTERED if is_bars else XL_CHART_TYPE.COLUMN_CLUSTERED
    frame = slide.shapes.add_chart(kind, *_emus(box), data)
    _describe(frame, body["alt"], "")
    chart = frame.chart
    chart.has_title = False
    _style_axes(chart, PERCENT[language].replace("0.0", "0"), is_bars=is_bars)
    plot = chart.plots[0]
    plot.overlap, plot.gap_width = 100, 45
    has_ranges = len(series) > len(kinds)
    for number, (drawn, (_, _, colour)) in enumerate(zip(plot.series, series, strict=True)):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.theme_color = colour
        if number == 0 and has_ranges:
            drawn.format.fill.fore_color.brightness = LIGHT
        drawn.invert_if_negative = False
    _label(plot, rows, has_ranges=has_ranges, is_bars=is_bars)
    if is_bars:
        legend = math.ceil(sum(len(name) + LEGEND_BESIDE for name, _, _ in series) * LETTER / box.width)
        _give_room(chart, [_category(row, is_bars=True) for row in rows], box.width, legend)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.legend.font.size = SIZE


def _give_room(chart: Any, names: Sequence[str], width: int, legend: int) -> None:
    """Keep as much room left of the bars as the longest name needs on one line, and below them for the legend."""
    share = min(max(map(len, names)) * LETTER / width + 0.02, NAMES_WIDTH)
    plot = chart._chartSpace.chart.plotArea
    layout = plot.find(f"{{{CHART}}}layout")
    if layout is None:
        layout = plot.makeelement(f"{{{CHART}}}layout", {})
        plot.insert(0, layout)
    manual = etree.SubElement(layout, f"{{{CHART}}}manualLayout")
    told = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge", "x": f"{share:.3f}", "y": "0.01",
            "w": f"{0.97 - share:.3f}", "h": f"{0.95 - LEGEND_LINE * legend:.2f}"}  # fmt: skip
    for name, value in told.items():
        etree.SubElement(manual, f"{{{CHART}}}{name}", {"val": value})


def _category(row: dict[str, Any], *, is_bars: bool) -> str:
    parts = [part for part in (row["name"], row["count"]) if part]
    return printable((" · " if is_bars else "\n").join(parts))


def _style_axes(chart: Any, percent: str, *, is_bars: bool) -> None:
    chart.font.size = SIZE
    chart.font.color.theme_color = THEME.TEXT_1
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, 1, 0.2
    grid = values.major_gridlines.format.line.color
    grid.theme_color, grid.brightness = THEME.TEXT_2, LINE_LIGHT
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = percent, False
    if is_bars:
        # From the highest down, as it is read.
        names.reverse_order = True
        # Each bar says its value, so that every name has room.
        values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    names.format.line.color.theme_color = THEME.ACCENT_3
    # Every name stays, however close they stand: the one is for PowerPoint, the other for LibreOffice.
    axis = names._element
    names.tick_labels.font.size = SIZE
    axis.find("{*}txPr").find("{*}bodyPr").set("rot", "0")
    skip = axis.makeelement(f"{{{CHART}}}tickLblSkip", {"val": "1"})
    axis.insert_element_before(skip, "c:tickMarkSkip", "c:noMultiLvlLbl", "c:extLst")


def _label(plot: Any, rows: Sequence[dict[str, Any]], *, has_ranges: bool, is_bars: bool) -> None:
    """A figure that is known gets the value of its bar; a range is said in words at the end of what is possible."""
    plot.has_data_labels = False
    for drawn in list(plot.series)[int(has_ranges) :]:
        for i, row in enumerate(rows):
            if row["low"] is not None and row["low"] == row["high"] and drawn.values[i] is not None:
                label = drawn.points[i].data_label
                label.position = (
                    XL_LABEL_POSITION.OUTSIDE_END if row["low"] < NEAR_END else XL_LABEL_POSITION.INSIDE_END
                )
                label.font.size = SIZE
                _show_value(label, light=row["low"] >= NEAR_END)
    if has_ranges and is_bars:
        for i, row in enumerate(rows):
            if row["low"] is not None and row["low"] != row["high"]:
                label = plot.series[0].points[i].data_label
                label.position = _range_place(row)
                label.text_frame.word_wrap = False
                run = label.text_frame.paragraphs[0].add_run()
                run.text, run.font.size = printable(row["share"]), SIZE
                if row["low"] > MOST_CERTAIN:
                    run.font.color.theme_color = THEME.BACKGROUND_1


def _range_place(row: dict[str, Any]) -> Any:
    """Where a range is said: at the end of its bar, or on what is certain, where that is nearly all of it."""
    if row["low"] > MOST_CERTAIN:
        return XL_LABEL_POSITION.INSIDE_BASE
    return XL_LABEL_POSITION.OUTSIDE_END if row["high"] < NEAR_END else XL_LABEL_POSITION.INSIDE_END


def _show_value(label: Any, *, light: bool) -> None:
    """The value in percent; on the bar itself it is light."""
    element = label._dLbl
    element.find("{*}showVal").set("val", "1")
    if light:
        label.font.color.theme_color = THEME.BACKGROUND_1


def add_table(slide: Any, box: Box, body: Rows) -> tuple[bool, int]:
    """A native table: a heading row, then as many rows as fit; long cells are cut, for the notes have all of it.

    Returns
    -------
    tuple
        Whether any cell was cut, and how many rows did not fit.
    """
    widths, heading, every = measured(body, box.width)
    cells = fitting(every, widths, box.height - int(ROW * heading))
    is_cut = any(cell != text for row, own in zip(cells, body.cells, strict=False)
                 for cell, text in zip(row, own, strict=True))  # fmt: skip
    frame = slide.shapes.add_table(len(cells) + 1, len(widths), *_emus(Box(box.left, box.top, box.width, ROW)))
    _describe(frame, body.alt, "")
    table = frame.table
    table.horz_banding = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
    table.rows[0].height = Emu(int(ROW * heading))
    for number, row in enumerate([list(body.headings), *cells]):
        if number:
            lines = max(lines_of(text, width) for text, width in zip(row, widths, strict=True))
            table.rows[number].height = Emu(int(ROW * lines))
        for place, text in enumerate(row):
            tone = body.tones[number - 1][place] if number else ""
            _write_cell(table.cell(number, place), text, right=body.right[place], tone=tone, head=number == 0)
    return is_cut, len(every) - len(cells)


def _write_cell(cell: Any, text: str, *, right: bool, tone: str, head: bool) -> None:
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.margin_left = cell.margin_right = PADDING // 2
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text, run.font.size = printable(text), SIZE
    run.font.bold = True if head or tone in BOLD_TONES else None
    cell.fill.solid()
    cell.fill.fore_color.theme_color = THEME.BACKGROUND_2 if head else THEME.BACKGROUND_1
    run.font.color.theme_color = TONES.get(tone, THEME.TEXT_1)


def _describe(shape: Any, alt: str, title: str) -> None:
    """Alternative text, for who does not see it."""
    about = next(shape._element.iter("{*}cNvPr"))
    about.set("descr", printable(alt))
    if title:
        about.set("title", printable(title))


def _emus(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    return Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height)
