"""Slides that are asked for in two ways are the same file where they hold the same."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from kkpham_analysis.reports.decks import deck_made
from kkpham_analysis.reports.forms import written

from .forms.office_report import report as notebook


def made_as_deck(**how):
    target = Path("a.pptx")
    report = SimpleNamespace(language="id", files={"pptx": target}, is_recorded=False)
    return deck_made(report, notebook(), None, **how).contents[target]


def test_slides_of_a_report_and_a_deck_without_more_are_the_same_bytes():
    assert made_as_deck() == written("pptx", notebook(), language="id")


@pytest.mark.parametrize("how", [{"output": "a.pptx"}, {"country": notebook()}], ids=["elsewhere", "with the country"])
def test_slides_that_hold_more_or_stand_elsewhere_say_the_command_of_their_own(how):
    assert made_as_deck(**how) != written("pptx", notebook(), language="id")
