"""The page of what was measured says what was aimed at, what came of it, and on what machine."""

from benchmarks import untouched
from benchmarks.page import page_of

STILL = {"python": "3.11.7", "system": "Linux", "cores": 2, "load": 0.1, "pandas": "3.1.1"}
BUSY = STILL | {"load": 4.0}


def run(machine, *rows):
    return {"measured": "2026-11-27T04:07:51Z", "machine": machine, "rows": list(rows)}


def way(name, seconds, ratio, **others):
    return {"name": name, "reports": 4, "all_seconds": seconds, "ratio": ratio, "memory": 3 * 2**20, **others}


def covered(name, ratio, case="regency"):
    return {"factor": 1, "case": case, "name": name, "seconds": 0.1, "ratio": ratio, "memory": 2**29}


REPORTS = run(
    BUSY, way("loop", 66.0, 11.0), way("pool", 12.0, 2.0), way("ours", 6.0, 1.0),
    way("one_by_one", 9.0, 1.5, steps={"cells": 6.0, "writing": 2.0}), way("floor", 4.0, 0.625, memory=None),
)  # fmt: skip
UNTOUCHED = run(STILL, {"reports": 830, "seconds": 1.2, "importing": 0.4, "all_seconds": [1.2]})
COVERAGE = run(STILL, covered("ours", 1.2), covered("ours", 1.6, "province x right"), covered("duckdb", 1.0))


def lines_of(found, heading):
    """The lines of one part of the page that are no prose: tables, and what was measured on."""
    part = page_of(found).partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [line for line in part.splitlines() if line.startswith(("|", "Measured"))]


def test_each_aim_is_told_with_what_was_reached():
    assert lines_of({"reports": REPORTS, "untouched": UNTOUCHED, "coverage": COVERAGE}, "What was aimed at") == [
        "| what | aimed at | measured | reached |",
        "| --- | --- | --- | --- |",
        "| 4 of 76 province reports as HTML: loop takes | at least 10 times as long | 11.0 | yes |",
        "| 4 of 76 province reports as HTML: pool takes | at least 2.5 times as long | 2.0 | **no** |",
        "| 4 of 76 province reports as HTML: ours takes | at most 1.6 times the floor | 1.6 | yes |",
        "| an untouched plan of 830 reports | at most 3 s | 1.2 s | yes |",
        "| coverage of 617,000 rows | at most 1.5 times the faster of DuckDB and Polars | 1.60 | **no** |",
        "| memory for coverage of 617,000 rows | at most 1.5 GiB | 0.50 GiB | yes |",
    ]


def test_what_reports_took_is_told_with_the_machine_and_that_it_was_not_still():
    assert lines_of({"reports": REPORTS}, "Reports") == [
        "| who | seconds | times ours | peak memory |",
        "| --- | --- | --- | --- |",
        "| loop | 66.0 | 11.00 | 3 MiB |",
        "| pool | 12.0 | 2.00 | 3 MiB |",
        "| ours | 6.0 | 1.00 | 3 MiB |",
        "| one_by_one | 9.0 | 1.50 | 3 MiB |",
        "| floor | 4.0 | 0.62 |  |",
        "| step | seconds a report | share |",
        "| --- | --- | --- |",
        "| cells | 1.50 | 75% |",
        "| writing | 0.50 | 25% |",
        "Measured on 2026-11-27 with 2 cores, Linux, Python 3.11.7, pandas 3.1.1. **The machine was not still**: "
        "other programs wanted its cores when this began, 4.0 at a time.",
    ]


def test_an_untouched_plan_is_told_beside_what_importing_pandas_takes():
    assert lines_of({"untouched": UNTOUCHED}, "An untouched plan") == [
        "| reports | seconds | `import pandas` alone | times that |",
        "| --- | --- | --- | --- |",
        "| 830 | 1.20 | 0.40 | 3.0 |",
        "Measured on 2026-11-27 with 2 cores, Linux, Python 3.11.7, pandas 3.1.1.",
    ]


def test_what_was_not_measured_has_no_part():
    page = page_of({"untouched": UNTOUCHED})
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## What was aimed at",
        "## An untouched plan",
    ]


def test_an_untouched_plan_that_takes_longer_than_promised_is_told():
    row = {"reports": 830, "seconds": 3.04, "importing": 0.4}
    assert untouched.broken_promises(row) == ["untouched: 3.04 s for 830 reports; 3 at most"]
    assert untouched.broken_promises(row | {"seconds": 3.0}) == []
