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
from docx.oxml.ns import qn
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from kkpham_analysis.reports import forms
from kkpham_analysis.reports.calls import Call
from kkpham_analysis.reports.document import document_of
from kkpham_analysis.reports.forms import docx as of_word
from kkpham_analysis.reports.parameters import settle
from kkpham_analysis.reports.running import run_reports

from .forms.office_report import report
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
    """Give every paragraph wherever it stands (in cells, links, headers and footers), and what figures say."""
    file = docx.Document(io.BytesIO(content))
    frames = [frame for section in file.sections for frame in (section.header, section.first_page_header,
                                                               section.footer, section.first_page_footer)]  # fmt: skip
    parts = [file.element.body, *(frame._element for frame in frames)]
    told = [texts_in(paragraph) for part in parts for paragraph in part.iter(qn("w:p"))]
    return told + [shape._inline.docPr.get("descr") or "" for shape in file.inline_shapes]


def texts_in(element):
    return "".join(text.text or "" for text in element.iter(qn("w:t"), qn("a:t")))


def of_xlsx(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    ]


def of_pptx(content):
    told = []
    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        parts = [slide._element, *(shape.chart._chartSpace for shape in slide.shapes if shape.has_chart)]
        labels = [label for part in parts for label in part.iter(qn("c:dLbl"))]
        # A label may stand in two lines: it is read as one.
        told += [texts_in(label) for label in labels]
        of_labels = {paragraph for label in labels for paragraph in label.iter(qn("a:p"))}
        told += [texts_in(each) for part in parts for each in part.iter(qn("a:p")) if each not in of_labels]
        # Names of a chart's rows stand in the copy that it keeps of its workbook; those of its legend name kinds alone.
        told += [text.text or "" for part in parts for names in part.iter("{*}cat") for text in names.iter("{*}v")]
        told += [about.get("descr") or "" for about in slide._element.iter("{*}cNvPr")]
        told.append(slide.notes_slide.notes_text_frame.text)
    return told


def test_what_stands_in_a_table_of_word_is_read():
    content = of_word.written(report(), language="id")
    file = docx.Document(io.BytesIO(content))
    file.tables[0].rows[1].cells[-1].text = "71,5 %"
    planted = io.BytesIO()
    file.save(planted)
    before, after = (
        [claim for text in of_docx(each) for claim in unhedged(text, "id")] for each in (content, planted.getvalue())
    )
    assert [claim for claim in after if claim not in before] == ["71,5 %"]


def test_what_stands_in_a_table_and_on_a_label_of_a_chart_of_slides_is_read():
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_table(1, 1, 0, 0, 99, 99).table.cell(0, 0).text = "60,0 %"
    data = CategoryChartData()
    data.categories = ["Aceh: 50,0 %", "Riau"]
    data.add_series("Persentase", (0.7, 0.5))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, 99, 99, data).chart
    chart.plots[0].series[0].points[1].data_label.text_frame.text = "70,0 %"
    saved = io.BytesIO()
    deck.save(saved)
    told = of_pptx(saved.getvalue())
    assert sorted(claim for text in told for claim in unhedged(text, "id")) == ["60,0 %", "70,0 %"]
    assert "Aceh: 50,0 %" in told


READERS = {"html": of_html, "pdf": of_pdf, "docx": of_docx, "xlsx": of_xlsx, "pptx": of_pptx}


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize(
    ("language", "award_year", "province_code", "said"),
    [
        ("id", 2015, "52", "Sedikitnya 1 dari 10 kabupaten/kota di Nusa Tenggara Barat"),
        ("en", 2020, "12", "16–17 of 33 regencies and cities in North Sumatra"),
        ("id", 2022, "35", "23–26 dari 38 kabupaten/kota di Jawa Timur"),
        ("en", 2016, "19", "It is not known which of the 7 regencies and cities in"),
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
