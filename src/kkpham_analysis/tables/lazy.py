"""Submissions that need not fit into memory: they stay in Parquet files, and are read part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from kkpham_analysis.language.errors import WholeError
from kkpham_analysis.tables.markings import SYNTHETIC

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

# Or a little more: so many that what is done once for each part does not count, so few that one part is counted while
# the next is read.
ROWS_OF_A_PART = 250_000
TEXTS = ("regency_code", "indicator_code", "status")
COLUMNS = ("award_year", *TEXTS)


TAKEN_BY = ("indicator_coverage", "coverage_gaps", "coverage_matrix", "coverage_change")


class NotATableError(WholeError, TypeError, AttributeError):
    """Raised where submissions that are read part by part are taken for a table; says what takes them."""

    def __init__(self) -> None:
        super().__init__(
            f"submissions of load(..., lazy=True) are read part by part, which only {', '.join(TAKEN_BY[:-1])} and "
            f"{TAKEN_BY[-1]} can do; for anything else take a table: load('submissions'), or rows of its parts, "
            f"pd.concat(part[part['regency_code'] == '6472'] for part in submissions)"
        )


@dataclass(frozen=True)
class StoredSubmissions:
    """Submissions in Parquet files, as tables one after the other: for the functions that take them in parts.

    Parameters
    ----------
    files : tuple of str
        The files; together they are the table, whichever rows lie in which. Folders named `award_year=2023` or
        `regency_code=6401` give their rows that value.
    """

    files: tuple[str, ...]

    def __iter__(self) -> Iterator[pd.DataFrame]:
        """Some rows at a time, each part with `award_year, regency_code, indicator_code, status`.

        And with `synthetic`, where the files have it. Texts are categories.
        """
        from pyarrow import parquet

        saying = [_says(file, parquet.read_schema(file)) for file in self.files]
        columns = {True: [*COLUMNS, SYNTHETIC], False: [*COLUMNS]}
        # Reading begins here, in the background, and not when the first part is asked for.
        scans = [_scan([file for file, said in zip(self.files, saying, strict=True) if said == says], columns[says])
                 for says in sorted(set(saying))]  # fmt: skip
        return chain.from_iterable(map(_parts, scans))

    def __getitem__(self, key: object) -> NoReturn:
        raise NotATableError

    def __contains__(self, key: object) -> NoReturn:
        raise NotATableError

    def __getattr__(self, name: str) -> NoReturn:
        # Names with underscores are asked for by Python and notebooks of any object, to see what it can.
        raise AttributeError(name) if name.startswith("_") else NotATableError


def _says(file: str, schema: pa.Schema) -> bool:
    """Whether the rows of a file say if they are made up, themselves or by a folder; refuses codes that are no text."""
    import pyarrow as pa

    for field in (schema.field(name) for name in TEXTS if name in schema.names):
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
            raise ValueError(
                f"{file}: {field.name} is {field.type}, and must be text; write it as text, so that no zero is lost"
            )
    return SYNTHETIC in schema.names or f"{SYNTHETIC}=" in file


def _scan(files: list[str], columns: list[str]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa
    from pyarrow import dataset

    kinds = {"award_year": pa.int64(), SYNTHETIC: pa.bool_()}
    # Read as a dictionary, a text is compared once for each value there is, and not once for each row.
    text = pa.dictionary(pa.int32(), pa.string())
    folders = pa.schema([(name, kinds.get(name, pa.string())) for name in columns])
    stored = dataset.dataset(
        files,
        schema=pa.schema([(name, kinds.get(name, text)) for name in columns]),
        format=dataset.ParquetFileFormat(dictionary_columns=set(TEXTS)),
        partitioning=dataset.HivePartitioning(folders),
    )
    return iter(stored.to_batches(columns=columns))


def _parts(batches: Iterator[pa.RecordBatch]) -> Iterator[pd.DataFrame]:
    waiting, rows = [], 0
    for batch in batches:
        waiting.append(batch)
        rows += len(batch)
        if rows >= ROWS_OF_A_PART:
            yield _as_frame(waiting)
            waiting, rows = [], 0
    if waiting:
        yield _as_frame(waiting)


def _as_frame(batches: list[pa.RecordBatch]) -> pd.DataFrame:
    """One table of batches; Arrow's own way looks at each column again, and takes twice as long."""
    import pandas as pd
    import pyarrow as pa

    table = pa.Table.from_batches(batches).unify_dictionaries()
    return pd.DataFrame({name: _as_column(table[name]) for name in table.column_names}, copy=False)


def _as_column(values: pa.ChunkedArray) -> Any:
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    if not pa.types.is_dictionary(values.type):
        return values.to_pandas()
    categories = values.chunk(0).dictionary.to_pandas()
    numbers = [chunk.indices.fill_null(-1) if chunk.null_count else chunk.indices for chunk in values.chunks]
    # In the type that pandas would choose: it looks at each number once, and not twice.
    codes = np.concatenate(numbers, dtype=np.min_scalar_type(-1 - len(categories)), casting="unsafe")
    return pd.Categorical.from_codes(codes, categories=categories, validate=False)


def open_submissions(path: Path | str) -> StoredSubmissions:
    """Submissions in a Parquet file, or in all those of a folder, to be read part by part when they are needed.

    Parameters
    ----------
    path
        The file, or the folder that holds them.

    Returns
    -------
    StoredSubmissions
        What measures take in the place of the table.

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
