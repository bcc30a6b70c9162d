"""A run that is killed at any moment leaves nothing that the next one does not put right."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kkpham_analysis.reports.run_lock import at_work

ROOT = Path(__file__).resolve().parents[2]
NOON = "1767268800"
KILLS = 20
# With the notebooks of the tests of reports, which take no time.
KKPHAM = f"""
import sys
from pathlib import Path
from kkpham_analysis import cli
from kkpham_analysis.reports import requests
requests.PACKAGE_ROOT = Path({str(ROOT / "tests" / "reports")!r})
cli.app(sys.argv[1:])
"""
PLAN = """\
- notebook: finding
  each:
    province_code: ["32", "51", "64"]
    language: [id, en]
- notebook: every_object
  to: [html, pdf]
"""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc"),
]


@pytest.fixture
def command(built_data, tmp_path):
    """How a run is started, in an environment by which all its processes are known."""
    (tmp_path / "plan.yaml").write_text(PLAN)
    # A socket must have a short path.
    with tempfile.TemporaryDirectory(prefix="killed-") as short:
        environment = {**os.environ, "KKPHAM_DATA": str(built_data), "SOURCE_DATE_EPOCH": NOON, "TMPDIR": short}

        def start(out, *more):
            arguments = ["--out", str(out), "run", str(tmp_path / "plan.yaml"), "--workers", "2", *more]
            return subprocess.Popen(
                [sys.executable, "-c", KKPHAM, *arguments], cwd=ROOT, env=environment,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                # Whoever starts the tests in the background has them, and what they start, not hear it.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )  # fmt: skip

        start.folder = Path(short)
        yield start


def finish(run):
    _, said = run.communicate(timeout=120)
    return run.returncode, said


def kill(run):
    """Kill the process of a run alone, as a machine short of memory does; gives how it ended: it may be over."""
    with suppress(ProcessLookupError):
        os.kill(run.pid, signal.SIGKILL)
    return run.wait()


def wait_for_part(run, out):
    """Wait until a file is being written, or the run is over."""
    there = set(out.glob("*/*/.*.part"))
    while run.poll() is None and set(out.glob("*/*/.*.part")) <= there:
        time.sleep(0.001)


def left_of(folder):
    """The processes that were started in an environment with a folder of temporary files."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if f"TMPDIR={folder}\0".encode() in environment.read_bytes():
                found.append((environment.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def none_left_of(folder, seconds=20):
    until = time.monotonic() + seconds
    while (found := left_of(folder)) and time.monotonic() < until:
        time.sleep(0.05)
    return found


def tree(out):
    """Every file of a folder of reports to the byte; what tells monitors of the run itself, but for who and when."""
    return {path.relative_to(out).as_posix(): content(path) for path in sorted(out.rglob("*")) if path.is_file()}


def content(path):
    if path.name == "status.json":
        return [json.loads(path.read_text())[name] for name in ("running", "exit_code", "reports", "failed")]
    return path.read_bytes()


def test_a_run_that_was_killed_twenty_times_ends_as_one_that_never_was(command, tmp_path):
    began = time.monotonic()
    assert finish(command(tmp_path / "undisturbed"))[0] == 0
    length = time.monotonic() - began
    seed = random.randrange(1_000_000)  # noqa: S311 - nothing is kept secret
    print(f"random.Random({seed}), over {length:.1f} s")
    chance = random.Random(seed)  # noqa: S311

    out, kills = tmp_path / "killed", 0
    while kills < KILLS:
        run = command(out, "--force")
        # Every other one while files are being written or moved, wherever the run is by then.
        delay = chance.uniform(0, length / (1 + kills % 2))
        with suppress(subprocess.TimeoutExpired):
            run.wait(delay)
        if kills % 2:
            wait_for_part(run, out)
            time.sleep(chance.uniform(0, 0.01))
        kills += kill(run) == -signal.SIGKILL
        print(f"{delay:.2f} s: {[path.name for path in out.rglob('.*.part')]}")
        assert at_work(out) is None

    assert finish(command(out))[0] == 0
    assert tree(out) == tree(tmp_path / "undisturbed")
    assert none_left_of(command.folder) == []
    assert sorted(command.folder.rglob("*")) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_told_to_end_leaves_nothing_at_work_and_keeps_what_was_done(command, tmp_path, number, code):
    out = tmp_path / "reports"
    run = command(out, "--log", "json")
    first = next(event for event in map(json.loads, run.stderr) if event["event"] == "done")
    run.send_signal(number)
    assert finish(run)[0] == code
    status = json.loads((out / "status.json").read_text())
    assert (status["running"], status["exit_code"], at_work(out)) == (False, code, None)
    assert (out / f"{first['report']}.html").is_file()
    assert [path for path in out.rglob("*") if path.suffix == ".part"] == []
    assert none_left_of(command.folder) == []
    assert sorted(command.folder.rglob("*")) == []


def test_a_second_run_says_who_is_at_work_and_the_next_one_starts_at_once_where_that_was_killed(command, tmp_path):
    out = tmp_path / "reports"
    first = command(out)
    first.stderr.readline()
    code, said = finish(command(out, "--lang", "en"))
    holder = at_work(out)
    kill(first)
    assert code == 1
    assert said == (
        f"Another command is writing in {out}: kkpham run {tmp_path / 'plan.yaml'}, since {holder.since}, "
        f"process {first.pid} on {holder.host}. Wait until it has ended or end that process, then try again.\n"
    )
    assert finish(command(out))[0] == 0
