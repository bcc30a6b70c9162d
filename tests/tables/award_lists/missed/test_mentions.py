"""Names in sentences of a list: each is a claim or a question, and none gives its title to the lines below."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.test_understanding import CATEGORIES, PLACES, REGENCIES, ROUNDS, claims, read

from kkpham_analysis.tables.award_lists.answers import by_question
from kkpham_analysis.tables.award_lists.entries import KEEP, text_key
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.words import Titles
from kkpham_analysis.tables.award_lists.understanding import Answer

KNOWN = Names(PLACES, ROUNDS[2025], Titles(CATEGORIES))
# With its kind, and without it where it can then be nothing else than a regency.
WRITTEN = {
    name: code
    for code, bare, full in REGENCIES[["regency_code", "name", "full_name"]].itertuples(index=False)
    for name in (bare, full)
    if set(KNOWN.regencies(name)) >= {code} and not KNOWN.province(name, is_said=True)
}
FRAMES = [
    "{n} meraih penghargaan Peduli HAM.", "{n} memperoleh predikat Cukup Peduli HAM.",
    "{n} meraih predikat Peduli HAM.", "Adapun {n} memperoleh predikat Cukup Peduli HAM.",
    "Penghargaan Peduli HAM tahun ini diraih {n}.",
    "Sementara itu, {n} ikut menerima penghargaan dari Kementerian HAM.", "Selamat kepada {n} atas penghargaan ini!",
    "Predikat Peduli HAM juga disandang oleh {n}, Rabu (10/12/2025).", "{n} kini berpredikat Peduli HAM",
    "JAKARTA - Tahun ini {n} masuk dalam jajaran daerah Peduli HAM.", "Pemerintah {n} mendapat predikat Peduli HAM.",
    "Kementerian HAM memberikan predikat Peduli HAM kepada {n}.", "Menurut laporan itu {n} sudah sangat baik.",
]  # fmt: skip


def asked_about(entries):
    return {code for entry in entries for code, _, _ in entry.candidates}


def listed(names):
    """Names as a sentence lists them.

    >>> listed(["a", "b", "c"])
    'a, b, dan c'
    """
    *first, last = names
    return ", ".join(first) + {0: "", 1: " dan "}.get(len(first), ", dan ") + last


@examples(100)
@given(
    frame=st.sampled_from(FRAMES),
    names=st.lists(st.sampled_from(sorted(WRITTEN)), min_size=1, max_size=3, unique_by=WRITTEN.get),
    above=st.sampled_from(["", "Kota Samarinda\n"]),
)
def test_each_name_of_a_sentence_is_a_claim_or_a_question(frame, names, above):
    understood = read(above + frame.format(n=listed(names)) + "\nKota Bontang")

    found = {entry.code for entry in understood.of("claim")} | asked_about(understood.of("unsettled"))
    assert {WRITTEN[name] for name in names} <= found


@pytest.mark.parametrize(
    ("text", "left", "questions"),
    [
        (
            "Kota Samarinda\nAdapun Kutai Timur dan Kutai Barat memperoleh predikat Cukup Peduli HAM.\nKota Bontang",
            [("6472", "peduli"), ("6474", "peduli")],
            [("Adapun Kutai Timur dan Kutai Barat memperoleh predikat Cukup Peduli HAM.", ["6407", "6408"])],
        ),
        (
            "Kutai Timur, Kutai Barat, dan Paser memperoleh predikat Cukup Peduli HAM.",
            [],
            [("Kutai Timur, Kutai Barat, dan Paser memperoleh predikat Cukup Peduli HAM.", ["6401", "6407", "6408"])],
        ),
        (
            "SAMARINDA - Paser meraih penghargaan Peduli HAM.\nSamarinda, 10 Desember 2025",
            [],
            [("SAMARINDA - Paser meraih penghargaan Peduli HAM.", ["6401"])],
        ),
        ("Kabupaten Paser dan Kabupaten Berau memperoleh predikat Cukup Peduli HAM.",
         [("6401", "cukup_peduli"), ("6403", "cukup_peduli")], []),
    ],
    ids=["a sentence among names", "bare names", "datelines", "names with their kind"],
)  # fmt: skip
def test_names_of_a_sentence_are_asked_about_once_with_the_sentence(text, left, questions):
    understood = read(text)

    asked = [
        (entry.text, sorted(code for code, _, _ in entry.candidates))
        for entry in by_question(understood.of("unsettled"))
    ]
    assert (claims(text), asked) == (left, questions)


SENTENCE = "Adapun Kutai Timur dan Kutai Barat memperoleh predikat Cukup Peduli HAM."


@pytest.mark.parametrize(
    ("answers", "found", "left"),
    [
        ({SENTENCE: Answer(KEEP)}, [("6407", "cukup_peduli"), ("6408", "cukup_peduli")], set()),
        ({SENTENCE: Answer(KEEP, "peduli")}, [("6407", "peduli"), ("6408", "peduli")], set()),
        ({SENTENCE: Answer("")}, [], set()),
        ({"Kutai Timur": Answer("6408")}, [("6408", "cukup_peduli")], {"6407"}),
    ],
    ids=["kept", "kept with another title", "left out", "one name"],
)
def test_an_answer_for_a_sentence_is_one_for_its_names_and_their_title_is_its_own(answers, found, left):
    understood = read(SENTENCE, answers={text.casefold(): answer for text, answer in answers.items()})

    assert sorted((entry.code, entry.category) for entry in understood.of("claim")) == found
    assert (asked_about(understood.of("unsettled")), understood.remarks) == (left, ())


def test_of_a_sentence_with_two_titles_each_answer_gives_its_own():
    text = "Kutai Timur meraih predikat Peduli HAM dan Paser meraih predikat Cukup Peduli HAM."

    assert claims(text, answers={text.casefold(): Answer(KEEP)}) == []
    assert claims(text, answers={"paser": Answer("6401", "cukup_peduli"), "kutai timur": Answer("6408")}) == [
        ("6401", "cukup_peduli")
    ]


def test_a_heading_that_ends_with_a_colon_gives_its_title_whatever_its_verb():
    assert claims("Daerah yang meraih predikat Cukup Peduli HAM:\n1. Kab. Paser") == [("6401", "cukup_peduli")]


@pytest.mark.parametrize(
    "line",
    ["Ditetapkan di Samarinda", "Wali Kota Samarinda hadir bersama rombongan.", "Samarinda, 10 Desember 2025"],
)
def test_the_place_of_a_signature_and_a_person_are_no_question(line):
    assert asked_about(read(f"Kota Bontang\n{line}").of("unsettled")) == set()


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (Answer(KEEP, "not_awarded"), [("6403", "not_awarded")]),
        (Answer(KEEP), [("6403", "peduli")]),
        (Answer("6403", "not_awarded"), [("6403", "not_awarded")]),
        (Answer(""), []),
    ],
)
def test_the_answer_to_a_sentence_of_one_name_is_one_for_that_name_alone(answer, found):
    sentence = "Kabupaten Berau belum meraih predikat tersebut."

    understood = read(f"{sentence}\nKab. Paser", answers={sentence.casefold(): answer})

    assert ([(entry.code, entry.category) for entry in understood.of("claim")], understood.remarks) == (
        [*found, ("6401", "peduli")], (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "answers", "key"),
    [
        ("Bogr", {"bogr": Answer(KEEP)}, "answer_keep"),
        (
            "Kota Tarakan meraih penghargaan. Daerah yang gagal: Kab. Berau, Kota Bontang.",
            {"daerah yang gagal: kab. berau, kota bontang.": Answer("6403")},
            "answer_open",
        ),
        ("Kab. Berau", {"berau": Answer(KEEP)}, "answer_spare"),
        ("Kab. Berau", {"kab. paser": Answer("6401")}, "answer_unused"),
    ],
)
def test_why_an_answer_was_of_no_use_is_said_as_it_is(text, answers, key):
    assert [remark.key for remark in read(text, answers=answers).remarks] == [key]


def test_who_is_named_among_other_words_is_not_unknown():
    assert [entry.reason for entry in read("Samarinda-Penerima").of("unsettled")] == ["mentions"]


def asked(text):
    """Give the name and the title of each question, and what it may be."""
    return [
        (entry.text, entry.category, [code for code, _, _ in entry.candidates]) for entry in read(text).of("unsettled")
    ]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Wali Kota Samarinda meraih penghargaan Peduli HAM.", [("Kota Samarinda", "", ["6472"])]),
        ("Wali Kota Samarinda menerima predikat itu.", [("Kota Samarinda", "", ["6472"])]),
        ("Wali Kota Samarinda hadir dalam acara itu.", []),
    ],
)
def test_a_place_in_an_office_is_passed_over_only_where_no_title_is_told(text, questions):
    assert asked(text) == questions


def test_who_is_listed_already_is_asked_about_again_where_another_title_is_told():
    told = "Sementara itu predikat Cukup Peduli HAM ikut diterima pula oleh Pemerintah Kota Samarinda tersebut."
    assert asked(f"1. Kota Samarinda\n{told}") == [("Pemerintah Kota Samarinda", "", ["6472"])]


NAMED = "Daerah itu adalah Kukar, Bogor, PPU, dan Bontang"
REPORT = f"{NAMED}. Sementara Kota Tarakan belum memenuhi syarat."
DENIED = ("Sementara Kota Tarakan belum memenuhi syarat.", "denied", ("6571",))


def open_questions(**answers):
    found = read(REPORT, answers=answers.get("answers")).of("unsettled")
    return [(each.text, each.reason, tuple(code for code, _, _ in each.candidates)) for each in by_question(found)]


def test_names_of_a_sentence_that_fit_one_regency_are_one_question_and_those_that_fit_two_are_asked_by_themselves():
    assert open_questions() == [
        (NAMED, "in_prose", ("6402", "6409", "6474")), ("Bogor", "in_prose", ("3201", "3271")), DENIED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "taken"),
    [
        ({NAMED: Answer(KEEP)}, ["6402", "6409", "6474"]),
        ({NAMED: Answer("")}, []),
        ({NAMED: Answer(KEEP), "PPU": Answer("")}, ["6402", "6474"]),
    ],
    ids=["all", "none", "all but one"],
)
def test_an_answer_to_the_sentence_settles_the_names_that_fit_one_regency_alone(answers, taken):
    answers = {text_key(text): answer for text, answer in answers.items()}

    assert claims(REPORT, answers=answers) == [(code, "peduli") for code in taken]
    assert open_questions(answers=answers) == [("Bogor", "in_prose", ("3201", "3271")), DENIED]


def test_what_a_heading_denies_is_asked_before_the_sentence_below_it():
    text = f"Yang belum meraih penghargaan:\n{NAMED}. Kota Tarakan hadir."
    answers = {text_key(NAMED): Answer(KEEP)}

    assert claims(text, answers=answers) == []
    assert by_question(read(text, answers=answers).of("unsettled"))[0].reason == "denied"
