"""A file of Word has real styles, tables, captions and links, and opens elsewhere with the same text."""

import io
import subprocess

import docx
import pandas as pd
import pytest
from docx.oxml.ns import qn

from kkpham_analysis.language import Words
from kkpham_analysis.reports.forms import docx_styles
from kkpham_analysis.reports.forms.docx import written
from kkpham_analysis.reports.forms.docx_tables import column_widths, is_wide
from kkpham_analysis.reports.page import HowTo, PageHead, Part, Prose, Section, SourceList
from kkpham_analysis.reports.page.blocks import MIME

from .office_report import (
    COLUMNS,
    HOSTILE,
    RESULTS,
    SOURCES,
    converted,
    links_in,
    notebook,
    png,
    report,
    results,
    statuses,
    table,
    with_address,
    written_here_and_elsewhere,
)


def opened(content):
    return docx.Document(io.BytesIO(content))


def said(paragraph):
    """Give the text of a paragraph, with that of its links and fields; a tab is a space."""
    texts = (part for part in paragraph._p.iter(qn("w:t"), qn("w:tab")) if part.getparent().tag == qn("w:r"))
    return "".join(" " if part.tag == qn("w:tab") else part.text or "" for part in texts)


def lines(file):
    return [(paragraph.style.name, said(paragraph)) for paragraph in file.paragraphs]


@pytest.fixture(scope="module")
def file():
    return opened(written(report(), language="id"))


def test_a_report_is_paragraphs_of_styles_that_word_knows(file):
    assert lines(file) == [
        ("Subtitle", "KKP HAM 2023"),
        ("Title", "Tujuh dari sepuluh"),
        ("Quote", "Awas."),
        ("Lead", "Itu 70,0\u00a0%\u00a0[1]."),
        ("Fact", "7 / 10 berpredikat"),
        ("Heading 1", "Hasil"),
        ("Normal", "Cara membacanya."),
        ("Caption", "Tabel\u00a01. Provinsi menurut hasil. Semua sementara"),
        ("Heading 1", "Sumber dan cara membaca"),
        ("Normal", "Dihitung dari semua."),
        ("Normal", "Kutip sebagai: “Tujuh dari sepuluh”."),
        ("Normal", "Laporan ini dapat dibuat ulang dengan:"),
        ("Command", "kkpham summary --to docx"),
        ("List", "1. Daftar. Kanwil, 19 Desember 2023. https://example.org/a?b=1&c=2"),
        ("List", "2. Berita. tanpa tanggal."),
        ("Heading 2", "Hasil putaran lain"),
        ("List", "3. =Berita lama. Pers, 2022, alamat tidak tercatat."),
        ("Normal", ""),
        ("Caption", "Gambar\u00a01. Bagian per provinsi"),
    ]


def test_a_table_is_a_table_with_its_heading_on_each_page_and_no_row_broken(file):
    [shown] = file.tables
    assert [[said(cell.paragraphs[0]) for cell in row.cells] for row in shown.rows] == [
        list(COLUMNS.values()),
        ["64", "Kalimantan Timur", "7 dari 10", "70,0\u00a0%", "–", "memenuhi", "1, 2"],
        ["14", "Riau", "belum diketahui", "belum diketahui", "baru", "belum diketahui", "–"],
    ]
    flags = [{child.tag for child in row._tr.trPr} for row in shown.rows]
    assert flags == [{qn("w:cantSplit"), qn("w:tblHeader")}, {qn("w:cantSplit")}, {qn("w:cantSplit")}]
    assert shown._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Provinsi menurut hasil. Semua sementara"
    grounds = [cell._tc.tcPr.find(qn("w:shd")) for cell in (shown.cell(1, 5), shown.cell(2, 5), shown.cell(1, 1))]
    assert [ground is not None and ground.get(qn("w:fill")) for ground in grounds] == ["1F5A96", "E4E7EC", False]


def test_a_table_looks_as_its_style_says(file):
    [shown] = file.tables
    style = file.styles["Report Table"]
    assert (shown.style.name, style.base_style.name) == ("Report Table", "Normal Table")
    assert [(row.cells[0].paragraphs[0].style.name) for row in shown.rows] == ["Cell Heading", "Cell", "Cell"]
    assert shown._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
    # Nothing is set by hand that the style sets: whoever changes it changes every table.
    by_hand = {each.tag for each in shown._tbl.iter() if each.tag in map(qn, ("w:tblBorders", "w:tblCellMar", "w:b"))}
    assert by_hand == set()
    assert shown.rows[0].cells[0]._tc.tcPr.find(qn("w:shd")) is None
    assert [each.get(qn("w:type")) for each in style.element.iter(qn("w:tblStylePr"))] == ["firstRow"]


