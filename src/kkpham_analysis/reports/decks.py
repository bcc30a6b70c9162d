"""Slides as they are asked for on the command line: of the country, or of each province that is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports import forms
from kkpham_analysis.reports.answers import Answer, Tell, ensure_built
from kkpham_analysis.reports.calls import Call, CallError, CallFault, SettledReport
from kkpham_analysis.reports.notebooks import OF_COUNTRY, OF_COVERAGE, notebook_of
from kkpham_analysis.reports.records import digest_of
from kkpham_analysis.reports.requests import (
    Project,
    made_answer,
    ready_reports,
    reports_answer,
    round_calls,
    settled_reports,
    tell_defaults,
)
from kkpham_analysis.reports.round_facts import awaited_rounds
from kkpham_analysis.reports.running import run_reports
from kkpham_analysis.reports.writing import Made, Make, PartMissingError, forms_made, tables_of
from kkpham_analysis.tables.loading import stored_values

FORM = "pptx"
LARGEST_TEMPLATE = 100_000_000
# What is said of how reports run is said of those that slides need beside them, too.
SAID_OF_ALL = ("workers", "timeout", "retries")


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
    _tell_of(module.look_of(look, template or ""), words, tell)
    calls = round_calls(project, words, year=year, provinces=provinces, forms=FORM)
    ensure_built(words, tell=tell)

    def placed(report: SettledReport) -> SettledReport:
        return replace(report, targets={FORM: output.resolve()}, is_recorded=False) if output else report

    reports = [] if dry_run else [placed(report) for report in settled_reports(project, calls)]
    make = _slides_made(project, reports, words, tell=tell, look=look, name=template or "")
    return reports_answer(project, calls, words, dry_run=dry_run, tell=tell, placed=placed, make=make)


def answer_with_slides(project: Project, calls: Sequence[Call], words: Words, *, dry_run: bool, tell: Tell) -> Answer:
    """Run reports in the forms that are asked for: slides of them are those that `deck` makes, in the same file.

    Raises
    ------
    CallError
        As `reports_answer`.
    """
    if dry_run:
        return reports_answer(project, calls, words, dry_run=True, tell=tell)
    reports, missing = ready_reports(project, calls, words, tell=tell)
    tell_defaults(reports, words, tell=tell)
    return made_with_slides(project, reports, words, tell=tell, failed=bool(missing))


def made_with_slides(
    project: Project, reports: Sequence[SettledReport], words: Words, *, tell: Tell, **how: Any
) -> Answer:
    """Run settled reports, slides among their forms as `deck` makes them; `how` goes on to `made_answer`.

    Raises
    ------
    CallError
        As `made_answer`.
    """
    asked = [report for report in reports if FORM in report.forms and notebook_of(report.notebook.stem).handed_on]
    limits = {name: how[name] for name in SAID_OF_ALL if name in how}
    make = _slides_made(project, asked, words, tell=tell, limits=limits) if asked else forms_made
    return made_answer(project, reports, words, tell=tell, make=make, **how)


def _slides_made(
    project: Project, reports: Sequence[SettledReport], words: Words, *, tell: Tell,
    limits: Mapping[str, Any] | None = None, **given: Any,
) -> Make:  # fmt: skip
    """How the forms of reports are made, slides among them with those on coverage and other provinces.

    `limits` go on to `run_reports`, by which these are run first; `given` goes on to `deck_made`.
    """
    covered, faults = coverage_of(project, reports, words, tell=tell, **(limits or {}))
    summaries, more = country_of(project, reports, words, tell=tell, **(limits or {}))
    missing = faults | more

    def make(report: SettledReport, notebook: Any) -> Made:
        if FORM not in report.forms or not notebook_of(report.notebook.stem).handed_on:
            return forms_made(report, notebook)
        refuse_without_part(missing, report)
        return deck_made(report, notebook, covered.get(report.label), country=summaries.get(report.label), **given)

    return make


def refuse_without_part(missing: Mapping[str, PartMissingError], report: SettledReport) -> None:
    """Let slides that lack a part not take the place of whole ones: nobody who sees them would know of it.

    `missing` says by the label of a report which of its parts could not be run.
    """
    if report.label in missing:
        raise missing[report.label]


def _tell_of(look: Any, words: Words, tell: Tell) -> None:
    """Say what a template lacks, and which of its typefaces could not be measured."""
    for kind, other in look.missing:
        layout = words.phrase(f"slides.layout_{kind}")
        tell(words.phrase("slides.template_missing", layout=layout, other=other))
    if faces := look.unmeasured:
        tell(words.phrase("slides.face_missing", count=len(faces), faces=words.listed(faces)))


def deck_made(
    report: SettledReport, notebook: Any, coverage: Any, *, country: Any = None, look: bytes | None = None,
    name: str | Path = "",
) -> Made:  # fmt: skip
    """The forms of a report with its slides, which have one on coverage and one on the other provinces.

    Alone where they go to another place, which makes no other slides.
    """
    # What only differs in how it was asked for is told in one way, so that one file has the same bytes.
    is_plain = coverage is None and country is None and look is None
    # A rule on trial is nothing that `deck` is given.
    is_plain = is_plain or bool(report.parameters.get("rule"))
    by = "" if is_plain else "deck"
    content = forms.module_of(FORM).written(notebook, language=report.language, template=look, name=name,
                                            coverage=coverage, country=country, by=by)  # fmt: skip
    slides = {report.files[FORM]: content}
    if not report.is_recorded:
        return Made(slides)
    more: dict[str, Any] = {"deck": True} | ({"template": digest_of(look)} if look else {})
    more |= {"coverage": True} if coverage is not None else {}
    more |= {"country": True} if country is not None else {}
    others = forms_made(replace(report, forms=tuple(form for form in report.forms if form != FORM)), notebook)
    # Without a slide on coverage they rest on that nothing was handed in.
    beside = ["submissions", *(name for each in (coverage, country) if each is not None for name in tables_of(each))]
    return Made({**slides, **others.contents}, {FORM: more}, beside)


def coverage_of(
    project: Project, reports: Sequence[SettledReport], words: Words, *, tell: Tell, **how: Any
) -> tuple[dict[str, Any], dict[str, PartMissingError]]:
    """Reports on coverage, run where anything was handed in for the round, by the label of the report of its places.

    Beside them: by the same labels, which could not be run. Made-up rows are never set beside the awards,
    which are facts. `how` goes on to `run_reports`.
    """
    rounds = stored_values("submissions", "award_year") if reports else set()
    asked = {
        report.label: replace(
            _of_coverage(project, report), targets=report.targets, is_recorded=False, typed=report.typed
        )
        for report in reports
        if report.parameters["award_year"] in rounds
    }
    if asked and True in stored_values("submissions", "synthetic"):
        tell(words.phrase("slides.synthetic_coverage", year=next(iter(asked.values())).parameters["award_year"]))
        return {}, {}
    found: dict[str, Any] = {}

    def keep(report: SettledReport, notebook: Any) -> Made:
        found[report.label] = notebook
        return Made()

    results = run_reports(list(asked.values()), on_progress=tell, words=words, make=keep, **how)
    failed = [(label, result.error) for label, result in zip(asked, results, strict=True) if result.error]
    faults = {label: PartMissingError("slides.no_coverage", report=label, error=error) for label, error in failed}
    return {label: found[report.label] for label, report in asked.items() if report.label in found}, faults


def country_of(
    project: Project, reports: Sequence[SettledReport], words: Words, *, tell: Tell, **how: Any
) -> tuple[dict[str, Any], dict[str, PartMissingError]]:
    """Summaries of the country, run once for all provinces of a round, by the label of the report of the province.

    Beside them: by the same labels, which could not be run. `how` goes on to `run_reports`.
    """
    asked: dict[tuple[Any, ...], list[SettledReport]] = {}
    # Without an award list there is nothing to compare.
    awaited = awaited_rounds() if reports else set()
    for report in reports:
        if report.parameters.get("province_code") and report.parameters["award_year"] not in awaited:
            round_meant = report.parameters["award_year"], report.language, report.parameters.get("rule", "")
            asked.setdefault(round_meant, []).append(report)
    found: dict[str, Any] = {}
    faults: dict[str, PartMissingError] = {}
    for of_round in asked.values():
        notebooks: list[Any] = []

        def keep(report: SettledReport, notebook: Any, kept: list[Any] = notebooks) -> Made:
            kept.append(notebook)
            return Made()

        summary = replace(_of_country(project, of_round[0]), targets=of_round[0].targets, is_recorded=False)
        [result] = run_reports([summary], on_progress=tell, words=words, make=keep, **how)
        labels = [report.label for report in of_round] if result.error else []
        faults |= {label: PartMissingError("slides.no_country", report=label, error=result.error) for label in labels}
        found |= {report.label: notebook for notebook in notebooks for report in of_round}
    return found, faults


def _of_country(project: Project, report: SettledReport) -> SettledReport:
    """The summary of the country of the same round under the same rule: its chart shows a province among the others."""
    given = {"award_year": report.parameters["award_year"]}
    given |= {"rule": report.parameters["rule"]} if report.parameters.get("rule") else {}
    [settled] = settled_reports(project, [Call(OF_COUNTRY, given, report.language, forms=(FORM,))])
    return settled


def _of_coverage(project: Project, report: SettledReport) -> SettledReport:
    """The report on coverage of the same places and round: one of its own, for its rows may be made up."""
    code = report.parameters.get("province_code", "")
    given = {"award_year": report.parameters["award_year"], **({"provinces": [code]} if code else {})}
    [settled] = settled_reports(project, [Call(OF_COVERAGE, given, report.language, forms=(FORM,))])
    return settled


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
