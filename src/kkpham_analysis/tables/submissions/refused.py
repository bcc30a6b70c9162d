"""Files that were refused as a whole, by regency: they were handed in, though nothing of them could be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kkpham_analysis.tables.files.spreadsheet_texts import harmless
from kkpham_analysis.tables.submissions.files import FileIn
from kkpham_analysis.tables.submissions.layout import INDONESIAN
from kkpham_analysis.tables.submissions.quarantine import as_csv, lines_in
from kkpham_analysis.tables.submissions.reasons import codes_of
from kkpham_analysis.tables.submissions.store import REFUSED, submissions_dir

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("file", "award_year", "regency_code", "reasons", "reason_codes")

Line = tuple[str, ...]


def read_refused(data_dir: Path | str, award_year: int | None = None) -> pd.DataFrame:
    """The files that were refused and whose regency is known, one row for each regency that they may be of.

    Parameters
    ----------
    data_dir
        The data folder.
    award_year
        The round; all of them by default. Files whose round is not known may be of any.

    Returns
    -------
    DataFrame
        `file, award_year, regency_code, reasons, reason_codes`, as text; `award_year` is empty where it is not known.
    """
    import pandas as pd

    lines = [
        line for line in _lines(submissions_dir(data_dir)) if award_year is None or line[1] in ("", str(award_year))
    ]
    return pd.DataFrame(lines, columns=list(COLUMNS), dtype="str")


def refused_notes(folder: Path, files: Iterable[FileIn]) -> dict[str, bytes | None]:
    """What is kept of refused files once some more came in; nothing where that stays as it is.

    A line goes when a file of its regency and its round can be read, or one of its own name that is of one of the
    regencies which the refused one may have been of.

    Parameters
    ----------
    folder
        The folder of submissions.
    files
        The files that came in.
    """
    files = list(files)
    lines = {line[:3]: line for line in _lines(folder)}
    for file in files:
        if file.refused is None:
            continue
        for year, regency in file.sent:
            said = harmless(file.refusal(INDONESIAN)), codes_of([file.refused])
            line = (harmless(file.origin), year, regency, *said)
            lines[line[:3]] = line
    read = {(harmless(file.origin), *map(str, row.place)) for file in files for row in file.rows}
    named = {line[0] for line in lines.values() if any(_fits(line, place) and line[0] == place[0] for place in read)}
    waiting = [
        line for line in lines.values() if line[0] not in named and not any(_fits(line, place) for place in read)
    ]
    return _changed(folder, waiting)


def without_refused(folder: Path, names: Collection[str]) -> dict[str, bytes | None]:
    """What is kept of refused files once those of some names are taken out."""
    gone = {harmless(name) for name in names}
    return _changed(folder, [line for line in _lines(folder) if line[0] not in gone])


def _fits(line: Line, place: Sequence[str]) -> bool:
    return line[2] == place[2] and line[1] in ("", place[1])


def _changed(folder: Path, lines: Sequence[Line]) -> dict[str, bytes | None]:
    lines = sorted(lines)
    return {} if lines == sorted(_lines(folder)) else {REFUSED: as_csv(lines, COLUMNS) if lines else None}


def _lines(folder: Path) -> list[Line]:
    return [tuple(line) for line in lines_in(folder / REFUSED, COLUMNS, ("file", "regency_code", "reasons"))]
