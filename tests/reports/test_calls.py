"""A call is checked before a kernel starts, and the files it names stay in their folder."""

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.calls import Call, CallError, CallFault, Typed
from kkpham_analysis.reports.parameters import notebook_parameters, settle
from kkpham_analysis.tables.places.errors import PlaceNotFoundError

from .conftest import NOTEBOOKS, resolve


def test_a_place_by_any_name_becomes_its_code_and_names_the_file(settled, tmp_path):
    report = settled("finding", province="Kaltim", award_year=2022)
    assert report.parameters == {"award_year": 2022, "province_code": "64", "language": "id"}
    assert report.html == tmp_path / "reports/2022/id/finding-kalimantan-timur.html"
    assert report.ipynb == tmp_path / "reports/2022/id/finding-kalimantan-timur.ipynb"
    assert report.places == {"64": "Kalimantan Timur"}
    assert report.label == "2022/id/finding-kalimantan-timur"


def test_what_is_not_given_keeps_the_default(settled):
    assert settled("finding").parameters == {"award_year": 2023, "province_code": "64", "language": "id"}


def test_the_language_reaches_parameters_and_folder(settled, tmp_path):
    report = settled("finding", language="en")
    assert report.parameters["language"] == "en"
    assert report.html.parent == tmp_path / "reports/2023/en"


def test_a_list_is_settled_whole(settled):
    report = settled("lists", provinces=["kaltim", "kaltara"])
    assert report.parameters["provinces"] == ["64", "65"]
    assert report.html.name == "lists-kalimantan-timur-kalimantan-utara.html"
    assert settled("lists").html.name == "lists.html"


def test_a_value_that_is_not_the_default_gets_a_file_of_its_own(settled):
    names = {settled("lists", **given).html.name for given in ({}, {"rule": ">50%"}, {"rule": ">=50%"})}
    assert len(names) == 3


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (">50%", "lists-uji-coba-lebih-50.html"),
        (" > 50 %", "lists-uji-coba-lebih-50.html"),
        (">=50%", "lists-uji-coba-minimal-50.html"),
        (">=62.5% of participants", "lists-uji-coba-minimal-62-5-peserta.html"),
        ("≥ 60 %", "lists.html"),
        ("", "lists.html"),
    ],
)
def test_a_rule_on_trial_is_named_in_the_file_and_that_of_the_round_is_no_trial(tmp_path, rule, name):
    report = settle(
        Call("lists", {"rule": rule}),
        notebooks=NOTEBOOKS,
        out=tmp_path,
        resolver=resolve,
        rounds={2023},
        rule_of=lambda award_year: {2023: ">=60%"}.get(award_year),
    )
    assert report.html.name == name
    assert (report.parameters["rule"] == "") is (name == "lists.html")


def test_a_rule_given_for_a_round_without_one_is_a_trial(settled):
    report = settled("lists", provinces=["kaltim"], rule="> 60%")
    assert report.html.name == "lists-kalimantan-timur-uji-coba-lebih-60.html"
    assert report.parameters["rule"] == ">60%"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"title": "submitted"}, "kinds-title-submitted"),
        ({"threshold": 0.55, "with_map": False, "provinces": ["kaltim"]},
         "kinds-kalimantan-timur-threshold-0-55-with_map-false"),
        ({"title": "Submitted"}, "kinds-2f137e93"),
        ({"title": "sub-mitted", "threshold": 0.5}, "kinds-threshold-0-5-34d8954e"),
        ({"title": "../x"}, "kinds-641d510c"),
        ({"title": "x" * 120}, "kinds-816c78b9"),
        ({"threshold": -0.5}, "kinds-c7e9f234"),
        ({"numbers": [1, 2]}, "kinds-39f76146"),
    ],
    ids=str,
)  # fmt: skip
def test_another_value_is_named_in_the_file_in_words_and_by_a_mark_where_words_could_be_taken_for_others(
    settled, given, name
):
    assert settled("kinds", **given).html.name == f"{name}.html"


def test_a_place_that_nobody_gave_is_told_as_the_default_of_the_notebook(settled):
    assert settled("finding").defaults == {"province_code": "64"}
    assert settled("finding", province="kaltim").defaults == {}
    assert settled("lists").defaults == {}


def test_many_places_make_a_short_name(settled):
    report = settled("lists", provinces=[f"test {number}" for number in range(38)])
    assert len(report.html.name) < 40
    assert report.html.name.startswith("lists-38-")


