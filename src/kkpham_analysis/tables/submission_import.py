"""Files of supporting data taken into the store: every row is in, or in quarantine with its reasons, or nothing is."""

from __future__ import annotations

import csv
import glob
import io
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.language import Words
from kkpham_analysis.tables import storing
from kkpham_analysis.tables.schemas.submissions import SUBMISSIONS
from kkpham_analysis.tables.submission_files import FileIn, RowIn, read_file
from kkpham_analysis.tables.submission_layout import KEYS, TAKEN
from kkpham_analysis.tables.submission_records import Known
from kkpham_analysis.tables.submission_store import (
    KEY,
    quarantine_file,
    read_stored,
    store_changes,
    submissions_dir,
)
from kkpham_analysis.tables.submission_values import Reason

if TYPE_CHECKING:
    import pandas as pd

ENDINGS = (".xlsx", ".xlsm", ".csv", ".txt", ".tsv")
# Under this, starting processes costs more than it saves.
FILES_PER_PROCESS = 24
WORDS = Words("id")
QUARANTINE_COLUMNS = ("file", "sheet", "row", "reasons", *TAKEN)
RISKY = ("=", "+", "-", "@", "\t", "\r")

Tell = Callable[[int, int], None]


@dataclass
class FileReport:
    """What became of one file: `rows` = `accepted` + `quarantined`; blank rows of a template are not among them.

    `taken_over` counts rows that another file had handed in before, by the origin of that file.
    """

    file: str
    origin: str
    rows: int = 0
    accepted: int = 0
    quarantined: int = 0
    blank: int = 0
    notices: list[Reason] = field(default_factory=list)
    refused: str = ""
    kept_before: bool = False
    taken_over: dict[str, int] = field(default_factory=dict)


def files_of(paths: Iterable[str]) -> tuple[list[Path], list[str]]:
    """The files that people name (files, folders with all that is in them, patterns), and the names that fit none."""
    found: dict[Path, None] = {}
    missing = []
    for text in paths:
        path = Path(text)
        if path.is_dir():
            fitting = [file for file in sorted(path.rglob("*")) if _is_sheet(file)]
        elif path.is_file():
            fitting = [path]
        else:
            fitting = [Path(name) for name in sorted(glob.glob(text, recursive=True)) if Path(name).is_file()]  # noqa: PTH207
        if not fitting:
            missing.append(text)
        found.update(dict.fromkeys(file.resolve() for file in fitting))
    return list(found), missing


def _is_sheet(file: Path) -> bool:
    # Office keeps a file of its own (~$…) beside each that is open.
    return file.is_file() and file.suffix.lower() in ENDINGS and not file.name.startswith(("~$", "."))


def import_files(
    data_dir: Path,
    files: Sequence[Path],
    known: Known,
    words: Words,
    *,
    workers: int | None = None,
    tell: Tell = lambda done, of: None,
    waiting: Callable[[], None] = lambda: None,
) -> list[FileReport]:
    """Read files and store what they hold; the store changes once, at the end, or not at all.

    Parameters
    ----------
    data_dir
        The data folder.
    files
        What to read.
    known
        What rows may refer to.
    words
        The language of what is told of files that are refused.
    workers
        Processes to read with; as many as the files are worth by default.
    tell
        Called with the number of files read, and of all.
    waiting
        Called where another command holds the store.

    Raises
    ------
    SubmissionsError
        When synthetic rows are stored here.
    """
    taken = list(_read_all(files, known, workers, tell))
    with storing.only_one(data_dir, waiting=waiting):
        return _store(data_dir, taken, words)


