"""A figure of made-up rows says so across it, below it and to who cannot see it, whoever draws it."""

import io
from importlib import import_module

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from PIL import Image

from kkpham_analysis import (
    Setting,
    Words,
    figures,
    plot_coverage_matrix,
    plot_national_map,
    plot_share_bars,
    plot_share_intervals,
)
from kkpham_analysis.figures import plot_province_map
from kkpham_analysis.figures.marking import EVERY, watermark
from kkpham_analysis.figures.picture import DPI
from kkpham_analysis.figures.sheet import text_width
from kkpham_analysis.figures.style import lightness, styled
from kkpham_analysis.tables.markings import MixedKindsError

SAID = {"id": "DATA SINTETIS – BUKAN FAKTA", "en": "SYNTHETIC DATA – NOT FACTS"}


def watermarks(picture):
    return [text for text in picture.figure.texts if text.get_gid() == "watermark"]


@pytest.mark.parametrize("titled", [True, False], ids=["alone", "in a page"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_figure_of_synthetic_rows_says_it_in_three_places(shares, helpers, language, titled):
    setting = Setting(Words(language), titled=titled)
    picture = plot_share_intervals(shares.assign(synthetic=True), setting=setting)
    assert {text.get_text() for text in watermarks(picture)} == {SAID[language]}
    assert any(text.startswith(f"{SAID[language]} · ") for text in helpers.texts(picture))
    assert picture.alt.startswith(Words(language).phrase("marks.synthetic_said"))
    assert picture._repr_mimebundle_()[1]["image/png"]["marks"] == ["synthetic"]


def test_any_of_the_tables_is_enough_and_a_setting_cannot_take_it_back(shares, boundaries, regencies):
    picture = plot_national_map(shares, boundaries, regencies=regencies.assign(synthetic=True), setting=Setting())
    assert len(watermarks(picture)) > 0


def test_a_figure_of_facts_says_nothing(shares):
    picture = plot_share_intervals(shares.assign(synthetic=False))
    assert watermarks(picture) == []
    assert picture.marks == ()
    assert "SINTETIS" not in picture.alt.upper()
    assert picture.alt == plot_share_intervals(shares).alt


def test_a_placeholder_list_is_named_and_beside_synthetic_rows_it_is_named_in_the_last_line(shares, helpers):
    alone = plot_share_intervals(shares.assign(kind="placeholder"))
    assert {text.get_text() for text in watermarks(alone)} == {"DAFTAR INDIKATOR CONTOH – BUKAN DAFTAR RESMI"}
    both = plot_share_intervals(shares.assign(kind="placeholder", synthetic=True))
    assert {text.get_text() for text in watermarks(both)} == {SAID["id"]}
    assert any("DAFTAR INDIKATOR CONTOH" in text for text in helpers.texts(both))
    assert both.marks == ("synthetic", "placeholder")


def test_a_figure_of_both_kinds_is_refused(shares):
    with pytest.raises(MixedKindsError, match="1 of 5 rows are synthetic"):
        plot_share_intervals(shares.assign(synthetic=[True] + [False] * 4))


def test_the_watermark_lies_over_everything_and_inside_the_figure(shares):
    picture = plot_share_intervals(shares.assign(synthetic=True))
    renderer = picture.figure.canvas.get_renderer()
    bounds = picture.figure.bbox
    [text] = watermarks(picture)
    box = text.get_window_extent(renderer)
    assert bounds.x0 <= box.x0
    assert box.x1 <= bounds.x1
    assert box.width > bounds.width / 2
    assert text.get_zorder() > max(axes.get_zorder() for axes in picture.figure.axes)


def test_a_tall_figure_carries_it_in_every_part(shares):
    rows = [shares.assign(province_code=str(11 + i), synthetic=True) for i in range(10)]
    tall = plot_share_intervals(pd.concat(rows, ignore_index=True))
    assert len(watermarks(tall)) == round(tall.figure.get_size_inches()[1] / EVERY) > 1


@pytest.mark.parametrize("ground", ["#ffffff", "#153f70", "#efcd9b"], ids=["paper", "dark", "tint"])
def test_the_watermark_is_seen_in_grey_print_on_every_ground(ground):

    with styled():
        figure = Figure(figsize=(4, 2), facecolor=ground)
        watermark(figure, "DATA", text_width)
        written = io.BytesIO()
        figure.savefig(written, format="png", dpi=100, facecolor=ground)
    grey = np.asarray(Image.open(written).convert("L"))
    shown = [f"#{level:02x}{level:02x}{level:02x}" for level in (int(grey.min()), int(grey.max()))]
    assert lightness(shown[1]) - lightness(shown[0]) > 15


def test_no_number_and_no_name_is_hidden_by_the_watermark():
    cells = pd.DataFrame({"province_code": [f"{code}" for code in range(11, 31)], "applicable": 10, "synthetic": True})
    cells = cells.assign(covered=[i % 11 for i in range(20)], award_year=2023)
    rights = [cells.assign(right_code=code, coverage=cells["covered"] / 10) for code in ("A", "B", "C", "D", "E")]
    picture = plot_coverage_matrix(pd.concat(rights, ignore_index=True))
    marked = grey(picture)
    texts = [text for axes in picture.figure.axes for text in axes.texts]
    for text in [text for text in picture.figure.texts if str(text.get_gid()).startswith("watermark")]:
        text.remove()
    difference = np.abs(marked - grey(picture))
    scale, height = DPI / picture.figure.dpi, picture.figure.bbox.height
    boxes = [text.get_window_extent(RendererAgg(1, 1, picture.figure.dpi)) for text in texts]
    under = [
        difference[
            round((height - box.y1) * scale) : round((height - box.y0) * scale),
            round(box.x0 * scale) : round(box.x1 * scale),
        ]
        for box in boxes
    ]
    assert len(under) == 20 * 5 + 20 * 2 + 5 + 1
    assert max(int(part.max()) for part in under) < 25
    assert (difference > 40).sum() > 10_000


def grey(picture):
    return np.asarray(Image.open(io.BytesIO(picture.rendered("png"))).convert("L"), dtype=int)


def test_every_function_that_draws_looks_at_its_tables_first():
    names = [name for name in figures.__all__ if name.startswith("plot_")]
    homes = {name: import_module(f"kkpham_analysis.figures.{figures.HOMES[name]}") for name in names}
    assert [name for name, home in homes.items() if not hasattr(getattr(home, name), "__wrapped__")] == []


SCORED = {
    "id": "Dari nilai menurut rumus, bukan dari penghargaan yang diumumkan",
    "en": "From scores by the formula, not from published awards",
}
SETTINGS = {
    "id": "Diandaikan, tanpa sumber: tambahan paling tinggi; batas bawah kelas (cukup peduli)",
    "en": "Assumed, without a source: bonus at most; lower limit of a class (cukup peduli)",
}


@pytest.mark.parametrize("plot", [plot_share_bars, plot_share_intervals])
@pytest.mark.parametrize("titled", [True, False], ids=["alone", "in a page"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_figure_of_scores_says_so_and_names_what_they_assume(shares, helpers, plot, language, titled):
    setting = Setting(Words(language), titled=titled)
    picture = plot(shares.assign(assumed="bonus_max;class:cukup_peduli"), setting=setting)
    written = " ".join(helpers.texts(picture))

    assert written.count(SCORED[language]) == 1
    assert SETTINGS[language] in written
    assert picture.alt.startswith(f"{SCORED[language]}. {SETTINGS[language]}. ")
    assert picture.caption.startswith(f"{SCORED[language]}. ")
    assert picture.marks == ()


@pytest.mark.parametrize("titled", [True, False], ids=["alone", "in a page"])
def test_a_figure_of_scores_names_what_of_them_is_merely_likely_too(shares, helpers, titled):
    setting = Setting(Words("en"), titled=titled)
    picture = plot_share_bars(shares.assign(assumed="bonus_max", likely="total_max;class:peduli"), setting=setting)

    likely = "Likely, from one source or concluded: lower limit of a class (peduli); total at most"
    assert likely in " ".join(helpers.texts(picture))
    assert f"Assumed, without a source: bonus at most. {likely}. " in picture.alt


def test_a_figure_of_scores_that_assume_nothing_says_that_too(shares):
    setting = Setting(Words("en"))
    assert plot_share_bars(shares.assign(assumed=""), setting=setting).alt.startswith(
        f"{SCORED['en']}. All settings of the formula have a source. "
    )
    assert SCORED["en"] not in plot_share_bars(shares, setting=setting).alt


def test_a_map_rests_on_the_sources_of_the_count_under_it_as_well(
    status, boundaries, regencies, shares, sources, helpers
):
    named = status.assign(source_ids="A")
    counted = shares.assign(source_ids=["B", *["C"] * 4])

    def drawn(of):
        setting = Setting(Words("en"), sources=sources)
        return plot_province_map(named, boundaries, regencies, province_code="64", shares=of, setting=setting)

    def footer(picture):
        return next(text for text in helpers.texts(picture) if text.startswith("Source"))

    assert footer(drawn(shares)).startswith("Source: Kanwil, 19 December 2023")
    assert footer(drawn(counted)).startswith("Sources: 2 public pages")


def test_a_figure_knows_the_sources_that_its_rows_rest_on(status, boundaries, regencies, sources):
    def drawn(rows):
        return plot_province_map(rows, boundaries, regencies, province_code="64", setting=Setting(sources=sources))

    assert drawn(status).sources == ("A", "B")
    assert drawn(status.assign(source_ids="")).sources == ("A", "B", "C")
