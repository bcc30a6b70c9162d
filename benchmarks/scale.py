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
import time
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from benchmarks.reports import EVERY, memory_of
from benchmarks.results import machine_now, write_result
from benchmarks.scale_commands import asked
from benchmarks.untouched import KKPHAM, MODEL, ROOT, run

# How many of each kind are made: of the country few, for it has few.
MADE = {"country": 6, "province_report": 12, "regency_profile": 12}
WAYS = (["html"], ["html", "pdf"])
# Profiles once more, alike but for their number: what one more takes is the slope between them.
PROFILES: dict[str, Any] = {"kind": "regency_profile", "forms": ["html", "pdf"]}
MORE = 36
# How many of these at the same time, alike but for that: what one more at work holds is the slope between them.
AT_ONCE, HELD = (1, 4), 8
PLACED = (100, 1_000)
BESIDE = (100, 1_000, 10_000, 100_000)
# Workers, each time for few reports and for many: what one more takes is the slope between these.
CLUSTERS = {10: (50, 200), 50: (200, 600)}
# Tasks that do nothing, for the fewest workers.
IDLE = (1_000, 10_000)


def measured(part: str, folder: Path, *, is_watched: bool = False, **given: Any) -> dict[str, Any]:
    """What one part has to say, with what it was given.

    Where it `is_watched`, also the most memory that all of its processes `held`: looking takes time itself.
    """
    print(f"{part}: {json.dumps(given)}", file=sys.stderr)
    command = [sys.executable, "-m", "benchmarks.scale_ways", part, str(folder), json.dumps(given)]
    with TemporaryFile("w+") as said, TemporaryFile("w+") as warned:
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=warned)  # noqa: S603
        held = {"held": peak_of(process)} if is_watched else {}
        process.wait()
        said.seek(0)
        warned.seek(0)
        if process.returncode:
            raise SystemExit(f"{part} failed:\n{warned.read()}")
        found = said.read().splitlines()[-1]
    print(f"  {found} {held or ''}", file=sys.stderr)
    return {"part": part, **given, **json.loads(found), **held}


def peak_of(process: subprocess.Popen[bytes]) -> int:
    """The most bytes that a program and all that it started held, until it ends."""
    peak = 0
    while process.poll() is None:
        peak = max(peak, memory_of(process.pid))
        time.sleep(EVERY)
    return peak


def made(folder: Path) -> list[dict[str, Any]]:
    """What reports of each kind take, and each form of them."""
    rows = []
    for kind, reports in MADE.items():
        for forms in WAYS:
            there = folder / f"{kind}-{len(forms)}"
            rows.append(measured("making", there, kind=kind, forms=forms, reports=reports))
        rows.append(measured("forms", there, kind=kind))
    return rows


def made_more(folder: Path) -> list[dict[str, Any]]:
    """What more of the same reports take, and more of them at the same time."""
    more = measured("making", folder / "more", **PROFILES, reports=MORE) | {"part": "more"}
    held = [
        measured("making", folder / f"held-{workers}", is_watched=True, **PROFILES, reports=HELD, workers=workers)
        for workers in AT_ONCE
    ]
    return [more, *(row | {"part": "holding"} for row in held)]


def laid(folder: Path, browser: str | None) -> list[dict[str, Any]]:
    """What a number of reports costs beside making them."""
    rows = []
    for reports in BESIDE:
        there = beside_model(folder, f"beside-{reports}")
        row = measured("beside", there, reports=reports)
        row |= {"took": asked(there, row["planned"], reports), "page": (there / "out" / "index.html").stat().st_size}
        print(f"  {json.dumps(row)}", file=sys.stderr)
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
    for workers, numbers in CLUSTERS.items():
        for reports in numbers:
            there = beside_model(folder, f"cluster-{workers}-{reports}")
            idle = () if rows[-1]["part"] == "cluster" else IDLE
            rows.append(measured("cluster", there, workers=workers, reports=reports, idle=idle))
    return rows


def main() -> None:
    """Measure, and write all as JSON."""
    argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__).parse_args()
    machine = machine_now(("papermill", "nbconvert", "typst", "distributed", "matplotlib", "pandas"))
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        run([KKPHAM, "--out", str(folder / "model"), *MODEL])
        rows = [*taken_in(folder), *laid(folder, shutil.which("chromium")), *made(folder), *made_more(folder)]
    print(f"written to {write_result('scale', machine, rows).relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
