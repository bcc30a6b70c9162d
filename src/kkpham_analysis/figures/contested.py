"""Statuses that something contradicts, or no source states: which they are, and how tables and sheets word them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures.problems import check_columns
from kkpham_analysis.measures.status import is_contested
from kkpham_analysis.tables.certainly import surely

# Behind the status of what a source contradicts.
MARK = "*"
# Behind the status of what is inferred alone; before the other, where a status has both.
INFERRED = "~"


def are_contested(status: pd.DataFrame) -> pd.Series:
    """Whether something contradicts the status of each row; what is disputed says so itself."""
    contested: pd.Series = is_contested(status) & (status["status"] != "disputed")
    return contested


def are_left_out(status: pd.DataFrame) -> pd.Series:
    """Whether a count of known rounds leaves each row out because sources differ on it."""
    left_out: pd.Series = are_contested(status) | (status["status"] == "disputed")
    return left_out


def marked_statuses(status: pd.DataFrame) -> pd.Series:
    """Status of each row, with the mark where it is contested, and with that of what is inferred alone."""
    inferred = inferred_rows(status).map({True: INFERRED, False: ""})
    return (status["status"] + inferred + are_contested(status).map({True: MARK, False: ""})).astype("str")


def inferred_rows(frame: pd.DataFrame) -> pd.Series:
    """Whether the result of each row is inferred alone; a table that cannot tell is refused."""
    check_columns(frame, ["inferred"], "unfit.no_inferred")
    return surely(frame["inferred"])


def number_inferred(text: str, places: pd.DataFrame, words: Words) -> str:
    """Text of a legend on the places of one status, with how many of these are inferred alone, where any is."""
    number = int(inferred_rows(places).sum())
    if not number:
        return text
    key = "figures.all_inferred" if number == len(places) else "figures.some_inferred"
    return words.phrase(key, text=text, number=number)


def inferred_told(places: pd.DataFrame, words: Words) -> list[str]:
    """Say which places of one status are inferred alone, as a sentence for who cannot see the legend; else none."""
    inferred = places[inferred_rows(places)]
    if inferred.empty:
        return []
    if len(inferred) == len(places):
        return [words.phrase("figures.alt_inferred_all")]
    return [words.phrase("figures.alt_inferred", names=words.listed(inferred["full_name"]))]


def told_labels(labels: Mapping[Any, str], words: Words) -> dict[Any, str]:
    """Texts of statuses, each before those with its marks: in words, for slides and workbooks have no note beside them.

    The order is what a table is sorted by: what is inferred stands beside what is stated.
    """
    told: dict[Any, str] = {}
    for name, text in labels.items():
        inferred = words.phrase("regency.result_inferred", result=text)
        for key, result in ((name, text), (f"{name}{INFERRED}", inferred)):
            told |= {key: result, f"{key}{MARK}": words.phrase("regency.result_contested", result=result)}
    return told


def contested_why(status: pd.DataFrame, words: Words) -> str:
    """What contradicts the contested rows, for a legend.

    Of a regency that a full list leaves out no source says that it is compliant: only a number does not fit the list.
    """
    is_by_number = (status.loc[are_contested(status), "status"] == "not_named").all()
    return words.phrase("figures.contested_by_number" if is_by_number else "figures.contested")


def contested_told(places: pd.DataFrame, words: Words) -> list[str]:
    """Say which places of one status are contested, as a sentence for who cannot see their dots; none where none is."""
    contested = places[are_contested(places)]
    if contested.empty:
        return []
    why = contested_why(contested, words)
    if len(contested) == len(places) > 1:
        return [words.phrase("figures.alt_contested_all", why=why)]
    return [words.phrase("figures.alt_contested", why=why, names=words.listed(contested["full_name"]))]
