"""What a plan would make, and why, before anything is made: `kkpham run --dry-run`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kkpham_analysis.language import Words
from kkpham_analysis.reports.answers import Answer, Tell
from kkpham_analysis.reports.calls import Call, SettledReport
from kkpham_analysis.reports.records import Edition, edition_now, edition_of, last_record
from kkpham_analysis.reports.requests import Project, ready_reports, record_of

NEW, FAILED, FORM, FRESH = "new", "failed", "form", "fresh"


def listed_answer(project: Project, calls: Sequence[Call], words: Words, *, tell: Tell) -> Answer:
    """List the reports of a plan: each with its forms, the line that asks for it, and how it stands.

    Raises
    ------
    CallError
        With all faults of the calls at once.
    """
    reports, missing = ready_reports(project, calls, words, tell=tell)
    edition = edition_now()
    reasons = [reasons_of(report, edition) for report in reports]
    rows = [
        {**record_of(report), "asked_by": {"file": call.origin[0], "line": call.origin[1]}, "reasons": causes}
        for report, call, causes in zip(reports, calls, reasons, strict=True)
    ]
    text = "\n\n".join([_table(reports, calls, reasons, words), _counted(reasons, words)])
    return Answer(text, {"reports": rows}, failed=bool(missing))


def reasons_of(report: SettledReport, edition: Edition) -> list[str]:
    """Why a report would be made: it is `new`; its last run `failed`; `data`, `version` or `notebook` are others now.

    Or a `form` of it is missing. One for which nothing of this holds is `fresh`, and nothing else.
    """
    record = last_record(report)
    if record is None or not (record.made_at or record.failure):
        return [NEW]
    failed = [FAILED] if record.failure else []
    if not record.made_at:
        return failed
    is_whole = all(form in record.forms and path.is_file() for form, path in report.files.items())
    causes = record.made_from.causes(edition_of(report, edition))
    return [*failed, *causes, *([] if is_whole else [FORM])] or [FRESH]


def _table(
    reports: Sequence[SettledReport], calls: Sequence[Call], reasons: Sequence[Sequence[str]], words: Words
) -> str:
    """The reports as lines for a terminal."""
    lines = [
        (report.label, " ".join(report.forms), f"{call.origin[0]}:{call.origin[1]}", _said(causes, words))
        for report, call, causes in zip(reports, calls, reasons, strict=True)
    ]
    heads = [words.phrase(f"run.list_{name}") for name in ("report", "forms", "asked", "reason")]
    widths = [max(map(len, column)) for column in zip(heads, *lines, strict=True)]
    told = ("  ".join(map(str.ljust, line, widths)).rstrip() for line in (heads, *lines))
    return "\n".join(told)


def _said(causes: Sequence[str], words: Words) -> str:
    return ", ".join(words.phrase(f"run.reason_{cause}") for cause in causes)


def _counted(reasons: Sequence[Sequence[str]], words: Words) -> str:
    """How many reports there are, and how many for each reason; a report may have several."""
    counts = Counter(cause for causes in reasons for cause in causes)
    told = [f"{words.phrase(f'run.reason_{cause}')} {words.number(count)}" for cause, count in counts.items()]
    return words.phrase("run.listed", count=len(reasons), number=words.number(len(reasons)), reasons="; ".join(told))