def test_a_place_listed_twice_is_there_once(settled):
    assert settled("lists", provinces=["kaltim", "64", "kaltara"]).parameters["provinces"] == ["64", "65"]


@pytest.mark.parametrize(
    ("notebook", "given", "name", "names"),
    [
        ("finding", {"province": "kaltara", "province_code": "64"}, "province_code", "province, province_code"),
        ("lists", {"province_codes": ["64"], "provinces": ["65"]}, "provinces", "province_codes, provinces"),
        ("kinds", {"award_year": 2022, "year": 2023}, "award_year", "award_year, year"),
        ("finding", {"province": "64", "province_code": "64"}, "province_code", "province, province_code"),
    ],
    ids=["a place", "a list of places", "a round", "the same place"],
)
def test_a_parameter_that_is_given_by_both_its_names_is_refused_and_none_of_them_is_dropped(
    settled, notebook, given, name, names
):
    with pytest.raises(CallError) as refused:
        settled(notebook, **given)
    assert refused.value.sentences(Words("en")) == [f"{name} is given twice, as {names}; leave one out"]


@pytest.mark.parametrize(
    ("notebook", "given", "settled_to"),
    [
        ("kinds", {"year": "2022"}, {"award_year": 2022}),
        ("kinds", {"threshold": "0.55"}, {"threshold": 0.55}),
        ("kinds", {"with_map": "Tidak"}, {"with_map": False}),
        ("kinds", {"with_map": "true"}, {"with_map": True}),
        ("kinds", {"title": "12"}, {"title": "12"}),
        ("kinds", {"provinces": "kaltim, 65"}, {"provinces": ["64", "65"]}),
    ],
    ids=str,
)
def test_what_is_typed_is_read_as_the_parameter_says(settled, notebook, given, settled_to):
    typed = {name: Typed(text) for name, text in given.items()}
    parameters = settled(notebook, **typed).parameters
    assert {name: parameters[name] for name in settled_to} == settled_to
    assert Typed not in {type(value) for value in parameters.values()}


KNOWN = (
    "dead_kernel, every_object, failing_cell, finding, kinds, lists, no_parameters, settings, sleepy, told_by_facts, "
    "told_by_kernel, which_python"
)
NEAR = " (did you mean 'finding'?)"


@pytest.mark.parametrize(
    ("notebook", "given", "said"),
    [
        ("findings", {}, f"there is no notebook 'findings'{NEAR}; there are: {KNOWN}"),
        ("../notebooks/finding", {}, f"there is no notebook '../notebooks/finding'{NEAR}; there are: {KNOWN}"),
        ("/etc/passwd", {}, f"there is no notebook '/etc/passwd'; there are: {KNOWN}"),
        (
            "finding",
            {"award_yaer": 2023},
            "finding has no parameter 'award_yaer' (did you mean 'award_year'?); "
            "there are: award_year, province_code, language",
        ),
        (
            "finding",
            {"regency": "6472"},
            "finding has no parameter 'regency'; there are: award_year, province_code, language. For one regency: "
            "kkpham report regency_profile --regency …, or kkpham coverage --regency …",
        ),
        ("no_parameters", {"award_year": 2023}, "no_parameters has no parameter 'award_year'; there are: none"),
        ("finding", {"award_year": "2023"}, "award_year is a whole number, not '2023'"),
        ("finding", {"award_year": True}, "award_year is a whole number, not True"),
        ("finding", {"award_year": Typed("2023.5")}, "award_year is a whole number, not '2023.5'"),
        ("finding", {"award_year": Typed("9" * 5000)}, f"award_year is a whole number, not '{'9' * 58}…"),
        (
            "finding",
            {"award_year": [2022, 2023]},
            "award_year takes one value, not 2; for a report of each, write them under each in a plan",
        ),
        ("finding", {"award_year": 2021}, "there was no round in 2021; there are: 2022, 2023"),
        (
            "finding",
            {"award_year": 2025},
            "nothing is known here of a round in 2025; if there was one, add its list with kkpham awards add, then "
            "kkpham build; there are: 2022, 2023",
        ),
        (
            "finding",
            {"province": 64},
            "a province is written as text, by code or name: write '64' in quotes",
        ),
        ("finding", {"province": "kalteng"}, "province: no province is called 'kalteng'; did you mean kaltim?"),
        ("lists", {"provinces": [64]}, "a province is written as text, by code or name: write '64' in quotes"),
        ("lists", {"rule": 60}, "rule is text, not 60"),
        ("kinds", {"threshold": Typed("0,6")}, "threshold is a number (with a decimal point), not '0,6'"),
        ("kinds", {"with_map": Typed("mungkin")}, "with_map is true or false, not 'mungkin'"),
        ("kinds", {"numbers": 64}, "numbers is a list, not 64"),
        ("finding", {"language": "fr"}, "language 'fr' is not known; use one of: id, en"),
        ("finding", {"language": ["id"]}, "language 'id' is not known; use one of: id, en"),
    ],
)
def test_a_wrong_call_is_refused_with_what_would_be_right(settled, notebook, given, said):
    with pytest.raises(CallError) as refused:
        settled(notebook, **given)
    assert refused.value.sentences(Words("en")) == [said]


