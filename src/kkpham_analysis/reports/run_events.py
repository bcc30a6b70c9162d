"""What a run tells while it is at work: a small record of each thing that happens, and how far the run is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

STARTED, DONE, FAILED, RETRIED, FINISHED = "started", "done", "failed", "retried", "finished"
# How many of the last reports say how long the next ones take: those of a plan come notebook by notebook.
RECENT = 50


@dataclass(frozen=True)
class RunEvent:
    """Something that happened in a run, and how far the run is with it.

    `kind` is `started`, `done`, `failed` or `retried`, each of the report whose label is `report`, or `finished`, of
    the run. `seconds` is how long that took, `error` what stopped it, and `tries` the number of its tries. `notebook`
    is the file in which what a failed report got through is kept, empty where there is none. `done` of `of` reports
    have come to their end, `failed` of them badly; `left` is how many seconds the others take, None where nobody knows
    yet. Of the whole plan, `fresh` reports had nothing to be made: only `finished` knows. `slides` says that it is not
    of a report of the plan, but of a run that slides of these need: how many such are done, and of how many.
    """

    kind: str
    of: int = 0
    done: int = 0
    failed: int = 0
    report: str = ""
    seconds: float = 0.0
    error: str = ""
    tries: int = 1
    notebook: str = ""
    left: float | None = None
    fresh: int = 0
    slides: tuple[int, int] | None = None


OnEvent = Callable[[RunEvent], None]


def time_left(seconds: Sequence[float], rest: int, workers: int) -> float | None:
    """How many seconds the `rest` of the reports take, by how long each of those took that came to an end before.

    None where none did. The last ones side by side take as long as one.

    >>> time_left([2.0, 4.0], rest=10, workers=2), time_left([2.0, 4.0], rest=1, workers=2), time_left([], 5, 2)
    (15.0, 3.0, None)
    """
    if rest <= 0:
        return 0.0
    recent = seconds[-RECENT:]
    return sum(recent) / len(recent) * max(1.0, rest / workers) if recent else None


class RunCount:
    """How far a run is: it tells events one at a time, whichever thread they come from."""

    def __init__(self, of: int, workers: int, on_event: OnEvent) -> None:
        self.of, self.workers, self.on_event = of, workers, on_event
        self.failed = 0
        self.took: list[float] = []
        self.telling = threading.Lock()

    def tell(
        self, kind: str, report: str, *, seconds: float = 0.0, error: str = "", tries: int = 1, notebook: str = ""
    ) -> None:
        """Tell what happened to a report."""
        with self.telling:
            if kind in (DONE, FAILED):
                self.took.append(seconds)
                self.failed += kind == FAILED
            done = len(self.took)
            left = time_left(self.took, self.of - done, self.workers)
            self.on_event(RunEvent(kind, self.of, done, self.failed, report, seconds, error, tries, notebook, left))
