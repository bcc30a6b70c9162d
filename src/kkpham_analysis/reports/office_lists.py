"""Lists for offices in a folder: written whole, taken away where they no longer apply, and never what others wrote.

A file of the folder keeps, of each list, the fingerprint of what was written. Whatever has another one was changed by
somebody, or is none of ours: it is neither overwritten nor removed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.tables.files.whole_files import write_whole
from kkpham_analysis.tables.plain_texts import plain

KEPT_IN = ".daftar-kkpham.json"
# Lists that are made before any is written: the fingerprints of all there are go to disk once for so many.
TOGETHER = 200
Entries = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class OfficeList:
    """A list: its path within the folder, whom it is for, and what makes its bytes."""

    path: str
    regency_code: str
    office: str
    content: Callable[[], bytes]


@dataclass(frozen=True)
class Scope:
    """What a run speaks of: lists of other rounds, regencies and offices are none of its business.

    `made_up` says whether it is of synthetic data: such lists are never written beside those of real data.
    """

    award_year: int
    regency_codes: tuple[str, ...]
    office: str
    made_up: bool = False

    def has(self, entry: dict[str, Any]) -> bool:
        """Whether a list that was written before is of what this run speaks of."""
        return (
            entry["award_year"] == self.award_year
            and entry["regency_code"] in self.regency_codes
            and plain(self.office) in plain(entry["office"])
        )


@dataclass
class Written:
    """What became of the lists of a folder."""

    files: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)


def write_lists(
    folder: Path, lists: Sequence[OfficeList], scope: Scope, *, tell: Callable[[int, int], None] = lambda done, of: None
) -> Written:
    """Write lists, and remove those of an earlier run that no longer apply and nobody has changed.

    `tell` is called with the number of lists written, and of all.

    Raises
    ------
    CallError
        Before anything is written, where a list would take the place of what this command did not write, or where
        lists of synthetic data would come among those of real data, or these among those.
    """
    entries = _read(folder)
    # A list that says nothing of it was written before any did, and is of real data.
    if any(entry.get("made_up", False) != scope.made_up for entry in entries.values()):
        kind = "call.lists_of_facts" if scope.made_up else "call.lists_made_up"
        raise CallError(CallFault(kind, {"folder": folder}))
    if changed := [str(folder / made.path) for made in lists if _is_of_others(folder, made.path, entries)]:
        raise CallError(CallFault("call.lists_changed", {"files": changed[:5], "number": len(changed)}))
    written = Written()
    for start in range(0, len(lists), TOGETHER):
        contents = {made: made.content() for made in lists[start : start + TOGETHER]}
        for made, content in contents.items():
            before = entries.get(made.path, {"sha256": []})["sha256"]
            entries[made.path] = {
                "award_year": scope.award_year, "regency_code": made.regency_code, "office": made.office,
                "made_up": scope.made_up,
                # What is there now counts too, until the new one is: the program may be killed between the two.
                "sha256": [*before[-1:], hashlib.sha256(content).hexdigest()],
            }  # fmt: skip
        _write(folder, entries)
        for made, content in contents.items():
            write_whole(folder / made.path, content)
            written.files.append(folder / made.path)
            tell(len(written.files), len(lists))
    _remove(folder, entries, {made.path for made in lists}, scope, written)
    return written


def _remove(folder: Path, entries: Entries, made: set[str], scope: Scope, written: Written) -> None:
    for path in [path for path, entry in entries.items() if path not in made and scope.has(entry)]:
        file = folder / path
        if _is_of_others(folder, path, entries):
            written.kept.append(file)
            continue
        if file.exists():
            file.unlink()
            written.removed.append(file)
        if file.parent.is_dir() and not any(file.parent.iterdir()):
            file.parent.rmdir()
        del entries[path]
    if entries or (folder / KEPT_IN).exists():
        _write(folder, entries)


def _is_of_others(folder: Path, path: str, entries: Entries) -> bool:
    """Whether there is a file that this command did not write, or that was changed since."""
    file = folder / path
    if not file.exists() and not file.is_symlink():
        return False
    known = entries.get(path, {"sha256": []})["sha256"]
    return file.is_symlink() or not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() not in known


def _read(folder: Path) -> Entries:
    """What was written before, as far as the file that says so can be believed."""
    try:
        entries = json.loads((folder / KEPT_IN).read_text(encoding="utf-8"))
        return {path: entry for path, entry in entries.items() if _is_sound(folder, path, entry)}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _is_sound(folder: Path, path: str, entry: dict[str, Any]) -> bool:
    kinds = {"award_year": int, "regency_code": str, "office": str, "sha256": list}
    is_whole = isinstance(entry, dict) and all(isinstance(entry.get(name), kind) for name, kind in kinds.items())
    # A path leads out of the folder only where somebody has written it so.
    return is_whole and path.endswith(".xlsx") and (folder / path).resolve().is_relative_to(folder.resolve())


def _write(folder: Path, entries: Entries) -> None:
    write_whole(folder / KEPT_IN, json.dumps(entries, ensure_ascii=False, indent=1).encode())
