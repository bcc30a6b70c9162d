"""The columns of a pasted table: what each holds, as its heading says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.meaning.codes import OTHER, owner_of
from kkpham_analysis.tables.award_lists.meaning.vocabulary import HONOURING, HONOURS, UNDERSTOOD
from kkpham_analysis.tables.award_lists.meaning.words import TYPE_WORDS, Titles, type_heading, unmarked
from kkpham_analysis.tables.files.sheets import plain
from kkpham_analysis.tables.places.keys import key_of

COLUMNS = {
    "kode": "code", "code": "code", "regencycode": "code", "kodewilayah": "code",
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
# Of several numbers these say which is that of all.
SUMS = {"jumlah", "jml", "jlh", "total"}
# What a column says of each name, beside a title: whether it has it.
MARKED = {"status", "lulus", "lolos", "memenuhi", "result", "passed", "awarded"}
AROUND_TITLES = HONOURING | {"status", "hasil", "kategori", "kriteria", "kabupaten", "kota", "daerah", "sebagai"}
# Only these say that a name has what its column is about; an x may mean either.
YES = {"v", "✓", "✔", "√", "☑", "✅", "ya", "yes", "y", "1", "true", "lulus", "lolos", "memenuhi"}
# "Jumlah Kab/Kota" is a number of regencies; "Total Nilai" is a score.
COUNTING = {"jumlah", "jml", "banyaknya", "number"}
# "Kabupaten/Kota Penerima Penghargaan": a column of names; "Predikat Kabupaten" is none.
OF_NAMES = {"kabupaten", "kab", "kota", "daerah", "regency", "regencies", "city", "cities"}
BEFORE_NAMES = {"nama", "daftar", "list", "of", "name", "names", "pemerintah"}
BESIDE_NAMES = HONOURING | OF_NAMES | BEFORE_NAMES | {"yang", "dan", "atau", "sebagai", "and", "or"}
# Where others in the same columns have a tick, a cross says no.
TICKS = {"v", "✓", "✔", "√", "☑", "✅"}
CROSSES = {"x", "✗", "✘", "❌", "✖", "×"}
EMPTY = {"", "-", "–", "—", "0"}
# Columns that say something of the names beside them, or hold names: what they say is of the year in their heading.
DATED = ("category", "result", "score", "mark", "place")
YEAR = re.compile(r"(?:\b(?:tahun|thn|th|ta|year)\b\.?\s*)?(?<!\d)(20[0-4]\d)(?!\d)", re.IGNORECASE)
# "22/2021", "Nomor 22 Tahun 2021": a regulation, and no year of a round.
REGULATION = re.compile(r"(?<!\d)\d{1,3}\s*(?:/|\btahun\b)\s*20\d\d", re.IGNORECASE)


# Where what is said of a name is from: papers and pages, and their numbers.
REFERENCES = {"ref", "refs", "referensi", "reference", "references", "rujukan", "sumber", "source", "sources"}
OF_REFERENCES = {"data", "nilai", "skor", "score", "berita", "informasi", "no", "nomor", "number", "laman", "halaman"}
DECREES = {"sk", "keputusan", "kepmen", "hukum", "decree"}
OF_DECREES = DECREES | {"no", "nomor", "surat", "menteri", "dasar", "tanggal", "tgl", "number"}


class Column(NamedTuple):
    """What a column of a table holds: `place` (with a type where it says one), `code`, `province`, and so on.

    A `mark` says whether a name has the `title`; where that is not understood `is_clear` is false, as it is where the
    numbers of several columns may each be the score. `owner` is whose
    codes there are (see `owner_of`), `years` are those that the `heading` names, where the column is of a year.
    `crossed` is the title of those with a cross.
    """

    role: str
    type: str = ""
    title: str = ""
    is_clear: bool = True
    owner: str = ""
    years: tuple[str, ...] = ()
    heading: str = ""
    crossed: str = ""


# A column that is left aside, as another one says what it says better; not one that nobody knows.
ASIDE = Column("aside")


def undated(heading: str) -> tuple[str, tuple[str, ...]]:
    """A heading without the years in it, and these.

    >>> undated("Predikat Tahun 2024"), undated("nilai_2025"), undated("Nilai (Permen 22/2021)")
    (('Predikat', ('2024',)), ('nilai', ('2025',)), ('Nilai (Permen 22/2021)', ()))
    """
    if REGULATION.search(heading) or not YEAR.search(heading):
        return heading, ()
    return YEAR.sub("", heading).strip(" ()[]_,.:/-–"), tuple(YEAR.findall(heading))


def column_of(heading: str) -> Column | None:
    """What a column with this heading holds; None where it says nothing known."""
    key = key_of(unmarked(heading))
    if key in COLUMNS:
        return Column(COLUMNS[key])
    words = plain(heading).split()
    if is_of_references(words):
        return Column("reference")
    if (owner := owner_of(heading)) is not None and len(heading) <= 60:
        return Column("code", owner=owner)
    of_type = type_heading(heading)
    return None if of_type is None or len(heading) > 60 else Column("place", of_type)


def is_of_references(words: Sequence[str]) -> bool:
    """Whether the words of a heading are of references.

    >>> [is_of_references(heading.split()) for heading in ("sumber nilai", "no sk", "sumber daya", "no")]
    [True, True, False, False]
    """
    first, said = next(iter(words), ""), set(words)
    return (first in REFERENCES and said <= REFERENCES | OF_REFERENCES) or bool(said & DECREES and said <= OF_DECREES)


def count_of(heading: str, titles: Titles) -> Column | None:
    """A column that counts regencies, such as "Jumlah Kab/Kota" or "Jumlah Peduli HAM"; None where it does not."""
    first, *words = plain(heading).split() or [""]
    rest = {word for word in titles.besides(" ".join(words)) if not word.isdecimal()}
    return Column("count", heading=heading) if first in COUNTING and rest <= BESIDE_NAMES else None


def of_names(heading: str, titles: Titles) -> Column | None:
    """A column of the names of those honoured, with the title that its heading says; None where it is none."""
    words = [word for word in plain(heading).split() if word not in BEFORE_NAMES]
    besides = {word for word in titles.besides(heading) if not word.isdecimal()}
    # "Menerima" alone leaves open what they received; of two titles nobody knows which is whose.
    is_open = bool(besides & HONOURING) and besides.isdisjoint(HONOURS)
    if not words or words[0] not in OF_NAMES or not besides <= BESIDE_NAMES or is_open:
        return None
    if len(titles.all_within(heading)) > 1:
        return None
    of_type = type_heading(" ".join(word for word in words if word in TYPE_WORDS))
    return Column("place", of_type or "", title=titles.within(heading))


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
    dated = [undated(cell) for cell in cells]
    bare = tuple(cell for cell, _ in dated)
    columns = [column_of(cell) if cell else Column("result") if years else None for cell, years in dated]
    if titles is not None:
        columns = _with_marks(bare, columns, titles)
    columns = _with_score(bare, columns)
    if not _is_header(bare, columns, len([*filter(None, cells)])):
        return []
    named = {"daerah", "wilayah", "nama", "name", "penerima"}
    # "Nama" beside a column of its own for the regency is somebody's name.
    places = [key_of(cell) for cell, column in zip(bare, columns, strict=True) if column and column.role == "place"]
    is_typed = any(key not in named for key in places)
    return [
        None if column and column.role == "place" and is_typed and key_of(cell) in named
        else column._replace(years=years, heading=heading) if column and years and column.role in DATED
        else column
        for heading, cell, column, (_, years) in zip(cells, bare, columns, dated, strict=True)
    ]  # fmt: skip


def _is_header(cells: Sequence[str], columns: Iterable[Column | None], filled: int) -> bool:
    """Whether enough of the headings of a row are known, one of them of places or codes; `filled` says how many."""
    columns = list(columns)
    known = [column for column in columns if column and column.role != "mark"]
    marks = [column for column in columns if column and column.role == "mark"]
    if filled < 2:
        of_names = {key_of(cell) for cell in cells} & {"fullname", "namadaerah"}
        return bool(of_names) or any(column.role == "code" and column.owner != OTHER for column in known)
    is_grid = sum(bool(mark.title) for mark in marks) > 1
    # What is summed up may be called anything: "Sipol | Ekosob | Total".
    is_summed = Column("score") in columns
    is_known = len(known) * 2 >= filled or len(known) + len(marks) == filled or is_grid or is_summed
    return is_known and not {column.role for column in known}.isdisjoint(("place", "code"))


def _with_score(cells: tuple[str, ...], columns: list[Column | None]) -> list[Column | None]:
    """The columns with those of scores and totals; where one alone is of scores, its other words are understood."""
    words = [set(plain(re.sub(r"\d", "", cell)).split()) for cell in cells]
    scores = [at for at, said in enumerate(words) if said & SCORES]
    is_one = len(scores) == 1
    chosen = [at for at in scores if not is_one or words[at] <= UNDERSTOOD | SCORES]
    chosen += [at for at, said in enumerate(words) if said == {"total"}]
    free = [at for at in {*scores, *chosen} if columns[at] is None or columns[at] == Column("score")]
    return [(Column("score") if at in chosen else None) if at in free else column for at, column in enumerate(columns)]


def _with_marks(cells: Iterable[str], columns: list[Column | None], titles: Titles) -> list[Column | None]:
    """The columns with those that are headed by a title: marks beside names, or names where no other column has any."""
    counted = [column or count_of(cell, titles) for cell, column in zip(cells, columns, strict=True)]
    # A row of a name and its title, "Kota Bontang" and "Kabupaten/Kota …", has no other heading beside these.
    is_named = not any(counted) or any(column and column.role in ("place", "code") for column in counted)
    pairs = zip(cells, counted, strict=True)
    columns = [column or (None if is_named else of_names(cell, titles)) for cell, column in pairs]
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
        if not column.is_clear and not column.title and not said:
            continue
        if column.crossed and said in CROSSES:
            given.add(column.crossed)
            continue
        is_titled = is_titled or bool(column.title)
        if not column.is_clear or not (is_yes or (column.title and said in EMPTY)):
            return None
        given |= {column.title or own} if is_yes and (column.title or own) else set()
    return None if len(given) > 1 or (is_titled and not given) else next(iter(given), "")
