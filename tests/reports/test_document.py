"""The content of an executed notebook is read once, and every form is written from it."""

import json
import re

import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from kkpham_analysis.language import Words
from kkpham_analysis.reports.document import document_of
from kkpham_analysis.reports.forms.html import page_html
from kkpham_analysis.reports.page import Facts, HowTo, PageHead, Part, Prose, SourceList, Table
from kkpham_analysis.reports.page.blocks import MIME
from kkpham_analysis.reports.page.folded import Folded

SOURCES = pd.DataFrame(
    {
        "source_id": ["K001", "J002"],
        "title": ["Daftar", "Berita"],
        "publisher": ["Kanwil", pd.NA],
        "url": ["https://example.org/a", "javascript:alert(1)"],
        "published_on": ["2023-12-19", pd.NA],
    }
).astype("str")
RESULTS = pd.DataFrame(
    {
        "province": ["Kalimantan Timur", "Riau"],
        "count": ["7 dari 10", "belum diketahui"],
        "compliant": pd.Series([7, pd.NA], dtype="Int64"),
        "regencies": pd.Series([10, 12], dtype="Int64"),
        "share": pd.Series([0.7, pd.NA], dtype="Float64"),
        "verdict": pd.Series(["met", pd.NA], dtype="str"),
        "source_ids": pd.Series(["J002;K001", pd.NA], dtype="str"),
    }
)


def shown(*objects, metadata=None, **data):
    outputs = [
        new_output("execute_result", data={MIME: json.loads(json.dumps(each.as_block())), "text/plain": repr(each)})
        for each in objects
    ]
    return [*outputs, *([new_output("display_data", data=data, metadata=metadata or {})] if data else [])]


def document(*cells, language="id", **parameters):
    notebook = new_notebook(cells=list(cells))
    notebook.metadata["papermill"] = {"parameters": parameters}
    return document_of(notebook, language=language)


def cell(*objects, tags=(), **data):
    return new_code_cell("", outputs=shown(*objects, **data), metadata={"tags": list(tags)})


def test_parts_are_taken_apart_and_hidden_cells_left_out():
    found = document(
        new_markdown_cell("# For the author", metadata={"tags": ["notes"]}),
        cell(Prose("hidden"), tags=["setup"]),
        cell(PageHead("KKP HAM", "Tujuh dari sepuluh", "Itu 70 %.")),
        cell(Part("Cara", Prose("Satu.\n\nDua."), Facts([("7 / 10", "berpredikat")]))),
        new_markdown_cell("## Catatan\n\nTiga."),
        award_year=2023,
    )
    assert found.blocks == [
        {"type": "head", "eyebrow": "KKP HAM", "note": "", "title": "Tujuh dari sepuluh", "lede": "Itu 70 %.",
         "marks": []},
        {"type": "section", "title": "Cara"},
        {"type": "prose", "paragraphs": ["Satu.", "Dua."]},
        {"type": "facts", "facts": [["7 / 10", "berpredikat"]]},
        {"type": "section", "title": "Catatan"},
        {"type": "prose", "paragraphs": ["Tiga."]},
    ]  # fmt: skip
    assert found.title == "Tujuh dari sepuluh"
    assert found.parameters == {"award_year": 2023}


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        ([cell(PageHead("E", "Tujuh dari sepuluh", "L."), tags=["finding"])], "Tujuh dari sepuluh"),
        ([cell(tags=["finding"], **{"text/plain": "Tujuh dari sepuluh\nLebih lanjut"})], "Tujuh dari sepuluh"),
        ([cell(**{"text/plain": "Tujuh dari sepuluh"})], "Pertanyaan?"),
    ],
    ids=["a head", "a finding of plain text", "no finding"],
)
def test_every_form_has_the_title_of_the_document(cells, title):
    notebook = new_notebook(cells=[new_markdown_cell("# Pertanyaan?"), *cells])
    found = document_of(notebook, language="id")
    written = page_html(notebook, language="id")
    assert (found.title, re.search("<title>(.*?)(?: · E)?</title>", written)[1]) == (title, title)
    assert found.head["title"] == title


def test_without_anything_the_title_is_the_name_of_the_product():
    assert document().title == "kkpham-analysis"


