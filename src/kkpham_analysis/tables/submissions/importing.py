"""Files of supporting data taken into the store: every row is in, or in quarantine with its reasons, or nothing is."""

from __future__ import annotations

import glob
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.language import Words
from kkpham_analysis.tables import storing
from kkpham_analysis.tables.rounds import round_before
from kkpham_analysis.tables.schemas.submissions import SUBMISSIONS
from kkpham_analysis.tables.submissions.changed import changed_by, compared
from kkpham_analysis.tables.submissions.doubled import contradicted, quarantine_doubled
from kkpham_analysis.tables.submissions.doubts import doubt_swapped
from kkpham_analysis.tables.submissions.files import OTHER_ENDINGS, FileIn
from kkpham_analysis.tables.submissions.kept_checks import checks_of, keep_checks
from kkpham_analysis.tables.submissions.marks import parts_of, set_marks
from kkpham_analysis.tables.submissions.processes import Step, Tell, read_all
from kkpham_analysis.tables.submissions.quarantine import key_of
from kkpham_analysis.tables.submissions.reasons import is_of_total
from kkpham_analysis.tables.submissions.records import Known
from kkpham_analysis.tables.submissions.refused import refused_notes
from kkpham_analysis.tables.submissions.rows import SUMMED_UP
from kkpham_analysis.tables.submissions.spoken import named
from kkpham_analysis.tables.submissions.store import KEY, read_stored, store_changes, submissions_dir
from kkpham_analysis.tables.submissions.values import Reason
from kkpham_analysis.tables.submissions.versions import put_by
from kkpham_analysis.tables.submissions.waiting import (
    Waiting,
    key_by,
    moved,
    notes_of,
    read_waiting,
    regencies_waiting,
    set_aside,
    set_aside_beside,
)

if TYPE_CHECKING:
    import pandas as pd

ENDINGS = (".xlsx", ".xlsm", ".csv", ".txt", ".tsv")


@dataclass
class FileReport:
    """What became of one file: `rows` = `accepted` + `quarantined` + `put_by`, without blank rows of a template.

    `put_by` cannot be taken, and stand right in another file that came in with this one; or, where it is `older`,
    stand otherwise in one of its origin that came in before and was saved later.

    `taken_over` counts rows that another file had handed in before, by the origin of that file, `changed_over` those of
    them that said something else. `changed` are the indicators of its own stored rows that said something else, and
    `other_offices` how many rows, of whatever file, another office had answered otherwise. `gone` are stored rows
    that came in under the same name before, `released` those that wait in its quarantine, which a corrected file no
    longer has; `stayed` are those it says nothing of. `mended`, among the accepted, were mended since and come in again
    as they were: what they were mended to stays.
    `totals` are rows of totals that add up, or that cannot be added up: they are no submissions. `wrong_totals` of the
    rows in quarantine are totals too, which do not add up. `regencies` are the codes of those that it is about, and
    `waiting` how many of their rows are in quarantine now, of whatever file and round; `waiting_in` says of which.
    `rounds` says how many of its rows are of each round, as far as that is known. `once_more`, among the accepted, are
    stored from a later file that holds the same; `contradicted`, in quarantine, differ from a row of another file.
    `superseded` says of a file that was corrected since it came in when that was, and by what; nothing of it counts.
    `checks_kept`, among the accepted, say nothing of a check and keep the one that their answer had before; `unchecked`
    are the indicators of stored rows that were checked, of whatever file, and whose answers are others now. `emptied`
    are those of rows that stay stored and that a form leaves blank.
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
    changed_over: dict[str, int] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    other_offices: list[dict[str, Any]] = field(default_factory=list)
    gone: int = 0
    released: int = 0
    stayed: int = 0
    mended: int = 0
    put_by: int = 0
    older: bool = False
    totals: int = 0
    wrong_totals: int = 0
    regencies: list[str] = field(default_factory=list)
    waiting: int = 0
    waiting_in: list[dict[str, Any]] = field(default_factory=list)
    rounds: dict[int, int] = field(default_factory=dict)
    once_more: int = 0
    contradicted: int = 0
    superseded: dict[str, Any] = field(default_factory=dict)
    checks_kept: int = 0
    unchecked: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)


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
    return file.is_file() and file.suffix.lower() in ENDINGS + OTHER_ENDINGS and not file.name.startswith(("~$", "."))


def import_files(
    data_dir: Path,
    files: Sequence[Path],
    known: Known,
    words: Words,
    *,
    workers: int | None = None,
    tell: Tell = lambda done, of: None,
    step: Step = lambda name, rows: None,
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
    step
        Called with what is being done, and with how many rows so far: `reading`, `comparing`, `sorting`, `storing`,
        and `done` at the end.
    waiting
        Called where another command holds the store.

    Raises
    ------
    SubmissionsError
        When synthetic rows are stored here.
    """
    taken = [part for file in read_all(files, known, workers, tell, step) for part in parts_of(file)]
    with storing.only_one(data_dir, waiting=waiting):
        return _store(data_dir, taken, words, known, step)


