"""What a monitor reads of a run: how far one is, how the last one went."""

import errno
import json
import os
import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkpham_analysis.reports import run_status
from kkpham_analysis.reports.run_events import DONE, FAILED, STARTED, RunEvent
from kkpham_analysis.reports.run_status import MOST_LABELS, MOST_PLANS, RunStatus, last_run, last_runs, status_of
from kkpham_analysis.tables.files import whole_files

BY_CLOCK = ("pid", "host", "started", "updated", "ended", "seconds")


def code_of(error):
    return 2 if isinstance(error, ValueError) else 143


def stopped(out, error, *events):
    """A run that something stops."""
    with status_of(out, "yearly", 5, code_of) as status:
        for event in events:
            status.take(event)
        raise error


def read(out):
    return json.loads((out / "status.json").read_text())


def counted(told):
    return {name: value for name, value in told.items() if name not in BY_CLOCK}


def test_a_run_that_ended_tells_its_counts_its_failures_and_its_exit_code(tmp_path):
    with status_of(tmp_path, "yearly", 5, code_of) as status:
        status.take(RunEvent(STARTED, of=3))
        status.take(RunEvent(DONE, of=3, done=1, report="2023/id/trends"))
        status.take(RunEvent(FAILED, of=3, done=2, failed=1, report="2023/id/explore"))
        status.take(RunEvent(DONE, of=3, done=3, failed=1, report="2023/en/trends"))
        status.exit_code = 1
    told = read(tmp_path)
    plans = told.pop("plans")
    assert plans == {"yearly": {name: value for name, value in told.items() if name != "status"}}
    assert counted(told) == {
        "status": 1, "plan": "yearly", "running": False, "exit_code": 1, "reports": 5, "fresh": 2, "old": 0, "made": 2,
        "failed": 1, "failed_reports": ["2023/id/explore"],
    }  # fmt: skip
    assert (told["pid"], told["host"]) == (os.getpid(), socket.gethostname())
    assert told["started"] <= told["updated"]
    assert told["ended"] == told["updated"]


def test_what_slides_need_beside_them_is_none_of_the_reports_that_failed(tmp_path):
    with status_of(tmp_path, "yearly", 5, code_of) as status:
        status.take(RunEvent(FAILED, of=3, report="2023/id/award_summary", slides=(1, 1)))
    told = read(tmp_path)
    assert (told["fresh"], told["old"], told["failed"], told["failed_reports"]) == (2, 3, 0, [])


def test_a_run_with_nothing_to_make_says_that_all_is_fresh(tmp_path):
    with status_of(tmp_path, "yearly", 5, code_of):
        pass
    assert (read(tmp_path)["fresh"], read(tmp_path)["exit_code"]) == (5, 0)


def untold(out):
    """A run that looked through its plan, and whose answer cannot be printed."""
    with status_of(out, "yearly", 5, lambda error: 1) as status:
        status.has_ended = True
        raise OSError(errno.ENOSPC, "full")


def test_all_is_fresh_too_where_a_run_with_nothing_to_make_cannot_say_so(tmp_path):
    with pytest.raises(OSError, match="full"):
        untold(tmp_path)
    assert (read(tmp_path)["fresh"], read(tmp_path)["exit_code"]) == (5, 1)


def test_a_run_at_work_gives_signs_of_life_with_how_far_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(run_status, "APART", 0.01)
    with status_of(tmp_path, "yearly", 5, code_of) as status:
        status.take(RunEvent(DONE, of=3, done=1))
        until = time.monotonic() + 20
        while counted_now(tmp_path) != (True, 2, 2, 1) and time.monotonic() < until:
            time.sleep(0.01)
        assert counted_now(tmp_path) == (True, 2, 2, 1)
        assert read(tmp_path)["ended"] is None


def counted_now(out):
    run = last_run(out)
    return (run.running, run.fresh, run.old, run.made) if run else None


