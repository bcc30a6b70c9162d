"""`make setup` as it is called, with programs in the place of the Pythons that it is given."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# It is one of its own, says which, and makes an environment whose Python says the same.
PYTHON = """#!/bin/sh
case "$*" in
  -c*) echo {name} ;;
  --version) echo "Python {name}" ;;
  "-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python && ln -sf /bin/true .venv/bin/uv ;;
esac
"""
NOTHING = "make: Nothing to be done for 'setup'."


@pytest.fixture
def made_by(tmp_path):
    """Call `make setup` in a folder of its own, with a Python or without, and give the first line that it says."""
    for name in ("old", "new", "python3"):
        (tmp_path / name).write_text(PYTHON.format(name=name), encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    for name in ("requirements.lock", "requirements-installer.lock", "pyproject.toml"):
        (tmp_path / name).write_text("one==1\n", encoding="utf-8")
    # Whoever runs the tests with make may have named a Python to it.
    theirs = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "PYTHON")
    ours = {name: value for name, value in os.environ.items() if name not in theirs}
    ours |= {"PATH": f"{tmp_path}:{os.environ['PATH']}", "LC_ALL": "C"}

    def called(*given, **more):
        made = subprocess.run(["make", "--no-print-directory", "-f", ROOT / "Makefile", "setup", *given],
                              cwd=tmp_path, env=ours | more, capture_output=True, text=True)  # fmt: skip
        return made.returncode, made.stdout.partition("\n")[0]

    return called


def test_an_environment_is_made_anew_by_a_python_that_the_call_names_and_that_did_not_make_it(made_by):
    told = [made_by("PYTHON=./old"), made_by("PYTHON=./new"), made_by("PYTHON=./new"), made_by(PYTHON="./old")]
    assert told == [
        (0, "[1/3] environment: .venv with Python old"),
        (0, "[1/3] environment: .venv with Python new"),
        (0, NOTHING),
        (0, NOTHING),
    ]


def test_an_environment_stays_whoever_made_it_where_no_python_is_named(made_by):
    assert [made_by("PYTHON=./old"), made_by()] == [(0, "[1/3] environment: .venv with Python old"), (0, NOTHING)]


@pytest.mark.parametrize("name", ["./none", "./aged"])
def test_a_python_that_is_not_there_or_too_old_leaves_the_environment_as_it_is(made_by, tmp_path, name):
    (tmp_path / "aged").write_text(f'{PYTHON.format(name="aged")}case "$2" in *version_info*) exit 1 ;; esac\n')
    (tmp_path / "aged").chmod(0o755)
    assert [made_by("PYTHON=./old"), made_by(f"PYTHON={name}"), made_by()] == [
        (0, "[1/3] environment: .venv with Python old"), (2, ""), (0, NOTHING),
    ]  # fmt: skip
