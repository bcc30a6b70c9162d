"""What the columns of a list say of the names beside them: only a clear yes in one counts without a question."""

import openpyxl
import pytest
from tests.tables.award_lists.test_understanding import CATEGORIES, claims, read

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer
from kkpham_analysis.tables.award_lists.understanding import lines_of_any, lines_of_file


def given(text, **more):
    """Give the title or the reason for the question of each name, in the order of the list."""
    entries = read(text, **more).entries
    return [entry.category or entry.reason for entry in entries if entry.status != "skipped"]


@pytest.mark.parametrize("heading", ["Peduli HAM", "Lulus", "Status", "Memenuhi kriteria", "Status Peduli HAM"])
@pytest.mark.parametrize("yes", ["1", "v", "✓", "Ya", "TRUE", "Peduli HAM"])
def test_a_clear_yes_in_a_column_of_marks_counts(heading, yes):
    assert given(f"No\tKabupaten/Kota\t{heading}\n1\tKab. Paser\t{yes}") == ["peduli"]


@pytest.mark.parametrize("heading", ["Peduli HAM", "Lulus", "Status", "Memenuhi"])
@pytest.mark.parametrize("mark", ["0", "x", "✗", "-", "T", "N", "F", "FALSE", "?", "Cukup Peduli HAM?"])
def test_anything_else_in_a_column_of_marks_is_a_question(heading, mark):
    text = f"No\tKabupaten/Kota\t{heading}\n1\tKab. Paser\t{mark}\n2\tKab. Berau\n"

    assert given(text) == ["no_title", "empty_title"]


def test_a_mark_below_one_of_many_titles_gives_that_title():
    text = "Kabupaten/Kota\tPeduli HAM\tCukup Peduli HAM\nKab. Paser\tv\t\nKab. Berau\t-\tv\n"

    assert claims(text) == [("6401", "peduli"), ("6403", "cukup_peduli")]


def test_marks_below_two_titles_or_none_are_a_question():
    text = "Kabupaten/Kota\tPeduli HAM\tCukup Peduli HAM\nKab. Paser\tv\tv\nKab. Berau\t-\t-\n"

    assert given(text) == ["no_title", "no_title"]


def test_names_below_titles_have_that_of_their_column():
    text = "No\tPeduli HAM\tCukup Peduli HAM\n1\tKab. Paser\tKab. Berau\n2\t\tKota Bontang\n"

    assert claims(text) == [("6401", "peduli"), ("6403", "cukup_peduli"), ("6474", "cukup_peduli")]


def test_a_column_whose_heading_says_more_than_a_title_gives_none():
    assert given("No\tKabupaten/Kota\tCalon Peduli HAM\n1\tKab. Paser\tv") == ["no_title"]


def test_a_mark_that_is_not_clear_can_be_answered():
    text = "No\tKabupaten/Kota\tLulus\n1\tKab. Paser\tx"

    assert claims(text, answers={"kab. paser": Answer(KEEP, "peduli")}) == [("6401", "peduli")]
    assert claims(text, answers={"kab. paser": Answer("")}) == []


def test_a_cell_of_a_workbook_that_is_false_is_no_yes(tmp_path):
    book = openpyxl.Workbook()
    for row in (["No", "Kabupaten/Kota", "Peduli HAM"], [1, "Kab. Paser", True], [2, "Kab. Berau", False]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")

    assert given(lines_of_file(tmp_path / "list.xlsx")) == ["peduli", "no_title"]


@pytest.mark.parametrize(
    ("note", "reason"),
    [("nihil", "denied"), ("kosong", "denied"), *((note, "beside") for note in ("0", "T", "TMS", "naik", "✗"))],
)
def test_a_note_that_denies_or_is_not_understood_is_a_question(note, reason):
    assert given(f"No\tKabupaten/Kota\tKeterangan\n1\tKab. Paser\t{note}\n2\tKab. Berau\t-") == [reason, "peduli"]


@pytest.mark.parametrize("sign", [",", ";"])
def test_a_grid_of_titles_is_one_whatever_it_is_called(sign):
    text = f"Peduli HAM{sign}Cukup Peduli HAM\nKab. Paser{sign}Kab. Berau\nKota Bontang{sign}\n"

    assert claims(lines_of_any(text, "list.txt", categories=CATEGORIES)) == [
        ("6401", "peduli"), ("6403", "cukup_peduli"), ("6474", "peduli"),
    ]  # fmt: skip


LEAST = {"peduli": 75.0, "cukup_peduli": 65.0, "kurang_peduli": 0.0}


@pytest.mark.parametrize(
    "text",
    [
        "Kab/Kota\tNilai\tPredikat\nKab. Paser\t75\tPeduli HAM\nKab. Berau\t74,99\tPeduli HAM",
        "Kab/Kota\tSkor\nKab. Paser\t88,5\nKab. Berau\t62",
        "Penerima Peduli HAM\n1. Kab. Paser (75,00)\n2. Kab. Berau (74,99)",
        "PEDULI HAM\nKab/Kota\tHasil penilaian\nKab. Paser\t75\nKab. Berau\t0",
    ],
)
def test_a_score_below_what_the_title_asks_for_is_a_question(text):
    berau = next(entry.text for entry in read(text).entries if "Berau" in entry.text).casefold()

    assert given(text, least=LEAST) == ["peduli", "low_score"]
    assert given(text, least=LEAST, answers={berau: Answer(KEEP)}) == ["peduli", "peduli"]
    assert given(text, least=LEAST, answers={berau: Answer(KEEP, "cukup_peduli")}) == ["peduli", "cukup_peduli"]


@pytest.mark.parametrize("heading", ["Nilai 2025", "Nilai KKP HAM", "Total Skor", "Nilai Akhir (2025)"])
def test_the_only_column_of_scores_is_read_whatever_else_its_heading_says(heading):
    text = f"Kab/Kota\t{heading}\tPredikat\nKab. Paser\t75\tPeduli HAM\nKab. Berau\t60\tPeduli HAM"

    assert given(text, least=LEAST) == ["peduli", "low_score"]


def test_of_two_columns_of_scores_that_of_the_round_is_taken():
    text = "Kab/Kota\tNilai 2024\tNilai 2025\tPredikat\nKab. Paser\t75\t80\tPeduli HAM"

    assert [(entry.category, entry.score) for entry in read(text).of("claim")] == [("peduli", "80")]


def test_a_score_is_held_against_the_limit_of_its_own_title():
    text = "Kab/Kota\tNilai\tPredikat\nKab. Paser\t70\tCukup Peduli HAM\nKab. Berau\t10\tMulai Peduli HAM"

    assert given(text, least=LEAST) == ["cukup_peduli", "mulai_peduli"]


@pytest.mark.parametrize("heading", ["Hasil penilaian", "Hasil", "Hasil Evaluasi"])
def test_results_in_numbers_are_scores_and_give_no_title(heading):
    table = f"Kab/Kota\t{heading}\nKab. Paser\t88,5"

    assert given(table) == ["no_title"]
    assert [(entry.category, entry.score) for entry in read(f"PEDULI HAM\n{table}").of("claim")] == [("peduli", "88.5")]
    assert given(table, category="peduli") == ["peduli"]


def test_results_in_words_are_titles():
    text = "CUKUP PEDULI HAM\nKab/Kota\tHasil penilaian\nKab. Paser\tPeduli HAM\nKab. Berau\tBaik\nKota Bontang\t"

    assert given(text) == ["peduli", "no_title", "empty_title"]
