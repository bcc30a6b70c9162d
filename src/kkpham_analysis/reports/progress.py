"""What a person who looks on is told while work goes on: a bar of how much, and a line of what is being done."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from kkpham_analysis.language import Words

BAR = 30
# Seconds between two signs of life of work that cannot say how far it is.
APART = 1.0
# This says itself how far it is.
MOVING = ("reading",)


def bar(words: Words, key: str) -> Callable[[int, int], None]:
    """A bar of progress with a text beside it, where a person looks on; nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda done, of: None

    def draw(done: int, of: int) -> None:
        said = words.phrase(key, done=words.number(done), of=words.number(of))
        sys.stderr.write(f"\r{drawn(done, of)} {said}" + ("\n" if done == of else ""))
        sys.stderr.flush()

    return draw


def drawn(done: int, of: int) -> str:
    """How much of something is done, as a bar.

    >>> drawn(1, 3)
    '[##########....................]'
    """
    full = BAR * done // of if of else BAR
    return f"[{'#' * full}{'.' * (BAR - full)}]"


@contextmanager
def steps(words: Words) -> Iterator[Callable[[str, int], None]]:
    """A line that says what is done with how many rows, and for how long, where a person looks on; nothing elsewhere.

    It is gone at the end, however that comes.
    """
    if not sys.stderr.isatty():
        yield lambda name, rows: None
        return
    now: list[tuple[str, int, float]] = []
    over = Event()
    ticking = Thread(target=_tick, args=(now, over, words), daemon=True)

    def draw(name: str, rows: int) -> None:
        now[:] = [(name, rows, time.monotonic())]
        _write(words, name, rows, 0)
        # Not before: processes that read files are started without it.
        if name not in MOVING and not ticking.ident:
            ticking.start()

    try:
        yield draw
    finally:
        over.set()
        if ticking.ident:
            ticking.join()
        if now:
            _write(words, "done", 0, 0)


def _tick(
    now: list[tuple[str, int, float]], over: Event, words: Words, clock: Callable[[], float] = time.monotonic
) -> None:
    while not over.wait(APART):
        name, rows, since = now[0]
        if name not in MOVING:
            _write(words, name, rows, int(clock() - since))


def _write(words: Words, name: str, rows: int, seconds: int) -> None:
    said = "" if name == "done" else words.phrase(f"submissions.step_{name}", rows=words.number(rows))
    if said and seconds:
        said += " " + words.phrase("submissions.seconds", count=seconds)
    # As wide as the bar that stands there.
    sys.stderr.write(f"\r{said:<{2 * BAR}}" + "\r" * (not said))
    sys.stderr.flush()
