"""Every notebook runs as it stands, and where nothing is known, in both languages; figures come out as figures."""

import re
from pathlib import Path

import nbformat
import pytest

from kkpham_analysis.reports.calls import Call
from kkpham_analysis.reports.parameters import notebook_parameters, settle
from kkpham_analysis.reports.running import run_reports

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
NO_ROUND = 2021
# Formed in 2022, and no source speaks of it yet.
NO_FACTS = {"province_code": "93", "regency_code": "9301", "provinces": ["93"]}

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("real_data")]


def run(out, notebook, language="id", **parameters):
    call = Call(notebook, parameters, language)
    report = settle(call, notebooks=FOLDER, out=out, resolver=lambda text, level: text, rounds=range(2000, 2100))
    (result,) = run_reports([report])
    assert not result.error, result.error
    return result, nbformat.read(report.ipynb, as_version=4)


def shown(notebook):
    return [output for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output]


def figures(notebook):
    return [output for output in shown(notebook) if "image/png" in output.data]


def cells_of(page, award_year):
    """Give the cells of a round: those under its year, those beside it, and those of tables that have no years."""
    found = []
    for table in re.findall(r"<table>.*?</table>", page, re.DOTALL):
        headings, *rows = [
            re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table)
        ]
        years = [column for column, heading in enumerate(headings) if re.search(r"\b20\d\d\b", heading)]
        of_round = [column for column in years if str(award_year) in headings[column]]
        for row in rows:
            named = [cell for cell in row if re.fullmatch(r"20\d\d", cell)]
            is_of_round = str(award_year) in named or not (years or named)
            found += [cell for column, cell in enumerate(row) if column in of_round or is_of_round]
    return found


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_runs_as_it_stands_and_draws_its_figures(tmp_path, notebook):
    result, executed = run(tmp_path, notebook)

    plots = sum(cell.source.count("plot_") for cell in executed.cells if cell.source.lstrip().startswith("plot_"))
    # Nothing is handed in among the facts, and so nothing of it is drawn; with a sample it is (tests/end_to_end).
    is_empty = any("if found.reason else plot_" in cell.source for cell in executed.cells)
    assert len(figures(executed)) >= (0 if is_empty else max(plots, 1))
    assert all(output.metadata["image/png"]["alt"] for output in figures(executed))
    assert result.finding
    assert result.report.html.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_says_so_where_there_was_no_round(tmp_path, notebook):
    result, _ = run(tmp_path, notebook, "en", award_year=NO_ROUND)

    page = result.report.html.read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "2021" in page
    assert [cell for cell in cells_of(page, NO_ROUND) if 'class="tint tint-no"' in cell] == []


@pytest.mark.parametrize(
    "notebook", [name for name in NOTEBOOKS if NO_FACTS.keys() & notebook_parameters(FOLDER / f"{name}.ipynb").keys()]
)
def test_a_notebook_says_so_where_nothing_is_known_of_the_place(tmp_path, notebook):
    wanted = {name: NO_FACTS[name] for name in notebook_parameters(FOLDER / f"{notebook}.ipynb") if name in NO_FACTS}

    result, _ = run(tmp_path, notebook, award_year=2023, **wanted)

    assert "tidak berarti" in result.report.html.read_text(encoding="utf-8")
