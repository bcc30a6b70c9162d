"""An award list as people have it, into lines: text, pages with marks (HTML), tables pasted as text, sheets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, Self

from kkpham_analysis.language.errors import WholeError
from kkpham_analysis.tables.award_lists.layout.pages import BREAK_OF_PAGE, shown_lines

if TYPE_CHECKING:
    from kkpham_analysis.tables.files.sheets import Row, Sheet

# A list names 514 regencies at most, each a few times; what is much longer is something else.
MOST_SIGNS = 2_000_000
MOST_LINES = 20_000
LONGEST_LINE = 20_000
UNSEEN = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0xAD])
# With the brackets around them, raised or not, or the one behind them.
RAISED = re.compile(r"[(⁽]([⁰¹²³⁴⁵⁶⁷⁸⁹]+)[)⁾]|([⁰¹²³⁴⁵⁶⁷⁸⁹]+)([)⁾]?)")
# Numbers as messages number their items.
KEYCAPS = re.compile("(?:[0-9]\ufe0f?\u20e3)+")
MARKED_UP = re.compile(
    r"<\s*(html|body|div|p|br|ul|ol|li|table|tr|td|span|b|i|strong|em|sup|a|h[1-6])\b[^<>]*>", re.IGNORECASE
)
RULED = re.compile(r"[\s|:+=_-]*")
# What a program calls a sheet, or who has no name for it.
NO_NAME = re.compile(
    r"(?:sheet|worksheet|lembar|tabel|table|data|rekap|rekapitulasi|final)?[\s_-]*\d{0,2}", re.IGNORECASE
)
# Between the lines of a cell, until it is known which are names.
BREAK = "\n"
STRUCK, HIDDEN, HIDDEN_SHEET = "struck", "hidden", "hidden_sheet"
# More rows than a sheet can have: so far apart are the numbers of two sheets, whose order is then that of the file.
OF_SHEET = 10_000_000


class Line(NamedTuple):
    """One line: its number, and its cells; a line of text is one cell.

    Parameters
    ----------
    number
        Its number in the file; of a workbook that in its sheet, and `OF_SHEET` more for each sheet before it.
    cells
        The texts of its cells.
    marks
        How each cell is shown, where any is struck through or hidden: `STRUCK`, `HIDDEN` or empty.
    is_sheet
        Whether it is the name of the sheet that the lines below it stand in; of a hidden one there are none.
    comments, striking
        Of a row of a sheet, the comments on its cells, and the areas over it whose format may strike it through.
    """

    number: int
    cells: tuple[str, ...]
    marks: tuple[str, ...] = ()
    is_sheet: bool = False
    comments: tuple[str, ...] = ()
    striking: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The line as people read it."""
        return " | ".join(cell for cell in self.cells if cell)


class At(int):
    """The number of a line as people find it: that in its sheet, which is said before it where there are several.

    >>> str(At(3)), str(At(3, "Lampiran II")), At(3, "Lampiran II") + 1
    ('3', 'Lampiran II · 3', 4)
    """

    sheet: str

    def __new__(cls, number: int, sheet: str = "") -> Self:
        """A number of a line, with the sheet to be said."""
        at = super().__new__(cls, number)
        at.sheet = sheet
        return at

    def __str__(self) -> str:
        """The sheet and the number."""
        return f"{self.sheet} · {int(self)}" if self.sheet else str(int(self))


