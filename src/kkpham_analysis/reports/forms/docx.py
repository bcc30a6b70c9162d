"""The file of Word of an executed notebook, to be edited: real styles, tables, captions that count, links that lead."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Callable
from itertools import zip_longest
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.image.exceptions import UnrecognizedImageError
from docx.shared import Mm, Pt, RGBColor

from kkpham_analysis.reports import citing
from kkpham_analysis.reports.document import Document, document_of
from kkpham_analysis.reports.forms.docx_room import room_with_finding
from kkpham_analysis.reports.forms.docx_styles import (
    ALARM,
    COMMAND,
    FACT,
    LEAD,
    LONG,
    MARGIN,
    OWN,
    PRINTED,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    add_bookmark,
    add_field,
    add_link,
    add_runs,
    say_language,
    set_page,
    set_room,
    set_styles,
    width_of_facts,
)
from kkpham_analysis.reports.forms.docx_tables import SMALL, add_table, is_wide
from kkpham_analysis.reports.forms.office import CORE, LOCALES, core_properties, locale_of, printable, repacked
from kkpham_analysis.reports.forms.pictures import light_png
from kkpham_analysis.reports.product import PACKAGE

# So many paragraphs below a heading are not parted from the table or the figure that they lead to.
MOST_KEPT = 2
# Width of a letter of the type of commands, as a part of its size; the least size of a command on one line.
LETTER_OF_MONO, LEAST_OF_COMMAND = 0.602, 7
# Letters that have room at the foot of a page, beside its number.
LONGEST_FOOT = 95
# Points above a paragraph that follows a table.
BELOW_TABLE = 12


def written(notebook: Any, *, language: str) -> bytes:
    """The file, as it is stored."""
    document = document_of(notebook, language=language).made_as("docx")
    file = _Written(document)
    file.frame()
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        file.block(block)
        if following and following["type"] in ("table", "figure") and block["type"] == "prose":
            file.lead()
    file.end()
    buffer = io.BytesIO()
    file.file.save(buffer)
    return repacked(buffer.getvalue(), {CORE: core_properties(document)})


class _Written:
    """A file while it is written: what was counted so far, and whether its page lies on its side."""

    def __init__(self, document: Document) -> None:
        self.document, self.words = document, document.words
        self.file: Any = docx.Document()
        self.counted = {"table": 0, "figure": 0}
        self.landscape = self.below_table = self.below_finding = False
        self.marks = [self.words.phrase(f"marks.{mark}") for mark in document.marks]

    def frame(self) -> None:
        """What every page has: styles, its size, the marks and the subject at its head, its number at its foot."""
        set_styles(self.file, LOCALES[self.document.language])
        _drop_thumbnail(self.file)
        section = self.file.sections[0]
        set_page(section)
        section.different_first_page_header_footer = True
        # The first page has the finding as its title already.
        for header, said in ((section.first_page_header, ""), (section.header, printable(self.document.head["title"]))):
            line = header.paragraphs[0]
            for mark in self.marks:
                run = line.add_run(f"{mark}  ")
                run.bold, run.font.color.rgb = True, RGBColor.from_string(ALARM)
            line.add_run(said)
        for footer in (section.first_page_footer, section.footer):
            self._number_pages(footer.paragraphs[0])

    def _number_pages(self, line: Any) -> None:
        """What the report is about, in as many of its parts as have room, and the number of the page."""
        line.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        parts = (self.document.head["eyebrow"] or PACKAGE).split(", ")
        while len(parts) > 1 and len(", ".join(parts)) > LONGEST_FOOT:
            parts.pop()
        line.add_run(f"{printable(', '.join(parts))}\t")
        add_field(line, " PAGE ", "1")
        line.add_run(" / ")
        add_field(line, " NUMPAGES ", "1")

    def block(self, block: dict[str, Any]) -> None:
        """A block of the report; one of a kind that is not known is left to the other forms."""
        kinds: dict[str, Callable[[dict[str, Any]], None]] = {
            "head": self.head, "section": self.section, "prose": self.prose, "facts": self.facts, "table": self.table,
            "figure": self.figure, "sources": self.sources, "how_to": self.how_to, "printed": self.printed,
        }  # fmt: skip
        if block["type"] not in ("table", "section"):
            self._turn(landscape=False)
        if block["type"] in kinds:
            kinds[block["type"]](block)

    def head(self, block: dict[str, Any]) -> None:
        """What the report is about, the finding, what must be said of the data, and the first paragraph."""
        self._text(block["eyebrow"], "Subtitle")
        self._text(block["title"], "Title")
        for mark in self.document.marks:
            said = self._text(self.words.phrase(f"marks.{mark}_said"), "Quote")
            said.runs[0].bold, said.runs[0].font.color.rgb = True, RGBColor.from_string(ALARM)
        self._text(block["note"], "Quote")
        self._text(block["lede"], LEAD)
        self.below_finding = True

    def section(self, block: dict[str, Any]) -> None:
        """A heading."""
        self.below_finding = False
        self._turn(landscape=False)
        self._text(block["title"], "Heading 1")

    def prose(self, block: dict[str, Any]) -> None:
        """Paragraphs."""
        for paragraph in block["paragraphs"]:
            self._text(paragraph, "Normal")

    def lead(self) -> None:
        """Keep the last paragraph on the page of what it leads to; where there are few below a heading, all of them."""
        below: list[Any] = []
        for paragraph in reversed(self.file.paragraphs):
            if paragraph.style.name != "Normal" or len(below) > MOST_KEPT:
                break
            below.append(paragraph)
        are_few = len(below) <= MOST_KEPT and paragraph.style.name.startswith("Heading")
        for kept in below if are_few else below[:1]:
            kept.paragraph_format.keep_with_next = True

    def facts(self, block: dict[str, Any]) -> None:
        """A few figures, a line each: the value, then what it is."""
        room = width_of_facts(value for value, _ in block["facts"])
        for value, label in block["facts"]:
            line = self.file.add_paragraph(style=FACT)
            set_room(line, room)
            line.add_run(printable(value)).bold = True
            line.add_run(f"\t{printable(label)}")

    def table(self, block: dict[str, Any]) -> None:
        """A table below its caption, on a page on its side where it is wide."""
        wide = is_wide(block, TEXT_WIDTH)
        self._turn(landscape=wide)
        if block.get("folded"):
            self._text(block["folded"], "Heading 2")
        said = [self.words.phrase(f"marks.{mark}") for mark in block["marks"]]
        caption = self._caption("table", " · ".join([*said, block["caption"]]))
        caption.paragraph_format.keep_with_next = True
        add_table(self.file, block, width=LONG - 2 * MARGIN if wide else TEXT_WIDTH,
                  text=printable, known=self.document.numbers)  # fmt: skip
        self.below_table = True

    def figure(self, block: dict[str, Any]) -> None:
        """A figure as large as the page allows, above its caption; who does not see it is told what it says."""
        paragraph = self.file.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        # A line is as tall as its picture, and no taller.
        paragraph.paragraph_format.line_spacing = 1.0
        if self.below_table:
            # What is written at the upper edge of a figure is no part of the table.
            paragraph.paragraph_format.space_before = Pt(BELOW_TABLE)
        self.below_table = False
        picture = io.BytesIO(base64.b64decode(light_png(block["png"])))
        shape = None
        try:
            shape = paragraph.add_run().add_picture(picture, width=Mm(TEXT_WIDTH))
        except UnrecognizedImageError:
            paragraph.add_run(printable(block["alt"] or block["title"]))
        self._behind(self._caption("figure", block["caption"] or block["title"]), block)
        if shape is not None:
            self._fit(shape)
            properties = shape._inline.docPr
            properties.set("descr", printable(block["alt"] or block["title"]))
            properties.set("title", printable(block["title"]))

    def _fit(self, shape: Any) -> None:
        """Make a picture too tall for its page smaller, as it is; one taller than wide has a page of its own."""
        tallest: int = Mm(TEXT_HEIGHT - 15)
        if self.below_finding and shape.height <= shape.width:
            tallest = room_with_finding(self.file, shape.height)
        if shape.height > tallest:
            shape.width, shape.height = int(shape.width * tallest / shape.height), tallest

    def _behind(self, caption: Any, block: dict[str, Any]) -> None:
        """The numbers of the sources that a figure rests on; of many in a row the first and the last."""
        if numbers := self.document.behind(block):
            caption.add_run(f" · {self.words.phrase('column.sources')}: ")
            add_runs(caption, numbers, self.document.numbers)

    def sources(self, block: dict[str, Any]) -> None:
        """The numbered sources, each a place that the numbers in texts and tables lead to."""
        for group in block["groups"]:
            if group["heading"]:
                self._text(group["heading"], "Heading 2")
            for source in group["sources"]:
                self._source(source)

    def _source(self, source: dict[str, Any]) -> None:
        line = self.file.add_paragraph(style="List")
        add_bookmark(line, f"source-{source['number']}", source["number"])
        line.add_run(f"{source['number']}.\t")
        if citing.is_web_address(source["url"]):
            title = add_link(line, printable(source["title"]), address=printable(source["url"]))
        else:
            title = line.add_run(printable(source["title"]))
        if "lang" in source:
            say_language(title, locale_of(source["lang"]))
        line.add_run(f". {printable(source['said'])}.")
        if citing.is_web_address(source["url"]):
            # On paper, a title leads nowhere.
            line.add_run(" ")
            address = add_link(line, printable(source["url"]), address=printable(source["url"]))
            address.font.size = Pt(SMALL)

    def how_to(self, block: dict[str, Any]) -> None:
        """How to cite the report, where that is said, and the command that makes it again."""
        self._text(block.get("cite", ""), "Normal")
        self._text(block["text"], "Normal").paragraph_format.keep_with_next = True
        command = self.file.add_paragraph(printable(block["command"]), style=COMMAND)
        # Between its hyphens an option would break at the end of a line; signs that hold it would be copied with it.
        fitting = Mm(TEXT_WIDTH).pt / LETTER_OF_MONO / max(len(block["command"]), 1)
        if fitting < OWN[COMMAND][0]:
            command.runs[0].font.size = Pt(max(LEAST_OF_COMMAND, math.floor(2 * fitting) / 2))

    def printed(self, block: dict[str, Any]) -> None:
        """What a cell has printed, as it was printed."""
        self._text(block["text"].rstrip(), PRINTED)

    def end(self) -> None:
        """A file of Word ends with a paragraph."""
        if self.below_table:
            self.file.add_paragraph()

    def _text(self, text: str, style: str) -> Any:
        """A paragraph; the numbers of sources in it lead to their list. Nothing where there is no text."""
        if not text:
            return None
        paragraph = self.file.add_paragraph(style=style)
        if self.below_table and style == "Normal":
            paragraph.paragraph_format.space_before = Pt(BELOW_TABLE)
        self.below_table = False
        for piece in citing.parted(text, self.document.numbers):
            if isinstance(piece, str):
                paragraph.add_run(printable(piece))
            else:
                paragraph.add_run("\u00a0[")
                add_runs(paragraph, piece, self.document.numbers)
                paragraph.add_run("]")
        return paragraph

    def _caption(self, kind: str, text: str) -> Any:
        """A caption that counts by itself: Gambar 1, Tabel 1."""
        self.counted[kind] += 1
        word = self.words.phrase(f"page.{kind}")
        caption = self.file.add_paragraph(style="Caption")
        caption.add_run(f"{word}\u00a0")
        add_field(caption, f" SEQ {word} \\* ARABIC ", str(self.counted[kind]))
        caption.add_run(f". {printable(text)}")
        return caption

    def _turn(self, *, landscape: bool) -> None:
        """Turn the page for what follows."""
        if self.landscape != landscape:
            section = self.file.add_section(WD_SECTION.NEW_PAGE)
            section.different_first_page_header_footer = False
            set_page(section, landscape=landscape)
            self.landscape = landscape


def _drop_thumbnail(file: Any) -> None:
    """Take out the picture of another file that the template carries."""
    package = file.part.package
    for name in [name for name, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        del package.rels[name]
