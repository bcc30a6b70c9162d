"""The drawing of the house is the house."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DRAWN = re.compile(
    r"^#+ [^\n]*(?:\btree\b|where things are)[^\n]*\n(?:(?!^#|^```)[^\n]*\n)*```\w*\n(.*?)^```", re.I | re.M | re.S
)


def tree_in(readme):
    """Give the paths of the tree: a folder's names are indented under it; two spaces end the names of a line."""
    drawn = DRAWN.search(readme)
    assert drawn, "README.md has no tree: a block between ``` after a heading with 'tree' or 'Where things are'"
    folders, paths = {}, []
    for line in drawn.group(1).splitlines():
        names = re.sub("[│├└─]", " ", line)
        depth = len(names) - len(names.lstrip())
        folders = {indent: folder for indent, folder in folders.items() if indent < depth}
        found = re.split(r"\s{2,}", names.strip())[0].split()
        paths += ["".join([*folders.values(), name]) for name in found if not re.search("[<…]", name)]
        if found and found[-1].endswith("/"):
            folders[depth] = found[-1]
    return paths


def is_ignored(path):
    """Whether git leaves a path out, because a machine makes it."""
    lines = (ROOT / ".gitignore").read_text().split()
    matches = [line for line in lines if fnmatch(path.strip("/"), line.lstrip("!").strip("/"))]
    return bool(matches) and not matches[-1].startswith("!")


def rooms():
    """Give the rooms of the package, and the folders in each."""
    package = ROOT / "src" / "kkpham_analysis"
    found = [path for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    found += [path for path in package.glob("*/*") if path.is_dir() and path.name != "__pycache__"]
    return [path.relative_to(ROOT).as_posix() for path in found]


@pytest.fixture(scope="module")
def tree():
    return tree_in((ROOT / "README.md").read_text(encoding="utf-8"))


def test_every_path_in_the_tree_exists_or_is_made_by_the_machine(tree):
    assert [path for path in tree if not list(ROOT.glob(path.strip("/"))) and not is_ignored(path)] == []


def test_every_folder_and_every_room_is_in_the_tree(tree):
    folders = [path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")]
    drawn = {path.strip("/") for path in tree}
    drawn |= {parent.as_posix() for path in drawn for parent in Path(path).parents}
    assert [path for path in [*folders, *rooms()] if path not in drawn and not is_ignored(path)] == []


def test_a_tree_is_read_by_its_indentation():
    readme = """
# The tree of folders

Two sentences about it.

```
README.md Makefile   what it is
data/
  raw/               facts
    regions/ awards/  one folder each
  README.md
src/kkpham_analysis/
├── tables/          what is known
└── <year>/…         made
```
"""
    assert tree_in(readme) == [
        "README.md",
        "Makefile",
        "data/",
        "data/raw/",
        "data/raw/regions/",
        "data/raw/awards/",
        "data/README.md",
        "src/kkpham_analysis/",
        "src/kkpham_analysis/tables/",
    ]


def test_whoever_contributes_reads_of_every_target():
    makefile, page = ((ROOT / name).read_text(encoding="utf-8") for name in ("Makefile", "CONTRIBUTING.md"))
    told = re.findall(r"^\| `make ([a-z]+)` \|", page, re.MULTILINE)
    assert sorted(told) == sorted(set(re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE)) - {"help"})
