"""Slides have native charts and tables, notes, alternative texts and marks; the same ones again are the same bytes."""

import base64
import io
import itertools
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from lxml import etree
from matplotlib import get_data_path
from nbformat.v4 import new_output
from PIL import Image, ImageFont
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_FILL
from pptx.enum.dml import MSO_THEME_COLOR as THEME
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from kkpham_analysis.figures.picture import MIME as PICTURE
from kkpham_analysis.language import Words
from kkpham_analysis.reports import decks
from kkpham_analysis.reports.calls import CallError
from kkpham_analysis.reports.forms.pptx import look_of, written
from kkpham_analysis.reports.forms.pptx_chart import Drawn, _legend_height
from kkpham_analysis.reports.forms.pptx_colours import Colour, colour_in, contrast, distance, own_colour
from kkpham_analysis.reports.forms.pptx_letters import Letters
from kkpham_analysis.reports.forms.pptx_room import Box
from kkpham_analysis.reports.forms.pptx_rows import by_level, names_counted
from kkpham_analysis.reports.forms.pptx_words import in_parts
from kkpham_analysis.reports.page import Facts, PageHead, Part, Prose, SourceList
from kkpham_analysis.reports.page.blocks import MIME

from .office_report import converted, notebook, png, report, table, written_here_and_elsewhere

PICTURED = MSO_SHAPE_TYPE.PICTURE
ROWS = [
    {"name": "Riau", "count": "8 dari 8", "share": "100,0 %", "low": 1.0, "high": 1.0, "verdict": "met"},
    {"name": "Jambi", "count": "5 dari 10", "share": "50,0 %", "low": 0.5, "high": 0.5, "verdict": "not_met"},
    {"name": "Bali", "count": "1–3 dari 9", "share": "11,1–33,3 %", "low": 1 / 9, "high": 1 / 3, "verdict": "open"},
    {"name": "Aceh", "count": "", "share": "belum diketahui", "low": None, "high": None, "verdict": ""},
]
VERDICTS = {"met": "memenuhi", "not_met": "tidak memenuhi", "open": "belum dapat disimpulkan"}


def chart(rows=ROWS, kind="bars"):
    return {"kind": kind, "rows": rows, "verdicts": VERDICTS, "rule": "lebih dari 60 %"}


def charted(*objects, **about):
    """Give a report whose figure has its values beside it."""
    made = notebook(
        PageHead("KKP HAM 2023", "Tujuh dari sepuluh", "Itu 70 %. Dari semua.", known="Satu sumber menyebutnya."),
        Facts([("7 / 10", "berpredikat")]),
        *objects,
        figure=False,
    )
    told = {"title": "Satu memenuhi", "alt": "Diagram: satu.", "caption": "Bagian", "marks": [], "chart": chart()}
    outputs = [new_output("display_data", data={"image/png": png()}, metadata={"image/png": {**told, **about}})]
    made.cells[0].outputs += outputs
    return made


def opened(made, language="id", **how):
    return Presentation(io.BytesIO(written(made, language=language, **how)))


def titles(slides):
    return [slide.shapes.title.text for slide in slides]


def shapes(presentation, kind):
    return [shape for slide in presentation.slides for shape in slide.shapes if getattr(shape, kind)]


def long_table(number):
    frame = pd.DataFrame({"nama": [f"Kabupaten {i}" for i in range(number)], "hasil": ["ya"] * number})
    return Part("Hasil", Prose("Begini."), table(frame), finding="Semua dapat")


def test_the_finding_stands_first_then_figures_and_tables_then_how_well_it_is_known_and_the_sources():
    assert titles(opened(charted(long_table(2))).slides) == [
        "Tujuh dari sepuluh",
        "Semua dapat",
        "Satu memenuhi",
        "Satu sumber menyebutnya",
        "Sumber dan cara membaca",
    ]


def test_the_chart_holds_its_values_for_editing_and_leaves_out_and_says_what_is_not_known():
    [frame] = shapes(opened(charted()), "has_chart")
    plot = frame.chart.plots[0]
    assert list(plot.categories) == ["Riau · 8 dari 8", "Jambi · 5 dari 10", "Bali · 1–3 dari 9"]
    assert {series.name: list(series.values) for series in plot.series} == {
        "tertinggi yang mungkin": [None, None, 1 / 3],
        "memenuhi": [1.0, None, None],
        "tidak memenuhi": [None, 0.5, None],
        "belum dapat disimpulkan": [None, None, 1 / 9],
    }
    sheet = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)).active
    assert [cell.value for cell in sheet[3]] == ["Jambi · 5 dari 10", None, None, 0.5, None]
    assert sheet["D3"].number_format == '[$-421]0.0"\N{NO-BREAK SPACE}"%'
    said = [shape.text_frame.text for shape in shapes(opened(charted()), "has_text_frame")]
    assert "Aturan: lebih dari 60 %. 1 provinsi belum diketahui sama sekali, tidak digambar." in said


def test_many_bars_go_on_on_a_second_slide_and_none_is_lost():
    rows = [dict(ROWS[0], name=f"P{i}") for i in range(26)]
    frames = shapes(opened(charted(chart=chart(rows))), "has_chart")
    drawn = [list(frame.chart.plots[0].categories) for frame in frames]
    assert [len(names) for names in drawn] == [13, 13]
    assert [name for names in drawn for name in names] == [f"P{i} · 8 dari 8" for i in range(26)]


def test_rounds_stand_side_by_side_and_keep_the_places_of_those_that_are_not_known():
    rows = [dict(ROWS[3], name="2022"), dict(ROWS[1], name="2023", count="5/10")]
    [frame] = shapes(opened(charted(chart=chart(rows, "columns"))), "has_chart")
    assert list(frame.chart.plots[0].categories) == ["2022", "2023\n5/10"]
    # The slide has a title; of one series PowerPoint would make another.
    assert frame.chart._chartSpace.chart.find(qn("c:autoTitleDeleted")).get("val") == "1"


