"""A kernel that does not get to the first cell is started again; one that dies in a cell is not, unless it is asked."""

import pytest

from kkpham_analysis.reports import executing
from kkpham_analysis.reports.executing import Progress, executed
from kkpham_analysis.reports.kernels import Kernels


@pytest.mark.parametrize(("cell", "starts"), [(0, 3), (2, 1)], ids=["before the first cell", "in a cell"])
def test_a_kernel_that_dies_is_started_again_where_no_cell_was_at_work(settled, tmp_path, monkeypatch, cell, starts):
    started = []

    def died(report, content, progress, *given):
        started.append(report.label)
        progress.cell = cell
        raise RuntimeError("Kernel died")

    monkeypatch.setattr(executing, "_executed_once", died)
    with pytest.raises(RuntimeError, match="Kernel died"):
        executed(settled("finding"), Progress(), Kernels(tmp_path))
    assert len(started) == starts
