"""What is known of single notebooks stands in one table, and only of notebooks that there are."""

import ast
from pathlib import Path

from kkpham_analysis.reports.notebooks import PARTICULAR, Notebook, notebook_of

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "src" / "kkpham_analysis" / "reports"
NAMES = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}


def names_in(program):
    """Give the names of notebooks that a program writes as texts of their own."""
    constants = [node.value for node in ast.walk(ast.parse(program)) if isinstance(node, ast.Constant)]
    return sorted({value for value in constants if isinstance(value, str)} & NAMES)


def test_the_table_names_notebooks_that_there_are():
    assert set(PARTICULAR) - NAMES == set()


def test_a_notebook_that_is_not_in_the_table_is_a_plain_one():
    assert notebook_of("another") == Notebook(of_submissions=False, of_awaited=False, handed_on=False, explored=False)


def test_no_other_module_names_a_notebook_but_what_each_says_itself():
    programs = [path for path in REPORTS.rglob("*.py") if path.parent.name != "content"]
    named = {path.name: found for path in programs if (found := names_in(path.read_text(encoding="utf-8")))}
    assert named == {"notebooks.py": sorted(PARTICULAR)}


def test_the_name_of_a_notebook_in_a_program_is_seen():
    assert names_in('if record.notebook == "explore": pass') == ["explore"]
