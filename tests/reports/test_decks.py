"""Slides that are asked for in two ways are the same file where they hold the same."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports import decks
from kkpham_analysis.reports.answers import Answer
from kkpham_analysis.reports.calls import Call, SettledReport
from kkpham_analysis.reports.decks import answer_with_slides, deck_made, made_with_slides
from kkpham_analysis.reports.forms import written
from kkpham_analysis.reports.running import ReportResult
from kkpham_analysis.reports.writing import Made, PartMissingError, note_tables

from .forms.office_report import report as notebook


def made_as_deck(**how):
    target = Path("a.pptx")
    report = SimpleNamespace(language="id", files={"pptx": target}, is_recorded=False, parameters={})
    return deck_made(report, notebook(), None, **how).contents[target]


def test_slides_of_a_report_and_a_deck_without_more_are_the_same_bytes():
    assert made_as_deck() == written("pptx", notebook(), language="id")


def test_slides_that_hold_more_say_the_command_of_their_own():
    assert made_as_deck(country=notebook()) != written("pptx", notebook(), language="id")


def asked_as_report(monkeypatch, *, stem="province_report", parameters=None, runs_others=False):
    """Slides of a report that was asked for by `report`, where there is a summary of the country."""
    target = Path("a.pptx")
    report = SimpleNamespace(
        language="id", files={"pptx": target}, targets={}, is_recorded=False, label="a", forms=("pptx",),
        parameters=parameters or {}, notebook=Path(f"{stem}.ipynb"),
    )  # fmt: skip
    made = []
    monkeypatch.setattr(decks, "ready_reports", lambda project, calls, words, tell: ([report], None))
    monkeypatch.setattr(decks, "tell_defaults", lambda reports, words, tell: None)
    monkeypatch.setattr(decks, "coverage_of", lambda *args, tell: ({}, {}))
    if not runs_others:
        monkeypatch.setattr(decks, "country_of", lambda *args, tell: ({"a": notebook()}, {}))
    monkeypatch.setattr(
        decks, "made_answer",
        lambda *args, tell, make, **more: made.append(make(report, notebook()).contents[target]) or Answer("", {}),
    )  # fmt: skip
    answer_with_slides(
        None, [Call(stem, {}, "id", forms=("pptx",))], Words("en" if runs_others else "id"), dry_run=False, tell=print
    )
    return made


def test_slides_of_a_province_are_the_same_whether_asked_for_as_a_report_or_as_a_deck(monkeypatch):
    assert asked_as_report(monkeypatch) == [made_as_deck(country=notebook())]


@pytest.mark.parametrize(("coverage", "beside"), [(False, []), (True, ["awards"])], ids=["without", "with coverage"])
def test_a_recorded_report_with_slides_rests_on_what_was_handed_in(monkeypatch, coverage, beside):
    monkeypatch.setattr(decks, "forms_made", lambda report, notebook: Made())
    monkeypatch.setattr(decks.forms, "module_of", lambda form: SimpleNamespace(written=lambda *given, **how: b"slides"))
    other = nbformat.v4.new_notebook()
    note_tables(other, beside)
    made = deck_made(replace(settled_report(), forms=("pptx",)), None, other if coverage else None)
    assert (made.contents, list(made.tables)) == ({Path("a.pptx"): b"slides"}, ["submissions", *beside])


def test_slides_under_a_rule_on_trial_say_the_command_that_takes_a_rule(monkeypatch):
    assert asked_as_report(monkeypatch, parameters={"rule": ">50%"}) != [made_as_deck(country=notebook())]


def test_slides_that_lack_the_one_that_compares_provinces_are_not_written_over_whole_ones(monkeypatch):
    said = "a was not written, for its slide that compares provinces could not be made: the kernel died"
    monkeypatch.setattr(decks, "_of_country", lambda project, report: settled_report())
    monkeypatch.setattr(decks, "awaited_rounds", set)
    failed = ReportResult(settled_report(), 1.0, error="the kernel died")
    monkeypatch.setattr(decks, "run_reports", lambda reports, **how: [failed] * len(reports))
    with pytest.raises(PartMissingError, match=said):
        asked_as_report(monkeypatch, parameters={"award_year": 2023, "province_code": "64"}, runs_others=True)


def settled_report():
    path = Path("a.html")
    return SettledReport(path, {}, "en", path, path)


def test_what_slides_need_beside_them_is_run_within_the_limits_of_the_run(monkeypatch):
    asked = []
    report = replace(settled_report(), forms=("pptx",), parameters={"award_year": 2023, "province_code": "64"},
                     notebook=Path("province_report.ipynb"))  # fmt: skip
    for part in ("_of_country", "_of_coverage"):
        monkeypatch.setattr(decks, part, lambda project, report: settled_report())
    monkeypatch.setattr(decks, "awaited_rounds", set)
    monkeypatch.setattr(decks, "stored_values", lambda table, column: {2023} if column == "award_year" else set())
    monkeypatch.setattr(decks, "run_reports", lambda reports, *, on_progress, words, make, **how: asked.append(how)
                        or [ReportResult(one, 1.0) for one in reports])  # fmt: skip
    monkeypatch.setattr(decks, "made_answer", lambda *args, **more: Answer("", {}))

    made_with_slides(None, [report], Words("en"), tell=print, timeout=7, retries=2, workers=1, on_event=print)

    assert asked == [{"timeout": 7, "retries": 2, "workers": 1}] * 2
