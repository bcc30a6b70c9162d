"""Names with several titles or marks behind them on a line of text: columns of which nobody sees where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kkpham_analysis.tables.award_lists.doubts import signs
from kkpham_analysis.tables.award_lists.entries import Cause, Entry
from kkpham_analysis.tables.award_lists.layout.columns import CROSSES, REGULATION, TICKS
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.meaning.words import Titles

TITLE, MARK, DASH, NUMBER = "title", "mark", "dash", "number"
MARKS = signs.TICKS | TICKS | CROSSES
# No title has more words, with "predikat" before it.
MOST_WORDS = 8
YEAR = r"(?<!\d)20[0-4]\d(?!\d)"
# Years side by side, each of a column: "2024 2025", "Predikat 2024 Predikat 2025"; not "2024 dan 2025".
YEARS = re.compile(rf"{YEAR}(?:[\s|/]+(?!(?:dan|dan/atau|atau|hingga|sampai|and|to)\b)[^\W\d]+){{0,3}}[\s|/]+{YEAR}")


def of_several_marks(reads: Sequence[Read], entries: Sequence[Entry], titles: Titles) -> Iterator[tuple[int, Cause]]:
    """The names with several titles or marks behind them, one question for what these are; others below several years.

    Parameters
    ----------
    reads
        The lines, with the places of their entries.
    entries
        All that was understood.
    titles
        The titles there are.
    """
    head: Cause | None = None
    for read in reads:
        named = [place for place in range(read.start, read.end) if entries[place].status != "skipped"]
        if not named:
            head = _head_of(read) or (None if _ends(read, entries, titles) else head)
        elif not (read.is_row and any(read.columns)):
            behind = {} if read.is_row else dict(_behind(read, named, entries, titles))
            causes = ((place, behind.get(place, head)) for place in named)
            yield from ((place, cause) for place, cause in causes if cause)


def _head_of(read: Read) -> Cause | None:
    """The question about a line of text that names several years side by side."""
    text = read.line.text
    found = None if read.is_row or text.endswith(".") else YEARS.search(REGULATION.sub("", text))
    years = dict.fromkeys(re.findall(YEAR, text)) if found else {}
    return Cause(text, "several_marks", ", ".join(years), read.line.number) if len(years) > 1 else None


def _ends(read: Read, entries: Sequence[Entry], titles: Titles) -> bool:
    """Whether another list or table begins: a line with a title or a year, or the head of columns."""
    is_header = any(entry.reason == "header" for entry in entries[read.start : read.end])
    return is_header or bool(titles.within(read.line.text) or re.search(YEAR, read.line.text))


def _behind(read: Read, named: Sequence[int], entries: Sequence[Entry], titles: Titles) -> Iterator[tuple[int, Cause]]:
    """The names of a line that have several titles or marks behind them, each with the question about these."""
    text, begins = read.line.text, [0]
    for place in named:
        begins.append(max(text.find(entries[place].text, begins[-1]), begins[-1]))
    for place, begin, end in zip(named, begins[1:], [*begins[2:], len(text)], strict=True):
        words = text[begin:end].split()
        start, kinds = _marks_at_end(words, titles)
        if are_several(kinds):
            said = " ".join(words[start:]).strip(" ,;")
            yield place, Cause(said, "several_marks", said, read.line.number)


def _marks_at_end(words: Sequence[str], titles: Titles) -> tuple[int, list[str]]:
    """Where the titles, marks, dashes and numbers at the end of words begin, and which they are."""
    start, kinds = len(words), list[str]()
    while start:
        begins = range(max(start - MOST_WORDS, 0), start)
        first = next((at for at in begins if titles.exactly(" ".join(words[at:start]))), start - 1)
        kind = TITLE if titles.exactly(" ".join(words[first:start])) else _kind(words[first])
        if kind is None:
            break
        kinds = [kind, *kinds] if kind else kinds
        start = first
    return start, kinds


def _kind(word: str) -> str | None:
    """What a word is that is no title; empty where it says nothing, and None where it may be of a name."""
    bare = word.strip(".,;:()[]").casefold()
    if bare in MARKS:
        return MARK
    if re.fullmatch("[-–—]+", bare):
        return DASH
    if re.search(r"[^\W\d]", bare):
        return None
    return NUMBER if re.search(r"\d", bare) else ""


def are_several(kinds: Sequence[str]) -> bool:
    """Whether what stands behind a name may be of several columns; a dash may also part it from what is said of it.

    >>> are_several(["title", "title"]), are_several(["mark", "dash"]), are_several(["dash", "dash", "mark"])
    (True, True, True)
    >>> are_several(["dash", "mark"]), are_several(["dash", "number", "dash", "title"]), are_several(["mark", "title"])
    (False, False, False)
    """
    cells = [kind for at, kind in enumerate(kinds) if kind == MARK or (kind == DASH and _is_cell(kinds, at))]
    given = kinds.count(TITLE)
    return given > 1 or len(cells) > 1 or (given == 1 and DASH in cells)


def _is_cell(kinds: Sequence[str], at: int) -> bool:
    """Whether a dash stands for nothing in a column: at the end or beside another mark, and not only before one."""
    rest = kinds[at + 1 :]
    if not at and rest:
        return sum(kind in (MARK, DASH) for kind in rest) > 1 and rest[0] in (MARK, DASH)
    return not rest or rest[0] in (MARK, DASH) or (at > 0 and kinds[at - 1] in (MARK, DASH))
