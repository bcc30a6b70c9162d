"""What no source states for its round: how first lines, key figures and tables say that a result is inferred."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content.contested import inferred_rows
from kkpham_analysis.tables.vocabulary import YES

BY_NAME = (*YES, "not_compliant")


def inferred_sentence(status: pd.DataFrame, words: Words) -> str:
    """How many of the results that are known by name are inferred alone; empty where none is."""
    named = status[status["status"].isin(BY_NAME)]
    count = int(inferred_rows(named).sum())
    if not count:
        return ""
    if count == len(named):
        return words.phrase("known.inferred_all", count=count)
    return words.phrase("known.inferred_some", count=count, number=len(named))


def inferred_label(label: str, status: pd.DataFrame, words: Words, *, is_range: bool = False) -> str:
    """Label of a number of names that says how many of those are inferred alone; as it is where none is.

    Of a range (`is_range`) it says that those named are, for not all that it reaches to are known by name.
    """
    named = status[status["status"].isin(YES)]
    count = int(inferred_rows(named).sum())
    if not count:
        return label
    of_all = "_named" if is_range else "_all"
    return words.phrase(f"known.label_inferred{of_all if count == len(named) else ''}", label=label, count=count)


def inferred_note(frame: pd.DataFrame, words: Words) -> str:
    """What it means that a result is inferred; empty where none of the rows is."""
    return words.phrase("report.inferred_note") if inferred_rows(frame).any() else ""
