"""The cores to work with are those that this program may use, not all that the machine has."""

import os

from kkpham_analysis.tables.cores import usable_cores


def test_a_program_that_is_bound_to_some_cores_uses_these(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {2, 5, 7}, raising=False)
    assert usable_cores() == 3


def test_a_system_that_binds_no_program_has_all_cores_to_use(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert usable_cores() == 8
