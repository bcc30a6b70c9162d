"""What is told beside a list that was read: numbers that do not fit, gaps, headings without names, unused answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.entries import KEEP, OF_TITLES, Answer, Count, Entry, text_key
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.missed.numbering import Gap, gaps, not_whole
from kkpham_analysis.tables.award_lists.reading.reader import ListReader

# The remark that the list says itself that it names not all.
NOT_WHOLE = "not_whole"


class Remark(NamedTuple):
    """Something about the list that a reader should know: a key of `language/lists.toml`, the line, the values."""

    key: str
    line: int
    values: Mapping[str, object]


def category_remarks(reader: ListReader, category: str) -> list[Remark]:
    """Titles that the list gives, where a person said another one for all names."""
    others = {title: line for title, line in reader.title_lines.items() if category and title != category}
    return [Remark("other_title", line, {"title": title, "category": category}) for title, line in others.items()]


def empty_headings(reader: ListReader, entries: Iterable[Entry], there: set[str]) -> list[Remark]:
    """Provinces that head no name."""
    open_there = {entry.province for entry in entries if entry.status == "unsettled"}
    return [
        Remark("empty_heading", line, {"province": code})
        for code, line in reader.headed.items()
        if code not in there | open_there
    ]


def numbering_remarks(reader: ListReader, entered: Sequence[Entry], names: Names) -> list[Remark]:
    """What the numbers of a list say that it lacks."""
    return [
        *map(_gap_remark, gaps(reader.reads, entered, names)),
        *(Remark(NOT_WHOLE, line, {"text": text}) for line, text in not_whole(reader.reads, entered)),
    ]


def score_remarks(reader: ListReader, entries: Iterable[Entry]) -> list[Remark]:
    """Scores that are missing, or whose meaning is not sure."""
    missing = [Remark("no_score", entry.line, {"text": entry.text}) for entry in entries if entry.reason == "no_score"]
    return [*missing, *(Remark("scores", line, {"text": text}) for line, text in reader.unclear_scores[:1])]


def _gap_remark(gap: Gap) -> Remark:
    numbers = str(gap.first) if gap.first == gap.last else f"{gap.first}–{gap.last}"
    return Remark("empty_item" if gap.is_empty else "gap", gap.line, {"numbers": numbers})


def count_remarks(counts: Iterable[Count], entries: Iterable[Entry], province_of: Mapping[str, str]) -> list[Remark]:
    """Numbers in the list that are neither that of all names, nor of a province's, nor of a title's."""
    claims = [entry for entry in entries if entry.status != "skipped"]
    titles = {entry.category for entry in claims}
    remarks = []
    for count in counts:
        of_type = [entry for entry in claims if not count.type or _type(entry.code) == count.type]
        here = [entry for entry in of_type if province_of.get(entry.code, entry.province) == count.province]
        tests: list[Callable[[Entry], bool]] = [lambda _: True, *(_has_title(title) for title in titles)]
        # A sentence that names its province speaks of no other.
        numbers = {
            sum(map(test, group)) for group in ((here,) if count.sentence else (of_type, here)) for test in tests
        }
        if count.number not in numbers:
            values: dict[str, object] = {
                "number": count.number,
                "found": len(here if count.province and not count.is_of_all else of_type),
            }
            where = {"province": count.province} if count.sentence else {}
            remarks.append(Remark("count_in" if count.sentence else "count", count.line, {**values, **where}))
    return remarks


def _has_title(title: str) -> Callable[[Entry], bool]:
    return lambda entry: entry.category == title


def _type(code: str) -> str:
    """What the third digit of Kemendagri's code says: cities are numbered from 71."""
    return "kota" if code[2:3] >= "7" else "kabupaten"


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
