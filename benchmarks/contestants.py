"""One contestant in one process: `python -m benchmarks.contestants NAME CASE FOLDER REPEATS` prints what it took.

Each computes coverage at the level `verified` from the same Parquet files, by the columns of the case, over the whole
frame: what nobody answered is uncovered. Imports and a first run are not timed.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

CASES = {
    "province x right": ("award_year", "province_code", "right_code"),
    "regency": ("award_year", "regency_code"),
}
KEY = ("award_year", "regency_code", "indicator_code")
PLACE_KEYS = ("award_year", "province_code", "regency_code")
SQL = """
WITH places AS (SELECT {place_keys}, award_year AS round, count(*) AS n FROM regencies GROUP BY ALL),
items AS (SELECT {item_keys} award_year_from, award_year_to, count(*) AS m FROM indicators GROUP BY ALL),
frame AS (
  SELECT {keys}, sum(n * m)::BIGINT AS framed FROM places, items
  WHERE round BETWEEN award_year_from AND award_year_to GROUP BY ALL
),
done AS (
  SELECT {keys}, count(*) FILTER (status = 'not_applicable') AS away, count(*) FILTER (status = 'verified') AS covered
  FROM submissions JOIN regencies USING (award_year, regency_code) JOIN indicators USING (indicator_code)
  WHERE award_year BETWEEN award_year_from AND award_year_to GROUP BY ALL
)
SELECT {keys}, framed - coalesce(away, 0) AS applicable, coalesce(covered, 0) AS covered,
  coalesce(covered, 0) / nullif(framed - coalesce(away, 0), 0) AS coverage
