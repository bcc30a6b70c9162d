"""Recipients that a list calls by who received it for them: "- Bupati Tuban, Aditya Halindra"; each is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kkpham_analysis.tables.award_lists.entries import PASSED_OVER, Entry
from kkpham_analysis.tables.award_lists.layout.statements import ENDS, SENTENCE, Read
from kkpham_analysis.tables.award_lists.meaning.grounds import WORD, Grounds
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.predicates import GIVEN
from kkpham_analysis.tables.award_lists.meaning.vocabulary import HONOURING, UNDERSTOOD
from kkpham_analysis.tables.award_lists.meaning.words import LETTER, OFFICIAL, unnumbered
from kkpham_analysis.tables.award_lists.missed.copies import COPIES

_OFFICE = r"(?:wakil\s+)?(?:wali\s?kota|bupati)|(?:sekda|sekretaris\s+daerah)(?:\s+(?:kab(?:upaten|\.)?|kota))?"
OFFICE = re.compile(
    rf"(?:(?:p[jl][hts]?\b\.?|penjabat|pelaksana\s+(?:tugas|harian))\s+)?(?:(?:{_OFFICE})\b|(?:the\s+)?(?:regent|mayor)"
    r"(?:\s+of\b)?)[\s.:]*(?=[^\W\d])",
    re.IGNORECASE,
)
# Others of a regency's officials; the regency may stand a few words behind.
STAFF = re.compile(r"\b(?:kepala|sekretaris|direktur|ketua|asisten|kabag|kasubag)\b", re.IGNORECASE)
# How people are spoken of, before their office or their name.
POLITE = re.compile(
    r"^(?:(?:yth|yang\s+terhormat|bapak|bpk|ibu|saudar[ai]|sdri?|mr|mrs|ms)\b[\s./]*)+(?=\S)", re.IGNORECASE
)
# Between somebody's name and the office.
HOLDING = {"selaku", "sebagai", "mewakili", "diwakili", "oleh", "dari", "yang"}
# "S.H.", "Drs.": the degrees of people.
LONGEST_DEGREE = 3
TYPES = {"kota": "kota", "mayor": "kota", "bupati": "kabupaten", "regent": "kabupaten", "kab": "kabupaten"}
# Whom a letter is for, and who has a copy of it: a line that begins so, or is no more than this.
COPIED = re.compile(r"\W*(?:tembusan|cc|kepada\s*(?::?$|yth\b|yang\s+terhormat\b))", re.IGNORECASE)
# The regions of those whom a letter is for.
YOURS = re.compile(
    r"\b(?:daerah|wilayah|kabupaten|kota|pemerintah(?:an)?|pem(?:kab|kot|da))\s+(?:yang\s+)?"
    r"(?:saudar[ai]|bapak|ibu|sdri?|anda)\b|\byour\s+(?:regency|city|region)\b",
    re.IGNORECASE,
)
HONOURABLE = re.compile(r"\W*(?:yth|yang\s+terhormat)\b", re.IGNORECASE)
# Before names of people these may stand in small letters.
SMALL = {"dan", "bin", "binti", "beserta", "serta", "and", "of", "dr", "drg", "ir", "hj"}


def with_offices(reads: Sequence[Read], entries: Sequence[Entry], names: Names) -> list[Entry]:
    """A `Step`: asks about what was passed over as an official of a regency that counts nowhere."""
    found, grounds = list(entries), Grounds(names)
    there = {entry.code for entry in entries if entry.status == "claim"}
    is_addressed, may_be_theirs = False, _is_of_addressees(reads)
    for above, read in zip([None, *reads], reads, strict=False):
        is_item = unnumbered(read.line.text)[1] or bool(LETTER.match(read.line.text))
        begins = _is_address(read.line.text, _begun(above, read), is_item=is_item)
        # Of who has a copy the letter says nothing.
        begins = begins and not (may_be_theirs and not COPIES.match(read.line.text))
        is_addressed = (is_addressed and is_item) or begins
        if is_addressed:
            found[read.start : read.end] = [_copied(entry, grounds) for entry in found[read.start : read.end]]
        for place in () if is_addressed else range(read.start, read.end):
            is_begin = place == read.start or is_item or read.is_row
            codes = list(_governed(entries[place], grounds, is_item=is_item or read.is_row)) if is_begin else []
            if codes and there.isdisjoint(codes):
                candidates = names.like("", "", codes)
                found[place] = replace(found[place], status="unsettled", reason="office", candidates=candidates)
    return found


def _is_of_addressees(reads: Sequence[Read]) -> bool:
    """Whether a letter says that those it is for were given something: "daerah Saudara ditetapkan sebagai"."""
    sentences = SENTENCE.split(" ".join(read.line.text for read in reads if not read.is_row))
    said = (sentence for sentence in sentences if YOURS.search(sentence))
    return any(not GIVEN.isdisjoint(word.casefold() for word in WORD.findall(each)) for each in said)


def _copied(entry: Entry, grounds: Grounds) -> Entry:
    """Say of a regency's official that a letter or its copy is for why it is passed over."""
    is_official = entry.status == "skipped" and entry.reason in PASSED_OVER and any(grounds.named_in(entry.text))
    return replace(entry, reason="copied") if is_official else entry


