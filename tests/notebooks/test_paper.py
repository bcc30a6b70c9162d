"""On paper, every notebook keeps its words apart, in both languages."""

from pathlib import Path

import nbformat
import pytest
from tests.reports.forms.pdf_words import out_of_their_columns, over_each_other

from kkpham_analysis.reports.calls import Call
from kkpham_analysis.reports.document import document_of
from kkpham_analysis.reports.forms.pdf import written
from kkpham_analysis.reports.parameters import settle
from kkpham_analysis.reports.running import run_reports

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(path.stem for path in FOLDER.glob("*.ipynb"))

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("real_data")]


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_no_word_is_printed_over_another_and_heads_keep_to_their_columns(tmp_path, notebook, language):
    call = Call(notebook, {}, language)
    report = settle(call, notebooks=FOLDER, out=tmp_path, resolver=lambda text, level: text, rounds=range(2000, 2100))
    (result,) = run_reports([report])
    assert not result.error, result.error
    executed = nbformat.read(report.ipynb, as_version=4)

    pdf = written(executed, language=language)

    assert over_each_other(pdf) == []
    tables = list(document_of(executed, language=language).of("table"))
    headings = [[column["heading"] for column in table["columns"]] for table in tables]
    texts = [cell["text"] for table in tables for row in table["rows"] for cell in row]
    assert out_of_their_columns(pdf, headings, texts) == []
