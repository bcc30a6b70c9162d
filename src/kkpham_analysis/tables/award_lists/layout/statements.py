"""A list as its sentences, headings and rows, and which names stand in each: so that nothing they deny is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.layout.columns import Column
from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.meaning.words import LETTER, SIGN, is_read_also, unnumbered

SENTENCE = re.compile(
    r"(?:(?<=[^\W_]{3})|(?<=\w[)\"”]))(?<!Prov)(?<!Kab)(?<!Kep)(?<!Adm)[.!?]+[\"”)]*\s+(?=[\"“(]?[A-Z\d])"
)
ENDS = (".", ":", "!", "?", ";")
OPEN_END = re.compile(r"(?:,|\b(?:dan|serta|and))$", re.IGNORECASE)
# What stands below the title of a decision.
BEGINS_ANEW = re.compile(
    r"(?:DAFTAR|LAMPIRAN|NO|NOMOR|PROVINSI|DENGAN|MENTERI|MENIMBANG|KAB\.?\s|KOTA\s|KABUPATEN\s(?!/))"
)
# A line as long as this, without a stop at its end, was broken by the page.
BROKEN_FROM = 60
# A dash, or the marks that the same as above stands here.
DASHES = r"[–—-]+(?:\s*[\"“”″〃]+)?|\.{3,}"
NOTHING = re.compile(rf"\s*[=:,]?\s*({DASHES})\s*(?:$|[,;.])")
NOTES = ("other", "note")
# What the mark of a footnote points to.
NOTE = re.compile(
    r"(?:(?:catatan|keterangan|ket|notes?)\b\s*[.:]*\s*)?(?:(?:ber)?tanda\s+)?"
    rf"(?:\(?(?P<a>{SIGN}|\d{{1,2}}|[a-uwyz])\)|\[(?P<b>\d{{1,2}})\]|(?P<c>{SIGN}))[\s|=:–-]*(?=\w)",
    re.IGNORECASE,
)


class Read(NamedTuple):
    """A line that was read, the columns it stood under, the places of its entries, and the title that heads it."""

    line: Line
    columns: tuple[Column | None, ...]
    start: int
    end: int
    category: str = ""

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table, or has a comment that is a cell of its own."""
        return sum(map(bool, self.line.cells)) > 1 or bool(self.line.comments)


# "b. Predikat Cukup …" begins anew, whatever stands above it.
LETTERED = re.compile(r"[a-z][.)]\s+(?=[A-Z])")


