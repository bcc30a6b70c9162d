"""For all tests: programs that are not there, figures that are left open, and an environment without surprises."""

import contextlib
import gc
import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from tests.examples import TIMES

ROOT = Path(__file__).resolve().parents[1]


# How long an example takes is the machine's affair, and no fault. A run tries what the run before tried; new examples
# are looked for by HYPOTHESIS_PROFILE=thorough (`make fuzz`).
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("thorough", deadline=None, print_blob=True, max_examples=100 * TIMES)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


# Collected tests and imported modules are millions of objects that stay to the end: looking through them for rubbish
# again and again was a fifth of the time in which tests are collected. What a test leaves behind is still found.
YOUNG = 10_000


def pytest_configure():
    # Whoever works on another data folder, or in another language, still tests this one.
    for name in [name for name in os.environ if name.startswith("KKPHAM_")]:
        del os.environ[name]


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(YOUNG, 10, 10)
        gc.enable()


def pytest_runtest_setup(item):
    wanted = [program for mark in item.iter_markers("needs") for program in mark.args]
    if missing := [program for program in wanted if not shutil.which(program)]:
        pytest.skip(f"needs {', '.join(missing)}; see system-packages.txt")


def pytest_report_teststatus(report):
    """Call a test that did not run by that name."""
    return ("not run", "n", "NOT RUN") if report.skipped and not hasattr(report, "wasxfail") else None


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.stats.get("not run", []):
        _, _, reason = report.longrepr
        terminalreporter.write_line(f"not run: {report.nodeid} ({reason.removeprefix('Skipped: ')})")


@pytest.fixture(autouse=True)
def close_figures():
    """Leave no figure to the next test; nothing is imported for it."""
    yield
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")


@pytest.fixture(scope="session")
def built_data(tmp_path_factory, worker_id):
    """Build the real facts once for all tests, in a folder of their own; every worker takes the same."""
    from kkpham_analysis.reports.building import build

    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "built_data"
    folder.mkdir(exist_ok=True)
    with contextlib.suppress(FileExistsError):
        (folder / "raw").symlink_to(ROOT / "data" / "raw", target_is_directory=True)
    result = build(folder)
    assert result.ok, "\n".join(map(str, result.faults))
    return folder


@pytest.fixture
def real_data(built_data, monkeypatch):
    """Let everything in the test, and the kernels it starts, read the built facts."""
    monkeypatch.setenv("KKPHAM_DATA", str(built_data))
    return built_data
