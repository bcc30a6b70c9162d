"""What the product is called where a file says what made it, and in which version."""

from __future__ import annotations

from importlib.metadata import version

PACKAGE = "kkpham-analysis"


def version_now() -> str:
    """The version that is installed."""
    return version(PACKAGE)
