"""A code that papermill made a number, or one of another time: what notebooks say of it."""

import pytest
from tests.sampled_folder import command, small_folder

from kkpham_analysis.language import Words
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.reports.content.coverage_facts import coverage_facts
from kkpham_analysis.reports.content.explore import explorer
from kkpham_analysis.reports.content.facts import round_facts
from kkpham_analysis.reports.content.given_codes import refuse_absent
from kkpham_analysis.reports.content.regency_facts import regency_facts

EN = Words("en")
NOTEBOOKS = {
    "province_report": lambda folder: round_facts(2023, words=EN, provinces=[64], data_dir=folder),
    "regency_profile": lambda folder: regency_facts(2023, 64, words=EN, data_dir=folder),
    "indicator_coverage": lambda folder: coverage_facts(2023, words=EN, provinces=["65", 64], data_dir=folder),
    "explore": lambda folder: explorer(words=EN, award_year=2023, province_code=64, data_dir=folder),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = small_folder(tmp_path_factory.mktemp("small") / "data")
    built = command(found, "build")
    assert built.exit_code == 0, built.stderr
    return found


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_that_is_given_a_number_for_a_code_says_how_one_gives_it(folder, notebook):
    with pytest.raises(UnfitError) as refused:
        NOTEBOOKS[notebook](folder)

    assert str(refused.value) == (
        'the code of a place is text: "64", not the number 64; for papermill use -r (-p makes it a number), and for a '
        "list of codes -y 'provinces: [\"64\"]'"
    )
    assert "pada papermill dengan -r" in refused.value.sentence(Words("id"))


def test_provinces_that_were_not_there_are_refused_with_those_that_were():
    there = {"64": "Kaltim", "91": "Papua"}
    refuse_absent(["64"], there, 2022)

    with pytest.raises(ValueError, match="no province 93, 95 in the round of 2022; there are: 64 Kaltim, 91 Papua"):
        refuse_absent(["93", "64", "95"], there, 2022)
