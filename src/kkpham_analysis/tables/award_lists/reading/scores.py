"""The numbers beside the names of a list: each is a score, or not clear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kkpham_analysis.tables.award_lists.entries import Entry
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.words import SCORE_ALONE, points, unmarked, unnumbered

# A whole number in a text that is smaller may be anything else: a rank, a count, a footnote.
SMALLEST_CLEAR = 40
# The title in brackets behind a score.
WITH_TITLE = re.compile(r"\s*\([^()]*\)[\s.]*$")


def with_scores(text: str, parts: Iterable[str], names: Names) -> list[str]:
    """The parts of a line, where a number that stands alone behind the name of a regency is part of it."""
    found: list[str] = []
    at = 0
    for part in parts:
        begin = text.find(part, at)
        before = found[-1] if found else ""
        start = text.rfind(before, 0, max(begin, 0))
        # "6472; 64.71" are two codes.
        is_behind = start >= 0 and ";" not in text[start:begin] and bool(re.search(r"[^\W\d]", before))
        bare = WITH_TITLE.sub("", part) if names.titles.exactly(part.rpartition("(")[2].rstrip(" ).")) else part
        if is_behind and SCORE_ALONE.fullmatch(unmarked(bare)) and names.regencies(unmarked(unnumbered(before)[0])):
            found[-1] = text[start : begin + len(part)]
        else:
            found.append(part)
        at = max(at, begin + len(part))
    return found


def scored(entries: Sequence[Entry], cells: Iterable[str]) -> list[Entry]:
    """The names of a row without headings with the only number in it that may be a score."""
    given = set(filter(None, map(points, cells)))
    if len(given) != 1:
        return list(entries)
    (score,) = given
    return [replace(entry, score=entry.score or score) if entry.status == "claim" else entry for entry in entries]


def is_clear(entry: Entry) -> bool:
    """Whether the number beside a name is a score, where no limit of a title says so."""
    is_whole = entry.score.isdecimal()
    return not (is_whole and float(entry.score) < SMALLEST_CLEAR and re.search(rf"\b{entry.score}\b", entry.text))