FROM frame LEFT JOIN done USING ({keys}) ORDER BY ALL
"""


def ours_whole(folder: Path, by: tuple[str, ...]) -> Callable[[], Any]:
    """`indicator_coverage` on a table of pandas that is read whole first."""
    import pandas  # noqa: F401 - imports are not timed, not even where there is one run only
    import pyarrow.parquet  # noqa: F401

    from kkpham_analysis.measures.coverage import indicator_coverage

    return lambda: indicator_coverage(_table(folder), *_lists(folder), by=by)


def ours_computing(folder: Path, by: tuple[str, ...]) -> Callable[[], Any]:
    """`indicator_coverage` on a table of pandas in memory."""
    from kkpham_analysis.measures.coverage import indicator_coverage

    submissions, lists = _table(folder), _lists(folder)
    return lambda: indicator_coverage(submissions, *lists, by=by)


def ours(folder: Path, by: tuple[str, ...]) -> Callable[[], Any]:
    """`indicator_coverage` on files that are read part by part, each a table of pandas."""
    import pandas  # noqa: F401
    import pyarrow.dataset
    import pyarrow.parquet  # noqa: F401

    from kkpham_analysis.measures.coverage import indicator_coverage
    from kkpham_analysis.tables.lazy import open_submissions

    return lambda: indicator_coverage(open_submissions(folder / "submissions"), *_lists(folder), by=by)


def duckdb(folder: Path, by: tuple[str, ...]) -> Callable[[], Any]:
    """SQL that a user would write."""
    return _duckdb(folder, by, "VIEW")


def duckdb_computing(folder: Path, by: tuple[str, ...]) -> Callable[[], Any]:
    """The same, with the table in memory."""
    return _duckdb(folder, by, "TABLE")


def polars(folder: Path, by: tuple[str, ...]) -> Callable[[], Any]:
    """A query that a user would write."""
    import polars as pl

    return lambda: _polars(pl.scan_parquet(folder / "submissions" / "*.parquet"), folder, by)


def polars_computing(folder: Path, by: tuple[str, ...]) -> Callable[[], Any]:
    """The same, with the table in memory."""
    import polars as pl

    table = pl.read_parquet(folder / "submissions" / "*.parquet", columns=[*KEY, "status"])
    return lambda: _polars(table.lazy(), folder, by)


CONTESTANTS = {
    contestant.__name__: contestant
    for contestant in (ours, ours_whole, duckdb, polars, ours_computing, duckdb_computing, polars_computing)
}


def _table(folder: Path) -> Any:
    """The columns that are needed, texts as categories: all three read no more than that."""
    import pandas as pd

    columns = [*KEY, "status", "synthetic"]
    texts = ["regency_code", "indicator_code", "status"]
    # Columns stay as they are read: copied side by side they would be for changes, and nothing is changed.
    kept = {"split_blocks": True}
    return pd.read_parquet(folder / "submissions", columns=columns, read_dictionary=texts, to_pandas_kwargs=kept)


def _lists(folder: Path) -> tuple[Any, Any]:
    import pandas as pd

    # As the others, no more columns than are needed.
    indicators = ["regulation", "indicator_code", "right_code", "kind", "award_year_from", "award_year_to"]
    return pd.read_parquet(folder / "indicators.parquet", columns=indicators), pd.read_parquet(
        folder / "regencies.parquet"
    )


def _duckdb(folder: Path, by: tuple[str, ...], what: str) -> Callable[[], Any]:
    import duckdb

    connection = duckdb.connect()
    for name, kind in {
        "regencies.parquet": "VIEW",
        "indicators.parquet": "VIEW",
        "submissions/*.parquet": what,
    }.items():
        table = name.split(".")[0].split("/")[0]
        columns = f"{', '.join(KEY)}, status" if table == "submissions" else "*"
        connection.execute(f"CREATE {kind} {table} AS SELECT {columns} FROM read_parquet('{folder / name}')")  # noqa: S608
    item_keys = [name for name in by if name not in PLACE_KEYS]
    query = SQL.format(
        keys=", ".join(by),
        place_keys=", ".join(name for name in by if name in PLACE_KEYS),
        item_keys="".join(f"{name}, " for name in item_keys),
    )
    return lambda: connection.sql(query).df()


def _polars(submissions: Any, folder: Path, by: tuple[str, ...]) -> Any:
    import polars as pl

    regencies, indicators = (pl.scan_parquet(folder / f"{name}.parquet") for name in ("regencies", "indicators"))
    is_asked = pl.col("award_year").is_between("award_year_from", "award_year_to")
    done = (
        submissions.join(regencies, on=["award_year", "regency_code"])
        .join(indicators, on="indicator_code")
        .filter(is_asked)
        .group_by(by)
        .agg(away=(pl.col("status") == "not_applicable").sum(), covered=(pl.col("status") == "verified").sum())
    )
    places = regencies.group_by({*by, "award_year"} & set(PLACE_KEYS)).agg(n=pl.len())
    items = indicators.group_by([*({*by} - set(PLACE_KEYS)), "award_year_from", "award_year_to"]).agg(m=pl.len())
    frame = places.join(items, how="cross").filter(is_asked).group_by(by).agg(framed=(pl.col("n") * pl.col("m")).sum())
    applicable = pl.col("framed").cast(pl.Int64) - pl.col("away").fill_null(0).cast(pl.Int64)
    covered = pl.col("covered").fill_null(0).cast(pl.Int64)
    joined = frame.join(done, on=by, how="left").select(*by, applicable=applicable, covered=covered)
    return joined.with_columns(coverage=pl.col("covered") / pl.col("applicable")).sort(by).collect()


def digest(table: Any) -> str:
    """A fingerprint of the whole counts of a result: all contestants must come to the same."""
    rows = table.rows() if hasattr(table, "rows") else table.itertuples(index=False)
    keys = list(table.columns)[: list(table.columns).index("applicable") + 2]
    lines = sorted("|".join(str(value) for value in row[: len(keys)]) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def peak_memory() -> int:
    """Largest memory this process has had, in bytes, and not its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main(name: str, case: str, folder: str, repeats: str) -> None:
    """Run one contestant and print its seconds, its peak memory and what it came to."""
    run = CONTESTANTS[name](Path(folder), CASES[case])
    result = run() if int(repeats) > 1 else None
    seconds = []
    for _ in range(int(repeats)):
        started = time.perf_counter()
        result = run()
        seconds.append(time.perf_counter() - started)
    memory = peak_memory()
    print(json.dumps({"seconds": seconds, "memory": memory, "rows": len(result), "digest": digest(result)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
