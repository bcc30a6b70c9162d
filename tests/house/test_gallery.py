"""The pictures that the README and the docs show are those that `make gallery` makes again."""

import importlib.util
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
LIGHT_ENOUGH = 120_000
SHOWN = re.compile(r"!\[([^\]]*)\]\(([\w./-]+\.png)\)")


@pytest.fixture(scope="module")
def gallery():
    """Give what `make gallery` runs, as a module."""
    spec = importlib.util.spec_from_file_location("make_pictures", ROOT / "docs" / "make_pictures.py")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def pictures_shown():
    """Give the pictures that README and docs show: the page, the alternative text, the file."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [
        (page.relative_to(ROOT).as_posix(), alt, (page.parent / name).resolve())
        for page in pages
        for alt, name in SHOWN.findall(page.read_text(encoding="utf-8"))
    ]


def test_every_picture_that_is_shown_is_made_by_the_gallery_and_the_other_way_round(gallery):
    made = {PICTURES / name for name in (*gallery.DRAWN, *gallery.WRITTEN)}
    assert {path for _, _, path in pictures_shown()} == made == set(PICTURES.iterdir())


def test_every_picture_that_is_shown_says_in_words_what_it_shows():
    said = [(page, path.name) for page, alt, path in pictures_shown() if len(alt) < 60]
    assert said == []


def test_pictures_are_light():
    assert {path.name: path.stat().st_size for path in PICTURES.iterdir() if path.stat().st_size >= LIGHT_ENOUGH} == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["national-map-2023.png", "coverage-synthetic.png"])
def test_a_figure_is_shown_as_it_is_drawn_now(gallery, real_data, name):
    assert set(gallery.DRAWN) == {"national-map-2023.png", "coverage-synthetic.png"}
    written = io.BytesIO()
    gallery.in_few_colours(gallery.DRAWN[name]()).save(written, format="PNG")
    drawn, shown = Image.open(written).convert("RGB"), Image.open(PICTURES / name).convert("RGB")
    assert (drawn.size, drawn.tobytes() == shown.tobytes()) == (shown.size, True)


def test_the_gallery_is_made_from_the_built_tables():
    told = subprocess.run(
        ["make", "--dry-run", "--no-print-directory", "--old-file=.venv/.ready", "gallery"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert told.splitlines() == [".venv/bin/kkpham build", ".venv/bin/python docs/make_pictures.py"]
