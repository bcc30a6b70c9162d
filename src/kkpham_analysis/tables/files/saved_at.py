"""When a workbook was saved last, as it says of itself: a copy of the file says the same, whenever it was copied."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

PART = "docProps/core.xml"
# A few lines; whatever is longer is not read.
LONGEST = 65_536
MOMENT = re.compile(rb"<dcterms:modified[^>]*>\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\s*<")


def saved_at(path: Path) -> str:
    """The moment a workbook was saved last, such as `2024-05-01T08:30:00Z`; empty where it says none.

    Parameters
    ----------
    path
        A file that was read without a fault; one that is no workbook says none.
    """
    try:
        with zipfile.ZipFile(path) as archive, archive.open(PART) as part:
            found = MOMENT.search(part.read(LONGEST))
    # A part that is packed as nothing can unpack it, or that is locked, is a `RuntimeError`.
    except (OSError, ValueError, KeyError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error):
        return ""
    return found[1].decode() if found else ""
