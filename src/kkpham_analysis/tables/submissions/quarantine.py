"""Rows that could not be taken in: one table for each file they came in, to be mended and sent back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.files.foreign import read_sheets
from kkpham_analysis.tables.files.sheets import EMPTY, ForeignFileError
from kkpham_analysis.tables.files.spreadsheet_texts import harmless
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.headers import cell_at
from kkpham_analysis.tables.submissions.layout import ANSWER_KEY, INDONESIAN, LINED, TAKEN
from kkpham_analysis.tables.submissions.reasons import codes_of, is_of_total, kinds_of
from kkpham_analysis.tables.submissions.rows import RowIn
from kkpham_analysis.tables.submissions.store import QUARANTINE, SubmissionsError, submissions_dir

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("file", "sheet", "row", "reasons", *TAKEN, "reason_codes", "list_version", "mark")
NEEDED = ("reasons", *ANSWER_KEY)
PLACES = [COLUMNS.index(name) for name in ANSWER_KEY]

# The round, the regency and the indicator of a row, and of these the first two.
Key = tuple[Any, ...]
Place = tuple[Any, Any]
Line = list[str]


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


def waiting_lines(data_dir: Path | str) -> pd.DataFrame:
    """The rows in quarantine that wait to be mended; what is the same as a row that was taken lacks nothing.

    Parameters
    ----------
    data_dir
        The data folder.

    Returns
    -------
    DataFrame
        As `read_quarantine`, and `is_total`: whether it is a total that does not fit its rows, and so no answer.
    """
    import pandas as pd

    lines = read_quarantine(data_dir)
    kinds = [kinds_of(codes) for codes in lines["reason_codes"]]
    lines["is_total"] = pd.Series([is_of_total(of_line) for of_line in kinds], index=lines.index, dtype="bool")
    return lines.loc[["same_again" not in of_line for of_line in kinds]]


def lines_of(path: Path) -> list[list[str]]:
    """The lines of a quarantine; none where there is none.

    Raises
    ------
    SubmissionsError
        When somebody has changed the file so that its lines cannot be told any more.
    """
    return lines_in(path, COLUMNS, NEEDED)


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
    cells = [[(name, cell_at(row, places[name]) if name in places else EMPTY) for name in columns]
             for row in sheet.rows[1:]]  # fmt: skip
    return [[cell.lines if name == LINED else cell.text for name, cell in row] for row in cells]


def _title(column: str) -> str:
    return INDONESIAN.phrase(f"submission_column.{column}")


def _heading(column: str) -> str:
    return plain(_title(column))


def key_of(line: Sequence[str]) -> Key | None:
    """What no two rows may share, of a line; None where it is not known."""
    year, regency, code = (line[place] for place in PLACES)
    return (int(year), regency, code) if year.isdecimal() and regency.isdecimal() and code else None


def line_of(row: RowIn) -> Line:
    """A row as a line of a quarantine."""
    reasons = " ".join(reason.sentence(INDONESIAN) for reason in row.reasons)
    place = [harmless(cell) for cell in (row.file, row.sheet, str(row.number), reasons)]
    version = "" if row.list_version is None else str(row.list_version)
    return [*place, *written_of(row), codes_of(row.reasons), version, row.mark]


def written_of(row: RowIn) -> Line:
    """What is written in a row, as its line in a quarantine says it."""
    # The codes as they were understood: a form says round and regency on another sheet, and the line must stand alone.
    known = {name: str(row.record[name]) for name in ANSWER_KEY if row.record[name] is not None}
    shown = {**row.shown, **known}
    return [harmless(shown[name]) if name in shown else "" for name in TAKEN]


def as_csv(lines: Iterable[Sequence[str]], columns: Sequence[str]) -> bytes:
    """Lines under the headings of their columns, as a spreadsheet opens them."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([_title(name) for name in columns])
    writer.writerows(lines)
    # With a mark, so that Excel reads it as UTF-8.
    return buffer.getvalue().encode("utf-8-sig")
