"""Headings of provinces: whatever says behind one how many it has, it heads the names, and its number is theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.test_lists_as_found import peduli, understood
from tests.tables.award_lists.test_understanding import read, told

COUNTED = [
    "(2)", "(2 dari 5)", "(2 kab/kota)", "(2 kabupaten/kota)", "(2 dari 5 kabupaten/kota)", "(dua kabupaten/kota)",
    "(2 (dua) kab./kota)", "(sebanyak 2 daerah)", "(1 kabupaten, 1 kota)", "(1 kabupaten dan 1 kota)",
    "sebanyak 2", "sebanyak 2 kabupaten/kota", "- 2 kab/kota", ": 2 kabupaten/kota", "2 kabupaten/kota",
]  # fmt: skip
PROVINCES = ["Provinsi Kalimantan Utara", "II. PROVINSI KALIMANTAN UTARA", "1. Kalimantan Utara", "Kaltara"]


@pytest.mark.parametrize("counted", COUNTED)
@pytest.mark.parametrize("province", PROVINCES)
def test_a_province_heads_the_names_behind_its_colon_whatever_says_how_many_it_has(province, counted):
    assert understood(f"Penerima Peduli HAM\n{province} {counted}: Kab. Banjar, Kota Tarakan") == (
        peduli("6571"),
        [("Kab. Banjar", "other_province", ["6303"])],
        [],
    )


@pytest.mark.parametrize("counted", COUNTED)
def test_several_names_of_other_provinces_are_one_question_about_their_heading(counted):
    text = f"Provinsi Kalimantan Utara {counted}: Kab. Paser, Berau, Kota Tarakan"

    assert [each[1:] for each in understood(text)[1]] == [("other_provinces", ["6401", "6403"])]


@pytest.mark.parametrize(
    "counted", ["(2 kabupaten, 1 kota)", "(3 daerah)", "(3 kab/kota)", "sebanyak 3 kabupaten/kota"]
)
def test_a_name_that_is_a_regency_too_is_a_province_where_it_counts_regencies(counted):
    assert understood(f"Jambi {counted}: Kab. Bungo, Kab. Tebo, Kota Palembang") == (
        peduli("1508", "1509"),
        [("Kota Palembang", "other_province", ["1671"])],
        [],
    )


def test_the_number_behind_a_province_is_not_that_of_the_whole_list():
    text = (
        "Penerima Peduli HAM\nProvinsi Kalimantan Timur (4 kab/kota): Paser, Berau, Bontang\n"
        "Provinsi Kalimantan Utara (1 kab/kota): Tarakan"
    )

    assert understood(text) == (peduli("6401", "6403", "6474", "6571"), [], [("count", 2, 4, 3)])


def test_a_province_may_have_a_number_for_each_type():
    text = "Penerima Peduli HAM\nKABUPATEN\nKaltim (2): Kab. Paser, Kab. Berau\nKOTA\nKaltim (1): Bontang"

    assert understood(text) == (peduli("6401", "6403", "6474"), [], [])


def test_a_province_in_a_column_says_of_its_row_how_many_it_has():
    rows = "Provinsi\tKab/Kota\nKalimantan Utara (2 kab/kota)\tKab. Banjar\nKalimantan Utara (2 kab/kota)\tKota Tarakan"

    assert understood(rows) == (peduli("6571"), [("Kab. Banjar", "other_province", ["6303"])], [])


@pytest.mark.parametrize(
    "counted",
    [": 6 dari 10", ", 6 dari 10", ": 6", ": 6/10", " : 6 dari 10 (60%)", ": 6/10, 60,5 persen", " 6 dari 10",
     " = 6 (enam)", " – 6 dari 10 (sepuluh)"],
)  # fmt: skip
def test_a_number_behind_a_province_and_a_sign_is_that_of_the_names_below(counted):
    text = (
        f"Provinsi Kalimantan Timur{counted}\n1. Samarinda\n2. Balikpapan\nProvinsi Kalimantan Utara: 1/5\n1. Tarakan"
    )

    assert understood(text) == (peduli("6472", "6471", "6571"), [], [("count", 1, 6, 2)])


@pytest.mark.parametrize("behind", [": 88,5", ": 88.5", ": 64", ", 6", " 6", " 64", ": 2025", ", 6/10/2025"])
def test_a_score_a_code_or_a_date_behind_a_province_is_no_number_of_names(behind):
    assert understood(f"Penerima Peduli HAM\nProvinsi Kalimantan Timur{behind}\n1. Samarinda")[2] == []


@pytest.mark.parametrize(
    "none",
    ["(NIHIL)", "(0)", "(0): -", "(0 kab/kota): -", "(0 kabupaten/kota)", ": 0", ": 0 dari 10", ": nihil", "nihil"],
)
def test_a_province_without_any_stands_in_no_list_of_provinces(none):
    text = f"PROVINSI JAMBI (1 KABUPATEN/KOTA): KAB. BUNGO\nPROVINSI BENGKULU {none}"

    assert [each for each in told(text) if each[0] == 2] == [(2, "heading"), (2, "none_here")]
    assert read(text).provinces == ("15", "17")
    assert [(count.number, count.province) for count in read(text).counted] == [(0, "17")]


def test_a_province_below_one_with_its_own_names_stands_in_no_list_of_provinces():
    text = "Provinsi Jambi (1): Kab. Bungo\nProvinsi Bengkulu"

    assert understood(text) == (peduli("1508"), [], [("empty_heading", 2, "17")])


@examples(20)
@given(st.sampled_from(COUNTED), st.sampled_from(PROVINCES), st.lists(st.sampled_from(["Paser", "Nunukan", "Siak"])))
def test_what_says_how_many_a_province_has_changes_no_name_and_no_question(counted, province, others):
    text = f"Penerima Peduli HAM\n{province}{{}}: {', '.join(['Tarakan', *dict.fromkeys(others)])}"
    found, bare = understood(text.format(f" {counted}")), understood(text.format(""))

    assert found[0] == bare[0]
    assert [(reason, places) for _, reason, places in found[1]] == [(reason, places) for _, reason, places in bare[1]]


@pytest.mark.parametrize(
    "lead",
    ["Provinsi Papua (total: 2):", "Provinsi Papua (Kab: 1, Kota: 1):", "Papua sebanyak 2 kabupaten/kota yaitu",
     "Di Provinsi Papua para penerima:"],
)  # fmt: skip
def test_names_behind_what_begins_with_a_province_are_held_against_it_however_it_goes_on(lead):
    claims, questions, _ = understood(f"Penerima Peduli HAM\n{lead} Kota Jayapura, Kab. Merauke")

    assert claims == peduli("9171")
    assert [(text, reason) for text, reason, _ in questions] == [("Kab. Merauke", "other_province")]


@pytest.mark.parametrize("lead", ["Bali dan NTB:", "Kanwil Bali:", "Bali mendampingi Kota Mataram, antara lain"])
def test_what_names_more_than_a_province_leads_to_names_of_any(lead):
    questions = understood(f"Penerima Peduli HAM\n{lead} Kab. Badung, Kab. Bima")[1]

    assert "other_province" not in [reason for _, reason, _ in questions]


def test_a_province_that_denies_something_of_the_names_behind_it_is_no_heading():
    assert [(text, reason) for text, reason, _ in understood("Penerima Peduli HAM\nPapua belum: Kab. Keerom")[1]] == [
        ("Papua belum: Kab. Keerom", "denied")
    ]


def test_a_province_with_the_name_of_a_city_goes_on_with_the_letters_of_the_one_before():
    text = "Penerima Peduli HAM\nA. Lampung\n1. Kab. Way Kanan\nB. Bengkulu\n1. Kab. Seluma"

    assert understood(text) == (peduli("1808", "1705"), [], [])


def test_a_city_with_the_name_of_a_province_stays_a_question_where_nothing_else_has_letters():
    text = "Penerima Peduli HAM\nLampung\n1. Kab. Way Kanan\nB. Bengkulu"

    assert understood(text)[1] == [("B. Bengkulu", "place_or_province", ["1771", "17"])]


def test_a_province_with_a_title_in_brackets_before_names_is_their_province():
    text = "Penerima Peduli HAM\n\nJawa Tengah:\nKota Magelang\nDI Yogyakarta (Cukup Peduli HAM): Kab. Bantul"

    assert understood(text) == ([("3371", "peduli"), ("3402", "cukup_peduli")], [], [])


@pytest.mark.parametrize(
    "lead",
    ["Di Provinsi Papua, antara lain",
     "Penghargaan Peduli HAM diberikan kepada daerah di Provinsi Papua, antara lain",
     "Penerima adalah kabupaten/kota di Papua, yaitu"],
)  # fmt: skip
def test_a_sentence_that_names_a_province_and_one_of_another_asks_about_it(lead):
    found = understood(f"Penerima Peduli HAM 2025. {lead} Kota Jayapura, Kab. Merauke.")

    assert (found[0], found[1]) == (peduli("9171"), [("Kab. Merauke.", "other_province", ["9301"])])
