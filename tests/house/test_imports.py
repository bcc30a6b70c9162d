"""Modules import one way: from their own room and those to its left, as the data flows."""

import ast
import re
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"
PACKAGE = "kkpham_analysis"
ROOMS = ["tables", "measures", "figures", "reports", "commands", "cli"]
# A measure is a function of its tables: it reads no file, no clock and no environment, and draws nothing. `recipes` is
# no measure: it tells the build which measures make tables.
NOT_IN_MEASURES = {
    "duckdb", "fsspec", "glob", "io", "matplotlib", "os", "pathlib", "polars", "pyarrow", "random", "requests",
    "seaborn", "shutil", "socket", "sqlite3", "subprocess", "sys", "tempfile", "time", "urllib",
}  # fmt: skip
# What it does not call, of whatever module: files, clocks, the environment.
NOT_CALLED = {
    "__import__", "eval", "exec", "getenv", "input", "now", "open", "print", "today", "utcnow", "write_bytes",
    "write_text",
}  # fmt: skip
WRITES_A_FILE = re.compile(r"to_(csv|excel|feather|html|json|parquet|pickle|sql)")
READS_A_FILE = re.compile(r"read_(csv|excel|feather|file|html|json|parquet|pickle|sql|table|text|bytes)\w*")

MODULES = {
    ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((SRC / PACKAGE).rglob("*.py"))
}


def room(module):
    return module.split(".")[1] if "." in module else ""


def imported(module, tree):
    """Give every module a module imports, with the names it takes from it; a name in quotes to import later counts."""
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            yield ".".join([*above, *([node.module] if node.module else [])]), [alias.name for alias in node.names]
        elif isinstance(node, ast.Constant) and re.fullmatch(rf"{PACKAGE}(\.\w+)+(:\w+)?", str(node.value)):
            name, _, function = node.value.partition(":")
            yield name, [function] if function else ()


def with_names(found, names):
    """Give the modules meant: `from package import room` imports the room."""
    return [f"{found}.{name}" for name in names] if found == PACKAGE else [found]


def faults(module):
    """Say what a module imports that it may not."""
    may = {"language", *ROOMS[: ROOMS.index(room(module)) + 1]} if room(module) in ROOMS else {room(module)}
    for found, names in imported(module, ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if found.split(".")[0] == PACKAGE and module != PACKAGE:
            yield from (
                f"{module} imports {target}, which is not in its room or to its left"
                for target in with_names(found, names)
                if room(target) not in may or (room(target) == "cli" and module != f"{PACKAGE}.cli")
            )
        if found != module and found.startswith(PACKAGE):
            yield from (f"{module} takes {name}, which {found} keeps to itself" for name in names if is_private(name))
        if found.split(".")[0] == "papermill" and module != f"{PACKAGE}.reports.executing":
            yield f"{module} calls papermill; only {PACKAGE}.reports.executing does"
        if is_measure(module) and found.split(".")[0] in NOT_IN_MEASURES:
            yield f"{module} imports {found}; a measure knows nothing but its tables"


def is_measure(module):
    return room(module) == "measures"


def is_private(name):
    # The underscore of these is the standard library's way to keep them apart from a named tuple's fields.
    public = {"_asdict", "_fields", "_make", "_replace"}
    return name.startswith("_") and not name.startswith("__") and name not in public


def private_uses(module):
    """Say which names a module reaches for that another keeps to itself: `other._name`."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    others = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE)
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr) and ast.unparse(node.value) in others:
            yield f"{module} line {node.lineno} takes {ast.unparse(node)}, which is private"


def reaches_out(tree):
    """Say what a measure does with files, a clock or the environment."""
    for node in ast.walk(tree):
        name = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
        if name in NOT_CALLED or WRITES_A_FILE.fullmatch(name) or READS_A_FILE.fullmatch(name):
            yield f"line {node.lineno}: {name}()"
        elif isinstance(node, ast.Attribute) and node.attr == "environ":
            yield f"line {node.lineno}: environ"


@pytest.mark.parametrize("module", [module for module in MODULES if is_measure(module)])
def test_a_measure_knows_nothing_but_its_tables(module):
    assert list(reaches_out(ast.parse(MODULES[module].read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("with open('rules.csv') as file: pass", "line 1: open()"),
        ("today = datetime.now()", "line 1: now()"),
        ("today = pd.Timestamp.today()", "line 1: today()"),
        ("where = os.environ['KKPHAM_DATA']", "line 1: environ"),
        ("rules = pd.read_csv('rules.csv')", "line 1: read_csv()"),
        ("rules.to_parquet('rules')", "line 1: to_parquet()"),
        ("rule = path.read_text()", "line 1: read_text()"),
    ],
)
def test_a_measure_that_reaches_for_a_file_a_clock_or_the_environment_is_seen(line, told):
    assert list(reaches_out(ast.parse(line))) == [told]


@pytest.mark.parametrize(
    "line", ["import pyarrow.dataset as ds", "from pyarrow import dataset", "import os", "from time import time"]
)
def test_a_measure_that_imports_what_reads_files_or_clocks_is_seen(monkeypatch, tmp_path, line):
    (tmp_path / "made.py").write_text(line)
    monkeypatch.setitem(MODULES, f"{PACKAGE}.measures.made", tmp_path / "made.py")
    [told] = faults(f"{PACKAGE}.measures.made")
    assert told.endswith("a measure knows nothing but its tables")


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_from_its_own_room_and_those_to_its_left(module):
    assert list(faults(module)) == []


@pytest.mark.parametrize("module", MODULES)
def test_a_module_leaves_the_private_names_of_others_alone(module):
    assert list(private_uses(module)) == []


def test_a_module_over_400_lines_is_two_modules():
    lines = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in MODULES.items()}
    assert {module: count for module, count in lines.items() if count > 400} == {}


def test_every_module_is_in_a_room():
    assert {room(module) for module in MODULES} - {"", "language", "cli"} <= set(ROOMS)


def test_the_package_itself_only_hands_on_what_its_rooms_make():
    body = ast.parse(MODULES[PACKAGE].read_text(encoding="utf-8")).body
    made = [node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert set(made) <= {"__getattr__", "__dir__"}
