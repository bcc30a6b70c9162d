"""A run ends its own kernels and no other process, and has them draw at the size of the run."""

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from kkpham_analysis.figures.sizes import VARIABLE as FIGURES
from kkpham_analysis.reports import kernels as module
from kkpham_analysis.reports import warm_kernels
from kkpham_analysis.reports.kernels import Kernels


class Process:
    """What starts a kernel, and knows its number when it has ended, too."""

    has_process = True

    def __init__(self, pid):
        self.pid = pid


def started(manager_class, pid):
    manager = manager_class()
    manager.provisioner = Process(pid)
    return manager


@pytest.fixture
def killed(monkeypatch):
    """Which processes were sent a signal that ends them; the server first, which has no number here."""
    told = []
    monkeypatch.setattr(warm_kernels, "kill_server", lambda: told.append("server"))
    monkeypatch.setattr(module.os, "kill", lambda pid, number: told.append((pid, number)))
    return told


def test_a_run_that_is_stopped_ends_the_kernels_at_work_and_not_whoever_has_the_number_of_an_ended_one(
    tmp_path, killed
):
    kernels = Kernels(tmp_path)
    with kernels.manager("", tmp_path / "first.txt") as of_first:
        first = started(of_first, 101)
    with kernels.manager("", tmp_path / "second.txt") as of_second:
        second = started(of_second, 102)
        kernels.stop()
    assert (killed, kernels.stopped.is_set()) == (["server", (102, signal.SIGKILL)], True)
    assert (first.provisioner.pid, second.provisioner.pid) == (101, 102)


def test_a_kernel_whose_process_was_waited_for_is_sent_nothing_though_its_report_is_at_work(tmp_path, killed):
    kernels = Kernels(tmp_path)
    with kernels.manager("", tmp_path / "first.txt") as of_first:
        ended = started(of_first, 101)
        ended.provisioner.has_process = False
        kernels.stop()
    assert killed == ["server"]


def test_a_kernel_that_cannot_be_ended_keeps_no_other_at_work(tmp_path, killed, monkeypatch):
    refused = PermissionError("Access is denied")
    monkeypatch.setattr(module.os, "kill", lambda pid, number: killed.append(pid) or (_ for _ in ()).throw(refused))
    kernels = Kernels(tmp_path)
    with kernels.manager("", tmp_path / "1.txt") as first, kernels.manager("", tmp_path / "2.txt") as second:
        there = started(first, 101), started(second, 102)
        kernels.stop()
    assert (killed[0], sorted(killed[1:]), len(there)) == ("server", [101, 102], 2)


def test_kernels_are_ended_where_the_system_has_no_kill(tmp_path):
    """As on Windows: what the module takes for it is asked of a process that loads it without one."""
    program = "import signal; del signal.SIGKILL; from kkpham_analysis.reports import kernels; print(kernels.AT_ONCE)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert told.stdout.strip() == str(int(signal.SIGTERM))


def test_a_report_that_was_stopped_is_forgotten_too(tmp_path, killed):
    kernels = Kernels(tmp_path)
    kept = []
    with suppress(RuntimeError), kernels.manager("", tmp_path / "first.txt") as of_first:
        kept.append(started(of_first, 101))
        raise RuntimeError
    kernels.stop()
    assert (killed, len(kept)) == (["server"], 1)


@pytest.mark.parametrize(
    ("run", "report", "drawn"), [("print", "slide", "print"), ("", "slide", "slide"), ("print", "", "print")]
)
def test_figures_have_the_size_of_the_run_and_that_of_their_report_where_it_has_none(run, report, drawn, tmp_path):
    with Kernels(tmp_path, run).manager("", Path("tables.txt"), report) as manager_class:
        assert manager_class().kernel_spec.env[FIGURES] == drawn
