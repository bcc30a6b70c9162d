import io
import itertools

import geopandas as gpd
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.text import Text
from PIL import Image
from shapely import box

from kkpham_analysis import load, plot_national_map, plot_province_map, plot_share_intervals
from kkpham_analysis.figures import Picture, Setting, style
from kkpham_analysis.figures.national_map import OF_JAVA
from kkpham_analysis.figures.sheet import Entry, Sheet, filled, text_width
from kkpham_analysis.figures.sizes import (
    BESIDE_WORDS,
    SIZES,
    SLIDE,
    SLIDE_HEIGHT,
    VARIABLE,
    fitted,
    with_slide,
)


def drawing(height_of, *, is_map=False):
    """Draw nothing, as high as is said for a width, and remember the settings."""
    seen = []

    def draw(setting):
        seen.append(setting)
        figure = Figure(figsize=(setting.width, height_of(setting.width)))
        return Picture(figure, "Judul", "Alt", is_map=is_map)

    return draw, seen


def width_of(picture):
    return float(picture.figure.get_size_inches()[0])


def is_place(shape):
    return str(shape.get_gid()).startswith("regency-")


def is_name(text):
    return str(text.get_gid()).startswith("label-") and bool(text.get_text())


def test_a_figure_that_needs_the_width_is_drawn_wide_and_a_short_one_narrow():
    tall, _ = drawing(lambda width: 90 / width)
    short, _ = drawing(lambda width: 2.0)
    assert width_of(fitted(tall, Setting(), "16:9")) == 12.5
    assert width_of(fitted(short, Setting(), "a4-half")) == 5.4


def test_every_drawing_carries_its_title_and_says_how_high_its_sheet_is():
    draw, seen = drawing(lambda width: 2.0)
    fitted(draw, Setting(titled=False), "square")
    assert [(setting.titled, setting.width, setting.height) for setting in seen] == [(True, 20 / 3, 20 / 3)]


@pytest.mark.parametrize(("name", "most"), [("16:9", 3.75), ("4:3", 5.0), ("square", 20 / 3)])
def test_what_is_shown_to_a_room_has_letters_of_eighteen_points_where_it_has_room_for_them(places, name, most):
    status, boundaries, regencies = places

    def draw(setting):
        return plot_province_map(status, boundaries, regencies, province_code="64", setting=setting)

    figure = fitted(draw, Setting(), name).figure
    (width, height), written = figure.get_size_inches(), [*figure.texts, *(t for a in figure.axes for t in a.texts)]
    # Half as wide as a slide of 13.33 inches: there letters of 9 points are twice as large.
    assert (width, height <= most + 0.03) == (20 / 3, True)
    assert {text.get_fontsize() for text in written} == {style.TEXT, style.TITLE}
    assert any("Batas wilayah" in text.get_text() for text in written)
    assert style.note() == 7.5


def map_with_lines(lines):
    """Draw a map as low as it may be, with a line to a name as long as is said for its width; without, no name."""

    def draw(setting):
        figure = Figure(figsize=(setting.width, (setting.tallest or 3.0) + 0.6))
        axes = figure.add_axes((0, 0, 1, 1))
        if setting.named and setting.width in lines:
            axes.text(0.5, 0.5, "Pemalang", gid="label-3327")
            axes.plot([0, lines[setting.width]], [0, 0], gid="line-3327")
        return Picture(figure, "Judul", "Alt", is_map=True, name="province_map")

    return draw


def test_a_map_without_room_for_its_names_in_large_letters_has_smaller_ones_rather_than_none():
    assert width_of(fitted(map_with_lines({20 / 3: 0.5, 8.1: 0.5}), Setting(), "16:9")) == 20 / 3
    assert width_of(fitted(map_with_lines({8.1: 0.5, 10.0: 0.5}), Setting(), "16:9")) == 8.1


def test_a_map_is_drawn_larger_where_lines_to_its_names_would_be_too_long_to_follow():
    assert width_of(fitted(map_with_lines({20 / 3: 2.0, 8.1: 1.3, 10.0: 1.0}), Setting(), "4:3")) == 10.0


