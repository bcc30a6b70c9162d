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
from kkpham_analysis.reports.notebooks import notebook_of
from kkpham_analysis.reports.records import NOTEBOOKS, digest_of
from kkpham_analysis.reports.requests import (
    Project,
    made_answer,
    ready_reports,
    reports_answer,
    round_calls,
    settled_reports,
    tell_defaults,
)
from kkpham_analysis.reports.slide_parts import COUNTRY, COVERAGE, FORM, SlideParts, parts_of
from kkpham_analysis.reports.writing import Made, Make, PartMissingError, forms_made, tables_of

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
    _tell_of(module.look_of(look, template or ""), words, tell)
    calls = round_calls(project, words, year=year, provinces=provinces, forms=FORM)
    ensure_built(words, tell=tell)

    def placed(report: SettledReport) -> SettledReport:
        return replace(report, targets={FORM: output.resolve()}, is_recorded=False) if output else report

    reports = [] if dry_run else [placed(report) for report in settled_reports(project, calls)]
    parts = parts_of(project, words, coverage=reports, country=reports, tell=tell)
    parts.run(reports, words, tell=tell, is_whole=True)
    make = _slides_made(parts, words, look=look, name=template or "")
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
    if not asked:
        return made_answer(project, reports, words, tell=tell, make=forms_made, **how)
    parts = parts_of(project, words, coverage=asked, country=asked, tell=tell)
    is_here = "by" not in how
    # A cluster is sent all parts with its first report.
    parts.run(reports, words, tell=tell, is_whole=not is_here, **how)
    waits: dict[str, Any] = {"rank": parts.rank, "keep": parts.keep} if is_here else {}
    return made_answer(project, reports, words, tell=tell, make=_slides_made(parts, words), **(how | waits))


def _slides_made(parts: SlideParts, words: Words, **given: Any) -> Make:
    """How the forms of reports are made, slides among them with their parts; `given` goes on to `deck_made`."""

    def make(report: SettledReport, notebook: Any) -> Made:
        if FORM not in report.forms or not notebook_of(report.notebook.stem).handed_on:
            return forms_made(report, notebook)
        if missing := parts.missing(report):
            return _without_slides(report, notebook, missing, words)
        return deck_of(parts, report, notebook, **given)

    return make


def _without_slides(report: SettledReport, notebook: Any, missing: PartMissingError, words: Words) -> Made:
    """The other forms of a report whose slides lack a part: these do not take the place of whole ones.

    Nobody who sees them would know of it. Where slides are all that was asked for, the report fails.
    """
    others = tuple(form for form in report.forms if form != FORM)
    if report.targets or not others:
        raise missing
    return replace(forms_made(replace(report, forms=others), notebook), error=missing.sentence(words))


def deck_of(parts: SlideParts, report: SettledReport, notebook: Any, **given: Any) -> Made:
    """The forms of a report with its slides, which have their parts; `given` goes on to `deck_made`."""
    return deck_made(report, notebook, parts.of(report, COVERAGE), country=parts.of(report, COUNTRY),
                     notebooks=parts.digests_of(report), **given)  # fmt: skip


def _tell_of(look: Any, words: Words, tell: Tell) -> None:
    """Say what a template lacks, and which of its typefaces could not be measured."""
    for kind, other in look.missing:
        layout = words.phrase(f"slides.layout_{kind}")
        tell(words.phrase("slides.template_missing", layout=layout, other=other))
    if faces := look.unmeasured:
        tell(words.phrase("slides.face_missing", count=len(faces), faces=words.listed(faces)))


def deck_made(
    report: SettledReport, notebook: Any, coverage: Any, *, country: Any = None, look: bytes | None = None,
    name: str | Path = "", notebooks: Mapping[str, str] | None = None,
) -> Made:  # fmt: skip
    """The forms of a report with its slides, which have one on coverage and one on the other provinces.

    Alone where they go to another place, which makes no other slides. `notebooks` are the digests of those that these
    two were made from, by their names.
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
    more |= {NOTEBOOKS: dict(notebooks)} if notebooks else {}
    others = forms_made(replace(report, forms=tuple(form for form in report.forms if form != FORM)), notebook)
    # Without a slide on coverage they rest on that nothing was handed in.
    beside = ["submissions", *(name for each in (coverage, country) if each is not None for name in tables_of(each))]
    return Made({**slides, **others.contents}, {FORM: more}, beside)


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
