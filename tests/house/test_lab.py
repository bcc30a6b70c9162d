"""`make lab` as it is called, with programs in the place of those that it starts."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("named", ["environment", "target"])
def test_a_kernel_of_the_lab_finds_the_data_folder_from_wherever_it_starts(tmp_path, named):
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for name, does in (("kkpham", ":"), ("jupyter", 'echo "$1 $KKPHAM_DATA"')):
        (bin_ / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (bin_ / name).chmod(0o755)
    (tmp_path / "data set").mkdir()
    given = {} if named == "target" else {"KKPHAM_DATA": "data set"}
    more = ["KKPHAM_DATA=data set"] if named == "target" else []

    made = subprocess.run(
        # Whoever runs the tests with make has told it to say in which folder it is.
        ["make", "--no-print-directory", "-f", ROOT / "Makefile", "-o", "ready", "lab",
         f"BIN={bin_}", "READY=ready", *more],
        cwd=tmp_path, env={**os.environ, **given}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert made.stdout == f"lab {tmp_path / 'data set'}\n"
