"""A kabupaten and a kota of the same name, written together: "Kabupaten dan Kota Malang"."""

from __future__ import annotations

import re
from typing import NamedTuple

_TYPE = r"(?:kab(?:upaten\b|\b\.?)|kota\b|regency\b|city\b)"
_JOINED = rf"(?P<one>\b{_TYPE})\s*(?P<sign>\b(?:dan|serta|and|atau|or)\b|[&/,+])\s*(?P<two>{_TYPE})"
JOINED = re.compile(_JOINED, re.IGNORECASE)
# The types before a name, or behind it, in brackets or, as in English, without.
BEFORE = re.compile(rf"(?:pemerintah\s+|the\s+)?{_JOINED}\s*(?:of\s+)?(?P<name>\w.*)", re.IGNORECASE)
BEHIND = re.compile(rf"(?P<name>\w[^()]*?)\s*\(?\s*{_JOINED}\s*\)?", re.IGNORECASE)
# What stands before the second of them, within a sentence.
FIRST = re.compile(rf"\b{_TYPE}\s*(?:\b(?:dan|serta|and|atau|or)\b|[&/,+])\s*$", re.IGNORECASE)
# "Kab. Hulu Sungai Selatan/Tengah": names that differ in their last word.
LAST = re.compile(r"(?P<begin>.*\w\s+)(?P<one>[^\W\d]+)\s*/\s*(?P<two>[^\W\d]+)")
CITIES = ("kota", "city")
# Which of the two is meant is not said.
OPEN = ("/", "atau", "or", ",")


class Both(NamedTuple):
    """The two names that stand together, and whether both are said."""

    names: tuple[str, str]
    is_sure: bool


def both_of(text: str) -> Both | None:
    """The kabupaten and the kota that a text names together; None where it does not.

    >>> both_of("Kab. dan Kota Madiun")
    Both(names=('Kabupaten Madiun', 'Kota Madiun'), is_sure=True)
    >>> both_of("Kabupaten/Kota Kediri").is_sure, both_of("Kota Kediri")
    (False, None)
    """
    found = BEFORE.fullmatch(text) or BEHIND.fullmatch(text)
    if found is None:
        return None
    one, two = (found[key].casefold() in CITIES for key in ("one", "two"))
    sign, name = found["sign"].casefold(), found["name"]
    return None if one == two else Both((f"Kabupaten {name}", f"Kota {name}"), sign not in OPEN)


def with_either_end(text: str) -> tuple[str, ...]:
    """The two names that a text may be, where they differ in their last word; empty where it is one.

    >>> with_either_end("Kab. Hulu Sungai Selatan/Tengah"), with_either_end("Kab. Paser")
    (('Kab. Hulu Sungai Selatan', 'Kab. Hulu Sungai Tengah'), ())
    """
    found = LAST.fullmatch(text)
    return tuple(found["begin"] + found[key] for key in ("one", "two")) if found else ()


def named_together(before: str, name: str) -> tuple[str, ...]:
    """The kabupaten and the kota, where what stands before a name of one of them names the other with it.

    >>> named_together("bagi Kabupaten dan ", "Kota Malang"), named_together("bagi ", "Kota Malang")
    (('Kabupaten Malang', 'Kota Malang'), ())
    """
    first = FIRST.search(before)
    both = both_of(first.group() + name) if first else None
    return both.names if both else ()
