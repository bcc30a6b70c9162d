"""What the columns of a table say of the names in a row: their titles and scores, and where these are not clear."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kkpham_analysis.tables.award_lists.entries import KEEP, OTHER_YEAR, Answer, Entry, text_key
from kkpham_analysis.tables.award_lists.layout.columns import EMPTY, YES, Column, title_of
from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.layout.score_columns import with_one_score
from kkpham_analysis.tables.award_lists.layout.statements import NOTES
from kkpham_analysis.tables.award_lists.layout.type_columns import with_type_column
from kkpham_analysis.tables.award_lists.meaning.codes import BPS, KEMENDAGRI, is_like_a_code
from kkpham_analysis.tables.award_lists.meaning.names import Around, Names
from kkpham_analysis.tables.award_lists.meaning.words import (
    DATE,
    NONE_HERE,
    OFFICIAL,
    Titles,
    pieces,
    points,
    type_heading,
    unmarked,
)
from kkpham_analysis.tables.award_lists.reading.province_headings import province_named
from kkpham_analysis.tables.award_lists.reading.told_titles import told_title, with_title_columns
from kkpham_analysis.tables.places.keys import key_of

# What columns say of the names of their row.
TOLD = ("category", "result", "score")
# What a row without a name may be all the same: one of a province without any, or one that was answered.
SETTLED = ("none_here", "answer", "named_before", "joined")
TYPE_BEFORE = re.compile(r"^(?:kabupaten|kab\.?|kota|daerah|[/\s])+(?=\S)", re.IGNORECASE)


def with_rows(
    columns: list[Column | None], headings: Sequence[str], below: Sequence[Line], titles: Titles
) -> list[Column | None]:
    """The columns of a table as its headings say, and then the rows below these."""
    columns = with_title_columns(with_type_column(columns, headings, below), below, titles)
    return with_one_score(columns, headings, below, titles)


def is_in_place(columns: Sequence[Column | None], cells: Sequence[str], names: Names) -> bool:
    """Whether the only cell of a row is one of a column of places, titles or scores, and no heading."""
    at = next((at for at, cell in enumerate(cells[: len(columns)]) if cell), None)
    column = None if at is None else columns[at]
    if at is None or column is None:
        return False
    is_heading = bool(names.province(unmarked(cells[at]))) or type_heading(cells[at]) is not None
    # Below a table stands who signed it, where and when.
    is_signed = bool(DATE.search(cells[at]) or OFFICIAL.match(cells[at])) and not names.titles.within(cells[at])
    return (column.role in TOLD and not is_signed) or (column.role in ("place", "code") and not is_heading)


def is_named(columns: Sequence[Column | None], cells: Sequence[str], names: Names) -> bool:
    """Whether a row has a name, or its type, where a table has these: it is no head of another table."""
    pairs = [(column.role, cell) for column, cell in zip(columns, cells, strict=False) if column and cell]
    is_typed = any(role == "type" and type_heading(cell) for role, cell in pairs)
    return is_typed or any(role == "place" and bool(names.regencies(unmarked(cell))) for role, cell in pairs)


def by_role(
    columns: Sequence[Column | None], cells: Sequence[str], titles: Titles
) -> dict[str, list[tuple[str, Column]]]:
    """The cells of a row that are filled, by what their columns hold; a title is one below any heading."""
    found: dict[str, list[tuple[str, Column]]] = {}
    for column, cell in zip(columns, cells, strict=False):
        is_title = (column is None or column.role in NOTES) and bool(told_title(cell, titles))
        if cell and (column or is_title):
            told = Column("category") if is_title or column is None else column
            found.setdefault(told.role, []).append((cell, told))
    return found


def code_of(cells: Mapping[str, Sequence[tuple[str, Column]]]) -> str:
    """The code of a row, marked where it is BPS's; of several Kemendagri's, with another one as its name."""
    found = sorted(cells.get("code", []), key=lambda pair: pair[1].owner != KEMENDAGRI)
    marked = [f"bps:{cell}" if column.owner == BPS and is_like_a_code(f"bps:{cell}") else cell
              for cell, column in found]  # fmt: skip
    return " ".join(marked[:1] if cells.get("place") else marked[:2])


def cells_of_names(cells: Sequence[str], names: Names) -> list[str]:
    """The cells of a row without headings that are neither title nor province; a code with the name beside it."""
    rest = [cell for cell in cells if not names.titles.exactly(cell) and not province_named(cell, names)]
    if len(rest) > 1 and re.fullmatch(r"\d{2}\.?\d{2}", rest[0]) and not is_like_a_code(rest[1]):
        rest = [" ".join(rest[:2]), *rest[2:]]
    return rest


def is_shown(entry: Entry) -> bool:
    """Whether a cell of a row without headings is shown by itself, and not only with its row."""
    return entry.status != "skipped" or entry.reason == "note" or is_like_a_code(entry.text)


class AboutRow:
    """The cells of a row that say something of its names: titles, results and scores, and the columns of marks."""

    def __init__(
        self,
        columns: Sequence[Column | None],
        cells: Sequence[str],
        by_role: Mapping[str, Sequence[tuple[str, Column]]],
    ) -> None:
        self.columns = columns
        written = {role: [cell for cell, _ in by_role.get(role, []) if re.search(r"\w", cell)] for role in TOLD}
        # A number among results is a score, and says of no title that it was given.
        results = [cell for cell in written["result"] if points(cell)]
        titles = [*written["category"], *(cell for cell in written["result"] if not points(cell))]
        self.title = " ".join(dict.fromkeys(titles))
        self.said = self.title or " ".join(results)
        told = [pair for role in ("score", "result") for pair in by_role.get(role, []) if points(pair[0])]
        given = {points(cell) for cell, column in told if column.is_clear}
        self.score = given.pop() if len(given) == 1 else ""
        self.unclear_scores = "" if self.score else ", ".join(cell for cell, _ in told)
        self.no_scores = [cell for cell in written["score"] if not points(cell)]
        filled = [*cells, *[""] * (len(columns) - len(cells))]
        marks = [(column, cell) for column, cell in zip(columns, filled, strict=False) if column]
        self.marks = [(column, cell) for column, cell in marks if column.role == "mark"]
        if any(column.title for column, _ in self.marks):
            # What a tick below a heading says that nobody knows is not clear.
            pairs = zip(columns, filled, strict=False)
            self.marks += [(Column("mark", is_clear=False), cell) for column, cell in pairs if column is None and
                           cell.casefold() in YES | {"x"}]  # fmt: skip

    @property
    def is_told(self) -> bool:
        """Whether the row says of somebody that a title or a score was given."""
        has_mark = any(cell.casefold() not in EMPTY for _, cell in self.marks)
        return bool(self.title or self.score or self.unclear_scores or has_mark)


class RowTitles:
    """Gives the names of a row what its columns say; `used` are the answers that were needed."""

    def __init__(self, names: Names, answers: Mapping[str, Answer], *, is_told: bool) -> None:
        self.names, self.answers, self.is_told = names, answers, is_told
        self.used: set[str] = set()

    def has_titles(self, columns: Sequence[Column | None]) -> bool:
        """Whether each row has a cell for its title, which goes before headings, but not before what a person says."""
        return not self.is_told and any(column and column.role in ("category", "result") for column in columns)

    def places(
        self, cells: Mapping[str, Sequence[tuple[str, Column]]], columns: Sequence[Column | None], around: Around
    ) -> list[tuple[str, Around]]:
        """The texts in a row that may be names, with the code beside them, and what is known of each."""
        code = code_of(cells)
        kind = next((type_heading(cell) or "" for cell, _ in cells.get("type", [])), "")
        is_scored = bool(cells.get("result")) and all(points(cell) for cell, _ in cells["result"])
        category = "" if self.has_titles(columns) and not is_scored else around.category
        found = []
        for cell, column in cells.get("place", []) or [("", Column("place"))]:
            told = around._replace(type=kind or column.type or around.type, category=column.title or category)
            parts = [cell] if code or self.names.regencies(unmarked(cell)) else pieces(cell)
            found += [(f"{code} {part}".strip(), told._replace(is_code=not cell)) for part in parts]
            code = ""
        return found

    def with_titles(self, entries: Sequence[Entry], about: AboutRow) -> list[Entry]:
        """The entries of a row, each with its title and score, or asked about where its title is not clear."""
        title = TYPE_BEFORE.sub("", about.title)
        category = self.names.titles.exactly(title) or told_title(title, self.names.titles)
        found = []
        for entry in entries:
            told = replace(entry, category=category or entry.category, score=about.score or entry.score)
            if told.status == "claim":
                told = self._of_round(self._marked(self._titled(told, about, category), about), about.columns)
            found.append(told)
        return found

    def named(self, entries: Sequence[Entry], line: Line, about: AboutRow) -> list[Entry]:
        """The entries of a row; where it says something of a name, but has none that was read, a question."""
        is_read = any(entry.status != "skipped" or entry.reason in SETTLED for entry in entries)
        if is_read or not about.is_told:
            return [*entries]
        return [Entry(line.number, line.text, "unsettled", "no_name", province=entries[0].province if entries else "")]

    def _of_round(self, entry: Entry, columns: Sequence[Column | None]) -> Entry:
        """A name, asked about where what the columns say of it is of another year, or was answered."""
        dated = [column for column in columns if column and column.years]
        if not dated or entry.status == "skipped":
            return entry
        last = max(dated, key=lambda column: max(column.years))
        answer = self.answers.get(text_key(last.heading))
        cleared = replace(entry, code="", category="", score="")
        if answer is not None and not answer.code:
            self.used.add(text_key(last.heading))
            return replace(cleared, status="skipped", reason="answer", candidates=())
        candidates = entry.candidates or self.names.like("", "", [entry.code])
        said = ", ".join(sorted({year for column in dated for year in column.years}))
        return replace(cleared, status="unsettled", reason=OTHER_YEAR, candidates=candidates, asked=last.heading,
                       said=said)  # fmt: skip

    def _titled(self, entry: Entry, about: AboutRow, category: str) -> Entry:
        """A name, asked about where nothing that is understood stands in the column of titles, nor beside the name."""
        is_free = not (about.title or self.has_titles(about.columns))
        if category or (key_of(about.said) not in NONE_HERE and (entry.category or is_free)):
            return entry
        return self._untitled(entry, about.said)

    def _marked(self, entry: Entry, about: AboutRow) -> Entry:
        """A name with the title that the columns of marks are about; else asked about."""
        if entry.status != "claim" or not about.marks:
            return entry
        title = title_of(about.marks, self.names.titles)
        if title is not None:
            return replace(entry, category=title or entry.category)
        said = " ".join(cell for _, cell in about.marks if cell)
        return entry if entry.reason == "answer" else self._untitled(entry, said)

    def _untitled(self, entry: Entry, said: str) -> Entry:
        """A name whose title is asked about, or was answered."""
        answer = self.answers.get(text_key(entry.text))
        if answer is not None and answer.code == KEEP and answer.category:
            self.used.add(text_key(entry.text))
            return replace(entry, reason="answer", category=answer.category)
        reason, candidates = "no_title" if said else "empty_title", self.names.like("", "", [entry.code])
        return replace(entry, status="unsettled", reason=reason, code="", category="", score="", candidates=candidates)
