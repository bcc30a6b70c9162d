"""A workbook holds numbers as numbers, codes as text, one table a sheet, and nothing that a spreadsheet would run."""

import io
import zipfile

import openpyxl
import pandas as pd
import pytest

from kkpham_analysis.language import Words, phrases
from kkpham_analysis.reports.forms.xlsx import written
from kkpham_analysis.reports.page import PageHead, Prose, SourceList

from .office_report import (
    HOSTILE,
    RESULTS,
    SOURCES,
    converted,
    links_in,
    notebook,
    report,
    results,
    statuses,
    table,
    with_address,
    written_here_and_elsewhere,
)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(sheet):
    """Give the values of a sheet, row by row, without what is empty at their ends."""
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]


def test_codes_of_places_are_text_behind_the_name_of_the_row():
    frame = pd.DataFrame({"regency_code": ["6472", "6474"], "full_name": ["Kota Samarinda", "Kota Bontang"]})
    shown = table(frame.assign(number=[3, 2]), columns={"full_name": "Nama", "number": "Jumlah"})
    rows = cells(opened(written(notebook(shown, figure=False), language="en"))["Table 1"])
    assert rows[-3:] == [
        ["Nama", "Kode kabupaten/kota (Kemendagri)", "Jumlah"],
        ["Kota Samarinda", "6472", 3],
        ["Kota Bontang", "6474", 2],
    ]


@pytest.fixture(scope="module")
def book():
    return opened(written(report(), language="id"))


def test_there_is_a_cover_contents_notes_a_sheet_for_each_table_and_sources(book):
    assert book.sheetnames == ["Sampul", "Daftar isi", "Catatan", "Tabel 1", "Sumber"]
    assert book.active.title == "Sampul"
    english = opened(written(report("en"), language="en"))
    assert english.sheetnames == ["Cover", "Contents", "Notes", "Table 1", "Sources"]


def test_the_cover_says_the_finding_what_it_rests_on_and_how_to_make_it_again(book):
    lines = [line for [line] in cells(book["Sampul"])]
    assert lines[:4] == ["Tujuh dari sepuluh", "KKP HAM 2023", "Awas.", "Itu 70,0\u00a0%."]
    assert lines[4:] == [
        "Angka pokok",
        "7 / 10 – berpredikat",
        "Tentang buku kerja ini",
        "Setiap lembar memuat satu tabel; Daftar isi mendaftar semuanya. Bahasa: Indonesia.",
        "Cara membaca",
        "Dihitung dari semua.",
        "Cara mengutip",
        "Kutip sebagai: “Tujuh dari sepuluh”.",
        "Cara membuat ulang",
        "Laporan ini dapat dibuat ulang dengan:",
        "kkpham summary --to xlsx",
        "Daftar isi",
    ]


def test_the_contents_lead_to_each_sheet(book):
    sheet = book["Daftar isi"]
    assert cells(sheet)[2:] == [
        ["Lembar", "Isi", "Jumlah baris"],
        ["Catatan", "Catatan dan batasan", 6],
        ["Tabel 1", "Tabel 1: Provinsi menurut hasil", 2],
        ["Sumber", "Sumber laporan ini", 3],
    ]
    assert [sheet.cell(row, 1).hyperlink.location for row in (4, 5, 6)] == [
        "'Catatan'!A1",
        "'Tabel 1'!A1",
        "'Sumber'!A1",
    ]


def test_cells_are_typed_and_what_is_missing_has_its_sign(book):
    sheet = book["Tabel 1"]
    assert cells(sheet) == [
        ["Tabel 1: Provinsi menurut hasil"],
        ["Semua sementara"],
        ["Lembar ini memuat satu tabel, dengan saringan pada judul kolomnya dan judul yang tetap terlihat saat "
         "digulir."],
        ["[x] berarti belum diketahui atau angkanya tidak ada; bukan nol dan bukan “tidak”."],
        ["[z] berarti tidak berlaku, atau tidak ada isinya."],
        ["Angka pada kolom sumber adalah nomor pada lembar Sumber."],
        ["Kembali ke daftar isi"],
        ["Kode", "Provinsi", "Berpredikat", "Seluruhnya", "Bagian", "Tahun", "Aturan", "Sumber"],
        ["64", "Kalimantan Timur", 7, 1210, 0.7, "[z]", "memenuhi", "1, 2"],
        ["14", "Riau", "[x]", 12, "[x]", "baru", "[x]", "[z]"],
    ]  # fmt: skip
    assert [sheet.cell(9, column).number_format for column in (1, 3, 4, 5)] == ["General", "#,##0", "#,##0", "0.0%"]


