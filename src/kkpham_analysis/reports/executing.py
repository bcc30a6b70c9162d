"""Executing a notebook: its parameters are read, it runs in a kernel of its own, and what stops it is said in words.

The only module that calls papermill.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from tempfile import gettempdir
from types import ModuleType
from typing import Any

from kkpham_analysis.figures.sizes import SLIDE
from kkpham_analysis.language import Words
from kkpham_analysis.reports.calls import SettledReport
from kkpham_analysis.reports.kernels import Kernels
from kkpham_analysis.reports.writing import PartMissingError, note_tables
from kkpham_analysis.tables.faults import shortened
from kkpham_analysis.tables.files.whole_files import NO_ROOM

CELL_TIMEOUT = 600
STARTS = 3  # of a kernel at most: another program may take a port that was free a moment before
# The form for which some figures are drawn once more.
SLIDES = "pptx"
# Under which name papermill knows the engine that shows the notebook at work.
ENGINE = "kkpham"
# A check of international addresses, of which notebooks have none: it builds its grammar when it is imported, which
# takes longer (1.3 s) than all the rest of papermill, and jsonschema does without where it cannot be imported.
SLOW_AND_UNUSED = "rfc3987_syntax"
LONGEST_PROBLEM = 300
ID_LENGTH = 16


@dataclass
class Progress:
    """Which cell of the notebook, as its author counts them, is at work; `notebook` is what there is of it by now.

    `read` tells apart what was read of its file.
    """

    cell: int = 0
    injected: int = 0
    source: str = ""
    executed: bool = False
    notebook: Any = None
    read: str = ""

    def see(self, notebook: Any) -> None:
        """Note the notebook that starts, whose cells are filled as they are executed."""
        self.notebook, self.injected = notebook, 0

    def start(self, cell: Any, cell_index: int) -> None:
        """Note the cell that starts, as papermill counts it: with the one that it puts in."""
        self.injected += "injected-parameters" in cell.metadata.get("tags", [])
        self.cell = cell_index + 1 - self.injected
        self.source = next(iter(cell.source.splitlines()), "")


def executed(report: SettledReport, progress: Progress, kernels: Kernels, timeout: int | None = None) -> Any:
    """Give the executed notebook; a kernel that ends before the first cell is started again.

    No cell may take longer than `timeout` seconds, or else than `CELL_TIMEOUT`. The file is read once: what is told of
    it is what was executed, whoever saves it meanwhile.
    """
    content = report.notebook.read_bytes()
    progress.read = sha256(content).hexdigest()
    for _ in range(STARTS - 1):
        try:
            return _executed_once(report, content, progress, kernels, timeout)
        except RuntimeError:
            kernels.go_on()
            if progress.cell:
                raise
            kernels.refuse_no_room()
    return _executed_once(report, content, progress, kernels, timeout)


def _executed_once(
    report: SettledReport, content: bytes, progress: Progress, kernels: Kernels, timeout: int | None
) -> Any:
    import nbformat

    def start(cell: Any, cell_index: int) -> None:
        kernels.go_on()
        progress.start(cell, cell_index)

    noted_in = kernels.folder / f"tables-{uuid.uuid4().hex}.txt"
    reads: Any = nbformat.reads
    with kernels.manager(report.typed, noted_in, SLIDE if SLIDES in report.forms else "") as manager:
        # No output path: the notebook stays in memory until it is whole. No `cwd`: papermill changes it for all.
        notebook = loaded_papermill().execute_notebook(
            reads(content.decode("utf-8"), as_version=4),
            None,
            parameters=dict(report.parameters),
            kernel_name="python3",
            language="python",
            progress_bar=False,
            execution_timeout=timeout or CELL_TIMEOUT,
            engine_name=_engine(),
            on_notebook=_seen_by(progress, content),
            kernel_manager_class=manager,
            shutdown_kernel="immediate",
            on_cell_start=start,
        )
    # A report that is handed on tells nothing of the folders of who made it.
    notebook.metadata.papermill.update(input_path=report.notebook.name, output_path=report.ipynb.name)
    if noted_in.is_file():
        note_tables(notebook, noted_in.read_text(encoding="utf-8").split())
    return notebook


def _seen_by(progress: Progress, content: bytes) -> Callable[[Any], None]:
    """What is done with the notebook that starts: cells that its file gave no name are named by what they are."""

    def see(notebook: Any) -> None:
        given = {cell.get("id") for cell in json.loads(content).get("cells", [])}
        for number, cell in enumerate(notebook.cells):
            # By chance otherwise: that of the parameters, and all cells of a file older than names of cells.
            if cell.id not in given:
                cell.id = sha256(f"{number} {cell.source}".encode()).hexdigest()[:ID_LENGTH]
        progress.see(notebook)

    return see


@cache
def _engine() -> str:
    """Let papermill show the notebook at work: of one that is stopped half-way it gives nothing back."""
    from papermill.engines import NBClientEngine, papermill_engines

    class ShowingEngine(NBClientEngine):  # type: ignore[misc, unused-ignore]
        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **settings: Any) -> Any:
            settings.pop("on_notebook")(nb_man.nb)
            return super().execute_managed_notebook(nb_man, kernel_name, **settings)

    papermill_engines.register(ENGINE, ShowingEngine)
    return ENGINE


def may_pass(fault: Exception, progress: Progress) -> bool:
    """Whether another try may do: the kernel died, was too slow, or did not start, while there is room on the disk."""
    if getattr(fault, "errno", None) in NO_ROOM or progress.executed:
        return False
    if type(fault).__name__ in ("DeadKernelError", "CellTimeoutError"):
        return True
    return not progress.cell and isinstance(fault, RuntimeError | OSError)


def said_of(
    fault: Exception, notebook: str, progress: Progress, words: Words, timeout: int | None = None
) -> str:  # fmt: skip
    """Say in one sentence which cell of which notebook failed, and why."""
    if isinstance(fault, PartMissingError):
        return fault.sentence(words)
    name = str(getattr(fault, "ename", type(fault).__name__))
    is_before = not (progress.executed or progress.cell)
    problem = _problem(fault, name, words, timeout or CELL_TIMEOUT, "no_room_before" if is_before else "no_room")
    where: dict[str, object] = {"notebook": notebook, "name": name, "problem": problem}
    if progress.executed:
        return words.phrase("run.error_of_page", **where)
    if is_before:
        return words.phrase("run.error_before", **where)
    return words.phrase("run.error", cell=progress.cell, source=shortened(progress.source), **where)


def _problem(fault: Exception, name: str, words: Words, timeout: int, no_room: str) -> str:
    # Of what a cell raised only the text is known.
    told = re.match(r"\[Errno (\d+)\]", str(getattr(fault, "evalue", "")))
    if (int(told[1]) if told else getattr(fault, "errno", None)) in NO_ROOM:
        return words.phrase(f"run.{no_room}", folder=gettempdir())
    if name == "DeadKernelError":
        return words.phrase("run.kernel_died")
    if name == "CellTimeoutError":
        return words.phrase("run.too_long", seconds=timeout)
    said = " ".join(str(getattr(fault, "evalue", fault)).split())
    return shortened(said, LONGEST_PROBLEM) or words.phrase("run.unexplained")


def loaded_papermill() -> ModuleType:
    """Import papermill, without what is slow and not used, and keep off the terminal what it and its like log."""
    with _left_out(SLOW_AND_UNUSED):
        import papermill
    for name in ("papermill", "traitlets", "nbconvert", "asyncio"):
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
