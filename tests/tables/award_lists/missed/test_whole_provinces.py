"""A list that honours all regencies of a province without naming them is asked about."""

import pytest
from tests.tables.award_lists.test_understanding import claims, read

from kkpham_analysis.tables.award_lists.entries import Answer


def asked(text, **more):
    return [(entry.text, entry.reason, entry.candidates) for entry in read(text, **more).of("unsettled")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Seluruh kabupaten/kota di Provinsi Bali meraih penghargaan Peduli HAM.",) * 2,
        ("Semua daerah di Bali berpredikat Peduli HAM.",) * 2,
        ("All regencies in Bali received the award.",) * 2,
        ("PROVINSI BALI\nSeluruh kabupaten/kota", "Seluruh kabupaten/kota"),
        ("No\tProvinsi\tKabupaten/Kota\n1\tBali\tSeluruh kabupaten/kota", "Seluruh kabupaten/kota"),
    ],
)
def test_all_of_a_province_without_their_names_is_a_question(text, said):
    assert asked(text) == [(said, "whole_province", ())]
    assert asked(f"{text}\nKab. Badung", answers={said.casefold(): Answer("")}) == []


@pytest.mark.parametrize(
    "text",
    ["Dari seluruh kabupaten/kota di Kaltim, 3 meraih penghargaan.", "Seluruh kabupaten/kota di Bali telah dinilai.",
     "Penghargaan diberikan kepada seluruh kabupaten/kota yang memenuhi kriteria."],
)  # fmt: skip
def test_what_says_of_all_regencies_something_else_is_no_such_question(text):
    assert asked(text) == []
    assert claims(f"{text}\nPenerima:\nKab. Paser") == [("6401", "peduli")]


def test_a_number_of_regencies_that_all_were_honoured_is_a_question():
    found = read("Pemerintah mencatat 38 kabupaten/kota di Jawa Timur seluruhnya meraih penghargaan Peduli HAM 2025.")

    assert [entry.reason for entry in found.of("unsettled")] == ["whole_province"]


@pytest.mark.parametrize("exception", ["kecuali Kabupaten Nunukan", ", kecuali Kabupaten Nunukan dan Kabupaten Malinau",
                                       ", hanya Kabupaten Nunukan yang belum"])  # fmt: skip
def test_all_of_a_province_but_those_named_is_a_question_beside_that_of_the_named(exception):
    found = read(f"Seluruh kabupaten/kota di Kalimantan Utara meraih Peduli HAM {exception}.".replace(" ,", ","))
    answered = read(
        f"Seluruh kabupaten/kota di Kalimantan Utara meraih Peduli HAM {exception}.".replace(" ,", ","),
        answers={entry.text.casefold(): Answer("") for entry in found.of("unsettled") if entry.candidates},
    )

    assert found.of("claim") == []
    assert [entry.reason for entry in found.of("unsettled")].count("whole_province") == 1
    assert "whole_province" in [entry.reason for entry in answered.of("unsettled")]


def test_who_passes_over_that_all_were_honoured_and_names_none_of_them_has_no_whole_list():
    text = "Seluruh kabupaten/kota di Kalimantan Utara meraih Peduli HAM kecuali Kabupaten Nunukan."
    passed = {entry.text.casefold(): Answer("") for entry in read(text).of("unsettled")}
    told = [read(f"{text}\n{names}", answers=passed).remarks for names in ("", "Kab. Paser", "Kab. Malinau")]

    assert [[each.key for each in remarks].count("not_whole") for remarks in told] == [1, 1, 0]
