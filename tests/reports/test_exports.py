"""Figures and tables alone: each in the formats asked for, named for what it shows, with what belongs under it."""

import io
import json
import re
from pathlib import Path

import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from PIL import Image
from typer.testing import CliRunner

from kkpham_analysis import cli, figures
from kkpham_analysis.figures.picture import MIME
from kkpham_analysis.language import LANGUAGES, Words, phrases
from kkpham_analysis.reports.document import MIME as BLOCK
from kkpham_analysis.reports.exports import exported
from kkpham_analysis.reports.page.texts import Prose

from .forms.office_report import HOSTILE, notebook, png, report, table

# Called after the caption of the tables below.
TABLE = "provinsi-menurut-hasil.csv"


def drawn(name="province_map", **about):
    files = {"png": png((4, 2)), "screen": png((2, 1)), "svg": "<svg>7</svg>"}
    told = {"title": "Tujuh", "alt": "Peta: tujuh.", "caption": "Bagian", "name": name, **about}
    return new_output(
        "display_data", data={"image/png": png(), MIME: files}, metadata={"image/png": {"marks": [], **told}}
    )


def with_figures(*outputs):
    made = report()
    made.cells[0].outputs += outputs
    return made


def test_a_figure_is_named_for_what_it_shows_and_the_second_of_a_kind_gets_a_number():
    drawings = with_figures(drawn(), drawn(), drawn("coverage_bars"))
    files = exported(drawings, ["png", "svg"], language="id", size="16:9")
    assert list(files) == [
        *("peta.png", "peta-layar.png", "peta.svg", "peta.txt"),
        *("peta-2.png", "peta-2-layar.png", "peta-2.svg", "peta-2.txt"),
        *(f"cakupan-menurut-hak{end}" for end in (".png", "-layar.png", ".svg", ".txt")),
    ]
    assert files["peta.svg"] == b"<svg>7</svg>"
    assert Image.open(io.BytesIO(files["peta.png"])).size == (4, 2)
    assert Image.open(io.BytesIO(files["peta-layar.png"])).size == (2, 1)


def test_every_figure_of_ours_has_a_name_for_its_file_in_both_languages():
    drawn_by = {name.removeprefix("plot_") for name in figures.__all__ if name.startswith("plot_")}
    named = {key.removeprefix("export.") for key, both in phrases().items() if both.keys() == set(LANGUAGES)}
    assert drawn_by - named == set()
    assert {name for name in drawn_by if not re.fullmatch("[a-z-]+", phrases()[f"export.{name}"]["id"])} == set()


def test_only_what_is_asked_for_is_written():
    assert list(exported(with_figures(drawn()), ["svg"], language="en", size="16:9")) == ["map.svg", "map.txt"]
    assert list(exported(with_figures(drawn()), ["csv"], language="en", size="16:9")) == [
        "provinsi-menurut-hasil.csv",
        "sources.csv",
    ]
    assert list(exported(with_figures(drawn()), ["xlsx"], language="en", size="16:9")) == ["tables.xlsx"]


def test_what_belongs_under_a_figure_stands_beside_it():
    made = with_figures(drawn(marks=["synthetic"]))
    text = exported(made, ["png"], language="id", size="16:9")["peta.txt"].decode()
    assert text.startswith("JUDUL\nData sintetis, dibuat untuk uji coba")
    assert "TEKS PENGGANTI (untuk yang tidak melihat gambarnya)\nPeta: tujuh.\n" in text
    assert "1. Daftar. Kanwil, 19 Desember 2023. https://example.org/a?b=1&c=2\n" in text
    assert (
        "Kutip sebagai: Kontributor kkpham-analysis, “Tujuh” [DATA SINTETIS – BUKAN FAKTA]. KKP HAM 2023. "
        "Sumber bertanggal terbaru 19 Desember 2023; 1 tanpa tanggal. Dihitung dengan kkpham-analysis "
    ) in text
    assert text.endswith("Gambar ini dapat dibuat ulang dengan: kkpham summary --to png,svg --size 16:9\n")


@pytest.mark.parametrize(("name", "count"), [("province_map", 1), ("share_intervals", 0)])
def test_whose_boundaries_are_drawn_is_said_beside_maps_alone(name, count):
    said = Words("id").phrase("report.boundaries")
    made = with_figures(drawn(name))
    last = Prose.told([[("boundaries", said)], [("note", "Yang lain.")]]).as_block()
    made.cells.append(new_markdown_cell("## Cara membaca"))
    made.cells.append(new_code_cell(outputs=[new_output("display_data", data={BLOCK: last})]))
    (text,) = (
        content.decode()
        for written, content in exported(made, ["png"], language="id", size="16:9").items()
        if written.endswith(".txt")
    )
    assert (text.count(said), text.count("Yang lain.")) == (count, 1)


