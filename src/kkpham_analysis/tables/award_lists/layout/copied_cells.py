"""Tables that were copied from a page cell by cell, or with cells that run over lines, as the rows that they were.

Only where each row is a number that follows the one above, a regency, its own province and a title, word by word and in
one way alone: there nothing can be misunderstood. Else all lines stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.meaning.names import Names

# The head of a table stands in so many lines at most, and so does a row.
MOST_LINES_OF_HEAD, MOST_LINES = 4, 12
HEAD = re.compile(
    r"(?P<no>no\.?|nomor)\s+(?P<place>(?:nama\s+)?kab(?:upaten)?\.?\s*(?:/|dan)\s*kota)"
    r"(?:\s+(?P<province>prov(?:insi|\.)?))?\s+(?P<title>predikat|kategori)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(\d{1,3})[.)]?(?:\s+|$)")


def with_copied_rows(lines: Sequence[Line], names: Names) -> tuple[list[Line], list[Line]]:
    """The lines, where a table that was copied so is its rows; and those that were used up so.

    Parameters
    ----------
    lines
        The lines.
    names
        The names of the round's places.
    """
    for at in range(len(lines)):
        for end in range(at + 1, min(len(lines), at + MOST_LINES_OF_HEAD) + 1):
            head = HEAD.fullmatch(_text(lines[at:end]))
            rows = list(_rows(lines, end, names, has_province=bool(head["province"]))) if head else []
            if head and rows and all(cells for _, _, cells in rows):
                table = [_row(lines[at], tuple(filter(None, head.groups())))]
                table += [_row(lines[begin], cells) for begin, _, cells in rows]
                last = rows[-1][1]
                kept = {line.number for line in table}
                used = [line for line in lines[at:last] if line.number not in kept]
                return [*lines[:at], *table, *lines[last:]], used
    return list(lines), []


def _text(lines: Sequence[Line]) -> str:
    """The lines as one, where each is a text of its own; else nothing."""
    is_text = all(len(line.cells) == 1 and not (line.is_sheet or line.marks or line.comments) for line in lines)
    return " ".join(line.text for line in lines) if is_text else ""


def _row(line: Line, cells: tuple[str, ...]) -> Line:
    return line._replace(cells=cells)


def _rows(
    lines: Sequence[Line], begin: int, names: Names, *, has_province: bool
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The rows below a head: where each begins and ends, and its cells; none where it is not understood."""
    number = 1
    while begin < len(lines) and _number(lines[begin]) == number:
        after = (at for at in range(begin + 1, len(lines)) if _number(lines[at]) == number + 1)
        nearest = next(after, None)
        most = min(len(lines), begin + MOST_LINES)
        # Below the last row may stand anything.
        ends = [nearest] if nearest is not None else range(most, begin, -1)
        found = ((end, _cells(_text(lines[begin:end]), names, has_province=has_province)) for end in ends)
        end, cells = next(((end, cells) for end, cells in found if cells), (begin + 1, ()))
        yield begin, end, cells
        begin, number = end, number + 1


def _number(line: Line) -> int | None:
    found = NUMBER.match(line.text)
    return int(found[1]) if found else None


def _cells(text: str, names: Names, *, has_province: bool) -> tuple[str, ...]:
    """The number, regency, province and title that a text is word by word; none where that is so in several ways."""
    number = NUMBER.match(text)
    words = text[number.end() :].split() if number else []
    found: list[tuple[str, ...]] = []
    for first, second in combinations(range(1, len(words)), 2):
        name, province, title = (" ".join(part) for part in (words[:first], words[first:second], words[second:]))
        if names.titles.exactly(title) and _is_in(name, province, names):
            found.append((name, province, title))
    if not has_province:
        parts = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
        found = [(name, title) for name, title in parts if names.titles.exactly(title) and _only(name, names)]
    return (number[1], *found[0]) if number and len(found) == 1 else ()


def _only(name: str, names: Names) -> str:
    """The province of the only regency that a name means; empty where it means several."""
    places = [*names.regencies(name).values()]
    return places[0].province_code if len(places) == 1 else ""


def _is_in(name: str, province: str, names: Names) -> bool:
    """Whether a name means one regency, and it lies in the province."""
    code = names.province(province, is_said=True)
    return bool(code) and _only(name, names) == code
