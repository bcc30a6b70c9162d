"""What stands on slides: texts, figures and tables, each in a box; no text smaller than 18 points."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from kkpham_analysis.figures import colours
from kkpham_analysis.reports.forms.office import printable
from kkpham_analysis.reports.forms.pptx_colours import WHITE, Palette, contrast
from kkpham_analysis.reports.forms.pptx_letters import Letters, height_of
from kkpham_analysis.reports.forms.pptx_room import (
    BOLD_TONES,
    INSETS,
    PADDING,
    Box,
    Drawn,
    Room,
    lines_of_row,
    paragraphs_height,
    row_height,
)
from kkpham_analysis.reports.forms.pptx_rows import Rows

SIZE = Pt(18)
ALARM = RGBColor.from_string(colours.plain(colours.ALARM))  # type: ignore[no-untyped-call]
ON_ALARM = RGBColor.from_string(colours.plain(colours.PAPER))  # type: ignore[no-untyped-call]
WATERMARK_TURNED, WATERMARK_SEEN = -14.0, "22000"  # degrees, and thousandths of a percent
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
BESIDE = 1.75  # a figure that is less wide than this many times its height has room for figures in words beside it
FACTS_WIDTH, FACTS_GAP = Inches(3.6), 0.35  # the gap is a part of the size of the figures
EDGE, LIKE_WHITE = 0.025, 1.03  # margin of a picture, of its width; and contrast of a ground that needs none with white
FACTS_SIZES = (28, 24, 20, 18)
MARGIN = 1.07  # by how much texts may be narrower than they are measured


def add_text(
    slide: Any, box: Box, texts: Iterable[str], *, size: int, letters: Letters, palette: Palette, muted: bool = False,
    alarming: bool = False, bullets: bool = False,
) -> None:  # fmt: skip
    """Paragraphs in a box of their own."""
    texts = list(texts)
    shape = slide.shapes.add_textbox(*emus(box))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    if alarming:
        # On a ground of its own it is read on whatever ground a template has.
        shape.fill.solid()
        shape.fill.fore_color.rgb, frame.margin_left = ALARM, Inches(0.1)
    if paragraphs_height(texts, box.width, size, letters) > box.height:
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
        else:
            (palette.muted if muted else palette.ink).paint(run.font.color)


def add_watermark(slide: Any, box: Box, marks: Sequence[str], palette: Palette) -> None:
    """Write the first of the marks across a chart, so light that its numbers are read; pictures carry their own."""
    for text in marks[:1]:
        shape = slide.shapes.add_textbox(box.left, box.top + box.height // 2 - Inches(0.5), box.width, Inches(1))
        shape.rotation = WATERMARK_TURNED
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        run = frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.bold = printable(text), Pt(36), True
        palette.ink.paint(run.font.color)
        colour = run._r.rPr.find("{*}solidFill")[0]
        colour.append(colour.makeelement(f"{{{DRAWING}}}alpha", {"val": WATERMARK_SEEN}))


def add_figure(slide: Any, box: Box, block: dict[str, Any], room: Room) -> None:
    """A figure with its alternative text, as large as it goes; beside one that is not wide, figures in words."""
    drawn = base64.b64decode(block.get("slide") or block["png"])
    if contrast(room.palette.ground.rgb, WHITE) > LIKE_WHITE:
        drawn = _with_margin(drawn)
    picture = slide.shapes.add_picture(io.BytesIO(drawn), Emu(box.left), Emu(box.top))
    ratio = picture.width / picture.height
    facts = block.get("facts", [])
    beside = bool(facts) and ratio < BESIDE
    width = box.width - FACTS_WIDTH - Inches(0.4) if beside else box.width
    height = min(box.height, int(width / ratio))
    picture.width, picture.height = Emu(int(height * ratio)), Emu(height)
    picture.left = Emu(box.left if beside else box.left + (box.width - picture.width) // 2)
    describe(picture, block["alt"], block["title"])
    if beside:
        left = picture.left + picture.width + Inches(0.4)
        _add_facts(slide, Box(left, box.top, box.left + box.width - left, box.height), facts, room)


def _with_margin(drawn: bytes) -> bytes:
    """A picture, which is drawn on white, as a sheet with a margin: so it lies on another ground as paper does."""
    from PIL import Image, ImageOps

    held = io.BytesIO()
    with Image.open(io.BytesIO(drawn)) as picture:
        dots = picture.info.get("dpi")
        wider = ImageOps.expand(picture.convert("RGB"), round(EDGE * picture.width), f"#{WHITE}")
        wider.save(held, "PNG", **({"dpi": dots} if dots else {}))
    return held.getvalue()


def _add_facts(slide: Any, box: Box, facts: Sequence[Sequence[str]], room: Room) -> None:
    """Figures in words one below the other, as large as all have room; how many have none, which are in the notes."""
    heights = {size: _facts_heights(facts, box.width, size, room.letters) for size in FACTS_SIZES}
    size = next((size for size in FACTS_SIZES if sum(heights[size]) + INSETS <= box.height), FACTS_SIZES[-1])
    texts = _facts_told(facts, heights[size], box, size, room)
    frame = slide.shapes.add_textbox(*emus(box)).text_frame
    frame.word_wrap, frame.margin_left, frame.margin_right = True, 0, 0
    for i, (text, points, bold) in enumerate(texts):
        paragraph = frame.add_paragraph() if i else frame.paragraphs[0]
        paragraph.space_after = Pt(0 if bold else size * FACTS_GAP)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = printable(text), Pt(points), bold
        room.palette.ink.paint(run.font.color)


def _facts_told(
    facts: Sequence[Sequence[str]], heights: Sequence[int], box: Box, size: int, room: Room
) -> list[tuple[str, int, bool | None]]:
    """The first figures that have room, each with its label, and how many have none; sizes, and what is bold."""
    for end in range(len(facts), -1, -1):
        left = len(facts) - end
        said = [room.words.phrase("slides.more_facts", count=left)] if left else []
        more = sum(height_of(room.letters.lines(text, box.width), 18) for text in said)
        if sum(heights[:end]) + more + INSETS <= box.height:
            break
    shown = [line for value, label in facts[:end] for line in ((value, size, True), (label, 18, None))]
    return [*shown, *((text, 18, None) for text in said)]


def _facts_heights(facts: Sequence[Sequence[str]], width: int, size: int, letters: Letters) -> list[int]:
    """Height of each figure with its label and the gap below."""
    return [
        height_of(letters.lines(value, width, size, bold=True), size)
        + height_of(letters.lines(label, width), 18)
        + Pt(size * FACTS_GAP)
        for value, label in facts
    ]


def add_table(slide: Any, box: Box, body: Rows, drawn: Drawn, letters: Letters, palette: Palette) -> None:
    """A native table: a heading row, then the rows and columns that have room, each as high as its text."""
    widths = drawn.widths
    frame = slide.shapes.add_table(len(drawn.cells) + 1, len(widths), *emus(Box(box.left, box.top, box.width, SIZE)))
    describe(frame, body.alt, "")
    frame.width = Emu(sum(widths))
    table = frame.table
    table.horz_banding = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
    # Rows grow with their text, but never shrink: they begin with the lines that it takes at least.
    least = [int(width * MARGIN) for width in widths]
    heads = [letters.lines(text, width - PADDING, bold=True) for text, width in zip(body.headings, least, strict=False)]
    table.rows[0].height = Emu(row_height(max(heads)))
    for number, row in enumerate([list(body.headings[: len(widths)]), *drawn.cells]):
        if number:
            table.rows[number].height = Emu(row_height(lines_of_row(body, number - 1, row, least, letters)))
        for place, text in enumerate(row):
            tone = body.tones[number - 1][place] if number else ""
            cell = table.cell(number, place)
            _write_cell(cell, text, right=body.right[place], tone=tone, head=number == 0, palette=palette)
            cell.margin_left, cell.margin_right = _margins(body.right, place)
            if number and not body.is_bold:
                cell.text_frame.paragraphs[0].runs[0].font.bold = None
    frame.height = Emu(sum(row.height for row in table.rows))


def _write_cell(cell: Any, text: str, *, right: bool, tone: str, head: bool, palette: Palette) -> None:
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text, run.font.size = printable(text), SIZE
    run.font.bold = True if head or tone in BOLD_TONES else None
    cell.fill.solid()
    (palette.head if head else palette.ground).paint(cell.fill.fore_color)
    palette.tones.get(tone, palette.ink).paint(run.font.color)


def _margins(right: Sequence[bool], place: int) -> tuple[int, int]:
    """Room at the left and the right of a cell: most of it where a text that stands left follows one that stands right.

    There their letters meet; everywhere else one of them ends before its column does.
    """
    wide, narrow = PADDING * 5 // 6, PADDING - PADDING * 5 // 6
    if right[place] and right[place + 1 : place + 2] == (False,):
        return narrow, wide
    if not right[place] and place and right[place - 1]:
        return wide, narrow
    return PADDING // 2, PADDING // 2


def describe(shape: Any, alt: str, title: str) -> None:
    """Alternative text, for who does not see it."""
    about = next(shape._element.iter("{*}cNvPr"))
    about.set("descr", printable(alt))
    if title:
        about.set("title", printable(title))


def emus(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """A rectangle as it is given to what is put on a slide."""
    return Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height)