def test_texts_that_would_lie_over_each_other_have_no_room():
    def draw(setting):
        figure = Figure(figsize=(setting.width, 2.0))
        for x in (0.5, 0.52):
            figure.text(x, 0.5, "2013", fontsize=9)
        return Picture(figure, "Judul", "Alt")

    assert with_slide(draw, Setting(width=8.0)).slide is None


def test_a_figure_is_drawn_on_a_wider_sheet_until_its_texts_stand_apart():
    def draw(setting):
        figure = Figure(figsize=(setting.width, 2.0))
        for x in (0.5, 0.5 + 0.27 / 8 if setting.width < 8 else 0.6):
            figure.text(x, 0.5, "2013", fontsize=9)
        return Picture(figure, "Judul", "Alt")

    assert width_of(fitted(draw, Setting(), "16:9")) == 8.1


@pytest.mark.parametrize(("name", "pixels"), [("16:9", (1920, 1080)), ("square", (1080, 1080)), ("a4", (964, 1411))])
def test_a_picture_is_as_large_as_its_size_whatever_its_own_form(name, pixels):
    draw, _ = drawing(lambda width: 3.0)
    made = Image.open(io.BytesIO(fitted(draw, Setting(), name).rendered("png", dpi=144)))
    assert all(abs(got - wanted) <= 1 for got, wanted in zip(made.size, pixels, strict=True))


def test_a_size_that_is_asked_for_reaches_every_figure_and_no_other_word_does(shares, monkeypatch):
    monkeypatch.setenv(VARIABLE, "square")
    picture = plot_share_intervals(shares, setting=Setting(titled=False))
    assert (picture.size, picture.name) == (SIZES["square"], "share_intervals")
    monkeypatch.setenv(VARIABLE, "huge")
    assert plot_share_intervals(shares, setting=Setting(titled=False)).size is None


@pytest.fixture
def places(status, boundaries, regencies):
    """Give the tables of a map of a province."""
    return status, boundaries, regencies


def slide_of(picture):
    """Width and height of the figure for a slide, the sizes of its texts, and what is written in it."""
    figure = picture.slide.figure
    texts = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    written = [text for text in texts if text.get_text().strip()]
    return figure.get_size_inches(), {text.get_fontsize() for text in written}, [text.get_text() for text in written]


def test_a_map_is_drawn_once_more_for_a_slide_where_all_letters_are_of_the_size_of_texts(places, monkeypatch):
    status, boundaries, regencies = places
    page = plot_province_map(status, boundaries, regencies, province_code="64", setting=Setting(titled=False))
    monkeypatch.setenv(VARIABLE, SLIDE)
    drawn = plot_province_map(status, boundaries, regencies, province_code="64", setting=Setting(titled=False))
    (width, height), sizes, written = slide_of(drawn)
    assert (sizes, style.note()) == ({style.TEXT}, 7.5)
    assert width <= BESIDE_WORDS
    assert height <= SLIDE_HEIGHT + 0.03
    assert not any("Batas wilayah" in text for text in written)
    assert drawn.rendered("png") == page.rendered("png")


def stacked(regencies, status_frame):
    """Give a province of places on top of one another, of three statuses and one that is contested."""
    codes = [f"64{i:02}" for i in range(1, regencies + 1)]
    cycle = itertools.cycle(["compliant", "not_named", "unknown"])
    status = status_frame(
        [(code, f"Kabupaten Tempat {code}", kind, code == codes[0]) for code, kind in zip(codes, cycle, strict=False)]
    )
    shapes = [box(0, i * 0.5, 2, i * 0.5 + 0.5) for i in range(regencies)]
    land = gpd.GeoDataFrame({"regency_code": codes}, geometry=shapes, crs=4326)
    named = pd.DataFrame({"award_year": 2023, "regency_code": codes, "province_code": "64", "province": "Kaltim"})
    return status, land, named


