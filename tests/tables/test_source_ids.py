"""Ids that stand in one cell, taken apart."""

import pandas as pd
import pytest

from kkpham_analysis.tables.source_ids import split_ids


@pytest.mark.parametrize(
    ("cells", "index", "ids"),
    [
        (["K1;K2", "", None, "K1"], [7, 8, 9, 7], [(7, "K1"), (7, "K2"), (7, "K1")]),
        (["K1;;K2"], [3], [(3, "K1"), (3, "K2")]),
        (["", None], [1, 2], []),
    ],
)
def test_each_id_stands_under_the_index_of_its_cell_and_empty_cells_have_none(cells, index, ids):
    found = split_ids(pd.Series(cells, index=index, dtype="str", name="source_ids"))
    assert (list(found.items()), found.name, found.dtype) == (ids, "source_ids", "str")
