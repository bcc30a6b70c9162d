"""Whether the page in which all reports are found is there and shows what there is: asked before it is written.

What writes it is imported only then: where nothing has changed, that takes longer than all the rest.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from kkpham_analysis.reports.records import Edition

INDEX = "index.html"
# By this line a page of ours is told from one that somebody else put there.
OURS = '<meta name="generator" content="kkpham site">'
SEAL = b"\n<!-- "


def is_site(path: Path) -> bool:
    """Whether a file is a page that was written here."""
    try:
        with path.open("rb") as file:
            return OURS.encode() in file.read(2_000)
    except OSError:
        return False


def shown_in(out: Path, now: Edition, notebooks: Mapping[str, str] | None = None) -> str:
    """A digest of all that the page of a folder shows: records, files beside them, and what these are held against."""
    held_against = [now.version, now.code, now.data, now.libraries, *(notebooks or {}).values()]
    digest = hashlib.sha256(" ".join(held_against).encode())
    for path in sorted(_files(out)):
        digest.update(os.fsencode(f"\n{path.relative_to(out).as_posix()} "))
        digest.update(_told_of(path))
    return digest.hexdigest()


def _files(out: Path) -> Iterator[Path]:
    """The files of the reports and of what was handed on alone; what is hidden is of a run that was killed."""
    for folder in out.glob("*/*"):
        for beside, _, names in os.walk(folder):
            yield from (Path(beside, name) for name in names if not name.startswith("."))


def _told_of(path: Path) -> bytes:
    """What the page says of a file: all that a record holds, of any other one its size."""
    try:
        return path.read_bytes() if path.suffix == ".json" else str(path.stat().st_size).encode()
    except OSError as error:
        # Gone at this moment, or not to be read.
        return str(error.errno).encode()


def sealed(page: bytes, shown: str) -> bytes:
    """A page with what it shows, and a digest of itself, in a last line: by it a page that is torn is known."""
    return page + SEAL + _seal(page, shown)


def is_sealed(path: Path, shown: str) -> bool:
    """Whether a page is there as it was written, and shows this."""
    page, _, seal = path.read_bytes().rpartition(SEAL)
    return seal == _seal(page, shown)


def _seal(page: bytes, shown: str) -> bytes:
    return f"{shown} {hashlib.sha256(page).hexdigest()} -->\n".encode()
