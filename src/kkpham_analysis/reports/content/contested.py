"""Statuses that something contradicts, in tables: marked, and in the tone of a dispute."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words

# Behind the status of what a source contradicts.
MARK = "*"


def marked_statuses(status: pd.DataFrame) -> pd.Series:
    """Status of each row, with the mark where it is contested; what is disputed says so itself."""
    contested = status["contested"].fillna(False).astype(bool) & (status["status"] != "disputed")
    return (status["status"] + contested.map({True: MARK, False: ""})).astype("str")


def told_labels(labels: Mapping[Any, str], words: Words) -> dict[Any, str]:
    """Texts of statuses, and of those with the mark: in words, for slides and workbooks have no note beside them."""
    told = {f"{name}{MARK}": words.phrase("regency.result_contested", result=text) for name, text in labels.items()}
    return {**labels, **told}


def marked_tones(tones: Mapping[str, str]) -> dict[Any, str]:
    """Tones of statuses, and of those with the mark that of a dispute."""
    return {**tones, **{f"{name}{MARK}": "disputed" for name in tones}}


def marks_any(marked: pd.DataFrame) -> bool:
    """Whether any of the columns of statuses has the mark."""
    return any(column.str.endswith(MARK).any() for _, column in marked.items())
