"""The slides of an executed notebook: native charts and tables, notes for the speaker, the same bytes every time."""

from __future__ import annotations

import io
import shlex
import zipfile
from pathlib import Path
from typing import Any

from pptx.util import Emu, Inches, Pt

from kkpham_analysis.language import Words
from kkpham_analysis.reports.document import Document, document_of
from kkpham_analysis.reports.forms.office import CORE, LOCALES, core_properties, printable, repacked
from kkpham_analysis.reports.forms.pptx_chart import add_chart
from kkpham_analysis.reports.forms.pptx_colours import Colour
from kkpham_analysis.reports.forms.pptx_foot import LINE, SIDE, draw_foot, foot_of
from kkpham_analysis.reports.forms.pptx_groups import Slide
from kkpham_analysis.reports.forms.pptx_layouts import SMALL, TITLES, Look, has_room
from kkpham_analysis.reports.forms.pptx_layouts import look_of as look_of
from kkpham_analysis.reports.forms.pptx_letters import height_of
from kkpham_analysis.reports.forms.pptx_parts import add_figure, add_table, add_text, add_watermark
from kkpham_analysis.reports.forms.pptx_room import INSETS, Box, Room, paragraphs_height
from kkpham_analysis.reports.forms.pptx_rows import Rows
from kkpham_analysis.reports.forms.pptx_slides import slides_of
from kkpham_analysis.tables.markings import MARKS

