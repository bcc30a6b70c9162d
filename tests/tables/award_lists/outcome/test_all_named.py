"""Whatever a list looks like, each regency that it names is accounted for, and none counts that it does not name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.missed.test_mentions import KNOWN, WRITTEN
from tests.tables.award_lists.test_understanding import CATEGORIES, claims, read, told

from kkpham_analysis.tables.award_lists.answers import by_question
from kkpham_analysis.tables.award_lists.entries import KEEP
from kkpham_analysis.tables.award_lists.outcome.all_named import TOLD
from kkpham_analysis.tables.award_lists.understanding import Answer, lines_of_any

JUNK = [
    "",
    "rapat",
    "xyz",
    "Data Dukung",
    "12,5",
    "lengkap",
    "tahun lalu",
    "belum",
    "dan",
    "/",
    "Peduli HAM",
    "Catatan",
]
SHAPES = [
    "{n}", "{i}. {n}", "- {n}", "({n})", "[{n}]", "{j} {n}", "{n} {j}", "{j} {n} {j}", "{n}: {j}", "{j}: {n}",
    "{n} ({j})", "{j} ({n})", "Daftar {j} {n}", "Catatan: {n} {j}", "{n} meraih predikat Peduli HAM.", "{n} {j}; {n2}",
    "Kementerian HAM memuji {n} {j}.", "{n}, {n2}, dan {n3}", "{n}/{n2}", "{n} | {n2}", "{i}\t{n}\t{j}", "{j}\t{n}",
    "{n}\t{n2}\t{n3}", "{i}\t{j}\t{n} {j}\t75", "No\tKabupaten/Kota\tKeterangan\n{i}\t{n}\t{j} {n2}",
    "No,Kabupaten/Kota,Predikat,Lainnya\n1,{n},Peduli HAM,{n2}", "Kabupaten {n}", "PROVINSI BALI\n{n}", "{n}:\n{n2}",
    "KABUPATEN/KOTA {j}\n{n}", "Tahun lalu {n} {j}.", "{n} tidak {j}", "<p>{n}</p>", "*{n}*", "{n}*)\n*) {j} {n2}",
]  # fmt: skip
CASES = [str, str.upper, str.title]


@st.composite
def cut(draw, name):
    """Draw a name as it is, or over two lines, or over two cells."""
    words = name.split()
    at = draw(st.integers(1, len(words))) if draw(st.booleans()) else len(words)
    first, second = " ".join(words[:at]), " ".join(words[at:])
    return first + draw(st.sampled_from(["\n", "\t", " \n"])) + second if second else name


@st.composite
def lists(draw):
    """Draw the text of a list, and the names in it."""
    named, lines = [], []
    for number, shape in enumerate(draw(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=4)), 1):
        three = draw(st.lists(st.sampled_from(sorted(WRITTEN)), min_size=3, max_size=3))
        named += [name for key, name in zip(("{n}", "{n2}", "{n3}"), three, strict=True) if key in shape]
        cases = [draw(st.sampled_from(CASES)) for _ in three]
        n, n2, n3 = (draw(cut(case(name))) for case, name in zip(cases, three, strict=True))
        lines.append(shape.format(n=n, n2=n2, n3=n3, i=number, j=draw(st.sampled_from(JUNK))))
    return "\n".join(lines), named


def meant(name):
    """Give the codes of the regencies that a name may mean, as it is written."""
    return set(KNOWN.regencies(name))


def asked_or_counted(found):
    """Give the codes of all claims, and of all that is asked about."""
    asked = {code for entry in found.of("unsettled") for code, _, _ in entry.candidates}
    return asked | {entry.code for entry in found.of("claim")}


def told_why(found):
    """Give the texts that are skipped for a reason that says why nobody in them counts, as one."""
    told = (entry.text.casefold() for entry in found.of("skipped") if entry.reason in TOLD)
    return " ; ".join(" ".join(text.split()) for text in told)


@examples(100)
@given(lists())
def test_each_regency_named_counts_or_is_asked_about_or_told_why_it_is_passed_over_and_no_other_counts(drawn):
    text, named = drawn
    found = read(lines_of_any(text, "list.txt", categories=CATEGORIES))

    codes, told = asked_or_counted(found), told_why(found)
    lost = [name for name in named if meant(name).isdisjoint(codes) and name.casefold() not in told]
    made_up = {entry.code for entry in found.of("claim")} - set().union(*map(meant, named))
    assert (lost, made_up) == ([], set())


def questions(text, **more):
    """Give what is asked about: the texts, the reasons, and the places that may be meant."""
    found = by_question(read(text, **more).of("unsettled"))
    return [(entry.text, entry.reason, [code for code, _, _ in entry.candidates]) for entry in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DAFTAR KABUPATEN PASER\n1. Kota Bontang", [("DAFTAR KABUPATEN PASER", "mentions", ["6401"])]),
        ("1. Kota Bontang\nMenteri memuji Paser", [("Menteri memuji Paser", "mentions", ["6401"])]),
        ("1. Kota Bontang\n\nKabupaten\tGorontalo", [("Kabupaten Gorontalo", "mentions", ["7501"])]),
        ("No\tKabupaten/Kota\tLainnya\n1\tKota Bontang\tKab. Paser", [("Kab. Paser", "mentions", ["6401"])]),
    ],
    ids=["a heading", "a sentence", "a type beside what is a province by itself", "a column that nobody knows"],
)
def test_a_regency_that_no_line_counts_is_asked_about(text, found):
    assert questions(text) == found
    assert claims(text) == [("6474", "peduli")]


LETTER = """\
KANTOR WILAYAH KEMENTERIAN HUKUM
KALIMANTAN TIMUR
Jalan M.T. Haryono Nomor 38 Samarinda
Sifat : Segera
Lampiran : 1 (satu) berkas
Perihal : Penyampaian Daftar Kabupaten/Kota Peduli HAM Tahun 2025
Yth. Direktur Jenderal HAM
di Jakarta

