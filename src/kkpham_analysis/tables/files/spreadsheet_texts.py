"""Texts that a spreadsheet would compute, and what keeps them texts in the files that it opens."""

from __future__ import annotations

import re

GUARD = "'"
RUN = ("=", "+", "-", "@", "\t", "\r")
# A sign before a number computes nothing.
SIGNED = re.compile(r"[+-][0-9]*[.,]?[0-9]*[.,]?[0-9]+")


def is_run(text: str) -> bool:
    """Whether a spreadsheet would compute a text, or take it for a number."""
    return text.startswith(RUN)


def kept_as_text(text: str) -> str:
    """A text, of which a spreadsheet makes nothing else.

    >>> kept_as_text("=1+1"), kept_as_text("-3"), kept_as_text("Kota Bontang")
    ("'=1+1", "'-3", 'Kota Bontang')
    """
    return f"{GUARD}{text}" if is_run(text) else text


def harmless(text: str) -> str:
    """What was written into a cell, as it was written, unless a spreadsheet would compute it: numbers stay numbers.

    >>> harmless("=1+1"), harmless("-3"), harmless("- Kota Bontang")
    ("'=1+1", '-3', "'- Kota Bontang")
    """
    return text if SIGNED.fullmatch(text) else kept_as_text(text)
