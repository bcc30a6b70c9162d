"""What the benchmark promises: it says what is slower or larger, and is silent of what is not."""

import pytest
from benchmarks import results
from benchmarks.__main__ import ROOM, as_text, broken_promises, with_ratios
from benchmarks.table import as_markdown


def row(name, seconds, *, factor=1, memory=1):
    return {"factor": factor, "case": "regency", "name": name, "seconds": seconds, "memory": memory}


def said(*rows):
    return broken_promises(with_ratios([row("duckdb", 0.2), row("polars", 0.1), *rows]))


def test_what_reads_the_same_files_is_held_to_one_and_a_half_times_the_faster_of_the_others():
    assert said(row("ours", 0.15), row("ours_whole", 0.3)) == []
    assert said(row("ours", 0.152)) == [
        "x1, by regency, ours: 1.52 times as long as the faster of DuckDB and Polars; 1.5 at most"
    ]


def test_what_computes_in_memory_is_held_to_those_that_do():
    others = (row("duckdb_computing", 0.01), row("polars_computing", 0.02))

    assert said(*others, row("ours_computing", 0.015)) == []
    assert said(*others, row("ours_computing", 0.016)) == [
        "x1, by regency, ours_computing: 1.60 times as long as the faster of DuckDB and Polars; 1.5 at most"
    ]


def test_memory_is_held_to_its_limit_at_every_size():
    rows = with_ratios([row("duckdb", 1.0, factor=100), row("ours", 9.0, factor=100, memory=2 * ROOM)])

    assert broken_promises(rows) == ["x100, by regency, ours: 3.00 GiB of memory; 1.5 at most"]


def test_ratios_are_shown_with_two_digits():
    shown = as_text(with_ratios([row("duckdb", 0.1), row("ours", 0.1234)]))

    assert shown.splitlines()[2].split() == ["x1", "regency", "ours", "0.123", "1.23", "0", "MiB"]


def test_the_table_of_the_decision_has_a_line_per_size_and_both_cases_in_each_field():
    measured = with_ratios(
        [
            {"factor": factor, "case": case, "name": name, "seconds": seconds * factor, "memory": memory * 2**20}
            for factor in (10, 1)
            for case in ("province x right", "regency")
            for name, seconds, memory in (("duckdb", 0.1, 9), ("polars", 0.2, 9), ("ours", 0.125, 300 * factor))
        ]
    )

    assert as_markdown(measured).splitlines() == [
        "| rows | DuckDB, SQL | Polars | ours, from files | ours, read whole | ours, a table in memory "
        "| seconds of ours | peak of ours |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        "| 617,000 | 1.00 / 1.00 | 2.00 / 2.00 | 1.25 / 1.25 |  |  | 0.12 / 0.12 | 300 MiB |",
        "| 6.2 million | 1.00 / 1.00 | 2.00 / 2.00 | 1.25 / 1.25 |  |  | 1.25 / 1.25 | 3,000 MiB |",
    ]


def ended(tmp_path, monkeypatch, capsys, broken):
    """With which code a benchmark ends, what it writes, and what it prints on either side."""
    monkeypatch.setattr(results, "ROOT", tmp_path)
    monkeypatch.setattr(results, "RESULTS", tmp_path / "results")
    with pytest.raises(SystemExit) as stopped:
        results.end_with("reports", {"cores": 2}, [{"name": "ours"}], shown="a table", broken=broken)
    return stopped.value.code, results.results()["reports"]["rows"], *capsys.readouterr()


def test_a_benchmark_that_breaks_a_promise_is_written_all_the_same_and_ends_with_1(tmp_path, monkeypatch, capsys):
    assert ended(tmp_path, monkeypatch, capsys, ["too slow", "too large"]) == (
        1, [{"name": "ours"}], "a table\n", "written to results/reports.json\ntoo slow\ntoo large\n",
    )  # fmt: skip


def test_a_benchmark_that_keeps_its_promises_ends_with_0(tmp_path, monkeypatch, capsys):
    assert ended(tmp_path, monkeypatch, capsys, []) == (
        0, [{"name": "ours"}], "a table\n", "written to results/reports.json\n",
    )  # fmt: skip
