"""What a public function takes and gives is described, and what the code names in the page of methods stands there."""

import inspect
import re
from pathlib import Path

import pytest

import kkpham_analysis

ROOT = Path(__file__).parents[2]
FUNCTIONS = [name for name in kkpham_analysis.__all__ if inspect.isfunction(getattr(kkpham_analysis, name))]


def gives(signature):
    """Whether a function gives anything back."""
    return signature.return_annotation not in (None, "None")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_says_what_it_takes_and_gives(name):
    function = getattr(kkpham_analysis, name)
    signature = inspect.signature(function)
    needed = [*(["Parameters"] if signature.parameters else []), *(["Returns"] if gives(signature) else [])]

    assert [title for title in needed if f"\n{title}\n---" not in inspect.getdoc(function)] == []


def test_the_code_names_no_section_of_the_page_of_methods_that_is_not_there():
    there = set(re.findall(r"^## (.+)$", (ROOT / "docs" / "method.md").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        (str(path.relative_to(ROOT)), section)
        for path in sorted((ROOT / "src").rglob("*.py"))
        for section in re.findall(r'docs/method\.md, "([^"]+)"', path.read_text(encoding="utf-8"))
    }

    assert {(path, section) for path, section in named if section not in there} == set()
