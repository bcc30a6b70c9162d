"""Running notebooks: a call is checked before a kernel starts, and a report is written whole or not at all.

The only module that calls papermill.
"""

from __future__ import annotations

import ast
import logging
import os
import signal
import sys
import threading
import time
import weakref
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports.calls import (
    Call,
    CallError,
    Parameter,
    PlaceLookup,
    SettledReport,
    notebook_file,
    settled,
)

CELL_TIMEOUT = 600
# jsonschema imports this to check international addresses, of which notebooks have none; its import takes a second.
SLOW_AND_UNUSED = "rfc3987_syntax"

# The managers of the kernels at work; one that has ended drops out.
_managers: weakref.WeakSet[Any] = weakref.WeakSet()


@dataclass(frozen=True)
class ReportResult:
    """What became of a report: its finding in one or two sentences, or the error that stopped it."""

    report: SettledReport
    seconds: float
    finding: str = ""
    error: str = ""


@dataclass
class _Progress:
    """Which cell of the notebook, as its author counts them, is at work."""

    cell: int = 0
    injected: int = 0
    source: str = ""

    def start(self, cell: Any, cell_index: int) -> None:
        self.injected += "injected-parameters" in cell.metadata.get("tags", [])
        self.cell = cell_index + 1 - self.injected
        self.source = next(iter(cell.source.splitlines()), "")


def notebook_parameters(notebook: Path) -> dict[str, Parameter]:
    """Read the parameters of a notebook, by name, from its cell tagged `parameters`."""
    found = _papermill().inspect_notebook(_as_template(notebook))
    return {name: _parameter(name, given) for name, given in found.items()}


def settle(
    call: Call,
    *,
    notebooks: Path,
    out: Path,
    resolver: PlaceLookup,
    rounds: Collection[int],
    name_of: PlaceLookup = lambda code, level: code,
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
    name_of : callable
        From a code and its level to the name for people, which goes into the file's name.

    Returns
    -------
    SettledReport
        With every parameter of the notebook, given or not.

    Raises
    ------
    CallError
        With all faults of the call at once, and what would be right.
    """
    notebook = notebook_file(call.notebook, notebooks)
    known = notebook_parameters(notebook)
    return settled(call, notebook, known, out=out, resolver=resolver, rounds=rounds, name_of=name_of)


def run_reports(
    reports: Sequence[SettledReport],
    *,
    workers: int = 2,
    on_progress: Callable[[str], None] = lambda line: None,
    words: Words | None = None,
) -> list[ReportResult]:
    """Run reports side by side, each in a kernel of its own; one that fails does not stop the others.

    Each report is written whole (`.html` and `.ipynb`) or not at all: the last good files of a failing one stay.

    Parameters
    ----------
    reports : sequence of SettledReport
        What `settle` returned, each with files of its own.
    workers : int
        How many run at the same time.
    on_progress : callable
        Takes each line that says what is at work and how long it took; never called by two threads at once.
    words : Words, optional
        The language of these lines.

    Returns
    -------
    list of ReportResult
        In the order of `reports`.
    """
    files = [report.html for report in reports]
    if twice := sorted({str(file) for file in files if files.count(file) > 1}):
        raise CallError(f"asked for twice, and would be written twice: {', '.join(twice)}")
    written = words or Words()
    speaking = threading.Lock()

    def say(key: str, **values: object) -> None:
        with speaking:
            on_progress(written.phrase(key, **values))

    def run(report: SettledReport) -> ReportResult:
        say("run.started", report=report.label)
        result = _run_one(report)
        seconds = written.number(result.seconds, 1)
        say("run.failed" if result.error else "run.done", report=report.label, seconds=seconds, error=result.error)
        return result

    _papermill()
    with ThreadPoolExecutor(max(1, workers)) as pool, _kernels_end_with_us(pool):
        return list(pool.map(run, reports))


def _run_one(report: SettledReport) -> ReportResult:
    started = time.monotonic()
    progress = _Progress()
    finding, error = "", ""
    try:
        notebook = _executed(report, progress)
        _write_whole(report, notebook)
        finding = finding_of(notebook)
    except Exception as fault:
        error = _in_words(fault, progress)
    return ReportResult(report, time.monotonic() - started, finding, error)


def finding_of(notebook: Any) -> str:
    """Give the text of the cell tagged `finding`; empty where there is none."""
    for cell in notebook.cells:
        if "finding" in cell.metadata.get("tags", []):
            for output in cell.get("outputs", []):
                text = output.get("data", {}).get("text/plain", "")
                if text:
                    return " ".join(text.split())
    return ""


def _executed(report: SettledReport, progress: _Progress) -> Any:
    # No output path: the notebook stays in memory until it is whole. No `cwd`: papermill changes it for all threads.
    return _papermill().execute_notebook(
        _as_template(report.notebook),
        None,
        parameters=dict(report.parameters),
        kernel_name="python3",
        language="python",
        progress_bar=False,
        execution_timeout=CELL_TIMEOUT,
        kernel_manager_class=_kernel_manager(),
        shutdown_kernel="immediate",
        on_cell_start=progress.start,
    )


def _write_whole(report: SettledReport, notebook: Any) -> None:
    """Write both files beside their targets first, then move them there."""
    import nbformat

    from kkpham_analysis.reports.html import page_html

    writes: Any = nbformat.writes
    texts = {report.html: page_html(notebook, language=report.language), report.ipynb: writes(notebook)}
    parts = {target: target.with_name(f".{target.name}.{os.getpid()}.part") for target in texts}
    report.html.parent.mkdir(parents=True, exist_ok=True)
    try:
        for target, text in texts.items():
            parts[target].write_text(text, encoding="utf-8")
        for target, part in parts.items():
            part.replace(target)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _in_words(fault: Exception, progress: _Progress) -> str:
    where = f"cell {progress.cell} ({progress.source[:60]})" if progress.cell else "before the first cell"
    name = getattr(fault, "ename", type(fault).__name__)
    what = " ".join(str(getattr(fault, "evalue", fault)).split())
    return f"{where}: {name}: {what}" if what else f"{where}: {name}"


@cache
def _kernel_manager() -> Any:
    """Give a manager whose kernels are always this Python's, whatever kernels the user has installed."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    spec = KernelSpec(
        argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--HistoryManager.enabled=False"],
        env={"PYDEVD_DISABLE_FILE_VALIDATION": "1"},
        display_name="Python 3",
        language="python",
        # Without it the kernel warns that anyone on this machine may listen.
        metadata={"supported_encryption": ["curve"]},
    )

    class OwnKernelManager(AsyncKernelManager):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            _managers.add(self)

        @property
        def kernel_spec(self) -> KernelSpec:
            return spec

    return OwnKernelManager


