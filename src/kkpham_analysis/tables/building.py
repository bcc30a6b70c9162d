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

from kkpham_analysis.language import Words
from kkpham_analysis.tables import storing
from kkpham_analysis.tables.faults import ENGLISH, Fault
from kkpham_analysis.tables.files.together import is_settled, settle
from kkpham_analysis.tables.recipes import Recipe, own_recipes
from kkpham_analysis.tables.schemas import PROCESSED, RAW
from kkpham_analysis.tables.submissions.store import SubmissionsError, fingerprint, read_stored

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

    def as_record(self, words: Words = ENGLISH) -> dict[str, Any]:
        """The result as a plain record, for JSON, with its sentences in one language."""
        faults = [fault.as_record(words) for fault in self.faults]
        return {**vars(self), "ok": self.ok, "data_dir": str(self.data_dir), "faults": faults}


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

    Raises
    ------
    FileNotFoundError
        When there is no folder of raw facts.
    TimeoutError
        When another build does not end.
    """
    from kkpham_analysis.tables.loading import default_data_dir

    started = time.perf_counter()
    data_dir = default_data_dir() if data_dir is None else Path(data_dir).resolve()
    if not (data_dir / "raw").is_dir():
        raise FileNotFoundError(f"no folder 'raw' in {data_dir}; name the folder that holds it")
    recipes = [*own_recipes(), *derived]
    told = progress or (lambda step, table: None)
    result = _unchanged(data_dir, recipes)
    if result is None:
        with storing.only_one(data_dir, waiting=lambda: told("waiting", "")):
            storing.recover(data_dir)
            settle(data_dir / "raw")
            # Another build may have done it while this one waited.
            result = _unchanged(data_dir, recipes) or _build(data_dir, recipes, told)
    result.seconds = time.perf_counter() - started
    return result


def _unchanged(data_dir: Path, recipes: list[Recipe]) -> BuildResult | None:
    """The result of doing nothing, where nothing has changed; hashes only, for this runs before every report."""
    is_tidy = storing.is_tidy(data_dir) and is_settled(data_dir / "raw")
    manifest = read_manifest(data_dir / storing.PROCESSED) if is_tidy else {}
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
    keys = {
        f"raw:{name}": _digest(raw / table.path) + ("" if name in UNCORRECTED else corrections)
        for name, table in RAW.items()
    }
    keys["raw:submissions"] = fingerprint(data_dir)
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
    """A digest of the modules at a place of the package; words are not among them, for no table holds any."""
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
    tables = _Tables(data_dir, raw)
    before = read_manifest(data_dir / storing.PROCESSED).get("tables", {})
    with storing.staging(data_dir) as folder:
        entries = {}
        for recipe in recipes:
            known = before.get(recipe.name, {})
            try:
                kept = _take_over(recipe, keys, known, tables, folder)
                entry = kept or _make(recipe, keys, tables, folder, progress)
            except ValueError as error:
                return BuildResult(data_dir, faults=[_not_made(recipe, error)])
            entries[recipe.name] = entry
            result.rows[recipe.name] = entry["rows"]
            (result.kept if kept else result.made).append(recipe.name)
        progress("writing", "")
        (folder / storing.MANIFEST).write_text(json.dumps({"tables": entries}, indent=1), encoding="utf-8")
        storing.exchange(data_dir)
    return result


class _Tables(dict[str, Any]):
    """The raw tables, and those made or taken over so far; read from disk only when another table needs them."""

    def __init__(self, data_dir: Path, raw: Mapping[str, pd.DataFrame]) -> None:
        super().__init__({f"raw:{name}": table for name, table in raw.items() if name != "boundaries"})
        self.data_dir = data_dir
        self.files: dict[str, Path] = {}

    def __missing__(self, name: str) -> Any:
        from kkpham_analysis.tables.loading import read_table

        if name == "raw:boundaries":
            import geopandas

            self[name] = geopandas.read_parquet(self.data_dir / "raw" / RAW["boundaries"].path)
        elif name == "raw:submissions":
            self[name] = read_stored(self.data_dir)
        elif name in self.files:
            self[name] = read_table(self.files[name])
        else:
            raise KeyError(f"table '{name}' is not there yet; put its recipe before those that need it")
        return self[name]


def _take_over(
    recipe: Recipe, keys: Mapping[str, str], known: dict[str, Any], tables: _Tables, folder: Path
) -> dict[str, Any] | None:
    """The entry of a table whose last file is still what would be made; None where it has to be made."""
    if known.get("key") != keys[recipe.name]:
        return None
    last = tables.data_dir / storing.PROCESSED / known["file"]
    if _digest(last) != known["sha256"]:
        return None
    storing.take_over(last, folder / known["file"])
    tables.files[recipe.name] = folder / known["file"]
    return known


def _make(recipe: Recipe, keys: Mapping[str, str], tables: _Tables, folder: Path, progress: Progress) -> dict[str, Any]:
    progress("making", recipe.name)
    table = _as_described(recipe.make(tables), recipe.name)
    file = f"{recipe.name}.parquet"
    table.to_parquet(folder / file, index=False)
    tables[recipe.name] = table
    return {"file": file, "rows": len(table), "key": keys[recipe.name], "sha256": _digest(folder / file)}


def _as_described(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """A table sorted by its key, so that the order of the raw rows leaves no trace, and held to its schema.

    But where that order says something, it stays.
    """
    described = PROCESSED.get(name)
    if described is None:
        return table.reset_index(drop=True)
    kept = table.reset_index(drop=True)
    ordered = kept if described.is_ordered else kept.sort_values(list(described.key), kind="stable", ignore_index=True)
    described.typed_schema().validate(ordered, lazy=True)
    return ordered


def _not_made(recipe: Recipe, error: ValueError) -> Fault:
    first = recipe.inputs[0].removeprefix("raw:")
    if isinstance(error, SubmissionsError):
        return error.fault
    file = RAW[first].path if first in RAW else first
    return Fault(file, 0, "", "", "not_made", "check_rows", {"table": recipe.name, "error": str(error)})
