"""What names a title in a list, denies, or is of another year is not passed over: a name has it or is asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer

NAMES = ["Kab. Paser", "Kab. Berau", "Kota Samarinda", "Kota Bontang"]
CODES = ["6401", "6403", "6472", "6474"]
TITLES = {
    "Cukup Peduli HAM": "cukup_peduli", "Mulai Peduli HAM": "mulai_peduli", "Kurang Peduli HAM": "kurang_peduli",
    "Cukup Peduli": "cukup_peduli", "mulai peduli": "mulai_peduli", "KURANG PEDULI": "kurang_peduli",
}  # fmt: skip
AROUND = ["{}", "predikat {}", "meraih predikat {}", "kategori {}", "{} (68,5)", "naik menjadi {}", "{} ke-2", "{}, 68"]
OTHERS = ["belum memenuhi", "tidak lolos", "dibatalkan", "penerima tahun 2023", "penghargaan 2024", "tahun 2022"]
HEADINGS = ["Keterangan", "Catatan", "Ket.", "Status", "Tahap", "Predikat", "Hasil", "Penghargaan", "Kolom X", ""]
MARKS = [("*", "*) "), ("*", "* "), (" **", "** "), ("\u00b9", "\u00b9 "), (" 1)", "1) "), (" (a)", "a) "),
         ("\u2020", "\u2020 "), ("[2]", "[2] "), ("*", "*) Keterangan: "), ("*", "Keterangan: * = ")]  # fmt: skip
BELOW = ["", "\n\nKALIMANTAN UTARA\n1. Kota Tarakan\n2. Kab. Nunukan"]


@st.composite
def lists(draw, phrases):
    """Give a plain list with a phrase in a place that says of which name it is, the phrase, and its code."""
    phrase, at = draw(phrases), draw(st.integers(0, 3))
    place = draw(st.sampled_from(["cell", "bare cell", "bracket", "dash", "comma", "footnote", "footnote of a table"]))
    head = draw(
        st.sampled_from(["", "Penerima penghargaan Peduli HAM:\n", "DAFTAR KAB/KOTA PEDULI HAM TAHUN 2025\n\n"])
    )
    mark, begin = draw(st.sampled_from(MARKS))
    end = f"{draw(st.sampled_from(BELOW))}\n\n{begin}{phrase}\n"
    if "cell" in place or "table" in place:
        cells = [[str(each + 1), name, phrase * ("cell" in place and each == at)] for each, name in enumerate(NAMES)]
        columns = [["No", "Kabupaten/Kota", draw(st.sampled_from(HEADINGS))]] if place != "bare cell" else []
        cells[at][1] += mark * ("table" in place)
        table = "\n".join("\t".join(row) for row in columns + cells)
        return table + (end if "table" in place else "\n"), phrase, CODES[at]
    behind = {"bracket": f" ({phrase})", "dash": f" \u2013 {phrase}", "comma": f", {phrase}", "footnote": mark}[place]
    lines = [f"{each + 1}. {name}{behind * (each == at)}" for each, name in enumerate(NAMES)]
    return head + "\n".join(lines) + (end if place == "footnote" else "\n"), phrase, CODES[at]


TITLED = st.builds(str.format, st.sampled_from(AROUND), st.sampled_from(sorted(TITLES)))


@examples(150)
@given(lists(TITLED))
def test_a_title_beside_or_below_a_name_is_its_own_or_the_name_is_a_question(found):
    text, phrase, code = found
    title = next(title for way, title in TITLES.items() if way in phrase)

    assert {category for each, category in claims(text) if each == code} <= {title}


@examples(100)
@given(lists(st.sampled_from(OTHERS)))
def test_a_name_beside_or_above_what_denies_or_is_of_another_year_is_a_question(found):
    text, _, code = found

    assert code not in {each for each, _ in claims(text)}


@examples(80)
@given(
    lead=st.sampled_from(["Keterangan: {}", "Catatan: {}.", "*) {}", "\u2020 {}", "[1] {}", "Ket. {}", "Note: {}"]),
    phrase=TITLED | st.sampled_from(OTHERS),
    below=st.sampled_from(BELOW),
    is_table=st.booleans(),
)
def test_a_legend_that_no_mark_points_to_is_a_question_for_all_names_above_it(lead, phrase, below, is_table):
    title = next((title for way, title in TITLES.items() if way in phrase), "")
    rows = [f"{at}\t{name}" if is_table else f"{at}. {name}" for at, name in enumerate(NAMES, 1)]
    head = ["No\tKabupaten/Kota"] * is_table

    found = claims("\n".join([*head, *rows]) + f"{below}\n\n{lead.format(phrase)}\n")

    assert {category for code, category in found if code in CODES} <= {title}


@pytest.mark.parametrize(
    ("text", "question", "left"),
    [
        ("1. Kab. Paser\n2. Kab. Berau\nCukup Peduli HAM", ("Cukup Peduli HAM", "title_near"), []),
        ("KALIMANTAN TIMUR\n1. Kab. Paser\n\nKALIMANTAN UTARA\n1. Kota Tarakan\nPredikat: Cukup Peduli HAM",
         ("Predikat: Cukup Peduli HAM", "title_near"), ["6401"]),
        ("No\tKab/Kota\tTahap\n1\tKab. Paser\tpenerima 2023\n2\tKab. Berau\t", ("penerima 2023", "beside"), ["6403"]),
        ("No\tKab/Kota\tTahap\n1\tKab. Paser\tCukup Peduli HAM (68)\n2\tKab. Berau\t",
         ("Cukup Peduli HAM (68)", "title_beside"), ["6403"]),
    ],
)  # fmt: skip
def test_what_no_name_was_given_is_asked_about_at_the_names_that_it_may_be_meant_for(text, question, left):
    assert [each[:2] for each in asked(text)] == [question]
    assert [code for code, _ in claims(text)] == left


@pytest.mark.parametrize(
    "text",
    [
        "A. Peduli HAM\n1. Kab. Paser\nB. Cukup Peduli HAM\nC. Mulai Peduli HAM\n1. Kota Bontang\nD. Kurang Peduli HAM",
        "Peduli HAM\n1. Kab. Paser\nCukup Peduli HAM\nNihil\nMulai Peduli HAM\n1. Kota Bontang",
        "Peduli HAM\n1. Kab. Paser\n\nMulai Peduli HAM\n1. Kota Bontang\n\nPenghargaan Peduli HAM diserahkan Menteri.",
    ],
)
def test_a_title_that_nobody_has_and_one_that_all_have_is_no_question(text):
    assert claims(text) == [("6401", "peduli"), ("6474", "mulai_peduli")]
    assert asked(text) == []


def test_a_title_near_names_leaves_them_theirs_where_a_person_says_so_and_one_beside_them_needs_a_title():
    near = "1. Kab. Paser\n2. Kab. Berau\nCukup Peduli HAM"
    beside = "No\tKab/Kota\tTahap\n1\tKab. Paser\tCukup Peduli HAM (68)"

    assert claims(near, answers={"cukup peduli ham": Answer(KEEP)}) == [("6401", "peduli"), ("6403", "peduli")]
    titled = claims(near, answers={"cukup peduli ham": Answer(KEEP, "cukup_peduli")})
    assert titled == [("6401", "cukup_peduli"), ("6403", "cukup_peduli")]
    assert claims(beside, answers={"cukup peduli ham (68)": Answer(KEEP)}) == []
    assert claims(beside, answers={"cukup peduli ham (68)": Answer(KEEP, "peduli")}) == [("6401", "peduli")]


def test_the_title_that_a_person_gives_to_all_goes_before_one_near_them():
    assert claims("1. Kab. Paser\nCukup Peduli HAM", category="peduli") == [("6401", "peduli")]
