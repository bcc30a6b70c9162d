"""What was checked stays checked where the same answer comes in again from somebody who has checked nothing.

A regency corrects one number in its own copy of a form, which knows nothing of what was verified since: that must not
take back the check of all the rows that it left as they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables.submissions.files import FileIn
from kkpham_analysis.tables.submissions.rows import RowIn
from kkpham_analysis.tables.submissions.store import KEY
from kkpham_analysis.tables.vocabulary import CHECKED

if TYPE_CHECKING:
    import pandas as pd

# What a check is of, and what it adds; whoever checks gives his reason in the note.
ANSWERED = ("answer_number", "unit", "answer_yes", "documents")
ADDED = ("status", "points", "checked_by", "checked_on", "note")

Key = tuple[Any, ...]
Check = Mapping[str, Any]


def checks_of(stored: pd.DataFrame) -> dict[Key, Check]:
    """The stored rows that were checked, by their keys: what they answer, and what the check added."""
    names = [*KEY, *ANSWERED, *ADDED, "list_version"]
    rows = stored.loc[stored["status"].isin(CHECKED), names]
    held = rows.astype("object").where(rows.notna(), None)
    said = (dict(zip(names, values, strict=True)) for values in held.itertuples(index=False, name=None))
    return {tuple(each[name] for name in KEY): each for each in said}


def keep_checks(files: Sequence[FileIn], before: Mapping[Key, Check]) -> None:
    """Give rows that nobody has checked the check of the same answer: of a file beside theirs, or else a stored one.

    Parameters
    ----------
    files
        The files that come in; their rows are changed in place.
    before
        The stored rows that were checked, as `checks_of` gives them.
    """
    beside: dict[Key, list[tuple[FileIn, Check]]] = defaultdict(list)
    for file in files:
        for row in file.rows:
            if row.record["status"] in CHECKED and not row.reasons:
                beside[row.key].append((file, {**row.record, "list_version": row.list_version}))
    for file in files if beside or before else ():
        for row in file.rows:
            if not _is_unchecked(row):
                continue
            others = [check for other, check in beside.get(row.key, ()) if other is not file]
            check = next((each for each in (*others, before.get(row.key)) if each and _is_of(each, row)), None)
            if check is not None:
                row.record |= {name: check[name] for name in ADDED if name != "note" or check[name] is not None}
                row.is_check_kept = True


def _is_unchecked(row: RowIn) -> bool:
    """Whether a row is handed in and says nothing of a check: who takes one back says who he is, and when it was."""
    added = (row.record[name] for name in ("points", "checked_by", "checked_on"))
    return row.record["status"] == "submitted" and all(value is None for value in added)


def _is_of(check: Check, row: RowIn) -> bool:
    """Whether a check is of the answer that a row gives, to the same question."""
    versions = {check["list_version"], row.list_version} - {None}
    return len(versions) < 2 and all(check[name] == row.record[name] for name in ANSWERED)
