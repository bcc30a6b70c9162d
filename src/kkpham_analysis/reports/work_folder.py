"""The folder for what a process needs while it works: gone with it, or cleared by the next where it was killed."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, Any

from kkpham_analysis.tables.storing import lock_now

PREFIX, SUFFIX = "kkpham-", ".run"
# With what `mkdtemp` puts between the two: others begin the names of their folders in the same way.
NAME = re.compile(rf"{PREFIX}[a-z0-9_]{{8}}{re.escape(SUFFIX)}")
LOCK = ".in-use"


@cache
def work_folder() -> Path:
    """The folder of this process, its own until it ends."""
    folder, lock = _new_folder()
    atexit.register(_remove, folder, lock, os.getpid())
    return folder


def clear_abandoned() -> None:
    """Remove the folders that no living process works in: the system has freed their locks, however these ended."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*{SUFFIX}"):
        # What is another's, or goes at this moment, is left alone.
        with suppress(OSError):
            if _is_ours(folder):
                _clear(folder)


def _is_ours(folder: Path) -> bool:
    is_own = not hasattr(os, "getuid") or folder.lstat().st_uid == os.getuid()
    return bool(NAME.fullmatch(folder.name)) and is_own and folder.is_dir() and not folder.is_symlink()


def _clear(folder: Path) -> None:
    if not (folder / LOCK).is_file():
        # Killed before there was a lock, the folder is empty; whoever is about to lock it takes another.
        folder.rmdir()
        return
    with (folder / LOCK).open("r+b") as lock:
        lock_now(lock)
        # The lock goes last: by it the folder is known for one to be cleared, should this be killed too.
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != LOCK:
                path.unlink()
        (folder / LOCK).unlink()
    folder.rmdir()


def _new_folder() -> tuple[Path, IO[bytes]]:
    """A new folder and its lock; another where somebody cleared it between the two."""
    while True:
        folder = Path(tempfile.mkdtemp(SUFFIX, PREFIX))
        with suppress(FileNotFoundError, BlockingIOError, PermissionError):
            lock = (folder / LOCK).open("xb")
            lock_now(lock)
            if (folder / LOCK).is_file():
                return folder, lock


def _remove(folder: Path, lock: IO[Any], owner: int) -> None:
    # A fork of this process ends too, and must leave its folder to it.
    if os.getpid() == owner:
        # Windows removes nothing that is open.
        lock.close()
        shutil.rmtree(folder, ignore_errors=True)
