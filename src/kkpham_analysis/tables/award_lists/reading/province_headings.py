"""Headings of provinces, alone on their line or before names: which province one is, and how many it says it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.meaning.counts_behind import LONGEST, Behind, counts_behind
from kkpham_analysis.tables.award_lists.meaning.grounds import Grounds
from kkpham_analysis.tables.award_lists.meaning.names import MOST_WORDS, Names
from kkpham_analysis.tables.award_lists.meaning.words import LISTING, NONE_BEHIND, unmarked, unnumbered
from kkpham_analysis.tables.award_lists.reading.headings import HEADED_BY_NUMBER, plain_heading

BEFORE_PROVINCE = re.compile(r"^(?:kab(?:upaten)?\.?\s*/\s*kota\s+)?(?:di|se|wilayah|untuk|in)[\s-]+", re.IGNORECASE)


class NoneBehind(NamedTuple):
    """A heading that says that its province has none, and the words behind it that say so."""

    province: str
    text: str
    said: str


def province_named(text: str, names: Names, *, is_said: bool = False) -> str:
    """The code of the province that a text is, with nothing behind it but how many regencies it has; else empty.

    What may be a regency is a province where it `is_said`, or where it says that it counts regencies: "Jambi (3 kota)".
    """
    behind = counts_behind(text)
    bare = behind.name if not behind.counts else BEFORE_PROVINCE.sub("", _bare(behind.name))
    # "D.I. Yogyakarta" begins as a numbering does.
    ways = (unmarked(way) for way in (unnumbered(text)[0], bare, _bare(bare)))
    is_said = is_said or behind.is_of_regencies
    return next(filter(None, (names.province(way, is_said=is_said) for way in ways)), "")


def province_of(text: str, names: Names, above: str = "") -> str:
    """The code of the province that a heading is, whatever stands in brackets behind it; empty where it is none.

    What is a regency besides ("Bengkulu") is none either, but below another province that this does not lie in.
    """
    ways = [BEFORE_PROVINCE.sub("", way) for way in (plain_heading(text), unmarked(text))]
    if found := province_named(text, names) or next(filter(None, map(names.province, ways)), ""):
        return found
    said = next((code for way in ways if (code := names.province(way, is_said=True))), "")
    of_regencies = {place.province_code for place in names.regencies(text).values()}
    return said if above and of_regencies == {said} and said != above else ""


def none_behind(text: str, names: Names, above: str = "") -> NoneBehind | None:
    """A heading of a province that says itself that there is none: "Kaltara: nihil", "Kaltara (0)"."""
    none = NONE_BEHIND.fullmatch(text)
    if none and (province := province_of(none["name"], names, above)):
        return NoneBehind(province, none["name"], none["none"] or none["dash"])
    behind = counts_behind(text)
    if behind.counts and not any(number for number, _ in behind.counts):
        province = province_of(text, names, above)
        return NoneBehind(province, behind.name, behind.said) if province else None
    return None


def counting_headings(text: str, names: Names, above: str = "") -> Iterator[tuple[str, Behind]]:
    """The headings of provinces in a line that say how many they have, each with its code: "Bali (2): …; Jambi (1): …".

    What stands before a colon is the longest that is one: "Jambi: 2 kab/kota: Kota Jambi, …".
    """
    for part in text.split(";"):
        ends = reversed([each.start() for each in re.finditer(r":|$", part)])
        heads = ((begin, counts_behind(begin)) for end in ends if (begin := part[:end].strip()))
        found = ((province_of(begin, names, above), head) for begin, head in heads if head.counts)
        yield from [each for each in found if each[0] and not _is_more_than_all(each[1], each[0], names)][:1]


def _is_more_than_all(head: Behind, province: str, names: Names) -> bool:
    """Whether the number alone behind a colon is more than the regencies of the province: its code, or a score."""
    return head.said.isdecimal() and int(head.said) > names.regencies_of(province)


def leading_province(text: str, part: str, grounds: Grounds) -> str:
    """The code of the only province that what leads to names begins with, whatever else it says; empty where none is.

    So names of another one are asked about, also where nobody would know the words: "Papua (kab: 2, kota: 1): …".
    """
    lead = LISTING.search(part)
    begin = part[: lead.start()] if lead else part
    if len(begin) > LONGEST or (lead is None and not re.search(re.escape(part) + r"\s*:", text)):
        return ""
    names, words = grounds.names, re.findall(r"[^\W\d_]+", begin)
    words = words[bool(words) and bool(BEFORE_PROVINCE.match(f"{words[0]} ")) :]
    ends = range(min(len(words), MOST_WORDS), 0, -1)
    first, end = next(((code, end) for end in ends if (code := names.province(" ".join(words[:end])))), ("", 0))
    rest = " ".join(words[end:])
    runs = (" ".join(words[at : at + long]) for at in range(end, len(words)) for long in range(1, MOST_WORDS))
    is_alone = bool(first) and not any(grounds.named_in(rest)) and not any(map(names.province, runs))
    return first if is_alone else ""


def begins_with_province(text: str, names: Names) -> bool:
    """Whether a text begins with the name of a province, which may be that of a regency too: "Jambi: …"."""
    words = re.findall(r"[^\W\d_]+", unnumbered(text)[0])[:MOST_WORDS]
    return any(names.province(" ".join(words[: end + 1]), is_said=True) for end in range(len(words)))


def _bare(text: str) -> str:
    """A text without the numbering that stands before it."""
    return unnumbered(HEADED_BY_NUMBER.sub("", text.strip()))[0]
