"""Ids that stand in one cell, taken apart, and what they are ids of."""

import pandas as pd
import pytest

from kkpham_analysis.tables.schemas import RAW
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


def test_every_raw_column_of_ids_of_sources_is_held_against_a_list_of_sources():
    fields = ((table.name, field.name) for table in RAW.values() for field in table.fields)
    held = {(table.name, column) for table in RAW.values() for reference in table.references
            if reference.table in ("sources", "indicator_sources") for column in reference.columns}  # fmt: skip
    assert {field for field in fields if "source_id" in field[1]} - held == {
        ("sources", "source_id"),
        ("indicator_sources", "source_id"),
    }
