"""Names without the title that stands beside others of their list or table: they may be those that do not have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kkpham_analysis.tables.award_lists.doubts import signs
from kkpham_analysis.tables.award_lists.doubts.unread_columns import Table, cell_of, is_titled, tables_of
from kkpham_analysis.tables.award_lists.entries import Cause, Entry
from kkpham_analysis.tables.award_lists.layout.columns import EMPTY, YES
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.meaning.behind import behind_name
from kkpham_analysis.tables.award_lists.meaning.grounds import Grounds
from kkpham_analysis.tables.award_lists.meaning.words import unnumbered
from kkpham_analysis.tables.award_lists.reading.told_titles import told_title

# Columns that say nothing of the names beside them, unless ticks or titles stand there.
NOTING = {"note", "other", "reference"}


def of_bare(
    reads: Sequence[Read], entries: Sequence[Entry], grounds: Grounds, usual: str
) -> Iterator[tuple[int, Cause]]:
    """The names with nothing where others have the usual title, one question for each column or list.

    Parameters
    ----------
    reads
        The lines, with the places of their entries.
    entries
        All that was understood.
    grounds
        Tells the words that honour.
    usual
        The title of whoever is named without one.
    """
    columns = [
        (table, at)
        for table in tables_of(reads, entries)
        for at, head in enumerate(table.heads)
        if head and _is_free(table, at, grounds)
    ]
    # A table beside another one, or on another page, has the same heads.
    said = {
        table.heads[at]: cell for table, at in columns for cell in table.column(at) if _honours(cell, grounds, usual)
    }
    for table, at in columns:
        yield from _of_column(table, at, said.get(table.heads[at], ""), entries, grounds)
    for category in dict.fromkeys(read.category for read in reads):
        yield from _of_lines([read for read in reads if read.category == category], entries, grounds, usual)


def _is_free(table: Table, at: int, grounds: Grounds) -> bool:
    """Whether a column holds notes, or what its head says is not understood; "Penerima" may head names or ticks."""
    column = next(iter(table.rows[0].columns[at : at + 1]), None)
    if column is not None and column.role == "place":
        return not any(any(grounds.named_in(cell)) for cell in table.column(at))
    return column is None or column.role in NOTING


def _of_column(
    table: Table, at: int, said: str, entries: Sequence[Entry], grounds: Grounds
) -> Iterator[tuple[int, Cause]]:
    """The names beside the empty cells of a column in which others are honoured, as `said` there.

    Where others have a tick, whatever is none says as little as an empty cell.
    """
    is_ticked = _is_tick(said)
    rows = [
        row
        for row in table.rows
        if said and (not _is_tick(cell_of(row, at)) if is_ticked else cell_of(row, at) in EMPTY)
    ]
    for row in rows:
        if not is_titled(row, {at: said}, grounds.names.titles):
            places = [place for place in range(row.start, row.end) if entries[place].status == "claim"]
            yield from ((place, Cause(table.heads[at], "unticked", said, table.line)) for place in places)


def _honours(cell: str, grounds: Grounds, usual: str) -> bool:
    """Whether a cell says of the name beside it that it has the usual title, or was honoured, or has a tick."""
    if _is_tick(cell):
        return True
    around = grounds.around(cell)
    is_other = bool(grounds.names.titles.all_within(cell))
    return told_title(cell, grounds.names.titles) == usual or (around.is_honouring and not (around or is_other))


def _is_tick(cell: str) -> bool:
    """Whether a cell is a tick or a word for yes; a number may be anything."""
    return cell in signs.TICKS or (cell.casefold() in YES and not cell.isdecimal())


def _of_lines(
    reads: Sequence[Read], entries: Sequence[Entry], grounds: Grounds, usual: str
) -> Iterator[tuple[int, Cause]]:
    """The items of a list that are a name alone, where others have the usual title behind theirs."""
    named = [
        place
        for read in reads
        for place in range(read.start, read.end)
        if not read.is_row and entries[place].status == "claim" and entries[place].text == read.line.text
    ]
    behind = {place: behind_name(unnumbered(entries[place].text)[0], grounds.names.titles) for place in named}
    titled = next((place for place in named if behind[place].category == usual), None)
    if titled is None:
        return
    said = entries[titled].text.partition(behind[titled].name)[2].strip()
    cause = Cause(said, "unticked", said, entries[titled].line)
    yield from ((place, cause) for place in named if said and not behind[place].category)
