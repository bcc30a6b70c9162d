"""Of several columns of numbers the score is that of the total, or none: a part of it is never the score."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims, read

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer

ROWS = ("Kota Samarinda", "Kab. Berau")


def table(*columns):
    """Write a table of Samarinda and Berau from columns of a heading and two cells."""
    rows = [("No", "1", "2"), ("Kabupaten/Kota", *ROWS), *columns]
    return "\n".join("\t".join(cells) for cells in zip(*rows, strict=True))


def scores(text, **more):
    """Give the score of each name, and the numbers that are told not to be clear."""
    found = read(text, **more)
    return [entry.score for entry in found.of("claim")], [values["text"] for key, _, values in found.remarks
                                                         if key == "scores"]  # fmt: skip


STRUCTURE, PROCESS, RESULT = ("STRUKTUR", "9", "8"), ("PROSES", "28", "20"), ("HASIL", "55", "40")
PARTS = (STRUCTURE, PROCESS, RESULT)
TITLE = ("PREDIKAT", "Peduli HAM", "Cukup Peduli HAM")


@pytest.mark.parametrize(
    "heading",
    ["TOTAL", "JUMLAH", "Jml", "NILAI", "NILAI AKHIR", "TOTAL NILAI", "JUMLAH SKOR", "Hasil Akhir", "Total (100)",
     "Total Nilai KKP HAM", "Jumlah Keseluruhan"],
)  # fmt: skip
def test_the_total_beside_its_parts_is_the_score(heading):
    assert scores(table(*PARTS, (heading, "92", "68"), TITLE)) == (["92", "68"], [])


@pytest.mark.parametrize("own", ["NILAI", "NILAI MURNI", "Skor"])
@pytest.mark.parametrize("heading", ["JUMLAH", "TOTAL", "JUMLAH NILAI"])
def test_what_is_called_a_score_is_a_part_where_a_total_adds_more_to_it(own, heading):
    parts = (own, "82", "60"), ("AKSI HAM", "10", "8")

    assert scores(table(*parts, (heading, "92", "68"), TITLE)) == (["92", "68"], [])


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (PARTS, "9, 28, 55"),
        ((PROCESS, RESULT), "28, 55"),
        ((("NILAI", "82", "60"), ("AKSI HAM", "10", "8")), "82, 10"),
        ((("JUMLAH SKOR", "95", "70"), ("NILAI", "79", "58")), "95, 79"),
        ((("SKOR STRUKTUR", "45", "8"), ("SKOR HASIL", "50", "9"), ("JUMLAH SKOR", "95", "17"), ("NILAI", "79", "14")),
         "45, 50, 95, 79"),
        ((("TOTAL STRUKTUR", "9", "8"), ("TOTAL HASIL", "55", "40"), RESULT), "9, 55, 55"),
        ((("NILAI", "82", "60"), ("JUMLAH", "92", "68")), "82, 92"),
        ((("HASIL", "55", "-"), ("STRUKTUR", "-", "8")), "55"),
        ((("NILAI AWAL", "55", "40"), ("NILAI AKHIR", "", "")), None),
    ],
)  # fmt: skip
def test_where_no_heading_or_sum_says_which_counts_none_does(columns, told):
    assert scores(table(*columns, TITLE)) == (["", ""], [told] * (told is not None))


@pytest.mark.parametrize(
    "beside",
    [("PERINGKAT", "3", "7"), ("TAHUN", "2025", "2025"), ("JUMLAH DOKUMEN", "52", "40"), ("JUMLAH", "2", "2"),
     ("Sumber", "12", "13"), ("Penduduk", "812597", "248035"), ("", "1", "2"), ("HASIL", "Peduli HAM", "-"),
     ("Catatan", "70", "60")],
)  # fmt: skip
def test_ranks_years_counts_and_sources_beside_a_score_are_no_parts_of_it(beside):
    assert scores(table(beside, ("NILAI", "92", "68"), TITLE)) == (["92", "68"], [])


@pytest.mark.parametrize(
    ("first", "second"),
    [("NILAI\t\t\t\tPREDIKAT", "STRUKTUR\tPROSES\tHASIL\tTOTAL\t"),
     ("NILAI\t\t\tJUMLAH\tPREDIKAT", "STRUKTUR\tPROSES\tHASIL\t\t"),
     ("INDIKATOR\t\t\tTOTAL\tPREDIKAT", "STRUKTUR\tPROSES\tHASIL\t\t")],
)  # fmt: skip
def test_parts_below_one_heading_of_theirs_are_parts(first, second):
    text = f"No\tKab/Kota\t{first}\n\t\t{second}\n1\tKota Samarinda\t9\t28\t55\t92\tPeduli HAM"

    assert scores(text) == (["92"], [])


def test_a_row_that_numbers_the_columns_and_the_next_table_say_nothing_of_the_scores():
    numbers = "\t".join(f"({at})" for at in range(1, 8))
    head, *rows = table(*PARTS, ("TOTAL", "92", "68"), TITLE).splitlines()
    after = "No\tKab/Kota\tKet\tSipol\tHasil\n1\tKota Bontang\t-\t70\tPeduli HAM"

    assert scores("\n".join([head, numbers, *rows, after])) == (["92", "68", ""], [])


def test_a_total_of_nothing_else_that_does_not_close_the_table_is_no_score():
    assert scores(table(("TOTAL", "12", "9"), TITLE)) == (["", ""], [])
    assert scores(table(TITLE, ("TOTAL", "92", "68"))) == (["92", "68"], [])


def test_a_sum_of_what_nobody_calls_a_score_is_none():
    assert scores(table(("PERDA", "5", "3"), ("ANGGARAN", "7", "6"), ("JUMLAH", "12", "9"), TITLE)) == (["", ""], [])


@pytest.mark.parametrize(("own", "found"), [("NILAI AKHIR", ["92", "68"]), ("NILAI", ["", ""])])
def test_a_smaller_total_beside_a_score_is_no_total_of_it(own, found):
    assert scores(table(("TOTAL", "2", "3"), (own, "92", "68"), TITLE))[0] == found


def test_the_row_of_sums_below_scores_is_no_question():
    text = table(*PARTS, ("TOTAL", "92", "68"), TITLE) + "\nJumlah\t\t17\t48\t95\t160,5\t"

    assert (scores(text), asked(text)) == ((["92", "68"], []), [])


def test_scores_without_a_title_of_which_none_is_clear_are_a_question_whatever_the_limits():
    text = table(("Nilai Awal", "40", "70"), ("Nilai Revisi", "50", "75"))
    rows = "1 | Kota Samarinda | 40 | 50", "2 | Kab. Berau | 70 | 75"
    open_rows = [(rows[0], "many_scores", "40, 50", ["6472"]), (rows[1], "many_scores", "70, 75", ["6403"])]

    assert asked(text) == open_rows
    assert asked(text, least={"peduli": 75.0}) == open_rows
    answers = {rows[0].casefold(): Answer(KEEP, "peduli"), rows[1].casefold(): Answer("")}
    assert claims(text, answers=answers) == [("6472", "peduli")]
    assert claims(f"Penerima Peduli HAM\n{text}") == [("6472", "peduli"), ("6403", "peduli")]


def test_the_name_of_the_programme_above_scores_of_which_none_is_clear_is_a_question():
    heading = "HASIL PENILAIAN KABUPATEN/KOTA PEDULI HAM TAHUN 2025"
    text = f"{heading}\n{table(*PARTS)}"

    assert [(asked_text, codes) for asked_text, _, _, codes in asked(text, least={"peduli": 75.0})] == [
        (heading, ["6472", "6403"])
    ]


def test_the_total_and_no_part_is_held_against_the_limit_of_its_title():
    text = table(*PARTS, ("TOTAL", "92", "68"), ("PREDIKAT", "Peduli HAM", "Peduli HAM"))

    assert asked(text, least={"peduli": 75.0}) == [
        ("2 | Kab. Berau | 8 | 20 | 40 | 68 | Peduli HAM", "low_score", "68", ["6403"])
    ]


POINTS = st.integers(0, 400).map(lambda tenths: tenths / 10)


@examples(60)
@given(
    data=st.data(),
    names=st.lists(
        st.sampled_from(["STRUKTUR", "PROSES", "HASIL", "NILAI", "Aksi", "Nilai Hasil", "Sipol", "Ekosob", "Indeks"]),
        unique=True, min_size=2, max_size=4,
    ),
    total=st.sampled_from(["TOTAL", "JUMLAH", "NILAI AKHIR", "TOTAL NILAI", "Jumlah Skor", ""]),
)  # fmt: skip
def test_in_any_order_of_any_parts_the_score_is_the_total_or_none(data, names, total):
    numbers = [data.draw(st.tuples(*[POINTS] * len(names)).filter(lambda row: 0 < sum(row) <= 100)) for _ in ROWS]
    parts = [(name, *(f"{row[at]:.1f}" for row in numbers)) for at, name in enumerate(names)]
    sums = [f"{sum(row):.1f}" for row in numbers]
    columns = data.draw(st.permutations([*parts, TITLE, *([(total, *sums)] if total else [])]))
    # One that is the sum of the others is their total, whatever it is called.
    assume(not any(all(abs(2 * row[at] - sum(row)) < 1 for row in numbers) for at in range(len(names))))

    stored, _ = scores(table(*columns))
    is_called = bool({"hasil", "nilai", "skor", "total"} & {*" ".join([*names, total]).casefold().split()})
    assert stored == sums if total and is_called else {*stored} <= {""}


def test_a_total_that_adds_what_is_behind_the_score_to_it_is_the_score_beside_the_parts_of_that_too():
    columns = (*PARTS, ("NILAI", "92", "68"), ("AKSI HAM", "7,5", "5"), ("TOTAL", "99,5", "73"), TITLE)

    assert scores(table(*columns)) == (["99.5", "73"], [])


def test_a_total_that_does_not_add_up_is_no_score_beside_one():
    columns = (*PARTS, ("NILAI", "92", "68"), ("AKSI HAM", "7,5", "5"), ("TOTAL", "99,5", "74"), TITLE)

    assert scores(table(*columns)) == (["", ""], ["9, 28, 55, 92, 7,5, 99,5"])