def test_all_faults_are_said_at_once_in_indonesian_unless_asked(settled):
    with pytest.raises(CallError) as refused:
        settled("finding", province=64, year=2021, colour="red")
    assert str(refused.value).splitlines() == [
        "provinsi ditulis sebagai teks, dengan kode atau nama: tulis '64' dalam tanda kutip",
        "finding tidak punya parameter 'colour'; yang ada: award_year, province_code, language",
        "tidak ada putaran penghargaan pada 2021; yang ada: 2022, 2023",
    ]


def test_a_place_that_is_none_is_said_in_the_language_with_what_was_meant():
    error = PlaceNotFoundError("kalteng", [("62", "Kalimantan Tengah", "Kalimantan Tengah")])
    refused = CallError(CallFault("call.no_place", {"level": "province", "error": error}))
    said = [refused.sentences(Words(language))[0] for language in ("id", "en")]
    assert said == [
        "provinsi: 'kalteng' tidak dikenal sebagai provinsi, kabupaten, atau kota; "
        "mungkin yang dimaksud: Provinsi Kalimantan Tengah (62)",
        "province: 'kalteng' is not known as a province, regency or city; "
        "did you mean: Kalimantan Tengah province (62)?",
    ]


def test_a_fault_in_a_plan_names_its_line(tmp_path):
    call = Call("finding", {"award_year": 2021}, origin=("first.yaml", 7))
    about = {"notebooks": NOTEBOOKS, "out": tmp_path, "resolver": lambda text, level: text, "rounds": {2022, 2023}}
    with pytest.raises(CallError) as refused:
        settle(call, **about, without={2021})
    assert refused.value.sentences(Words("en")) == [
        "first.yaml, line 7: there was no round in 2021; there are: 2022, 2023"
    ]


def test_each_fault_in_a_plan_names_the_line_and_the_key_that_ask_for_it(tmp_path):
    lines = {"notebook": 7, "language": 8, "province": 9, "lang": 10, "year": 11}
    call = Call("finding", {"language": "fr", "province": 64, "lang": "id", "year": 2021}, origin=("first.yaml", 7),
                lines=lines)  # fmt: skip
    about = {"notebooks": NOTEBOOKS, "out": tmp_path, "resolver": lambda text, level: text, "rounds": {2022, 2023}}
    with pytest.raises(CallError) as refused:
        settle(call, **about, without={2021})
    assert [said.partition(": ")[0] for said in refused.value.sentences(Words("en"))] == [
        "first.yaml, line 8, key 'language'", "first.yaml, line 9, key 'province'", "first.yaml, line 10, key 'lang'",
        "first.yaml, line 11, key 'year'",
    ]  # fmt: skip


def test_a_broken_notebook_is_refused(tmp_path):
    (tmp_path / "broken.ipynb").write_text('{"cells": [')
    with pytest.raises(CallError, match=r"^broken bukan notebook yang utuh; pulihkan berkasnya dari git$"):
        notebook_parameters(tmp_path / "broken.ipynb")


def test_no_name_of_a_place_leaves_the_folder(settled, tmp_path):
    report = settled("finding", province="evil")
    assert report.html == tmp_path / "reports/2023/id/finding-etc-pass-wd.html"


def test_a_folder_with_braces_is_a_folder(settled, tmp_path):
    folder = tmp_path / "{a}"
    folder.mkdir()
    (folder / "finding.ipynb").write_bytes((settled("finding").notebook).read_bytes())
    assert list(notebook_parameters(folder / "finding.ipynb")) == ["award_year", "province_code", "language"]
