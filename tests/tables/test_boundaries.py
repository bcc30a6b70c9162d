from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from shapely import Polygon, box

from kkpham_analysis.tables.boundaries import edge_matched

RAW = Path(__file__).parents[2] / "data" / "raw" / "boundaries" / "regencies.parquet"


@pytest.fixture(scope="module")
def raw():
    return gpd.read_parquet(RAW)


@pytest.fixture(scope="module")
def matched(raw):
    return edge_matched(raw)


def cracks(frame):
    whole = frame.assign(province=frame["regency_code"].str[:2]).dissolve("province")
    return int(whole.geometry.explode().interiors.map(len).sum())


def test_neighbours_share_their_edges(raw, matched):
    assert not shapely.coverage_is_valid(raw.geometry.to_numpy())
    assert shapely.coverage_is_valid(matched.geometry.to_numpy())


def test_every_regency_keeps_its_row_and_columns(raw, matched):
    assert len(matched) == len(raw) == 514
    assert matched.drop(columns="geometry").equals(raw.drop(columns="geometry"))
    assert matched.crs == raw.crs


def test_the_area_hardly_changes(raw, matched):
    before, after = (shapely.area(frame.geometry.to_numpy()) for frame in (raw, matched))
    assert after.sum() == pytest.approx(before.sum(), rel=0.001)
    assert (abs(after - before) / before).max() < 0.05


def test_only_lakes_are_left_as_holes_of_provinces(raw, matched):
    assert cracks(raw) > 1000
    assert cracks(matched) == 6


def test_every_geometry_is_a_valid_polygon(matched):
    assert matched.is_valid.all()
    assert set(matched.geom_type) <= {"Polygon", "MultiPolygon"}


def test_the_input_is_not_changed():
    frame = gpd.GeoDataFrame({"regency_code": ["1", "2"]}, geometry=[box(0, 0, 1, 1), box(1.001, 0, 2, 1)])
    before = frame.geometry.to_wkb()
    edge_matched(frame)
    assert frame.geometry.to_wkb().equals(before)


def test_a_row_without_area_is_refused_by_name():
    frame = gpd.GeoDataFrame({"regency_code": ["1", "2"]}, geometry=[box(0, 0, 1, 1), Polygon()], index=["1", "2"])
    with pytest.raises(ValueError, match=r"\['2'\]"):
        edge_matched(frame)
