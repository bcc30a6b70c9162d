"""A table of a page, to look things up in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from numbers import Real
from typing import Any, SupportsFloat, cast

import pandas as pd
from pandas.api import types

from kkpham_analysis.language import Words
from kkpham_analysis.reports import citing
from kkpham_analysis.reports.marking import attribute, said_above
from kkpham_analysis.reports.page.blocks import Block, is_missing
from kkpham_analysis.reports.page.sources import SourceList
from kkpham_analysis.reports.place_keys import keys_by_code
from kkpham_analysis.tables.markings import marks_of

TONES = ("yes", "no", "disputed", "unknown")
STATUS_TONES = {
    "compliant": "yes",
    "not_compliant": "no",
    "not_named": "no",
    "disputed": "disputed",
    "unknown": "unknown",
}
ALIGNMENTS = ("left", "right")
NOTHING = "–"
# Letters; a longer text in a cell is one or more sentences.
SENTENCE = 60
# A column called so holds a fraction from 0 to 1.
SHARE = re.compile(r"(^|_)(share|coverage)(_|$)")
# Column of the round of a row, and how a round is written.
ROUND, YEAR = "round", r"\d{4}"
# Values that say, in whatever words, that a result or a verdict is not known: last, however a column is sorted.
NOT_KNOWN = ("unknown", "waits")
# What a row is joined with other tables by: in a workbook it stands behind the name of the row.
CODES = ("province_code", "regency_code")


@dataclass(frozen=True, repr=False)
class Table(Block):
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
    figures : mapping, optional
        By column of texts that say numbers ("7 dari 10"), the columns of the frame that hold these numbers, each with
        its heading: what a workbook has in its place, and what such a column is sorted by.
    places : str, optional
        The column with the code of the place of a row, to which a map in the page leads; in one table of a page.
    spoken : mapping, optional
        Columns of texts that may be in another language than the table, each with the column that says in which.
    remark : str, optional
        Sentences that belong to the caption wherever the table goes: what is assumed in it, which rule is tried.
    left_out : str, optional
        Who is not among the rows, in a sentence that stands above the table: slides, which have the table alone, say it
        below.

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
    figures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    places: str = ""
    spoken: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""
    left_out: str = ""

    def __post_init__(self) -> None:
        named = {*self._headings(), *self.align, *self.labels, *self.tints, *self.cite, *self.figures, *self.spoken}
        named |= set(self.spoken.values())
        named |= {name for columns in self.figures.values() for name in columns} | ({self.places} - {""})
        _refuse("columns", sorted(named - set(self.frame.columns)), self.frame.columns)
        _refuse("tones", [tone for tones in self.tints.values() for tone in tones.values() if tone not in TONES], TONES)
        _refuse("alignments", [side for side in self.align.values() if side not in ALIGNMENTS], ALIGNMENTS)

    @property
    def marks(self) -> tuple[str, ...]:
        """What its rows say of themselves, whichever columns are shown: `synthetic`, `placeholder`."""
        return marks_of(self.frame)

    @property
    def said(self) -> str:
        """The caption with what must be remarked."""
        return f"{self.caption}. {self.remark}" if self.remark else self.caption

    def as_block(self) -> dict[str, Any]:
        """The caption, the columns and cells as people read them, and `data`: the same as numbers, for a workbook.

        `title` and `remark` are the two parts of the caption: no text is ever parted at its full stops.
        """
        headings = self._headings()
        columns = [{"name": column, "heading": heading, "align": "right" if self._is_right(column) else "left"}
                   for column, heading in headings.items()]  # fmt: skip
        rows = [[self._cell_block(column, row) for column in headings]
                for row in self.frame[self._needed()].to_dict("records")]  # fmt: skip
        return {"type": "table", "caption": self.said, "title": self.caption, "remark": self.remark,
                "marks": list(self.marks), "columns": columns, "rows": rows,
                "none": self.words.phrase("page.no_rows"), "data": self._data(),
                **({"left_out": self.left_out} if self.left_out else {})}  # fmt: skip

    def _cell_block(self, column: str, row: Mapping[Any, Any]) -> dict[str, Any]:
        value = row[column]
        cell: dict[str, Any] = {"text": self._text(column, value)}
        if tone := self._tone(column, value):
            cell["tone"] = tone
        if column in self.cite and not is_missing(value):
            cell["sources"] = citing.numbers_of(value, self.cite[column].numbers)
        if is_missing(value):
            cell["missing"] = True
        elif str(value) and (language := self._foreign(column, row)):
            cell["lang"] = language
        return cell

    def _foreign(self, column: str, row: Mapping[Any, Any]) -> str:
        """Language of a cell, where it is another than that of the table."""
        language = row[self.spoken[column]] if column in self.spoken else ""
        return "" if language == self.words.language else language

    def _data(self) -> dict[str, Any]:
        """Columns with their kind and the column shown that they are `of`; rows of plain values, None where missing.

        The codes of places that a page does not show are among them, behind the first column.
        """
        columns = [
            {"name": name, "heading": heading, "kind": self._kind(name), "of": column}
            for column, shown in self._headings().items()
            for name, heading in self.figures.get(column, {column: shown}).items()
        ]
        columns[1:1] = self._codes({column["name"] for column in columns})
        kinds = {column["name"]: column["kind"] for column in columns}
        rows = [[self._plain(name, row[name], kind) for name, kind in kinds.items()]
                for row in self.frame[list(kinds)].to_dict("records")]  # fmt: skip
        return {"columns": columns, "rows": rows}

    def _codes(self, there: Collection[str]) -> list[dict[str, Any]]:
        """Columns of the codes that the rows have, each of them, and that stand nowhere yet."""
        first = next(iter(self._headings()))
        return [
            {"name": code, "heading": self.words.phrase(f"column.{code}"), "kind": "text", "of": first}
            for code in CODES
            if code in self.frame and code not in there and self.frame[code].notna().all()
        ]

    def _kind(self, column: str) -> str:
        dtype = self.frame[column].dtype
        if column in self.labels or column in self.cite or types.is_bool_dtype(dtype):
            return "text"
        if types.is_integer_dtype(dtype):
            return "integer"
        if types.is_float_dtype(dtype):
            return "percent" if SHARE.search(column) else "number"
        # A page has it as text, for a year has no point for thousands; a span of two rounds stays text.
        return "year" if column == ROUND and self.frame[column].str.fullmatch(YEAR).all() else "text"

    def _plain(self, column: str, value: Any, kind: str) -> Any:
        if is_missing(value):
            return None
        typed = {"integer": int, "year": int, "percent": float, "number": float}
        return typed.get(kind, lambda said: self._text(column, said))(value)

    def __repr__(self) -> str:
        return said_above(self.marks, self.words) + self._as_text()

    def _as_text(self) -> str:
        if self.frame.empty:
            return f"{self.said}\n{self.words.phrase('page.no_rows')}"
        headings = self._headings()
        texts = [[self._text(column, value) for value in self.frame[column]] for column in headings]
        # By place, not by heading: two columns may have the same one.
        written = pd.DataFrame(list(zip(*texts, strict=True)), columns=list(headings.values()))
        return f"{self.said}\n{written.to_string(index=False)}"

    def _repr_html_(self) -> str:
        headings = self._headings()
        head = "".join(
            f'<th scope="col"{self._side(column)}{self._sorted_by(column)}>{escape(heading)}</th>'
            for column, heading in headings.items()
        )
        rows = [self._row(row) for row in self.frame[self._needed()].to_dict("records")]
        if not rows:
            rows = [f'<tr><td colspan="{len(headings)}">{escape(self.words.phrase("page.no_rows"))}</td></tr>']
        caption = " · ".join([*(self.words.phrase(f"marks.{mark}") for mark in self.marks), self.said])
        # The frame scrolls by itself on a narrow screen, so it must be reachable by keyboard and have a name.
        return (
            f'<div class="table-frame"{attribute(self.marks)} role="region" tabindex="0" '
            f'aria-label="{escape(caption)}">'
            f"<table><caption><span>{escape(caption)}</span></caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        )

    def _needed(self) -> list[str]:
        """Columns that are shown, and those that say what is behind a cell."""
        headings = self._headings()
        behind = [name for column in headings for name in self.figures.get(column, ())]
        spoken = [self.spoken[column] for column in headings if column in self.spoken]
        codes = [name for name in CODES if name in self.frame]
        return [name for name in dict.fromkeys([*headings, *behind, *spoken, self.places, *codes]) if name]

    def _headings(self) -> dict[str, str]:
        if self.columns is None:
            return {column: str(column) for column in self.frame.columns}
        return dict(self.columns)

    def _row(self, row: Mapping[Any, Any]) -> str:
        cells = [
            f"{self._side(column) or self._long(column, row)}{self._sort_key(column, row)}>{self._cell(column, row)}"
            for column in self._headings()
        ]
        place = escape(str(row[self.places])) if self.places else ""
        start = f' id="place-{place}" data-place="{place}"' if place else ""
        return (
            f'<tr{start}{_keys_of(row)}><th scope="row"{cells[0]}</th>'
            + "".join(f"<td{cell}</td>" for cell in cells[1:])
            + "</tr>"
        )

    def _sorted_by(self, column: str) -> str:
        """How a page sorts by a column: as numbers, as text; not at all by sources, for their numbers say nothing."""
        if column in self.cite:
            return ""
        has_order = column in self.figures or column in self.labels
        is_number = has_order or types.is_numeric_dtype(self.frame[column].dtype)
        return f' data-sort="{"number" if is_number else "text"}"{self._sort_told(column)}'

    def _sort_told(self, column: str) -> str:
        """What a column of ranges is sorted by: the first of the numbers behind it; nothing where there is no range."""
        names = list(self.figures.get(column, ()))
        if len(names) < 2 or not names[0].endswith("_low") or not names[1].endswith("_high"):
            return ""
        if not (self.frame[names[0]] != self.frame[names[1]]).fillna(False).any():
            return ""
        told = self.words.phrase("page.sorted_by", what=self.figures[column][names[0]])
        return f' title="{escape(told)}"'

    def _sort_key(self, column: str, row: Mapping[Any, Any]) -> str:
        """What a page sorts a cell by, where it is not its text; empty where it says that it is not known.

        The numbers behind such a cell say nothing of it: how many regencies there are, not how many were named.
        """
        value = row[column]
        if column in self.cite:
            return ""
        is_open = isinstance(value, str) and column in self.labels and value in NOT_KNOWN
        if is_open or self._text(column, value) in (NOTHING, self.words.phrase("common.unknown")):
            value = None
        elif column in self.figures:
            value = next((row[name] for name in self.figures[column] if isinstance(row[name], Real)), None)
        elif column in self.labels:
            order = [*self.labels[column], value]
            value = order.index(value)
        if is_missing(value):
            return ' data-sort=""'
        is_number = isinstance(value, Real) or types.is_bool(value)
        return f' data-sort="{float(cast("SupportsFloat", value)):.15g}"' if is_number else ""

    def _cell(self, column: str, row: Mapping[Any, Any]) -> str:
        value = row[column]
        if column in self.cite:
            numbers = [] if is_missing(value) else citing.numbers_of(value, self.cite[column].numbers)
            return citing.links_to(numbers) or NOTHING
        text = escape(self._text(column, value))
        if column in self.tints:
            tone = self._tone(column, value)
            return f'<span class="tint tint-{tone}">{text}</span>' if tone else text
        if is_missing(value):
            return f'<span class="unknown">{text}</span>'
        language = self._foreign(column, row)
        return f'<span lang="{escape(language)}">{text}</span>' if str(value) and language else text

    def _tone(self, column: str, value: Any) -> str:
        if column not in self.tints:
            return ""
        return "unknown" if is_missing(value) else self.tints[column].get(value, "")

    def _text(self, column: str, value: Any) -> str:
        if column in self.cite and (is_missing(value) or not value):
            return NOTHING
        if is_missing(value):
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
            return self.words.percent(value) if SHARE.search(column) else self.words.number(float(value), 1)
        return str(value) or NOTHING

    def _side(self, column: str) -> str:
        return ' class="number"' if self._is_right(column) else ""

    def _long(self, column: str, row: Mapping[Any, Any]) -> str:
        """A mark of sentences, which a page gives more room than words."""
        return ' class="long"' if column not in self.cite and len(self._text(column, row[column])) > SENTENCE else ""

    @cached_property
    def _dtypes(self) -> dict[Any, Any]:
        """The type of each column, which is asked for with every cell."""
        return self.frame.dtypes.to_dict()

    def _is_right(self, column: str) -> bool:
        dtype = self._dtypes[column]
        by_rule = "right" if types.is_numeric_dtype(dtype) and not types.is_bool_dtype(dtype) else "left"
        return self.align.get(column, by_rule) == "right"


def _keys_of(row: Mapping[Any, Any]) -> str:
    """Attribute with the names that the place of a row is found by beside those shown; empty without a place."""
    code = next((str(row[name]) for name in reversed(CODES) if not is_missing(row.get(name))), "")
    keys = keys_by_code().get(code, ())
    return f' data-keys="{escape(" ".join(keys))}"' if keys else ""


def _refuse(what: str, unknown: Sequence[Any], known: Iterable[Any]) -> None:
    if unknown:
        raise ValueError(f"{what} {', '.join(map(str, unknown))}: not known; there are: {', '.join(map(str, known))}")
