"""What slides and Word files say, held against each other line by line: slides say more than the page of their report.

Told by slides with their numbers and titles, or by headings; within them by rows and columns of tables, by the names
and series of charts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from kkpham_analysis.reports.comparing import Moved, aligned, without_numbers

TITLE, TEXT, NOTES = "title", "text", "notes"
SLIDE, WORD = "slide", "word"


@dataclass(frozen=True)
class _Line:
    """Something that is said: a text of a kind, or a value at a row and a column."""

    text: str
    column: str = TEXT
    row: str = ""

    @property
    def is_cell(self) -> bool:
        return self.column not in (TITLE, TEXT, NOTES)


@dataclass(frozen=True)
class _Part:
    """A slide, or what stands below a heading; its name says where it stands."""

    name: str
    title: str
    lines: Sequence[_Line]


def office_moved(form: str, old: Path, new: Path) -> list[Moved]:
    """Everything that two files of a form say differently; nothing of forms that are not known here."""
    if form not in READERS:
        return []
    kind, read = READERS[form]
    found: list[Moved] = []
    for was, now in aligned(read(old), read(new), _by_title, _by_words, lambda part: ""):
        if was and now:
            found += [Moved(kind, now.name, (other or one).row, (other or one).column, one.text if one else "",
                            other.text if other else "") for one, other in _lines_moved(was, now)]  # fmt: skip
        elif only := now or was:
            found.append(Moved(kind, only.name, "", "", was.title if was else "", now.title if now else ""))
    return found


def _by_title(part: _Part) -> str:
    return part.title


def _by_words(part: _Part) -> str:
    return without_numbers(part.title)


def _lines_moved(was: _Part, now: _Part) -> Iterator[tuple[Any, Any]]:
    """Lines that are another, beside what they were; None where there is none. Values are told by where they stand."""
    keys: list[Callable[[_Line], Any]] = [
        lambda line: line,
        lambda line: (line.row, line.column) if line.is_cell else without_numbers(line.text),
        lambda line: (without_numbers(line.row), line.column) if line.is_cell else (line.column,),
    ]
    # Each value stands at one place: those left over are gone, or new.
    return (pair for pair in aligned(was.lines, now.lines, *keys) if pair[0] != pair[1])


def _slides(path: Path) -> list[_Part]:
    from pptx import Presentation

    parts = []
    for number, slide in enumerate(Presentation(str(path)).slides, start=1):
        shapes = list(slide.shapes)
        title = slide.shapes.title.text_frame.text if slide.shapes.title is not None else ""
        others = [shape for shape in shapes if shape.shape_id != getattr(slide.shapes.title, "shape_id", None)]
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        lines = [_Line(title, TITLE), *chain.from_iterable(map(_of_shape, others)),
                 *_texts(notes.text if notes else "", NOTES)]  # fmt: skip
        parts.append(_Part(f"{number}. {title}", title, lines))
    return parts


def _of_shape(shape: Any) -> Iterator[_Line]:
    for inner in getattr(shape, "shapes", ()):
        yield from _of_shape(inner)
    if getattr(shape, "has_chart", False):
        for plot in shape.chart.plots:
            categories = [str(category) for category in plot.categories]
            for series in plot.series:
                yield from _values(series.name, categories, series.values)
    elif getattr(shape, "has_table", False):
        yield from _cells([[cell.text for cell in row.cells] for row in shape.table.rows])
    elif getattr(shape, "has_text_frame", False):
        yield from _texts(shape.text_frame.text, TEXT)


def _values(series: str, categories: Sequence[str], values: Iterable[Any]) -> Iterator[_Line]:
    """Values of a chart, each at the name that it stands at; where there is none, nothing is drawn."""
    for category, value in zip(categories, values, strict=False):
        if value is not None:
            yield _Line(str(value), series, category)


def _cells(rows: Sequence[Sequence[str]]) -> Iterator[_Line]:
    """Cells of a table by the first one of their row and their heading; headings that are another are texts."""
    head = rows[0] if rows else []
    yield from (_Line(text) for text in head)
    for row in rows[1:]:
        yield from (_Line(cell, heading or head[0] or TEXT, row[0]) for heading, cell in zip(head, row, strict=False))


def _texts(text: str, column: str) -> Iterator[_Line]:
    return (_Line(line.strip(), column) for line in text.splitlines() if line.strip())


def _sections(path: Path) -> list[_Part]:
    from docx import Document
    from docx.table import Table

    title, lines, parts = "", list[_Line](), list[_Part]()
    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            lines += _cells([[cell.text for cell in row.cells] for row in block.rows])
        elif str(block.style and block.style.name).startswith(("Heading", "Title")):
            parts.append(_Part(title, title, lines))
            title, lines = block.text, [_Line(block.text, TITLE)]
        else:
            lines += _texts(block.text, TEXT)
    return [*parts, _Part(title, title, lines)]


READERS: Mapping[str, tuple[str, Callable[[Path], list[_Part]]]] = {"pptx": (SLIDE, _slides), "docx": (WORD, _sections)}
