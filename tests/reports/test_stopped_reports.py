"""What stops a report is recorded and told, its notebook is kept for reading, and what may pass is tried again."""

import errno
import json
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir
from types import SimpleNamespace

import nbformat
import pytest
from nbclient.exceptions import DeadKernelError

from kkpham_analysis.language import Words
from kkpham_analysis.reports import executing, running
from kkpham_analysis.reports.executing import Progress, may_pass, said_of
from kkpham_analysis.reports.kernels import Kernels
from kkpham_analysis.reports.records import read_record
from kkpham_analysis.reports.run_events import RunEvent
from kkpham_analysis.reports.running import make_report, run_reports
from kkpham_analysis.reports.writing import refuse_unwritable
from kkpham_analysis.tables.files import whole_files

FULL = OSError(errno.ENOSPC, "No space left on device")
BEFORE, AT_WORK = Progress(), Progress(cell=2)


@pytest.mark.parametrize(
    ("fault", "progress", "again"),
    [
        (DeadKernelError("died"), AT_WORK, True),
        (RuntimeError("Kernel died before replying"), BEFORE, True),
        (OSError(errno.EADDRINUSE, "Address already in use"), BEFORE, True),
        (RuntimeError("what a program says"), AT_WORK, False),
        (ValueError("what a program says"), BEFORE, False),
        (FULL, BEFORE, False),
        (DeadKernelError("died"), Progress(executed=True), False),
    ],
)
def test_only_what_may_pass_by_itself_is_worth_another_try(fault, progress, again):
    assert may_pass(fault, progress) is again


@pytest.mark.slow
def test_a_notebook_that_is_stopped_is_kept_as_far_as_it_was_executed(settled):
    bad, dead, slow = settled("failing_cell"), settled("dead_kernel"), settled("sleepy")
    results = run_reports([bad, dead, slow], workers=2, timeout=2, words=Words("en"))
    assert [result.kept.name for result in results] == [
        "failing_cell-kalimantan-timur.failed.ipynb",
        "dead_kernel-kalimantan-timur.failed.ipynb",
        "sleepy-kalimantan-timur.failed.ipynb",
    ]
    assert results[2].error == "sleepy, cell 2 (import time): CellTimeoutError: the cell had not ended after 2 s"
    told = [nbformat.read(result.kept, as_version=4) for result in results]
    assert [one.metadata.papermill.output_path for one in told] == [result.kept.name for result in results]
    assert [output.ename for cell in told[0].cells for output in cell.get("outputs", [])] == ["ZeroDivisionError"]
    assert [result.report.ipynb.exists() for result in results] == [False] * 3
    recorded = [read_record(report.record).failure for report in (bad, dead, slow)]
    assert [(one.cell, one.source, one.notebook) for one in recorded] == [
        (2, "ratio = award_year - 2023", "failing_cell-kalimantan-timur.failed.ipynb"),
        (2, "import os", "dead_kernel-kalimantan-timur.failed.ipynb"),
        (2, "import time", "sleepy-kalimantan-timur.failed.ipynb"),
    ]


@pytest.mark.slow
def test_the_notebook_of_a_failed_run_goes_with_the_next_good_one(settled):
    report = settled("finding")
    run_reports([replace(report, notebook=settled("failing_cell").notebook)])
    kept = [file.name for file in report.html.parent.glob("*.failed.ipynb")]
    run_reports([report])
    assert kept == ["finding-kalimantan-timur.failed.ipynb"]
    assert sorted(file.suffix for file in report.html.parent.iterdir()) == [".html", ".ipynb", ".json"]


@pytest.mark.slow
def test_a_failure_without_a_notebook_leaves_that_of_an_earlier_one_beside_no_report(settled, monkeypatch):
    report = settled("failing_cell")
    [earlier] = run_reports([report])
    monkeypatch.setattr(running, "executed", dying(1))
    [later] = run_reports([report], words=Words("en"))
    assert (earlier.kept.name, later.kept, earlier.kept.exists()) == (
        "failing_cell-kalimantan-timur.failed.ipynb",
        None,
        False,
    )
    assert read_record(report.record).failure.notebook == ""


def dying(times):
    """Execute notebooks, whose kernels die the first few times."""
    died = []

    def executed(report, progress, kernels, timeout):
        if len(died) < times:
            died.append(report)
            progress.cell, progress.source = 1, "import os"
            raise DeadKernelError("Kernel died")
        return executing.executed(report, progress, kernels, timeout)

    return executed


@pytest.mark.slow
def test_a_kernel_that_dies_once_is_made_up_for_by_another_try(settled, monkeypatch):
    monkeypatch.setattr(running, "executed", dying(1))
    told = []
    [result] = run_reports([settled("finding")], retries=1, on_event=told.append, words=Words("en"))
    died = "finding, cell 1 (import os): DeadKernelError: the kernel died; it may have run out of memory"
    assert (result.error, result.tries) == ("", 2)
    assert [replace(event, seconds=0) for event in told] == [
        RunEvent("started", of=1, report=result.report.label),
        RunEvent("retried", of=1, report=result.report.label, error=died, tries=2),
        RunEvent("done", of=1, done=1, report=result.report.label, tries=2, left=0.0),
    ]


