"""What no source states for its round: how first lines, key figures and tables say that a result is inferred."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from kkpham_analysis.figures.contested import number_inferred
from kkpham_analysis.language import Words
from kkpham_analysis.measures import award_changes
from kkpham_analysis.reports.content.contested import inferred_rows
from kkpham_analysis.tables.vocabulary import YES

BY_NAME = (*YES, "not_compliant")
# Changes that rest on the results of two rounds.
OF_RESULTS = ("new", "kept", "lost", "still_without")


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


def changes_between(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """`award_changes` with `inferred`: the change is known, and the result of either round is inferred alone."""
    changes = award_changes(before, after).reset_index(drop=True)
    either = {code for status in (before, after) for code in status.loc[inferred_rows(status), "regency_code"]}
    return changes.assign(inferred=changes["regency_code"].isin(either) & changes["change"].isin(OF_RESULTS))


def changes_of_rounds(status: pd.DataFrame, rounds: Sequence[int]) -> dict[tuple[int, int], pd.DataFrame]:
    """`changes_between` for each round and the next, by both."""
    of_round = {award_year: status[status["award_year"] == award_year] for award_year in rounds}
    return {(before, after): changes_between(of_round[before], of_round[after]) for before, after in pairwise(rounds)}


def numbers_told(changes: pd.DataFrame, names: Iterable[str], words: Words) -> dict[str, Any]:
    """How many there are of each change, how many of them are inferred, and both in one text (`…_told`)."""
    told: dict[str, Any] = {}
    for name in names:
        part = changes[changes["change"] == name]
        told |= {name: len(part), f"{name}_inferred": int(inferred_rows(part).sum())}
        told[f"{name}_told"] = number_inferred(words.number(len(part)), part, words)
    return told


def behind_numbers(headings: Mapping[str, str], words: Words) -> dict[str, dict[str, str]]:
    """The numbers behind the texts of `numbers_told`, by the column of each; `headings` are those of the changes."""
    return {
        f"{name}_told": {name: heading, f"{name}_inferred": words.phrase("typed.inferred", what=heading)}
        for name, heading in headings.items()
    }


def inferred_changes(changes: pd.DataFrame, words: Words) -> str:
    """How many of each change are inferred, in a sentence behind that on the changes; empty where none is."""
    numbers = changes.loc[inferred_rows(changes), "change"].value_counts()
    told = [
        f"{words.number(int(numbers[name]))} {words.phrase(f'change.{name}')}" for name in OF_RESULTS if name in numbers
    ]
    return words.phrase("known.inferred_changes", changes=words.listed(told)) if told else ""


def in_brackets(said: str, frame: pd.DataFrame, words: Words) -> str:
    """A number inside of a sentence, with how many of these rows are inferred alone behind it; as it is where none."""
    count = int(inferred_rows(frame).sum())
    if not count:
        return said
    key = "known.all_in_brackets" if count == len(frame) else "known.some_in_brackets"
    return words.phrase(key, said=said, count=count)