HISTORY = """JUDUL
Tujuh
Bagian

TEKS PENGGANTI (untuk yang tidak melihat gambarnya)
Peta: tujuh.

CARA MEMBACA DAN SUMBER
Sampai putaran 2023, yang dimaksud adalah Papua sebelum dimekarkan.
Persentase setiap putaran dihitung terhadap kabupaten/kota provinsi menurut keadaan pada putaran itu. Aturannya.
Dari satu halaman. Dihitung.
1. Satu. Kanwil. https://a.test
Hasil putaran lain:
2. Dua. Kanwil. https://b.test

CARA MENGUTIP"""


def of_two_rounds(name):
    words = Words("id")
    one, two = ({"number": i, "title": title, "said": "Kanwil", "url": f"https://{at}.test"}
                for i, title, at in ((1, "Satu", "a"), (2, "Dua", "b")))  # fmt: skip
    listed = {"type": "sources", "newest": "", "numbers": {}, "groups": [
        {"heading": "", "sources": [one]}, {"heading": "Hasil putaran lain", "sources": [two]}]}  # fmt: skip
    last = [
        [("denominator", words.phrase("report.denominator", year=2022)), ("rule", "Aturannya.")],
        [("about", "Dari satu halaman."), ("others", "Dari halaman lain."), ("version", "Dihitung.")],
    ]
    above = "Sampai putaran 2023, yang dimaksud adalah Papua sebelum dimekarkan."
    made = notebook()
    made.cells = [new_markdown_cell(f"## Riwayat\n\n{above}"), new_code_cell(outputs=[drawn(name)])]
    made.cells.append(new_markdown_cell("## Cara membaca"))
    blocks = [Prose.told(last).as_block(), listed]
    made.cells.append(new_code_cell(outputs=[new_output("display_data", data={BLOCK: block}) for block in blocks]))
    return next(
        content.decode()
        for file, content in exported(made, ["png"], language="id", size="16:9").items()
        if file.endswith(".txt")
    )


def test_beside_a_history_stands_what_it_needs_to_be_read_and_the_sources_of_all_its_rounds():
    assert of_two_rounds("share_history").startswith(HISTORY)


def test_what_is_said_above_one_figure_is_not_said_beside_the_next_one():
    made = notebook()
    made.cells = [new_markdown_cell("## Riwayat\n\nBatang abu-abu: belum diketahui."),
                  new_code_cell(outputs=[drawn("share_history")]), new_markdown_cell("Titik: belum diketahui."),
                  new_code_cell(outputs=[drawn("streak_matrix", alt="Matriks.")]),
                  new_markdown_cell("## Cara membaca")]  # fmt: skip
    files = exported(made, ["png"], language="id", size="16:9")
    said = {name: re.findall("Batang|Titik", text.decode()) for name, text in files.items() if name.endswith(".txt")}
    assert said == {"riwayat.txt": ["Batang"], "kabupaten-kota-menurut-putaran.txt": ["Titik"]}


def test_beside_a_map_of_one_round_stands_nothing_of_other_rounds():
    text = of_two_rounds("province_map")
    assert "per 31 Desember 2022. Aturannya.\nDari satu halaman. Dihitung.\n1. Satu." in text
    assert "putaran lain" not in text
    assert "halaman lain" not in text
    assert "Dua" not in text


def test_a_table_is_written_with_plain_numbers_and_says_in_words_what_is_missing_and_why_a_cell_is_empty():
    content = exported(report(), ["csv"], language="id", size="16:9")[TABLE]
    assert content.decode("utf-8-sig").splitlines()[:2] == [
        "Kode,Provinsi,Berpredikat,Seluruhnya,Bagian,Tahun,Aturan,Sumber,Sel kosong",
        '64,Kalimantan Timur,7,1210,0.7,–,memenuhi,"1, 2",',
    ]
    riau = "14,Riau,,12,,baru,belum diketahui,–,Berpredikat: belum diketahui; Bagian: belum diketahui"
    assert riau in content.decode("utf-8-sig").splitlines()


def test_the_sources_whose_numbers_a_table_has_stand_beside_it():
    listed = exported(report(), ["csv"], language="id", size="16:9")["sumber.csv"].decode("utf-8-sig").splitlines()
    assert listed[:2] == [
        'Nomor,Judul,"Penerbit, tanggal, dan kegunaan",Alamat,Kelompok',
        '1,Daftar,"Kanwil, 19 Desember 2023",https://example.org/a?b=1&c=2,laporan ini',
    ]


def test_a_cell_without_a_figure_is_told_from_one_whose_figure_is_not_known():
    frame = pd.DataFrame({"said": ["7", "ya", pd.NA], "value": pd.array([7, None, None], dtype="Int64")})
    shown = table(frame, columns={"said": "Isi"}, figures={"said": {"value": "Isi, angka"}})
    lines = exported(notebook(shown), ["csv"], language="id", size="16:9")[TABLE].decode("utf-8-sig").splitlines()
    assert lines == [
        "\"Isi, angka\",Sel kosong", "7,", ",\"Isi, angka: ya\"", ",\"Isi, angka: belum diketahui\"",
    ]  # fmt: skip


