"""How a table is described: its fields, keys and references, and the pandera schema that follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

PROVINCE_CODE = r"[1-9]\d"
REGENCY_CODE = r"[1-9]\d{3}"
PARTIAL_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
FULL_DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
YEAR = r"20\d\d"


@dataclass(frozen=True)
class Kind:
    """What may stand in a field: how it is written in the file, and what it becomes when it is read."""

    dtype: str
    json_type: str
    pattern: str = ""
    problem: str = ""
    remedy: str = ""


KINDS = {
    "text": Kind("str", "string"),
    "integer": Kind("Int64", "integer", r"-?(0|[1-9]\d*)", "is not a whole number", "write digits only, like 1234"),
    "number": Kind("Float64", "number", r"-?(0|[1-9]\d*)(\.\d+)?", "is not a number",
                   "write digits with a point, like 70.5, without thousands marks"),
    "yes_no": Kind("boolean", "boolean", "[01]", "is neither 1 nor 0", "write 1 for yes, 0 for no"),
    "date": Kind("str", "string", PARTIAL_DATE, "is not a date", "write 2023, 2023-12 or 2023-12-19"),
    "ids": Kind("str", "string", r"[A-Za-z]\d+(;[A-Za-z]\d+)*", "is not a list of source ids",
                "write ids with semicolons between, like K009;S156"),
    "geometry": Kind("geometry", "any"),
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    """One column of a table."""

    name: str
    kind: str
    description: str
    required: bool = True
    unit: str = ""
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    called: str = ""
    low: float | None = None
    high: float | None = None

    @property
    def dtype(self) -> str:
        """The pandas type of the column once it is read."""
        return KINDS[self.kind].dtype

    @property
    def written_as(self) -> str:
        """The pattern that every value in the file matches as a whole; empty where any text will do."""
        return self.pattern or KINDS[self.kind].pattern

    def pattern_problem(self) -> tuple[str, str]:
        """What is wrong with a value that does not match, and the remedy."""
        kind = KINDS[self.kind]
        if self.called:
            return f"is not {self.called}", kind.remedy or f"write {self.called}"
        return kind.problem, kind.remedy


@dataclass(frozen=True)
class Reference:
    """Columns whose values must stand in another table; any of several tables where `others` names more."""

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
    """One table: where it is, what a row is, and what its columns hold."""

    name: str
    path: str
    title: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    references: tuple[Reference, ...] = ()
    may_be_empty: bool = False
    made: str = field(default="", kw_only=True)

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

    def text_schema(self) -> pa.DataFrameSchema:
        """The pandera schema of the table as it stands in the file: every column text, missing where empty."""
        import pandera.pandas as pa

        columns = {entry.name: text_column(entry) for entry in self.fields}
        return pa.DataFrameSchema(columns, name=self.name, title=self.title, strict=True, unique_column_names=True)

    def typed_schema(self) -> pa.DataFrameSchema:
        """The pandera schema of the processed table: types, what may be missing, unique keys."""
        import pandera.pandas as pa

        columns = {
            entry.name: pa.Column(
                None if entry.kind == "geometry" else entry.dtype,
                [pa.Check.isin(list(entry.allowed))] if entry.allowed and entry.dtype == "str" else None,
                nullable=not entry.required,
                title=entry.name,
                description=entry.description,
                metadata={"unit": entry.unit},
            )
            for entry in self.fields
        }
        return pa.DataFrameSchema(
            columns, name=self.name, title=self.title, strict=True, ordered=True, unique=list(self.key) or None
        )


def text_column(entry: Field) -> pa.Column:
    """The pandera column of a field as it is written; the checks' names are the kinds of fault."""
    import pandera.pandas as pa

    checks = [
        pa.Check(lambda text: text == text.str.strip(), name="spaces", ignore_na=True),
        pa.Check(lambda text: ~text.str.contains("\0", regex=False), name="nul", ignore_na=True),
    ]
    if entry.allowed:
        checks.append(pa.Check.isin(list(entry.allowed), name="allowed"))
    elif entry.written_as:
        checks.append(pa.Check.str_matches(f"^(?:{entry.written_as})$", name="pattern"))
    if entry.low is not None or entry.high is not None:
        checks.append(pa.Check(in_range(entry), name="range", ignore_na=True))
    return pa.Column(
        "str", checks, nullable=not entry.required, title=entry.name, description=entry.description,
        metadata={"unit": entry.unit},
    )  # fmt: skip


def in_range(entry: Field) -> Any:
    """A check that numbers lie within the field's limits; what is no number is another check's business."""
    import math

    import pandas as pd

    low = -math.inf if entry.low is None else entry.low
    high = math.inf if entry.high is None else entry.high

    def within(text: pd.Series[str]) -> pd.Series[bool]:
        numbers = pd.to_numeric(text, errors="coerce")
        return numbers.between(low, high) | numbers.isna()

    return within
