"""A type behind its name, as indexes write it: "Kupang, Kab.", "Bogor (Kab.)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TYPES = {"kab": "Kabupaten", "kabupaten": "Kabupaten", "regency": "Kabupaten", "kota": "Kota", "kotamadya": "Kota",
         "kodya": "Kota", "city": "Kota", "municipality": "Kota"}  # fmt: skip
_TYPE = rf"(?:{'|'.join(sorted(TYPES, key=len, reverse=True))})\b\.?"
TYPE_BEHIND = re.compile(
    rf"(?P<name>\w[^(),;:]*?)(?:\s*,\s*(?P<type>{_TYPE})|\s*,?\s*\((?P<within>{_TYPE})\))", re.IGNORECASE
)
TYPE_BEFORE = re.compile(rf"{_TYPE}\s*", re.IGNORECASE)
# A type that stands alone between a comma and the end of what it speaks of; "Kota:" and "Kota Ambon" lead to names.
LONE_TYPE = rf"\s*{_TYPE}\s*(?:$|[;,()]|(?:dan|serta|and)\s+(?!{_TYPE}))"


class TypeBehind(NamedTuple):
    """A name and the type behind it, as Indonesia writes it before one."""

    name: str
    type: str


def type_behind(text: str) -> TypeBehind | None:
    """A name without the type behind it, and this; None where none stands there.

    >>> type_behind("Kupang, Kab."), type_behind("Bogor (Kota)"), type_behind("Kota Ambon")
    (TypeBehind(name='Kupang', type='Kabupaten'), TypeBehind(name='Bogor', type='Kota'), None)
    """
    found = TYPE_BEHIND.fullmatch(text.strip())
    if found is None or TYPE_BEFORE.fullmatch(found["name"]):
        return None
    return TypeBehind(found["name"], TYPES[(found["within"] or found["type"]).strip(".").casefold()])


def with_type_before(text: str) -> Iterator[str]:
    """The ways to write a name with the type behind it before it; where it stands there already, only once.

    >>> list(with_type_before("Kupang, Kab.")), list(with_type_before("Kota Bogor (Kota)"))
    (['Kabupaten Kupang'], ['Kota Kota Bogor', 'Kota Bogor'])
    """
    if behind := type_behind(text):
        yield f"{behind.type} {behind.name}"
        before = TYPE_BEFORE.match(behind.name)
        if before and TYPES[before.group().strip(" .").casefold()] == behind.type:
            yield behind.name