def test_values_of_a_chart_are_numbers_in_its_workbook_and_every_series_refers_to_its_cells():
    [frame] = shapes(opened(charted()), "has_chart")
    book = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    sheet = book.active
    referred = {}
    for series in frame.chart._chartSpace.iter(qn("c:ser")):
        name, values = (series.find(qn(tag)).find(".//" + qn("c:f")).text for tag in ("c:tx", "c:val"))
        first, last = values.removeprefix(f"{sheet.title}!").replace("$", "").split(":")
        cells = [cell for [cell] in sheet[f"{first}:{last}"]]
        referred[sheet[name.removeprefix(f"{sheet.title}!").replace("$", "")].value] = [
            (cell.value, cell.data_type) for cell in cells
        ]
    nothing = (None, "n")
    assert referred == {
        "tertinggi yang mungkin": [nothing, nothing, (1 / 3, "n")],
        "memenuhi": [(1, "n"), nothing, nothing],
        "tidak memenuhi": [nothing, (0.5, "n"), nothing],
        "belum dapat disimpulkan": [nothing, nothing, (1 / 9, "n")],
    }
    with zipfile.ZipFile(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:" not in archive.read("docProps/core.xml")


def test_a_verdict_in_bold_stays_on_one_line_of_its_column():
    frame = pd.DataFrame({"regency": ["Kabupaten Banjarnegara"] * 9, "2020": ["named"] * 9, "2018": ["named"] * 9})
    told = table(frame, language="en", labels={"2020": {"named": "named"}}, tints={"2020": {"named": "yes"}})
    [drawn] = shapes(opened(charted(Part("Results", told, finding="All named")), "en"), "has_table")
    # In bold letters of 18 points the word is 0.81 inches wide; beside it there is a margin of 0.12, and a gap.
    assert Inches(0.93) <= drawn.table.columns[1].width < Inches(1.3)


def test_a_number_does_not_touch_the_text_of_the_next_column():
    frame = pd.DataFrame(
        {"regency": ["Banten"], "share": ["100,0 %"], "verdict": ["memenuhi"], "said": ["dianugerahi"]}
    )
    told = table(frame, align={"share": "right"})
    [drawn] = shapes(opened(charted(Part("Hasil", told, finding="Satu"))), "has_table")
    sides = [(cell.margin_left.inches, cell.margin_right.inches) for cell in drawn.table.rows[1].cells]
    assert [tuple(round(side, 2) for side in pair) for pair in sides] == [
        (0.06, 0.06), (0.02, 0.1), (0.1, 0.02), (0.06, 0.06)
    ]  # fmt: skip


def test_yes_no_disputed_and_unknown_are_each_told_by_their_look():
    tints = {"Berpredikat": "yes", "Tidak": "no", "Berbeda": "disputed", "Belum diketahui": "unknown"}
    frame = pd.DataFrame({"hasil": list(tints)})
    told = table(frame, labels={"hasil": {name: name for name in tints}}, tints={"hasil": tints})
    [drawn] = shapes(opened(charted(Part("Hasil", told, finding="Empat"))), "has_table")
    runs = [row.cells[0].text_frame.paragraphs[0].runs[0] for row in list(drawn.table.rows)[1:]]
    looks = {run.text: (run.font.color.theme_color, run.font.bold) for run in runs}
    assert looks == {
        "Berpredikat": (THEME.ACCENT_1, True), "Tidak": (THEME.ACCENT_2, True), "Berbeda": (THEME.ACCENT_4, True),
        "Belum diketahui": (THEME.TEXT_2, None),
    }  # fmt: skip


def test_a_table_goes_on_after_fourteen_rows_and_what_has_no_room_is_said():
    presentation = opened(charted(long_table(60)))
    tables = shapes(presentation, "has_table")
    assert [len(frame.table.rows) - 1 for frame in tables] == [14, 14, 13]
    said = [shape.text_frame.text for shape in shapes(presentation, "has_text_frame")]
    assert "19 baris lagi ada dalam laporan." in said
    assert "Kabupaten 59" in presentation.slides[3].notes_slide.notes_text_frame.text


@pytest.mark.parametrize(
    ("own", "others", "said"),
    [(6, 3, "dan 2 halaman lagi, ditambah 3 halaman tentang putaran lain; semua dengan alamatnya dalam catatan dan "
      "laporan."),
     (6, 0, "dan 2 halaman lagi, semua dengan alamatnya dalam catatan dan laporan."),
     (2, 1, "Tentang putaran lain ada 1 halaman lagi; semua dengan alamatnya dalam catatan dan laporan.")],
)  # fmt: skip
def test_pages_on_other_rounds_are_counted_apart_from_those_of_the_round(own, others, said):
    def pages(number, name):
        told = {"source_id": name, "title": name, "publisher": "Pers", "url": "", "published_on": "2022"}
        rows = [{**told, "source_id": f"{name}{i}", "title": f"{name}{i}"} for i in range(number)]
        return pd.DataFrame(rows, columns=[*told])

    listed = SourceList(pages(own, "K"), Words("id"), others=pages(others, "L"))
    last = opened(notebook(PageHead("KKP HAM 2023", "Tujuh", "Itu 70 %."), listed, figure=False)).slides[-1]
    [texts] = [shape.text_frame for shape in last.shapes if shape.has_text_frame and "Pers" in shape.text_frame.text]
    lines = [paragraph.text for paragraph in texts.paragraphs]
    shown = min(own, 4)
    assert [line[:2] for line in lines[:shown]] == [f"K{i}" for i in range(shown)]
    assert lines[shown] == said


def test_the_last_slide_shows_the_sources_of_the_headline_first_and_none_that_is_not_counted():
    names = [f"K{i}" for i in range(1, 7)]
    told = {"publisher": ["Pers"] * 6, "url": [""] * 6, "published_on": ["2022"] * 6}
    listed = SourceList(pd.DataFrame({"source_id": names, "title": names, **told}), Words("id"), uncounted={"K2"})
    lede = "Itu 70 %\N{NO-BREAK SPACE}[5]. Aturannya 60 %\N{NO-BREAK SPACE}[4, 5]."
    last = opened(notebook(PageHead("KKP HAM 2023", "Tujuh", lede, "", listed), listed, figure=False)).slides[-1]
    [texts] = [
        shape.text_frame.text for shape in last.shapes if shape.has_text_frame and "Pers" in shape.text_frame.text
    ]
    assert [line[:2] for line in texts.splitlines()][:5] == ["K5", "K4", "K1", "K3", "da"]


def test_how_well_it_is_known_is_said_once_also_where_it_begins_with_a_figure():
    head = PageHead("KKP HAM 2023", "Tujuh", "Aturannya 60 %. 24 dari 26 berita. Selesai.", known="24 dari 26 berita.")
    slide = opened(notebook(head, figure=False)).slides[-2]
    assert slide.shapes.title.text == "24 dari 26 berita"
    assert slide.shapes[1].text_frame.text.splitlines() == ["Aturannya 60 %.", "Selesai."]
    assert slide.notes_slide.notes_text_frame.text.count("24 dari 26 berita") == 1


@pytest.mark.parametrize(
    ("name", "shown"), [("wajah/kantor.pptx", "wajah/kantor.pptx"), ("/rumah/budi/kantor.pptx", "kantor.pptx")]
)
def test_the_command_on_the_last_slide_names_a_template_without_the_folders_of_this_computer(narrow, name, shown):
    last = opened(report(), template=narrow, name=name).slides[-1]
    [text] = [
        shape.text_frame.text for shape in last.shapes if shape.has_text_frame and "kkpham" in shape.text_frame.text
    ]
    assert text.endswith(f" --template {shown}")


@pytest.fixture
def narrow():
    """Give a template of 4:3."""
    stored = io.BytesIO()
    Presentation().save(stored)
    return stored.getvalue()


def test_on_a_narrow_slide_what_is_said_of_rows_without_room_stands_below_the_table(narrow):
    made = opened(charted(long_table(90)), template=narrow, name="t.pptx")
    shown = sum(len(frame.table.rows) - 1 for frame in shapes(made, "has_table"))
    slide = made.slides[3]
    [drawn] = [shape for shape in slide.shapes if shape.has_table]
    [said] = [shape for shape in slide.shapes if shape.has_text_frame and "ada dalam laporan" in shape.text_frame.text]
    end = drawn.top + sum(row.height for row in drawn.table.rows)
    assert said.text_frame.text == f"{90 - shown} baris lagi ada dalam laporan."
    assert end <= said.top


def test_where_a_long_list_of_names_has_no_room_for_its_rows_all_of_them_are_counted_and_the_names_are_in_the_notes(
    narrow,
):
    names = {"Provinsi": [f"Provinsi {i}" for i in range(25)], "Jumlah": [str(i) for i in range(25)],
             "Nama": [f"Kota A{i}, Kota B{i}" for i in range(25)]}  # fmt: skip
    listed = Part("Nama", table(pd.DataFrame(names), align={"Jumlah": "right"}), finding="Dua puluh lima")
    others = [Part(f"Bagian {i}", table(), finding=f"Temuan {i}") for i in range(5)]
    made = opened(charted(listed, *others), template=narrow, name="t.pptx")
    [slide] = [each for each in made.slides if each.shapes.title.text.startswith("Dua puluh lima")]
    [drawn] = [shape.table for shape in slide.shapes if shape.has_table]
    first, *rows = [[cell.text.strip() for cell in row.cells] for row in drawn.rows]
    assert first == ["Provinsi", "Jumlah"] * 2
    assert [row[:2] for row in rows] + [row[2:] for row in rows] == [
        *([f"Provinsi {i}", str(i)] for i in range(25)),
        ["", ""],
    ]
    assert "Kota A24 dan Kota B24" in slide.notes_slide.notes_text_frame.text


def test_names_that_have_no_room_on_one_slide_even_as_numbers_go_on_on_a_second_and_no_number_is_said_twice(narrow):
    places = [f"Provinsi {i}" for i in range(34)]
    names = {"Provinsi": places, "Jumlah": ["2"] * 34, "Nama": [f"Kota A{i}, Kota B{i}" for i in range(34)]}
    listed = Part("Nama", table(pd.DataFrame(names), align={"Jumlah": "right"}), finding="Tiga puluh empat")
    others = [Part(f"Bagian {i}", table(), finding=f"Temuan {i}") for i in range(4)]
    made = opened(charted(listed, *others), template=narrow, name="t.pptx")
    slides = [slide for slide in made.slides if slide.shapes.title.text.startswith("Tiga puluh empat")]
    rows = [[[cell.text.strip() for cell in row.cells] for row in shape.table.rows]
            for slide in slides for shape in slide.shapes if shape.has_table]  # fmt: skip
    assert [part[0] for part in rows] == [["Provinsi", "Jumlah"] * 2] * 2
    shown = [row for _, *part in rows for row in [*(row[:2] for row in part), *(row[2:] for row in part)] if row[0]]
    assert shown == [[place, "2"] for place in places]
    assert ["Kota A0 dan Kota B0" in slide.notes_slide.notes_text_frame.text for slide in slides] == [True, False]
    assert ["Kota A33 dan Kota B33" in slide.notes_slide.notes_text_frame.text for slide in slides] == [False, True]


def named_by_province(number):
    """Give a part on so many provinces, with two names each."""
    names = {"Provinsi": [f"Provinsi Nomor {i}" for i in range(number)], "Jumlah": ["2"] * number,
             "Nama": [f"Kota A{i}, Kota B{i}" for i in range(number)]}  # fmt: skip
    return Part("Nama", table(pd.DataFrame(names), align={"Jumlah": "right"}), finding="Semua provinsi")


def test_where_there_is_one_slide_for_names_that_take_two_every_one_stands_in_running_text_with_its_number(narrow):
    others = [Part(f"Bagian {i}", table(), finding=f"Temuan {i}") for i in range(5)]
    made = opened(charted(named_by_province(27), *others), template=narrow, name="t.pptx")
    [slide] = [each for each in made.slides if each.shapes.title.text == "Semua provinsi"]
    [drawn] = [shape.table for shape in slide.shapes if shape.has_table]
    first, *rows = [cell.text for row in drawn.rows for cell in row.cells]
    assert first == "Provinsi (jumlah)"
    assert ", ".join(rows).replace("\N{NO-BREAK SPACE}", " ") == ", ".join(f"Provinsi Nomor {i} (2)" for i in range(27))
    told = [each.text_frame.text for each in slide.shapes if each.has_text_frame]
    assert [text for text in told if "laporan" in text] == []
    assert "Nama yang tidak muat ada dalam catatan pembicara." in told
    assert "Kota A26 dan Kota B26" in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize(("number", "rest"), [(7, [7, 5, 3, 1, 0]), (6, [6, 4, 2, 0, 0])])
def test_of_a_table_in_halves_every_place_without_room_counts_and_not_the_rows_in_which_two_stand(number, rest):
    row = [{"text": "Riau"}, {"text": "2"}, {"text": "Kota A, Kota B"}]
    columns = [{"heading": name, "align": side} for name, side in (("P", "left"), ("J", "right"), ("N", "left"))]
    rows = [[{"text": f"Riau {i}"}, *row[1:]] for i in range(28)]
    whole = names_counted({"columns": columns, "rows": rows, "caption": ""}, 1, Words("id"))[0]
    last = replace(whole, cells=(*whole.cells[: number // 2], *((("Riau", "2", "", ""),) * (number % 2))))
    assert [last.from_row(start) for start in range(5)] == rest


def test_the_columns_of_a_table_are_as_wide_on_every_slide_that_it_goes_on_on(narrow):
    names = [f"Kota {i}" if i < 15 else f"Kabupaten Penajam Paser Utara {i}" for i in range(26)]
    part = Part("Hasil", table(pd.DataFrame({"nama": names, "hasil": ["ya"] * 26})), finding="Semua dapat")
    frames = shapes(opened(charted(part), template=narrow, name="t.pptx"), "has_table")
    widths = [[column.width for column in frame.table.columns] for frame in frames]
    assert len(widths) > 1
    assert widths == [widths[0]] * len(widths)


def test_the_last_slide_shows_as_many_sources_as_have_room_and_at_most_four(narrow):
    def shown(title, **how):
        told = {"publisher": ["Pers"] * 6, "url": [""] * 6, "published_on": ["2022"] * 6}
        titles_of = [f"K{i}{title}" for i in range(6)]
        listed = SourceList(pd.DataFrame({"source_id": titles_of, "title": titles_of, **told}), Words("id"))
        last = opened(notebook(PageHead("KKP HAM 2023", "Tujuh", "Itu 70 %."), listed, figure=False), **how).slides[-1]
        texts = [text for shape in last.shapes if shape.has_text_frame for text in shape.text_frame.text.splitlines()]
        return [text[:2] for text in texts if text.startswith("K") and "Pers" in text]

    long = " dan pemerintah kabupaten" * 3
    assert (shown(""), shown("", template=narrow, name="t.pptx")) == (["K0", "K1", "K2", "K3"],) * 2
    assert shown(long, template=with_face("Georgia", size=(10, 3.5)), name="t.pptx") == ["K0"]


def test_bars_leave_room_for_a_legend_of_two_lines_and_a_range_stays_on_one(narrow):
    def of(**how):
        [frame] = shapes(opened(charted(), **how), "has_chart")
        return frame.chart._chartSpace

    heights = [next(each.iter(qn("c:manualLayout"))).find(qn("c:h")).get("val")
               for each in (of(), of(template=narrow, name="t.pptx"))]  # fmt: skip
    assert heights == ["0.817", "0.792"]
    assert [rich.find(qn("a:bodyPr")).get("wrap") for rich in of().iter(qn("c:rich"))] == ["none"]


def test_there_are_never_more_than_ten_slides():
    parts = [Part(f"Bagian {i}", table(), finding=f"Temuan {i}") for i in range(12)]
    assert len(opened(charted(*parts)).slides) == 10


def test_every_picture_chart_and_table_says_what_it_shows_and_every_slide_has_notes_and_a_number():
    presentation = opened(report())
    seen = [shape for slide in presentation.slides for shape in slide.shapes if not shape.has_text_frame]
    assert all(next(shape._element.iter(qn("p:cNvPr"))).get("descr") for shape in seen)
    assert len(seen) == 2
    for slide in presentation.slides:
        assert slide.notes_slide.notes_text_frame.text
        assert list(slide._element.iter(qn("a:fld")))


def test_no_text_is_smaller_than_can_be_read_at_the_back_of_a_room():
    for slide in opened(charted(long_table(9))).slides:
        parts = [slide._element, *(shape.chart._chartSpace for shape in slide.shapes if shape.has_chart)]
        sizes = [int(found.get("sz")) for part in parts for found in part.iter() if found.get("sz", "").isdigit()]
        assert all(size >= Pt(18).pt * 100 for size in sizes)
        assert sizes


def test_every_piece_of_text_has_the_language_of_the_report():
    for slide in opened(charted(long_table(2)), "en").slides:
        charts = [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
        for part in (slide._element, slide.notes_slide._element, *charts):
            runs = [run.find(qn("a:rPr")) for run in part.iter(qn("a:r"), qn("a:fld"))]
            assert {None if run is None else run.get("lang") for run in runs} <= {"en-GB"}
            told = part.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr"))
            assert {properties.get("lang") for properties in told} == {"en-GB"}


def test_made_up_rows_are_called_so_on_every_slide():
    made = charted(long_table(2), marks=["synthetic"])
    for slide in opened(made).slides:
        assert "DATA SINTETIS" in " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_a_figure_that_was_drawn_for_slides_too_is_shown_as_that():
    made = charted(chart=None)
    made.cells[0].outputs[-1].data[PICTURE] = {"slide": png((30, 15))}
    pictures = [shape for slide in opened(made).slides for shape in slide.shapes if shape.shape_type == PICTURED]
    assert [picture.image.size for picture in pictures] == [(30, 15)]


@pytest.mark.parametrize(("number", "said"), [(3, None), (6, "4 angka lagi ada dalam catatan pembicara.")])
def test_key_figures_without_room_beside_a_map_are_counted_and_are_in_the_notes(narrow, number, said):
    made = charted(chart=None)
    made.cells[0].outputs[-1].data["image/png"] = png((40, 30))
    facts = [[f"{i} / 10", f"angka yang ke-{i} dengan keterangan yang panjang sekali"] for i in range(number)]
    made.cells[0].outputs[1].data[MIME]["facts"] = facts
    slide = opened(made, template=narrow, name="t.pptx").slides[1]
    [shown] = [shape.text_frame.text.splitlines() for shape in slide.shapes
               if shape.has_text_frame and "0 / 10" in shape.text_frame.text]  # fmt: skip
    assert shown == [line for fact in facts[: 2 if said else 3] for line in fact] + ([said] if said else [])
    assert f"{number - 1} / 10 – angka" in slide.notes_slide.notes_text_frame.text


COVERED = [
    {"name": "Hak atas informasi", "count": "6/8", "share": "75,0 %", "low": 0.75, "high": 0.75, "verdict": "known"},
    {
        "name": "Hak atas kesehatan",
        "count": "2/8",
        "share": "25,0–50,0 %",
        "low": 0.25,
        "high": 0.5,
        "verdict": "known",
    },
    {"name": "Hak atas pekerjaan", "count": "", "share": "–", "low": None, "high": None, "verdict": ""},
]


def coverage(rows=COVERED, marks=("synthetic",)):
    """Give a report on coverage, as it lies in its notebook."""
    said = {"verdicts": {"known": "terverifikasi"}, "rule": "", "range": "diserahkan", "below": "Bukan nilai resmi."}
    made = charted(chart={"kind": "bars", "rows": rows, **said}, alt="Diagram batang.", marks=list(marks))
    made.cells[0].outputs[0].data[MIME].update(title="Cakupan 50,0 %", lede="Dari 16 isian.")
    return made


def test_coverage_has_a_slide_of_its_own_before_how_well_it_is_known_and_alone_says_that_it_is_made_up():
    slides = list(opened(charted(long_table(2)), coverage=coverage()).slides)
    shown = ["Satu memenuhi", "Cakupan 50,0 %", "Satu sumber menyebutnya", "Sumber dan cara membaca"]
    assert titles(slides)[2:] == shown
    slide = slides[3]
    [frame] = [shape for shape in slide.shapes if shape.has_chart]
    plot = frame.chart.plots[0]
    assert list(plot.categories) == ["Hak atas informasi · 6/8", "Hak atas kesehatan · 2/8"]
    drawn = {series.name: list(series.values) for series in plot.series}
    assert drawn == {"diserahkan": [None, 0.5], "terverifikasi": [0.75, 0.25]}
    said = [[shape.text_frame.text for shape in each.shapes if shape.has_text_frame] for each in slides]
    assert [texts.count("DATA SINTETIS – BUKAN FAKTA") for texts in said] == [0, 0, 0, 2, 0, 0]
    assert "Bukan nilai resmi." in said[3]
    assert slide.notes_slide.notes_text_frame.text == (
        "Data sintetis, dibuat untuk uji coba: tidak ada angka di sini yang merupakan fakta. Cakupan 50,0 %. "
        "Dari 16 isian.\n\nDiagram batang.\n\nHak atas informasi: 6/8, 75,0 %; Hak atas kesehatan: 2/8, 25,0–50,0 %. "
        "Bukan nilai resmi."
    )


@pytest.mark.parametrize(
    "rows", [[], [dict(COVERED[0], low=0.0, high=0.0)], COVERED[2:]], ids=["none", "zero", "nothing"]
)
def test_where_nobody_handed_anything_in_there_is_no_slide_on_coverage(rows):
    made = charted(long_table(2))
    assert titles(opened(made, coverage=coverage(rows)).slides) == titles(opened(made).slides)


def test_a_slide_on_coverage_takes_the_place_of_another_and_there_are_still_ten():
    parts = [Part(f"Bagian {i}", table(), finding=f"Temuan {i}") for i in range(12)]
    shown = titles(opened(charted(*parts), coverage=coverage()).slides)
    assert (len(shown), shown[7]) == (10, "Cakupan 50,0 %")


@pytest.mark.parametrize(("language", "code"), [("id", "[$-421]"), ("en", "[$-809]")])
def test_percentages_of_charts_are_written_as_the_language_does(language, code):
    [frame] = shapes(opened(charted(), language), "has_chart")
    space = '"\N{NO-BREAK SPACE}"'
    assert {found.get("formatCode") for found in frame.chart._chartSpace.iter(qn("c:numFmt"))} == {f"{code}0{space}%"}
    codes = {found.text for found in frame.chart._chartSpace.iter(qn("c:formatCode"))}
    assert codes == {"General", f"{code}0.0{space}%"} - ({"General"} - codes)


def test_every_name_of_a_bar_stays_however_close_they_stand():
    [frame] = shapes(opened(charted()), "has_chart")
    axis = frame.chart.category_axis._element
    assert (axis.find(qn("c:tickLblSkip")).get("val"), axis.find(qn("c:txPr")).bodyPr.get("rot")) == ("1", "0")


def test_names_of_bars_have_as_much_room_as_the_longest_needs_and_bars_at_least_a_third_of_the_width():
    def room(rows):
        [frame] = shapes(opened(charted(chart=chart(rows))), "has_chart")
        return float(next(frame.chart._chartSpace.iter(qn("c:manualLayout"))).find(qn("c:x")).get("val"))

    short, long = ROWS[:1], [dict(ROWS[0], name="Kepulauan " * 9)]
    assert (room(short), room(ROWS[:2]), room(long)) == (0.151, 0.18, 0.6)


def test_the_layouts_and_the_theme_of_a_template_are_used_and_its_own_slides_are_gone():
    given = Presentation()
    given.slides.add_slide(given.slide_layouts[1]).shapes.title.text = "Contoh"
    stored = io.BytesIO()
    given.save(stored)
    made = opened(charted(), template=stored.getvalue())
    assert {slide.slide_layout.name for slide in made.slides} == {"Title Slide", "Title and Content"}
    assert made.slide_width == given.slide_width
    assert "Contoh" not in titles(made.slides)
    assert look_of(stored.getvalue()).missing == []


def test_a_layout_that_a_template_lacks_is_told_with_what_stands_in():
    given = Presentation()
    for layout in list(given.slide_layouts)[:2]:
        given.slide_layouts.remove(layout)
    stored = io.BytesIO()
    given.save(stored)
    assert look_of(stored.getvalue()).missing == [("cover", "Section Header")]


def with_layouts(*kept, size=(10, 7.5)):
    """Give a template that has some of the usual layouts, under other names."""
    given = Presentation()
    given.slide_width, given.slide_height = Inches(size[0]), Inches(size[1])
    for layout in list(given.slide_layouts):
        if layout.name not in kept:
            given.slide_layouts.remove(layout)
        layout.name = f"Kantor {layout.name}"
    stored = io.BytesIO()
    given.save(stored)
    return stored.getvalue()


def overlaps(slide, width=10):
    """Give the pairs of shapes of a slide that lie over one another, and the shapes that lie beside it.

    The threshold lies under its chart on purpose.
    """
    boxes = {shape.name: (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
             for shape in slide.shapes if not shape.rotation and shape.shape_type != MSO_SHAPE_TYPE.LINE}  # fmt: skip
    beside = [name for name, box in boxes.items() if min(box) < 0 or box[2] > Inches(width) or box[3] > Inches(7.5)]
    pairs = [
        (one, other)
        for one, other in itertools.combinations(boxes, 2)
        if max(boxes[one][0], boxes[other][0]) < min(boxes[one][2], boxes[other][2])
        and max(boxes[one][1], boxes[other][1]) < min(boxes[one][3], boxes[other][3])
    ]
    return pairs, beside


@pytest.mark.parametrize(
    ("kept", "used", "missing"),
    [
        (("Title Slide", "Title and Content", "Section Header"), "Title and Content", []),
        (("Title Slide", "Section Header", "Two Content"), "Two Content", ["content"]),
        (("Section Header", "Comparison", "Blank"), "Comparison", ["cover", "content"]),
    ],
    ids=["as usual", "chapters come before contents", "no cover and no contents"],
)
def test_on_whatever_layouts_a_template_has_nothing_lies_over_another_or_beside_the_slide(kept, used, missing):
    template = with_layouts(*kept)
    assert [kind for kind, _ in look_of(template).missing] == missing
    for slide in list(opened(charted(long_table(4)), template=template).slides)[1:]:
        assert slide.slide_layout.name == f"Kantor {used}"
        assert overlaps(slide) == ([], [])


def test_what_is_made_up_is_said_on_a_ground_of_its_own_which_is_read_on_any_other():
    slide = opened(charted(marks=["synthetic"])).slides[1]
    [banner] = [shape for shape in slide.shapes if shape.has_text_frame and shape.top == 0]
    [run] = banner.text_frame.paragraphs[0].runs
    assert (banner.text_frame.text, str(banner.fill.fore_color.rgb)) == ("DATA SINTETIS – BUKAN FAKTA", "9C1C1C")
    assert str(run.font.color.rgb) == "FFFFFF"


def test_marks_that_are_too_long_for_a_line_above_the_title_stand_at_the_foot():
    made = charted(marks=["synthetic", "placeholder"])
    slide = opened(made, template=with_layouts("Title Slide", "Title and Content")).slides[1]
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert said.count("DATA SINTETIS – BUKAN FAKTA") == 2
    assert "DAFTAR INDIKATOR CONTOH – BUKAN DAFTAR RESMI · KKP HAM 2023" in said


def with_face(face, size=(10, 7.5), office="Kantor Wilayah"):
    """Give a template in a typeface of its own, with the name of an office at the foot of its master."""
    given = Presentation()
    wider = Inches(size[0]) / given.slide_width
    given.slide_width, given.slide_height = Inches(size[0]), Inches(size[1])
    master = given.slide_master
    for shape in [*master.shapes, *(each for layout in given.slide_layouts for each in layout.shapes)]:
        if shape._element.spPr.xfrm is not None:
            shape.left, shape.width = int(shape.left * wider), int(shape.width * wider)
            shape.top = int(shape.top * size[1] / 7.5)
            shape.height = int(shape.height * size[1] / 7.5)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'<a:latin typeface="Calibri"', f'<a:latin typeface="{face}"'.encode())
    assert face.encode() in theme.blob
    given.slides.add_slide(given.slide_layouts[6])
    written_on = given.slides[0].shapes.add_textbox(Inches(0.5), Inches(size[1] - 0.28), Inches(9), Inches(0.25))
    written_on.text_frame.text = office
    master.shapes._spTree.append(written_on._element)
    stored = io.BytesIO()
    given.save(stored)
    return stored.getvalue()


OFFICES = [None, with_face("Arial"), with_face("Georgia"), with_face("Georgia", (13.333, 7.5))]
OFFICE_NAMES = ["own", "narrow", "narrow and wide letters", "wide letters"]
LONG_NAMES = pd.DataFrame(
    {"nama": ["baru", "belum diketahui"], "jumlah": [1, 30],
     "tempat": ["Kabupaten Paser", ", ".join(f"Kabupaten Penajam Paser Utara {i}" for i in range(30))]}
)  # fmt: skip


@pytest.mark.parametrize("template", OFFICES, ids=OFFICE_NAMES)
def test_no_two_shapes_of_a_slide_have_one_id(template):
    made = charted(long_table(20), marks=["synthetic"])
    for slide in opened(made, template=template, coverage=coverage()).slides:
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("template", OFFICES[1:], ids=OFFICE_NAMES[1:])
def test_the_foot_is_one_line_in_the_size_of_the_template_above_the_name_of_the_office(template):
    made = charted(long_table(2))
    made.cells[0].outputs[0].data[MIME]["eyebrow"] = "Kabupaten/Kota Peduli HAM · penghargaan 2023 oleh Kementerian"
    made.metadata["papermill"] = {"parameters": {"award_year": 2023}}
    presentation = opened(made, template=template)
    [office] = [shape for shape in presentation.slide_master.shapes if not shape.is_placeholder]
    places = look_of(template).content.placeholders
    dates = [one for one in places if one.placeholder_format.type == PP_PLACEHOLDER.DATE]
    for slide in list(presentation.slides)[1:]:
        [foot] = [one for one in slide.placeholders if one.placeholder_format.type == PP_PLACEHOLDER.FOOTER]
        [run] = foot.text_frame.paragraphs[0].runs
        # It begins where the date of the template would, however long it is.
        assert (foot.text_frame.paragraphs[0].alignment, foot.left) == (PP_ALIGN.LEFT, dates[0].left)
        # What is shown, not who says so: the ministry is no source of these pages.
        assert run.text == "Penghargaan Kabupaten/Kota Peduli HAM 2023"
        assert (run.font.size, foot.top + foot.height <= office.top) == (None, True)
        face = look_of(template).letters
        assert face.width(run.text, 12) <= foot.width


@pytest.mark.parametrize("template", OFFICES, ids=OFFICE_NAMES)
def test_a_long_title_is_set_smaller_so_that_it_stays_in_its_own_place(template):
    said = "Jawa Tengah: 94,3–97,1 % (sumber tidak sepakat) pada 2023; persentasenya diketahui untuk 7 dari 10 putaran"
    presentation = opened(charted(title=f"{said}, untuk 2 putaran sumber tidak sepakat"), template=template)
    face = look_of(template).title_letters
    [title] = [each.shapes.title for each in presentation.slides if each.shapes.title.text.startswith(said)]
    size = title.text_frame.paragraphs[0].runs[0].font.size
    lines = face.lines(title.text, title.width - Inches(0.2), size.pt, bold=template is None)
    assert Pt(18) <= size < Pt(26)
    assert lines * size * 1.2 <= title.height


@pytest.mark.parametrize("template", OFFICES, ids=OFFICE_NAMES)
def test_nothing_lies_over_another_or_beside_the_slide_with_any_letters(template):
    places = Part("Perubahan", table(LONG_NAMES), finding="Satu baru")
    presentation = opened(charted(long_table(12), places), template=template)
    for slide in list(presentation.slides)[1:]:
        assert overlaps(slide, presentation.slide_width / Inches(1)) == ([], [])


def test_letters_of_a_face_that_a_computer_may_lack_are_taken_for_wide_ones():
    usual, other = Letters("Arial"), Letters("Georgia")
    assert 1.1 < other.width("Kabupaten Paser") / usual.width("Kabupaten Paser") < 1.3
    assert (usual.lines("a b", usual.width("a b")), usual.lines("a b", usual.width("a b") - 1000)) == (1, 2)


def test_no_word_of_a_table_breaks_whatever_letters_stand_in_for_those_of_a_template():
    told = {"Provinsi": ["Kalimantan Timur"] * 3, "Berpredikat": ["7 dari 10"] * 3, "Aturan": ["memenuhi"] * 3}
    made = table(pd.DataFrame(told), tints={"Aturan": {"memenuhi": "yes"}}, labels={"Aturan": {"memenuhi": "memenuhi"}})
    for face in ("Calibri", "Georgia"):
        template = with_face(face)
        [drawn] = shapes(opened(charted(Part("A", made, finding="B")), template=template), "has_table")
        for file in ("DejaVuSans-Bold.ttf", "DejaVuSerif-Bold.ttf"):
            font = ImageFont.truetype(Path(get_data_path()) / "fonts" / "ttf" / file, 100)
            for row in drawn.table.rows:
                for column, cell in zip(drawn.table.columns, row.cells, strict=True):
                    longest = max(font.getlength(word) for word in cell.text.split())
                    assert longest * 18 / 100 <= (column.width - cell.margin_left - cell.margin_right) / 12700


def test_a_template_says_which_of_its_letters_this_computer_lacks_and_could_not_be_measured():
    assert look_of(with_face("Nowhere Sans")).unmeasured == ["Nowhere Sans"]
    assert look_of(with_face("DejaVu Serif")).unmeasured == look_of(with_face("Arial")).unmeasured == []
    assert look_of(None).unmeasured == []
    said = []
    decks._tell_of(look_of(with_face("Nowhere Sans")), Words("en"), said.append)
    assert said == ["a typeface of the template is not on this computer (Nowhere Sans) and so was not measured; "
                    "room is kept for wide letters."]  # fmt: skip


def test_a_list_of_places_says_their_kind_once_and_how_many_have_no_room():
    assert by_level("Kabupaten Paser, Kota Bontang, Kabupaten Berau") == "Kabupaten Paser, Berau; Kota Bontang"
    places = Part("Perubahan", table(pd.concat([LONG_NAMES] * 10)), finding="Satu baru")
    others = [long_table(13)] * 6
    frames = [each for each in shapes(opened(charted(places, *others)), "has_table") if len(each.table.columns) == 3]
    cell = frames[0].table.cell(2, 2).text
    shown = cell.count("Penajam Paser Utara")
    assert cell.endswith(f", dan {30 - shown} lagi")
    assert 1 <= shown < 30


def test_a_table_that_is_alone_shows_all_its_names():
    places = Part("Perubahan", table(LONG_NAMES), finding="Satu baru")
    [frame] = shapes(opened(charted(places)), "has_table")
    assert frame.table.cell(2, 2).text.count("Penajam Paser Utara") == 30


def test_notes_tell_what_a_chart_shows_and_not_how_the_figure_of_the_page_is_drawn():
    made = charted(alt="Diagram titik dan selang. 1 dari 2 memenuhi. Memenuhi: Riau.")
    [notes] = [slide.notes_slide.notes_text_frame.text for slide in opened(made).slides
               if any(shape.has_chart for shape in slide.shapes)]  # fmt: skip
    assert notes.startswith("1 dari 2 memenuhi. Memenuhi: Riau.\n\nRiau: 8 dari 8, 100,0 %;")


def test_in_english_too_a_row_of_names_can_be_read_aloud():
    part = Part("New", table(LONG_NAMES[:1]), finding="One new")
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in opened(charted(part), "en").slides)
    assert "Baru, tempat: 1, namely Kabupaten Paser." in notes


def test_notes_tell_a_row_in_a_sentence():
    years = pd.DataFrame({"name": ["Kota Bontang"], "2023": ["ya"], "2022": ["tidak"]})
    parts = [Part("Perubahan", table(LONG_NAMES[:1]), finding="Satu baru"), Part("Hasil", table(years), finding="Dua")]
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in opened(charted(*parts)).slides)
    assert "Baru: 1 tempat, yaitu Kabupaten Paser." in notes
    assert "Kota Bontang: ya pada 2023 dan tidak pada 2022." in notes


def judged(code, low, high, best, verdict="met", threshold=0.6):
    """Give a row of a chart under a rule."""
    said = {"count": "7 dari 10", "share": f"{low:.0%}", "verdict": verdict, "threshold": threshold}
    return {"name": f"P{code}", **said, "low": low, "high": high, "best": best, "code": code}


@pytest.mark.parametrize("kind", ["columns", "bars"])
def test_where_sources_disagree_the_bar_is_solid_up_to_what_all_say_and_light_up_to_the_most_that_any_says(kind):
    rows = [judged("64", 0.6, 0.7, 0.7), judged("65", 0.4, 0.4, 0.4, "not_met")]
    [frame] = shapes(opened(charted(chart=chart(rows, kind))), "has_chart")
    drawn = {series.name: list(series.values) for plot in frame.chart.plots for series in plot.series}
    threshold = {"batas aturan": [0.6, 0.6]} if kind == "columns" else {}
    range_of = {"tertinggi yang mungkin": [0.7, None]}
    assert drawn == {**range_of, "memenuhi": [0.6, None], "tidak memenuhi": [None, 0.4], **threshold}


def test_where_lists_of_names_leave_no_room_for_all_rows_they_are_counted(narrow):
    names = ", ".join(f"Kabupaten Penajam Paser Utara {i}" for i in range(12))
    frame = pd.DataFrame({"nama": [f"Provinsi {i}" for i in range(20)], "baru": [names, "–"] * 10,
                          "tidak lagi": ["Kota A", names] * 10, "tetap": [3] * 20})  # fmt: skip
    made = opened(charted(Part("Perubahan", table(frame), finding="Satu baru")), template=narrow)
    rows = [[cell.text for cell in row.cells] for frame in shapes(made, "has_table") for row in frame.table.rows]
    assert [row for row in rows if row[0] != "nama"] == [
        [f"Provinsi {i}", ["12", "–"][i % 2], ["1", "12"][i % 2], "3"] for i in range(20)
    ]
    assert "Nama yang tidak muat ada dalam catatan pembicara." in {
        shape.text_frame.text for shape in shapes(made, "has_text_frame")
    }


def changed(number, names):
    """Give the changes of so many provinces, with a sentence on those that are not among them."""
    frame = pd.DataFrame({"nama": [f"Provinsi {i}" for i in range(number)], "baru": [names] * number})
    listed = table(frame, left_out="Dua provinsi tidak ditampilkan.")
    return Part("Perubahan", Prose("Dua provinsi tidak ditampilkan."), listed, finding="Satu baru")


def below(made, title="Satu baru"):
    """Give what stands below the tables under a title."""
    slides = [slide for slide in made.slides if slide.shapes.title.text.startswith(title)]
    return [shape.text_frame.text for slide in slides for shape in slide.shapes
            if shape.has_text_frame and "tidak ditampilkan" in shape.text_frame.text]  # fmt: skip


def test_who_is_not_among_the_rows_is_said_below_the_first_slide_of_a_table(narrow):
    long = ", ".join(f"Kabupaten Penajam Paser Utara {i}" for i in range(12))
    assert below(opened(charted(changed(2, "Kota A")))) == ["Dua provinsi tidak ditampilkan."]
    assert below(opened(charted(changed(20, "Kota A")))) == ["Dua provinsi tidak ditampilkan."]
    cut = "Dua provinsi tidak ditampilkan. Nama yang tidak muat ada dalam catatan pembicara."
    assert below(opened(charted(changed(20, long)), template=narrow)) == [cut]


def test_numbers_in_the_place_of_names_say_how_many_of_these_are_inferred(narrow):
    long = [f"Kabupaten Penajam Paser Utara {i}" for i in range(12)]
    some = ", ".join(f"{name} (disimpulkan)" if i in (3, 11) else name for i, name in enumerate(long))
    frame = pd.DataFrame({"nama": [f"Provinsi {i}" for i in range(20)], "baru": [some, ", ".join(long)] * 10,
                          "tidak lagi": ["Kota A (disimpulkan)", ", ".join(long)] * 10})  # fmt: skip
    made = opened(charted(Part("Perubahan", table(frame), finding="Satu baru")), template=narrow)
    rows = [[cell.text for cell in row.cells] for frame in shapes(made, "has_table") for row in frame.table.rows]
    assert rows[1:3] == [
        ["Provinsi 0", "12,\N{NO-BREAK SPACE}2 disimpulkan", "1,\N{NO-BREAK SPACE}disimpulkan"],
        ["Provinsi 1", "12", "12"],
    ]
    names = pd.DataFrame({"Provinsi": [f"P{i}" for i in range(34)], "Jumlah": ["12"] * 34, "Nama": [some] * 34})
    listed = Part("Nama", table(names, align={"Jumlah": "right"}), finding="Tiga puluh empat")
    made = opened(charted(listed, *(Part(f"B{i}", table(), finding=f"T{i}") for i in range(4))), template=narrow)
    [first, *_] = [frame.table for frame in shapes(made, "has_table") if len(frame.table.columns) == 4]
    assert [cell.text.strip() for cell in first.rows[1].cells][:2] == ["P0", "12,\N{NO-BREAK SPACE}2 disimpulkan"]


NAMED = {"hadir": "yes", "tidak disebut, diperselisihkan": "disputed"}


@pytest.mark.parametrize("number", [33, 38])
def test_who_is_awarded_is_never_among_the_rows_that_have_no_room(number):
    results = [list(NAMED)[i % 2] for i in range(number)]
    names = [f"Kabupaten Tempat Nomor {i}" for i in range(number)]
    frame = pd.DataFrame({"regency": names, "2020": results, "2019": results, "2018": results})
    labels = {year: dict(zip(NAMED, NAMED, strict=True)) for year in ("2020", "2019", "2018")}
    told = table(frame, labels=labels, tints=dict.fromkeys(labels, NAMED))
    part = [Part("Hasil", told, finding="Semua hadir"), *(Part("Lain", table(LONG_NAMES[:1]), finding=f"Lain {i}")
            for i in range(7))]  # fmt: skip
    made = opened(charted(*part))
    said = " ".join(cell.text for frame in shapes(made, "has_table") for row in frame.table.rows for cell in row.cells)
    assert [i for i in range(0, number, 2) if f"Nomor {i}" not in said] == []
    assert len(made.slides) <= 10


def test_names_without_room_stand_by_every_result_so_that_two_columns_that_disagree_are_both_there(narrow):
    rule = {"memenuhi": "yes", "belum diketahui": "unknown"}
    said = {"dianugerahi": "yes", "belum diketahui": "unknown"}
    names = [f"Provinsi {letter}" for letter in "ABCDEFGHIJKLMNOP"]
    frame = pd.DataFrame({"Provinsi": names, "Persentase": ["70 %"] * 16,
                          "Menurut aturan": ["memenuhi"] * 14 + ["belum diketahui"] * 2,
                          "Menurut sumber": ["belum diketahui"] * 2 + ["dianugerahi"] * 14})  # fmt: skip
    labels = {"Menurut aturan": {name: name for name in rule}, "Menurut sumber": {name: name for name in said}}
    told = table(frame, labels=labels, tints={"Menurut aturan": rule, "Menurut sumber": said})
    others = [Part(f"Bagian {i}", table(), finding=f"Temuan {i}") for i in range(5)]
    made = opened(charted(Part("Hasil", told, finding="Dua puluh"), *others), template=narrow, name="t.pptx")
    [slide] = [each for each in made.slides if each.shapes.title.text.startswith("Dua puluh")]
    [drawn] = [shape.table for shape in slide.shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in drawn.rows] == [
        ["Menurut aturan", "Menurut sumber", "Jumlah", "Provinsi"],
        ["memenuhi", "dianugerahi", "12", ", ".join(names[2:14])],
        ["memenuhi", "belum diketahui", "2", "Provinsi A, Provinsi B"],
        ["belum diketahui", "dianugerahi", "2", "Provinsi O, Provinsi P"],
    ]
    assert "1 kolom lagi ada dalam laporan." in [each.text_frame.text for each in slide.shapes if each.has_text_frame]


def test_the_threshold_is_a_series_over_columns_and_a_line_under_bars():
    rows = [judged("64", 1.0, 1.0, 1.0), judged("65", 0.5, 0.5, 0.5, "not_met")]
    [columns] = shapes(opened(charted(chart=chart(rows, "columns"))), "has_chart")
    [lines] = columns.chart._chartSpace.iter(qn("c:lineChart"))
    [series] = lines.findall(qn("c:ser"))
    assert [value.text for value in series.find(qn("c:val")).iter(qn("c:v"))] == ["0.6", "0.6"]
    axes = [[axis.get("val") for axis in one.findall(qn("c:axId"))]
            for one in (lines, next(columns.chart._chartSpace.iter(qn("c:barChart"))))]  # fmt: skip
    assert axes[0] == axes[1]
    slide = next(each for each in opened(charted(chart=chart(rows))).slides if any(s.has_chart for s in each.shapes))
    [line] = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.LINE]
    [frame] = [shape for shape in slide.shapes if shape.has_chart]
    inner = next(frame.chart._chartSpace.iter(qn("c:manualLayout")))
    left, width = (float(inner.find(qn(name)).get("val")) for name in ("c:x", "c:w"))
    at = (line.left - frame.left) / frame.width
    assert at == pytest.approx(left + width * 0.6 / frame.chart.value_axis.maximum_scale, abs=0.001)
    assert next(line._element.iter(qn("p:cNvPr"))).get("descr") == "batas aturan"


def test_values_stand_beyond_their_bars_however_long_these_are():
    rows = [judged("64", 1.0, 1.0, 1.0), judged("65", 0.9, 0.95, 0.95)]
    [frame] = shapes(opened(charted(chart=chart(rows))), "has_chart")
    places = {found.get("val") for found in frame.chart._chartSpace.iter(qn("c:dLblPos"))}
    assert places == {"outEnd"}
    assert frame.chart.value_axis.maximum_scale > 1.05


def test_a_province_stands_among_the_others_and_how_many_are_certainly_higher_is_the_title():
    rows = [judged("64", 0.7, 0.7, 0.7), judged("33", 0.9, 0.95, 0.9), judged("32", 0.1, 1.0, None, "open")]
    rows.append(judged("65", 0.4, 0.4, 0.4, "not_met"))
    summary = charted(chart=chart(rows))
    own = charted(long_table(2))
    own.metadata["papermill"] = {"parameters": {"province_code": "64"}}
    slides = opened(own, country=summary).slides
    title = "P64 (70%): dari 3 provinsi lain yang ada datanya, 1 pasti lebih tinggi dan 1 pasti lebih rendah"
    slide = slides[titles(slides).index(title)]
    [frame] = [shape for shape in slide.shapes if shape.has_chart]
    drawn = {series.name: list(series.values) for series in frame.chart.plots[0].series}
    assert drawn == {
        "tertinggi yang mungkin": [None, 0.95, 1.0, None],
        "provinsi lain": [None, 0.9, 0.1, 0.4],
        "P64": [0.7, None, None, None],
    }
    own.metadata["papermill"] = {"parameters": {"province_code": "99"}}
    assert titles(opened(own, country=summary).slides) == titles(opened(own).slides)


def matrix(number):
    """Give the values of a matrix of so many regencies in three rounds."""
    row = {"count": "1 dari 2", "cells": ["compliant", "unknown", "not_named"], "contested": [2020]}
    labels = {"compliant": "Peduli HAM", "unknown": "belum diketahui", "not_named": "tidak disebut"}
    rows = [{"name": f"Kota {i}", **row} for i in range(number)]
    return {"kind": "matrix", "years": [2020, 2022, 2023], "rows": rows,
            "labels": labels, "name": "Kota", "count": "Jumlah", "counted": "Dari yang diketahui.",
            "contested": "ada yang menyatakan lain"}  # fmt: skip


def test_a_matrix_is_a_native_table_of_signs_that_are_explained_and_a_long_one_stays_in_the_report():
    made = opened(charted(chart=matrix(2)))
    [frame] = shapes(made, "has_table")
    cells = [[cell.text for cell in row.cells] for row in frame.table.rows]
    assert cells == [
        ["Kota", "Jumlah", "2023", "2022", "2020"],
        ["Kota 0", "1 dari 2", "–", "•", "■*"],
        ["Kota 1", "1 dari 2", "–", "•", "■*"],
    ]
    said = [shape.text_frame.text for shape in shapes(made, "has_text_frame")]
    legend = "■ Peduli HAM; – tidak disebut; • belum diketahui; * ada yang menyatakan lain. Dari yang diketahui."
    assert legend in said
    assert shapes(opened(charted(chart=matrix(60))), "has_table") == []


def test_on_a_matrix_a_result_that_is_inferred_has_a_sign_of_its_own_which_is_explained():
    told = matrix(1) | {"inferred": "disimpulkan, tidak disebut langsung"}
    told["rows"][0] |= {"inferred": [2020, 2023]}
    made = opened(charted(chart=told))
    [frame] = shapes(made, "has_table")
    assert [cell.text for cell in frame.table.rows[1].cells] == ["Kota 0", "1 dari 2", "–~", "•", "■~*"]
    legend = "~ disimpulkan, tidak disebut langsung; * ada yang menyatakan lain. Dari yang diketahui."
    assert any(shape.text_frame.text.endswith(legend) for shape in shapes(made, "has_text_frame"))


def bomb():
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/media/a.bin", b"\0" * 200_000_001)
    return stored.getvalue()


def with_entity():
    stored = io.BytesIO()
    Presentation().save(stored)
    with zipfile.ZipFile(stored, "a") as archive:
        archive.writestr("ppt/evil.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')
    return stored.getvalue()


def with_colours(background=None, **places):
    """Give a template of other colours: those of its theme, and that of the ground of its master."""
    given = Presentation()
    part = given.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for name, rgb in places.items():
        place = theme.find(f".//{{*}}clrScheme/{{*}}{name}")
        place.remove(place[0])
        etree.SubElement(place, qn("a:srgbClr"), val=rgb)
    part._blob = etree.tostring(theme)
    if background:
        fill = given.slide_master.background.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(background)
    stored = io.BytesIO()
    given.save(stored)
    return stored.getvalue()


THEMES = {
    "own": None,
    "of the office": with_colours(),
    "gold": with_colours(accent1="1B4F72", accent2="C9A227", dk2="C9A227", lt2="FFF8E1"),
    "green and red": with_colours(accent1="3C8D40", accent2="C0392B", accent3="8A1C7C", accent4="2ECC71"),
    "one hue": with_colours(accent1="2E75B6", accent2="2F6FA8"),
    "orange": with_colours(accent1="E07B00", accent2="F5B041"),
    "dark": with_colours(dk1="F2F2F2", lt1="14202E", accent1="5DADE2", accent2="E74C3C", dk2="D5DBDB", lt2="1F2E40"),
    "a ground of its own": with_colours("F3EFE0", accent1="00664F", accent2="E07B00", dk2="8FB8A8"),
    "a dark ground under black letters": with_colours("102040", accent1="7FB3D5", accent2="F5B041"),
}


def written_colours(slide, look):
    """Give the colours of all letters of a slide, each with that of its ground and its size."""
    resolved = {**look.theme, "bg1": look.theme["bg1"]}
    for shape in slide.shapes:
        if shape.has_table:
            for row in shape.table.rows:
                for cell in row.cells:
                    [fill] = cell._tc.tcPr.findall(qn("a:solidFill"))
                    [run] = cell.text_frame.paragraphs[0].runs
                    yield colour_in(run._r.rPr.find(qn("a:solidFill")), resolved), colour_in(fill, resolved), 18
        if shape.has_text_frame and shape.text_frame.text.strip() and shape.top:
            for run in shape._element.iter(qn("a:r"), qn("a:fld")):
                fill = run.rPr.find(qn("a:solidFill")) if run.rPr is not None else None
                rgb, size = (None, 18) if fill is None else (colour_in(fill, resolved), 18)
                if rgb is None:
                    [own] = [one for one in slide.slide_layout.placeholders
                             if one.placeholder_format.idx == shape.placeholder_format.idx]  # fmt: skip
                    rgb, size = own_colour(own, look.presentation.slide_master, resolved)
                yield rgb, look.palette.ground.rgb, size


@pytest.mark.parametrize(("theme", "size"), [("own", (300, 200)), ("gold", (300, 200)), ("dark", (316, 216))])
def test_a_picture_has_a_white_margin_on_a_ground_that_is_not_white(theme, size):
    drawn = io.BytesIO()
    Image.new("RGB", (300, 200), "#1c5a96").save(drawn, "PNG")
    made = notebook(PageHead("KKP HAM 2023", "Tujuh", "Itu."), figure=False)
    shown = {"image/png": base64.b64encode(drawn.getvalue()).decode()}
    told = {"title": "Peta", "alt": "Peta.", "caption": "Bagian", "marks": []}
    made.cells[0].outputs.append(new_output("display_data", data=shown, metadata={"image/png": told}))
    presentation = opened(made, template=THEMES[theme])
    [picture] = [one for slide in presentation.slides for one in slide.shapes if one.shape_type == PICTURED]
    corner = Image.open(io.BytesIO(picture.image.blob)).getpixel((0, 0))
    assert (picture.image.size, corner) == (size, (255, 255, 255) if theme == "dark" else (28, 90, 150))


@pytest.mark.parametrize("template", THEMES.values(), ids=THEMES)
def test_every_text_can_be_read_on_its_ground_in_any_theme(template):
    tints = {"Ya": "yes", "Tidak": "no", "Berbeda": "disputed", "Belum diketahui": "unknown"}
    told = table(pd.DataFrame({"hasil": list(tints)}), labels={"hasil": {n: n for n in tints}}, tints={"hasil": tints})
    made = opened(charted(Part("Hasil", told, finding="Empat")), template=template)
    look = look_of(template)
    seen = [each for slide in made.slides for each in written_colours(slide, look)]
    assert len(seen) > 15
    too_faint = [each for each in seen if contrast(*each[:2]) < (3 if each[2] >= 20 else 4.5)]
    assert too_faint == []
    for colour in look.palette.verdicts.values():
        assert contrast(look.palette.on(colour).rgb, colour.rgb) >= 4.5


@pytest.mark.parametrize("template", THEMES.values(), ids=THEMES)
def test_what_meets_the_rule_and_what_does_not_differ_in_grey_and_for_eyes_that_see_fewer_colours(template):
    palette = look_of(template).palette
    assert contrast(palette.met.rgb, palette.not_met.rgb) >= 1.49
    assert distance(palette.met.rgb, palette.not_met.rgb) >= 20


@pytest.mark.parametrize("template", list(THEMES.values()), ids=list(THEMES))
def test_bars_of_what_is_open_or_only_possible_are_seen_on_their_ground_in_any_theme(template):
    palette = look_of(template).palette
    [frame] = shapes(opened(charted(), template=template), "has_chart")
    drawn = {series.name: series.format for series in frame.chart.plots[0].series}
    end = drawn["tertinggi yang mungkin"].line.color.rgb
    assert min(contrast(rgb, palette.ground.rgb) for rgb in (str(end), palette.open.rgb, palette.others.rgb)) >= 3


@pytest.mark.parametrize("template", list(THEMES.values())[1:], ids=list(THEMES)[1:])
def test_what_is_not_known_and_others_are_greys_whatever_the_theme(template):
    palette = look_of(template).palette
    for colour in (
        palette.edge,
        palette.unknown,
        palette.open,
        palette.others,
        palette.possible,
        palette.known,
        palette.line,
    ):
        assert len(set(bytes.fromhex(colour.rgb))) == 1
    [frame] = shapes(opened(charted(), template=template), "has_chart")
    drawn = {series.name: series.format.fill.fore_color for series in frame.chart.plots[0].series}
    assert str(drawn["belum dapat disimpulkan"].rgb) == palette.open.rgb
    assert str(drawn["tertinggi yang mungkin"].rgb) == palette.possible.rgb


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"PK", "tidak dapat dibaca"), (bomb(), "terlalu besar"), (with_entity(), "tidak dapat dibaca")],
    ids=["no archive", "a bomb", "an entity"],
)
def test_a_hostile_template_is_refused_with_a_sentence(content, said):
    with pytest.raises(CallError, match=f"templat.pptx.*{said}|templat.pptx {said}"):
        written(charted(), language="id", template=content, name="templat.pptx")


