"""`kkpham awards add` and `remove`: what is shown, asked, refused and written."""

import json

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports import list_additions
from kkpham_analysis.reports.answers import FaultyDataError
from kkpham_analysis.reports.calls import CallError
from kkpham_analysis.reports.list_additions import ListRequest, add_answer, remove_answer
from kkpham_analysis.reports.list_sayings import Round, Telling
from kkpham_analysis.tables.award_lists.additions import ListSource
from kkpham_analysis.tables.award_lists.entries import Entry

ENGLISH = Words("en")
PAGE = ListSource("ministry", "", "Kementerian", "https://example.org/2025", "2025-12-10")
TEXT = "PROVINSI KALIMANTAN TIMUR\n1. Kab. Paser\n2. Kota Kutai\n"


@pytest.fixture
def facts(data, monkeypatch):
    """A small data folder of its own, and what its files of awards hold."""
    monkeypatch.setenv("KKPHAM_DATA", str(data))
    folder = data / "raw" / "awards"
    return lambda: {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture
def add(facts, tmp_path):
    def call(text=TEXT, *, agree=lambda question: True, page=PAGE, award_year=2025, language="en", **more):
        file = tmp_path / "list.txt"
        file.write_text(text, encoding="utf-8")
        request = ListRequest(str(file), award_year, page, **more)
        said = []
        answer = add_answer(request, Words(language), tell=said.append, agree=agree)
        return answer, said

    return call


def refused(call, *arguments, **more):
    with pytest.raises(CallError) as error:
        call(*arguments, **more)
    return "\n".join(error.value.sentences(ENGLISH))


def test_a_score_below_the_limit_of_the_round_is_a_question(add, facts):
    answer, _ = add("1. Kab. Paser (75)\n2. Kota Kutai = 74,5\n", award_year=2023)

    assert answer.faults[0] == (
        "line 2: '2. Kota Kutai = 74,5': its score (74.5) is below what the title asks for; answer 'keep' if the "
        "title is right all the same; perhaps: 6471 Kota Kutai (East Kalimantan)."
    )


def test_a_page_is_not_of_awards_that_are_given_after_it(add, facts):
    before = facts()

    assert refused(add, award_year=2035) == (
        "a page of 2025-12-10 cannot hold awards of 2035, which are given after it; check --year (the year of the "
        "ceremony) and --published"
    )
    assert facts() == before


def test_places_that_are_not_shown_are_counted():
    place = ("6401", "Kabupaten Paser", "Kaltim")
    told = Telling(Round(pd.DataFrame(), pd.DataFrame({"regency_code": [], "full_name": [], "province": []}),
                         pd.DataFrame({"category": [], "label_en": []}), {}), ENGLISH)  # fmt: skip
    places = tuple((str(code), *place[1:]) for code in range(6401, 6408))

    sentence = told.sentence(Entry(1, "Kaltim:", "unsettled", "beside", candidates=places, said="x"))

    assert sentence.endswith("6405 Kabupaten Paser (Kaltim) and 2 more.")


def test_a_heading_of_another_year_is_one_question_that_says_so(add):
    answer, _ = add("TAHUN 2024\n1. Kab. Paser\n2. Kota Kutai\n")

    assert answer.faults[:-1] == [
        "line 1: 'TAHUN 2024': is of 2024, another year than --year; perhaps: 6401 Kabupaten Paser (East Kalimantan), "
        "6471 Kota Kutai (East Kalimantan)."
    ]


def test_what_was_understood_is_shown_before_anything_is_asked_or_written(add, facts):
    before = facts()
    asked = []
    said_before = []

    def agree(question):
        asked.append(question)
        said_before.append(facts() == before)
        return False

    answer, said = add(agree=agree)

    assert (
        "2     1. Kab. Paser              6401 Kabupaten Paser (East Kalimantan)  Cares for human rights  name; "
        "title not written\n"
    ) in said[-4]
    assert "1     PROVINSI KALIMANTAN TIMUR" in said[-4]
    assert said[-1].startswith("Without --title;")
    assert said[-3] == "Understood: 2 claims, 1 skipped, 0 not clear."
    assert said[-2].startswith("The list writes no title for 2 of the names; recorded as Cares for human rights.")
    assert [entry["usual_title"] for entry in answer.record["entries"]] == [False, True, True]
    assert asked == ["Add 2 claims for 2025? [y/n]"]
    assert said_before == [True]
    assert (answer.text, answer.failed, answer.record["written"]) == ("Nothing was written.", False, False)
    assert facts() == before


def test_of_names_with_a_title_it_is_not_said_that_it_is_not_written(add):
    _, said = add("KABUPATEN/KOTA PEDULI HAM\n1. Kab. Paser\n2. Kota Kutai\n", agree=lambda question: False)

    assert said[-2] == "Understood: 2 claims, 1 skipped, 0 not clear."
    assert "written" not in said[-3]


def test_a_list_goes_in_once_and_out_again(add, facts):
    before = facts()

    first, _ = add(complete=True)
    after = facts()
    second, _ = add(complete=True)

    assert first.text.startswith("2 claims on regencies and 1 on provinces for 2025 were added as source A001.")
    assert (first.record["source_id"], first.record["written"]) == ("A001", True)
    assert first.record["complete_provinces"] == ["64"]
    assert b"2025,64,complete_list,1,stated,A001,\n" in after["province_claims.csv"]
    assert b"awarded_regencies,2,stated,A001" not in after["province_claims.csv"]
    assert second.text == "This list is there already as source A001; nothing has changed."
    assert second.record["written"] is False
    assert facts() == after
    removed = remove_answer("A001", ENGLISH, tell=lambda line: None)
    assert removed.text == "Source A001 was taken out with 2 claims on regencies and 1 on provinces."
    assert facts() == before


def test_a_number_that_the_list_states_is_shown_and_written_with_its_sentence(add, facts):
    _, said = add("Sebanyak 3 kabupaten/kota di Kalimantan Timur meraih penghargaan.\n" + TEXT)

    assert "Note line 1: it says 3 regencies in East Kalimantan, but 2 were understood there." in said
    assert "Number that the list states, recorded with it: East Kalimantan 3." in said
    row = "2025,64,awarded_regencies,3,stated,A001,“Sebanyak 3 kabupaten/kota di Kalimantan Timur"
    assert row in facts()["province_claims.csv"].decode()


def test_a_page_without_title_and_date_is_shown_as_such_and_gets_no_title_that_it_does_not_have(add, facts):
    _, said = add(page=ListSource("ministry", "", "Kementerian", "https://example.org/2025/"), award_year=2024)

    assert said[-2:] == [
        "Without --title; recorded in place of the page's title: Kementerian (example.org/2025).",
        "Without --published; the page is recorded without a date.",
    ]
    row = b"A001,ministry,Kementerian (example.org/2025),Kementerian,https://example.org/2025/,,id\n"
    assert row in facts()["sources.csv"]


def test_questions_are_written_where_the_folder_is_not_there_yet(add, tmp_path):
    questions = tmp_path / "missing" / "questions.csv"

    answer, _ = add("Daerah yang gagal: Kab. Paser, Kota Kutai.\n", questions=questions)

    assert answer.text == "2 names are not clear; nothing was written."
    assert answer.faults[0] == (
        "line 1: 'Daerah yang gagal: Kab. Paser, Kota Kutai.': words that deny (gagal); perhaps: 6401 Kabupaten "
        "Paser (East Kalimantan), 6471 Kota Kutai (East Kalimantan)."
    )
    assert [entry["question"] for entry in answer.record["entries"]] == [
        None,
        *["Daerah yang gagal: Kab. Paser, Kota Kutai."] * 2,
    ]
    assert [entry["questions"] for entry in answer.record["entries"]] == [
        [],
        *[["Daerah yang gagal: Kab. Paser, Kota Kutai."]] * 2,
    ]
    filled = pd.read_csv(questions, dtype="str").assign(code="pakai", category="participated")
    filled.to_csv(questions, index=False)
    answer, _ = add("Daerah yang gagal: Kab. Paser, Kota Kutai.\n", answers=questions)
    assert [(entry["regency_code"], entry["category"]) for entry in answer.record["entries"]][1:] == [
        ("6401", "participated"), ("6471", "participated")
    ]  # fmt: skip


def test_the_record_says_what_became_of_every_line(add):
    answer, _ = add("Bul\nKota Tarakan\n1. Kab. Malinoo\n")

    assert answer.failed
    known = ("line", "status", "reason", "regency_code", "regency", "province", "category")
    rows = [tuple(entry[name] for name in known) for entry in json.loads(answer.json())["entries"]]
    assert rows == [
        (1, "claim", "name", "6501", "Kabupaten Bulungan", "North Kalimantan", "peduli"),
        (2, "claim", "name", "6571", "Kota Tarakan", "North Kalimantan", "peduli"),
        (3, "unsettled", "unknown", None, None, None, None),
    ]
    assert answer.record["entries"][2]["candidates"] == [
        {"code": "6502", "name": "Kabupaten Malinau", "province": "North Kalimantan"}
    ]
    assert {name: answer.record[name] for name in ("claims", "skipped", "unsettled", "written")} == {
        "claims": 2, "skipped": 0, "unsettled": 1, "written": False
    }  # fmt: skip


def test_names_that_are_not_clear_stop_the_list_all_at_once_and_can_be_answered(add, facts, tmp_path):
    before = facts()
    text = "Kutai\n1. Kab. Malinoo\n"
    questions = tmp_path / "questions.csv"

    answer, _ = add(text, questions=questions)

    assert answer.text == "2 names are not clear; nothing was written."
    assert answer.faults[:2] == [
        "line 1: 'Kutai': may mean more than one; perhaps: 6402 Kabupaten Kutai (East Kalimantan), "
        "6471 Kota Kutai (East Kalimantan).",
        "line 2: '1. Kab. Malinoo': name not known; perhaps: 6502 Kabupaten Malinau (North Kalimantan).",
    ]
    assert facts() == before
    assert "is there already" in refused(add, text, questions=questions)
    filled = pd.read_csv(questions, dtype="str").assign(code=["6471", "skip"])
    filled.to_csv(questions, index=False)
    answer, _ = add(text, answers=questions)
    assert answer.record["written"] is True
    assert "2025,6471,peduli,,stated,A001,“Kutai”\n" in facts()["award_claims.csv"].decode()


def test_the_same_page_with_other_content_says_what_would_change(add, facts):
    add()
    after = facts()

    said = refused(add, "Kab. Paser\nKota Tarakan\n")

    assert said == (
        "this page is there already for 2025 as source A001, with other content (1 more: Kota Tarakan, 1 fewer: Kota "
        "Kutai); take it out with kkpham awards remove --source A001 first, then add it again"
    )
    assert facts() == after
    assert add("Kab. Paser\n", award_year=2024)[0].record["source_id"] == "A002"


def test_a_page_that_was_collected_is_not_counted_a_second_time(add, facts):
    before = facts()
    page = ListSource("ministry", "", "Kementerian", "https://example.org/1")

    assert "as source K1, which was collected in another way" in refused(add, page=page, award_year=2023)
    assert facts() == before


def test_without_a_terminal_or_leave_nothing_is_written(add, facts):
    before = facts()

    assert "add --yes" in refused(add, agree=None)
    assert add(agree=None, dry_run=True)[0].text == "2 claims would be added; nothing was written."
    assert facts() == before


@pytest.mark.parametrize(
    ("page", "more", "said"),
    [
        ({"kind": "blog"}, {}, "kind of source 'blog' is not known; choose: regulation, ministry, government, news"),
        ({"publisher": " "}, {}, "publisher ' ' must be one line"),
        ({"url": "example.org"}, {}, "address 'example.org' does not begin with https://"),
        ({"url": "../../etc/passwd"}, {}, "does not begin with https://"),
        ({"published_on": "10-12-2025"}, {}, "date '10-12-2025' is not understood"),
        ({"title": "a\nb"}, {}, "must be one line of text"),
        ({}, {"category": "best"}, "title 'best' is not known; there are: peduli, cukup_peduli, participated"),
        ({}, {"award_year": 1025}, "year '1025' is no round"),
        ({}, {"text": "Selamat pagi\n"}, "not one regency was understood"),
        ({}, {"text": "Kab. Paser\n" * 20_001}, "is too long for a list of awards"),
    ],
)
def test_what_cannot_be_is_refused_with_what_would_be_right(add, facts, page, more, said):
    before = facts()

    assert said in refused(add, page=ListSource(**{**vars(PAGE), **page}), **more)
    assert facts() == before


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_year_without_a_round_is_refused_once_before_the_list_is_read(add, facts, dry_run):
    before = facts()

    assert refused(add, "\0", award_year=2021, dry_run=dry_run) == (
        "no round of awards was held in 2021 (sources: K1); --year is the year of the ceremony, "
        "not of the data assessed"
    )
    assert facts() == before


@pytest.mark.parametrize(
    ("language", "said"), [("id", "Peduli HAM 98,50  nama"), ("en", "Cares for human rights 98.50  name")]
)
def test_a_score_is_shown_with_the_marks_of_the_language(add, language, said):
    _, lines = add("Peduli HAM\nKab/Kota\tNilai\nPaser\t98,50\n", language=language, dry_run=True)

    assert said in lines[0]


def test_a_list_that_a_build_would_refuse_is_not_written(add, facts, monkeypatch):
    before = facts()
    monkeypatch.setattr(list_additions.additions, "next_id", lambda now: "K1")

    with pytest.raises(FaultyDataError, match="K1"):
        add()

    assert facts() == before


def test_only_what_came_as_a_list_and_is_not_cited_is_taken_out(add, facts, data):
    add()
    claims = data / "raw" / "awards" / "award_claims.csv"
    claims.write_text(claims.read_text() + "2024,6401,peduli,,stated,A001,by hand\n")
    after = facts()
    say = {"tell": lambda line: None}

    assert refused(remove_answer, "A009", ENGLISH, **say) == "there is no source 'A009'; added as lists: A001"
    assert "has claims that did not come with it (rounds: 2024, 2025)" in refused(remove_answer, "A001", ENGLISH, **say)
    assert "was not added by kkpham awards add" in refused(remove_answer, "K2", ENGLISH, **say)
    assert "K1 is cited by awards/national_claims.csv, line 2" in refused(
        remove_answer, "K1", ENGLISH, any_source=True, **say
    )
    assert facts() == after


def test_a_source_of_another_kind_goes_when_told_clearly(facts, data):
    before = facts()
    folder = data / "raw" / "awards"
    for name, row in (("sources", "K3,news,Berita,Koran,,,id"), ("award_claims", "2022,6401,peduli,,stated,K3,")):
        file = folder / f"{name}.csv"
        file.write_text(f"{file.read_text()}{row}\n")

    answer = remove_answer("K3", ENGLISH, any_source=True, tell=lambda line: None)

    assert answer.record["removed"] == {"sources": 1, "award_claims": 1, "province_claims": 0}
    assert facts() == before


def test_a_list_that_says_itself_that_it_is_not_whole_is_not_taken_for_complete(add, facts):
    text, before = "1. Kab. Paser\n2. dan lain-lain\n", facts()

    assert refused(add, text, complete=True) == (
        "the list says itself that it does not name them all (line 2: 'dan lain-lain'); run without --complete, or "
        "complete the list"
    )
    assert facts() == before
    answer, said = add(text)
    assert "Note line 2: 'dan lain-lain' says that the list does not name them all." in said
    assert answer.record["written"] is True


@pytest.mark.parametrize(
    "head",
    ["Penghargaan Peduli HAM diberikan kepada 6 dari 10 kabupaten/kota di Kaltim, yakni:",
     "Penerima Peduli HAM\nProvinsi Kalimantan Timur (6)", "Penerima Peduli HAM (6 dari 10)"],
)  # fmt: skip
def test_a_list_that_says_another_number_than_it_names_is_not_taken_for_complete(add, facts, head):
    text, before = f"{head}\n1. Kab. Paser\n2. Kota Kutai", facts()
    line = len(head.splitlines())

    assert refused(add, text, complete=True) == (
        f"the list itself speaks of 6 regencies (line {line}), but 2 were understood; run without --complete, or mend "
        "the list"
    )
    assert facts() == before
    assert add(text)[0].record["written"] is True


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("id", "jawaban di baris 3: 'kab. paser' sudah dijawab lain di baris 2 ('1. paser'); sisakan satu jawaban"),
        ("en", "answer in line 3: 'kab. paser' has another answer already, in line 2 ('1. paser'); keep one"),
    ],
)
def test_two_answers_to_one_name_are_refused_in_words(add, tmp_path, language, sentence):
    answers = tmp_path / "answers.csv"
    answers.write_text("text,code\nPaser,6401\nKab. Paser,skip\n", encoding="utf-8")

    with pytest.raises(CallError) as error:
        add("1. Paser\n2. Kota Kutai\n", language=language, answers=answers)

    assert [*error.value.sentences(Words(language))] == [sentence]


def test_an_answer_that_is_no_word_names_those_that_are(add, tmp_path):
    answers = tmp_path / "answers.csv"
    answers.write_text("text,code\nPaser,use\n", encoding="utf-8")

    said = refused(add, answers=answers)

    assert said.startswith("answer in line 2: 'use' is not known")
    assert said.endswith(
        "(what may stand there: the code or the name of a regency; 'keep' or 'pakai'; 'skip', 'lewati' or '-')"
    )