@pytest.mark.parametrize(("retries", "tries"), [(0, 1), (2, 3)])
def test_a_kernel_that_dies_each_time_is_given_up_in_the_end(settled, monkeypatch, retries, tries):
    monkeypatch.setattr(running, "executed", dying(9))
    [result] = run_reports([settled("finding")], retries=retries)
    assert (result.tries, read_record(result.report.record).failure.tries) == (tries, tries)


def test_a_kernel_that_dies_since_the_run_was_stopped_is_not_worth_another_try(settled, tmp_path, monkeypatch):
    monkeypatch.setattr(running, "executed", dying(9))
    kernels = Kernels(tmp_path)
    assert make_report(settled("finding"), kernels, Words("en")).may_pass is True
    kernels.stop()
    assert make_report(settled("finding"), kernels, Words("en")).may_pass is False


@pytest.mark.slow
def test_an_error_in_a_cell_is_not_tried_again(settled):
    [result] = run_reports([settled("failing_cell")], retries=3)
    assert result.tries == 1


@pytest.fixture
def full_for(monkeypatch):
    """Let the disk be full for the files whose names have a part."""

    def fill(part: str):
        def write_beside(path: Path, content: bytes):
            if part in path.name:
                raise FULL
            return whole_files_write(path, content)

        for module in ("reports.writing", "tables.files.whole_files"):
            monkeypatch.setattr(f"kkpham_analysis.{module}.write_beside", write_beside)

    whole_files_write = whole_files.write_beside
    return fill


@pytest.mark.slow
def test_on_a_full_disk_a_report_is_told_as_failed_and_the_others_go_on(settled, full_for):
    full, good = settled("finding"), settled("kinds")
    full.html.parent.mkdir(parents=True)
    full.html.write_text("the last good page")
    full_for("finding")
    results = run_reports([full, good], retries=2, words=Words("en"))
    no_room = "OSError: there is no room left on the disk; free some, then run it again"
    assert [(result.error, result.tries, result.kept) for result in results] == [
        (f"finding, while its page was written: {no_room}", 1, None),
        ("", 1, None),
    ]
    assert [file.name for file in full.html.parent.glob("*finding*")] == [full.html.name]
    assert full.html.read_text() == "the last good page"
    assert json.loads(good.record.read_text())["failure"] is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "left"),
    [
        (".html", [".failed.ipynb", ".json"]),
        (".json", [".failed.ipynb"]),
        ("timur.ipynb", [".failed.ipynb", ".json"]),
    ],
)
def test_wherever_a_report_has_no_room_none_of_its_files_is_there(settled, full_for, part, left):
    report = settled("finding")
    full_for(part)
    [result] = run_reports([report], words=Words("en"))
    name = "finding-kalimantan-timur"
    said = "there is no room left on the disk; free some, then run it again"
    assert result.error == f"finding, while its page was written: OSError: {said}"
    assert sorted(file.name.removeprefix(name) for file in report.html.parent.iterdir()) == left


@pytest.mark.slow
@pytest.mark.parametrize(("part", "left"), [(".failed.ipynb", [".json"]), (".json", [".failed.ipynb"])])
def test_what_stopped_a_report_is_told_though_there_is_no_room_to_note_it(settled, full_for, part, left):
    report = settled("failing_cell")
    full_for(part)
    [result] = run_reports([report], words=Words("en"))
    assert result.error == "failing_cell, cell 2 (ratio = award_year - 2023): ZeroDivisionError: division by zero"
    name = "failing_cell-kalimantan-timur"
    assert sorted(file.name.removeprefix(name) for file in report.html.parent.iterdir()) == left
    assert (result.kept is not None) == (left == [".failed.ipynb"])


def test_a_folder_on_a_full_disk_is_not_refused_as_one_where_nothing_may_be_written(settled, monkeypatch):
    def full(**about):
        raise FULL

    monkeypatch.setattr("kkpham_analysis.reports.writing.TemporaryFile", full)
    assert refuse_unwritable([settled("finding")]) is None


def test_a_kernel_that_dies_where_temporary_files_have_no_room_is_told_by_that_and_not_tried_again(
    settled, monkeypatch
):
    def died(*given):
        raise RuntimeError("Kernel died before replying to kernel_info")

    monkeypatch.setattr(executing, "_executed_once", died)
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=100_000))
    [result] = run_reports([settled("finding")], retries=2, words=Words("en"))
    assert (result.error, result.tries) == (
        "finding, before the first cell: OSError: there is no room left on the disk for temporary files in "
        f"{gettempdir()}; free some, or name another folder in TMPDIR, then run it again",
        1,
    )


class CellError(Exception):
    """What stopped a cell, as it is told by its kernel."""

    ename = "OSError"

    def __init__(self, evalue):
        self.evalue = evalue


@pytest.mark.parametrize(
    ("evalue", "told"),
    [
        (
            "[Errno 28] No space left on device: 'a.txt'",
            "there is no room left on the disk; free some, then run it again",
        ),
        ("[Errno 2] No such file or directory: 'a.txt'", "[Errno 2] No such file or directory: 'a.txt'"),
    ],
)
def test_a_cell_that_finds_no_room_on_the_disk_is_told_in_words(evalue, told):
    assert said_of(CellError(evalue), "finding", Progress(cell=2, source="write()"), Words("en")) == (
        f"finding, cell 2 (write()): OSError: {told}"
    )
