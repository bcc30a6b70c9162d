"""Tables side by side, as if they stood one below the other: each name has only what stands in its own table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kkpham_analysis.tables.award_lists.layout.columns import Column, header_of
from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.words import PLAIN_NUMBER, Titles, unmarked, unnumbered
from kkpham_analysis.tables.places.keys import key_of


def one_by_one(lines: Sequence[Line], names: Names) -> list[Line]:
    """The lines, where each of several tables side by side has its heading, its head and its rows by itself.

    The cells stay in their columns: those of the other tables are empty. Tables without a row of headings above their
    heads, and without anything beside their names, stay as they are.

    Parameters
    ----------
    lines
        The lines.
    names
        Reads names and titles.
    """
    found: list[Line] = []
    at, is_headed = 0, False
    while at < len(lines):
        heads, begins = _heads(lines[at : at + 2], names.titles)
        if heads:
            end = _end(lines, at + len(heads), names.titles)
            found += _blocks(heads, lines[at + len(heads) : end], begins)
            at, is_headed = end, True
            continue
        is_headed = not lines[at].is_sheet and (is_headed or bool(header_of(lines[at].cells, names.titles)))
        found += [lines[at]] if is_headed else _by_name(lines[at], names)
        at += 1
    return found


def _heads(lines: Sequence[Line], titles: Titles) -> tuple[list[Line], list[int]]:
    """The heads of tables side by side, with the row of headings above them if any, and where they begin."""
    if len(lines) > 1 and (begins := _begins(lines[0], lines[1], titles)):
        return [*lines], begins
    begins = [] if lines[0].is_sheet else _alike(lines[0].cells, header_of(lines[0].cells, titles))
    return (list(lines[:1]), begins) if begins else ([], [])


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


def _alike(cells: Sequence[str], columns: Sequence[Column | None]) -> list[int]:
    """Where tables with the same heads begin, each with one column of names and something beside them."""
    roles = [column.role if column else cell and "unknown" for cell, column in zip(cells, columns, strict=False)]
    places = [at for at, role in enumerate(roles) if role == "place"]
    if len(places) < 2:
        return []
    first = next(at for at, role in enumerate(roles) if role)
    begins = [at - (places[0] - first) for at in places]
    said = [[*filter(None, roles[begin:end])] for begin, end in pairwise([*begins, len(roles)])]
    is_alike = all(each == said[0] for each in said)
    return begins if is_alike and not set(said[0]) <= {"place", "other", "type"} else []


def _end(lines: Sequence[Line], at: int, titles: Titles) -> int:
    """Where what stands below the heads of tables ends: at another head, or at another sheet."""
    while at < len(lines) and not lines[at].is_sheet and not header_of(lines[at].cells, titles):
        at += 1
    return at


def _blocks(heads: Sequence[Line], lines: Sequence[Line], begins: Sequence[int]) -> Iterator[Line]:
    """The tables one below the other, up to each line of text between their rows, and again below it."""
    rows: list[Line] = []
    is_first = True
    for line in [*lines, None]:
        if line is not None and not _is_text(line, begins):
            rows.append(line)
            continue
        if rows or is_first:
            yield from _tables([*heads, *rows], begins)
            rows, is_first = [], False
        if line is not None:
            yield line


def _tables(lines: Sequence[Line], begins: Sequence[int]) -> list[Line]:
    # The first may begin behind an empty column, and the last is as wide as its rows.
    bounds = [*begins, max(len(line.cells) for line in lines)]
    sides = [_side(line, first, last) for first, last in pairwise(bounds) for line in lines]
    return [line for line in sides if line.text]


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


def _by_name(line: Line, names: Names) -> list[Line]:
    """A row without headings, apart where several names have something each behind them."""
    filled = [at for at, cell in enumerate(line.cells) if cell]
    if len(filled) < 3:
        return [line]
    named = [at for at in filled if names.regencies(unmarked(unnumbered(line.cells[at])[0]))]
    numbers = {at for at in filled if PLAIN_NUMBER.fullmatch(line.cells[at])}
    if len(named) < 2 or set(filled) <= {*named, *numbers}:
        return [line]
    # Where the first name has its number before it, so have the others; else a number is a score.
    is_numbered = named[0] - 1 in numbers
    begins = [0, *(at - (is_numbered and at - 1 in numbers) for at in named[1:])]
    if any(begin == at + 1 for at, begin in zip(named, begins[1:], strict=False)):
        return [line]
    return _tables([line], begins)