Sehubungan dengan surat Direktur Jenderal HAM tanggal 1 Desember 2025 perihal tersebut pada pokok surat, bersama ini \
kami sampaikan bahwa kabupaten/kota yang meraih predikat Peduli HAM Tahun 2025 yaitu:
1. Kabupaten Paser
2. Kota Bontang

Demikian kami sampaikan, atas kerja samanya diucapkan terima kasih.
Tembusan:
1. Gubernur Kalimantan Timur;
2. Bupati Mahakam Ulu.
"""


def test_a_letter_of_a_regional_office_is_understood_and_those_with_a_copy_are_told_apart():
    assert (claims(LETTER), questions(LETTER)) == ([("6401", "peduli"), ("6474", "peduli")], [])
    assert [entry.text for entry in read(LETTER).entries if entry.reason == "copied"] == ["2. Bupati Mahakam Ulu."]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("Sifat : Sementara", "Sifat : Sementara"),
        (
            "Perihal : Penyampaian usulan Kabupaten/Kota Peduli HAM",
            "Perihal : Penyampaian usulan Kabupaten/Kota Peduli HAM",
        ),
        ("Jalan 1 belum menerima", "Jalan 1 belum menerima"),
    ],
)
def test_a_line_of_a_letter_that_says_more_is_asked_about(line, asked):
    assert [text for text, *_ in questions(f"{line}\n1. Kabupaten Paser")] == [asked]


CLEAR = "Sebanyak 2 kabupaten/kota meraih predikat Peduli HAM.\n"
TWO = "\n1. Kab. Paser\n2. Kota Bontang"


@pytest.mark.parametrize("line", ["Kedua daerah tersebut adalah:", "Adapun kedua kabupaten/kota itu ialah:"])
def test_what_points_back_to_a_clear_heading_says_no_more_than_it(line):
    assert (claims(CLEAR + line + TWO), questions(CLEAR + line + TWO)) == ([("6401", "peduli"), ("6474", "peduli")], [])


@pytest.mark.parametrize(
    "above",
    [
        "",
        "Sebanyak 2 kabupaten/kota belum meraih predikat Peduli HAM.\n",
        "Sebanyak 3 kabupaten/kota meraih predikat Peduli HAM.\n",
        "Dari 2 daerah yang dinilai, 1 daerah meraih predikat Peduli HAM.\n",
        CLEAR + "Acara dihadiri wakil dua daerah lain.\n",
    ],
    ids=["nothing above", "denied", "another number", "two numbers", "not right above"],
)
def test_what_points_back_to_anything_else_is_asked_about(above):
    text = above + "Kedua daerah tersebut adalah:" + TWO

    assert "Kedua daerah tersebut adalah:" in [text for text, *_ in questions(text)]
    assert claims(text) == []


def test_the_headline_of_another_report_is_passed_over_and_told():
    text = f"{CLEAR}1. Kab. Paser\nBaca juga: Kabupaten Mahakam Ulu raih WTP\n2. Kota Bontang"

    assert told(text) == [(1, "no_place"), (2, "6401"), (3, "read_also"), (4, "6474")]
    assert questions(text) == []


def test_a_sentence_behind_the_headline_of_another_report_is_none_of_it():
    text = "Baca juga: Paser raih WTP. Kota Bontang menerima penghargaan Peduli HAM."

    assert "read_also" not in [reason for _, reason in told(text)]
    assert sorted(code for _, _, codes in questions(text) for code in codes) == ["6401", "6474"]


def test_the_begin_of_a_name_that_goes_on_in_a_row_below_it_is_no_other_regency():
    text = "Kabupaten Buru\nSelatan\tKota Bontang\tx"

    assert ("Kabupaten Buru", "cut_off", ["8104", "8109"]) in questions(text)
    assert claims(text) == []


@pytest.mark.parametrize(
    ("answer", "found"),
    [(Answer(KEEP, "peduli"), ["6401", "6474"]), (Answer(""), ["6474"]), (Answer("6401", "peduli"), ["6401", "6474"])],
    ids=["kept", "left out", "by its code"],
)
def test_what_the_last_look_asks_about_is_settled_by_an_answer(answer, found):
    text = "DAFTAR KABUPATEN PASER\n1. Kota Bontang"
    understood = read(text, answers={"daftar kabupaten paser": answer})

    assert sorted(entry.code for entry in understood.of("claim")) == found
    assert (understood.of("unsettled"), understood.remarks) == ([], ())
