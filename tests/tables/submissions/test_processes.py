"""Several processes read files as one does, whatever the files hold, and one that ends is told."""

import os

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.tables.submissions import processes
from kkpham_analysis.tables.submissions.importing import import_files
from kkpham_analysis.tables.submissions.store import SubmissionsError

from .submission_sheets import csv_file, known, row
from .test_store import contents

KNOWN = known()
UNREADABLE = {
    "a.docx": b"PK\x03\x04 no letter",
    "b.pdf": b"%PDF-1.7 no page",
    "c.csv": b"",
    "d.csv": b'Tahun;Kode\n2024;"6401\n',
    "e.xlsx": b"PK\x03\x04 not a workbook",
}


@pytest.fixture
def folder(tmp_path):
    """Forty-nine files, of which five cannot be read."""
    for number in range(44):
        csv_file(
            tmp_path / "in" / f"f{number:02d}.csv", row(answer=str(number % 3), indicator=f"22/2021-00{number % 5}")
        )
    for name, content in UNREADABLE.items():
        (tmp_path / "in" / name).write_bytes(content)
    return tmp_path


def taken(folder, workers):
    data = folder / f"data-{workers}"
    data.mkdir()
    reports = import_files(data, sorted((folder / "in").iterdir()), KNOWN, Words("en"), workers=workers)
    return reports, contents(data)


def test_two_processes_take_in_what_one_does_and_refuse_the_same_files(folder):
    alone, together = taken(folder, 1), taken(folder, 2)

    assert together == alone
    assert [report.file for report in together[0] if report.refused] == list(UNREADABLE)


def test_a_program_that_is_bound_to_one_core_reads_the_files_alone(folder, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {3}, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(processes, "ProcessPoolExecutor", None)

    assert len(taken(folder, None)[0]) == 49


def ending(path, known, **how):
    """Read as a process does that is killed at one of its files."""
    if path.name == "f20.csv":
        os._exit(9)
    return read_file(path, known, **how)


read_file = processes.read_file


def test_a_process_that_ends_in_the_midst_is_told_and_nothing_is_taken_in(folder, monkeypatch):
    monkeypatch.setattr(processes, "read_file", ending)

    with pytest.raises(SubmissionsError) as raised:
        taken(folder, 2)

    fault = raised.value.fault
    assert (fault.kind, fault.remedy, fault.details["files"]) == ("reader_ended", "one_reader", 49)
    assert not list((folder / "data-2").iterdir())
