"""Where a list honours all regencies of a province without naming one: a question, as whom it means it does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from kkpham_analysis.tables.award_lists.entries import PASSED_OVER, Entry
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.vocabulary import HONOURING

ALL = re.compile(
    r"(?<!dari )(?<!of )\b(?:seluruh|semua|segenap|setiap|all(?:\s+the)?|every)\s+(?:\d+\s+)?(?:pemerintah\s+)?"
    r"(?:kab(?:upaten)?\b|kota\b|daerah\b|pem(?:da|kab|kot)\b|regenc|cit(?:y|ies)|district)"
    # "38 kabupaten/kota di Jawa Timur seluruhnya meraih …"
    r"|(?<!dari )\b\d+\s+(?:kab(?:upaten)?\b|kota\b|daerah\b)[^.:;]{0,60}\b(?:seluruhnya|semuanya)\b",
    re.IGNORECASE,
)
# In so few words it says nothing else; the province is that of the heading above.
MOST_WORDS_ALONE = 5
MOST_WORDS_OF_NAME = 4


def with_whole_provinces(reads: Sequence[Read], entries: Sequence[Entry], names: Names) -> list[Entry]:
    """A `Step`: asks about the sentence or cell that honours all regencies of a province."""
    found = list(entries)
    for read in reads:
        for place in range(read.start, read.end):
            entry = entries[place]
            if entry.status == "claim" or entry.reason not in (*PASSED_OVER, "unknown"):
                continue
            if province := _all_of(entry, read.line.text, names):
                found[place] = replace(
                    entry, status="unsettled", reason="whole_province", province=province, candidates=()
                )
    return found


def _all_of(entry: Entry, line: str, names: Names) -> str:
    """The province of which a piece honours all regencies: that of its line, or else of what it stands under.

    Empty where it speaks of no province, or not of all of it.
    """
    words = re.findall(r"[^\W\d_]+", line)
    # What denies may do so of a few alone: "kecuali Kabupaten Nunukan".
    if not ALL.search(entry.text):
        return ""
    is_honouring = not HONOURING.isdisjoint(word.casefold() for word in words) or bool(names.titles.within(line))
    is_alone = len(re.findall(r"[^\W\d_]+", entry.text)) <= MOST_WORDS_ALONE
    return (_province_in(words, names) if is_honouring else "") or (entry.province if is_alone else "")


def _province_in(words: Sequence[str], names: Names) -> str:
    """The province that is named in a line; of names in names, the longer one."""
    runs = [pair for pair in combinations(range(len(words) + 1), 2) if pair[1] - pair[0] <= MOST_WORDS_OF_NAME]
    found = (
        names.province(" ".join(words[start:end]), is_said=True)
        for start, end in sorted(runs, key=lambda run: run[0] - run[1])
        if words[start][:1].isupper()
    )
    return next(filter(None, found), "")
