"""Headings that name the programme or its title, and honour nobody: what stands below may be all that took part."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_lists_as_found import understood
from tests.tables.award_lists.test_understanding import claims, read

from kkpham_analysis.tables.award_lists.entries import KEEP
from kkpham_analysis.tables.award_lists.understanding import Answer, lines_of_file

SCORED = "\n1. Kab. Bulungan 91,5\n2. Kab. Malinau 62,0\n3. Kab. Nunukan"
NAMED = "\n1. Kab. Bulungan\n2. Kab. Malinau"
ALL = ["6501", "6502", "6503"]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("PENILAIAN KABUPATEN/KOTA PEDULI HAM TAHUN 2025", "PENILAIAN"),
        ("REKAPITULASI NILAI KABUPATEN/KOTA PEDULI HAM TAHUN 2025", "NILAI"),
        ("HASIL PENILAIAN KABUPATEN/KOTA PEDULI HAM TAHUN 2025", "HASIL, PENILAIAN"),
        ("Evaluasi Kabupaten/Kota Peduli HAM 2025", "Evaluasi"),
        ("Program Kabupaten/Kota Peduli HAM 2025", "Program"),
        ("Kriteria Kabupaten/Kota Peduli HAM 2025", "Kriteria"),
        ("Penilaian Penghargaan Kabupaten/Kota Peduli HAM 2025", "Penilaian"),
        ("Peringkat Kabupaten/Kota Peduli HAM 2025", "Peringkat"),
    ],
)
@pytest.mark.parametrize("names", [SCORED, NAMED])
def test_what_names_the_programme_is_one_question_for_all_names_below_it(heading, said, names):
    codes = ALL if names == SCORED else ALL[:2]

    assert asked(heading + names) == [(heading, "beside", said, codes)]
    assert claims(heading + names) == []


@pytest.mark.parametrize(
    "heading",
    ["KABUPATEN/KOTA PEDULI HAM TAHUN 2025", "Daftar Kabupaten/Kota Peduli HAM", "Daerah Peduli HAM 2025",
     "PENGUMUMAN KABUPATEN/KOTA PEDULI HAM"],
)  # fmt: skip
def test_the_name_of_the_programme_heads_those_honoured_but_is_one_question_where_they_have_scores(heading):
    assert claims(heading + NAMED) == [("6501", "peduli"), ("6502", "peduli")]
    assert asked(heading + NAMED) == []
    assert claims(heading + SCORED) == []
    assert asked(heading + SCORED) == [(heading, "scored", "", ALL)]
    assert claims(heading + SCORED, answers={heading.casefold(): Answer(KEEP)}) == [(code, "peduli") for code in ALL]


@pytest.mark.parametrize(
    "heading",
    ["DAFTAR KABUPATEN/KOTA YANG DITETAPKAN SEBAGAI KABUPATEN/KOTA PEDULI HAM TAHUN 2025",
     "PENERIMA PENGHARGAAN KABUPATEN/KOTA PEDULI HAM TAHUN 2025",
     "Kabupaten/Kota yang meraih predikat Peduli HAM 2025", "Kategori Peduli HAM", "PEDULI HAM",
     "Regencies and cities awarded the title Cares for human rights in 2025"],
)  # fmt: skip
@pytest.mark.parametrize("names", [SCORED, NAMED])
def test_a_heading_that_gives_the_title_asks_nothing_whatever_the_scores(heading, names):
    assert asked(heading + names) == []
    assert claims(heading + names) == [(code, "peduli") for code in (ALL if names == SCORED else ALL[:2])]


def test_scores_that_a_known_limit_speaks_of_are_held_against_it_alone():
    found = asked("KABUPATEN/KOTA PEDULI HAM TAHUN 2025" + SCORED, least={"peduli": 75})

    assert found == [("2. Kab. Malinau 62,0", "low_score", "62.0", ["6502"])]


def test_rows_that_say_their_own_result_are_not_asked_about_with_those_that_do_not():
    table = (
        "Kabupaten/Kota Peduli HAM 2025\nKabupaten/Kota,Nilai,Kelulusan\nKab. Sidoarjo,91.5,Lulus\nKab. Tuban,61,\n"
        "Kab. Gresik,80,Memenuhi"
    )

    assert understood(table) == (
        [("3515", "peduli"), ("3525", "peduli")], [("Kabupaten/Kota Peduli HAM 2025", "scored", ["3523"])], []
    )  # fmt: skip


def test_headings_of_several_titles_are_those_of_classes():
    text = "Kabupaten/Kota Peduli HAM:\n1. Kab. Badung (95,2)\nKabupaten/Kota Cukup Peduli HAM:\n1. Kab. Gianyar (72,0)"

    assert understood(text) == ([("5103", "peduli"), ("5104", "cukup_peduli")], [], [])


def test_a_heading_over_merged_cells_is_one_heading(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["PENILAIAN KABUPATEN/KOTA PEDULI HAM TAHUN 2025"])
    sheet.append(["No", "Kabupaten/Kota", "Keterangan"])
    sheet.append([1, "Kab. Malinau", None])
    sheet.merge_cells("A1:C1")
    book.save(tmp_path / "list.xlsx")

    assert asked(lines_of_file(tmp_path / "list.xlsx")) == [
        ("PENILAIAN KABUPATEN/KOTA PEDULI HAM TAHUN 2025", "beside", "PENILAIAN", ["6502"])
    ]


@examples(30)
@given(
    st.sampled_from(
        ["penilaian", "evaluasi", "hasil", "nilai", "skor", "program", "kriteria", "peringkat", "capaian", "rapat",
         "data", "profil"]
    ),
    st.sampled_from(["Kabupaten/Kota Peduli HAM", "Penghargaan Kabupaten/Kota Peduli HAM", "Kabupaten Peduli HAM"]),
    st.booleans(),
)  # fmt: skip
def test_no_name_counts_below_a_heading_of_which_a_word_is_neither_giving_nor_furniture(word, title, is_capital):
    heading = f"{word} {title}"
    text = (heading.upper() if is_capital else heading.capitalize()) + SCORED

    assert read(text).of("claim") == []
