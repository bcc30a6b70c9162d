"""One way of making reports in one process: `python -m benchmarks.report_ways WAY FOLDER REPORTS`.

Each makes the same province reports as HTML beside the executed notebooks, and prints what it has to say as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from itertools import product
from pathlib import Path
from subprocess import run
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "province_report.ipynb"
AWARD_YEAR = 2023
LANGUAGES = ("id", "en")
MOST = 76  # 38 provinces in two languages

Asked = tuple[str, str]  # the code of a province, and a language


def asked(reports: int) -> list[Asked]:
    """The first so many reports of the round: all provinces in one language, then in the other."""
    from kkpham_analysis import load, regencies_in

    places = regencies_in(load("regencies"), load("province_changes"), award_year=AWARD_YEAR)
    codes = sorted(places["province_code"].unique())
    return [(code, language) for language, code in product(LANGUAGES, codes)][:reports]


def loop(folder: Path, reports: Sequence[Asked]) -> None:
    """Run what is typed into a shell: a program that executes the notebook, and one that makes a page of it."""
    for code, language in reports:
        file = folder / f"{code}-{language}.ipynb"
        given = ["-p", "award_year", str(AWARD_YEAR), "-r", "province_code", code, "-r", "language", language]
        executed = ["papermill", str(NOTEBOOK), str(file), *given]
        for command in (executed, ["jupyter", "nbconvert", "--to", "html", str(file)]):
            run([str(Path(sys.executable).parent / command[0]), *command[1:]], check=True, capture_output=True)  # noqa: S603


def pool(folder: Path, reports: Sequence[Asked]) -> None:
    """Call papermill and nbconvert in as many processes as there are cores."""
    from kkpham_analysis.tables.cores import usable_cores

    with ProcessPoolExecutor(usable_cores()) as processes:
        list(processes.map(_converted, [folder] * len(reports), reports))


def _converted(folder: Path, report: Asked) -> None:
    from nbconvert import HTMLExporter
    from papermill import execute_notebook

    code, language = report
    file = folder / f"{code}-{language}.ipynb"
    parameters = {"award_year": AWARD_YEAR, "province_code": code, "language": language}
    execute_notebook(NOTEBOOK, file, parameters=parameters, kernel_name="python3", progress_bar=False)
    page, _ = HTMLExporter().from_filename(str(file))
    file.with_suffix(".html").write_text(page, encoding="utf-8")


def ours(folder: Path, reports: Sequence[Asked]) -> None:
    """Make them as the package does, as many at a time as there are cores."""
    _made(folder, reports, None)


def one_by_one(folder: Path, reports: Sequence[Asked]) -> dict[str, float]:
    """Make them as the package does, but one at a time, and give the seconds that each step took in all."""
    from kkpham_analysis.reports.kernels import warm_server_for
    from kkpham_analysis.reports.warm_asked import asked_often

    # The server has its imports done before the first report that counts, and knows of all of them.
    warm_server_for(asked_often(_settled(folder, reports)))
    _made(folder / "first", reports[:1], 1)
    return steps_of(_made(folder, reports, 1))


def _made(folder: Path, reports: Sequence[Asked], workers: int | None) -> list[tuple[float, Any]]:
    from kkpham_analysis.reports.running import run_reports
    from kkpham_analysis.reports.writing import forms_made

    noted: dict[str, Any] = {}

    def make(report: Any, notebook: Any) -> Any:
        noted[report.label] = _times(notebook)
        return forms_made(report, notebook)

    results = run_reports(_settled(folder, reports), workers=workers, make=make)
    if errors := [result.error for result in results if result.error]:
        raise SystemExit("\n".join(errors))
    return [(result.seconds, noted[result.report.label]) for result in results]


def _times(notebook: Any) -> dict[str, Any]:
    """What papermill noted in a notebook; its file says nothing of when it was made."""
    cells = [{"cell_type": cell.cell_type, "metadata": cell.metadata} for cell in notebook.cells]
    return {"metadata": notebook.metadata, "cells": cells}


def _settled(folder: Path, reports: Sequence[Asked]) -> list[Any]:
    from kkpham_analysis.reports.calls import Call
    from kkpham_analysis.reports.parameters import settle

    calls = [Call(NOTEBOOK.stem, {"award_year": AWARD_YEAR, "province_code": code}, lang) for code, lang in reports]
    about: dict[str, Any] = {"notebooks": NOTEBOOK.parent, "out": folder, "rounds": {AWARD_YEAR}}
    return [settle(call, resolver=lambda text, _: text, **about) for call in calls]


def steps_of(made: Sequence[tuple[float, Any]]) -> dict[str, float]:
    """Where the seconds of reports went that were made one at a time, by what papermill noted in their notebooks.

    `start` is until the first cell, `cells` what the cells took with the messages of each, `between` what passed
    between them, `end` the end of the kernel, and `writing` the page, the files and the record.
    """
    steps = dict.fromkeys(("start", "cells", "between", "end", "writing"), 0.0)
    for seconds, notebook in made:
        whole = notebook["metadata"]["papermill"]
        cells = [cell["metadata"]["papermill"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
        first, last = _moment(cells[0]["start_time"]), _moment(cells[-1]["end_time"])
        at_work = sum(cell["duration"] for cell in cells)
        steps["start"] += first - _moment(whole["start_time"])
        steps["cells"] += at_work
        steps["between"] += last - first - at_work
        steps["end"] += _moment(whole["end_time"]) - last
        steps["writing"] += seconds - whole["duration"]
    return steps


def _moment(written: str) -> float:
    return datetime.fromisoformat(written).timestamp()


WAYS: dict[str, Callable[[Path, Sequence[Asked]], dict[str, float] | None]] = {
    "loop": loop,
    "pool": pool,
    "ours": ours,
    "one_by_one": one_by_one,
}


def main() -> None:
    """Make the reports in one way."""
    way, folder, reports = sys.argv[1:]
    Path(folder).mkdir(parents=True)
    print(json.dumps(WAYS[way](Path(folder), [tuple(report) for report in json.loads(reports)])))


if __name__ == "__main__":
    main()
