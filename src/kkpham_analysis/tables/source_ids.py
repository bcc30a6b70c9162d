"""Several source ids in one cell, with `;` between them: taken apart, and put together again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

BETWEEN = ";"


def split_ids(cells: pd.Series) -> pd.Series:
    """A row for each id, under the index of its cell; empty and missing cells have none.

    >>> import pandas as pd
    >>> split_ids(pd.Series(["K1;K2", "", None, "K1"])).tolist()
    ['K1', 'K2', 'K1']
    """
    import pandas as pd

    there = cells.dropna().astype("str")
    # Not by `explode`, which takes twice as long for the few cells that pages ask about, again and again.
    found = [(i, each) for i, cell in enumerate(there.tolist()) for each in cell.split(BETWEEN) if each]
    index = there.index.take([i for i, _ in found])
    return pd.Series([each for _, each in found], index=index, dtype="str" if len(there) else "object", name=cells.name)


def ids_in(cell: str) -> list[str]:
    """The ids in one cell, in its order.

    >>> ids_in("K2;K1"), ids_in("")
    (['K2', 'K1'], [])
    """
    return [one for one in cell.split(BETWEEN) if one]


def joined_ids(source_ids: Iterable[str]) -> str:
    """The ids as one cell, each once, in order.

    >>> joined_ids(["K2", "K1", "K2"])
    'K1;K2'
    """
    return BETWEEN.join(sorted(set(source_ids)))
