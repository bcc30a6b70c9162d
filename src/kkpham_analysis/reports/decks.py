"""Slides as they are asked for on the command line: of the country, or of each province that is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports import forms
from kkpham_analysis.reports.answers import Answer, Tell, ensure_built
from kkpham_analysis.reports.calls import CallError, CallFault, SettledReport
from kkpham_analysis.reports.requests import Project, calls_for, reports_answer, settled_reports
from kkpham_analysis.reports.running import run_reports
from kkpham_analysis.reports.writing import write_together
from kkpham_analysis.tables.loading import stored_values

FORM = "pptx"
# The notebook that a slide on coverage is taken from: a report of its own, for its rows may be made up.
COVERAGE = "indicator_coverage"
LARGEST_TEMPLATE = 100_000_000


def deck_answer(
    project: Project,
    words: Words,
    *,
    year: int,
    provinces: Sequence[str] = (),
    template: Path | None = None,
    output: Path | None = None,
    dry_run: bool = False,
    tell: Tell,
) -> Answer:
    """Run the report of the country or of each province, and write it as slides alone.

    Raises
    ------
    CallError
        When the template cannot be used, or one file is named for several decks.
    """
    if output is not None and len(provinces) > 1:
        raise CallError(CallFault("call.one_file", {"number": len(provinces)}))
    if output is not None and output.suffix.lower() != f".{FORM}":
        raise CallError(CallFault("call.not_pptx", {"path": output}))
    module = forms.module_of(FORM)
    look = _read(template) if template else None
    for kind, other in module.look_of(look, template or "").missing:
        layout = words.phrase(f"slides.layout_{kind}")
        tell(words.phrase("slides.template_missing", layout=layout, other=other))
    covered, faults = ({}, []) if dry_run else _coverage(project, words, year=year, provinces=provinces, tell=tell)
    notebook = "province_report" if provinces else "award_summary"
    calls = calls_for(project, notebook, year=year, provinces=provinces, forms=FORM, language=words.language)

    def placed(report: SettledReport) -> SettledReport:
        target = output.resolve() if output else report.html.with_suffix(f".{FORM}")
        return replace(report, targets={FORM: target})

    def write(report: SettledReport, notebook: Any) -> None:
        content = module.written(notebook, language=report.language, template=look, name=template or "",
                                 coverage=covered.get(report.parameters.get("province_code", "")))  # fmt: skip
        write_together({report.files[FORM]: content})

    answer = reports_answer(project, calls, words, dry_run=dry_run, tell=tell, placed=placed, write=write)
    return replace(answer, faults=[*answer.faults, *faults], failed=answer.failed or bool(faults))


def _coverage(
    project: Project, words: Words, *, year: int, provinces: Sequence[str], tell: Tell
) -> tuple[dict[str, Any], list[str]]:
    """Reports on coverage, run where anything was handed in for the round, by the code of their province.

    That of the country goes by an empty text. Beside them: in sentences which could not be run.
    """
    ensure_built(words, tell=tell)
    if year not in stored_values("submissions", "award_year"):
        return {}, []
    scopes = [[province] for province in provinces] or [[]]
    calls = [
        call
        for scope in scopes
        for call in calls_for(project, COVERAGE, year=year, provinces=scope, forms=FORM, language=words.language)
    ]
    found: dict[str, Any] = {}

    def keep(report: SettledReport, notebook: Any) -> None:
        found["".join(report.parameters["provinces"])] = notebook

    results = run_reports(settled_reports(project, calls), on_progress=tell, words=words, write=keep)
    failed = [result for result in results if result.error]
    return found, [words.phrase("slides.no_coverage", report=one.report.label, error=one.error) for one in failed]


def _read(template: Path) -> bytes:
    """Read a template that is not larger than one can be."""
    if not template.is_file():
        raise CallError(CallFault("slides.no_template", {"path": template}))
    with template.open("rb") as file:
        content = file.read(LARGEST_TEMPLATE + 1)
    if len(content) > LARGEST_TEMPLATE:
        about = {"path": template, "megabytes": LARGEST_TEMPLATE // 1_000_000}
        raise CallError(CallFault("slides.template_too_large", about))
    return content
