"""Whether the page in which all reports are found is there, asked before what writes it is imported."""

from __future__ import annotations

from pathlib import Path

INDEX = "index.html"
# By this line a page of ours is told from one that somebody else put there.
OURS = '<meta name="generator" content="kkpham site">'


def is_site(path: Path) -> bool:
    """Whether a file is a page that was written here."""
    try:
        with path.open("rb") as file:
            return OURS.encode() in file.read(2_000)
    except OSError:
        return False
