"""Beside words that deny, or that are not understood, no place becomes a claim without an answer."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.test_understanding import CATEGORIES, PLACES, REGENCIES, ROUNDS, claims, read

from kkpham_analysis.tables.award_lists.answers import by_question, questions
from kkpham_analysis.tables.award_lists.entries import KEEP
from kkpham_analysis.tables.award_lists.meaning.grounds import Grounds
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.vocabulary import DENYING, DENYING_BEGINS, UNDERSTOOD, is_denying
from kkpham_analysis.tables.award_lists.meaning.words import Titles
from kkpham_analysis.tables.award_lists.understanding import Answer, lines_of_text, understand

NAMES = sorted(REGENCIES.loc[REGENCIES["province_code"].isin(["64", "65", "13"]), "full_name"])
# How a page may deny something of the name {n} with the word {d}.
DENIALS = [
    "{n} ({d} lolos)", "{n} ({d})", "{n} [{d}]", "{n}, {d} memenuhi", "{n} - {d}", "{n}: {d} meraih penghargaan",
    "{n} {d}", "{d} {n}", "{n};{d} lolos", "{n} = {d}", "{n} 88,5 {d}", "{n} Peduli HAM {d}", "{d} Peduli HAM: {n}",
    "1. {n} ({d} lolos)", "6403 {n} ({d})", "Daerah yang {d}: {n}, Kota Semarang.",
    "Sementara itu, Kota Semarang dan {n} {d} meraih predikat tersebut.",
    "{n} yang {d} meraih penghargaan Peduli HAM tahun 2025 dari Kementerian HAM",
    "{n} dan Kota Semarang. Keduanya {d} lolos.", "{d} meraih:\n1. {n}\n2. Kota Semarang",
    "Dinilai {d} peduli HAM\n- {n}", "Daerah {d} lolos\n\nSUMATERA BARAT\n1. {n}", "{n}\n{d} lolos", "{n}\n({d} lolos)",
    "Kab. Agam, {n}, dan\nKota Semarang {d} meraih penghargaan", "{n}*\nKota Semarang\n*) {d} lolos",
    "<ul><li>{n}<li>{d}</ul>", "1\t{n}\t{d}", "| 1 | {n} | {d} |", "No\tKab/Kota\tKeterangan\n1\t{n}\t{d} lolos",
    "No\tKab/Kota {d} lolos\n1\t{n}", "{n} dan Kota Semarang\ntahun ini {d} meraih penghargaan",
]  # fmt: skip
WAYS = [str, str.upper, str.lower, str.title]


def codes_of(name):
    return set(REGENCIES.loc[REGENCIES["full_name"] == name, "regency_code"])


def asked(text, **more):
    """Give each question in short: its text, why it is asked, and what it may be."""
    return [
        (entry.text, entry.reason, entry.said, [code for code, _, _ in entry.candidates])
        for entry in by_question(read(text, **more).of("unsettled"))
    ]


@examples(400)
@given(
    shape=st.sampled_from(DENIALS),
    name=st.sampled_from(NAMES),
    denial=st.sampled_from(sorted(DENYING | {f"{begin}kan" for begin in DENYING_BEGINS} | {"didn't"})),
    way=st.sampled_from(WAYS),
    before=st.sampled_from(["", "DAFTAR PEDULI HAM\n", "Kota Semarang\n", "Penerima penghargaan:\n"]),
)
def test_no_name_beside_a_denial_becomes_a_claim_without_an_answer(shape, name, denial, way, before):
    found = claims(before + shape.format(n=name, d=way(denial)))

    assert codes_of(name).isdisjoint(code for code, _ in found)


@examples(300)
@given(
    shape=st.sampled_from(["{n} ({w})", "{n} {w}", "{w} {n}", "{n}, {w}", "{n} – {w}", "Yang {w}: {n}", "1\t{n}\t{w}"]),
    name=st.sampled_from(NAMES),
    word=st.text("abcdefghijklmnoprstuvwy", min_size=4, max_size=12),
)
def test_no_name_beside_a_word_that_is_not_understood_becomes_a_claim_without_an_answer(shape, name, word):
    grounds = Grounds(Names(PLACES, ROUNDS[2025], Titles(CATEGORIES)))
    is_known = word in UNDERSTOOD or grounds.names.regencies(word) or grounds.names.province(word)

    understood = read(shape.format(n=name, w=word))

    # A word that is nearly a name is asked about itself.
    is_asked = word in [entry.text for entry in understood.of("unsettled")]
    assert is_known or is_asked or codes_of(name).isdisjoint(entry.code for entry in understood.of("claim"))


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Kota Samarinda (tidak memenuhi)", [("Kota Samarinda (tidak memenuhi)", "denied", "tidak", ["6472"])]),
        ("Kab. Berau (naik)", [("Kab. Berau (naik)", "beside", "naik", ["6403"])]),
        ("Kab. Berau, tidak lolos", [("Kab. Berau, tidak lolos", "denied", "tidak", ["6403"])]),
        (
            "Daerah yang gagal: Kabupaten Berau, Kota Bontang.",
            [("Daerah yang gagal: Kabupaten Berau, Kota Bontang.", "denied", "gagal", ["6403", "6474"])],
        ),
        (
            "Sementara itu, Kabupaten Berau dan Mahakam Ulu belum meraih predikat tersebut.",
            [
                ("Sementara itu, Kabupaten Berau dan Mahakam Ulu belum meraih predikat tersebut.", "denied", "belum",
                 ["6403"]),
                ("Mahakam Ulu", "denied", "belum", ["6411"]),
            ],
        ),
        (
            "Belum meraih:\n1. Kota Samarinda\n2. Kota Bontang\nDinilai tidak peduli HAM\n- Kota Tarakan",
            [
                ("Belum meraih:", "denied", "Belum", ["6472", "6474"]),
                ("Dinilai tidak peduli HAM", "denied", "tidak", ["6474", "6571"]),
            ],
        ),
        (
            "No\tKab/Kota\tKeterangan\n1\tPaser\tTidak lolos\n2\tBerau\t\n3\tKota Bontang\tTidak lolos",
            [("Tidak lolos", "denied", "Tidak", ["6401", "6474"])],
        ),
    ],
)  # fmt: skip
def test_a_sentence_a_heading_and_a_cell_are_each_asked_about_once(text, questions):
    assert asked(text) == questions


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kab. Paser dan Kab. Berau meraih penghargaan, sisanya Kota Samarinda dan Kota Bontang.", []),
        ("Penerima: Kab. Paser. Sisanya adalah Kota Samarinda dan Kota Bontang.", ["6401"]),
        ("Penerima:\nKab. Paser dan tiga lainnya Kota Samarinda, Kota Bontang, dan Kota Tarakan.", []),
        ("Penerima:\n1. Kab. Paser\nSelebihnya:\n2. Kota Bontang", ["6401"]),
        ("Penerima:\n1. Kab. Paser\n2. Selebihnya Kota Bontang dan Kota Tarakan", ["6401"]),
        ("Recipients: Kab. Paser. The rest are Kota Bontang and Kota Tarakan.", ["6401"]),
        ("Daerah lain yang menerima penghargaan antara lain Kota Bontang.", ["6474"]),
    ],
)
def test_names_after_a_turn_to_the_rest_are_questions(text, left):
    assert [code for code, _ in claims(text)] == left


@pytest.mark.parametrize(
    "text",
    [
        "Tidak Peduli HAM\n1. Kab. Berau", "TIDAK PEDULI HAM\n1. Kab. Berau", "Bukan Peduli HAM:\n- Kab. Berau",
        "Yang belum meraih:\nKab. Berau", "Tidak menerima penghargaan:\n1. Kab. Berau", "Kab. Berau (belum)",
        "Kab. Berau: tidak", "Kab/Kota\tKeterangan\nBerau\tTidak dapat penghargaan",
        "Sedangkan yang gagal meraih penghargaan adalah Kab. Berau.",
    ],
)  # fmt: skip
def test_a_denial_in_few_words_is_asked_about(text):
    assert [(reason, codes) for _, reason, _, codes in asked(text)] == [("denied", ["6403"])]
    assert claims(text) == []


@pytest.mark.parametrize("answers", [{}, {"3. kota samarinda tidak termasuk": Answer("")}])
def test_a_line_that_denies_something_of_the_place_it_begins_with_says_nothing_of_those_above(answers):
    text = "1. Kota Bontang\n2. Kab. Paser\n3. Kota Samarinda tidak termasuk"

    assert [code for code, _ in claims(text, answers=answers)] == ["6474", "6401"]


def test_a_name_with_a_title_of_its_own_is_asked_about_apart_from_its_heading():
    assert asked("Belum meraih:\n1. Kab. Paser\n2. Kab. Berau: Cukup Peduli HAM") == [
        ("Belum meraih:", "denied", "Belum", ["6401"]),
        ("2. Kab. Berau: Cukup Peduli HAM", "denied", "Belum", ["6403"]),
    ]


DENIED = "Belum meraih:\n1. Kota Samarinda\n2. Kota Bontang\nPenerima:\n1. Kab. Paser"


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"belum meraih:": Answer("")}, [("6401", "peduli")]),
        ({"belum meraih:": Answer(KEEP)}, [("6472", "peduli"), ("6474", "peduli"), ("6401", "peduli")]),
        (
            {"belum meraih:": Answer(KEEP, "not_awarded")},
            [("6472", "not_awarded"), ("6474", "not_awarded"), ("6401", "peduli")],
        ),
        (
            {"1. kota samarinda": Answer("6472", "peduli"), "2. kota bontang": Answer("6474", "not_awarded")},
            [("6472", "peduli"), ("6474", "not_awarded"), ("6401", "peduli")],
        ),
    ],
    ids=["left out", "kept", "kept as not awarded", "name by name"],
)
def test_an_answer_settles_all_names_of_its_question(answers, found):
    understood = read(DENIED, answers=answers)

    assert [(entry.code, entry.category) for entry in understood.of("claim")] == found
    assert (understood.of("unsettled"), understood.remarks) == ([], ())


CANCELLED = """\
KESATU : Menetapkan kabupaten/kota terpilih sebagaimana tercantum dalam Lampiran sebagai Kabupaten/Kota Peduli HAM.
A. PROVINSI KALIMANTAN TIMUR
1. Kab. Paser
2. Kab. Penajam Paser Utara *)
3. Kota Balikpapan 1)
*) penghargaan dibatalkan
1) dicabut dengan SK lain
"""
DECIDED = CANCELLED.splitlines()[0]


def test_an_answer_to_the_sentence_above_leaves_what_else_is_asked_about_each_name():
    understood = read(CANCELLED, answers={DECIDED.casefold(): Answer(KEEP)})

    assert [(entry.code, entry.category) for entry in understood.of("claim")] == [("6401", "peduli")]
    assert [(entry.line, entry.text, entry.said) for entry in by_question(understood.of("unsettled"))] == [
        (6, "*) penghargaan dibatalkan", "dibatalkan"),
        (7, "1) dicabut dengan SK lain", "dicabut"),
    ]


def test_all_that_is_asked_about_a_name_is_asked_at_once_and_settled_at_once():
    kept = {DECIDED.casefold(): Answer(KEEP), "1) dicabut dengan sk lain": Answer(KEEP, "not_awarded")}

    assert questions(read(CANCELLED).of("unsettled")) == (
        "text,code,category,line,candidates\n"
        f"{DECIDED},,,1,6401 Kabupaten Paser (Kalimantan Timur); "
        "6409 Kabupaten Penajam Paser Utara (Kalimantan Timur); 6471 Kota Balikpapan (Kalimantan Timur)\n"
        "*) penghargaan dibatalkan,,,6,6409 Kabupaten Penajam Paser Utara (Kalimantan Timur)\n"
        "1) dicabut dengan SK lain,,,7,6471 Kota Balikpapan (Kalimantan Timur)\n"
    )
    understood = read(CANCELLED, answers={**kept, "*) penghargaan dibatalkan": Answer("")})
    assert [(entry.code, entry.category) for entry in understood.of("claim")] == [
        ("6401", "peduli"),
        ("6471", "not_awarded"),
    ]
    assert (understood.of("unsettled"), understood.remarks) == ([], ())


@pytest.mark.parametrize(
    ("row", "kept", "found"),
    [
        ("1\tKab. Berau\t40\t", ["daftar usulan"], []),
        ("1\tKab. Berau\t40\t", ["daftar usulan", "1 | kab. berau | 40"], [("6403", "peduli")]),
        ("1\tKab. Berau *)\t80\t", ["daftar usulan"], []),
        ("1\tKab. Berau *)\t80\t", ["daftar usulan", "*"], [("6403", "peduli")]),
        ("1\tKab. Berau\t40\tnaik", ["naik", "1 | kab. berau | 40 | naik"], []),
        ("1\tKab. Berau\t40\tnaik", ["daftar usulan", "naik"], []),
    ],
)
def test_of_a_row_the_score_the_mark_the_cell_and_the_heading_are_each_a_question(row, kept, found):
    text = f"Daftar usulan\nNo\tKab/Kota\tNilai\tKeterangan\n{row}"

    assert claims(text, answers={each: Answer(KEEP) for each in kept}, least={"peduli": 75}) == found


def test_a_row_of_a_name_says_all_of_it_but_where_its_text_was_a_question_itself():
    text = "Daftar usulan\n1. Bogor *)\n2. Kab. Paser *)\n3. Kota Bontang (naik)\n*) dicabut"
    answers = {
        "1. bogor *)": Answer("3271", "peduli"),
        "2. kab. paser *)": Answer("6401", "peduli"),
        "3. kota bontang (naik)": Answer("6474", "peduli"),
    }

    assert claims(text, answers=answers) == [("6401", "peduli")]
    assert [(each, codes) for each, _, _, codes in asked(text, answers=answers)] == [
        ("Daftar usulan", ["3271", "6474"]),
        ("*) dicabut", ["3271"]),
    ]


@pytest.mark.parametrize(
    ("answer", "left"),
    [(Answer(""), []), (Answer("6403", "peduli"), ["6403"]), (Answer(KEEP), ["6403", "6474"])],
    ids=["left out", "one of them", "kept"],
)
def test_an_answer_to_a_heading_that_is_not_understood_speaks_of_the_names_below_it(answer, left):
    text = "Daftar usulan\n1. Kab. Berau\n2. Kota Bontang"

    assert [code for code, _ in claims(text, answers={"daftar usulan": answer})] == left


HEADS = ["", "Daftar usulan\n", "Belum meraih:\n", "TAHUN 2023\n", "Belum meraih:\nDaftar usulan\n"]
OWN = ["", " (naik)", " (tidak lolos)", " (calon)", " *)", " 1)", " (naik) *)"]
TAILS = ["", "\n*) penghargaan dibatalkan\n1) dicabut dengan SK lain", "\nKeduanya batal."]


@examples(300)
@given(
    head=st.sampled_from(HEADS),
    own=st.sampled_from(OWN),
    tail=st.sampled_from(TAILS),
    shape=st.sampled_from(["1. Kab. Berau{own}\n2. Kota Bontang", "1\tKab. Berau{own}\n2\tKota Bontang",
                           "No\tKab/Kota\tNilai\n1\tKab. Berau{own}\t{score}\n2\tKota Bontang\t80"]),
    score=st.sampled_from(["40", "80", ""]),
    kept=st.sets(st.integers(0, 6)),
    answer=st.sampled_from([Answer(KEEP), Answer(KEEP, "peduli"), Answer("6403", "peduli")]),
)  # fmt: skip
def test_no_name_counts_before_each_question_about_it_has_an_answer(head, own, tail, shape, score, kept, answer):
    text, limits = head + shape.format(own=own, score=score) + tail, {"peduli": 75}
    open_now = {each.casefold() for each, _, _, codes in asked(text, least=limits) if "6403" in codes}
    answers = {each: answer for at, each in enumerate(sorted(open_now)) if at in kept}

    found = [code for code, _ in claims(text, least=limits, answers=answers)]

    assert ("6403" in found) == (answers.keys() == open_now)


def test_a_name_with_a_title_of_its_own_below_a_sentence_of_another_has_a_question_of_its_own():
    text = "Daerah berikut berpredikat Cukup Peduli HAM.\n1. Kab. Garut (Peduli HAM)\n2. Kab. Paser"

    assert [(each, codes) for each, _, _, codes in asked(text)] == [
        ("1. Kab. Garut (Peduli HAM)", ["3205"]),
        ("Daerah berikut berpredikat Cukup Peduli HAM.", ["6401"]),
    ]


def test_a_question_about_a_sentence_has_the_line_that_the_sentence_begins_on():
    text = "Daftar\n\nDaftar usulan penerima\n\nKALIMANTAN TIMUR\n1. Kab. Paser\n2. Kab. Berau"

    assert [(entry.line, entry.text) for entry in by_question(read(text).of("unsettled"))] == [
        (3, "Daftar usulan penerima")
    ]


def test_that_a_name_is_a_place_is_no_answer_to_what_is_denied_of_it():
    text = "Kota Samarinda (tidak memenuhi)"

    assert claims(text, answers={text.casefold(): Answer("6472")}) == []
    assert claims(text, answers={text.casefold(): Answer("6472", "not_awarded")}) == [("6472", "not_awarded")]
    assert claims("Daerah yang gagal: Bogor", answers={"bogor": Answer("3271")}) == []


def test_a_title_that_denies_is_understood_where_it_is_the_title_of_the_name():
    assert claims("Kab. Paser, tidak mendapat penghargaan") == [("6401", "not_awarded")]
    assert claims("Kab. Paser, tidak mendapat penghargaan", category="peduli") == [("6401", "not_awarded")]
    assert asked("Tidak mendapat penghargaan:\n1. Kab. Paser", category="peduli") == [
        ("Tidak mendapat penghargaan:", "denied", "Tidak", ["6401"])
    ]


def test_the_questions_are_a_row_for_each_sentence():
    assert questions(read("Daerah yang gagal: Kabupaten Berau, Kota Bontang.").of("unsettled")) == (
        "text,code,category,line,candidates\n"
        '"Daerah yang gagal: Kabupaten Berau, Kota Bontang.",,,1,6403 Kabupaten Berau (Kalimantan Timur); '
        "6474 Kota Bontang (Kalimantan Timur)\n"
    )


def test_no_name_of_a_place_and_no_word_that_is_understood_denies():
    names = {word for name in [*REGENCIES["name"], *PLACES["full_name"]] for word in str(name).split()}

    assert {word for word in names | UNDERSTOOD if is_denying(word)} == set()


# Pages as they are found, all made up.
ORDINARY = {
    "a decree": (
        "LAMPIRAN\nKEPUTUSAN MENTERI HAK ASASI MANUSIA REPUBLIK INDONESIA\nNOMOR MHA-01.HA.02.01.01 TAHUN 2025\n"
        "TENTANG\nPENETAPAN KABUPATEN/KOTA PEDULI HAK ASASI MANUSIA TAHUN 2025\n\n"
        "I. PROVINSI KALIMANTAN TIMUR\n1. Kabupaten Paser\n"
        "2. Kota Balikpapan\nII. PROVINSI KALIMANTAN UTARA\n1. Kota Tarakan\n\nDitetapkan di Jakarta\n"
        "pada tanggal 13 November 2025\nMENTERI HAK ASASI MANUSIA,\nttd\nNATALIUS PIGAI\n",
        ["6401", "6471", "6571"],
    ),
    "a decree whose dictum points to its annex": (
        "KESATU : Menetapkan kabupaten/kota sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak "
        "terpisahkan dari Keputusan Menteri ini sebagai Kabupaten/Kota Peduli HAM.\n"
        "A. PROVINSI KALIMANTAN TIMUR\n1. Kab. Paser\n",
        ["6401"],
    ),
    "a news report with a sentence that denies without a name": (
        "Tiga Kabupaten/Kota di Kaltim Raih Penghargaan Peduli HAM\n\n"
        "SAMARINDA, KALTIMPOST.ID - Sebanyak tiga kabupaten/kota di Kalimantan Timur meraih "
        "penghargaan dari Kementerian HAM pada puncak peringatan Hari HAM Sedunia ke-77 di "
        "Jakarta, Rabu (10/12/2025).\nKetiga daerah tersebut yakni Kota Samarinda, Kabupaten Paser, dan Kota Bontang.\n"
        '"Kami berharap daerah yang belum meraih dapat menyusul tahun depan," ujar Kepala Kanwil.\n',
        ["6472", "6401", "6474"],
    ),
    "a page with bullets": (
        "Daftar Kabupaten/Kota Peduli HAM di Jawa Barat\nBerikut daftar penerima penghargaan:\n\u2022 Kota Bandung\n"
        "\u2022 Kabupaten Garut\n\nBaca juga: Wali Kota Bogor Hadiri Peringatan Hari HAM\n",
        ["3273", "3205"],
    ),
    "a page in HTML": (
        "<h1>Daerah Peduli HAM di Sumatera Barat</h1><p>Daerah penerima penghargaan yaitu:</p><ol><li>Kota Padang"
        "<li>Kabupaten Agam</ol><p>Gubernur mengucapkan selamat kepada seluruh daerah penerima.</p>",
        ["1371", "1306"],
    ),
    "a table": (
        "No.\tProvinsi\tKabupaten/Kota\tPredikat\tNilai\tKeterangan\n"
        "1\tJawa Tengah\tKabupaten Batang\tPeduli HAM\t88,5\t\n"
        "2\tJawa Tengah\tKota Magelang\tPeduli HAM\t91,2\tbaru\n",
        ["3325", "3371"],
    ),
    "a list with a footnote": (
        "Penerima Kabupaten/Kota Peduli HAM 2025, Bali\n1. Kabupaten Badung\n2. Kabupaten Gianyar*\n"
        "*) hasil sementara\n",
        ["5103", "5104"],
    ),
    "sentences broken by the page": (
        "Adapun kabupaten/kota di Provinsi Lampung yang memperoleh penghargaan tersebut\n"
        "antara lain Kota Bandar Lampung, Kabupaten\nTanggamus, dan Kota Metro. Dengan demikian, penghargaan "
        "ini diraih untuk kedua kalinya.\n",
        ["1871", "1806", "1872"],
    ),
    "provinces one behind the other": (
        "Provinsi Jawa Timur: Kota Surabaya, Kabupaten Jember. Provinsi Banten: Kota Tangerang.\n",
        ["3578", "3509", "3671"],
    ),
    "short forms copied together": ("kaltim\n- kab paser\n- kukar\nkaltara\n- tarakan\n", ["6401", "6402", "6571"]),
    "names in capitals with titles": (
        "A. PEDULI HAM\n1. KOTA PALU\n2. KAB. SIGI\nB. CUKUP PEDULI HAM\n1. KAB. POSO\n",
        ["7271", "7210", "7202"],
    ),
    "a minister and a building": (
        "Menteri HAM Natalius Pigai menyerahkan penghargaan Peduli HAM kepada Kota Tarakan, Kabupaten Bulungan, dan "
        "Kabupaten Malinau, Senin (8/12) di Gedung Sate.\n",
        ["6571", "6501", "6502"],
    ),
}


@pytest.mark.parametrize(("text", "found"), ORDINARY.values(), ids=ORDINARY)
def test_ordinary_pages_are_taken_without_a_question(text, found):
    assert asked(text) == []
    assert [code for code, _ in claims(text)] == found


@pytest.mark.parametrize("words", ["Menuju", "Calon", "Usulan", "Mantan", "Eks", "Pra", "Di bawah", "DAFTAR MENUJU"])
@pytest.mark.parametrize("end", ["", ":"])
def test_a_heading_that_says_more_than_a_title_is_asked_about(words, end):
    heading = f"{words} Peduli HAM{end}"

    assert asked(f"{heading}\n1. Kab. Paser\n2. Kab. Berau") == [
        (heading, "beside", words.split()[-1], ["6401", "6403"])
    ]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Daftar kabupaten/kota yang dinilai", "dinilai"),
        ("Masih dalam penilaian:", "penilaian"),
        ("Daerah yang ikut serta:", "ikut serta"),
        ("Daftar hadir", "hadir"),
        ("Daftar usulan penerima", "usulan"),
    ],
)
def test_those_who_took_part_are_asked_about(heading, said):
    assert asked(f"{heading}\n1. Kab. Paser\n") == [(heading, "beside", said, ["6401"])]


@pytest.mark.parametrize("sign", ["✗", "❌", "(x)", "(-)", "?", "(?)"])
def test_a_sign_that_denies_or_doubts_a_name_is_asked_about(sign):
    asked_about = [(text, reason, codes) for text, reason, _, codes in asked(f"1. Kab. Paser {sign}\n2. Kab. Berau")]

    assert asked_about == [(f"1. Kab. Paser {sign}", "beside", ["6401"])]


def test_a_name_that_is_struck_through_is_asked_about():
    assert asked("1. ~~Kab. Paser~~\n2. Kab. Berau") == [("1. ~~Kab. Paser~~", "beside", "~~", ["6401"])]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("TAHUN 2023\n1. Kab. Paser", "TAHUN 2023"),
        ("Daftar Kabupaten/Kota Peduli HAM Tahun 2023\n1. Kab. Paser", "Daftar Kabupaten/Kota Peduli HAM Tahun 2023"),
        ("Peduli HAM tahun 2023: Kab. Paser", "Peduli HAM tahun 2023: Kab. Paser"),
        ("No\tKabupaten/Kota\tTahun\n1\tKab. Paser\t2023", "2023"),
    ],
)
def test_what_is_said_of_another_year_is_asked_about(text, question):
    assert asked(text) == [(question, "beside", "2023", ["6401"])]


def test_the_year_of_the_round_and_that_of_a_regulation_raise_no_question():
    text = "TAHUN 2023\n1. Kab. Paser\nTAHUN 2025\n1. Kab. Berau\nPermenkumham Nomor 22 Tahun 2021:\n1. Kota Bontang"

    assert asked(text) == [("TAHUN 2023", "beside", "2023", ["6401"])]
    assert claims("No\tKabupaten/Kota\tTahun\n1\tKab. Paser\t2025") == [("6401", "peduli")]


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        (
            "Kabupaten Kutai Barat, Kutai Timur, dan Kabupaten Mahakam Ulu belum meraih penghargaan tahun ini.",
            {"6407", "6408", "6411"},
        ),
        ("Kutai Barat, Kutai Timur, dan Mahakam Ulu gagal mempertahankan predikatnya.", {"6407", "6408", "6411"}),
        ("Mahakam Ulu belum meraih penghargaan tahun ini.", {"6411"}),
    ],
)
def test_every_place_that_a_sentence_denies_something_of_is_asked_about(sentence, codes):
    entries = read(sentence).of("unsettled")

    assert {code for entry in entries for code, _, _ in entry.candidates} == codes


def test_a_row_that_denies_its_own_name_says_nothing_of_the_rows_below_it():
    rows = "1\tKab. Paser\tTIDAK PEDULI HAM\n2\tKab. Berau\tPEDULI HAM\n3\tKota Bontang\tPEDULI HAM\n"
    found = read("No\tKabupaten/Kota\tPredikat\n" + rows)

    assert [(entry.text, entry.reason) for entry in found.of("unsettled")] == [("Kab. Paser", "no_title")]
    assert [entry.code for entry in found.of("claim")] == ["6403", "6474"]


@pytest.mark.parametrize(
    "text",
    ["Kab. Paser = -", "Kab. Paser -", "Kab. Paser: -", "Kab. Paser \u2013", "Kab. Paser,-", "Kab. Paser \u2026",
     "Kab. Paser \u2013 nihil",
     "Kab. Paser: nihil", "Kab. Paser nihil", "Kab. Paser: tidak ada", "Kab. Paser (kosong)", "1\tKab. Paser\t-",
     "1\tKab. Paser\tnihil"],
)  # fmt: skip
def test_a_name_with_nothing_behind_it_is_a_question_and_the_word_for_nothing_is_no_name(text):
    found = read(f"{text}\nKota Bontang")

    assert [(entry.reason in ("nothing", "denied", "mentions"), [code for code, _, _ in entry.candidates])
            for entry in found.of("unsettled")] == [(True, ["6401"])]  # fmt: skip
    assert [entry.code for entry in found.of("claim")] == ["6474"]


def test_of_several_names_only_that_with_nothing_behind_it_is_asked_about():
    assert claims("Kab. Paser: -, Kab. Berau: 88,5", least={"peduli": 75}) == [("6403", "peduli")]
    assert claims("No\tKab/Kota\tKet\n1\tKab. Paser\t-\n2\tKab. Berau\t-") == [("6401", "peduli"), ("6403", "peduli")]


@pytest.mark.parametrize(
    "text",
    ["Provinsi Kalimantan Utara: nihil", "Kalimantan Utara (tidak ada)", "B. KALIMANTAN UTARA \u2013 NIHIL",
     "Kalimantan Utara: -", "2\tKalimantan Utara\tnihil", "Kalimantan Utara\n1. Nihil",
     "No\tProvinsi\tKab/Kota\n1\tKalimantan Utara\tnihil"],
)  # fmt: skip
def test_a_province_may_have_none_in_one_line(text):
    found = read(f"Kalimantan Timur: Kab. Paser\n{text}")

    assert (found.of("unsettled"), found.provinces) == ([], ("64", "65"))
    assert [(count.province, count.number) for count in found.counted] == [("65", 0)]


def test_a_province_that_begins_as_a_numbering_does_may_have_none_in_one_line():
    assert read("Kalimantan Timur: Kab. Paser\nD.I. Yogyakarta: nihil").provinces == ("64", "34")


def test_a_dash_behind_a_heading_says_not_that_there_is_none():
    assert read("Kalimantan Timur: Kab. Paser\nKALIMANTAN UTARA -").counted == ()


@pytest.mark.parametrize(
    "sentence",
    ["Kabupaten Berau belum meraih predikat tersebut.", "Kab. Berau tidak lolos",
     "Sementara itu, Kabupaten Berau belum meraih predikat itu.", "Daerah yang gagal: Kabupaten Berau.",
     "Menurut gubernur acara itu tidak dihadiri semua bupati."],
)  # fmt: skip
def test_a_sentence_that_denies_something_of_others_says_nothing_of_the_names_below_it(sentence):
    for text in (
        f"{sentence}\nKab. Paser\nKota Bontang",
        f"PENERIMA PENGHARGAAN\n{sentence}\n1. Kab. Paser\n2. Kota Bontang",
    ):
        assert claims(text) == [("6401", "peduli"), ("6474", "peduli")]


@pytest.mark.parametrize(
    "sentence",
    ["Ada dua daerah yang tahun ini belum memenuhi kriteria penilaian.", "Tidak lolos.", "Tidak lolos: Kab. Berau",
     "Kabupaten Berau belum meraih predikat itu, begitu juga daerah berikut.", "Tidak lolos di Gorontalo",
     "Tidak lolos Kab. Berau"],
)  # fmt: skip
def test_a_sentence_that_may_deny_something_of_the_names_below_it_makes_them_questions(sentence):
    assert claims(f"{sentence}\nKab. Paser\nKota Bontang") == []


OF_OTHERS = "D. Tidak mengikuti penilaian"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"C. Mulai Peduli HAM (2)\n1. Kab. Paser\n2. Kab. Berau\n\n{OF_OTHERS}\n1. Kota Bontang", ["6401", "6403"]),
        (f"C. Mulai Peduli HAM (2)\n1. Kab. Paser\n2. Kab. Berau\n{OF_OTHERS}\n1. Kota Bontang", ["6401", "6403"]),
        ("Penerima\n1. Kab. Paser\n2. Kab. Berau\n\nTidak lolos\n- Kota Bontang", ["6401", "6403"]),
        ("Penerima\n1. Kab. Paser\n2. Kab. Berau\nTidak lolos\n1. Kota Bontang", ["6401", "6403"]),
        # Nobody knows of which of the two it speaks.
        ("Penerima\n- Kab. Paser\n- Kab. Berau\nTidak lolos\n- Kota Bontang", ["6401"]),
        ("Penerima\n- Kab. Paser\n- Kab. Berau\n\nKeduanya batal\n- Kota Bontang", []),
    ],
)
def test_a_heading_apart_from_the_names_above_denies_only_those_below_it(text, left):
    assert [code for code, _ in claims(text)] == left


PATUH = pd.DataFrame(
    {"category": ["utama", "tak_patuh"], "is_compliant": pd.array([True, False], dtype="boolean"),
     "label_id": ["Patuh Utama", "Tidak Patuh"], "label_en": ["Compliant", "Non-compliant"]}
)  # fmt: skip


@pytest.mark.parametrize("heading", ["\nTidak Patuh", "\n\nTidak Patuh", "\nB. Tidak Patuh", "\n\nTidak Patuh (1)"])
def test_a_title_that_denies_is_a_title_and_denies_nothing_of_the_names_above_it(heading):
    text = f"Patuh Utama\n1. Kota Tarakan\n2. Kota Bontang{heading}\n1. Kab. Nunukan"

    found = understand(lines_of_text(text), places=PLACES, regencies=ROUNDS[2025], categories=PATUH)

    titles = [("6571", "utama"), ("6474", "utama"), ("6503", "tak_patuh")]
    assert [(entry.code, entry.category) for entry in found.of("claim")] == titles
    assert found.of("unsettled") == []


@pytest.mark.parametrize("years", ["2024 dan 2025", "2024-2025", "2023 s.d. 2025", "2024, 2025", "2024 dan tahun 2025"])
def test_names_of_several_years_together_are_one_question(years):
    heading = f"Daftar Kabupaten/Kota Peduli HAM {years}"

    assert claims(f"{heading}\n1. Kab. Paser\n2. Kota Bontang") == []
    assert [question[0] for question in asked(f"{heading}\n1. Kab. Paser\n2. Kota Bontang")] == [heading]
