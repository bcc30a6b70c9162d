"""Running reports: a call is checked before a kernel starts, and a report is written whole or not at all."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports import records
from kkpham_analysis.reports.calls import (
    Call,
    PlaceLookup,
    RuleLookup,
    SettledReport,
    notebook_file,
    settled,
)
from kkpham_analysis.reports.document import Document, document_of
from kkpham_analysis.reports.executing import Progress, executed, loaded_papermill, notebook_parameters, said_of
from kkpham_analysis.reports.given_time import given_time
from kkpham_analysis.reports.kernels import Kernels
from kkpham_analysis.reports.marking import said_above
from kkpham_analysis.reports.writing import (
    Made,
    Make,
    forms_made,
    refuse_twice,
    refuse_unwritable,
    write_report,
)
from kkpham_analysis.tables.markings import SYNTHETIC


@dataclass(frozen=True)
class ReportResult:
    """What became of a report: its finding in one or two sentences, or the error that stopped it; marks of its rows.

    `files` are those that were written, with their sizes.
    """

    report: SettledReport
    seconds: float
    finding: str = ""
    error: str = ""
    marks: tuple[str, ...] = ()
    files: Mapping[Path, int] = field(default_factory=dict)


@dataclass(frozen=True)
class MadeReport:
    """What was made of a report before anything is written: its executed notebook and its files, or what stopped it."""

    seconds: float
    notebook: Any = None
    made: Made = field(default_factory=Made)
    error: str = ""


# What makes a report as `make_report` does.
MakeReport = Callable[..., MadeReport]


def settle(
    call: Call,
    *,
    notebooks: Path,
    out: Path,
    resolver: PlaceLookup,
    rounds: Collection[int],
    without: Collection[int] = (),
    awaited: Collection[int] = (),
    name_of: Callable[[str], str] = lambda code: code,
    rule_of: RuleLookup = lambda award_year: None,
) -> SettledReport:
    """Check a call and settle its parameters and files, before any kernel starts.

    Parameters
    ----------
    call : Call
        What is asked for. Parameters that are not given keep the notebook's defaults.
    notebooks : Path
        The folder of the notebooks.
    out : Path
        The folder of the reports.
    resolver : callable
        From the text of a place and its level (`province`, `regency`) to its code; raises LookupError or ValueError
        with the best candidates.
    rounds : collection of int
        The rounds there are.
    without : collection of int
        Years that are known to have had none.
    awaited : collection of int
        Rounds that have no award list yet.
    name_of : callable
        From a code to the name for people, which goes into the file's name.
    rule_of : callable
        From a round to its own rule; None where that is not known.

    Returns
    -------
    SettledReport
        With every parameter of the notebook, given or not.

    Raises
    ------
    CallError
        With all faults of the call at once, and what would be right.
    """
    notebook = notebook_file(call.notebook, notebooks, call.origin)
    known = notebook_parameters(notebook)
    return settled(
        call,
        notebook,
        known,
        out=out,
        resolver=resolver,
        rounds=rounds,
        without=without,
        awaited=awaited,
        name_of=name_of,
        rule_of=rule_of,
    )


def run_reports(
    reports: Sequence[SettledReport],
    *,
    workers: int | None = None,
    on_progress: Callable[[str], None] = lambda line: None,
    words: Words | None = None,
    make: Make = forms_made,
    figures: str = "",
    by: MakeReport | None = None,
) -> list[ReportResult]:
    """Run reports side by side, each in a kernel of its own; one that fails does not stop the others.

    Each report is written whole (its forms, the `.ipynb` and its record) or not at all: the last good files of a
    failing one stay, and its record says what stopped it.

    Parameters
    ----------
    reports : sequence of SettledReport
        What `settle` returned, each with files of its own.
    workers : int, optional
        How many run at the same time; as many as there are cores, where nothing else is said.
    on_progress : callable
        Takes each line that says what is at work and how long it took; never called by two threads at once.
    words : Words, optional
        The language of these lines, and of what stopped a report.
    make : callable
        Takes a report and its executed notebook, and gives what is written of it: else its forms.
    figures : str
        The size that figures are drawn at, one of `figures.sizes.SIZES`; that of a page where nothing is said.
    by : callable, optional
        Makes reports in the place of `make_report`, as another machine does: this process only places what it gives.

    Returns
    -------
    list of ReportResult
        In the order of `reports`.

    Raises
    ------
    CallError
        When two reports would write the same file, one of them where nothing can be written, or the time given is none.
    """
    given_time()
    refuse_twice(reports)
    refuse_unwritable(reports)
    if not reports:
        return []
    spoken = words or Words()
    speaking = threading.Lock()

    def say(key: str, **values: object) -> None:
        with speaking:
            on_progress(spoken.phrase(key, **values))

    def run(report: SettledReport) -> ReportResult:
        say("run.started", report=report.label)
        result = _made_and_placed(report, kernels, spoken, edition, make, by or make_report)
        seconds = spoken.number(result.seconds, 1)
        say("run.failed" if result.error else "run.done", report=report.label, seconds=seconds, error=result.error)
        return result

    loaded_papermill()
    edition = records.edition_now()
    with TemporaryDirectory(prefix="kkpham-") as folder, _pool(workers, len(reports)) as pool:
        kernels = Kernels(Path(folder), figures)
        try:
            return list(pool.map(run, reports))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            kernels.stop()
            raise


def _pool(workers: int | None, reports: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max(1, min(workers or os.cpu_count() or 1, reports)))


def _made_and_placed(
    report: SettledReport, kernels: Kernels, words: Words, edition: records.Edition, make: Make, by: MakeReport
) -> ReportResult:
    made = by(report, kernels, words, make)
    result = place_report(report, made, words, edition, noted=not kernels.stopped.is_set())
    kernels.go_on()
    return result


def make_report(report: SettledReport, kernels: Kernels, words: Words, make: Make = forms_made) -> MadeReport:
    """Execute the notebook of a report and make its files, without writing any: the part that takes long."""
    started = time.monotonic()
    progress = Progress()
    try:
        notebook = executed(report, progress, kernels)
        progress.executed = True
        return MadeReport(time.monotonic() - started, notebook, make(report, notebook))
    except Exception as fault:
        error = said_of(fault, report.notebook.stem, progress, words)
        return MadeReport(time.monotonic() - started, error=error)


def place_report(
    report: SettledReport, made: MadeReport, words: Words, edition: records.Edition, *, noted: bool = True
) -> ReportResult:
    """Write what was made of a report in its places, whole or not at all, with its record.

    What stopped it goes into the record too, where it is to be `noted`.
    """
    started = time.monotonic() - made.seconds
    finding, error = "", made.error
    marks: tuple[str, ...] = ()
    files: Mapping[Path, int] = {}
    try:
        if not error:
            document = document_of(made.notebook, language=report.language)
            finding, marks = finding_of(document), document.marks
            made_up = marks or ((SYNTHETIC,) if edition.made_up else ())
            if report.is_recorded and made_up and records.is_of_facts(report):
                error = words.phrase("run.page_of_facts", page=report.html, marks=said_above(made_up, words).strip())
                return ReportResult(report, time.monotonic() - started, error=error)
            files = write_report(report, made.notebook, made.made, finding=finding, edition=edition)
    except Exception as fault:
        finding, marks = "", ()
        error = said_of(fault, report.notebook.stem, Progress(executed=True), words)
    if error and noted and report.is_recorded:
        _record_failure(report, error)
    return ReportResult(report, time.monotonic() - started, finding, error, marks, files)


def finding_of(document: Document) -> str:
    """Give the finding of a report, behind what must be said of the data; empty where there is none."""
    # A no-break space stays: it holds a number and its % together.
    finding = re.sub(r"[ \t\r\n]+", " ", document.finding)
    return said_above(document.marks, document.words).replace("\n", ". ") + finding if finding else ""


def _record_failure(report: SettledReport, error: str) -> None:
    # Where nothing can be written, the error is said all the same.
    with suppress(OSError):
        records.write_record(report.record, records.failed_record(report, error))
