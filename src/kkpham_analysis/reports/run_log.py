"""How a run is told on stderr: with a bar at a terminal, as lines with their time elsewhere, as JSON for machines."""

from __future__ import annotations

import datetime as dt
import json
import math
import shutil
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports.progress import drawn
from kkpham_analysis.reports.run_events import DONE, FAILED, FINISHED, RETRIED, STARTED, RunEvent

TEXT, JSON = LOGS = ("text", "json")  # as they are typed
NOTE = "note"
FOR_SLIDES = "for_slides"
MINUTE, HOUR = 60, 3600
# In the record of an event for machines, what is told of each kind.
OF_REPORT = ("report", "seconds", "tries", "error", "notebook", "done", "of", "failed", "left")
TOLD = {
    STARTED: ("report", "done", "of", "failed", "left"),
    DONE: ("report", "seconds", "tries", "done", "of", "failed", "left"),
    RETRIED: OF_REPORT,
    FAILED: OF_REPORT,
    FOR_SLIDES: ("report", "seconds", "tries", "error"),
    FINISHED: ("seconds", "made", "fresh", "failed", "not_run", "failures"),
}


class RunLog:
    """Tells what happens in a run, and what became of it, as lines that begin with their time."""

    def __init__(
        self,
        words: Words,
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now().astimezone(),
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.words, self.clock, self.seconds = words, clock, seconds
        self.started = seconds()
        self.last = RunEvent(STARTED)
        self.failures: list[RunEvent] = []
        self.telling = threading.Lock()

    def tell(self, line: str) -> None:
        """Tell something that is of no report."""
        self.write(line)

    def refuse(self, line: str) -> None:
        """Tell why there is no run, as any command does; or, once there was one, what ended it before its time."""
        if self.last.of:
            self.write(line)
        else:
            self.put(f"{line}\n")

    def on_event(self, event: RunEvent) -> None:
        """Tell what happened to a report."""
        self.last = event
        if event.kind == FAILED and not event.slides:
            self.failures.append(event)
        self.show(event)

    def finish(self, planned: int) -> RunEvent:
        """Tell what became of all reports of a plan, the failed ones one by one."""
        last = self.last
        seconds = self.seconds() - self.started
        event = RunEvent(FINISHED, last.of, last.done, last.failed, seconds=seconds, left=0.0, fresh=planned - last.of)
        self.end(event)
        return event

    def show(self, event: RunEvent) -> None:
        """Tell an event of a report."""
        far = f" [{progress_told(event, self.words)}]" if event.kind in (DONE, FAILED) else ""
        self.write(line_of(event, self.words) + far)

    def end(self, event: RunEvent) -> None:
        """Tell the event of the end."""
        for failure in self.failures:
            self.write(failed_line(failure.report, failure.error, failure.notebook, self.words))
        self.write(summary(event, self.words))

    def write(self, line: str) -> None:
        """Write a whole line, with its time."""
        self.put(f"{self.clock().isoformat(timespec='seconds')} {' '.join(line.splitlines())}\n")

    def put(self, text: str) -> None:
        """Write a text at once: neither of two threads breaks into that of the other."""
        # Reports go on though nobody can be told, as where the log lies on the disk that is full.
        with self.telling, suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


class RunBar(RunLog):
    """Tells it to a person who looks on: one bar, and above it what failed."""

    def show(self, event: RunEvent) -> None:
        """Draw the bar; above it, what failed."""
        if event.kind in (FAILED, RETRIED):
            self.write(line_of(event, self.words))
        width = shutil.get_terminal_size().columns - 1
        bar = f"{drawn(event.done, event.of)} {progress_told(event, self.words)}"[:width]
        self.put(f"\r{bar:<{width}}" + ("\n" if event.done == event.of else ""))

    def write(self, line: str) -> None:
        """Write a line where the bar stands, which is drawn again below it with the next event."""
        self.put(f"\r{' ' * (shutil.get_terminal_size().columns - 1)}\r{line}\n")


class RunRecords(RunLog):
    """Tells it to machines: one JSON object in each line."""

    def tell(self, line: str) -> None:
        """Tell something that is of no report."""
        self.record(NOTE, text=line)

    def refuse(self, line: str) -> None:
        """Tell why there is no run, or what ended it before its time."""
        self.record(NOTE, text=line)

    def show(self, event: RunEvent) -> None:
        """Tell an event of a report."""
        kind = FOR_SLIDES if event.slides else event.kind
        told = {name: _plain(getattr(event, name)) for name in TOLD[kind]}
        if event.slides:
            told |= {"state": event.kind, "done": event.slides[0], "of": event.slides[1]}
        self.record(kind, **told)

    def end(self, event: RunEvent) -> None:
        """Tell the event of the end."""
        failures = [{name: _plain(getattr(failure, name)) for name in ("report", "tries", "error", "notebook")}
                    for failure in self.failures]  # fmt: skip
        self.record(event.kind, seconds=_plain(event.seconds), made=event.done - event.failed, fresh=event.fresh,
                    failed=event.failed, not_run=event.of - event.done, failures=failures)  # fmt: skip

    def record(self, kind: str, **told: Any) -> None:
        """Write one object."""
        about = {"time": self.clock().isoformat(timespec="seconds"), "event": kind, **told}
        self.put(json.dumps(about, ensure_ascii=False) + "\n")


def run_log(words: Words, kind: str) -> RunLog:
    """Give who tells a run: for `json` machines, else a person who looks on, or whoever reads the log later."""
    if kind == JSON:
        return RunRecords(words)
    return RunBar(words) if sys.stderr.isatty() else RunLog(words)


def line_of(event: RunEvent, words: Words) -> str:
    """What happened to a report, as a line."""
    seconds = words.number(event.seconds, 1)
    about = {"report": event.report, "seconds": seconds, "error": event.error, "tries": event.tries}
    line = words.phrase(f"run.{event.kind}", **about)
    return words.phrase("run.for_slides", line=line) if event.slides else line


def progress_told(event: RunEvent, words: Words) -> str:
    """How far a run is: how many of all are done, how many failed where any did, and how long the others take."""
    done, of = event.slides or (event.done, event.of)
    far = words.phrase("run.so_far", done=words.number(done), of=words.number(of))
    if event.slides:
        return words.phrase("run.for_slides", line=far)
    failed = [words.phrase("run.so_far_failed", number=words.number(event.failed))] if event.failed else []
    left = [time_told(event.left, words)] if event.left and event.done < event.of else []
    return ", ".join([far, *failed, *left])


def time_told(seconds: float, words: Words) -> str:
    """How long it takes still, in minutes that are rounded up."""
    if seconds < MINUTE:
        return words.phrase("run.left_short")
    hours, minutes = divmod(math.ceil(seconds / MINUTE), HOUR // MINUTE)
    about = {"hours": words.number(hours), "minutes": minutes}
    return words.phrase("run.left_hours" if hours else "run.left_minutes", **about)


def failed_line(report: str, error: str, notebook: str, words: Words) -> str:
    """Which report failed, what stopped it, and where its notebook lies, where that is kept."""
    said = words.phrase("cli.report_failed", report=report, error=error)
    return said + (f" ({words.phrase('run.kept', path=notebook)})" if notebook else "")


def summary(event: RunEvent, words: Words) -> str:
    """How many reports were made, had nothing to be made, and failed."""
    counts = {"made": event.done - event.failed, "fresh": event.fresh, "failed": event.failed}
    told = {name: words.number(count) for name, count in counts.items()}
    return words.phrase("run.finished", seconds=words.number(event.seconds, 1), **told)


def _plain(value: Any) -> Any:
    """A value for machines: seconds to the tenth, and nothing where there is nothing to say."""
    return round(value, 1) if isinstance(value, float) else value if value != "" else None