@contextmanager
def _kernels_end_with_us(pool: ThreadPoolExecutor) -> Iterator[None]:
    """Start nothing more, and end the kernels at work, when the run is interrupted."""
    try:
        yield
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for manager in list(_managers):
            with suppress(ProcessLookupError):
                if pid := getattr(manager.provisioner, "pid", None):
                    os.kill(pid, signal.SIGKILL)
        raise


def _papermill() -> ModuleType:
    """Import papermill, without what is slow and not used, and keep its log off the terminal."""
    absent = SLOW_AND_UNUSED not in sys.modules
    if absent:
        sys.modules[SLOW_AND_UNUSED] = None  # type: ignore[assignment]
    try:
        import papermill
    finally:
        if absent:
            del sys.modules[SLOW_AND_UNUSED]
    for name in ("papermill", "traitlets", "nbconvert"):
        logger = logging.getLogger(name)
        if not any(isinstance(handler, logging.NullHandler) for handler in logger.handlers):
            logger.addHandler(logging.NullHandler())
    module: ModuleType = papermill
    return module


def _as_template(notebook: Path) -> str:
    # papermill fills braces in a path with parameters.
    return str(notebook).replace("{", "{{").replace("}", "}}")


def _parameter(name: str, given: dict[str, str]) -> Parameter:
    try:
        default = ast.literal_eval(given["default"])
    except (ValueError, SyntaxError):
        raise CallError(f"the default of parameter '{name}' is not a plain value: {given['default']}") from None
    annotation = given["inferred_type_name"].strip("'\" ").split("[")[0].split("|")[0].strip().lower()
    kind = annotation if annotation in ("int", "str", "list", "bool", "float") else type(default).__name__
    return Parameter(name, kind if default is not None or annotation != "none" else "", default, given["help"])
