"""Running notebooks: a call is checked before a kernel starts, and a report is written whole or not at all.

The only module that calls papermill.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from kkpham_analysis.figures.sizes import SLIDE
from kkpham_analysis.language import Words
from kkpham_analysis.reports import records
from kkpham_analysis.reports.calls import SettledReport
from kkpham_analysis.reports.document import Document, document_of
from kkpham_analysis.reports.given_time import given_time
from kkpham_analysis.reports.kernels import Kernels
from kkpham_analysis.reports.marking import said_above
from kkpham_analysis.reports.parameters import notebook_parameters as notebook_parameters
from kkpham_analysis.reports.parameters import settle as settle
from kkpham_analysis.reports.writing import (
    Make,
    PartMissingError,
    forms_made,
    note_tables,
    refuse_twice,
    refuse_unwritable,
    write_report,
)
from kkpham_analysis.tables.faults import shortened
from kkpham_analysis.tables.markings import SYNTHETIC

CELL_TIMEOUT = 600
STARTS = 3  # of a kernel at most: another program may take a port that was free a moment before
# The form for which some figures are drawn once more.
SLIDES = "pptx"
# A check of international addresses, of which notebooks have none: it builds its grammar when it is imported, which
# takes longer (1.3 s) than all the rest of papermill, and jsonschema does without where it cannot be imported.
SLOW_AND_UNUSED = "rfc3987_syntax"
LONGEST_PROBLEM = 300


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


@dataclass
class _Progress:
    """Which cell of the notebook, as its author counts them, is at work."""

    cell: int = 0
    injected: int = 0
    source: str = ""
    executed: bool = False

    def start(self, cell: Any, cell_index: int) -> None:
        self.injected += "injected-parameters" in cell.metadata.get("tags", [])
        self.cell = cell_index + 1 - self.injected
        self.source = next(iter(cell.source.splitlines()), "")


def run_reports(
    reports: Sequence[SettledReport],
    *,
    workers: int | None = None,
    on_progress: Callable[[str], None] = lambda line: None,
    words: Words | None = None,
    make: Make = forms_made,
    figures: str = "",
    edition: records.Edition | None = None,
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
    on_progress : callable
        Takes each line that says what is at work and how long it took; never called by two threads at once.
    words : Words, optional
        The language of these lines, and of what stopped a report.
    make : callable
        Takes a report and its executed notebook, and gives what is written of it: else its forms.
    figures : str
        The size that figures are drawn at, one of `figures.sizes.SIZES`; that of a page where nothing is said.
    edition : Edition, optional
        `edition_now`, where that was asked already.

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
        result = _run_one(report, kernels, spoken, made_from, make)
        kernels.go_on()
        seconds = spoken.number(result.seconds, 1)
        say("run.failed" if result.error else "run.done", report=report.label, seconds=seconds, error=result.error)
        return result

    _papermill()
    made_from = edition or records.edition_now()
    with TemporaryDirectory(prefix="kkpham-") as folder, _pool(workers, len(reports)) as pool:
        kernels = Kernels(Path(folder), figures)
        try:
            return list(pool.map(run, reports))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            kernels.stop()
            raise


def usable_cores() -> int:
    """How many cores this program may use: fewer than there are where it was bound to some (`taskset`, a container)."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pool(workers: int | None, reports: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max(1, min(workers or usable_cores(), reports)))


def _run_one(
    report: SettledReport, kernels: Kernels, words: Words, edition: records.Edition, make: Make
) -> ReportResult:
    started = time.monotonic()
    progress = _Progress()
    finding, error = "", ""
    marks: tuple[str, ...] = ()
    files: Mapping[Path, int] = {}
    try:
        notebook = _executed(report, progress, kernels)
        progress.executed = True
        document = document_of(notebook, language=report.language)
        finding, marks = finding_of(document), document.marks
        made_up = marks or ((SYNTHETIC,) if edition.made_up else ())
        if report.is_recorded and made_up and records.is_of_facts(report):
            error = words.phrase("run.page_of_facts", page=report.html, marks=said_above(made_up, words).strip())
            return ReportResult(report, time.monotonic() - started, error=error)
        files = write_report(report, notebook, make, finding=finding, edition=edition)
    except Exception as fault:
        finding, marks = "", ()
        error = _in_words(fault, report.notebook.stem, progress, words)
        if report.is_recorded and not kernels.stopped.is_set():
            _record_failure(report, error)
    return ReportResult(report, time.monotonic() - started, finding, error, marks, files)


