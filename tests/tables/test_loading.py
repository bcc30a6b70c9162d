"""Loaded tables: each is the caller's own, and what its file says now."""

import pandas as pd
import pytest

from kkpham_analysis.tables.loading import load


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "processed").mkdir()
    return tmp_path


def stored(folder, codes):
    pd.DataFrame({"regency_code": codes}).to_parquet(folder / "processed" / "regencies.parquet")


def test_what_is_done_to_a_loaded_table_does_not_show_in_the_next(folder):
    stored(folder, ["6401", "6472"])
    table = load("regencies", data_dir=folder)

    table.loc[0, "regency_code"] = "9999"
    table["more"] = 1
    table.attrs.clear()

    again = load("regencies", data_dir=folder)
    assert again.to_dict("list") == {"regency_code": ["6401", "6472"]}
    assert again.attrs == {"kkpham:regency_codes": "6401\n6472"}


def test_a_table_is_read_again_where_its_file_was_written_again(folder):
    stored(folder, ["6401"])
    load("regencies", data_dir=folder)

    stored(folder, ["6472"])

    assert load("regencies", data_dir=folder)["regency_code"].tolist() == ["6472"]
