"""One part of what many reports take, in a process of its own: `python -m benchmarks.scale_ways PART FOLDER GIVEN`.

`GIVEN` and what is printed are JSON.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import TYPE_CHECKING, Any

from benchmarks.reports import spread
from benchmarks.untouched import lay_out

if TYPE_CHECKING:
    from kkpham_analysis.reports.calls import Call, SettledReport
    from kkpham_analysis.reports.running import MadeReport

# Of each kind, the notebooks and what they have one report of, beside the rounds and the languages.
KINDS = {
    "country": (("award_summary", "trends", "data_quality"), ""),
    "province_report": (("province_report",), "province: all, "),
    "regency_profile": (("regency_profile",), "regency: all, "),
}
LANGUAGES = ("id", "en")
TRIED = ("html", "pdf", "docx", "xlsx", "pptx")
PROFILES = 1_000  # of 500 regencies in both languages, in a round
AGAIN = 4  # notebooks of each kind from which every form is written again


def calls_of(kind: str, folder: Path, forms: Sequence[str]) -> list[Call]:
    """All calls of a kind: each round, each place that there was in it, in both languages."""
    notebooks, places = KINDS[kind]
    # A plan for each language: the profiles of both are more than one may ask for.
    plans = [[(name, f"award_year: all, {places}language: [{language}]") for name in notebooks]
             for language in LANGUAGES]  # fmt: skip
    return [call for plan in plans for call in read(plan, folder, forms)]


def calls_of_regencies(number: int, folder: Path) -> list[Call]:
    """So many calls for profiles as one plan may ask for: of the last rounds, and regencies that there were in all."""
    from kkpham_analysis.reports.plan_values import TableFacts

    facts = TableFacts()
    rounds = facts.rounds[-max(1, number // PROFILES) :]
    there = [{*facts.places("regency", "all", award_year)} for award_year in facts.rounds[-10:]]
    codes = sorted(set.intersection(*there))[: min(number, PROFILES) // len(LANGUAGES)]
    said = f"award_year: {rounds}, regency: {json.dumps(codes)}, language: [{', '.join(LANGUAGES)}]"
    return read([("regency_profile", said)], folder, ("html", "pdf"))


def read(plan: Sequence[tuple[str, str]], folder: Path, forms: Sequence[str]) -> list[Call]:
    """Calls of a plan: of notebooks, and what they have one report of each."""
    from kkpham_analysis.reports.plans import read_plan

    file = folder / "plan.yaml"
    items = (f"- notebook: {name}\n  each: {{{each}}}\n  to: [{', '.join(forms)}]\n" for name, each in plan)
    file.write_text("".join(items), encoding="utf-8")
    return read_plan(file)


def settled(calls: Sequence[Call], out: Path) -> list[SettledReport]:
    """Reports of calls."""
    from kkpham_analysis.reports.requests import Project, settled_reports

    return settled_reports(Project.here(out=out), calls)


def making(folder: Path, given: dict[str, Any]) -> dict[str, Any]:
    """Make some reports of a kind, as many at a time as are given, or there are cores.

    Left out is the start of the server, which is told of all that there are of the kind, as by a run that makes them.

    `own` is what this process takes of it, without kernels and their server.
    """
    from kkpham_analysis.reports.running import run_reports, usable_cores

    calls = calls_of(given["kind"], folder, given["forms"])
    first, all_there_are = settled(calls[: usable_cores()], folder / "first"), settled(calls, folder / "out")
    run_reports(first, later=all_there_are, workers=given.get("workers"))
    reports = settled(spread(calls, given["reports"]), folder / "out")
    started, cpu, own = time.perf_counter(), processor_of("self"), time.process_time()
    results = run_reports(reports, workers=given.get("workers"))
    seconds, own = time.perf_counter() - started, time.process_time() - own
    cpu = processor_of("self") - cpu
    if errors := [result.error for result in results if result.error]:
        raise SystemExit("\n".join(errors))
    files = {form: [report.files[form] for report in reports] for form in reports[0].files}
    files["json"] = [report.record for report in reports]
    sizes = {form: statistics.mean(file.stat().st_size for file in them) for form, them in files.items()}
    return {
        "all": len(calls),
        "cores": usable_cores(),
        "seconds": seconds,
        "processor": cpu,
        "own": own,
        "bytes": sizes,
    }


def forms(folder: Path, given: dict[str, Any]) -> dict[str, Any]:
    """Write each form of some reports from their executed notebooks: the median of the seconds, and of the bytes."""
    import nbformat

    from kkpham_analysis.reports.forms import written

    read: Any = nbformat.read
    executed = [read(file, as_version=4) for file in sorted(folder.glob("out/*/*/*.ipynb"))]
    found: dict[str, Any] = {}
    for form in TRIED:
        # What a form needs is imported before the first that counts.
        written(form, executed[0], language=executed[0].metadata.papermill.parameters.language)
        took = [_written(form, notebook) for notebook in spread(executed, AGAIN)]
        seconds, sizes = zip(*took, strict=True)
        found[form] = {"seconds": statistics.median(seconds), "bytes": statistics.median(sizes)}
    return {"written": found}


def _written(form: str, notebook: Any) -> tuple[float, int]:
    from kkpham_analysis.reports.forms import written

    started = time.perf_counter()
    content = written(form, notebook, language=notebook.metadata.papermill.parameters.language)
    return time.perf_counter() - started, len(content)


def placing(folder: Path, given: dict[str, Any]) -> dict[str, Any]:
    """What a run does with reports that somebody else has made: write them, record them, and tell of them."""
    from kkpham_analysis.reports.running import run_reports

    reports, made = settled(calls_of_regencies(given["reports"], folder), folder / "out"), model_made(folder)
    started, cpu = time.perf_counter(), time.process_time()
    run_reports(reports, by=lambda report, *others, **more: of_report(made, report))
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    return {
        "seconds": seconds,
        "processor": cpu,
        "memory": memory(),
        "files": sum(map(len, made.made.contents.values())),
    }


def copies(reports: Sequence[SettledReport], number: int) -> list[SettledReport]:
    """So many reports; where there are more than were asked for, the others have files of other names beside them."""
    more = [_named(report, turn) for turn in range(1, 1 + number // len(reports)) for report in reports]
    return [*reports, *more][:number]


def _named(report: SettledReport, turn: int) -> SettledReport:
    stem = f"{report.html.stem}-{turn}"
    return replace(report, html=report.html.with_name(f"{stem}.html"), ipynb=report.ipynb.with_name(f"{stem}.ipynb"))


def model_made(folder: Path) -> MadeReport:
    """What a worker makes of a report, by the files of the one that was made."""
    import nbformat

    from kkpham_analysis.reports.running import MadeReport
    from kkpham_analysis.reports.writing import Made

    files = {form: next((folder / "model").rglob(f"*.{form}")) for form in ("html", "pdf", "ipynb")}
    read: Any = nbformat.read
    notebook = read(files["ipynb"], as_version=4)
    return MadeReport(1.0, notebook, Made({Path(form): file.read_bytes() for form, file in files.items()}))


def of_report(made: MadeReport, report: SettledReport) -> MadeReport:
    """The same, as made of another report."""
    contents = {report.files[path.name]: content for path, content in made.made.contents.items()}
    return replace(made, made=replace(made.made, contents=contents))


def beside(folder: Path, given: dict[str, Any]) -> dict[str, Any]:
    """Lay reports untouched into a folder, and ask of all of them which are out of date, as no one plan may."""
    from kkpham_analysis.reports import records, up_to_date
    from kkpham_analysis.reports.plans import MOST_REPORTS

    most = min(given["reports"], MOST_REPORTS)
    reports = copies(settled(calls_of_regencies(most, folder), folder / "out"), given["reports"])
    lay_out(reports, folder / "model")
    # What is the same for all is read before.
    now = records.edition_now()
    up_to_date.reasons(reports[0], now)
    started = time.process_time()
    old = sum(bool(up_to_date.reasons(report, now)) for report in reports)
    seconds = time.process_time() - started
    if old:
        raise SystemExit(f"{old} reports are not untouched")
    return {"planned": most, "fresh": seconds, "record_bytes": reports[0].record.stat().st_size}


def processor_of(pid: int | str) -> float:
    """Seconds of processor time of a process, of all it has started that are there, and of those that have ended."""
    used = 0.0
    # A process may end while it is looked at.
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        used = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
        for task in Path(f"/proc/{pid}/task").iterdir():
            used += sum(processor_of(child) for child in (task / "children").read_text().split())
    return used


def memory() -> int:
    """The most bytes that this process has held."""
    return getrusage(RUSAGE_SELF).ru_maxrss * 1024


def browsing(folder: Path, given: dict[str, Any]) -> dict[str, Any]:
    """How long a browser takes to show the page of all reports, and to find a word in it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=given["browser"], args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        started = time.perf_counter()
        page.goto((folder / "out" / "index.html").as_uri())
        page.wait_for_selector("#reports li", timeout=120_000)
        shown, started = time.perf_counter() - started, time.perf_counter()
        page.fill("#q", "samarinda")
        page.evaluate("new Promise((seen) => requestAnimationFrame(() => setTimeout(seen, 0)))")
        found = time.perf_counter() - started
        held = page.evaluate("performance.memory.usedJSHeapSize")
        browser.close()
    return {"shown": shown, "found": found, "browser_memory": held}


WAYS: dict[str, Callable[[Path, dict[str, Any]], dict[str, Any]]] = {
    "making": making, "forms": forms, "placing": placing, "beside": beside, "browsing": browsing,
}  # fmt: skip


def main() -> None:
    """Measure one part."""
    part, folder, given = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    from benchmarks.scale_cluster import cluster

    WAYS["cluster"] = cluster
    print(json.dumps(WAYS[part](Path(folder), json.loads(given))))


if __name__ == "__main__":
    main()
