"""Names that may go on in the line below, as columns do that were copied as text: "KABUPATEN SUMBA BARAT", "DAYA"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from kkpham_analysis.tables.award_lists.entries import Entry, text_key
from kkpham_analysis.tables.award_lists.grounds import WORD
from kkpham_analysis.tables.award_lists.names import Names
from kkpham_analysis.tables.award_lists.statements import Read
from kkpham_analysis.tables.award_lists.words import unnumbered

# Pieces of two columns at most; a sentence has more.
MOST_WORDS = 4


def with_longer_names(
    reads: Sequence[Read], entries: Sequence[Entry], names: Names, answered: Collection[str]
) -> list[Entry]:
    """The entries, where a name that the line below makes another one is asked about.

    Parameters
    ----------
    reads
        The lines, with the places of their entries.
    entries
        What was read.
    names
        The names of the round's places.
    answered
        The texts, by `text_key`, that a person has answered.
    """
    found = list(entries)
    for read, below in pairwise(reads):
        if below.line.number != read.line.number + 1 or not _may_go_on(below, entries):
            continue
        for place in range(read.start, read.end):
            entry = entries[place]
            longer = [*dict.fromkeys(_longer(entry, below.line.text, names))]
            if longer and text_key(entry.text) not in answered:
                candidates = names.like("", "", [*_codes(entry), *longer])
                found[place] = replace(entry, status="unsettled", reason="cut_off", code="", category="", score="",
                                       candidates=candidates, asked="", asked_at=0, said=below.line.text)  # fmt: skip
    return found


def _may_go_on(read: Read, entries: Sequence[Entry]) -> bool:
    """Whether a line is no more than a few words that are nothing by themselves."""
    there = entries[read.start : read.end]
    is_nothing = all(entry.status == "skipped" and entry.reason == "no_place" for entry in there)
    return is_nothing and not unnumbered(read.line.text)[1] and len(WORD.findall(read.line.text)) <= MOST_WORDS


def _codes(entry: Entry) -> list[str]:
    return [entry.code] if entry.status == "claim" else [code for code, _, _ in entry.candidates]


def _longer(entry: Entry, below: str, names: Names) -> Iterator[str]:
    """The codes of the regencies that the name of an entry begins, and words below complete."""
    words, codes = WORD.findall(below), _codes(entry)
    if entry.status == "skipped" or len(codes) != 1:
        return
    name = next((place.candidate[1] for place in names.regencies(codes[0]).values()), "")
    for start, end in combinations(range(len(words) + 1), 2):
        yield from (code for code in names.regencies(f"{name} {' '.join(words[start:end])}") if code not in codes)
