import io
import re

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image

from kkpham_analysis.figures import Picture
from kkpham_analysis.figures.style import styled


@pytest.fixture
def picture():
    with styled():
        figure = Figure(figsize=(2, 1))
        figure.text(0.1, 0.5, "70,0 %")
        figure.patch.set_hatch("//")
    return Picture(figure, "Judul", "Tujuh dari sepuluh", "Bagian")


def test_a_notebook_gets_the_image_with_its_alternative_text(picture):
    data, metadata = picture._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert data["text/plain"] == "Tujuh dari sepuluh"
    assert metadata == {"image/png": {"title": "Judul", "alt": "Tujuh dari sepuluh", "caption": "Bagian"}}


def test_no_window_keeps_the_figure_open(picture):
    from matplotlib import pyplot

    picture.rendered("png")
    assert pyplot.get_fignums() == []


@pytest.mark.parametrize("name", ["a.png", "a.svg"])
def test_saved_twice_is_the_same_byte_for_byte(picture, tmp_path, name):
    first = picture.save(tmp_path / name).read_bytes()
    assert picture.save(tmp_path / f"again-{name}").read_bytes() == first


def test_an_svg_keeps_text_as_text_and_says_what_it_shows(picture, tmp_path):
    svg = picture.save(tmp_path / "a.svg").read_text()
    assert re.search(r"<text[^>]*>70,0 %</text>", svg)
    assert "Tujuh dari sepuluh" in svg


def test_an_svg_says_which_font_stands_in_for_that_of_figures(picture, tmp_path):
    svg = picture.save(tmp_path / "a.svg").read_text()
    named = re.findall(r"'Inter(?: SemiBold)?'[^;\"]*", svg)
    assert {re.sub(" SemiBold", "", one) for one in named} == {"'Inter', Arial, sans-serif"}


@pytest.mark.parametrize(("size", "across", "down"), [((2, 4), 1.0, 0.25), ((8, 1), 0.25, 1.0)])
def test_on_a_size_of_another_form_a_figure_begins_at_the_upper_left(size, across, down):
    figure = Figure(figsize=(2, 1))
    figure.add_artist(Rectangle((0, 0), 1, 1, color="black", transform=figure.transFigure))
    made = Image.open(io.BytesIO(Picture(figure, "Judul", "Alt", size=size).rendered("png", dpi=50))).convert("L")
    ink = made.point(lambda grey: 255 - grey).getbbox()
    assert ink == pytest.approx((0, 0, made.width * across, made.height * down), abs=1)


def test_a_failed_save_leaves_the_old_file_and_nothing_else(picture, tmp_path, monkeypatch):
    target = tmp_path / "a.png"
    target.write_bytes(b"old")
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        picture.save(target)
    assert [file.name for file in tmp_path.iterdir()] == ["a.png"]
    assert target.read_bytes() == b"old"


def test_a_missing_folder_is_named_with_the_remedy(picture, tmp_path):
    target = tmp_path / "maps" / "a.png"
    with pytest.raises(FileNotFoundError) as caught:
        picture.save(target)
    assert str(caught.value) == (
        f"{target} is not saved: there is no folder '{tmp_path / 'maps'}'; make it first, or save elsewhere"
    )


def test_another_format_is_refused_before_anything_is_written(picture, tmp_path):
    with pytest.raises(ValueError, match="png, svg"):
        picture.save(tmp_path / "a.gif")
    assert list(tmp_path.iterdir()) == []
