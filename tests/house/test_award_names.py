"""What an award is called, its titles, types, totals and limits are data: no program knows them."""

import ast
import io
import re
import tokenize
from pathlib import Path

from kkpham_analysis.language import phrases

SRC = Path(__file__).parents[2] / "src" / "kkpham_analysis"
# The award and its titles in both languages; an indicator total and the limit of a class.
NAMES = re.compile(r"peduli|\bcukup_|caring|cares? for human", re.IGNORECASE)
# A type and the groups of rights of one regulation; the other types are words of every text.
KINDS = re.compile(r"\bstruktur\b|\bsipol\b|\bekosob\b", re.IGNORECASE)
NUMBERS = {75, 120}
# Numbers that are sizes and ticks of figures, whose room judges nothing.
DRAWING = "figures"


def docstrings(tree):
    """Give the nodes that are docstrings: their examples may be of any award."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def found_in(program, *, drawing=False):
    tree = ast.parse(program)
    examples = set(map(id, docstrings(tree)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in examples:
            value = node.value
            is_name = isinstance(value, str) and (NAMES.search(value) or KINDS.search(value))
            is_number = type(value) in (int, float) and value in NUMBERS and not drawing
            if is_name or is_number:
                yield f"line {node.lineno}: {value!r}"
        elif isinstance(node, ast.Name | ast.FunctionDef | ast.ClassDef | ast.arg | ast.Attribute | ast.keyword):
            name = getattr(node, "id", None) or getattr(node, "name", None) or getattr(node, "attr", None)
            name = name or getattr(node, "arg", None) or ""
            if NAMES.search(name):
                yield f"line {getattr(node, 'lineno', 0)}: {name}"
    for token in tokenize.generate_tokens(io.StringIO(program).readline):
        if token.type == tokenize.COMMENT and NAMES.search(token.string):
            yield f"line {token.start[0]}: {token.string}"


def test_no_program_knows_the_award_its_titles_its_total_or_its_limit():
    found = [
        f"{path.relative_to(SRC)} {place}"
        for path in sorted(SRC.rglob("*.py"))
        for place in found_in(path.read_text(encoding="utf-8"), drawing=path.parent.name == DRAWING)
    ]
    assert found == []


def test_no_text_names_the_award_or_its_titles():
    found = {
        key: form
        for key, both in phrases().items()
        for text in both.values()
        for form in (text.values() if isinstance(text, dict) else [text])
        if NAMES.search(form) or re.search(r"\b(120|75)\b", form)
    }
    assert found == {}


def test_what_would_know_them_is_found():
    program = (
        '"""Of peduli."""\nMEASURE = "cukup_peduli_regencies"\n# of peduli\nLIMIT = 75\ndef peduli(): """Cares."""\n'
        'GROUP = "sipol"\n'
    )
    assert sorted(found_in(program)) == [
        "line 2: 'cukup_peduli_regencies'",
        "line 3: # of peduli",
        "line 4: 75",
        "line 5: peduli",
        "line 6: 'sipol'",
    ]