def test_a_table_is_named_for_its_caption_and_the_second_of_a_name_gets_a_number():
    captions = ["Provinsi menurut hasil", "Jumlah nasional", "Provinsi menurut hasil", "Kabupaten/kota lain, " * 5]
    made = notebook(*(table(caption=caption) for caption in captions))
    assert list(exported(made, ["csv"], language="id", size="16:9")) == [
        "provinsi-menurut-hasil.csv",
        "jumlah-nasional.csv",
        "provinsi-menurut-hasil-2.csv",
        "kabupaten-kota-lain-kabupaten-kota-lain-kabupaten-kota-lain.csv",
    ]


def test_codes_of_places_that_a_page_does_not_show_stand_behind_the_name_of_the_row():
    frame = pd.DataFrame({"regency_code": ["6472"], "province_code": ["64"], "full_name": ["Kota Samarinda"]})
    shown = table(frame.assign(number=3), columns={"full_name": "Nama", "number": "Jumlah"})
    lines = exported(notebook(shown), ["csv"], language="id", size="16:9")[TABLE].decode("utf-8-sig").splitlines()
    assert lines == [
        "Nama,Kode provinsi (Kemendagri),Kode kabupaten/kota (Kemendagri),Jumlah",
        "Kota Samarinda,64,6472,3",
    ]
    # Where data are built, the search of a page finds the row by its code: an attribute, which nobody reads.
    assert "6472" not in re.sub("<[^>]+>", "", shown._repr_html_()) + repr(shown)


def test_a_code_that_is_shown_or_that_a_row_does_not_have_is_not_written_beside():
    frame = pd.DataFrame({"name": ["Samarinda", "Semua"], "province_code": ["64", "64"],
                          "regency_code": pd.Series(["6472", pd.NA], dtype="str")})  # fmt: skip
    shown = table(frame, columns={"name": "Nama", "province_code": "Kode"})
    lines = exported(notebook(shown), ["csv"], language="id", size="16:9")[TABLE].decode("utf-8-sig").splitlines()
    assert lines == ["Nama,Kode", "Samarinda,64", "Semua,64"]


def test_nothing_in_a_table_is_run_by_a_spreadsheet():
    made = notebook(table(pd.DataFrame({"nama": HOSTILE[:4]})))
    lines = exported(made, ["csv"], language="id", size="16:9")[TABLE].decode("utf-8-sig").splitlines()
    assert lines == ["nama", '"\'=HYPERLINK(""http://evil.example"")"', "'+1+1", "'-2", "'@SUM(A1)"]


def test_made_up_rows_say_so_in_every_row():
    made = notebook(table(pd.DataFrame({"nama": ["A"], "synthetic": [True]}), columns={"nama": "Nama"}))
    lines = exported(made, ["csv"], language="id", size="16:9")[TABLE].decode("utf-8-sig").splitlines()
    assert lines == ["Nama,Tanda", "A,DATA SINTETIS – BUKAN FAKTA"]


@pytest.mark.slow
def test_figures_are_written_at_the_size_asked_for_with_their_title_as_text_and_again_the_same(real_data, tmp_path):
    folders = tmp_path / "a", tmp_path / "b"
    for folder in folders:
        call = ["export", "--year", "2023", "--province", "kaltara", "--size", "4:3", "-o", str(folder), "--json"]
        result = CliRunner().invoke(cli.app, ["--out", str(tmp_path / "reports"), *call])
        assert result.exit_code == 0, result.stderr
    first, again = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in folders)
    assert first == again
    name = "kalimantan-utara-2023-peta"
    (told,) = json.loads(result.stdout)["reports"]
    assert {Path(file["path"]).name: file["bytes"] for file in told["files"]} == {
        file: len(content) for file, content in first.items()
    }
    captions = {Path(file["path"]).name: file.get("caption") for file in told["files"]}
    assert captions[f"{name}-layar.png"] == captions[f"{name}.svg"] == str(folders[1] / f"{name}.txt")
    assert "png" not in told
    printed = Image.open(io.BytesIO(first[f"{name}.png"]))
    assert (printed.size, round(printed.info["dpi"][0])) == ((3000, 2250), 300)
    assert Image.open(io.BytesIO(first[f"{name}-layar.png"])).size == (1440, 1080)
    svg = first[f"{name}.svg"].decode()
    assert 'width="720pt" height="540pt"' in svg
    assert "2 dari 5 kabupaten/kota di Kalimantan Utara" in svg
    assert "Inter" in svg
    assert not (tmp_path / "reports").exists()
