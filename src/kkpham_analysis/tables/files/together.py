"""Several files written as one: after a kill at any moment, all of them are the new ones or all are the old ones."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from kkpham_analysis.tables.storing import to_disk

PREPARED = ".files-new"
READY = ".files-ready"
LIST = "list.json"


def write_together(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Give files of a folder new contents, or remove those whose content is None.

    Everything is written beside first. One rename says that it is whole; what was not put in its place when the
    program was killed after that, `settle` puts there.

    Parameters
    ----------
    folder
        The folder; made where it is not there.
    files
        Contents by path within the folder, with forward slashes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    settle(folder)
    if not files:
        return
    prepared = folder / PREPARED
    prepared.mkdir()
    try:
        for number, content in enumerate(files.values()):
            if content is not None:
                (prepared / str(number)).write_bytes(content)
                to_disk(prepared / str(number))
        targets = [[path, content is None] for path, content in files.items()]
        (prepared / LIST).write_text(json.dumps(targets), encoding="utf-8")
        to_disk(prepared / LIST)
        to_disk(prepared)
        prepared.rename(folder / READY)
    finally:
        shutil.rmtree(prepared, ignore_errors=True)
    settle(folder)


def settle(folder: Path) -> None:
    """Finish what was ready when a program was killed, and clear away what was not."""
    shutil.rmtree(folder / PREPARED, ignore_errors=True)
    ready = folder / READY
    if not ready.is_dir():
        return
    to_disk(folder)
    for number, (path, is_removed) in enumerate(json.loads((ready / LIST).read_text(encoding="utf-8"))):
        target, source = folder / path, ready / str(number)
        if is_removed:
            target.unlink(missing_ok=True)
        elif source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
            to_disk(target.parent)
    to_disk(folder)
    shutil.rmtree(ready)


def is_settled(folder: Path) -> bool:
    """Whether nothing was left unfinished here."""
    return not (folder / READY).exists()
