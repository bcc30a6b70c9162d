import io

import pytest
from matplotlib.figure import Figure
from PIL import Image

from kkpham_analysis import plot_share_intervals
from kkpham_analysis.figures import Picture, Setting
from kkpham_analysis.figures.sizes import SIZES, VARIABLE, fitted


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


def test_a_figure_that_needs_the_width_is_drawn_wide_and_a_short_one_narrow():
    tall, _ = drawing(lambda width: 90 / width)
    short, _ = drawing(lambda width: 2.0)
    assert width_of(fitted(tall, Setting(), "16:9")) == 12.5
    assert width_of(fitted(short, Setting(), "16:9")) == 7.2


def test_every_drawing_carries_its_title_and_only_maps_are_tried_on_less():
    draw, seen = drawing(lambda width: 2.0)
    fitted(draw, Setting(titled=False), "square")
    assert {setting.titled for setting in seen} == {True}
    of_map, _ = drawing(lambda width: width / 2, is_map=True)
    assert width_of(fitted(of_map, Setting(), "square")) == 5.6


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
