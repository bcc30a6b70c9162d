"""What the commands take that a folder of untouched reports is asked with: as they are typed, each from its start."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.results import ROOT
from benchmarks.untouched import KKPHAM


def used_by(command: Sequence[str]) -> tuple[dict[str, float], str]:
    """Seconds of a processor of a program and the most bytes that it held, and what it said; it must not fail.

    Who asks holds little itself: the system counts that in, for a program begins as a copy of it.
    """
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:  # noqa: S603
        said = process.stdout.read() if process.stdout else ""
        _, ended, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{said}")
    return {"processor": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss * 1024}, said


def asked(folder: Path, planned: int, reports: int) -> dict[str, Any]:
    """What a run and `status` take for a plan of which nothing is to be made, and `site` for all that is there.

    `run_beside_page` is the run once more where that page is there, which it looks through then.
    """
    fresh, plan = f"{planned:,} reports are fresh, 0 to make", [str(folder / "plan.yaml")]
    return {
        "run": _told(folder, ["run", *plan], fresh),
        "status": _told(folder, ["status", *plan], f"{planned:,} fresh"),
        "site": _told(folder, ["site"], f"{reports:,} reports"),
        "run_beside_page": _told(folder, ["run", *plan], fresh),
    }


def _told(folder: Path, words: Sequence[str], expected: str) -> dict[str, float]:
    used, said = used_by([KKPHAM, "--out", str(folder / "out"), *words, "--lang", "en"])
    if expected not in said:
        raise SystemExit(f"{' '.join(words)} does not say {expected!r}:\n{said}")
    return used
