"""Statuses in tables: what something contradicts, and what no source states, is marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kkpham_analysis.figures.contested import INFERRED, MARK, inferred_rows, marked_statuses, told_labels
from kkpham_analysis.language import Words

__all__ = ["inferred_rows", "marked_statuses", "marked_tones", "marks_any", "notes_on", "told_labels"]


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
