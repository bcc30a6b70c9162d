"""Tables side by side below a row of their headings, as if they stood one below the other, each below its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kkpham_analysis.tables.award_lists.layout.columns import header_of
from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.meaning.words import Titles
from kkpham_analysis.tables.places.keys import key_of


def one_by_one(lines: Sequence[Line], titles: Titles) -> list[Line]:
    """The lines, where each of several tables side by side has its heading, its head and its rows by itself.

    The cells stay in their columns: those of the other tables are empty. Tables without a row of headings above their
    heads stay as they are.

    Parameters
    ----------
    lines
        The lines.
    titles
        The titles there are.
    """
    found: list[Line] = []
    at = 0
    while at < len(lines):
        begins = _begins(lines[at], lines[at + 1], titles) if at + 1 < len(lines) else []
        end = _end(lines, at + 2, begins) if begins else at + 1
        # The first may begin behind an empty column, and the last is as wide as its rows.
        bounds = [*begins, max(len(line.cells) for line in lines[at:end])] if begins else []
        sides = [_side(line, first, last) for first, last in pairwise(bounds) for line in lines[at:end]]
        found += [line for line in sides if line.text] if sides else [lines[at]]
        at = end
    return found


def _begins(above: Line, head: Line, titles: Titles) -> list[int]:
    """The columns that the tables below a row of headings begin at; none where it is no such row."""
    if above.is_sheet or head.is_sheet:
        return []
    columns = header_of(head.cells, titles)
    keys = [key_of(cell) for cell in head.cells] if columns else []
    first = next((at for at, key in enumerate(keys) if key), 0)
    begins = [at for at, key in enumerate(keys) if key and key == keys[first]]
    places = [at for at, column in enumerate(columns) if column and column.role in ("place", "code")]
    if len(begins) < 2:
        begins = places
    bounds = [*begins, max(len(above.cells), len(head.cells))]
    headings = [_heading(above, begin, end) for begin, end in pairwise(bounds)]
    is_each = all(any(begin <= at < end for at in places) for begin, end in pairwise(bounds))
    return begins if len(begins) > 1 and is_each and all(headings) and len(set(headings)) > 1 else []


def _heading(above: Line, begin: int, end: int) -> str:
    """The only heading of a table, over one of its columns or merged over several; empty where it has none or more."""
    said = {cell for cell in above.cells[begin:end] if cell}
    return said.pop() if len(said) == 1 else ""


def _end(lines: Sequence[Line], at: int, begins: Sequence[int]) -> int:
    """Where the rows of the tables end: at a line that has one text, or at another sheet."""
    while at < len(lines) and not lines[at].is_sheet and not _is_text(lines[at], begins):
        at += 1
    return at


def _is_text(line: Line, begins: Sequence[int]) -> bool:
    """Whether a line has but one text, in its first column."""
    filled = [at for at, cell in enumerate(line.cells) if cell]
    return len(filled) < 2 and all(at < begins[1] for at in filled)


def _side(line: Line, begin: int, end: int) -> Line:
    """A line with the cells of one table alone; of what is merged over several of its columns once."""
    is_one = len({cell for cell in line.cells[begin:end] if cell}) == 1
    shown = range(begin, end)
    if is_one:
        shown = range(next(at for at in shown if line.cells[at]), end)[:1]
    marks = tuple(mark if at in shown else "" for at, mark in enumerate(line.marks))
    cells = tuple(cell if at in shown else "" for at, cell in enumerate(line.cells))
    return line._replace(cells=cells, marks=marks if any(marks) else ())
