"""What a status of supporting data, a result and a kind of source mean stands in the vocabulary alone."""

import ast
from pathlib import Path

import pytest

from kkpham_analysis.tables.vocabulary import NO, SOURCE_KINDS, SUBMISSION_STATUSES, YES

# Words of which one may stand alone, and several have a name.
LISTED = (SUBMISSION_STATUSES, SOURCE_KINDS, (*YES, *NO))

SRC = Path(__file__).parents[2] / "src" / "kkpham_analysis"


def lists_of_statuses(program):
    """Give the lines of lists that hold several words of a kind and nothing else; of levels in a loop, none."""
    nodes = list(ast.walk(ast.parse(program)))
    loops = [node for node in nodes if isinstance(node, ast.For | ast.comprehension)]
    levels = {id(loop.iter) for loop in loops if isinstance(loop.target, ast.Name) and loop.target.id == "level"}
    for node in nodes:
        if isinstance(node, ast.Tuple | ast.List | ast.Set) and len(node.elts) > 1 and id(node) not in levels:
            words = [one.value for one in node.elts if isinstance(one, ast.Constant)]
            if len(words) == len(node.elts) and any(all(word in kind for word in words) for kind in LISTED):
                yield node.lineno


def compared_results(program):
    """Give the lines that compare with the word of a result that counts as yes: which words do is no program's own."""
    for node in ast.walk(ast.parse(program)):
        if isinstance(node, ast.Compare):
            words = [one.value for one in (node.left, *node.comparators) if isinstance(one, ast.Constant)]
            if any(word in YES for word in words if isinstance(word, str)) and isinstance(
                node.ops[0], ast.Eq | ast.NotEq
            ):
                yield node.lineno


def test_no_program_lists_statuses_beside_the_vocabulary():
    found = [
        f"{path.relative_to(SRC)}, line {line}"
        for path in sorted(SRC.rglob("*.py"))
        if path.name != "vocabulary.py"
        for line in lists_of_statuses(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_program_compares_with_the_result_that_is_compliant_beside_the_vocabulary():
    found = [
        f"{path.relative_to(SRC)}, line {line}"
        for path in sorted(SRC.rglob("*.py"))
        for line in compared_results(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_comparison_with_the_result_that_is_compliant_is_seen():
    assert list(compared_results('x["status"] == "compliant"')) == [1]


@pytest.mark.parametrize(
    "program",
    [
        'x in ("submitted", "verified")',
        'x.isin(["verified", "rejected"])',
        'x = ("news", "ministry")',
        'x.isin(["compliant", "not_named"])',
    ],
)
def test_a_list_of_statuses_is_seen(program):
    assert list(lists_of_statuses(program)) == [1]
