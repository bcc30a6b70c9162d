"""What the sheets of a workbook hold: contents, notes, a sheet for each table, and the sources; not how they look.

Each sheet holds one table, without empty cells, as the guidance for accessible statistical spreadsheets asks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kkpham_analysis.language import Words, phrases
from kkpham_analysis.language.runs import in_runs
from kkpham_analysis.reports.citing import LONGEST_ADDRESS, is_web_address
from kkpham_analysis.reports.document import Document
from kkpham_analysis.reports.forms.office import printable
from kkpham_analysis.tables.vocabulary import EVIDENCE

# The two signs that the guidance gives for what is not there.
MISSING, EMPTY = "[x]", "[z]"
NOTHING = ("", "–")
LONGEST_TEXT = 32_767


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere: to an address of the web, or to another sheet."""

    text: str
    address: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class Column:
    """A column: its heading, and of what kind its values are (`text`, `year`, `integer`, `number`, `percent`)."""

    heading: str
    kind: str = "text"


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its title, lines above its table, and the table."""

    name: str
    title: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: list[list[Any]]


def sheets_of(document: Document) -> list[Sheet]:
    """All sheets but the cover, in their order."""
    words = document.words
    sources = _sources(document)
    tables = [
        _table(block, number, words, has_sources=bool(sources))
        for number, block in enumerate(document.of("table"), start=1)
    ]
    figures = [
        _figure(block, number, document)
        for number, block in enumerate(document.of("figure"), start=1)
        if block.get("data")
    ]
    others = [_notes(document), *tables, *figures, *sources]
    return [_contents(others, words), *others]


def _contents(sheets: Iterable[Sheet], words: Words) -> Sheet:
    columns = _headed(words, sheet="text", holds="text", rows="integer")
    rows: list[list[Any]] = [[Link(sheet.name, sheet=sheet.name), sheet.title, len(sheet.rows)] for sheet in sheets]
    name = words.phrase("book.contents")
    return Sheet(name, name, (words.phrase("book.one_table"),), columns, rows)


def _notes(document: Document) -> Sheet:
    """What the signs mean, and every paragraph of the report under the heading that it stands under."""
    words = document.words
    signs = [(MISSING, "book.missing"), (EMPTY, "book.empty")]
    rows = [[words.phrase("book.shorthand", sign=sign), words.phrase(key)] for sign, key in signs]
    rows += _meanings(document)
    about = document.head["title"]
    for block in document.blocks:
        if block["type"] == "section":
            about = block["title"]
        rows += [[_text(about), _text(paragraph)] for paragraph in _paragraphs(block)]
    columns = _headed(words, about="text", note="text")
    lines = (words.phrase("book.one_table"),)
    return Sheet(words.phrase("book.notes"), words.phrase("book.notes_title"), lines, columns, rows)


def _meanings(document: Document) -> list[list[str]]:
    """What the columns of shares mean, each heading once, and what the words in a column of the evidence mean."""
    words, found = document.words, dict[str, str]()
    tables = [block["data"] for block in document.blocks if block.get("data")]
    of_shares = [data for data in tables if any(column["name"] == "compliant_low" for column in data["columns"])]
    for data in of_shares:
        for place, column in enumerate(data["columns"]):
            heading, name = _text(column["heading"]), column["name"]
            if meaning := words.phrase_or(f"meaning.{name}", ""):
                found.setdefault(heading, meaning)
            said = {row[place] for row in data["rows"]}
            for value in _kinds_of_evidence(said, words) if name == "evidence" else ():
                told = words.phrase("book.value", column=heading, value=words.phrase(f"evidence.{value}"))
                found.setdefault(told, words.phrase(f"meaning.evidence_{value}"))
    return [[heading, meaning] for heading, meaning in found.items()]


def _kinds_of_evidence(said: set[object], words: Words) -> list[str]:
    """All kinds of evidence; and what a table says in the place of none, where it knows more."""
    kinds = [key.removeprefix("evidence.") for key in phrases() if key.startswith("evidence.")]
    return [kind for kind in kinds if kind in EVIDENCE or words.phrase(f"evidence.{kind}") in said]


def _paragraphs(block: dict[str, Any]) -> list[str]:
    told: list[str] = []
    if block["type"] == "head":
        told = [block["note"], block["lede"]]
    elif block["type"] == "prose":
        told = block["paragraphs"]
    elif block["type"] == "printed":
        told = [block["text"].strip()]
    return [paragraph for paragraph in told if paragraph]


def _table(block: dict[str, Any], number: int, words: Words, *, has_sources: bool) -> Sheet:
    data = block["data"]
    columns = _typed(data)
    rows = list(_rows(block))
    if not rows:
        rows = [[block["none"], *[EMPTY] * (len(columns) - 1)]]
    cites = any("sources" in cell for row in block["rows"] for cell in row)
    lines = [
        _text(block["remark"]),
        *_about(rows, words),
        words.phrase("book.numbers_of_sources", sources=words.phrase("book.sources")) if cites and has_sources else "",
    ]
    titled = words.phrase("book.titled", number=number, caption=_text(block["title"]))
    return Sheet(words.phrase("book.table", number=number), titled, tuple(filter(None, lines)), columns, rows)


def _figure(block: dict[str, Any], number: int, document: Document) -> Sheet:
    """The numbers behind a figure, under the finding that it shows, with those of its sources."""
    data, words = block["data"], document.words
    cited = in_runs(document.behind(block))
    rows = [[_value(value, words.phrase("common.unknown")) for value in row] for row in data["rows"]]
    lines = [
        _text(block["caption"]),
        f"{words.phrase('column.sources')}: {cited}" if cited else "",
        *_about(rows, words),
    ]
    titled = words.phrase("book.behind", number=number, title=_text(block["title"]))
    return Sheet(words.phrase("book.figure", number=number), titled, tuple(filter(None, lines)), _typed(data), rows)


def _typed(data: dict[str, Any]) -> tuple[Column, ...]:
    headings = _unique(data["columns"])
    return tuple(Column(heading, column["kind"]) for heading, column in zip(headings, data["columns"], strict=True))


def _about(rows: list[list[Any]], words: Words) -> list[str]:
    """Lines that every table has above it: what the sheet is, and what the signs in it mean."""
    signs = {value for row in rows for value in row if isinstance(value, str)}
    meant = [(MISSING, "book.missing"), (EMPTY, "book.empty")]
    return [words.phrase("book.one_table"), *(words.phrase(key) for sign, key in meant if sign in signs)]


def _unique(columns: Iterable[dict[str, Any]]) -> list[str]:
    """Headings, each once whatever its case, and none empty: a table of a workbook has no others."""
    found: list[str] = []
    for column in columns:
        heading = wanted = _text(column["heading"]).strip() or str(column["name"])
        number = 2
        while heading.casefold() in {other.casefold() for other in found}:
            heading, number = f"{wanted} ({number})", number + 1
        found.append(heading)
    return found


def _rows(block: dict[str, Any]) -> Iterator[list[Any]]:
    """Typed values; where one is missing, the sign that goes with what a reader of the page sees in its place."""
    data, place = block["data"], {column["name"]: number for number, column in enumerate(block["columns"])}
    for row, cells in zip(data["rows"], block["rows"], strict=True):
        shown = [cells[place[column["of"]]]["text"] for column in data["columns"]]
        told = {column["of"] for column, value in zip(data["columns"], row, strict=True) if _is_told(column, value)}
        # Where an answer is in words, such as "yes", there is no number to be known.
        yield [
            _value(value, "" if column["kind"] != "text" and column["of"] in told else text)
            for column, value, text in zip(data["columns"], row, shown, strict=True)
        ]


def _is_told(column: dict[str, Any], value: Any) -> bool:
    """Whether a column beside those of numbers tells a value in words."""
    return column["kind"] == "text" and isinstance(value, str) and value.strip() not in NOTHING


def _value(value: Any, shown: str) -> Any:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return EMPTY if shown in NOTHING else MISSING
    if isinstance(value, str):
        return EMPTY if value.strip() in NOTHING else _text(value)
    return value


def _sources(document: Document) -> list[Sheet]:
    """The sources with their numbers; no sheet where there is none."""
    words = document.words
    rows = [
        [source["number"], _text(source["title"]) or EMPTY, _text(source["said"]) or EMPTY, *_reached(source["url"]),
         _text(group["heading"]) or words.phrase("book.group_report")]
        for block in document.of("sources") for group in block["groups"] for source in group["sources"]
    ]  # fmt: skip
    if not rows:
        return []
    columns = _headed(words, number="integer", title="text", publisher="text", site="text", address="text",
                      group="text")  # fmt: skip
    name, title = words.phrase("book.sources"), words.phrase("book.sources_title")
    lines = [words.phrase("book.one_table")]
    lines += [words.phrase("book.empty")] if any(EMPTY in row for row in rows) else []
    return [Sheet(name, title, tuple(lines), columns, rows)]


def _reached(url: str) -> tuple[Any, str]:
    """The site, which leads to the address, and the address as text: not every program breaks a link into lines."""
    address = _text(url)
    if not is_web_address(address):
        return EMPTY, EMPTY
    site = urlsplit(address).netloc
    return Link(site, address) if len(address) <= LONGEST_ADDRESS else site, address


def _headed(words: Words, **kinds: str) -> tuple[Column, ...]:
    return tuple(Column(words.phrase(f"book.column_{name}"), kind) for name, kind in kinds.items())


def _text(value: object) -> str:
    """A text that a cell can hold."""
    text = printable(value)
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
