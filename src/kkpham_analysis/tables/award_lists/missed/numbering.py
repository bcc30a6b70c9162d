"""Items of a numbering that names places: one that is no place that is known is asked about, not skipped.

Decrees and reports also number what is no place: paragraphs, criteria, copies sent. A numbering is one of places where
an item of it begins with one, or where it stands below a heading that leads to names and most of its items might be
names. In it an item may only be skipped where it can be no name: where every word of it is understood, where it begins
as papers and signatures do, or where it is as long as a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.entries import PASSED_OVER, Entry
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.meaning.grounds import WORD, Grounds
from kkpham_analysis.tables.award_lists.meaning.names import MOST_WORDS, Names
from kkpham_analysis.tables.award_lists.meaning.words import LETTER, OFFICIAL, type_heading, unmarked, unnumbered

ROW = re.compile(r"\(?(\d{1,3})[.)]?\s*\|\s*")
EMPTY_ITEM = re.compile(r"\(?(\d{1,3})[.)]*[\s|._…–—-]*")
# An office of a regency in place of its name: "3. Bupati Paser".
OFFICE = re.compile(r"^(?:(?:wakil\s+)?(?:wali\s?kota|bupati)|regent|mayor)\b", re.IGNORECASE)
RECIPIENTS = re.compile(
    r"\b(?:penerima|peraih|pemenang|penyandang|recipients?|winners?|awarded)\b|"
    r"\b(?:daftar|list)\b.*\b(?:kabupaten|kota|daerah|regenc(?:y|ies)|cit(?:y|ies))\b",
    re.IGNORECASE,
)
# The list itself says that it names not all: behind its names, or before them.
NOT_ALL = re.compile(
    r"\b(?:(?:dan\s)?(?:lain[- ]lain|seterusnya|sebagainya)|dll|dkk|dst|dsb|etc|and (?:others|so on))\b", re.IGNORECASE
)
AMONG = re.compile(r"\b(?:antara lain|di\s?antaranya|among others|including)\b", re.IGNORECASE)
CRITERIA = re.compile(
    r"(?<!memenuhi )\b(?:kriteria|indikator|(?:per)?syarat(?:an)?|aspek|unsur|komponen|faktor|alasan|langkah|"
    r"tahap(?:an)?|cara|dinilai (?:atas|dari|berdasarkan)|hak-hak|criteria|indicators?|rights|reasons|steps)\b",
    re.IGNORECASE,
)


class Item(NamedTuple):
    """One item: the place of its entry, its mark (`number`, `bare` number, `letter`, `bullet`), number, and line."""

    place: int
    kind: str
    number: int
    line: int
    is_first: bool

    def follows(self, before: Item) -> bool:
        """Whether it goes on with the numbering that another item stands in."""
        is_next = self.number == before.number + 1
        is_below = self.is_first and self.line == before.line + 1
        if self.kind == "bare":
            # "7 kabupaten/kota" is a number too.
            return is_next and is_below
        return is_below if self.kind == "bullet" else is_next or (is_below and self.kind == "number")


class Gap(NamedTuple):
    """Numbers of a list behind which no name stands: the line of the next item, or that of an empty one."""

    line: int
    first: int
    last: int
    is_empty: bool = False


def gaps(reads: Sequence[Read], entries: Sequence[Entry], names: Names) -> list[Gap]:
    """Where the numbers of names jump, or an item is left empty: the list may not be whole."""
    grounds = Grounds(names)
    items = {
        item.place: item
        for item in _items(reads, entries)
        # "7 kabupaten/kota" is a number too.
        if item.kind in ("number", "bullet") or (item.kind == "bare" and _is_place(entries[item.place], grounds))
    }
    elsewhere = _in_columns(items.values())
    found, before = [], 0
    for place, entry in enumerate(entries):
        empty = EMPTY_ITEM.fullmatch(entry.text) if entry.status == "skipped" else None
        if empty and int(empty[1]) == before + 1:
            before += 1
            found.append(Gap(entry.line, before, before, is_empty=True))
        elif place in items and (entry.status != "skipped" or entry.reason in ("answer", "named_before")):
            # A bullet among numbers stands for one of them.
            number = items[place].number or before + 1
            there = elsewhere.get(items[place].line, set())
            missing = sorted({*range(before + 1, number)} - there)
            # Said once, wherever in these columns the next number stands.
            there |= set(missing)
            found += [Gap(entry.line, first, last) for first, last in _runs(missing)]
            before = number
    return found


def _in_columns(items: Iterable[Item]) -> dict[int, set[int]]:
    """By line, the numbers of a list in columns, whose lines hold several that do not follow each other: "1. 6."."""
    of_lines = [(line, [item.number for item in group]) for line, group in groupby(items, key=lambda item: item.line)]
    blocks: list[list[tuple[int, list[int]]]] = []
    for line, numbers in of_lines:
        is_in_columns = any(after > before + 1 for before, after in pairwise(numbers))
        goes_on = bool(blocks) and bool(blocks[-1]) and numbers[0] == blocks[-1][-1][1][0] + 1
        if goes_on:
            blocks[-1].append((line, numbers))
        else:
            blocks.append([(line, numbers)] if is_in_columns else [])
    of_blocks = [({number for _, numbers in block for number in numbers}, block) for block in blocks]
    return {line: numbers for numbers, block in of_blocks for line, _ in block}


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of numbers that follow each other.

    >>> list(_runs([2, 3, 7]))
    [(2, 3), (7, 7)]
    """
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        yield found[0], found[-1]


