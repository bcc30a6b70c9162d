"""The look of slides: that of the product, or the layouts of a template, found by the kinds of their placeholders."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KINDS
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.util import Inches

from kkpham_analysis.figures import colours, style
from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.reports.forms.pptx_colours import (
    BARS,
    LARGE,
    LARGE_SIZE,
    READABLE,
    Palette,
    contrast,
    own_colour,
    palette_of,
    readable,
    theme_of,
)
from kkpham_analysis.reports.forms.pptx_letters import Letters, is_there

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LARGEST = 200_000_000
MOST_PARTS = 5_000
FONT = "Arial"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
# The theme's colours: what meets the rule, what does not, what is open, and what is only possible.
COLOURS = {
    "dk1": style.INK,
    "lt1": style.PAPER,
    "dk2": style.MUTED,
    "lt2": style.CONTEXT,
    "accent1": style.MET,
    # The words of what does not meet it are as readable as any.
    "accent2": f"#{readable(colours.plain(style.NOT_MET), colours.plain(style.PAPER))}",
    "accent3": f"#{readable(colours.plain(style.OPEN), colours.plain(style.PAPER), BARS)}",
    "accent4": style.PLAIN[1],
    "accent5": style.BAND,
    "accent6": style.LINE,
    "hlink": style.MET,
    "folHlink": style.MUTED,
}
TITLES = (KINDS.TITLE, KINDS.CENTER_TITLE)
BODIES = (KINDS.OBJECT, KINDS.BODY)
SMALL = (KINDS.DATE, KINDS.FOOTER, KINDS.SLIDE_NUMBER)
# Of the area of a slide, and of its height.
LEAST_ROOM, HIGHEST_TITLES = 0.3, 0.4
TITLE_BOX = (Inches(0.6), Inches(0.4), Inches(12.13), Inches(1.05))
BODY_BOX = (Inches(0.6), Inches(1.52), Inches(12.13), Inches(5.3))
FOOTER_BOX = (Inches(0.6), Inches(6.95), Inches(11.0), Inches(0.4))
NUMBER_BOX = (Inches(11.73), Inches(6.95), Inches(1.0), Inches(0.4))


@dataclass
class Look:
    """A presentation without slides, and which of its layouts is for what; `missing` are those that stand in."""

    presentation: Any
    cover: Any
    content: Any
    is_own: bool
    missing: list[tuple[str, str]] = field(default_factory=list)

    @cached_property
    def palette(self) -> Palette:
        """The colours of everything that is drawn."""
        return palette_of(self)

    @cached_property
    def theme(self) -> dict[str, str]:
        """The colours of the theme."""
        return theme_of(self.presentation.slide_master)

    def mended(self, place: Any, size: float | None = None) -> str:
        """The colour that the letters of a place of a layout must have to be read; empty where theirs is good."""
        rgb, own_size = own_colour(place, self.presentation.slide_master, self.theme)
        least = LARGE if (size or own_size) >= LARGE_SIZE else READABLE
        ground = self.palette.ground.rgb
        return "" if contrast(rgb, ground) >= least else readable(rgb, ground)

    @property
    def letters(self) -> Letters:
        """The letters of texts."""
        return Letters(self._face("minorFont"))

    @property
    def title_letters(self) -> Letters:
        """The letters of titles."""
        return Letters(self._face("majorFont"))

    @property
    def has_bold_titles(self) -> bool:
        """Whether titles are bold."""
        style_of = self.presentation.slide_master._element.find(".//{*}titleStyle/{*}lvl1pPr/{*}defRPr")
        return style_of is not None and style_of.get("b") == "1"

    @property
    def unmeasured(self) -> list[str]:
        """Typefaces of the template that this computer lacks: how wide they are is not known."""
        faces = dict.fromkeys(self._face(kind) for kind in ("majorFont", "minorFont"))
        return [] if self.is_own else [face for face in faces if not is_there(face)]

    def _face(self, kind: str) -> str:
        theme = etree.fromstring(self.presentation.slide_master.part.part_related_by(RT.THEME).blob)
        found = theme.find(f".//{{*}}fontScheme/{{*}}{kind}/{{*}}latin")
        return FONT if found is None else str(found.get("typeface", FONT))


def look_of(template: bytes | None, name: str | Path = "") -> Look:
    """Open the template, else the look of the product.

    Raises
    ------
    CallError
        When the file is no presentation, is too large, or has no layout with a title.
    """
    if template is None:
        return _own()
    presentation = _opened(template, name)
    _without_slides(presentation)
    layouts = list(presentation.slide_layouts)
    titled = [layout for layout in layouts if _has(layout, TITLES)]
    if not titled:
        raise CallError(CallFault("slides.template_empty", {"path": Path(name)}))
    size = int(presentation.slide_width), int(presentation.slide_height)
    content = next((layout for layout in titled if _has_one_body(layout) and has_room(_body_of(layout), size)), None)
    below = next((layout for layout in titled if _has_title_above(layout, size[1])), titled[0])
    cover = next((layout for layout in layouts if _has(layout, TITLES) and _has(layout, [KINDS.SUBTITLE])), None)
    look = Look(presentation, cover or titled[0], content or below, is_own=False)
    for kind, found, other in (("cover", cover, look.cover), ("content", content, look.content)):
        if found is None:
            look.missing.append((kind, other.name))
    return look


def _has(layout: Any, kinds: Any) -> bool:
    return any(place.placeholder_format.type in kinds for place in layout.placeholders)


def _has_one_body(layout: Any) -> bool:
    """Whether a layout has a title and one more place, for whatever the slide shows."""
    kinds = [place.placeholder_format.type for place in layout.placeholders]
    return len([kind for kind in kinds if kind not in (*SMALL, *TITLES)]) == 1 and any(kind in BODIES for kind in kinds)


def _body_of(layout: Any) -> Any:
    """The place of a layout that is neither its title nor at its foot."""
    return next(place for place in layout.placeholders if place.placeholder_format.type not in (*SMALL, *TITLES))


def has_room(place: Any, size: tuple[int, int]) -> bool:
    """Whether a place takes enough of a slide to show something in it: that under the title of a chapter does not."""
    return int(place.width) * int(place.height) >= LEAST_ROOM * size[0] * size[1]


def _has_title_above(layout: Any, height: int) -> bool:
    """Whether the title leaves the rest of a slide below it for what is shown."""
    title = next(place for place in layout.placeholders if place.placeholder_format.type in TITLES)
    return int(title.top) + int(title.height) <= height * HIGHEST_TITLES


def _opened(template: bytes, name: str | Path) -> Any:
    unreadable = CallError(CallFault("slides.template_unreadable", {"path": Path(name)}))
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > LARGEST or len(infos) > MOST_PARTS:
                raise CallError(
                    CallFault("slides.template_too_large", {"path": Path(name), "megabytes": LARGEST // 1_000_000})
                )
            for info in infos:
                if info.filename.endswith((".xml", ".rels")) and re.search(rb"<!(DOCTYPE|ENTITY)", archive.read(info)):
                    raise unreadable
        return Presentation(io.BytesIO(template))
    except CallError:
        raise
    # What a broken file raises depends on where it is broken.
    except Exception:
        raise unreadable from None


def _without_slides(presentation: Any) -> None:
    slides = presentation.slides._sldIdLst
    for slide in list(slides):
        presentation.part.drop_rel(slide.rId)
        slides.remove(slide)
    # Sections name the slides that are gone.
    for extension in presentation.part._element.findall(".//{*}extLst"):
        extension.getparent().remove(extension)


def _own() -> Look:
    """The look of the product: three layouts on white, 16:9, one typeface, the colours of the figures."""
    presentation: Any = Presentation()
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    master = presentation.slide_master
    by_name = {layout.name: layout for layout in presentation.slide_layouts}
    cover, content = by_name["Title Slide"], by_name["Title and Content"]
    for layout in by_name.values():
        if layout not in (cover, content):
            presentation.slide_layouts.remove(layout)
    _draw_places(master.placeholders)
    for layout in (cover, content):
        for place in layout.placeholders:
            _inherit(place)
    _move(cover.placeholders[0], (Inches(0.9), Inches(1.7), Inches(11.5), Inches(2.3)))
    _move(cover.placeholders[1], (Inches(0.9), Inches(4.2), Inches(11.5), Inches(1.8)))
    _set_styles(master)
    _set_theme(master)
    _set_cover(cover)
    drop = [rel for rel in presentation.part.package._rels.values() if "thumbnail" in rel.reltype]
    for rel in drop:
        presentation.part.package._rels.pop(rel.rId)
    return Look(presentation, cover, content, is_own=True)


def _draw_places(places: Any) -> None:
    for place in [*places]:
        kind = place.placeholder_format.type
        box = {KINDS.FOOTER: FOOTER_BOX, KINDS.SLIDE_NUMBER: NUMBER_BOX}.get(kind)
        if kind in TITLES:
            _move(place, TITLE_BOX)
        elif kind in BODIES:
            _move(place, BODY_BOX)
        elif box is not None:
            _move(place, box)
        else:
            place._element.getparent().remove(place._element)


def _inherit(place: Any) -> None:
    """Let a place of a layout stand where that of the master stands; the date goes, for it comes from no clock."""
    if place.placeholder_format.type == KINDS.DATE:
        place._element.getparent().remove(place._element)
        return
    properties = place._element.spPr
    if properties.xfrm is not None:
        properties.remove(properties.xfrm)


def _move(place: Any, box: tuple[int, int, int, int]) -> None:
    place.left, place.top, place.width, place.height = box


def _set_styles(master: Any) -> None:
    """Titles left and bold, texts and footers no smaller than can be read at the back of a room."""
    root = master._element
    for level in root.find(".//{*}titleStyle"):
        level.set("algn", "l")
        for size in level.iterfind("{*}defRPr"):
            size.set("sz", "2600")
            size.set("b", "1")
    for level in root.find(".//{*}bodyStyle"):
        for size in level.iterfind("{*}defRPr"):
            size.set("sz", "2000")
    for places in (master.placeholders, *(layout.placeholders for layout in master.slide_layouts)):
        for place in places:
            _set_place(place)


def _set_place(place: Any) -> None:
    kind, body = place.placeholder_format.type, place._element.txBody.bodyPr
    body.set("lIns", "0")
    body.set("rIns", "0")
    for level in place._element.iter("{*}lvl1pPr"):
        level.set("algn", "r" if kind == KINDS.SLIDE_NUMBER else "l")
    if kind in SMALL:
        for size in place._element.iter("{*}defRPr"):
            size.set("sz", "1800")
    if kind in TITLES:
        body.set("anchor", "b")


def _set_cover(cover: Any) -> None:
    """The finding larger than any other title, and what it is about in the second ink."""
    title, subtitle = cover.placeholders[0], cover.placeholders[1]
    for place, size in ((title, 3600), (subtitle, 2200)):
        style_of = place._element.txBody.find("{*}lstStyle")
        for level in list(style_of):
            style_of.remove(level)
        level = etree.SubElement(style_of, f"{{{DRAWING}}}lvl1pPr", algn="l", marL="0", indent="0")
        if place is subtitle:
            etree.SubElement(level, f"{{{DRAWING}}}buNone")
        run = etree.SubElement(level, f"{{{DRAWING}}}defRPr", sz=str(size))
        if place is subtitle:
            fill = etree.SubElement(run, f"{{{DRAWING}}}solidFill")
            etree.SubElement(fill, f"{{{DRAWING}}}schemeClr", val="tx2")


def _set_theme(master: Any) -> None:
    part = master.part.part_related_by(RT.THEME)
    theme = etree.fromstring(part.blob)
    for name, colour in COLOURS.items():
        place = theme.find(f".//{{*}}clrScheme/{{*}}{name}")
        for old in list(place):
            place.remove(old)
        etree.SubElement(place, f"{{{etree.QName(place).namespace}}}srgbClr", val=colour.lstrip("#").upper())
    for latin in theme.iterfind(".//{*}fontScheme/*/{*}latin"):
        latin.set("typeface", FONT)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
