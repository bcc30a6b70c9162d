"""The runner: contestants side by side in one run, each in a process of its own, in an order that alternates."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.contestants import CASES
from benchmarks.results import end_with, machine_now

HERE = Path(__file__).parent
FROM_FILES = ("ours", "duckdb", "polars")
IN_MEMORY = ("ours_computing", "duckdb_computing", "polars_computing")
LIMIT = 1.5  # times the faster of the two others
HELD = ("ours", "ours_computing")  # to that, at 617,000 rows; `ours_whole` is shown beside them
ROOM = 1.5 * 2**30  # bytes, for what does not fit into memory
# Who takes part, how often in a process, and in how many processes: large data are not read for the sake of repeats.
SIZES = {
    1: ((*FROM_FILES, "ours_whole", *IN_MEMORY), 9, 5),
    10: ((*FROM_FILES, "ours_whole"), 1, 4),
    100: (FROM_FILES, 1, 3),
}


def measured(factor: int) -> list[dict[str, Any]]:
    """One row per case and contestant: median of its seconds, and its peak memory."""
    from benchmarks.data import stored

    print(f"x{factor}: making the data, where they are not there yet", file=sys.stderr)
    folder = stored(factor)
    names, repeats, processes = SIZES[factor]
    rows = []
    for case in CASES:
        runs: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
        for turn in range(processes):
            # Forwards, then backwards: whoever comes first meets a cooler machine.
            for name in names if turn % 2 == 0 else names[::-1]:
                print(f"x{factor}, by {case}: {name}", file=sys.stderr)
                runs[name].append(_one(name, case, folder, repeats))
        refuse_unequal(runs)
        rows += [_row(factor, case, name, found) for name, found in runs.items()]
    return rows


def _one(name: str, case: str, folder: Path, repeats: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.contestants", name, case, str(folder), str(repeats)]
    done = subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def refuse_unequal(runs: dict[str, list[dict[str, Any]]]) -> None:
    """Stop where contestants come to different results: then there is nothing to compare."""
    digests = {name: {run["digest"] for run in found} for name, found in runs.items()}
    if len(set().union(*digests.values())) > 1:
        raise SystemExit(f"the contestants do not agree: {digests}")


def _row(factor: int, case: str, name: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    seconds = [second for run in found for second in run["seconds"]]
    median, memory = statistics.median(seconds), max(run["memory"] for run in found)
    return {"factor": factor, "case": case, "name": name, "seconds": median, "memory": memory, "all_seconds": seconds}


def with_ratios(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each row with how many times as long it took as the faster of DuckDB and Polars, in the same run and kind."""
    done = []
    for row in rows:
        kind = "_computing" if row["name"].endswith("_computing") else ""
        others = [
            other["seconds"]
            for other in rows
            if (other["factor"], other["case"]) == (row["factor"], row["case"])
            and other["name"] in (f"duckdb{kind}", f"polars{kind}")
        ]
        done.append({**row, "ratio": row["seconds"] / min(others) if others else None})
    return done


def as_text(rows: list[dict[str, Any]]) -> str:
    """A table for people."""
    lines = [f"{'data':>5}  {'by':<18}{'who':<19}{'seconds':>9}{'ratio':>8}{'peak memory':>14}"]
    for row in rows:
        ratio = "" if row["ratio"] is None else f"{row['ratio']:.2f}"
        memory = f"{row['memory'] / 2**20:,.0f} MiB"
        what = f"{'x' + str(row['factor']):>5}  {row['case']:<18}{row['name']:<19}"
        lines.append(f"{what}{row['seconds']:>9.3f}{ratio:>8}{memory:>14}")
    return "\n".join(lines)


def broken_promises(rows: list[dict[str, Any]]) -> list[str]:
    """What is slower or larger than promised, in sentences."""
    said = []
    for row in rows:
        what = f"x{row['factor']}, by {row['case']}, {row['name']}"
        if row["factor"] == 1 and row["name"] in HELD and row["ratio"] > LIMIT:
            said.append(f"{what}: {row['ratio']:.2f} times as long as the faster of DuckDB and Polars; {LIMIT} at most")
        if row["name"] == "ours" and row["memory"] > ROOM:
            said.append(f"{what}: {row['memory'] / 2**30:.2f} GiB of memory; {ROOM / 2**30:g} at most")
    return said


def main() -> None:
    """Measure, print a table, write it as JSON, and end with 1 where a promise is broken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--factor", type=int, nargs="+", choices=list(SIZES), default=list(SIZES))
    factors = parser.parse_args().factor
    machine = machine_now(("pandas", "numpy", "pyarrow", "duckdb", "polars"))
    rows = with_ratios([row for factor in factors for row in measured(factor)])
    end_with("coverage", machine, rows, shown=as_text(rows), broken=broken_promises(rows))


if __name__ == "__main__":
    main()
