import pytest
import shapely
from shapely import box

from kkpham_analysis.figures.shapes import Projection, framed, outline, without_specks


def test_islands_that_are_too_small_to_see_are_left_out():
    land, island, speck = box(0, 0, 1, 1), box(2, 0, 2.1, 0.1), box(3, 0, 3.001, 0.001)
    (kept,) = without_specks([shapely.union_all([land, island, speck])])
    assert kept.equals(shapely.union(land, island))


def test_an_island_with_nothing_around_it_is_kept_however_small_it_is():
    land, beside, alone = box(0, 0, 1, 1), box(1.05, 0, 1.051, 0.001), box(3, 0, 3.001, 0.001)
    (kept,) = without_specks([shapely.union_all([land, beside, alone])], 0.1)
    assert kept.equals(shapely.union(land, alone))


def test_a_small_part_that_touches_another_place_is_kept_so_that_no_gap_opens():
    land, speck = box(0, 0, 1, 1), box(2, 0, 2.001, 0.001)
    around = box(1.5, 0, 2.5, 1) - speck
    one, other = without_specks([shapely.union(land, speck), around])
    assert one.equals(shapely.union(land, speck))
    assert other.equals(around)


def test_a_place_that_is_a_speck_is_kept():
    (kept,) = without_specks([box(0, 0, 0.001, 0.001)])
    assert kept.equals(box(0, 0, 0.001, 0.001))


def test_edges_that_are_shared_stay_shared_on_paper():
    edge = [(1, y / 50 + (0.002 if y % 2 else 0)) for y in range(51)]
    west = shapely.Polygon([(0, 0), *edge, (0, 1)])
    east = shapely.Polygon([(2, 0), *edge, (2, 1)])
    drawn = Projection(0, 0, 1.234, 1.234).apply([west, east])
    assert shapely.coverage_is_valid(drawn)
    one, other = (set(map(tuple, outline(shape).vertices)) for shape in drawn)
    assert len(one & other) >= 2


def test_a_frame_is_as_wide_as_asked_with_the_places_in_its_middle():
    projection, height = framed((0, 0, 1, 2), 8.0, 5.0, 0.5, 0.25)
    (shape,) = projection.apply([box(0, 0, 1, 2)])
    west, south, east, north = shape.bounds
    assert height == 5.0
    assert (south, north) == (0.25, 4.75)
    assert west == pytest.approx(8.0 - east)


def test_places_on_paper_are_short_numbers():
    vertices = outline(box(0.123456789, 0, 1 / 3, 1)).vertices * 72
    assert (abs(vertices - vertices.round(2)) < 1e-9).all()
