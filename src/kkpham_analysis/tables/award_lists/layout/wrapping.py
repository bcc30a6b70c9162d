"""Names and titles of an award list that run over the end of a line, in one line again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.type_behind import type_behind
from kkpham_analysis.tables.award_lists.meaning.words import (
    AND,
    first_piece,
    pieces,
    type_heading,
    unmarked,
    unnumbered,
)

# What ends so does not run on.
ENDS = (";", ",", ":", ".")


def unwrapped(lines: Iterable[Line], names: Names) -> tuple[list[Line], list[Line]]:
    """The lines, where a name or title that runs over the end of one stands in one again; and those used up so."""
    found, joined = list(lines), []
    for place, (first, second) in enumerate(pairwise(list(found))):
        if second.number != first.number + 1:
            continue
        first = found[place]
        if row := _whole_row(first, second, names) or _whole_heading(first, second, names):
            # What runs over three lines goes on from here.
            found[place], found[place + 1] = first._replace(cells=("",)), row
            joined.append(second)
            continue
        if len(first.cells) > 1 or len(second.cells) > 1:
            continue
        head, rest = first_piece(second.text)
        if not head or not _runs_on(first.text, head, names):
            continue
        text = f"{first.text} {head}{rest[:1].strip()}"
        found[place] = _with_second(first, second)._replace(cells=(text,))
        found[place + 1] = second._replace(cells=(rest[1:].strip(),))
        if not found[place + 1].text:
            joined.append(second)
    return [line for line in found if line.text], joined


def _whole_row(first: Line, second: Line, names: Names) -> Line | None:
    """A row whose name is complete only with the row below it, which has no number of its own; None where it is not."""
    if len(first.cells) < 2 or second.is_sheet or any(cell[:1].isdigit() for cell in second.cells):
        return None
    if len(second.cells) == 1:
        below = {
            at: second.text for at, cell in enumerate(first.cells) if cell and _completes(cell, second.text, names)
        }
    else:
        below = {at: cell for at, cell in enumerate(second.cells) if cell}
    if any(at >= len(first.cells) or not first.cells[at] for at in below):
        return None
    if sum(_completes(first.cells[at], cell, names) for at, cell in below.items()) != 1:
        return None
    cells = tuple(f"{cell} {below[at]}" if at in below else cell for at, cell in enumerate(first.cells))
    return _with_second(first, second)._replace(cells=cells)


def _whole_heading(first: Line, second: Line, names: Names) -> Line | None:
    """A heading whose title is complete only with the line below it: "KABUPATEN CUKUP", "PEDULI HAM"; else None."""
    is_one = all(len([*filter(None, line.cells)]) == 1 and not line.is_sheet for line in (first, second))
    if not is_one or first.text.endswith(ENDS) or unnumbered(second.text)[1]:
        return None
    text = f"{first.text} {second.text}"
    apart = {*names.titles.all_within(first.text), *names.titles.all_within(second.text)}
    if apart.issuperset(names.titles.all_within(text)):
        return None
    return _with_second(first, second)._replace(cells=tuple(text if cell else "" for cell in first.cells))


def _with_second(first: Line, second: Line) -> Line:
    """A line with what is shown of the one below it, whose text it takes in."""
    marks, striking = first.marks or second.marks, first.striking + second.striking
    return first._replace(marks=marks, comments=first.comments + second.comments, striking=striking)


def _completes(begin: str, end: str, names: Names) -> bool:
    """Whether the end of a cell makes it a name, and is none itself."""
    return bool(names.regencies(f"{unnumbered(begin)[0]} {unmarked(end)}")) and not names.regencies(unmarked(end))


def _runs_on(text: str, head: str, names: Names) -> bool:
    """Whether the end of a line is the begin of a name that only the next line completes."""
    if not text or text.endswith(ENDS) or unnumbered(head)[1] or type_heading(text) is not None:
        return False
    *before, tail = [unmarked(unnumbered(piece)[0]) for piece in pieces(text)] or [""]
    if type_behind(tail) and not (names.regencies(tail) and all(map(type_behind, before))):
        # Where not each name has its type behind it, the last may be that of the next line.
        tail = tail.rpartition(",")[2].strip() or tail
    tail = AND.split(tail)[-1] if not names.regencies(tail) else tail
    return bool(tail and names.regencies(f"{tail} {head}") and not (names.regencies(tail) and names.regencies(head)))
