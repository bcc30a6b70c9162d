"""What every notebook keeps to, so that it can be read aloud and run unattended."""

import ast
import json
import re
from itertools import combinations
from pathlib import Path

import pytest

from kkpham_analysis.reports.parameters import notebook_parameters

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
MOST_CELLS, MOST_LINES = 16, 8
KINDS = {"int", "str", "list", "bool", "float"}
PROGRAMS = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.With, ast.Lambda,
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
)  # fmt: skip

by_name = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind=None):
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if kind in (None, cell["cell_type"])]


def source(cell):
    return "".join(cell["source"])


def tags(cell):
    return cell["metadata"].get("tags", [])


def untagged(path, *names):
    return [cell for cell in cells(path, "code") if not set(names) & set(tags(cell))]


def test_there_are_the_notebooks_that_the_product_promises():
    promised = {"award_summary", "province_report", "regency_profile", "trends", "data_quality", "explore",
                "indicator_coverage"}  # fmt: skip

    assert {path.stem for path in NOTEBOOKS} == promised


@by_name
def test_no_output_and_no_trace_of_a_run_is_stored(path):
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(path, "code"))
    assert all(set(cell["metadata"]) <= {"tags"} for cell in cells(path))
    metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    assert metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


@by_name
def test_the_second_cell_holds_the_parameters_and_no_other_does(path):
    holders = [place for place, cell in enumerate(cells(path)) if "parameters" in tags(cell)]

    assert holders == [1]


@by_name
def test_every_parameter_has_a_type_a_default_and_a_help_in_both_languages(path):
    written = re.findall(r"^(\w+)\s*:", source(cells(path)[1]), re.MULTILINE)
    parameters = notebook_parameters(path)

    assert list(parameters) == written
    assert all(parameter.kind in KINDS and " / " in parameter.help for parameter in parameters.values())
    assert "language" in parameters


@by_name
def test_a_notebook_is_short_and_so_are_its_cells(path):
    assert len(cells(path)) <= MOST_CELLS
    assert all(len(source(cell).splitlines()) <= MOST_LINES for cell in cells(path, "code"))


@by_name
def test_a_notebook_holds_no_program(path):
    for cell in cells(path, "code"):
        assert not re.search(r"^\s*[%!]", source(cell), re.MULTILINE)
        found = [node for node in ast.walk(ast.parse(source(cell))) if isinstance(node, PROGRAMS)]
        assert not found, source(cell)


@by_name
def test_numbers_and_paths_stand_among_the_parameters_only(path):
    for cell in untagged(path, "parameters"):
        constants = [node.value for node in ast.walk(ast.parse(source(cell))) if isinstance(node, ast.Constant)]
        numbers = [value for value in constants if isinstance(value, int | float) and not isinstance(value, bool)]
        paths = [value for value in constants if isinstance(value, str) and ("/" in value or "\\" in value)]
        assert numbers == []
        assert paths == []


@by_name
def test_a_notebook_opens_with_its_question_and_ends_with_its_sources(path):
    first, *_, last = cells(path)

    assert source(first).startswith("# ")
    assert source(first).splitlines()[0].endswith("?")
    assert "sources" in tags(last)
    assert sum("finding" in tags(cell) for cell in cells(path)) == 1


@pytest.mark.parametrize(("one", "other"), list(combinations(NOTEBOOKS, 2)), ids=lambda path: path.stem)
def test_no_two_notebooks_hold_the_same_three_lines(one, other):
    def threes(path):
        lines = [line for cell in untagged(path, "parameters", "setup") for line in source(cell).splitlines()]
        return set(zip(lines, lines[1:], lines[2:], strict=False))

    assert not threes(one) & threes(other)


@by_name
def test_the_overview_names_the_notebook_and_each_of_its_parameters(path):
    overview = (FOLDER / "README.md").read_text(encoding="utf-8")
    row = next(line for line in overview.splitlines() if f"({path.name})" in line)

    assert all(f"`{name}`" in row for name in notebook_parameters(path))
