"""Points of each regency and indicator, with bounds where they are not known, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kkpham_analysis.measures.cells import HANDED_IN, LEVELS, Frame, Placed, frame_of, placed_in
from kkpham_analysis.measures.regulations import Regulation
from kkpham_analysis.tables.vocabulary import KEYS, SUBMISSION_STATUSES

Amounts = npt.NDArray[np.floating[Any]]
Flags = npt.NDArray[np.bool_]
# What a score may rest on beside the settings of the regulation (docs/method.md, "What is assumed").
ABSENT_TYPE, ABSENT_RIGHT = "absent_type", "absent_right"


@dataclass(frozen=True)
class Board:
    """A row per regency and round, a column per indicator.

    `low` and `high` are the points earned at least and at most, 0 where the indicator does not apply; `reach` the
    points that can be earned, 0 there too.
    """

    keys: pd.DataFrame
    items: pd.DataFrame
    low: Amounts
    high: Amounts
    reach: Amounts

    def of(self, chosen: Flags) -> Board:
        """Only the chosen indicators."""
        return replace(
            self,
            items=self.items[chosen],
            low=self.low[:, chosen],
            high=self.high[:, chosen],
            reach=self.reach[:, chosen],
        )


def board_of(
    submissions: pd.DataFrame,
    indicators: pd.DataFrame,
    regulation: Regulation,
    *,
    level: str,
    judged: pd.DataFrame | None = None,
) -> Board:
    """Points of everyone in `judged`; without it, of everyone who handed in anything in a round of the regulation.

    Nobody's answer earns 0 points, as does a rejected one. A covered answer without points can have earned anything.
    What waits to be verified earns at least nothing, and at most what it would if it were verified.

    Raises
    ------
    ValueError
        When the list of indicators does not fit the regulation, or points are not such as can be earned.
    """
    own = indicators[indicators["regulation"] == regulation.regulation]
    rounds = submissions["award_year"].between(regulation.award_year_from, regulation.award_year_to)
    if judged is None:
        handed_in = rounds & submissions["status"].isin(HANDED_IN)
        handed_in &= submissions["indicator_code"].isin(own["indicator_code"])
        judged = submissions.loc[handed_in.astype(bool), KEYS].drop_duplicates()
        judged = judged.astype({"award_year": "Int64", "regency_code": "str"})
    judged = judged[KEYS].sort_values(KEYS, ignore_index=True)
    if own.empty:
        raise ValueError(f"the table indicators has none of {regulation.regulation}; load its list")
    frame = frame_of(own, judged) if len(judged) else _empty_frame(own, judged)
    items = frame.indicators.assign(reach=_reach(frame.indicators, regulation))
    _check_items(items, regulation)
    placed = placed_in(frame, submissions)
    low, high = _points(submissions, frame, placed, items, level)
    asked = frame.judged_by[np.searchsorted(frame.rounds, judged["award_year"].to_numpy("int64"))]
    reach = np.where(asked, items["reach"].to_numpy("float64"), 0)
    not_applicable = placed.statuses == SUBMISSION_STATUSES.index("not_applicable")
    reach[placed.regencies[not_applicable], placed.indicators[not_applicable]] = 0
    return Board(judged, items, low, high, reach)


def _empty_frame(indicators: pd.DataFrame, judged: pd.DataFrame) -> Frame:
    kept = indicators.reset_index(drop=True)
    return Frame(judged, kept, [], np.zeros((0, len(kept)), dtype=bool))


def _reach(indicators: pd.DataFrame, regulation: Regulation) -> pd.Series:
    """Points that each indicator can earn: those of the list, else those that the regulation sets for all."""
    reach = indicators["max_points"].astype("Float64")
    if regulation.indicator_points is not None:
        reach = reach.fillna(regulation.indicator_points)
    if reach.isna().any():
        without, code = indicators.loc[reach.isna(), "indicator_code"], regulation.regulation
        raise ValueError(
            f"{len(without)} indicators of {code} have no max_points ({without.iloc[0]} is the first), "
            f"and it sets no indicator_points; give them in the list of indicators"
        )
    return reach


def _check_items(items: pd.DataFrame, regulation: Regulation) -> None:
    """Refuse a list whose rights or types are not those that the formula adds up."""
    code = regulation.regulation
    known = [right for right, _ in regulation.rights]
    if strange := sorted({str(right) for right in items["right_code"]} - set(known)):
        raise ValueError(f"indicators of {code} belong to rights that it does not have: {', '.join(strange)}")
    if not regulation.type_weights:
        return
    if missing := [right for right in known if right not in set(items["right_code"])]:
        raise ValueError(
            f"the list of indicators has none for these rights of {code}: {', '.join(missing)}; the score needs all"
        )
    weights = dict(regulation.type_weights)
    if strange := sorted({str(kind) for kind in items["type"]} - set(weights)):
        raise ValueError(
            f"indicators of {code} are of types without a weight: {', '.join(strange)}; it weighs {', '.join(weights)}"
        )


def _points(
    submissions: pd.DataFrame, frame: Frame, placed: Placed, items: pd.DataFrame, level: str
) -> tuple[Amounts, Amounts]:
    """Least and most points of each cell."""
    possible, sure = ([SUBMISSION_STATUSES.index(status) for status in LEVELS[each]] for each in ("submitted", level))
    earning = np.isin(placed.statuses, possible)
    rows, columns = placed.regencies[earning], placed.indicators[earning]
    given = submissions["points"].iloc[placed.submissions[earning]].to_numpy("float64", na_value=np.nan)
    most = items["reach"].to_numpy("float64")[columns]
    impossible = np.flatnonzero((given < 0) | (given > most))
    if len(impossible):
        first = impossible[0]
        regency, code = frame.regencies.iloc[rows[first]], items["indicator_code"].iloc[columns[first]]
        raise ValueError(
            f"submissions of {regency['award_year']}: regency {regency['regency_code']} has {given[first]:.15g} points "
            f"for {code}, which can earn 0 to {most[first]:.15g}; correct them"
        )
    low, high = (np.zeros((len(frame.regencies), len(items))) for _ in range(2))
    counts = np.isin(placed.statuses[earning], sure) & ~np.isnan(given)
    low[rows, columns] = np.where(counts, given, 0)
    high[rows, columns] = np.where(np.isnan(given), most, given)
    return low, high


def points_of_all(points: Amounts, board: Board, regulation: Regulation) -> Amounts:
    """Hundredths of all points that can be earned; missing where none can."""
    return _share(points.sum(axis=1), board.reach.sum(axis=1)) * 100


def mean_of_rights(points: Amounts, board: Board, regulation: Regulation) -> Amounts:
    """Mean of the rights by their weights; each is the mean of its types, by theirs, of the points that can be earned.

    A type or right in which nothing applies leaves the mean, so that what is left is of a hundred all the same.
    """
    total, weighed = np.zeros(len(points)), np.zeros(len(points))
    for right, weight in regulation.rights:
        score = _right(points, board, regulation, right)
        there = ~np.isnan(score)
        total += np.where(there, score, 0) * weight
        weighed += there * weight
    return _share(total, weighed)


def _right(points: Amounts, board: Board, regulation: Regulation, right: str) -> Amounts:
    of_right = (board.items["right_code"] == right).to_numpy(bool)
    total, weighed = np.zeros(len(points)), np.zeros(len(points))
    for kind, weight in regulation.type_weights:
        chosen = of_right & (board.items["type"] == kind).to_numpy(bool)
        share = _share(points[:, chosen].sum(axis=1), board.reach[:, chosen].sum(axis=1))
        there = ~np.isnan(share)
        total += np.where(there, share, 0) * weight
        weighed += there * weight
    return _share(total, weighed) * 100


def _share(part: Amounts, of: Amounts) -> Amounts:
    return np.asarray(np.divide(part, of, out=np.full(len(of), np.nan), where=of > 0))


FORMULAS: dict[str, Callable[[Amounts, Board, Regulation], Amounts]] = {
    "points_of_all": points_of_all,
    "mean_of_rights": mean_of_rights,
}


def left_out(board: Board, regulation: Regulation) -> dict[str, Flags]:
    """Rows in which a type or a right of the mean has nothing that applies, so that its weight goes to the others."""
    absent_type, absent_right = (np.zeros(len(board.keys), dtype=bool) for _ in range(2))
    if not regulation.type_weights:
        return {}
    for right, _ in regulation.rights:
        of_right = (board.items["right_code"] == right).to_numpy(bool)
        gone = board.reach[:, of_right].sum(axis=1) <= 0
        absent_right |= gone
        for kind, _ in regulation.type_weights:
            chosen = of_right & (board.items["type"] == kind).to_numpy(bool)
            absent_type |= ~gone & (board.reach[:, chosen].sum(axis=1) <= 0)
    return {ABSENT_TYPE: absent_type, ABSENT_RIGHT: absent_right}