def test_another_process_writes_the_same_bytes():
    here, elsewhere = written_here_and_elsewhere("pptx", charted)
    assert here == elsewhere


@pytest.mark.slow
@pytest.mark.needs("soffice", "pdftotext")
def test_an_office_suite_opens_the_slides_and_shows_what_was_written(tmp_path):
    pdf = converted(written(charted(long_table(3)), language="id"), "slides.pptx", "pdf", tmp_path)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert text.count("\f") == 5
    for said in ("Tujuh dari sepuluh", "Jambi · 5 dari 10", "Kabupaten 2", "50,0 %"):
        assert said in text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_figure_that_is_taller_than_wide_stays_in_the_report_unless_it_is_a_map():
    made = charted(chart=None)
    made.cells[0].outputs[-1].data["image/png"] = png((20, 60))
    assert shapes(opened(made), "has_chart") == []
    assert "Satu memenuhi" not in titles(opened(made).slides)
    made.cells[0].outputs[-1].metadata["image/png"]["map"] = True
    assert "Satu memenuhi" in titles(opened(made).slides)


def labels_of(series):
    """Give for each point that has a label of its own its place, and whether it shows its value or a text."""
    return {
        int(label.find(qn("c:idx")).get("val")): "".join(text.text for text in label.iter(qn("a:t")))
        or label.find(qn("c:showVal")).get("val")
        for label in series._element.iter(qn("c:dLbl"))
    }


