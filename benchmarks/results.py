"""What was measured: the newest run of each kind, as JSON, with the machine and all versions."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kkpham_analysis.reports.running import usable_cores

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
KINDS = ("reports", "untouched", "coverage")


def machine_now(libraries: Iterable[str]) -> dict[str, Any]:
    """What is measured on: asked before anything runs, for `load` is how many programs wanted a core already."""
    versions = {name: version(name) for name in libraries}
    load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None
    return {"python": platform.python_version(), "system": platform.system(), "cores": usable_cores(), "load": load,
            **versions}  # fmt: skip


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
