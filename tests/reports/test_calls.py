"""A call is checked before a kernel starts, and the files it names stay in their folder."""

import pytest

from kkpham_analysis.reports.calls import CallError


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


def test_many_places_make_a_short_name(settled):
    report = settled("lists", provinces=["kaltim"] * 38)
    assert len(report.html.name) < 40
    assert report.html.name.startswith("lists-38-")


@pytest.mark.parametrize(
    ("notebook", "given", "said"),
    [
        ("findings", {}, "no notebook 'findings'; did you mean 'finding'?; there are: dead_kernel, every_object"),
        ("../notebooks/finding", {}, "there is no notebook '../notebooks/finding'"),
        ("/etc/passwd", {}, "there is no notebook '/etc/passwd'"),
        ("finding", {"award_yaer": 2023}, "no parameter 'award_yaer'; did you mean 'award_year'?"),
        ("no_parameters", {"award_year": 2023}, "no parameter 'award_year'; it has none"),
        ("finding", {"award_year": "2023"}, "award_year is a whole number, not '2023'"),
        ("finding", {"award_year": True}, "award_year is a whole number, not True"),
        ("finding", {"award_year": [2022, 2023]}, "award_year takes one value, not 2; give one report for each"),
        ("finding", {"award_year": 2021}, "there was no round in 2021; there are: 2022, 2023"),
        ("finding", {"province": 64}, "province_code is the code or name of a place, as text: write '64' in quotes"),
        ("finding", {"province": ""}, "province_code is the code or name of a place"),
        ("finding", {"province": "kalteng"}, "no province is called 'kalteng'; did you mean kaltim?"),
        ("finding", {"province": "../../x"}, "no province is called '../../x'"),
        ("lists", {"provinces": [64]}, "write '64' in quotes"),
        ("lists", {"rule": 60}, "rule is text, not 60"),
        ("finding", {"language": "fr"}, "language 'fr' is not known; use one of: id, en"),
    ],
)
def test_a_wrong_call_is_refused_with_what_would_be_right(settled, notebook, given, said):
    with pytest.raises(CallError) as refused:
        settled(notebook, **given)
    assert said in str(refused.value)


def test_all_faults_are_said_at_once(settled):
    with pytest.raises(CallError) as refused:
        settled("finding", province="kalteng", award_year=2021, colour="red")
    assert len(str(refused.value).splitlines()) == 3


def test_no_name_of_a_place_leaves_the_folder(settled, tmp_path):
    report = settled("finding", province="evil")
    assert report.html == tmp_path / "reports/2023/id/finding-etc-pass-wd.html"


def test_a_folder_with_braces_is_a_folder(settled, tmp_path):
    folder = tmp_path / "{a}"
    folder.mkdir()
    (folder / "finding.ipynb").write_bytes((settled("finding").notebook).read_bytes())
    from kkpham_analysis.reports.running import notebook_parameters

    assert list(notebook_parameters(folder / "finding.ipynb")) == ["award_year", "province_code", "language"]
