"""Whom a copy of a letter or decree is for was given nothing else."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims, told

LIST = "Penghargaan Peduli HAM diberikan kepada:\n1. Kab. Paser\n"
PASER = [("6401", "peduli")]


@pytest.mark.parametrize(
    "copies",
    ["Tembusan disampaikan kepada Yth.:\n1. Gubernur Kalimantan Timur;\n2. Bupati Kutai Barat",
     "Tembusan disampaikan kepada Yth.: 1. Gubernur Kalimantan Timur; 2. Bupati Berau; 3. Pemerintah Kota Bontang",
     "Tembusan:\n1. Menteri Dalam Negeri\n2. Kota Samarinda\n3. Kabupaten Kutai Barat",
     "TEMBUSAN :\n- Menteri Dalam Negeri\n- Kota Samarinda\n- Kabupaten Kutai Barat"],
)  # fmt: skip
def test_who_has_a_copy_is_neither_honoured_nor_a_question(copies):
    assert (claims(LIST + copies), asked(LIST + copies)) == (PASER, [])


def test_a_list_that_begins_below_those_who_have_a_copy_is_none_of_them():
    text = LIST + "Tembusan:\n1. Menteri Dalam Negeri\n2. Kota Samarinda\n1. Kabupaten Berau"

    assert told(text)[-2:] == [(5, "copied"), (6, "beside")]


def test_copies_for_those_who_were_honoured_are_asked_about():
    text = LIST + "Tembusan kepada penerima penghargaan:\n1. Kota Samarinda"

    assert [(question[0], question[3]) for question in asked(text)] == [
        ("Tembusan kepada penerima penghargaan:", ["6472"])
    ]


def test_places_alone_below_copies_are_one_question():
    assert asked(LIST + "Tembusan:\n- Kota Samarinda\n- Kabupaten Kutai Barat") == [
        ("Tembusan:", "beside", "Tembusan", ["6472", "6407"])
    ]
