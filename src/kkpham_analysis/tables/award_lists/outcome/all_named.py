"""The last look at a list: each regency that it names is in a claim, in a question, or skipped for a reason it tells.

Whatever was read of a line, and in whatever way: what no step before understood is asked about here, and no name is
passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.entries import PASSED_OVER, Entry, text_key
from kkpham_analysis.tables.award_lists.layout.statements import SENTENCE, Read
from kkpham_analysis.tables.award_lists.meaning.grounds import MOST_WORDS_OF_NAME, WORD, Grounds
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.vocabulary import HONOURING, UNDERSTOOD
from kkpham_analysis.tables.award_lists.meaning.words import TYPE_WORDS, type_heading, unmarked, unnumbered
from kkpham_analysis.tables.award_lists.missed.mentions import AFTER_OFFICE, AFTER_PLACE, Answered, Mention, mentions_in
from kkpham_analysis.tables.award_lists.outcome.settling import Settling
from kkpham_analysis.tables.vocabulary import OFFICE_WORDS

# Reasons for which a line or a piece is skipped that say why a name in it does not count.
TOLD = ("answer", "date", "aside", "copied", "read_also", "sheet", "hidden_sheet")
# The other half of a name that is set in the middle of its row stands two lines away.
FARTHEST = 2
PAPER = re.compile(
    r"(?:ditetapkan|ditandatangani|ttd|a\.?n\.|mengingat|menimbang|undang|peraturan|keputusan|surat|nomor|jalan|jl|telepon|"
    r"telp|faks(?:imile)?|laman|situs|e-?mail|surel|kontak|narahubung|pewarta|redaksi|penulis|editor|foto|sumber|nip)\b",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"(?:wakil|wali\s?kota|bupati|gubernur|kepala|sekretaris|direktur|kantor|kanwil|pemerintah)\b", re.IGNORECASE
)
# What somebody said of a place.
SPEAKING = re.compile(
    r"\b(?:mengatakan|menyatakan|menuturkan|menjelaskan|mengungkapkan|menegaskan|ujar|kata|tutur|ungkap|said|says)\b",
    re.IGNORECASE,
)
OF_OFFICES = UNDERSTOOD - HONOURING | OFFICE_WORDS


class Place(NamedTuple):
    """Where names may stand: the reads that a text is of, and the text; `cut` is where its two halves meet."""

    reads: tuple[Read, ...]
    text: str
    cut: int = 0


def with_all_named(reads: Sequence[Read], entries: Iterable[Entry], settling: Settling) -> list[Entry]:
    """The entries, with a question for each regency that is in none; answers settle these as all others.

    Parameters
    ----------
    reads
        The lines, with the places of their entries.
    entries
        What is understood; behind those of the lines may stand what is asked about besides.
    settling
        Settles names by the answers of a person.
    """
    last = _AllNamed(entries, settling)
    for place in _places(reads):
        for mention in mentions_in(place.text, last.grounds):
            if not place.cut or _is_cut(mention, place, settling.names):
                last.look(place, mention)
    return last.entries


class _AllNamed:
    """Looks at name after name; `entries` are those that there were, settled anew or not, and one for each lost one."""

    def __init__(self, entries: Iterable[Entry], settling: Settling) -> None:
        self.settling, self.grounds = settling, Grounds(settling.names)
        self.answered = Answered(settling.names, settling.answers, settling.used)
        self.entries = list(entries)
        self.there = {code for entry in self.entries if entry.status != "skipped" for code in entry.codes}

    def look(self, place: Place, mention: Mention) -> None:
        """Ask about a name that is in no entry, and about a half of it that counts as another name."""
        if place.cut:
            self._ask_halves(place, mention)
        lines = {read.line.number for read in place.reads}
        is_known = not self.there.isdisjoint(mention.codes)
        if is_known or self.settling.names.province(mention.name, is_said=True):
            return
        if any(_is_told(entry, mention, place) for entry in self.entries if entry.line in lines):
            return
        if is_aside(mention):
            self._tell(place, mention)
            return
        blank = Entry(place.reads[0].line.number, "", "unsettled", "mentions")
        self._add(self.answered.settled(blank, mention, place.text, self._title_in(place)))

    def _title_in(self, place: Place) -> str | None:
        """The title of the names in a text; None where it has several, of which nobody knows whose each is."""
        titles = self.settling.names.titles.all_within(place.text)
        if len(titles) > 1:
            return None
        return next(iter(titles), place.reads[0].category or self.settling.usual)

    def _add(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.there |= set(entry.codes)

    def _ask_halves(self, place: Place, mention: Mention) -> None:
        """Ask about what counts as another name, and may be no more than the begin or the end of this one."""
        split = place.cut - len(mention.before)
        halves = mention.name[:split].strip(), mention.name[split:].strip()
        for at in (at for read in place.reads for at in range(read.start, read.end)):
            entry = self.entries[at]
            name = unmarked(unnumbered(entry.text)[0])
            if entry.status != "claim" or entry.code in mention.codes or name not in halves:
                continue
            if text_key(entry.text) in self.settling.answers:
                continue
            reason, other = ("cut_off", halves[1]) if name == halves[0] else ("cut_above", halves[0])
            candidates = self.settling.names.like("", "", [entry.code, *mention.codes])
            self.entries[at] = replace(entry, status="unsettled", reason=reason, code="", category="", score="",
                                       candidates=candidates, said=other)  # fmt: skip
            self.there |= set(mention.codes)

    def _tell(self, place: Place, mention: Mention) -> None:
        """Say of what was skipped, as no name or as a sentence, that it names a regency for another reason."""
        for at in (at for read in place.reads for at in range(read.start, read.end)):
            if self.entries[at].reason in PASSED_OVER and mention.name in self.entries[at].text:
                self.entries[at] = replace(self.entries[at], reason="aside")


def is_aside(mention: Mention) -> bool:
    """Whether a name is that of a place where something is, or of an office or a paper.

    >>> [is_aside(Mention("Paser", (), before, "")) for before in ("Ditetapkan di ", "Kepala Bagian Hukum ", "Salam ")]
    [True, True, False]
    """
    bare = unnumbered(mention.before)[0]
    if AFTER_PLACE.search(mention.before) or AFTER_OFFICE.search(mention.before):
        return True
    before = {word.casefold() for word in WORD.findall(mention.before)}
    if not HONOURING.isdisjoint(before.union(map(str.casefold, WORD.findall(mention.behind)))):
        return False
    is_office = bool(OFFICE.match(bare)) and before <= OF_OFFICES
    return is_office or bool(PAPER.match(bare) or SPEAKING.search(mention.before))


def _is_cut(mention: Mention, place: Place, names: Names) -> bool:
    """Whether a name has words of both halves; the type above a name is one only where the rest is a province alone."""
    split = place.cut - len(mention.before)
    if not 0 < split < len(mention.name):
        return False
    first, second = mention.name[:split], mention.name[split:].strip()
    if any(word.casefold() not in TYPE_WORDS for word in WORD.findall(first)):
        return True
    return bool(type_heading(place.text[: place.cut]) and names.province(second, is_said=True))


def _places(reads: Sequence[Read]) -> Iterator[Place]:
    """All texts of a list, and what stands side by side or one below the other, as the halves of a cut name do."""
    for read in reads:
        texts = [*read.line.cells, *read.line.comments]
        yield from (Place((read,), sentence) for text in texts for sentence in SENTENCE.split(text) if sentence)
        yield from (_together((read,), *pair) for pair in pairwise(filter(None, read.line.cells)))
    for away in range(1, FARTHEST + 1):
        for one, other in zip(reads, reads[away:], strict=False):
            if 0 < other.line.number - one.line.number <= FARTHEST:
                # A break within the last cell leaves the rest of it in the first one below.
                ends = [[*filter(None, read.line.cells)] for read in (one, other)]
                pairs = {*zip(one.line.cells, other.line.cells, strict=False), (ends[0][-1], ends[1][0])}
                yield from (_together((one, other), *pair) for pair in sorted(pairs) if all(pair))


def _together(reads: tuple[Read, ...], first: str, second: str) -> Place:
    """The end of a text and the begin of another, each no longer than a part of a name."""
    end, begin = " ".join(first.split()[-MOST_WORDS_OF_NAME:]), " ".join(second.split()[:MOST_WORDS_OF_NAME])
    return Place(reads, f"{end} {begin}", len(end))


def _is_told(entry: Entry, mention: Mention, place: Place) -> bool:
    """Whether an entry says why a name does not count, or a person said it of a half of its name."""
    if entry.status != "skipped" and entry.reason != "answer":
        return False
    return entry.reason in TOLD and (bool(place.cut) or mention.name in entry.text or entry.text in mention.name)
