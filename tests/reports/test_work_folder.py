"""What a process needs while it works is gone with it; the next command clears it where the process was killed."""

import os
import signal
import subprocess
import sys

import pytest

from kkpham_analysis.reports.work_folder import LOCK, clear_abandoned

WORK = """
import sys
from kkpham_analysis.reports.work_folder import work_folder
(work_folder() / "deep").mkdir()
(work_folder() / "deep" / "file").write_text("x")
print(work_folder().name, flush=True)
sys.stdin.read()
"""

FORK = """
import os, sys
from kkpham_analysis.reports.work_folder import work_folder
folder = work_folder()
if not (fork := os.fork()):
    sys.exit()
os.waitpid(fork, 0)
print(folder.is_dir(), flush=True)
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """A folder of temporary files for this process and those that it starts."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def process(temporary):
    """A process with a folder of its own."""
    process = subprocess.Popen([sys.executable, "-c", WORK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    process.folder = temporary / process.stdout.readline().strip()
    yield process
    process.kill()
    process.communicate()


def test_the_folder_of_a_process_goes_with_it(process):
    assert process.folder.is_dir()
    process.communicate("")
    assert not process.folder.exists()


def test_a_fork_that_ends_leaves_the_folder_to_the_process_that_it_is_of(temporary):
    forked = subprocess.run([sys.executable, "-c", FORK], capture_output=True, text=True, check=True)
    assert (forked.stdout.split(), list(temporary.iterdir())) == (["True"], [])


def test_the_folder_of_a_living_process_is_left_alone(process):
    clear_abandoned()
    assert (process.folder / "deep" / "file").read_text() == "x"


def test_the_folder_of_a_killed_process_is_cleared_by_the_next(process, temporary):
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert (process.folder / "deep" / "file").read_text() == "x"
    clear_abandoned()
    assert list(temporary.iterdir()) == []


def test_a_folder_that_is_half_cleared_or_was_never_used_is_cleared_and_others_are_kept(temporary):
    (temporary / "kkpham-half0000.run").mkdir()
    (temporary / "kkpham-half0000.run" / LOCK).touch()
    (temporary / "kkpham-empty000.run").mkdir()
    (temporary / "kkpham-somebody.run").mkdir()
    (temporary / "kkpham-somebody.run" / "file").touch()
    (temporary / "target").mkdir()
    (temporary / "target" / LOCK).touch()
    (temporary / "kkpham-link0000.run").symlink_to(temporary / "target")
    clear_abandoned()
    assert sorted(path.name for path in temporary.iterdir()) == ["kkpham-link0000.run", "kkpham-somebody.run", "target"]


@pytest.mark.parametrize("name", ["kkpham-pictures", "kkpham-x.run", "kkpham-2026.Nov.run", "kkpham-a1b2c3d4.run.old"])
def test_an_empty_folder_that_no_run_has_made_is_kept(temporary, name):
    (temporary / name).mkdir()
    clear_abandoned()
    assert [path.name for path in temporary.iterdir()] == [name]


def test_an_empty_folder_of_another_user_is_kept(temporary, monkeypatch):
    (temporary / "kkpham-empty000.run").mkdir()
    monkeypatch.setattr("os.getuid", lambda: temporary.stat().st_uid + 1)
    clear_abandoned()
    assert [path.name for path in temporary.iterdir()] == ["kkpham-empty000.run"]
