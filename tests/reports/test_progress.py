"""A person who looks on sees that work goes on, and nothing is left of it; a log sees nothing."""

import io
import sys

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports import progress


class Screen(io.StringIO):
    """What is written to a terminal, or to a log."""

    def __init__(self, *, is_seen):
        super().__init__()
        self.is_seen = is_seen

    def isatty(self):
        return self.is_seen


def seen(monkeypatch):
    """Give a terminal in the place of stderr: in the test itself, for between its parts that is put back."""
    screen = Screen(is_seen=True)
    monkeypatch.setattr(sys, "stderr", screen)
    return screen


def written(screen):
    """What stood on the line, one text after the other."""
    return [text.strip() for text in screen.getvalue().split("\r") if text.strip()]


class Over:
    """An event that comes after so many waits."""

    def __init__(self, waits):
        self.waits = waits

    def wait(self, seconds):
        self.waits -= 1
        return self.waits < 0


def test_a_step_that_takes_its_time_says_for_how_long(monkeypatch):
    screen = seen(monkeypatch)
    times = iter([103.5, 104.2])
    progress._tick([("sorting", 1000, 100.0)], Over(2), Words("en"), clock=lambda: next(times))

    assert written(screen) == ["sorting 1,000 rows … (3 seconds)", "sorting 1,000 rows … (4 seconds)"]


def fail(words):
    with progress.steps(words) as step:
        step("reading", 5)
        step("storing", 5)
        raise OSError("full")


def test_the_line_goes_where_work_fails(monkeypatch):
    screen = seen(monkeypatch)
    with pytest.raises(OSError, match="full"):
        fail(Words("id"))

    assert written(screen) == ["5 baris dibaca …", "5 baris disimpan …"]
    assert screen.getvalue().endswith("\r" + " " * 60 + "\r")


def test_nothing_is_written_into_a_log(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Screen(is_seen=False))
    with progress.steps(Words("en")) as step:
        step("storing", 5)
    progress.bar(Words("en"), "submissions.progress")(1, 2)

    assert sys.stderr.getvalue() == ""
