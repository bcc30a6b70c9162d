"""A plan says which reports to run; what is wrong in it is said at once, with file, line and key."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.calls import Call, CallError
from kkpham_analysis.reports.plans import plan_file, read_plan

PLANS = Path(__file__).parents[2] / "reports" / "plans"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "plan.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


KNOWN = SimpleNamespace(rounds=[2022, 2023], places=lambda level, word, award_year: ["64"])


def said_of(folder: Path, text: str | bytes, language: str = "en") -> list[str]:
    with pytest.raises(CallError) as refused:
        read_plan(written(folder, text))
    return refused.value.sentences(Words(language))


def test_the_first_plan_is_the_country_and_two_provinces():
    calls = read_plan(plan_file("first", PLANS))
    assert [(call.notebook, dict(call.parameters), call.language) for call in calls] == [
        ("award_summary", {"award_year": 2023}, "id"),
        ("province_report", {"award_year": 2023, "province": "kaltim"}, "id"),
        ("province_report", {"award_year": 2023, "province": "kaltara"}, "id"),
    ]


def test_lists_under_each_are_multiplied_and_others_stay_whole(tmp_path):
    text = """
- notebook: trends
  parameters: {provinces: [kaltim, "65"], with_map: true, threshold: 0.5}
  each: {award_year: [2022, 2023], language: [id, en]}
"""
    same = {"provinces": ["kaltim", "65"], "with_map": True, "threshold": 0.5}
    assert read_plan(written(tmp_path, text)) == [
        Call("trends", {**same, "award_year": award_year}, language, ("plan.yaml", 2))
        for award_year, language in [(2022, "id"), (2022, "en"), (2023, "id"), (2023, "en")]
    ]


def test_the_forms_of_a_report_are_named_once_each_and_checked(tmp_path):
    calls = read_plan(written(tmp_path, "- {notebook: trends, to: [pdf, html, pdf]}\n- {notebook: trends, to: docx}\n"))
    assert [call.forms for call in calls] == [("pdf", "html"), ("docx",)]
    assert said_of(tmp_path, "- notebook: trends\n  to: [html, doc]") == [
        "plan.yaml, line 2, key 'to': form 'doc' is not known; there are: html, pdf, docx, xlsx, pptx"
    ]


def test_all_faults_are_said_at_once_with_file_line_and_key(tmp_path):
    text = """
- notebok: trends
- notebook: trends
  parameters:
    award_year: 2023-12-19
    award_year: 2022
    rule: ">60%"
  each:
    province: kaltim
    rule: []
- 12
- notebook: trends
  parameters: {a: 1, b: {c: 2}}
  each: {a: [1]}
- notebook: trends
  each: [kaltim]
- notebook: 64
"""
    assert said_of(tmp_path, text) == [
        "plan.yaml, line 2: key 'notebok' is not known (did you mean 'notebook'?); "
        "there are: notebook, parameters, each, to",
        "plan.yaml, line 2: key 'notebook' is missing; write '- notebook: name'",
        "plan.yaml, line 5: key 'award_year' must be text, a number, true, false, or a list of these",
        "plan.yaml, line 6: key 'award_year' is written twice; leave one out",
        "plan.yaml, line 9: key 'province' under each must be a list that is not empty, such as [kaltim, kaltara]",
        "plan.yaml, line 10: key 'rule' under each must be a list that is not empty, such as [kaltim, kaltara]",
        "plan.yaml, line 10: key 'rule' is both in parameters and in each; leave one out",
        "plan.yaml, line 11: must be a report with the keys notebook, parameters, each, to",
        "plan.yaml, line 13: key 'b' must be text, a number, true, false, or a list of these",
        "plan.yaml, line 14: key 'a' is both in parameters and in each; leave one out",
        "plan.yaml, line 16: key 'each' must hold names and values, a line for each",
        "plan.yaml, line 17: key 'notebook' must be text",
    ]


@pytest.mark.parametrize(
    ("key", "example"),
    [("award_year", "2023, 2024"), ("year", "2023, 2024"), ("language", "id, en"), ("regency", "kaltim, kaltara")],
)
def test_one_value_under_each_is_answered_by_a_list_such_as_the_key_takes(tmp_path, key, example):
    assert said_of(tmp_path, f"- notebook: trends\n  each: {{{key}: 2024}}") == [
        f"plan.yaml, line 2: key '{key}' under each must be a list that is not empty, such as [{example}]"
    ]


def test_a_call_knows_the_line_of_each_key_and_of_each_value_of_a_list(tmp_path):
    text = """
- notebook: trends
  parameters:
    level: verified
  each:
    province:
      - kaltim
      - "64"
    language: [id, en]
    award_year: 2022..2023