@pytest.mark.parametrize(
    ("letters", "size"), [(60, None), (100, 8.0), (200, 7.0)], ids=["has room", "is smaller", "goes on"]
)
def test_a_command_stays_on_one_line_where_it_can(letters, size):
    shown = HowTo("kkpham report toy --year 2023 ".ljust(letters - 10, "x"))
    [line] = [
        each for each in opened(written(notebook(shown), language="id")).paragraphs if each.style.name == "Command"
    ]
    assert len(line.text) == letters
    assert "-" in line.text
    assert (line.runs[0].font.size and line.runs[0].font.size.pt) == size


def test_each_status_is_a_word_on_a_ground_of_its_own_tone():
    [shown] = opened(written(notebook(statuses()), language="id")).tables
    cells = [row.cells[1] for row in shown.rows[1:]]
    grounds = [cell._tc.tcPr.find(qn("w:shd")) for cell in cells]
    looks = [ground.get(qn("w:fill")) if ground is not None else "" for ground in grounds]
    assert list(zip([said(cell.paragraphs[0]) for cell in cells], looks, strict=True)) == [
        ("berpredikat", "1F5A96"),
        ("tidak berpredikat", "F4E3CF"),
        ("tidak disebut", "F4E3CF"),
        ("sumber berbeda", ""),
        ("belum diketahui", "E4E7EC"),
        ("belum diketahui", "E4E7EC"),
    ]


def test_a_cell_of_which_there_is_nothing_to_say_has_a_sign():
    frame = RESULTS[["province", "year", "source_ids"]].assign(year="", source_ids="")
    [shown] = opened(written(notebook(table(frame, cite={"source_ids": SourceList(SOURCES)})), language="id")).tables
    assert [[cell.text for cell in row.cells] for row in shown.rows[1:]] == [
        ["Kalimantan Timur", "–", "–"],
        ["Riau", "–", "–"],
    ]


@pytest.mark.parametrize(("rows", "kept"), [(10, 10), (11, 2)], ids=["whole", "heading"])
def test_a_short_table_stays_whole_and_a_long_one_keeps_rows_with_its_heading(rows, kept):
    frame = pd.concat([RESULTS[["province"]]] * 6, ignore_index=True).head(rows)
    [shown] = opened(written(notebook(table(frame)), language="id")).tables
    flags = [bool(cell.paragraphs[0].paragraph_format.keep_with_next) for cell in shown.columns[0].cells]
    assert flags == [True] * kept + [False] * (rows + 1 - kept)


def test_a_text_stays_with_the_table_or_figure_that_it_leads_to():
    shown = notebook(Prose("Satu.\n\nKe tabel."), table(RESULTS[["province"]]), Prose("Akhir."), figure=False)
    file = opened(written(shown, language="id"))
    kept = {said(each): bool(each.paragraph_format.keep_with_next) for each in file.paragraphs}
    assert (kept["Satu."], kept["Ke tabel."], kept["Akhir."]) == (False, True, False)


@pytest.mark.parametrize(
    ("texts", "kept"),
    [(["Satu."], [True]), (["Satu.", "Dua."], [True] * 2), (["Satu.", "Dua.", "Tiga."], [False, False, True])],
)
def test_a_heading_with_few_texts_is_not_parted_from_the_table_that_they_lead_to(texts, kept):
    shown = notebook(Part("Hasil", Prose("\n\n".join(texts)), table(RESULTS[["province"]])), figure=False)
    file = opened(written(shown, language="id"))
    flags = {said(each): bool(each.paragraph_format.keep_with_next) for each in file.paragraphs}
    assert [flags[text] for text in texts] == kept


def test_of_texts_below_a_table_the_last_alone_is_kept_with_the_next_table():
    rows = table(RESULTS[["province"]])
    shown = notebook(Part("Hasil", Prose("Satu."), rows, Prose("Dua.\n\nTiga."), rows), figure=False)
    file = opened(written(shown, language="id"))
    flags = {said(each): bool(each.paragraph_format.keep_with_next) for each in file.paragraphs}
    assert (flags["Dua."], flags["Tiga."]) == (False, True)


