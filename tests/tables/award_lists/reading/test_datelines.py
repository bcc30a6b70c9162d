"""The place where a report was written is no name of its list; where it may be one, it is a question."""

import pytest
from tests.tables.award_lists.test_understanding import claims, read

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer

PASER = [("6401", "peduli")]


def asked(text):
    return [(entry.text, entry.reason) for entry in read(text).of("unsettled")]


@pytest.mark.parametrize(
    "begin",
    ["SAMARINDA \u2013 Berikut penerima:", "SAMARINDA, KOMPAS.com \u2013", "SAMARINDA (ANTARA) - Berikut penerima:",
     "Denpasar \u2013 Penerima penghargaan:", "Samarinda, Kaltim - Berikut penerima penghargaan Peduli HAM tahun ini.",
     "SAMARINDA, KORAN, 10 Desember 2025 \u2014 Penerima:", "Samarinda, 10 Desember 2025", "SAMARINDA. Penerima:",
     "Bau-Bau \u2013 Peduli HAM:", "JAKARTA, KOMPAS.com \u2013 Berikut penerima:",
     "TANJUNG SELOR, KORAN.com \u2013 Berikut penerima:", "TANJUNG SELOR \u2013 Berikut penerima:"],
)  # fmt: skip
def test_the_place_of_a_report_is_neither_honoured_nor_a_question(begin):
    assert (claims(f"{begin}\n1. Kab. Paser"), asked(f"{begin}\n1. Kab. Paser")) == (PASER, [])


@pytest.mark.parametrize(
    "begin",
    ["JAKARTA \u2013 Berikut penerima:", "Jakarta - Kementerian HAM menyerahkan penghargaan Peduli HAM kepada:",
     "JAKARTA \u2014 Berikut daftar penerima penghargaan Peduli HAM.", "JAKARTA -- Daftar daerah Peduli HAM:"],
)  # fmt: skip
def test_the_capital_before_a_sentence_that_honours_heads_no_names(begin):
    assert (claims(f"{begin}\n1. Kab. Paser"), asked(f"{begin}\n1. Kab. Paser")) == (PASER, [])


@pytest.mark.parametrize(
    "begin",
    ["JAKARTA", "JAKARTA \u2013", "Jakarta: penerima penghargaan", "DKI JAKARTA \u2013 Berikut penerima:",
     "PROVINSI JAKARTA \u2013 Berikut penerima:", "JAKARTA \u2013 Peduli HAM", "BALI \u2013 Berikut penerima:"],
)  # fmt: skip
def test_a_province_that_is_no_place_of_a_report_heads_the_names_below_it(begin):
    assert [entry.reason for entry in read(f"{begin}\n1. Kab. Paser").of("unsettled")] == ["other_province"]


@pytest.mark.parametrize(
    ("begin", "question"),
    [
        ("Kota Samarinda \u2013 Kementerian HAM menyerahkan penghargaan kepada:", "Kota Samarinda \u2013"),
        ("Kota Samarinda, 10 Desember 2025 \u2013 Penerima:", "Kota Samarinda, 10 Desember 2025 \u2013"),
        ("Kota Samarinda, 10 Desember 2025", "Kota Samarinda, 10 Desember 2025"),
        ("SAMARINDA (ANTARA) -", "SAMARINDA (ANTARA) -"),
        ("Samarinda \u2013 meraih penghargaan Peduli HAM", "Samarinda \u2013"),
        ("Samarinda \u2013 Kota ini meraih penghargaan Peduli HAM dari Kementerian HAM.", "Samarinda \u2013"),
    ],
)
def test_a_place_that_may_be_that_of_the_report_or_honoured_is_asked_about(begin, question):
    text = f"{begin}\n1. Kab. Paser"

    assert (claims(text), asked(text)) == (PASER, [(question, "dateline")])
    assert claims(text, answers={question.casefold(): Answer(KEEP)}) == [("6472", "peduli"), *PASER]
    assert claims(text, answers={question.casefold(): Answer("")}) == PASER


@pytest.mark.parametrize(
    "text",
    ["Samarinda \u2013 Peduli HAM", "1. Samarinda - Kalimantan Timur", "Samarinda (Kaltim) \u2013 Peduli HAM",
     "Kota Samarinda \u2013 meraih penghargaan", "Samarinda: Peduli HAM", "Kota Samarinda, nilai tertinggi"],
)  # fmt: skip
def test_a_name_with_its_title_or_province_behind_a_dash_is_no_place_of_a_report(text):
    assert (claims(text), asked(text)) == ([("6472", "peduli")], [])


