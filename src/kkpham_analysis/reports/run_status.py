"""What a monitor reads of the last run of each plan, and of one that is at work: `status.json`, beside the reports."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from kkpham_analysis.reports.run_events import FAILED, OnEvent, RunEvent
from kkpham_analysis.reports.run_lock import Holder, moment
from kkpham_analysis.tables.files.whole_files import NO_ROOM, write_whole

STATUS = "status.json"
# The number counts up when fields change their meaning.
FORMAT = 1
# Seconds between two signs of life.
APART = 5.0
MOST_LABELS = 100
# The exit code of a wrong call.
REFUSED = 2
# Of plans that were run longest ago nothing is kept.
MOST_PLANS = 50
LARGEST_FILE = 1_000_000


@dataclass(frozen=True)
class RunState:
    """A run of a plan as `status.json` tells it.

    `reports` are all of the plan: `fresh` ones had nothing to be made, `made` and `failed` ones came to their end in
    this run, `old` ones are still to be made. `failed_reports` are the labels of those that failed, the first hundred.
    Who is at work, and when, is told by the clock. `ended` and `exit_code` are None until there is one.
    """

    plan: str
    running: bool
    pid: int
    host: str
    started: str
    updated: str
    ended: str | None = None
    seconds: float = 0.0
    exit_code: int | None = None
    reports: int = 0
    fresh: int = 0
    old: int = 0
    made: int = 0
    failed: int = 0
    failed_reports: tuple[str, ...] = ()


class RunStatus:
    """Keeps `status.json` of one run up to date while it is at work, and says at the end how it went."""

    def __init__(self, out: Path, plan: str, reports: int) -> None:
        self.path, self.began, self.over = out / STATUS, time.monotonic(), threading.Event()
        holder = Holder.now(plan)
        self.state = RunState(plan, True, holder.pid, holder.host, holder.since, holder.since, reports=reports)
        self.others = {name: run for name, run in last_runs(out).items() if name != plan}
        self.exit_code, self.has_ended = 0, False
        self.keeping = threading.Thread(target=self._keep, daemon=True)

    def _keep(self) -> None:
        """Write how far the run is, now and again and again, until it is over."""
        self._write()
        while not self.over.wait(APART):
            self._write()

    def planned(self, reports: int) -> None:
        """Note how many reports the plan has, once it is read."""
        self.state = replace(self.state, reports=reports)

    def take(self, event: RunEvent) -> None:
        """Note what happened in the run; with the first thing it has begun."""
        failed = self.state.failed_reports
        if event.kind == FAILED and not event.slides and len(failed) < MOST_LABELS:
            failed = (*failed, event.report)
        self.state = replace(
            self.state, fresh=max(0, self.state.reports - event.of), old=event.of - event.done,
            made=event.done - event.failed, failed=event.failed, failed_reports=failed,
        )  # fmt: skip
        if not self.keeping.ident:
            self.keeping.start()

    def also(self, on_event: OnEvent) -> OnEvent:
        """Take each event, and hand it on."""

        def both(event: RunEvent) -> None:
            self.take(event)
            on_event(event)

        return both

    def end(self) -> None:
        """Say how the run went; nothing of one that was refused before it began."""
        self.over.set()
        if self.keeping.ident:
            self.keeping.join()
        elif self.exit_code == REFUSED:
            return
        is_told = self.state.made or self.state.failed or self.state.old
        is_broken_off = self.exit_code and not self.has_ended
        # Of a run that had nothing to make nothing was told.
        fresh = self.state.fresh if is_told or is_broken_off else self.state.reports
        self.state = replace(self.state, running=False, ended=moment(), exit_code=self.exit_code, fresh=fresh)
        self._write()

    def _write(self) -> None:
        state = replace(self.state, updated=moment(), seconds=round(time.monotonic() - self.began, 1))
        content = as_bytes(state, self.others)
        # A run goes on where this cannot be written: a monitor sees that it grows old.
        with suppress(OSError):
            try:
                write_whole(self.path, content)
            except OSError as error:
                if error.errno not in NO_ROOM:
                    raise
                # On a full disk the run before must not look like the last one: gone, it leaves its room to this one.
                self.path.unlink()
                write_whole(self.path, content)


@contextmanager
def status_of(out: Path, plan: str, reports: int, code_of: Callable[[BaseException], int]) -> Iterator[RunStatus]:
    """Keep the status of a run, however it ends short of a kill; `code_of` says with which exit code an error ends."""
    status = RunStatus(out, plan, reports)
    try:
        yield status
    except BaseException as error:
        status.exit_code = code_of(error)
        raise
    finally:
        status.end()


def as_bytes(state: RunState, others: Mapping[str, RunState] | None = None) -> bytes:
    """The state of a run as it is written, and among all plans once more, with the last runs of the `others`."""
    plans = {run.plan: asdict(run) for run in [state, *(others or {}).values()][:MOST_PLANS]}
    return (
        json.dumps({"status": FORMAT, **asdict(state), "plans": plans}, ensure_ascii=False, indent=1) + "\n"
    ).encode()


def last_run(out: Path) -> RunState | None:
    """How the last run went, or how far it is; None where there was none, or what is there is something else."""
    return next(iter(last_runs(out).values()), None)


def last_runs(out: Path) -> dict[str, RunState]:
    """How the last run of each plan went, or how far it is: the last of all first, the others behind it."""
    try:
        with (out / STATUS).open("rb") as file:
            given: Any = json.loads(file.read(LARGEST_FILE))
        if given.pop("status") != FORMAT:
            return {}
        # Before there were several, the file told of one.
        others = given.pop("plans", {})
        runs = [_state(about) for about in (given, *others.values())]
        last = runs[0]
        return {last.plan: last} | {run.plan: run for run in runs[1:] if run.plan != last.plan}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _state(given: Any) -> RunState:
    if not isinstance(given["plan"], str):
        raise TypeError
    return RunState(**{**given, "failed_reports": tuple(given["failed_reports"])})
