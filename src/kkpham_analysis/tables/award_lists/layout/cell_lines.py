"""Cells of several lines: each a name of its own, or one name that was broken over them."""

from __future__ import annotations

import re

from kkpham_analysis.tables.award_lists.layout.lines import BREAK, Line
from kkpham_analysis.tables.award_lists.meaning.names import Around, Names
from kkpham_analysis.tables.award_lists.meaning.words import pieces, type_heading, unmarked, unnumbered

# A name is broken over so many lines at most.
MOST_LINES = 3
SLASH = re.compile(r"\s+/\s+")
TYPED = re.compile(r"(?:kab(?:upaten)?\b\.?|kota\b)\s*\w", re.IGNORECASE)


def with_parted_cells(line: Line, names: Names) -> Line:
    """A line whose cells have no breaks within; names that a break or a slash stands between have a semicolon there.

    Parameters
    ----------
    line
        The line.
    names
        The names of the round's places.
    """
    if not any(BREAK in cell or SLASH.search(cell) for cell in line.cells):
        return line
    return line._replace(cells=tuple(_parted(cell, names) for cell in line.cells))


def named_pieces(cell: str, names: Names) -> list[str]:
    """The pieces of a cell, where each names somebody; else the cell."""
    parts = [*pieces(cell)] if ";" in cell else []
    return parts if len(parts) > 1 and all(_is_named(part, names) for part in parts) else [cell]


def _parted(cell: str, names: Names) -> str:
    if BREAK not in cell:
        parts = SLASH.split(cell)
        return "; ".join(parts) if len(parts) > 1 and all(_is_name(part, names) for part in parts) else cell
    items = _items(cell.split(BREAK), names)
    named = [_is_named(item, names) for item in items]
    is_list = sum(named) > 1 or (any(named) and all(map(_is_item, items)))
    return "; ".join(item.rstrip(" ;,") for item in items) if is_list else " ".join(items)


def _items(lines: list[str], names: Names) -> list[str]:
    """The lines, where a name that is broken over some is in one, and what is said of a name stands behind it."""
    found: list[str] = []
    at = 0
    while at < len(lines):
        ends = range(min(len(lines), at + MOST_LINES), at + 1, -1)
        end = next((end for end in ends if _is_broken(lines[at:end], names)), at + 1)
        text = " ".join(lines[at:end])
        if found and not (_is_item(text) or _is_named(text, names)):
            found[-1] += f" {text}"
        else:
            found.append(text)
        at = end
    return found


def _is_broken(lines: list[str], names: Names) -> bool:
    """Whether lines are a name together, and not each by itself."""
    return _is_name(" ".join(lines), names) and not all(_is_name(line, names) for line in lines)


def _is_name(text: str, names: Names) -> bool:
    return bool(names.regencies(unmarked(unnumbered(text)[0])))


def _is_named(text: str, names: Names) -> bool:
    """Whether a text is a name with what lists write beside one."""
    bare = unnumbered(text)[0]
    found = names.settle(bare, Around(is_listed=True))
    return _is_name(text, names) or (found.status != "skipped" and found.reason != "unknown" and bool(found.places))


def _is_item(text: str) -> bool:
    """Whether a line has a number or a type before it, as names in a list have."""
    bare, is_numbered = unnumbered(text)
    return type_heading(bare) is None and (is_numbered or bool(TYPED.match(bare)))
