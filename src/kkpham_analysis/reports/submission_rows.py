"""What tells apart the rows that each regency handed in: read once, part by part, however many they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

PLACE = "regency_code"
# For which rounds anything was handed in, and whether it is made up: every page may say so.
COMMON = ("award_year", "synthetic")


@dataclass(frozen=True)
class SubmissionRows:
    """Digests of the rows of each regency, and of what all have in common."""

    of_regency: dict[str, str]
    common: str

    @classmethod
    def read(cls, file: Path) -> SubmissionRows:
        """Read them from a file; where there is none, nobody has any."""
        if not file.is_file():
            return cls({}, "")
        import pyarrow.parquet as parquet

        found: dict[str, Any] = {}
        common: set[tuple[str, ...]] = set()
        parts = parquet.ParquetFile(file)
        for part in parts.iter_batches():
            numbers = _numbers(part)
            for place, rows in _by_place(part):
                found.setdefault(place, hashlib.sha256()).update(numbers[rows].tobytes())
            common |= _common(part)
        told = str([*parts.schema_arrow.names, *sorted(common)]).encode()
        return cls({place: one.hexdigest() for place, one in found.items()}, hashlib.sha256(told).hexdigest())

    def digest(self, regencies: Iterable[str]) -> str:
        """What tells the rows of regencies apart, with what they have in common with all."""
        lines = (f"{code} {self.of_regency.get(code, '')}" for code in sorted(regencies))
        return hashlib.sha256("\n".join([self.common, *lines]).encode()).hexdigest()


def _numbers(part: pa.RecordBatch) -> np.ndarray[Any, Any]:
    """A number for each row, the same in whatever part it stands; that another row has it happens once in 2^64."""
    import pandas as pd

    columns = [part.column(name).dictionary_encode() for name in part.schema.names]
    texts = {str(number): _of_texts(column) for number, column in enumerate(columns)}
    return pd.util.hash_pandas_object(pd.DataFrame(texts), index=False).to_numpy()


def _of_texts(column: pa.DictionaryArray) -> Any:
    """A column as categories that are texts: what a type is in pandas depends on whether a part has missing values."""
    import pandas as pd

    codes = column.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return pd.Categorical.from_codes(codes, pd.Index(list(map(str, column.dictionary.to_pylist())), dtype="object"))


def _by_place(part: pa.RecordBatch) -> Iterable[tuple[str, np.ndarray[Any, Any]]]:
    """The rows of each regency, in their order."""
    import numpy as np

    places = part.column(PLACE).dictionary_encode()
    codes = places.indices.to_numpy()
    order = np.argsort(codes, kind="stable")
    starts = np.flatnonzero(np.diff(codes[order])) + 1
    for rows in np.split(order, starts) if len(order) else []:
        yield str(places.dictionary[codes[rows[0]]].as_py()), rows


def _common(part: pa.RecordBatch) -> set[tuple[str, ...]]:
    import pyarrow as pa

    table = pa.Table.from_batches([part]).select([name for name in COMMON if name in part.schema.names])
    return {tuple(map(str, row.values())) for row in table.group_by(table.column_names).aggregate([]).to_pylist()}
