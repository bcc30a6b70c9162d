"""What a status of supporting data means stands in the vocabulary alone: no program lists statuses of its own."""

import ast
from pathlib import Path

import pytest

from kkpham_analysis.tables.vocabulary import SUBMISSION_STATUSES

SRC = Path(__file__).parents[2] / "src" / "kkpham_analysis"


def lists_of_statuses(program):
    """Give the lines of lists that hold several statuses and nothing else; of levels, one after the other, none."""
    nodes = list(ast.walk(ast.parse(program)))
    loops = [node for node in nodes if isinstance(node, ast.For | ast.comprehension)]
    levels = {id(loop.iter) for loop in loops if isinstance(loop.target, ast.Name) and loop.target.id == "level"}
    for node in nodes:
        if isinstance(node, ast.Tuple | ast.List | ast.Set) and len(node.elts) > 1 and id(node) not in levels:
            words = [one.value for one in node.elts if isinstance(one, ast.Constant)]
            if len(words) == len(node.elts) and all(word in SUBMISSION_STATUSES for word in words):
                yield node.lineno


def test_no_program_lists_statuses_beside_the_vocabulary():
    found = [
        f"{path.relative_to(SRC)}, line {line}"
        for path in sorted(SRC.rglob("*.py"))
        if path.name != "vocabulary.py"
        for line in lists_of_statuses(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("program", ['x in ("submitted", "verified")', 'x.isin(["verified", "rejected"])'])
def test_a_list_of_statuses_is_seen(program):
    assert list(lists_of_statuses(program)) == [1]
