"""Measures of claims that count nothing that is known, titles that nobody could settle, or the same thing twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kkpham_analysis.tables.catalogues.in_use import titles_of_round
from kkpham_analysis.tables.counted_titles import REGENCIES, counted_titles, in_full, unsettled_titles
from kkpham_analysis.tables.faults import Fault

if TYPE_CHECKING:
    import pandas as pd

    from kkpham_analysis.tables.columns import Table

# What measures are held against, beside the claims.
NEEDED = {
    "categories": ("category",),
    "regulations": ("regulation", "award_year_from", "award_year_to"),
    "regulation_classes": ("regulation", "category"),
}


def measure_faults(
    claims: pd.DataFrame, table: Table, known: Sequence[str], texts: Mapping[str, pd.DataFrame]
) -> list[Fault]:
    """Measures that are none of the known ones and count no title; a badly written one has a fault of its own."""
    key = list(table.key)
    said = claims.dropna(subset=key)
    form = table["measure"].pattern
    said = said[~said["measure"].isin(known) & said["measure"].map(lambda name: bool(re.fullmatch(form, name)))]
    categories = texts["categories"]["category"].dropna().tolist()
    years = said["award_year"].unique()
    own = {year: titles_of_round(texts["regulations"], texts["regulation_classes"], year) for year in years}
    pairs = list(zip(said["measure"], said["award_year"], strict=True))
    faults = [
        _unknown(table, line, measure, known, categories, own[year])
        for line, (measure, year) in zip(said.index.tolist(), pairs, strict=True)
        if not counted_titles(measure, categories, own[year])
    ]
    written = said.assign(measure=[in_full(measure, categories, own[year]) for measure, year in pairs])
    return faults + _twice(said["measure"].tolist(), written[key], table)


def _twice(measures: Sequence[str], written: pd.DataFrame, table: Table) -> list[Fault]:
    """Measures that count the same in other words; what is written alike is a doubled key, and told as such."""
    first: dict[tuple[str, ...], tuple[int, str]] = {}
    faults = []
    rows = written.itertuples(index=False, name=None)
    for line, measure, key in zip(written.index.tolist(), measures, rows, strict=True):
        earlier, said = first.setdefault(key, (line, measure))
        if said != measure:
            details: dict[str, str | int] = {"first": earlier}
            faults.append(Fault(table.path, line, "measure", measure, "measure_twice", "keep_row", details))
    return faults


def _unknown(
    table: Table, line: int, measure: str, known: Sequence[str], categories: Sequence[str], own: Sequence[str]
) -> Fault:
    """A measure that counts no title, or one cut so short that it could be any of several."""
    if unsettled := unsettled_titles(measure, categories, own):
        part, titles = next(iter(unsettled.items()))
        return Fault(table.path, line, "measure", measure, "short_title", "choose",
                     {"name": part, "choices": ", ".join(titles)})  # fmt: skip
    choices = ", ".join((*known, *(f"{name}{REGENCIES}" for name in categories)))
    return Fault(table.path, line, "measure", measure, "allowed", "choose", {"choices": choices})