TITLE_SIZES = (36, 32, 28, 26, 24, 22, 20, 18)
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def written(
    notebook: Any, *, language: str, template: bytes | None = None, name: str | Path = "", coverage: Any = None,
    country: Any = None, by: str = "",
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
        What the template is called, for the command that makes the slides again: as it was typed, and without the
        folders of this computer, which mean nothing on another.
    coverage : NotebookNode, optional
        The report on coverage of the same places and round, for a slide on it.
    country : NotebookNode, optional
        The summary of the same round, for a slide that sets a province beside the others.
    by : str
        The command that makes the slides, where that is not `report`.

    Raises
    ------
    CallError
        When the template cannot be used.
    """
    shown = Path(name).name if Path(name).is_absolute() else str(name)
    options = ["--template", shown] if template else []
    document = document_of(notebook, language=language).made_as("pptx", by=by, options=shlex.join(options))
    look = look_of(template, name)
    covered = None if coverage is None else document_of(coverage, language=language)
    summary = None if country is None else document_of(country, language=language)
    room = room_of(look, document.words)
    for slide in slides_of(document, covered, room=room, country=summary):
        _draw(look, slide, document, room)
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


def _draw(look: Look, said: Slide, document: Document, room: Room) -> None:
    is_cover = said.kind == "cover"
    slide = look.presentation.slides.add_slide(look.cover if is_cover else look.content)
    title = slide.shapes.title
    title.text_frame.text = printable(said.title)
    _set_title(look, title, is_cover=is_cover)
    others = [place for place in slide.placeholders if place.placeholder_format.type not in (*TITLES, *SMALL)]
    if is_cover:
        _draw_cover(look, others, slide, said)
    else:
        for place in others:
            place._element.getparent().remove(place._element)
        _draw_body(slide, room, said, document)
        if said.kind == "chart":
            marks = [document.words.phrase(f"marks.{mark}") for mark in _marks(said, document)]
            add_watermark(slide, room.box, marks, room.palette)
    _draw_marks(look, slide, said, document)
    frame = slide.notes_slide.notes_text_frame
    frame.text = printable("\n\n".join(part for part in said.notes if part))


def _set_title(look: Look, title: Any, *, is_cover: bool) -> None:
    """As large as its place has room for: a template's titles are made for a word or two, here they are sentences."""
    own, largest = (36, 36) if is_cover else (26, 26)
    sizes = [size for size in TITLE_SIZES if size <= (largest if look.is_own else 32 if is_cover else 26)]
    text, width, height = title.text_frame.text, title.width - 2 * SIDE, title.height - INSETS

    def has_room(size: int) -> bool:
        lines = look.title_letters.lines(text, width, size, bold=look.has_bold_titles)
        return bool(height_of(lines, size) <= height)

    size = next((size for size in sizes if has_room(size)), sizes[-1])
    run = title.text_frame.paragraphs[0].runs[0]
    if size != own or not look.is_own:
        run.font.size = Pt(size)
    _mend(look, title, look.cover if is_cover else look.content, size)


def _mend(look: Look, place: Any, layout: Any, size: float) -> None:
    """Give the letters of a place another colour where that of the template cannot be read on its ground."""
    index = place.placeholder_format.idx
    own = next(each for each in layout.placeholders if each.placeholder_format.idx == index)
    if rgb := look.mended(own, size):
        for run in (run for paragraph in place.text_frame.paragraphs for run in paragraph.runs):
            Colour(rgb).paint(run.font.color)


def _draw_cover(look: Look, others: list[Any], slide: Any, said: Slide) -> None:
    texts, title = [text for text in said.body if text], slide.shapes.title
    if not others:
        box = Box(title.left, title.top + title.height, title.width, LINE * 3)
        add_text(slide, box, texts, size=20, letters=look.letters, palette=look.palette)
        return
    place = others[0]
    place.text_frame.text = printable("\n".join(texts))
    if not look.is_own:
        sizes = [size for size in TITLE_SIZES if size <= 28]
        fits = (
            size
            for size in sizes
            if paragraphs_height(texts, place.width - 2 * SIDE, size, look.letters) <= place.height
        )
        size = next(fits, sizes[-1])
        for paragraph in place.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(size)
        _mend(look, place, look.cover, size)
    for other in others[1:]:
        other._element.getparent().remove(other._element)


def room_of(look: Look, words: Words) -> Room:
    """Where the contents of slides go: the place of the layout for them, else below the title; above the foot."""
    slide_width, slide_height = int(look.presentation.slide_width), int(look.presentation.slide_height)
    places = list(look.content.placeholders)
    title = next(place for place in places if place.placeholder_format.type in TITLES)
    others = [place for place in places if place.placeholder_format.type not in (*TITLES, *SMALL)]
    left, top, width = int(title.left), int(title.top) + int(title.height), int(title.width)
    box = Box(left, top, width, slide_height - top - LINE - Inches(0.2))
    if len(others) == 1 and has_room(others[0], (slide_width, slide_height)):
        first = others[0]
        box = Box(int(first.left), int(first.top), int(first.width), int(first.height))
    end = min(box.top + box.height, foot_of(look, look.content).box.top)
    return Room(
        Box(box.left, box.top, min(box.width, slide_width - box.left), end - box.top), look.letters, words, look.palette
    )


def _draw_body(slide: Any, room: Room, said: Slide, document: Document) -> None:
    if said.kind == "table":
        _draw_table(slide, room, said.body)
        return
    box = room.box
    if said.below:
        box, foot = box.without_below(room.strip(said.below))
        add_text(slide, foot, [said.below], size=18, letters=room.letters, palette=room.palette, muted=True)
    if said.kind == "texts":
        add_text(slide, box, said.body, size=20, letters=room.letters, palette=room.palette, bullets=True)
    elif said.kind == "figure":
        add_figure(slide, box, said.body, room)
    else:
        add_chart(slide, box, said.body, document.language, room)


def _draw_table(slide: Any, room: Room, body: Rows) -> None:
    """A table, and below it what of it is not there."""
    drawn = room.drawn(body)
    add_table(slide, room.box, body, drawn, room.letters, room.palette)
    if told := room.said_below(body, drawn):
        foot = room.box.without_below(room.strip(told))[1]
        add_text(slide, foot, [told], size=18, letters=room.letters, palette=room.palette, muted=True)


def _draw_marks(look: Look, slide: Any, said: Slide, document: Document) -> None:
    """What must be said of the data above the title; what has no room there at the foot, with what it is about."""
    marks = [document.words.phrase(f"marks.{mark}") for mark in _marks(said, document)]
    width = look.presentation.slide_width - Inches(1.2)
    above = marks if look.letters.width(" · ".join(marks), bold=True) <= width - 2 * SIDE else marks[:1]
    draw_foot(look, slide, [] if said.kind == "cover" else _about(said, document), marks[len(above) :])
    if marks:
        box = Box(Inches(0.6), Emu(0), width, LINE)
        add_text(slide, box, [" · ".join(above)], size=18, letters=look.letters, palette=look.palette, alarming=True)


def _marks(said: Slide, document: Document) -> list[str]:
    """What must be said of the data of a slide: of all, and of this one alone."""
    return [mark for mark in MARKS if mark in {*document.marks, *said.marks}]


def _about(said: Slide, document: Document) -> list[str]:
    """What a slide shows, at its foot, and how many sources stand behind a figure: at length, and in short."""
    first, year = document.head["eyebrow"].partition(" · ")[0], document.parameters.get("award_year")
    words = document.words
    named = [words.phrase("slides.shown_award", award=first, year=year), words.phrase("slides.shown", year=year)]
    about = named if year and first else [first]
    told: list[str] = []
    for sources in said.sources:
        told += [words.phrase("slides.by_sources", shown=shown, sources=sources) for shown in about]
        told.append(words.phrase("slides.sources_alone", sources=sources))
    return told or [text for text in about if text]


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
