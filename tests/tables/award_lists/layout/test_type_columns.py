"""Tables with a column of bare "Kabupaten" and "Kota": no row is taken for a head, and each name has its type."""

import pytest
from tests.tables.award_lists.test_lists_as_found import understood


@pytest.mark.parametrize(
    ("table", "claims", "asked"),
    [
        (
            "Provinsi,Jenis,Nama,Predikat 2024,Predikat 2025\nBali,Kabupaten,Badung,-,Peduli HAM\n"
            "Bali,Kabupaten,Bangli,Cukup Peduli HAM,Peduli HAM\nBali,Kota,Denpasar,Peduli HAM,Peduli HAM\n",
            [("5103", "peduli"), ("5106", "peduli"), ("5171", "peduli")],
            [],
        ),
        (
            "Jenis,Nama,Predikat,Status\nKabupaten,Badung,Peduli,Peduli\nKabupaten,Banglii,Peduli,Peduli\n",
            [("5103", "peduli")],
            [("Banglii", "unknown", ["5106", "7201"])],
        ),
        (
            "Nama Daerah,Predikat,Hasil\nKabupaten Badung,Peduli HAM,Peduli HAM\n",
            [("5103", "peduli")],
            [],
        ),
        (
            "No,Provinsi,Kab/Kota,Nama,Predikat\n1,Bali,Kabupaten,Badung,Peduli HAM\n"
            "2,Jawa Barat,Kota,Bandung,Cukup Peduli HAM\n",
            [("5103", "peduli"), ("3273", "cukup_peduli")],
            [],
        ),
        (
            "No,Status,Kabupaten/Kota,Predikat\n1,Kota,Bandung,Peduli HAM\n2,Kabupaten,Bandung,Cukup Peduli HAM\n",
            [("3273", "peduli"), ("3204", "cukup_peduli")],
            [],
        ),
    ],
)
def test_every_row_below_the_head_is_one_of_names_with_their_type(table, claims, asked):
    assert understood(table)[:2] == (claims, asked)