class Statement(NamedTuple):
    """A sentence, a heading or a row: its line, text and entries; `noted` are the cells of a row to be understood.

    `marks` say how each of its cells is shown (see `Line`); a line of text has one. `last_line` is the line that
    the last sentence of several lines ends with. `told` are the cells of a row that are not of another year,
    `references` those in columns of sources.
    """

    line: int
    text: str
    entries: tuple[int, ...]
    cells: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    is_sheet: bool = False
    is_headed: bool = False
    striking: tuple[str, ...] = ()
    last_line: str = ""
    told: tuple[str, ...] = ()
    references: tuple[str, ...] = ()

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table; `is_headed` says whether its columns have headings."""
        return bool(self.cells)


def paragraphs(
    reads: Sequence[Read], texts: Sequence[str], begins_with_place: Callable[[str], bool]
) -> Iterator[list[Statement]]:
    """The statements of each row, and of lines of text that go on from one to the next.

    Parameters
    ----------
    reads
        The lines.
    texts
        The texts of all entries.
    begins_with_place
        Whether a text begins with the name of a place.
    """
    together: list[Read] = []
    for read in reads:
        if together and not (_goes_on(together[-1], read, begins_with_place) or _is_of_decision(together, read)):
            yield _sentences(together, texts)
            together = []
        if read.is_row:
            yield [_row(read)]
        else:
            together.append(read)
    if together:
        yield _sentences(together, texts)


def nothing_behind(statement: Statement, name: str) -> tuple[str, str] | None:
    """The text in which no more than a dash stands behind a name, and it: in a table without headings, a cell."""
    if statement.is_row and not statement.is_headed:
        first = next((at for at, cell in enumerate(statement.cells) if name in cell), 0)
        if nothing := next((cell for cell in statement.cells[first + 1 :] if re.fullmatch(DASHES, cell)), ""):
            return nothing, nothing
    at = statement.text.find(name)
    behind = statement.text[at + len(name) :] if at >= 0 and not statement.is_row else ""
    found = NOTHING.search(name) or NOTHING.match(behind)
    return (name if NOTHING.search(name) else statement.text, found[1]) if found else None


def heading_lines(statements: Sequence[tuple[Statement, bool]]) -> set[int]:
    """The lines that stand right above names and apart from those before them: they speak of what is below alone.

    Apart is what begins with a letter of its own, follows an empty line, or has a numbering below it that begins anew.
    """
    found = set()
    for (before, _), (statement, has_name), (after, is_below) in zip(
        statements, statements[1:], statements[2:], strict=False
    ):
        if has_name or not is_below or after.line != statement.line + 1 or statement.text.endswith("."):
            continue
        is_apart = statement.line > before.line + 1 or bool(LETTER.match(statement.text))
        begins = [re.match(r"\(?(\d{1,3})\s*[.)|]", each.text) for each in (before, after)]
        is_anew = all(begins) and int(begins[1][1]) <= int(begins[0][1])  # type: ignore[index]
        if is_apart or is_anew:
            found.add(statement.line)
    return found


def _goes_on(before: Read, read: Read, begins_with_place: Callable[[str], bool]) -> bool:
    """Whether a line goes on from the one before it."""
    if read.is_row or read.line.is_sheet or before.line.is_sheet or read.line.number > before.line.number + 1:
        return False
    above, text = before.line.text, read.line.text
    bare, is_numbered = unnumbered(text)
    if above.endswith(ENDS) or NOTE.match(text) or any(map(is_read_also, (above, text))):
        return False
    is_low = (bare[:1].islower() and not LETTERED.match(bare)) or bare[:1] in "(["
    if is_numbered or begins_with_place(text):
        return (is_low and not begins_with_place(text)) or (not is_numbered and bool(OPEN_END.search(above)))
    return is_low or bool(OPEN_END.search(above)) or len(above) >= BROKEN_FROM


def _is_of_decision(together: Sequence[Read], read: Read) -> bool:
    """Whether a line goes on with the title of a decision, which is written in capitals."""
    text, before = read.line.text, together[-1].line
    is_title = together[0].line.text.casefold().startswith("tentang") and before.text.isupper() and text.isupper()
    is_next = read.line.number == before.number + 1 and not (read.is_row or read.line.is_sheet)
    return is_title and is_next and not (unnumbered(text)[1] or BEGINS_ANEW.match(text))


def _row(read: Read) -> Statement:
    cells = tuple(filter(None, read.line.cells))
    noted = cells
    if any(read.columns):
        pairs = zip(read.columns, read.line.cells, strict=False)
        noted = tuple(cell for column, cell in pairs if cell and column and column.role in ("place", *NOTES))
    of_year = [not (column and (column.role == "aside" or column.years)) for column in read.columns]
    told = tuple(cell for is_told, cell in zip_longest(of_year, read.line.cells, fillvalue=True) if is_told and cell)
    pairs = zip(read.columns, read.line.cells, strict=False)
    references = tuple(cell for column, cell in pairs if cell and column and column.role == "reference")
    marks = tuple(mark for mark, cell in zip(read.line.marks, read.line.cells, strict=False) if cell)
    return Statement(
        read.line.number, read.line.text, tuple(range(read.start, read.end)), cells + read.line.comments,
        noted + read.line.comments, marks, is_headed=any(read.columns), striking=read.line.striking,
        told=(*map(str, told), *read.line.comments), references=references,
    )  # fmt: skip


def _sentences(reads: Iterable[Read], texts: Sequence[str]) -> list[Statement]:
    """The sentences of lines that belong together; all one where it is not clear in which an entry stands."""
    text, places, numbers = "", {}, []
    is_clear = True
    marks: tuple[str, ...] = ()
    is_sheet = False
    striking: tuple[str, ...] = ()
    for read in reads:
        striking += read.line.striking
        marks, is_sheet = marks or tuple(filter(None, read.line.marks))[:1], is_sheet or read.line.is_sheet
        start = len(text) + 1 if text else 0
        text = f"{text} {read.line.text}" if text else read.line.text
        numbers.append((start, read.line.number))
        for entry in range(read.start, read.end):
            at = text.find(texts[entry], start)
            is_clear = is_clear and at >= 0
            places[entry] = start = max(at, start)
    ends = [match.end() for match in SENTENCE.finditer(text)] if is_clear else []
    # The stop of an abbreviation within a name ends no sentence.
    ends = [end for end in ends if not any(at < end < at + len(texts[entry]) for entry, at in places.items())]
    found = []
    for begin, end in zip([0, *ends], [*ends, len(text)], strict=True):
        number = max(number for start, number in numbers if start <= begin)
        inside = tuple(entry for entry, at in places.items() if begin <= at < end or (at >= end == len(text)))
        found.append(Statement(number, text[begin:end].strip(), inside, marks=marks, is_sheet=is_sheet,
                               striking=striking))  # fmt: skip
    if len(numbers) > 1 and not text.casefold().startswith("tentang"):
        # The title of a decision is one, over how many lines it may run.
        found[-1] = found[-1]._replace(last_line=text[numbers[-1][0] :])
    return found
