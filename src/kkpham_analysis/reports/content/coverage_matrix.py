"""The heat map of the page on coverage: its cells, what is read above it, and its numbers as a table."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kkpham_analysis.figures.coverage_words import in_cell, matrix_finding
from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts
from kkpham_analysis.reports.content.coverage_gaps import has_provinces
from kkpham_analysis.reports.content.coverage_wording import quarantine_in_words
from kkpham_analysis.reports.page import Part, Prose, Table
from kkpham_analysis.reports.page.folded import Folded

COVERAGE_OF = "coverage_of_{}"


def matrix(facts: CoverageFacts) -> pd.DataFrame:
    """Coverage of each right in each place, for `plot_coverage_matrix`; empty where there is nothing."""
    if facts.reason:
        return pd.DataFrame()
    place = "province" if has_provinces(facts) else "regency"
    table = facts.coverage(["award_year", "right_code", f"{place}_code"])
    return table.assign(place=table[place])


def matrix_part(facts: CoverageFacts) -> Part | None:
    """What the heat map shows, above it; None where there is none, as the head of the page says."""
    words = facts.words
    title = words.phrase("coverage.map")
    if facts.reason:
        return None
    places = "provinces" if has_provinces(facts) else "regencies"
    cells = matrix(facts)
    reading = words.phrase(f"coverage.map_reading_{places}")
    hatched = words.phrase("coverage.map_hatched") if (cells["applicable"] <= 0).any() else ""
    waiting = quarantine_in_words(facts)
    return Part(title, Prose(wording.joined(f"{matrix_finding(cells, words)}.", waiting, reading, hatched)))


def matrix_table(facts: CoverageFacts) -> Folded | None:
    """The numbers of the heat map as a table, for who reads on a narrow screen or does not see the figure."""
    words = facts.words
    if facts.reason:
        return None
    place = "province" if has_provinces(facts) else "regency"
    rights = dict(matrix(facts).groupby("right_code", sort=False)["right"].first())
    frame = _wide(facts, place, list(rights))
    columns = {place: words.phrase(f"coverage.column_{place}"), **rights, "whole": words.phrase("coverage.whole")}
    caption = words.phrase("coverage.matrix_caption", level=words.phrase(f"coverage.level_{facts.level}"))
    align = dict.fromkeys([*rights, "whole"], "right")
    figures = {code: {COVERAGE_OF.format(code): right} for code, right in rights.items()}
    figures["whole"] = {"coverage": columns["whole"]}
    table = Table(frame, caption, columns, words, align=align, figures=figures)
    return Folded(words.phrase("coverage.matrix_numbers"), table)


def _wide(facts: CoverageFacts, place: str, rights: list[str]) -> pd.DataFrame:
    """A row per place, the best covered first: of each right the box as it is read, and its coverage as a number."""
    words = facts.words
    cells = matrix(facts)
    cells = cells.assign(cell=[_in_box(row, words) for row in cells.to_dict("records")])
    key = f"{place}_code"
    wide = cells.pivot_table(index=key, columns="right_code", values="cell", aggfunc="first", sort=False)
    typed = cells.pivot_table(index=key, columns="right_code", values="coverage", aggfunc="first")
    typed = typed.reindex(columns=rights).rename(columns=COVERAGE_OF.format)
    places = facts.coverage(["award_year", key])
    places = places.sort_values(["coverage", key], ascending=[False, True], na_position="last")
    frame = places.assign(whole=[_in_box(row, words) for row in places.to_dict("records")])
    for by_right in (wide, typed):
        frame = frame.merge(by_right, left_on=key, right_index=True, how="left", validate="one_to_one")
    return frame


def _in_box(row: Any, words: Words) -> str:
    return "–" if row["applicable"] <= 0 else in_cell(row, words)
