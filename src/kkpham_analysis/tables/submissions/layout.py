"""What the columns of a supporting-data sheet are called, and what may be written in them, in both languages.

A sheet that is handed out and one that comes in are held together by this module: what the template writes is read
back from the same texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kkpham_analysis.language import LANGUAGES, Words
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.vocabulary import SUBMISSION_STATUSES

# Sheets, quarantine and lists go to regencies, whatever language whoever sends them works in.
INDONESIAN = Words("id")
# What tells one answer from any other.
ANSWER_KEY = ("award_year", "regency_code", "indicator_code")
# What says that a row was filled in; a unit alone does not, for the template gives it.
FILLED = ("answer", "answer_number", "answer_yes", "documents", "status", "points", "office", "checked_by",
          "checked_on", "note")  # fmt: skip
# What is kept line by line, as it was written; any other text is one line.
LINED = "note"
TAKEN = (*ANSWER_KEY, *FILLED, "unit")
# The template and the store show these beside; they are not read back, but for what says that a row is made up.
SHOWN = ("number", "label", "type", "right", "asked_for", "max_points", "origin", "synthetic", "regency_name",
         "regency_bps", "file", "sheet", "row", "reasons", "reason_codes", "list_version", "mark")  # fmt: skip
OTHER_HEADINGS = {
    "award_year": ("tahun", "year", "putaran", "round", "tahun award"),
    "regency_code": ("kode kabupaten", "kode kota", "kode kab kota", "kode wilayah", "kode daerah", "kabupaten kota",
                     "kab kota", "kabupaten", "kota", "daerah", "regency", "regency or city", "region"),
    "indicator_code": ("kode", "indikator kode", "no indikator", "nomor indikator", "indicator", "indicator no",
                       "indicator number", "code"),
    "answer": ("jawaban", "isian", "nilai isian", "value"),
    "answer_number": ("angka", "capaian", "realisasi", "answer number"),
    "answer_yes": ("ya tidak", "yes no", "ada tidak"),
    "unit": ("satuan ukuran",),
    "documents": ("dokumen", "banyak dokumen", "banyaknya dokumen", "jumlah data dukung", "jumlah data pendukung",
                  "jumlah dokumen pendukung", "jumlah bukti", "jumlah bukti dukung", "jumlah berkas",
                  "number of documents"),
    "status": ("status data", "status verifikasi"),
    "points": ("poin", "skor", "score", "nilai poin"),
    "office": ("opd", "perangkat daerah", "dinas", "instansi", "penanggung jawab", "office opd", "skpd"),
    "checked_by": ("pemeriksa", "diperiksa oleh", "checked by", "diverifikasi oleh", "verifikator"),
    "checked_on": ("tanggal pemeriksaan", "tanggal verifikasi", "diperiksa tanggal", "tgl diperiksa"),
    "note": ("keterangan", "notes", "remarks", "komentar"),
    "number": ("no", "nomor", "nr"),
    "label": ("indikator", "uraian", "uraian indikator"),
    "asked_for": ("data dukung", "bukti"),
    "synthetic": ("sintetis", "data sintetis", "synthetic data", "data rekaan", "is synthetic"),
}  # fmt: skip
# Words that headings shorten.
SHORT = {
    "jml": "jumlah", "jlh": "jumlah", "jmlh": "jumlah", "dok": "dokumen", "tgl": "tanggal", "ket": "keterangan",
    "thn": "tahun", "kd": "kode", "indik": "indikator",
}  # fmt: skip
# Whose codes of regencies a heading says they are.
WHOSE_CODES = {"bps": "regency_bps", "kemendagri": "regency_code"}
# Of several columns that say the regency, one called so holds its code, and the others its name.
CODE_WORDS = {"kode", "code"}
# Behind a code in quarantine that may be a slip: so it is no code until somebody has looked.
UNSURE = " ?"
# Points to some, the answer to others: the columns beside it say which.
AMBIGUOUS = "nilai"
# Numbers beside a column of answers; by itself such a heading holds either kind of answer, as "Jawaban" does.
EITHER = ("capaian", "realisasi")
OTHER_STATUSES = {
    "none": ("belum", "tidak ada", "kosong"),
    "submitted": ("sudah", "dikirim", "diajukan", "masuk", "ada"),
    "verified": ("verified", "diverifikasi", "valid", "sah", "lengkap"),
    "rejected": ("tidak valid", "dikembalikan", "revisi"),
    "not_applicable": ("n a", "na", "tidak relevan"),
}
YES = {"ya", "y", "yes", "ada", "true", "benar", "1", "sudah"}
NO = {"tidak", "t", "no", "n", "tidak ada", "false", "salah", "0", "belum"}
NIHIL = {"nihil", "nil", "kosong", "tidak ada", "belum ada", "n a", "na", "tidak ada data", "none"}
# A whole note, as `plain` makes it: in a sentence, or in other words, it may be said of something else.
NIHIL_NOTE = re.compile(r"(?:(?:data|jumlah|angka|jawaban|isian)(?:nya)? )?(?:nihil|tidak ada data|n a)"
                        r"(?: (?:pada )?(?:tahun )?20\d\d)?")  # fmt: skip
META = ("award_year", "regency_code", "regulation", "version", "kind")
# Said of a file only where it holds made-up answers: such a file never comes in as facts.
MADE_UP = "synthetic"
# What each made-up row names as the file it came in with.
MADE_UP_ORIGIN = "sample"


@cache
def headings() -> dict[str, str]:
    """The column that each heading means, by the heading as `plain` makes it."""
    known: dict[str, str] = {}
    for name in (*TAKEN, *SHOWN):
        texts = [Words(language).phrase(f"submission_column.{name}") for language in LANGUAGES]
        for text in (name, *texts, *OTHER_HEADINGS.get(name, ())):
            known.setdefault(plain(text), name)
    return known


def meaning_of(heading: str) -> str:
    """The column that a heading, as `plain` makes it, means by itself; empty where it means none.

    >>> meaning_of("kode bps"), meaning_of("kode kabupaten kota bps 2020"), meaning_of("kode kemendagri")
    ('regency_bps', 'regency_bps', 'regency_code')
    >>> meaning_of("jml dok"), meaning_of("jml dinas")
    ('documents', '')
    """
    words = [SHORT.get(word, word) for word in heading.split()]
    for text in (heading, " ".join(words)):
        if text in headings():
            return headings()[text]
    whose = [WHOSE_CODES[word] for word in words if word in WHOSE_CODES]
    if not whose:
        return ""
    rest = " ".join(word for word in words if word not in WHOSE_CODES and not re.fullmatch(r"20\d\d", word))
    return whose[0] if rest in ("", "kode", "code") or headings().get(rest) == "regency_code" else ""


def columns_of(texts: Sequence[str]) -> list[str]:
    """The column that each heading of a header means; empty where it means none, `AMBIGUOUS` where nothing tells.

    Codes of BPS say the regency where no column has those of Kemendagri, and its name where no column has any code;
    beside a code the name is only held against it.

    >>> columns_of(["Kode wilayah", "Kabupaten/Kota"]), columns_of(["Kode", "Kabupaten/Kota", "Kode indikator"])
    (['regency_code', 'regency_name'], ['regency_code', 'regency_name', 'indicator_code'])
    >>> columns_of(["Nilai", "Satuan", "Poin"]), columns_of(["Jawaban", "Nilai"]), columns_of(["Kode", "Nilai"])
    (['answer', 'unit', 'points'], ['answer', 'points'], ['indicator_code', 'nilai'])
    """
    said = [plain(text) for text in texts]
    names = _with_either_answer(said, _names_apart(said, [meaning_of(text) for text in said]))
    for other in ("regency_bps", "regency_name"):
        if "regency_code" not in names:
            names = ["regency_code" if name == other else name for name in names]
    is_answered, is_pointed = bool({"answer", "answer_number"} & set(names)), "points" in names
    # What has a unit, or stands beside points, is what was answered; beside an answer alone it is what that is worth.
    is_answer = not is_answered and (is_pointed or "unit" in names)
    meant = "answer" if is_answer else "points" if is_answered and not is_pointed else AMBIGUOUS
    return [meant if text == AMBIGUOUS else name for text, name in zip(said, names, strict=True)]


def _with_either_answer(said: Sequence[str], names: Sequence[str]) -> list[str]:
    """What headings mean, where one of `EITHER` that is the only column of answers holds words and numbers alike."""
    others = {name for text, name in zip(said, names, strict=True) if text not in EITHER}
    if others & {"answer", "answer_number", "answer_yes"}:
        return list(names)
    return ["answer" if text in EITHER else name for text, name in zip(said, names, strict=True)]


def _names_apart(said: Sequence[str], names: Sequence[str]) -> list[str]:
    """What headings mean, with the names of regencies apart from their codes."""
    regencies = [place for place, name in enumerate(names) if name == "regency_code"]
    coded = [place for place in regencies if CODE_WORDS & set(said[place].split())]
    bare = [place for place, text in enumerate(said) if text in CODE_WORDS]
    if not coded and names.count("indicator_code") > len(bare) == 1 and is_beside(bare[0], names):
        # A column of its own says the indicator: this is the code of what stands beside it.
        coded = bare
    apart = ["regency_name" if place in regencies and coded else name for place, name in enumerate(names)]
    return ["regency_code" if place in coded else name for place, name in enumerate(apart)]


def is_beside(place: int, names: Sequence[str]) -> bool:
    """Whether a column stands next to one that says the regency."""
    return bool({"regency_code", "regency_name"} & {*names[max(place - 1, 0) : place], *names[place + 1 : place + 2]})


@cache
def statuses() -> dict[str, str]:
    """The status that each way of writing it means."""
    known: dict[str, str] = {}
    for status in SUBMISSION_STATUSES:
        texts = [Words(language).phrase(f"submission_status.{status}") for language in LANGUAGES]
        for text in (status, *texts, *OTHER_STATUSES[status]):
            known.setdefault(plain(text), status)
    return known


@cache
def meta_names() -> dict[str, str]:
    """What each line of the sheet about the file says, by its name there."""
    return {plain(INDONESIAN.phrase(f"template.meta_{name}")): name for name in (*META, MADE_UP)}
