"""For all tests: programs that are not there, figures that are left open, and an environment without surprises."""

import os
import shutil
import sys

import pytest


def pytest_configure():
    # Whoever works on another data folder still tests this one.
    os.environ.pop("KKPHAM_DATA", None)


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
