"""How tall a figure below the finding may be, so that both stand on the first page of a file of Word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.shared import Mm, Pt

from kkpham_analysis.reports.forms.docx_styles import LEAD, TEXT_HEIGHT, TEXT_WIDTH
from kkpham_analysis.reports.forms.pptx_letters import Letters

# What a line of the type takes of its letters' size, before the spacing of its style.
LINE = 1.15
# Height in mm that a figure may have there at most; below this part of that its letters could not be read.
TALLEST, LEAST_PART = 105, 0.7
# Lines that an office suite may break where the measured letters have room yet, and the room below the figure.
SPARE = Mm(5)
PLAIN = "Normal"


def room_with_finding(file: Any, height: int) -> int:
    """Height that a figure gets beside all that is written so far: the finding, its key figures and its own caption.

    A long first paragraph is set in the letters of the others where the figure has no room otherwise. One that would
    be too small all the same goes on to the next page.
    """
    wanted = min(height, Mm(TALLEST))
    if _left(file, LEAD) >= wanted:
        return wanted
    left = _left(file, PLAIN)
    if left < LEAST_PART * wanted:
        return wanted
    for paragraph in _leads(file):
        paragraph.style = file.styles[PLAIN]
    return min(left, wanted)


def _leads(file: Any) -> Iterable[Any]:
    return [paragraph for paragraph in file.paragraphs if paragraph.style.name == LEAD]


def _left(file: Any, lead: str) -> int:
    """What the texts leave of the first page, with the first paragraph in the style `lead`."""
    styles = file.styles
    taken = sum(
        _height(paragraph.text, styles[lead] if paragraph.style.name == LEAD else paragraph.style,
                paragraph.paragraph_format.left_indent or 0)
        for paragraph in file.paragraphs
    )  # fmt: skip
    return Mm(TEXT_HEIGHT) - taken - SPARE


def _height(text: str, style: Any, indent: int) -> int:
    """Height of a paragraph with the room above and below it."""
    if not text:
        return 0
    form, size = style.paragraph_format, style.font.size
    lines = Letters().lines(text.rpartition("\t")[2], Mm(TEXT_WIDTH) - indent, size.pt, bold=bool(style.font.bold))
    return int(lines * size * LINE * form.line_spacing) + (form.space_before or Pt(0)) + (form.space_after or Pt(0))
