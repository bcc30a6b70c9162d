"""The table of decision 0011: `python -m benchmarks.table benchmarks/results/coverage.json` prints it of one run."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.contestants import CASES

ROWS = {1: "617,000", 10: "6.2 million", 100: "62 million"}
COLUMNS = {
    "duckdb": "DuckDB, SQL",
    "polars": "Polars",
    "ours": "ours, from files",
    "ours_whole": "ours, read whole",
    "ours_computing": "ours, a table in memory",
}


def as_markdown(rows: list[dict[str, Any]]) -> str:
    """A row per size: ratios of each case, then seconds and peak memory of `ours`."""
    heads = ["rows", *COLUMNS.values(), "seconds of ours", "peak of ours"]
    lines = [heads, ["---"] * len(heads)]
    for factor in sorted({row["factor"] for row in rows}):
        found = {(row["name"], row["case"]): row for row in rows if row["factor"] == factor}
        ours = [found["ours", case] for case in CASES]
        peak = f"{max(row['memory'] for row in ours) / 2**20:,.0f} MiB"
        ratios = [_beside(found.get((name, case), {}).get("ratio") for case in CASES) for name in COLUMNS]
        lines.append([ROWS[factor], *ratios, _beside(row["seconds"] for row in ours), peak])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _beside(numbers: Any) -> str:
    """Numbers of the cases beside one another; nothing where a contestant took no part."""
    return " / ".join(f"{number:.2f}" for number in numbers if number is not None)


def main() -> None:
    """Print the table of one run, or of several of different sizes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.table", description=__doc__)
    parser.add_argument("results", type=Path, nargs="+")
    files = parser.parse_args().results
    print(as_markdown([row for file in files for row in json.loads(file.read_text())["rows"]]))


if __name__ == "__main__":
    main()