"""
    calls = read_plan(written(tmp_path, text), KNOWN)
    assert [dict(call.lines) for call in calls[::6]] == [
        {"notebook": 2, "level": 4, "award_year": 10, "province": 7, "language": 9},
        {"notebook": 2, "level": 4, "award_year": 10, "province": 8, "language": 9},
    ]


@pytest.mark.parametrize(
    ("forms", "line", "form"),
    [("\n  - html\n  - doc", 4, "doc"), ("[html, odt]", 2, "odt"), ("html, pdf", 2, "html, pdf")],
    ids=["a list on several lines", "a list", "a text with a comma"],
)
def test_a_form_that_is_not_known_is_named_with_its_own_line_and_the_key(tmp_path, forms, line, form):
    assert said_of(tmp_path, f"- notebook: trends\n  to: {forms}") == [
        f"plan.yaml, line {line}, key 'to': form '{form}' is not known; there are: html, pdf, docx, xlsx, pptx"
    ]


def test_the_item_with_which_reports_become_too_many_is_named_by_its_notebook_where_it_multiplies_nothing(tmp_path):
    text = "- notebook: a\n  each: {b: 1..10000}\n- parameters: {c: 1}\n  notebook: a\n"
    assert said_of(tmp_path, text) == [
        "plan.yaml, line 4, key 'notebook': asks for 10001 reports, more than 10000; split it into several files"
    ]


BOMB = "a: &a [x]\n" + "\n".join(f"b{i}: &b{i} [*a, *a]" for i in range(20))
MANY = "- notebook: a\n  each: {a: &l [1], b: [1], c: [1]}".replace("&l ", "").replace("[1]", f"{list(range(100))}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "plan.yaml: must be a list of reports, each beginning with '- notebook: …'"),
        ("notebook: a", "plan.yaml, line 1: must be a list of reports, each beginning with '- notebook: …'"),
        ("[]", "plan.yaml, line 1: must be a list of reports, each beginning with '- notebook: …'"),
        ("- a: 1\n  b: *c", "plan.yaml, line 2: uses an anchor or alias of YAML (& or *); write the value itself"),
        (BOMB, "plan.yaml, line 1: uses an anchor or alias of YAML (& or *); write the value itself"),
        ("[" * 50_000, "plan.yaml, line 1: is nested too deeply;"),
        ("- a\n" * 50_000, "plan.yaml: is larger than 100 kB; a plan is a short list, split it into several files"),
        (b"- notebook: \xff", "plan.yaml: cannot be read as UTF-8 text; save it again as UTF-8"),
        ("- notebook: a\x00", "plan.yaml: is not well-formed YAML ("),
        ("- notebook: a\n b: c", "plan.yaml, line 2: is not well-formed YAML ("),
        ("- notebook: a\n---\n- notebook: b", "plan.yaml, line 2: is not well-formed YAML ("),
        ("- notebook: a\n  parameters: {b: !!python/name:os.system }", "plan.yaml, line 2: key 'b' must be text"),
        (f"- notebook: a\n  parameters: {{b: {'9' * 5000}}}", "plan.yaml, line 2: key 'b' must be text"),
        (MANY, "plan.yaml, line 2, key 'each': asks for 1000000 reports, more than 10000; split it into several files"),
    ],
    ids=[
        "empty",
        "no list",
        "empty list",
        "alias",
        "bomb",
        "deep",
        "huge",
        "not UTF-8",
        "NUL",
        "indentation",
        "two documents",
        "code",
        "number of thousands of digits",
        "too many reports",
    ],
)
def test_a_file_that_is_no_plan_is_refused_with_a_sentence(tmp_path, text, said):
    [sentence] = said_of(tmp_path, text)
    assert sentence.startswith(said)


def test_a_plan_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    written(tmp_path, "- notebook: a")
    with pytest.raises(
        CallError, match=r"tidak ada rencana laporan 'plam' \(mungkin maksudnya 'plan'\); yang ada: plan"
    ):
        plan_file("plam", tmp_path)


def test_a_plan_goes_by_its_name_or_its_path(tmp_path):
    path = written(tmp_path, "- notebook: a")
    assert plan_file("plan", tmp_path) == path
    assert plan_file(str(path), PLANS) == path


def test_a_folder_is_no_plan(tmp_path):
    with pytest.raises(CallError, match="tidak dapat dibaca"):
        read_plan(tmp_path)


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [
        (
            "- notebook: a\n b: c\n",
            "plan.yaml, baris 2: bukan YAML yang benar (kolom 2); periksa indentasi, titik dua, tanda kurung, dan "
            "tanda kutip di baris itu dan di atasnya",
            "plan.yaml, line 2: is not well-formed YAML (column 2); look at the indentation, colons, brackets and "
            "quotes of that line and above it",
        ),
        (
            "- notebook: a\n- b\x07\n",
            "plan.yaml: bukan YAML yang benar (karakter U+0007 di baris 2); hapus karakter itu",
            "plan.yaml: is not well-formed YAML (character U+0007 in line 2); remove that character",
        ),
    ],
    ids=["indentation", "character"],
)
def test_what_is_no_yaml_is_said_with_its_place_in_the_words_of_the_reader(tmp_path, text, indonesian, english):
    assert (said_of(tmp_path, text, "id"), said_of(tmp_path, text, "en")) == ([indonesian], [english])