def finding_of(document: Document) -> str:
    """Give the finding of a report, behind what must be said of the data; empty where there is none."""
    # A no-break space stays: it holds a number and its % together.
    finding = re.sub(r"[ \t\r\n]+", " ", document.finding)
    return said_above(document.marks, document.words).replace("\n", ". ") + finding if finding else ""


def _executed(report: SettledReport, progress: _Progress, kernels: Kernels) -> Any:
    """Give the executed notebook; a kernel that ends before the first cell is started again."""
    for _ in range(STARTS - 1):
        try:
            return _executed_once(report, progress, kernels)
        except RuntimeError:
            kernels.go_on()
            if progress.cell:
                raise
    return _executed_once(report, progress, kernels)


def _executed_once(report: SettledReport, progress: _Progress, kernels: Kernels) -> Any:
    def start(cell: Any, cell_index: int) -> None:
        kernels.go_on()
        progress.start(cell, cell_index)

    noted_in = kernels.folder / f"tables-{uuid.uuid4().hex}.txt"
    # No output path: the notebook stays in memory until it is whole. No `cwd`: papermill changes it for all threads.
    notebook = _papermill().execute_notebook(
        _as_template(report.notebook),
        None,
        parameters=dict(report.parameters),
        kernel_name="python3",
        language="python",
        progress_bar=False,
        execution_timeout=CELL_TIMEOUT,
        kernel_manager_class=kernels.manager(report.typed, noted_in, SLIDE if SLIDES in report.forms else ""),
        shutdown_kernel="immediate",
        on_cell_start=start,
    )
    # A report that is handed on tells nothing of the folders of who made it.
    notebook.metadata.papermill.update(input_path=report.notebook.name, output_path=report.ipynb.name)
    if noted_in.is_file():
        note_tables(notebook, noted_in.read_text(encoding="utf-8").split())
    return notebook


def _record_failure(report: SettledReport, error: str) -> None:
    # Where nothing can be written, the error is said all the same.
    with suppress(OSError):
        records.write_record(report.record, records.failed_record(report, error))


def _in_words(fault: Exception, notebook: str, progress: _Progress, words: Words) -> str:
    """Say in one sentence which cell of which notebook failed, and why."""
    if isinstance(fault, PartMissingError):
        return fault.sentence(words)
    name = str(getattr(fault, "ename", type(fault).__name__))
    where: dict[str, object] = {"notebook": notebook, "name": name, "problem": _problem(fault, name, words)}
    if progress.executed:
        return words.phrase("run.error_of_page", **where)
    if not progress.cell:
        return words.phrase("run.error_before", **where)
    return words.phrase("run.error", cell=progress.cell, source=shortened(progress.source), **where)


def _problem(fault: Exception, name: str, words: Words) -> str:
    if name == "DeadKernelError":
        return words.phrase("run.kernel_died")
    if name == "CellTimeoutError":
        return words.phrase("run.too_long", seconds=CELL_TIMEOUT)
    said = " ".join(str(getattr(fault, "evalue", fault)).split())
    return shortened(said, LONGEST_PROBLEM) or words.phrase("run.unexplained")


def _papermill() -> ModuleType:
    """Import papermill, without what is slow and not used, and keep its log off the terminal."""
    with _left_out(SLOW_AND_UNUSED):
        import papermill
    for name in ("papermill", "traitlets", "nbconvert"):
        logger = logging.getLogger(name)
        if not any(isinstance(handler, logging.NullHandler) for handler in logger.handlers):
            logger.addHandler(logging.NullHandler())
    module: ModuleType = papermill
    return module


@contextmanager
def _left_out(name: str) -> Iterator[None]:
    """Let a module count as not there while others are imported; one that is imported already stays."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


def _as_template(notebook: Path) -> str:
    # papermill fills braces in a path with parameters.
    return str(notebook).replace("{", "{{").replace("}", "}}")
