"""Each file of a report is whole, and its record comes last."""

from pathlib import Path

import pytest
from nbformat import from_dict
from nbformat.v4 import new_notebook

from kkpham_analysis.reports.records import Edition, Record, as_bytes, read_record
from kkpham_analysis.reports.site.entries import is_stale
from kkpham_analysis.reports.writing import Made, note_tables, without_times, write_in_order, write_report


class Killed(BaseException):
    """What nothing catches."""


def report(folder, data):
    """Give the files of a report that was made from these data."""
    record = Record("summary", "id", made_from=Edition("1.0", data))
    return {folder / "r.html": data.encode(), folder / "r.pdf": data.encode(), folder / "r.json": as_bytes(record)}


def contents(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_run_killed_between_its_files_leaves_each_whole_and_is_seen_as_out_of_date(tmp_path, monkeypatch, place):
    write_in_order(report(tmp_path, "old"))
    moved, replace = [], Path.replace

    def replace_or_be_killed(part, target):
        if len(moved) == place:
            raise Killed
        moved.append(target.name)
        return replace(part, target)

    monkeypatch.setattr("pathlib.Path.replace", replace_or_be_killed)
    with pytest.raises(Killed):
        write_in_order(report(tmp_path, "new"))
    assert [contents(tmp_path)[name] for name in ("r.html", "r.pdf")] == [b"new"] * place + [b"old"] * (2 - place)
    assert is_stale(read_record(tmp_path / "r.json"), Edition("1.0", "new"))


def test_where_one_file_cannot_be_written_all_stay_as_they_were(tmp_path):
    write_in_order(report(tmp_path, "old"))
    before = contents(tmp_path)
    (tmp_path / "blocked").write_bytes(b"")
    with pytest.raises(FileExistsError):
        write_in_order({**report(tmp_path, "new"), tmp_path / "blocked" / "r.docx": b"new"})
    assert contents(tmp_path) == {**before, "blocked": b""}


def test_the_record_of_a_report_tells_of_what_stands_there_when_all_is_written(tmp_path):
    write_in_order(report(tmp_path, "old"))
    write_in_order(report(tmp_path, "new"))
    assert contents(tmp_path) == {path.name: content for path, content in report(tmp_path, "new").items()}
    assert not is_stale(read_record(tmp_path / "r.json"), Edition("1.0", "new"))


def tables_recorded(report, *read):
    """The tables that the record of a report names, whose slides rest on submissions; its notebook has read some."""
    notebook = new_notebook()
    note_tables(notebook, read)
    edition = Edition("1.0", "data", tables={"awards": "a", "submissions": "s"})
    write_report(report, notebook, Made({report.html: b"page"}, tables=["submissions"]), finding="", edition=edition)
    return dict(read_record(report.record).made_from.tables)


def test_a_report_rests_on_what_its_notebook_read_and_on_what_was_read_beside(settled):
    assert tables_recorded(settled("finding"), "awards") == {"awards": "a", "submissions": "s"}


def test_where_nobody_noted_what_a_notebook_read_its_report_rests_on_all_there_is(settled):
    assert tables_recorded(settled("finding")) == {}


def test_a_notebook_is_written_without_the_times_of_its_cells_and_stays_as_it_is():
    times = {"start_time": "2026-01-01T00:00:00", "end_time": "2026-01-01T00:00:01", "duration": 1.0}
    cell = {"id": "a", "metadata": {"tags": ["finding"], "execution": {"iopub.execute_input": "2026-01-01T00:00:00Z"},
                                    "papermill": {**times, "exception": False, "status": "completed"}}}  # fmt: skip
    about = {"kkpham": {"tables": ["awards"]}, "papermill": {**times, "parameters": {"award_year": 2023}}}
    notebook = from_dict({"cells": [cell, {"id": "b", "metadata": {}}], "metadata": about})
    assert without_times(notebook) == {
        "cells": [
            {"id": "a", "metadata": {"tags": ["finding"], "papermill": {"exception": False, "status": "completed"}}},
            {"id": "b", "metadata": {}},
        ],
        "metadata": {"kkpham": {"tables": ["awards"]}, "papermill": {"parameters": {"award_year": 2023}}},
    }
    assert notebook == {"cells": [cell, {"id": "b", "metadata": {}}], "metadata": about}
