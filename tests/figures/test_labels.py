from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely import box

from kkpham_analysis.figures import plot_province_map
from kkpham_analysis.figures.atlas import arranged
from kkpham_analysis.figures.labels import Place, in_two_lines, place_labels
from kkpham_analysis.language import Words
from kkpham_analysis.tables.boundaries import edge_matched

RAW = Path(__file__).parents[2] / "data" / "raw"
NOWHERE = shapely.GeometryCollection()


def labelled(*places, width=4.0, height=3.0, sides="both", neighbours=NOWHERE):
    return {
        label.code: label for label in place_labels(places, neighbours, width, height, size=9, smaller=7.5, sides=sides)
    }


def test_a_name_that_fits_stands_inside_its_place():
    place = Place("1", "Berau", box(1, 1, 3, 2))
    label = labelled(place)["1"]
    assert label.where == "inside"
    assert place.shape.contains(label.box)


def test_a_long_name_is_broken_in_two_to_fit():
    label = labelled(Place("1", "Mahakam Ulu", box(1, 1, 1.75, 2)))["1"]
    assert (label.where, label.text) == ("inside", "Mahakam\nUlu")


def test_a_name_is_broken_near_its_middle():
    assert in_two_lines("Penajam Paser Utara") == "Penajam\nPaser Utara"
    assert in_two_lines("Paser") == "Paser"


def test_a_small_island_is_named_on_the_water_beside_it():
    island = Place("1", "Sabang", box(2, 1, 2.1, 1.1))
    label = labelled(island)["1"]
    assert label.where == "beside"
    assert label.box.distance(island.shape) < 0.1


def test_a_small_place_on_the_coast_is_named_on_the_water():
    inland = Place("1", "Kutai Timur", box(0, 0, 2, 3))
    coast = Place("2", "Bontang", box(2, 1, 2.12, 1.12))
    labels = labelled(inland, coast)
    assert labels["2"].where in ("beside", "near")
    assert not labels["2"].box.intersects(inland.shape)


def test_an_enclosed_place_is_named_outside_on_a_line():
    town = box(1.9, 1.4, 2.1, 1.6)
    labels = labelled(Place("1", "Kutai", box(0, 0, 4, 3) - town), Place("2", "Samarinda", town))
    assert labels["2"].where in ("left", "right")
    assert town.contains(shapely.Point(labels["2"].anchor))


def test_lines_do_not_cross_each_other_and_keep_the_order_of_places():
    towns = [box(1.9, y, 2.1, y + 0.15) for y in (0.4, 0.9, 1.4, 1.9, 2.4)]
    land = Place("0", "Darat", shapely.difference(box(0, 0, 4, 3), shapely.union_all(towns)))
    labels = labelled(land, *(Place(str(i), f"Kota {i}", town) for i, town in enumerate(towns, 1)), sides="right")
    lines = [labels[str(i)].line for i in range(1, 6)]
    assert not any(a.intersects(b) for i, a in enumerate(lines) for b in lines[:i])
    assert sorted(lines, key=lambda line: line.coords[0][1]) == sorted(lines, key=lambda line: line.coords[-1][1])


def test_a_line_goes_round_another_place_where_it_can():
    # The way to the right leads over the other place; the way to the left is over water.
    other = Place("1", "Balikpapan", box(2.2, 0, 4, 3))
    thin = Place("2", "Penajam Paser Utara", box(2.0, 0, 2.2, 3))
    label = labelled(other, thin)["2"]
    assert label.x < 2.2


@pytest.fixture(scope="module")
def country():
    regencies = pd.read_csv(RAW / "regions" / "regencies.csv", dtype="str")
    status = regencies.assign(
        award_year=2023, status="unknown", contested=pd.array([False] * len(regencies)), source_ids=""
    )
    return status, edge_matched(gpd.read_parquet(RAW / "boundaries" / "regencies.parquet")), regencies


def codes():
    return sorted(pd.read_csv(RAW / "regions" / "provinces.csv", dtype="str")["province_code"])


@pytest.mark.parametrize("code", codes())
def test_in_every_province_names_stand_apart_within_the_figure_and_lines_do_not_cross(country, code):
    status, boundaries, regencies = country
    picture = plot_province_map(status, boundaries, regencies, province_code=code, award_name="X", words=Words("id"))
    renderer = picture.figure.canvas.get_renderer()
    texts = picture.figure.findobj(lambda artist: str(artist.get_gid()).startswith("label-"))
    boxes = [text.get_window_extent(renderer) for text in texts]
    assert len(texts) == (status["province_code"] == code).sum()
    assert [(i, j) for i, a in enumerate(boxes) for j in range(i) if a.overlaps(boxes[j])] == []
    lines = picture.figure.findobj(lambda artist: str(artist.get_gid()).startswith("line-"))
    paths = [shapely.LineString(line.get_xydata()) for line in lines]
    assert [(i, j) for i, a in enumerate(paths) for j in range(i) if a.crosses(paths[j])] == []
    figure = picture.figure.bbox
    assert all(one.x0 >= figure.x0 and one.x1 <= figure.x1 and one.y0 >= 0 and one.y1 <= figure.y1 for one in boxes)


@pytest.mark.parametrize("code", ["21", "53", "81"])
def test_names_on_the_water_touch_no_land(country, code):
    status, boundaries, regencies = country
    layout = arranged(status[status["province_code"] == code], boundaries, regencies, code, Words("id"))
    on_water = [label for label in layout.labels if label.where in ("beside", "near")]
    assert on_water
    assert [
        (label.text, place.name) for label in on_water for place in layout.places if label.box.intersects(place.shape)
    ] == []


def test_a_kota_and_a_kabupaten_of_one_name_are_told_apart(country):
    status, boundaries, regencies = country
    picture = plot_province_map(status, boundaries, regencies, province_code="32", award_name="X", words=Words("id"))
    names = [
        artist.get_text().replace("\n", " ")
        for artist in picture.figure.findobj(lambda artist: str(artist.get_gid()).startswith("label-"))
    ]
    assert {"Bogor", "Kota Bogor", "Depok"} <= set(names)
    assert len(set(names)) == 27
