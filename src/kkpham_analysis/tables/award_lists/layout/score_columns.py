"""Which of several columns of numbers holds the scores: that of the total, and never that of a part of it.

Parts have any names, as each regulation gives its own; so whatever may be a score is a rival of what is called one.
Where it is not sure which counts, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from kkpham_analysis.tables.award_lists.layout.columns import ASIDE, COUNTING, SCORES, SUMS, Column, header_of, undated
from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.meaning.counts import is_total
from kkpham_analysis.tables.award_lists.meaning.words import Titles, is_counting, points

FINAL = {"akhir", "final"}
# Beside a word for a total these leave it that of all.
OF_ALL = SCORES | SUMS | FINAL | {"keseluruhan", "seluruhnya", "overall", "penilaian", "evaluasi", "kkp", "ham"}
# A number below these says where a name stands, and not what it earned.
RANKS = {"peringkat", "ranking", "rank", "urutan", "urut"}
# So much may each part be off, as it was rounded.
ROUNDING = 0.05

Scores = Mapping[int, float]


def with_one_score(
    columns: list[Column | None], headings: Sequence[str], below: Iterable[Line], titles: Titles
) -> list[Column | None]:
    """The columns, where of several that may hold scores that of the total alone does, or it is clear of none.

    Parameters
    ----------
    columns
        What the headings say.
    headings
        The headings themselves.
    below
        The lines below them, also those of other tables.
    titles
        The titles there are, which may stand in a heading beside the word for a score.
    """
    own = own_rows(below, titles)
    rows = [filled for line in own if (filled := _filled(line)) and not is_total([*filled.values()])]
    words = [_words(heading, titles) for heading in headings]
    found = {
        at: words[at]
        for at, column in enumerate(columns[: len(words)])
        if _may_be_score(column, words[at], [row[at] for row in rows if at in row])
    }
    scores = [{at: float(points(row[at])) for at in found if points(row.get(at, ""))} for row in rows]
    roles = {at: (columns[at] or Column("")).role for at in found}
    rivals = {at: said for at, said in found.items() if roles[at] != "count" or not _is_too_small(at, scores)}
    # What nobody calls a score may be summed up as well.
    is_called = any(roles[at] in ("score", "result") or said & SCORES for at, said in rivals.items())
    if len(rivals) < 2 or not is_called:
        # A total of nothing else in the table, which does not close it, may be of anything.
        alone = {at for at in rivals if words[at] == {"total"} and any(headings[at + 1 :])}
        return [None if at in alone else column for at, column in enumerate(columns)]
    total = _total(rivals, [{at: row[at] for at in row if at in rivals} for row in scores])
    has_words = {at for at in rivals if any(at in row and not points(row[at]) for row in rows)}
    return [
        column if at not in rivals
        else (column or Column(""))._replace(role="score") if at == total
        else column._replace(is_clear=False) if column and at in has_words
        else ASIDE if total is not None
        else (column or Column(""))._replace(role="score", is_clear=False)
        for at, column in enumerate(columns)
    ]  # fmt: skip


def own_rows(below: Iterable[Line], titles: Titles) -> Iterator[Line]:
    """The lines below the head of a table, up to the head of another one."""
    return takewhile(lambda line: any(map(points, line.cells)) or not header_of(line.cells, titles), below)


def _filled(line: Line) -> dict[int, str]:
    """The cells of a row that say anything, by their columns; empty where the row numbers these, or is none."""
    filled = {at: cell for at, cell in enumerate(line.cells) if re.search(r"\w", cell)}
    return {} if len(filled) < 2 or is_counting([*filled.values()]) else filled


def _words(heading: str, titles: Titles) -> set[str]:
    """The words of a heading, without its years and numbers, and without titles."""
    return titles.besides(re.sub(r"\d", "", undated(heading)[0]))


def _may_be_score(column: Column | None, words: set[str], cells: Sequence[str]) -> bool:
    """Whether a column is headed as one of scores, or holds numbers that may be scores or parts of one."""
    numbers = [*map(points, cells)]
    if column is not None:
        is_of_numbers = column.role == "result" or (column.role == "count" and words <= SUMS)
        return column.role == "score" or (is_of_numbers and any(numbers))
    # "Jumlah Dokumen" counts something, as the numbers of rows do that have no heading.
    is_counting_rows = not words and all(float(b) - float(a) == 1 for a, b in pairwise(filter(None, numbers)))
    is_other = not words.isdisjoint(RANKS) or is_counting_rows or (words & COUNTING and not words <= OF_ALL)
    return bool(numbers) and all(numbers) and not is_other


def _is_too_small(at: int, rows: Iterable[Scores]) -> bool:
    """Whether the numbers of a column are less than others beside them, so that they are no total of these."""
    return any(row[at] < max(row.values()) for row in rows if at in row)


def _total(rivals: Mapping[int, set[str]], rows: Sequence[Scores]) -> int | None:
    """The column of the scores that count; None where it is not clear which that is."""
    final = [at for at, said in rivals.items() if said & FINAL and said <= OF_ALL | {"hasil"}]
    if len(final) == 1:
        return final[0]
    sums = [at for at, said in rivals.items() if said & SUMS and said <= OF_ALL]
    # What is called the score may be a part as well: "Nilai | Aksi | Jumlah". Only the numbers tell.
    bare = [at for at, said in rivals.items() if said and said <= SCORES]
    chosen = sums or bare
    if len(chosen) != 1:
        return None
    is_whole = _is_sum(chosen[0], rows) or (sums and (not bare or _closes(chosen[0], bare, rivals, rows)))
    return chosen[0] if is_whole else None


def _is_sum(at: int, rows: Iterable[Scores]) -> bool:
    """Whether all the numbers of a column are the sum of those beside them."""
    whole = [row for row in rows if at in row]
    return bool(whole) and all(
        len(row) > 1 and abs(2 * row[at] - sum(row.values())) <= ROUNDING * len(row) for row in whole
    )


def _closes(at: int, bare: Sequence[int], rivals: Collection[int], rows: Iterable[Scores]) -> bool:
    """Whether a last column is the sum of those from a bare score on, as in "Proses | Hasil | Nilai | Aksi | Total"."""
    parts = [each for each in rivals if bare[-1] <= each < at]
    whole = [row for row in rows if at in row]
    is_last = at == max(rivals) and len(parts) > 1
    return (
        is_last
        and bool(whole)
        and all(
            {*parts} <= {*row} and abs(row[at] - sum(row[each] for each in parts)) <= ROUNDING * len(parts)
            for row in whole
        )
    )
