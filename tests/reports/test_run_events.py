"""A run tells what happens and how far it is; how long it takes still is never below nothing and never made up."""

from hypothesis import given
from hypothesis import strategies as st

from kkpham_analysis.reports.run_events import RunCount, RunEvent, time_left

SECONDS = st.floats(min_value=0, max_value=10_000)
TOOK = st.lists(SECONDS, min_size=1, max_size=120)


def test_each_event_says_how_far_the_run_is():
    told = []
    count = RunCount(3, 2, told.append)
    count.tell("started", "a")
    count.tell("done", "a", seconds=4.0)
    count.tell("retried", "b", seconds=3.0, error="died", tries=2)
    count.tell("failed", "b", seconds=8.0, error="no", tries=2, notebook="b.failed.ipynb")
    count.tell("done", "c", seconds=6.0)

    assert told == [
        RunEvent("started", of=3, report="a"),
        RunEvent("done", of=3, done=1, report="a", seconds=4.0, left=4.0),
        RunEvent("retried", of=3, done=1, report="b", seconds=3.0, error="died", tries=2, left=4.0),
        RunEvent("failed", of=3, done=2, failed=1, report="b", seconds=8.0, error="no", tries=2,
                 notebook="b.failed.ipynb", left=6.0),
        RunEvent("done", of=3, done=3, failed=1, report="c", seconds=6.0, left=0.0),
    ]  # fmt: skip


def test_the_time_left_goes_by_the_last_fifty_reports_for_those_of_a_plan_come_notebook_by_notebook():
    assert time_left([900.0] * 60 + [2.0] * 50, rest=10, workers=1) == 20.0


@given(rest=st.integers(1, 1000), workers=st.integers(1, 64))
def test_nobody_knows_the_time_left_before_a_report_is_done(rest, workers):
    assert time_left([], rest, workers) is None


@given(took=TOOK, rest=st.integers(1, 1000), workers=st.integers(1, 64))
def test_the_time_left_lies_between_what_the_shortest_and_the_longest_would_take(took, rest, workers):
    each = max(1.0, rest / workers)
    left = time_left(took, rest, workers)
    assert min(took) * each * 0.999 <= left <= max(took) * each * 1.001


@given(seconds=SECONDS, done=st.integers(1, 60), rest=st.integers(0, 1000), workers=st.integers(1, 64))
def test_where_all_take_the_same_the_time_left_never_grows(seconds, done, rest, workers):
    before, after = time_left([seconds] * done, rest + 1, workers), time_left([seconds] * (done + 1), rest, workers)
    assert 0 <= after <= before * 1.001


@given(took=st.lists(SECONDS, max_size=120), workers=st.integers(1, 64))
def test_nothing_is_left_where_all_are_done(took, workers):
    assert time_left(took, 0, workers) == 0.0
