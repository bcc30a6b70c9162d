"""Which regencies, improved by which indicators, would bring a province over its rule: fewest points first."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import gcd

import numpy as np
import numpy.typing as npt
import pandas as pd

from kkpham_analysis.measures.boards import FORMULAS, Board, board_of
from kkpham_analysis.measures.cells import KINDS, check_level, kind_positions, with_marks
from kkpham_analysis.measures.regions import round_of
from kkpham_analysis.measures.regulations import Regulation
from kkpham_analysis.measures.rules import parse_rule
from kkpham_analysis.measures.scores import rests_on, with_totals
from kkpham_analysis.tables.markings import is_synthetic

# Points are compared in whole millionths; totals at the ninth digit, as classes are.
PARTS_OF_A_POINT = 10**6
LEAST_DIFFERENCE = 5e-10
# More steps than this are points with so many digits that looking at all would take too long.
MOST_STEPS = 10**6
COLUMNS = {
    "path": "Int64",
    "province_code": "str",
    "regency_code": "str",
    "indicator_code": "str",
    "right_code": "str",
    "type": "str",
    "points": "Float64",
    "points_then": "Float64",
    "adds": "Float64",
    "total": "Float64",
    "total_then": "Float64",
    "path_points": "Float64",
    "assumed": "str",
}


@dataclass(frozen=True)
class _Step:
    """What one regency has to do: the indicators by position, and the points in parts."""

    row: int
    chosen: tuple[int, ...]
    parts: int


def paths_to_rule(
    submissions: pd.DataFrame,
    indicators: pd.DataFrame,
    judged: pd.DataFrame,
    regulation: Regulation,
    *,
    province_code: str,
    rule: str,
    regencies: int = 3,
    paths: int = 5,
    action_points: pd.DataFrame | None = None,
    level: str = "verified",
) -> pd.DataFrame:
    """Ways to bring a province over a rule by completing indicators of a few regencies, fewest points first.

    To complete an indicator is to earn all of its points. What is not known counts as not earned, so that the way is
    enough in any case. A scenario under a formula that is partly assumed, never a promise.

    Parameters
    ----------
    submissions, indicators, regulation, action_points, level
        As for `regency_scores`.
    judged : DataFrame
        The regencies of one round: the result of `regencies_in`.
    province_code : str
        The province.
    rule : str
        `">60%"`, as for `compliant_share`; of all its regencies.
    regencies : int
        How many regencies may be improved at most.
    paths : int
        How many ways are shown at most.

    Returns
    -------
    DataFrame
        One row per way, regency and indicator: `path` (from 1), `province_code, regency_code, indicator_code,
        right_code, type`, `points` (now) and `points_then`, `adds` (to the total), `total` and `total_then` of the
        regency, `path_points` (all that the way asks for), `assumed`. No row where the rule is met already, or where
        not even that many regencies are enough. `synthetic` and `kind` follow as in `indicator_coverage`.

    Raises
    ------
    ValueError
        As `regency_scores`; when the province is not in the round, the rule is not understood or is about
        participants, or points have so many digits that not all ways can be looked at.

    Notes
    -----
    Exact, not greedy: for each regency every set of indicators is weighed (by the sum of their points, whole), and the
    set that asks for the fewest points is taken, of equal ones the one that adds most. Ways differ in their
    regencies. docs/method.md, "Ways over the rule".

    Examples
    --------
    >>> import pandas as pd
    >>> from kkpham_analysis.measures.regulations import example_regulation
    >>> codes = ["1/2030-001", "1/2030-002", "1/2030-003", "1/2030-004"]
    >>> indicators = pd.DataFrame({"regulation": "1/2030", "indicator_code": codes, "group": "life",
    ...     "right_code": ["WATER", "WATER", "AIR", "AIR"], "type": ["input", "output", "input", "output"],
    ...     "max_points": 10.0, "award_year_from": 2030, "award_year_to": 2034})
    >>> judged = pd.DataFrame({"award_year": 2031, "province_code": "65", "regency_code": ["6501"]})
    >>> submissions = pd.DataFrame({"award_year": 2031, "regency_code": "6501", "indicator_code": codes,
    ...     "status": "verified", "points": [10.0, 4.0, 0.0, 10.0]})
    >>> ways = paths_to_rule(
    ...     submissions, indicators, judged, example_regulation(), province_code="65", rule=">=60%")
    >>> ways[["path", "regency_code", "indicator_code", "points", "adds", "total_then", "path_points"]]
       path regency_code indicator_code  points  adds  total_then  path_points
    0     1         6501     1/2030-002     4.0  18.0        80.0          6.0
    """
    check_level(level)
    synthetic = is_synthetic(submissions)
    settled = parse_rule(rule)
    if settled.denominator != "regencies":
        raise ValueError(f"rule '{rule}' is about participants; a way over a rule is about all regencies: '>=60%'")
    award_year = round_of(judged)
    own = judged[judged["province_code"] == province_code]
    if own.empty:
        raise ValueError(f"province {province_code} has no regency in the round of {award_year}; see regencies_in")
    board = board_of(submissions, indicators, regulation, level=level, judged=own)
    totals = _totals(board, regulation, action_points)
    limit = regulation.compliant_from
    compliant = np.round(totals, 9) >= limit
    needed = settled.needed(len(own))
    short = None if needed is None else needed - int(compliant.sum())
    steps: list[tuple[_Step, ...]] = []
    if short is not None and 0 < short <= regencies:
        ways = [_cheapest(board, regulation, int(row), limit - totals[row]) for row in np.flatnonzero(~compliant)]
        steps = _best([way for way in ways if way is not None], short, paths)
    assumed = rests_on(board, regulation, with_total=action_points is not None)
    table = _table(board, regulation, province_code, totals, steps)
    table["assumed"] = pd.Series([assumed[row] for row in table.pop("row")], index=table.index, dtype="str")
    kinds = pd.Series(KINDS[int(kind_positions(board.items).max())], index=table.index)
    return with_marks(table[list(COLUMNS)].astype(COLUMNS), synthetic=synthetic, kinds=kinds)


def _totals(board: Board, regulation: Regulation, action_points: pd.DataFrame | None) -> npt.NDArray[np.float64]:
    """Total that each regency has in any case; 0 where nothing applies to it."""
    score = pd.Series(FORMULAS[regulation.formula](board.low, board, regulation), dtype="Float64").fillna(0.0)
    scores = board.keys.assign(score=score, score_low=score, score_high=score)
    totals = with_totals(scores, regulation, action_points)["total_low"]
    return np.asarray(totals.to_numpy("float64"))


def _gains(board: Board, regulation: Regulation, row: int) -> npt.NDArray[np.float64]:
    """What completing each indicator adds to the score of one regency: every formula is a sum over its indicators."""
    missing = board.reach[row] - board.low[row]
    alone = replace(board, reach=np.tile(board.reach[row], (len(missing), 1)))
    return np.asarray(np.nan_to_num(FORMULAS[regulation.formula](np.diag(missing), alone, regulation)))


def _cheapest(board: Board, regulation: Regulation, row: int, deficit: float) -> _Step | None:
    """The set of indicators with the fewest points that makes good for a deficit; None where not even all do."""
    gains = _gains(board, regulation, row)
    parts = np.round((board.reach[row] - board.low[row]) * PARTS_OF_A_POINT).astype("int64")
    useful = [int(item) for item in np.flatnonzero((gains > 0) & (parts > 0))]
    found = cheapest_cover([int(parts[item]) for item in useful], [float(gains[item]) for item in useful], deficit)
    if found is None:
        return None
    chosen = tuple(useful[position] for position in found)
    return _Step(row, chosen, sum(int(parts[item]) for item in chosen))


def cheapest_cover(costs: Sequence[int], gains: Sequence[float], deficit: float) -> list[int] | None:
    """Positions whose gains make good for a deficit at the least cost, exactly; None where not even all do.

    Of sets that cost the same, the one that gains most.

    Raises
    ------
    ValueError
        When costs have so little in common that not all sums can be looked at.

    Examples
    --------
    The best value for money, the first, is not part of the cheapest set.

    >>> cheapest_cover([3, 4, 4], [31.0, 40.0, 40.0], 80.0)
    [1, 2]
    """
    if deficit <= LEAST_DIFFERENCE:
        return []
    if sum(gains) < deficit - LEAST_DIFFERENCE:
        return None
    unit = gcd(*costs)
    sizes = [cost // unit for cost in costs]
    most = _enough(sizes, gains, deficit)
    if most > MOST_STEPS:
        raise ValueError("points have so many digits that not all ways can be looked at; give them with two at most")
    best = np.full(most + 1, -np.inf)
    best[0] = 0.0
    taken = np.zeros((len(sizes), most + 1), dtype=bool)
    for item, (size, gain) in enumerate(zip(sizes, gains, strict=True)):
        if size > most:
            continue
        with_it = best[: most + 1 - size] + gain
        better = with_it > best[size:]
        taken[item, size:] = better
        best[size:] = np.where(better, with_it, best[size:])
    left = int(np.flatnonzero(best >= deficit - LEAST_DIFFERENCE)[0])
    chosen = []
    for item in reversed(range(len(sizes))):
        if taken[item, left]:
            chosen.append(item)
            left -= sizes[item]
    return chosen[::-1]


def _enough(sizes: Sequence[int], gains: Sequence[float], deficit: float) -> int:
    """A cost that is enough: by the best value for money. Nothing dearer has to be looked at."""
    order = sorted(range(len(sizes)), key=lambda item: sizes[item] / gains[item])
    cost, gained = 0, 0.0
    for item in order:
        cost, gained = cost + sizes[item], gained + gains[item]
        if gained >= deficit:
            break
    return cost


def _best(steps: list[_Step], short: int, paths: int) -> list[tuple[_Step, ...]]:
    """The cheapest ways of so many regencies each.

    A way with a regency beyond the first `short + paths - 1` is no cheaper than `paths` others, in which one of the
    cheaper regencies stands for it: so these are enough to look at.
    """
    cheap = sorted(steps, key=lambda step: (step.parts, step.row))[: short + paths - 1]
    return heapq.nsmallest(paths, combinations(cheap, short), key=lambda way: sum(step.parts for step in way))


def _table(
    board: Board,
    regulation: Regulation,
    province_code: str,
    totals: npt.NDArray[np.float64],
    ways: list[tuple[_Step, ...]],
) -> pd.DataFrame:
    rows = []
    for number, way in enumerate(ways, start=1):
        asked = sum(step.parts for step in way) / PARTS_OF_A_POINT
        for step in sorted(way, key=lambda step: step.row):
            gains = _gains(board, regulation, step.row)
            then = totals[step.row] + sum(gains[item] for item in step.chosen)
            for item in step.chosen:
                rows.append(
                    {
                        "row": step.row,
                        "path": number,
                        "province_code": province_code,
                        "regency_code": board.keys["regency_code"].iloc[step.row],
                        **{name: board.items[name].iloc[item] for name in ("indicator_code", "right_code", "type")},
                        "points": board.low[step.row, item],
                        "points_then": board.reach[step.row, item],
                        "adds": gains[item],
                        "total": totals[step.row],
                        "total_then": then if regulation.total_max is None else min(then, regulation.total_max),
                        "path_points": asked,
                    }
                )
    return pd.DataFrame(rows, columns=["row", *(name for name in COLUMNS if name != "assumed")])
