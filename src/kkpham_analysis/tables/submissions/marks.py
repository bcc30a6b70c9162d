"""What a row is known by when it comes in again: where it came from, and a fingerprint of what is written there.

A line in quarantine carries its mark, so that the row that mends it says what it mends, whatever was changed in it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kkpham_analysis.tables.files.sheets import one_line
from kkpham_analysis.tables.submissions.files import FileIn, safe_name
from kkpham_analysis.tables.submissions.quarantine import COLUMNS, Line, Place, written_of
from kkpham_analysis.tables.submissions.rows import RowIn

MARK = re.compile(r"(?P<origin>[^#]+)#(?P<print>[0-9a-f]{12})(?:-\d+)?(?:@(?P<year>\d{4})-(?P<regency>\d{4}))?")
WRITTEN = slice(COLUMNS.index("award_year"), COLUMNS.index("reason_codes"))


def parts_of(file: FileIn) -> list[FileIn]:
    """A file by the origins that its rows were handed in with: a quarantine that is sent back may be of several.

    Its rows are those of the files that they came in with first, mended; what has no mark is its own.
    """
    marked = [*file.rows, *file.settled]
    origins = list(dict.fromkeys(_origin(row) or file.origin for row in marked))
    if not any(_origin(row) for row in marked):
        return [file]
    parts = [
        replace(file, origin=origin, rows=[row for row in file.rows if (_origin(row) or file.origin) == origin],
                settled=[row for row in file.settled if _origin(row) == origin], is_mend=True)
        for origin in origins
    ]  # fmt: skip
    # What is said of the file as a whole is said once.
    return [parts[0], *(replace(part, blank=0, totals=0, notices=[]) for part in parts[1:])]


def _origin(row: RowIn) -> str:
    """The origin of the line that a row mends; empty where it mends none, or names what no file is called."""
    found = MARK.fullmatch(row.mends)
    return found["origin"] if found and safe_name(found["origin"]) == found["origin"] else ""


def set_marks(files: Sequence[FileIn]) -> None:
    """Give every row of the files of one origin its mark; a line that is sent back as it was keeps the one it had.

    Of a row whose place is not known, the mark says which one the rows beside it are of, if any.
    """
    times: Counter[str] = Counter()
    for file in files:
        near = next((row.place for row in file.rows if None not in row.place), None)
        for row in file.rows:
            row.mends = row.mends if _origin(row) else ""
            row.mark = _mark(file.origin, written_of(row), times)
            if row.mends and _bare(row.mends) == _bare(row.mark):
                row.mark = row.mends
            elif None not in row.place:
                near = row.place
            elif near is not None and not file.is_mend:
                row.mark += f"@{near[0]}-{near[1]}"
        for row in file.settled:
            row.mark = _mark(file.origin, written_of(row), Counter())
        file.settled = [row for row in file.settled if row.by or _bare(row.mark) != _bare(row.mends)]


def _bare(mark: str) -> tuple[str, ...]:
    """The origin and the fingerprint of a mark alone."""
    found = MARK.fullmatch(mark)
    return found.group("origin", "print") if found else (mark,)


def beside(mark: str) -> Place | None:
    """The round and the regency of the rows beside a row whose own are not known, as its mark says them."""
    found = MARK.fullmatch(mark)
    return (int(found["year"]), found["regency"]) if found and found["year"] else None


def with_marks(origin: str, lines: Iterable[Line]) -> list[Line]:
    """The lines of a quarantine with their marks, also where somebody has taken the column out."""
    times: Counter[str] = Counter()
    return [
        [*line[:-1], line[-1] if MARK.fullmatch(line[-1]) else _mark(origin, line[WRITTEN], times)] for line in lines
    ]


def _mark(origin: str, cells: Sequence[str], times: Counter[str]) -> str:
    # A program that a quarantine is opened with may set other ends of lines.
    print_ = hashlib.sha256("\x1f".join(map(one_line, cells)).encode()).hexdigest()[:12]
    times[print_] += 1
    return f"{origin}#{print_}" + (f"-{times[print_]}" if times[print_] > 1 else "")
