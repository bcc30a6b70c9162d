"""Which ministry gave the awards of a round, and which there was on the date of a source."""

import pytest

from kkpham_analysis.tables.institutions import institution_of_round, institution_on

LAW, RIGHTS = "law_and_human_rights", "human_rights"


def test_the_ceremony_of_2024_and_those_after_it_are_of_the_ministry_of_human_rights():
    by_round = {award_year: institution_of_round(award_year) for award_year in (2013, 2022, 2023, 2024, 2025, 2030)}

    assert by_round == {2013: LAW, 2022: LAW, 2023: LAW, 2024: RIGHTS, 2025: RIGHTS, 2030: RIGHTS}


@pytest.mark.parametrize(
    ("date", "institution"),
    [
        ("2024-10-20", LAW),
        ("2024-10-21", RIGHTS),
        ("2024-09", LAW),
        ("2024-10", None),
        ("2024-11", RIGHTS),
        ("2023", LAW),
        ("2024", None),
        ("2025", RIGHTS),
        ("", None),
        (None, None),
    ],
)
def test_a_date_before_and_after_which_the_name_changed_says_none(date, institution):
    assert institution_on(date) == institution
