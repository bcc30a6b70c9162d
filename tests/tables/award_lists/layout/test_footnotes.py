"""Marks of footnotes beside the names of a list: harmless only where the note is there and understood."""

import pytest
from tests.tables.award_lists.test_understanding import claims, read

from kkpham_analysis.tables.award_lists.answers import by_question
from kkpham_analysis.tables.award_lists.entries import KEEP, Answer
from kkpham_analysis.tables.award_lists.understanding import lines_of_text

BOTH = [("6401", "peduli"), ("6403", "peduli")]


def asked(text, **more):
    return [(entry.text, entry.reason, entry.said) for entry in by_question(read(text, **more).of("unsettled"))]


@pytest.mark.parametrize(
    ("behind", "mark"),
    [("*", "*"), (" **", "**"), ("\u00b9", "1"), ("\u00b9\u00b2", "12"), (" \u2020", "\u2020"), ("[2]", "2"),
     (" [2]", "2"), (" 1)", "1"), (" (*)", "*"), (" (1)", "1"), (" (a)", "a"), ("*)", "*"),
     (" \u00b9)", "1"), ("\u00b9)", "1"), (" (\u00b9)", "1"), ("\u00b9\u207e", "1"),
     ("<sup>1</sup>", "1"), ("<sup>a</sup>", "\u2020")],
)  # fmt: skip
def test_a_mark_without_its_note_is_a_question(behind, mark):
    text = f"<p>Penerima penghargaan:</p><p>1. Kab. Paser{behind}</p><p>2. Kab. Berau</p>"

    assert asked(text) == [(mark, "footnote", mark)]
    assert claims(text) == BOTH[1:]
    assert claims(text, answers={mark: Answer(KEEP)}) == BOTH


@pytest.mark.parametrize(
    ("mark", "begin"),
    [
        ("*", "*) "),
        ("*", "* "),
        ("*", "*"),
        ("*", "Keterangan: * = "),
        ("\u00b9", "\u00b9 "),
        ("[1]", "1) "),
        (" 1)", "(1) "),
        (" (1)", "Ket. (1) "),
        (" (A)", "a) "),
    ],
)
def test_a_note_that_is_understood_is_no_question(mark, begin):
    assert claims(f"1. Kab. Paser{mark}\n2. Kab. Berau\n{begin}nilai tertinggi\n") == BOTH


@pytest.mark.parametrize(
    ("mark", "note", "reason", "said"),
    [("*", "*) masih menunggu verifikasi", "footnote", "menunggu, verifikasi"),
     ("\u00b9", "[1] belum memenuhi kriteria", "denied", "belum"),
     ("\u2020", "\u2020 dibatalkan", "denied", "dibatalkan"), (" (1)", "(1) dicabut", "denied", "dicabut"),
     (" (a)", "(a) tidak memenuhi", "denied", "tidak")],
)  # fmt: skip
def test_a_note_that_denies_or_is_not_understood_is_a_question_for_the_names_with_its_mark(mark, note, reason, said):
    text = f"1. Kab. Paser{mark}\n2. Kab. Berau\n{note}\n"

    assert (asked(text), claims(text)) == ([(note, reason, said)], BOTH[1:])


@pytest.mark.parametrize(
    "text",
    [
        "1. Kab. Paser \u00b9)\n2. Kab. Berau\n\u00b9) belum memenuhi kriteria\n",
        "- Kab. Paser \u00b9)\n- Kab. Berau\n\n\u00b9) belum memenuhi kriteria\n",
        "No.\tKabupaten/Kota\n1\tKab. Paser \u00b9)\n2\tKab. Berau\n\u00b9) belum memenuhi kriteria\n",
    ],
)
def test_a_raised_figure_with_a_bracket_is_a_mark(text):
    assert asked(text) == [("[1] belum memenuhi kriteria", "denied", "belum")]
    assert claims(text) == BOTH[1:]


def test_each_mark_points_to_its_own_note():
    text = "1. Kab. Paser\u00b9\n2. Kab. Berau\u00b2\n\u00b9 nilai tertinggi\n\u00b2 belum memenuhi kriteria\n"

    assert (asked(text), claims(text)) == ([("[2] belum memenuhi kriteria", "denied", "belum")], BOTH[:1])


@pytest.mark.parametrize(
    "notes",
    ["[1] nilai tertinggi\n(1) dicabut", "(1) dicabut\n[1] nilai tertinggi", "\u00b9) nilai tertinggi\n\n(1) dicabut"],
)
def test_marks_of_one_number_in_other_brackets_point_to_their_own_notes(notes):
    text = f"1. Kab. Paser\u00b9\n2. Kab. Berau (1)\n{notes}\n"

    assert (asked(text), claims(text)) == ([("(1) dicabut", "denied", "dicabut")], BOTH[:1])


@pytest.mark.parametrize(
    "text",
    ["Kab. Paser\u00b9,\u00b2\nKab. Berau\n\u00b9 nilai tertinggi\n\u00b2 dicabut",
     "Kab. Paser [1], [2]\nKab. Berau\n1) nilai tertinggi\n2) dicabut",
     "1\tKab. Paser\u00b9 \u00b2\n2\tKab. Berau\n\u00b9 nilai tertinggi\n\u00b2 dicabut",
     "Kab. Paser*,**\nKab. Berau\n* nilai tertinggi\n** dicabut",
     "<p>Kab. Paser<sup>1, 2</sup><p>Kab. Berau<p>1) nilai tertinggi<p>2) dicabut"],
)  # fmt: skip
def test_each_of_several_marks_counts(text):
    assert ([(reason, said) for _, reason, said in asked(text)], claims(text)) == ([("denied", "dicabut")], BOTH[1:])


