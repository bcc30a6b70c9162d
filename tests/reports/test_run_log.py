"""A run is told with a bar at a terminal, as lines with their time elsewhere, and as JSON for machines."""

import datetime as dt
import io
import json
import sys
from threading import Thread

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.run_events import RunEvent
from kkpham_analysis.reports.run_log import RunBar, RunLog, RunRecords, run_log, time_told

AT = dt.datetime(2023, 12, 19, 15, 30, 5, 999, tzinfo=dt.timezone(dt.timedelta(hours=7)))
EVENTS = (
    RunEvent("started", of=3, report="2023/id/a"),
    RunEvent("retried", of=3, report="2023/id/a", seconds=2.04, error="a, cell 2: died", tries=2),
    RunEvent("done", of=3, done=1, report="2023/id/a", seconds=4.0, tries=2, left=95.0),
    RunEvent("failed", of=3, done=2, failed=1, report="2023/id/b", seconds=1.0, error="b, cell 1:\nno",
             notebook="/r/b.failed.ipynb", left=2.5),
)  # fmt: skip


class Screen(io.StringIO):
    """What is written to a terminal, or to a log."""

    def __init__(self, *, is_seen=False, is_full=False):
        super().__init__()
        self.is_seen, self.is_full = is_seen, is_full

    def isatty(self):
        return self.is_seen

    def write(self, text):
        if self.is_full:
            raise OSError(28, "No space left on device")
        return super().write(text)


def seconds():
    """A clock that is read twice, at the start and at the end."""
    return iter([1000.0, 1005.0]).__next__


def told(monkeypatch, log, *, planned=5):
    """What is written of a run, whose events are told on a screen of its own."""
    screen = Screen()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", screen)
        patched.setenv("COLUMNS", "60")
        log.tell("built")
        for event in EVENTS:
            log.on_event(event)
        log.finish(planned)
    return screen.getvalue()


def test_a_log_has_a_line_with_its_time_for_each_thing(monkeypatch):
    lines = told(monkeypatch, RunLog(Words("en"), lambda: AT, seconds())).splitlines()
    assert {line[:25] for line in lines} == {"2023-12-19T15:30:05+07:00"}
    assert [line[26:] for line in lines] == [
        "built",
        "started 2023/id/a",
        "retried 2023/id/a (2.0 s), try 2: a, cell 2: died",
        "done    2023/id/a (4.0 s) [1 of 3, about 2 min left]",
        "failed  2023/id/b (1.0 s): b, cell 1: no [2 of 3, 1 failed, less than a minute left]",
        "2023/id/b failed: b, cell 1: no (its notebook so far: /r/b.failed.ipynb)",
        "1 made, 2 fresh, 1 failed (5.0 s)",
    ]


def test_machines_are_told_one_object_a_line_the_last_of_which_is_the_summary(monkeypatch):
    lines = told(monkeypatch, RunRecords(Words("en"), lambda: AT, seconds())).splitlines()
    records = [json.loads(line) for line in lines]
    assert {record.pop("time") for record in records} == {"2023-12-19T15:30:05+07:00"}
    assert records == [
        {"event": "note", "text": "built"},
        {"event": "started", "report": "2023/id/a", "done": 0, "of": 3, "failed": 0, "left": None},
        {"event": "retried", "report": "2023/id/a", "seconds": 2.0, "tries": 2, "error": "a, cell 2: died",
         "notebook": None, "done": 0, "of": 3, "failed": 0, "left": None},
        {"event": "done", "report": "2023/id/a", "seconds": 4.0, "tries": 2, "done": 1, "of": 3, "failed": 0,
         "left": 95.0},
        {"event": "failed", "report": "2023/id/b", "seconds": 1.0, "tries": 1, "error": "b, cell 1:\nno",
         "notebook": "/r/b.failed.ipynb", "done": 2, "of": 3, "failed": 1, "left": 2.5},
        {"event": "finished", "seconds": 5.0, "made": 1, "fresh": 2, "failed": 1, "not_run": 1,
         "failures": [{"report": "2023/id/b", "tries": 1, "error": "b, cell 1:\nno", "notebook": "/r/b.failed.ipynb"}]},
    ]  # fmt: skip


