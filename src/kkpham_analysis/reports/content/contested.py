"""Statuses that something contradicts, in tables: in the tone of a dispute."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kkpham_analysis.figures.contested import MARK, marked_statuses, told_labels

__all__ = ["marked_statuses", "marked_tones", "marks_any", "told_labels"]


def marked_tones(tones: Mapping[str, str]) -> dict[Any, str]:
    """Tones of statuses, and of those with the mark that of a dispute."""
    return {**tones, **{f"{name}{MARK}": "disputed" for name in tones}}


def marks_any(marked: pd.DataFrame) -> bool:
    """Whether any of the columns of statuses has the mark."""
    return any(column.str.endswith(MARK).any() for _, column in marked.items())
