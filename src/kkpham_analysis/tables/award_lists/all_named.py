"""The last look at a list: each regency that it names is in a claim, in a question, or skipped for a reason it tells.

Whatever was read of a line, and in whatever way: what no step before understood is asked about here, and no name is
passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.entries import Answer, Entry
from kkpham_analysis.tables.award_lists.grounds import WORD, Grounds
from kkpham_analysis.tables.award_lists.mentions import AFTER_OFFICE, AFTER_PLACE, Answered, Mention, mentions_in
from kkpham_analysis.tables.award_lists.names import Names
from kkpham_analysis.tables.award_lists.statements import SENTENCE, Read
from kkpham_analysis.tables.award_lists.vocabulary import HONOURING, UNDERSTOOD, words_of
from kkpham_analysis.tables.award_lists.words import TYPE_WORDS, unnumbered

# Reasons for which a line or a piece is skipped that say why a name in it does not count.
TOLD = ("answer", "date", "aside", "copied", "read_also", "sheet", "hidden_sheet")
# Skipped as what they are, not for what is said of the names in them.
UNTOLD = ("no_place", "prose")
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
OF_OFFICES = UNDERSTOOD - HONOURING | words_of("""
    setda sekretariat dinas badan inspektorat dprd staf ahli asisten camat kecamatan kelurahan lapas rutan
    pengadilan negeri bappeda kesbangpol bakesbangpol
""")


class Place(NamedTuple):
    """Where names may stand: the reads that a text is of, and the text; `cut` is where its two halves meet."""

    reads: tuple[Read, ...]
    text: str
    cut: int = 0


def with_all_named(
    reads: Sequence[Read], entries: Iterable[Entry], names: Names, answers: Mapping[str, Answer], title: str
) -> tuple[list[Entry], set[str]]:
    """The entries, with a question for each regency that is in none; and the answers that were used.

    Parameters
    ----------
    reads
        The lines, with the places of their entries.
    entries
        What is understood; behind those of the lines may stand what is asked about besides.
    names
        The names of the round's places.
    answers
        What a person says of texts, by `text_key`.
    title
        The title of whoever is named without one.
    """
    found, grounds, answered = list(entries), Grounds(names), Answered(names, answers)
    there = {code for entry in found if entry.status != "skipped" for code in _codes(entry)}
    for place in _places(reads):
        for mention in _lost(place, grounds, there):
            own = [at for read in place.reads for at in range(read.start, read.end)]
            lines = {read.line.number for read in place.reads}
            if any(_is_told(entry, mention, place) for entry in found if entry.line in lines):
                continue
            if is_aside(mention):
                _tell(found, own, mention)
                continue
            titles = names.titles.all_within(place.text)
            category = place.reads[0].category or title if not titles else titles[0] if len(titles) == 1 else None
            blank = Entry(place.reads[0].line.number, "", "unsettled", "mentions")
            found.append(answered.settled(blank, mention, place.text, category))
            there |= set(_codes(found[-1]))
    return found, answered.used


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


def _codes(entry: Entry) -> list[str]:
    return [entry.code] if entry.status == "claim" else [code for code, _, _ in entry.candidates]


def _lost(place: Place, grounds: Grounds, there: set[str]) -> Iterator[Mention]:
    """The names in a text none of whose regencies is in an entry; where it has two halves, those in both."""
    for mention in mentions_in(place.text, grounds):
        is_known = not there.isdisjoint(mention.codes) or grounds.names.province(mention.name, is_said=True)
        if not is_known and (not place.cut or _is_cut(mention, place.cut)):
            yield mention


def _is_cut(mention: Mention, cut: int) -> bool:
    """Whether a name has words of both halves; "Kabupaten" above a name is no half of it."""
    begin = len(mention.before)
    first = WORD.findall(mention.name[: max(cut - begin, 0)])
    return begin + len(mention.name) > cut and any(word.casefold() not in TYPE_WORDS for word in first)


def _places(reads: Sequence[Read]) -> Iterator[Place]:
    """All texts of a list, and what stands side by side or one below the other, as the halves of a cut name do."""
    for read in reads:
        texts = [*read.line.cells, *read.line.comments]
        yield from (Place((read,), sentence) for text in texts for sentence in SENTENCE.split(text) if sentence)
        yield from (_together((read,), *pair) for pair in pairwise(filter(None, read.line.cells)))
    for away in range(1, FARTHEST + 1):
        for one, other in zip(reads, reads[away:], strict=False):
            if 0 < other.line.number - one.line.number <= FARTHEST:
                pairs = zip_longest(one.line.cells, other.line.cells, fillvalue="")
                yield from (_together((one, other), *pair) for pair in pairs if all(pair))


def _together(reads: tuple[Read, ...], first: str, second: str) -> Place:
    return Place(reads, f"{first} {second}", len(first))


def _is_told(entry: Entry, mention: Mention, place: Place) -> bool:
    """Whether an entry says why a name does not count, or a person said it of a half of its name."""
    if entry.status != "skipped" and entry.reason != "answer":
        return False
    return entry.reason in TOLD and (bool(place.cut) or mention.name in entry.text or entry.text in mention.name)


def _tell(entries: list[Entry], own: Sequence[int], mention: Mention) -> None:
    """Say of what was skipped, as no name or as a sentence, that it names a regency for another reason."""
    for at in own:
        if entries[at].reason in UNTOLD and mention.name in entries[at].text:
            entries[at] = replace(entries[at], reason="aside")