@pytest.mark.parametrize(("regencies", "share"), [(8, 0.75), (24, 0.85)], ids=["beside figures", "alone"])
def test_the_legend_stands_beside_a_tall_province_on_a_slide_so_that_it_is_large_and_all_its_places_are_named(
    helpers, monkeypatch, regencies, share
):
    monkeypatch.setenv(VARIABLE, SLIDE)
    status, land, named = stacked(regencies, helpers.status_frame)
    setting = Setting(titled=False, award_name="Kabupaten/Kota Peduli Hak Asasi Manusia")
    figure = plot_province_map(status, land, named, province_code="64", setting=setting).slide.figure
    drawn = [shape.get_path().get_extents() for shape in figure.findobj(PathPatch) if is_place(shape)]
    height = max(one.y1 for one in drawn) - min(one.y0 for one in drawn)
    assert height >= share * figure.get_size_inches()[1]
    assert len([text for text in figure.findobj(Text) if is_name(text)]) == regencies
    # As wide as a slide is 12.1 inches: there the letters of the legend have 18 points whatever those of the names.
    [size] = {text.get_fontsize() for text in figure.texts if text.get_gid() == "legend"}
    assert size == style.TEXT * (1.0 if regencies < 20 else 1.5)


@pytest.mark.parametrize("lines", [2, 3])
def test_the_lines_of_one_entry_of_a_legend_stand_nearer_than_the_next_entry(lines):
    said = " ".join(["sumber lain menyebut jumlah"] * lines)
    sheet = Sheet(2.6, Setting(titled=False), "", "", [], [Entry(said, filled("red")), Entry("ya", filled("blue"))])
    sheet.open(1.0)
    places = [text.get_position()[1] * sheet.height for text in sheet.figure.texts if text.get_gid() == "legend"]
    steps = [above - below for above, below in itertools.pairwise(places)]
    assert max(steps[:-1]) < 0.8 * steps[-1]


def test_the_rule_is_marked_where_its_class_ends_on_a_slide_too(shares, boundaries, regencies, monkeypatch):
    monkeypatch.setenv(VARIABLE, SLIDE)
    picture = plot_national_map(shares, boundaries, regencies, setting=Setting(titled=False))
    assert slide_of(picture)[1] == {style.TEXT}
    for figure in (picture.figure, picture.slide.figure):
        drawn = [patch for patch in figure.findobj(Rectangle) if patch.get_gid() in ("class", "rule-tick")]
        [tick] = [patch.get_x() + patch.get_width() / 2 for patch in drawn if patch.get_gid() == "rule-tick"]
        ends = [patch.get_x() + patch.get_width() for patch in drawn if patch.get_gid() == "class"]
        assert tick == pytest.approx(ends[2])


@pytest.mark.parametrize(("more", "air"), [(0.5, 0.25), (99.0, 0.375)], ids=["filled", "no more than is good"])
def test_a_map_of_the_country_stands_in_the_middle_of_a_sheet_that_is_higher(shares, boundaries, regencies, more, air):
    # Without Java, which is drawn once more where there is room.
    shares, regencies = (each[~each["province_code"].str.startswith("3")] for each in (shares, regencies))
    boundaries = boundaries[boundaries["regency_code"].isin([*regencies["regency_code"], "6403"])]

    def drawn(height=None):
        setting = Setting(width=6.0, height=height, tallest=2.0)
        figure = plot_national_map(shares, boundaries, regencies, setting=setting).figure
        ends = [shape.get_path().get_extents().intervaly for shape in figure.findobj(is_province)]
        [room] = {axes.get_ylim()[1] for axes in figure.axes if axes.findobj(is_province)}
        return float(figure.get_size_inches()[1]), min(low for low, _ in ends), max(high for _, high in ends), room

    height, low, high, room = drawn()
    assert (low, high) == pytest.approx((0.0, room), abs=0.02)
    tall = high - low
    _, low, high, room = drawn(height + more * tall)
    assert (low, room - high) == pytest.approx((air * tall, air * tall), abs=0.05)


