"""What is told beside a list that was read: numbers that do not fit, gaps, headings without names, unused answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.entries import KEEP, OF_TITLES, Answer, Count, Entry, text_key
from kkpham_analysis.tables.award_lists.layout.lines import OF_SHEET
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.missed.numbering import Gap, gaps, not_whole
from kkpham_analysis.tables.award_lists.reading.province_headings import province_of
from kkpham_analysis.tables.award_lists.reading.reader import ListReader

# The remark that the list says itself that it names not all.
NOT_WHOLE = "not_whole"
# "*) hasil sementara": what the list tells may still change.
PROVISIONAL = re.compile(
    r"\b(?:(?:hasil|data|daftar|nilai|rekapitulasi|angka|bersifat|masih|versi)\s+sementara\b(?!\s+itu\b)"
    r"|(?:masih\s+)?menunggu\s+(?:hasil\s+)?(?:verifikasi|penetapan|validasi)|belum\s+(?:final|ditetapkan)|"
    r"(?:provisional|preliminary)\s+(?:results?|data|list)|pending\s+verification)",
    re.IGNORECASE,
)
# Regencies have codes of so many digits.
LONG = 4


class Remark(NamedTuple):
    """Something about the list that a reader should know: a key of `language/lists.toml`, the line, the values."""

    key: str
    line: int
    values: Mapping[str, object]


def category_remarks(reader: ListReader, category: str) -> list[Remark]:
    """Titles that the list gives, where a person said another one for all names."""
    others = {title: line for title, line in reader.title_lines.items() if category and title != category}
    return [Remark("other_title", line, {"title": title, "category": category}) for title, line in others.items()]


def empty_headings(reader: ListReader, entries: Sequence[Entry], there: set[str]) -> list[Remark]:
    """Provinces that head no name, and lists of provinces."""
    open_there = {entry.province for entry in entries if entry.status == "unsettled"}
    empty = [(code, line) for code, line in reader.headed.items() if code not in there | open_there]
    return [
        *(Remark("empty_heading", line, {"province": code}) for code, line in empty),
        *_of_provinces(entries, reader.names),
    ]


def _of_provinces(entries: Iterable[Entry], names: Names) -> list[Remark]:
    """Lists of provinces, one remark for each: what these were given is no claim about a regency."""
    runs = ([*run] for reason, run in groupby(entries, key=lambda entry: entry.reason) if reason == "province")
    return [
        Remark("provinces", run[0].line, {"provinces": tuple(province_of(entry.text, names) for entry in run)})
        for run in runs
    ]


def numbering_remarks(reader: ListReader, entered: Sequence[Entry], names: Names) -> list[Remark]:
    """What a list says itself that it lacks, and that it is provisional."""
    return [
        *map(_gap_remark, gaps(reader.reads, entered, names)),
        *(Remark(NOT_WHOLE, line, {"text": text}) for line, text in not_whole(reader.reads, entered)),
        *_provisional(reader),
    ]


def _provisional(reader: ListReader) -> list[Remark]:
    """Where the list first calls itself, or what is in it, provisional; not in the footnote of one of its names."""
    is_marked = any(entry.text.rstrip().endswith("*") for entry in reader.entries if entry.status == "claim")
    lines = [read.line for read in reader.reads if not (is_marked and read.line.text.startswith("*"))]
    found = ((line.number, PROVISIONAL.search(line.text)) for line in lines)
    return [Remark("provisional", number, {"text": said[0]}) for number, said in found if said][:1]


def unnamed_wholes(
    asked: Iterable[Entry], entries: Iterable[Entry], province_of: Mapping[str, str], compliant: Collection[str]
) -> list[Remark]:
    """Where all of a province were honoured, and the list names none of them: whoever passes that over has not all."""
    honoured = {province_of[each.code] for each in entries if each.status == "claim" and each.category in compliant}
    return [
        Remark(NOT_WHOLE, entry.line, {"text": entry.text})
        for entry in asked
        if entry.reason == "whole_province" and entry.province not in honoured
    ]


def score_remarks(reader: ListReader, entries: Iterable[Entry]) -> list[Remark]:
    """Scores that are missing, or whose meaning is not sure."""
    missing = [Remark("no_score", entry.line, {"text": entry.text}) for entry in entries if entry.reason == "no_score"]
    return [*missing, *(Remark("scores", line, {"text": text}) for line, text in reader.unclear_scores[:1])]


def _gap_remark(gap: Gap) -> Remark:
    numbers = str(gap.first) if gap.first == gap.last else f"{gap.first}–{gap.last}"
    return Remark("empty_item" if gap.is_empty else "gap", gap.line, {"numbers": numbers})


def count_remarks(
    counts: Sequence[Count], entries: Iterable[Entry], province_of: Mapping[str, str], type_of: Mapping[str, str]
) -> list[Remark]:
    """Numbers in the list that fit no names that they may be of: all, a province's, a title's, or those beside them."""
    named = [each for entry in entries if (each := _named(entry, province_of, type_of)) is not None]
    remarks = []
    for at, count in enumerate(counts):
        of_type = [
            each for each in named if (not count.type or count.type in each.types) and count.title in ("", each.title)
        ]
        groups = _groups(counts, at, of_type)
        if count.number in {number for group in groups for number in _numbers(group)} or _is_unclear(counts, count):
            continue
        values: dict[str, object] = {"number": count.number, "found": _many(groups[0])}
        where = {"province": count.province} if count.sentence else {}
        remarks.append(Remark("count_in" if count.sentence else "count", count.line, {**values, **where}))
    return remarks


class Named(NamedTuple):
    """A name that counts or is asked about: its line, its regency or what it may be, province, types and title."""

    line: int
    what: tuple[str, ...]
    province: str
    types: set[str]
    title: str


def _named(entry: Entry, province_of: Mapping[str, str], type_of: Mapping[str, str]) -> Named | None:
    """What an entry names; None where it is no regency, as with a question about anything else."""
    what = (entry.code,) if entry.code else tuple(code for code, _, _ in entry.candidates if len(code) == LONG)
    if entry.status == "skipped" or not what:
        return None
    province = province_of.get(entry.code, entry.province)
    return Named(entry.line, what, province, {type_of[code] for code in what}, entry.category)


def _groups(counts: Sequence[Count], at: int, named: Sequence[Named]) -> list[list[Named]]:
    """The names that a number may be of, first those that it is most likely of."""
    count = counts[at]
    here = [each for each in named if each.province == count.province]
    if count.sentence or count.kind == "of_province":
        # What names its province speaks of no other.
        return [here]
    row = [each for each in named if each.line == count.line]
    if count.kind == "heading":
        # A province may have one for each type or title, and names of its own below each.
        end = min((each.line for each in counts[at:] if each.kind == "heading" and each.line > count.line), default=0)
        return [here, [each for each in here if count.line <= each.line and not 0 < end <= each.line]]
    if count.kind == "row":
        return [here, row]
    before = max((each.line for each in counts[:at] if each.line < count.line), default=0)
    end = 1 + max((each.line for each in named), default=0)
    after = min((each.line for each in counts[at:] if each.line > count.line), default=end)
    there = [each for each in named if each.line // OF_SHEET == count.line // OF_SHEET]
    above = [each for each in there if each.line <= count.line]
    since = [each for each in above if each.line > before]
    until = [each for each in there if count.line <= each.line < after]
    all_above = above if count.kind == "total" and above else list(named)
    first = here if count.province and not count.is_of_all else all_above
    return [first, here, list(named), above, since, until, row]


def _numbers(group: Sequence[Named]) -> set[int]:
    """How many names there are, and how many of each title."""
    return {
        _many(group),
        *(_many([each for each in group if each.title == title]) for title in {n.title for n in group}),
    }


def _many(group: Iterable[Named]) -> int:
    return len({each.what for each in group})


def _is_unclear(counts: Sequence[Count], count: Count) -> bool:
    """Whether a number in a row may be anything: other rows of its province have one too."""
    others = [each for each in counts if each.kind == "row" and each.province == count.province]
    return count.kind == "row" and len(others) > 1


def unused_answers(
    answers: Mapping[str, Answer], reader: ListReader, entries: Iterable[Entry], used: set[str]
) -> Iterable[Remark]:
    """Answers that settled nothing, and why: that a name stands as it was read says not which of several it is."""
    asked_now, of_titles = asked_texts(entries), _texts_of_titles(entries)
    there = text_key("\n".join(read.line.text for read in reader.reads))
    for text, answer in answers.items():
        if text not in used:
            is_open = "title" if text in of_titles else "keep" if answer.code == KEEP else "open"
            key = is_open if text in asked_now | of_titles else "spare" if text in there else "unused"
            yield Remark(f"answer_{key}", 0, {"text": text})


def asked_texts(entries: Iterable[Entry]) -> set[str]:
    """All texts that are questions, by `text_key`."""
    return {text_key(cause.text) for entry in entries if entry.status == "unsettled" for cause in entry.questions}


def _texts_of_titles(entries: Iterable[Entry]) -> set[str]:
    """The texts, by `text_key`, that ask which title is right, and those of the names so asked about."""
    open_now = [entry for entry in entries if entry.status == "unsettled"]
    asked = ((entry, cause) for entry in open_now for cause in entry.questions if cause.reason in OF_TITLES)
    return {text_key(text) for entry, cause in asked for text in (entry.text, cause.text)}
