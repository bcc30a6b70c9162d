"""What a plan would make, and why, before anything is made: `kkpham run --dry-run`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kkpham_analysis.language import Words
from kkpham_analysis.reports import up_to_date
from kkpham_analysis.reports.answers import Answer, Tell
from kkpham_analysis.reports.calls import Call, SettledReport
from kkpham_analysis.reports.records import Edition, edition_now
from kkpham_analysis.reports.requests import Project, ready_reports, record_of, tell_defaults
from kkpham_analysis.reports.up_to_date import reasons_told

FRESH = "fresh"


def listed_answer(project: Project, calls: Sequence[Call], words: Words, *, tell: Tell) -> Answer:
    """List the reports of a plan: each with its forms, the line that asks for it, and how it stands.

    Raises
    ------
    CallError
        With all faults of the calls at once.
    """
    reports, missing = ready_reports(project, calls, words, tell=tell)
    tell_defaults(reports, words, tell=tell)
    edition = edition_now()
    reasons = [reasons_of(report, edition) for report in reports]
    rows = [
        {**record_of(report), "asked_by": {"file": call.origin[0], "line": call.origin[1]}, "reasons": causes}
        for report, call, causes in zip(reports, calls, reasons, strict=True)
    ]
    text = "\n\n".join([_table(reports, calls, reasons, words), _counted(reasons, words)])
    return Answer(text, {"reports": rows}, failed=bool(missing))


def reasons_of(report: SettledReport, edition: Edition) -> list[str]:
    """Why a report would be made, as `up_to_date.reasons` says it; `fresh` alone where there is no reason."""
    return up_to_date.reasons(report, edition) or [FRESH]


def _table(
    reports: Sequence[SettledReport], calls: Sequence[Call], reasons: Sequence[Sequence[str]], words: Words
) -> str:
    """The reports as lines for a terminal."""
    lines = [
        (
            report.label,
            " ".join(report.forms),
            f"{call.origin[0]}:{call.origin[1]}",
            reasons_told(report, causes, words),
        )
        for report, call, causes in zip(reports, calls, reasons, strict=True)
    ]
    heads = [words.phrase(f"run.list_{name}") for name in ("report", "forms", "asked", "reason")]
    widths = [max(map(len, column)) for column in zip(heads, *lines, strict=True)]
    told = ("  ".join(map(str.ljust, line, widths)).rstrip() for line in (heads, *lines))
    return "\n".join(told)


def _counted(reasons: Sequence[Sequence[str]], words: Words) -> str:
    """How many reports there are, and how many for each reason; a report may have several."""
    counts = Counter(cause for causes in reasons for cause in causes)
    told = [f"{up_to_date.said(cause, words)} {words.number(count)}" for cause, count in counts.items()]
    return words.phrase("run.listed", count=len(reasons), number=words.number(len(reasons)), reasons="; ".join(told))
