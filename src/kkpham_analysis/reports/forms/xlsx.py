"""The workbook of an executed notebook: a cover, contents, notes, a sheet for each table with typed cells, sources."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from xlsxwriter import Workbook

from kkpham_analysis.figures import colours
from kkpham_analysis.reports import citing
from kkpham_analysis.reports.document import Document, document_of
from kkpham_analysis.reports.forms.office import CORE, core_properties, printable, repacked
from kkpham_analysis.reports.forms.pptx_letters import EMU_OF_POINT, Letters
from kkpham_analysis.reports.forms.xlsx_sheets import Column, Link, Sheet, sheets_of
from kkpham_analysis.tables.files.spreadsheet_texts import is_run

FONT: dict[str, Any] = {"font_name": "Arial", "font_size": 12, "font_color": colours.INK}
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 14},
    "mark": {"bold": True, "font_color": colours.ALARM},
    "line": {},
    "warning": {"bold": True, "font_color": colours.ALARM, "text_wrap": True, "valign": "top"},
    "paragraph": {"text_wrap": True, "valign": "top"},
    "cover": {"bold": True, "font_size": 18, "text_wrap": True, "valign": "top"},
    "link": {"font_color": colours.LINK, "underline": 1},
    "head": {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bg_color": colours.SOFT},
    "text": {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": colours.LINE},
    "right": {
        "text_wrap": True,
        "valign": "top",
        "bottom": 1,
        "bottom_color": colours.LINE,
        "align": "right",
        "indent": 1,
    },
}
NUMBERS = {"year": "0", "integer": "#,##0", "number": "#,##0.00", "percent": "0.0%"}
A4 = 9
COVER_WIDTH = 76
# Widths in characters: of a number, and the most that a column of texts takes before it goes on in the next line.
NARROW, WIDE, WIDEST = 11, 36, 76
# And what all columns may take, for on paper more of them are made smaller: so much has room in letters of 8.5 points.
PRINTED, WORD = 165, 24
# Letters of a line above a narrow table, which paper has room for; above a wide one it is as long as that.
LONGEST_LINE = 110
SIDE, ABOVE = 0.4, 0.75  # inches: the margins on paper
# Points of a digit, of which columns are so many wide, and of what stays free beside a text.
DIGIT, FREE = 0.556 * FONT["font_size"], 4.0
# What the button of the filter takes of a heading.
BUTTON = 5
FREE_FOR_BUTTON = 2
FROZEN_FROM = 7
# Height of a line, in points, for each point of its type: not every program finds out for itself.
LINE = 1.32
TALLEST = 409.0


def written(notebook: Any, *, language: str, by: str = "", options: str = "") -> bytes:
    """The workbook, as it is stored; `by` and `options` say what makes it, as `Document.made_as` takes them."""
    document = document_of(notebook, language=language).made_as("xlsx", by=by, options=options)
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                             "strings_to_numbers": False, "default_format_properties": dict(FONT)})  # fmt: skip
    drawn = _Drawn(book, document)
    drawn.cover()
    for sheet in sheets_of(document):
        drawn.sheet(sheet)
    book.close()
    return repacked(buffer.getvalue(), {CORE: core_properties(document)})


class _Drawn:
    """A workbook while it is drawn: its styles, and what must be said on every sheet."""

    def __init__(self, book: Any, document: Document) -> None:
        self.book, self.document, self.words = book, document, document.words
        right = {"align": "right"}
        made = dict(STYLES) | {kind: STYLES["text"] | right | {"num_format": form} for kind, form in NUMBERS.items()}
        for name in ("text", "head"):
            made[f"{name}_right"] = STYLES[name] | right
            # A text that follows a number of the column before it.
            made[f"{name}_after"] = STYLES[name] | {"align": "left", "indent": 1}
        # The button of the filter stands at the right end of a heading, over what is written there.
        made["head_right"] = made["head_right"] | {"indent": FREE_FOR_BUTTON}
        made["cell_link"] = STYLES["text"] | STYLES["link"]
        self.styles = {name: book.add_format(FONT | style) for name, style in made.items()}
        # What begins like a formula stays a text when its cell is edited.
        self.quoted = {name: book.add_format(FONT | style | {"quote_prefix": True}) for name, style in made.items()}
        self.marks = [
            f"{self.words.phrase(f'marks.{mark}')}. {self.words.phrase(f'marks.{mark}_said')}"
            for mark in document.marks
        ]
        self.tables = 0

    def cover(self) -> None:
        """The first sheet: the finding, and all that belongs to it, in one column without a gap."""
        page = self._page(self.words.phrase("book.cover"))
        page.set_column(0, 0, COVER_WIDTH, self.styles["paragraph"])
        page.set_portrait()
        for row, (style, text) in enumerate(_cover_lines(self.document, self.marks)):
            self._text(page, (row, 0), text, style)
            size = STYLES[style].get("font_size", FONT["font_size"])
            page.set_row(row, _height([(text, COVER_WIDTH)], size, bold=STYLES[style].get("bold", False)))
        page.write_url(row + 1, 0, self._to(self.words.phrase("book.contents")), self.styles["link"],
                       self.words.phrase("book.contents"))  # fmt: skip

    def sheet(self, sheet: Sheet) -> None:
        """A sheet with its title, lines, and one table."""
        page = self._page(sheet.name)
        self._text(page, (0, 0), sheet.title, "title")
        room = max(LONGEST_LINE, int(sum(_widths(sheet))))
        lines = [("line", part) for line in sheet.lines for part in textwrap.wrap(line, room)]
        above = [*(("mark", mark) for mark in self.marks), *lines]
        for row, (style, line) in enumerate(above, start=1):
            self._text(page, (row, 0), line, style)
        if sheet.name != self.words.phrase("book.contents"):
            page.write_url(len(above) + 1, 0, self._to(self.words.phrase("book.contents")), self.styles["link"],
                           self.words.phrase("book.back"))  # fmt: skip
            above.append(("link", ""))
        self._table(page, sheet, len(above) + 1)

    def _table(self, page: Any, sheet: Sheet, top: int) -> None:
        last = top + len(sheet.rows)
        self.tables += 1
        heads = [
            {"header": column.heading, "header_format": self.styles[f"head{_side(sheet.columns, place)}"]}
            for place, column in enumerate(sheet.columns)
        ]
        page.add_table(top, 0, last, len(sheet.columns) - 1, {
            "name": f"data_{self.tables}", "columns": heads, "autofilter": True, "style": None,
        })  # fmt: skip
        widths = _widths(sheet)
        headings = [column.heading for column in sheet.columns]
        page.set_row(top, _height(zip(headings, (width - BUTTON for width in widths), strict=True), bold=True))
        for number, values in enumerate(sheet.rows, start=top + 1):
            page.set_row(number, _height(zip(values, widths, strict=True)))
            for place, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
                self._cell(page, (number, place), column, value, _side(sheet.columns, place))
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        page.freeze_panes(top + 1, 1 if len(sheet.columns) >= FROZEN_FROM else 0)
        page.repeat_rows(top)
        page.ignore_errors({"number_stored_as_text": f"A{top + 2}:XFD{last + 1}"})

    def _cell(self, page: Any, at: tuple[int, int], column: Column, value: Any, side: str) -> None:
        if isinstance(value, Link):
            address = self._to(value.sheet) if value.sheet else value.address
            page.write_url(*at, address, self.styles["cell_link"], value.text)
        elif isinstance(value, str):
            self._text(page, at, value, f"text{side}")
        else:
            page.write_number(*at, value, self.styles[column.kind])

    def _text(self, page: Any, at: tuple[int, int], text: str, style: str) -> None:
        page.write_string(*at, printable(text), (self.quoted if is_run(text) else self.styles)[style])

    def _page(self, name: str) -> Any:
        page = self.book.add_worksheet(name)
        page.hide_gridlines(2)
        page.set_paper(A4)
        page.set_landscape()
        page.set_margins(SIDE, SIDE, ABOVE, ABOVE)
        page.fit_to_pages(1, 0)
        said = " · ".join(self.words.phrase(f"marks.{mark}") for mark in self.document.marks)
        if said:
            page.set_header(f"&C{said.replace('&', '&&')}")
        page.set_footer("&L&A&R&P / &N")
        return page

    @staticmethod
    def _to(sheet: str) -> str:
        return f"internal:'{sheet}'!A1"


def _cover_lines(document: Document, marks: Iterable[str]) -> list[tuple[str, str]]:
    """Style and text of each line of the cover; headings without anything below them are left out."""
    words, head = document.words, document.head
    contents = words.phrase("book.contents")
    parts = {
        "": [head["eyebrow"], head["note"], citing.without_numbers(head["lede"])],
        "figures": document.said_facts,
        "about": [words.phrase("book.holds", contents=contents)],
        "reading": document.last_words,
        "citing": [document.citation],
        "again": [line for block in document.of("how_to") for line in (block["text"], block["command"])],
    }
    lines = [("cover", head["title"]), *(("warning", mark) for mark in marks)]
    for name, texts in parts.items():
        paragraphs = [("paragraph", text) for text in texts if text]
        heading = [("heading", words.phrase(f"book.{name}"))] if name and paragraphs else []
        lines += [*heading, *paragraphs]
    return lines


def _side(columns: Sequence[Column], place: int) -> str:
    """End of the style of a column: numbers stand right, and a text beside them keeps away from them."""
    if columns[place].kind != "text":
        return "_right"
    return "_after" if place and columns[place - 1].kind != "text" else ""


def _widths(sheet: Sheet) -> list[float]:
    """Widths of the columns: that of the longest texts may be wider; all are narrower where a page would make it small.

    Where they have no room on a page, those of texts go on in the next line: the widest first, and no word is broken.
    """
    columns = [(column, [row[place] for row in sheet.rows]) for place, column in enumerate(sheet.columns)]
    lengths = [_longest(*column) for column in columns]
    longest = max(lengths)
    widths = [min(length, WIDEST if length == longest else WIDE) for length in lengths]
    least = [min(width, _least(*column)) for width, column in zip(widths, columns, strict=True)]
    most = max(widths)
    while sum(widths) > PRINTED and widths != least:
        most -= 1
        widths = [max(min(width, most), own) for width, own in zip(widths, least, strict=True)]
    return widths


def _least(column: Column, values: Iterable[Any]) -> float:
    """Width that the longest word of a column takes; that of an address may be broken."""
    lengths = [len(word) for value in values for word in _said(value).split()]
    return max([_longest(column, ()), *(min(length + 2, WORD) for length in lengths)])


def _longest(column: Column, values: Iterable[Any]) -> float:
    """Width that the longest text of a column takes, and the longest word of its heading."""
    lengths = [len(line) for value in values for line in _said(value).splitlines()]
    word = max(len(part) for part in column.heading.split())
    return max([NARROW, word + BUTTON, *(length + 2 for length in lengths)])


def _height(cells: Iterable[tuple[Any, float]], size: float = FONT["font_size"], *, bold: bool = False) -> float:
    """Height of a row, for its values and the widths of their columns."""
    letters = Letters(FONT["font_name"])
    lines = [
        sum(letters.lines(line, int((width * DIGIT - FREE) * EMU_OF_POINT), size, bold=bold) for line in told)
        for value, width in cells
        if (told := _said(value).splitlines())
    ]
    return min(max([1, *lines]) * size * LINE, TALLEST)


def _said(value: Any) -> str:
    """A value as long as it is written; numbers are short."""
    return value.text if isinstance(value, Link) else value if isinstance(value, str) else ""
