"""What the parts of a page have in common: each keeps what it shows, beside how it looks, in the executed notebook."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from html import escape
from typing import Any, Protocol

import pandas as pd

from kkpham_analysis.reports import citing

# The number counts up when a block gets other keys: who reads notebooks made before can tell.
MIME = "application/vnd.kkpham.block.v1+json"
# A line that breaks behind "--" would leave no option to copy.
OPTION = re.compile(r"(?<!\S)--[a-z][a-z-]*")


class Block(ABC):
    """A part of a page. As a block it is plain values: texts as people read them, and numbers as they are."""

    @abstractmethod
    def as_block(self) -> dict[str, Any]:
        """What it shows, as values that JSON can hold."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {MIME: self.as_block()}


def paragraphs_of(text: str) -> list[str]:
    """Paragraphs of a text, parted by empty lines, each in one line; a no-break space stays."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    found = (re.sub(r"[ \t\n]+", " ", part).strip() for part in parts)
    return [part for part in found if part]


def is_missing(value: Any) -> bool:
    """Whether a value is one that is not there."""
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def text_of(value: Any) -> str:
    """The text of a value; empty where there is none."""
    return "" if is_missing(value) else str(value).strip()


class Listed(Protocol):
    """A list of sources with their numbers."""

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each source."""


def with_links(text: str, listed: Listed | None) -> str:
    """Escape a text, keep the options of commands in it whole, and make links of the numbers of sources in their list.

    >>> with_links("kkpham summary --year 2023", None)
    'kkpham summary <span class="option">--year</span> 2023'
    """
    written = OPTION.sub(r'<span class="option">\g<0></span>', escape(text))
    return written if listed is None else citing.with_links(written, listed.numbers.values())
