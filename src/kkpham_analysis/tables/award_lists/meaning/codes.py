"""Codes of regencies in award lists: what looks like one, and whose they are, as the heading above them says."""

from __future__ import annotations

import re

BPS, KEMENDAGRI, OTHER = "bps", "kemendagri", "other"
OWNERS = {"bps": BPS, "kemendagri": KEMENDAGRI, "mendagri": KEMENDAGRI, "depdagri": KEMENDAGRI, "dagri": KEMENDAGRI,
          "permendagri": KEMENDAGRI, "kepmendagri": KEMENDAGRI}  # fmt: skip
CODE_WORDS = {"kode", "code", "codes", "kd"}
ABOUT_CODES = {"wilayah", "wil", "daerah", "kabupaten", "kab", "kota", "kabkota", "kabkot", "administrasi", "regency",
               "city", "menurut", "versi", "no", "nomor", "dan", "and", "by", "of", "nama", "name"}  # fmt: skip
OF_PROVINCES = {"provinsi", "propinsi", "prov", "province"}
JOINED = re.compile(r"^(kode|kd)(?=bps|kemendagri|wilayah|kab|kota|daerah)")
# Four digits that are no year; with a point, or marked as BPS's.
CODE = re.compile(r"bps\W*\d{2}\.?\d{2}|(?!20[0-4]\d)\d{4}|\d{2}\.\d{2}", re.IGNORECASE)


def is_like_a_code(text: str) -> bool:
    """Whether a text is what a regency's code looks like, and nothing else; whether there is such a code it says not.

    >>> [text for text in ("6499", "64.99", "bps:6403", "2025", "649", "6403 Kab. Berau") if is_like_a_code(text)]
    ['6499', '64.99', 'bps:6403']
    """
    return CODE.fullmatch(text.strip()) is not None


def owner_of(heading: str) -> str | None:
    """Whose codes of regencies stand below a heading: `BPS`, `KEMENDAGRI`, empty where it does not say; None if none.

    `OTHER` are those of anybody else, or of more than one.

    >>> [owner_of(heading) for heading in ("kode_bps", "Kode Wilayah (Kemendagri)", "Kode", "Kode Satker", "Predikat")]
    ['bps', 'kemendagri', '', 'other', None]
    """
    if any(map(is_like_a_code, re.split(r"[\s,;:()]+", heading))):
        return None
    words = set(re.findall(r"[^\W\d_]+", JOINED.sub(r"\1 ", heading.casefold())))
    owners = {OWNERS[word] for word in words if word in OWNERS}
    if not words or not (words & CODE_WORDS or words <= OWNERS.keys()) or words & OF_PROVINCES:
        return None
    is_known = words <= CODE_WORDS | ABOUT_CODES | OWNERS.keys()
    return OTHER if not is_known or len(owners) > 1 else next(iter(owners), "")
