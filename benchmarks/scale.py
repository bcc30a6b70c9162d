"""What ten thousand and a million reports would take: `python -m benchmarks.scale`, some minutes.

It makes some reports of each kind, and lays up to a hundred thousand untouched ones into a folder; a scheduler of Dask
hands out some that workers only pretend to make. Each part runs in a process of its own. What counts are seconds of a
processor, of all processes of a part together: what else runs on the machine hardly changes them.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.results import machine_now, write_result
from benchmarks.untouched import KKPHAM, MODEL, ROOT, run

# How many of each kind are made: of the country few, for it has few.
MADE = {"country": 6, "province_report": 12, "regency_profile": 12}
WAYS = (["html"], ["html", "pdf"])
PLACED = (100, 1_000)
BESIDE = (100, 1_000, 10_000, 100_000)
# How many workers, for how many reports, and how many tasks that do nothing.
CLUSTERS = ((10, 60, (1_000, 10_000)), (50, 200, ()))


def measured(part: str, folder: Path, **given: Any) -> dict[str, Any]:
    """What one part has to say, with what it was given."""
    print(f"{part}: {json.dumps(given)}", file=sys.stderr)
    command = [sys.executable, "-m", "benchmarks.scale_ways", part, str(folder), json.dumps(given)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"{part} failed:\n{done.stderr}")
    found = done.stdout.splitlines()[-1]
    print(f"  {found}", file=sys.stderr)
    return {"part": part, **given, **json.loads(found)}


def made(folder: Path) -> list[dict[str, Any]]:
    """What reports of each kind take, and each form of them."""
    rows = []
    for kind, reports in MADE.items():
        for forms in WAYS:
            there = folder / f"{kind}-{len(forms)}"
            rows.append(measured("making", there, kind=kind, forms=forms, reports=reports))
        rows.append(measured("forms", there, kind=kind))
    return rows


def laid(folder: Path, browser: str | None) -> list[dict[str, Any]]:
    """What a number of reports costs beside making them."""
    rows = []
    for reports in BESIDE:
        there = beside_model(folder, f"beside-{reports}")
        row = measured("beside", there, reports=reports)
        rows.append(row | (measured("browsing", there, browser=browser) if browser else {}) | {"part": "beside"})
        shutil.rmtree(there / "out")
    return rows


def beside_model(folder: Path, name: str) -> Path:
    """A folder of its own, in which the one report that was made is found."""
    there = folder / name
    there.mkdir()
    (there / "model").symlink_to(folder / "model", target_is_directory=True)
    return there


def taken_in(folder: Path) -> list[dict[str, Any]]:
    """What a run does with reports that others made: in this process, and on workers."""
    rows = [measured("placing", beside_model(folder, f"placing-{reports}"), reports=reports) for reports in PLACED]
    return rows + [
        measured("cluster", beside_model(folder, f"cluster-{workers}"), workers=workers, reports=reports, idle=idle)
        for workers, reports, idle in CLUSTERS
    ]


def main() -> None:
    """Measure, and write all as JSON."""
    argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__).parse_args()
    machine = machine_now(("papermill", "nbconvert", "typst", "distributed", "matplotlib", "pandas"))
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        run([KKPHAM, "--out", str(folder / "model"), *MODEL])
        rows = [*taken_in(folder), *laid(folder, shutil.which("chromium")), *made(folder)]
    print(f"written to {write_result('scale', machine, rows).relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
