"""The columns of a pasted table: what each holds, as its heading says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.vocabulary import HONOURING, UNDERSTOOD
from kkpham_analysis.tables.award_lists.words import Titles, type_heading, unmarked
from kkpham_analysis.tables.files.sheets import plain
from kkpham_analysis.tables.places.keys import key_of

COLUMNS = {
    "kode": "code", "code": "code", "regencycode": "code", "kodewilayah": "code", "kodekemendagri": "code",
    "kodekabkota": "code", "kodekabupatenkota": "code", "kodedaerah": "code", "kdkab": "code",
    "provinsi": "province", "propinsi": "province", "prov": "province", "province": "province",
    "namaprovinsi": "province", "provincename": "province",
    "predikat": "category", "kategori": "category", "category": "category", "hasil": "result", "kriteria": "category",
    "penghargaan": "category", "nilai": "score", "skor": "score", "score": "score", "totalnilai": "score",
    "hasilpenilaian": "result", "hasilevaluasi": "result", "hasilakhir": "result",
    "nilaiakhir": "score", "jenis": "type", "tipe": "type", "type": "type", "daerah": "place", "wilayah": "place",
    "namadaerah": "place", "namawilayah": "place", "pemerintahdaerah": "place", "nama": "place", "name": "place",
    "fullname": "place", "regencyname": "place", "penerima": "place",
    "no": "other", "nomor": "other", "nourut": "other",
    "keterangan": "note", "catatan": "note", "note": "note", "ket": "note", "provincecode": "other",
    "kodeprovinsi": "other", "tahun": "other", "year": "other",
}  # fmt: skip


SCORES = {"nilai", "skor", "score", "scores"}
FINAL = {"akhir", "total", "final"}
# What a column says of each name, beside a title: whether it has it.
MARKED = {"status", "lulus", "lolos", "memenuhi", "result", "passed", "awarded"}
AROUND_TITLES = HONOURING | {"status", "hasil", "kategori", "kriteria", "kabupaten", "kota", "daerah", "sebagai"}
# Only these say that a name has what its column is about; an x may mean either.
YES = {"v", "✓", "✔", "√", "☑", "✅", "ya", "yes", "y", "1", "true", "lulus", "lolos", "memenuhi"}
EMPTY = {"", "-", "–", "—", "0"}


class Column(NamedTuple):
    """What a column of a table holds: `place` (with a type where it says one), `code`, `province`, and so on.

    A `mark` says whether a name has the `title`; where that is not understood `is_clear` is false.
    """

    role: str
    type: str = ""
    title: str = ""
    is_clear: bool = True


def column_of(heading: str) -> Column | None:
    """What a column with this heading holds; None where it says nothing known."""
    key = key_of(unmarked(heading))
    if key in COLUMNS:
        return Column(COLUMNS[key])
    of_type = type_heading(heading)
    return None if of_type is None or len(heading) > 60 else Column("place", of_type)


def mark_of(heading: str, titles: Titles) -> Column | None:
    """A column that says whether each name has a title; None where its heading names none."""
    if title := titles.exactly(heading):
        return Column("mark", title=title)
    words = titles.besides(heading)
    if title := titles.within(heading):
        return Column("mark", title=title, is_clear=words <= AROUND_TITLES)
    return Column("mark", is_clear=words <= AROUND_TITLES | MARKED) if words & MARKED else None


def header_of(cells: tuple[str, ...], titles: Titles | None = None) -> list[Column | None]:
    """What the columns hold, where a row is the heading of a table; else empty."""
    filled = [cell for cell in cells if cell]
    columns = [column_of(cell) if cell else None for cell in cells]
    if titles is not None:
        columns = _with_marks(cells, columns, titles)
    columns = _with_score(cells, columns)
    known = [column for column in columns if column and column.role != "mark"]
    marks = [column for column in columns if column and column.role == "mark"]
    roles = {column.role for column in known}
    is_one = len(filled) == 1 and key_of(filled[0]) in ("regencycode", "code", "kode", "fullname", "namadaerah")
    is_known = len(known) * 2 >= len(filled) or len(known) + len(marks) == len(filled)
    if not roles & {"place", "code"} or (len(filled) < 2 and not is_one) or not is_known:
        return []
    named = {"daerah", "wilayah", "nama", "name", "penerima"}
    pairs = list(zip(cells, columns, strict=True))
    # "Nama" beside a column of its own for the regency is somebody's name.
    typed = any(column and column.role == "place" and key_of(cell) not in named for cell, column in pairs)
    return [
        None if column and column.role == "place" and typed and key_of(cell) in named else column
        for cell, column in pairs
    ]


def _with_score(cells: tuple[str, ...], columns: list[Column | None]) -> list[Column | None]:
    """The columns with the one of scores among words that are understood; of several the final one, or else all."""
    words = [set(plain(re.sub(r"\d", "", cell)).split()) for cell in cells]
    scores = [at for at, said in enumerate(words) if said & SCORES]
    if len(scores) > 1:
        final = [at for at in scores if words[at] & FINAL]
        chosen = final if len(final) == 1 else scores
    else:
        chosen = [at for at in scores if words[at] <= UNDERSTOOD | SCORES]
    free = [at for at in scores if columns[at] is None or columns[at] == Column("score")]
    return [(Column("score") if at in chosen else None) if at in free else column for at, column in enumerate(columns)]


def _with_marks(cells: Iterable[str], columns: list[Column | None], titles: Titles) -> list[Column | None]:
    """The columns with those that are headed by a title: marks beside names, or names where no other column has any."""
    found = [column or mark_of(cell, titles) for cell, column in zip(cells, columns, strict=True)]
    is_all = all(column is not None for cell, column in zip(cells, found, strict=True) if cell)
    if not is_all or any(column and column.role in ("place", "code") for column in found):
        return found
    return [
        Column("place", title=column.title) if column and column.title and column.is_clear else column
        for column in found
    ]


def title_of(marks: Iterable[tuple[Column, str]], titles: Titles) -> str | None:
    """The title that the marks of a row give its names, empty where they say yes to none; None where it is not clear.

    >>> import pandas as pd
    >>> no_titles = Titles(pd.DataFrame({"category": [], "label_id": [], "label_en": []}))
    >>> lulus = Column("mark")
    >>> [title_of([(lulus, cell)], no_titles) for cell in ("✓", "Ya", "x", "0", "")]
    ['', '', None, None, None]
    """
    given: set[str] = set()
    is_titled = False
    for column, cell in marks:
        said = cell.casefold().strip(" .()")
        own = titles.exactly(cell) if said else ""
        is_yes = said in YES or (bool(own) and own == (column.title or own))
        is_titled = is_titled or bool(column.title)
        if not column.is_clear or not (is_yes or (column.title and said in EMPTY)):
            return None
        given |= {column.title or own} if is_yes and (column.title or own) else set()
    return None if len(given) > 1 or (is_titled and not given) else next(iter(given), "")
