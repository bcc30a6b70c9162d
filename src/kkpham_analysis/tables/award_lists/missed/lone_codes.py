"""Codes that stand in a list without a name beside them: such as nobody knows, and such as may be BPS's.

A name with a slip is near another one; a code that is none vanishes, and one that two systems have means two places. So
whatever looks like a code is at least asked about, and of codes whose system is not said none counts where the list
shows that they may be BPS's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kkpham_analysis.tables.award_lists.entries import Entry
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.meaning.codes import BPS, KEMENDAGRI, OTHER, is_like_a_code
from kkpham_analysis.tables.award_lists.meaning.names import CODE, Names
from kkpham_analysis.tables.award_lists.meaning.vocabulary import HONOURING
from kkpham_analysis.tables.award_lists.meaning.words import unmarked, unnumbered
from kkpham_analysis.tables.places.errors import Candidate
from kkpham_analysis.tables.places.keys import Place

SKIPPED = ("no_place", "heading")
# Behind these a number of four digits is none of a regency.
AFTER_NUMBER = re.compile(r"\b(?:nomor|no|telp|telepon|pos|tahun|nip)\W*$", re.IGNORECASE)
NAMES_BPS = re.compile(r"\bbps\b(?!\s?:?\d)", re.IGNORECASE)
NUMBER_BEFORE = re.compile(r"^\d{1,3}\s*,\s*(?=\d)")
BY_CODE = ("code", "no_code")


def with_codes(reads: Sequence[Read], entries: Sequence[Entry], names: Names) -> list[Entry]:
    """A `Step`: asks about what looks like a code and is none that is known, or may be another's."""
    found = list(entries)
    is_expected = any(entry.reason in BY_CODE for entry in entries) or all(entry.status != "claim" for entry in entries)
    for read in reads:
        for place, text in _unknown(read, entries, names, is_expected=is_expected):
            code = _code(text, names)
            meant = _both(code, names) if code else {}
            found[place] = replace(
                found[place], text=text, status="unsettled", reason="no_code", candidates=_named(meant)
            )
    for place in _doubtful(reads, found, names):
        meant = _both(_code(found[place].text, names), names)
        found[place] = replace(found[place], status="unsettled", reason="whose_code", code="", category="", score="",
                               candidates=_named(meant))  # fmt: skip
    return found


def _unknown(read: Read, entries: Sequence[Entry], names: Names, *, is_expected: bool) -> Iterator[tuple[int, str]]:
    """The entries of a line that look like a code but were not understood, each with the text to ask about."""
    own = range(read.start, read.end)
    if any(entries[place].status != "skipped" and not _code(entries[place].text, names) for place in own):
        # Beside a name such a number is a score, or whatever else.
        return
    text = read.line.text
    is_listing = all(_code(entries[place].text, names) or entries[place].reason == "category" for place in own)
    is_honouring = not HONOURING.isdisjoint(re.findall(r"[^\W\d_]+", text.casefold()))
    is_listing = is_listing or is_honouring or any(entries[place].reason in BY_CODE for place in own)
    for place in own:
        entry = entries[place]
        if entry.status != "skipped" or entry.reason not in SKIPPED:
            continue
        is_whole = read.is_row and entry.text == text
        codes = [each for each in (read.line.cells if is_whole else [entry.text]) if _code(each, names)]
        if not codes or not (read.is_row or is_listing) or AFTER_NUMBER.search(text[: text.find(codes[0])]):
            continue
        if is_expected or not any("." in _code(each, names) for each in codes):
            yield place, codes[0] if len(codes) == 1 else entry.text


def _doubtful(reads: Sequence[Read], entries: Sequence[Entry], names: Names) -> Iterator[int]:
    """The claims by a code alone, without a word of whose it is, where the list shows that it may be BPS's."""
    alone = dict(_alone(reads, entries, names))
    is_of_bps = any(NAMES_BPS.search(read.line.text) and not _is_head_of_bps(read, entries) for read in reads)
    is_of_bps = is_of_bps or any(
        entries[place].reason == "no_code" and _both(_code(entries[place].text, names), names) for place in alone
    )
    for place, owner in alone.items():
        is_other = len(_both(_code(entries[place].text, names), names)) > 1
        if entries[place].status == "claim" and (owner == OTHER or (is_other and is_of_bps)):
            yield place


def _alone(reads: Sequence[Read], entries: Sequence[Entry], names: Names) -> Iterator[tuple[int, str]]:
    """The entries that are a code without a name, and without a word of whose it is; or with one that nobody knows."""
    for read in reads:
        owner = next((column.owner for column in read.columns if column and column.role == "code"), "")
        for place in range(read.start, read.end):
            code = _code(entries[place].text, names)
            if entries[place].reason in BY_CODE and code[:1].isdigit() and owner != KEMENDAGRI:
                yield place, owner


def _is_head_of_bps(read: Read, entries: Sequence[Entry]) -> bool:
    """Whether a line is the head of a table that says which of its codes are BPS's."""
    is_head = any(entries[place].reason == "header" for place in range(read.start, read.end))
    return is_head and any(column and column.owner == BPS for column in read.columns)


def _code(text: str, names: Names) -> str:
    """The code that a piece looks like, where nothing but its number and a title stands beside it; else empty."""
    bare = unmarked(NUMBER_BEFORE.sub("", unnumbered(text)[0]))
    found = CODE.match(bare)
    rest = unmarked(found["name"]) if found else ""
    if found is None or not is_like_a_code(found["code"]) or (rest and not names.titles.exactly(rest)):
        return ""
    return found["code"]


def _both(code: str, names: Names) -> dict[str, Place]:
    """The regencies that a code means, Kemendagri's and BPS's; of one that is marked as BPS's only that."""
    digits = re.sub(r"\D", "", code)
    own = names.regencies(digits) if code[:1].isdigit() else {}
    return {**own, **names.regencies(f"bps{digits}")}


def _named(places: Mapping[str, Place]) -> tuple[Candidate, ...]:
    return tuple(place.candidate for place in places.values())