def _begun(above: Read | None, read: Read) -> str:
    """The line that a line goes on from: "Penghargaan diserahkan" before "kepada:"; empty where that has its end."""
    is_next = above is not None and read.line.number == above.line.number + 1
    return above.line.text if above is not None and is_next and not above.line.text.endswith(ENDS) else ""


def _is_address(text: str, above: str = "", *, is_item: bool = False) -> bool:
    """Whether those below a line are no recipients of an award, but of a letter or of its copy.

    >>> [_is_address(text) for text in ("Kepada:", "Yth. Bupati Paser", "diserahkan kepada:", "Yth. para penerima:")]
    [True, True, False, False]
    >>> _is_address("kepada:", "Penghargaan diserahkan"), _is_address("1. Yth. Bupati Paser", is_item=True)
    (False, False)
    """
    bare = LETTER.sub("", unnumbered(text)[0])
    is_begun = bool(COPIED.match(bare)) or (not is_item and bool(HONOURABLE.match(bare)))
    return is_begun and HONOURING.isdisjoint(word.casefold() for word in WORD.findall(f"{above} {text}"))


def _governed(entry: Entry, grounds: Grounds, *, is_item: bool) -> Iterator[str]:
    """The codes of the regencies whose official a piece that was passed over names; none where it is prose."""
    if entry.status != "skipped" or entry.reason not in PASSED_OVER:
        return
    bare = POLITE.sub("", LETTER.sub("", unnumbered(entry.text)[0]), count=1)
    for office in OFFICE.finditer(bare):
        before, rest = bare[: office.start()], bare[office.end() :]
        named = next(grounds.named_in(rest), None)
        is_begin = not before or (is_item and _is_holder(before))
        if named and rest.startswith(named[0]) and is_begin and (is_item or _is_person(rest)):
            yield from _of_type(named[1], office[0].casefold(), grounds.names) or named[1]
            return
    staff = STAFF.search(bare) if is_item else None
    if staff and (not staff.start() or _is_holder(bare[: staff.start()])):
        named = next(grounds.named_in(bare[staff.end() :]), None)
        yield from named[1] if named else ()


def _is_holder(text: str) -> bool:
    """Whether what stands before an office is somebody's name, and neither a decree of the office nor its seat.

    >>> _is_holder("H. Fahmi Fadli, S.Sos. ("), _is_holder("Keputusan "), _is_holder("Diresmikan langsung oleh ")
    (True, False, False)
    """
    said = " ".join(word for word in WORD.findall(text) if word.casefold() not in HOLDING)
    return not OFFICIAL.match(text) and _is_person(said)


def _is_person(text: str) -> bool:
    """Whether a place and what stands behind it is no sentence and no headline, but at most somebody's name."""
    words = [word for word in WORD.findall(text) if word.casefold() not in SMALL]
    return not any(word.islower() or (len(word) > LONGEST_DEGREE and word.casefold() in UNDERSTOOD) for word in words)


def _of_type(codes: Sequence[str], office: str, names: Names) -> list[str]:
    """The codes that are of the type which the office is of: a mayor's of cities, a regent's of the others."""
    of_type = next((of_type for word, of_type in TYPES.items() if word in office), "")
    return [code for code in codes if of_type in {place.type for place in names.regencies(code).values()}]
