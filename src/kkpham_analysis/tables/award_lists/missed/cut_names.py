"""Names that a break cut, as columns do that were copied as text: "KABUPATEN SUMBA BARAT", and "DAYA" below it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from kkpham_analysis.tables.award_lists.entries import Entry, text_key
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.meaning.grounds import WORD
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.words import unnumbered

# Pieces of two columns at most; a sentence has more.
MOST_WORDS = 4
TYPED = re.compile(r"\b(?:kabupaten|kab|kota)\b", re.IGNORECASE)
# A cell that is set in the middle of its row has its other half two lines away.
FARTHEST = 2


def with_longer_names(
    reads: Sequence[Read], entries: Sequence[Entry], names: Names, answered: Collection[str]
) -> list[Entry]:
    """As a `Step` does, asks about a name that the line below makes another one, where nobody has answered for it.

    Parameters
    ----------
    answered
        The texts, by `text_key`, that a person has answered.
    """
    found = list(entries)
    for read, other in _near(reads):
        is_rest = other.line.number > read.line.number and _is_rest(other, entries)
        is_begun = other.line.number < read.line.number and _is_alone(read, entries)
        for place in range(read.start, read.end) if is_rest or is_begun else ():
            entry, text = entries[place], other.line.text
            longer = _longer(entry, text, names) if is_rest else _longer_above(entry, text, names)
            if (codes := [*dict.fromkeys(longer)]) and text_key(entry.text) not in answered:
                candidates = names.like("", "", [*entry.codes, *codes])
                found[place] = replace(entry, status="unsettled", reason="cut_off" if is_rest else "cut_above", code="",
                                       category="", score="", candidates=candidates, asked="", asked_at=0,
                                       said=text.strip())  # fmt: skip
    return found


def _near(reads: Sequence[Read]) -> Iterator[tuple[Read, Read]]:
    """Every line with those near it, the nearest last: what stands there is what is told."""
    for away in range(FARTHEST, 0, -1):
        for one, other in zip(reads, reads[away:], strict=False):
            if other.line.number - one.line.number <= FARTHEST:
                yield from ((one, other), (other, one))


def _is_rest(read: Read, entries: Sequence[Entry]) -> bool:
    """Whether a line is no more than a few words that are nothing by themselves, or nothing that is known."""
    there = entries[read.start : read.end]
    is_nothing = all(
        (entry.status == "skipped" and entry.reason == "no_place")
        or (entry.status == "unsettled" and entry.reason == "unknown")
        for entry in there
    )
    return is_nothing and _is_short(read)


def _is_alone(read: Read, entries: Sequence[Entry]) -> bool:
    """Whether a line is one name in words, and nothing else."""
    there, text = entries[read.start : read.end], read.line.text
    is_one = len(there) == 1 and there[0].status == "claim" and there[0].text == text.strip()
    return is_one and bool(WORD.search(text)) and _is_short(read)


def _is_short(read: Read) -> bool:
    return not unnumbered(read.line.text)[1] and len(WORD.findall(read.line.text)) <= MOST_WORDS


def _longer_above(entry: Entry, above: str, names: Names) -> Iterator[str]:
    """The codes that a name alone may be part of, with words of a line above it; its own where that is a province."""
    words = WORD.findall(above)
    for start, end in combinations(range(len(words) + 1), 2):
        whole = f"{' '.join(words[start:end])} {entry.text}"
        if names.province(whole, is_said=True):
            yield entry.code
        yield from (code for code in names.regencies(whole) if code != entry.code)


def _longer(entry: Entry, below: str, names: Names) -> Iterator[str]:
    """The codes of the regencies that the name of an entry begins, and words below complete."""
    words, codes = WORD.findall(below), entry.codes
    begun = _begun(entry, names) if entry.status == "skipped" or len(codes) == 1 else []
    for name in begun:
        for start, end in combinations(range(len(words) + 1), 2):
            yield from (code for code in names.regencies(f"{name} {' '.join(words[start:end])}") if code not in codes)


def _begun(entry: Entry, names: Names) -> list[str]:
    """The name of an entry; of what was no name, what stands behind the word that says what is named."""
    if entry.status != "skipped":
        return [place.candidate[1] for place in names.regencies(entry.codes[0]).values()][:1]
    behind = [(WORD.match(entry.text, found.start()), WORD.findall(entry.text, found.end()))
              for found in TYPED.finditer(entry.text)]  # fmt: skip
    return [
        " ".join([kind.group(), *words[:count]]) for kind, words in behind if kind for count in range(1, MOST_WORDS)
    ]
