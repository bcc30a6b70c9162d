"""A recipient that is called by an official of it is a question in every form, and not passed over."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims, told

from kkpham_analysis.tables.award_lists.understanding import Answer

HEAD = "Kabupaten/Kota Peduli HAM 2025 di Jawa Timur: Kota Surabaya, Kabupaten Gresik.\nHadir menerima penghargaan:\n"


@pytest.mark.parametrize("office", [
    "• Bupati Tuban Aditya Halindra Faridzky", "3. Bupati Tuban, Aditya Halindra", "- Pj. Bupati Tuban",
    "a. Wakil Bupati Tuban", "- Plt. Bupati Tuban (Aditya)", "Bupati Tuban Aditya Halindra Faridzky",
    "- Penjabat Bupati Tuban", "- Sekretaris Daerah Tuban", "• Bupati Tuban hadir bersama rombongan",
])  # fmt: skip
def test_an_official_of_a_regency_that_counts_nowhere_is_asked_about(office):
    found = asked(f"{HEAD}• Wali Kota Surabaya Eri Cahyadi\n{office}")

    assert [(reason, codes) for _, reason, _, codes in found] == [("office", ["3523"])]


@pytest.mark.parametrize("line", [
    "Piagam penghargaan diserahkan Menteri HAM kepada", "Penghargaan diberikan Menteri HAM kepada:",
    "Para kepala daerah menerima dari Yth. Menteri HAM:", "Penghargaan diserahkan\nkepada:",
    "Diserahkan langsung\nkepada", "MENGANUGERAHKAN\nKEPADA:", "Hadir:\n- Yth. Bapak Gubernur Jawa Timur",
])  # fmt: skip
def test_officials_below_a_line_that_hands_awards_over_are_asked_about(line):
    found = asked(f"{HEAD}{line}\n- Bupati Tuban, Aditya Halindra\n- Wali Kota Kediri, Zanariah")

    assert [(reason, codes) for _, reason, _, codes in found] == [("office", ["3523"]), ("office", ["3571"])]


@pytest.mark.parametrize("line", [
    "Kepada:", "KEPADA", "Kepada Yth.:", "Kepada Yang Terhormat", "Yth. Saudara", "Yth.:", "Tembusan:",
    "Tembusan Yth.:", "Tembusan disampaikan kepada:", "III. Tembusan:", "cc:",
])  # fmt: skip
def test_whom_a_letter_is_for_and_who_has_a_copy_of_it_is_passed_over(line):
    text = f"{HEAD}{line}\n1. Bupati Tuban\n2. Wali Kota Kediri"

    assert asked(text) == []
    assert claims(text) == [("3578", "peduli"), ("3525", "peduli")]


@pytest.mark.parametrize("office", [
    "Plh. Bupati Tuban", "Plh Bupati Tuban", "Bapak Bupati Tuban", "Bpk. Bupati Tuban", "Ibu Bupati Tuban, Aditya",
    "Yth. Bapak/Ibu Bupati Tuban", "Sdr. Plt. Bupati Tuban", "H. Aditya Halindra (Bupati Tuban)",
    "Aditya Halindra, S.Sos. selaku Bupati Tuban", "Kepala Bagian Hukum Kabupaten Tuban", "Kepala Daerah Tuban",
    "Bpk. Aditya (Kepala Bagian Hukum Tuban)", "Sekretaris DPRD Kabupaten Tuban", "Staf Ahli Bupati Tuban",
])  # fmt: skip
def test_an_official_is_asked_about_however_it_is_written_as_whom_its_own_line_names(office):
    found = asked(f"{HEAD}- {office}\n- Bupati Lamongan\n- Kepala Bagian Hukum Kota Malang")

    assert [(reason, codes) for _, reason, _, codes in found] == [
        ("office", ["3523"]), ("office", ["3524"]), ("office", ["3573"]),
    ]  # fmt: skip


@pytest.mark.parametrize("line", [
    "- Keputusan Bupati Tuban", "- Kantor Bupati Tuban", "- Diresmikan langsung oleh Bupati Tuban",
    "Kepala Bagian Hukum Kabupaten Tuban hadir.", "- Kepala Bagian Hukum",
])  # fmt: skip
def test_a_decree_or_the_seat_of_an_official_and_what_one_does_is_passed_over(line):
    assert asked(HEAD + line) == []


def test_a_mayor_is_not_the_regent_of_the_same_name():
    text = "Penerima Peduli HAM: Kabupaten Kediri.\nHadir:\n- Wali Kota Kediri, Zanariah"

    assert [question[1:] for question in asked(text)] == [("office", "", ["3571"])]


@pytest.mark.parametrize("text", [
    HEAD + "• Wali Kota Surabaya Eri Cahyadi\n• Bupati Gresik Fandi Akhmad Yani",
    HEAD + "Bupati Tuban hadir bersama rombongan.",
    HEAD + "Wali Kota Bogor Hadiri Peringatan Hari HAM",
    HEAD + "• Gubernur Jawa Timur Khofifah",
    HEAD + "Tembusan:\n1. Bupati Tuban\n2. Bupati Lamongan",
])  # fmt: skip
def test_an_official_of_who_counts_or_of_whom_nothing_is_said_is_passed_over(text):
    assert asked(text) == []
    assert claims(text) == [("3578", "peduli"), ("3525", "peduli")]


def test_an_answer_settles_who_is_called_by_an_office():
    item = "• Bupati Tuban Aditya Halindra Faridzky"

    assert claims(HEAD + item, answers={item.casefold(): Answer("3523", "peduli")})[2:] == [("3523", "peduli")]
    assert claims(HEAD + item, answers={item.casefold(): Answer("")})[2:] == []


def test_whom_a_letter_is_for_heads_no_names_below_it():
    letter = (
        "Yth.\n1. Bupati Gowa\n2. Wali Kota Makassar\ndi Tempat\n\n"
        "Dengan hormat disampaikan bahwa Kabupaten/Kota yang memperoleh predikat Peduli HAM adalah sebagai berikut:\n"
        "1. Kabupaten Gowa;\n2. Kota Makassar."
    )

    assert told(letter) == [
        (1, "no_place"), (2, "copied"), (3, "copied"), (4, "date"), (6, "heading"), (7, "7306"), (8, "7371"),
    ]  # fmt: skip
