"""The foot of a slide: what the slides are about on one line, and the number, where a template has them."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KINDS
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Inches, Pt

from kkpham_analysis.reports.forms.office import printable
from kkpham_analysis.reports.forms.pptx_layouts import Look
from kkpham_analysis.reports.forms.pptx_letters import height_of
from kkpham_analysis.reports.forms.pptx_parts import DRAWING, add_text
from kkpham_analysis.reports.forms.pptx_room import INSETS, Box

LINE = Inches(0.4)
USUAL_SIZE, OWN_SIZE = 12.0, 18.0
SIDE = Inches(0.1)


@dataclass(frozen=True)
class Foot:
    """Where the line at the foot stands, and in which size; `is_placed` where the layout has a place for it."""

    box: Box
    size: float
    is_placed: bool


def foot_of(look: Look, layout: Any) -> Foot:
    """The place of the line at the foot of a layout: that of the template, clear of what the office writes there."""
    width, height = int(look.presentation.slide_width), int(look.presentation.slide_height)
    places = {place.placeholder_format.type: place for place in layout.placeholders}
    found = places.get(KINDS.FOOTER)
    if found is None:
        return Foot(Box(Inches(0.6), height - LINE, width - Inches(2), LINE), OWN_SIZE, is_placed=False)
    box = _box_of(found)
    beside = [_box_of(place) for kind, place in places.items() if kind == KINDS.SLIDE_NUMBER]
    left = Inches(0.6) if look.is_own else min([box.left, *_lefts(places, box)])
    right = min([one.left for one in beside if one.left > box.left] or [box.left + box.width])
    size = OWN_SIZE if look.is_own else _size_of(found, layout)
    return Foot(_clear(Box(left, box.top, right - left, box.height), look, layout, size), size, is_placed=True)


def _lefts(places: dict[Any, Any], box: Box) -> list[int]:
    """Where the date would stand, which these slides do not have: the line may begin there."""
    date = places.get(KINDS.DATE)
    return [int(date.left)] if date is not None and abs(int(date.top) - box.top) < box.height else []


def _clear(box: Box, look: Look, layout: Any, size: float) -> Box:
    """The box without what texts of the master and the layout take of it from below."""
    written = [
        _box_of(shape)
        for shape in (*look.presentation.slide_master.shapes, *layout.shapes)
        if not shape.is_placeholder and shape.has_text_frame and shape.text_frame.text.strip()
    ]
    end = box.top + box.height
    for other in written:
        is_over = other.left < box.left + box.width and box.left < other.left + other.width and other.top < end
        if is_over and other.top + other.height // 2 > box.top:
            end = min(end, other.top)
    least = height_of(1, size)
    top = min(box.top, end - least)
    return Box(box.left, top, box.width, end - top)


def _box_of(shape: Any) -> Box:
    return Box(int(shape.left), int(shape.top), int(shape.width), int(shape.height))


def _size_of(place: Any, layout: Any) -> float:
    """The size of the letters of a place: its own, else that of its place in the master."""
    kind = place.placeholder_format.type
    of_master = [one for one in layout.slide_master.placeholders if one.placeholder_format.type == kind]
    for one in (place, *of_master):
        for level in one._element.iter("{*}lvl1pPr"):
            for run in level.iterfind("{*}defRPr"):
                if run.get("sz"):
                    return int(run.get("sz")) / 100
    return USUAL_SIZE


def draw_foot(look: Look, slide: Any, said: list[str], marks: list[str]) -> None:
    """Write the first of the texts that has room on one line, behind marks, which are always written."""
    layout = slide.slide_layout
    foot = foot_of(look, layout)
    for kind in (KINDS.FOOTER, KINDS.SLIDE_NUMBER):
        found = next((place for place in layout.placeholders if place.placeholder_format.type == kind), None)
        if found is not None:
            copied = copy.deepcopy(found._element)
            # The shapes of a layout are numbered apart from those of its slides.
            next(copied.iter("{*}cNvPr")).set("id", str(slide.shapes._next_shape_id))
            slide.shapes._spTree.append(copied)
    texts = [" · ".join([*marks, text]) if text else " · ".join(marks) for text in said] or [" · ".join(marks)]
    text = next((text for text in texts if look.letters.width(text, foot.size) <= foot.box.width - 2 * SIDE), texts[-1])
    places = {place.placeholder_format.type: place for place in slide.placeholders}
    if footer := places.get(KINDS.FOOTER):
        _write(look, footer, foot, text)
    elif text:
        add_text(slide, foot.box, [text], size=18, letters=look.letters, palette=look.palette, muted=True)
    _mend(look, slide)


def _write(look: Look, footer: Any, foot: Foot, text: str) -> None:
    """One line in the place of a layout, as the template sets it; in the look of the product as it sets all texts."""
    own_left = int(footer.left)
    footer.left, footer.top = Emu(foot.box.left), Emu(foot.box.top)
    footer.width, footer.height = Emu(foot.box.width), Emu(foot.box.height)
    body = footer.text_frame
    if foot.box.height < height_of(1, foot.size) + INSETS:
        body.margin_top = body.margin_bottom = 0
    own = body.text.strip()
    paragraph = body.paragraphs[0]
    for old in list(paragraph._p)[:]:
        if old.tag.endswith(("}r", "}fld", "}br")):
            paragraph._p.remove(old)
    joined = " · ".join(part for part in (own, text) if part)
    has_room = look.letters.width(joined, foot.size) <= foot.box.width - 2 * SIDE
    if foot.box.left != own_left:
        # It begins where the template begins its foot, and does not move with its length.
        paragraph.alignment = PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = printable(joined if has_room or not text else text)
    if look.is_own:
        run.font.size, run.font.name = Pt(OWN_SIZE), "+mn-lt"
        look.palette.muted.paint(run.font.color)


def _mend(look: Look, slide: Any) -> None:
    """Give the letters at the foot another colour where that of the template cannot be read on its ground."""
    # The line in the look of the product has a colour of its own.
    kinds = (KINDS.SLIDE_NUMBER,) if look.is_own else (KINDS.SLIDE_NUMBER, KINDS.FOOTER)
    for place in slide.slide_layout.placeholders:
        rgb = look.mended(place) if place.placeholder_format.type in kinds else ""
        same = [one for one in slide.placeholders if one.placeholder_format.idx == place.placeholder_format.idx]
        for run in (run for one in same if rgb for run in one._element.iter("{*}r", "{*}fld")):
            for old in run.get_or_add_rPr().findall("{*}solidFill"):
                run.rPr.remove(old)
            fill = run.rPr.makeelement(f"{{{DRAWING}}}solidFill", {})
            fill.append(fill.makeelement(f"{{{DRAWING}}}srgbClr", {"val": rgb}))
            run.rPr.insert(0, fill)
