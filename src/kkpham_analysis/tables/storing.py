"""The folder of processed tables: found, locked, and exchanged as a whole, so that nobody ever sees half of it."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

PROCESSED = "processed"
NEW = ".processed-new"
OLD = ".processed-old"
LOCK = ".processed-lock"
MANIFEST = "manifest.json"


def processed_dir(data_dir: Path | str) -> Path:
    """The folder of the last good build: the one set aside, where a build was killed while it exchanged them."""
    data_dir = Path(data_dir)
    folder, old = data_dir / PROCESSED, data_dir / OLD
    return old if not (folder / MANIFEST).is_file() and (old / MANIFEST).is_file() else folder


@contextmanager
def only_one(data_dir: Path, *, waiting: Callable[[], None], patience: float = 300) -> Iterator[None]:
    """Hold the lock of the folder. The system frees it when its holder ends, however that happens: no lock grows stale.

    Parameters
    ----------
    data_dir
        The data folder.
    waiting
        Called once, where another build holds the lock.
    patience
        Seconds to wait for it.

    Raises
    ------
    TimeoutError
        When another build holds it for longer than `patience` seconds.
    """
    until = time.monotonic() + patience
    with (data_dir / LOCK).open("a") as lock:
        told = False
        while True:
            try:
                lock_now(lock)
                break
            except (BlockingIOError, PermissionError):
                if time.monotonic() > until:
                    message = f"another build has held {lock.name} for {patience:g} s; see what it does"
                    raise TimeoutError(message) from None
                if not told:
                    waiting()
                    told = True
                time.sleep(0.05)
        yield


def lock_now(file: IO[Any]) -> None:
    """Lock an open file, until it is closed.

    Raises
    ------
    OSError
        At once, where another process holds it.
    """
    # Each system has its own way, and lacks the other's module; who only reads needs neither.
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def recover(data_dir: Path) -> None:
    """Tidy up after a build that was killed: the last good folder is back in its place, half-written ones are gone."""
    folder, new, old = data_dir / PROCESSED, data_dir / NEW, data_dir / OLD
    if processed_dir(data_dir) == old:
        shutil.rmtree(folder, ignore_errors=True)
        old.rename(folder)
    for leftover in (new, old):
        if leftover.exists():
            shutil.rmtree(leftover)


def is_tidy(data_dir: Path) -> bool:
    """Whether no build was killed here, or is at work."""
    return not (data_dir / NEW).exists() and not (data_dir / OLD).exists()


@contextmanager
def staging(data_dir: Path) -> Iterator[Path]:
    """An empty folder to write the next tables to; gone afterwards, unless it was exchanged."""
    new = data_dir / NEW
    new.mkdir()
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def exchange(data_dir: Path) -> None:
    """Let the staged folder take the place of the last good one. At every moment one of the two is whole and found."""
    folder, new, old = data_dir / PROCESSED, data_dir / NEW, data_dir / OLD
    for file in (*new.iterdir(), new):
        to_disk(file)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def take_over(source: Path, target: Path) -> None:
    """Have a file in another folder as well, without copying it where the file system can."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def to_disk(path: Path) -> None:
    """Have the system write a file or the names in a folder to the disk, now."""
    # Windows syncs neither folders nor what is open for reading only.
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
