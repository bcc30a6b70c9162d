"""Lists of provinces in a list of awards: they head no names, and what they were given is said to be left out."""

import pytest
from tests.tables.award_lists.test_lists_as_found import peduli, understood

DECREE = "A. KABUPATEN PEDULI HAM\n1. Kab. Badung\nB. KOTA PEDULI HAM\n1. Kota Denpasar\n"


@pytest.mark.parametrize("heading", ["C. PROVINSI", "GUBERNUR PEMBINA KABUPATEN/KOTA PEDULI HAM"])
def test_provinces_that_are_listed_by_themselves_are_said_not_to_be_recorded(heading):
    assert understood(f"{DECREE}{heading}\n1. Jawa Barat\n2. Aceh") == (
        peduli("5103", "5171"),
        [],
        [("provinces", 6, ("32", "11"))],
    )


def test_each_list_of_provinces_is_told_once():
    text = "PROVINSI\n1. Jawa Barat\n2. Aceh\n\nPenerima Peduli HAM\n1. Kab. Badung\n\nPROVINSI\n1. Bali"

    assert understood(text) == (peduli("5103"), [], [("provinces", 2, ("32", "11")), ("provinces", 9, ("51",))])
