"""Units of answers, as their names are compared: what is asked for in percent, and what by yes or no."""

from __future__ import annotations

import re

from kkpham_analysis.tables.plain_texts import plain

# As lists and submissions are stored; whoever asks for a yes or a no writes it in many ways.
YES_NO = "yes/no"
YES_NO_WORDS = frozenset({"ya tidak", "yes no", "ada tidak", "ada tidak ada", "y t", "ya atau tidak", "yes or no"})
PERCENT = ("%", "persen", "persentase", "prosentase", "percent", "per cent", "percentage")

# Ways of writing one unit, as words anywhere in it; the first stands for all.
SAME = (
    ("orang", "jiwa", "org"),
    ("dokumen", "dok"),
    ("rp", "rupiah", "idr"),
    ("ha", "hektare", "hektar"),
    ("m2", "m²", "meter persegi"),
    ("km2", "km²", "kilometer persegi"),
    ("kk", "kepala keluarga"),
    ("kg", "kilogram"),
)
SAME_AS = {other: first for first, *others in SAME for other in others}
OTHER_WORDS = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(SAME_AS, key=len, reverse=True))})(?!\w)")
# What nobody has half of, as these units are written alone; shares and rates of them ("per 1.000 orang") may be any.
COUNTED = frozenset({
    "orang", "dokumen", "kk", "kegiatan", "laporan", "peraturan", "perda", "perkada", "sk", "sop", "unit", "buah",
    "lembaga", "organisasi", "kelompok", "sekolah", "puskesmas", "posyandu", "rumah", "rumah tangga", "keluarga",
    "desa", "kelurahan", "kecamatan", "desa/kelurahan", "kasus", "perkara", "pengaduan", "permohonan", "kejadian",
    "anak", "siswa", "guru", "perempuan", "pegawai", "peserta", "program", "paket", "kali",
})  # fmt: skip


def is_yes_no(unit: str) -> bool:
    """Whether a unit asks for yes or no.

    >>> [is_yes_no(unit) for unit in ("yes/no", "Ya / Tidak", "ya", "%")]
    [True, True, False, False]
    """
    return plain(unit) in YES_NO_WORDS


def plain_unit(unit: str) -> str:
    """A unit in small letters with single spaces, one way of writing it for all that mean the same.

    >>> [plain_unit(unit) for unit in ("Persen", " liter  / Jiwa.", "Ya / Tidak", "Rupiah", "per 1.000 orang")]
    ['%', 'liter / orang', 'yes/no', 'rp', 'per 1.000 orang']
    """
    if is_yes_no(unit):
        return YES_NO
    if is_percent(unit):
        return PERCENT[0]
    return OTHER_WORDS.sub(lambda found: SAME_AS[found[0]], _spaced(unit))


def is_percent(unit: str) -> bool:
    """Whether a unit is percent.

    >>> [is_percent(unit) for unit in ("%", "Persen.", " per  cent", "per 1.000")]
    [True, True, True, False]
    """
    return _spaced(unit) in PERCENT


def _spaced(unit: str) -> str:
    """A unit in small letters with single spaces; its signs stay, for "%" and "/" mean something."""
    return " ".join(unit.casefold().split()).rstrip(".")
