"""From `data/raw` to `data/processed`: only what has changed, and all of it or nothing."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables import storing
from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.recipes import Recipe, own_recipes
from kkpham_analysis.tables.schemas import RAW

if TYPE_CHECKING:
    import pandas as pd

PACKAGE = Path(__file__).resolve().parents[1]
LIBRARIES = ("pandas", "pyarrow", "geopandas", "shapely")
UNCORRECTED = ("boundaries", "corrections")

Progress = Callable[[str, str], None]


@dataclass
class BuildResult:
    """What a build did.

    Parameters
    ----------
    data_dir
        The data folder.
    read
        Rows read, by raw file; empty where nothing had changed.
    rows
        Rows of each processed table.
    made
        Names of the tables that were made.
    kept
        Names of the tables taken over, because what they are made from has not changed.
    faults
        Everything that is wrong with the raw files; where there is any, nothing was written.
    seconds
        How long it took.
    """

    data_dir: Path
    read: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether `data/processed` is what `data/raw` says."""
        return not self.faults

    def as_record(self) -> dict[str, Any]:
        """The result as a plain record, for JSON."""
        return {**vars(self), "data_dir": str(self.data_dir), "faults": [fault.as_record() for fault in self.faults]}


def build(
    data_dir: Path | str | None = None, *, derived: Iterable[Recipe] = (), progress: Progress | None = None
) -> BuildResult:
    """Read, check and join the raw facts, and write them as Parquet to `data_dir/processed`.

    Nothing is written where a raw file has a fault, and a build that is killed leaves the last good tables whole.

    Parameters
    ----------
    data_dir
        Folder that holds `raw`; by default the one that `load` reads.
    derived
        Further tables to make, that rooms to the right know how to make, each after those it is made from.
    progress
        Called with a step (`waiting`, `reading`, `making`, `writing`) and the table it is at, or an empty text.

    Returns
    -------
    BuildResult
        What was read, made, kept and refused.
    """
    from kkpham_analysis.tables.loading import default_data_dir

    started = time.perf_counter()
    data_dir = default_data_dir() if data_dir is None else Path(data_dir).resolve()
    recipes = [*own_recipes(), *derived]
    result = _unchanged(data_dir, recipes)
    if result is None:
        with storing.only_one(data_dir):
            storing.recover(data_dir)
            # Another build may have done it while this one waited.
            result = _unchanged(data_dir, recipes) or _build(data_dir, recipes, progress or (lambda step, table: None))
    result.seconds = time.perf_counter() - started
    return result


def _unchanged(data_dir: Path, recipes: list[Recipe]) -> BuildResult | None:
    """The result of doing nothing, where nothing has changed; hashes only, for this runs before every report."""
    manifest = read_manifest(data_dir / storing.PROCESSED)
    tables = manifest.get("tables", {})
    if not tables or {name: entry["key"] for name, entry in tables.items()} != table_keys(data_dir, recipes):
        return None
    if any(_digest(data_dir / storing.PROCESSED / entry["file"]) != entry["sha256"] for entry in tables.values()):
        return None
    return BuildResult(data_dir, rows={name: entry["rows"] for name, entry in tables.items()}, kept=list(tables))


def read_manifest(folder: Path) -> dict[str, Any]:
    """What a processed folder says of itself; empty where it says nothing readable."""
    try:
        manifest = json.loads((folder / storing.MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def table_keys(data_dir: Path, recipes: Iterable[Recipe]) -> dict[str, str]:
    """A fingerprint of everything each processed table follows from: raw files, other tables, code, libraries."""
    raw = data_dir / "raw"
    corrections = _digest(raw / RAW["corrections"].path)
    keys = {f"raw:{name}": _digest(raw / table.path) + ("" if name in UNCORRECTED else corrections)
            for name, table in RAW.items()}  # fmt: skip
    libraries = ",".join(f"{name} {version(name)}" for name in LIBRARIES)
    sources: dict[str, str] = {}
    for recipe in recipes:
        for place in recipe.code:
            sources[place] = sources.get(place) or _source_digest(place)
        parts = [
            recipe.function,
            *(f"{name}={keys[name]}" for name in recipe.inputs),
            *(sources[p] for p in recipe.code),
            libraries,
        ]
        keys[recipe.name] = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return {recipe.name: keys[recipe.name] for recipe in recipes}


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "missing"


def _source_digest(place: str) -> str:
    path = PACKAGE / place
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return hashlib.sha256("".join(_digest(file) for file in files).encode()).hexdigest()


def _build(data_dir: Path, recipes: list[Recipe], progress: Progress) -> BuildResult:
    from kkpham_analysis.tables.reading import read_raw

    keys = table_keys(data_dir, recipes)
    progress("reading", "")
    raw, faults = read_raw(data_dir)
    if faults:
        return BuildResult(data_dir, faults=faults)
    result = BuildResult(data_dir, read={RAW[name].path: len(table) for name, table in raw.items()})
    folder = storing.staging(data_dir)
    tables = _Tables(data_dir, raw)
    before = read_manifest(data_dir / storing.PROCESSED).get("tables", {})
    entries = {}
    for recipe in recipes:
        entries[recipe.name] = _take_over_or_make(recipe, keys[recipe.name], before, tables, folder, result, progress)
        if result.faults:
            storing.recover(data_dir)
            return BuildResult(data_dir, faults=result.faults)
    progress("writing", "")
    manifest = json.dumps({"tables": entries}, indent=1)
    (folder / storing.MANIFEST).write_text(manifest, encoding="utf-8")
    storing.exchange(data_dir)
    return result


class _Tables(dict[str, Any]):
    """The raw tables, and those made or taken over so far; read from disk only when another table needs them."""

    def __init__(self, data_dir: Path, raw: Mapping[str, pd.DataFrame]) -> None:
        super().__init__({f"raw:{name}": table for name, table in raw.items() if name != "boundaries"})
        self.boundaries = data_dir / "raw" / RAW["boundaries"].path
        self.files: dict[str, Path] = {}

    def __missing__(self, name: str) -> Any:
        from kkpham_analysis.tables.loading import read_table

        if name == "raw:boundaries":
            import geopandas

            self[name] = geopandas.read_parquet(self.boundaries)
        elif name in self.files:
            self[name] = read_table(self.files[name])
        else:
            raise KeyError(f"table '{name}' is made from is not there; put its recipe first")
        return self[name]


def _take_over_or_make(
    recipe: Recipe,
    key: str,
    before: Mapping[str, Any],
    tables: _Tables,
    folder: Path,
    result: BuildResult,
    progress: Progress,
) -> dict[str, Any]:
    file = f"{recipe.name}.parquet"
    last = storing.processed_dir(result.data_dir) / file
    known = before.get(recipe.name, {})
    tables.files[recipe.name] = folder / file
    if known.get("key") == key and _digest(last) == known["sha256"]:
        storing.take_over(last, folder / file)
        result.kept.append(recipe.name)
        rows = known["rows"]
    else:
        progress("making", recipe.name)
        made = recipe.make(tables)
        made = _in_order(made, recipe.name)
        made.to_parquet(folder / file, index=False)
        tables[recipe.name] = made
        result.made.append(recipe.name)
        rows = len(made)
    result.rows[recipe.name] = rows
    return {"file": file, "rows": rows, "key": key, "inputs": list(recipe.inputs), "sha256": _digest(folder / file)}


def _in_order(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """A table sorted by its key, so that the order of the raw rows leaves no trace."""
    key = list(RAW[name].key) if name in RAW else []
    return (table.sort_values(key, kind="stable") if key else table).reset_index(drop=True)
