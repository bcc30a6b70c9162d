"""The slides of an executed notebook: native charts and tables, notes for the speaker, the same bytes every time."""

from __future__ import annotations

import copy
import io
import shlex
import zipfile
from pathlib import Path
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR as THEME
from pptx.enum.shapes import PP_PLACEHOLDER as KINDS
from pptx.util import Emu, Inches, Pt

from kkpham_analysis.language import Words
from kkpham_analysis.reports.document import Document, document_of
from kkpham_analysis.reports.forms.office import CORE, LOCALES, core_properties, printable, repacked
from kkpham_analysis.reports.forms.pptx_layouts import SMALL, TITLES, Look, has_room
from kkpham_analysis.reports.forms.pptx_layouts import look_of as look_of
from kkpham_analysis.reports.forms.pptx_parts import (
    Box,
    add_chart,
    add_figure,
    add_table,
    add_text,
    add_watermark,
)
from kkpham_analysis.reports.forms.pptx_room import LETTER, table_has_room
from kkpham_analysis.reports.forms.pptx_slides import LONG_CELL, MOST_SOURCES, Slide, slides_of
from kkpham_analysis.tables.markings import MARKS

# Letters that fit on one line at the foot of a slide.
LONGEST_FOOT = 80
# Letters of what may be said below a table: of rows and of names that have no room.
LONGEST_SAID = 76
# A slide that is less wide than so many times its height has room for fewer sources.
NARROW, FEW_SOURCES = 1.5, 2
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LINE = Inches(0.4)


def written(
    notebook: Any, *, language: str, template: bytes | None = None, name: str | Path = "", coverage: Any = None,
    by: str = "", output: str | Path = "",
) -> bytes:  # fmt: skip
    """The slides, as they are stored.

    Parameters
    ----------
    notebook : NotebookNode
        With its outputs.
    language : str
        The language of the report.
    template : bytes, optional
        A presentation whose layouts, fonts and colours are used in the place of those of the product.
    name : str or Path
        What the template is called: as it was typed, for the command that makes the slides again.
    coverage : NotebookNode, optional
        The report on coverage of the same places and round, for a slide on it.
    by : str
        The command that makes the slides, where that is not `report`.
    output : str or Path
        The file that was named for them, as it was typed.

    Raises
    ------
    CallError
        When the template cannot be used.
    """
    options = [*(["--template", str(name)] if template else []), *(["-o", str(output)] if output else [])]
    document = document_of(notebook, language=language).made_as("pptx", by=by, options=shlex.join(options))
    look = look_of(template, name)
    covered = None if coverage is None else document_of(coverage, language=language)
    is_narrow = look.presentation.slide_width < NARROW * look.presentation.slide_height
    for slide in slides_of(document, covered, sources=FEW_SOURCES if is_narrow else MOST_SOURCES):
        _draw(look, slide, document)
    _say_language(look.presentation, LOCALES[language])
    stored = io.BytesIO()
    look.presentation.save(stored)
    properties = core_properties(document)
    return repacked(stored.getvalue(), {CORE: properties, **_workbooks(stored.getvalue(), properties)})