def test_a_table_keeps_its_numbers_beside_its_texts():
    table = Table(
        RESULTS,
        "Provinsi",
        {"province": "Provinsi", "count": "Hasil", "share": "Bagian", "verdict": "Aturan", "source_ids": "Sumber"},
        align={"count": "right"},
        labels={"verdict": {"met": "memenuhi"}},
        tints={"verdict": {"met": "yes"}},
        cite={"source_ids": SourceList(SOURCES)},
        figures={"count": {"compliant": "Berpredikat", "regencies": "Seluruhnya"}},
    )
    [block] = document(cell(table)).of("table")
    assert [(column["name"], column["align"]) for column in block["columns"]] == [
        ("province", "left"), ("count", "right"), ("share", "right"), ("verdict", "left"), ("source_ids", "left"),
    ]  # fmt: skip
    assert block["rows"] == [
        [{"text": "Kalimantan Timur"}, {"text": "7 dari 10"}, {"text": "70,0\u00a0%"},
         {"text": "memenuhi", "tone": "yes"}, {"text": "1, 2", "sources": [1, 2]}],
        [{"text": "Riau"}, {"text": "belum diketahui"}, {"text": "belum diketahui", "missing": True},
         {"text": "belum diketahui", "tone": "unknown", "missing": True}, {"text": "–", "missing": True}],
    ]  # fmt: skip
    assert block["data"] == {
        "columns": [
            {"name": "province", "heading": "Provinsi", "kind": "text", "of": "province"},
            {"name": "compliant", "heading": "Berpredikat", "kind": "integer", "of": "count"},
            {"name": "regencies", "heading": "Seluruhnya", "kind": "integer", "of": "count"},
            {"name": "share", "heading": "Bagian", "kind": "percent", "of": "share"},
            {"name": "verdict", "heading": "Aturan", "kind": "text", "of": "verdict"},
            {"name": "source_ids", "heading": "Sumber", "kind": "text", "of": "source_ids"},
        ],
        "rows": [
            ["Kalimantan Timur", 7, 10, 0.7, "memenuhi", "1, 2"],
            ["Riau", None, 12, None, None, None],
        ],
    }


def test_a_folded_table_says_what_it_stands_behind():
    [block] = document(cell(Folded("Angkanya", Table(RESULTS[["province"]], "Provinsi")))).of("table")
    assert (block["folded"], block["caption"]) == ("Angkanya", "Provinsi")


def test_sources_keep_numbers_and_addresses_of_the_web_alone():
    listed = SourceList(SOURCES.head(1), others=SOURCES.tail(1))
    [block] = document(cell(listed)).of("sources")
    assert block["groups"] == [
        {"heading": "", "sources": [
            {"number": 1, "title": "Daftar", "said": "Kanwil, 19 Desember 2023", "url": "https://example.org/a"}]},
        {"heading": Words().phrase("page.other_rounds"), "sources": [
            {"number": 2, "title": "Berita", "said": "tanpa tanggal", "url": ""}]},
    ]  # fmt: skip


def test_how_a_page_is_made_again_is_kept_whole():
    [block] = document(cell(HowTo("kkpham summary --year 2023"))).of("how_to")
    assert block["command"] == "kkpham summary --year 2023"


@pytest.mark.parametrize(
    ("form", "made_by", "said"),
    [
        ("pdf", {}, "This report can be made again with: kkpham report trends --year 2023 --to pdf"),
        ("pptx", {}, "These slides can be made again with: kkpham report trends --year 2023 --to pptx"),
        ("pptx", {"by": "deck"}, "These slides can be made again with: kkpham deck --year 2023"),
        ("figure", {"by": "export", "options": "--size 4:3"},
         "This figure can be made again with: kkpham export --year 2023 --size 4:3"),
    ],
)  # fmt: skip
def test_a_form_says_which_command_makes_it_and_the_content_stays(form, made_by, said):
    english = document_of(new_notebook(cells=[cell(HowTo("kkpham report trends --year 2023"))]), language="en")
    [block] = english.made_as(form, **made_by).of("how_to")
    assert f"{block['text']} {block['command']}" == said
    [block] = english.of("how_to")
    assert block["command"] == "kkpham report trends --year 2023"


def test_figures_and_what_is_no_object_of_a_page_are_kept():
    figure = new_output(
        "display_data",
        data={"image/png": "iVBO\nRw0="},
        metadata={"image/png": {"title": "T", "alt": "A", "caption": "C", "marks": ["synthetic"]}},
    )
    found = document(
        new_code_cell(
            "", outputs=[figure, new_output("stream", name="stderr", text="w"), new_output("stream", text="7")]
        ),
        cell(**{"text/plain": "a frame", "text/html": "<table>"}),
    )
    assert found.blocks == [
        {"type": "figure", "title": "T", "alt": "A", "caption": "C", "marks": ["synthetic"], "png": "iVBORw0="},
        {"type": "printed", "text": "7"},
        {"type": "printed", "text": "a frame"},
    ]
    assert found.marks == ("synthetic",)
    assert found.title == "DATA SINTETIS – BUKAN FAKTA · kkpham-analysis"


def test_every_part_shows_itself_as_html_as_text_and_as_a_block():
    # Without a shell: to those that come after in this process, one would look like a notebook.
    data, _ = DisplayFormatter().format(Part("Cara", Prose("Satu.")))
    assert set(data) == {MIME, "text/html", "text/plain"}
    assert data[MIME] == {"type": "part", "title": "Cara", "blocks": [{"type": "prose", "paragraphs": ["Satu."]}]}