def test_a_known_figure_shows_its_value_and_a_range_is_said_in_words():
    [frame] = shapes(opened(charted()), "has_chart")
    assert {series.name: labels_of(series) for series in frame.chart.plots[0].series} == {
        "tertinggi yang mungkin": {2: "11,1–33,3 %"},
        "memenuhi": {0: "1"},
        "tidak memenuhi": {1: "1"},
        "belum dapat disimpulkan": {},
    }


def test_of_too_many_slides_the_last_figures_are_left_out_and_named_on_the_last_but_one():
    made = charted(*(Part(f"Bagian {i}", table(), finding=f"Temuan {i}") for i in range(4)))
    figure = made.cells[0].outputs[-1]
    for number in range(2, 6):
        about = {**figure.metadata["image/png"], "title": f"Gambar {number}"}
        again = new_output("display_data", data=figure.data, metadata={"image/png": about})
        made.cells[0].outputs.append(again)
    slides = opened(made).slides
    assert titles(slides)[1:-2] == [*(f"Temuan {i}" for i in range(4)), "Satu memenuhi", "Gambar 2", "Gambar 3"]
    told = "Tidak ditampilkan di sini, tetapi ada dalam laporan: “Gambar 4”; “Gambar 5”."
    assert told in slides[-2].notes_slide.notes_text_frame.text
    assert any(told in shape.text_frame.text for shape in slides[-2].shapes if shape.has_text_frame)


