"""The processed tables, by name."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from kkpham_analysis.tables import storing
from kkpham_analysis.tables.known_codes import REMEMBERED, remember_codes
from kkpham_analysis.tables.markings import MARKS, SYNTHETIC
from kkpham_analysis.tables.telling import tell
from kkpham_analysis.tables.vocabulary import PLACEHOLDER

if TYPE_CHECKING:
    import pandas as pd

    from kkpham_analysis.tables.lazy import StoredSubmissions

# A file in which the name of every table that is read is noted: so a report knows what it was made from.
NOTED_IN = "KKPHAM_TABLES_NOTED_IN"
LOOKS = 10
# Bytes of a file whose table is kept: a page asks for the same small ones up to ten times.
KEPT = 4_000_000
LAZY = "submissions"
Stamp = tuple[int, ...]


@overload
def load(name: str, *, data_dir: Path | str | None = None, lazy: Literal[False] = False) -> pd.DataFrame: ...
@overload
def load(name: str, *, data_dir: Path | str | None = None, lazy: Literal[True]) -> StoredSubmissions: ...


def load(name: str, *, data_dir: Path | str | None = None, lazy: bool = False) -> pd.DataFrame | StoredSubmissions:
    """A processed table, with the types of its schema; `boundaries` as a GeoDataFrame.

    Codes are text, counts `Int64`, shares and measurements `Float64`, yes and no `boolean`; the unknown is missing.
    A notebook shows under the cell, and its page says at the top, that rows are made up or rest on a placeholder list.
    `regencies` and `indicators` remember all their codes (`attrs`), so that who takes a part of them is told of a code
    that there is not, and not of one that lies outside of the part.

    Parameters
    ----------
    name
        Name of the table, such as `regencies`, `award_claims` or `boundaries`; `data/README.md` describes them all.
    data_dir
        Folder that holds `processed`; by default the environment variable `KKPHAM_DATA`, else `data` of this project.
    lazy
        Leave the rows where they are: for submissions that do not fit into memory. The functions of coverage
        (`indicator_coverage` and its like) take them in the place of a table, and give the same.

    Returns
    -------
    DataFrame
        A new table, sorted by its key; with `lazy`, its files, to be read part by part.

    Raises
    ------
    FileNotFoundError
        When nothing has been built there.
    KeyError
        When there is no table of that name; the message says which there are.
    ValueError
        When another table than `submissions` is asked for with `lazy`.
    """
    data_dir = default_data_dir() if data_dir is None else Path(data_dir)
    if lazy:
        files = _in_files(name, storing.processed_dir(data_dir))
        tell([SYNTHETIC] if SYNTHETIC in _columns(files.files[0]) and True in _values(files.files, SYNTHETIC) else [])
        return files
    table = read_quietly(name, data_dir=data_dir)
    tell(marks_within(table))
    return table


def read_quietly(name: str, *, data_dir: Path | str | None = None) -> pd.DataFrame:
    """`load`, with nothing told in a notebook: for whoever says it where the rows are shown.

    Raises
    ------
    FileNotFoundError, KeyError
        As `load`.
    """
    table: pd.DataFrame = _found(name, default_data_dir() if data_dir is None else Path(data_dir))
    return table


def tables_of(data_dir: Path | str | None) -> Callable[[str], pd.DataFrame]:
    """What gives the tables of one data folder by their names, as `load` does."""
    return partial(load, data_dir=data_dir)


def load_rows(
    name: str, column: str, values: Collection[Any], *, columns: Collection[str], data_dir: Path | str | None = None
) -> pd.DataFrame:
    """Rows of a processed table with one of some values, and of these only some columns; the rest is not read.

    Nothing is told in a notebook: whoever shows these rows says whether they are made up.

    Parameters
    ----------
    name, data_dir
        As for `load`.
    column, values
        Which rows.
    columns
        What of them; a column that the table does not have is left out.

    Raises
    ------
    FileNotFoundError, KeyError
        As `load`.
    """
    folder = default_data_dir() if data_dir is None else Path(data_dir)
    table: pd.DataFrame = _found(name, folder, columns=list(columns), filters=[(column, "in", list(values))])
    return table


def stored_values(name: str, column: str, *, data_dir: Path | str | None = None) -> set[Any]:
    """The values that a column of a processed table has; its rows are not kept in memory.

    Raises
    ------
    FileNotFoundError, KeyError
        As `load`.
    """
    folder = storing.processed_dir(default_data_dir() if data_dir is None else Path(data_dir))
    note_read(name)
    return _values([str(_file(name, folder))], column)


def note_read(name: str) -> None:
    """Note that rows of a table are used here, where that is asked for."""
    if path := os.environ.get(NOTED_IN):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{name}\n")


def _found(name: str, data_dir: Path, **wanted: Any) -> Any:
    note_read(name)
    # A build that ends just now moves the folder away between finding the file and reading it: look again.
    for _ in range(LOOKS if Path(name).name == name else 0):
        with suppress(FileNotFoundError):
            path = storing.processed_dir(data_dir) / f"{name}.parquet"
            return read_table(path, **wanted) if wanted else _whole(name, path)
    raise _no_table(name, storing.processed_dir(data_dir))


def _whole(name: str, path: Path) -> Any:
    """A table that is the caller's own, read again only where its file is another one."""
    stamp = stamp_of(path)
    if stamp[-1] > KEPT:
        return _remembering(name, read_table(path))
    # Pandas copies on write: what is done to this one does not show in what is kept.
    return _kept(name, path, stamp).copy(deep=False)


