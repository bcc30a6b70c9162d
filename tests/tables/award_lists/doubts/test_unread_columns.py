"""A column whose head is not understood is one question for the names beside it, and never a title unasked."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer

BOTH = ["6401", "6403"]


def table(heads, *rows):
    """Write a table of Paser and Berau, with what stands behind each name."""
    names = ("1\tKab. Paser", "2\tKab. Berau")
    return "\n".join(
        [f"No\tKabupaten/Kota\t{heads}", *(f"{name}\t{row}" for name, row in zip(names, rows, strict=True))]
    )


@pytest.mark.parametrize(
    "head",
    ["Nilai Rata-rata", "Nilai Verifikasi", "Total Poin", "Poin", "Persentase", "Capaian (%)", "Indeks", "Evaluasi",
     "Rerata", "Bobot", "Progres"],
)  # fmt: skip
@pytest.mark.parametrize("numbers", [("88.5", "34.0"), ("80%", "80%"), ("90", "12")])
def test_numbers_below_a_head_that_is_not_understood_are_one_question(head, numbers):
    assert claims(table(head, *numbers)) == []
    assert [(text, reason, codes) for text, reason, _, codes in asked(table(head, *numbers))] == [
        (head, "column", BOTH)
    ]


def test_numbers_below_a_head_that_is_not_understood_are_asked_about_below_a_title_too():
    text = "Penerima penghargaan Peduli HAM 2025\n" + table("Peringkat\tTotal Poin", "1\t91", "2\t12")

    assert asked(text) == [("Total Poin", "column", "Total Poin", BOTH)]
    assert claims(text, answers={"total poin": Answer(KEEP)}) == [("6401", "peduli"), ("6403", "peduli")]
    assert claims(text, answers={"total poin": Answer("")}) == []
    assert claims(text, category="peduli") == [("6401", "peduli"), ("6403", "peduli")]


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        ("Indeks\tPredikat", ("88,5\tPeduli HAM", "34\tPeduli HAM")),
        ("Urut Wilayah", ("4", "5")),
        ("Peringkat", ("2", "1")),
        ("Satker", ("4410", "7713")),
    ],
)
def test_numbers_beside_a_title_and_those_of_rows_ranks_and_codes_are_no_question(heads, rows):
    assert asked(table(heads, *rows)) == []
    assert claims(table(heads, *rows)) == [("6401", "peduli"), ("6403", "peduli")]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Usulan Predikat", "Usulan"),
        ("Prediksi Predikat", "Prediksi"),
        ("Predikat (sementara)", "sementara"),
        ("Predikat Sementara", "Sementara"),
        ("Target", "Target"),
        ("Target Predikat 2025", "Target"),
        ("Rekomendasi", "Rekomendasi"),
        ("Usulan Kanwil", "Usulan"),
    ],
)
def test_titles_below_a_head_that_is_not_understood_are_one_question(head, said):
    text = table(head, "Peduli HAM", "Cukup Peduli HAM")

    assert asked(text) == [(head, "column", said, BOTH)]
    assert claims(text, answers={head.casefold(): Answer(KEEP)}) == [("6401", "peduli"), ("6403", "cukup_peduli")]


def test_a_yes_below_a_head_that_is_not_understood_is_one_question():
    assert asked(table("Pernah Menerima", "Ya", "Ya")) == [("Pernah Menerima", "column", "Pernah", BOTH)]


@pytest.mark.parametrize("empty", ["", "-"])
def test_a_title_that_was_proposed_is_asked_about_where_the_final_one_is_empty(empty):
    text = table("Usulan Predikat\tPredikat Akhir", "Peduli HAM\tPeduli HAM", f"Peduli HAM\t{empty}")

    assert claims(text) == [("6401", "peduli")]
    assert asked(text) == [("Usulan Predikat", "column", "Usulan", ["6403"])]


@pytest.mark.parametrize("head", ["STATUS PENILAIAN", "Status Usulan", "Status Kinerja"])
def test_titles_alone_below_a_status_that_is_not_understood_are_one_question(head):
    text = table(head, "PEDULI", "KURANG PEDULI")

    assert [(text, reason, codes) for text, reason, _, codes in asked(text)] == [(head, "column", BOTH)]
    assert claims(text, answers={head.casefold(): Answer(KEEP)}) == [("6401", "peduli"), ("6403", "kurang_peduli")]
    assert claims(text, answers={head.casefold(): Answer("")}) == []


def test_a_name_with_nothing_where_others_have_such_a_title_is_asked_about_too():
    text = table("STATUS PENILAIAN", "PEDULI", "")

    assert [(reason, codes) for _, reason, _, codes in asked(text)] == [("column", ["6401"]), ("unticked", ["6403"])]
