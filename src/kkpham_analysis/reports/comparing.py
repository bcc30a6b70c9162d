"""Two documents of one report, held against each other: which number, word or picture is another."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kkpham_analysis.reports.document import Document, sources_in

# The kind of a block, what it is told by, how many of these stood before it, row and column.
Key = tuple[str, str, int, str, str]


@dataclass(frozen=True)
class Moved:
    """What is another than before, and where: `kind` of block, its `name` (a caption), row and column.

    `old` is empty where it was not there, `new` where it is no longer there.
    """

    kind: str
    name: str
    row: str
    column: str
    old: str
    new: str


def moved_between(old: Document, new: Document) -> list[Moved]:
    """Everything that two documents say differently, in the order of the new one; then what is only in the old one.

    Tables are told by their captions, figures by their section, and rows by their first cell, so that one more of
    them moves no others. The order of rows is not compared.
    """
    before, after = _said(old), _said(new)
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        name, was = before.get(key, ("", ""))
        name_now, now = after.get(key, ("", ""))
        if was != now:
            found.append(Moved(key[0], name_now or name, key[3], key[4], was, now))
    return found


def _said(document: Document) -> dict[Key, tuple[str, str]]:
    """Every text of a document with the name of its block, by where it stands."""
    said: dict[Key, tuple[str, str]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    section = ""
    for block in document.blocks:
        kind = block["type"]
        section = block["title"] if kind == "section" else section
        name = _name_of(block, section)
        # The caption of a figure says what it found: figures are told by the section they stand in.
        plain = section if kind == "figure" else re.sub(r"\d+", "#", name)
        place = seen[kind, plain]
        seen[kind, plain] += 1
        for row, column, text in _texts(block):
            said[kind, plain, place, row, column] = (name, text)
    return said


def _name_of(block: dict[str, Any], section: str) -> str:
    return str(block.get("caption") or (section if block["type"] in ("prose", "printed", "section") else ""))


def _texts(block: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Row, column and text of everything in a block."""
    kind = block["type"]
    if kind == "table":
        yield from _cells(block)
    elif kind == "facts":
        # A value stands with its label: one that is renamed is another.
        yield from ((label, "", value) for value, label in block["facts"])
    elif kind == "prose":
        yield from ((str(number), "", text) for number, text in enumerate(block["paragraphs"], start=1))
    elif kind == "sources":
        yield from ((str(source["number"]), "", f"{source['title']}. {source['said']}") for source in sources_in(block))
    else:
        names = ("eyebrow", "note", "title", "lede", "alt", "caption", "text", "command")
        yield from (("", name, str(block[name])) for name in names if name in block)
        if "png" in block:
            yield "", "picture", hashlib.sha256(block["png"].encode()).hexdigest()[:12]


def _cells(block: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    headings = [column["heading"] for column in block["columns"]]
    yield "", "caption", block["caption"]
    seen: Counter[str] = Counter()
    for row in block["rows"]:
        first = row[0]["text"] if row else ""
        seen[first] += 1
        name = first if seen[first] == 1 else f"{first} ({seen[first]})"
        yield from ((name, heading, cell["text"]) for heading, cell in zip(headings, row, strict=True))
