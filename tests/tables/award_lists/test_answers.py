"""The names that a list leaves open: asked in a table that opens safely, and read back as they were filled in."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.test_understanding import CATEGORIES, read

from kkpham_analysis.language import Words
from kkpham_analysis.tables.award_lists.answers import AnswersError, by_question, questions, read_answers
from kkpham_analysis.tables.award_lists.entries import KEEP, text_key
from kkpham_analysis.tables.award_lists.layout.lines import cleaned
from kkpham_analysis.tables.award_lists.meaning.words import Titles
from kkpham_analysis.tables.award_lists.understanding import Answer, Entry
from kkpham_analysis.tables.places.gazetteer import Gazetteer
from kkpham_analysis.tables.places.resolving import place_keys

PLACES = Gazetteer(
    place_keys(
        pd.DataFrame({"province_code": ["32"], "name_id": ["Jawa Barat"], "name_en": ["West Java"]}),
        pd.DataFrame({"regency_code": ["3201", "3271"], "province_code": "32", "type": ["kabupaten", "kota"],
                      "name": "Bogor", "full_name": ["Kabupaten Bogor", "Kota Bogor"]}),
        pd.DataFrame({"alias": ["Jabar"], "code": ["32"], "kind": ["abbreviation"]}),
        pd.DataFrame({"regency_code": ["3201", "3271"], "bps_code_2020": ["3201", "3271"]}),
    )
)  # fmt: skip
BOGOR = (("3201", "Kabupaten Bogor", "Jawa Barat"), ("3271", "Kota Bogor", "Jawa Barat"))
OPEN = [
    Entry(2, "Bogor", "unsettled", "ambiguous", candidates=BOGOR),
    Entry(4, "=cmd|'/C calc'!A0", "unsettled", "unknown"),
    Entry(5, "BOGOR", "unsettled", "ambiguous", candidates=BOGOR),
]


def answered(tmp_path, text):
    file = tmp_path / "answers.csv"
    file.write_text(text, encoding="utf-8")
    return read_answers(file, PLACES, ["peduli"])


def test_each_text_is_asked_once_and_none_is_computed_by_a_spreadsheet():
    assert questions(OPEN) == (
        "text,code,category,line,candidates\n"
        "Bogor,,,2,3201 Kabupaten Bogor (Jawa Barat); 3271 Kota Bogor (Jawa Barat)\n"
        "'=cmd|'/C calc'!A0,,,4,\n"
    )


def test_what_was_filled_in_is_read_back(tmp_path):
    rows = list(csv.reader(questions(OPEN).splitlines()))
    rows[1][1:3], rows[2][1] = ["3271", "peduli"], "lewati"
    file = tmp_path / "answers.csv"
    with file.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened, delimiter=";").writerows(rows)

    assert read_answers(file, PLACES, ["peduli"]) == {
        "bogor": Answer("3271", "peduli"),
        "=cmd|'/c calc'!a0": Answer(""),
    }


def filled(tmp_path, text, answer, *, delimiter=","):
    """Answer all questions alike, and save them as a spreadsheet does."""
    file = tmp_path / "answers.csv"
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    with file.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened, delimiter=delimiter).writerows([header, *([row[0], answer, *row[2:]] for row in rows)])
    return read_answers(file, PLACES, ["peduli"])


@examples(300)
@given(
    texts=st.lists(
        st.text("\"'“”;,|=+-@\t\n\r aB1.¹", min_size=1, max_size=12)
        .map(lambda text: cleaned(f"{text}k"))
        .filter(lambda text: text != "k"),
        min_size=1,
        max_size=5,
    ),
    delimiter=st.sampled_from(",;"),
)
def test_every_text_that_is_asked_is_found_again_in_the_answers(tmp_path_factory, texts, delimiter):
    entries = [Entry(line, text, "unsettled", "unknown", candidates=BOGOR) for line, text in enumerate(texts, 1)]

    answers = filled(tmp_path_factory.mktemp("answers"), questions(entries), "skip", delimiter=delimiter)

    assert answers == {text_key(entry.text): Answer("") for entry in by_question(entries)}


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize(
    "text",
    [
        '"Sementara itu, Kota Bontang; dan Kabupaten Berau belum meraih predikat itu," ujarnya.',
        "'=Kota Bontang gagal",
        '=Kota Bontang "gagal" meraih predikat',
    ],
)
def test_a_quotation_is_settled_by_the_answer_to_its_question(tmp_path, text, delimiter):
    answers = filled(tmp_path, questions(read(text).of("unsettled")), "lewati", delimiter=delimiter)

    assert read(text, answers=answers).of("unsettled") == []


def test_a_quotation_may_be_answered_without_its_marks(tmp_path):
    text = '"Sementara itu Kota Bontang belum meraih predikat'
    answers = answered(tmp_path, 'text,code\n"Sementara itu Kota Bontang belum meraih predikat",lewati\n')

    assert read(text, answers=answers).of("unsettled") == []


def test_headings_words_and_titles_are_those_of_either_language(tmp_path):
    file = tmp_path / "jawaban.csv"
    header = questions(OPEN, Words("id")).splitlines()[0]
    rows = ["Bogor,Kota Bogor,Cukup Peduli HAM,2,", "Berau,pakai,tidak mendapat penghargaan,3,", "X,lewati,,4,"]
    file.write_text("\n".join([header, *rows]), encoding="utf-8-sig")

    assert header == "teks,kode,predikat,baris,kemungkinan"
    assert read_answers(file, PLACES, CATEGORIES["category"], Titles(CATEGORIES)) == {
        "bogor": Answer("3271", "cukup_peduli"),
        "berau": Answer(KEEP, "not_awarded"),
        "x": Answer(""),
    }


def test_a_code_may_be_a_name_and_an_empty_one_is_no_answer(tmp_path):
    assert answered(tmp_path, "text,code\nX,Kota Bogor\nY,\nZ,Jabar\n") == {"x": Answer("3271"), "z": Answer("32")}


def test_rows_of_one_text_count_each_for_the_name_in_it_that_it_answers(tmp_path):
    assert answered(tmp_path, "text,code\nKab. Bogor Kota Bogor,3201\nKab. Bogor Kota Bogor,3271\n") == {
        "kab. bogor kota bogor": Answer("3201"), "kota bogor": Answer("3271"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("text,code\nKab. Bogor Kota Bogor,3201\nKab. Bogor Kota Bogor,3271\nKota Bogor,lewati\n", "twice"),
        ("text,code\nBogor,3271\nBogor,3201\n", "twice"),
        ("text,code\nKab. Bogor Kota Bogor,3201\nKab. Bogor Kota Bogor,lewati\n", "twice"),
        ("name,code\nX,3271\n", "columns"),
        ("text,code\nX,9999\n", "code"),
        ("text,code\nX,Bogor\n", "code"),
        ("text,code,category\nX,3271,best\n", "category"),
        ("text,code\nX,3271\nx,3201\n", "twice"),
    ],
)
def test_answers_that_cannot_be_used_are_refused(tmp_path, text, key):
    with pytest.raises(AnswersError) as refused:
        answered(tmp_path, text)

    assert refused.value.key == key
