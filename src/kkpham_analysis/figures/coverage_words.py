"""What figures of coverage say in words; nothing here draws, so that commands say the same in no time."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kkpham_analysis.figures.coverage_names import alike, boxes_of, place_of, summed
from kkpham_analysis.language import Words


def matrix_finding(coverage: pd.DataFrame, words: Words) -> str:
    """Which right is covered least and which most, and how many boxes are empty: the title of the heat map."""
    return boxes_finding(boxes_of(coverage, place_of(coverage)), words)


def boxes_finding(cells: pd.DataFrame, words: Words) -> str:
    """The same of boxes that were made."""
    rights = summed(cells, "right")
    empty = int(((cells["applicable"] > 0) & (cells["covered"] == 0)).sum())
    boxes = int((cells["applicable"] > 0).sum())
    ends = least_and_most(rights, "right", words)
    return words.phrase("coverage.matrix_finding", ends=ends, count=empty, boxes=boxes) if empty else ends


def least_and_most(table: pd.DataFrame, name: str, words: Words) -> str:
    """Which of the named are covered least and which most, of what applies to any."""
    told = table.dropna(subset="coverage").sort_values("coverage", kind="stable")
    if told.empty:
        return words.phrase("coverage.nothing_applies")
    least, most = told["coverage"].iloc[0], told["coverage"].iloc[-1]
    low, high = (words.percent(float(share)) for share in (least, most))
    if least == most:
        return words.phrase("coverage.alike", count=len(told), name=told[name].iloc[0], share=low)
    fewest, all_of = (alike(told.loc[told["coverage"] == share, name], name, words) for share in (least, most))
    return words.phrase("coverage.ends", least=fewest, low=low, most=all_of, high=high)


def in_cell(row: Any, words: Words) -> str:
    """Coverage in percent where there is little room; what rounds to none or to all is not written as such.

    >>> [in_cell({"covered": covered, "applicable": 1000}, Words("en")) for covered in (0, 1, 125, 446, 999, 1000)]
    ['0', '<1', '13', '45', '>99', '100']
    """
    percent = 100 * float(row["covered"]) / float(row["applicable"])
    if 0 < percent < 0.5:
        return "<1"
    if 99.5 <= percent < 100:
        return ">99"
    return words.number(percent)
