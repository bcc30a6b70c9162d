"""Points of each regency and indicator, with bounds where they are not known, and what they add up to."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from kkpham_analysis.measures.bands import points_by_bands
from kkpham_analysis.measures.cells import Amounts, Flags, Frame, Placed, frame_of, placed_in
from kkpham_analysis.measures.problems import UnfitError, check_columns
from kkpham_analysis.measures.regulations import MEAN_OF_RIGHTS, POINTS_OF_ALL, Regulation
from kkpham_analysis.measures.strangers import check_regencies, check_texts
from kkpham_analysis.tables.certainly import surely
from kkpham_analysis.tables.known_codes import known_codes
from kkpham_analysis.tables.vocabulary import HANDED_IN, LEVELS, REGENCY_KEYS, SUBMISSION_STATUSES

NEEDED = [*REGENCY_KEYS, "indicator_code", "status", "points"]
# What a score may rest on beside the settings of the regulation (docs/method.md, "What is assumed").
ABSENT_TYPE, ABSENT_RIGHT = "absent_type", "absent_right"
# Where the points of a covered answer come from, or that it waits to be covered; 0 is none of these.
GIVEN, BY_BANDS, NOT_KNOWN, WAITING = 1, 2, 3, 4


@dataclass(frozen=True)
class Board:
    """A row per regency and round, a column per indicator.

    `low` and `high` are the points earned at least and at most, 0 where the indicator does not apply; `reach` the
    points that can be earned, 0 there too. `origin` says where the points come from: `GIVEN`, `BY_BANDS`,
    `NOT_KNOWN`; or that the answer is `WAITING` for a check. `unscored` are answers whose points are not known, those
    that wait among them.
    """

    keys: pd.DataFrame
    items: pd.DataFrame
    low: Amounts
    high: Amounts
    reach: Amounts
    origin: npt.NDArray[np.int8]
    unscored: Flags

    def of(self, chosen: Flags) -> Board:
        """Only the chosen indicators."""
        return replace(
            self,
            items=self.items[chosen],
            low=self.low[:, chosen],
            high=self.high[:, chosen],
            reach=self.reach[:, chosen],
            origin=self.origin[:, chosen],
            unscored=self.unscored[:, chosen],
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

    Nobody's answer earns 0 points, as does a rejected one. A covered answer without points earns those of the band it
    lies in; where that is not known it can have earned anything. What waits to be verified earns at least nothing, and
    at most what it would if it were verified.

    Raises
    ------
    ValueError
        When the list of indicators does not fit the regulation, an answer is to an indicator that it does not have,
        columns are missing, or points are not such as can be earned.
    """
    check_columns(submissions, NEEDED, "unfit.columns_of_scores")
    rounds = submissions["award_year"].between(regulation.award_year_from, regulation.award_year_to)
    own = indicators[indicators["regulation"] == regulation.regulation]
    if judged is None:
        handed_in = rounds & submissions["status"].isin(HANDED_IN)
        handed_in &= submissions["indicator_code"].isin(own["indicator_code"])
        judged = submissions.loc[handed_in.astype(bool), REGENCY_KEYS].drop_duplicates()
        judged = judged.astype({"award_year": "Int64", "regency_code": "str"})
    judged = judged[REGENCY_KEYS].sort_values(REGENCY_KEYS, ignore_index=True)
    if own.empty:
        raise UnfitError("unfit.no_indicators", regulation=regulation.regulation)
    _check_known(submissions[surely(rounds)], own, regulation)
    frame = frame_of(own, judged) if len(judged) else _empty_frame(own, judged)
    items = frame.indicators.assign(reach=_reach(frame.indicators, regulation))
    _check_items(items, regulation)
    placed = placed_in(frame, submissions)
    low, high, origin, unscored = _points(submissions, frame, placed, items, regulation, level)
    asked = frame.judged_by[np.searchsorted(frame.rounds, judged["award_year"].to_numpy("int64"))]
    reach = np.where(asked, items["reach"].to_numpy("float64"), 0)
    not_applicable = placed.statuses == SUBMISSION_STATUSES.index("not_applicable")
    reach[placed.regencies[not_applicable], placed.indicators[not_applicable]] = 0
    return Board(judged, items, low, high, reach, origin, unscored)


def _check_known(submissions: pd.DataFrame, own: pd.DataFrame, regulation: Regulation) -> None:
    """Refuse answers to what the list does not have: they would earn nothing, without a word."""
    check_regencies(submissions)
    check_texts(submissions["indicator_code"], "indicator_code", "submissions")
    listed = own["indicator_code"].dropna().astype("str").tolist()
    known = (known_codes(own, "indicator_code") or frozenset()).union(listed)
    strange = submissions[~submissions["indicator_code"].isin(known)]
    if strange.empty or not listed:
        return
    first = strange.iloc[0]
    close = difflib.get_close_matches(str(first["indicator_code"]), listed, 3) or listed[:3]
    raise UnfitError(
        "unfit.unknown_indicators", award_year=first["award_year"], regency=first["regency_code"],
        indicator=first["indicator_code"], regulation=regulation.regulation, count=len(strange), close=", ".join(close),
    )  # fmt: skip


