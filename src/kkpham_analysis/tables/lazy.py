"""Submissions that need not fit into memory: they stay in Parquet files, and DuckDB reads them part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

MEMORY = "512MB"  # what DuckDB may hold; the rest is ours
ROWS = 500_000  # of one part
NOWHERE = -1
# Places are small whole numbers; what lies outside the frame falls out in the joins, and a strange status is seen.
PLACES = """
SELECT regencies.place::INTEGER, asked.place::INTEGER, coalesce(statuses.place, -1)::INTEGER
FROM submissions
JOIN regencies USING (award_year, regency_code)
JOIN asked USING (award_year, indicator_code)
LEFT JOIN statuses USING (status)
"""

Places = NDArray[np.intp]


@dataclass(frozen=True)
class StoredSubmissions:
    """Submissions in Parquet files, for `indicator_coverage` in the place of a table.

    Parameters
    ----------
    files : tuple of str
        The files; together they are the table, whichever rows lie in which.
    """

    files: tuple[str, ...]

    def kinds(self) -> pd.DataFrame:
        """The values of `synthetic` that there are, one row each; none where no file has the column."""
        import pandas as pd

        with self._reading() as duckdb:
            if "synthetic" not in duckdb.table("submissions").columns:
                return pd.DataFrame()
            rows = duckdb.sql("SELECT DISTINCT synthetic FROM submissions").fetchall()
        return pd.DataFrame({"synthetic": pd.array([value for (value,) in rows], dtype="boolean")})

    def places(
        self, regencies: pd.DataFrame, asked: pd.DataFrame, statuses: Sequence[str]
    ) -> Iterator[tuple[Places, Places, Places]]:
        """Where each submission lies in a frame: place of its regency, of its indicator, and of its status.

        Parameters
        ----------
        regencies : DataFrame
            `award_year, regency_code`, each with its `place`.
        asked : DataFrame
            `award_year, indicator_code`, each with its `place`.
        statuses : sequence of str
            The statuses there are; -1 is the place of another.

        Yields
        ------
        tuple of arrays
            Some rows at a time, in any order; what is not in `regencies` or not in `asked` is left out.
        """
        import pandas as pd

        with self._reading() as duckdb:
            duckdb.register("regencies", regencies)
            duckdb.register("asked", asked)
            duckdb.register("statuses", pd.DataFrame({"status": list(statuses), "place": range(len(statuses))}))
            for batch in duckdb.sql(PLACES).to_arrow_reader(ROWS):
                regency, indicator, status = (column.to_numpy().astype(np.intp) for column in batch.columns)
                yield regency, indicator, status

    def _reading(self) -> Any:
        try:
            import duckdb
        except ImportError:
            raise ImportError("submissions in parts are read with DuckDB; install kkpham-analysis[big]") from None
        connection = duckdb.connect(config={"memory_limit": MEMORY, "preserve_insertion_order": False})
        connection.read_parquet(list(self.files), union_by_name=True).create_view("submissions")
        return connection


def open_submissions(path: Path | str) -> StoredSubmissions:
    """Submissions in a Parquet file, or in all those of a folder, to be read part by part when they are needed.

    Raises
    ------
    FileNotFoundError
        When there is none.
    """
    place = Path(path)
    files = sorted(place.rglob("*.parquet")) if place.is_dir() else [place]
    if not files or not all(file.is_file() for file in files):
        raise FileNotFoundError(f"no Parquet file of submissions at {place}")
    return StoredSubmissions(tuple(map(str, files)))
