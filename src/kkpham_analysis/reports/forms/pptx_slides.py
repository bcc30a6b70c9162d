"""What the slides of a report hold: six to ten, each one sentence and one thing; not how they look."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports import citing
from kkpham_analysis.reports.document import Document, said_fact, said_source
from kkpham_analysis.reports.forms.pictures import is_tall

MOST_SLIDES = 10
MOST_ROWS = 14
MOST_OF_ONE_TABLE = 3
# A cell that is longer may have to be cut, which is said in a line of its own.
LONG_CELL = 40
MOST_SOURCES = 4
LONGEST_TITLE = 100
# Rows below which a cell may take several lines.
FEW_ROWS = 7
SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[^\s\d])")


@dataclass(frozen=True)
class Slide:
    """One slide: a sentence, what stands under it, and what the speaker says.

    `kind` is `cover`, `figure`, `chart`, `table` or `texts`; `body` what that needs; `below` a line under it; `rest`
    how many rows of its table are on no slide; `marks` what must be said of the data of this slide alone.
    """

    kind: str
    title: str
    body: Any = None
    below: str = ""
    notes: tuple[str, ...] = ()
    rest: int = 0
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rows:
    """A part of a table: headings, cells as people read them, and how they look."""

    headings: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    tones: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    lines: int = 1
    alt: str = ""


def slides_of(document: Document, coverage: Document | None = None, *, sources: int = MOST_SOURCES) -> list[Slide]:
    """All slides in their order: the cover, figures and tables, coverage, how well it is known, and the sources.

    Parameters
    ----------
    document : Document
        The report.
    coverage : Document, optional
        The report on what the same places handed in for the round; nothing of it is shown where nobody did.
    sources : int
        How many sources are shown at most; narrow slides have less room.
    """
    covered = _of_coverage(coverage) if coverage else []
    room = MOST_SLIDES - 3 - len(covered)
    groups = [group for group in _groups(document) if group]
    kept, left_out = _fitted(groups, room)
    known, last = _known(document), _sources(document, sources)
    if left_out:
        said = document.words.phrase("slides.left_out", titles="; ".join(left_out))
        last = replace(last, notes=(*last.notes, said))
    shown = [slide for group in kept for slide in _numbered(group, document.words)]
    return [_cover(document), *shown, *covered, known, last]


def _of_coverage(document: Document) -> list[Slide]:
    """Coverage by right as a chart, with what is made up of it said on this slide: the others may be facts."""
    charts = [block for block in document.of("figure") if block.get("chart")]
    drawn = [block for block in charts if any(row["high"] for row in block["chart"]["rows"])]
    head = document.head
    # The title says how much is covered; the chart where least and most, which its notes tell.
    titled = [block | {"title": head["title"]} for block in drawn[:1]]
    slides = [slide for block in titled for slide in _of_chart(block, block["chart"], document.words)]
    said = [document.words.phrase(f"marks.{mark}_said") for mark in document.marks]
    told = " ".join([*said, f"{head['title']}.", *sentences(citing.without_numbers(head["lede"]))])
    commands = [f"{document.words.phrase('slides.coverage_again')} {one['command']}" for one in document.of("how_to")]
    return [replace(slide, notes=(told, *slide.notes, *commands), marks=document.marks) for slide in slides]


def _groups(document: Document) -> Iterator[list[Slide]]:
    """Slides that belong together: a figure alone, a chart or a table with its continuations."""
    only_found = any("finding" in block for block in document.of("section"))
    section: dict[str, Any] = {"title": ""}
    facts = next(document.of("facts"), None)
    told: list[str] = []
    for block in document.blocks:
        if block["type"] == "section":
            section, told = block, []
        elif block["type"] == "prose":
            told += block["paragraphs"]
        elif block["type"] == "figure":
            yield _of_figure(block, facts, document.words)
            facts = None
        elif block["type"] == "table" and block["rows"] and ("finding" in section or not only_found):
            yield _of_table(block, section, told, document.words)
            # The tables that follow in the same part stay in the report.
            section = {"title": section["title"]}


def _fitted(groups: list[list[Slide]], room: int) -> tuple[list[list[Slide]], list[str]]:
    """Groups that fit: first continuations go, those of the longest; then whole groups, from the last."""
    kept = [list(group) for group in groups]
    while sum(map(len, kept)) > room and any(len(group) > 1 and group[0].kind == "table" for group in kept):
        # The last of the longest: who has the title stands before what changed.
        _shorten(max((group for group in reversed(kept) if group[0].kind == "table"), key=len))
    left_out: list[str] = []
    while sum(map(len, kept)) > room:
        # Figures beside the first two explain; tables tell who is meant.
        place = max((i for i, group in enumerate(kept) if i > 1 and group[0].kind == "figure"), default=len(kept) - 1)
        left_out.insert(0, kept.pop(place)[0].title)
    return kept, left_out


def _shorten(group: list[Slide]) -> None:
    """Take away the last slide of a table; the one before says how many rows are left out, and its notes tell them."""
    dropped, last = group.pop(), group.pop()
    rest = last.rest + dropped.rest + len(dropped.body.cells)
    group.append(replace(last, notes=(*last.notes, *dropped.notes), rest=rest))


def _numbered(group: list[Slide], words: Words) -> Iterator[Slide]:
    """Slides of a group, numbered where there are several."""
    for number, slide in enumerate(group, start=1):
        said = {"title": slide.title, "number": number, "of": len(group)}
        yield replace(slide, title=words.phrase("slides.continued", **said)) if len(group) > 1 else slide


def _cover(document: Document) -> Slide:
    head = document.head
    lede = citing.without_numbers(head["lede"])
    notes = tuple(part for part in (head["note"], f"{head['title']}.", *sentences(lede)) if part)
    return Slide("cover", head["title"], (head["eyebrow"], head["note"]), notes=(" ".join(notes),))


def _of_figure(block: dict[str, Any], facts: dict[str, Any] | None, words: Words) -> list[Slide]:
    if chart := block.get("chart"):
        return _of_chart(block, chart, words)
    if not block.get("map") and is_tall(block["png"]):
        # A long matrix would be too small to read: it stays in the report.
        return []
    pairs = facts["facts"] if facts else []
    said = [f"{said_fact(*pair)}." for pair in pairs]
    return [Slide("figure", block["title"], {**block, "facts": pairs}, block["caption"], (block["alt"], *said))]


def _of_chart(block: dict[str, Any], chart: dict[str, Any], words: Words) -> list[Slide]:
    """Slides of a chart; bars that are too many for one go on, evenly."""
    is_bars = chart["kind"] == "bars"
    drawn = [row for row in chart["rows"] if row["low"] is not None]
    if not drawn:
        return []
    rows = drawn if is_bars else chart["rows"]
    number = math.ceil(len(rows) / MOST_ROWS) if is_bars else 1
    size = math.ceil(len(rows) / number)
    parts = [rows[start : start + size] for start in range(0, len(rows), size)]
    below = _below_chart(chart, words)
    return [
        Slide(
            "chart",
            block["title"],
            {"kind": chart["kind"], "rows": part, "verdicts": chart["verdicts"], "alt": _chart_alt(block, part, words),
             "range": chart.get("range") or words.phrase("slides.range")},
            below,
            (*([block["alt"]] if i == 0 else []), f"{_said_rows(part, words)}. {below}".strip()),
        )
        for i, part in enumerate(parts)
    ]  # fmt: skip


def _below_chart(chart: dict[str, Any], words: Words) -> str:
    """The rule, and what is not drawn because it is not known; of another chart what it says itself."""
    if "below" in chart:
        return str(chart["below"])
    without = [row["name"] for row in chart["rows"] if row["low"] is None]
    said = [words.phrase("slides.rule", rule=chart["rule"])] if chart["rule"] else []
    if without and chart["kind"] == "bars":
        said.append(words.phrase("slides.without", count=len(without)))
    elif without:
        said.append(words.phrase("slides.without_rounds", rounds=", ".join(without)))
    return " ".join(said)


def _chart_alt(block: dict[str, Any], rows: Iterable[dict[str, Any]], words: Words) -> str:
    return words.phrase("slides.chart", title=block["title"], rows=_said_rows(rows, words))


def _said_rows(rows: Iterable[dict[str, Any]], words: Words) -> str:
    return "; ".join(
        words.phrase("slides.row", name=row["name"], said=", ".join(filter(None, (row["count"], row["share"]))))
        for row in rows
    )


def _of_table(block: dict[str, Any], section: dict[str, Any], told: list[str], words: Words) -> list[Slide]:
    """Slides of a table, without the columns that lead to sources: their list is in the report."""
    shown = [i for i in range(len(block["columns"])) if not any("sources" in row[i] for row in block["rows"])]
    title = section.get("finding") or section["title"] or block["caption"]
    size = MOST_ROWS - any(len(row[i]["text"]) > LONG_CELL for row in block["rows"] for i in shown)
    starts = range(0, len(block["rows"]), size)
    lines = 1 if len(block["rows"]) > FEW_ROWS else 3
    slides = [
        Slide(
            "table",
            title,
            _rows_of(block, shown, slice(start, start + size), lines, words),
            "",
            (*(told if i == 0 else []), _table_notes(block, shown, slice(start, start + size), words)),
        )
        for i, start in enumerate(starts)
    ]
    while len(slides) > MOST_OF_ONE_TABLE:
        _shorten(slides)
    return slides


def _rows_of(block: dict[str, Any], shown: list[int], part: slice, lines: int, words: Words) -> Rows:
    rows = block["rows"][part]
    columns = [block["columns"][i] for i in shown]
    return Rows(
        tuple(column["heading"] for column in columns),
        tuple(tuple(row[i]["text"] for i in shown) for row in rows),
        tuple(tuple(row[i].get("tone", "") for i in shown) for row in rows),
        tuple(column["align"] == "right" for column in columns),
        lines,
        words.phrase("slides.table", title=block["caption"]),
    )


def _table_notes(block: dict[str, Any], shown: list[int], part: slice, words: Words) -> str:
    """The rows in words: the name, then each heading with its value."""
    headings = [block["columns"][i]["heading"] for i in shown]
    said = []
    for row in block["rows"][part]:
        name, *others = [row[i]["text"] for i in shown]
        told = ", ".join(f"{heading} {text}" for heading, text in zip(headings[1:], others, strict=True) if text)
        said.append(words.phrase("slides.row", name=name, said=told))
    return "\n".join(f"{line}." for line in said)


def _known(document: Document) -> Slide:
    """How well it is known: its first sentence is the title, the rest of the lede stands under it."""
    head, words = document.head, document.words
    lede = sentences(citing.without_numbers(head["lede"]))
    known = sentences(head.get("known", "")) or lede[:1] or [head["title"]]
    texts = [*known[1:], *(said for said in lede if said not in known)]
    facts = [f"{fact}." for fact in document.said_facts]
    if not texts:
        texts = facts or [words.phrase("report.unknown_is_not_no")]
    return Slide("texts", known[0].rstrip("."), tuple(texts), notes=(" ".join([known[0], *texts]), *facts))


def _sources(document: Document, most: int) -> Slide:
    """The last slide: some of the sources, how to cite, and the command; in its notes all of them."""
    words = document.words
    groups = [group for block in document.of("sources") for group in block["groups"]]
    listed = document.listed_sources
    # The title counts the pages of the round: those of other rounds stand under a heading, and are counted apart.
    main = [source for group in groups if not group["heading"] for source in group["sources"]]
    title = _found_of_sources(document) or words.phrase("slides.sources")
    texts = [f"{_short(source['title'])} {source['said']}." for source in main[:most]]
    texts += _more_sources(len(main) - len(texts), len(listed) - len(main), words)
    texts += [document.citation] if document.citation else []
    texts += [f"{block['text']} {block['command']}" for block in document.of("how_to")]
    notes = (*document.last_words, "\n".join(map(said_source, listed)))
    return Slide("texts", title, tuple(texts), notes=notes)


def _more_sources(more: int, others: int, words: Words) -> list[str]:
    """How many pages of the round are not shown, and how many there are on other rounds."""
    if more and others:
        return [words.phrase("slides.more_sources_and_others", count=more, others=others)]
    named = {"slides.more_sources": more, "slides.other_sources": others}
    return [words.phrase(key, count=count) for key, count in named.items() if count]


def _short(title: str) -> str:
    return f"{title}." if len(title) <= LONGEST_TITLE else textwrap.shorten(title, LONGEST_TITLE, placeholder=" …")


def _found_of_sources(document: Document) -> str:
    """What is found in the part that lists the sources."""
    found = ""
    for block in document.blocks:
        if block["type"] == "section":
            found = str(block.get("finding", ""))
        elif block["type"] in ("sources", "how_to"):
            return found
    return ""


def sentences(text: str) -> list[str]:
    """Sentences of a text.

    >>> sentences("Itu 70,0 %. Dua sumber (dkk. 2020) sepakat. Selesai.")
    ['Itu 70,0 %.', 'Dua sumber (dkk. 2020) sepakat.', 'Selesai.']
    """
    return [part.strip() for part in SENTENCE_END.split(text) if part.strip()]
