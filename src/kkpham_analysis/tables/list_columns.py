"""The columns of a pasted table: what each holds, as its heading says."""

from __future__ import annotations

from typing import NamedTuple

from kkpham_analysis.tables.list_words import type_heading
from kkpham_analysis.tables.place_keys import key_of

COLUMNS = {
    "kode": "code", "code": "code", "regencycode": "code", "kodewilayah": "code", "kodekemendagri": "code",
    "kodekabkota": "code", "kodekabupatenkota": "code", "kodedaerah": "code", "kdkab": "code",
    "provinsi": "province", "propinsi": "province", "prov": "province", "province": "province",
    "namaprovinsi": "province", "provincename": "province",
    "predikat": "category", "kategori": "category", "category": "category", "hasil": "category", "kriteria": "category",
    "penghargaan": "category", "nilai": "score", "skor": "score", "score": "score", "totalnilai": "score",
    "nilaiakhir": "score", "jenis": "type", "tipe": "type", "type": "type", "daerah": "place", "wilayah": "place",
    "namadaerah": "place", "namawilayah": "place", "pemerintahdaerah": "place", "nama": "place", "name": "place",
    "fullname": "place", "regencyname": "place", "penerima": "place",
    "no": "other", "nomor": "other", "nourut": "other",
    "keterangan": "note", "catatan": "note", "note": "note", "ket": "note", "provincecode": "other",
    "kodeprovinsi": "other", "tahun": "other", "year": "other",
}  # fmt: skip


class Column(NamedTuple):
    """What a column of a table holds: `place` (with a type where it says one), `code`, `province`, and so on."""

    role: str
    type: str = ""


def column_of(heading: str) -> Column | None:
    """What a column with this heading holds; None where it says nothing known."""
    key = key_of(heading)
    if key in COLUMNS:
        return Column(COLUMNS[key])
    of_type = type_heading(heading)
    return None if of_type is None or len(heading) > 60 else Column("place", of_type)


def header_of(cells: tuple[str, ...]) -> list[Column | None]:
    """What the columns hold, where a row is the heading of a table; else empty."""
    filled = [cell for cell in cells if cell]
    columns = [column_of(cell) if cell else None for cell in cells]
    known = [column for column in columns if column]
    roles = {column.role for column in known}
    is_one = len(filled) == 1 and key_of(filled[0]) in ("regencycode", "code", "kode", "fullname", "namadaerah")
    if not roles & {"place", "code"} or (len(filled) < 2 and not is_one) or len(known) * 2 < len(filled):
        return []
    named = {"daerah", "wilayah", "nama", "name", "penerima"}
    pairs = list(zip(cells, columns, strict=True))
    # "Nama" beside a column of its own for the regency is somebody's name.
    typed = any(column and column.role == "place" and key_of(cell) not in named for cell, column in pairs)
    return [
        None if column and column.role == "place" and typed and key_of(cell) in named else column
        for cell, column in pairs
    ]
