"""What the slides of a report hold: six to ten, each one sentence and one thing; not how they look."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pptx.util import Inches

from kkpham_analysis.figures import native
from kkpham_analysis.language import Words
from kkpham_analysis.reports import citing
from kkpham_analysis.reports.document import Document, said_fact
from kkpham_analysis.reports.forms.pictures import is_tall
from kkpham_analysis.reports.forms.pptx_chart import have_room
from kkpham_analysis.reports.forms.pptx_groups import Group, Slide, fitted, numbered, shorten
from kkpham_analysis.reports.forms.pptx_last import slide_of_sources, slides_of_evidence
from kkpham_analysis.reports.forms.pptx_room import Room
from kkpham_analysis.reports.forms.pptx_rows import (
    Rows,
    lists_counted,
    matrix_rows,
    names_by_result,
    names_counted,
    names_in_lines,
    only_unknown,
    part_of,
    rows_of,
    told_rows,
)
from kkpham_analysis.reports.forms.pptx_words import (
    below_chart,
    chart_alt,
    chart_body,
    in_parts,
    only_known,
    said_rows,
    sentences,
)
from kkpham_analysis.tables.vocabulary import SOURCE_KINDS

MOST_SLIDES = 10
MOST_ROWS = 14
MOST_OF_ONE_TABLE, MOST_OF_A_MATRIX = 3, 2
# Lines that a list of names may take, and whether results are bold: as many as it needs, and fewer where there would be
# too many slides.
LINES = ((12, True), (12, False), (4, False), (2, False), (1, False))
# Of the height of the room of a chart, what its bars have at least; and the height of a bar with its name.
BARS_HEIGHT, BAR = 0.72, Inches(0.27)


def slides_of(
    document: Document, coverage: Document | None = None, *, room: Room, country: Document | None = None
) -> list[Slide]:
    """All slides in their order: the cover, figures and tables, coverage, how well it is known, and the sources.

    Parameters
    ----------
    document : Document
        The report.
    coverage : Document, optional
        The report on what the same places handed in for the round; nothing of it is shown where nobody did.
    room : Room
        The place for the contents of a slide.
    country : Document, optional
        The summary of the round, of which a province is shown among the others.
    """
    words, code = document.words, str(document.parameters.get("province_code", ""))
    covered = _of_coverage(coverage, room) if coverage else []
    beside = _of_country(country, code, room) if country else []
    groups = [group for group in _groups(document, room) if group and group[0]]
    kept, left_out = fitted(groups, MOST_SLIDES - 3 - len(covered) - len(beside))
    drawn = {slide.title for group in groups for slide in group[0]}
    left_out = [*left_out, *(one["title"] for one in document.of("figure") if one["title"] not in drawn)]
    absent = [*_only_told(document)]
    if country and code and not beside:
        absent.append(_not_compared(country, code))
    if left_out:
        titles = "; ".join(words.phrase("slides.title_quoted", title=title) for title in left_out)
        absent.append(words.phrase("slides.left_out", titles=titles))
    shown = [_sourced(slide, document) for group in kept for slide in numbered(group, words)]
    beside = [_sourced(slide, country) for slide in beside if country]
    before = [_cover(document), *shown, *beside, *covered]
    evidence = slides_of_evidence(document, absent, room, 1 + (len(before) + 2 < MOST_SLIDES))
    return [*before, *evidence, slide_of_sources(document, room)]


def _only_told(document: Document) -> Iterator[str]:
    """What is said under headings that have nothing to show: why there is no table."""
    blocks = [block for block in document.blocks if block["type"] not in ("head", "facts")]
    starts = [i for i, block in enumerate(blocks) if block["type"] == "section"]
    for start, end in itertools.pairwise([*starts, len(blocks)]):
        under = blocks[start + 1 : end]
        if all(block["type"] == "prose" for block in under):
            yield from (citing.without_numbers(text) for block in under for text in block["paragraphs"])


def _sourced(slide: Slide, document: Document) -> Slide:
    """A slide of a figure, with how many sources of each kind stand behind it: its own, where it names them.

    Of others those of the round, or for a history those of all rounds; none where these speak of the rule alone.
    """
    listed = [group for block in document.of("sources") for group in block["groups"]]
    groups = [group for group in listed if not group.get("rule_alone")]
    is_history = slide.is_extra or (slide.kind == "chart" and slide.body["is_history"])
    found = [one for group in groups if is_history or not group["heading"] for one in group["sources"]]
    if own := document.behind({"sources": slide.rests_on}):
        found = [one for one in document.listed_sources if one["number"] in own]
    if (slide.kind not in ("figure", "chart") and not slide.is_extra) or not found:
        return slide
    words, kinds = document.words, Counter(one.get("kind", "") for one in found)
    told = [words.phrase(f"source_kind.{kind}", count=kinds[kind]) for kind in SOURCE_KINDS if kinds[kind]]
    long = words.listed(told)
    short = words.phrase("slides.pages", count=len(found))
    return replace(slide, sources=(short,) if kinds[""] else (long, short))


def _of_coverage(document: Document, room: Room) -> list[Slide]:
    """Coverage by right as a chart, with what is made up of it said on this slide: the others may be facts."""
    charts = [block for block in document.of("figure") if block.get("chart")]
    drawn = [block for block in charts if any(row["high"] for row in block["chart"]["rows"])]
    head = document.head
    # The title says how much is covered; the chart where least and most, which its notes tell.
    titled = [block | {"title": head["title"]} for block in drawn[:1]]
    slides = [slide for block in titled for slide in _of_chart(block, block["chart"], room)]
    said = [document.words.phrase(f"marks.{mark}_said") for mark in document.marks]
    told = " ".join([*said, f"{head['title']}.", *sentences(citing.without_numbers(head["lede"]))])
    commands = [f"{document.words.phrase('slides.coverage_again')} {one['command']}" for one in document.of("how_to")]
    return [replace(slide, notes=(told, *slide.notes, *commands), marks=document.marks) for slide in slides]


def _of_country(document: Document, code: str, room: Room) -> list[Slide]:
    """A province among all that are drawn, from the chart of the summary: nothing where nothing is certain of it."""
    slides: list[Slide] = []
    for block in _of_shares(document):
        if chart := native.compared(block["chart"], code, room.words):
            slides += _resting(numbered(_compared(chart, code, room), room.words), block)
    return slides


def _of_shares(document: Document) -> list[dict[str, Any]]:
    """The figure of all provinces of a summary, where there is one: its chart with those of which anything is known."""
    figures = [block for block in document.of("figure") if block.get("chart", {}).get("kind") == native.BARS]
    return [block | {"chart": only_known(block["chart"])} for block in figures[:1]]


def _not_compared(document: Document, code: str) -> str:
    """Why a province does not stand among the others."""
    rows = [row for block in _of_shares(document) for row in block["chart"]["rows"]]
    drawn = {row["code"] for row in rows if row["low"] is not None}
    return document.words.phrase("slides.no_comparison_open" if code in drawn else "slides.no_comparison")


def _compared(chart: dict[str, Any], code: str, room: Room) -> list[Slide]:
    """All provinces of which anything is known, on as many slides as they need; the rest is counted."""
    words, drawn = room.words, [row for row in chart["rows"] if row["low"] is not None]
    without = [row["name"] for row in chart["rows"] if row["low"] is None]
    unknown = [words.phrase("slides.without_names", names=words.listed(without))] if without else []
    told = " ".join([f"{chart['title']}.", f"{said_rows(drawn, words)}.", *unknown])
    slides = [
        Slide(
            "chart",
            chart["title"],
            {**chart_body(chart, part, words), "alt": chart_alt(chart, part, words), "emphasised": code,
             "others": words.phrase("slides.others")},
            below_chart(chart, words),
            (f"{said_rows(part, words)}.",),
        )
        for part in in_parts(drawn, _most_bars(room))
    ]  # fmt: skip
    return [replace(slide, notes=(told,) if i == 0 else slide.notes) for i, slide in enumerate(slides)]


def _groups(document: Document, room: Room) -> Iterator[Group]:
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
            yield [_of_figure(block, facts, room)]
            facts = None
        elif block["type"] == "table" and block["rows"] and ("finding" in section or not only_found):
            yield _of_table(block, section, told, room)
            # The tables that follow in the same part stay in the report.
            section = {"title": section["title"]}


def _cover(document: Document) -> Slide:
    head = document.head
    lede = citing.without_numbers(head["lede"])
    notes = tuple(part for part in (head["note"], f"{head['title']}.", *sentences(lede)) if part)
    return Slide("cover", head["title"], (head["eyebrow"], head["note"]), notes=(" ".join(notes),))


def _of_figure(block: dict[str, Any], facts: dict[str, Any] | None, room: Room) -> list[Slide]:
    if chart := block.get("chart"):
        found = _of_matrix(block, room) if chart["kind"] == native.MATRIX else _of_chart(block, chart, room)
        return _resting(found, block)
    if not block.get("map") and is_tall(block["png"]):
        # A long matrix would be too small to read: it stays in the report.
        return []
    pairs = facts["facts"] if facts else []
    said = [f"{said_fact(*pair)}." for pair in pairs]
    body = {**block, "facts": pairs}
    return _resting([Slide("figure", block["title"], body, block["caption"], (block["alt"], *said))], block)


def _resting(slides: Iterable[Slide], block: dict[str, Any]) -> list[Slide]:
    """Slides of a figure, with the ids of the sources that it rests on."""
    return [replace(slide, rests_on=tuple(block.get("sources", ()))) for slide in slides]


def _of_matrix(block: dict[str, Any], room: Room) -> list[Slide]:
    """A matrix as a native table; a long one stays in the report."""
    body = matrix_rows(block["chart"], block["title"], room.words)
    parts = _in_parts(body, room)
    if len(parts) > 1 or room.drawn(body).columns_left:
        parts = _in_parts(matrix_rows(block["chart"], block["title"], room.words, short=True), room)
    if len(parts) > MOST_OF_A_MATRIX:
        return []
    notes = [(block["alt"], block["caption"]), *[()] * len(parts)]
    return [
        Slide("table", block["title"], part, "", said, is_extra=True) for part, said in zip(parts, notes, strict=False)
    ]


def _in_parts(body: Rows, room: Room) -> list[Rows]:
    """A table in parts that have room: as even as they can be, where all of them are shown."""
    parts: list[Rows] = []
    start = 0
    while start < len(body.cells):
        end = start + room.rows(part_of(body, start, len(body.cells)))
        parts.append(part_of(body, start, end))
        start = end
    size = math.ceil(len(body.cells) / len(parts))
    even = [part_of(body, start, start + size) for start in range(0, len(body.cells), size)]
    is_even = len(parts) <= MOST_OF_ONE_TABLE and all(room.rows(part) == len(part.cells) for part in even)
    return even if is_even else parts


def _of_chart(block: dict[str, Any], chart: dict[str, Any], room: Room) -> list[Slide]:
    """Slides of a chart; bars that are too many for one go on, evenly."""
    is_bars, words = chart["kind"] == native.BARS, room.words
    drawn = [row for row in chart["rows"] if row["low"] is not None]
    if not drawn:
        return []
    rows = drawn if is_bars else _side_by_side(chart["rows"], room)
    if not rows:
        # Rounds that have no room side by side lie one below the other, each in its place.
        chart, rows = {**chart, "kind": native.BARS, "has_lines": True}, chart["rows"]
    most = _most_bars(room) if is_bars else len(rows)
    parts = in_parts(rows, most)
    below = below_chart(chart, words, rows)
    # The first sentence of its alternative text says how the figure of the page is drawn.
    told = block["alt"].partition(". ")[2] or block["alt"]
    return [
        Slide(
            "chart",
            block["title"],
            {**chart_body(chart, part, words), "alt": chart_alt(block, part, words)},
            below,
            (*([told] if i == 0 else []), f"{said_rows(part, words)}. {below}".strip()),
        )
        for i, part in enumerate(parts)
    ]


def _side_by_side(rows: list[dict[str, Any]], room: Room) -> list[dict[str, Any]]:
    """Rounds that have room side by side: all, else those from the first that is known on; the others are named."""
    first = next(i for i, row in enumerate(rows) if row["low"] is not None)
    return next((part for part in (rows, rows[first:]) if have_room(part, room.box, room.letters)), [])


def _most_bars(room: Room) -> int:
    return min(MOST_ROWS, max(int(room.box.height * BARS_HEIGHT / BAR), 1))


def _of_table(block: dict[str, Any], section: dict[str, Any], told: list[str], room: Room) -> Group:
    """Slides of a table, without the columns that lead to sources: their list is in the report."""
    title = section.get("finding") or section["title"] or block["caption"]
    if said := only_unknown(block, room.words):
        with_names = only_unknown(block, room.words, with_names=True).split("\n")
        texts = tuple(with_names) if room.holds(with_names) else (said,)
        return [[Slide("texts", title, texts, notes=(said, told_rows(block, slice(None), room.words)))]]
    ways: Group = []
    fewest = math.inf
    for lines, is_bold in LINES:
        parts = _in_parts(replace(rows_of(block, slice(None), lines, room.words), is_bold=is_bold), room)
        # Shorter lists, and results that are not bold, are of use only where they leave room for more rows.
        if len(parts) < fewest:
            fewest = len(parts)
            ways.append(_table_slides(block, title, told, parts, room.words))
    listed = lists_counted(block, room.words)
    if listed and len(parts := _in_parts(listed, room)) < fewest:
        fewest = len(parts)
        ways.append(_table_slides(block, title, told, parts, room.words))
    if fewest > 1 and (bodies := _counted(block, room)):
        size = math.ceil(len(block["rows"]) / len(bodies))
        in_notes = [told_rows(block, slice(i * size, (i + 1) * size), room.words) for i in range(len(bodies))]
        ways.append([Slide("table", title, body, "", (*(told if i == 0 else ()), in_notes[i]))
                     for i, body in enumerate(bodies)])  # fmt: skip
    if len(ways[-1]) > 1 and (body := _on_one(block, room)):
        ways.append([Slide("table", title, body, "", (*told, told_rows(block, slice(None), room.words)))])
    # A way that shows everyone stands before those that leave some out.
    return [way for way in ways if not room.drawn(way[-1].body).rows_left] or ways


def _on_one(block: dict[str, Any], room: Room) -> Rows | None:
    """Everyone on a single slide, in another order than that of the rows or as running text; None where that fails."""
    words = room.words
    ways = (*(names_by_result(block, words, by_all=by_all) for by_all in (True, False)), names_in_lines(block, words))
    return next((body for body in ways if body and room.drawn(body).is_whole), None)


def _counted(block: dict[str, Any], room: Room) -> list[Rows]:
    """How many names each row has, on as few slides as hold all rows; nothing where two do not."""
    for number in (1, 2):
        counted = names_counted(block, number, room.words)
        # Where even the line that says where the names are has no room, the numbers still stand by themselves.
        for bodies in (counted, [replace(body, below="") for body in counted]):
            if bodies and all(room.rows(body) == len(body.cells) for body in bodies):
                return bodies
    return []


def _table_slides(block: dict[str, Any], title: str, told: list[str], parts: list[Rows], words: Words) -> list[Slide]:
    slides: list[Slide] = []
    start = 0
    for part in parts:
        said = told_rows(block, slice(start, start + len(part.cells)), words)
        slides.append(Slide("table", title, part, "", (*(told if start == 0 else []), said)))
        start += len(part.cells)
    while len(slides) > MOST_OF_ONE_TABLE:
        shorten(slides)
    return slides
