"""Lines of an award list that head those below them: with a province, a type, or a title."""

from __future__ import annotations

import re
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.meaning.codes import OF_PROVINCES, is_like_a_code
from kkpham_analysis.tables.award_lists.meaning.names import Around, Names
from kkpham_analysis.tables.award_lists.meaning.words import (
    TYPE_WORDS,
    pieces,
    type_heading,
    unmarked,
    unnumbered,
)
from kkpham_analysis.tables.award_lists.reading.headings import HEADED_BY_NUMBER, Headings, is_report, plain_heading
from kkpham_analysis.tables.award_lists.reading.province_headings import province_of

CLASS = re.compile(r"^kategori\s+", re.IGNORECASE)


class Heading(NamedTuple):
    """What a heading says of the names below it; a `type` that is empty is both, and None where it says nothing."""

    province: str = ""
    type: str | None = None
    title: str = ""
    is_of_province: bool = False


def heading_of(
    text: str, names: Names, headings: Headings, *, behind: str = "", above: str = "", own: str = ""
) -> Heading | None:
    """What a line says of the lines below it; None where it is no heading.

    Parameters
    ----------
    text
        The line.
    names
        The names of the round's places.
    headings
        Says what headings say.
    behind, above
        The heading of a province before it, and the province: where both have letters this one goes on with them.
    own
        The province that it is, where the lines below say so.
    """
    plain = plain_heading(text)
    # "C. Bengkulu" behind "B. Lampung" is the next province, though a city is called so too.
    is_next = bool(HEADED_BY_NUMBER.match(text) and HEADED_BY_NUMBER.match(behind))
    if province := own or province_of(text, names, above if is_next else ""):
        return Heading(province)
    if names.regencies(unmarked(unnumbered(text)[0])):
        # "Kab. 50 Kota" is no number of cities.
        return None
    if (of_type := type_heading(CLASS.sub("", plain))) is not None:
        return Heading(type=of_type)
    has_code = any(map(is_like_a_code, re.split(r"[\s,;]+", text)))
    if has_code or names.regencies(plain) or len([*pieces(text)]) > 2 or is_report(text):
        return None
    title = names.titles.within(plain)
    is_named = bool(title) or names.titles.is_of_award(plain)
    if not is_named or not _is_of_title(text, plain, names, headings):
        return None
    words = set(re.findall(r"[^\W\d_]+", plain.casefold()))
    return Heading(title=title, is_of_province=bool(words & OF_PROVINCES))


def title_before(text: str, part: str, names: Names) -> Heading | None:
    """What a part that is a title before a colon says of the names behind it; None where it is none.

    Its type is that of these names alone: "Kota Peduli HAM: Bandung, Bogor".
    """
    name = unmarked(unnumbered(part)[0])
    if names.regencies(name) or not re.search(re.escape(part) + r"\s*:\s*\S", text):
        return None
    if title := names.titles.exactly(name):
        return Heading(title=title)
    found, words = names.titles.all_within(name), names.titles.besides(name)
    of_type = type_heading(" ".join(sorted(words))) if words <= TYPE_WORDS.keys() else None
    return Heading(type=of_type, title=found[0]) if len(found) == 1 and of_type is not None else None


def _is_of_title(text: str, plain: str, names: Names, headings: Headings) -> bool:
    """Whether a line with a title gives it to those below it."""
    is_name = any(names.settle(unnumbered(part)[0], Around()).status != "skipped" for part in pieces(text))
    if is_name and not headings.are_of_title(plain):
        return False
    # What names regencies says something of these.
    if any(not names.province(name, is_said=True) for name, _ in headings.grounds.named_in(plain)):
        return False
    # A sentence may speak of others than those below it.
    return not text.endswith(".") or bool(names.titles.exactly(plain))