def beside_the_country(rows, language="id", **how):
    """Give the slides that set the province 64 beside the others."""
    own = charted(long_table(2))
    own.metadata["papermill"] = {"parameters": {"province_code": "64"}}
    slides = list(opened(own, language, country=charted(chart=chart(rows)), **how).slides)
    return [slide for slide in slides if "P64" in slide.shapes.title.text]


@pytest.mark.parametrize(
    "others",
    [[judged("65", 0.1, 1.0, None, "open")], [judged("65", 0.7, 0.7, 0.7)], []],
    ids=["may be as high", "as high", "no other"],
)
def test_a_province_of_which_no_other_is_certainly_higher_or_lower_is_not_compared_and_it_is_said_why(others):
    own = charted(long_table(2))
    own.metadata["papermill"] = {"parameters": {"province_code": "64"}}
    rows = [judged("64", 0.7, 0.7, 0.7), *others]
    slides = list(opened(own, "en", country=charted(chart=chart(rows))).slides)

    assert [text for text in titles(slides) if "P64" in text] == []
    why = "Provinces are not compared here, for of no other province is it certain that its share is higher or lower."
    assert why in slides[-2].notes_slide.notes_text_frame.text


def test_among_the_others_all_provinces_are_drawn_of_which_anything_is_known_and_the_title_can_be_counted(narrow):
    rows = [judged("10", 1.0, 1.0, 1.0), judged("11", 1.0, 1.0, 1.0), *(judged(str(i), 0.9, 0.9, 0.9)
            for i in range(20, 30)), judged("64", 0.7, 0.7, 0.7), judged("36", 0.6, 0.7, 0.6)]  # fmt: skip
    rows += [judged(str(i), 0.4, 0.4, 0.4, "not_met") for i in range(70, 80)]
    rows += [judged("81", 0.3, 1.0, None, "open"), judged("82", 0.0, 1.0, None, "open"), dict(ROWS[3], code="83")]
    known = [f"P{row['code']}" for row in rows[:-2]]
    drawn = []
    for language, template in (("id", None), ("en", None), ("id", narrow), ("en", OFFICES[2])):
        slides = beside_the_country(rows, language, template=template, name="t.pptx")
        frames = [shape for slide in slides for shape in slide.shapes if shape.has_chart]
        drawn.append([name.split(" · ")[0] for frame in frames for name in frame.chart.plots[0].categories])
        assert len(slides) >= 2
        # Bars are as long on one slide as on the next.
        assert len({frame.chart.value_axis.maximum_scale for frame in frames}) == 1
    assert drawn == [known] * 4
    slide = beside_the_country(rows)[0]
    said = "dari 24 provinsi lain yang ada datanya, 12 pasti lebih tinggi dan 10 pasti lebih rendah (1 dari 2)"
    assert slide.shapes.title.text.endswith(said)
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert any("2 provinsi belum diketahui sama sekali, tidak digambar." in text for text in texts)
    notes = slide.notes_slide.notes_text_frame.text
    assert all(f"{name}: 7 dari 10" in notes for name in known)
    assert "Belum diketahui sama sekali, tidak digambar: P82 dan Aceh." in notes


