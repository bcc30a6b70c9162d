"""How long the same province reports take as HTML: a loop in the shell, a pool of processes, and the package.

`python -m benchmarks.reports` measures them in one run, each in a process of its own, cold start included, and says how
many times as long the others take, and how far the package is from the floor: what the cells alone need on these cores.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any, TypeVar

from benchmarks.report_ways import MOST, ROOT, asked
from benchmarks.results import end_with, machine_now

RATIOS = {"loop": 10.0, "pool": 2.5}  # times as long as ours, at least, where all reports are made
ABOVE_FLOOR = 1.6  # times the floor, at most
EVERY = 0.25  # seconds between two looks at the memory

Report = TypeVar("Report")


def measured(way: str, reports: list[tuple[str, str]], folder: Path) -> dict[str, Any]:
    """Seconds and peak memory of one way, and what it says itself."""
    print(f"{len(reports)} reports: {way}", file=sys.stderr)
    command = [sys.executable, "-m", "benchmarks.report_ways", way, str(folder / way), json.dumps(reports)]
    # The kernels of the others look for the tables from the folder of the notebook on.
    environment = {**os.environ, "KKPHAM_DATA": str(ROOT / "data")}
    started, peak = time.perf_counter(), 0
    with TemporaryFile("w+") as said, TemporaryFile("w+") as warned:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=warned)  # noqa: S603
        while process.poll() is None:
            peak = max(peak, memory_of(process.pid))
            time.sleep(EVERY)
        seconds = time.perf_counter() - started
        said.seek(0)
        warned.seek(0)
        if process.returncode:
            raise SystemExit(f"{way} failed:\n{warned.read()}")
        return {"name": way, "reports": len(reports), "seconds": seconds, "memory": peak, "steps": json.load(said)}


def memory_of(pid: int | str) -> int:
    """Bytes of a process and all it has started; what several share is counted once."""
    held = 0
    # A process may end while it is looked at.
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        held = sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
        for task in Path(f"/proc/{pid}/task").iterdir():
            held += sum(memory_of(child) for child in (task / "children").read_text().split())
    return held


def spread(reports: Sequence[Report], number: int) -> list[Report]:
    """So many of them, evenly spread: provinces that follow each other are alike in size, and not as the others."""
    number = min(number, len(reports))
    return [reports[place * len(reports) // number] for place in range(number)]


def compared(rows: list[dict[str, Any]], *, reports: int, cores: int) -> list[dict[str, Any]]:
    """The rows with the seconds for all reports, and how many times as long as `ours`; the floor in a row of its own.

    The floor is what the cells took one at a time, divided among the cores.
    """
    whole = [{**row, "all_seconds": row["seconds"] * reports / row["reports"]} for row in rows]
    ours = next(row["all_seconds"] for row in whole if row["name"] == "ours")
    [alone] = [row for row in whole if row["name"] == "one_by_one"]
    # More processes than reports help nobody.
    floor = alone["steps"]["cells"] / alone["reports"] * reports / min(cores, reports)
    whole.append({"name": "floor", "reports": alone["reports"], "all_seconds": floor, "memory": None})
    return [{**row, "ratio": row["all_seconds"] / ours} for row in whole]


def as_markdown(rows: list[dict[str, Any]]) -> str:
    """A table for people: of all reports; those of which fewer were made are scaled, and say so."""
    most = max(row["reports"] for row in rows)
    lines = ["| who | seconds | times ours | peak memory |", "| --- | --- | --- | --- |"]
    for row in rows:
        name = f"{row['name']} (from {row['reports']} reports)" if row["reports"] < most else row["name"]
        memory = "" if row["memory"] is None else f"{row['memory'] / 2**20:,.0f} MiB"
        lines.append(f"| {name} | {row['all_seconds']:.1f} | {row['ratio']:.2f} | {memory} |")
    return "\n".join(lines)


def steps_as_markdown(rows: list[dict[str, Any]]) -> str:
    """Where the seconds of a report go that is made alone."""
    [alone] = [row for row in rows if row["name"] == "one_by_one"]
    steps = alone["steps"].items()
    lines = ["| step | seconds a report | share |", "| --- | --- | --- |"]
    whole = sum(seconds for _, seconds in steps)
    lines += [f"| {name} | {took / alone['reports']:.2f} | {took / whole:.0%} |" for name, took in steps]
    return "\n".join(lines)


def broken_promises(rows: list[dict[str, Any]]) -> list[str]:
    """What is slower than promised, in sentences."""
    ratio = {row["name"]: row["ratio"] for row in rows}
    said = [
        f"{name}: {ratio[name]:.2f} times as long as ours; {least:g} at least"
        for name, least in RATIOS.items()
        if ratio[name] < least
    ]
    if 1 / ratio["floor"] > ABOVE_FLOOR:
        said.append(f"ours: {1 / ratio['floor']:.2f} times the floor; {ABOVE_FLOOR:g} at most")
    return said


def main() -> None:
    """Measure, print both tables, write all as JSON, and end with 1 where a promise for all reports is broken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reports", description=__doc__)
    parser.add_argument("--reports", type=int, default=MOST, help=f"how many, {MOST} at most")
    parser.add_argument(
        "--looped", type=int, help="how many of them the loop makes, evenly spread; the rest is scaled (all by default)"
    )
    given = parser.parse_args()
    machine = machine_now(("papermill", "nbconvert", "ipykernel", "matplotlib", "pandas"))
    reports, cores = asked(given.reports), machine["cores"]
    with TemporaryDirectory(prefix="bench-") as folder:
        looped = spread(reports, given.looped or len(reports))
        ways = {"loop": looped, "pool": reports, "ours": reports, "one_by_one": reports}
        found = [measured(way, those, Path(folder)) for way, those in ways.items()]
    rows = compared(found, reports=len(reports), cores=cores)
    shown = f"{len(reports)} reports, {cores} cores\n\n{as_markdown(rows)}\n\n{steps_as_markdown(rows)}"
    # With fewer, the start of the server weighs more.
    broken = broken_promises(rows) if len(reports) == MOST else []
    end_with("reports", machine, rows, shown=shown, broken=broken)


if __name__ == "__main__":
    main()
