"""Everything that is tested, in one run: `python -m tests.run_all`, which is what `make test` does.

Says what it is at, how long each step took, and at the end what passed, what failed and what was not run. The exit code
is 1 where anything failed; with `--strict` also where anything was not run.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SYSTEM_PACKAGES = ROOT / "system-packages.txt"


@dataclass(eq=False)
class Tally:
    """A pytest plugin that counts tests; what is skipped, for whatever reason, was not run."""

    passed: int = 0
    failed: set[str] = field(default_factory=set)
    not_run: set[str] = field(default_factory=set)

    def pytest_runtest_logreport(self, report) -> None:
        """Count one phase of a test: it passed when its call did, and failed when any phase did."""
        self.passed += report.passed and report.when == "call"
        self._note(report)

    def pytest_collectreport(self, report) -> None:
        """Count a file that could not be read, or leaves itself out."""
        self._note(report)

    def _note(self, report) -> None:
        if report.failed:
            self.failed.add(report.nodeid)
        elif report.skipped:
            self.not_run.add(report.nodeid)


@dataclass(frozen=True)
class Step:
    """One thing to do, and what it says while it is done."""

    name: str
    run: Callable[[], bool]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all steps, one failing or not, and give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.run_all", description="Run everything that is tested.")
    parser.add_argument("--strict", action="store_true", help="fail where any test was not run")
    strict = parser.parse_args(arguments).strict
    os.chdir(ROOT)
    started = time.monotonic()
    tally = Tally()
    steps = [*checks(), Step("tests and doctests", lambda: run_pytest(tally))]
    install_system_packages()
    failed = [step.name for number, step in enumerate(steps, 1) if not done(step, f"[{number}/{len(steps)}]")]
    print_summary(tally, failed, time.monotonic() - started)
    return int(bool(failed) or (strict and bool(tally.not_run)))


def checks() -> list[Step]:
    """What is checked without running any test."""
    commands = {
        "ruff check": ["ruff", "check", "--quiet", "."],
        "ruff format --check": ["ruff", "format", "--check", "--quiet", "."],
        "mypy --strict": ["mypy", "--no-error-summary"],
    }
    if importlib.util.find_spec("kkpham_analysis.tables.dictionary"):
        commands["data dictionary is not stale"] = ["kkpham_analysis.tables.dictionary", "--check"]
    return [Step(name, lambda command=command: succeeds(command)) for name, command in commands.items()]


def succeeds(command: Sequence[str]) -> bool:
    """Run a module of this environment; what it says goes to the terminal."""
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode == 0


def done(step: Step, place: str) -> bool:
    """Do a step, saying so before and after."""
    print(f"{place} {step.name} …", flush=True)
    started = time.monotonic()
    succeeded = step.run()
    print(f"{place} {step.name}: {'ok' if succeeded else 'FAILED'} ({time.monotonic() - started:.1f} s)", flush=True)
    return succeeded


def run_pytest(tally: Tally) -> bool:
    """Run every test and doctest, on all cores: whoever is idle takes what is left."""
    import pytest

    workers = max(2, len(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else 2
    return pytest.main(["-q", "-n", str(workers), "--dist", "worksteal"], plugins=[tally]) == 0


def print_summary(tally: Tally, failed_steps: Sequence[str], seconds: float) -> None:
    """Say what passed, failed and was not run; the last line is for machines, too."""
    # A failing test step is there by its tests already, unless it failed without one.
    others = [name for name in failed_steps if name != "tests and doctests" or not tally.failed]
    print()
    for name in [*others, *sorted(tally.failed)]:
        print(f"failed:  {name}")
    for name in sorted(tally.not_run):
        print(f"not run: {name}")
    failed = len(others) + len(tally.failed)
    counts = f"{tally.passed} passed, {failed} failed, {len(tally.not_run)} not run"
    print(f"== {counts} in {seconds:.1f}s ==", flush=True)


def system_packages(text: str) -> list[str]:
    """Names in the text of system-packages.txt: one a line, the reason after `#`."""
    names = (line.partition("#")[0].strip() for line in text.splitlines())
    return [name for name in names if name]


def install_system_packages() -> None:
    """Install what is missing where we may; else say the line to run. What stays missing, its tests say."""
    missing = [name for name in system_packages(SYSTEM_PACKAGES.read_text(encoding="utf-8")) if not is_there(name)]
    if not missing:
        return
    line = f"apt-get install --yes --no-install-recommends {' '.join(missing)}"
    if not shutil.which("apt-get"):
        print(f"Not found: {', '.join(missing)} (Debian's names). Their tests will not run until you install them.")
    elif os.geteuid() != 0:
        print(f"Not found: {', '.join(missing)}. Their tests will not run until you say: sudo {line}")
    else:
        print(f"Installing with apt-get, as system-packages.txt names them: {', '.join(missing)} …", flush=True)
        if not install(line.split()):
            print(f"Could not install {', '.join(missing)}; their tests will not run. To see why: {line}")


def is_there(package: str) -> bool:
    """Whether Debian has the package installed; elsewhere, whether there is a program of its name."""
    if not shutil.which("dpkg-query"):
        return shutil.which(package) is not None
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    return subprocess.run(query, capture_output=True, text=True, check=False).stdout == "installed"


def install(command: Sequence[str]) -> bool:
    """Install packages quietly, after having fetched the lists of what there is."""
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL, "check": False}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    return subprocess.run([*command, "-qq"], **quiet).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
