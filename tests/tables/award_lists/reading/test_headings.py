"""Below a heading a name is a claim only where every word says what it was given, or no more than where and when."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.test_understanding import CATEGORIES, PLACES, ROUNDS, claims, read

from kkpham_analysis.tables.award_lists.answers import by_question
from kkpham_analysis.tables.award_lists.entries import KEEP
from kkpham_analysis.tables.award_lists.meaning.grounds import Grounds
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.vocabulary import DENYING, FURNITURE, HONOURS, UNDERSTOOD
from kkpham_analysis.tables.award_lists.meaning.words import Titles
from kkpham_analysis.tables.award_lists.understanding import Answer

NAMES = Names(PLACES, ROUNDS[2025], Titles(CATEGORIES))


def asked(text, **more):
    """Give each question in short: its text, why it is asked, and what it may be."""
    return [
        (entry.text, entry.reason, [code for code, _, _ in entry.candidates])
        for entry in by_question(read(text, **more).of("unsettled"))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Not awarded:\n- Kota Samarinda\n\nAwarded:\n- Kota Bontang\n- Kab. Berau",
            [("6472", "not_awarded"), ("6474", "peduli"), ("6403", "peduli")],
        ),
        (
            "Not awarded: Kota Makassar, Kab. Gowa.\nThe following received the award: Kab. Maros, Kab. Bone.",
            [("7371", "not_awarded"), ("7306", "not_awarded"), ("7309", "peduli"), ("7308", "peduli")],
        ),
        ("Cukup Peduli HAM\nDaftar penerima:\n1. Kab. Bone", [("7308", "cukup_peduli")]),
        (
            "Cukup Peduli HAM\nKALIMANTAN TIMUR\n1. Kab. Paser\nKALIMANTAN UTARA\n1. Kota Tarakan",
            [("6401", "cukup_peduli"), ("6571", "cukup_peduli")],
        ),
        (
            "Cukup Peduli HAM: Kota Makassar,\nKab. Gowa, dan\nKab. Wajo",
            [("7371", "cukup_peduli"), ("7306", "cukup_peduli"), ("7313", "cukup_peduli")],
        ),
        (
            "Daerah Cukup Peduli HAM: Kota Makassar, Kab. Gowa",
            [("7371", "cukup_peduli"), ("7306", "cukup_peduli")],
        ),
        ("Daerah Cukup Peduli HAM \u2013 Kab. Gowa", [("7306", "cukup_peduli")]),
        ("Peduli HAM: Kota Makassar.\n\nKab. Gowa", [("7371", "peduli"), ("7306", "peduli")]),
        ("Kategori Kota:\n1. Makassar\nKabupaten/Kota di Sulawesi Selatan:\n1. Kab. Gowa",
         [("7371", "peduli"), ("7306", "peduli")]),
        ("LAMPIRAN II SURAT KEPUTUSAN MENTERI HAM\nNOMOR MHA-01.HA.02 TAHUN 2021\n1. Kab. Gowa", [("7306", "peduli")]),
        ("Sementara itu, daerah penerima penghargaan, antara lain:\n1. Kab. Gowa", [("7306", "peduli")]),
    ],
)  # fmt: skip
def test_names_have_the_title_of_the_heading_that_is_theirs(text, found):
    assert (claims(text), asked(text)) == (found, [])


@pytest.mark.parametrize(
    ("text", "left", "codes"),
    [
        ("Cukup Peduli HAM: Kota Samarinda\nPenerima penghargaan: Kota Bontang", [("6472", "cukup_peduli")], ["6474"]),
        ("Kurang Peduli HAM: Kab. Paser\nMeraih predikat: Kota Bontang", [("6401", "kurang_peduli")], ["6474"]),
        ("Kurang Peduli HAM:\n1. Kab. Bone\n\nPenerima penghargaan:\n1. Kab. Maros",
         [("7308", "kurang_peduli")], ["7309"]),
        ("Cukup Peduli HAM\n1. Kab. Bone\n\nDaerah peraih penghargaan Menteri HAM\n1. Kab. Maros",
         [("7308", "cukup_peduli")], ["7309"]),
        ("Kurang Peduli HAM:\n1. Kab. Bone\nPenghargaan diterima Kota Makassar dan Kab. Gowa.",
         [("7308", "kurang_peduli")], ["7306", "7371"]),
        ("Kalimantan Timur\nCukup Peduli HAM: Kota Samarinda\nKalimantan Selatan\nKota Banjarmasin\nKota Banjarbaru",
         [("6472", "cukup_peduli")], ["6371", "6372"]),
        ("Cukup Peduli HAM: Kota Makassar.\n\nKab. Gowa\nKab. Wajo", [("7371", "cukup_peduli")], ["7306", "7313"]),
        ("Cukup Peduli HAM: Kota Makassar.\nKab. Gowa", [("7371", "cukup_peduli")], ["7306"]),
        ("Not awarded: Kota Makassar\n\nKab. Gowa", [("7371", "not_awarded")], ["7306"]),
        ("Daerah Cukup Peduli HAM Kota Makassar, Kab. Gowa", [], ["7306", "7371"]),
    ],
)  # fmt: skip
def test_where_it_is_open_whose_a_title_is_names_are_questions(text, left, codes):
    assert claims(text) == left
    assert sorted({code for _, _, places in asked(text) for code in places}) == codes


AWARDED = "Peraih penghargaan:\n1. Kab. Maros\n"


@pytest.mark.parametrize("above", [AWARDED, "", "Belum meraih:\n1. Kota Bontang\n"])
@pytest.mark.parametrize(
    "heading",
    [
        "Tembusan Yth.", "Tembusan:", "Daerah lain di Sulsel", "Catatan", "Catatan:", "Keterangan:", "Terbaik:",
        "Salinan keputusan ini disampaikan kepada:", "Salinan keputusan ini diberikan kepada:", "Menerima:",
        "Lampiran II: Kabupaten/Kota yang Menerima Peringatan", "KURANG", "Kabupaten dan kota yang lain:",
        "Kota yang lain",
        "Surat diberikan kepada:", "Seluruh kabupaten/kota di Sulawesi Selatan", "Foto bersama", "NATALIUS PIGAI",
        "Kategori A", "Sumber: dokumen", "Daerah yang tercatat dalam dokumen kementerian di bawah ini.",
        "Daftar Calon Penerima Penghargaan Kabupaten dan Kota Peduli HAM Tahun 2025", "terbaik",
        "Daftar Kabupaten/Kota Peduli HAM dan Cukup Peduli HAM",
    ],
)  # fmt: skip
def test_names_below_a_heading_that_says_not_that_they_were_honoured_are_questions(above, heading):
    text = f"{above}{heading}\n1. Kab. Gowa\n2. Kab. Wajo"

    assert claims(text) == [("7309", "peduli")] * (above == AWARDED)
    assert (heading, "beside", ["7306", "7313"]) in asked(text)


@pytest.mark.parametrize(
    ("answer", "found"),
    [(Answer(""), []), (Answer(KEEP), ["7306"]), (Answer(KEEP, "not_awarded"), ["7306"])],
)
@pytest.mark.parametrize("heading", ["KURANG", "Tembusan:", "Kabupaten dan kota yang lain:"])
def test_the_answer_to_a_heading_is_that_of_the_names_below_it(heading, answer, found):
    understood = read(f"{heading}\n1. Kab. Gowa", answers={heading.casefold(): answer})

    assert [(entry.code, entry.category) for entry in understood.of("claim")] == [
        (code, answer.category or "peduli") for code in found
    ]
    assert (understood.of("unsettled"), understood.remarks) == ([], ())


@pytest.mark.parametrize("lead", ["Daerah lain: ", "Catatan: ", "Tembusan \u2013 ", "Penerima: Kab. Maros; Tembusan: "])
def test_names_behind_a_lead_that_says_not_that_they_were_honoured_are_questions(lead):
    assert claims(f"{lead}Kab. Gowa\nKab. Wajo") == []


def test_a_name_with_a_slip_is_no_heading_of_those_below_it():
    assert claims("1. Kab. Bulunggan\n2. Kab. Paser\nKab. Beraw\nKota Bontang") == [
        ("6401", "peduli"),
        ("6474", "peduli"),
    ]


def test_the_year_of_the_round_lifts_no_denial_above_it():
    assert claims("Belum meraih:\nTAHUN 2025\n1. Kab. Paser") == []


OTHERS = """
    hadir undangan tamu juara harapan dibina pembinaan calon usulan mantan menuju kandidat nominasi finalis absensi
    panitia narasumber kontak alamat peta arsip rapat draf usul verifikasi lolos penerima peraih penghargaan predikat
    guests speakers candidates shortlist contacts pending draft visited invited nominees awarded recipients
