"""A title on a line of its own heads the names below it that have none; else it may be that of the name above it."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims

from kkpham_analysis.tables.award_lists.understanding import Answer

HEAD = "DAFTAR KABUPATEN/KOTA PEDULI HAM TAHUN 2025"


@pytest.mark.parametrize(
    ("name", "below", "said"),
    [
        ("Kota Denpasar 68,40", "Cukup Peduli HAM", "Cukup Peduli HAM"),
        ("Kota Denpasar 68,40", "Cukup\nPeduli HAM", "Cukup Peduli HAM"),
        ("2. Kota Denpasar", "68,40 Cukup Peduli HAM", "68,40 Cukup Peduli HAM"),
    ],
)
def test_a_title_that_heads_no_name_is_asked_about_for_the_name_above(name, below, said):
    text = f"{HEAD}\n{name}\n{below}\n3. Kabupaten Gowa 80,00 Peduli HAM"

    assert asked(text) == [(name, "title_below", said, ["5171"])]
    assert claims(text) == [("7306", "peduli")]
    answered = claims(text, answers={name.casefold(): Answer("5171", "cukup_peduli")})
    assert answered == [("5171", "cukup_peduli"), ("7306", "peduli")]


def test_of_a_list_that_was_copied_cell_by_cell_all_names_with_another_title_below_are_asked_about():
    cells = (
        "Kota Kupang 80,00",
        "Peduli HAM",
        "Kota Denpasar 70,00",
        "Cukup Peduli HAM",
        "Kota Bogor 77,00",
        "Peduli HAM",
    )
    text = "\n".join([HEAD, *cells])

    assert [question[:2] for question in asked(text)] == [("Kota Denpasar 70,00", "title_below"),
                                                          ("Kota Bogor 77,00", "title_below")]  # fmt: skip
    assert claims(text) == [("5371", "peduli")]


@pytest.mark.parametrize("below", ["Kota Bogor\nKota Kupang", "NIHIL"])
def test_a_title_with_names_below_it_or_none_at_all_is_a_heading(below):
    assert asked(f"{HEAD}\nPeduli HAM\nKota Denpasar\nCukup Peduli HAM\n{below}") == []


def test_a_score_between_a_name_and_its_title_leaves_the_title_below_the_name():
    rows = ("1", "Kota Kupang", "80,00", "Peduli HAM", "2", "Kota Denpasar", "66,30", "Cukup Peduli HAM", "3",
            "Kota Bogor", "91", "Peduli HAM")  # fmt: skip
    text = "\n".join([HEAD, "No.", "Kabupaten/Kota", "Nilai", "Predikat", *rows])

    assert asked(text) == [("Kota Denpasar", "title_below", "Cukup Peduli HAM", ["5171"]),
                           ("Kota Bogor", "title_below", "Peduli HAM", ["3271"])]  # fmt: skip
    assert claims(text) == [("5371", "peduli")]


def test_a_name_whose_title_is_cut_off_does_not_have_that_of_the_row_above():
    rows = ("1", "Kota Denpasar", "80,00", "Peduli HAM", "2", "Kota Kupang", "75,00")
    text = "\n".join([HEAD, *rows])

    assert asked(text) == [("Kota Kupang", "empty_title", "", ["5371"])]
    assert claims(text) == [("5171", "peduli")]


@pytest.mark.parametrize("name", ["KABUPATEN PASER", "3. KABUPATEN PASER", "3   KALIMANTAN TIMUR   KABUPATEN PASER"])
@pytest.mark.parametrize("title", ["(PEDULI HAM)", "[Peduli HAM]"])
def test_a_title_in_brackets_below_a_name_is_asked_about_above_and_below_it(name, title):
    text = f"KABUPATEN/KOTA CUKUP PEDULI HAM TAHUN 2025\nKOTA DENPASAR\n{name}\n{title}\nKABUPATEN GOWA"

    assert claims(text) == [("5171", "cukup_peduli")]
    assert [(reason, codes) for _, reason, _, codes in asked(text)] == [
        ("title_below", ["6401"]),
        ("title_in_brackets", ["7306"]),
    ]


def test_a_title_in_brackets_below_a_heading_is_that_of_the_names_below_it():
    text = "DAFTAR KABUPATEN/KOTA TAHUN 2025\n(CUKUP PEDULI HAM)\nKABUPATEN GOWA"

    assert (claims(text), asked(text)) == ([("7306", "cukup_peduli")], [])


def test_a_heading_with_a_small_letter_goes_on_with_no_name_above_it():
    text = f"{HEAD}\na. Predikat Peduli HAM\n1) Kota Denpasar\nb. Predikat Cukup Peduli HAM\n1) Kab. Badung"

    assert asked(text) == []
    assert claims(text) == [("5171", "peduli"), ("5103", "cukup_peduli")]
