"""The title that a note gives: a cell of remarks, a footnote, what stands in brackets behind a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kkpham_analysis.tables.award_lists.layout.columns import AROUND_TITLES, CROSSES, EMPTY, TICKS, Column, undated
from kkpham_analysis.tables.award_lists.layout.footnotes import Mark, Note, marks_behind, note_of
from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.layout.score_columns import own_rows
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.vocabulary import is_denying
from kkpham_analysis.tables.award_lists.meaning.words import DOUBTFUL, Titles, pieces, unmarked, unnumbered

# Beside a title these say no more than that it is one.
AROUND_NOTES = AROUND_TITLES | {"keterangan", "ket", "catatan", "note", "adalah", "berarti", "title"}
# A sign with a bracket, or a figure in square ones: the mark of a note, and no bullet.
SURE = re.compile(r"\s*(?:\(?(?:\*+|#+|\^+|[†‡§¶~])\)|\[\d{1,2}\]|[†‡§¶])")


def told_title(text: str, titles: Titles) -> str:
    """The title that a text gives and nothing else; empty where it gives none, or more than that.

    >>> import pandas as pd
    >>> labels = {"category": ["fair"], "label_id": ["Cukup Baik"], "label_en": ["Fair"]}
    >>> told_title("meraih predikat Cukup Baik", Titles(pd.DataFrame(labels)))
    'fair'
    >>> told_title("calon Cukup Baik", Titles(pd.DataFrame(labels)))
    ''
    """
    if title := titles.exactly(text):
        return title
    found = titles.all_within(text)
    besides = titles.besides(text)
    is_clear = besides <= AROUND_NOTES and not any(map(is_denying, besides)) and not DOUBTFUL.search(text)
    return found[0] if len(found) == 1 and is_clear else ""


def title_of(notes: Sequence[Note], titles: Titles) -> str:
    """The title that the notes of a mark give, where all give the same."""
    given = {told_title(note.said, titles) for note in notes}
    return given.pop() if len(given) == 1 else ""


def title_notes(lines: Sequence[Line], names: Names) -> set[int]:
    """The places of the lines that are footnotes of a title: no headings of the names below them.

    One whose mark could be a bullet or a number is a footnote where a name above it, or its heading, has that mark.
    """
    found: set[int] = set()
    marks: set[str] = set()
    for place, line in enumerate(lines):
        note = note_of(line.text)
        if note and names.titles.all_within(note[1]) and (note[0].sign in marks or SURE.match(line.text)):
            found.add(place)
        marks |= {mark.sign for mark in _marks_of(line, names)}
    return found


def _marks_of(line: Line, names: Names) -> Iterable[Mark]:
    """The marks behind the places of a line; in a row with one also those in cells of their own."""
    parts = [part for cell in line.cells for part in (cell, *pieces(cell))]
    bare = [unmarked(unnumbered(part)[0]) for part in parts]
    is_place = [bool(names.regencies(each) or names.province(each)) for each in bare]
    alone = line.cells if len(line.cells) > 1 and any(is_place) else ()
    yield from (mark for part, is_one in zip(parts, is_place, strict=True) if is_one for mark in marks_behind(part))
    yield from (mark for cell in alone for mark in marks_behind(f"x{cell}") if len(unmarked(f"x{cell}")) == 1)


def with_title_columns(columns: list[Column | None], rows: Iterable[Line], titles: Titles) -> list[Column | None]:
    """The columns, where one of remarks that holds titles, and nothing else, in at least half of its rows is of titles.

    What is left empty in it is asked about then; where few rows have a title there, the others have the usual one.
    """
    rows = [line for line in rows if len([*filter(None, line.cells)]) > 1]
    cells, own = [line.cells for line in rows], [line.cells for line in own_rows(rows, titles)]
    columns = [_unclear(_ticked(column, at, own, titles), at, cells, titles) for at, column in enumerate(columns)]
    if any(column and column.role in ("category", "result", "mark") for column in columns):
        return columns
    return [
        Column("category") if column and column.role == "note" and _holds_titles(cells, at, titles) else column
        for at, column in enumerate(columns)
    ]


def _unclear(column: Column | None, at: int, rows: Sequence[tuple[str, ...]], titles: Titles) -> Column | None:
    """A column of marks that is not understood, but holds titles alone, as one that is asked about as a whole."""
    filled = [row[at] for row in rows if len(row) > at and row[at]]
    is_open = column is not None and column.role == "mark" and not (column.is_clear or column.title)
    return None if is_open and filled and all(told_title(cell, titles) for cell in filled) else column


def _ticked(column: Column | None, at: int, rows: Sequence[tuple[str, ...]], titles: Titles) -> Column | None:
    """A column below the year of the round that holds ticks and no words, as one of marks; any other as it is."""
    said = {row[at].casefold() for row in rows if len(row) > at and row[at]}
    is_of_year = bool(column and column.role == "result" and not column.years and undated(column.heading)[1])
    is_ticked = any(cell.casefold() in TICKS for row in rows for cell in row)
    if column is None or not (is_of_year and said and is_ticked and said <= TICKS | CROSSES | EMPTY):
        return column
    denying = [code for code in titles.codes if any(map(is_denying, titles.words_of(code)))]
    return column._replace(role="mark", crossed=denying[0]) if len(denying) == 1 else column


def _holds_titles(rows: Sequence[tuple[str, ...]], at: int, titles: Titles) -> bool:
    filled = [row[at] for row in rows if len(row) > at and row[at]]
    return bool(filled) and 2 * len(filled) >= len(rows) and all(told_title(cell, titles) for cell in filled)
