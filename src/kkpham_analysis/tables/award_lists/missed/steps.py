"""The steps over a whole list, one after the other: each asks about one thing in which no name was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kkpham_analysis.tables.award_lists.entries import Entry
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.missed.copies import with_copies
from kkpham_analysis.tables.award_lists.missed.lone_codes import with_codes
from kkpham_analysis.tables.award_lists.missed.numbering import with_questions
from kkpham_analysis.tables.award_lists.missed.offices import with_offices
from kkpham_analysis.tables.award_lists.missed.whole_provinces import with_whole_provinces


class Step(Protocol):
    """What looks over a whole list; its own docstring says only what it asks about."""

    def __call__(self, reads: Sequence[Read], entries: Sequence[Entry], names: Names, /) -> list[Entry]:
        """The entries, as many and in the same order, where those in question are unsettled.

        Parameters
        ----------
        reads
            The lines, with the places of their entries.
        entries
            What was read, as the steps before left it.
        names
            The names of the round's places.
        """


STEPS: tuple[Step, ...] = (with_copies, with_codes, with_whole_provinces, with_questions, with_offices)


def with_missed(reads: Sequence[Read], entries: Sequence[Entry], names: Names) -> list[Entry]:
    """All steps, one after the other; a `Step` itself."""
    found = list(entries)
    for step in STEPS:
        found = step(reads, found, names)
    return found