def names_of_sheets(lines: Iterable[Line]) -> dict[int, str]:
    """The names of the sheets of a workbook, by their place in it; none where only one has a name that is a line."""
    names = {line.number // OF_SHEET: line.text for line in lines if line.is_sheet}
    return names if len(names) > 1 else {}


def found_at(number: int, sheets: Mapping[int, str]) -> int:
    """Where people find the line of a number; what is so already stays."""
    return number if isinstance(number, At) else At(number % OF_SHEET, sheets.get(number // OF_SHEET, ""))


class TooLongError(WholeError, ValueError):
    """Raised where a file is too long to be a list of awards."""


def lines_of_text(text: str) -> list[Line]:
    r"""The lines of a text that hold anything; a pasted table is taken apart at its tabs or bars.

    >>> [line[:2] for line in lines_of_text("Daftar\n\n1.\tKota\u00a0Samarinda\n<p>Kab. Paser</p>")]
    [(1, ('Daftar',)), (3, ('1.', 'Kota Samarinda')), (4, ('Kab. Paser',))]
    """
    if len(text) > MOST_SIGNS:
        raise TooLongError(f"{len(text)} signs")
    numbered = list(enumerate(re.split(r"\r\n|\r|\n", text), 1))
    if MARKED_UP.search(text):
        numbered = shown_lines(text) or numbered
    # Word breaks lines within a paragraph with signs of its own.
    parts = [(number, part) for number, line in numbered for part in re.split("[\v\f\u0085\u2028\u2029]", line)]
    return _checked(Line(number, cells) for number, part in parts if any(cells := _cells(part)))


def lines_of_sheets(sheets: Iterable[Sheet]) -> list[Line]:
    """The rows of all sheets that people can see, each sheet below its name."""
    sheets = list(sheets)
    is_alone = sum(bool(sheet.rows) and not sheet.hidden for sheet in sheets) < 2
    numbered = enumerate(sheets)
    return _checked(line for at, sheet in numbered for line in _lines_of(sheet, at * OF_SHEET, is_alone=is_alone))


def _lines_of(sheet: Sheet, before: int, *, is_alone: bool) -> Iterator[Line]:
    """The lines of a sheet; of one that is alone, a name that a program gave it is none."""
    name = _spaced(sheet.name)
    first = next((row.number for row in sheet.rows), 0)
    if first and name and (sheet.hidden or not (is_alone and NO_NAME.fullmatch(name))):
        yield Line(before + first, (name,), (HIDDEN_SHEET,) if sheet.hidden else (), is_sheet=True)
    for row in sheet.rows if not sheet.hidden else ():
        if any(cells := _cells_of(row)):
            comments = tuple(filter(None, map(cleaned, row.comments)))
            yield Line(before + row.number, cells, _marks(row), comments=comments, striking=row.striking)


def _cells_of(row: Row) -> tuple[str, ...]:
    """The cells of a row; one that is merged over all others, as a heading is, stands there once."""
    cells = tuple(cleaned_lines(cell.broken or cell.text) for cell in row.cells)
    filled = [cell for cell in row.cells if cell.text]
    is_one = len({cell.text for cell in filled}) == 1 and all(cell.is_merged for cell in filled[1:])
    return (*cells[:1], *[""] * (len(cells) - 1)) if is_one and cells[0] else cells


def _spaced(name: str) -> str:
    """The name of a sheet with spaces between words and numbers.

    >>> _spaced("KKPHAM_2022"), _spaced("Rekap2022")
    ('KKPHAM 2022', 'Rekap 2022')
    """
    return cleaned(re.sub(r"_|(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])", " ", name))


def _marks(row: Row) -> tuple[str, ...]:
    """How the cells of a row are shown; a number that is hidden beside what is seen, such as a code, is no matter."""
    is_unseen = all(cell.is_hidden for cell in row.cells if cell.text)
    marks = tuple(
        STRUCK if cell.is_struck and re.search(r"\w", cell.text)
        else HIDDEN if cell.is_hidden and (is_unseen or re.search(r"[^\W\d_]", cell.text))
        else ""
        for cell in row.cells
    )  # fmt: skip
    return marks if any(marks) else ()


def _checked(lines: Iterable[Line]) -> list[Line]:
    found = []
    for line in lines:
        found.append(line)
        if len(found) > MOST_LINES or len(line.text) > LONGEST_LINE:
            raise TooLongError(f"line {line.number}")
    return found


def cleaned(text: str) -> str:
    r"""A text with plain spaces, without signs that nobody sees, the raised figures of footnotes in brackets.

    >>> cleaned("\u2022\u00a0Kota  Samarinda\u00b9\u200b")
    '• Kota Samarinda[1]'
    >>> cleaned("Kab. Paser \u00b9), Kota Bontang \u207d\u00b2\u207e (juga Kab. Berau\u00b3)")
    'Kab. Paser [1], Kota Bontang [2] (juga Kab. Berau[3])'
    """
    text = KEYCAPS.sub(lambda found: re.sub(r"\D", "", found[0]) + ". ", text.translate(UNSEEN))
    raised = RAISED.sub(_mark, text)
    return " ".join(unicodedata.normalize("NFKC", raised).split())


def cleaned_lines(text: str) -> str:
    r"""The text of a cell as `cleaned` gives it, line by line where it has several.

    >>> cleaned_lines(" Kota  Tarakan\r\n\nKab. Malinau")
    'Kota Tarakan\nKab. Malinau'
    """
    return BREAK.join(filter(None, map(cleaned, re.split(rf"[\r\n\v\u2028\u2029{BREAK_OF_PAGE}]", text))))


def _mark(found: re.Match[str]) -> str:
    """A raised figure in brackets; the one behind it stays where it closes what was opened before."""
    before = found.string[: found.start()]
    is_of_text = found[3] == ")" and before.rfind("(") > before.rfind(")")
    return f"[{found[1] or found[2]}]" + (")" if is_of_text else "")


def _cells(text: str) -> tuple[str, ...]:
    if text.count("|") > 1:
        if RULED.fullmatch(text):
            return (cleaned(text),)
        text = text.strip().strip("|").replace("|", "\t")
    cells = tuple(cleaned_lines(cell) for cell in text.split("\t"))
    return cells if sum(map(bool, cells)) > 1 else (next(filter(None, cells), ""),)
