"""Footnotes of an award list: the marks beside its names, and what the notes that they point to say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kkpham_analysis.tables.list_statements import NOTE, Statement
from kkpham_analysis.tables.list_words import IN_BRACKETS, unmarked, unnumbered

# "1)" and "(1)" are one only where no name follows that they number.
BEHIND = re.compile(
    r"\s*(?:\((?P<a>\*+|[†‡§])\)|(?P<b>\*+|[†‡§])\)?|\[(?P<c>\d{1,2})\]"
    r"|(?<=[^\W\d])\s*(?P<d>\d{1,2})\)(?!\s*[^\W\d])"
    rf"|\((?P<e>{IN_BRACKETS})\)(?!\s*(?!(?:dan|serta|and)\b)[^\W\d]))",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{2}")
# Text between two stars is bold, as messages write it.
BOLD = re.compile(r"(?<![^\s|(])(\*{1,2})(?=[^\s*)])[^*]*(?<=[^\s*])\1(?!\*)")


class Note(NamedTuple):
    """A note: its line, its whole text, and what it says."""

    line: int
    text: str
    said: str


class Footnotes:
    """The notes of a list by their marks; a line that holds a name of the list is none."""

    def __init__(self, without_names: Iterable[Statement]) -> None:
        self.notes: dict[str, list[Note]] = {}
        for statement in without_names:
            text = _unbold(statement.text).lstrip()
            if found := NOTE.match(text):
                note = Note(statement.line, statement.text, text[found.end() :])
                self.notes.setdefault(_mark(found), []).append(note)

    def note(self, mark: str, line: int) -> Note | None:
        """The note that a mark in a line points to: the first one from there on."""
        return next((note for note in self.notes.get(mark, []) if note.line >= line), None)

    def marks_of(self, statement: Statement, name: str) -> list[str]:
        """The marks beside a name: in a row those behind any of its cells, or alone in one behind the name."""
        if statement.is_row:
            first = next((at for at, cell in enumerate(statement.cells) if WORD.search(cell)), 0)
            alone = [_mark(found) for cell in statement.cells[first:] if (found := BEHIND.fullmatch(f"x{cell}", 1))]
            return [
                *(mark for cell in statement.cells if WORD.search(cell) and (mark := self.mark_at_end(cell))),
                *alone,
            ]
        text, bare = self._plain(statement.text), unmarked(unnumbered(name)[0])
        at = text.find(bare)
        found = BEHIND.match(text, at + len(bare)) if at >= 0 else None
        return [_mark(found)] if found else []

    def mark_at_end(self, text: str) -> str:
        """The mark that a text ends with; empty where there is none."""
        plain = self._plain(text).rstrip(" .,;:")
        found = BEHIND.match(plain, len(unmarked(plain))) if re.search(r"[^\W\d_]", plain) else None
        return _mark(found) if found else ""

    def mark_of_heading(self, text: str) -> str:
        """The mark that a heading ends with; a number in brackets without a note only counts the names below it."""
        mark = self.mark_at_end(text)
        is_count = mark.isdecimal() and mark not in self.notes and text.rstrip(" .,;:").endswith(f"({mark})")
        return "" if is_count else mark

    def _plain(self, text: str) -> str:
        """A text without the stars that only make it bold."""
        return text if "*" in self.notes else _unbold(text)


def _unbold(text: str) -> str:
    return BOLD.sub(lambda found: found[0].replace("*", " "), text)


def _mark(found: re.Match[str]) -> str:
    return str(next(filter(None, found.groups()))).casefold()