@pytest.mark.parametrize(
    ("rounds", "values"), [(["2023", "2022"], [2023, 2022]), (["2022–2023", "2022"], ["2022–2023", "2022"])]
)
def test_a_round_is_a_number_as_behind_a_figure_and_a_span_of_rounds_a_text(rounds, values):
    shown = table(pd.DataFrame({"round": rounds, "said": ["ya", "tidak"]}), columns={"round": "Putaran", "said": "Isi"})
    sheet = opened(written(notebook(shown, figure=False), language="id"))["Tabel 1"]
    rows = [row for row in sheet.iter_rows() if row[1].value in ("ya", "tidak")]
    assert [row[0].value for row in rows] == values
    assert {row[0].number_format for row in rows} == {"0" if values[0] == 2023 else "General"}


def test_a_number_is_no_question_where_the_answer_is_in_words():
    frame = pd.DataFrame({"said": ["7", "ya", pd.NA], "count": pd.Series([7, pd.NA, pd.NA], dtype="Int64"),
                          "words": ["", "ya", pd.NA]}).astype({"said": "str", "words": "str"})  # fmt: skip
    columns = {"said": "Isi"}
    shown = table(frame, columns=columns, figures={"said": {"count": "Angka", "words": "Kata"}})
    assert cells(opened(written(notebook(shown, figure=False), language="id"))["Tabel 1"])[-4:] == [
        ["Angka", "Kata"],
        [7, "[z]"],
        ["[z]", "ya"],
        ["[x]", "[x]"],
    ]


def test_a_row_is_as_high_as_its_lines_are_wide():
    title = "7 Kabupaten/Kota Kaltim Raih Penghargaan HAM, 2 Kabupaten Masih Tak Layak"
    listed = SourceList(SOURCES.assign(title=[title, "i" * 36, "M" * 36], url="https://example.org/" + "a" * 140))
    sheet = opened(written(notebook(listed, figure=False), language="id"))["Sumber"]
    heights = [sheet.row_dimensions[row].height / (12 * 1.32) for row in range(sheet.max_row - 2, sheet.max_row + 1)]
    assert (sheet.column_dimensions["B"].width, list(map(round, heights))) == (36.7109375, [3, 3, 3])


def test_texts_of_many_columns_go_on_in_the_next_line_before_paper_makes_them_too_small_to_read():
    long = {f"k{at}": ["Kabupaten Penajam Paser Utara dan Kota Samarinda"] for at in range(6)}
    shown = table(pd.DataFrame({**long, "kata": ["Keberlanjutannya"]}))
    sheet = opened(written(notebook(shown, figure=False), language="id"))["Tabel 1"]
    # As many letters as an A4 sheet on its side has room for in letters of 8.5 points; no word is broken.
    widths = [(column.min, column.max, column.width) for column in sheet.column_dimensions.values()]
    # The program adds 0.71 for its edges.
    assert widths == [(1, 6, pytest.approx(24.71, abs=0.01)), (7, 7, pytest.approx(18.71, abs=0.01))]


def test_the_title_of_a_sheet_is_not_cut_at_the_full_stop_of_a_name():
    named = table(caption="Hasil Kabupaten Kep. Siau Tagulandang Biaro menurut putaran", remark="")
    sheet = cells(opened(written(notebook(named, figure=False), language="id"))["Tabel 1"])
    assert sheet[0] == ["Tabel 1: Hasil Kabupaten Kep. Siau Tagulandang Biaro menurut putaran"]
    assert sheet[1][0].startswith("Lembar ini memuat satu tabel")