def test_numbers_of_sources_lead_to_the_list_and_titles_to_the_web(file):
    body = file.element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = list(body.iter(qn("w:hyperlink")))
    assert marks == {"source-1", "source-2", "source-3"}
    assert [link.get(qn("w:anchor")) for link in links] == ["source-1", "source-1", "source-2", None, None]
    assert [file.part.rels[link.get(qn("r:id"))].target_ref for link in links if link.get(qn("r:id"))] == [
        "https://example.org/a?b=1&c=2"
    ] * 2


def test_numbers_in_brackets_that_are_no_sources_lead_nowhere():
    listed = SourceList(SOURCES.head(2), Words("id"))
    cited = results().as_block()
    made = notebook(Prose("Permen HAM\u00a0[2023] berlaku\u00a0[1, 2]."), results(), listed)
    made.cells[0].outputs[1].data[MIME] = cited | {"rows": [[cell | {"sources": [1, 9]} if "sources" in cell else cell
                                                             for cell in row] for row in cited["rows"]]}  # fmt: skip
    file = opened(written(made, language="id"))
    body = file.element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None} == marks == {
        "source-1", "source-2"
    }  # fmt: skip
    assert file.paragraphs[0].text == "Permen HAM\u00a0[2023] berlaku\u00a0[1, 2]."
    assert file.tables[0].rows[1].cells[-1].text == "1, 9"


def test_the_address_of_a_source_can_be_read_on_paper(file):
    sources = [paragraph.text for paragraph in file.paragraphs if paragraph.style.name == "List"]
    assert sources[0].endswith(". https://example.org/a?b=1&c=2")


def test_a_cell_may_be_in_any_language():
    frame = pd.DataFrame({"what": ["Catatan"], "note": ["Toelichting"], "language": ["nl"]})
    shown = table(frame, columns={"what": "Hal", "note": "Catatan"}, spoken={"note": "language"})
    body = opened(written(notebook(shown), language="id")).element.body
    assert [found.get(qn("w:val")) for found in body.iter(qn("w:lang"))] == ["nl"]


def test_captions_and_pages_count_by_themselves(file):
    section = file.sections[0]
    parts = [file.element.body, section.footer._element, section.first_page_footer._element]
    assert [[field.get(qn("w:instr")) for field in part.iter(qn("w:fldSimple"))] for part in parts] == [
        [" SEQ Tabel \\* ARABIC ", " SEQ Gambar \\* ARABIC "],
        [" PAGE ", " NUMPAGES "],
        [" PAGE ", " NUMPAGES "],
    ]


def test_the_foot_of_each_page_says_what_the_report_is_about_as_far_as_it_has_room(file):
    footers = [file.sections[0].first_page_footer, file.sections[0].footer]
    assert [said(footer.paragraphs[0]) for footer in footers] == ["KKP HAM 2023 1 / 1"] * 2
    made = report()
    head = made.cells[0].outputs[0].data[MIME]
    head["eyebrow"] = f"KKP HAM 2023 oleh {'Kementerian ' * 5}, data tahun 2022, {'dan lain-lain ' * 3}"
    foot = said(opened(written(made, language="id")).sections[0].footer.paragraphs[0])
    assert foot == f"KKP HAM 2023 oleh {'Kementerian ' * 5}, data tahun 2022 1 / 1"


def test_a_figure_says_what_it_shows_and_stands_with_its_caption(file):
    [shape] = file.inline_shapes
    assert shape._inline.docPr.get("descr") == "Peta: 7 dari 10."
    assert file.paragraphs[-2].paragraph_format.keep_with_next


def test_a_caption_ends_with_the_numbers_of_the_sources_of_its_figure():
    made = report()
    made.cells[0].outputs[-1].metadata["image/png"]["sources"] = ["J003", "K001", "J002", "elsewhere"]
    caption = opened(written(made, language="id")).paragraphs[-1]
    assert said(caption) == "Gambar\u00a01. Bagian per provinsi · Sumber: 1–3"
    assert [link.get(qn("w:anchor")) for link in caption._p.iter(qn("w:hyperlink"))] == ["source-1", "source-3"]


def test_a_figure_below_a_table_stands_apart_from_it():
    made = opened(written(notebook(table()), language="id"))
    [space] = [paragraph.paragraph_format.space_before for paragraph in made.paragraphs if has_picture(paragraph)]
    assert space.pt == 12


