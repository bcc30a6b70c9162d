"""One command at a time writes into a folder of reports, and the others are told which, since when, and where.

The lock is the system's: it goes with the process that holds it, however that ends, so that none is ever stale. No
process that a run starts inherits it. Its file goes at the end; one that a killed run left says nothing to anybody.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from kkpham_analysis.language.errors import SaidError
from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.reports.work_folder import clear_abandoned
from kkpham_analysis.tables.files.whole_files import NO_ROOM
from kkpham_analysis.tables.storing import lock_now

LOCK = ".run.lock"
# What is locked, one byte: far behind what the file says, for Windows lets nobody read what is locked.
PLACE = 1 << 30
# Whoever asks whether a run is at work holds the lock for a moment, and a holder takes one to write who it is.
PATIENCE, BETWEEN = 0.5, 0.02
LONGEST = 10_000
# What `write_beside` calls what is not in its place yet. Reports lie two folders deep, their exports three.
PART = re.compile(r"\..+\.[0-9a-f]{8}\.part")
DEPTHS = ("", "*/", "*/*/", "*/*/*/")


@dataclass(frozen=True)
class Holder:
    """Who is at work in a folder of reports: which process on which machine, since when, and with what."""

    pid: int
    host: str
    since: str
    command: str

    @classmethod
    def now(cls, command: str) -> Holder:
        """The process that this is, which begins now."""
        return cls(os.getpid(), socket.gethostname(), moment(), command)


UNKNOWN = Holder(0, "", "", "")


class AtWorkError(SaidError):
    """Another command is writing into the same folder."""

    def __init__(self, out: Path, holder: Holder | None) -> None:
        about = asdict(holder) if holder else {}
        super().__init__("run.at_work" if holder else "run.at_work_unknown", folder=out, **about)


def moment() -> str:
    """The time by the clock, whatever time is given for reports: 2023-12-19T15:30:00+07:00."""
    return dt.datetime.now().astimezone().isoformat(timespec="seconds")


def local_time(recorded: str) -> str:
    """A time that is recorded in UTC as `moment` tells it; what is none as it is."""
    try:
        return dt.datetime.fromisoformat(recorded).astimezone().isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return recorded


@contextmanager
def only_run(out: Path, command: str) -> Iterator[Holder]:
    """Be the only command that writes into a folder of reports; what killed ones left half-written there is cleared.

    Parameters
    ----------
    out
        The folder of the reports.
    command
        What is at work, for whom it keeps waiting: `run yearly`.

    Raises
    ------
    AtWorkError
        When another one is at work there.
    CallError
        When nothing can be written there.
    """
    is_new = not out.exists()
    with _held(out) as file:
        holder = Holder.now(command)
        file.truncate(0)
        try:
            # The lock itself needs no room: on a full disk it is held all the same, by somebody who cannot say who.
            with suppress(OSError):
                file.write(json.dumps(asdict(holder)).encode() + b"\n")
            clear_parts(out)
            clear_abandoned()
            yield holder
        finally:
            file.truncate(0)
            _leave_as_it_was(out, is_new)


def refuse_shut(out: Path) -> None:
    """Refuse a folder of reports in which `only_run` could not write, and make nothing there.

    Raises
    ------
    CallError
        As `only_run`, when nothing can be written there.
    """
    lock = out / LOCK
    # Of a drive that is not there, none is.
    there = next((path for path in (lock, *lock.parents) if os.path.lexists(path)), lock)
    rights, is_right = (os.W_OK, Path.is_file) if there == lock else (os.W_OK | os.X_OK, Path.is_dir)
    if not (os.access(there, rights) and is_right(there)):
        raise _unwritable(out)


def at_work(out: Path) -> Holder | None:
    """Who is writing into a folder of reports; None where nobody is."""
    try:
        file = (out / LOCK).open("r+b", buffering=0)
    except OSError:
        return None
    with file:
        return None if _locked(file) else _holder_in(file) or UNKNOWN


def clear_parts(out: Path) -> None:
    """Remove files that were being written when their writer was killed. Only who holds the lock may."""
    for depth in DEPTHS:
        for path in out.glob(f"{depth}.*.part"):
            if PART.fullmatch(path.name):
                path.unlink(missing_ok=True)


def _held(out: Path) -> IO[bytes]:
    """The file of the lock, open and locked."""
    until = time.monotonic() + PATIENCE
    while True:
        file = _opened(out)
        # Where its last holder took the file away in between, this would be the lock of nothing.
        if _locked(file) and _is_there(file, out):
            return file
        with file:
            if time.monotonic() > until:
                raise AtWorkError(out, _holder_in(file))
        time.sleep(BETWEEN)


def _opened(out: Path) -> IO[bytes]:
    try:
        out.mkdir(parents=True, exist_ok=True)
        return (out / LOCK).open("a+b", buffering=0)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise
        raise _unwritable(out) from None


def _unwritable(out: Path) -> CallError:
    return CallError(CallFault("call.unwritable", {"path": out}))


def _is_there(file: IO[bytes], out: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), (out / LOCK).stat())
    except OSError:
        return False


def _leave_as_it_was(out: Path, is_new: bool) -> None:
    """Take away the file of the lock, and a folder that was made for it alone: a call that is refused leaves none."""
    # Windows removes nothing that is open: there it stays, and is empty. A folder with reports in it stays too.
    with suppress(OSError):
        (out / LOCK).unlink()
        if is_new:
            out.rmdir()


def _locked(file: IO[bytes]) -> bool:
    file.seek(PLACE)
    try:
        lock_now(file)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _holder_in(file: IO[bytes]) -> Holder | None:
    """What the holder of the lock has written of itself; None where that is nothing yet, or somebody else's text."""
    until = time.monotonic() + PATIENCE
    while True:
        file.seek(0)
        with suppress(ValueError, TypeError, RecursionError):
            return _holder(json.loads(file.read(LONGEST)))
        if time.monotonic() > until:
            return None
        time.sleep(BETWEEN)


def _holder(given: Any) -> Holder:
    if not isinstance(given, dict):
        raise ValueError
    texts = {name: text if isinstance(text := given.get(name), str) else "" for name in ("host", "since", "command")}
    return Holder(pid=int(given.get("pid") or 0), **texts)
