"""The row of a sheet that names its columns, and which column each of them is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kkpham_analysis.tables.files.sheets import EMPTY, Cell, Row, Sheet
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.layout import (
    AMBIGUOUS,
    CODE_WORDS,
    FILLED,
    TAKEN,
    columns_of,
    is_beside,
    meaning_of,
)
from kkpham_analysis.tables.submissions.values import is_personal_heading, personal

HEADER_WITHIN = 60
# Kemendagri's, with or without its point: no list has as many indicators.
REGENCY_CODE = re.compile(r"[1-9][0-9]\.?[0-9]{2}")


@dataclass(frozen=True)
class Header:
    """The number of the row, the place of each column that is known, and what the other headings are.

    `again` are the places of answers whose heading stands further left already; it `is_named` where indicators have
    names alone.
    """

    row: int
    columns: Mapping[str, int]
    doubled: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    again: tuple[int, ...] = ()
    is_named: bool = False


def header_of(sheet: Sheet) -> Header | None:
    """The row that names the columns: that which names most; None where none names an indicator and an answer."""
    best: Header | None = None
    for row in sheet.rows[:HEADER_WITHIN]:
        names = columns_of(["" if cell.is_merged else cell.text for cell in row.cells])
        names = _with_code_of_regency(row, names, sheet)
        counted = Counter(name for name in names if name)
        columns = {name: names.index(name) for name in counted}
        if not (set(columns) & {*FILLED, AMBIGUOUS} and set(columns) & {"indicator_code", "number", "label"}):
            continue
        if len(columns) < 3 or (best is not None and len(columns) <= len(best.columns)):
            continue
        strange = [cell.text for cell, name in zip(row.cells, names, strict=True) if cell.text and not name]
        named = tuple(text for text in strange if is_personal_heading(text))
        doubled = tuple(name for name, times in counted.items() if times > 1 and name in TAKEN)
        unknown = {cell.text: place for place, cell in enumerate(row.cells) if cell.text in strange}
        unknown = {text: place for text, place in unknown.items() if text not in named}
        again = tuple(place for place, name in enumerate(names) if name in FILLED and place != columns[name])
        best = Header(row.number, columns, doubled, named, unknown, tuple(row.texts), again)
    return None if best is None else _with_indicator(best, sheet)


def _with_code_of_regency(row: Row, names: Sequence[str], sheet: Sheet) -> list[str]:
    """What headings mean, where a bare "Kode" beside the name of the regency holds codes of regencies alone."""
    bare = [place for place, text in enumerate(row.texts) if names[place] and plain(text) in CODE_WORDS]
    others = {"number", "label"} & set(names)
    if len(bare) != 1 or names[bare[0]] != "indicator_code" or not others or not is_beside(bare[0], names):
        return list(names)
    texts = [text for below in sheet.rows if below.number > row.number if (text := cell_at(below, bare[0]).text)]
    if not texts or not all(text == row.texts[bare[0]] or REGENCY_CODE.fullmatch(text) for text in texts):
        return list(names)
    told = ["regency_name" if name == "regency_code" else name for name in names]
    return ["regency_code" if place == bare[0] else name for place, name in enumerate(told)]


def _with_indicator(header: Header, sheet: Sheet) -> Header | None:
    """The header with the column of indicators: where none is called so, that which holds their codes or numbers.

    Where none does, their names.
    """
    if "indicator_code" in header.columns:
        return header
    is_named = False
    for name in ("label", "number"):
        if name in header.columns:
            texts = [cell_at(row, header.columns[name]).text for row in sheet.rows if row.number > header.row]
            codes = [text for text in texts if re.fullmatch(r"([0-9]+/[0-9]{4}-)?[0-9]{1,4}", text)]
            if 2 * len(codes) > len([text for text in texts if text]):
                return replace(header, columns={**header.columns, "indicator_code": header.columns[name]})
            is_named |= name == "label" and any(texts)
    columns = {**header.columns, "indicator_code": header.columns.get("label", 0)}
    return replace(header, columns=columns, is_named=True) if is_named else None


def is_header(row: Row, header: Header) -> bool:
    """Whether the header stands here again, as at the top of a printed page."""
    filled = 0
    for name, place in header.columns.items():
        if text := plain(cell_at(row, place).text):
            meant = meaning_of(text)
            if text not in (AMBIGUOUS, plain(header.texts[place])) and meant != name:
                return False
            filled += 1
    again = {place: text for place in header.again if (text := plain(cell_at(row, place).text))}
    return filled + len(again) > 1 and all(text == plain(header.texts[place]) for place, text in again.items())


def with_marked_codes(sheet: Sheet) -> Sheet:
    """The sheet with the codes of its regencies marked as BPS's, where its header says that they are."""
    header = header_of(sheet)
    place = header.columns.get("regency_code") if header else None
    if header is None or place is None or meaning_of(plain(header.texts[place])) != "regency_bps":
        return sheet
    rows = [_with_marked_code(row, place) if row.number > header.row else row for row in sheet.rows]
    return replace(sheet, rows=rows)


def _with_marked_code(row: Row, place: int) -> Row:
    found = re.fullmatch(r"([0-9]{2})\.?([0-9]{2})", cell_at(row, place).text)
    if not found:
        return row
    marked = replace(row.cells[place], text=f"bps:{found[1]}{found[2]}", kind="text")
    return replace(row, cells=[*row.cells[:place], marked, *row.cells[place + 1 :]])


def personal_columns(rows: Iterable[Row], header: Header) -> list[str]:
    """The columns nobody asked for in which every second cell, or more, points to a person."""
    found = []
    for name, place in header.unknown.items():
        texts = [text for row in rows if (text := cell_at(row, place).text)]
        if 2 * sum(bool(personal(text)) for text in texts) >= max(len(texts), 1):
            found.append(name)
    return found


def cell_at(row: Row, place: int) -> Cell:
    """The cell of a row at a place; an empty one where the row ends before."""
    return row.cells[place] if place < len(row.cells) else EMPTY
