"""Headings that are no more than the name of a province, which a regency has too: "Jambi", "Bengkulu: Kab. Seluma"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.meaning.names import Around, Names
from kkpham_analysis.tables.award_lists.meaning.words import TYPE_WORDS, pieces, unmarked, unnumbered
from kkpham_analysis.tables.award_lists.reading.province_headings import province_of

# One alone may be a name whose type was left out.
SEVERAL = 2


class _Bare(NamedTuple):
    """A line that is the bare name of a province, the names behind its colon, and whether a regency is called so."""

    at: int
    province: str
    name: str
    behind: str
    is_regency_too: bool


def with_bare_headings(lines: Sequence[Line], names: Names) -> tuple[list[Line], dict[int, str]]:
    """The lines, with the headings that are bare names of provinces and regencies by their places, each alone.

    Such a name is that of the province where all names below it lie there, down to the next heading, and another
    heading of the list is one in the same form.

    Parameters
    ----------
    lines
        All lines.
    names
        The names of the round's places.
    """
    headings = list(_headings(lines, names))
    sure = [each for each in headings if each.is_regency_too and _is_over_its_own(each, lines, names)]
    known = [each for each in headings if not each.is_regency_too and (sure and _is_over_its_own(each, lines, names))]
    ways = [bool(each.behind) for each in (*sure, *known)]
    taken = {each.at: each for each in sure if ways.count(bool(each.behind)) >= SEVERAL}
    found: list[Line] = []
    provinces: dict[int, str] = {}
    for at, line in enumerate(lines):
        if at in taken:
            provinces[len(found)] = taken[at].province
            found += _apart(line, taken[at])
        else:
            found.append(line)
    return found, provinces


def _apart(line: Line, heading: _Bare) -> list[Line]:
    """A heading, and the names behind its colon on a line of their own."""
    if not heading.behind:
        return [line]
    head, behind = (tuple(text if cell else "" for cell in line.cells) for text in (heading.name, heading.behind))
    return [line._replace(cells=head), line._replace(cells=behind, comments=())]


def _headings(lines: Iterable[Line], names: Names) -> Iterator[_Bare]:
    for at, line in enumerate(lines):
        if sum(map(bool, line.cells)) != 1 or line.is_sheet:
            continue
        head, _, behind = (part.strip() for part in line.text.partition(":"))
        # "Provinsi Jambi" leaves nothing open, and is another form.
        if head[:1].isalpha() and (province := names.province(head, is_said=True)):
            yield _Bare(at, province, head, behind, not province_of(head, names))


def _is_over_its_own(heading: _Bare, lines: Sequence[Line], names: Names) -> bool:
    """Whether names stand below a heading at once, or behind its colon, and all to the next lie in its province."""
    below = _below(heading, lines, names)
    first = [heading.behind] if heading.behind else [*below[:1]]
    begin = [_provinces(text, names, is_listed=bool(heading.behind)) for text in first]
    found = [*begin, *(_provinces(line, names) for line in below)]
    return any(begin) and all(heading.province in each for those in found for each in those)


def _below(heading: _Bare, lines: Sequence[Line], names: Names) -> list[str]:
    """The texts below a heading, down to the next heading of a province or the next sheet."""
    found: list[str] = []
    for line in lines[heading.at + 1 :]:
        is_bare = bool(names.province(unmarked(line.text.partition(":")[0]), is_said=True))
        if line.is_sheet or is_bare or province_of(line.text, names):
            break
        found.append(line.text)
    return found


def _provinces(text: str, names: Names, *, is_listed: bool = False) -> list[set[str]]:
    """The provinces of each name in a text that has its number or its type, or that `is_listed` behind a colon."""
    parts = [unnumbered(part) for cell in text.split(" | ") for part in pieces(cell)]
    named = [bare for bare, is_numbered in parts if is_listed or is_numbered or _is_typed(bare)]
    places = (names.settle(bare, Around(is_listed=True)).places for bare in named)
    return [
        {place.province_code for code, _, _ in each for place in names.regencies(code).values()}
        for each in places
        if each
    ]


def _is_typed(text: str) -> bool:
    return any(word in TYPE_WORDS for word in re.findall(r"[^\W\d_]+", text.casefold())[:1])
