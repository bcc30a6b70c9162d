"""A page and an answer say that rows are made up because they show such rows, not because somebody remembered."""

import json
import re

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from kkpham_analysis.language import Words
from kkpham_analysis.reports.answers import Answer
from kkpham_analysis.reports.calls import Call
from kkpham_analysis.reports.document import document_of
from kkpham_analysis.reports.forms.html import page_html
from kkpham_analysis.reports.page import PageHead, Prose, Table
from kkpham_analysis.reports.parameters import settle
from kkpham_analysis.reports.plain import records
from kkpham_analysis.reports.running import finding_of, run_reports

ROWS = pd.DataFrame({"province": ["Kalimantan Timur"], "covered": [7], "synthetic": [True], "kind": ["placeholder"]})
PNG = "iVBORw0KGgo="


def cell(*outputs, tags=()):
    return new_code_cell("", outputs=list(outputs), metadata={"tags": list(tags)})


def shown(content):
    said = {"text/html": content._repr_html_(), "text/plain": repr(content)}
    return new_output("display_data", data=json.loads(json.dumps(content._repr_mimebundle_())) | said)


HEAD = cell(shown(PageHead("Cakupan", "7 tercakup", "Begitu.")), tags=["finding"])


def notebook(*cells):
    return new_notebook(cells=[HEAD, *cells])


def table(frame, language="id"):
    return Table(frame, "Cakupan", {"province": "Provinsi", "covered": "Tercakup"}, words=Words(language))


def test_a_page_is_marked_by_a_table_that_does_not_show_the_column():
    page = page_html(notebook(cell(shown(table(ROWS)))), language="id")
    assert "<title>DATA SINTETIS – BUKAN FAKTA · DAFTAR INDIKATOR CONTOH – BUKAN DAFTAR RESMI · 7 tercakup" in page
    assert page.index('<aside class="marks" role="note">') < page.index("<h1>")
    assert "Data sintetis, dibuat untuk uji coba" in page
    assert re.search(r'<p [^>]*class="mark-of-sheet"[^>]*>DATA SINTETIS – BUKAN FAKTA</p>', page)


def test_a_page_is_marked_by_a_figure_and_by_one_that_went_through_a_file():
    figure = new_output("display_data", data={"image/png": PNG}, metadata={"image/png": {"marks": ["synthetic"]}})
    again = nbformat.reads(nbformat.writes(notebook(cell(figure))), as_version=4)
    assert document_of(again, language="en").marks == ("synthetic",)
    assert "<strong>SYNTHETIC DATA – NOT FACTS</strong>" in page_html(again, language="en")


def test_a_chart_drawn_by_hand_is_marked_over_on_a_page_that_is_marked_and_only_there():
    by_hand = cell(new_output("display_data", data={"image/png": PNG}))
    ours = cell(new_output("display_data", data={"image/png": PNG}, metadata={"image/png": {"marks": ["synthetic"]}}))
    page = page_html(notebook(by_hand, ours), language="id")
    over = re.findall('<div [^>]*class="mark-of-figure"[^>]*><b>(.*?)</b></div></figure>|<img', page)
    assert over == ["", "DATA SINTETIS – BUKAN FAKTA", ""]
    assert 'class="mark-of-figure"' not in page_html(notebook(by_hand), language="id")


@pytest.mark.slow
def test_a_notebook_that_loads_made_up_rows_and_only_writes_of_them_is_marked(tmp_path, monkeypatch):
    (tmp_path / "data" / "processed").mkdir(parents=True)
    ROWS.to_parquet(tmp_path / "data" / "processed" / "submissions.parquet")
    monkeypatch.setenv("KKPHAM_DATA", str(tmp_path / "data"))
    of_facts = "import kkpham_analysis as kkp\nfrom kkpham_analysis.reports.page import Prose"
    cells = [
        new_code_cell('language: str = "id"', metadata={"tags": ["parameters"]}),
        new_code_cell(f'{of_facts}\nrows = kkp.load("submissions")', metadata={"tags": ["setup"]}),
        new_code_cell('Prose(f"{rows.covered.sum()} tercakup.")', metadata={"tags": ["finding"]}),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=kernel), tmp_path / "prose.ipynb")
    places = {"resolver": lambda text, level: text, "rounds": {2023}}
    report = settle(Call("prose"), notebooks=tmp_path, out=tmp_path / "out", **places)
    (result,) = run_reports([report])
    assert result.error == ""
    assert result.marks == ("synthetic", "placeholder")
    assert result.finding.endswith("BUKAN DAFTAR RESMI. 7 tercakup.")
    assert '<aside class="marks" role="note"><p><strong>DATA SINTETIS' in report.html.read_text(encoding="utf-8")


def test_a_page_of_prose_alone_is_marked_by_its_head():
    head = PageHead("Cakupan", "7 tercakup", "Begitu.", marks=("placeholder",))
    page = page_html(new_notebook(cells=[cell(shown(head), tags=["finding"])]), language="id")
    assert '<aside class="marks" role="note"><p><strong>DAFTAR INDIKATOR CONTOH' in page


@pytest.mark.parametrize(
    "content",
    [table(ROWS.assign(synthetic=False, kind="known")), Prose('<b data-marks="synthetic">')],
    ids=["facts", "a text that looks like one"],
)
def test_a_page_of_facts_is_not(content):
    page = page_html(notebook(cell(shown(content))), language="id")
    assert "<title>7 tercakup · Cakupan</title>" in page
    assert 'class="marks"' not in page
    assert "SINTETIS" not in page


def test_a_table_says_it_as_text_and_in_its_caption():
    assert repr(table(ROWS, "en")).splitlines()[:3] == [
        "SYNTHETIC DATA – NOT FACTS",
        "PLACEHOLDER INDICATORS – NOT THE OFFICIAL LIST",
        "Cakupan",
    ]
    assert "<caption><span>SYNTHETIC DATA – NOT FACTS · PLACEHOLDER" in table(ROWS, "en")._repr_html_()


def test_an_answer_says_it_in_its_first_line_and_in_its_record():
    answer = Answer("1 baris", {"award_year": 2023, "coverage": records(ROWS)})
    assert answer.text.splitlines() == [
        "*** DATA SINTETIS – BUKAN FAKTA / SYNTHETIC DATA – NOT FACTS ***",
        "*** DAFTAR INDIKATOR CONTOH – BUKAN DAFTAR RESMI / PLACEHOLDER INDICATORS – NOT THE OFFICIAL LIST ***",
        "1 baris",
    ]
    assert json.loads(answer.json()) == {
        "synthetic": True,
        "placeholder": True,
        "award_year": 2023,
        "coverage": [{"province": "Kalimantan Timur", "covered": 7, "synthetic": True, "kind": "placeholder"}],
    }


def test_an_answer_of_facts_is_as_it_was():
    record = {"award_year": 2023, "coverage": records(ROWS.assign(synthetic=False, kind="known"))}
    answer = Answer("1 baris", record)
    assert answer.text == "1 baris"
    assert json.loads(answer.json()) == record


def test_what_is_told_of_a_report_begins_with_it():
    marked = notebook(cell(shown(table(ROWS.assign(kind="known")))))
    told = finding_of(document_of(marked, language="en"))
    assert told == "SYNTHETIC DATA – NOT FACTS. 7 tercakup. Begitu."
    assert finding_of(document_of(notebook(), language="en")) == "7 tercakup. Begitu."
