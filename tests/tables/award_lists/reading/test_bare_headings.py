"""Headings that are the bare name of a province: a regency is called so too, and the names below say which it is."""

import pytest
from tests.tables.award_lists.test_lists_as_found import peduli, understood

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer

BELOW = (
    "Penerima Peduli HAM\nRiau\n1. Kota Dumai\nJambi\n1. Kab. Tebo\n2. Kota Jambi\nGorontalo\n"
    "1. Kab. Boalemo\n\nJakarta, 9 Desember 2025"
)
BEHIND = "Penerima Peduli HAM\nKepulauan Riau : Kota Batam\nJambi : Kab. Tebo, Kota Jambi\nGorontalo : Kab. Boalemo"


@pytest.mark.parametrize(
    ("text", "found"),
    [(BELOW, ["1472", "1509", "1571", "7502"]), (BEHIND, ["2171", "1509", "1571", "7502"])],
)
def test_a_name_of_two_places_is_the_province_that_all_names_below_it_lie_in(text, found):
    assert understood(text) == (peduli(*found), [], [])


def test_a_heading_of_two_places_over_names_of_another_province_is_asked_about_itself():
    text = "Penerima Peduli HAM\nRiau\n1. Kota Dumai\nJambi\n1. Kab. Tebo\n2. Kota Medan"

    assert understood(text) == (
        peduli("1472"),
        [
            ("Jambi", "place_or_province", ["1571", "15"]),
            ("Riau", "other_provinces", ["1509", "1271"]),
        ],
        [],
    )


def test_what_is_said_of_the_names_below_a_heading_makes_no_heading_a_regency():
    text = "Penerima Peduli HAM\nRiau\n1. Kota Dumai\nJambi\n1. Kab. Tebo\n2. Kota Medan"

    assert understood(text, answers={"riau": Answer(KEEP)})[:2] == (
        peduli("1472", "1509", "1271"),
        [("Jambi", "place_or_province", ["1571", "15"])],
    )