def test_a_long_sentence_above_a_table_goes_on_in_the_next_row_and_makes_neither_rows_high_nor_columns_wide():
    caption = f"{'Persentase kabupaten/kota yang berpredikat. ' * 4}Penghargaan 2020"
    made = notebook(Prose("Teks."))
    made.cells[0].outputs[-1].metadata["image/png"] |= {
        "caption": caption,
        "data": {"columns": [{"name": "award_year", "heading": "Putaran", "kind": "year"}], "rows": [[2023]]},
    }
    sheet = opened(written(made, language="id"))["Gambar 1"]
    lines = [sheet["A2"], sheet["A3"]]
    assert " ".join(line.value for line in lines) == caption
    assert [(line.alignment.wrap_text, len(line.value) <= 110) for line in lines] == [(None, True)] * 2
    assert [sheet.row_dimensions[line.row].height for line in lines] == [None] * 2
    assert sheet.column_dimensions["A"].width < 14


def test_the_notes_say_once_what_the_columns_of_shares_and_the_words_of_the_evidence_mean():
    made = notebook(Prose("Teks."))
    names = {"compliant_low": "Paling sedikit", "evidence": "Dasar bukti", "own": "Lain"}
    columns = [{"name": name, "heading": heading, "kind": "text"} for name, heading in names.items()]
    made.cells[0].outputs[-1].metadata["image/png"] |= {"data": {"columns": columns, "rows": [["7", "lengkap", "ya"]]}}
    rows = [row[:2] for row in opened(written(made, language="id"))["Catatan"].iter_rows(values_only=True)]
    defined = {about: note for about, note in rows if note and about.startswith(("Paling", "Dasar", "Lain"))}
    assert list(defined) == [
        "Paling sedikit",
        "Dasar bukti",
        "Dasar bukti: lengkap",
        "Dasar bukti: jumlahnya diketahui",
        "Dasar bukti: sumber tidak sepakat",
        "Dasar bukti: sebagian diketahui",
        "Dasar bukti: belum ada bukti pasti tentang kabupaten/kota",
    ]
    assert (
        defined["Dasar bukti: sumber tidak sepakat"]
        == "Daftar atau jumlah dari sumber tidak cocok satu dengan yang lain."
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_notes_say_what_every_word_of_the_evidence_in_a_table_means(language):
    said = [text[language] for key, text in phrases().items() if key.startswith("evidence.")]
    frame = pd.DataFrame({"compliant_low": pd.array([7] * len(said), dtype="Int64"), "evidence": said})
    made = notebook(table(frame, columns={"compliant_low": "Least", "evidence": "Evidence"}))
    rows = opened(written(made, language=language))[Words(language).phrase("book.notes")].iter_rows(values_only=True)
    defined = [str(about).removeprefix("Evidence: ") for about, note, *_ in rows if note]
    assert set(said) <= set(defined)


def test_the_numbers_behind_a_figure_have_a_sheet_of_their_own():
    made = notebook(Prose("Teks."))
    columns = [("award_year", "Putaran", "year"), ("share", "Persentase", "percent"), ("rule", "Aturan", "text")]
    made.cells[0].outputs[-1].metadata["image/png"]["data"] = {
        "columns": [dict(zip(("name", "heading", "kind"), column, strict=True)) for column in columns],
        "rows": [[2022, None, None], [2023, 0.7, "lebih dari 60\u00a0%"]],
    }
    book = opened(written(made, language="id"))
    assert book.sheetnames == ["Sampul", "Daftar isi", "Catatan", "Gambar 1"]
    sheet = book["Gambar 1"]
    assert [row for row in cells(sheet) if not str(row[0]).startswith("Lembar ini")] == [
        ["Angka Gambar 1: Peta"],
        ["Bagian per provinsi"],
        ["[x] berarti belum diketahui atau angkanya tidak ada; bukan nol dan bukan “tidak”."],
        ["Kembali ke daftar isi"],
        ["Putaran", "Persentase", "Aturan"],
        [2022, "[x]", "[x]"],
        [2023, 0.7, "lebih dari 60\u00a0%"],
    ]
    assert [sheet.cell(sheet.max_row, column).number_format for column in (1, 2)] == ["0", "0.0%"]


def test_the_sheet_behind_a_figure_gives_the_numbers_of_its_sources():
    made = report()
    made.cells[0].outputs[-1].metadata["image/png"] |= {
        "sources": ["J003", "K001", "J002", "elsewhere"],
        "data": {"columns": [{"name": "award_year", "heading": "Putaran", "kind": "year"}], "rows": [[2023]]},
    }
    rows = cells(opened(written(made, language="id"))["Gambar 1"])
    assert [row for row in rows if not str(row[0]).startswith("Lembar ini")] == [
        ["Angka Gambar 1: Peta"],
        ["Bagian per provinsi"],
        ["Sumber: 1–3"],
        ["Kembali ke daftar isi"],
        ["Putaran"],
        [2023],
    ]


def test_each_status_is_a_word_of_its_own_and_a_missing_one_has_its_sign():
    sheet = opened(written(notebook(statuses()), language="id"))["Tabel 1"]
    words = [row[1] for row in cells(sheet) if str(row[0]).startswith("R")]
    assert words == ["berpredikat", "tidak berpredikat", "tidak disebut", "sumber berbeda", "belum diketahui", "[x]"]


def test_heads_stay_in_view_filters_are_on_and_nothing_is_merged(book):
    for sheet in book.worksheets[1:]:
        [marked] = sheet.tables.values()
        first, last = marked.ref.split(":")
        assert marked.autoFilter.ref == marked.ref
        assert sheet.freeze_panes.lstrip("AB") == str(int(first.lstrip("A")) + 1)
        assert sheet.print_title_rows == f"${first[1:]}:${first[1:]}"
        assert int(last.lstrip("ABCDEFGH")) == sheet.max_row
        assert not sheet.merged_cells.ranges


def test_the_button_of_a_filter_hides_no_heading(book):
    heads = [book["Tabel 1"].cell(8, column).alignment for column in (1, 3, 5)]
    assert [(head.horizontal, head.indent) for head in heads] == [(None, 0), ("right", 2), ("right", 2)]


def test_no_row_and_no_cell_of_a_table_is_empty(book):
    for sheet in book.worksheets:
        assert all(cells(sheet))
    for sheet in book.worksheets[1:]:
        [marked] = sheet.tables.values()
        assert all(cell.value not in (None, "") for row in sheet[marked.ref] for cell in row)


def test_nothing_in_a_workbook_is_run():
    frame = pd.DataFrame({"=1+1": HOSTILE, "number": range(len(HOSTILE))})
    head = PageHead(HOSTILE[0], HOSTILE[1], HOSTILE[2])
    listed = SourceList(SOURCES.assign(title=HOSTILE[:3], publisher=HOSTILE[3]))
    content = written(notebook(head, Prose(HOSTILE[3]), table(frame, caption=HOSTILE[0]), listed), language="id")
    sheet = opened(content)["Tabel 1"]
    assert [row[0] for row in cells(sheet)[-6:]] == [text.replace("\x0b", "\ufffd") for text in HOSTILE]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert [name for name, part in parts.items() if b"<f>" in part or b"<f " in part] == []
    assert b"evil" not in links_in(content)


def test_a_text_that_begins_like_a_formula_stays_a_text_when_its_cell_is_edited():
    frame = pd.DataFrame({"name": ["=1+1", "Paser"], "number": [1, 2]})
    rows = opened(written(notebook(table(frame, caption="=2+2")), language="id"))["Tabel 1"].iter_rows()
    assert [(cell.value, cell.quotePrefix) for row in rows for cell in row if cell.value in ("=1+1", "Paser")] == [
        ("=1+1", True), ("Paser", False),
    ]  # fmt: skip


def test_only_addresses_of_the_web_are_links(book):
    sheet = book["Sumber"]
    assert cells(sheet)[-3:] == [
        [1, "Daftar", "Kanwil, 19 Desember 2023", "example.org", "https://example.org/a?b=1&c=2", "laporan ini"],
        [2, "Berita", "tanpa tanggal", "[z]", "[z]", "laporan ini"],
        [3, "=Berita lama", "Pers, 2022, alamat tidak tercatat", "[z]", "[z]", "Hasil putaran lain"],
    ]
    assert [sheet.cell(row, 4).hyperlink and sheet.cell(row, 4).hyperlink.target for row in (6, 7, 8)] == [
        "https://example.org/a?b=1&c=2",
        None,
        None,
    ]


def test_headings_that_are_alike_are_told_apart():
    frame = RESULTS[["province", "year"]]
    named = table(frame, columns={"province": "Sumber", "year": "sumber"})
    assert cells(opened(written(notebook(named), language="id"))["Tabel 1"])[-3] == ["Sumber", "sumber (2)"]


def test_an_address_that_is_none_of_the_web_is_never_a_link():
    assert b"https://example.org/a" in links_in(written(report(), language="id"))
    content = written(with_address(report(), "javascript:alert(1)"), language="id")
    assert b"javascript" not in links_in(content)


def test_a_table_without_rows_says_so():
    sheet = opened(written(notebook(results(RESULTS.head(0))), language="id"))["Tabel 1"]
    assert cells(sheet)[-1] == ["Tidak ada data untuk ditampilkan.", *["[z]"] * 7]


def test_a_long_text_is_cut_where_a_cell_ends():
    frame = RESULTS[["province"]].assign(province=["a" * 40_000, "b"])
    [first] = cells(opened(written(notebook(table(frame)), language="id"))["Tabel 1"])[-2]
    assert len(first) == 32_767
    assert first.endswith("a…")


def test_thirty_eight_provinces_are_thirty_eight_rows():
    frame = pd.concat([RESULTS] * 19, ignore_index=True)
    sheet = opened(written(notebook(results(frame)), language="id"))["Tabel 1"]
    assert sum(row[0] in ("64", "14") for row in cells(sheet)) == 38


def test_made_up_rows_are_said_so_on_every_sheet():
    marked = table(RESULTS.assign(synthetic=True), columns={"province": "Province"})
    book = opened(written(notebook(PageHead("e", "T", "l"), marked), language="en"))
    for sheet in book.worksheets:
        assert [line for [line, *_] in cells(sheet) if line.startswith("SYNTHETIC DATA – NOT FACTS")]
        assert sheet.oddHeader.center.text == "SYNTHETIC DATA – NOT FACTS"
    assert book.properties.title == "SYNTHETIC DATA – NOT FACTS · T"


def test_an_office_suite_knows_title_language_and_author_and_no_clock(book):
    told = book.properties
    assert (told.title, told.subject, told.creator, told.language) == (
        "Tujuh dari sepuluh",
        "KKP HAM 2023",
        "kkpham-analysis",
        "id-ID",
    )
    with zipfile.ZipFile(io.BytesIO(written(report(), language="id"))) as archive:
        assert b"dcterms" not in archive.read("docProps/core.xml").partition(b">")[2].partition(b">")[2]


def test_a_given_date_is_the_date_of_the_file(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1703000000")
    assert str(opened(written(report(), language="id")).properties.created) == "2023-12-19 15:33:20"


def test_another_process_writes_the_same_bytes():
    here, elsewhere = written_here_and_elsewhere("xlsx")
    assert here == elsewhere


@pytest.mark.slow
@pytest.mark.needs("soffice")
def test_an_office_suite_opens_it_and_finds_what_was_written(book, tmp_path):
    saved = openpyxl.load_workbook(converted(written(report(), language="id"), "report.xlsx", "xlsx", tmp_path))
    assert saved.sheetnames == book.sheetnames
    assert [cells(sheet) for sheet in saved] == [cells(sheet) for sheet in book]