def _workbooks(content: bytes, properties: bytes) -> dict[str, bytes]:
    """The workbooks of the charts, without the time at which they were made."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: repacked(archive.read(name), {CORE: properties})
            for name in archive.namelist()
            if name.startswith("ppt/embeddings/") and name.endswith(".xlsx")
        }


def _draw(look: Look, said: Slide, document: Document) -> None:
    is_cover = said.kind == "cover"
    slide = look.presentation.slides.add_slide(look.cover if is_cover else look.content)
    places = {place.placeholder_format.type: place for place in slide.placeholders}
    title = next(place for kind, place in places.items() if kind in TITLES)
    title.text_frame.text = printable(said.title)
    if not look.is_own:
        # A template's titles are made for a word or two; here they are sentences.
        title.text_frame.paragraphs[0].runs[0].font.size = Pt(32 if is_cover else 26)
    others = [place for place in slide.placeholders if place.placeholder_format.type not in (*TITLES, *SMALL)]
    if is_cover:
        _draw_cover(slide, others, title, said)
    else:
        room = _room(look, others, title)
        _draw_body(slide, room, said, document)
        if said.kind == "chart":
            add_watermark(slide, room, [document.words.phrase(f"marks.{mark}") for mark in _marks(said, document)])
    _draw_foot(look, slide, said, document)
    frame = slide.notes_slide.notes_text_frame
    frame.text = printable("\n\n".join(part for part in said.notes if part))


def _draw_cover(slide: Any, others: list[Any], title: Any, said: Slide) -> None:
    texts = [text for text in said.body if text]
    if not others:
        add_text(slide, Box(title.left, title.top + title.height, title.width, LINE * 3), texts, size=20)
        return
    others[0].text_frame.text = printable("\n".join(texts))
    for place in others[1:]:
        place._element.getparent().remove(place._element)


def _room(look: Look, others: list[Any], title: Any) -> Box:
    """Where the contents of a slide go: the place of the layout for them, which is taken away, else below the title."""
    slide_width, slide_height = look.presentation.slide_width, look.presentation.slide_height
    left, top, width = title.left, title.top + title.height, title.width
    box = Box(left, top, width, slide_height - top - LINE - Inches(0.2))
    if len(others) == 1 and has_room(others[0], (slide_width, slide_height)):
        first = others[0]
        box = Box(first.left, first.top, first.width, first.height)
    for place in others:
        place._element.getparent().remove(place._element)
    return Box(box.left, box.top, min(box.width, slide_width - box.left), box.height)


def _draw_body(slide: Any, room: Box, said: Slide, document: Document) -> None:
    if said.kind == "table":
        _draw_table(slide, room, said, document.words)
        return
    if said.below:
        lines = 1 + (len(said.below) * Pt(9.2) > room.width)
        room, foot = room.without_below(LINE * lines)
        add_text(slide, foot, [said.below], size=18, muted=True)
    if said.kind == "texts":
        add_text(slide, room, said.body, size=20, bullets=True)
    elif said.kind == "figure":
        add_figure(slide, room, said.body)
    else:
        add_chart(slide, room, said.body, document.language)


def _draw_table(slide: Any, room: Box, said: Slide, words: Words) -> None:
    """A table, and below it what of it is not there; its place is kept where there may be something to say."""
    long = any(len(text) > LONG_CELL for row in said.body.cells for text in row)
    is_whole = table_has_room(said.body, room.width, room.height)
    below = LINE * (1 + (room.width < LONGEST_SAID * LETTER))
    inner, foot = room.without_below(below) if said.rest or long or not is_whole else (room, room)
    is_cut, dropped = add_table(slide, inner, said.body)
    told = [words.phrase("slides.rest", count=said.rest + dropped)] if said.rest + dropped else []
    told += [words.phrase("slides.cut")] if is_cut else []
    if told:
        add_text(
            slide, foot if foot is not room else room.without_below(below)[1], [" ".join(told)], size=18, muted=True
        )


def _draw_foot(look: Look, slide: Any, said: Slide, document: Document) -> None:
    """What must be said of the data, what the slides are about, and the number of the slide."""
    marks = [document.words.phrase(f"marks.{mark}") for mark in _marks(said, document)]
    # The marks stand above the title; those that are too long for one line there, at the foot.
    width, height = look.presentation.slide_width, look.presentation.slide_height
    above = marks if len(" · ".join(marks)) * LETTER <= width - Inches(1.2) else marks[:1]
    text = " · ".join(
        [*marks[len(above) :], *([_on_one_line(document.head["eyebrow"])] if said.kind != "cover" else [])]
    )
    layout = slide.slide_layout
    for kind in (KINDS.FOOTER, KINDS.SLIDE_NUMBER):
        found = next((place for place in layout.placeholders if place.placeholder_format.type == kind), None)
        if found is not None:
            copied = copy.deepcopy(found._element)
            slide.shapes._spTree.append(copied)
    feet = {place.placeholder_format.type: place for place in slide.placeholders}
    if footer := feet.get(KINDS.FOOTER):
        if not look.is_own:
            _widen(footer, feet.get(KINDS.SLIDE_NUMBER), width)
        run = footer.text_frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.name = printable(text), Pt(18), "+mn-lt"
        run.font.color.theme_color = THEME.TEXT_2
    elif text:
        add_text(slide, Box(Inches(0.6), height - LINE, width - Inches(2), LINE), [text], size=18, muted=True)
    if marks:
        box = Box(Inches(0.6), Emu(0), width - Inches(1.2), LINE)
        add_text(slide, box, [" · ".join(above)], size=18, alarming=True)


def _marks(said: Slide, document: Document) -> list[str]:
    """What must be said of the data of a slide: of all, and of this one alone."""
    return [mark for mark in MARKS if mark in {*document.marks, *said.marks}]


def _on_one_line(eyebrow: str) -> str:
    """What the slides are about; where it is too long for the foot, without its first part, which the cover names.

    >>> _on_one_line("Award · 2023"), _on_one_line(f"Award · {'2023 awards ' * 7}")[:11]
    ('Award · 2023', '2023 awards')
    """
    return eyebrow if len(eyebrow) <= LONGEST_FOOT else eyebrow.partition(" · ")[2] or eyebrow


def _widen(footer: Any, number: Any, width: int) -> None:
    """Let a line at the foot go from the left margin to the number of the slide."""
    end = number.left if number is not None and number.left > width // 2 else width - Inches(0.6)
    footer.top, footer.height = footer.top, footer.height
    footer.left, footer.width = Inches(0.6), Emu(end - Inches(0.6))


def _say_language(presentation: Any, locale: str) -> None:
    """Set the language of every piece of text, in slides, notes, tables and charts."""
    for slide in presentation.slides:
        roots = [slide._element, slide.notes_slide._element]
        roots += [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
        for root in roots:
            for run in [*root.iter(f"{DRAWING}r"), *root.iter(f"{DRAWING}fld")]:
                run.get_or_add_rPr().set("lang", locale) if hasattr(run, "get_or_add_rPr") else None
            for name in ("rPr", "endParaRPr", "defRPr"):
                for properties in root.iter(f"{DRAWING}{name}"):
                    properties.set("lang", locale)
