"""What `import kkpham_analysis as kkp` offers, to people and to type checkers."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

import kkpham_analysis
from kkpham_analysis import measures


def homes_for_type_checkers(package):
    """Module of each name that the package imports under TYPE_CHECKING."""
    tree = ast.parse(Path(package.__file__).read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    return {alias.name: node.module for node in block.body for alias in node.names}


def test_type_checkers_see_each_measure_in_its_module():
    assert homes_for_type_checkers(measures) == {
        name: f"kkpham_analysis.measures.{module}" for name, module in measures.HOMES.items()
    }


def test_type_checkers_see_the_names_of_the_package():
    assert sorted(homes_for_type_checkers(kkpham_analysis)) == kkpham_analysis.__all__


def test_the_package_offers_every_measure():
    assert set(measures.__all__) <= set(kkpham_analysis.__all__)


@pytest.mark.parametrize("package", [kkpham_analysis, measures], ids=["package", "measures"])
def test_every_public_name_is_found_and_described(package):
    for name in package.__all__:
        assert getattr(package, name).__doc__, name


@pytest.mark.parametrize("name", [name for name in measures.__all__ if not isinstance(getattr(measures, name), type)])
def test_the_docstring_of_a_measure_has_an_example(name):
    assert ">>> " in getattr(measures, name).__doc__


@pytest.mark.parametrize("package", ["kkpham_analysis", "kkpham_analysis.measures"])
def test_a_name_that_is_not_public_is_refused_with_those_that_are(package):
    with pytest.raises(AttributeError, match=rf"module '{package}' has no 'shares'; it has: .*compliant_share, "):
        import_module(package).shares  # noqa: B018