def stamp_of(path: Path) -> Stamp:
    """By what another file is told from this one, even in its place: the last is its size.

    Raises
    ------
    FileNotFoundError
        When there is none.
    """
    file = path.stat()
    return file.st_dev, file.st_ino, file.st_mtime_ns, file.st_ctime_ns, file.st_size


def stamp_of_table(name: str, data_dir: Path) -> Stamp | None:
    """`stamp_of` the file of a processed table; None where there is none."""
    with suppress(FileNotFoundError):
        return stamp_of(storing.processed_dir(data_dir) / f"{name}.parquet")
    return None


@lru_cache(maxsize=64)
def _kept(name: str, path: Path, stamp: Stamp) -> Any:
    return _remembering(name, read_small(path))


def _remembering(name: str, table: Any) -> Any:
    if REMEMBERED.get(name) in table:
        remember_codes(table, REMEMBERED[name])
    return table


def _in_files(name: str, folder: Path) -> StoredSubmissions:
    from kkpham_analysis.tables.lazy import open_submissions

    if name != LAZY:
        raise ValueError(f"table '{name}' is loaded as a whole; lazy=True is for '{LAZY}'")
    note_read(name)
    return open_submissions(_file(name, folder))


def _file(name: str, folder: Path) -> Path:
    file = folder / f"{name}.parquet"
    if not file.is_file():
        raise _no_table(name, folder)
    return file


def _columns(file: Path | str) -> list[str]:
    import pyarrow.parquet as parquet

    return list(parquet.read_schema(file).names)


def _values(files: Collection[str], column: str) -> set[Any]:
    import pyarrow.parquet as parquet

    found: set[Any] = set()
    for file in files:
        for batch in parquet.ParquetFile(file).iter_batches(columns=[column]):
            found.update(batch.column(0).unique().to_pylist())
    return found


def marks_within(table: pd.DataFrame) -> list[str]:
    """Marks of any of the rows; that a table mixes them is for those to refuse who compute with it."""
    is_marked = {
        SYNTHETIC: SYNTHETIC in table and bool(table[SYNTHETIC].eq(True).any()),
        PLACEHOLDER: "kind" in table and bool(table["kind"].eq(PLACEHOLDER).any()),
    }
    return [mark for mark in MARKS if is_marked[mark]]


def _no_table(name: str, folder: Path) -> FileNotFoundError | KeyError:
    names = sorted(file.stem for file in folder.glob("*.parquet"))
    if not names:
        return FileNotFoundError(f"no tables in {folder}; run: kkpham build")
    close = difflib.get_close_matches(name, names, 1)
    hint = f"did you mean '{close[0]}'? " if close else ""
    return KeyError(f"no table '{name}'; {hint}there are: {', '.join(names)}")


def read_table(path: Path, *, columns: Collection[str] | None = None, filters: Any = None) -> Any:
    """A Parquet file as a table, or some rows and columns of it; as a GeoDataFrame where it holds geometry."""
    import pyarrow.parquet as parquet

    schema = parquet.read_schema(path)
    if columns is not None:
        import pandas as pd

        there = [name for name in columns if name in schema.names]
        return pd.read_parquet(path, columns=there, filters=filters)
    if b"geo" in (schema.metadata or {}):
        import geopandas

        return geopandas.read_parquet(path)
    import pandas as pd

    return pd.read_parquet(path)


def read_small(path: Path) -> Any:
    """`read_table` of a whole file, with no thread started: what was read so may be there before a process forks."""
    import pyarrow.parquet as parquet

    file = parquet.ParquetFile(path, pre_buffer=False)
    table = file.read(use_threads=False).to_pandas(use_threads=False)
    if b"geo" not in (file.schema_arrow.metadata or {}):
        return table
    import geopandas

    of_geometry = json.loads(file.schema_arrow.metadata[b"geo"])
    for column, about in of_geometry["columns"].items():
        table[column] = geopandas.GeoSeries.from_wkb(table[column], crs=about.get("crs", "OGC:CRS84"))
    return geopandas.GeoDataFrame(table, geometry=of_geometry["primary_column"])


def default_data_dir() -> Path:
    """The data folder: `KKPHAM_DATA`, else that of this project, else one at or above where one works.

    Raises
    ------
    FileNotFoundError
        When there is none, or that of `KKPHAM_DATA` is named from another folder than the one where one works.
    """
    here = Path.cwd()
    if given := os.environ.get("KKPHAM_DATA"):
        if not Path(given).is_absolute() and not Path(given).is_dir():
            place = f"no folder '{given}' in {here}, where this runs"
            raise FileNotFoundError(f"{place}; KKPHAM_DATA names it from there: write its whole path")
        return Path(given).resolve()
    if own := own_data_dir():
        return own
    raise FileNotFoundError(f"no folder data/raw in {here} or above; name one with KKPHAM_DATA")


def own_data_dir() -> Path | None:
    """The data folder where none is named: that of this project, else one at or above where one works, if there."""
    here = Path.cwd()
    roots = (Path(__file__).resolve().parents[3], here, *here.parents)
    return next((root / "data" for root in roots if (root / "data" / "raw").is_dir()), None)
