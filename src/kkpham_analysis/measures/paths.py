"""Which regencies, improved by which indicators, would bring a province over its rule: fewest points first."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kkpham_analysis.language.rounding import SURE_DIGITS
from kkpham_analysis.measures.boards import SCORED_BY, WAITING, Board
from kkpham_analysis.measures.cells import Amounts
from kkpham_analysis.measures.choosing import cheapest_choices, cheapest_cover
from kkpham_analysis.measures.points import PARTS_OF_A_POINT
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.regions import round_of
from kkpham_analysis.measures.regulations import Regulation
from kkpham_analysis.measures.rules import parse_rule
from kkpham_analysis.measures.standing import Asked, Standing, assumed_of, standing_of
from kkpham_analysis.tables.markings import following

COLUMNS = {
    "path": "Int64",
    "province_code": "str",
    "regency_code": "str",
    "indicator_code": "str",
    "right_code": "str",
    "type": "str",
    "points": "Float64",
    "points_then": "Float64",
    "waiting": "boolean",
    "unscored": "boolean",
    "missing": "Float64",
    "missing_high": "Float64",
    "adds": "Float64",
    "total": "Float64",
    "total_then": "Float64",
    "path_points": "Float64",
    "path_points_high": "Float64",
    "alike": "Int64",
    "assumed": "str",
}


@dataclass(frozen=True)
class _Step:
    """What one regency has to do: the indicators by position, the points in parts; how many it answered already."""

    row: int
    chosen: tuple[int, ...]
    parts: int
    answered: int


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
    enough in any case; of a regency that handed in nothing it asks for all that it needs. A scenario under a formula
    that is partly assumed, never a promise.

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
        How many ways are shown at most: the best ones, however many there are. Each is found when its turn comes, so
        that the time grows with the rows shown, and not with all the ways there are.

    Returns
    -------
    DataFrame
        One row per way, regency and indicator: `path` (from 1), `province_code, regency_code, indicator_code,
        right_code, type`, `points` (now) and `points_then`, `waiting` (handed in, and not verified yet), `unscored`
        (handed in, and its points are not known, verified or not), `missing` and `missing_high` (the points that are
        asked for beside those of an answer that waits, at least and at most: they differ where `unscored`), `adds` (to
        the total), `total` and `total_then` of the regency, `path_points` and `path_points_high` (all that is missing
        of the way), `alike` (regencies outside the way that ask for as many points, and could stand for this one),
        `assumed` (settings without a source, with the limit that is to be reached). `points` and `total` are missing of
        a regency that handed in nothing: its score is not known; and where a verified answer has no points. No row
        where the rule is met already, or where not even that many regencies are enough: `rule_distance` says which.
        `synthetic` and `kind` follow as in `indicator_coverage`.

    Raises
    ------
    ValueError
        As `regency_scores`; when the province is not in the round, the rule is not understood or is about
        participants, the formula is no sum over its indicators, or points have so many digits that not all ways can be
        looked at.

    Notes
    -----
    Exact, not greedy: for each regency every set of indicators is weighed (by the sum of their points, whole), and the
    set that asks for the fewest points is taken, of equal ones one of the fewest indicators, of these the one that adds
    most. What is handed in and waits to be verified asks for nothing more, nor does what is verified and not scored
    yet, as far as their points are not known: at most all of them, `path_points_high`. Ways differ in their regencies;
    of equal ones that comes first whose regencies have answered most. docs/method.md, "Ways over the rule".

    Examples
    --------
    >>> import pandas as pd
    >>> from kkpham_analysis.measures.regulations import Regulation, ScoreClass
    >>> regulation = Regulation(regulation="1/2030", award_year_from=2030, award_year_to=2034, indicators=4,
    ...     formula="mean_of_rights", rights=(("WATER", 1.0), ("AIR", 1.0)),
    ...     type_weights=(("input", 40.0), ("output", 60.0)), bonus_max=5.0, total_max=100.0,
    ...     classes=(ScoreClass("good", 80.0, True), ScoreClass("fair", 50.0, False), ScoreClass("poor", 0.0, False)),
    ...     assumed=frozenset({"type_weight:output"}))
    >>> codes = ["1/2030-001", "1/2030-002", "1/2030-003", "1/2030-004"]
    >>> indicators = pd.DataFrame({"regulation": "1/2030", "indicator_code": codes, "group": "life",
    ...     "right_code": ["WATER", "WATER", "AIR", "AIR"], "type": ["input", "output", "input", "output"],
    ...     "max_points": 10.0, "award_year_from": 2030, "award_year_to": 2034})
    >>> judged = pd.DataFrame({"award_year": 2031, "province_code": "65", "regency_code": ["6501"]})
    >>> submissions = pd.DataFrame({"award_year": 2031, "regency_code": "6501", "indicator_code": codes,
    ...     "status": "verified", "points": [10.0, 4.0, 0.0, 10.0]})
    >>> ways = paths_to_rule(
    ...     submissions, indicators, judged, regulation, province_code="65", rule=">=60%")
    >>> ways[["path", "regency_code", "indicator_code", "points", "adds", "total_then", "path_points"]]
       path regency_code indicator_code  points  adds  total_then  path_points
    0     1         6501     1/2030-002     4.0  18.0        80.0          6.0
    """
    if not SCORED_BY[regulation.formula].is_additive:
        raise UnfitError("unfit.not_additive", regulation=regulation.regulation, formula=regulation.formula)
    asked = Asked(submissions, indicators, judged, regulation, province_code, rule, action_points, level)
    standing = standing_of(asked)
    short = standing.short or 0
    steps = _steps(standing, regulation) if 0 < short <= regencies else []
    best = _best(steps, short, paths) if steps else []
    board = standing.board
    assumed = assumed_of(board, asked)
    table = _table(standing, regulation, province_code, best, steps)
    table["assumed"] = pd.Series([assumed[row] for row in table.pop("row")], index=table.index, dtype="str")
    return following(table[list(COLUMNS)].astype(COLUMNS), submissions, action_points, lists=[board.items])


