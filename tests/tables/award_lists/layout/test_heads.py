"""The heads of tables: over two rows, with years, and such as are not understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.test_understanding import CATEGORIES, claims, read, told

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer
from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.understanding import lines_of_any


def table(*rows):
    return "\n".join("\t".join(row) for row in rows)


def asked(text, **more):
    return [(entry.asked or entry.text, entry.reason, entry.said) for entry in read(text, **more).of("unsettled")]


MAROS = ("1", "Kab. Maros", "Cukup Peduli HAM", "Peduli HAM")


@pytest.mark.parametrize(
    "heads",
    [("Predikat 2024", "Predikat 2025"), ("2024", "2025"), ("Tahun 2024", "Tahun 2025"), ("Hasil (2023)", "hasil_2025"),
     ("2023", "2024/2025")],
)  # fmt: skip
def test_of_columns_of_years_only_that_of_the_round_counts(heads):
    text = table(("No", "Kabupaten/Kota", *heads), MAROS, ("2", "Kab. Bone", "Peduli HAM", ""))

    assert claims(text) == [("7309", "peduli")]
    assert asked(text) == [("Kab. Bone", "empty_title", "")]


def test_years_in_a_second_row_are_those_of_the_columns():
    text = table(("No", "Kabupaten/Kota", "Predikat", ""), ("", "", "2024", "2025"), MAROS)

    assert told(text) == [(1, "header"), (2, "header"), (3, "7309")]
    assert claims(text) == [("7309", "peduli")]


def test_titles_in_a_second_row_are_those_of_the_columns():
    text = table(("No", "Kabupaten/Kota", "Predikat", ""), ("", "", "Cukup Peduli HAM", "Peduli HAM"),
                 ("1", "Kab. Maros", "v", ""), ("2", "Kab. Bone", "", "v"))  # fmt: skip

    assert claims(text) == [("7309", "cukup_peduli"), ("7308", "peduli")]


def test_a_year_alone_below_the_head_of_a_table_is_a_heading_of_the_names():
    text = "No\tKabupaten/Kota\tPredikat\n2024\n1\tKab. Maros\tPeduli HAM"

    assert told(text)[:2] == [(1, "header"), (2, "no_place")]


@pytest.mark.parametrize("heading", ["Predikat 2024", "2024", "Hasil Tahun 2024", "Peduli HAM 2024"])
def test_a_column_of_another_year_is_one_question_and_counts_where_that_is_answered(heading):
    cell = "v" if heading.startswith("Peduli") else "Peduli HAM"
    text = table(("No", "Kabupaten/Kota", heading), ("1", "Kab. Maros", cell), ("2", "Kab. Bone", cell))

    assert asked(text) == [(heading, "other_year", "2024")] * 2
    assert claims(text, answers={heading.casefold(): Answer(KEEP)}) == [("7309", "peduli"), ("7308", "peduli")]
    left_out = read(text, answers={heading.casefold(): Answer("")})
    assert ([*left_out.of("claim"), *left_out.of("unsettled")], left_out.remarks) == ([], ())


@pytest.mark.parametrize(
    "head",
    [("Kabupaten/Kota 2024", "Predikat"), ("Penerima 2024", "Keterangan"), ("Kabupaten/Kota", "Nilai 2024", "Predikat"),
     ("Kabupaten/Kota", "Status", "Predikat 2024")],
)  # fmt: skip
def test_names_and_scores_of_another_year_and_titles_beside_those_of_none_are_a_question(head):
    row = ["Kab. Maros", *({"Status": "v"}.get(name, "88" if "Nilai" in name else "Peduli HAM") for name in head[1:])]

    assert claims(table(head, row)) == []


def test_the_year_of_a_regulation_is_none_of_a_round():
    text = table(("Kabupaten/Kota", "Predikat (Permenkumham 22/2021)"), ("Kab. Maros", "Peduli HAM"))

    assert claims(text) == [("7309", "peduli")]


YEARS = st.lists(st.integers(2013, 2049).filter(lambda year: year != 2025), min_size=1, max_size=3, unique=True)


@examples(40)
@given(years=YEARS, form=st.sampled_from(["{}", "Predikat {}", "Hasil {}", "Kategori (Tahun {})", "Peduli HAM {}"]))
def test_from_columns_of_other_years_alone_nothing_is_a_claim(years, form):
    heads, cells = [form.format(year) for year in years], ["Peduli HAM"] * len(years)
    text = table(("No", "Kabupaten/Kota", *heads), ("1", "Kab. Maros", *cells))

    assert claims(text) == []


def test_a_title_below_a_heading_that_nobody_knows_is_a_title_all_the_same():
    assert claims(table(("Kab/Kota", "Capaian"), ("Kab. Maros", "Cukup Peduli HAM"))) == [("7309", "cukup_peduli")]
    text = table(("Kab/Kota", "Capaian", "Predikat"), ("Kab. Maros", "Cukup Peduli HAM", "Peduli HAM"))
    assert asked(text) == [("Kab. Maros", "no_title", "")]


@pytest.mark.parametrize("sign", [",", "\t"])
def test_a_tick_below_exactly_one_title_is_that_title_and_one_below_another_heading_a_question(sign):
    rows = [("Kabupaten/Kota", "Peduli HAM", "Cukup Peduli HAM", "Belum"), ("Kab. Maros", "v", "", ""),
            ("Kab. Bone", "", "v", ""), ("Kab. Wajo", "", "", "v"), ("Kab. Gowa", "v", "", "v")]  # fmt: skip
    lines = lines_of_any("\n".join(sign.join(row) for row in rows), "list.txt", categories=CATEGORIES)

    assert claims(lines) == [("7309", "peduli"), ("7308", "cukup_peduli")]
    assert asked(lines) == [("Kab. Wajo", "no_title", ""), ("Kab. Gowa", "no_title", "")]


def test_a_head_that_is_not_understood_is_a_question_without_places():
    (head, maros) = read(table(("Kabupaten/Kota", "A", "B", "C", "D"), ("Kab. Maros", "v", "", "", ""))).entries

    assert (head.text, head.reason, head.candidates) == ("Kabupaten/Kota | A | B | C | D", "table_head", ())
    assert maros.status == "unsettled"


@pytest.mark.parametrize(
    ("row", "reason"),
    [(("1", "", "Peduli HAM", ""), "no_name"), (("1", "-", "Peduli HAM", ""), "no_name"),
     (("1", "", "", "88"), "no_name"), (("", "", "Peduli HAM", ""), "no_name"), (("1", "12", "", ""), "unknown"),
     (("(1)", "(2)", "(3)", "(4)"), None), (("Jumlah", "2", "", ""), None), (("", "", "", "88"), "no_name"),
     (("No", "Kab/Kota", "Predikat", "Nilai"), None)],
)  # fmt: skip
def test_a_row_that_says_something_of_nobody_is_a_question(row, reason):
    rows = [("No", "Kab/Kota", "Predikat", "Nilai"), row, ("2", "Kab. Maros", "Peduli HAM", "90")]
    lines = lines_of_any("\n".join(map(",".join, rows)), "list.txt", categories=CATEGORIES)

    assert [found for _, found, _ in asked(lines)] == [reason] * (reason is not None)


TICKED = [("v", "x"), ("✓", "✗"), ("√", "✘")]


@pytest.mark.parametrize(("tick", "cross"), TICKED)
def test_ticks_and_crosses_below_years_are_those_of_the_round(tick, cross):
    text = table(("No", "Kab/Kota", "2024", "2025"), ("1", "Kab. Maros", tick, cross), ("2", "Kab. Bone", cross, tick),
                 ("3", "Kab. Gowa", tick, tick))  # fmt: skip

    assert claims(text) == [("7309", "not_awarded"), ("7308", "peduli"), ("7306", "peduli")]
    assert asked(text) == []


@pytest.mark.parametrize(
    ("heads", "cells", "question"),
    [
        (("2024", "2025"), ("v", ""), ("Kab. Maros", "empty_title", "")),
        (("2024", "2025"), ("x", "x"), ("Kab. Maros", "no_title", "")),
        (("2024", "2025"), ("v", "?"), ("Kab. Maros", "empty_title", "")),
        (("2023", "2024"), ("v", "x"), ("2024", "other_year", "2023, 2024")),
    ],
)
def test_crosses_below_years_that_say_nothing_of_the_round_are_a_question(heads, cells, question):
    text = table(("No", "Kab/Kota", *heads), ("1", "Kab. Maros", *cells))

    assert (claims(text), asked(text)) == ([], [question])


@pytest.mark.parametrize("heading", ["Ref.", "Referensi", "Sumber", "Sumber Nilai", "No. SK", "Nomor Surat Keputusan"])
@pytest.mark.parametrize("cell", ["12", "[3]", "(3)", "80", "HAM-45/2025", "Kompas [3]"])
@pytest.mark.parametrize("note", ["", "\n[3] Kompas.com, diakses 2025\n"])
def test_the_numbers_of_a_column_of_references_are_neither_scores_nor_questions(heading, cell, note):
    text = table(("No", "Kab/Kota", heading, "Predikat"), ("1", "Kab. Maros", cell, "Peduli HAM")) + note

    assert [(entry.code, entry.score) for entry in read(text).of("claim")] == [("7309", "")]
    assert asked(text) == []


def test_a_note_that_denies_counts_wherever_its_mark_stands():
    text = table(("No", "Kab/Kota", "Ref."), ("1", "Kab. Maros", "[3]")) + "\n[3] belum lolos"

    assert claims(text) == []


def test_a_dash_or_an_empty_cell_among_ticks_below_the_year_of_the_round_is_a_question_and_the_ticks_are_none():
    table = "No.,Kabupaten/Kota,2024,2025\n1,Kota Palu,v,v\n2,Kab. Donggala,v,-\n3,Kab. Poso,v,v\n4,Kab. Morowali,v,\n"
    understood = read(lines_of_any(table, "list.csv", categories=CATEGORIES))

    assert [(entry.code, entry.category) for entry in understood.of("claim")] == [
        ("7271", "peduli"),
        ("7202", "peduli"),
    ]
    assert [(entry.text, entry.reason) for entry in understood.of("unsettled")] == [
        ("Kab. Donggala", "no_title"),
        ("Kab. Morowali", "empty_title"),
    ]


def test_what_columns_hold_below_years_is_of_these_also_where_other_heads_are_merged_over_both_rows():
    rows = "1\tKab. Paser\t90\tPeduli HAM\t66\tCukup Peduli HAM\n2\tKota Bontang\t95\tPeduli HAM\t\t"
    merged = f"No\tKab/Kota\t2024\t2024\t2025\t2025\nNo\tKab/Kota\tNilai\tPredikat\tNilai\tPredikat\n{rows}"
    apart = f"No\tKab/Kota\t2024\t2024\t2025\t2025\n\t\tNilai\tPredikat\tNilai\tPredikat\n{rows}"

    assert claims(merged) == claims(apart) == [("6401", "cukup_peduli")]
    assert [entry.score for entry in read(merged).entries if entry.code] == ["66"]


def test_the_final_score_below_a_head_that_is_merged_over_the_parts_of_a_score_is_the_score():
    heads = "No\tKab/Kota\tNilai\tNilai\tNilai\tPredikat\nNo\tKab/Kota\tNilai Murni\tAksi HAM\tNilai Akhir\tPredikat"
    text = f"{heads}\n1\tKab. Paser\t80,25\t7,5\t87,75\tPeduli HAM"

    assert [(entry.code, entry.score) for entry in read(text).of("claim")] == [("6401", "87.75")]
    assert asked(text) == []


@pytest.mark.parametrize("signed", ["Samarinda, 12 Desember 2025", "Kepala Kantor Wilayah,"])
def test_who_signed_a_table_below_its_column_of_titles_is_no_row_of_it(signed):
    rows = [("No", "Kab/Kota", "Predikat"), ("1", "Kab. Paser", "Peduli HAM"), ("", "", signed)]
    lines = [Line(number, cells) for number, cells in enumerate(rows, 1)]

    assert (claims(lines), asked(lines)) == ([("6401", "peduli")], [])
