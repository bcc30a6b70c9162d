"""`kkpham run` tells machines what happens, one JSON object a line, and ends with what became of all reports."""

import json
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kkpham_analysis import cli
from kkpham_analysis.reports.answers import FaultyDataError
from kkpham_analysis.reports.cluster import ClusterError
from kkpham_analysis.reports.requests import Project

NOTEBOOKS = Path(__file__).parents[1] / "reports" / "notebooks"
PLAN = "- notebook: finding\n- notebook: failing_cell\n- notebook: dead_kernel\n"


@pytest.fixture
def kkpham(real_data, tmp_path, monkeypatch):
    """Run commands on the notebooks of the tests, with a plan of them."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/small.yaml").write_text(PLAN)
    project = Project(NOTEBOOKS, tmp_path / "plans", tmp_path / "out")
    monkeypatch.setattr(Project, "here", lambda **about: project)
    return lambda *arguments: CliRunner().invoke(cli.app, [*arguments])


def records_of(result):
    return [json.loads(line) for line in result.stderr.splitlines()]


@pytest.mark.slow
def test_every_line_of_a_log_for_machines_is_an_object_and_the_last_one_the_summary(kkpham, tmp_path):
    first = kkpham("run", "small", "--workers", "1", "--retry", "1", "--log", "json", "--lang", "en")
    told = records_of(first)
    of_reports = [(record["event"], record.get("tries")) for record in told if record["event"] != "note"]
    kept = sorted(map(str, tmp_path.glob("out/*/id/*.failed.ipynb")))

    assert first.exit_code == 1
    assert of_reports == [
        ("started", None), ("done", 1), ("started", None), ("failed", 1), ("started", None), ("retried", 2),
        ("failed", 2), ("finished", None),
    ]  # fmt: skip
    summary = told[-1]
    assert [summary[name] for name in ("made", "fresh", "failed", "not_run")] == [1, 0, 2, 0]
    assert [failure["error"] for failure in summary["failures"]] == [
        "failing_cell, cell 2 (ratio = award_year - 2023): ZeroDivisionError: division by zero",
        "dead_kernel, cell 2 (import os): DeadKernelError: the kernel died; it may have run out of memory",
    ]
    assert (len(kept), sorted(failure["notebook"] for failure in summary["failures"])) == (2, kept)


@pytest.mark.slow
def test_what_is_fresh_is_counted_at_the_end(kkpham):
    kkpham("run", "small")
    again = records_of(kkpham("run", "small", "--log", "json"))[-1]

    assert [again[name] for name in ("event", "made", "fresh", "failed")] == ["finished", 0, 1, 2]


def test_what_is_wrong_with_a_call_is_told_to_machines_too(kkpham):
    result = kkpham("run", "smoll", "--log", "json", "--lang", "en")
    [record] = records_of(result)

    assert (result.exit_code, record["event"], "smoll" in record["text"]) == (2, "note", True)


def test_another_kind_of_log_is_refused_with_those_there_are(kkpham):
    result = kkpham("run", "small", "--log", "yaml", "--lang", "en")

    assert (result.exit_code, result.stderr) == (2, "--log 'yaml' is not known; there are: text, json\n")


def test_a_run_takes_the_time_of_a_cell_and_how_often_it_is_tried_again(kkpham, monkeypatch):
    asked = {}
    monkeypatch.setattr("kkpham_analysis.reports.running.run_reports", lambda reports, **how: asked.update(how) or [])
    kkpham("run", "small", "--timeout", "5", "--retry", "2", "--workers", "3")

    assert [asked[name] for name in ("timeout", "retries", "workers")] == [5, 2, 3]


def test_where_faults_of_the_facts_keep_a_plan_from_being_read_monitors_are_told(kkpham, tmp_path, monkeypatch):
    def faulty(*about, **more):
        raise FaultyDataError([])

    monkeypatch.setattr("kkpham_analysis.reports.requests.planned_calls", faulty)
    result = kkpham("run", "small")
    told = json.loads((tmp_path / "out" / "status.json").read_text())

    assert (result.exit_code, told["exit_code"], told["running"], told["reports"]) == (1, 1, False, 0)


def test_where_a_cluster_cannot_be_reached_monitors_are_told_what_is_still_to_be_made(kkpham, tmp_path, monkeypatch):
    @contextmanager
    def unreached(address, *about, **more):
        raise ClusterError("cluster.unreached", address=address)
        yield

    monkeypatch.setattr("kkpham_analysis.reports.cluster.by_cluster", unreached)
    result = kkpham("run", "small", "--scheduler", "tcp://127.0.0.1:1")
    told = json.loads((tmp_path / "out" / "status.json").read_text())

    assert result.exit_code == 1
    assert [told[name] for name in ("exit_code", "reports", "fresh", "old", "made", "failed")] == [1, 3, 0, 3, 0, 0]


def test_where_the_facts_have_faults_no_count_is_told(kkpham, tmp_path, monkeypatch):
    def faulty(*about, **more):
        raise FaultyDataError([])

    monkeypatch.setattr("kkpham_analysis.reports.plan_running.ready_reports", faulty)
    result = kkpham("run", "small")
    told = json.loads((tmp_path / "out" / "status.json").read_text())

    assert result.exit_code == 1
    assert [told[name] for name in ("exit_code", "reports", "fresh", "old", "made", "failed")] == [1, 0, 0, 0, 0, 0]
