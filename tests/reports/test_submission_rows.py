"""Which rows of what was handed in a report on one place rests on."""

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from kkpham_analysis.reports.submission_rows import SubmissionRows

COLUMNS = ["award_year", "regency_code", "indicator_code", "answer_yes", "points", "synthetic"]
ROWS = [
    [2023, "6301", "1", True, 1.0, False],
    [2023, "6401", "1", None, None, False],
    [2023, "6402", "1", False, 0.5, False],
    [2024, "6401", "1", True, 2.0, False],
]


@pytest.fixture
def rows(tmp_path):
    """The rows of a file, so many in each of its parts."""

    def given(rows, part=100):
        table = pd.DataFrame(rows, columns=COLUMNS).astype({"answer_yes": "boolean", "points": "Float64"})
        parquet.write_table(pa.Table.from_pandas(table), tmp_path / "x.parquet", row_group_size=part)
        return SubmissionRows.read(tmp_path / "x.parquet")

    return given


def changed(place, column, value):
    """The rows with another value in all of a place."""
    number = COLUMNS.index(column)
    return [[*row[:number], value, *row[number + 1 :]] if row[1] == place else row for row in ROWS]


def others(before, after):
    """The regencies whose rows are others."""
    return [code for code in ("6301", "6401", "6402") if before.digest([code]) != after.digest([code])]


@pytest.mark.parametrize(("column", "value"), [("answer_yes", False), ("points", 3.0), ("points", None)])
def test_a_changed_answer_changes_the_rows_of_its_regency_alone(rows, column, value):
    assert others(rows(ROWS), rows(changed("6401", column, value))) == ["6401"]


def test_a_missing_text_is_none_of_the_texts_that_a_missing_one_is_written_as(tmp_path):
    def digest(text):
        texts = pa.array(["yes", text], pa.string())
        table = pa.table({"award_year": [2023, 2023], "regency_code": ["6401", "6401"], "note": texts})
        parquet.write_table(table, tmp_path / "x.parquet")
        return SubmissionRows.read(tmp_path / "x.parquet").digest(["6401"])

    assert len({*map(digest, [None, "", "yes", "<NA>", "nan", "NaN", "None", "null"])}) == 8


def test_a_missing_number_is_no_number_that_stands_beside_it(rows):
    missing = [2023, "6401", "2", None, None, False]
    assert others(rows([*ROWS, missing]), rows([*ROWS, [*missing[:4], 1.0, False]])) == ["6401"]
    assert others(rows([*ROWS, missing]), rows([*ROWS, [*missing[:3], True, None, False]])) == ["6401"]


def test_rows_that_are_added_or_left_out_change_those_of_their_regency_alone(rows):
    assert others(rows(ROWS), rows(ROWS[:2] + ROWS[3:])) == ["6402"]


def test_into_which_parts_a_file_is_cut_changes_nothing(rows):
    assert rows(ROWS, part=1) == rows(ROWS, part=3) == rows(ROWS)


def test_a_round_that_is_new_and_rows_that_are_made_up_are_of_every_place(rows):
    everywhere = ["6301", "6401", "6402"]
    assert others(rows(ROWS), rows([*ROWS, [2025, "6301", "1", True, 1.0, False]])) == everywhere
    assert others(rows(ROWS), rows(changed("6402", "synthetic", True))) == everywhere


def test_the_order_in_which_regencies_are_named_changes_nothing(rows):
    assert rows(ROWS).digest(["6402", "6401"]) == rows(ROWS).digest(["6401", "6402"])


def test_where_nothing_was_handed_in_there_is_a_digest_of_that(tmp_path):
    assert SubmissionRows.read(tmp_path / "none.parquet").digest(["6401"])
