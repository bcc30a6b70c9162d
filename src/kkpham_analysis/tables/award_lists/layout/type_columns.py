"""The column of a table that says of each name whether it is a kabupaten or a kota, whatever its heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kkpham_analysis.tables.award_lists.layout.columns import COLUMNS, Column
from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.meaning.words import type_heading, unmarked
from kkpham_analysis.tables.places.keys import key_of


def with_type_column(columns: list[Column | None], heading: Sequence[str], rows: Iterable[Line]) -> list[Column | None]:
    """The columns, where one that holds bare "Kabupaten" and "Kota" alone is of types beside another one of names.

    Parameters
    ----------
    columns
        What the headings say.
    heading
        The headings themselves.
    rows
        The lines below them.
    """
    cells = [row.cells for row in rows if len([*filter(None, row.cells)]) > 1]
    types = [at for at in range(min(len(columns), len(heading))) if _holds_types(cells, at)]
    if len(types) != 1 or (columns[types[0]] or Column("")).role == "type":
        return columns
    found = [Column("type") if at in types else column for at, column in enumerate(columns)]
    if any(column and column.role == "place" for column in found):
        return found
    # "Nama" beside "Kab/Kota" was not taken for the name of a regency.
    named = [at for at, cell in enumerate(heading) if at < len(found) and found[at] is None and _is_of_places(cell)]
    if len(named) != 1:
        return found if any(column and column.role == "code" for column in found) else columns
    found[named[0]] = Column("place")
    return found


def _holds_types(rows: Sequence[tuple[str, ...]], at: int) -> bool:
    filled = [row[at] for row in rows if len(row) > at and row[at]]
    return bool(filled) and 2 * len(filled) >= len(rows) and all(map(type_heading, filled))


def _is_of_places(heading: str) -> bool:
    return COLUMNS.get(key_of(unmarked(heading))) == "place"
