import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from kkpham_analysis.figures.grounds import EVERY, Ground

NOWHERE = shapely.GeometryCollection()
TOWN = box(2.95, 1.45, 3.05, 1.55)
START = np.array([[3.0, 1.5]])
ENDS = st.lists(st.tuples(st.floats(0, 6), st.floats(0, 3)), min_size=1, max_size=20)


def best(*others, neighbours=NOWHERE, written=(), used=()):
    ground = Ground([TOWN, *others], neighbours, (6.0, 3.0))
    spots = next(ground.spots([(0.6, 0.12)], START, 0, written, used))
    return tuple(part[0] for part in (spots.cost, spots.x, spots.y, spots.ha))


def test_the_best_spot_is_level_with_the_place():
    _, _, y, ha = best()
    assert (y, ha) == (1.5, "left")


def test_a_line_over_another_place_costs_more_than_one_over_water():
    east = box(3.06, 0.5, 3.2, 2.5)
    assert best(east)[3] == "right"
    assert best(east, box(2.8, 0.5, 2.94, 2.5))[0] > best(east)[0] + 0.2


def test_a_text_begins_where_another_does_if_it_is_about_as_near():
    assert best()[1] == pytest.approx(3.24)
    assert best(used=[(best()[1] + 0.12, "left")])[1] == pytest.approx(3.36)


def test_no_spot_lies_on_a_place_or_on_what_is_written():
    taken = box(3.1, 1.0, 6.0, 2.0)
    assert best(written=[taken])[3] != "left"
    assert best(taken)[3] != "left"


def test_the_land_of_neighbours_is_used_where_water_is_far():
    assert best(neighbours=box(0, 0, 6, 3))[0] == pytest.approx(best()[0] * 1.1 + 0.1, abs=0.05)


def test_a_place_that_fills_the_map_leaves_no_spot():
    ground = Ground([TOWN, box(0, 0, 6, 3) - TOWN], NOWHERE, (6.0, 3.0))
    assert list(ground.spots([(0.6, 0.12)], START, 0, (), ())) == []


def test_of_what_is_wanted_at_less_than_a_limit_nothing_is_lost():
    # Lines are looked at from the least cost on: what is given first is what would come first of all.
    west = box(0.5, 0.5, 2.94, 2.5)
    ground = Ground([TOWN, west], box(4, 0, 6, 3), (6.0, 3.0))

    def costs(limit):
        found = list(ground.spots([(0.6, 0.12), (0.3, 0.25)], START, 0, (), (), limit))
        return np.concatenate([spots.cost for spots in found]).tolist()

    everything = costs(np.inf)
    assert everything == sorted(everything)
    assert costs(1.0) == [cost for cost in everything if cost < 1.0]
    assert everything[0] < 0.3 < 3 < everything[-1]


@given(ENDS)
def test_a_rough_look_never_makes_a_line_dearer(ends):
    strips = [box(east, 0, east + 0.3, 3) for east in (0.5, 1.5, 3.5, 3.9, 5.0)]
    ground = Ground([TOWN, *strips], box(2, 0, 2.6, 3), (6.0, 3.0))
    starts = np.repeat(START, len(ends), axis=0)
    rough, full = (ground._over(starts, np.array(ends), 0, every) for every in EVERY)
    assert (rough <= full).all()


def test_a_line_over_another_place_is_not_followed_while_others_are_cheaper():
    ground = Ground([TOWN, box(3.06, 0, 3.4, 3)], NOWHERE, (6.0, 3.0))
    next(ground.spots([(0.6, 0.12)], START, 0, (), ()))
    stands = ground.stands[0, (0.6, 0.12)]
    assert stands.x[stands.every[0] == 1].max() < 3.0
    assert stands.x[stands.every[0] == EVERY[0]].min() > 3.4


def test_where_every_line_is_too_dear_it_is_not_asked_what_is_written():
    ground = Ground([TOWN], NOWHERE, (6.0, 3.0))
    assert list(ground.spots([(0.6, 0.12)], START, 0, [box(0, 0, 1, 1)], (), 0.01)) == []
    assert ground.near == {}
