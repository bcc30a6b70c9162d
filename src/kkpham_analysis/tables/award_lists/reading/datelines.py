"""Where a report was written, or signed: the place that its first line begins with was honoured by nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.vocabulary import HONOURING, UNDERSTOOD, is_denying
from kkpham_analysis.tables.award_lists.meaning.words import DATE, pieces, points, unmarked, unnumbered
from kkpham_analysis.tables.award_lists.reading.province_headings import province_named
from kkpham_analysis.tables.places.keys import key_of, readings

# "SAMARINDA, KORAN.com – …", "Samarinda (Antara) - …", "Samarinda – …"; "Samarinda, 10 Desember 2025".
BEGIN = re.compile(
    r"\W*(?P<place>[^\W\d](?:[\w .'’]|(?<=\w)-(?=\w)){2,40}?)(?P<beside>(?:\s*,[^,–—()]{1,40}?|\s*\([^()]{1,40}\))*)"
    r"(?:(?:\s*[–—]+|\s-+|-+(?=\s|$))\s*|\s*(?P<weak>[.:])\s+|\W*$)"
)
DASH = re.compile(r"[–—-]\s*$")
TYPED = re.compile(r"\b(?:kab|kota|regency|city)", re.IGNORECASE)
# The page of a newspaper: beside it even a place that is no regency is one where a report was written.
PAGE = re.compile(r"\w\.[^\W\d_]{2,}")
PAGE_ALONE = re.compile(r"[\w-]+(?:\.[^\W\d_]{2,})+")
# A news agency whose name is a word besides: "antara lain".
AGENCIES = {"antara"}
OF_ITSELF = re.compile(r"\b(?:daerah|kabupaten|kota)\s(?:tersebut|itu|ini)\b", re.IGNORECASE)
# Capitals of provinces that are no regencies; all others have the name of theirs.
CAPITALS = {"tanjungselor", "sofifi", "wamena"}
# In so many words what stands behind is a sentence; with its own subject where it begins with a capital.
SENTENCE_WORDS = 6
# What may stand between a place and its date.
BEFORE_DATE = re.compile(
    r"(?:(?:pada|hari|tanggal|tgl|senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|on|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b[\s:.]*)+",
    re.IGNORECASE,
)
MOST_WORDS = 6
# The head of a letter: "PEMERINTAH KOTA SAMARINDA".
GOVERNMENT = re.compile(r"pem(?:erintah(?:an)?|kot|kab|da)\b", re.IGNORECASE)
SUBJECTLESS = HONOURING | {"berhasil", "sukses", "kembali"}


class Dateline(NamedTuple):
    """The begin of a line: its place with what stands beside, what follows, and whether the place may be honoured."""

    place: str
    begin: str
    rest: str
    is_doubtful: bool


def dateline_of(text: str, names: Names, *, is_above_items: bool = False) -> Dateline | None:
    """The place that a line begins with, where the line itself speaks of something else; None where it does not.

    Only a place without "kota" or "kabupaten", with a newspaper or a day beside it or a sentence of others behind
    it, is nothing else than that; of any other it is in doubt.

    Parameters
    ----------
    text
        A line, or a sentence.
    names
        The names of the round's places.
    is_above_items
        Whether it stands above a list whose names have another form, with numbers.
    """
    found = BEGIN.match(text)
    if found is None or unnumbered(text)[1]:
        return None
    place, rest = found["place"].strip(), text[found.end() :]
    if rest and PAGE_ALONE.fullmatch(place) and DASH.search(found[0]) and not TYPED.search(found["beside"]):
        return Dateline(place, text[: found.end()].strip(), rest, is_doubtful=False)
    beside = _beside(found["beside"], names)
    is_regency = bool(names.regencies(place))
    if is_regency and is_above_items and beside == rest == "" and GOVERNMENT.match(place):
        return Dateline(place, text.strip(), "", is_doubtful=True)
    is_named = is_regency or bool(beside and (names.province(place) or (place.isupper() and PAGE.search(beside))))
    is_named = is_named or (
        beside == ""
        and bool(DASH.search(found[0]))
        and (key_of(place) in CAPITALS or _is_city_of_report(place, rest, names))
    )
    if beside is None or not is_named or any(map(is_denying, _words(place))):
        return None
    if not rest and not (beside and (DATE.search(beside) or DASH.search(found[0]))):
        return None
    is_typed = any(way.stated for way in readings(place) if names.gazetteer.by_key.get(way.key))
    is_of_others = _is_of_others(rest, names) if rest else UNDERSTOOD.isdisjoint(_words(beside))
    is_weak = not beside and (is_typed or found["weak"] or any(map(is_denying, _words(rest))))
    others = _names_in(rest, names)
    if (is_weak and not is_of_others and not is_above_items) or (
        rest and (_is_of_place(rest, names) or _are_alike([place, *others]))
    ):
        return None
    is_doubtful = is_typed or not is_of_others or bool(others or OF_ITSELF.search(rest))
    return Dateline(place, text[: found.end()].strip(), rest, is_regency and is_doubtful)


def begin_of_list(lines: Sequence[Line], begins_with_place: Callable[[str], bool]) -> int:
    """The line of the first name with a number or a bullet; else the second line, where it begins with no place.

    Parameters
    ----------
    lines
        The lines.
    begins_with_place
        Whether the first words of a text are a place.
    """
    items = (line.number for line in lines if unnumbered(line.text)[1] and begins_with_place(line.text))
    is_headed = len(lines) > 1 and not begins_with_place(lines[1].text)
    return next(items, lines[1].number if is_headed else 0)


def is_sentence(part: str, names: Names) -> bool:
    """Whether a part of a line is as long as a sentence, and neither a name nor the heading of a province."""
    name = unmarked(unnumbered(part)[0])
    is_long = len(name.split()) >= SENTENCE_WORDS
    return is_long and not (names.regencies(name) or province_named(part, names))


def place_of_date(text: str, parts: Sequence[str], names: Names) -> str:
    """The part of a line that is the place of its date: "…, Samarinda, Rabu (10/12/2025)"; empty where none is.

    No more than a day or a province stands between the two, and what is before it is no name: of several names it
    may be the last.

    Parameters
    ----------
    text
        The line.
    parts
        Its parts, in their order.
    names
        The names of the round's places.
    """
    date = DATE.search(text)
    at, before = 0, ""
    for part in parts:
        start = max(text.find(part, at), at)
        at = start + len(part)
        if date is None or start > date.start():
            break
        # "Samarinda (10/12/2025)" is one part.
        bare = unmarked(text[start : min(at, date.start())].rstrip(" ("))
        if names.regencies(bare):
            between = [each.strip() for each in re.split(r"[,()]", text[at : date.start()])]
            is_beside = all(not each or BEFORE_DATE.fullmatch(each) or names.province(each) for each in between)
            if is_beside and not _ends_with_name(before, names):
                return part
        before = bare
    return ""


def _ends_with_name(text: str, names: Names) -> bool:
    """Whether the last words of a text are a regency."""
    words = text.split()
    return any(names.regencies(" ".join(words[start:])) for start in range(max(len(words) - MOST_WORDS, 0), len(words)))


def _is_city_of_report(place: str, rest: str, names: Names) -> bool:
    """Whether a province that is a city too ("Jakarta") stands before a sentence that honours, and heads no names."""
    province = names.province(place)
    says = not HONOURING.isdisjoint(_words(rest)) or bool(names.titles.within(rest))
    return bool(province) and says and not any(way.stated for way in readings(place)) and any(
        each.type == "kota" and each.province_code == province and each.key.startswith(key_of(place))
        for each in names.gazetteer.places if each.kind == "official"
    )  # fmt: skip


def _beside(text: str, names: Names) -> str | None:
    """The newspaper or the day between place and dash, without the province; None where it is anything else."""
    # "December 10, 2025" is one part.
    text = DATE.sub(lambda date: date[0].replace(",", " "), text)
    parts = [part.strip() for part in re.split(r"[,()]", text) if part.strip()]
    parts = [part for part in parts if not names.province(part)]
    is_known = any(not UNDERSTOOD.isdisjoint(_words(part)) for part in parts
                   if not part.isupper() and part.casefold() not in AGENCIES)  # fmt: skip
    is_name = any(names.titles.exactly(part) or names.regencies(part) or points(part) for part in parts)
    is_no_name = any(
        (part[:1].islower() and not PAGE.search(part)) or any(map(is_denying, _words(part))) for part in parts
    )
    return None if is_known or is_name or is_no_name else " ".join(parts)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", DATE.sub("", text).casefold())


def _is_of_place(rest: str, names: Names) -> bool:
    """Whether what stands behind a place is no more than its title, its score or its province."""
    if rest.endswith(":"):
        return False
    return not re.search(r"[^\W\d_]{2}", rest) or all(
        names.titles.exactly(part) or names.province(part) or points(part) for part in map(unmarked, pieces(rest))
    )


def _names_in(rest: str, names: Names) -> list[str]:
    """The names behind a place, where nothing else stands there, and no number."""
    parts = [unmarked(part) for part in pieces(rest)]
    return parts if not unnumbered(rest)[1] and all(map(names.regencies, parts)) else []


def _are_alike(names: list[str]) -> bool:
    """Whether several names are written in the same way, as those of one list are: with their kind, in capitals."""
    ways = {(any(way.stated for way in readings(name)), name.isupper()) for name in names}
    return len(names) > 1 and len(ways) == 1


def _is_of_others(rest: str, names: Names) -> bool:
    """Whether what stands behind a place leads to names, or is a sentence of something else."""
    words = rest.split()
    if rest.endswith(":") or unnumbered(rest)[1]:
        return True
    has_place = any(names.regencies(" ".join(words[:end])) for end in range(1, min(len(words), SENTENCE_WORDS)))
    is_sentence = len(words) >= SENTENCE_WORDS and rest[:1].isupper() and key_of(words[0]) not in SUBJECTLESS
    return has_place or is_sentence or bool(DATE.match(rest))
