"""What a measure refuses it says in both languages: none raises an error whose sentence only one of them has."""

import ast
from pathlib import Path

import pytest

MEASURES = Path(__file__).parents[2] / "src" / "kkpham_analysis" / "measures"


def plain_errors(program):
    """Give the lines where a plain ValueError is made, to be raised here or by whoever called."""
    for node in ast.walk(ast.parse(program)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ValueError":
            yield node.lineno


def test_no_measure_raises_a_plain_value_error():
    found = [
        f"{path.name}, line {line}"
        for path in sorted(MEASURES.rglob("*.py"))
        for line in plain_errors(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("program", ['raise ValueError("no")', 'def f():\n    return ValueError(f"{x}")'])
def test_a_plain_error_is_seen(program):
    assert len(list(plain_errors(program))) == 1
