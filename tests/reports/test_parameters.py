"""What a notebook can be given is what papermill would find, without papermill."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkpham_analysis.reports.calls import CallError, Parameter
from kkpham_analysis.reports.parameters import notebook_parameters

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted([*(ROOT / "notebooks").glob("*.ipynb"), *(ROOT / "tests").rglob("*.ipynb")])
NAMES = st.from_regex(r"[a-z][a-z_]{0,9}_", fullmatch=True)
VALUES = st.one_of(
    st.integers(), st.booleans(), st.none(), st.floats(allow_nan=False, allow_infinity=False),
    st.text("abc _-", max_size=9), st.lists(st.integers(), max_size=3),
)  # fmt: skip
# What papermill does not see: `=` in a help hides its parameter.
HELPS = st.from_regex(r"[a-z]{1,5}( [a-z]{1,5}){0,3}", fullmatch=True)
KINDS = st.sampled_from(["", ": int", ": str", ": list[str]", ": 'float'"])


def notebook(folder, source):
    """A notebook with a cell of parameters behind one of text, as papermill takes it."""
    text = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Title"}
    code = {"cell_type": "code", "id": "b", "metadata": {"tags": ["parameters"]}, "source": source, "outputs": [],
            "execution_count": None}  # fmt: skip
    kernel = {"kernelspec": {"name": "python3", "language": "python", "display_name": "python3"}}
    path = folder / "made.ipynb"
    path.write_text(json.dumps({"cells": [text, code], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}))
    return path


def as_papermill(path):
    from papermill import inspect_notebook

    found = inspect_notebook(str(path))
    return {name: (ast.literal_eval(one["default"]), one["help"]) for name, one in found.items()}


def as_ours(path):
    return {name: (one.default, one.help) for name, one in notebook_parameters(path).items()}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_has_the_parameters_that_papermill_finds(path):
    assert as_ours(path) == as_papermill(path)


@given(st.dictionaries(NAMES, st.tuples(KINDS, VALUES, HELPS), max_size=4))
def test_any_cell_of_parameters_is_read_as_papermill_reads_it(tmp_path_factory, cell):
    lines = [f"{name}{kind} = {value!r}  # {said}" for name, (kind, value, said) in cell.items()]
    path = notebook(tmp_path_factory.mktemp("cell"), "\n".join(lines))
    assert as_ours(path) == as_papermill(path)


def test_what_papermill_does_not_see_is_read_too(tmp_path):
    source = 'share: float = 0.6  # a share, e.g. x=0.6\nrule: str | None = None  # a rule\nnumber = "#1"\nprint(1)'
    assert notebook_parameters(notebook(tmp_path, source)) == {
        "share": Parameter("share", "float", 0.6, "a share, e.g. x=0.6"),
        "rule": Parameter("rule", "str", None, "a rule"),
        "number": Parameter("number", "str", "#1", ""),
    }


def test_a_default_that_is_computed_is_refused(tmp_path):
    with pytest.raises(CallError, match="top"):
        notebook_parameters(notebook(tmp_path, "top: int = 1 + 2"))


def test_a_plan_is_found_up_to_date_without_what_runs_and_draws_it():
    code = (
        "import sys; from kkpham_analysis.reports import plan_listing; "
        "print([name for name in ('papermill', 'nbformat', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
