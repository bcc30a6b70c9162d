"""What the names of the sheets of a workbook say of the names in them: their title, or that it is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kkpham_analysis.tables.award_lists.layout.lines import HIDDEN_SHEET, NO_NAME
from kkpham_analysis.tables.award_lists.layout.statements import Read, Statement
from kkpham_analysis.tables.award_lists.meaning.grounds import Beside, Grounds
from kkpham_analysis.tables.award_lists.meaning.words import Titles
from kkpham_analysis.tables.award_lists.reading.headings import ROMAN, left_open

# Columns that say of each name which title it has.
OF_TITLES = ("category", "result", "mark")


class SheetNames:
    """Says what is open about names because of the sheet that they stand in.

    Parameters
    ----------
    grounds
        Tells what is understood of a text.
    sheets
        The names of all sheets.
    usual
        The title of those named without one; empty where that is not known, or is what a person says.
    reads
        The lines of all sheets: where rows have a title in one, those of another may be without it.
    """

    def __init__(self, grounds: Grounds, sheets: Iterable[Statement], usual: str, reads: Iterable[Read] = ()) -> None:
        self.grounds, self.usual = grounds, usual
        self.is_titled = any(grounds.names.titles.within(sheet.text) for sheet in sheets if not sheet.marks)
        titled = [read for read in reads if read.category not in ("", usual) or _has_title(read, grounds.names.titles)]
        self.titled = {place for read in titled for place in range(read.start, read.end)}
        self.name: Statement | None = None
        self.is_after_other = False

    def enter(self, name: Statement, *, is_after_other: bool) -> list[str]:
        """A sheet begins, perhaps after one whose names had another title than the usual one; the titles it gives."""
        self.name, self.is_after_other = name, is_after_other
        return self.grounds.names.titles.all_within(name.text)

    def said(self, statement: Statement, titles: Mapping[int, str]) -> Iterator[tuple[list[int], Beside]]:
        """The names of a statement, by their places and with their titles, that the sheet leaves open, and why."""
        if self.name is None or HIDDEN_SHEET in self.name.marks:
            return
        others = self._of_other_title(statement, titles) if self.usual else []
        around = self._around([*titles.values()])
        if around and (around.denying or not others):
            yield [*titles], around
        else:
            yield others, Beside(mark="title_above")
            bare = self._of_titled_sheets(titles) if self.usual else []
            yield [place for place in bare if place not in others], Beside(mark="other_sheets")

    def _around(self, titles: Sequence[str]) -> Beside:
        """What the name of the sheet says, beside the titles of names in it; nothing where a program gave it."""
        plain = ROMAN.sub(" ", self.name.text) if self.name else ""
        if NO_NAME.fullmatch(plain):
            return Beside()
        around = self.grounds.around(plain, titles=titles) or Beside((), left_open(plain))
        return around._replace(mark="in_sheet") if around else around

    def _of_other_title(self, statement: Statement, titles: Mapping[int, str]) -> list[int]:
        """The names of which it is open whether their title is that of the sheet, or of another one."""
        ways = self.grounds.names.titles
        own = ways.all_within(self.name.text) if self.name else []
        if len(own) > 1:
            return [] if ways.within(statement.text) else [*titles]
        if own and own != [self.usual]:
            return [place for place, title in titles.items() if title not in own]
        is_open = not own and (self.is_titled or self.is_after_other)
        return [place for place, title in titles.items() if is_open and not title]

    def _of_titled_sheets(self, titles: Mapping[int, str]) -> list[int]:
        """The names without a title in a list whose other rows have theirs in their columns."""
        return [place for place, title in titles.items() if self.titled and not title and place not in self.titled]


def _has_title(read: Read, titles: Titles) -> bool:
    """Whether a row has a title or a mark in a column of these."""
    pairs = zip(read.columns, read.line.cells, strict=False)
    told = [(column.role, cell) for column, cell in pairs if column and column.role in OF_TITLES]
    return any(cell if role == "mark" else titles.within(cell) for role, cell in told)