def _store(
    data_dir: Path, files: Sequence[FileIn], words: Words, known: Known, step: Step
) -> list[FileReport]:  # fmt: skip
    rows = sum(len(file.rows) for file in files)
    step("comparing", rows)
    stored = read_stored(data_dir)
    folder = submissions_dir(data_dir)
    _doubt(files, stored, known)
    notes = {**refused_notes(folder, files), **put_by(files, folder, known.today, stored)}
    groups = _by_origin(files)
    waiting = read_waiting(folder, groups)
    there = {origin: lines.copy() for origin, lines in waiting.items()}
    set_aside(files, waiting)
    step("sorting", rows)
    keep_checks(files, checks_of(stored))
    quarantine_doubled(files)
    set_aside_beside(files)
    frame = as_frame(files)
    changes = {origin: _Change(group, waiting[origin]) for origin, group in groups.items()}
    going = _replaced(stored, changes)
    over = compared(stored, frame, going)
    kept = stored[~going].drop(index=over.index, errors="ignore")
    news = _news(files, frame, stored, waiting)
    corrected = {origin: change.corrected for origin, change in changes.items()}
    released = moved(waiting, groups, corrected, {origin: change.again for origin, change in changes.items()}, news)
    step("storing", rows)
    # Of a whole country they are many, and asked for only where something was mended.
    asked = (kept, frame) if any(lines.mended for lines in waiting.values()) else ()
    keys = {key for there in asked for key in there[KEY].itertuples(index=False, name=None)}
    store_changes(data_dir, kept, frame, notes={**notes_of(there, waiting, keys), **notes})
    step("done", rows)
    reports = [_report(file, words, stored, over, changes.get(file.origin), released) for file in files]
    _put_waiting(reports, waiting)
    return reports


def _doubt(files: Sequence[FileIn], stored: pd.DataFrame, known: Known) -> None:
    before = _answered_before(stored, {row.record["award_year"] for file in files for row in file.rows} - {None})
    for file in files:
        doubt_swapped(file.rows, known.units, before)


def _put_waiting(reports: Iterable[FileReport], waiting: Mapping[str, Waiting]) -> None:
    """Say of each file how many rows of its regencies wait now, and where."""
    still = regencies_waiting(waiting)
    for report in reports:
        theirs = sum((still[code] for code in report.regencies if code in still), Counter[tuple[str, str]]())
        report.waiting = theirs.total()
        report.waiting_in = [
            {"award_year": int(year) if year.isdecimal() else None, "origin": origin, "rows": rows}
            for (year, origin), rows in sorted(theirs.items())
        ]


def _news(
    files: Iterable[FileIn], frame: pd.DataFrame, stored: pd.DataFrame, waiting: Mapping[str, Waiting]
) -> dict[tuple[Any, ...], str]:
    """The keys of rows that say what was not stored before, as far as a row of that key waits, with their origin.

    A row that waits itself and comes in as it was says nothing new, unless it was sent back.
    """
    asked = {key_of(line) for lines in waiting.values() for line in lines.lines.values()} - {None}
    as_stored, as_taken = _contents(stored, asked), _contents(frame, asked)
    return {
        row.key: "" if file.is_mend else file.origin
        for file in files for row in file.rows
        if row.key in as_taken and not row.reasons and as_stored.get(row.key) != as_taken[row.key]
        and (file.is_mend or row.mark not in waiting[file.origin].lines)
    }  # fmt: skip


