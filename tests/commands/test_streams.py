"""A command does its work whatever its streams lead to, and ends in order when its terminal closes."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kkpham_analysis.reports.run_lock import at_work

ROOT = Path(__file__).resolve().parents[2]
# With the notebooks of the tests of reports, which take no time.
KKPHAM = f"""
import sys
import time
from contextlib import suppress
from pathlib import Path
from kkpham_analysis import cli
from kkpham_analysis.reports import requests
requests.PACKAGE_ROOT = Path({str(ROOT / "tests" / "reports")!r})
cli.app(sys.argv[1:])
"""
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is nothing that is always full")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="streams are closed before the program starts")


@pytest.fixture
def kkpham(built_data, tmp_path):
    """Start a command, with a plan of two reports, and reports in `out`."""
    (tmp_path / "plan.yaml").write_text("- notebook: finding\n- notebook: every_object\n")
    # Kernels leave streams alone where they take it that they are tested.
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    environment["KKPHAM_DATA"] = str(built_data)

    def start(*arguments, **streams):
        command = [sys.executable, "-c", KKPHAM, "--out", str(tmp_path / "out"), *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **streams)

    start.plan, start.out = str(tmp_path / "plan.yaml"), tmp_path / "out"
    return start


def status_of(out):
    status = json.loads((out / "status.json").read_text())
    return [status[name] for name in ("running", "exit_code", "made", "failed")]


@pytest.mark.slow
@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)])
def test_a_run_makes_its_reports_though_streams_are_closed(kkpham, closed):
    run = kkpham("run", kkpham.plan, preexec_fn=lambda: [os.close(number) for number in closed])

    assert run.wait(timeout=120) == 0
    assert status_of(kkpham.out) == [False, 0, 2, 0]


@pytest.mark.slow
@pytest.mark.parametrize("gone", ["stdout", "stderr"])
def test_a_run_whose_reader_went_away_ends_with_the_code_of_its_answer(kkpham, gone):
    kkpham.out.mkdir(parents=True)
    (kkpham.out / "2023").write_text("in the place of a folder")
    reads, writes = os.pipe()
    os.close(reads)
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, gone: writes}
    run = kkpham("run", kkpham.plan, "--lang", "en", **streams)
    os.close(writes)

    assert (run.wait(timeout=120), status_of(kkpham.out)) == (1, [False, 1, 0, 2])


def test_a_call_that_is_refused_ends_with_2_though_nobody_reads_why(kkpham):
    reads, writes = os.pipe()
    os.close(reads)
    report = kkpham("report", "nosuch", stdout=subprocess.DEVNULL, stderr=writes)
    os.close(writes)

    assert report.wait(timeout=60) == 2


@pytest.mark.slow
@needs_full
def test_a_run_whose_answer_cannot_be_written_says_so_and_what_it_made(kkpham):
    with FULL.open("w") as full:
        run = kkpham("run", kkpham.plan, "--lang", "en", "--log", "json", stdout=full, stderr=subprocess.PIPE)
        *_, finished, last = map(json.loads, run.communicate(timeout=120)[1].splitlines())

    assert (run.returncode, finished["event"], finished["made"]) == (1, "finished", 2)
    assert last["text"] == (
        "What this command prints (stdout) could not be written; see whether the place where it goes is full, "
        "then try again."
    )
    assert (status_of(kkpham.out), at_work(kkpham.out)) == ([False, 1, 2, 0], None)


@needs_full
def test_an_answer_that_cannot_be_written_is_said_in_one_sentence(kkpham):
    with FULL.open("w") as full:
        command = kkpham("summary", "--year", "2023", stdout=full, stderr=subprocess.PIPE)
        said = command.communicate(timeout=60)[1]

    assert (command.returncode, said) == (
        1,
        "Keluaran perintah ini (stdout) tidak dapat ditulis; periksa apakah tempat tujuannya penuh, lalu coba lagi.\n",
    )


@pytest.mark.slow
def test_a_run_ends_in_order_when_its_terminal_closes(kkpham):
    run = kkpham("run", kkpham.plan, "--workers", "1", "--log", "json", stdout=subprocess.DEVNULL,
                 stderr=subprocess.PIPE, start_new_session=True)  # fmt: skip
    next(line for line in run.stderr if '"done"' in line)
    # The terminal tells all that was started in it.
    os.killpg(run.pid, signal.SIGHUP)
    told = [json.loads(line) for line in run.communicate(timeout=60)[1].splitlines()]

    assert (run.returncode, status_of(kkpham.out)[:2], at_work(kkpham.out)) == (129, [False, 129], None)
    assert [record["event"] for record in told if record["event"] != "started"] == ["note"]


@pytest.mark.slow
def test_a_run_that_is_to_outlive_its_terminal_goes_on(kkpham):
    run = kkpham("run", kkpham.plan, "--workers", "1", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                 preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))  # fmt: skip
    run.stderr.readline()
    run.send_signal(signal.SIGHUP)
    run.communicate(timeout=120)

    assert (run.returncode, status_of(kkpham.out)) == (0, [False, 0, 2, 0])


def server_of(pid):
    """The server that forks the kernels of a run, once it has forked one."""
    for task in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = int((task / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == pid and b"forkserver" in (task / "cmdline").read_bytes() and children_of(task):
                return int(task.name)
    return None


def children_of(task):
    return (task / "task" / task.name / "children").read_text().split()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
def test_no_kernel_speaks_between_the_lines_for_machines(kkpham):
    Path(kkpham.plan).write_text("- notebook: sleepy\n")
    run = kkpham("run", kkpham.plan, "--log", "json", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while not (server := server_of(run.pid)):
        time.sleep(0.05)
    # Its kernel has set up what looks for its parent.
    time.sleep(2)
    os.kill(server, signal.SIGKILL)
    told = run.communicate(timeout=120)[1].splitlines()

    assert [line for line in told if not line.startswith("{")] == []
