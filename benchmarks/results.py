"""What was measured: the newest run of each kind, as JSON, with the machine and all versions."""

from __future__ import annotations

import datetime as dt
import json
import platform
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn

from kkpham_analysis.tables.cores import usable_cores

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
KINDS = ("reports", "untouched", "coverage", "scale")
LOOKS, BETWEEN = 20, 0.1  # seconds


def machine_now(libraries: Iterable[str]) -> dict[str, Any]:
    """What is measured on: asked before anything runs, for `load` is how many programs wanted a core already."""
    about = {"python": platform.python_version(), "system": platform.system(), "cores": usable_cores()}
    return about | {"load": _others()} | {name: version(name) for name in libraries}


def _others() -> float | None:
    """How many other programs want a core, on average of two seconds: not what the run before wanted."""
    file, wanting = Path("/proc/loadavg"), []
    for _ in range(LOOKS if file.is_file() else 0):
        time.sleep(BETWEEN)
        wanting.append(int(file.read_text().split()[3].partition("/")[0]) - 1)
    return round(statistics.mean(wanting), 1) if wanting else None


def write_result(kind: str, machine: dict[str, Any], rows: list[dict[str, Any]]) -> Path:
    """Write a run in the place of the one before."""
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    file = RESULTS / f"{kind}.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"measured": now, "machine": machine, "rows": rows}, indent=1) + "\n")
    return file


def results() -> dict[str, dict[str, Any]]:
    """The newest run of each kind, as far as there is one."""
    files = {kind: RESULTS / f"{kind}.json" for kind in KINDS}
    return {kind: json.loads(file.read_text()) for kind, file in files.items() if file.is_file()}


def end_with(
    kind: str, machine: dict[str, Any], rows: list[dict[str, Any]], *, shown: str, broken: Sequence[str]
) -> NoReturn:
    """Print what was measured, write it, say which promises are `broken`, and end with 1 where any is."""
    print(shown)
    print(f"written to {write_result(kind, machine, rows).relative_to(ROOT)}", file=sys.stderr)
    for line in broken:
        print(line, file=sys.stderr)
    sys.exit(1 if broken else 0)