def test_provinces_of_one_share_stay_together_where_there_is_room():
    rows = [{"share": share} for share in [90, 80, 80, 80, 70, 60, 50]]
    assert [len(part) for part in in_parts(rows, 5)] == [4, 3]
    assert [len(part) for part in in_parts(rows[1:4] * 2, 5)] == [3, 3]
    assert in_parts([], 5) == [[]]


def feet(slides):
    """Give the line at the foot of each slide."""
    found = [[one for one in slide.placeholders if one.placeholder_format.type == PP_PLACEHOLDER.FOOTER]
             for slide in slides]  # fmt: skip
    return [one.text_frame.text for [one] in found]


def test_under_a_figure_stands_how_many_sources_of_each_kind_there_are_and_elsewhere_what_is_shown():
    told = {"publisher": ["Pers"] * 4, "url": [""] * 4, "published_on": ["2022"] * 4}
    kinds = ["news", "ministry", "news", "news"]
    pages = pd.DataFrame({"source_id": list("ABCD"), "title": list("ABCD"), "kind": kinds, **told})
    made = charted(long_table(2), Part("Sumber", SourceList(pages[:3], Words("id"), others=pages[3:])))
    made.metadata["papermill"] = {"parameters": {"award_year": 2023}}
    shown = "Penghargaan KKP HAM 2023 2023"
    by_kind = f"{shown} · Sumber: 1 halaman kementerian dan 2 berita media"
    assert feet(opened(made).slides)[1:4] == [shown, by_kind, shown]
    made.cells[0].outputs[-1].metadata["image/png"]["chart"] = chart([dict(ROWS[1], name="2023")], "columns")
    assert feet(opened(made).slides)[2] == f"{shown} · Sumber: 1 halaman kementerian dan 3 berita media"
    made.cells[0].outputs[-1].metadata["image/png"]["sources"] = ["B"]
    assert feet(opened(made).slides)[2] == f"{shown} · Sumber: 1 halaman kementerian"


