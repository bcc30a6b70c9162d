"""How long it takes to find that nothing of a plan is out of date, Python's start included.

`python -m benchmarks.untouched` makes one report and, from its record, all others of the yearly plan as they would lie
there untouched; then it runs the plan a few times. Beside it: how long Python takes to import pandas, which says what
a second of this machine is worth.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.results import ROOT, end_with, machine_now

if TYPE_CHECKING:
    from kkpham_analysis.reports.calls import SettledReport

PLAN = "yearly"
LIMIT = 3.0  # seconds, at most
RUNS = 7
KKPHAM = str(Path(sys.executable).with_name("kkpham"))
MODEL = ("report", "province_report", "--year", "2023", "--province", "64", "--to", "html,pdf", "--lang", "id")


def laid_out(out: Path) -> int:
    """Lay all reports of the plan below a folder as if they had been made, and say how many there are."""
    from kkpham_analysis.language import Words
    from kkpham_analysis.reports.requests import Project, planned_calls, settled_reports

    run([KKPHAM, "--out", str(out / "model"), *MODEL])
    project = Project.here(out=out / "reports")
    reports = settled_reports(project, planned_calls(project, PLAN, Words(), tell=print))
    lay_out(reports, out / "model")
    return len(reports)


def lay_out(reports: Sequence[SettledReport], model_in: Path) -> None:
    """Lay reports as if they had been made: what they are made from is read as a run would.

    What they say is that of the one report in another folder; their files have the size that is told, and nothing
    inside.
    """
    from kkpham_analysis.reports import records

    [path] = model_in.rglob("*.json")
    model, now = records.read_record(path), records.edition_now()
    said = {"made_at": model.made_at, "facts": model.facts, "forms": model.forms, "title": model.title,
            "finding": model.finding}  # fmt: skip
    for report in reports:
        edition = records.edition_of(report, now)
        read = {name: edition.digest_of(name, edition.scope) for name in model.made_from.tables}
        made_from = replace(edition, tables=read)
        record = replace(records.asked(report), **said, typed=report.typed, made_from=made_from)
        report.html.parent.mkdir(parents=True, exist_ok=True)
        for form, file in report.files.items():
            with file.open("wb") as written:
                written.truncate(model.forms[form]["bytes"])
        report.record.write_bytes(records.as_bytes(record))


def run(command: Sequence[str]) -> tuple[float, str]:
    """The seconds that a program took, and what it said; it must not fail."""
    started = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    return seconds, done.stderr


def measured(out: Path, reports: int) -> dict[str, Any]:
    """What the plan and the import of pandas took, in turn."""
    plan = [KKPHAM, "--out", str(out / "reports"), "run", PLAN, "--lang", "en"]
    fresh = f"{reports} reports are fresh, 0 to make"
    seconds: list[float] = []
    importing: list[float] = []
    for _ in range(RUNS):
        took, said = run(plan)
        if fresh not in said:
            raise SystemExit(f"the plan is not untouched:\n{said}")
        seconds.append(took)
        importing.append(run([sys.executable, "-c", "import pandas"])[0])
    return {"reports": reports, "seconds": statistics.median(seconds), "importing": statistics.median(importing),
            "all_seconds": seconds}  # fmt: skip


def as_markdown(row: dict[str, Any]) -> str:
    """A table for people."""
    heads = ["reports", "seconds", "`import pandas` alone", "times that"]
    values = [f"{row['reports']:,}", f"{row['seconds']:.2f}", f"{row['importing']:.2f}",
              f"{row['seconds'] / row['importing']:.1f}"]  # fmt: skip
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, ["---"] * len(heads), values))


def broken_promises(row: dict[str, Any]) -> list[str]:
    """What is slower than promised, in sentences."""
    slow = row["seconds"] > LIMIT
    return [f"untouched: {row['seconds']:.2f} s for {row['reports']} reports; {LIMIT:g} at most"] if slow else []


def main() -> None:
    """Measure, print a table, write it as JSON, and end with 1 where it takes longer than promised."""
    argparse.ArgumentParser(prog="python -m benchmarks.untouched", description=__doc__).parse_args()
    machine = machine_now(("pandas", "pyarrow"))
    with TemporaryDirectory(prefix="bench-") as folder:
        row = measured(Path(folder), laid_out(Path(folder)))
    end_with("untouched", machine, [row], shown=as_markdown(row), broken=broken_promises(row))


if __name__ == "__main__":
    main()
