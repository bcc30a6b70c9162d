"""Which regencies, improved by which indicators, would bring a province over its rule: fewest points first."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kkpham_analysis.measures.boards import SCORED_BY, WAITING, Board, Flags, board_of
from kkpham_analysis.measures.cells import HANDED_IN, Amounts, check_level
from kkpham_analysis.measures.choosing import cheapest_choices, cheapest_cover
from kkpham_analysis.measures.points import PARTS_OF_A_POINT
from kkpham_analysis.measures.regions import round_of
from kkpham_analysis.measures.regulations import Regulation
from kkpham_analysis.measures.rules import parse_rule
from kkpham_analysis.measures.scores import rests_on, with_totals
from kkpham_analysis.tables.markings import following
from kkpham_analysis.tables.vocabulary import REGENCY_KEYS

# Digits to which totals are compared, and so are said.
DIGITS = 9
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
    "missing": "Float64",
    "adds": "Float64",
    "total": "Float64",
    "total_then": "Float64",
    "path_points": "Float64",
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


@dataclass(frozen=True)
class _Standing:
    """Where the regencies of a province stand: by total in any case, and which are compliant by it.

    Of the others, `can_be` can be, and `open` are not known not to be: they handed in nothing (not `handed_in`),
    nothing applies to them (`totals` is nan), or what is not known could decide.
    """

    board: Board
    totals: Amounts
    compliant: Flags
    can_be: Flags
    handed_in: Flags
    open: Flags
    needed: int | None

    @property
    def short(self) -> int | None:
        """How many more must be compliant; None where not even all regencies would meet the rule."""
        return None if self.needed is None else self.needed - int(self.compliant.sum())


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
        right_code, type`, `points` (now) and `points_then`, `waiting` (handed in, and not verified yet), `missing` (the
        points that are asked for beside those of an answer that waits), `adds` (to the total), `total` and `total_then`
        of the regency, `path_points` (all that is missing of the way), `alike` (regencies outside the way that ask for
        as many points, and could stand for this one), `assumed` (settings without a source, with the limit that is to
        be reached). `points` and `total` are missing of a regency that handed in nothing: its score is not known. No
        row where the rule is met already, or where not even that many regencies are enough: `rule_distance` says which.
        `synthetic` and `kind` follow as in `indicator_coverage`.

    Raises
    ------
    ValueError
        As `regency_scores`; when the province is not in the round, the rule is not understood or is about
        participants, or points have so many digits that not all ways can be looked at.

    Notes
    -----
    Exact, not greedy: for each regency every set of indicators is weighed (by the sum of their points, whole), and the
    set that asks for the fewest points is taken, of equal ones one of the fewest indicators, of these the one that adds
    most. What is handed in and waits to be verified asks for nothing more. Ways differ in their regencies; of equal
    ones that comes first whose regencies have answered most. docs/method.md, "Ways over the rule".

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
    standing = _standing(submissions, indicators, judged, regulation, province_code, rule, action_points, level)
    short = standing.short or 0
    steps = _steps(standing, regulation) if 0 < short <= regencies else []
    best = _best(steps, short, paths) if steps else []
    board = standing.board
    assumed = _assumed(board, regulation, action_points)
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
    found = _standing(submissions, indicators, judged, regulation, province_code, rule, action_points, level)
    assumed = ";".join(_assumed(found.board, regulation, action_points)).split(";")
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


def _outcome(standing: _Standing, regencies: int) -> str:
    if standing.short is None or standing.short > int(standing.can_be.sum()):
        return "out_of_reach"
    if standing.short <= 0:
        return "met"
    return "within_reach" if standing.short <= regencies else "more_regencies"


def _standing(
    submissions: pd.DataFrame,
    indicators: pd.DataFrame,
    judged: pd.DataFrame,
    regulation: Regulation,
    province_code: str,
    rule: str,
    action_points: pd.DataFrame | None,
    level: str,
) -> _Standing:
    check_level(level)
    settled = parse_rule(rule)
    if settled.denominator != "regencies":
        raise ValueError(f"rule '{rule}' is about participants; a way over a rule is about all regencies: '>=60%'")
    award_year = round_of(judged)
    own = judged[judged["province_code"] == province_code]
    if own.empty:
        raise ValueError(f"province {province_code} has no regency in the round of {award_year}; see regencies_in")
    board = board_of(submissions, indicators, regulation, level=level, judged=own)
    of = (board, regulation, action_points)
    totals, most = (_totals(points, *of) for points in (board.low, board.reach))
    compliant, can_be, may_be = (
        np.round(bound, DIGITS) >= regulation.compliant_from
        for bound in (totals, most, _totals(board.high, *of, end="total_high"))
    )
    handed_in = _handed_in(submissions, board)
    open_ = ~compliant & (~handed_in | may_be | np.isnan(totals))
    return _Standing(board, totals, compliant, ~compliant & can_be, handed_in, open_, settled.needed(len(own)))


def _handed_in(submissions: pd.DataFrame, board: Board) -> Flags:
    """Which regencies of the board handed in anything that was asked of them."""
    said = submissions[submissions["status"].isin(HANDED_IN).astype(bool)]
    said = said[said["indicator_code"].isin(board.items["indicator_code"])]
    known = pd.MultiIndex.from_frame(said[REGENCY_KEYS].astype({"award_year": "int64", "regency_code": "str"}))
    return np.asarray(pd.MultiIndex.from_frame(board.keys.astype({"award_year": "int64"})).isin(known))


def _totals(
    points: Amounts,
    board: Board,
    regulation: Regulation,
    action_points: pd.DataFrame | None,
    *,
    end: str = "total_low",
) -> Amounts:
    """Bound of the total that each regency has with these points, nan where nothing applies; without limit, any."""
    score = pd.Series(SCORED_BY[regulation.formula](points, board, regulation), dtype="Float64")
    scores = board.keys.assign(score=score, score_low=score, score_high=score)
    totals = with_totals(scores, regulation, action_points)[end].to_numpy("float64", na_value=np.inf)
    return np.where(score.isna(), np.nan, totals)


def _assumed(board: Board, regulation: Regulation, action_points: pd.DataFrame | None) -> list[str]:
    """What the way of each regency rests on that no source says: its score, and the limit that it has to reach."""
    limits = (f"class:{one.category}" for one in regulation.classes if one.points_from == regulation.compliant_from)
    limit = [name for name in limits if name in regulation.assumed]
    settings = rests_on(board, regulation, with_total=action_points is not None)
    return [";".join(filter(None, [own, *limit])) for own in settings]


def _steps(standing: _Standing, regulation: Regulation) -> list[_Step]:
    """The cheapest step of each regency that is not compliant and can be."""
    missing = regulation.compliant_from - standing.totals
    rows = np.flatnonzero(~standing.compliant & ~np.isnan(standing.totals))
    ways = [_cheapest(standing.board, regulation, int(row), float(missing[row])) for row in rows]
    return [way for way in ways if way is not None]


def _gains(board: Board, regulation: Regulation, row: int) -> Amounts:
    """What completing each indicator adds to the score of one regency: every formula is a sum over its indicators."""
    missing = board.reach[row] - board.low[row]
    alone = replace(board, reach=np.tile(board.reach[row], (len(missing), 1)))
    return np.asarray(np.nan_to_num(SCORED_BY[regulation.formula](np.diag(missing), alone, regulation)))


def _missing(board: Board, row: int) -> Amounts:
    """Points that are asked of one regency to complete each indicator; those of an answer that waits are there."""
    there = np.where(board.origin[row] == WAITING, board.high[row], board.low[row])
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
    standing: _Standing,
    regulation: Regulation,
    province_code: str,
    ways: list[tuple[_Step, ...]],
    steps: list[_Step],
) -> pd.DataFrame:
    rows, board, totals = [], standing.board, standing.totals
    gains_of = {row: _gains(board, regulation, row) for row in {step.row for way in ways for step in way}}
    for number, way in enumerate(ways, start=1):
        asked = sum(step.parts for step in way) / PARTS_OF_A_POINT
        outside = [one for one in steps if one not in way]
        for step in sorted(way, key=lambda step: step.row):
            gains, missing = gains_of[step.row], _missing(board, step.row)
            reached = totals[step.row] + sum(gains[item] for item in step.chosen)
            then = reached if regulation.total_max is None else min(reached, regulation.total_max)
            is_known = bool(standing.handed_in[step.row])
            for item in step.chosen:
                rows.append(
                    {
                        "row": step.row,
                        "path": number,
                        "province_code": province_code,
                        "regency_code": board.keys["regency_code"].iloc[step.row],
                        **{name: board.items[name].iloc[item] for name in ("indicator_code", "right_code", "type")},
                        "points": board.low[step.row, item] if is_known else None,
                        "points_then": board.reach[step.row, item],
                        "waiting": board.origin[step.row, item] == WAITING,
                        "missing": round(missing[item], DIGITS),
                        "adds": round(gains[item], DIGITS),
                        "total": round(totals[step.row], DIGITS) if is_known else None,
                        "total_then": round(then, DIGITS),
                        "path_points": asked,
                        "alike": sum(one.parts == step.parts for one in outside),
                    }
                )
    return pd.DataFrame(rows, columns=["row", *(name for name in COLUMNS if name != "assumed")])