def _read_all(files: Sequence[Path], known: Known, workers: int | None, tell: Tell) -> Iterator[FileIn]:
    count = min(workers or os.cpu_count() or 1, len(files) // FILES_PER_PROCESS)
    if count < 2:
        for done, file in enumerate(files, 1):
            yield read_file(file, known)
            tell(done, len(files))
        return
    with ProcessPoolExecutor(count) as pool:
        for done, read in enumerate(pool.map(partial(read_file, known=known), files, chunksize=8), 1):
            yield read
            tell(done, len(files))


def _store(data_dir: Path, files: Sequence[FileIn], words: Words) -> list[FileReport]:
    _quarantine_doubled(files)
    stored = read_stored(data_dir)
    frame = as_frame(files)
    going = _replaced(stored, files)
    over = _taken_over(stored[~going], frame)
    kept = stored[~going].drop(index=over.index)
    notes = _notes(submissions_dir(data_dir), files)
    store_changes(data_dir, kept, frame, notes=notes)
    return [_report(file, words, stored, over, frame) for file in files]


def _quarantine_doubled(files: Sequence[FileIn]) -> None:
    """Leave out rows of one key that differ: which of them is meant, only those who wrote them know."""
    by_key: dict[tuple[Any, ...], list[RowIn]] = defaultdict(list)
    for file in files:
        for row in file.rows:
            if not row.reasons:
                by_key[row.key].append(row)
    for rows in by_key.values():
        first = rows[0]
        agree = all(row.record == first.record for row in rows)
        for row in rows[1:] if agree else rows * (len(rows) > 1):
            other = first if row is not first else rows[1]
            where = (("file", other.file), ("row", other.number))
            row.reasons.append(Reason("same_again" if agree else "doubled_row", "indicator_code", row.key[2], where))


def as_frame(files: Iterable[FileIn]) -> pd.DataFrame:
    """The rows that can be stored, as a table of submissions; its index is the row in the file."""
    import pandas as pd

    rows = [(file.origin, row) for file in files for row in file.rows if not row.reasons]
    numbers = [row.number for _, row in rows]

    # One column after another: the rows as records once more would be most of the memory.
    def values(name: str) -> list[Any]:
        if name in ("origin", "synthetic"):
            return [origin if name == "origin" else False for origin, _ in rows]
        return [row.record[name] for _, row in rows]

    columns: dict[str, pd.Series[Any]] = {
        entry.name: pd.Series(values(entry.name), index=numbers, dtype=entry.dtype) for entry in SUBMISSIONS.fields
    }
    return pd.DataFrame(columns)


def _replaced(stored: pd.DataFrame, files: Iterable[FileIn]) -> pd.Series[bool]:
    """Which stored rows a file had handed in before: all of its origin, or of its one regency.

    A file of one regency replaces that regency's rows alone: another regency may use the same name. One of which
    nothing could be taken replaces nothing.
    """
    import pandas as pd

    going = pd.Series(False, index=stored.index)
    for origin, group in _by_origin(files).items():
        accepted = {row.place for file in group for row in file.rows if not row.reasons}
        places = accepted | {row.place for file in group for row in file.rows if all(row.place)}
        if accepted:
            here = (stored["origin"] == origin) & stored["award_year"].isin([year for year, _ in accepted])
            if len({regency for _, regency in places}) == 1:
                here &= stored["regency_code"] == next(iter(places))[1]
            going |= here
    return going


def _by_origin(files: Iterable[FileIn]) -> dict[str, list[FileIn]]:
    groups: dict[str, list[FileIn]] = defaultdict(list)
    for file in files:
        if file.refused is None:
            groups[file.origin].append(file)
    return groups


def _taken_over(stored: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """The stored rows of other files whose key comes in again: the newer one counts, and it is told."""
    import pandas as pd

    return stored[pd.MultiIndex.from_frame(stored[KEY]).isin(pd.MultiIndex.from_frame(frame[KEY]))]


def _report(file: FileIn, words: Words, stored: pd.DataFrame, over: pd.DataFrame, frame: pd.DataFrame) -> FileReport:
    accepted = sum(not row.reasons for row in file.rows)
    report = FileReport(
        file.file, file.origin, len(file.rows), accepted, len(file.rows) - accepted, file.blank, file.notices,
        file.refusal(words),
    )  # fmt: skip
    if file.refused is None and not accepted:
        report.kept_before = bool((stored["origin"] == file.origin).any())
    keys = {row.key for row in file.rows if not row.reasons}
    for *key, origin in over[[*KEYS, "origin"]].itertuples(index=False) if len(over) else ():
        if tuple(key) in keys:
            report.taken_over[origin] = report.taken_over.get(origin, 0) + 1
    return report


def _notes(folder: Path, files: Iterable[FileIn]) -> dict[str, bytes | None]:
    """The quarantine of each origin as it will be; None where nothing is left in it."""
    notes: dict[str, bytes | None] = {}
    for origin, group in _by_origin(files).items():
        path = quarantine_file(origin)
        places = {str(regency) for file in group for row in file.rows if (regency := row.place[1])}
        lines = _lines_of_others(folder / path, places) if len(places) == 1 else []
        lines += [_line(row) for file in group for row in file.rows if row.reasons]
        content = _as_csv(lines) if lines else None
        now = (folder / path).read_bytes() if (folder / path).is_file() else None
        if content != now:
            notes[path] = content
    return notes


def _lines_of_others(path: Path, places: set[str]) -> list[list[str]]:
    """The lines of a quarantine that another regency's file of the same name has left there."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))[1:]
    place = QUARANTINE_COLUMNS.index("regency_code")
    return [line for line in lines if line[place].isdecimal() and line[place] not in places]


def _line(row: RowIn) -> list[str]:
    reasons = " ".join(reason.sentence(WORDS) for reason in row.reasons)
    shown = dict(row.shown)
    # The code as it was understood, so that a name is enough to know whose line it is.
    shown["regency_code"] = row.place[1] or shown.get("regency_code", "")
    cells = [row.file, row.sheet, str(row.number), reasons, *(shown.get(name, "") for name in TAKEN)]
    return [_harmless(cell) for cell in cells]


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    is_number = text[1:].replace(".", "", 1).replace(",", "", 1).isdecimal()
    return f"'{text}" if text.startswith(RISKY) and not is_number else text


def _as_csv(lines: Iterable[Sequence[str]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([WORDS.phrase(f"submission_column.{name}") for name in QUARANTINE_COLUMNS])
    writer.writerows(lines)
    # With a mark, so that Excel reads it as UTF-8.
    return buffer.getvalue().encode("utf-8-sig")
