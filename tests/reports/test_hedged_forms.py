"""Of a province that is known in part, or in dispute, no form of its report states anything as certain."""

import io
import re
import subprocess
from pathlib import Path

import docx
import nbformat
import openpyxl
import pptx
import pytest
from bs4 import BeautifulSoup

from kkpham_analysis.reports import forms
from kkpham_analysis.reports.calls import Call
from kkpham_analysis.reports.document import document_of
from kkpham_analysis.reports.running import run_reports, settle

from .hedging import unhedged

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("real_data")]


def executed(out, language, award_year, province_code):
    call = Call("province_report", {"award_year": award_year, "province_code": province_code}, language)
    report = settle(call, notebooks=FOLDER, out=out, resolver=lambda text, level: text, rounds=range(2000, 2100))
    (result,) = run_reports([report])
    assert not result.error, result.error
    return nbformat.read(report.ipynb, as_version=4)


def of_html(content):
    page = BeautifulSoup(content, "html.parser")
    for code in page(["script", "style", "pre"]):
        code.decompose()
    told = [
        part.get_text(" ", strip=True) for part in page(["p", "h1", "h2", "caption", "figcaption", "td", "dd", "li"])
    ]
    return told + [picture.get("alt", "") for picture in page("img")]


def of_pdf(content):
    text = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    # The letters of a watermark stand between the lines.
    text = re.sub(r"(?m)^[A-Z–]{1,3}\n", "", text)
    # A line that ends without an end of its sentence goes on in the next.
    return re.sub(r"(?<![.\n])\n(?!\n)", " ", text).split("\n\n")


def of_docx(content):
    file = docx.Document(io.BytesIO(content))
    told = [paragraph.text for paragraph in file.paragraphs]
    return told + [shape._inline.docPr.get("descr") or "" for shape in file.inline_shapes]


def of_xlsx(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    ]


def of_pptx(content):
    told = []
    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        told += [
            paragraph.text
            for shape in slide.shapes
            if shape.has_text_frame
            for paragraph in shape.text_frame.paragraphs
        ]
        told += [shape._element.xpath(".//p:cNvPr")[0].get("descr") or "" for shape in slide.shapes]
        told.append(slide.notes_slide.notes_text_frame.text)
    return told


READERS = {"html": of_html, "pdf": of_pdf, "docx": of_docx, "xlsx": of_xlsx, "pptx": of_pptx}


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize(
    ("language", "award_year", "province_code", "said"),
    [
        ("id", 2015, "52", "Sedikitnya 1 dari 10 kabupaten/kota di Nusa Tenggara Barat"),
        ("en", 2020, "12", "16–17 of 33 regencies and cities in North Sumatra"),
        ("id", 2022, "35", "23–26 dari 38 kabupaten/kota di Jawa Timur"),
        ("en", 2016, "19", "It is not known which regencies and cities in"),
    ],
    ids=["partial", "disputed, open", "disputed", "none"],
)
def test_no_form_states_as_certain_what_is_not(tmp_path, language, award_year, province_code, said):
    notebook = executed(tmp_path, language, award_year, province_code)
    told = {form: read(forms.written(form, notebook, language=language)) for form, read in READERS.items()}
    figures = list(document_of(notebook, language=language).of("figure"))
    told["figures"] = [figure[name] for figure in figures for name in ("title", "alt", "caption")]

    found = {form: [claim for text in texts for claim in unhedged(text, language)] for form, texts in told.items()}

    assert found == {form: [] for form in told}
    assert {form for form, texts in told.items() if said in " ".join(texts).replace("\u00a0", " ")} == set(told)