def has_picture(paragraph):
    return bool(list(paragraph._p.iter(qn("w:drawing"))))


def test_a_tall_figure_fits_on_its_page():
    made = notebook(figure=True)
    made.cells[0].outputs[0].data["image/png"] = png((20, 100))
    [shape] = opened(written(made, language="id")).inline_shapes
    assert shape.height.mm == pytest.approx(227, abs=0.1)
    assert shape.width.mm == pytest.approx(227 / 5, abs=0.1)


@pytest.mark.parametrize(
    ("size", "section", "sides"),
    [((100, 80), [], (131.25, 105)), ((100, 50), [], (170, 85)), ((50, 100), [], (113.5, 227)),
     ((100, 80), [Section("Peta")], (170, 136))],
)  # fmt: skip
def test_a_figure_below_the_finding_fits_on_the_first_page_with_it(size, section, sides):
    made = notebook(PageHead("KKP HAM 2023", "Tujuh dari sepuluh", "Itu 70,0 %."), *section, figure=True)
    made.cells[-1].outputs[-1].data["image/png"] = png(size)
    [shape] = opened(written(made, language="id")).inline_shapes
    assert (shape.width.mm, shape.height.mm) == pytest.approx(sides, abs=0.1)


def first_page(lede):
    """Give the width and height of a figure below a finding with this first paragraph, and the style of that."""
    made = notebook(PageHead("KKP HAM 2023", "Tujuh dari sepuluh", lede), figure=True)
    made.cells[-1].outputs[-1].data["image/png"] = png((170, 96))
    written_file = opened(written(made, language="id"))
    [shape] = written_file.inline_shapes
    return round(shape.width.mm), round(shape.height.mm), written_file.paragraphs[2].style.name


def test_a_figure_below_a_long_first_paragraph_gets_the_room_that_its_letters_leave():
    assert first_page("Sebelas kata panjang. " * 75) == (170, 96, "Normal")
    assert first_page("Sebelas kata panjang. " * 105) == (130, 74, "Normal")


def test_a_figure_that_the_first_paragraph_leaves_too_little_room_goes_on_to_the_next_page():
    assert first_page("Sebelas kata panjang. " * 150) == (170, 96, "Lead")


def test_a_figure_that_is_none_is_told():
    made = notebook(figure=True)
    made.cells[0].outputs[0].data["image/png"] = "aGVsbG8="
    assert lines(opened(written(made, language="id")))[0] == ("Normal", "Peta: 7 dari 10.")


def test_the_title_of_a_source_is_in_its_own_language():
    sources = SOURCES.assign(language=["en", "id", "id"])
    file = opened(written(notebook(SourceList(sources)), language="id"))
    spoken = [
        (text.text, run.find(f".//{qn('w:lang')}").get(qn("w:val")))
        for run in file.element.body.iter(qn("w:r"))
        if run.find(f".//{qn('w:lang')}") is not None
        for text in run.iter(qn("w:t"))
    ]
    assert spoken == [(sources["title"].iloc[0], "en-GB")]


@pytest.mark.parametrize(("language", "locale"), [("id", "id-ID"), ("en", "en-GB")])
def test_the_language_is_set_where_word_looks_for_it(language, locale):
    file = opened(written(report(language), language=language))
    found = file.styles.element.find(f".//{qn('w:rPrDefault')}").iter(qn("w:lang"))
    assert [tag.get(qn("w:val")) for tag in found] == [locale]
    assert file.core_properties.language == locale
    assert (file.core_properties.title, file.core_properties.author) == ("Tujuh dari sepuluh", "kkpham-analysis")


def test_hostile_texts_are_texts():
    frame = pd.DataFrame({"=1+1": HOSTILE})
    head = PageHead(HOSTILE[4], HOSTILE[4], HOSTILE[4])
    listed = SourceList(SOURCES.assign(title=HOSTILE[3:]))
    content = written(notebook(head, Prose(HOSTILE[4]), table(frame, caption=HOSTILE[4]), listed), language="id")
    shown = [said(cell.paragraphs[0]) for cell in opened(content).tables[0].columns[0].cells]
    assert shown == ["=1+1", *(text.replace("\x0b", "\ufffd") for text in HOSTILE)]
    assert b"evil" not in links_in(content)


def test_an_address_that_is_none_of_the_web_is_never_a_link():
    assert b"https://example.org/a" in links_in(written(report(), language="id"))
    content = written(with_address(report(), "javascript:alert(1)"), language="id")
    assert b"javascript" not in links_in(content)


