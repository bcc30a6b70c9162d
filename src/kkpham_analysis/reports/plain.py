"""Tables as plain text for a terminal, and as plain records for machines."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kkpham_analysis.language import Words


def text_table(frame: pd.DataFrame, words: Words) -> str:
    """Table for a terminal: texts left, numbers right, the word for unknown where a value is missing."""
    cells = frame.astype("object").map(lambda value: words.phrase("common.unknown") if pd.isna(value) else str(value))
    is_number = [pd.api.types.is_numeric_dtype(dtype) for dtype in frame.dtypes]
    columns = [[str(name), *cells[name]] for name in frame.columns]
    aligned = [
        [text.rjust(width) if number else text.ljust(width) for text in column]
        for column, number in zip(columns, is_number, strict=True)
        for width in [max(map(len, column))]
    ]
    return "\n".join("  ".join(line).rstrip() for line in zip(*aligned, strict=True))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain records for JSON: missing is None, numbers are Python's own."""
    plain = frame.astype("object").where(frame.notna(), None)
    return [{str(name): _plain(value) for name, value in row.items()} for row in plain.to_dict("records")]


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
