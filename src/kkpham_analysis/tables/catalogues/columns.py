"""Where the table of a list of indicators is in a sheet: its header, whatever it is called, and the rows below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kkpham_analysis.tables.files.sheets import EMPTY, Cell, Row, Sheet, plain

# A title, a decree and an address may stand above the header.
LAST_HEADER_ROW = 50
# What people write above each column, in small letters and without signs.
HEADINGS: Mapping[str, str] = {
    "indicator_no": "no, nomor, nomor urut, no urut, nomor indikator, no indikator, number, indicator no, "
    "indicator number, kode, kode indikator, indicator code",
    "right_code": "kode hak, right code",
    "right": "hak, hak asasi, hak asasi manusia, jenis hak, kriteria, kriteria hak, nama hak, "
    "right, rights, name of right",
    "type": "jenis, jenis indikator, tipe, tipe indikator, type, indicator type, type of indicator",
    "label_id": "indikator, uraian, uraian indikator, nama indikator, label, label id, indicator",
    "label_en": "label en, indikator bahasa inggris, indikator inggris, indikator en, indicator english, indicator en",
    "data_dukung_id": "data dukung, data dukung id, data pendukung, bukti, bukti dukung, dokumen pendukung, "
    "supporting data, evidence",
    "max_points": "nilai, poin, nilai poin, poin nilai, nilai maksimal, nilai maksimum, poin maksimal, poin maksimum, "
    "nilai tertinggi, skor, skor maksimal, points, point, max points, maximum points, score",
    "unit": "satuan, satuan ukuran, satuan jawaban, unit, units, unit of measure",
}
MEANING = {name: column for column, names in HEADINGS.items() for name in names.split(", ")}


@dataclass
class Found:
    """The table of one sheet.

    Parameters
    ----------
    sheet
        Name of the sheet; empty for a CSV file.
    row
        Number of the header row.
    places
        Where each column is, counted from 0.
    headings
        What stands above each column.
    doubled
        Pairs of headings that mean the same column.
    rows
        The rows below.
    """

    sheet: str
    row: int
    places: dict[str, int] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    doubled: list[tuple[str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def cell(self, row: Row, column: str) -> Cell:
        """The cell of a column; an empty one where the table has no such column."""
        place = self.places.get(column, len(row.cells))
        return row.cells[place] if place < len(row.cells) else EMPTY

    def is_header(self, row: Row) -> bool:
        """Whether a row is the header once more, as at the top of each printed page."""
        shown = [(self.cell(row, column).text, heading) for column, heading in self.headings.items()]
        return all(text in ("", heading) for text, heading in shown) and any(text for text, _ in shown)

    def is_numbering(self, row: Row) -> bool:
        """Whether a row numbers the columns: (1), (2), (3)."""
        texts = [re.sub(r"[()\s]", "", text) for text in row.texts if text]
        return len(texts) > 2 and texts == [str(number + 1) for number in range(len(texts))]


def table_in(sheet: Sheet) -> Found | None:
    """The table of a sheet: the row with the most headings that are known, a number or a right and a label among them.

    Parameters
    ----------
    sheet
        The sheet.

    Returns
    -------
    Found or None
        None where no row is such a header.
    """
    headers = [_header(sheet.name, row) for row in sheet.rows if row.number <= LAST_HEADER_ROW]
    fit = [found for found in headers if "label_id" in found.places and len(found.places) > 1]
    if not fit:
        return None
    best = max(fit, key=lambda found: len(found.places))
    best.rows = [row for row in sheet.rows if row.number > best.row]
    return best


def _header(sheet: str, row: Row) -> Found:
    found = Found(sheet, row.number)
    for place, cell in enumerate(row.cells):
        column = MEANING.get(plain(cell.text))
        if column is None or cell.is_merged:
            continue
        if column in found.places:
            found.doubled.append((found.headings[column], cell.text))
            continue
        found.places[column], found.headings[column] = place, cell.text
    return found


def distinct(row: Row) -> list[str]:
    """The texts of a row, each once."""
    return list(dict.fromkeys(text for text in row.texts if text))


def alike(text: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """The keys whose name a text is, or is a part of, whatever signs and words of address stand around it.

    >>> alike("1. Hak atas KESEHATAN", [("SEHAT", "Hak atas kesehatan"), ("DIDIK", "Hak atas pendidikan")])
    ['SEHAT']

    What is a name as it stands is none of those that only another language makes like it:

    >>> alike("Hak atas air", [("AIR", "Hak atas air"), ("UDARA", "Hak atas udara"), ("UDARA", "Right to air")])
    ['AIR']
    """
    wanted = _bare(text)
    if not wanted:
        return []
    given = [(key, _unnumbered(name)) for key, name in names]
    whole = [key for key, name in given if name == _unnumbered(text)]
    known = [(key, _bare(name)) for key, name in given]
    exact = [key for key, name in known if name == wanted]
    within = [key for key, name in known if len(wanted) > 4 and f" {wanted} " in f" {name} "]
    return list(dict.fromkeys(whole or exact or within))


def _unnumbered(text: str) -> str:
    """A name without its number or letter in a list."""
    words = plain(text).split()
    while words and (words[0].isdecimal() or len(words[0]) == 1 or re.fullmatch("[ivx]+", words[0])):
        words = words[1:]
    return " ".join(words)


def _bare(text: str) -> str:
    """A name without its number or letter, and without `hak atas` or `right to` before it."""
    of_right = r"^(hak atas|hak untuk|hak|rights? to an?|rights? to|rights? of|right) "
    return re.sub(of_right, "", _unnumbered(text))
