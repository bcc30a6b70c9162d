"""The colours of slides: those of a theme where they can be read on its ground, and greys for what is not known."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR as THEME
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from kkpham_analysis.figures import colours

WHITE, BLACK = colours.plain(colours.PAPER), colours.plain(colours.BLACK)
# Of all letters against their ground, whatever their size; and of large ones that a template sets itself.
READABLE, LARGE = 4.5, 3.0
LARGE_SIZE, USUAL_SIZE = 20, 18.0  # points
# What meets a rule and what does not differ so much in grey, and so much for eyes that see fewer colours.
IN_GREY, IN_COLOUR = 1.5, 25.0
# Greys against the ground: bars of others and of what is open, and what is only possible; lines behind all.
BARS, POSSIBLE, LINES, HEAD, HEAD_SEEN = 3.0, 1.45, 1.25, 1.15, 1.05
STRONG = 9.0  # a share that is known, without a rule to meet
STEPS = 100
PLACES = {"bg1": THEME.BACKGROUND_1, "tx1": THEME.TEXT_1, "bg2": THEME.BACKGROUND_2, "tx2": THEME.TEXT_2,
          "accent1": THEME.ACCENT_1, "accent2": THEME.ACCENT_2, "accent3": THEME.ACCENT_3,
          "accent4": THEME.ACCENT_4}  # fmt: skip
# Linear red, green and blue as they are seen with all colours, without red and without green.
EYES = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    ((0.1124, 0.8876, 0.0), (0.1124, 0.8876, 0.0), (0.004, -0.004, 1.0)),
    ((0.2928, 0.7072, 0.0), (0.2928, 0.7072, 0.0), (-0.0223, 0.0223, 1.0)),
)
TO_XYZ = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0178, 0.1094, 0.8728))


@dataclass(frozen=True)
class Colour:
    """A colour, and its place in the theme where it is one of its own, so that it changes with that."""

    rgb: str
    place: Any = None

    def paint(self, target: Any) -> None:
        """Give a fill, a line or letters this colour."""
        if self.place is None:
            target.rgb = RGBColor.from_string(self.rgb)  # type: ignore[no-untyped-call]
        else:
            target.theme_color = self.place


@dataclass(frozen=True)
class Palette:
    """What everything on slides is coloured with."""

    ground: Colour
    ink: Colour
    muted: Colour
    unknown: Colour
    head: Colour
    met: Colour
    not_met: Colour
    known: Colour
    open: Colour
    others: Colour
    possible: Colour
    edge: Colour
    line: Colour

    def on(self, colour: Colour) -> Colour:
        """Letters on a colour: those of the ground or of the texts, whichever is read better."""
        plain = [Colour(WHITE), Colour(BLACK)]
        own = [each for each in (self.ground, self.ink) if contrast(each.rgb, colour.rgb) >= READABLE]
        return max(own or plain, key=lambda each: contrast(each.rgb, colour.rgb))

    @property
    def tones(self) -> dict[str, Colour]:
        """Letters of the cells of a table."""
        return {"yes": self.met, "no": self.not_met, "disputed": self.known, "unknown": self.unknown}

    @property
    def verdicts(self) -> dict[str, Colour]:
        """Bars."""
        return {"met": self.met, "not_met": self.not_met, "open": self.open, "known": self.known,
                "disputed": self.known}  # fmt: skip


def luminance(rgb: str) -> float:
    """Relative luminance of a colour.

    >>> luminance(WHITE), luminance(BLACK)
    (1.0, 0.0)
    """
    red, green, blue = _linear(rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21.

    >>> contrast(BLACK, WHITE)
    21.0
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(rgb: str, ground: str, least: float = READABLE) -> str:
    """A colour, darker or lighter where it must be, so that it has a contrast of at least so much against a ground.

    >>> gold = colours.plain(colours.WITHOUT_TITLE)
    >>> contrast(gold, WHITE) < READABLE <= contrast(readable(gold, WHITE), WHITE)
    True
    """
    end = _far_from(ground)
    tried = (_mixed(rgb, end, step / STEPS) for step in range(STEPS + 1))
    return next((each for each in tried if contrast(each, ground) >= least), end)


def grey(ground: str, least: float) -> str:
    """A grey without any hue that has just so much contrast against a ground."""
    end, level = _far_from(ground), round(_encoded(luminance(ground)) * 255)
    levels = range(level, -1, -1) if end == BLACK else range(level, 256)
    return next((each for each in (f"{one:02X}" * 3 for one in levels) if contrast(each, ground) >= least), end)


def distance(one: str, other: str) -> float:
    """How far two colours are apart for eyes that see the fewest differences between them, in units of CIE Lab."""
    return min(math.dist(_lab(one, eyes), _lab(other, eyes)) for eyes in EYES)


def palette_of(look: Any) -> Palette:
    """The colours of a look: of its theme, as they are read on its ground; greys are of no theme."""
    theme = theme_of(look.presentation.slide_master)
    ground = _found(_ground_of(look, theme), theme)
    ink = _found(_best([theme["tx1"], theme["bg1"]], ground.rgb), theme)
    met, not_met = _verdicts(theme, ground.rgb)
    own = look.is_own

    def neutral(place: str, least: float) -> Colour:
        return _found(theme[place] if own else grey(ground.rgb, least), theme if own else {})

    muted = _found(readable(theme["tx2"], ground.rgb), theme)
    is_seen = contrast(theme["bg2"], ground.rgb) >= HEAD_SEEN and contrast(theme["bg2"], ink.rgb) >= READABLE
    head = theme["bg2"] if is_seen else grey(ground.rgb, HEAD)
    return Palette(
        ground=ground,
        ink=ink,
        muted=muted,
        unknown=neutral("tx2", READABLE),
        head=_found(head, theme),
        met=_found(met, theme),
        not_met=_found(not_met, theme),
        known=neutral("accent4", STRONG),
        open=neutral("accent3", BARS),
        others=Colour(grey(ground.rgb, BARS)),
        possible=Colour(grey(ground.rgb, POSSIBLE)),
        edge=Colour(grey(ground.rgb, BARS)),
        line=Colour(grey(ground.rgb, LINES)),
    )


def theme_of(master: Any) -> dict[str, str]:
    """The colours of a theme by the names that slides use for them."""
    scheme = etree.fromstring(master.part.part_related_by(RT.THEME).blob).find(".//{*}clrScheme")
    named = {etree.QName(each).localname: _plain(each[0]) for each in scheme if len(each)}
    mapped = master._element.find("{*}clrMap")
    names = {} if mapped is None else dict(mapped.attrib)
    usual = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
    places = {**{name: name for name in named}, **usual, **names}
    return {**named, **{place: named.get(name, BLACK) for place, name in places.items()}}


def colour_in(fill: Any, theme: Mapping[str, str]) -> str | None:
    """The colour that an element of a file names, with what makes it lighter or darker; None where it names none."""
    found = next((each for each in fill if etree.QName(each).localname in ("srgbClr", "schemeClr", "sysClr")), None)
    if found is None:
        return None
    is_scheme = etree.QName(found).localname == "schemeClr"
    rgb = theme.get(found.get("val"), BLACK) if is_scheme else _plain(found)
    for change in found:
        share = int(change.get("val", 0)) / 100_000
        kind = etree.QName(change).localname
        if kind == "lumMod":
            rgb = _mixed(BLACK, rgb, share)
        elif kind == "lumOff":
            rgb = _mixed(rgb, WHITE, share)
        elif kind in ("tint", "shade"):
            more = 1 - share if kind == "tint" else 0
            rgb = "".join(f"{round(_encoded(part * share + more) * 255):02X}" for part in _linear(rgb))
    return rgb


def own_colour(place: Any, master: Any, theme: Mapping[str, str]) -> tuple[str, float]:
    """The colour and the size of letters in a place of a layout, as the template sets them."""
    fills = [each for each in _styles(place, master) if each.find("{*}solidFill") is not None]
    sizes = [int(each.get("sz")) / 100 for each in _styles(place, master) if each.get("sz")]
    rgb = colour_in(fills[0].find("{*}solidFill"), theme) if fills else None
    return rgb or theme["tx1"], sizes[0] if sizes else USUAL_SIZE


def _styles(place: Any, master: Any) -> Iterator[Any]:
    """What sets the letters of a place: itself, that of its kind in the master, and the style for its kind."""
    kind = place.placeholder_format.type
    alike = [each for each in master.placeholders if each.placeholder_format.type == kind]
    for one in (place, *alike):
        yield from one._element.iterfind(".//{*}lstStyle/{*}lvl1pPr/{*}defRPr")
    name = "titleStyle" if "TITLE" in str(kind) and "SUB" not in str(kind) else "bodyStyle"
    name = "otherStyle" if re.search("DATE|FOOTER|NUMBER", str(kind)) else name
    yield from master._element.iterfind(f".//{{*}}{name}/{{*}}lvl1pPr/{{*}}defRPr")


def _verdicts(theme: Mapping[str, str], ground: str) -> tuple[str, str]:
    """What meets the rule, in the main colour of the theme, and what does not: far from it in grey too."""
    met = readable(theme["accent1"], ground)
    others = [theme["accent2"], colours.plain(colours.NOT_MET), colours.plain(colours.MET)]
    tried = [readable(each, ground) for each in others]
    not_met = next((each for each in tried if distance(met, each) >= IN_COLOUR), tried[-1])
    if contrast(met, not_met) >= IN_GREY:
        return met, not_met
    if (least := contrast(not_met, ground) * IN_GREY) > contrast(_far_from(ground), ground) / IN_GREY:
        # It is as far from the ground as can be: nearer to it there is more room.
        not_met = readable(_mixed(not_met, ground, 1 - 1 / IN_GREY), ground)
        least = contrast(not_met, ground) * IN_GREY
    return readable(met, ground, least), not_met


def _ground_of(look: Any, theme: Mapping[str, str]) -> str:
    """What lies behind all, where it is of one colour: else that which the theme has for it."""
    for holder in (look.content, look.presentation.slide_master):
        background = holder._element.find("{*}cSld/{*}bg")
        if background is not None:
            solid = background.find("{*}bgPr/{*}solidFill")
            named = solid if solid is not None else background.find("{*}bgRef")
            return (colour_in(named, theme) if named is not None else None) or theme["bg1"]
    return theme["bg1"]


def _found(rgb: str, theme: Mapping[str, str]) -> Colour:
    return Colour(rgb, next((PLACES[place] for place in PLACES if theme.get(place) == rgb), None))


def _best(tried: Sequence[str], ground: str) -> str:
    return next((each for each in tried if contrast(each, ground) >= READABLE * 1.5), _far_from(ground))


def _far_from(ground: str) -> str:
    return max(BLACK, WHITE, key=lambda end: contrast(end, ground))


def _plain(element: Any) -> str:
    return str(element.get("lastClr") or element.get("val") or BLACK).upper()


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
    return "".join(f"{min(255, max(0, round(a + (b - a) * share))):02X}" for a, b in pairs)


def _linear(rgb: str) -> list[float]:
    parts = (each / 255 for each in bytes.fromhex(rgb))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _encoded(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _lab(rgb: str, eyes: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    seen = [max(sum(a * b for a, b in zip(row, _linear(rgb), strict=True)), 0.0) for row in eyes]
    x, y, z = (
        (whole ** (1 / 3) if whole > 0.008856 else 7.787 * whole + 16 / 116)
        for whole in (sum(a * b for a, b in zip(row, seen, strict=True)) for row in TO_XYZ)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
