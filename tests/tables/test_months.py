"""Months as people write them: a whole name or its usual short form, and nothing that only begins like one."""

import pytest

from kkpham_analysis.tables.award_lists.meaning.words import DATE
from kkpham_analysis.tables.files.sheets import Cell
from kkpham_analysis.tables.submissions.values import BadValueError, day

MONTHS = ["Januari", "Feb", "MARET", "apr", "Mei", "June", "Jul", "Agt", "Sept", "Okt", "Nopember", "Dec"]


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, 1)))
def test_a_month_is_its_whole_name_or_a_short_form_of_it(number, name):
    assert day(Cell(f"5 {name} 2023"), "checked_on") == f"2023-{number:02d}-05"
    assert DATE.fullmatch(f"5 {name} 2023")


@pytest.mark.parametrize("name", ["Marmer", "Junior", "Sepatu", "Aprilia", "Mayor", "Decree", "Janu"])
def test_a_word_that_only_begins_like_a_month_is_none(name):
    with pytest.raises(BadValueError):
        day(Cell(f"5 {name} 2023"), "checked_on")
    assert DATE.search(f"5 {name} 2023") is None


def test_a_short_form_may_end_with_a_stop():
    assert day(Cell("5 Des. 2023"), "checked_on") == "2023-12-05"
    assert DATE.fullmatch("5 Des. 2023")
