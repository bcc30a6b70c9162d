"""The pictures that the README and the docs show are those that `make gallery` makes again."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_picture_that_is_shown_is_one_of_the_gallery_and_the_other_way_round():
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    shown = {
        name for page in pages for name in re.findall(r"pictures/([\w.-]+\.png)", page.read_text(encoding="utf-8"))
    }
    assert shown == {path.name for path in (ROOT / "docs" / "pictures").iterdir()}


def test_the_gallery_is_made_from_the_built_tables():
    told = subprocess.run(
        ["make", "--dry-run", "--old-file=.venv/.ready", "gallery"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert told.splitlines() == [".venv/bin/kkpham build", ".venv/bin/python docs/make_pictures.py"]
