"""Lists of provinces in an award list, such as those of honoured governors: their lines head no names below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kkpham_analysis.tables.award_lists.entries import Entry
from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.words import LETTER, NONE_HERE, TYPE_WORDS, pieces, unmarked, unnumbered
from kkpham_analysis.tables.award_lists.reading.headings import BOTH_TYPES
from kkpham_analysis.tables.award_lists.reading.province_headings import none_behind, province_of
from kkpham_analysis.tables.places.keys import key_of

OF_PROVINCES = re.compile(r"\b(?:provinsi|propinsi|gubernur|pembina|provinces?|governors?)\b", re.IGNORECASE)
SEVERAL = 2
OF_REGENCIES = re.compile(r"\b(?:kab(?:upaten)?|kota|daerah|regenc(?:y|ies)|cit(?:y|ies))\b", re.IGNORECASE)


def of_one_question(entries: Iterable[Entry]) -> list[Entry]:
    """The entries, where only several names that lie elsewhere than their heading says are one question about it."""
    found = [_of_itself(entry) if len(entry.candidates) > 1 else entry for entry in entries]
    below = Counter(entry.asked_at for entry in found if entry.reason == "other_province" and entry.asked)
    return [_of_heading(entry, below[entry.asked_at]) if entry.reason == "other_province" else entry for entry in found]


def _of_itself(entry: Entry) -> Entry:
    """A name as a question of its own: that it stands says not which of several places it is."""
    return replace(entry, asked="", asked_at=0) if entry.reason == "other_province" else entry


def _of_heading(entry: Entry, names: int) -> Entry:
    is_of_heading = bool(entry.asked) and names >= SEVERAL
    return replace(entry, reason="other_provinces") if is_of_heading else _of_itself(entry)


def listed(lines: Sequence[Line], names: Names) -> set[int]:
    """The places of the lines that name a province and head nothing.

    They follow each other, numbered or below a heading of provinces, and what comes next is no name of a regency: below
    the last of several provinces without any names it would stand.

    Parameters
    ----------
    lines
        All lines.
    names
        The names of the round's places.
    """
    return {at for start, end in _runs(lines, names) if _is_list(lines, start, end, names) for at in range(start, end)}


def _runs(lines: Sequence[Line], names: Names) -> Iterator[tuple[int, int]]:
    start = None
    for at, line in enumerate(lines):
        is_alone = len([*filter(None, line.cells)]) == 1 and not line.is_sheet
        # What says that there is none heads no names, and is none of a list either.
        is_province = is_alone and bool(province_of(line.text, names)) and none_behind(line.text, names) is None
        if is_province and start is None:
            start = at
        elif not is_province and start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(lines)


def _is_list(lines: Sequence[Line], start: int, end: int, names: Names) -> bool:
    before = lines[start - 1].text if start else ""
    # "Provinsi Jambi (2): Kota Jambi, …" heads its own names.
    is_headed = bool(OF_PROVINCES.search(before)) and not province_of(before.partition(":")[0], names)
    is_numbered = all(unnumbered(line.text)[1] for line in lines[start:end])
    if end == len(lines):
        return is_headed
    after, is_apart = lines[end], lines[end].number > lines[end - 1].number + 1
    if end - start == 1:
        # A title below a province alone ("JAWA TENGAH") is that of its own regencies.
        return is_headed and not _is_name(after, names) and bool(OF_REGENCIES.search(after.text))
    if _is_name(after, names):
        return is_headed and is_numbered and is_apart
    return is_headed or is_numbered


def _is_name(line: Line, names: Names) -> bool:
    """Whether a line is a row of a table, a regency or what may be one, or says that there is none."""
    bare = LETTER.sub("", unnumbered(line.text)[0])
    words = re.findall(r"[^\W\d_]+", bare.casefold())
    is_typed = words[:1] != [] and words[0] in TYPE_WORDS and not BOTH_TYPES.match(bare)
    first = next(iter(pieces(bare)), "")
    return (
        len([*filter(None, line.cells)]) > 1
        or key_of(bare) in NONE_HERE
        or bool(names.regencies(unmarked(first)))
        or (is_typed and len(words) > 1 and not names.titles.within(bare))
    )
