"""Of a plan is made what is out of date; all of it where that is asked for."""

from types import SimpleNamespace

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports import decks, plan_running
from kkpham_analysis.reports.answers import Answer
from kkpham_analysis.reports.plan_running import run_answer
from kkpham_analysis.reports.records import Edition

FRESH, OLD = (SimpleNamespace(label=label) for label in ("fresh", "old"))


@pytest.fixture
def made(monkeypatch):
    """Which reports are made of a plan of two, of which one is fresh."""
    labels = []

    def note(project, reports, words, **how):
        labels.extend(report.label for report in reports)
        return Answer("", {})

    monkeypatch.setattr(plan_running, "ready_reports", lambda *given, **how: ([FRESH, OLD], None))
    monkeypatch.setattr(plan_running, "edition_now", Edition)
    monkeypatch.setattr(plan_running, "tell_defaults", lambda *given, **how: None)
    monkeypatch.setattr(plan_running.up_to_date, "reasons", lambda report, now: ["data"] if report is OLD else [])
    monkeypatch.setattr(decks, "made_with_slides", note)
    return labels


def run(**how):
    told = []
    run_answer(None, [], Words("en"), tell=told.append, **how)
    return told


def test_what_is_fresh_is_counted_and_not_made(made):
    assert (run(), made) == (["1 report is fresh, 1 to make"], ["old"])


def test_all_are_made_where_that_is_asked_for(made):
    assert (run(force=True), made) == ([], ["fresh", "old"])


def test_how_many_are_to_be_made_is_told_before_anything_else_can_fail(made):
    planned = []
    run(on_planned=lambda *counts: planned.append((counts, list(made))))
    assert planned == [((2, 1), [])]
