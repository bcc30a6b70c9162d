"""The pages of what was measured: `python -m benchmarks.page` writes them from the newest run of each kind.

They are docs/performance.md and, of what many reports would take, docs/scale.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks import __main__ as coverage
from benchmarks import reports, scale_page, table, untouched
from benchmarks.report_ways import MOST
from benchmarks.results import ROOT, results

PAGE = ROOT / "docs" / "performance.md"
SCALE_PAGE = ROOT / "docs" / "scale.md"
STILL = 0.5  # other programs that want a core before anything is measured; with more, the machine is not at rest
HEAD = """\
# Performance

`make bench` wrote this page from `benchmarks/results/`: what is changed here by hand is gone after the next run.
How each is measured is told in [benchmarks](../benchmarks/README.md).

What counts are ratios: all who take part run side by side in one run, so that what slows the machine slows them all.
Seconds are those of the machine named.

## What was aimed at

| what | aimed at | measured | reached |
| --- | --- | --- | --- |
"""
WHO = """\
`loop` is `papermill` and `jupyter nbconvert` in a loop of the shell, `pool` their functions in a pool of processes,
`ours` what `kkpham run` hands its reports to (`run_reports`), without the command around it, which reads the plan and
asks what is fresh; `one_by_one` is the same with one report at a time, behind one more report that warms it up and is
counted in. `floor` is what the cells alone need on these cores. Start and imports are counted in; memory is the peak of
all processes together.
"""
STEPS = """\
Where the time of a report goes that is made alone: until its first cell, in its cells and between them, at the end of
its kernel, and while its page, its files and its record are written.
"""
UNTOUCHED = """\
`kkpham run yearly` where nothing has changed: all rounds, all provinces, both languages, HTML and PDF. The whole
command, Python's start and the check of the tables included; beside it, in turn, a Python that imports pandas and ends.
Each is the median of its runs.
"""
COVERAGE = """\
As a multiple of the faster of DuckDB and Polars: coverage by round, province and right, and by round and regency.
[Decision 0011](decisions/0011-read-submissions-in-parts-with-arrow.md) tells how.
"""

Aim = tuple[str, str, str, bool]


def page_of(found: Mapping[str, Mapping[str, Any]]) -> str:
    """The page of the runs that there are, by their kinds."""
    parts = {"reports": _reports, "untouched": _untouched, "coverage": _coverage}
    aims = {"reports": _aims_of_reports, "untouched": _aims_of_untouched, "coverage": _aims_of_coverage}
    lines = [line for kind in aims if kind in found for line in map(_aim, aims[kind](found[kind]["rows"]))]
    told = [parts[kind](found[kind]["rows"]) + _machine(found[kind]) for kind in parts if kind in found]
    return HEAD + "".join(lines) + "".join(f"\n{part}" for part in told)


def _aim(aim: Aim) -> str:
    what, aimed, measured, is_reached = aim
    return f"| {what} | {aimed} | {measured} | {'yes' if is_reached else '**no**'} |\n"


def _machine(run: Mapping[str, Any]) -> str:
    """When and on what it was measured, and whether anything else ran there."""
    about = dict(run["machine"])
    load, cores = about.pop("load"), about.pop("cores")
    versions = ", ".join(f"{name} {said}" for name, said in about.items() if name not in ("python", "system"))
    machine = f"{cores} cores, {about['system']}, Python {about['python']}, {versions}"
    told = f"\nMeasured on {run['measured'][:10]} with {machine}."
    if load is None or load <= STILL:
        return f"{told}\n"
    others = f"other programs wanted its cores when this began, {load:.1f} at a time"
    return f"{told} **The machine was not still**: {others}.\n"


def _aims_of_reports(rows: list[dict[str, Any]]) -> list[Aim]:
    ratio = {row["name"]: row["ratio"] for row in rows}
    count = max(row["reports"] for row in rows)
    made = f"{count} province reports as HTML" if count == MOST else f"{count} of {MOST} province reports as HTML"
    above = 1 / ratio["floor"]
    return [
        *((f"{made}: {name} takes", f"at least {least:g} times as long", f"{ratio[name]:.1f}", ratio[name] >= least)
          for name, least in reports.RATIOS.items()),
        (f"{made}: ours takes", f"at most {reports.ABOVE_FLOOR:g} times the floor", f"{above:.1f}",
         above <= reports.ABOVE_FLOOR),
    ]  # fmt: skip


def _aims_of_untouched(rows: list[dict[str, Any]]) -> list[Aim]:
    [row] = rows
    return [(f"an untouched plan of {row['reports']} reports", f"at most {untouched.LIMIT:g} s",
             f"{row['seconds']:.1f} s", row["seconds"] <= untouched.LIMIT)]  # fmt: skip


def _aims_of_coverage(rows: list[dict[str, Any]]) -> list[Aim]:
    held = [row["ratio"] for row in rows if row["factor"] == 1 and row["name"] in coverage.HELD]
    memory = max(row["memory"] for row in rows if row["name"] == "ours")
    most = table.ROWS[max(row["factor"] for row in rows)]
    aims = [(f"memory for coverage of {most} rows", f"at most {coverage.ROOM / 2**30:g} GiB",
             f"{memory / 2**30:.2f} GiB", memory <= coverage.ROOM)]  # fmt: skip
    if held:
        limit = f"at most {coverage.LIMIT:g} times the faster of DuckDB and Polars"
        aims.insert(0, (f"coverage of {table.ROWS[1]} rows", limit, f"{max(held):.2f}", max(held) <= coverage.LIMIT))
    return aims


def _reports(rows: list[dict[str, Any]]) -> str:
    return f"## Reports\n\n{WHO}\n{reports.as_markdown(rows)}\n\n{STEPS}\n{reports.steps_as_markdown(rows)}\n"


def _untouched(rows: list[dict[str, Any]]) -> str:
    return f"## An untouched plan\n\n{UNTOUCHED}\n{untouched.as_markdown(rows[0])}\n"


def _coverage(rows: list[dict[str, Any]]) -> str:
    return f"## Coverage\n\n{COVERAGE}\n{table.as_markdown(rows)}\n"


def pages_of(found: Mapping[str, Mapping[str, Any]]) -> dict[Path, str]:
    """Each page with its text; none of many reports where these were not measured."""
    pages = {PAGE: page_of(found)}
    if many := found.get("scale"):
        pages[SCALE_PAGE] = scale_page.page_of(many["rows"], _machine(many))
    return pages


def main() -> None:
    """Write the pages."""
    for path, text in pages_of(results()).items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
