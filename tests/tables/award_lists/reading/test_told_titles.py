"""A title that stands beside or below a name, in a remark or a footnote, is the name's, and none of those below it."""

import openpyxl
import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims, read

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer
from kkpham_analysis.tables.award_lists.understanding import lines_of_any, lines_of_file

ONE_OF_THREE = [("6401", "peduli"), ("6403", "cukup_peduli"), ("6472", "peduli")]


def table(text, **more):
    return read(lines_of_any(text, "list.csv"), **more)


@pytest.mark.parametrize("heading", ["Keterangan", "Catatan", "Ket.", "Note", "Tahap", "No. urut"])
@pytest.mark.parametrize("cell", ["Cukup Peduli HAM", "Cukup Peduli", "predikat Cukup Peduli HAM",
                                  "meraih predikat Cukup Peduli HAM"])  # fmt: skip
def test_a_title_in_a_column_of_remarks_is_the_name_s(heading, cell):
    text = f"No,Kabupaten/Kota,{heading}\n1,Kab. Paser,Peduli HAM\n2,Kab. Berau,{cell}\n3,Kota Samarinda,Peduli HAM\n"

    found = table(text)

    assert [(entry.code, entry.category) for entry in found.of("claim")] == ONE_OF_THREE
    assert found.of("unsettled") == []


def test_a_title_beside_few_of_the_names_leaves_the_others_the_usual_one():
    text = (
        "No\tKab/Kota\tSkor\tCatatan\n1\tKab. Paser\t90\t\n2\tKab. Berau\t68,5\tCukup Peduli\n3\tKota Samarinda\t80\t"
    )

    assert claims(text) == ONE_OF_THREE


def test_a_column_of_remarks_that_holds_titles_is_asked_about_where_it_is_empty():
    text = "No\tKab/Kota\tCatatan\n1\tKab. Paser\t\n2\tKab. Berau\tCukup Peduli\n3\tKota Samarinda\tKurang Peduli"

    assert claims(text) == [("6403", "cukup_peduli"), ("6472", "kurang_peduli")]
    assert [question[:2] for question in asked(text)] == [("Kab. Paser", "empty_title")]


def test_a_title_in_a_remark_that_differs_from_the_one_in_its_column_is_a_question():
    text = "Kab/Kota\tPredikat\tKet\nKab. Paser\tPeduli HAM\tCukup Peduli HAM\nKab. Berau\tCukup Peduli HAM\t\n"

    assert claims(text) == [("6403", "cukup_peduli")]
    assert [question[:2] for question in asked(text)] == [("Kab. Paser", "no_title")]


def test_a_column_of_remarks_in_a_workbook_gives_titles(tmp_path):
    workbook = openpyxl.Workbook()
    rows = [["Kab. Paser", "Peduli HAM"], ["Kab. Berau", "Cukup Peduli HAM"], ["Kota Samarinda", "Peduli HAM"]]
    for row in (["Kabupaten/Kota", "Keterangan"], *rows):
        workbook.active.append(row)
    workbook.save(tmp_path / "list.xlsx")

    found = read(lines_of_file(tmp_path / "list.xlsx"))

    assert [(entry.code, entry.category) for entry in found.of("claim")] == ONE_OF_THREE


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("*", "*) Cukup Peduli HAM"),
        (" *", "* Cukup Peduli HAM"),
        ("*)", "*) predikat Cukup Peduli HAM"),
        ("*", "*Predikat Cukup Peduli"),
        ("*", "*Keterangan: Cukup Peduli HAM"),
        (" *)", "Keterangan:\n*) Cukup Peduli HAM"),
        ("*", "Keterangan: * = Cukup Peduli HAM"),
        ("*", "Keterangan: tanda * = Cukup Peduli HAM"),
        ("1)", "1) Cukup Peduli HAM"),
        (" (1)", "(1) Cukup Peduli HAM"),
        ("\u00b9", "\u00b9 predikat Cukup Peduli HAM"),
        ("\u2020", "\u2020 meraih predikat Cukup Peduli HAM"),
    ],
)
@pytest.mark.parametrize("below", ["", "\nKALIMANTAN UTARA\n1. Kota Tarakan\n"])
def test_the_title_of_a_footnote_is_that_of_the_names_with_its_mark_and_of_none_below(mark, note, below):
    text = f"KALIMANTAN TIMUR\n1. Kab. Paser\n2. Kab. Berau{mark}\n3. Kota Samarinda\n\n"
    other = [("6571", "peduli")] * bool(below)

    assert claims(f"{text}{note}\n{below}") == ONE_OF_THREE + other
    assert claims(f"{text}{below}{note}\n") == ONE_OF_THREE + other
    assert asked(f"{text}{below}{note}\n") == []


