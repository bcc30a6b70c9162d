"""Scores of regencies under a regulation's formula, and the classes that these give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from kkpham_analysis.measures.boards import (
    BY_BANDS,
    GIVEN,
    NOT_KNOWN,
    SCORED_BY,
    WAITING,
    Board,
    board_of,
    left_out,
)
from kkpham_analysis.measures.cells import Amounts, check_level, grouped
from kkpham_analysis.measures.coverage import INDICATOR_KEYS
from kkpham_analysis.measures.problems import UnfitError, check_columns
from kkpham_analysis.measures.regulations import Regulation, ScoreClass
from kkpham_analysis.tables.certainly import surely
from kkpham_analysis.tables.markings import following
from kkpham_analysis.tables.vocabulary import REGENCY_KEYS

# A single indicator has points, and no score.
SCORED_GROUPS = [name for name in INDICATOR_KEYS if name != "indicator_code"]
# Settings that make a score, and those that make a total of it.
OF_SCORE = ["formula", "type_weight", "right_weight", "inside_type"]
OF_TOTAL = ["bonus_max", "total_max"]
UNLIMITED = "bonus_unlimited"
# How many covered answers have their points from where, and how many answers wait to be covered.
ORIGINS = {
    "answers_given": GIVEN,
    "answers_by_bands": BY_BANDS,
    "answers_without_points": NOT_KNOWN,
    "answers_waiting": WAITING,
}


def regency_scores(
    submissions: pd.DataFrame,
    indicators: pd.DataFrame,
    regulation: Regulation,
    *,
    by: str | Iterable[str] = (),
    action_points: pd.DataFrame | None = None,
    level: str = "verified",
) -> pd.DataFrame:
    """Score of each regency that handed in anything, as the regulation's formula makes it; never the official one.

    An indicator that nobody answered, or whose answer was rejected, earns 0 points. A covered answer earns the points
    it was given, or without these those of the band that its number lies in, where the regulation has bands and their
    limits are known; else they are unknown. What waits to be verified earns nothing, or what it would if it were
    verified. The score lies between two bounds, and is missing where these differ. Who handed in nothing took no part,
    and has no score.

    Parameters
    ----------
    submissions : DataFrame
        One row per `award_year, regency_code, indicator_code`, with `status` and `points`; for bands also
        `answer_number` and `unit`. Rounds that another regulation judged take no part; answers to indicators that the
        list does not have are an error.
    indicators : DataFrame
        `regulation, indicator_code, right_code, group, type, max_points, award_year_from, award_year_to`, as
        `load("indicators")` gives them.
    regulation : Regulation
        The result of `regulation_of`.
    by : str or iterable of str
        Any of `right_code, group, type`: a row for each of these within a regency. Without, one for all.
    action_points : DataFrame, optional
        `award_year, regency_code, action_points` of the human-rights action plan; missing, without a row, or without
        the table: unknown. More than the regulation allows is an error. Give 0 to see what follows from none; beside
        made-up submissions they are made up too, and say so: `action_points.assign(synthetic=True)`.
    level : {"verified", "submitted"}
        Which answers earn their points: verified ones, so that the others may earn theirs or nothing; or all that
        were handed in and not rejected.

    Returns
    -------
    DataFrame
        One row per regency, round and group, sorted by these: `award_year, regency_code`, the columns of `by`;
        `points, points_low, points_high` and `reachable` (points), `share` (of the reachable, 0 to 1),
        `score, score_low, score_high` (0 to 100 by the formula), `answers_given, answers_by_bands,
        answers_without_points` (covered answers by where their points are from), `answers_waiting` (handed in, and not
        yet covered at the level). Without `by` also `action_points`, `total, total_low, total_high`: the score and the
        action points, up to the limits of the regulation; where action points are unknown, `total` is missing, and the
        bounds are those without any and with the most that can be (`total_high` is missing where no limit is known).
        `assumed` names what is not known from a source: settings (`type_weight:hasil`), and `absent_type`,
        `absent_right` where nothing of these applies and the others take their weight, and `bonus_unlimited` where
        action points count as given, as no limit of theirs is known. `likely` names the settings that rest on one
        source, or were concluded. `synthetic` and `kind` follow as in `indicator_coverage`.

    Raises
    ------
    ValueError
        When the list of indicators does not fit the regulation, an answer is to an indicator that it does not have,
        points are not such as can be earned or have no column, facts and synthetic rows are mixed, or an option is not
        known.

    Notes
    -----
    docs/method.md, "Scores".

    Examples
    --------
    >>> import pandas as pd
    >>> from kkpham_analysis.measures.regulations import Regulation, ScoreClass
    >>> regulation = Regulation(regulation="1/2030", award_year_from=2030, award_year_to=2034, indicators=4,
    ...     formula="mean_of_rights", rights=(("WATER", 1.0), ("AIR", 1.0)),
    ...     type_weights=(("input", 40.0), ("output", 60.0)), bonus_max=5.0, total_max=100.0,
    ...     classes=(ScoreClass("good", 80.0, True), ScoreClass("fair", 50.0, False), ScoreClass("poor", 0.0, False)),
    ...     assumed=frozenset({"type_weight:output"}))
    >>> indicators = pd.DataFrame({"regulation": "1/2030", "indicator_code": ["1/2030-001", "1/2030-002",
    ...     "1/2030-003", "1/2030-004"], "right_code": ["WATER", "WATER", "AIR", "AIR"], "group": "life",
    ...     "type": ["input", "output", "input", "output"], "max_points": 10.0, "award_year_from": 2030,
    ...     "award_year_to": 2034})
    >>> submissions = pd.DataFrame({"award_year": 2031, "regency_code": "6501", "indicator_code":
    ...     indicators["indicator_code"], "status": "verified", "points": [10.0, 5.0, 10.0, 10.0]})
    >>> scores = regency_scores(submissions, indicators, regulation)
    >>> scores[["regency_code", "points", "reachable", "score", "total", "total_low", "total_high"]]
      regency_code  points  reachable  score  total  total_low  total_high
    0         6501    35.0       40.0   85.0   <NA>       85.0        90.0
    >>> scores = regency_scores(submissions, indicators, regulation, by="right_code")
    >>> scores[["regency_code", "right_code", "points", "score"]]
      regency_code right_code  points  score
    0         6501        AIR    20.0  100.0
    1         6501      WATER    15.0   70.0
    """
    check_level(level)
    names = _names(by)
    board = board_of(submissions, indicators, regulation, level=level)
    group, keys = grouped(board.items, names)
    parts = [_scored(board.of(group == number), regulation, key) for number, (_, key) in enumerate(keys.iterrows())]
    table = pd.concat(parts, ignore_index=True)
    assumed = rests_on(board, regulation, with_total=not names)
    if not names:
        table = with_totals(table, regulation, action_points)
    table["assumed"] = np.tile(assumed, len(parts))
    if not names:
        table["assumed"] = with_unlimited(table, regulation)
    likely = [*regulation.likely_of(OF_SCORE), *regulation.likely_of(_beside_formula(board, with_total=not names))]
    table["likely"] = pd.Series(";".join(likely), index=table.index, dtype="str")
    table = table.sort_values([*REGENCY_KEYS, *names], ignore_index=True)
    return following(table, submissions, action_points, lists=[board.items])


def _names(by: str | Iterable[str]) -> list[str]:
    names = [by] if isinstance(by, str) else list(by)
    if strange := [name for name in names if name not in SCORED_GROUPS]:
        raise UnfitError("unfit.no_grouping_of_scores", found=strange[0], known=", ".join(SCORED_GROUPS))
    return list(dict.fromkeys(names))


def _scored(board: Board, regulation: Regulation, key: pd.Series) -> pd.DataFrame:
    """Points and score of one group of indicators."""
    formula = SCORED_BY[regulation.formula].score
    reachable = board.reach.sum(axis=1)
    low, high = board.low.sum(axis=1), board.high.sum(axis=1)
    score_low, score_high = formula(board.low, board, regulation), formula(board.high, board, regulation)
    known = (board.low == board.high).all(axis=1)
    points = np.where(known, low, np.nan)
    share = np.divide(points, reachable, out=np.full(len(points), np.nan), where=reachable > 0)
    labels = {name: pd.Series(key[name], index=board.keys.index) for name in key.index}
    figures = {
        "points": points,
        "points_low": low,
        "points_high": high,
        "reachable": reachable,
        "share": share,
        # Bounds that meet settle the score, though which points it is made of may be open.
        "score": np.where(known | (score_low == score_high), score_low, np.nan),
        "score_low": score_low,
        "score_high": score_high,
    }
    table = board.keys.assign(**labels, **{name: _numbers(values) for name, values in figures.items()})
    counts = {name: (board.origin == code).sum(axis=1) for name, code in ORIGINS.items()}
    return table.assign(**{name: pd.array(count, dtype="Int64") for name, count in counts.items()})


def _numbers(values: Amounts) -> pd.Series:
    """Numbers of a column, missing where they are not."""
    numbers = pd.Series(values, dtype="float64")
    return numbers.astype("Float64").mask(numbers.isna())


def rests_on(board: Board, regulation: Regulation, *, with_total: bool) -> Sequence[str]:
    """What each row rests on that no source says, ids joined by semicolons."""
    settings = regulation.assumed_of(OF_SCORE)
    settings += regulation.assumed_of(_beside_formula(board, with_total=with_total))
    flags = left_out(board, regulation)
    return [
        ";".join([*settings, *(name for name, flag in flags.items() if flag[row])]) for row in range(len(board.keys))
    ]


def with_unlimited(table: pd.DataFrame, regulation: Regulation) -> list[str]:
    """What rows rest on, and that their action points count as they are given where nobody knows how many there can be.

    These may be more than the regulation allows: nothing here can tell.
    """
    given = table["action_points"].fillna(0.0) > 0
    is_open = given & (regulation.bonus_max is None)
    return [
        ";".join(filter(None, [said, *([UNLIMITED] if open_here else [])]))
        for said, open_here in zip(table["assumed"], is_open, strict=True)
    ]


def _beside_formula(board: Board, *, with_total: bool) -> list[str]:
    """Settings that a score takes beside the formula: points that the list does not give, and limits of a total."""
    own_points = board.items["max_points"].isna().any()
    return (["indicator_points"] if own_points else []) + (OF_TOTAL if with_total else [])


def with_totals(scores: pd.DataFrame, regulation: Regulation, action_points: pd.DataFrame | None) -> pd.DataFrame:
    """Scores with their action points and totals.

    Parameters
    ----------
    scores : DataFrame
        `award_year, regency_code` and `score, score_low, score_high` (0 to 100).
    regulation : Regulation
        Whose limits of action points and of totals count.
    action_points : DataFrame or None
        As for `regency_scores`.

    Returns
    -------
    DataFrame
        The scores with `action_points` (missing where not known), `total` (missing where it is not known), `total_low`
        and `total_high` (without any action points and with the most there can be, where these are not known; the
        latter missing where no limit is known): points, up to the limit of the regulation.

    Raises
    ------
    ValueError
        When a regency has action points twice in a round, less than none, or more than the regulation allows.
    """
    table = scores.assign(action_points=_action_points(scores, action_points))
    bonus = table["action_points"]
    # Unknown action points are none at least, and at most what the regulation allows; without limit, not known.
    room = regulation.bonus_max if regulation.bonus_max is not None else regulation.total_max
    if room is not None and (over := surely(bonus > room)).any():
        first = table[over].iloc[0]
        raise UnfitError(
            "unfit.action_too_many", regency=first["regency_code"], points=f"{first['action_points']:g}",
            award_year=first["award_year"], regulation=regulation.regulation, most=f"{room:g}",
        )  # fmt: skip
    least = bonus.fillna(0.0)
    most = bonus if room is None else bonus.fillna(room)
    table["total"] = (table["score"] + bonus).clip(upper=regulation.total_max)
    table["total_low"] = (table["score_low"] + least).clip(upper=regulation.total_max)
    table["total_high"] = (table["score_high"] + most).clip(upper=regulation.total_max)
    # Bounds that meet at the limit settle the total.
    table["total"] = table["total"].fillna(table["total_low"].where(table["total_low"] == table["total_high"]))
    return table


def _action_points(scores: pd.DataFrame, action_points: pd.DataFrame | None) -> pd.Series:
    if action_points is None:
        return pd.Series(pd.NA, index=scores.index, dtype="Float64")
    check_columns(action_points, [*REGENCY_KEYS, "action_points"], "unfit.action_columns")
    if action_points.duplicated(REGENCY_KEYS).any():
        raise UnfitError("unfit.action_twice")
    given = action_points[[*REGENCY_KEYS, "action_points"]].astype(
        {"award_year": "Int64", "regency_code": "str", "action_points": "Float64"}
    )
    if (given["action_points"] < 0).any():
        raise UnfitError("unfit.action_negative")
    joined = scores[REGENCY_KEYS].merge(given, on=REGENCY_KEYS, how="left", validate="many_to_one")
    return joined["action_points"].set_axis(scores.index)


def classify(scores: pd.DataFrame, regulation: Regulation) -> pd.DataFrame:
    """Scores with the class that the regulation gives each total; missing where its bounds are of two classes.

    Parameters
    ----------
    scores : DataFrame
        `total`, and `total_low` and `total_high` where it is not known to the point, as `regency_scores` gives them.
        Without an upper bound the total may be any from the lower one on.
    regulation : Regulation
        Whose classes.

    Returns
    -------
    DataFrame
        The scores with `category` (missing too below the least class), `category_low` and `category_high` (of the
        bounds), `ruled_out` (classes that no total between the bounds is of, `;` between them), `is_compliant` (missing
        where the bounds differ in that), and in `assumed` and `likely` also the limits
        that decide (`class:cukup_peduli`).

    Raises
    ------
    ValueError
        When the scores have no totals, as those of single rights have none.

    Examples
    --------
    >>> import pandas as pd
    >>> from kkpham_analysis.measures.regulations import Regulation, ScoreClass
    >>> regulation = Regulation(regulation="1/2030", award_year_from=2030, award_year_to=2034, indicators=4,
    ...     formula="mean_of_rights", rights=(("WATER", 1.0), ("AIR", 1.0)),
    ...     type_weights=(("input", 40.0), ("output", 60.0)), bonus_max=5.0, total_max=100.0,
    ...     classes=(ScoreClass("good", 80.0, True), ScoreClass("fair", 50.0, False), ScoreClass("poor", 0.0, False)),
    ...     assumed=frozenset({"type_weight:output"}))
    >>> scores = pd.DataFrame({"regency_code": ["6501", "6571"], "total": [80.0, None],
    ...     "total_low": [80.0, 79.9], "total_high": [80.0, 84.0]})
    >>> classify(scores, regulation)[["regency_code", "category", "category_low", "is_compliant"]]
      regency_code category category_low  is_compliant
    0         6501     good         good          True
    1         6571      NaN         fair          <NA>
    """
    check_columns(scores, ["total"], "unfit.no_totals")
    bounds = [scores[end if end in scores else "total"] for end in ("total_low", "total_high")]
    low, high = ([None if pd.isna(total) else float(total) for total in bound] for bound in bounds)
    ends = [_ends(one, other, regulation) for one, other in zip(low, high, strict=True)]
    table = scores.copy()
    table["category"] = _texts([one.category if one and one == other else None for one, other in ends], scores)
    table["category_low"] = _texts([one.category if one else None for one, _ in ends], scores)
    table["category_high"] = _texts([other.category if other else None for _, other in ends], scores)
    table["ruled_out"] = _texts(
        [_ruled_out(regulation, total, *both) for total, both in zip(low, ends, strict=True)], scores
    )
    compliant = [None if total is None else _compliant(*both) for total, both in zip(low, ends, strict=True)]
    table["is_compliant"] = pd.array(compliant, dtype="boolean")
    for column, unsure in (("assumed", regulation.assumed), ("likely", regulation.likely)):
        known = table[column] if column in table else pd.Series("", index=table.index)
        limits = [[name for name in _limits(regulation, *both) if name in unsure] for both in ends]
        joined = [";".join(filter(None, [before, *more])) for before, more in zip(known, limits, strict=True)]
        table[column] = _texts(joined, scores)
    return following(table, scores)


def _texts(values: Sequence[str | None], scores: pd.DataFrame) -> pd.Series:
    return pd.Series(values, index=scores.index, dtype="str")


Ends = tuple[ScoreClass | None, ScoreClass | None]


def _ends(low: float | None, high: float | None, regulation: Regulation) -> Ends:
    """Classes of the bounds; what has no upper bound may reach the best class, and what has none at all is unknown."""
    if low is None:
        return None, None
    return regulation.class_of(low), regulation.classes[0] if high is None else regulation.class_of(high)


def _compliant(one: ScoreClass | None, other: ScoreClass | None) -> bool | None:
    """Whether both bounds are compliant, or neither; a total below the least class is not."""
    ends = [False if entry is None else entry.is_compliant for entry in (one, other)]
    return ends[0] if ends[0] == ends[1] else None


def _ruled_out(regulation: Regulation, low: float | None, one: ScoreClass | None, other: ScoreClass | None) -> str:
    """Classes below that of the lower bound, and above that of the higher; none where nothing is known."""
    if low is None:
        return ""
    first, last = _between(regulation, one, other)
    return ";".join(entry.category for entry in [*regulation.classes[:first], *regulation.classes[last:]])


def _between(regulation: Regulation, one: ScoreClass | None, other: ScoreClass | None) -> tuple[int, int]:
    """From which place to which the classes between two stand, the best first; below the least there is none."""
    order = [entry.category for entry in regulation.classes]
    first = len(order) if other is None else order.index(other.category)
    return first, len(order) if one is None else order.index(one.category) + 1


def _limits(regulation: Regulation, one: ScoreClass | None, other: ScoreClass | None) -> list[str]:
    """Limits that decide: from the class of the lower bound to the one above that of the higher."""
    first, last = _between(regulation, one, other)
    return [f"class:{entry.category}" for entry in regulation.classes[max(first - 1, 0) : last]]
