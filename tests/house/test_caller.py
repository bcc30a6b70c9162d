"""Tests say the same whoever calls them, whatever variables of the program that person has set."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOY = """
import os

def test_what_is_left():
    assert [name for name in os.environ if name.startswith("KKPHAM_")] == []
"""


def test_variables_of_the_caller_reach_no_test(tmp_path):
    (tmp_path / "test_toy.py").write_text(TOY)
    command = ["-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider", "-c", os.devnull, "test_toy.py"]
    set_by_caller = {"KKPHAM_LANG": "en", "KKPHAM_DEBUG": "1", "KKPHAM_DATA": "elsewhere", "PYTHONPATH": str(ROOT),
                     "PYTEST_ADDOPTS": ""}  # fmt: skip
    done = subprocess.run([sys.executable, *command], cwd=tmp_path, env={**os.environ, **set_by_caller},
                          capture_output=True, text=True)  # fmt: skip
    assert (done.returncode, done.stdout.splitlines()[-1].partition(" in ")[0]) == (0, "1 passed")