def test_two_footnotes_give_each_its_title():
    text = "1. Kab. Paser*\n2. Kab. Berau**\n3. Kota Samarinda\n* Cukup Peduli HAM\n** Mulai Peduli HAM\n"

    assert claims(text) == [("6401", "cukup_peduli"), ("6403", "mulai_peduli"), ("6472", "peduli")]


def test_a_footnote_stands_before_the_title_of_a_heading():
    text = "Peduli HAM\n1. Kab. Paser\n2. Kab. Berau*\n3. Kota Samarinda\n*) Cukup Peduli HAM\n"

    assert claims(text) == ONE_OF_THREE


@pytest.mark.parametrize("score", ["", "\t68,5"])
def test_a_footnote_below_a_table_gives_its_title(score):
    head = "No\tKabupaten/Kota" + "\tSkor" * bool(score)
    rows = "".join(
        f"{at}\t{name}{score}\n" for at, name in enumerate(("Kab. Paser", "Kab. Berau *", "Kota Samarinda"), 1)
    )

    for note in ("*) Cukup Peduli HAM", "\t*) Cukup Peduli HAM", "*)\tCukup Peduli HAM"):
        assert claims(f"{head}\n{rows}{note}\n") == ONE_OF_THREE


@pytest.mark.parametrize(
    ("note", "said"),
    [("*) calon Cukup Peduli HAM", "calon"), ("*) Cukup Peduli HAM, nilai 68", "Cukup Peduli HAM, nilai 68"),
     ("*) Cukup Peduli HAM atau Mulai Peduli HAM", "Cukup Peduli HAM atau Mulai Peduli HAM")],
)  # fmt: skip
def test_a_footnote_that_names_a_title_among_other_words_is_a_question(note, said):
    text = f"1. Kab. Paser\n2. Kab. Berau*\n{note}\n3. Kota Samarinda\n"

    assert claims(text) == [ONE_OF_THREE[0], ONE_OF_THREE[2]]
    assert [question[:3] for question in asked(text)] == [(note, "footnote", said)]


def test_a_bullet_of_stars_before_a_title_is_a_heading():
    text = "* Peduli HAM\n- Kab. Paser\n* Cukup Peduli HAM\n- Kab. Berau\n* Peduli HAM\n- Kota Samarinda\n"

    assert claims(text) == ONE_OF_THREE


def test_a_name_with_two_footnotes_of_different_titles_is_a_question():
    text = "1. Kab. Paser* \u2020\n2. Kota Samarinda\n*) Cukup Peduli HAM\n\u2020) Mulai Peduli HAM\n"

    assert [question[:2] for question in asked(text)] == [("\u2020) Mulai Peduli HAM", "title_beside")]
    assert claims(text) == [("6472", "peduli")]


BELOW_OTHERS = "Daerah berikut berpredikat Cukup Peduli HAM.\n1. Kab. Paser"


@pytest.mark.parametrize("text", ["Daerah berikut berpredikat Cukup Peduli HAM.", "1. Kab. Paser"])
def test_that_a_name_below_another_title_stands_as_it_was_read_says_not_which_title_it_has(text):
    kept = read(BELOW_OTHERS, answers={text.casefold(): Answer(KEEP)})
    titled = read(BELOW_OTHERS, answers={text.casefold(): Answer(KEEP, "peduli")})

    assert kept.of("claim") == []
    assert [remark.key for remark in kept.remarks] == ["answer_title"]
    assert [(entry.code, entry.category) for entry in titled.of("claim")] == [("6401", "peduli")]