def _empty_frame(indicators: pd.DataFrame, judged: pd.DataFrame) -> Frame:
    kept = indicators.reset_index(drop=True)
    return Frame(judged, kept, [], np.zeros((0, len(kept)), dtype=bool))


def _reach(indicators: pd.DataFrame, regulation: Regulation) -> pd.Series:
    """Points that each indicator can earn: those of the list, else those that the regulation sets for all."""
    reach = indicators["max_points"].astype("Float64")
    if regulation.indicator_points is not None:
        reach = reach.fillna(regulation.indicator_points)
    if reach.isna().any():
        without = indicators.loc[reach.isna(), "indicator_code"]
        raise UnfitError(
            "unfit.no_max_points", count=len(without), regulation=regulation.regulation, first=without.iloc[0]
        )
    return reach


def _check_items(items: pd.DataFrame, regulation: Regulation) -> None:
    """Refuse a list whose rights or types are not those that the formula adds up."""
    code = regulation.regulation
    known = [right for right, _ in regulation.rights]
    if strange := sorted({str(right) for right in items["right_code"]} - set(known)):
        raise UnfitError("unfit.other_rights", regulation=code, names=", ".join(strange))
    if not regulation.type_weights:
        return
    if missing := [right for right in known if right not in set(items["right_code"])]:
        raise UnfitError("unfit.empty_rights", regulation=code, names=", ".join(missing))
    weights = dict(regulation.type_weights)
    if strange := sorted({str(kind) for kind in items["type"]} - set(weights)):
        raise UnfitError("unfit.unweighed_types", regulation=code, names=", ".join(strange), known=", ".join(weights))


def _points(
    submissions: pd.DataFrame, frame: Frame, placed: Placed, items: pd.DataFrame, regulation: Regulation, level: str
) -> tuple[Amounts, Amounts, npt.NDArray[np.int8], Flags]:
    """Least and most points of each cell, where those of covered answers come from, and which are not known."""
    possible, sure = ([SUBMISSION_STATUSES.index(status) for status in LEVELS[each]] for each in ("submitted", level))
    earning = np.isin(placed.statuses, possible)
    rows, columns = placed.regencies[earning], placed.indicators[earning]
    own = submissions.iloc[placed.submissions[earning]]
    given = own["points"].to_numpy("float64", na_value=np.nan)
    by_bands = _by_bands(own, items.iloc[columns], regulation)
    origins = np.where(np.isnan(given), np.where(np.isnan(by_bands), NOT_KNOWN, BY_BANDS), GIVEN)
    given = np.where(np.isnan(given), by_bands, given)
    most = items["reach"].to_numpy("float64")[columns]
    impossible = np.flatnonzero((given < 0) | (given > most))
    if len(impossible):
        first = impossible[0]
        regency, code = frame.regencies.iloc[rows[first]], items["indicator_code"].iloc[columns[first]]
        raise UnfitError(
            "unfit.impossible_points", award_year=regency["award_year"], regency=regency["regency_code"],
            points=f"{given[first]:.15g}", indicator=code, most=f"{most[first]:.15g}",
        )  # fmt: skip
    low, high = (np.zeros((len(frame.regencies), len(items))) for _ in range(2))
    covered = np.isin(placed.statuses[earning], sure)
    low[rows, columns] = np.where(covered & ~np.isnan(given), given, 0)
    high[rows, columns] = np.where(np.isnan(given), most, given)
    origin, unscored = np.zeros(low.shape, dtype=np.int8), np.zeros(low.shape, dtype=bool)
    origin[rows, columns] = np.where(covered, origins, WAITING)
    unscored[rows, columns] = np.isnan(given)
    return low, high, origin, unscored


def _by_bands(answers: pd.DataFrame, items: pd.DataFrame, regulation: Regulation) -> Amounts:
    """Points of answers by the bands of the regulation; missing where it has none, or none that holds the answer."""
    if not regulation.bands or "answer_number" not in answers:
        return np.full(len(answers), np.nan)
    asked = items.get("unit")
    said = answers[["indicator_code", "answer_number", "unit"]].astype({"unit": "str"})
    asked_unit = pd.Series(None if asked is None else asked.to_numpy(), index=said.index, dtype="str")
    return points_by_bands(said.assign(asked_unit=asked_unit), regulation.bands)


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


@dataclass(frozen=True)
class Formula:
    """How a formula is worked out, and whether it is a sum over its indicators.

    Of one that `is_additive`, what an indicator adds to the score does not depend on what the others earn. One in which
    a right only counts from some points on is none: ways over a rule cannot be looked for by what each indicator adds.
    """

    score: Callable[[Amounts, Board, Regulation], Amounts]
    is_additive: bool


# The formulas that a regulation can name.
SCORED_BY: dict[str, Formula] = {
    POINTS_OF_ALL: Formula(points_of_all, is_additive=True),
    MEAN_OF_RIGHTS: Formula(mean_of_rights, is_additive=True),
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
