"""Whom a copy of a letter or decree is for ("Tembusan: 2. Kabupaten Paser"): honoured by nobody, whoever it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kkpham_analysis.tables.award_lists.entries import Entry
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.meaning.grounds import WORD, Grounds
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.vocabulary import HONOURING
from kkpham_analysis.tables.award_lists.meaning.words import LETTER, OFFICIAL, pieces, unnumbered

COPIES = re.compile(r"\W*(?:tembusan|c\.?c)\b", re.IGNORECASE)
FIRST = re.compile(r"\W*(?:1|[Aa])\s*[.)]")


def with_copies(reads: Sequence[Read], entries: Sequence[Entry], names: Names) -> list[Entry]:
    """A `Step`: asks about none, but passes over whoever has a copy, as long as their numbering goes on.

    A copy goes to an office too; where none is among them, names below such a heading are left to be asked about.
    """
    found, grounds = list(entries), Grounds(names)
    for copies in _of_copies(reads):
        if any(map(_is_to_office, copies)):
            for read in copies:
                found[read.start : read.end] = [_copied(entry, grounds) for entry in found[read.start : read.end]]
    return found


def _of_copies(reads: Iterable[Read]) -> list[list[Read]]:
    """The lines of each list of those who have a copy."""
    found: list[list[Read]] = []
    above, is_list = "", False
    for read in reads:
        text = read.line.text
        is_item = unnumbered(text)[1] or bool(LETTER.match(text))
        is_begun = bool(FIRST.match(text)) and not COPIES.match(above)
        leads = _is_of_copies(text)
        is_list = leads or (is_list and is_item and not is_begun)
        found += [[]] if leads else []
        if is_list:
            found[-1].append(read)
        above = text
    return found


def _is_to_office(read: Read) -> bool:
    """Whether an item of those who have a copy is an office."""
    items = pieces(COPIES.sub("", read.line.text))
    return any(OFFICIAL.match(LETTER.sub("", unnumbered(item)[0])) for item in items)


def _is_of_copies(text: str) -> bool:
    """Whether a line leads to those who have a copy, and says of none that they were given anything else.

    >>> [_is_of_copies(text) for text in ("Tembusan disampaikan kepada Yth.:", "Tembusan kepada penerima Peduli HAM:")]
    [True, False]
    """
    return bool(COPIES.match(text)) and HONOURING.isdisjoint(word.casefold() for word in WORD.findall(text))


def _copied(entry: Entry, grounds: Grounds) -> Entry:
    """An entry that is a name, or may hold one, passed over; what a person says of it stands."""
    is_none = entry.status == "skipped" and not any(grounds.named_in(entry.text))
    if is_none or entry.reason == "answer":
        return entry
    return replace(entry, status="skipped", reason="copied", code="", category="", score="", candidates=())