def rule_distance(
    submissions: pd.DataFrame,
    indicators: pd.DataFrame,
    judged: pd.DataFrame,
    regulation: Regulation,
    *,
    province_code: str,
    rule: str,
    regencies: int = 3,
    action_points: pd.DataFrame | None = None,
    level: str = "verified",
) -> pd.DataFrame:
    """How far a province is from a rule, and so why `paths_to_rule` has ways or none.

    Parameters
    ----------
    submissions, indicators, judged, regulation, province_code, rule, regencies, action_points, level
        As for `paths_to_rule`.

    Returns
    -------
    DataFrame
        One row: `award_year, province_code, rule, regencies`; `compliant` (in any case: what is not known counts as not
        earned), `open` (others that may be compliant all the same, for what is not known could decide, or nothing
        applies to them), of these `not_handed_in` (of whom `submissions` has nothing, so that nothing is known),
        `needed` (missing where not even all regencies would meet the rule), `short` (of that, with those compliant in
        any case), `can_be` (regencies that would be compliant with all of their indicators completed); `outcome`:
        `met`, `within_reach`,
        `more_regencies` (enough regencies can be, but more of them would have to be improved than asked for),
        `out_of_reach`.
        `assumed`: settings that all of this rests on and no source states. `synthetic` and `kind` follow as in
        `indicator_coverage`.

    Raises
    ------
    ValueError
        As `paths_to_rule`.

    Examples
    --------
    >>> import pandas as pd
    >>> from kkpham_analysis.measures.regulations import Regulation, ScoreClass
    >>> regulation = Regulation(regulation="1/2030", award_year_from=2030, award_year_to=2034, indicators=1,
    ...     formula="points_of_all", rights=(("WATER", 1.0),), classes=(ScoreClass("good", 80.0, True),))
    >>> indicators = pd.DataFrame({"regulation": ["1/2030"], "indicator_code": "1/2030-001", "right_code": "WATER",
    ...     "type": "input", "max_points": 10.0, "award_year_from": 2030, "award_year_to": 2034})
    >>> judged = pd.DataFrame({"award_year": 2031, "province_code": "65", "regency_code": ["6501", "6571"]})
    >>> submissions = pd.DataFrame({"award_year": 2031, "regency_code": ["6501"], "indicator_code": "1/2030-001",
    ...     "status": "verified", "points": 10.0})
    >>> distance = rule_distance(submissions, indicators, judged, regulation, province_code="65", rule=">60%")
    >>> distance[["regencies", "compliant", "open", "not_handed_in", "needed", "short", "outcome"]]
       regencies  compliant  open  not_handed_in  needed  short       outcome
    0          2          1     1              1       2      1  within_reach
    """
    asked = Asked(submissions, indicators, judged, regulation, province_code, rule, action_points, level)
    found = standing_of(asked)
    assumed = ";".join(assumed_of(found.board, asked)).split(";")
    table = pd.DataFrame(
        {
            "award_year": round_of(judged),
            "province_code": province_code,
            "rule": str(parse_rule(rule)),
            "regencies": len(found.compliant),
            "compliant": int(found.compliant.sum()),
            "open": int(found.open.sum()),
            "not_handed_in": int((~found.handed_in & ~found.compliant).sum()),
            "needed": pd.array([found.needed], dtype="Int64"),
            "short": pd.array([None if found.short is None else max(found.short, 0)], dtype="Int64"),
            "can_be": int((found.compliant | found.can_be).sum()),
            "outcome": _outcome(found, regencies),
            "assumed": ";".join(sorted(set(filter(None, assumed)))),
        }
    )
    counts = dict.fromkeys(["award_year", "regencies", "compliant", "open", "not_handed_in", "can_be"], "Int64")
    texts = dict.fromkeys(["province_code", "rule", "outcome", "assumed"], "str")
    return following(table.astype({**counts, **texts}), submissions, action_points, lists=[found.board.items])


def _outcome(standing: Standing, regencies: int) -> str:
    if standing.short is None or standing.short > int(standing.can_be.sum()):
        return "out_of_reach"
    if standing.short <= 0:
        return "met"
    return "within_reach" if standing.short <= regencies else "more_regencies"