def _contents(rows: pd.DataFrame, keys: Collection[Any]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """What rows of some keys hold, as it can be compared."""
    import pandas as pd

    is_asked = [bool(keys) and key in keys for key in rows[KEY].itertuples(index=False, name=None)]
    here = rows.loc[pd.Series(is_asked, index=rows.index, dtype="bool")]
    held = here.astype("object").where(here.notna(), None)
    return dict(zip(here[KEY].itertuples(index=False, name=None), held.itertuples(index=False, name=None), strict=True))


def _answered_before(stored: pd.DataFrame, rounds: Iterable[int]) -> dict[tuple[Any, ...], float]:
    """The numbers that were answered in the round before each of some rounds, by the key of the same row in that."""
    numbers = stored.dropna(subset=["answer_number"])
    there = set(map(int, stored["award_year"].unique()))
    answered: dict[tuple[Any, ...], float] = {}
    for year in rounds:
        last = numbers[numbers["award_year"] == (round_before(there, year) or 0)]
        keys = zip([year] * len(last), last["regency_code"], last["indicator_code"], strict=True)
        answered |= dict(zip(keys, last["answer_number"].tolist(), strict=True))
    return answered


def as_frame(files: Iterable[FileIn]) -> pd.DataFrame:
    """The rows that can be stored, as a table of submissions; its index is the row in the file."""
    import pandas as pd

    rows = [(file, row) for file in files for row in file.rows if not row.reasons and not row.is_once_more]
    numbers = [row.number for _, row in rows]

    # One column after another: the rows as records once more would be most of the memory.
    def values(name: str) -> list[Any]:
        if name == "synthetic":
            return [False] * len(rows)
        if name == "origin":
            return [file.origin for file, _ in rows]
        if name == "list_version":
            return [row.list_version for _, row in rows]
        return [row.record[name] for _, row in rows]

    columns: dict[str, pd.Series[Any]] = {
        entry.name: pd.Series(values(entry.name), index=numbers, dtype=entry.dtype) for entry in SUBMISSIONS.fields
    }
    return pd.DataFrame(columns)


class _Change:
    """What files of one origin replace of what came in before under its name.

    Nobody can tell a corrected file from another one that happens to have its name but by what it speaks of. Where it
    speaks of a row again that its name had handed in before, for a round and a regency, it takes the place of all its
    rows there. What it does not speak of stays: other regencies, rows that a form leaves blank, and a row that was
    good before and now is in quarantine.
    """

    def __init__(self, group: Sequence[FileIn], waiting: Waiting) -> None:
        self.first, self.is_mend = group[0], all(file.is_mend for file in group)
        rows = [row for file in group for row in file.rows]
        mended = [row for file in group for row in file.mended]
        self.standing = {key_by(row.by) or row.key for row in mended}
        self.told = {row.key for row in rows} | self.standing
        self.accepted = {row.key for row in rows if not row.reasons}
        self.rounds = {(year, regency) for year, regency, _ in self.accepted}
        # Which row it is whose code cannot be read, nobody knows: any of those that seem to be missing.
        # What is older than what is stored takes nothing out of it.
        is_part = all(file.is_partial or file.is_older for file in group)
        self.is_partial = is_part or any(None in row.key for row in (*rows, *mended))
        before = {key_of(line) for line in waiting.lines.values()}
        self.corrected = {row.key[:2] for row in rows if named(row) in before} | {row.key[:2] for row in mended}
        self.left_blank = set().union(*(file.left_blank for file in group))
        self.blank = {key[:2] for key in self.left_blank}
        self.emptied: list[str] = []
        self.untold: set[tuple[Any, ...]] = set()
        self.gone = self.stayed = 0

    @property
    def again(self) -> set[tuple[Any, ...]]:
        """Rounds and regencies of which all that is stored is said again; of a form left blank, where nothing is."""
        return (self.corrected if self.told else self.blank) - self.untold

    def going(self, keys: Sequence[tuple[Any, ...]]) -> list[bool]:
        """Which of the rows that its name had handed in go."""
        self.corrected |= {key[:2] for key in keys if key in self.told}
        self.untold = {key[:2] for key in keys if key not in self.told}
        whole = set() if self.is_partial else self.corrected & self.rounds
        dropped = [key[:2] in whole and key not in self.told for key in keys]
        going = [key in self.accepted or drop for key, drop in zip(keys, dropped, strict=True)]
        self.gone = sum(dropped)
        stay = sum(not goes and key not in self.standing for key, goes in zip(keys, going, strict=True))
        # Of what was in quarantine and is sent back nobody expects more than its own rows.
        self.stayed = 0 if self.is_mend else stay
        self.emptied = sorted(key[2] for key in self.left_blank.difference(self.told).intersection(keys))
        return going


def _replaced(stored: pd.DataFrame, changes: Mapping[str, _Change]) -> pd.Series[bool]:
    """Which stored rows the files that come in replace, of those that came in under their names before."""
    import pandas as pd

    goes: list[Any] = []
    for origin, rows in stored[stored["origin"].isin(set(changes))].groupby("origin"):
        going = changes[str(origin)].going(list(rows[KEY].itertuples(index=False, name=None)))
        goes += rows.index[going].tolist()
    return pd.Series(stored.index.isin(goes), index=stored.index)


def _by_origin(files: Iterable[FileIn]) -> dict[str, list[FileIn]]:
    """The files that can be read, by origin, with a mark on each row."""
    groups: dict[str, list[FileIn]] = defaultdict(list)
    for file in files:
        if file.refused is None and not file.superseded:
            groups[file.origin].append(file)
    for group in groups.values():
        set_marks(group)
    return groups


def _report(
    file: FileIn, words: Words, stored: pd.DataFrame, over: pd.DataFrame, change: _Change | None,
    released: Mapping[str, int],
) -> FileReport:  # fmt: skip
    put_by = sum(row.is_put_by for row in file.mended)
    standing = sum(key_by(row.by) is not None for row in file.mended) - put_by
    accepted = sum(not row.reasons for row in file.rows) + standing
    summed_up = sum(row.by == SUMMED_UP for row in file.mended)
    rows = [*file.rows, *(row for row in file.mended if row.by != SUMMED_UP)]
    regencies = {row.place[1] for row in rows} | {regency for _, regency, _ in file.left_blank}
    report = FileReport(
        file.file, file.origin, len(rows), accepted, len(rows) - accepted - put_by, file.blank, file.notices,
        file.refusal(words), totals=file.totals + summed_up, mended=standing, put_by=put_by,
        regencies=sorted(map(str, regencies - {None})),
        rounds=dict(sorted(Counter(row.place[0] for row in rows if row.place[0] is not None).items())),
    )  # fmt: skip
    report.superseded, report.older = file.superseded, file.is_older
    if file.refused is None and not accepted and not file.superseded:
        report.kept_before = bool((stored["origin"] == file.origin).any())
    if change is not None and change.first is file:
        report.gone, report.stayed, report.released = change.gone, change.stayed, released[file.origin]
        report.emptied = change.emptied
    report.once_more = sum(row.is_once_more for row in file.rows)
    report.contradicted = contradicted(file.rows)
    report.wrong_totals = sum(is_of_total({reason.kind for reason in row.reasons}) for row in file.rows)
    keys = {row.key for row in file.rows if not row.reasons and not row.is_once_more}
    changed = changed_by(file.origin, keys, over)
    report.taken_over, report.changed_over = dict(changed.taken_over), dict(changed.changed_over)
    report.changed, report.unchecked = changed.own, changed.unchecked
    report.checks_kept = sum(row.is_check_kept and not row.reasons and not row.is_once_more for row in file.rows)
    report.other_offices = [
        {"before": before, "now": now, "rows": rows} for (before, now), rows in sorted(changed.offices.items())
    ]
    return report
