"""What the product is called where a file says what made it, and in which version."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

PACKAGE = "kkpham-analysis"
SOURCE = Path(__file__).resolve().parents[1]


def version_now() -> str:
    """The version that is installed."""
    return version(PACKAGE)


@cache
def code_now() -> str:
    """A digest of all that the package is made of: code changes between versions, too."""
    files = (path for path in sorted(SOURCE.rglob("*")) if path.is_file() and path.suffix != ".pyc")
    digests = (f"{path.relative_to(SOURCE).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}"
               for path in files)  # fmt: skip
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()
