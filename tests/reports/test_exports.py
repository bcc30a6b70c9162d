"""Figures and tables alone: each in the formats asked for, named for what it shows, with what belongs under it."""

import io
import json
from pathlib import Path

import pandas as pd
import pytest
from nbformat.v4 import new_output
from PIL import Image
from typer.testing import CliRunner

from kkpham_analysis import cli
from kkpham_analysis.figures.picture import MIME
from kkpham_analysis.reports.exports import exported

from .forms.office_report import HOSTILE, notebook, png, report, table


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
    files = exported(with_figures(drawn(), drawn(), drawn("coverage_bars")), ["png", "svg"], language="id")
    assert list(files) == [
        *("peta.png", "peta-layar.png", "peta.svg", "peta.txt"),
        *("peta-2.png", "peta-2-layar.png", "peta-2.svg", "peta-2.txt"),
        *("coverage-bars.png", "coverage-bars-layar.png", "coverage-bars.svg", "coverage-bars.txt"),
    ]
    assert files["peta.svg"] == b"<svg>7</svg>"
    assert Image.open(io.BytesIO(files["peta.png"])).size == (4, 2)
    assert Image.open(io.BytesIO(files["peta-layar.png"])).size == (2, 1)


def test_only_what_is_asked_for_is_written():
    assert list(exported(with_figures(drawn()), ["svg"], language="en")) == ["map.svg", "map.txt"]
    assert list(exported(with_figures(drawn()), ["csv"], language="en")) == ["tables-1.csv"]
    assert list(exported(with_figures(drawn()), ["xlsx"], language="en")) == ["tables.xlsx"]


def test_what_belongs_under_a_figure_stands_beside_it():
    made = with_figures(drawn(marks=["synthetic"]))
    text = exported(made, ["png"], language="id")["peta.txt"].decode()
    assert text.startswith("JUDUL\nData sintetis, dibuat untuk uji coba")
    assert "TEKS PENGGANTI (untuk yang tidak melihat gambarnya)\nPeta: tujuh.\n" in text
    assert "1. Daftar. Kanwil, 19 Desember 2023. https://example.org/a?b=1&c=2\n" in text
    assert "Kutip sebagai: “Tujuh” [DATA SINTETIS – BUKAN FAKTA]. KKP HAM 2023." in text
    assert text.endswith("kkpham summary\n")


def test_a_table_is_written_with_plain_numbers_and_an_empty_cell_for_what_is_missing():
    content = exported(report(), ["csv"], language="id")["tabel-1.csv"]
    assert content.decode("utf-8-sig").splitlines()[:2] == [
        "Kode,Provinsi,Berpredikat,Seluruhnya,Bagian,Tahun,Aturan,Sumber",
        '64,Kalimantan Timur,7,1210,0.7,–,memenuhi,"1, 2"',
    ]
    assert "14,Riau,,12,,baru,," in content.decode("utf-8-sig").splitlines()


def test_nothing_in_a_table_is_run_by_a_spreadsheet():
    made = notebook(table(pd.DataFrame({"nama": HOSTILE[:4]})))
    lines = exported(made, ["csv"], language="id")["tabel-1.csv"].decode("utf-8-sig").splitlines()
    assert lines == ["nama", '"\'=HYPERLINK(""http://evil.example"")"', "'+1+1", "'-2", "'@SUM(A1)"]


def test_made_up_rows_say_so_in_every_row():
    made = notebook(table(pd.DataFrame({"nama": ["A"], "synthetic": [True]}), columns={"nama": "Nama"}))
    lines = exported(made, ["csv"], language="id")["tabel-1.csv"].decode("utf-8-sig").splitlines()
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
