"""How a file of Word looks and what it is made of: its styles, its pages, and the fields and links within a text."""

from __future__ import annotations

from collections.abc import Container, Iterable
from math import ceil
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from kkpham_analysis.figures import colours
from kkpham_analysis.language.runs import runs_of

# Every office suite has it, or one of the same measures.
FONT, MONO = "Arial", "Courier New"
INK, MUTED, LINK, ALARM, LINE = map(
    colours.plain, (colours.INK, colours.MUTED, colours.LINK, colours.ALARM, colours.LINE)
)
SHORT, LONG, MARGIN = 210, 297, 20
TEXT_WIDTH, TEXT_HEIGHT = SHORT - 2 * MARGIN, LONG - 2 * MARGIN - 15
# Size, and what else is set, of each paragraph style; the names are those that Word has in every language.
SIZES = {"Normal": 10.5, "Title": 22, "Subtitle": 10, "Heading 1": 15, "Heading 2": 12, "Caption": 9.5, "List": 9.5,
         "Header": 8.5, "Footer": 8.5, "Quote": 10.5}  # fmt: skip
BOLD = ("Title", "Heading 1", "Heading 2")
COLOURS = {"Subtitle": MUTED, "Caption": MUTED, "Header": MUTED, "Footer": MUTED}
SPACES = {"Normal": (0, 6), "Title": (0, 8), "Subtitle": (0, 4), "Heading 1": (20, 6), "Heading 2": (14, 4),
          "Caption": (8, 4), "List": (0, 4), "Header": (0, 0), "Footer": (0, 0), "Quote": (4, 8)}  # fmt: skip
LEAD, FACT, CELL, HEAD_CELL, PRINTED, COMMAND = "Lead", "Fact", "Cell", "Cell Heading", "Printed", "Command"
# Room for the values before the words on them, in mm: as a rule, at most, and what a bold letter takes.
FACT_ROOM, MOST_ROOM, LETTER = 38, 95, 2.4
OWN = {LEAD: (12, 10), FACT: (10.5, 2), CELL: (9, 0), HEAD_CELL: (9, 0), PRINTED: (8.5, 6), COMMAND: (9.5, 6)}
# How all tables look: lines between rows, room beside texts, and a first row on a ground of its own.
TABLE = "Report Table"
TABLE_STYLE = f"""
<w:tblPr {{}}><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
</w:tblBorders><w:tblCellMar>
<w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>
<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>
</w:tblCellMar></w:tblPr>
"""
FIRST_ROW = f"""
<w:tblStylePr {{}} w:type="firstRow"><w:tcPr>
<w:shd w:val="clear" w:color="auto" w:fill="{colours.plain(colours.SOFT)}"/>
</w:tcPr></w:tblStylePr>
"""


def set_styles(document: Any, language: str) -> None:
    """Set fonts, sizes, colours and the language of all styles that are used, and add those that Word does not have."""
    styles = document.styles
    for name, size in SIZES.items():
        _set(styles[name], size, SPACES[name], COLOURS.get(name, INK), bold=name in BOLD)
    for name, (size, after) in OWN.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = styles["Normal"], True
        _set(style, size, (0, after), INK, bold=name == HEAD_CELL)
    styles[PRINTED].font.name = styles[COMMAND].font.name = MONO
    styles[HEAD_CELL].base_style = styles[CELL]
    for name in (CELL, HEAD_CELL):
        styles[name].paragraph_format.line_spacing = 1.0
    set_room(styles[FACT], FACT_ROOM)
    styles["List"].paragraph_format.left_indent = Mm(10)
    styles["List"].paragraph_format.first_line_indent = Mm(-10)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(LINK), True
    table = styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    table.base_style, table.quick_style = styles["Normal Table"], True
    for part in (TABLE_STYLE, FIRST_ROW):
        table.element.append(parse_xml(part.format(nsdecls("w"))))
    _set_language(document, language)


