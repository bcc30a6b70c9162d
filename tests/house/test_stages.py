"""A list of awards goes through stages one way, and the map of a folder with many modules names each of them."""

import ast
import re

import pytest
from tests.house.test_imports import MODULES, PACKAGE, imported

from kkpham_analysis.language import phrases

AWARD_LISTS = f"{PACKAGE}.tables.award_lists"
# What a stage may import: itself and those before it. Whatever else lies beside them stands above them all.
STAGES = ["entries", "meaning", "layout", "reading", "missed", "doubts", "outcome"]
MAPPED = [AWARD_LISTS, f"{PACKAGE}.tables.submissions"]
# Its folders have a map of their own, or tell in a sentence what all their modules are.
ROOM_MAPPED = f"{PACKAGE}.reports"


def stage(module):
    return module.removeprefix(f"{AWARD_LISTS}.").split(".")[0]


def backwards(module):
    """Say what a module of a stage imports from a later one, or from above them all."""
    may = STAGES[: STAGES.index(stage(module)) + 1]
    for found, names in imported(module, ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        for target in [f"{found}.{name}" for name in names] if found == AWARD_LISTS else [found]:
            if target.startswith(f"{AWARD_LISTS}.") and stage(target) not in may:
                yield f"{module} imports {target}, which comes later"


def modules_in(folder):
    inside = {module.removeprefix(f"{folder}.") for module in MODULES if module.startswith(f"{folder}.")}
    return {module for module in inside if MODULES[f"{folder}.{module}"].name != "__init__.py"}


def map_of(folder):
    return ast.get_docstring(ast.parse(MODULES[folder].read_text(encoding="utf-8")))


def reasons_told():
    """Give the rows of the map of award lists that say which module gives which reasons."""
    table = map_of(AWARD_LISTS).rpartition("::")[2]
    return {words[0]: words[1:] for words in map(str.split, re.sub(r"\n {9,}", " ", table).strip().splitlines())}


def said_in(module):
    """Give every text in a module, and every constant that another module gives it, by its name in small letters."""
    nodes = list(ast.walk(ast.parse(MODULES[f"{AWARD_LISTS}.{module}"].read_text(encoding="utf-8"))))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    return texts | {node.id.casefold() for node in nodes if isinstance(node, ast.Name)}


@pytest.mark.parametrize("module", [module for module in MODULES if stage(module) in STAGES])
def test_a_stage_imports_nothing_of_a_later_one(module):
    assert list(backwards(module)) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"from {AWARD_LISTS}.doubts.asking import Asking", f"{AWARD_LISTS}.doubts.asking"),
        (f"from {AWARD_LISTS} import understanding", f"{AWARD_LISTS}.understanding"),
        ("from ..outcome import settling", f"{AWARD_LISTS}.outcome"),
    ],
)
def test_an_import_of_a_later_stage_is_seen(monkeypatch, tmp_path, line, told):
    (tmp_path / "made.py").write_text(line)
    monkeypatch.setitem(MODULES, f"{AWARD_LISTS}.reading.made", tmp_path / "made.py")
    assert list(backwards(f"{AWARD_LISTS}.reading.made")) == [
        f"{AWARD_LISTS}.reading.made imports {told}, which comes later"
    ]


def test_every_folder_of_award_lists_is_a_stage():
    assert {stage(module) for module in modules_in(AWARD_LISTS) if "." in module} == set(STAGES) - {"entries"}


@pytest.mark.parametrize("folder", MAPPED)
def test_the_map_of_a_folder_names_each_of_its_modules(folder):
    named = set(re.findall(r"`([a-z_.]+)`", map_of(folder)))
    missing = modules_in(folder) - named
    unknown = {name for name in named if "." in name} - modules_in(folder)
    assert (sorted(missing), sorted(unknown)) == ([], [])


def test_the_map_of_the_room_of_reports_names_each_module_and_each_folder_in_it():
    inside = {module.partition(".")[0] for module in modules_in(ROOM_MAPPED)}
    folders = {path.name for path in MODULES[ROOM_MAPPED].parent.iterdir() if path.is_dir() and path.name[0] != "_"}
    assert set(re.findall(r"`([a-z_]+)`", map_of(ROOM_MAPPED))) == inside | folders


def test_every_reason_stands_in_the_map_of_award_lists():
    keys = {key.removeprefix("lists.reason_") for key in phrases() if key.startswith("lists.reason_")}
    assert {reason for reasons in reasons_told().values() for reason in reasons} == keys


def test_a_module_gives_the_reasons_that_the_map_says_it_gives():
    told = reasons_told().items()
    assert {module: left for module, reasons in told if (left := set(reasons) - said_in(module))} == {}
