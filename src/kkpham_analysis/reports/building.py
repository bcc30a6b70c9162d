"""The one call that builds everything: the tables as collected, and those that measures make."""

from __future__ import annotations

from pathlib import Path

from kkpham_analysis.measures.recipes import RECIPES
from kkpham_analysis.tables import building
from kkpham_analysis.tables.building import BuildResult, Progress


def build(data_dir: Path | str | None = None, *, progress: Progress | None = None) -> BuildResult:
    """Read, check and join the raw facts, resolve the awards, and write them as Parquet to `data_dir/processed`.

    Only what has changed is made again. Nothing is written where a raw file has a fault, and a build that is killed
    leaves the last good tables whole.

    Parameters
    ----------
    data_dir
        Folder that holds `raw`; by default the one that `load` reads.
    progress
        Called with a step (`waiting`, `reading`, `making`, `writing`) and the table it is at, or an empty text.

    Returns
    -------
    BuildResult
        What was read, made and kept; `ok` is False where a raw file has faults, and `faults` holds them all.
    """
    return building.build(data_dir, derived=RECIPES, progress=progress)
