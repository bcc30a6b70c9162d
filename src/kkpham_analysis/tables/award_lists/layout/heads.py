"""The heads of the tables in an award list, over one row or two, and which of their columns are of the round."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import zip_longest

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer, text_key
from kkpham_analysis.tables.award_lists.layout.columns import ASIDE, Column, column_of, header_of, undated
from kkpham_analysis.tables.award_lists.meaning.codes import OTHER, owner_of
from kkpham_analysis.tables.award_lists.meaning.words import Titles

FAMILIES = {"category": "title", "result": "title", "mark": "title", "score": "score", "place": "place"}


class Heads:
    """Reads the heads of tables, row after row.

    Parameters
    ----------
    titles
        The titles there are.
    award_year
        The year of the round; None where columns of all years count.
    answers
        What a person says of texts: a column of another year counts where its heading is answered with `KEEP`.
    used
        Answers that were needed are added here.
    """

    def __init__(self, titles: Titles, award_year: int | None, answers: Mapping[str, Answer], used: set[str]) -> None:
        self.titles, self.award_year, self.answers, self.used = titles, award_year, answers, used
        # The row just above, where it is the head of a table.
        self.above: tuple[str, ...] = ()
        self.columns_above: list[Column | None] = []

    def columns(self, cells: tuple[str, ...], *, is_named: bool = False) -> list[Column | None]:
        """What the columns hold, where a row is the head of a table, or the second row of one; else empty.

        A row that `is_named` is neither, and the one below it is no second row.
        """
        if is_named:
            self.above = ()
            return []
        own = self._own(cells)
        joined = self._joined(own)
        found = header_of(joined or own, self.titles)
        if found and self.above and not joined:
            # A second row that says itself what some of its columns hold leaves the others as they are.
            found = [new if cell else old for new, old, cell in zip_longest(found, self.columns_above, cells)]
        self.above, self.columns_above = (joined or cells) if found else (), found
        return self._of_round(_with_one_owner(found))

    def _own(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """A row without what is merged over it and the row above, where these are two rows of one head."""
        pairs = [*zip_longest(cells, self.above[: len(cells)], fillvalue="")]
        own = tuple("" if cell == above else cell for cell, above in pairs)
        return own if any(own) else cells

    def _joined(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """The headings of two rows as those of one: "Kode" over "BPS", "Predikat" over "2024"; else empty."""
        if not self.above or not self._is_second(cells):
            return ()
        joined, over = [], ""
        for first, second in zip_longest(self.above, cells, fillvalue=""):
            over = first or (over if second else "")
            joined.append(f"{over} {second}" if over and second else first or second)
        return tuple(joined)

    def _is_second(self, cells: tuple[str, ...]) -> bool:
        """Whether a row below the head of a table can only go on with it: years, whose codes, titles, or parts."""
        filled = [cell for cell in cells if cell]
        above = [column for cell, column in zip(cells, self.columns_above, strict=False) if cell]
        # A year that stands alone, or where the rows have their numbers, is a heading of those below it.
        if not filled or any(column and column.role in ("place", "other") for column in above):
            return False
        titles = {self.titles.exactly(cell) for cell in filled}
        over = [said for said, cell in zip(self.above, cells, strict=False) if cell]
        is_of_words = not re.search(r"\d", "".join(filled)) and not any(titles)
        if is_of_words and len(filled) > 1 and len({*over}) == 1 and over[0] and len(over) == len(filled):
            # What is merged over several columns heads their parts: "Nilai" over "Nilai Murni" and "Nilai Akhir".
            return True
        if len(over) == len(filled) and all(said and not undated(said)[0] for said in over):
            return all(map(column_of, filled)) or all(not undated(cell)[0] for cell in filled)
        is_of_titles = len(titles) == len(filled) > 1 and "" not in titles
        is_of_parts = self._is_below_one(cells) and not any(column and column.role == "province" for column in above)
        return is_of_titles or is_of_parts or all(not undated(cell)[0] or owner_of(cell) for cell in filled)

    def _is_below_one(self, cells: tuple[str, ...]) -> bool:
        """Whether a row has words alone, also where a heading above is one of several columns: of its parts."""
        first = next((at for at, cell in enumerate(self.above) if cell), 0)
        filled = [at for at, cell in enumerate(cells) if cell]
        is_wider = any(at > first and not self.above[at] for at in filled if at < len(self.above))
        return is_wider and len(filled) > 1 and not re.search(r"\d", "".join(cells))

    def _of_round(self, columns: list[Column | None]) -> list[Column | None]:
        """The columns, where those of another year are left aside if there is one of the round, or else keep it."""
        settled = [self._settled(column) if column and column.years else (column, False) for column in columns]
        ours = {FAMILIES[column.role] for column, is_ours in settled if column and is_ours}
        if "title" in ours:
            ours.add("score")
        return [ASIDE if column and column.years and FAMILIES[column.role] in ours else column for column, _ in settled]

    def _settled(self, column: Column) -> tuple[Column, bool]:
        """A column whose heading names years, without them where it is of the round; and whether it is."""
        key = text_key(column.heading)
        is_kept = self.answers.get(key, Answer("")).code == KEEP
        is_ours = self.award_year is None or str(self.award_year) in column.years or is_kept
        if is_kept:
            self.used.add(key)
        return (column._replace(years=()) if is_ours else column), is_ours


def _with_one_owner(columns: list[Column | None]) -> list[Column | None]:
    """The columns, where codes that nobody knows are left aside beside names or codes that are known."""
    is_known = any(column and column.role in ("place", "code") and column.owner != OTHER for column in columns)
    return [ASIDE if is_known and column and column.owner == OTHER else column for column in columns]