def test_whoever_looks_on_sees_one_bar_and_what_failed_above_it(monkeypatch):
    shown = told(monkeypatch, RunBar(Words("en"), lambda: AT, seconds()))
    assert [text.rstrip(" ") for text in shown.split("\r") if text.strip(" ")] == [
        "built\n",
        "[..............................] 0 of 3",
        "retried 2023/id/a (2.0 s), try 2: a, cell 2: died\n",
        "[..............................] 0 of 3",
        "[##########....................] 1 of 3, about 2 min left",
        "failed  2023/id/b (1.0 s): b, cell 1:\nno\n",
        # No wider than the terminal, where it would leave lines behind.
        "[####################..........] 2 of 3, 1 failed, less tha",
        "2023/id/b failed: b, cell 1:\nno (its notebook so far: /r/b.failed.ipynb)\n",
        "1 made, 2 fresh, 1 failed (5.0 s)\n",
    ]


PART = RunEvent("failed", of=3, report="2023/id/award_summary", seconds=2.0, error="no", slides=(1, 2))


def told_of_part(monkeypatch, log):
    screen = Screen()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", screen)
        patched.setenv("COLUMNS", "60")
        log.on_event(PART)
        log.finish(5)
    return screen.getvalue()


def test_what_is_run_for_slides_is_told_as_such_and_is_none_of_the_reports_that_failed(monkeypatch):
    lines = told_of_part(monkeypatch, RunLog(Words("en"), lambda: AT, seconds())).splitlines()
    assert [line[26:] for line in lines] == [
        "for slides: failed  2023/id/award_summary (2.0 s): no [for slides: 1 of 2]",
        "0 made, 2 fresh, 0 failed (5.0 s)",
    ]


def test_machines_are_told_what_is_run_for_slides_as_an_event_of_its_own(monkeypatch):
    lines = told_of_part(monkeypatch, RunRecords(Words("en"), lambda: AT, seconds())).splitlines()
    assert [{name: value for name, value in json.loads(line).items() if name != "time"} for line in lines] == [
        {"event": "for_slides", "state": "failed", "report": "2023/id/award_summary", "seconds": 2.0, "tries": 1,
         "error": "no", "done": 1, "of": 2},
        {"event": "finished", "seconds": 5.0, "made": 0, "fresh": 2, "failed": 0, "not_run": 3, "failures": []},
    ]  # fmt: skip


def test_whoever_looks_on_sees_in_the_bar_how_far_it_is_with_what_slides_need(monkeypatch):
    shown = told_of_part(monkeypatch, RunBar(Words("en"), lambda: AT, seconds()))
    assert "[..............................] for slides: 1 of 2" in [text.rstrip(" ") for text in shown.split("\r")]


@pytest.mark.parametrize(
    ("kind", "is_seen", "log"),
    [("text", True, RunBar), ("text", False, RunLog), ("json", True, RunRecords), ("json", False, RunRecords)],
)
def test_who_looks_on_says_how_a_run_is_told(monkeypatch, kind, is_seen, log):
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", Screen(is_seen=is_seen))
        found = type(run_log(Words("id"), kind))
    assert found is log


def test_what_is_refused_has_no_time_before_there_is_a_run_and_one_after(monkeypatch):
    screen = Screen()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", screen)
        log = RunLog(Words("en"), lambda: AT)
        log.refuse("no such plan")
        log.on_event(EVENTS[0])
        log.refuse("stopped")
    assert screen.getvalue().splitlines() == [
        "no such plan", "2023-12-19T15:30:05+07:00 started 2023/id/a", "2023-12-19T15:30:05+07:00 stopped",
    ]  # fmt: skip


def test_a_run_goes_on_where_its_log_lies_on_a_full_disk(monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", Screen(is_full=True))
        log = RunLog(Words("id"))
        log.on_event(EVENTS[0])
        finished = log.finish(3)
    assert (finished.of, finished.fresh) == (3, 0)


def test_threads_do_not_break_into_the_lines_of_each_other(monkeypatch):
    screen = Screen()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", screen)
        log = RunRecords(Words("id"))
        threads = [Thread(target=lambda: [log.on_event(EVENTS[2]) for _ in range(200)]) for _ in range(4)]
        _ = [thread.start() for thread in threads], [thread.join() for thread in threads]
    assert [json.loads(line)["event"] for line in screen.getvalue().splitlines()] == ["done"] * 800


@pytest.mark.parametrize(
    ("seconds", "english", "indonesian"),
    [
        (59, "less than a minute left", "kurang dari 1 menit lagi"),
        (61, "about 2 min left", "sekitar 2 menit lagi"),
        (3599, "about 1 h 0 min left", "sekitar 1 jam 0 menit lagi"),
        (4_000_000, "about 1,111 h 7 min left", "sekitar 1.111 jam 7 menit lagi"),
    ],
)
def test_the_time_left_is_said_in_minutes(seconds, english, indonesian):
    assert [time_told(seconds, Words("en")), time_told(seconds, Words("id"))] == [english, indonesian]
