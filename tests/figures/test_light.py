"""A picture with a palette looks as it did, is the same every time, and says of itself what it said."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kkpham_analysis.figures.light import light_png, with_palette
from kkpham_analysis.figures.picture import Picture


def png(dots, texts=(), **how):
    about, written = PngInfo(), io.BytesIO()
    for name, text in texts:
        about.add_text(name, text)
    Image.fromarray(dots).save(written, format="PNG", pnginfo=about, **how)
    return written.getvalue()


def opened(content):
    return Image.open(io.BytesIO(content))


def shown(content):
    return np.asarray(opened(content).convert("RGB")).astype(int)


def flat(*counted):
    """A picture of so many dots of each colour, in rows of ten."""
    dots = [(*colour, 255) for count, colour in counted for _ in range(count)]
    return np.array(dots, np.uint8).reshape(-1, 10, 4)


@given(st.lists(st.tuples(*[st.integers(0, 255)] * 3), min_size=1, max_size=256))
def test_no_colour_of_256_is_changed(colours):
    dots = flat(*((10, colour) for colour in colours))
    assert (shown(with_palette(dots, {}, None)) == dots[:, :, :3]).all()


def test_the_most_frequent_colours_are_kept_in_the_midst_of_others():
    others = [(1, (100 + red, 100 + green, 100 + blue)) for red in range(8) for green in range(8) for blue in range(10)]
    frequent = [(10, (104, 104, blue)) for blue in range(104, 107)]
    dots = flat(*others, *frequent)
    assert (shown(with_palette(dots, {}, None))[-3:] == dots[-3:, :, :3]).all()


def test_what_most_of_a_picture_has_is_kept_and_nothing_else_is_far_from_what_it_was():
    many = np.array([(red, green, 90, 255) for red in range(0, 200, 5) for green in range(0, 200, 5)], np.uint8)
    ground = np.full((4000, 4), (247, 248, 249, 255), np.uint8)
    dots = np.concatenate([ground, many]).reshape(-1, 40, 4)
    away = np.abs(shown(with_palette(dots, {}, None)) - dots[:, :, :3])
    assert (away[:100].max(), away.max() <= 15) == (0, True)


@given(st.integers(0, 2**32 - 1))
def test_every_dot_has_the_colour_of_the_palette_that_is_nearest_to_its_own(seed):
    random = np.random.default_rng(seed)
    colours = random.integers(0, 256, (600, 3))
    dots = np.full((60, 40, 4), 255, np.uint8)
    dots[:, :, :3] = np.repeat(colours[random.integers(0, 600, 1200)], 2, axis=0).reshape(60, 40, 3)
    picture = opened(with_palette(dots, {}, None))
    palette = np.array(picture.getpalette()).reshape(-1, 3)
    away = ((dots[:, :, None, :3].astype(int) - palette) ** 2).sum(axis=3)
    taken = np.take_along_axis(away, np.asarray(picture)[:, :, None], axis=2)[:, :, 0]
    assert (taken == away.min(axis=2)).all()


def test_a_png_says_what_it_said_and_how_large_it_is_meant():
    dots = flat((500_000, (255, 255, 255)), (500, (31, 90, 150)))
    light = opened(light_png(png(dots, [("Title", "7 dari 10 – ya")], dpi=(180, 180))))
    assert (light.mode, light.text, round(light.info["dpi"][0])) == ("P", {"Title": "7 dari 10 – ya"}, 180)


@pytest.mark.parametrize(
    "dots",
    [
        np.full((40, 40, 4), (9, 9, 9, 90), np.uint8),
        np.random.default_rng(1).integers(0, 256, (200, 200, 3)).astype(np.uint8),
        np.zeros((40, 40), np.uint8),
    ],
    ids=["see-through", "no flat ground", "grey"],
)
def test_what_a_palette_does_not_hold_stays(dots):
    content = png(dots)
    assert light_png(content) == content


def test_what_is_light_already_stays():
    light = light_png(png(flat((500_000, (255, 255, 255)), (500, (31, 90, 150)))))
    assert light_png(light) is light


def test_the_picture_of_a_page_is_as_large_as_the_one_that_is_saved_and_looks_the_same():
    from matplotlib.figure import Figure

    figure = Figure(figsize=(3.33, 2.01))
    figure.add_subplot().plot([1, 3, 2], color="#1f5a96")
    picture = Picture(figure, "Judul", "Tujuh dari sepuluh")
    on_page, saved = picture._repr_mimebundle_()[0]["image/png"], picture.rendered("png")
    about = [
        (image.size, image.text, image.info["dpi"]) for image in map(Image.open, map(io.BytesIO, (on_page, saved)))
    ]
    assert about[0] == about[1]
    assert np.abs(shown(on_page) - shown(saved)).max() <= 2
