"""What the benchmark of reports says: how many times as long the others take, and how far ours is from the floor."""

import subprocess
import sys

from benchmarks.report_ways import steps_of
from benchmarks.reports import as_markdown, broken_promises, compared, memory_of, steps_as_markdown


def row(name, seconds, reports=4, **others):
    return {"name": name, "reports": reports, "seconds": seconds, "memory": 3 * 2**20, **others}


def rows(*, ours=6.0, loop=40.0, pool=18.0):
    """Four reports, of which the loop made two; their cells took 8 s, which is 4 s on two cores."""
    alone = row("one_by_one", 10.0, steps={"start": 1.0, "cells": 8.0, "writing": 1.0})
    return compared([row("loop", loop, 2), row("pool", pool), row("ours", ours), alone], reports=4, cores=2)


def test_the_others_are_so_many_times_ours_and_ours_so_many_times_the_floor():
    assert as_markdown(rows()).splitlines() == [
        "| who | seconds | times ours | peak memory |",
        "| --- | --- | --- | --- |",
        "| loop (from 2 reports) | 80.0 | 13.33 | 3 MiB |",
        "| pool | 18.0 | 3.00 | 3 MiB |",
        "| ours | 6.0 | 1.00 | 3 MiB |",
        "| one_by_one | 10.0 | 1.67 | 3 MiB |",
        "| floor | 4.0 | 0.67 |  |",
    ]


def test_the_floor_of_one_report_is_what_its_cells_take_however_many_cores_there_are():
    alone = row("one_by_one", 10.0, 1, steps={"cells": 8.0})
    [*_, floor] = compared([row("ours", 9.0, 1), alone], reports=1, cores=2)
    assert (floor["name"], floor["all_seconds"]) == ("floor", 8.0)


def test_the_steps_of_a_report_are_shown_with_their_shares():
    assert steps_as_markdown(rows()).splitlines() == [
        "| step | seconds a report | share |",
        "| --- | --- | --- |",
        "| start | 0.25 | 10% |",
        "| cells | 2.00 | 80% |",
        "| writing | 0.25 | 10% |",
    ]


def test_it_is_silent_where_ours_is_as_fast_as_promised():
    assert broken_promises(rows()) == []


def test_it_says_of_each_promise_by_how_much_it_is_broken():
    assert broken_promises(rows(ours=8.0, loop=39.0, pool=16.0)) == [
        "loop: 9.75 times as long as ours; 10 at least",
        "pool: 2.00 times as long as ours; 2.5 at least",
        "ours: 2.00 times the floor; 1.6 at most",
    ]


def noted(start, end, duration):
    day = "2026-01-01T00:00:0"
    return {"papermill": {"start_time": f"{day}{start:.6f}", "end_time": f"{day}{end:.6f}", "duration": duration}}


def test_steps_are_told_by_what_papermill_noted():
    cells = [
        {"cell_type": "markdown", "metadata": {}},
        {"cell_type": "code", "metadata": noted(1.5, 3.5, 2.0)},
        {"cell_type": "code", "metadata": noted(4.0, 7.0, 3.0)},
    ]
    notebook = {"metadata": noted(1.0, 7.25, 6.25), "cells": cells}
    assert steps_of([(8.25, notebook), (8.25, notebook)]) == {
        "start": 1.0,
        "cells": 10.0,
        "between": 1.0,
        "end": 0.5,
        "writing": 4.0,
    }


def test_memory_is_that_of_a_process_and_all_it_has_started():
    large = "import sys; held = bytearray(64 << 20); print(flush=True); sys.stdin.read()"
    both = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {large!r}])"
    with subprocess.Popen([sys.executable, "-c", both], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        assert 64 < memory_of(process.pid) / 2**20 < 128


def test_memory_of_a_process_that_has_ended_is_none():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert memory_of(ended.pid) == 0
