"""The files of a report: each is whole or not at all, and they take their places in a given order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kkpham_analysis.tables.storing import to_disk
from kkpham_analysis.tables.whole_files import write_beside


def write_in_order(contents: Mapping[Path, bytes]) -> None:
    """Write all files beside their targets first, then move them there, one after the other.

    Where one cannot be written, as on a full disk, all stay as they were. A program that is killed while it moves them
    leaves the first ones new and the others old, each of them whole: so the one that tells of the others comes last.
    """
    parts: dict[Path, Path] = {}
    try:
        for target, content in contents.items():
            parts[target] = write_beside(target, content)
        for target, part in parts.items():
            part.replace(target)
        for folder in {target.parent for target in parts}:
            to_disk(folder)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