@pytest.mark.parametrize("notes", ["* nilai tertinggi\n* dicabut", "* dicabut\n\n* nilai tertinggi"])
def test_a_mark_with_two_notes_is_a_question(notes):
    text = f"1. Kab. Paser*\n2. Kab. Berau\n{notes}\n"

    assert (asked(text), claims(text)) == ([("*", "footnotes", "*")], BOTH[1:])
    assert claims(text, answers={"*": Answer(KEEP)}) == BOTH


def test_each_table_has_notes_of_its_own():
    text = "Kab. Paser 1)\n1) nilai tertinggi\nKab. Berau 1)\n1) dicabut\n"

    assert (asked(text), claims(text)) == ([("1) dicabut", "denied", "dicabut")], BOTH[:1])


@pytest.mark.parametrize("sign", ["#", "^", "\u2020", "~", "##"])
def test_any_sign_may_be_a_mark(sign):
    text = f"1. Kab. Paser{sign}\n2. Kab. Berau\n"

    assert (asked(text), claims(text)) == ([(sign, "footnote", sign)], BOTH[1:])
    assert asked(f"{text}{sign} dicabut") == [(f"{sign} dicabut", "denied", "dicabut")]
    assert claims(f"{text}{sign} nilai tertinggi") == BOTH


@pytest.mark.parametrize(
    "text",
    ["No\tKab/Kota\tPredikat\n1\tKab. Paser\tPeduli HAM*\n*) menunggu surat",
     "PENERIMA PENGHARGAAN*\n1. Kab. Paser\n* menunggu surat"],
    ids=["a title", "a heading"],
)  # fmt: skip
def test_a_mark_beside_a_title_or_a_heading_counts_too(text):
    assert [(reason, said) for _, reason, said in asked(text)] == [("footnote", "menunggu")]


@pytest.mark.parametrize(
    "name", ["*Kab. Paser*", "*1. Kab. Paser*", "2. *Kab. Paser*", "* Kab. Paser", "**Kab. Paser**"]
)
def test_stars_that_make_text_bold_or_begin_an_item_are_no_footnotes(name):
    assert claims(f"*DAFTAR PENERIMA PENGHARGAAN PEDULI HAM*\n{name}") == BOTH[:1]


@pytest.mark.parametrize("struck", ["<li><del>Kab. Berau</del>", "<li><s>Kab. Berau</s>", "<li>~Kab. Berau~"])
def test_text_that_a_page_or_a_message_strikes_through_is_a_question(struck):
    assert claims(f"<ul><li>Kab. Paser{struck}</ul>") == BOTH[:1]


def test_a_line_that_begins_with_a_raised_number_is_a_note_of_its_own():
    assert [line.text for line in lines_of_text("Kota Bontang\u00b9\n\u00b9 baru")] == ["Kota Bontang[1]", "[1] baru"]


@pytest.mark.parametrize("above", ["", "Keterangan:\n", "Sumber:\n", "Sumber: Kementerian Hukum dan HAM\n"])
def test_a_mark_in_brackets_finds_its_note_whatever_stands_above_it(above):
    text = f"1. Kab. Paser (1)\n2. Kab. Berau\n{above}(1) penghargaan dicabut\n"

    assert (asked(text), claims(text)) == ([("(1) penghargaan dicabut", "denied", "dicabut")], BOTH[1:])


@pytest.mark.parametrize("mark", ["(1)", "1)", "[1]", "*", "(a)"])
@pytest.mark.parametrize("first", ["1", "(1)", "(a)"])
def test_a_mark_alone_in_a_column_belongs_to_the_name_before_it(mark, first):
    text = f"No\tKab/Kota\tKet\n{first}\tKab. Paser\t{mark}\n2\tKab. Berau\t\n{mark} dicabut\n"

    assert (asked(text), claims(text)) == ([(f"{mark} dicabut", "denied", "dicabut")], BOTH[1:])


@pytest.mark.parametrize(
    "text",
    ["(1) Kab. Paser (2) Kab. Berau", "PEDULI HAM (2):\nKab. Paser\nKab. Berau",
     "Peduli HAM\nKab. Paser (85)\nKab. Berau (86)",
     "No\tKab/Kota\tPeduli HAM\n(a)\tKab. Paser\t(v)\n(b)\tKab. Berau\t(v)"],
    ids=["numbers of names", "how many there are", "scores", "ticks"],
)  # fmt: skip
def test_what_else_stands_in_brackets_is_no_footnote(text):
    assert (asked(text), claims(text)) == ([], BOTH)


@pytest.mark.parametrize(
    ("text", "line"),
    [("1. Kab. Berau\n2. Kab. Paser*\n*) belum ditetapkan", 2), ("1. Kab. Berau\n2. Kab. Paser\n- batal", 2),
     ("1. Kab. Paser - batal\n2. Kab. Berau", 1), ("1. Kab. Berau\n2. Kab. Paser (1)\n(1) batal", 2)],
    ids=["a note", "a word below", "a word behind", "a word as a note"],
)  # fmt: skip
def test_a_note_or_a_word_that_denies_is_no_name_to_be_settled(text, line):
    assert [(entry.line, entry.reason) for entry in read(text).of("unsettled")] == [(line, "denied")]
    assert claims(text) == BOTH[1:]