def test_under_a_figure_of_what_no_source_speaks_of_those_of_the_rule_are_not_counted():
    told = {"publisher": ["Pers"] * 2, "url": [""] * 2, "published_on": ["2022"] * 2}
    pages = pd.DataFrame({"source_id": list("AB"), "title": list("AB"), "kind": ["news", "ministry"], **told})
    listed = SourceList(pages[:1], Words("id"), others=pages[1:], is_rule_alone=True)
    made = charted(long_table(2), Part("Sumber", listed))
    made.metadata["papermill"] = {"parameters": {"award_year": 2023}}
    assert feet(opened(made).slides)[2] == "Penghargaan KKP HAM 2023 2023"
    made.cells[0].outputs[-1].metadata["image/png"]["chart"] = chart([dict(ROWS[1], name="2023")], "columns")
    assert feet(opened(made).slides)[2] == "Penghargaan KKP HAM 2023 2023 · Sumber: 1 halaman kementerian"


def test_a_province_among_the_others_counts_the_sources_of_the_chart_of_the_summary_as_the_summary_does():
    told = {"publisher": ["Pers"] * 3, "url": [""] * 3, "published_on": ["2022"] * 3}
    pages = pd.DataFrame(
        {"source_id": list("ABC"), "title": list("ABC"), "kind": ["news", "ministry", "regulation"], **told}
    )
    rows = [judged("64", 0.7, 0.7, 0.7), judged("33", 0.9, 0.9, 0.9)]
    summary = charted(Part("Sumber", SourceList(pages, Words("id"))), chart=chart(rows), sources=["A", "B"])
    own = charted()
    for made in (own, summary):
        made.metadata["papermill"] = {"parameters": {"award_year": 2023, "province_code": "64"}}
    slides = opened(own, country=summary).slides
    beside = [slide.shapes.title.text.startswith("P64") for slide in slides].index(True)

    by_kind = "Penghargaan KKP HAM 2023 2023 · Sumber: 1 halaman kementerian dan 1 berita media"
    assert [feet(slides)[beside], feet(opened(summary).slides)[1]] == [by_kind, by_kind]


