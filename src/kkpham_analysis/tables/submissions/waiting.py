"""What waits in quarantine, and what waited there and was mended, before and after files came in.

A row that cannot be taken waits until it is mended: by the line of the quarantine that is sent back, or by a row of its
key that another file brings later. From then on it is kept as mended, and coming in again as it was it changes nothing,
for as long as the row that took its place is there. Why so is in docs/decisions/0019.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kkpham_analysis.tables.files.spreadsheet_texts import harmless
from kkpham_analysis.tables.submissions.files import FileIn
from kkpham_analysis.tables.submissions.marks import with_marks
from kkpham_analysis.tables.submissions.quarantine import (
    COLUMNS,
    NEEDED,
    Key,
    Line,
    Place,
    as_csv,
    key_of,
    line_of,
    lines_in,
)
from kkpham_analysis.tables.submissions.rows import SUMMED_UP, RowIn
from kkpham_analysis.tables.submissions.spoken import Spoken, named, places_of
from kkpham_analysis.tables.submissions.store import KEY, MENDED, QUARANTINE, mended_file, quarantine_file

if TYPE_CHECKING:
    import pandas as pd

MENDED_COLUMNS = (*COLUMNS, "replaced_by")


@dataclass
class Waiting:
    """The lines of one origin, by their marks: those that wait, and those that were mended, with what mended them."""

    lines: dict[str, Line] = field(default_factory=dict)
    mended: dict[str, tuple[Line, str]] = field(default_factory=dict)

    def copy(self) -> Waiting:
        """The same lines, as they are now."""
        return Waiting(dict(self.lines), dict(self.mended))

    def line(self, mark: str) -> Line | None:
        """The line of a mark; None where there is none."""
        return self.lines.get(mark) or self.mended.get(mark, (None, ""))[0]

    def mend(self, mark: str, line: Line, by: str) -> None:
        """Let a line wait no longer, and say what took its place."""
        self.lines.pop(mark, None)
        self.mended[mark] = (line, by)


def read_waiting(folder: Path, origins: Iterable[str] = ()) -> dict[str, Waiting]:
    """What waits and what was mended, of every origin that has any and of those that are named.

    Raises
    ------
    SubmissionsError
        When somebody has changed a file so that its lines cannot be told any more.
    """
    there = {file.name.removesuffix(".csv") for part in (QUARANTINE, MENDED) for file in (folder / part).glob("*.csv")}
    found = {}
    for origin in sorted(there | set(origins)):
        lines = with_marks(origin, lines_in(folder / quarantine_file(origin), COLUMNS, NEEDED))
        mended = lines_in(folder / mended_file(origin), MENDED_COLUMNS, (*NEEDED, "mark", "replaced_by"))
        by_mark = {line[-2]: (line[:-1], line[-1]) for line in mended}
        found[origin] = Waiting({line[-1]: line for line in lines}, by_mark)
    return found


def written(key: Key) -> str:
    """A key as what was mended names the row that took its place."""
    return "|".join(map(str, key))


def key_by(by: str) -> Key | None:
    """The key of the row that took the place of another; None where a line that waits did."""
    year, _, rest = by.partition("|")
    return (int(year), *rest.split("|", 1)) if rest and year.isdecimal() else None


def set_aside(files: Iterable[FileIn], waiting: Mapping[str, Waiting]) -> None:
    """Take out of files the rows that were mended, here or before, and come in as they were, or that are older."""
    files = list(files)
    mends = {row.mends: _by(row) for file in files for row in file.rows if row.mends and _is_mended(row)}
    mends |= {row.mends: SUMMED_UP for file in files for row in file.settled}
    for file in files:
        before = waiting[file.origin].mended if file.rows else {}
        stay: list[RowIn] = []
        for row in file.rows:
            row.by = "" if file.is_mend and not row.reasons else _taken_by(row, before, {} if file.is_mend else mends)
            (file.mended if row.by else stay).append(row)
        file.rows = stay
    _set_aside_older(files)


def _set_aside_older(files: Iterable[FileIn]) -> None:
    """Take out of older files the rows that a newer one has otherwise: that has taken their place."""
    for file in files:
        for row in file.rows if file.behind else ():
            row.is_put_by = row.key in file.behind
            row.by = written(row.key) if row.is_put_by else ""
        file.mended += [row for row in file.rows if row.is_put_by]
        file.rows = [row for row in file.rows if not row.is_put_by]


def set_aside_beside(files: Sequence[FileIn]) -> None:
    """Take out of files the rows that cannot be taken and that another one brings good: neither is the earlier one.

    They are mended by that, as when the good row comes in after them.
    """
    faulty = {row.key for file in files for row in file.rows if row.reasons and None not in row.key}
    good: dict[Key, set[int]] = defaultdict(set)
    for number, file in enumerate(files):
        for row in file.rows:
            if not row.reasons and row.key in faulty:
                good[row.key].add(number)
    for number, file in enumerate(files if good else ()):
        stay: list[RowIn] = []
        for row in file.rows:
            # What stands twice in one file is asked about, whatever another one says.
            row.is_put_by = bool(row.reasons) and number not in good.get(row.key, {number})
            row.by = written(row.key) if row.is_put_by else ""
            (file.mended if row.by else stay).append(row)
        file.rows = stay


def _is_mended(row: RowIn) -> bool:
    """Whether a line that is sent back is another one than it was, or can be taken as it is."""
    return not row.reasons or row.mark != row.mends


def _by(row: RowIn) -> str:
    return row.mark if row.reasons else written(row.key)


def _taken_by(row: RowIn, before: Mapping[str, tuple[Line, str]], mends: Mapping[str, str]) -> str:
    """What took the place of a row; empty where nothing did."""
    return mends.get(row.mark) or (before[row.mark][1] if row.mark in before else "")


def moved(
    waiting: Mapping[str, Waiting], groups: Mapping[str, Sequence[FileIn]], corrected: Mapping[str, set[Place]],
    again: Mapping[str, set[Place]], news: Mapping[Key, str],
) -> dict[str, int]:  # fmt: skip
    """Bring what waits and what was mended to where it is once files came in; how many lines of each origin went.

    Parameters
    ----------
    waiting
        What waits and what was mended before, by origin; changed in place.
    groups
        The files that came in, by origin.
    corrected
        The rounds and regencies that the files of an origin had spoken of before, and speak of again.
    again
        Those of which all that is stored of the origin is said again.
    news
        The keys of rows that came in and were not stored like that before, with the origin whose file brought them;
        empty for what was in quarantine and is sent back.
    """
    _mend_by_mark(waiting, groups)
    for origin, there in waiting.items():
        for mark, line in list(there.lines.items()):
            key = key_of(line)
            if key is not None and news.get(key, origin) != origin:
                there.mend(mark, line, written(key))
    return {
        origin: _spoken_of(waiting[origin], group, corrected[origin], again[origin]) for origin, group in groups.items()
    }


def _mend_by_mark(waiting: Mapping[str, Waiting], groups: Mapping[str, Sequence[FileIn]]) -> None:
    for origin, group in groups.items():
        there = waiting[origin]
        for row in _taken_out(there, group):
            # Its reasons are those that it waited for.
            there.mend(row.mark, there.line(row.mark) or line_of(row), row.by)
            if line := there.lines.get(row.mends):
                there.mend(row.mends, line, row.mark)
        for row in (row for file in group for row in file.settled):
            if line := there.lines.get(row.mends):
                there.mend(row.mends, line, SUMMED_UP)
        for row in (row for file in group for row in file.rows if row.mends and row.mark != row.mends):
            if line := there.line(row.mends):
                there.mend(row.mends, line, _by(row))


def _taken_out(there: Waiting, group: Sequence[FileIn]) -> list[RowIn]:
    """The rows of files of one origin that are to be kept as mended.

    What a later file of the origin has right needs no note: the earlier one that comes in again is put by as a whole.
    """
    right = {row.key for file in group for row in file.rows if not row.reasons}
    needless = [row for file in group for row in file.mended
                if row.key in file.behind or (file.is_earlier and row.key in right)]  # fmt: skip
    for row in needless:
        there.lines.pop(row.mark, None)
        there.mended.pop(row.mark, None)
    marks = {row.mark for row in needless}
    return [row for file in group for row in file.mended if row.mark not in marks]


def _spoken_of(there: Waiting, group: Sequence[FileIn], corrected: set[Place], again: set[Place]) -> int:
    """Let go what files of an origin say otherwise now, and add what of them waits; how many they no longer have."""
    if not (there.lines or there.mended):
        there.lines = {row.mark: line_of(row) for file in group for row in file.rows if row.reasons}
        return 0
    spoken = Spoken.by(group, corrected)
    blank = _left_blank(group, again)
    taken = {row.key for file in group for row in file.rows if not row.reasons}
    mended = [row for file in group for row in file.mended]
    # What took the place of a row that is said again is as good as said again.
    said = {mark for row in mended for mark in (row.mark, *_chain(row.by, there.mended))}
    going = {
        mark: line for mark, line in there.lines.items()
        if key_of(line) in taken or (line[0], key_of(line)) in blank or not (mark in said or spoken.stays(line))
    }  # fmt: skip
    there.lines = {mark: line for mark, line in there.lines.items() if mark not in going}
    there.mended = {
        mark: (line, by) for mark, (line, by) in there.mended.items()
        if mark in said or spoken.is_partial or (spoken.stays(line) and (key_by(by) or ())[:2] not in spoken.places)
    }  # fmt: skip
    # A line that is sent back as it was still stands where it came from.
    there.lines |= {
        row.mark: going.get(row.mark, []) if row.mark == row.mends and row.mark in going else line_of(row)
        for file in sorted(group, key=lambda file: not file.is_mend)
        for row in file.rows if row.reasons
    }  # fmt: skip
    return sum(key_of(line) not in taken and not spoken.has(line) for line in going.values())


def _left_blank(group: Sequence[FileIn], again: set[Place]) -> set[tuple[str, Key]]:
    """The rows that a form leaves blank where it is handed in again, by file and key: it asks for nothing there now.

    Offices may each fill in a copy of the form, with the rows of the others blank: these have other names, or do not
    say all again that is stored. One that was saved before a newer one asks for nothing less than that.
    """
    held = {named(row) for file in group for row in (*file.rows, *file.mended)}
    return {(harmless(file.file), key) for file in group if not file.is_older for key in file.left_blank
            if key[:2] in again and key not in held}  # fmt: skip


def regencies_waiting(waiting: Mapping[str, Waiting]) -> dict[str, Counter[tuple[str, str]]]:
    """How many rows of each regency, by its code as far as it is known, wait in quarantine, by round and origin."""
    counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for origin, there in waiting.items():
        for line in there.lines.values():
            year, regency, _ = places_of(line)
            counts[regency][year, origin] += 1
    return counts


def notes_of(
    before: Mapping[str, Waiting], waiting: Mapping[str, Waiting], keys: Collection[Key]
) -> dict[str, bytes | None]:
    """The files of what waits and what was mended as they will be; None for those with nothing left in them.

    What took the place of a mended line may be gone by now: then that line waits again.

    Parameters
    ----------
    before
        What the files hold.
    waiting
        What waits and what was mended, by origin.
    keys
        The keys of all rows that will be stored.
    """
    _restore(waiting, keys)
    notes: dict[str, bytes | None] = {}
    for origin, there in waiting.items():
        # Somebody may be at work in a file whose lines are as they were.
        if list(there.lines.values()) != list(before[origin].lines.values()):
            notes[quarantine_file(origin)] = as_csv(there.lines.values(), COLUMNS) if there.lines else None
        if there.mended != before[origin].mended:
            lines = [[*line, by] for line, by in there.mended.values()]
            notes[mended_file(origin)] = as_csv(lines, MENDED_COLUMNS) if lines else None
    return notes


def waiting_without(folder: Path, origins: Collection[str], stored: pd.DataFrame) -> dict[str, bytes | None]:
    """The files of what waits and what was mended as they will be once some origins are taken out.

    Parameters
    ----------
    folder
        The folder of submissions.
    origins
        What is taken out.
    stored
        The rows that are stored until then.
    """
    waiting = {origin: there for origin, there in read_waiting(folder).items() if origin not in origins}
    kept = stored.loc[~stored["origin"].isin(set(origins)), KEY]
    before = {origin: there.copy() for origin, there in waiting.items()}
    return notes_of(before, waiting, set(kept.itertuples(index=False, name=None)))


def _restore(waiting: Mapping[str, Waiting], keys: Collection[Key]) -> None:
    marks = {mark for there in waiting.values() for mark in there.lines}
    for there in waiting.values():
        for mark, (line, by) in list(there.mended.items()):
            if not _stands(by, there.mended, keys, marks):
                del there.mended[mark]
                there.lines[mark] = line


def _stands(by: str, mended: Mapping[str, tuple[Line, str]], keys: Collection[Key], marks: Collection[str]) -> bool:
    """Whether what took the place of a line is stored, waits in its turn, or is a sum."""
    return any(each == SUMMED_UP or each in marks or key_by(each) in keys for each in _chain(by, mended))


def _chain(by: str, mended: Mapping[str, tuple[Line, str]]) -> list[str]:
    """What took the place of a line, and of that in turn."""
    chain = [by]
    while chain[-1] in mended and mended[chain[-1]][1] not in chain:
        chain.append(mended[chain[-1]][1])
    return chain
