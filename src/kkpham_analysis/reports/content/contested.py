"""Statuses in tables: what something contradicts, and what no source states, is marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words

# Behind the status of what a source contradicts.
MARK = "*"
# Behind the status of what is inferred alone; before the other, where a status has both.
INFERRED = "~"


def marked_statuses(status: pd.DataFrame) -> pd.Series:
    """Status of each row, with the mark where it is contested; what is disputed says so itself.

    What is inferred alone (`with_inferred`) has the mark of that.
    """
    contested = status["contested"].fillna(False).astype(bool) & (status["status"] != "disputed")
    inferred = inferred_rows(status).map({True: INFERRED, False: ""})
    return (status["status"] + inferred + contested.map({True: MARK, False: ""})).astype("str")


def inferred_rows(frame: pd.DataFrame) -> pd.Series:
    """Whether the result of each row is inferred alone; without a column on that none is."""
    if "inferred" not in frame:
        return pd.Series(False, index=frame.index)
    return frame["inferred"].fillna(False).astype(bool)


def told_labels(labels: Mapping[Any, str], words: Words) -> dict[Any, str]:
    """Texts of statuses, and of those with the mark: in words, for slides and workbooks have no note beside them."""
    told = {f"{name}{INFERRED}": words.phrase("regency.result_inferred", result=text) for name, text in labels.items()}
    told = {**labels, **told}
    marked = {f"{name}{MARK}": words.phrase("regency.result_contested", result=text) for name, text in told.items()}
    return {**told, **marked}


def marked_tones(tones: Mapping[str, str]) -> dict[Any, str]:
    """Tones of statuses, and of those with the mark that of a dispute."""
    told = {**tones, **{f"{name}{INFERRED}": tone for name, tone in tones.items()}}
    return {**told, **{f"{name}{MARK}": "disputed" for name in told}}


def marks_any(marked: pd.DataFrame) -> bool:
    """Whether any of the columns of statuses has the mark."""
    return any(column.str.endswith(MARK).any() for _, column in marked.items())


def notes_on(marked: pd.DataFrame, words: Words) -> list[str]:
    """What the words behind the statuses of some columns mean; of those that stand nowhere nothing."""
    inferred = any(column.str.contains(INFERRED, regex=False).any() for _, column in marked.items())
    contested = words.phrase("province.contested_told") if marks_any(marked) else ""
    return [contested, words.phrase("report.inferred_note") if inferred else ""]
