"""Tables copied from a page cell by cell are rows where nothing can be misunderstood, and else stay as they are."""

import pytest
from tests.tables.award_lists.test_understanding import claims, read

HEAD = "No\nKabupaten/Kota\nProvinsi\nPredikat\n"
TWO = [("6409", "peduli"), ("6307", "cukup_peduli")]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "1\nKabupaten Penajam\nPaser Utara\nKalimantan\nTimur\nPeduli HAM\n2\nKabupaten Hulu Sungai\nTengah\n"
        "Kalimantan\nSelatan\nCukup Peduli\nHAM\nJakarta, 10 Desember 2025",
        "No Kabupaten/Kota Provinsi Predikat\n1 Kabupaten Penajam Paser\nUtara Kalimantan Timur Peduli HAM\n"
        "2. Kabupaten Hulu Sungai\nTengah Kalimantan\nSelatan Cukup Peduli\nHAM",
        "No Kabupaten/Kota Predikat\n1 Kabupaten Penajam Paser\nUtara Peduli HAM\n"
        "2 Kabupaten Hulu Sungai\nTengah Cukup Peduli\nHAM",
    ],
    ids=["a line for each cell", "a line for each row, broken", "no provinces"],
)
def test_a_table_copied_with_its_cells_over_lines_is_understood(text):
    assert (claims(text), read(text).of("unsettled")) == (TWO, [])


@pytest.mark.parametrize(
    "rows",
    [
        "1\nKabupaten Penajam\nPaser Utara\nKalimantan\nSelatan\nPeduli HAM",
        "1\nKabupaten Penajam\nKalimantan\nTimur\nPeduli HAM\nPaser Utara",
        "1\nKabupaten Penajam\nPaser Utara\nbelum\nKalimantan\nTimur\nPeduli HAM",
    ],
    ids=["another province", "another order", "a word that denies"],
)
def test_a_row_that_is_not_its_own_cells_word_by_word_leaves_the_table_to_questions(rows):
    text = HEAD + rows + "\n2\nKota Bontang\nKalimantan\nTimur\nCukup Peduli HAM"

    assert ("6474", "cukup_peduli") not in claims(text)
    assert read(text).of("unsettled") != []
