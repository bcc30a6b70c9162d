"""Footnotes of an award list: the marks beside its names, and what the notes that they point to say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.layout.statements import NOTE, Statement
from kkpham_analysis.tables.award_lists.meaning.vocabulary import is_denying
from kkpham_analysis.tables.award_lists.meaning.words import IN_BRACKETS, SIGN, unmarked, unnumbered

# "1)" and "(1)" are one only where no name follows that they number.
BEHIND = re.compile(
    rf"\s*(?:\((?P<a>{SIGN})\)|(?P<b>{SIGN})\)?|\[(?P<c>\d{{1,2}})\]"
    r"|(?<=[^\W\d])\s*(?P<d>\d{1,2})\)(?!\s*[^\W\d])"
    rf"|\((?P<e>{IN_BRACKETS})\)(?!\s*(?!(?:dan|serta|and)\b)[^\W\d]))",
    re.IGNORECASE,
)
BETWEEN_MARKS = re.compile(r"\s*,\s*(?=[^\w\s])")
WORD = re.compile(r"[^\W\d_]{2}")
# The address of a page.
SOURCE = re.compile(r"https?://|www\.|\w\.(?:com|co|net|org|id)\b", re.IGNORECASE)
LEGEND = re.compile(r"(?:catatan|keterangan|ket|notes?)\b[\s.:]*", re.IGNORECASE)
# Text between two stars is bold, as messages write it.
BOLD = re.compile(r"(?<![^\s|(])(\*{1,2})(?=[^\s*)])[^*]*(?<=[^\s*])\1(?!\*)")


class Mark(NamedTuple):
    """A mark: its sign, number or letter, and the bracket that it begins with, as "[1]" and "(1)" may differ."""

    sign: str
    bracket: str = ""


class Note(NamedTuple):
    """A note: its line, its whole text, what it says, its mark, and how many lines with names stand above it."""

    line: int
    text: str
    said: str
    mark: Mark
    below: int


class Footnotes:
    """The notes of a list by the signs of their marks; a line that holds a name of the list is none."""

    def __init__(self, statements: Iterable[tuple[Statement, bool]]) -> None:
        self.notes: dict[str, list[Note]] = {}
        below = 0
        for statement, has_name in statements:
            below += has_name
            if not has_name and (found := note_of(statement.text)):
                mark, said = found
                self.notes.setdefault(mark.sign, []).append(Note(statement.line, statement.text, said, mark, below))

    def leads(self, statement: Statement) -> bool:
        """Whether a statement only leads to the notes right below it: "Keterangan:"."""
        below = {note.line - statement.line for notes in self.notes.values() for note in notes}
        return bool(LEGEND.fullmatch(statement.text)) and not below.isdisjoint((1, 2))

    def beside(
        self, statement: Statement, name: str, above: str, others: Collection[str] = ()
    ) -> Iterator[tuple[Mark, list[Note]]]:
        """The marks beside a name, and at the heading above it, each with its notes; `others` share its statement."""
        for mark in (*self.marks_of(statement, name, others), *(self.marks_of_heading(above) if above else [])):
            # "~" is of what is struck through.
            notes = self.notes_of(mark, statement.line)
            # What a column of sources points to is a source, and no note, unless it says more.
            is_source = all(SOURCE.search(note.said) and not _denies(note.said) for note in notes)
            is_reference = is_source and any(mark in self.marks_in(cell) for cell in statement.references)
            # "~" is of what is struck through.
            if not is_reference and (mark.sign != "~" or "~~" not in statement.text):
                yield mark, notes

    def notes_of(self, mark: Mark, line: int) -> list[Note]:
        """The notes that a mark in a line points to: of those that come next, the ones that are written as it is."""
        after = [note for note in self.notes.get(mark.sign, []) if note.line >= line]
        after = [note for note in after if note.below == after[0].below]
        return [note for note in after if note.mark == mark] or after

    def marks_of(self, statement: Statement, name: str, others: Collection[str] = ()) -> list[Mark]:
        """The marks beside a name: in a row those behind any of its cells, or alone in one behind the name.

        A cell of another name has marks of that one alone.
        """
        if statement.is_row:
            first = next((at for at, cell in enumerate(statement.cells) if WORD.search(cell)), 0)
            named = [cell for cell in statement.cells if WORD.search(cell)]
            alone = [cell for cell in statement.cells[first:] if cell not in named]
            own = [cell for cell in named if name in cell or not any(other in cell for other in others)]
            return [mark for cell in (*own, *alone) for mark in self.marks_in(cell)]
        text, bare = self._plain(statement.text), unmarked(unnumbered(name)[0])
        at = text.find(bare)
        return _marks(text, at + len(bare)) if at >= 0 else []

    def marks_in(self, cell: str) -> list[Mark]:
        """The marks of a cell: those that its words end with, or one that is alone in it."""
        if WORD.search(cell):
            return self.marks_at_end(cell)
        return _marks(f"x{cell}", 1) if BEHIND.fullmatch(f"x{cell}", 1) else []

    def marks_at_end(self, text: str) -> list[Mark]:
        """The marks that a text ends with."""
        plain = self._plain(text).rstrip(" .,;:")
        return _marks(plain, len(unmarked(plain))) if re.search(r"[^\W\d_]", plain) else []

    def marks_of_heading(self, text: str) -> list[Mark]:
        """The marks that a heading ends with; a number in brackets without a note only counts the names below it."""
        return [
            mark for mark in self.marks_at_end(text)
            if mark.sign in self.notes or mark.bracket != "(" or not mark.sign.isdecimal()
        ]  # fmt: skip

    def _plain(self, text: str) -> str:
        """A text without the stars that only make it bold."""
        return text if "*" in self.notes else _unbold(text)


def note_of(text: str) -> tuple[Mark, str] | None:
    """The mark that a note begins with, and what it says; None where a text is no note.

    >>> note_of("*) hasil sementara"), note_of("*Penerima*"), note_of("Ket. (1) nilai tertinggi")
    ((Mark(sign='*', bracket=''), 'hasil sementara'), None, (Mark(sign='1', bracket='('), 'nilai tertinggi'))
    """
    plain = _unbold(text).lstrip()
    found = NOTE.match(plain)
    return (_mark(found), plain[found.end() :]) if found else None


def marks_behind(text: str) -> list[Mark]:
    """The marks that a text ends with, which may be any bold of its own."""
    plain = _unbold(text).rstrip(" .,;:")
    return _marks(plain, len(unmarked(plain)))


def _denies(text: str) -> bool:
    return any(map(is_denying, re.findall(r"[^\W\d_]+", text)))


def _unbold(text: str) -> str:
    return BOLD.sub(lambda found: found[0].replace("*", " "), text)


def _marks(text: str, at: int) -> list[Mark]:
    """The marks that stand from a place on, one behind the other."""
    found = []
    while mark := BEHIND.match(text, at):
        found.append(_mark(mark))
        comma = BETWEEN_MARKS.match(text, mark.end())
        at = comma.end() if comma else mark.end()
    return found


def _mark(found: re.Match[str]) -> Mark:
    sign = str(next(filter(None, found.groups()))).casefold()
    return Mark(sign, next((bracket for bracket in "[(" if bracket in found[0] and sign.isalnum()), ""))
