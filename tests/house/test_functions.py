"""Functions stay short enough to be read at once; the longer ones are named, and may only become fewer and shorter."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
LONGEST = 30
# Lines of body without the docstring. A function that is mended leaves this list; none may come in or grow.
LONGER = {
    "figures/coverage.py:plot_coverage_matrix": 33,
    "figures/national_map.py:plot_national_map": 32,
    "figures/province_map.py:plot_province_map": 39,
    "figures/rounds.py:plot_national_history": 31,
    "figures/streaks.py:plot_streak_map": 35,
    "reports/content/award_summary.py:awarded_part": 36,
    "reports/content/coverage_facts.py:coverage_facts": 39,
    "reports/content/data_quality.py:gaps_part": 44,
    "reports/content/explore.py:__init__": 31,
    "reports/content/indicator_coverage.py:change_part": 39,
    "reports/content/knowledge.py:knowledge": 46,
    "reports/content/regency_facts.py:regency_facts": 36,
    "reports/content/regency_profile.py:claims_part": 36,
    "reports/forms/pptx_chart.py:add_chart": 32,
    "reports/submission_findings.py:check_answer": 34,
    "reports/submissions.py:template_answer": 31,
    "tables/award_lists/understanding.py:understand": 39,
    "tables/files/workbook_guard.py:_of_sheet": 33,
    "tables/schemas/indicators.py:_indicator_fields": 33,
    "tables/submissions/importing.py:_store": 31,
}


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
    [function] = ast.parse(
        'def f():\n    """Say.\n\n    More.\n    """\n    one = 1\n    return (\n        one\n    )\n'
    ).body
    assert body_lines(function) == 4


def test_no_function_is_longer_than_can_be_read_at_once_but_those_that_were():
    assert dict(bodies()) == LONGER
