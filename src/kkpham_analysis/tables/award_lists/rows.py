"""What the columns of a table say of the names in a row: their titles and scores, and where these are not clear."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kkpham_analysis.tables.award_lists.columns import Column, title_of
from kkpham_analysis.tables.award_lists.entries import KEEP, Answer, Entry, text_key
from kkpham_analysis.tables.award_lists.names import Names
from kkpham_analysis.tables.award_lists.words import NONE_HERE, points
from kkpham_analysis.tables.places.keys import key_of

# What columns say of the names of their row.
TOLD = ("category", "result", "score")
TYPE_BEFORE = re.compile(r"^(?:kabupaten|kab\.?|kota|daerah|[/\s])+(?=\S)", re.IGNORECASE)


class AboutRow:
    """The cells of a row that say something of its names: titles, results and scores, and the columns of marks."""

    def __init__(
        self,
        columns: Sequence[Column | None],
        cells: Sequence[str],
        by_role: Mapping[str, Sequence[tuple[str, Column]]],
    ) -> None:
        self.columns = columns
        written = {role: [cell for cell, _ in by_role.get(role, []) if re.search(r"\w", cell)] for role in TOLD}
        # A number among results is a score, and says of no title that it was given.
        results = [cell for cell in written["result"] if points(cell)]
        self.title = " ".join([*written["category"], *(cell for cell in written["result"] if not points(cell))])
        self.said = self.title or " ".join(results)
        scores = [*written["score"], *results]
        given = set(filter(None, map(points, scores)))
        self.score = given.pop() if len(given) == 1 else ""
        self.unclear_scores = ", ".join(cell for cell in scores if points(cell)) if given and not self.score else ""
        self.no_scores = [cell for cell in scores if not points(cell)]
        filled = [*cells, *[""] * (len(columns) - len(cells))]
        marks = [(column, cell) for column, cell in zip(columns, filled, strict=False) if column]
        self.marks = [(column, cell) for column, cell in marks if column.role == "mark"]


class RowTitles:
    """Gives the names of a row what its columns say; `used` are the answers that were needed."""

    def __init__(self, names: Names, answers: Mapping[str, Answer], *, is_told: bool) -> None:
        self.names, self.answers, self.is_told = names, answers, is_told
        self.used: set[str] = set()

    def has_titles(self, columns: Sequence[Column | None]) -> bool:
        """Whether each row has a cell for its title, which goes before headings, but not before what a person says."""
        return not self.is_told and any(column and column.role in ("category", "result") for column in columns)

    def with_titles(self, entries: Sequence[Entry], about: AboutRow) -> list[Entry]:
        """The entries of a row, each with its title and score, or asked about where its title is not clear."""
        category = self.names.titles.exactly(TYPE_BEFORE.sub("", about.title))
        found = []
        for entry in entries:
            told = replace(entry, category=category or entry.category, score=about.score or entry.score)
            if told.status == "claim":
                told = self._marked(self._titled(told, about, category), about)
            found.append(told)
        return found

    def _titled(self, entry: Entry, about: AboutRow, category: str) -> Entry:
        """A name, asked about where nothing that is understood stands in the column of titles, nor beside the name."""
        if category or (key_of(about.said) not in NONE_HERE and (entry.category or not self.has_titles(about.columns))):
            return entry
        return self._untitled(entry, about.said)

    def _marked(self, entry: Entry, about: AboutRow) -> Entry:
        """A name with the title that the columns of marks are about; else asked about."""
        if entry.status != "claim" or not about.marks:
            return entry
        title = title_of(about.marks, self.names.titles)
        if title is not None:
            return replace(entry, category=title or entry.category)
        said = " ".join(cell for _, cell in about.marks if cell)
        return entry if entry.reason == "answer" else self._untitled(entry, said)

    def _untitled(self, entry: Entry, said: str) -> Entry:
        """A name whose title is asked about, or was answered."""
        answer = self.answers.get(text_key(entry.text))
        if answer is not None and answer.code == KEEP and answer.category:
            self.used.add(text_key(entry.text))
            return replace(entry, reason="answer", category=answer.category)
        reason, candidates = "no_title" if said else "empty_title", self.names.like("", "", [entry.code])
        return replace(entry, status="unsettled", reason=reason, code="", category="", score="", candidates=candidates)