@pytest.mark.parametrize(
    "text",
    [
        "Samarinda (DIBATALKAN) \u2013 Penerima:",
        "Samarinda \u2013 tidak memenuhi",
        "Samarinda (masih diverifikasi) \u2013 88,5",
    ],
)
def test_what_denies_beside_a_place_is_no_newspaper(text):
    assert [entry.reason in ("denied", "beside") for entry in read(text).of("unsettled")] == [True]


@pytest.mark.parametrize("text", ["SAMARINDA \u2013 Kab. Paser; Kab. Berau", "SAMARINDA \u2013 Paser, Berau"])
def test_a_place_written_otherwise_than_the_names_behind_it_is_a_question(text):
    assert (claims(text), asked(text)) == ([*PASER, ("6403", "peduli")], [("SAMARINDA \u2013", "dateline")])
    assert len(claims("Samarinda \u2013 Bontang \u2013 Paser")) == 3


def test_names_that_begin_a_sentence_are_each_shown_once():
    understood = read("Samarinda, Bontang, dan Paser meraih penghargaan Peduli HAM dari Kementerian HAM.")

    # None says kabupaten or kota: one question for all.
    assert [(entry.text, entry.reason) for entry in understood.entries if entry.status != "skipped"] == [
        ("Samarinda", "in_prose"), ("Bontang", "in_prose"), ("Paser", "in_prose"),
    ]  # fmt: skip
    assert len({entry.asked for entry in understood.of("unsettled")}) == 1
    assert [entry.text for entry in understood.of("skipped")] == [
        "dan Paser meraih penghargaan Peduli HAM dari Kementerian HAM."
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Penghargaan diserahkan Rabu (10/12/2025) kepada Kab. Kapuas, kobar, dan barsel.", {"6201", "6203", "6204"}),
        ("Penghargaan diserahkan kepada Kab. Kapuas, kobar, barsel (10/12/2025).", {"6201", "6203", "6204"}),
        ("Penghargaan Peduli HAM Kalteng: kapuas, kobar, barsel 10/12/2025", {"6201", "6203", "6204"}),
        ("[10.14, 10/12/2025] Kasubbag: Yg dapat peduli ham kalteng: kapuas, kobar, barsel", {"6201", "6203", "6204"}),
    ],
)
def test_no_name_of_a_line_with_a_date_is_passed_over_as_its_place(line, found):
    understood = read(line)
    named = [*understood.of("claim"), *understood.of("unsettled")]

    assert {entry.code or entry.candidates[0][0] for entry in named} == found


@pytest.mark.parametrize(
    "place", ["Samarinda, Rabu (10/12/2025)", "Samarinda, Kalimantan Timur, 10 Desember 2025", "Samarinda (10/12/2025)"]
)
def test_the_one_place_of_a_date_is_passed_over(place):
    understood = read(f"Kota Bontang\nUpacara digelar di Hotel Mesra, {place}.")

    assert next(entry.reason for entry in understood.entries if entry.text.startswith("Samarinda")) == "date"
    assert [entry.code for entry in understood.of("claim")] == ["6474"]


@pytest.mark.parametrize(
    "begin",
    ["Kota Samarinda \u2013 Penghargaan diserahkan.", "Kota Samarinda \u2013 Acara penyerahan piagam.",
     "Kota Samarinda \u2013 Kanwil Kemenham Kaltim", "Kota Samarinda: Penghargaan Peduli HAM",
     "KOTA SAMARINDA - PENGHARGAAN DISERAHKAN"],
)  # fmt: skip
def test_a_place_with_words_behind_it_above_a_numbered_list_is_asked_about(begin):
    text = f"{begin}\n1. Kab. Paser"

    assert (claims(text), [reason for _, reason in asked(text)]) == (PASER, ["dateline"])


def test_a_place_with_its_title_or_in_a_list_of_its_own_form_is_a_name():
    title = "Kota Samarinda \u2013 Peduli HAM\n1. Kab. Paser"
    alike = "Kota Samarinda \u2013 Penghargaan Peduli HAM\nKab. Paser \u2013 Penghargaan Peduli HAM"

    assert [claims(title), claims(alike)] == [[("6472", "peduli"), *PASER]] * 2
    assert [asked(title), asked(alike)] == [[], []]


@pytest.mark.parametrize("names", ["1. Kab. Paser", "Kab. Paser", "- Kab. Paser"])
def test_the_government_whose_letter_it_is_is_asked_about(names):
    text = f"PEMERINTAH KOTA SAMARINDA\nPenerima Peduli HAM:\n{names}"

    assert (claims(text), asked(text)) == (PASER, [("PEMERINTAH KOTA SAMARINDA", "dateline")])


def test_governments_in_a_list_are_names():
    text = "Pemerintah Kota Samarinda\nPemerintah Kabupaten Paser"

    assert (claims(text), asked(text)) == ([("6472", "peduli"), *PASER], [])
