"""Functions stay short enough to be read at once; the longer ones are named, and may only become fewer and shorter."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
LONGEST = 30
# Lines of body without the docstring. A function that is mended leaves this list; none may come in or grow.
LONGER = {}


def bodies():
    """Every function that is longer than allowed, by file and name, with the lines of its body."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (lines := body_lines(node)) > LONGEST:
                yield f"{path.relative_to(SOURCE / 'kkpham_analysis')}:{node.name}", lines


def body_lines(function):
    """Lines from the first statement behind the docstring to the last."""
    statements = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return statements[-1].end_lineno - statements[0].lineno + 1 if statements else 0


def test_lines_are_counted_without_the_docstring():
    [function] = ast.parse('def f():\n    """Say.\n\n    More.\n    """\n    one = 1\n    return (\n        one\n    )\n').body
    assert body_lines(function) == 4


def test_no_function_is_longer_than_can_be_read_at_once_but_those_that_were():
    assert dict(bodies()) == LONGER
