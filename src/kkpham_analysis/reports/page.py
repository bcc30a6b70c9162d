"""What a cell of a notebook ends with: a head, facts, tables and sources that show themselves as HTML and as text.

These objects take texts and tables that are ready, and compute nothing. In Jupyter and in a page they are HTML
(`_repr_html_`); in a terminal, and as `text/plain` in the notebook, they are text. Every text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd
from pandas.api import types

from kkpham_analysis.language import Words
from kkpham_analysis.reports import citing
from kkpham_analysis.reports.marking import attribute, said_above
from kkpham_analysis.tables.markings import marks_of
from kkpham_analysis.tables.telling import told_html

TONES = ("yes", "no", "disputed", "unknown")
STATUS_TONES = {
    "compliant": "yes",
    "not_compliant": "no",
    "not_named": "no",
    "disputed": "disputed",
    "unknown": "unknown",
}
ALIGNMENTS = ("left", "right")
NO_SOURCE = "–"
# A line that breaks behind "--" would leave no option to copy.
OPTION = re.compile(r"(?<!\S)--[a-z][a-z-]*")


@dataclass(frozen=True, repr=False)
class PageHead:
    """The top of a page: what it is about, a warning where there is one, the finding, and one paragraph.

    The cell tagged `finding` ends with it; its text is what the command says when the report is written: without the
    numbers of sources, for their list is on the page.

    >>> PageHead("Penghargaan 2023", "7 dari 10 kabupaten/kota berpredikat", "Bagiannya 70,0 %.")
    7 dari 10 kabupaten/kota berpredikat. Bagiannya 70,0 %.
    """

    eyebrow: str
    title: str
    lede: str
    note: str = ""
    listed: SourceList | None = None
    marks: tuple[str, ...] = ()  # what must be said of the data that it speaks of

    def __repr__(self) -> str:
        title = self.title if self.title.endswith((".", "!", "?")) else f"{self.title}."
        lede = self.lede if self.listed is None else citing.without_numbers(self.lede)
        return " ".join(part for part in (self.note, title, lede) if part)

    def _repr_html_(self) -> str:
        note = f'<p class="note" role="note">{escape(self.note)}</p>' if self.note else ""
        return (
            f'{told_html(self.marks)}<header class="page-head"><p class="eyebrow">{escape(self.eyebrow)}</p>{note}'
            f'<h1>{escape(self.title)}</h1><p class="lede">{_with_links(self.lede, self.listed)}</p></header>'
        )


@dataclass(frozen=True, repr=False)
class Section:
    """The heading of a part of the page, in the language of the report."""

    title: str

    def __repr__(self) -> str:
        return self.title

    def _repr_html_(self) -> str:
        return f"<h2>{escape(self.title)}</h2>"


@dataclass(frozen=True, repr=False)
class Prose:
    r"""Paragraphs of text, parted by empty lines; no markup is read from them.

    Numbers that `SourceList.cited` wrote lead to the list that is given.

    >>> Prose("Satu.\n\nDua <b>.")._repr_html_()
    '<div class="prose"><p>Satu.</p><p>Dua &lt;b&gt;.</p></div>'
    """

    text: str
    listed: SourceList | None = None

    def __repr__(self) -> str:
        return self.text.strip()

    def _repr_html_(self) -> str:
        # A no-break space stays: it holds a number and its % together.
        paragraphs = [re.sub(r"[ \t\n]+", " ", part).strip() for part in self.text.replace("\r\n", "\n").split("\n\n")]
        written = "".join(f"<p>{_with_links(part, self.listed)}</p>" for part in paragraphs if part)
        return f'<div class="prose">{written}</div>'


@dataclass(frozen=True, repr=False)
class Facts:
    """A few figures in a row, each a value (as people write it) with its label.

    >>> Facts([("7 / 10", "berpredikat"), ("70,0 %", "di atas 60 %")])
    7 / 10 berpredikat
    70,0 % di atas 60 %
    """

    facts: Sequence[tuple[str, str]]

    def __repr__(self) -> str:
        return "\n".join(f"{value} {label}" for value, label in self.facts)

    def _repr_html_(self) -> str:
        pairs = "".join(
            f"<div><dt>{escape(str(label))}</dt><dd>{escape(str(value))}</dd></div>" for value, label in self.facts
        )
        return f'<dl class="facts">{pairs}</dl>'


@dataclass(frozen=True, repr=False)
class HowTo:
    """How the page is made again: one command."""

    command: str
    words: Words = field(default_factory=Words)

    def __repr__(self) -> str:
        return f"{self.words.phrase('page.again')} {self.command}"

    def _repr_html_(self) -> str:
        # Parts of a command are kept whole: a break after a hyphen would read as another option.
        parts = " ".join(f"<span>{escape(part)}</span>" for part in self.command.split())
        return f'<p class="how-to">{escape(self.words.phrase("page.again"))} <code>{parts}</code></p>'


@dataclass(frozen=True, repr=False)
class SourceList:
    """The sources of a page, numbered in the order of the table; one on each page.

    Parameters
    ----------
    sources : pd.DataFrame
        One row per source, with `source_id, title, publisher, url, published_on`.
    words : Words
        The language of the dates.
    uses : mapping, optional
        What a source is used for, by its `source_id`.
    others : pd.DataFrame, optional
        Sources of the results of other rounds that the page shows too: a group of their own after the others.
    """

    sources: pd.DataFrame
    words: Words = field(default_factory=Words)
    uses: Mapping[str, str] = field(default_factory=dict)
    others: pd.DataFrame | None = None

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each source on this page, by its `source_id`."""
        return {str(source["source_id"]): number for number, source in self._numbered()}

    @property
    def _parted(self) -> tuple[list[tuple[int, Any]], list[tuple[int, Any]]]:
        """Sources with their numbers: those of the page, and those of other rounds."""
        main = self.sources.to_dict("records")
        others = [] if self.others is None else self.others.to_dict("records")
        return list(enumerate(main, start=1)), list(enumerate(others, start=len(main) + 1))

    def _numbered(self) -> list[tuple[int, Any]]:
        return [numbered for group in self._parted for numbered in group]

    def cited(self, source_ids: Iterable[str]) -> str:
        """Write the numbers of sources as they stand after a statement in a text; nothing where there is none."""
        return citing.written(citing.numbers_of(";".join(source_ids), self.numbers))

    def __repr__(self) -> str:
        groups = [
            [
                f"{number}. {self._title(source)}. {self._who_and_when(source)}. {_text(source['url'])}".rstrip(". ")
                for number, source in group
            ]
            for group in self._parted
        ]
        heading = [self.words.phrase("page.other_rounds")] if groups[1] else []
        return "\n".join([*groups[0], *heading, *groups[1]])

    def _repr_html_(self) -> str:
        main, others = self._parted
        heading = f"<h3>{escape(self.words.phrase('page.other_rounds'))}</h3>{self._items(others)}" if others else ""
        return (self._items(main) if main or not others else "") + heading

    def _items(self, group: list[tuple[int, Any]]) -> str:
        items = "".join(
            f'<li id="source-{number}">{citing.web_link(self._title(source), _text(source["url"]))}'
            f'<span class="publisher">{escape(self._who_and_when(source))}</span></li>'
            for number, source in group
        )
        start = f' start="{group[0][0]}"' if group and group[0][0] > 1 else ""
        return f'<ol class="sources"{start}>{items}</ol>'

    def _title(self, source: Mapping[Any, Any]) -> str:
        return _text(source["title"]) or _text(source["source_id"])

    def _who_and_when(self, source: Mapping[Any, Any]) -> str:
        published_on = _text(source["published_on"])
        said = ", ".join(part for part in (_text(source["publisher"]), self.words.date(published_on or None)) if part)
        use = self.uses.get(str(source["source_id"]), "")
        return f"{said} · {use}" if use else said


