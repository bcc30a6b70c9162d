"""Numbers of those honoured that a list gives itself: "6 dari 10", in brackets behind headings and last names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.test_lists_as_found import peduli, understood
from tests.tables.award_lists.test_understanding import read

TWO = "\n1. Kota Samarinda\n2. Kota Balikpapan"
CODES = peduli("6472", "6471")


@pytest.mark.parametrize(
    "sentence",
    ["Kementerian HAM RI menganugerahkan predikat Peduli HAM kepada 6 dari 10 kabupaten/kota di Kaltim, yakni:",
     "Sebanyak 6 dari 10 kabupaten/kota di Kalimantan Timur meraih predikat Peduli HAM, yakni:",
     "6 dari total 10 kabupaten/kota di Kalimantan Timur meraih predikat Kabupaten/Kota Peduli HAM:",
     "Enam (6) dari 10 (sepuluh) kabupaten/kota di Kalimantan Timur meraih predikat Peduli HAM:",
     "Six of 10 regencies and cities in East Kalimantan were awarded the title Cares for human rights:"],
)  # fmt: skip
def test_how_many_of_how_many_is_the_number_that_the_list_states(sentence):
    found = read(sentence + TWO)

    assert [(count.number, count.province) for count in found.counted] == [(6, "64")]
    assert understood(sentence + TWO) == (CODES, [], [("count_in", 1, 6, 2, "64")])


@pytest.mark.parametrize(
    "heading",
    ["Provinsi Kalimantan Timur (6)", "KALIMANTAN TIMUR (6 dari 10)", "II. Kalimantan Timur (6/10):",
     "Penerima Kabupaten/Kota Peduli HAM (6)"],
)  # fmt: skip
def test_a_number_in_brackets_behind_a_heading_is_that_of_the_names_below_it(heading):
    assert understood(heading + TWO) == (CODES, [], [("count", 1, 6, 2)])


def test_a_number_in_brackets_behind_a_province_and_its_colon_is_that_of_the_names_behind():
    text = "Penerima Peduli HAM\nBali (1): Kab. Badung\nKalimantan Timur (6 dari 10): Kota Samarinda, Kota Balikpapan"

    assert understood(text) == (peduli("5103", "6472", "6471"), [], [("count", 3, 6, 2)])


@pytest.mark.parametrize(
    "text",
    ["Penerima Peduli HAM: Kota Samarinda, Kota Balikpapan, dan Kab. Paser (3)",
     "Penerima Peduli HAM\n1. Kota Samarinda\n2. Kota Balikpapan\n3. Kab. Paser (3)"],
)  # fmt: skip
def test_the_number_of_names_behind_the_last_of_them_is_no_footnote(text):
    assert understood(text) == (peduli("6472", "6471", "6401"), [], [])


@pytest.mark.parametrize(
    ("text", "code"),
    [("Penerima Peduli HAM: Kota Samarinda (2), dan Kab. Paser", "6472"),
     ("Penerima Peduli HAM: Kota Samarinda, dan Kab. Paser (3)", "6401"),
     ("Penerima Peduli HAM\n1. Kota Samarinda\n2. Kab. Berau (2)\n3. Kab. Paser", "6403")],
)  # fmt: skip
def test_any_other_number_in_brackets_behind_a_name_is_a_footnote_that_is_missing(text, code):
    claims, questions, _ = understood(text)

    assert [(reason, codes) for _, reason, codes in questions] == [("footnote", [code])]
    assert (code, "peduli") not in claims


@examples(20)
@given(st.integers(1, 10), st.integers(10, 30))
def test_a_heading_says_nothing_where_its_number_is_right_and_a_remark_where_it_is_not(number, of_all):
    remarks = understood(f"KALIMANTAN TIMUR ({number} dari {of_all})" + TWO)[2]

    assert remarks == ([] if number == 2 else [("count", 1, number, 2)])


@pytest.mark.parametrize(
    "sentence",
    ["Dari 10 kabupaten/kota di Kaltim, 6 di antaranya meraih predikat Peduli HAM.",
     "Dari total 10 (sepuluh) kabupaten/kota di Kalimantan Timur, sebanyak enam (6) meraih predikat Peduli HAM.",
     "Dari 10 daerah di Kalimantan Timur, 6 kabupaten/kota dinyatakan meraih predikat Peduli HAM.",
     "Dari 10 kabupaten/kota di Kaltim hanya 6 yang meraih predikat Peduli HAM."],
)  # fmt: skip
def test_how_many_behind_those_that_they_are_of_is_the_number_that_the_list_states(sentence):
    found = read(sentence + TWO)

    assert [(count.number, count.province) for count in found.counted] == [(6, "64")]
    assert understood(sentence + TWO) == (CODES, [], [("count_in", 1, 6, 2, "64")])


@pytest.mark.parametrize(
    ("text", "remarks"),
    [("Kaltim meraih 7 penghargaan: Kota Samarinda, Kota Balikpapan", [("count", 1, 7, 2)]),
     ("Kaltim mendapat dua penghargaan: Kota Samarinda, Kota Balikpapan", []),
     ("Provinsi Kalimantan Timur berhasil meraih tujuh predikat Peduli HAM." + TWO, [("count", 1, 7, 2)]),
     ("Dari 10 kabupaten/kota di Kaltim, 7 meraih predikat Peduli HAM." + TWO, [("count", 1, 7, 2)]),
     ("Pemprov Kaltim meraih 7 penghargaan.\nPenerima Peduli HAM:" + TWO, [])],
)  # fmt: skip
def test_the_awards_of_a_province_are_those_of_its_regencies_and_no_number_that_the_list_states(text, remarks):
    assert understood(text)[2] == remarks
    assert read(text).counted == ()


@pytest.mark.parametrize(
    "sentence",
    ["Kepala Kanwil mengatakan, capaian ini meningkat dibanding tahun lalu ketika hanya 5 daerah yang meraihnya.",
     "Tahun lalu, 5 kabupaten/kota di Kaltim meraihnya.",
     "Pada tahun 2024, ada 5 kabupaten/kota di Kaltim.",
     "Sebanyak 5 kabupaten/kota di Kaltim meraihnya pada tahun 2024.",
     "Last year 5 regencies and cities in East Kalimantan received it."],
)  # fmt: skip
def test_a_number_of_another_year_is_none_of_the_list(sentence):
    assert understood(f"Penerima Peduli HAM 2025:{TWO}\n\n{sentence}")[2] == []


@pytest.mark.parametrize(
    "sentence",
    ["Dibanding tahun lalu, 5 kabupaten/kota di Kaltim meraihnya.",
     "Tahun ini 5 kabupaten/kota di Kaltim meraihnya, naik dari tahun lalu.",
     "Sebanyak 5 kabupaten/kota di Kaltim meraihnya, naik dari tahun 2024.",
     "Tahun lalu hanya 3 daerah, tahun 2025 ada 5 kabupaten/kota di Kaltim."],
)  # fmt: skip
def test_a_number_that_is_held_against_another_year_is_that_of_the_list(sentence):
    assert understood(f"Penerima Peduli HAM 2025:{TWO}\n\n{sentence}")[2] == [("count_in", 5, 5, 2, "64")]


def test_a_list_that_is_called_by_the_year_of_its_data_states_its_number():
    text = "Sebanyak 6 kabupaten/kota di Kaltim meraih predikat Peduli HAM tahun 2024:" + TWO

    assert understood(text)[2] == [("count_in", 1, 6, 0, "64")]


def test_a_number_of_two_provinces_is_that_of_neither():
    text = (
        "Lima daerah di Papua Barat Daya dan Papua Barat raih penghargaan Peduli HAM\n1. Kota Sorong\n2. Kab. Manokwari"
    )
    found = read(text)

    assert found.counted == ()
    assert understood(text)[2] == [("count", 1, 5, 2)]


@pytest.mark.parametrize(
    ("behind", "remarks"),
    [
        ("(2 Peduli HAM, 1 Cukup Peduli HAM)", [("count", 2, 2, 1)]),
        ("(1 Peduli HAM dan 2 Cukup Peduli HAM)", [("count", 2, 2, 1)]),
        ("(1 Peduli HAM, 1 Cukup Peduli HAM)", []),
    ],
)
def test_numbers_of_titles_behind_a_province_are_held_against_the_names_with_these(behind, remarks):
    names = "1. Kota Jambi - Peduli HAM\n2. Kab. Bungo - Cukup Peduli HAM"
    text = f"Penerima Penghargaan 2025\nProvinsi Jambi {behind}\n{names}"

    assert understood(text)[2] == remarks


def test_the_number_of_a_title_behind_a_province_is_held_against_the_names_with_it():
    text = "Penerima Penghargaan 2025\nProvinsi Lampung (3 Peduli HAM)\n1. Kota Metro\n2. Kab. Pesawaran"

    assert understood(text)[2] == [("count", 2, 3, 2)]


def test_numbers_behind_headings_of_types_are_held_against_the_names_of_the_type():
    text = "Penerima Peduli HAM 2025\nKOTA (2)\n1. Kota Jambi\nB. KABUPATEN (2)\n1. Kab. Bungo\n2. Kab. Tebo"

    assert understood(text)[2] == [("count", 2, 2, 1)]