def test_a_table_without_rows_says_so():
    [shown] = opened(written(notebook(results(RESULTS.head(0))), language="id")).tables
    assert [cell.text for cell in shown.rows[1].cells] == ["Tidak ada data untuk ditampilkan."] * 7


def test_made_up_rows_are_said_so_on_every_page():
    marked = table(RESULTS.assign(synthetic=True), columns={"province": "Province"})
    wide = table(RESULTS.assign(**{name * 25: name for name in "abcdefgh"}).drop(columns=["count"]))
    file = opened(written(notebook(PageHead("e", "T", "l"), marked, Section("S"), wide), language="en"))
    first, *others = file.sections
    assert first.first_page_header.paragraphs[0].text.startswith("SYNTHETIC DATA – NOT FACTS")
    assert first.header.paragraphs[0].text.startswith("SYNTHETIC DATA – NOT FACTS")
    assert [section.header.is_linked_to_previous for section in others] == [True, True]
    assert lines(file)[2][1] == "Synthetic data, made up to try things out: no figure here is a fact."
    assert "Table\u00a01. SYNTHETIC DATA – NOT FACTS · Provinsi" in lines(file)[4][1]


def test_a_wide_table_stands_on_a_page_on_its_side():
    wide = table(RESULTS.assign(**{name * 25: name for name in "abcdefgh"}).drop(columns=["count"]))
    file = opened(written(notebook(Prose("Satu."), wide, Prose("Dua.")), language="id"))
    assert [(round(section.page_width.mm), round(section.page_height.mm)) for section in file.sections] == [
        (210, 297),
        (297, 210),
        (210, 297),
    ]


def test_columns_fill_the_page_and_keep_their_longest_words():
    names = ["Kabupaten Penajam Paser Utara, " * 5, "Kota Bontang"]
    block = table(RESULTS[["code"]].assign(names=names)).as_block()
    code, named = column_widths(block, 170)
    assert (round(code + named), round(code)) == (170, 12)
    assert not is_wide(block, 170)
    assert is_wide(block, 25)


def test_what_is_short_stays_on_one_line_where_there_is_room():
    words = {"status": {"unknown": "belum diketahui"}}
    frame = pd.DataFrame({"name": ["Kalimantan Timur"], "status": ["unknown"], "note": ["kata " * 60]})
    block = table(frame, labels=words, tints={"status": {"unknown": "unknown"}}).as_block()
    assert [round(width) for width in column_widths(block, 170)[:2]] == [30, 28]


@pytest.mark.parametrize(("page", "is_whole"), [(170, True), (60, False)], ids=["room", "no room"])
def test_numbers_of_many_sources_stay_on_one_line_where_there_is_room(page, is_whole):
    sources = SourceList(pd.DataFrame({"source_id": list("ABCDEF")}), words=Words("id"))
    frame = pd.DataFrame({"name": ["Kabupaten Paser"], "source_ids": ["A; C; E; F"], "note": ["kata " * 20]})
    block = table(frame, cite={"source_ids": sources}).as_block()
    block["rows"][0][1] = {"text": "9, 11, 12, 13, 14", "sources": [9, 11, 12, 13, 14]}
    assert (column_widths(block, page)[1] >= len("9, 11, 12, 13, 14") * 1.5) is is_whole


def test_another_process_writes_the_same_bytes():
    here, elsewhere = written_here_and_elsewhere("docx")
    assert here == elsewhere


@pytest.mark.slow
@pytest.mark.needs("soffice", "pdftotext")
def test_an_office_suite_turns_it_into_a_pdf_that_says_the_same(file, tmp_path):
    pdf = converted(written(report(), language="id"), "report.docx", "pdf", tmp_path)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    words = set(text.replace("\u00a0", " ").split())
    cells = [said(cell.paragraphs[0]) for row in file.tables[0].rows for cell in row.cells]
    wanted = " ".join([*(line for _, line in lines(file)), *cells])
    assert set(wanted.replace("\u00a0", " ").split()) - words == set()


@pytest.mark.parametrize(
    ("values", "room"),
    [(["7 / 10", "70,0 %"], 38), (["16–17 / 35", "sumber tidak sepakat"], 52), (["x" * 90], 95)],
    ids=["short", "words", "too long"],
)
def test_what_stands_behind_a_value_touches_none_of_them(values, room):
    assert docx_styles.width_of_facts(values) == room
