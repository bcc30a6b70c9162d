"""A colour is written in one place, so that what means the same looks the same in every form."""

import re
from pathlib import Path

from kkpham_analysis.figures import colours

SRC = Path(__file__).parents[2] / "src" / "kkpham_analysis"
TABLE = SRC / "figures" / "colours.py"
# As figures, pages and sheets write one, and as office files do.
WRITTEN = re.compile(
    r"""#[0-9a-f]{6}(?:[0-9a-f]{2})?\b|(["'])[0-9a-f]{6}\1|\brgba?\(\s*\d|RGBColor\(0x""", re.IGNORECASE
)
KINDS = {".py", ".css", ".typ", ".js", ".j2"}


def test_a_colour_is_written_in_one_place_alone():
    found = {
        f"{path.relative_to(SRC)}: {colour[0]}"
        for path in SRC.rglob("*")
        if path.suffix in KINDS and path != TABLE
        for colour in WRITTEN.finditer(path.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_every_colour_of_a_page_is_one_that_the_table_gives():
    sheets = [path.read_text(encoding="utf-8") for path in SRC.rglob("*.css")]
    used = {name for sheet in sheets for name in re.findall(r"var\(--([a-z-]+)\)", sheet)}
    words = {"table", "figure", "sideways"}
    assert used - words - set(colours.BRIGHT) == set()
    assert set(colours.BRIGHT) - used == set()