@dataclass(frozen=True, repr=False)
class Table:
    """A table to look things up in.

    Whole numbers and decimals are written in the language and right-aligned; a missing value is the word for unknown.

    Parameters
    ----------
    frame : pd.DataFrame
        The rows, in the order in which they are shown. The first column shown names the row.
    caption : str
        What the table shows.
    columns : mapping, optional
        The columns to show, in order, each with its heading; without it, all of them by their names.
    words : Words
        The language of numbers and of the word for unknown.
    align : mapping, optional
        `left` or `right` by column, where the rule (numbers right) is not wanted.
    labels : mapping, optional
        By column, the text of each value: `{"status": {"compliant": "Peduli HAM"}}`.
    tints : mapping, optional
        By column, the tone (one of `TONES`) of each value: `{"status": STATUS_TONES}`.
    cite : mapping, optional
        Columns of `;`-joined source ids, each with the `SourceList` whose numbers stand for them.

    Raises
    ------
    ValueError
        When a column is not in the frame, or a tone or an alignment is not one of those known.
    """

    frame: pd.DataFrame
    caption: str
    columns: Mapping[str, str] | None = None
    words: Words = field(default_factory=Words)
    align: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    tints: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    cite: Mapping[str, SourceList] = field(default_factory=dict)

    def __post_init__(self) -> None:
        named = {*self._headings(), *self.align, *self.labels, *self.tints, *self.cite}
        _refuse("columns", sorted(named - set(self.frame.columns)), self.frame.columns)
        _refuse("tones", [tone for tones in self.tints.values() for tone in tones.values() if tone not in TONES], TONES)
        _refuse("alignments", [side for side in self.align.values() if side not in ALIGNMENTS], ALIGNMENTS)

    @property
    def marks(self) -> tuple[str, ...]:
        """What its rows say of themselves, whichever columns are shown: `synthetic`, `placeholder`."""
        return marks_of(self.frame)

    def __repr__(self) -> str:
        return said_above(self.marks, self.words) + self._as_text()

    def _as_text(self) -> str:
        if self.frame.empty:
            return f"{self.caption}\n{self.words.phrase('page.no_rows')}"
        headings = self._headings()
        texts = [[self._text(column, value) for value in self.frame[column]] for column in headings]
        # By place, not by heading: two columns may have the same one.
        written = pd.DataFrame(list(zip(*texts, strict=True)), columns=list(headings.values()))
        return f"{self.caption}\n{written.to_string(index=False)}"

    def _repr_html_(self) -> str:
        headings = self._headings()
        head = "".join(
            f'<th scope="col"{self._side(column)}>{escape(heading)}</th>' for column, heading in headings.items()
        )
        rows = [self._row(row) for row in self.frame[list(headings)].to_dict("records")]
        if not rows:
            rows = [f'<tr><td colspan="{len(headings)}">{escape(self.words.phrase("page.no_rows"))}</td></tr>']
        caption = " · ".join([*(self.words.phrase(f"marks.{mark}") for mark in self.marks), self.caption])
        # The frame scrolls by itself on a narrow screen, so it must be reachable by keyboard and have a name.
        return (
            f'<div class="table-frame"{attribute(self.marks)} role="region" tabindex="0" '
            f'aria-label="{escape(caption)}">'
            f"<table><caption><span>{escape(caption)}</span></caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        )

    def _headings(self) -> dict[str, str]:
        if self.columns is None:
            return {column: str(column) for column in self.frame.columns}
        return dict(self.columns)

    def _row(self, row: Mapping[Any, Any]) -> str:
        cells = [f"{self._side(column)}>{self._cell(column, value)}" for column, value in row.items()]
        return f'<tr><th scope="row"{cells[0]}</th>' + "".join(f"<td{cell}</td>" for cell in cells[1:]) + "</tr>"

    def _cell(self, column: str, value: Any) -> str:
        if column in self.cite:
            numbers = [] if _is_missing(value) else citing.numbers_of(value, self.cite[column].numbers)
            return citing.links_to(numbers) or NO_SOURCE
        text = escape(self._text(column, value))
        if column in self.tints:
            tone = "unknown" if _is_missing(value) else self.tints[column].get(value)
            return f'<span class="tint tint-{tone}">{text}</span>' if tone else text
        return f'<span class="unknown">{text}</span>' if _is_missing(value) else text

    def _text(self, column: str, value: Any) -> str:
        if column in self.cite and (_is_missing(value) or not value):
            return NO_SOURCE
        if _is_missing(value):
            return self.words.phrase("common.unknown")
        if value in self.labels.get(column, {}):
            return self.labels[column][value]
        if column in self.cite:
            return ", ".join(map(str, citing.numbers_of(value, self.cite[column].numbers)))
        if types.is_bool(value):
            return self.words.phrase("page.yes" if value else "page.no")
        if types.is_integer(value):
            return self.words.number(int(value))
        if types.is_float(value):
            return self.words.number(float(value), 1)
        return str(value)

    def _side(self, column: str) -> str:
        dtype = self.frame[column].dtype
        by_rule = "right" if types.is_numeric_dtype(dtype) and not types.is_bool_dtype(dtype) else "left"
        return ' class="number"' if self.align.get(column, by_rule) == "right" else ""


def _refuse(what: str, unknown: Sequence[Any], known: Iterable[Any]) -> None:
    if unknown:
        raise ValueError(f"{what} {', '.join(map(str, unknown))}: not known; there are: {', '.join(map(str, known))}")


def _is_missing(value: Any) -> bool:
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _text(value: Any) -> str:
    return "" if _is_missing(value) else str(value).strip()


def _with_links(text: str, listed: SourceList | None) -> str:
    """Escape a text, keep the options of commands in it whole, and make links of the numbers of sources in their list.

    >>> _with_links("kkpham summary --year 2023", None)
    'kkpham summary <span class="option">--year</span> 2023'
    """
    written = OPTION.sub(r'<span class="option">\g<0></span>', escape(text))
    return written if listed is None else citing.with_links(written)


@dataclass(frozen=True, repr=False)
class Part:
    r"""A part of the page: its heading, and what stands under it, one below the other.

    >>> Part("Sumber", Prose("Dua."))
    Sumber
    <BLANKLINE>
    Dua.
    """

    title: str
    contents: tuple[Any, ...]

    def __init__(self, title: str, *contents: Any) -> None:
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "contents", contents)

    def __repr__(self) -> str:
        return "\n\n".join([self.title, *(repr(content) for content in self.contents)])

    def _repr_html_(self) -> str:
        return Section(self.title)._repr_html_() + "".join(content._repr_html_() for content in self.contents)