@pytest.mark.parametrize(("height", "shown"), [(None, []), (4.8, []), (6.6, ["Jawa diperbesar"])])
def test_java_is_drawn_once_more_and_with_names_below_the_country_where_a_sheet_has_room(
    shares, boundaries, regencies, height, shown
):
    setting = Setting(width=6.0, height=height, tallest=2.0)
    figure = plot_national_map(shares, boundaries, regencies, setting=setting).figure
    over = [text.get_text() for text in figure.texts if text.get_gid() == "enlarged"]
    names = [text.get_text() for text in figure.findobj(Text) if str(text.get_gid()).startswith("label-")]
    assert (over, names) == (shown, ["Jawa Tengah\n33–34 dari 35", "Jawa Timur\n1–38 dari 38"] if shown else [])
    assert height is None or float(figure.get_size_inches()[1]) <= height


def test_java_is_what_the_regions_table_has_in_its_group_of_islands(real_data):
    provinces = load("provinces", data_dir=real_data).set_index("province_code")["island_group"]
    assert set(provinces.index[provinces.index.str.startswith(OF_JAVA)]) == set(provinces.index[provinces == "Jawa"])


def test_java_is_larger_where_it_is_drawn_once_more_and_stands_between_the_country_and_the_legend(
    shares, boundaries, regencies
):
    setting = Setting(width=6.0, height=6.6, tallest=2.0)
    figure = plot_national_map(shares, boundaries, regencies, setting=setting).figure
    boxes = {shape.get_gid(): shape.get_window_extent() for shape in figure.findobj(PathPatch) if shape.get_gid()}
    country, enlarged = boxes["province-33"], boxes["enlarged-province-33"]
    [rule] = [text.get_window_extent() for text in figure.texts if text.get_gid() == "rule"]
    assert (enlarged.width > country.width, rule.y1 < enlarged.y0, enlarged.y1 < country.y0) == (True,) * 3


def is_province(artist):
    return str(artist.get_gid()).startswith("province-")


def test_a_chart_with_values_of_its_own_is_not_drawn_again_for_a_slide(shares, monkeypatch):
    monkeypatch.setenv(VARIABLE, SLIDE)
    assert plot_share_intervals(shares, setting=Setting(titled=False)).slide is None


def test_a_figure_that_has_no_room_for_such_letters_has_none_for_a_slide():
    low, _ = drawing(lambda width: SLIDE_HEIGHT)
    high, _ = drawing(lambda width: SLIDE_HEIGHT + 0.1)
    assert with_slide(low, Setting(width=8.0)).slide is not None
    assert with_slide(high, Setting(width=8.0)).slide is None


def test_a_legend_that_is_wider_than_its_sheet_goes_on_below_so_that_words_beside_a_map_keep_their_room():
    said = "berpredikat, menurut nama (35; 20–35 menurut sumber yang tidak sepakat satu sama lain)"
    legend = [Entry(said, filled("navy")), Entry("belum diketahui", filled("grey"))]
    sheet = Sheet(BESIDE_WORDS, Setting(titled=False, tallest=1.0), "Judul", "", [], entries=legend)
    sheet.open(1.0)
    written = [(text.get_text(), text.get_position()) for text in sheet.figure.texts if text.get_gid() == "legend"]
    assert " ".join(text for text, _ in written) == f"{said} belum diketahui"
    assert len({x for _, (x, _) in written}) == 1
    assert len({y for _, (_, y) in written}) == len(written) == 3
    assert all(text_width(text, style.TEXT) < BESIDE_WORDS for text, _ in written)


def test_no_number_is_left_alone_on_the_last_line_of_a_legend():
    legend = [Entry("tidak disebut dalam daftar lengkap (3)", filled("navy"))]
    sheet = Sheet(3.0, Setting(titled=False), "Judul", "", [], entries=legend)
    sheet.open(1.0)
    written = [text.get_text() for text in sheet.figure.texts if text.get_gid() == "legend"]
    assert written == ["tidak disebut dalam", "daftar lengkap (3)"]
