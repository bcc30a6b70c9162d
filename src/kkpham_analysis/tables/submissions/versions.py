"""What each file said when it came in, so that one that was corrected since does not undo its own correction.

Only fingerprints are kept, in `taken/<origin>.json`: of a form one for each row, of other files one for each round and
regency, for these replace all that came in of it before.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables.submissions.changed import SAID
from kkpham_analysis.tables.submissions.files import FileIn
from kkpham_analysis.tables.submissions.kept_checks import ADDED
from kkpham_analysis.tables.submissions.quarantine import written_of
from kkpham_analysis.tables.submissions.rows import RowIn
from kkpham_analysis.tables.submissions.store import KEY, taken_file
from kkpham_analysis.tables.vocabulary import CHECKED

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Version:
    """What one file said: when it came in as the how manyeth of its origin, and a fingerprint of each part of it."""

    file: str
    day: str
    number: int
    is_form: bool
    parts: dict[str, str]
    saved_at: str = ""

    def says_same(self, other: Version) -> bool:
        """Whether another one says exactly the same."""
        return (self.is_form, self.parts) == (other.is_form, other.parts)

    def is_after(self, other: Version) -> bool:
        """Whether it was saved later than another one, or came in later where one does not say when it was saved.

        Of two that came in together neither is.
        """
        if self.saved_at and other.saved_at and self.number != other.number:
            return (self.saved_at, self.number) > (other.saved_at, other.number)
        return self.number > other.number

    def contradicts(self, other: Version) -> bool:
        """Whether another one says something else of what both speak of."""
        return bool(self.contradicted(other))

    def contradicted(self, other: Version) -> set[str]:
        """The parts of which another one says something else."""
        return {part for part, said in self.parts.items() if other.parts.get(part, said) != said}


def version_of(file: FileIn, day: str) -> Version:
    """What a file says, as it is written."""
    by_part: dict[str, list[str]] = defaultdict(list)
    unplaced = sorted(_print(row) for row in file.rows if None in row.place)
    for row in file.rows:
        if None not in row.place:
            by_part[_part(row, file)].append(_print(row))
    # Rows that do not say whose they are may be of any that the file speaks of.
    beside = [] if file.is_form else unplaced
    parts = {part: _short("\x1e".join([*sorted(rows), *beside])) for part, rows in sorted(by_part.items())}
    return Version(file.file, day, 0, file.is_form, parts, file.saved_at)


def _part(row: RowIn, file: FileIn) -> str:
    """The part of a file that a row is of."""
    return "|".join(map(str, row.key if file.is_form else row.place))


def _print(row: RowIn) -> str:
    return "\x1f".join([row.key[2] or "", *written_of(row)])


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def put_by(
    files: Iterable[FileIn], folder: Path, day: str, stored: pd.DataFrame
) -> dict[str, bytes | None]:  # fmt: skip
    """Empty the files that were corrected since they came in, and give what is to be kept of the others.

    Parameters
    ----------
    files
        The files that come in; those that are put by say so in `superseded`.
    folder
        The folder of submissions.
    day
        The day on which they come in.
    stored
        The rows that are stored until then.
    """
    groups: dict[str, list[FileIn]] = defaultdict(list)
    for file in files:
        if file.rows and not file.is_mend:
            groups[file.origin].append(file)
    notes: dict[str, bytes | None] = {}
    for origin, group in groups.items():
        _put_in_order(group)
        before = read_versions(folder / taken_file(origin))
        coming = [(version, file) for file in group if (version := _coming(file, before, day, stored))]
        for version, file in coming:
            older = _older_parts(version, before)
            file.is_older, file.behind = bool(older), _behind(file, older, stored) if older else set()
        after = _with(before, coming)
        if after != before:
            notes[taken_file(origin)] = json.dumps([asdict(version) for version in after], ensure_ascii=False).encode()
    return notes


def _put_in_order(group: Sequence[FileIn]) -> None:
    """Say of files that came in together which is earlier than another: that has its faulty rows right.

    Where each has rows right of the other, or rows that are right in both differ, nobody can tell.
    """
    faulty = [{row.key for row in file.rows if row.reasons and None not in row.key} for file in group]
    if len(group) == 1 or not any(faulty):
        return
    good = [{row.key: row.record for row in file.rows if not row.reasons and row.key not in own}
            for file, own in zip(group, faulty, strict=True)]  # fmt: skip
    for file, wrong, right in zip(group, faulty, good, strict=True):
        file.is_earlier = any(
            wrong & theirs.keys()
            and not own & right.keys()
            and all(theirs.get(key, said) == said for key, said in right.items())
            for own, theirs in zip(faulty, good, strict=True)
        )


def _older_parts(version: Version, before: Sequence[Version]) -> set[str]:
    """The parts of a new version of which one that was saved later says otherwise.

    Of a part that one speaks of which does not say when it was saved, nobody can tell. One that was saved earlier
    still, and came in since, stands in no newer one's way.
    """
    others = [(each, version.contradicted(each)) for each in before]
    if not version.saved_at or any(each.says_same(version) for each in before):
        return set()
    newer = set().union(*(parts for each, parts in others if each.saved_at > version.saved_at))
    return newer.difference(*(parts for each, parts in others if not each.saved_at))


def _behind(file: FileIn, older: Container[str], stored: pd.DataFrame) -> set[tuple[Any, ...]]:
    """The keys of the rows of older parts that say something else than what is stored, or nothing that is read.

    A part of a form is one row, where its indicator is known, which the newer one has too, if only as one that waits.
    What of a table is not stored may be what only the older one has.
    """
    own = stored[stored["origin"].eq(file.origin)]
    keys = set(own[KEY].itertuples(index=False, name=None))
    rows = [row for row in file.rows
            if _part(row, file) in older and (row.key in keys or (file.is_form and None not in row.key))]  # fmt: skip
    same = {row.key for row, held in _beside(rows, own) if _is_as_stored(row, held)}
    return {row.key for row in rows if row.reasons or row.key not in same}


def _coming(file: FileIn, before: Sequence[Version], day: str, stored: pd.DataFrame) -> Version | None:
    """What a file says; None where a later one of its origin has said otherwise since it came in."""
    now = version_of(file, day)
    known = next((version for version in before if version.says_same(now)), None)
    later = [version for version in before if known and version.is_after(known) and version.contradicts(known)]
    if not known or not later:
        return known or now
    others = set().union(*(known.contradicted(version) for version in later))
    said = [row for row in file.rows if _part(row, file) in others]
    replaced = len(said) - sum(_is_as_stored(row, held) for row, held in _beside(said, stored))
    file.superseded = {"rows": len(file.rows), "replaced": replaced, "day": known.day, "by": later[-1].file,
                       "by_day": later[-1].day}  # fmt: skip
    file.rows, file.left_blank, file.settled, file.blank, file.totals = [], set(), [], 0, 0
    return None


def _beside(rows: Sequence[RowIn], stored: pd.DataFrame) -> Iterator[tuple[RowIn, Mapping[str, Any]]]:
    """Rows that can be taken, each with the one that is stored for its key."""
    asked = {row.key: row for row in rows if not row.reasons}
    here = stored[[key in asked for key in stored[KEY].itertuples(index=False, name=None)]]
    for values in here.astype("object").where(here.notna(), None).itertuples(index=False, name=None):
        held = dict(zip(here.columns, values, strict=True))
        yield asked[tuple(held[name] for name in KEY)], held


def _is_as_stored(row: RowIn, held: Mapping[str, Any]) -> bool:
    """Whether a stored row says what a row says; a check that was added to it since replaces nothing."""
    added = ADDED if held["status"] in CHECKED else ()
    return all(row.record[name] == held[name] for name in SAID if name not in added)


def _with(before: Sequence[Version], coming: Sequence[tuple[Version, FileIn]]) -> list[Version]:
    """The versions once some came in, the last ones last, and of these the earlier ones first."""
    versions = [version for version, _ in coming]
    if all(_stands(version, before, versions) for version in versions):
        return list(before)
    after = [each for each in before if not any(each.says_same(version) for version in versions)]
    numbers = [version.number for version in before] or [0]
    step = any(file.is_earlier for _, file in coming)
    for version, file in sorted(coming, key=lambda entry: not entry[1].is_earlier):
        number = min(numbers) - 1 if file.is_older else max(numbers) + 1 + (step and not file.is_earlier)
        if not any(version.says_same(each) for each in after):
            after.append(replace(version, number=number))
    return sorted(after, key=lambda version: version.number)


def _stands(version: Version, before: Sequence[Version], coming: Sequence[Version]) -> bool:
    """Whether a version decides nothing anew.

    Of two that contradict each other and came in together, neither was taken; the one that comes in alone is.
    """
    known = next((each for each in before if each.says_same(version)), None)
    rivals = [each for each in before if known and each.number == known.number and each.contradicts(version)]
    return known is not None and all(any(each.says_same(other) for other in coming) for each in rivals)


def read_versions(path: Path) -> list[Version]:
    """What is kept of an origin; nothing where somebody has changed that so that it says nothing any more."""
    try:
        return [_read(entry) for entry in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []


def _read(entry: Mapping[str, Any]) -> Version:
    parts = {str(part): str(said) for part, said in entry["parts"].items()}
    return Version(str(entry["file"]), str(entry["day"]), int(entry["number"]), bool(entry["is_form"]), parts,
                   str(entry.get("saved_at", "")))  # fmt: skip