def test_a_run_that_is_stopped_says_with_which_code(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        stopped(tmp_path, KeyboardInterrupt(), RunEvent(DONE, of=3, done=1))
    told = read(tmp_path)
    assert (told["running"], told["exit_code"], told["old"], told["made"]) == (False, 143, 2, 1)


def test_a_call_that_was_refused_before_anything_began_leaves_the_last_run_as_it_is(tmp_path):
    (tmp_path / "status.json").write_text("of the last run")
    with pytest.raises(ValueError, match="refused"):
        stopped(tmp_path, ValueError("refused"))
    assert (tmp_path / "status.json").read_text() == "of the last run"


def test_where_the_status_cannot_be_written_the_run_goes_on(tmp_path):
    (tmp_path / "status.json").mkdir()
    with status_of(tmp_path, "yearly", 5, code_of) as status:
        status.take(RunEvent(DONE, of=3, done=1))
    assert (last_run(tmp_path), list(tmp_path.rglob("*"))) == (None, [tmp_path / "status.json"])


def run(out, plan, exit_code):
    """A run of a plan that ends so."""
    with status_of(out, plan, 5, code_of) as status:
        status.take(RunEvent(DONE, of=1, done=1))
        status.exit_code = exit_code


def test_a_plan_that_failed_stays_told_when_another_ran_well(tmp_path):
    run(tmp_path, "kanwil", 0)
    run(tmp_path, "kanwil", 1)
    run(tmp_path, "negara", 0)
    told = read(tmp_path)
    assert (told["plan"], told["exit_code"]) == ("negara", 0)
    assert {plan: about["exit_code"] for plan, about in told["plans"].items()} == {"negara": 0, "kanwil": 1}
    assert {plan: about.exit_code for plan, about in last_runs(tmp_path).items()} == {"negara": 0, "kanwil": 1}


def test_a_status_from_before_there_were_several_plans_is_that_of_its_own(tmp_path):
    run(tmp_path, "yearly", 1)
    told = read(tmp_path)
    del told["plans"]
    (tmp_path / "status.json").write_text(json.dumps(told))
    run(tmp_path, "latest", 0)
    assert {plan: about.exit_code for plan, about in last_runs(tmp_path).items()} == {"latest": 0, "yearly": 1}


def test_of_plans_that_were_run_longest_ago_nothing_is_kept(tmp_path):
    plans = [f"p{number}" for number in range(MOST_PLANS + 2)]
    list(map(run, [tmp_path] * len(plans), plans, [0] * len(plans)))
    assert list(last_runs(tmp_path)) == plans[:1:-1]


@pytest.fixture
def full_beside_a_status(tmp_path, monkeypatch):
    """A disk that has room for one status, and none for a second one."""

    def write_beside(path, content):
        if path.exists():
            raise OSError(errno.ENOSPC, "No space left on device")
        return beside(path, content)

    beside = whole_files.write_beside
    monkeypatch.setattr(whole_files, "write_beside", write_beside)
    return tmp_path


def test_on_a_full_disk_the_run_before_does_not_look_like_the_last_one(full_beside_a_status):
    run(full_beside_a_status, "yearly", 0)
    run(full_beside_a_status, "latest", 1)
    assert [(plan, about.exit_code) for plan, about in last_runs(full_beside_a_status).items()] == [
        ("latest", 1), ("yearly", 0),
    ]  # fmt: skip


def test_where_even_that_finds_no_room_nothing_is_told_of_the_run_before(tmp_path, monkeypatch):
    run(tmp_path, "yearly", 0)
    monkeypatch.setattr(run_status, "write_whole", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    run(tmp_path, "latest", 1)
    assert list(tmp_path.iterdir()) == []


def test_labels_of_failed_reports_are_a_hundred_at_most(tmp_path):
    status = RunStatus(tmp_path, "yearly", 500)
    events = [RunEvent(FAILED, of=500, done=n, failed=n, report=f"2023/id/{n}") for n in range(1, 500)]
    list(map(status.take, events))
    assert (status.state.failed, len(status.state.failed_reports), MOST_LABELS) == (499, 100, 100)


@given(st.binary(max_size=60) | st.recursive(st.none() | st.integers() | st.text(max_size=5), st.lists).map(
    lambda value: json.dumps({"status": 1, "plan": value, "plans": value}).encode()))  # fmt: skip
def test_a_file_that_is_no_status_is_none(tmp_path_factory, content):
    out = tmp_path_factory.mktemp("out")
    (out / "status.json").write_bytes(content)
    assert last_run(out) is None
