"""Slides that are asked for in two ways are the same file where they hold the same."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports import decks, slide_parts
from kkpham_analysis.reports.answers import Answer
from kkpham_analysis.reports.calls import Call, SettledReport
from kkpham_analysis.reports.decks import answer_with_slides, deck_made, made_with_slides
from kkpham_analysis.reports.forms import written
from kkpham_analysis.reports.records import digest_of
from kkpham_analysis.reports.run_events import RunEvent
from kkpham_analysis.reports.running import MadeReport
from kkpham_analysis.reports.slide_parts import SlideParts
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


def asked_as_report(monkeypatch, *, stem="province_report", parameters=None, forms=("pptx",), error=""):
    """Slides of a report that was asked for by `report`, where there is a summary of the country, or none comes out."""
    target = Path("a.pptx")
    report = SimpleNamespace(
        language="id", files={"pptx": target}, targets={}, is_recorded=False, label="a", forms=forms,
        parameters=parameters or {}, notebook=Path(f"{stem}.ipynb"), typed="",
    )  # fmt: skip
    made = []
    parts = SlideParts(runs={"k": report}, shown={"a": {"country": "k"}}, digests={"k": "d"})
    if error:
        parts.errors["k"] = error
    else:
        parts.notebooks["k"] = notebook()
    monkeypatch.setattr(decks, "ready_reports", lambda project, calls, words, tell: ([report], None))
    monkeypatch.setattr(decks, "tell_defaults", lambda reports, words, tell: None)
    monkeypatch.setattr(decks, "parts_of", lambda *args, **how: parts)
    monkeypatch.setattr(SlideParts, "run", lambda *args, **how: None)
    monkeypatch.setattr(decks, "forms_made", lambda report, notebook: Made({}, {"forms": report.forms}))
    monkeypatch.setattr(decks, "replace", lambda report, **new: SimpleNamespace(**{**vars(report), **new})
                        if isinstance(report, SimpleNamespace) else replace(report, **new))  # fmt: skip
    monkeypatch.setattr(
        decks, "made_answer",
        lambda *args, tell, make, **more: made.append(make(report, notebook())) or Answer("", {}),
    )  # fmt: skip
    answer_with_slides(
        None, [Call(stem, {}, "id", forms=("pptx",))], Words("en" if error else "id"), dry_run=False, tell=print
    )
    return made[0] if error else [one.contents[target] for one in made]


def test_slides_of_a_province_are_the_same_whether_asked_for_as_a_report_or_as_a_deck(monkeypatch):
    assert asked_as_report(monkeypatch) == [made_as_deck(country=notebook())]


@pytest.mark.parametrize(("coverage", "beside"), [(False, []), (True, ["awards"])], ids=["without", "with coverage"])
def test_a_recorded_report_with_slides_rests_on_what_was_handed_in(monkeypatch, coverage, beside):
    monkeypatch.setattr(decks, "forms_made", lambda report, notebook: Made())
    monkeypatch.setattr(decks.forms, "module_of", lambda form: SimpleNamespace(written=lambda *given, **how: b"slides"))
    other = nbformat.v4.new_notebook()
    note_tables(other, beside)
    made = deck_made(replace(settled_report(), forms=("pptx",)), None, other if coverage else None)
    assert (made.contents, list(made.tables)) == ({Path("2023/en/a.pptx"): b"slides"}, ["submissions", *beside])


def test_slides_under_a_rule_on_trial_say_the_command_that_takes_a_rule(monkeypatch):
    assert asked_as_report(monkeypatch, parameters={"rule": ">50%"}) != [made_as_deck(country=notebook())]


SAID = "the pptx file of a was not written, for its slide that compares provinces could not be made: the kernel died"


def test_slides_that_lack_the_one_that_compares_provinces_are_not_written_over_whole_ones(monkeypatch):
    with pytest.raises(PartMissingError, match=SAID):
        asked_as_report(monkeypatch, error="the kernel died")


def test_the_other_forms_are_written_where_slides_lack_a_part(monkeypatch):
    made = asked_as_report(monkeypatch, forms=("html", "pptx", "pdf"), error="the kernel died")
    assert made == Made({}, {"forms": ("html", "pdf")}, error=SAID)


def settled_report(stem="a", **more):
    path = Path(f"2023/en/{stem}.html")
    return SettledReport(Path(f"{stem}.ipynb"), {"award_year": 2023, **more}, "en", path, path, forms=("html", "pptx"))


def of_provinces(monkeypatch, *reports, failed=0, **how):
    """Make slides of reports of provinces: what was asked of `run_reports`, and what was told."""
    asked, told, behind = [], [], []
    monkeypatch.setattr(slide_parts, "_of_country", lambda project, report: settled_report("award_summary"))
    monkeypatch.setattr(
        slide_parts, "_of_coverage", lambda project, report: settled_report(f"coverage-{report.html.stem}")
    )
    monkeypatch.setattr(slide_parts, "awaited_rounds", set)
    monkeypatch.setattr(slide_parts, "stored_values",
                        lambda table, column: {2023} if column == "award_year" else set())  # fmt: skip

    def run_reports(reports, *, words, make, keep, on_event, later, **limits):
        asked.append(([report.notebook.stem for report in reports], limits))
        behind.append([report.notebook.stem for report in later])
        kind = "failed" if failed else "done"
        on_event(RunEvent(kind, of=len(reports), done=1, failed=failed, report="part", seconds=2.0, left=9.0))

    monkeypatch.setattr(slide_parts, "run_reports", run_reports)
    monkeypatch.setattr(decks, "made_answer", lambda *args, **more: Answer("", more))
    made = made_with_slides(None, reports, Words("en"), tell=print, on_event=told.append, **how)
    return asked, told, {**made.record, "behind": behind}


KALTIM = settled_report("province_report", province_code="64")
KALTARA = replace(KALTIM, html=Path("2023/en/province_report-kaltara.html"))


def test_what_slides_need_beside_them_is_run_once_for_all_at_once_and_within_the_limits_of_the_run(monkeypatch):
    asked, _, _ = of_provinces(monkeypatch, KALTIM, KALTARA, timeout=7, retries=2, workers=1)
    parts = ["coverage-province_report", "coverage-province_report-kaltara", "award_summary"]
    assert asked == [(parts, {"timeout": 7, "retries": 2, "workers": 1})]


def test_a_report_of_the_plan_that_slides_show_is_not_run_once_more_and_they_wait_for_it(monkeypatch):
    summary = settled_report("award_summary")
    asked, _, how = of_provinces(monkeypatch, KALTIM, summary)
    assert [name for name in asked[0][0] if name == "award_summary"] == []
    assert [how["rank"](report) for report in (KALTIM, summary)] == [2, 1]


def test_a_report_of_the_plan_without_figures_for_slides_is_none_that_they_show(monkeypatch):
    asked, _, _ = of_provinces(monkeypatch, KALTIM, replace(settled_report("award_summary"), forms=("html",)))
    assert "award_summary" in asked[0][0]


def test_of_reports_that_a_cluster_makes_all_that_slides_need_is_run_here_by_as_many_as_there_are_cores(monkeypatch):
    asked, _, how = of_provinces(monkeypatch, KALTIM, settled_report("award_summary"), by=print, workers=16)
    assert (asked[0][0].count("award_summary"), asked[0][1], "rank" in how) == (1, {}, False)


def test_what_slides_need_is_run_with_all_that_is_run_behind_it_in_view(monkeypatch):
    _, _, how = of_provinces(monkeypatch, KALTIM, settled_report("award_summary"))
    assert how["behind"] == [["province_report", "award_summary"]]


def test_behind_what_slides_need_nothing_is_run_here_where_a_cluster_makes_the_reports(monkeypatch):
    _, _, how = of_provinces(monkeypatch, KALTIM, by=print)
    assert how["behind"] == [[]]


def test_what_slides_need_is_told_as_such_and_is_no_report_that_is_done(monkeypatch):
    _, told, _ = of_provinces(monkeypatch, KALTIM)
    assert told == [RunEvent("done", of=1, done=0, report="part", seconds=2.0, slides=(1, 2))]


def test_a_part_of_slides_that_failed_is_no_report_that_failed(monkeypatch):
    _, told, _ = of_provinces(monkeypatch, KALTIM, failed=1)
    assert told == [RunEvent("failed", of=1, done=0, failed=0, report="part", seconds=2.0, slides=(1, 2))]


def test_slides_keep_what_was_executed_of_each_part_with_the_digest_of_its_notebook(tmp_path):
    path = tmp_path / "award_summary.ipynb"
    path.write_bytes(b"cells")
    parts, part = SlideParts(), replace(settled_report("award_summary"), notebook=path)
    parts.add("country", part, KALTIM)
    path.write_bytes(b"changed while it runs")
    parts.keep(part, MadeReport(1.0, notebook="executed"))
    assert (parts.of(KALTIM, "country"), parts.digests_of(KALTIM)) == (
        "executed", {"award_summary": digest_of(b"cells")}
    )  # fmt: skip


def test_what_stopped_a_part_is_what_is_missing_of_slides():
    parts = SlideParts()
    parts.add("country", settled_report("award_summary"), KALTIM)
    parts.keep(settled_report("award_summary"), MadeReport(1.0, notebook="half", error="the kernel died"))
    said = SAID.replace("of a ", "of 2023/en/province_report ")
    assert (str(parts.missing(KALTIM)), parts.of(KALTIM, "country")) == (said, None)
