"""Coverage: the share of the applicable indicators that have supporting data, over any grouping."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kkpham_analysis.measures.cells import (
    ROWS_AT_ONCE,
    Amounts,
    Answers,
    Frame,
    Positions,
    Submissions,
    check_level,
    frame_of,
    grouped,
    kind_positions,
    parts_of,
    with_marks,
)
from kkpham_analysis.measures.points import PARTS_OF_A_POINT
from kkpham_analysis.measures.problems import UnfitError, check_columns
from kkpham_analysis.tables.vocabulary import LEVELS, SUBMISSION_STATUSES

REGENCY_KEYS = ["award_year", "province_code", "regency_code"]
INDICATOR_KEYS = ["right_code", "group", "type", "indicator_code"]
GROUPINGS = [*REGENCY_KEYS, *INDICATOR_KEYS]
WEIGHTS = ["max_points"]
NOT_APPLICABLE = SUBMISSION_STATUSES.index("not_applicable")


@dataclass(frozen=True)
class Counts:
    """What each group asks, and how much of it has each status.

    `keys` is a row per group; `framed` what the frame holds, `by_status` how much of it has each of
    `SUBMISSION_STATUSES`; both in parts of `unit`. `kinds` are positions in `KINDS`.
    """

    keys: pd.DataFrame
    framed: Amounts
    by_status: Amounts
    unit: int
    kinds: Positions
    synthetic: bool

    @property
    def applicable(self) -> Amounts:
        """What is left when that which does not apply is left out."""
        return np.asarray(self.framed - self.by_status[:, NOT_APPLICABLE])

    def covered(self, level: str) -> Amounts:
        """What is covered at a level."""
        chosen = [SUBMISSION_STATUSES.index(status) for status in LEVELS[level]]
        return np.asarray(self.by_status[:, chosen].sum(axis=1))

    def as_column(self, counts: Amounts) -> pd.Series:
        """Whole numbers where indicators are counted, points where they are weighed."""
        return pd.Series(counts).astype("Int64") if self.unit == 1 else pd.Series(counts / self.unit, dtype="Float64")

    def marked(self, table: pd.DataFrame) -> pd.DataFrame:
        """Table of a row per group, with `synthetic` and `kind` where there is something to mark."""
        return with_marks(table, synthetic=self.synthetic, kinds=self.kinds)


def indicator_coverage(
    submissions: Submissions,
    indicators: pd.DataFrame,
    regencies: pd.DataFrame,
    *,
    by: str | Iterable[str] = (),
    level: str = "verified",
    weight: str | None = None,
) -> pd.DataFrame:
    """Share of the applicable indicators that have supporting data; what nobody answered is uncovered, not absent.

    Coverage is not the official score: it says nothing of the value of an answer.

    Parameters
    ----------
    submissions : DataFrame
        One row per `award_year, regency_code, indicator_code`, with `status`, and `synthetic` where it may be made up.
        Or several such tables that together are one, as `load("submissions", lazy=True)` reads them from files that
        need not fit into memory: the result is the same.
    indicators : DataFrame
        `indicator_code, right_code, group, type, max_points, award_year_from, award_year_to`, as `load("indicators")`
        gives them; fewer of them where only some are of interest.
    regencies : DataFrame
        The regencies of the round, or of several one below the other: the result of `regencies_in`. What lies outside
        these regencies, rounds and indicators takes no part, so that a part of them can be asked for; a code in these
        rounds that there is not at all is an error. Tables of `load` know all codes that there are, and so does what is
        selected of them; by tables made by hand a code is refused that has not the form of one (`"6472"`), or is of a
        regulation that `indicators` have nothing of.
    by : str or iterable of str
        Any of `award_year, province_code, regency_code, right_code, group, type`, and `indicator_code`.
    level : {"verified", "submitted"}
        Covered is what was verified, or what was handed in and not rejected.
    weight : {"max_points"}, optional
        Weigh each indicator by the points it can earn; without it, each counts as one.

    Returns
    -------
    DataFrame
        One row per group of the frame, sorted by `by`: those columns, `applicable, covered` (indicators, or points)
        and `coverage` (0 to 1; missing where nothing applies). `synthetic` (true) follows where the submissions are
        made up, and `kind` (`known`, `placeholder`) where the list of indicators is not the loaded one.

    Raises
    ------
    ValueError
        When a round has no list of indicators with numbers, facts and synthetic rows are mixed, a regency answers one
        indicator twice, there is no such regency or indicator, codes are no text, points are missing, or an option is
        not known.

    Notes
    -----
    docs/method.md, "Coverage".

    Examples
    --------
    Two regencies, two indicators: one verified, one does not apply, one was handed in, and one nobody answered.

    >>> import pandas as pd
    >>> indicators = pd.DataFrame({"indicator_code": ["22/2021-001", "22/2021-002"], "right_code": ["INFO", "SEHAT"],
    ...     "award_year_from": 2022, "award_year_to": 2024})
    >>> regencies = pd.DataFrame({"award_year": 2023, "province_code": "65", "regency_code": ["6501", "6571"]})
    >>> submissions = pd.DataFrame({"award_year": 2023, "regency_code": ["6501", "6501", "6571"],
    ...     "indicator_code": ["22/2021-001", "22/2021-002", "22/2021-001"],
    ...     "status": ["verified", "not_applicable", "submitted"]})
    >>> indicator_coverage(submissions, indicators, regencies, by="regency_code")
      regency_code  applicable  covered  coverage
    0         6501           1        1       1.0
    1         6571           2        0       0.0
    >>> indicator_coverage(submissions, indicators, regencies, level="submitted")
       applicable  covered  coverage
    0           3        2  0.666667
    """
    check_level(level)
    return coverage_of(counted(submissions, indicators, regencies, by=by, weight=weight), level)


def coverage_of(counts: Counts, level: str) -> pd.DataFrame:
    """Coverage of each group at a level.

    Parameters
    ----------
    counts : Counts
        The result of `counted`.
    level : {"verified", "submitted"}
        What counts as covered, as for `indicator_coverage`.

    Returns
    -------
    DataFrame
        One row per group: the columns it is grouped by, `applicable, covered` (indicators, or points where these weigh)
        and `coverage` (0 to 1, missing where nothing applies), with `synthetic` and `kind` as in `indicator_coverage`.
    """
    table = counts.keys.assign(
        applicable=counts.as_column(counts.applicable),
        covered=counts.as_column(counts.covered(level)),
        coverage=ratio(counts.covered(level), counts.applicable),
    )
    return counts.marked(table)


def counted(
    submissions: Submissions,
    indicators: pd.DataFrame,
    regencies: pd.DataFrame,
    *,
    by: str | Iterable[str] = (),
    weight: str | None = None,
) -> Counts:
    """Counts of each group; see `indicator_coverage`."""
    names = names_of(by)
    parts = parts_of(submissions)
    frame = frame_of(indicators, regencies)
    check_columns(indicators, [name for name in names if name in INDICATOR_KEYS], "unfit.columns_of_indicators")
    check_columns(regencies, [name for name in names if name in REGENCY_KEYS], "unfit.columns_of_regencies")
    weights, unit = _weights(frame.indicators, weight)
    row_group, row_keys = grouped(frame.regencies, [name for name in names if name in REGENCY_KEYS])
    item_group, item_keys = grouped(frame.indicators, [name for name in names if name in INDICATOR_KEYS])
    shape = (len(row_keys), len(item_keys))

    # First what does not depend on the answers: meanwhile files are read in the background.
    there = _framed(frame, row_group, item_group, shape, np.ones(len(weights)))
    keys, order = _keys(there, row_keys, item_keys, names)
    framed = _framed(frame, row_group, item_group, shape, weights)
    kinds = _kinds(frame, row_group, item_group, shape)

    answers, synthetic = Answers(frame), False
    for part, made_up in parts:
        synthetic = synthetic or made_up
        answers.add(part)
    answers.strangers.refuse()
    by_status = _by_status(answers, row_group, item_group, shape, None if weight is None else weights)

    return Counts(keys, framed[order], by_status[order], unit, kinds[order], synthetic)


def _keys(
    there: Amounts, row_keys: pd.DataFrame, item_keys: pd.DataFrame, names: list[str]
) -> tuple[pd.DataFrame, Positions]:
    """Keys of the groups that there are, sorted, and the number of each."""
    order = np.flatnonzero(there)
    rows, items = np.divmod(order, len(item_keys))
    both = [row_keys.iloc[rows].reset_index(drop=True), item_keys.iloc[items].reset_index(drop=True)]
    keys = pd.concat(both, axis=1)[names] if names else pd.DataFrame(index=range(len(order)))
    if names != [*row_keys, *item_keys]:  # else they are in order: that of the groups of regencies, then of indicators
        keys = keys.sort_values(names)
        order = order[keys.index]
    return keys.reset_index(drop=True), order


def _by_status(
    answers: Answers, row_group: Positions, item_group: Positions, shape: tuple[int, int], weights: Amounts | None
) -> Amounts:
    """Weight of each status in each group, a row per group; some regencies at a time, so that memory stays small."""
    kinds = len(SUBMISSION_STATUSES) + 1
    total = np.zeros(shape[0] * shape[1] * kinds)
    # The first number of each group of regencies, and how far from it that of each group of indicators is.
    row_first, item_first = row_group * shape[1] * kinds, item_group * kinds
    step = max(ROWS_AT_ONCE // max(answers.width, 1), 1)
    for start in range(0, len(row_first), step):
        statuses = answers.statuses[start * answers.width : (start + step) * answers.width]
        if not statuses.any():
            continue
        numbers = np.add.outer(row_first[start : start + step], item_first).ravel()
        numbers += statuses
        _add(total, numbers, None if weights is None else np.resize(weights, len(numbers)))
    return total.reshape(-1, kinds)[:, 1:]


def _add(total: Amounts, numbers: Positions, weights: Amounts | None) -> None:
    """Add weights to a total by their numbers; they are whole, so that neither order nor parts change the sums."""
    first, last = int(numbers.min()), int(numbers.max())
    if last - first > len(numbers):
        np.add.at(total, numbers, 1 if weights is None else weights)
    else:
        # Regencies that follow one another are in groups that do, mostly: of all the total, few numbers are concerned.
        total[first : last + 1] += np.bincount(numbers - first, weights)


def names_of(by: str | Iterable[str]) -> list[str]:
    """Names of the columns to group by, each once.

    Raises
    ------
    ValueError
        When one is none of `GROUPINGS`.
    """
    names = [by] if isinstance(by, str) else list(by)
    if strange := [name for name in names if name not in GROUPINGS]:
        raise UnfitError("unfit.no_grouping", found=strange[0], known=", ".join(GROUPINGS))
    return list(dict.fromkeys(names))


def _weights(indicators: pd.DataFrame, weight: str | None) -> tuple[Amounts, int]:
    """Weight of each indicator in whole parts, and how many parts are one."""
    if weight is None:
        return np.ones(len(indicators)), 1
    if weight not in WEIGHTS:
        raise UnfitError("unfit.no_weight_of_list", found=weight, known=", ".join(WEIGHTS))
    points = indicators[weight].astype("Float64")
    if points.isna().any():
        without = indicators.loc[points.isna(), "indicator_code"]
        raise UnfitError("unfit.no_points_of_list", count=len(without), weight=weight, indicator=without.iloc[0])
    parts = points.to_numpy("float64") * PARTS_OF_A_POINT
    whole = np.round(parts)
    if not np.allclose(parts, whole, rtol=0, atol=1e-3) or (whole < 0).any():
        raise UnfitError("unfit.parts_of_points", weight=weight)
    return whole, PARTS_OF_A_POINT


def _framed(
    frame: Frame, row_group: Positions, item_group: Positions, shape: tuple[int, int], weights: Amounts
) -> Amounts:
    """Weight of the frame in each group: regencies of a round times the indicators it was judged by."""
    total = np.zeros(shape)
    award_years = frame.regencies["award_year"].to_numpy("int64")
    for award_year, asked in zip(frame.rounds, frame.judged_by, strict=True):
        rows = np.bincount(row_group[award_years == award_year], minlength=shape[0])
        items = np.bincount(item_group[asked], weights[asked], minlength=shape[1])
        total += np.outer(rows, items)
    return total.ravel()


def _kinds(frame: Frame, row_group: Positions, item_group: Positions, shape: tuple[int, int]) -> Positions:
    """Position in `KINDS` of where the indicators of each group are from; the weakest where they differ."""
    kinds = kind_positions(frame.indicators)
    least, *others = sorted(set(kinds.tolist())) or [0]
    weakest = np.full(shape[0] * shape[1], least, dtype=np.intp)
    for position in others:
        there = _framed(frame, row_group, item_group, shape, (kinds == position).astype("float64")) > 0
        weakest[there] = position
    return weakest


def ratio(counts: Amounts, of: Amounts) -> pd.Series:
    """Share of each count, missing where it is one of nothing."""
    shares = np.divide(counts, of, out=np.zeros(len(of)), where=of > 0)
    return pd.Series(shares, dtype="Float64").mask(pd.Series(of <= 0))