def _steps(standing: Standing, regulation: Regulation) -> list[_Step]:
    """The cheapest step of each regency that is not compliant and can be."""
    missing = regulation.compliant_from - standing.totals
    rows = np.flatnonzero(~standing.compliant & ~np.isnan(standing.totals))
    ways = [_cheapest(standing.board, regulation, int(row), float(missing[row])) for row in rows]
    return [way for way in ways if way is not None]


def _gains(board: Board, regulation: Regulation, row: int) -> Amounts:
    """What completing each indicator adds to the score of one regency: additive formulas alone."""
    missing = board.reach[row] - board.low[row]
    alone = replace(board, reach=np.tile(board.reach[row], (len(missing), 1)))
    return np.asarray(np.nan_to_num(SCORED_BY[regulation.formula].score(np.diag(missing), alone, regulation)))


def _missing(board: Board, row: int) -> Amounts:
    """Points that are asked of one regency to complete each indicator, at least: an answer may have all of them."""
    return np.asarray(board.reach[row] - board.high[row])


def _missing_high(board: Board, row: int) -> Amounts:
    """The same at most: the points of an answer that waits are there, and those that are not known may be none."""
    there = np.where(board.unscored[row], board.low[row], board.high[row])
    return np.asarray(board.reach[row] - there)


def _cheapest(board: Board, regulation: Regulation, row: int, deficit: float) -> _Step | None:
    """The set of indicators with the fewest points that makes good for a deficit; None where not even all do."""
    gains = _gains(board, regulation, row)
    parts = np.round(_missing(board, row) * PARTS_OF_A_POINT).astype("int64")
    left = np.round((board.reach[row] - board.low[row]) * PARTS_OF_A_POINT)
    useful = [int(item) for item in np.flatnonzero((gains > 0) & (left > 0))]
    found = cheapest_cover([int(parts[item]) for item in useful], [float(gains[item]) for item in useful], deficit)
    if found is None:
        return None
    chosen = tuple(useful[position] for position in found)
    answered = int(np.count_nonzero(board.origin[row]))
    return _Step(row, chosen, sum(int(parts[item]) for item in chosen), answered)


def _best(steps: list[_Step], short: int, paths: int) -> list[tuple[_Step, ...]]:
    """The cheapest ways of so many regencies each; of equal ones those whose regencies have answered most."""
    ordered = sorted(steps, key=lambda step: (*_dearness(step), step.row))
    choices = cheapest_choices([_dearness(step) for step in ordered], short, paths)
    return [tuple(ordered[position] for position in choice) for choice in choices]


def _dearness(step: _Step) -> tuple[int, int]:
    return step.parts, -step.answered


def _table(
    standing: Standing,
    regulation: Regulation,
    province_code: str,
    ways: list[tuple[_Step, ...]],
    steps: list[_Step],
) -> pd.DataFrame:
    rows, gains_of = [], {row: _gains(standing.board, regulation, row) for row in {s.row for way in ways for s in way}}
    for number, way in enumerate(ways, start=1):
        outside = [one for one in steps if one not in way]
        of_way = {
            "path": number,
            "province_code": province_code,
            "path_points": sum(step.parts for step in way) / PARTS_OF_A_POINT,
            "path_points_high": round(sum(_most(standing.board, step) for step in way), SURE_DIGITS),
        }
        for step in sorted(way, key=lambda step: step.row):
            alike = sum(one.parts == step.parts for one in outside)
            rows += [of_way | {"alike": alike} | row for row in _rows(standing, regulation, step, gains_of[step.row])]
    return pd.DataFrame(rows, columns=["row", *(name for name in COLUMNS if name != "assumed")])


def _most(board: Board, step: _Step) -> float:
    return float(_missing_high(board, step.row)[list(step.chosen)].sum())


def _rows(standing: Standing, regulation: Regulation, step: _Step, gains: Amounts) -> list[dict[str, object]]:
    """A row for each indicator of one step; what is not known of its points is missing, and so is its total."""
    board, row, total = standing.board, step.row, standing.totals[step.row]
    missing, most, origin = _missing(board, row), _missing_high(board, row), board.origin[row]
    reached = total + sum(gains[item] for item in step.chosen)
    then = reached if regulation.total_max is None else min(reached, regulation.total_max)
    has_points = np.full(len(gains), standing.handed_in[row]) & (
        (board.low[row] == board.high[row]) | (origin == WAITING)
    )
    return [
        {
            "row": row,
            "regency_code": board.keys["regency_code"].iloc[row],
            **{name: board.items[name].iloc[item] for name in ("indicator_code", "right_code", "type")},
            "points": board.low[row, item] if has_points[item] else None,
            "points_then": board.reach[row, item],
            "waiting": origin[item] == WAITING,
            "unscored": board.unscored[row, item],
            "missing": round(missing[item], SURE_DIGITS),
            "missing_high": round(most[item], SURE_DIGITS),
            "adds": round(gains[item], SURE_DIGITS),
            "total": round(total, SURE_DIGITS) if has_points.all() else None,
            "total_then": round(then, SURE_DIGITS),
        }
        for item in step.chosen
    ]
