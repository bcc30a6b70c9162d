"""How many regencies a heading says stand below it, in any wording: "JAWA BARAT (5 dari 27)", "Jambi, 3 kab/kota"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.meaning.words import COUNTED, TYPE_WORDS

# No heading of a province or a title is longer, with all that stands behind it.
LONGEST = 200
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(COUNTED)})\b"
IN_WORDS = r"(?:\s*\([^()%]{1,40}\))?"
KABUPATEN = r"kab(?:upaten)?\b\.?"
UNIT = (
    rf"(?:kab(?:upaten)?\.?\s*(?:/|-|&|\+|dan|atau)?\s*kota\b|{KABUPATEN}|kota\b|(?:pemerintah\s+)?daerah\b|wilayah\b|pemda\b|"
    r"penerima\b|regenc(?:y|ies)\s*(?:/|and)\s*cit(?:y|ies)\b|regenc(?:y|ies)\b|cit(?:y|ies)\b)"
)
ONE = rf"{NUMBER}{IN_WORDS}(?:\s*(?:dari|of|/)\s*(?:total\s+)?{NUMBER}{IN_WORDS})?"
MORE = r"\s*(?:,|;|\+|&|\b(?:dan|serta|and)\b)\s*"
IN_UNITS = rf"{ONE}\s*{UNIT}(?:{MORE}{ONE}\s*{UNIT})*"
OF_ALL = rf"{NUMBER}{IN_WORDS}\s*(?:dari|of|/)\s*(?:total\s+)?{NUMBER}{IN_WORDS}"
# How much of all regencies the number is.
SHARE = r"(?:[\s,=]*\(?\s*\d{1,3}(?:[.,]\d{1,4})?\s*(?:%|persen\b)\s*\)?)?"
LED = r"(?:sebanyak|sejumlah|berjumlah|jumlah|total|ada|terdapat|=)\s*:?\s*"
# A number alone is one of regencies only in brackets, behind a colon, or where a word says that something is counted.
BEHIND = re.compile(
    rf"\s*(?:[(\[]\s*(?:{LED})?(?P<within>{IN_UNITS}|{ONE})\s*[)\]]"
    rf"|(?:[-–—,:=]\s*|\s)(?:{LED}(?P<led>{IN_UNITS}|{ONE})|(?P<bare>{IN_UNITS}|{OF_ALL}))"
    rf"|(?<!\d)\s*[:=]\s*(?P<alone>{NUMBER}{IN_WORDS})){SHARE}[\s:.]*$",
    re.IGNORECASE,
)
EACH = re.compile(rf"(?P<number>{NUMBER}){IN_WORDS}(?:\s*(?:dari|of|/)[^,;+&]*?)?\s*(?P<unit>{UNIT}|$)", re.IGNORECASE)


class Behind(NamedTuple):
    """A heading without the numbers behind it; these, each with the type counted (empty for both); and as they stand.

    `is_of_regencies` is whether they say what they count: nothing but a province has these.
    """

    name: str
    counts: tuple[tuple[int, str], ...] = ()
    said: str = ""
    is_of_regencies: bool = False


def counts_behind(text: str) -> Behind:
    """Part a heading from the numbers of regencies behind it.

    >>> counts_behind("Jambi (2 kabupaten, 1 kota):").counts, counts_behind("JAWA BARAT (5 dari 27)").counts
    (((2, 'kabupaten'), (1, 'kota')), ((5, ''),))
    >>> counts_behind("Kalimantan Timur: 6/10 (60%)").counts, counts_behind("Kalimantan Timur: 88,5").counts
    (((6, ''),), ())
    >>> counts_behind("Kalimantan Timur sebanyak 7 kab/kota").name, counts_behind("Jambi 1").name
    ('Kalimantan Timur', 'Jambi 1')
    """
    found = BEHIND.search(text) if len(text) <= LONGEST else None
    if found is None:
        return Behind(text)
    said = found["within"] or found["led"] or found["bare"] or found["alone"]
    each = list(EACH.finditer(said))
    counts = [(COUNTED.get(one["number"].lower()) or int(one["number"]), _type_of(one["unit"])) for one in each]
    return Behind(text[: found.start()], tuple(counts), found.group().strip(" :"), any(one["unit"] for one in each))


def _type_of(unit: str) -> str:
    types = {TYPE_WORDS[word] for word in re.findall(r"[a-z]+", unit.lower()) if word in TYPE_WORDS}
    return types.pop() if len(types) == 1 else ""
