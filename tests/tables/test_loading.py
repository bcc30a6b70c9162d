"""Loaded tables: each is the caller's own, and what its file says now."""

import subprocess
import sys

import geopandas
import pandas as pd
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from kkpham_analysis.tables.loading import load, read_small, read_table


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


def test_a_small_table_is_read_as_a_large_one_is(folder):
    path = folder / "some.parquet"
    table = pd.DataFrame({"code": ["6401", None], "count": pd.array([1, None], "Int64"), "is_made": [True, False]})
    table.attrs["told"] = "this"
    table.to_parquet(path)
    small, large = read_small(path), read_table(path)
    pd.testing.assert_frame_equal(small, large, check_exact=True)
    assert (small.attrs, large.attrs) == ({"told": "this"}, {"told": "this"})


def test_a_small_table_of_shapes_is_read_as_a_large_one_is(folder):
    path = folder / "shapes.parquet"
    shapes = geopandas.GeoDataFrame({"code": ["6401"]}, geometry=[shapely.box(116, -1, 117, 0)], crs="EPSG:4326")
    shapes.to_parquet(path)
    small, large = read_small(path), read_table(path)
    assert_geodataframe_equal(small, large)
    assert small.crs.to_json() == large.crs.to_json()


def test_to_read_a_small_table_starts_no_thread(folder):
    stored(folder, ["6401"])
    code = """
import os, sys
import pandas, pyarrow.parquet
from kkpham_analysis.tables.loading import load
before = os.listdir("/proc/self/task")
rows = len(load("regencies", data_dir=sys.argv[1]))
print(rows, sorted(set(os.listdir("/proc/self/task")) - set(before)))
"""
    done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=True)
    assert done.stdout == "1 []\n"