"""
TITLES = ["Peduli HAM", "Cukup Peduli HAM", "Sulawesi Selatan", "Jawa Barat", "2025", "II", "KURANG", "Mulai"]
WORDS = st.one_of(
    st.sampled_from(sorted(UNDERSTOOD | DENYING)),
    st.sampled_from(OTHERS.split()),
    st.sampled_from(TITLES),
    st.text("abcdefghijklmnoprstuvwy", min_size=2, max_size=10),
)
BELOW = ["\n1. Kab. Gowa\n2. Kab. Wajo", "\n- Kab. Gowa\n- Kab. Wajo", "\nKab. Gowa\nKab. Wajo",
         " Kab. Gowa, Kab. Wajo", "\nSULAWESI SELATAN\n1. Gowa\n2. Wajo"]  # fmt: skip


@examples(300)
@given(
    words=st.lists(WORDS, min_size=1, max_size=5),
    way=st.sampled_from([str, str.upper, str.title, str.capitalize]),
    end=st.sampled_from(["", ":"]),
    above=st.sampled_from(["", AWARDED, "Cukup Peduli HAM:\n- Kab. Maros\n\n", "Cukup Peduli HAM: Kab. Maros\n"]),
    below=st.sampled_from(BELOW),
)
def test_no_name_below_any_heading_is_a_claim_unless_all_its_words_honour_or_say_where_and_when(
    words, way, end, above, below
):
    heading = way(" ".join(words)) + (":" if below.startswith(" ") else end)
    assume(not list(Grounds(NAMES).named_in(heading)))
    titles = NAMES.titles.all_within(heading)
    left = [word for word in Grounds(NAMES).words_beside(heading) if word != "II"]
    said = {word.casefold() for word in left}

    found = dict(claims(f"{above}{heading}{below}"))

    is_understood = said <= UNDERSTOOD and (len(titles) == 1 or said <= FURNITURE or not said.isdisjoint(HONOURS))
    gowa = found.get("7306")
    assert gowa is None or is_understood
    assert gowa is None or (gowa == titles[0] if titles else gowa == "peduli" or said <= FURNITURE)


BELOW = "\n1. Kota Surakarta\n2. Kabupaten Klaten"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("DAFTAR KABUPATEN/KOTA\nPEDULI HAM TAHUN 2025", "peduli"),
        ("DAFTAR KABUPATEN/KOTA CUKUP\nPEDULI HAM TAHUN 2025", "cukup_peduli"),
        ("KABUPATEN/KOTA\nCUKUP\nPEDULI\nHAM", "cukup_peduli"),
        ("KABUPATEN/KOTA MULAI\nPEDULI HAM\nPROVINSI JAWA TENGAH", "mulai_peduli"),
        ("Regencies and cities beginning to care\nfor human rights", "mulai_peduli"),
    ],
)
def test_a_title_over_two_lines_is_that_of_the_names_below_it(heading, title):
    assert claims(heading + BELOW) == [("3372", title), ("3310", title)]


@pytest.mark.parametrize(
    ("heading", "asked", "reason"),
    [
        ("DAFTAR KABUPATEN/KOTA TIDAK\nPEDULI HAM", "DAFTAR KABUPATEN/KOTA TIDAK", "denied"),
        ("DAFTAR CALON\nKABUPATEN/KOTA PEDULI HAM", "DAFTAR CALON", "beside"),
        ("Daerah yang turun dari\nPeduli HAM:", "Daerah yang turun dari", "beside"),
        ("Nominasi\n\nKabupaten/Kota Peduli HAM Tahun 2025", "Nominasi", "beside"),
        (
            "Hal: Usulan Penerima Penghargaan\n\nJakarta, 10 Desember 2025\n\nKabupaten/Kota Peduli HAM:",
            "Hal: Usulan Penerima Penghargaan",
            "beside",
        ),
    ],
)
def test_what_a_heading_denies_or_proposes_is_asked_about_below_a_clear_one_too(heading, asked, reason):
    questions = by_question(read(heading + BELOW).of("unsettled"))
    assert [(question.asked, question.reason) for question in questions] == [(asked, reason)]
    assert claims(heading + BELOW) == []


def test_a_class_that_is_empty_denies_nothing_of_the_next_one():
    assert claims("Cukup Peduli HAM\nNihil\nMulai Peduli HAM\n1. Kota Bontang") == [("6474", "mulai_peduli")]


def test_a_mark_that_repeats_what_stands_above_is_no_title():
    text = '1. Kota Surakarta - Cukup Peduli HAM\n2. Kab. Klaten - "'
    assert claims(text) == [("3372", "cukup_peduli")]


def test_what_stands_in_brackets_beside_a_province_heads_its_names_where_it_names_a_regency_too():
    assert claims("BALI (PUNCAK TAHUN LALU)\n1. KAB. BADUNG\n2. KOTA DENPASAR") == []
