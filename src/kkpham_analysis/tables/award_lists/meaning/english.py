"""English names of regencies, as the press writes them, into Indonesian ones: "West Lombok Regency"."""

from __future__ import annotations

import re
from collections.abc import Iterator

DIRECTIONS = {
    "north": "utara", "south": "selatan", "west": "barat", "east": "timur", "central": "tengah",
    "southeast": "tenggara", "southwest": "barat daya", "northwest": "barat laut", "northeast": "timur laut",
    "northern": "utara", "southern": "selatan", "western": "barat", "eastern": "timur",
    "outer": "luar", "inner": "dalam",
}  # fmt: skip
TYPES = {"regency": "Kabupaten", "city": "Kota", "municipality": "Kota", "district": "Kabupaten"}
# What stands behind a name in English, and before it or behind it in Indonesian.
LANDS = {"islands": "kepulauan", "mountains": "pegunungan", "coast": "pesisir"}
NAME = re.compile(
    r"(?:the\s+)?(?P<name>[^\W\d_].*?)(?:\s+(?P<type>regency|city|municipality|district))?", re.IGNORECASE
)
FROM = re.compile(r"(?P<type>regency|city|municipality)\s+of\s+(?P<name>.+)", re.IGNORECASE)
COMPOUND = re.compile(r"\b(north|south)[\s-](east|west)(?=ern\b|\b)", re.IGNORECASE)
WORDS = {"thousand": "seribu", "and": "dan"}
# Looks like the English name of a regency, whether or not there is one.
LIKE_A_NAME = re.compile(
    r"(?:(?:the|The|and)\s+)?(?:(?:[A-Z][\w'’-]*\s+){1,5}(?:[Rr]egency|[Cc]ity)"
    rf"|(?:{'|'.join(word.title() for word in DIRECTIONS)})(?:\s+[A-Z][\w'’-]*){{1,4}})"
)


def in_indonesian(text: str) -> Iterator[str]:
    """The Indonesian names that an English one may stand for, the likeliest first; none where it is none.

    >>> list(in_indonesian("West Lombok Regency"))
    ['Kabupaten Lombok barat', 'Kabupaten Lombok bagian barat']
    >>> list(in_indonesian("Kota Bontang"))
    []
    """
    said = COMPOUND.sub(r"\1\2", text.strip())
    found = FROM.fullmatch(said) or NAME.fullmatch(said)
    if found is None:
        return
    of_type = TYPES.get((found["type"] or "").casefold(), "")
    words = found["name"].split()
    ways = [*_ways(words), *([found["name"]] if FROM.fullmatch(said) else [])] if words else []
    for way in dict.fromkeys(ways):
        yield f"{of_type} {way}".strip()


def _ways(words: list[str]) -> Iterator[str]:
    said = [WORDS.get(word.casefold(), word) for word in words]
    first, last = said[0].casefold(), said[-1].casefold()
    if len(said) < 2:
        return
    if first in DIRECTIONS:
        more = [each for each in [DIRECTIONS.get(said[1].casefold(), "")] if each and len(said) > 2]
        rest = said[1 + len(more) :]
        for name in (*_lands(rest), " ".join(rest)):
            for between in ([], ["bagian"]):
                yield " ".join([name, *between, *more, DIRECTIONS[first]])
    elif first in ("greater", "great"):
        yield from (" ".join([*said[1:], behind]) for behind in ("besar", "raya"))
    elif last in LANDS or said != words:
        yield from (*_lands(said), " ".join(LANDS.get(word.casefold(), word) for word in said))


def _lands(words: list[str]) -> Iterator[str]:
    """A name with what English says behind it before it or behind it: "Aru Islands", "Konawe Islands"."""
    land = LANDS.get(words[-1].casefold(), "")
    if land:
        rest = " ".join(words[:-1])
        yield from (f"{land} {rest}".strip(), f"{rest} {land}".strip())
