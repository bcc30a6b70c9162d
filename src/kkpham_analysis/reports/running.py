"""Running reports: a call is checked before a kernel starts, and a report is written whole or not at all."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports import records
from kkpham_analysis.reports.calls import SettledReport
from kkpham_analysis.reports.document import Document, document_of
from kkpham_analysis.reports.executing import (
    Progress,
    executed,
    loaded_papermill,
    may_pass,
    said_of,
)
from kkpham_analysis.reports.given_time import given_time
from kkpham_analysis.reports.kernels import Kernels, warm_server_for
from kkpham_analysis.reports.marking import said_above
from kkpham_analysis.reports.records import Failure
from kkpham_analysis.reports.run_events import DONE, FAILED, RETRIED, STARTED, OnEvent, RunCount
from kkpham_analysis.reports.run_log import line_of
from kkpham_analysis.reports.warm_asked import asked_often
from kkpham_analysis.reports.work_folder import work_folder
from kkpham_analysis.reports.writing import (
    Made,
    Make,
    failed_notebook,
    forms_made,
    keep_notebook,
    refuse_twice,
    refuse_unwritable,
    unwritable,
    write_report,
)
from kkpham_analysis.tables.cores import usable_cores
from kkpham_analysis.tables.faults import shortened
from kkpham_analysis.tables.markings import SYNTHETIC


@dataclass(frozen=True)
class ReportResult:
    """What became of a report: its finding in one or two sentences, or the error that stopped it; marks of its rows.

    `files` are those that were written, with their sizes. `tries` is how often it was tried, `kept` the notebook of one
    that was stopped, as far as it was executed.
    """

    report: SettledReport
    seconds: float
    finding: str = ""
    error: str = ""
    marks: tuple[str, ...] = ()
    files: Mapping[Path, int] = field(default_factory=dict)
    tries: int = 1
    kept: Path | None = None


@dataclass(frozen=True)
class MadeReport:
    """What was made of a report before anything is written: its executed notebook and its files, or what stopped it.

    The notebook of one that was stopped is there as far as it was executed; `cell` is the number of the cell that was
    at work, 0 where it was none, and `source` its first line. `may_pass` says that another try may do, `tries` how many
    there were. `read` tells apart the notebook that was executed; empty where that was not read.
    """

    seconds: float
    notebook: Any = None
    made: Made = field(default_factory=Made)
    error: str = ""
    cell: int = 0
    source: str = ""
    may_pass: bool = False
    tries: int = 1
    read: str = ""


# What makes a report as `make_report` does.
MakeReport = Callable[..., MadeReport]


def run_reports(
    reports: Sequence[SettledReport],
    *,
    workers: int | None = None,
    timeout: int | None = None,
    retries: int = 0,
    on_event: OnEvent | None = None,
    on_progress: Callable[[str], None] = lambda line: None,
    words: Words | None = None,
    make: Make = forms_made,
    figures: str = "",
    edition: records.Edition | None = None,
    by: MakeReport | None = None,
    at_once: Callable[[], int] | None = None,
    refuse: bool = True,
    rank: Callable[[SettledReport], int] = lambda report: 0,
    later: Sequence[SettledReport] = (),
    keep: Callable[[SettledReport, MadeReport], None] = lambda report, made: None,
) -> list[ReportResult]:
    """Run reports side by side, each in a kernel of its own; one that fails does not stop the others.

    Each report is written whole (its forms, the `.ipynb` and its record) or not at all: the last good files of a
    failing one stay, and its record says what stopped it.

    Parameters
    ----------
    reports : sequence of SettledReport
        What `settle` returned, each with files of its own.
    workers : int, optional
        How many run at the same time; as many as there are cores to use, where nothing else is said.
    timeout : int, optional
        How many seconds a cell may take; `executing.CELL_TIMEOUT` where nothing else is said.
    retries : int
        How often a report is tried again whose kernel died, was too slow, or did not start.
    on_event : callable, optional
        Takes each thing that happens; never called by two threads at once.
    on_progress : callable
        Takes it as a line, where there is no `on_event`.
    words : Words, optional
        The language of these lines, and of what stopped a report.
    make : callable
        Takes a report and its executed notebook, and gives what is written of it: else its forms.
    figures : str
        The size that figures are drawn at, one of `figures.sizes.SIZES`; that of a page where nothing is said.
    by : callable, optional
        Makes reports in the place of `make_report`, as another machine does: this process only places what it gives.
    at_once : callable, optional
        How many reports are made at the same time by now, where `by` has most of `workers` wait for others.
    refuse : bool
        Whether to refuse all of them where none can be written, rather than to let each fail.
    rank : callable
        Those of a higher rank wait for those of a lower one.
    later : sequence of SettledReport
        What this process runs behind them: the warm server is told of these, too, for it is told once.
    keep : callable
        Takes each report with what was made of it, before that is written.

    Returns
    -------
    list of ReportResult
        In the order of `reports`.

    Raises
    ------
    CallError
        When two reports would write the same file, none of them can be written, or the time given is none.
    """
    given_time()
    refuse_twice(reports)
    if refuse:
        refuse_unwritable(reports)
    if not reports:
        return []
    spoken, together = words or Words(), _together(workers, len(reports))
    if by is None:
        # It gets ready while papermill is loaded.
        most = _together(workers, max(len(reports), len(later)))
        warm_server_for(asked_often([*reports, *later], workers=most))
    loaded_papermill()
    with TemporaryDirectory(dir=work_folder()) as folder:
        run = _Run(
            kernels=Kernels(Path(folder), figures),
            words=spoken,
            count=RunCount(len(reports), together, on_event or (lambda event: on_progress(line_of(event, spoken)))),
            make=partial(by or make_report, make=make, timeout=timeout),
            retries=retries,
            edition=edition or records.edition_now(),
            keep=keep,
            closed=_kept_from(reports, spoken),
            at_once=at_once or (lambda: together),
        )
        return _side_by_side(run, _stages(reports, rank), reports, together)


@dataclass(frozen=True)
class _Run:
    """What the reports of a run share: `closed` are those that cannot be written, the rest as for `run_reports`."""

    kernels: Kernels
    words: Words
    count: RunCount
    make: MakeReport
    retries: int
    edition: records.Edition
    keep: Callable[[SettledReport, MadeReport], None]
    closed: Mapping[Path, MadeReport]
    at_once: Callable[[], int]

    def of(self, report: SettledReport) -> ReportResult:
        """Make a report, write it and tell of it."""
        self.count.tell(STARTED, report.label)
        once = partial(self.make, report, self.kernels, self.words)
        made = self.closed.get(report.html) or _tried(report, once, self.retries, self.count)
        self.keep(report, made)
        noted = not self.kernels.stopped.is_set()
        result = place_report(report, made, self.words, self.edition, noted=noted)
        self.count.workers = max(1, self.at_once())
        # What is in its place counts, though the run was stopped meanwhile; what the stop broke off did not fail.
        if noted or not result.error:
            _tell_of(result, self.count)
        self.kernels.end_here()
        self.kernels.go_on()
        return result


def _side_by_side(
    run: _Run, stages: Sequence[Sequence[SettledReport]], reports: Sequence[SettledReport], together: int
) -> list[ReportResult]:
    """Run the reports of one stage after the other; what became of them, in the order of `reports`."""
    done: dict[Path, ReportResult] = {}
    with ThreadPoolExecutor(together) as pool:
        try:
            for stage in stages:
                done |= {result.report.html: result for result in pool.map(run.of, stage)}
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            run.kernels.stop()
            raise
    return [done[report.html] for report in reports]


def _stages(reports: Sequence[SettledReport], rank: Callable[[SettledReport], int]) -> list[list[SettledReport]]:
    """The reports that others wait for, then these."""
    ranks = sorted({rank(report) for report in reports})
    return [[report for report in reports if rank(report) == stage] for stage in ranks]


def _together(workers: int | None, reports: int) -> int:
    """How many reports run at the same time."""
    return max(1, min(workers or usable_cores(), reports))


def _tried(report: SettledReport, once: Callable[[], MadeReport], retries: int, count: RunCount) -> MadeReport:
    """Make a report, and again where that may do; how long all tries took."""
    seconds, made = 0.0, once()
    for tries in range(2, retries + 2):
        if not made.may_pass:
            break
        count.tell(RETRIED, report.label, seconds=made.seconds, error=made.error, tries=tries)
        seconds, made = seconds + made.seconds, replace(once(), tries=tries)
    return replace(made, seconds=seconds + made.seconds)


def _kept_from(reports: Sequence[SettledReport], words: Words) -> dict[Path, MadeReport]:
    """Reports for which no kernel is started, by their pages, with what keeps them from being written."""
    return {page: MadeReport(0.0, error=" ".join(fault.sentence(words) for fault in faults))
            for page, faults in unwritable(reports).items()}  # fmt: skip


def _tell_of(result: ReportResult, count: RunCount) -> None:
    kind, notebook = FAILED if result.error else DONE, str(result.kept or "")
    count.tell(kind, result.report.label, seconds=result.seconds, error=result.error, tries=result.tries,
               notebook=notebook)  # fmt: skip


def make_report(
    report: SettledReport, kernels: Kernels, words: Words, make: Make = forms_made, *, timeout: int | None = None
) -> MadeReport:
    """Execute the notebook of a report and make its files, without writing any: the part that takes long."""
    started = time.monotonic()
    progress = Progress()
    try:
        notebook = executed(report, progress, kernels, timeout)
        progress.executed = True
        made = make(report, notebook)
        return MadeReport(time.monotonic() - started, notebook, made, read=progress.read)
    except Exception as fault:
        error = said_of(fault, report.notebook.stem, progress, words, timeout)
        again = may_pass(fault, progress) and not kernels.stopped.is_set()
        cell, source = (0, "") if progress.executed else (progress.cell, shortened(progress.source))
        return MadeReport(time.monotonic() - started, progress.notebook, error=error, cell=cell, source=source,
                          may_pass=again)  # fmt: skip


def place_report(
    report: SettledReport, made: MadeReport, words: Words, edition: records.Edition, *, noted: bool = True
) -> ReportResult:
    """Write what was made of a report in its places, whole or not at all, with its record.

    What stopped it goes into the record too, where it is to be `noted`, and its notebook beside it for reading.
    """
    started = time.monotonic() - made.seconds
    finding, error = "", made.error
    marks: tuple[str, ...] = ()
    files: Mapping[Path, int] = {}
    try:
        if not error:
            document = document_of(made.notebook, language=report.language)
            finding, marks = finding_of(document), document.marks
            error = _page_of_facts(report, marks or ((SYNTHETIC,) if edition.made_up else ()), words)
            if not error:
                files = _written(report, made, finding, replace(edition, notebook=made.read))
                return ReportResult(report, time.monotonic() - started, finding, made.made.error, marks, files,
                                    made.tries)  # fmt: skip
            # Beside a page of facts no notebook of made-up rows is kept, and what stopped one of facts stays told.
            finding, marks, made, noted = "", (), replace(made, notebook=None), noted and not _has_failed(report)
    except Exception as fault:
        finding, marks = "", ()
        error = said_of(fault, report.notebook.stem, Progress(executed=True), words)
    kept = _record_failure(report, replace(made, error=error)) if error and noted and report.is_recorded else None
    return ReportResult(report, time.monotonic() - started, finding, error, marks, files, made.tries, kept)


def _has_failed(report: SettledReport) -> bool:
    record = records.last_record(report)
    return bool(record and record.failure)


def _page_of_facts(report: SettledReport, made_up: tuple[str, ...], words: Words) -> str:
    """Say that a page of facts is in the place of one of made-up rows, as marked; empty where neither is."""
    if not (report.is_recorded and made_up and records.is_of_facts(report)):
        return ""
    return words.phrase("run.page_of_facts", page=report.html, marks=said_above(made_up, words).strip())


def _written(
    report: SettledReport, made: MadeReport, finding: str, edition: records.Edition
) -> dict[Path, int]:  # fmt: skip
    if report.is_recorded:
        # Before the others: whoever is killed here makes the report again.
        failed_notebook(report).unlink(missing_ok=True)
    return write_report(report, made.notebook, made.made, finding=finding, edition=edition)


def finding_of(document: Document) -> str:
    """Give the finding of a report, behind what must be said of the data; empty where there is none."""
    # A no-break space stays: it holds a number and its % together.
    finding = re.sub(r"[ \t\r\n]+", " ", document.finding)
    return said_above(document.marks, document.words).replace("\n", ". ") + finding if finding else ""


def _record_failure(report: SettledReport, made: MadeReport) -> Path | None:
    """Note what stopped a report, and keep its notebook: where that lies, None where it does not."""
    kept: Path | None = None
    # Where nothing can be written, the error is said all the same.
    with suppress(OSError):
        kept = keep_notebook(report, made.notebook) if made.notebook is not None else None
    with suppress(OSError):
        # One of an earlier failure would be read as that of this.
        if not kept:
            failed_notebook(report).unlink(missing_ok=True)
    with suppress(OSError):
        about = Failure(made.error, records.now(), made.cell, made.source, made.tries, kept.name if kept else "")
        records.write_record(report.record, records.failed_record(report, about))
    return kept