def width_of_facts(values: Iterable[str]) -> int:
    """Room in mm for the widest of some values: what comes behind them stands in one line, and touches none."""
    widest = max((len(value) for value in values), default=0)
    return min(MOST_ROOM, max(FACT_ROOM, ceil(widest * LETTER) + 4))


def set_room(line: Any, room: int) -> None:
    """Set how far the words on a value stand from the margin, in mm, in a style or a paragraph of its own."""
    # A hanging indent is a tab stop by itself; one of a style would stay in its paragraphs.
    form = line.paragraph_format
    form.left_indent, form.first_line_indent = Mm(room), Mm(-room)


def _set(style: Any, size: float, space: tuple[float, float], colour: str, *, bold: bool = False) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    style.font.name, style.font.size = FONT, Pt(size)
    for script in ("w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    style.font.bold, style.font.italic, style.font.color.rgb = bold, False, RGBColor.from_string(colour)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(space[0]), Pt(space[1])
    form.line_spacing = 1.1 if bold else 1.25
    form.widow_control = True
    form.tab_stops.clear_all()
    # The line below a title, and what else the template draws.
    for name in ("w:pBdr", "w:contextualSpacing"):
        for found in style.element.findall(f".//{qn(name)}"):
            found.getparent().remove(found)
    for name in ("w:spacing", "w:kern"):
        for found in style.element.findall(f"{qn('w:rPr')}/{qn(name)}"):
            found.getparent().remove(found)


def _set_language(document: Any, language: str) -> None:
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for found in [*defaults.findall(qn("w:lang")), *document.settings.element.findall(qn("w:themeFontLang"))]:
        for name in list(found.attrib):
            del found.attrib[name]
        found.set(qn("w:val"), language)


def say_language(run: Any, language: str) -> None:
    """Set the language of a piece of text that is another than that of the file."""
    found = OxmlElement("w:lang")
    found.set(qn("w:val"), language)
    run._r.get_or_add_rPr().append(found)


def set_page(section: Any, *, landscape: bool = False) -> None:
    """A4, upright or on its side."""
    width, height = (LONG, SHORT) if landscape else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.header_distance = section.footer_distance = Mm(10)


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field that Word counts by itself, with what it shows until then."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def add_bookmark(paragraph: Any, name: str, number: int) -> None:
    """A place that links lead to, at the end of what is in the paragraph so far."""
    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(kind)
        mark.set(qn("w:id"), str(number))
        if kind == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def add_link(paragraph: Any, text: str, *, address: str = "", bookmark: str = "") -> Any:
    """A text that leads to an address of the web, or to a bookmark of the file; gives its run."""
    link = OxmlElement("w:hyperlink")
    if address:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        link.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    else:
        link.set(qn("w:anchor"), bookmark)
    run = paragraph.add_run(text)
    run._r.style = "Hyperlink"
    link.append(run._r)
    paragraph._p.append(link)
    return run


def add_links(paragraph: Any, numbers: Iterable[int], known: Container[int]) -> None:
    """Numbers of sources, of which those that are `known` lead to their list: of others there is no bookmark."""
    for place, number in enumerate(numbers):
        if place:
            paragraph.add_run(", ")
        if number in known:
            add_link(paragraph, str(number), bookmark=f"source-{number}")
        else:
            paragraph.add_run(str(number))


def add_runs(paragraph: Any, numbers: Iterable[int], known: Container[int]) -> None:
    """Numbers of sources as `add_links`; of three and more in a row only the first and the last."""
    for place, (first, last) in enumerate(runs_of(numbers)):
        if place:
            paragraph.add_run(", ")
        add_links(paragraph, [first], known)
        if first != last:
            paragraph.add_run("–")
            add_links(paragraph, [last], known)


def shade(cell: Any, ground: str) -> None:
    """Give a cell of a table a ground."""
    shading = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", ground)):
        shading.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shading)


def set_flags(element: Any, *names: str) -> None:
    """Set properties that are there or not, such as that a row is a heading."""
    for name in names:
        element.append(OxmlElement(name))
