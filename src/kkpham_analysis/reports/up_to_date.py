"""Which reports are out of date, and why: anything that they rest on is another than when they were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports import records
from kkpham_analysis.reports.calls import SettledReport
from kkpham_analysis.reports.records import Edition, Record

NEVER, FAILED, FORM = "never", "failed", "form"
# Before the name of another notebook that a form was made from.
BESIDE = "notebook:"


def reasons(report: SettledReport, now: Edition) -> list[str]:
    """Why a report is out of date; nothing where it is fresh.

    Parameters
    ----------
    report : SettledReport
        What is asked for.
    now : Edition
        `edition_now`.

    Returns
    -------
    list of str
        `never` where it was never made, and `failed` where its last run did. Else what is another than it was made
        from: `data` (the rows that it read), `version` (the package, with the templates of its forms), `libraries`,
        `notebook`, `parameters` (with the names of places), `typed` (the folders that its pages print before
        commands), `notebook:` with the name of another one that its slides show, and `form`, where one of its files is
        missing, was made from something else, or is not as it was written.
    """
    record = records.last_record(report)
    if record is None or not (record.made_at or record.failure):
        return [NEVER]
    failed = [FAILED] if record.failure else []
    if not record.made_at:
        return failed
    told = {form: record.forms[form] for form in report.files if form in record.forms}
    beside = [f"{BESIDE}{name}" for name in records.changed_beside(report, told)]
    forms = [FORM] if _other_files(report, record) else []
    return [*failed, *records.other_causes(report, record, now), *beside, *forms]


def said(cause: str, words: Words) -> str:
    """A reason in words; that of another notebook with its name."""
    if cause.startswith(BESIDE):
        return words.phrase("run.reason_beside", notebook=cause.removeprefix(BESIDE))
    return words.phrase(f"run.reason_{cause}")


def reasons_told(report: SettledReport, causes: Sequence[str], words: Words) -> str:
    """Say why a report is out of date, with the names of the files that are missing or not as they were written."""
    record = records.last_record(report) if FORM in causes else None
    files = f": {', '.join(_other_files(report, record))}" if record else ""
    return ", ".join(said(cause, words) + (files if cause == FORM else "") for cause in causes)


def _other_files(report: SettledReport, record: Record) -> list[str]:
    return [path.name for form, path in report.files.items() if not _is_as_written(report, record, form)]


def _is_as_written(report: SettledReport, record: Record, form: str) -> bool:
    """Whether a file is there and the one that was written: by its size, and by its content where it is newer.

    A record is written behind the files that it tells of: one that is not newer was not touched since.
    """
    told: Mapping[str, Any] = record.forms.get(form, {})
    path: Path = report.files[form]
    try:
        there, recorded = path.stat(), report.record.stat()
        if there.st_size != told.get("bytes"):
            return False
        if there.st_mtime_ns <= recorded.st_mtime_ns:
            return True
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == told.get("sha256")
    except OSError:
        return False
