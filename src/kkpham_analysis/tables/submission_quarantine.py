"""Rows that could not be taken in: one table for each file they came in, to be mended and sent back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kkpham_analysis.language import Words
from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.foreign import read_sheets
from kkpham_analysis.tables.sheets import ForeignFileError
from kkpham_analysis.tables.submission_files import FileIn, RowIn
from kkpham_analysis.tables.submission_layout import ANSWER_KEY, TAKEN, plain
from kkpham_analysis.tables.submission_reasons import codes_of
from kkpham_analysis.tables.submission_store import QUARANTINE, SubmissionsError, quarantine_file, submissions_dir

if TYPE_CHECKING:
    import pandas as pd

WORDS = Words("id")
COLUMNS = ("file", "sheet", "row", "reasons", *TAKEN, "reason_codes")
PLACES = [COLUMNS.index(name) for name in ANSWER_KEY]
RISKY = ("=", "+", "-", "@", "\t", "\r")
# A sign before a number computes nothing.
SIGNED = re.compile(r"[+-][0-9]*[.,]?[0-9]*[.,]?[0-9]+")

Key = tuple[Any, ...]


def read_quarantine(data_dir: Path | str) -> pd.DataFrame:
    """Every row in quarantine, as text: `origin`, where it stands, its reasons in Indonesian, and what is written.

    Parameters
    ----------
    data_dir
        The data folder.

    Returns
    -------
    DataFrame
        `origin, file, sheet, row, reasons`, the columns of a submission, and `reason_codes`, which `said_of` says in
        any language; empty where nothing is written. The codes of round, regency and indicator are those that were
        understood, as far as they were.
    """
    import pandas as pd

    folder = submissions_dir(data_dir) / QUARANTINE
    lines = [
        (file.name.removesuffix(".csv"), *line) for file in sorted(folder.glob("*.csv")) for line in lines_of(file)
    ]
    return pd.DataFrame(lines, columns=["origin", *COLUMNS], dtype="str")


def lines_of(path: Path) -> list[list[str]]:
    """The lines of a quarantine; none where there is none.

    Raises
    ------
    SubmissionsError
        When somebody has changed the file so that its lines cannot be told any more.
    """
    return lines_in(path, COLUMNS, ("reasons", *ANSWER_KEY))


def lines_in(path: Path, columns: Sequence[str], needed: Iterable[str]) -> list[list[str]]:
    """The lines of a file of ours, by its headings: people save such files in other ways, with columns of their own.

    Raises
    ------
    SubmissionsError
        When it is no table any more, or a column that is `needed` is missing.
    """
    if not path.exists():
        return []
    shown = f"{path.parent.name}/{path.name}"
    try:
        (sheet, *_) = read_sheets(path)
    except ForeignFileError as error:
        raise SubmissionsError(Fault(shown, 0, "", "", "quarantine_unread", "mend_quarantine")) from error
    headings = [plain(text) for text in sheet.rows[0].texts] if sheet.rows else []
    places = {name: headings.index(own) for name in columns if (own := _heading(name)) in headings}
    if missing := [column for column in needed if column not in places]:
        raise SubmissionsError(Fault(shown, 1, _title(missing[0]), "", "quarantine_column", "mend_quarantine"))
    texts = (row.texts for row in sheet.rows[1:])
    return [[row[places[name]] if places.get(name, len(row)) < len(row) else "" for name in columns] for row in texts]


def _title(column: str) -> str:
    return WORDS.phrase(f"submission_column.{column}")


def _heading(column: str) -> str:
    return plain(_title(column))


def key_of(line: Sequence[str]) -> Key | None:
    """What no two rows may share, of a line; None where it is not known."""
    year, regency, code = (line[place] for place in PLACES)
    return (int(year), regency, code) if year.isdecimal() and regency.isdecimal() and code else None


def named(row: RowIn) -> Key:
    """The key that a row has in quarantine: with the indicator as it is written, where that means none."""
    year, regency, code = row.key
    return year, regency, code or harmless(row.shown.get("indicator_code", ""))


def notes_of(
    folder: Path, groups: Mapping[str, Sequence[FileIn]], corrected: Mapping[str, set[Key]]
) -> dict[str, bytes | None]:
    """The quarantine of each origin as it will be; None where nothing is left in it.

    Parameters
    ----------
    folder
        The folder of submissions.
    groups
        The files that came in, by origin.
    corrected
        The rounds and regencies that the files of an origin had spoken of before, and speak of again.
    """
    notes: dict[str, bytes | None] = {}
    # A line that was mended and came in with another file waits no longer.
    taken = {row.key for group in groups.values() for file in group for row in file.rows if not row.reasons}
    there = {file.name.removesuffix(".csv") for file in (folder / QUARANTINE).glob("*.csv")}
    for origin in sorted(there | set(groups)):
        group, path = groups.get(origin, ()), quarantine_file(origin)
        before = lines_of(folder / path)
        lines = [line for line in before if key_of(line) not in taken]
        if not group and lines == before:
            # Somebody may be at work in it.
            continue
        if group:
            spoken = Spoken.by(group, corrected[origin])
            lines = [line for line in lines if spoken.stays(line)]
        lines += [_line(row) for file in group for row in file.rows if row.reasons]
        content = as_csv(lines, COLUMNS) if lines else None
        now = (folder / path).read_bytes() if (folder / path).is_file() else None
        if content != now:
            notes[path] = content
    return notes


def gone_of(lines: Iterable[Sequence[str]], group: Sequence[FileIn], corrected: set[Key]) -> int:
    """How many lines of a quarantine go as a corrected file no longer has their rows."""
    spoken = Spoken.by(group, corrected)
    return sum(not spoken.stays(line) and not spoken.has(line) for line in lines)


class Spoken(NamedTuple):
    """What files of one origin speak of: the keys of their rows, and these as they are written.

    `places` are the rounds and regencies that they correct; for forms all they are of, row by row. `unplaced` are the
    rows, as they are written, of which nobody knows the round or the regency.
    """

    keys: set[Key]
    written: set[tuple[str, ...]]
    unplaced: set[tuple[str, ...]]
    places: set[Key]
    is_form: bool

    @classmethod
    def by(cls, group: Sequence[FileIn], corrected: set[Key]) -> Spoken:
        """What files speak of, of which some rounds and regencies are corrected."""
        rows = [row for file in group for row in file.rows]
        is_form = any(file.is_form for file in group)
        places = corrected | {row.place for row in rows} if is_form else corrected
        unplaced = {_written(_line(row)) for row in rows if None in row.place}
        return cls({named(row) for row in rows}, {_written(_line(row)) for row in rows}, unplaced, places, is_form)

    def has(self, line: Sequence[str]) -> bool:
        """Whether a line is one of these rows."""
        return _written(line) in self.written or key_of(line) in self.keys

    def stays(self, line: Sequence[str]) -> bool:
        """Whether a line is of another file that has the same name, or of a row that a form does not speak of."""
        if _written(line) in self.unplaced or (self.has(line) and (self.is_form or key_of(line) is None)):
            return False
        year, regency, code = _written(line)
        if not (year.isdecimal() and regency.isdecimal()):
            # Whose it is, nobody knows: perhaps of a file from elsewhere.
            return True
        return bool(code and self.is_form) or (int(year), regency) not in self.places


def _written(line: Sequence[str]) -> tuple[str, ...]:
    return tuple(line[place] for place in PLACES)


def _line(row: RowIn) -> list[str]:
    reasons = " ".join(reason.sentence(WORDS) for reason in row.reasons)
    # The codes as they were understood: a form says round and regency on another sheet, and the line must stand alone.
    known = {name: str(row.record[name]) for name in ANSWER_KEY if row.record[name] is not None}
    shown = {**row.shown, **known}
    cells = [row.file, row.sheet, str(row.number), reasons, *(shown.get(name, "") for name in TAKEN)]
    cells.append(codes_of(row.reasons))
    return [harmless(cell) for cell in cells]


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(RISKY) and not SIGNED.fullmatch(text) else text


def as_csv(lines: Iterable[Sequence[str]], columns: Sequence[str]) -> bytes:
    """Lines under the headings of their columns, as a spreadsheet opens them."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([_title(name) for name in columns])
    writer.writerows(lines)
    # With a mark, so that Excel reads it as UTF-8.
    return buffer.getvalue().encode("utf-8-sig")
