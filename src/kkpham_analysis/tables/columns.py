"""How a table is described: its fields, keys and references, and the pandera schema that follows from them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

PROVINCE_CODE = r"[1-9][0-9]"
REGENCY_CODE = r"[1-9][0-9]{3}"
A_RULE = r">=?(100|[1-9]?[0-9])(\.[0-9]{1,4})?%( of participants)?"


@dataclass(frozen=True)
class Kind:
    """What may stand in a field: the type it becomes, the type it is called in JSON, how it is written."""

    dtype: str
    json_type: str
    pattern: str = ""


@dataclass(frozen=True)
class Form:
    """A way of writing that has a name in `language/tables.toml` (`forms`), and an example."""

    pattern: str
    example: str


KINDS = {
    "text": Kind("str", "string"),
    "integer": Kind("Int64", "integer", r"-?(0|[1-9][0-9]{0,17})"),
    "number": Kind("Float64", "number", r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,14})?"),
    "yes_no": Kind("boolean", "boolean", r"[01]"),
    "geometry": Kind("geometry", "any"),
}
FORMS = {
    "integer": Form(KINDS["integer"].pattern, "1234"),
    "number": Form(KINDS["number"].pattern, "70.5"),
    "yes_no": Form(KINDS["yes_no"].pattern, "1"),
    "date": Form(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?", "2023-12-19, 2023-12, 2023"),
    "day": Form(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "2022-11-11"),
    "ids": Form(r"[A-Za-z][0-9]+(;[A-Za-z][0-9]+)*", "K009;S156"),
    "rules": Form(f"{A_RULE}(;{A_RULE})*", ">50%;>=50%"),
    "year": Form(r"20[0-9][0-9]", "2023"),
    "regency_code": Form(REGENCY_CODE, "6472"),
    "province_code": Form(PROVINCE_CODE, "64"),
    "place_code": Form(f"{PROVINCE_CODE}|{REGENCY_CODE}", "64 or 6472"),
    "bps_code": Form(REGENCY_CODE, "6471"),
    "regulation": Form(r"[0-9]+/[0-9]{4}", "22/2021"),
    "indicator_code": Form(r"[0-9]+/[0-9]{4}-[0-9]{3,}", "22/2021-017"),
    "measure": Form(r"[a-z]+(_[a-z]+)*", "awarded_regencies"),
    "inferred": Form(r"no|(type|right|rounds)(;(type|right|rounds))*", "type;right"),
    "address": Form(r"https?://\S+", "https://ham.go.id/page"),
}


@dataclass(frozen=True)
class Field:
    """One column of a table.

    Parameters
    ----------
    name, description
        Its name, and what it holds.
    kind
        One of `KINDS`.
    required
        Whether it may not be empty; an empty value means unknown, or does not apply.
    unit
        Unit of the values, or empty.
    allowed
        The values there are, where the list is closed.
    written
        One of `FORMS`, where the value is written in a fixed form; by default that of the kind, if it has one.
    low, high
        Least and greatest value.
    """

    name: str
    kind: str
    description: str
    required: bool = True
    unit: str = ""
    allowed: tuple[str, ...] = ()
    written: str = ""
    low: float | None = None
    high: float | None = None

    @property
    def dtype(self) -> str:
        """The pandas type of the column once it is read."""
        return KINDS[self.kind].dtype

    @property
    def form(self) -> str:
        """The name of the form its values are written in; empty where any text will do."""
        return self.written or (self.kind if self.kind in FORMS else "")

    @property
    def pattern(self) -> str:
        """The pattern that every value in the file matches as a whole; empty where any text will do."""
        return FORMS[self.form].pattern if self.form else ""

    @property
    def limits(self) -> str:
        """Least and greatest value, as signs that read the same in every language.

        >>> Field("score", "number", "", low=0, high=100).limits, Field("rows", "integer", "", low=1).limits
        ('0…100', '≥ 1')
        """
        low, high = (None if limit is None else f"{limit:g}" for limit in (self.low, self.high))
        return f"{low}…{high}" if low and high else f"≥ {low}" if low else f"≤ {high}" if high else ""

    def misfit(self, value: str) -> str:
        r"""What is wrong with a value as it is written: the kind of a fault, the gravest first; empty where nothing is.

        >>> field = Field("score", "number", "", low=0, high=100)
        >>> [field.misfit(value) for value in ("70.5", "701", "7O", " 70", "70\n", "\0")]
        ['', 'range', 'pattern', 'spaces', 'line_break', 'nul']
        """
        if "\0" in value:
            return "nul"
        if "\n" in value or "\r" in value:
            return "line_break"
        if value != value.strip():
            return "spaces"
        if self.allowed:
            return "" if value in self.allowed else "allowed"
        if self.form and not re.fullmatch(self.pattern, value):
            return "pattern"
        if self.form in ("date", "day") and not _is_in_calendar(value):
            return "no_day"
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        return "range" if self.limits and not low <= float(value) <= high else ""


def _is_in_calendar(value: str) -> bool:
    """Whether there was such a day; a month or a year is always there."""
    try:
        date.fromisoformat(value if value.count("-") == 2 else "2000-01-01")
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Reference:
    """Columns whose values must stand in another table.

    Parameters
    ----------
    columns
        The columns here.
    table
        The table they point to.
    key
        The columns there; the same names where empty.
    others
        Further tables that will do.
    many
        Whether a value is a list of keys with semicolons between.
    """

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    many: bool = False

    @property
    def target(self) -> tuple[str, ...]:
        """The columns that are looked up there."""
        return self.key or self.columns


@dataclass(frozen=True)
class Table:
    """One table: where it is, what a row is, and what its columns hold.

    Parameters
    ----------
    name, title
        Its name in the program, and for people.
    path
        Its file under `data/raw`; empty where it is only made.
    key
        The columns that tell its rows apart.
    fields, references
        Its columns in order, and where their values point to.
    may_be_empty
        Whether a table without a row is whole.
    is_ordered
        Whether the order of its raw rows says something, and is kept.
    """

    name: str
    path: str
    title: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    references: tuple[Reference, ...] = ()
    may_be_empty: bool = False
    is_ordered: bool = False

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return [entry.name for entry in self.fields]

    @property
    def is_csv(self) -> bool:
        """Whether the raw file is a table of text."""
        return self.path.endswith(".csv")

    def __getitem__(self, name: str) -> Field:
        for entry in self.fields:
            if entry.name == name:
                return entry
        raise KeyError(f"table {self.name} has no column {name}; it has {', '.join(self.columns)}")

    def joined_with(self, *fields: Field) -> Table:
        """The processed table that has further columns behind its own."""
        return replace(self, fields=(*self.fields, *fields))

    def text_schema(self) -> pa.DataFrameSchema:
        """The pandera schema of the table as it stands in the file: every column text, missing where empty."""
        import pandera.pandas as pa

        columns = {entry.name: text_column(entry) for entry in self.fields if entry.kind != "geometry"}
        return pa.DataFrameSchema(columns, name=self.name, title=self.title, strict="filter")

    def typed_schema(self) -> pa.DataFrameSchema:
        """The pandera schema of the processed table: columns in order, types, what may be missing, unique keys."""
        import pandera.pandas as pa

        columns = {entry.name: typed_column(entry) for entry in self.fields}
        return pa.DataFrameSchema(
            columns, name=self.name, title=self.title, strict=True, ordered=True, unique=list(self.key) or None
        )


def text_column(entry: Field) -> pa.Column:
    """The pandera column of a field as it is written; `Field.misfit` says what is wrong with a value that fails."""
    import pandera.pandas as pa

    # One check for everything: a build makes them for every column of every table.
    check = pa.Check(lambda text: _is_well_written(text, entry), name="written")
    return pa.Column(
        None,
        check,
        nullable=not entry.required,
        required=False,
        title=entry.name,
        description=entry.description,
        metadata={"unit": entry.unit},
    )


def _is_well_written(text: pd.Series[str], entry: Field) -> pd.Series[bool]:
    import pandas as pd

    good = {value for value in text.unique() if not entry.misfit(value)}
    return pd.Series(text.isin(good), index=text.index)


def typed_column(entry: Field) -> pa.Column:
    """The pandera column of a field as it is processed."""
    import pandera.pandas as pa

    dtype = None if entry.kind == "geometry" else entry.dtype
    checks = [pa.Check.isin(list(entry.allowed))] if entry.allowed and dtype == "str" else None
    return pa.Column(
        dtype,
        checks,
        nullable=not entry.required,
        title=entry.name,
        description=entry.description,
        metadata={"unit": entry.unit},
    )