def not_whole(reads: Sequence[Read], entries: Sequence[Entry]) -> Iterator[tuple[int, str]]:
    """Where the list says itself that it names not all: the line, and the words."""
    for read in reads:
        text = read.line.text
        has_names = any(entry.status != "skipped" for entry in entries[read.start : read.end])
        found = NOT_ALL.search(text)
        is_alone = found is not None and len(WORD.findall(text)) == len(WORD.findall(found[0]))
        among = AMONG.search(text) if has_names or text.endswith(":") else None
        if (found and (has_names or is_alone)) or among:
            yield read.line.number, (found or among)[0]  # type: ignore[index]


def with_questions(reads: Sequence[Read], entries: Sequence[Entry], names: Names) -> list[Entry]:
    """A `Step`: asks about an item among names of places that is none that is known."""
    found = list(entries)
    grounds = Grounds(names)
    for numbering in _numberings(reads, entries):
        lead = reads[numbering[0].line - 1] if numbering[0].line else None
        if not _is_of_places(numbering, entries, lead, grounds):
            continue
        for item in numbering:
            entry = entries[item.place]
            if _may_be_name(entry, grounds):
                candidates = names.like(_bare(entry.text)[0], entry.province, _named(entry, grounds))
                found[item.place] = replace(entry, status="unsettled", reason="item", candidates=candidates)
    return found


def _numberings(reads: Sequence[Read], entries: Sequence[Entry]) -> Iterator[list[Item]]:
    open_now: dict[str, list[Item]] = {}
    for item in _items(reads, entries):
        kinds = ("number", "bare") if item.kind == "bare" else (item.kind,)
        goes_on = [open_now[kind] for kind in kinds if kind in open_now and item.follows(open_now[kind][-1])]
        if goes_on:
            goes_on[0].append(item)
            continue
        if item.kind in open_now:
            yield open_now[item.kind]
        open_now[item.kind] = [item]
    yield from open_now.values()


def _items(reads: Sequence[Read], entries: Sequence[Entry]) -> Iterator[Item]:
    for line, read in enumerate(reads):
        for place in range(read.start, read.end):
            is_first = place == read.start
            # A row may begin with its number, or have it before its name: "GORONTALO | 1. Kota Gorontalo".
            of_row = _mark(read.line.text) if read.is_row and is_first else None
            if (mark := of_row or _mark(entries[place].text)) and (is_first or mark[0] == "number"):
                yield Item(place, *mark, line, is_first)


def _mark(text: str) -> tuple[str, int] | None:
    """How a text is marked as an item, and its number; a footnote is none.

    >>> [_mark(text) for text in ("3. Paser", "3 Paser", "b) Paser", "- Paser", "*) sementara", "4 | Paser", "Paser")]
    [('number', 3), ('bare', 3), ('letter', 2), ('bullet', 0), None, ('number', 4), None]
    """
    if row := ROW.match(text):
        return "number", int(row[1])
    bare, is_marked = unnumbered(text)
    mark = text[: len(text) - len(bare)]
    if is_marked and (number := re.search(r"\d{1,3}", mark)):
        return ("number" if re.search(r"[.):]", mark) else "bare"), int(number[0])
    if is_marked and not mark.startswith("*"):
        return "bullet", 0
    letter = LETTER.match(text)
    sign = letter[0].strip(" (.)").casefold() if letter else ""
    return ("letter", ord(sign) - ord("a") + 1) if len(sign) == 1 else None


def _bare(text: str) -> list[str]:
    """An item without its mark; a row as its cells."""
    if row := ROW.match(text):
        return [cell.strip() for cell in text[row.end() :].split("|")]
    return [LETTER.sub("", unnumbered(text)[0])]


def _is_of_places(items: Sequence[Item], entries: Sequence[Entry], lead: Read | None, grounds: Grounds) -> bool:
    if any(_is_place(entries[item.place], grounds) for item in items):
        return True
    # "12 daerah lain" alone is a number, and no numbering.
    is_number = len(items) == 1 and items[0].kind == "bare"
    if lead is None or is_number or not _leads_to_names(lead, entries, grounds.names):
        return False
    return 2 * sum(_may_be_name(entries[item.place], grounds) for item in items) > len(items)


def _is_place(entry: Entry, grounds: Grounds) -> bool:
    if entry.status == "skipped":
        return entry.reason in ("answer", "named_before")
    return entry.reason in ("code", "answer") or any(map(grounds.begins_with_place, _bare(entry.text)))


def _leads_to_names(read: Read, entries: Sequence[Entry], names: Names) -> bool:
    """Whether a line is the heading of a province, a type, a title, or of those honoured."""
    text = read.line.text
    there = entries[read.start : read.end]
    if CRITERIA.search(text) or text.endswith(".") or any(entry.status == "claim" for entry in there):
        return False
    plain = unmarked(_bare(text)[0])
    is_heading = any(entry.reason == "heading" for entry in there)
    is_known = is_heading and (not names.titles.within(plain) or bool(names.titles.exactly(plain)))
    return is_known or type_heading(plain) is not None or bool(RECIPIENTS.search(text))


def _may_be_name(entry: Entry, grounds: Grounds) -> bool:
    """Whether a piece that was skipped may be a name, or holds one."""
    if entry.status != "skipped" or entry.reason not in PASSED_OVER:
        return False
    if _named(entry, grounds):
        return True
    return any(_is_like_a_name(bare, grounds) for bare in _bare(entry.text))


def _is_like_a_name(bare: str, grounds: Grounds) -> bool:
    around = grounds.around(bare)
    if around.denying or not around.unknown or len(WORD.findall(bare)) > MOST_WORDS:
        return False
    return not OFFICIAL.match(bare) or bool(OFFICE.match(bare))


def _named(entry: Entry, grounds: Grounds) -> list[str]:
    """The codes of all regencies that a piece names."""
    return [code for bare in _bare(entry.text) for _, found in grounds.named_in(bare) for code in found]
