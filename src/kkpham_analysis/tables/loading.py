"""The processed tables, by name."""

from __future__ import annotations

import difflib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from kkpham_analysis.tables import storing

if TYPE_CHECKING:
    import pandas as pd

    from kkpham_analysis.tables.lazy import StoredSubmissions

LOOKS = 10
LAZY = "submissions"


@overload
def load(name: str, *, data_dir: Path | str | None = None, lazy: Literal[False] = False) -> pd.DataFrame: ...
@overload
def load(name: str, *, data_dir: Path | str | None = None, lazy: Literal[True]) -> StoredSubmissions: ...


def load(name: str, *, data_dir: Path | str | None = None, lazy: bool = False) -> pd.DataFrame | StoredSubmissions:
    """A processed table, with the types of its schema; `boundaries` as a GeoDataFrame.

    Codes are text, counts `Int64`, shares and measurements `Float64`, yes and no `boolean`; the unknown is missing.

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
        return _in_files(name, storing.processed_dir(data_dir))
    # A build that ends just now moves the folder away between finding the file and reading it: look again.
    for _ in range(LOOKS if Path(name).name == name else 0):
        with suppress(FileNotFoundError):
            table: pd.DataFrame = read_table(storing.processed_dir(data_dir) / f"{name}.parquet")
            return table
    raise _no_table(name, storing.processed_dir(data_dir))


def _in_files(name: str, folder: Path) -> StoredSubmissions:
    from kkpham_analysis.tables.lazy import open_submissions

    if name != LAZY:
        raise ValueError(f"table '{name}' is loaded as a whole; lazy=True is for '{LAZY}'")
    file = folder / f"{name}.parquet"
    if not file.is_file():
        raise _no_table(name, folder)
    return open_submissions(file)


def _no_table(name: str, folder: Path) -> FileNotFoundError | KeyError:
    names = sorted(file.stem for file in folder.glob("*.parquet"))
    if not names:
        return FileNotFoundError(f"no tables in {folder}; run: kkpham build")
    close = difflib.get_close_matches(name, names, 1)
    hint = f"did you mean '{close[0]}'? " if close else ""
    return KeyError(f"no table '{name}'; {hint}there are: {', '.join(names)}")


def read_table(path: Path) -> Any:
    """A Parquet file as a table; as a GeoDataFrame where it holds geometry."""
    import pyarrow.parquet as parquet

    if b"geo" in (parquet.read_schema(path).metadata or {}):
        import geopandas

        return geopandas.read_parquet(path)
    import pandas as pd

    return pd.read_parquet(path)


def default_data_dir() -> Path:
    """The data folder: `KKPHAM_DATA`, else that of this project, else one at or above where one works.

    Raises
    ------
    FileNotFoundError
        When there is none.
    """
    if given := os.environ.get("KKPHAM_DATA"):
        return Path(given).resolve()
    here = Path.cwd()
    for root in (Path(__file__).resolve().parents[3], here, *here.parents):
        if (root / "data" / "raw").is_dir():
            return root / "data"
    raise FileNotFoundError(f"no folder data/raw in {here} or above; name one with KKPHAM_DATA")
