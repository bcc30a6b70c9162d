"""What was not run is never counted as passed, and whoever reads the last line knows."""

import subprocess
import sys
from pathlib import Path

import pytest

from .. import run_all

ROOT = Path(__file__).parents[2]
TOY = """
import pytest

def test_good(): pass
def test_bad(): assert 0
def test_left_out(): pytest.skip("not today")
@pytest.mark.needs("no-such-program")
def test_needy(): pass
@pytest.fixture
def broken(): raise OSError
def test_never_started(broken): pass
"""
COUNT = """
import sys, pytest
from tests.run_all import Tally, print_summary
tally = Tally()
code = pytest.main(["-q", "-p", "tests.conftest", "-p", "no:cacheprovider", *sys.argv[1:]], plugins=[tally])
print_summary(tally, ["tests and doctests"] if code else [], 2.04)
"""


def last_line(folder, *options):
    options = ["-c", "/dev/null", f"--rootdir={folder}", *options, folder]
    done = subprocess.run([sys.executable, "-c", COUNT, *options], capture_output=True, text=True, cwd=ROOT, check=True)
    return done.stdout


@pytest.mark.parametrize("workers", ["0", "1"], ids=["here", "in a worker"])
def test_each_test_is_counted_as_what_became_of_it(tmp_path, workers):
    (tmp_path / "test_toy.py").write_text(TOY)
    said = last_line(tmp_path, "-n", workers)
    assert said.splitlines()[-5:] == [
        "failed:  test_toy.py::test_bad",
        "failed:  test_toy.py::test_never_started",
        "not run: test_toy.py::test_left_out",
        "not run: test_toy.py::test_needy",
        "== 1 passed, 2 failed, 2 not run in 2.0s ==",
    ]
    assert "not run: test_toy.py::test_needy (needs no-such-program; see system-packages.txt)" in said


def test_a_file_that_cannot_be_read_has_failed(tmp_path):
    (tmp_path / "test_toy.py").write_text("import no_such_module")
    assert last_line(tmp_path).splitlines()[-2:] == [
        "failed:  test_toy.py",
        "== 0 passed, 1 failed, 0 not run in 2.0s ==",
    ]


def test_where_pytest_itself_fails_the_run_has_failed(tmp_path):
    assert last_line(tmp_path, "--no-such-option").splitlines()[-1] == "== 0 passed, 1 failed, 0 not run in 2.0s =="


@pytest.mark.parametrize(
    ("options", "check", "not_run", "code"),
    [([], True, set(), 0), ([], True, {"a"}, 0), (["--strict"], True, {"a"}, 1), ([], False, set(), 1)],
    ids=["all well", "not run", "not run, strictly", "a check failed"],
)
def test_the_exit_code_says_whether_all_is_well(monkeypatch, capsys, options, check, not_run, code):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(run_all, "install_system_packages", lambda: None)
    monkeypatch.setattr(run_all, "checks", lambda: [run_all.Step("a check", lambda: check)])
    monkeypatch.setattr(run_all, "run_pytest", lambda tally: tally.not_run.update(not_run) or True)
    assert run_all.main(options) == code
    assert ("failed:  a check" in capsys.readouterr().out) is not check


def test_a_list_of_packages_has_a_name_and_a_reason_on_each_line():
    assert run_all.system_packages("# why\nchromium  # pages\n\nfonts-x\n") == ["chromium", "fonts-x"]


@pytest.mark.parametrize(
    ("there", "user", "said"),
    [
        ({"dpkg-query", "apt-get"}, 1000, "until you say: sudo apt-get install --yes --no-install-recommends chromium"),
        ({"dpkg-query", "apt-get"}, 0, "Could not install chromium; their tests will not run. To see why: apt-get"),
        (set(), 1000, "Not found: chromium (Debian's names). Their tests will not run until you install them."),
        ({"chromium"}, 1000, ""),
    ],
    ids=["user", "root", "elsewhere", "elsewhere, there"],
)
def test_what_is_missing_is_installed_or_said(monkeypatch, tmp_path, capsys, there, user, said):
    (tmp_path / "packages.txt").write_text("chromium  # pages\n")
    monkeypatch.setattr(run_all, "SYSTEM_PACKAGES", tmp_path / "packages.txt")
    monkeypatch.setattr(run_all.shutil, "which", lambda program: program if program in there else None)
    monkeypatch.setattr(run_all.os, "geteuid", lambda: user)
    failed = subprocess.CompletedProcess([], 1, stdout="")
    monkeypatch.setattr(run_all.subprocess, "run", lambda *command, **options: failed)
    run_all.install_system_packages()
    printed = capsys.readouterr().out
    assert said in printed
    assert bool(said) == bool(printed)