def test_a_table_of_nothing_but_unknowns_is_one_sentence_and_what_is_not_there_is_said_with_its_reason():
    frame = pd.DataFrame({"Kota": [f"Kota {i}" for i in range(29)], "2022": ["u"] * 29, "2020": ["u"] * 29})
    unknown = {"u": "belum diketahui"}
    told = table(
        frame, labels={"2022": unknown, "2020": unknown}, tints={"2022": {"u": "unknown"}, "2020": {"u": "unknown"}}
    )
    why = Part("Perubahan", Prose("Perubahan 29 kota belum diketahui, sebab satu putaran belum diketahui."))
    own = charted(why, Part("Hasil", told, finding="Semua belum diketahui"), chart=matrix(60), title="Matriks")
    own.metadata["papermill"] = {"parameters": {"province_code": "64"}}
    rows = [judged("65", 0.4, 0.4, 0.4), dict(ROWS[3], code="64")]
    slides = list(opened(own, country=charted(chart=chart(rows))).slides)
    assert titles(slides)[1:-2] == ["Semua belum diketahui"]
    texts = [[shape.text_frame.text for shape in slide.shapes if shape.has_text_frame] for slide in slides]
    names = ", ".join(str(i) for i in range(29))
    assert f"Kota: 29. Semua hasilnya (2022 dan 2020) belum diketahui.\nKota {names}." in texts[1]
    assert "Kota 28" in slides[1].notes_slide.notes_text_frame.text
    absent = ["Perubahan 29 kota belum diketahui, sebab satu putaran belum diketahui.",
              "Perbandingan antarprovinsi tidak diperlihatkan, sebab persentase provinsi ini belum diketahui.",
              "Tidak ditampilkan di sini, tetapi ada dalam laporan: “Matriks”."]  # fmt: skip
    for each in absent:
        assert any(each in text for text in texts[-2])
        assert each in slides[-2].notes_slide.notes_text_frame.text


def test_a_round_that_is_not_known_is_grey_and_no_number_of_it_is_said():
    rows = [dict(ROWS[3], name="2022"), judged("64", 0.7, 0.7, 0.7) | {"name": "2023", "share": "70,0 %"}]
    made = opened(charted(chart=chart(rows, "columns") | {"rule": ""}))
    slide = next(slide for slide in made.slides if any(shape.has_chart for shape in slide.shapes))
    [shown] = [shape.chart for shape in slide.shapes if shape.has_chart]
    series = shown.plots[0].series[0]
    form = series._element.find(".//{*}val//{*}formatCode").text
    assert (series.name, tuple(series.values), labels_of(series), form) == (
        "belum diketahui (latar)", (1.0, None), {0: "?"}, '"belum diketahui"',
    )  # fmt: skip
    assert not [
        shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and "2022" in shape.text_frame.text
    ]


def test_a_round_that_is_not_known_is_hatched_and_what_is_only_possible_is_not():
    rows = [dict(ROWS[3], name="2022"), judged("64", 0.1, 0.4, None, "open") | {"name": "2023"}]
    [frame] = shapes(opened(charted(chart=chart(rows, "columns"))), "has_chart")
    fills = {series.name: series.format.fill for series in frame.chart.plots[0].series}
    hatched, solid = fills["belum diketahui (latar)"], fills["tertinggi yang mungkin"]
    assert (hatched.type, solid.type) == (MSO_FILL.PATTERNED, MSO_FILL.SOLID)
    palette = look_of(None).palette
    assert (str(hatched.fore_color.rgb), str(solid.fore_color.rgb)) == (palette.edge.rgb, palette.possible.rgb)


def test_rounds_that_have_no_room_side_by_side_lie_below_one_another_with_every_decimal_and_span():
    rows = [judged("64", 0.1, 0.4, None, "open") | {"name": "2019", "share": "10,0–40,0 %", "threshold": 0.5}]
    rows += [dict(ROWS[3], name="2020", threshold=0.6)]
    rows += [judged("64", 0.1, 1.0, None, "open") | {"name": f"20{i}", "share": "10,0–100,0 %"} for i in range(21, 28)]
    rows += [judged("64", 0.7, 0.7, 0.7) | {"name": "2028", "share": "70,0 %"}]
    template = with_face("Georgia")
    made = opened(charted(chart=chart(rows, "columns") | {"rule": ""}), template=template)
    slide = next(slide for slide in made.slides if any(shape.has_chart for shape in slide.shapes))
    [frame] = [shape for shape in slide.shapes if shape.has_chart]
    assert [name.split(" · ")[0] for name in frame.chart.plots[0].categories] == [row["name"] for row in rows]
    drawn = {series.name: labels_of(series) for series in frame.chart.plots[0].series}
    assert drawn == {
        "belum diketahui (latar)": {1: "?"},
        "tertinggi yang mungkin": {0: "10,0–40,0 %", **dict.fromkeys(range(2, 9), "10,0–100,0 %")},
        "memenuhi": {9: "1"}, "belum dapat disimpulkan": {}, "batas aturan": {},
    }  # fmt: skip
    order = [shape.shape_type if shape.shape_type == MSO_SHAPE_TYPE.LINE else shape.has_chart for shape in slide.shapes]
    # What no bar covers lies behind, for a value may stand there; the mark of each other round lies on its bar.
    assert order.index(True) - order.index(MSO_SHAPE_TYPE.LINE) == 1
    assert order[order.index(True) :].count(MSO_SHAPE_TYPE.LINE) == 9
    lines = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.LINE]
    places = [(line.top - frame.top + line.height / 2) / (lines[1].top - lines[0].top) for line in lines]
    assert [place - places[0] for place in places] == pytest.approx(range(10), abs=0.01)
    assert {line.left for line in lines[1:]} == {lines[1].left} != {lines[0].left}
    # The legend names them by a series of their values that has a colour, though none of its bars has.
    marked = frame.chart.plots[0].series[-1]
    assert list(marked.values) == [0.5, *[0.6] * 9]
    assert [point.find(f".//{qn('a:noFill')}") is None for point in marked._element.iter(qn("c:dPt"))] == [False] * 10
    assert "Garis: batas aturan tiap putaran." in [
        shape.text_frame.text for shape in slide.shapes if shape.has_text_frame
    ]
    # On a wide slide they stand side by side, and a span has two lines.
    few = opened(charted(chart=chart(rows[-2:], "columns")))
    [frame] = shapes(few, "has_chart")
    label = next(found for found in frame.chart._chartSpace.iter(qn("c:rich")))
    assert ["".join(text.text for text in line.iter(qn("a:t"))) for line in label.iter(qn("a:p"))] == [
        "10,0–",
        "100,0 %",
    ]


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        (10, [f"20{i}\n1–9/10" for i in range(20, 30)]),
        (6, [f"20{i}\n1–9/10" for i in range(24, 30)]),
    ],
)
def test_rounds_stand_side_by_side_with_counts_in_signs_and_from_the_first_that_is_known_on(known, shown):
    span = judged("64", 0.1, 0.9, None, "open") | {"share": "10,0–90,0 %", "count": "1–9 dari 10", "signs": "1–9/10"}
    names = [f"20{i}" for i in range(20, 30)]
    rows = [dict(ROWS[3], name=name, threshold=0.6) for name in names[: 10 - known]]
    rows += [span | {"name": name} for name in names[10 - known :]]
    size = (13.333, 7.5) if known == 10 else (10, 7.5)
    template = with_face("Georgia", size=size)
    [frame] = shapes(opened(charted(chart=chart(rows, "columns")), template=template), "has_chart")
    assert list(frame.chart.plots[0].categories) == shown


def test_a_label_that_the_line_would_cross_stands_on_its_bar_in_letters_that_are_read_there():
    rows = [judged("64", 0.58, 0.58, 0.58, "not_met"), judged("65", 0.2, 0.2, 0.2, "not_met")]
    rows[0]["share"] = rows[1]["share"] = "58,0 %"
    [frame] = shapes(opened(charted(chart=chart(rows))), "has_chart")
    places = [found.get("val") for found in frame.chart._chartSpace.iter(qn("c:dLblPos"))]
    assert places == ["inEnd", "outEnd"]
    palette = look_of(None).palette
    assert palette.on(palette.not_met) == palette.ground
    [label, _] = frame.chart._chartSpace.iter(qn("c:dLbl"))
    assert label.find(f".//{qn('a:solidFill')}/{qn('a:schemeClr')}").get("val") == "bg1"


def test_a_legend_has_as_many_lines_as_its_widest_text_asks_for():
    box = Box(0, 0, Inches(9), Inches(4))
    wide = [
        Drawn(text, [], Colour("000000")) for text in ("does not meet the rule", "no verdict yet", "highest possible")
    ]
    heights = [_legend_height(some, box, Letters("DejaVu Serif")) / Inches(1) for some in (wide[:2], wide)]
    assert heights == pytest.approx([0.45, 0.8], abs=0.01)


def test_counts_stand_in_signs_where_words_have_no_room():
    rows = [dict(ROWS[0], name="Kepulauan Bangka Belitung", count="33–34 dari 35", signs="33–34/35"), ROWS[1]]
    [frame] = shapes(opened(charted(chart=chart(rows)), template=with_face("Georgia")), "has_chart")
    assert frame.chart.plots[0].categories[0] == "Kepulauan Bangka Belitung · 33–34/35"
