"""One list of dependencies: whoever installs them, by whatever means, has the same."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CONDA = {
    "duckdb": "python-duckdb",
    "jupyter-client": "jupyter_client",
    "matplotlib": "matplotlib-base",
    "pandera[pandas]": "pandera-pandas",
    "seaborn": "seaborn-base",
}
# What conda-forge does not have.
BY_PIP = ["axe-playwright-python", "opendataloader-pdf", "pdfua", "playwright", "typst"]
OURS = [".ci", "data/raw", "docs", "examples", "notebooks", "reports/plans", "src", "tests"]
LOCKS = ["requirements.lock", "requirements-installer.lock"]


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.fixture(scope="module")
def dependencies(project):
    extras = project["project"]["optional-dependencies"].values()
    return [*project["project"]["dependencies"], *chain(*extras), *project["dependency-groups"]["dev"]]


def name_of(dependency):
    return re.split("[<>=!~;]", dependency)[0].strip()


def in_conda(dependency):
    name = name_of(dependency)
    return CONDA.get(name, name) + dependency.removeprefix(name)


def plain(dependency):
    return re.sub(r"\[.*\]|_", lambda found: "-" if found[0] == "_" else "", name_of(dependency)).lower()


def locked(text):
    return {plain(line.split("==")[0]) for line in text.splitlines() if re.match(r"\w\S*==", line)}


def test_conda_users_get_the_same_dependencies(project, dependencies):
    *packages, pip = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    python = f"python{project['project']['requires-python']},<3.14"
    by_pip = [dependency for dependency in dependencies if name_of(dependency) in BY_PIP]
    by_conda = [dependency for dependency in dependencies if dependency not in by_pip]
    assert sorted(packages) == sorted([python, "pip", *map(in_conda, by_conda)])
    assert pip == {"pip": [*sorted(by_pip), "--editable ."]}


def test_every_dependency_is_pinned(dependencies):
    assert {plain(dependency) for dependency in dependencies} - locked(
        (ROOT / "requirements.lock").read_text()
    ) == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_no_place(lock):
    lines = [line.strip(" \\") for line in (ROOT / lock).read_text().splitlines()]
    known = re.compile(r"--hash=sha256:[0-9a-f]{64}|[\w.-]+==[\w.]+( ; [\w\s'.*=<>!()]+)?")
    assert [line for line in lines if not known.fullmatch(line)] == []


def imported(source):
    """Give the first part of the name of each module that a module imports, wherever in it that stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


def test_every_package_that_is_imported_is_a_dependency_by_name(dependencies):
    names = {name for path in (ROOT / "src").rglob("*.py") for name in imported(path.read_text(encoding="utf-8"))}
    packages, known = packages_distributions(), {plain(dependency) for dependency in dependencies}
    others = names - sys.stdlib_module_names - {"kkpham_analysis"}
    unnamed = {name for name in others if known.isdisjoint(map(plain, packages.get(name, [])))}
    assert unnamed == set()


def test_every_dependency_has_its_reason(dependencies):
    told = (ROOT / "docs" / "decisions" / "0008-dependencies.md").read_text(encoding="utf-8")
    reasons = dict(re.findall(r"^- `([^`]+)`: (\S.*\.)$", told, re.MULTILINE))
    assert sorted(reasons) == sorted(map(name_of, dependencies))


def test_every_program_that_a_test_needs_is_named_with_its_package():
    named = (line.partition("#") for line in (ROOT / "system-packages.txt").read_text().splitlines())
    reasons = {package.strip(): reason.strip() for package, _, reason in named if package.strip()}
    needed = {
        mark.value
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.needs")
        for mark in node.args
    }
    programs = {program for reason in reasons.values() for program in reason.partition(":")[0].split(", ")}
    assert programs == needed


def test_no_file_names_the_host_of_a_package_registry():
    # Put together here, so that this file names none either.
    names = [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("anaconda", "org")]
    hosts = [".".join(name).encode() for name in names]
    files = [path for folder in OURS for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file()]

    assert len(files) > 100
    assert [path for path in files for host in hosts if host in path.read_bytes()] == []
