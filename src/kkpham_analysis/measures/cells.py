"""The frame of regencies and indicators, and where in it each submission lies: by position, so that counting is fast.

Nothing here makes a table of all cells: a submission becomes three small whole numbers, and groups are counted by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.tables import markings
from kkpham_analysis.tables.lazy import StoredSubmissions
from kkpham_analysis.tables.vocabulary import SUBMISSION_STATUSES

Positions = npt.NDArray[np.integer[Any]]
# What counts as covered at each level (docs/method.md, "Coverage").
LEVELS = {"submitted": ("submitted", "verified"), "verified": ("verified",)}
# Where the list of indicators comes from, the weakest last: it is what a figure made from several is marked with.
KINDS = ("loaded", "known", "placeholder")


@dataclass(frozen=True)
class Frame:
    """Every regency of each round, and every indicator of the round's regulation.

    `regencies` and `indicators` are numbered from 0; `judged_by` says for each round which indicators are its own.
    """

    regencies: pd.DataFrame
    indicators: pd.DataFrame
    rounds: list[int]
    judged_by: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Placed:
    """The submissions that lie in the frame: position in the table, of regency, of indicator, and of the status."""

    submissions: Positions
    regencies: Positions
    indicators: Positions
    statuses: Positions


def check_level(level: str) -> None:
    """Refuse a level that there is not.

    Raises
    ------
    ValueError
        When it is none of `LEVELS`.
    """
    if level not in LEVELS:
        raise ValueError(f"level '{level}' is not known; use one of: {', '.join(LEVELS)}")


def frame_of(indicators: pd.DataFrame, regencies: pd.DataFrame) -> Frame:
    """Frame of the rounds that `regencies` hold.

    Raises
    ------
    ValueError
        When the regencies are not those of rounds, or a round has no list of indicators with numbers.
    """
    if "award_year" not in regencies:
        raise ValueError(
            "regencies must be those of a round, with award_year; take them from "
            "regencies_in(regencies, province_changes, award_year=...)"
        )
    if regencies.duplicated(["award_year", "regency_code"]).any():
        raise ValueError("a regency stands twice in one round; give each round once")
    rounds = sorted(int(award_year) for award_year in regencies["award_year"].unique())
    first, last = (indicators[f"award_year_{end}"].to_numpy("int64") for end in ("from", "to"))
    used = np.zeros(len(indicators), dtype=bool)
    for award_year in rounds:
        of_round = (first <= award_year) & (award_year <= last)
        _check_list(indicators[of_round], award_year)
        used |= of_round
    kept = indicators[used].reset_index(drop=True)
    judged_by = np.array([(first[used] <= year) & (year <= last[used]) for year in rounds], dtype=bool)
    return Frame(regencies.reset_index(drop=True), kept, rounds, judged_by.reshape(len(rounds), len(kept)))


def _check_list(indicators: pd.DataFrame, award_year: int) -> None:
    if indicators.empty:
        raise UnfitError("unfit.no_indicators_of_round", award_year=award_year)
    named = sorted(set(indicators["regulation"])) if "regulation" in indicators else []
    if len(named) > 1:
        raise UnfitError("unfit.two_regulations", award_year=award_year, names=", ".join(named))
    if indicators["indicator_code"].isna().any():
        raise UnfitError("unfit.no_numbers", whose=named[0] if named else str(award_year))
    doubled = indicators.loc[indicators["indicator_code"].duplicated(), "indicator_code"]
    if len(doubled):
        raise UnfitError("unfit.indicator_twice", indicator=doubled.iloc[0])


def placed_in(frame: Frame, submissions: pd.DataFrame) -> Placed:
    """Submissions that lie in the frame; what is of another round, regency or list takes no part.

    Raises
    ------
    ValueError
        When a status is not known, or one regency answers one indicator twice in a round.
    """
    rounds = _round_positions(submissions["award_year"], frame.rounds)
    codes = pd.Index(frame.regencies["regency_code"].astype("str").unique())
    regency_at = np.full((len(frame.rounds) + 1, len(codes) + 1), -1, dtype=np.intp)
    own = _round_positions(frame.regencies["award_year"], frame.rounds)
    regency_at[own, codes.get_indexer(frame.regencies["regency_code"])] = np.arange(len(frame.regencies))
    regencies = regency_at[rounds, positions_in(submissions["regency_code"], codes)]

    listed = pd.Index(frame.indicators["indicator_code"].astype("str"))
    indicators = positions_in(submissions["indicator_code"], listed)
    asked = np.zeros((len(frame.rounds) + 1, len(listed) + 1), dtype=bool)
    asked[:-1, :-1] = frame.judged_by
    inside = np.flatnonzero((regencies >= 0) & asked[rounds, indicators])
    statuses = positions_in(submissions["status"], pd.Index(SUBMISSION_STATUSES))
    if (statuses < 0).any():
        strange = submissions["status"].iloc[int(np.flatnonzero(statuses < 0)[0])]
        raise ValueError(f"status '{strange}' of a submission is not known; use: {', '.join(SUBMISSION_STATUSES)}")
    if len(inside) < len(submissions):
        regencies, indicators, statuses = regencies[inside], indicators[inside], statuses[inside]
    placed = Placed(inside, regencies, indicators, statuses)
    _check_once(frame, placed, np.zeros(len(frame.regencies) * len(frame.indicators), dtype=bool))
    return placed


def parts_in(frame: Frame, submissions: pd.DataFrame | StoredSubmissions) -> Iterator[Placed]:
    """Submissions that lie in the frame: a table as a whole, and those that are stored in files part by part.

    Raises
    ------
    ValueError
        When a status is not known, or one regency answers one indicator twice in a round, be it in two parts.
    """
    if isinstance(submissions, pd.DataFrame):
        yield placed_in(frame, submissions)
        return
    regencies = frame.regencies[["award_year", "regency_code"]].assign(place=np.arange(len(frame.regencies)))
    rounds, indicators = np.nonzero(frame.judged_by)
    codes = frame.indicators["indicator_code"].iloc[indicators].reset_index(drop=True)
    asked = pd.DataFrame(
        {"award_year": np.array(frame.rounds)[rounds], "indicator_code": codes, "place": indicators},
    )
    seen = np.zeros(len(frame.regencies) * len(frame.indicators), dtype=bool)
    for of_regency, of_indicator, of_status in submissions.places(regencies, asked, SUBMISSION_STATUSES):
        if (of_status < 0).any():
            raise ValueError(f"a status of a submission is not known; use: {', '.join(SUBMISSION_STATUSES)}")
        placed = Placed(np.arange(len(of_status)), of_regency, of_indicator, of_status)
        _check_once(frame, placed, seen)
        yield placed


def _round_positions(award_years: pd.Series, rounds: list[int]) -> Positions:
    """Position of each round among the rounds; -1 for another."""
    if not rounds:
        return np.full(len(award_years), -1, dtype=np.intp)
    known = np.full(rounds[-1] - rounds[0] + 3, -1, dtype=np.intp)
    known[np.array(rounds) - rounds[0] + 1] = np.arange(len(rounds))
    years = award_years.to_numpy("int64")
    return np.asarray(known[np.clip(years - rounds[0] + 1, 0, len(known) - 1)])


def positions_in(values: pd.Series, known: pd.Index) -> Positions:
    """Position of each value among those known; -1 for another. Text and categories give the same.

    >>> positions_in(pd.Series(["b", "c", "a"], dtype="category"), pd.Index(["a", "b"])).tolist()
    [1, -1, 0]
    """
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes, found = values.cat.codes.to_numpy(), values.cat.categories
    else:
        codes, found = pd.factorize(values)
    at = np.append(known.get_indexer(pd.Index(found).astype(known.dtype)), -1)
    return np.asarray(at[codes])


def _check_once(frame: Frame, placed: Placed, seen: npt.NDArray[np.bool_]) -> None:
    """Refuse a cell that is answered twice, among these or those `seen` before; note these as seen."""
    width = len(frame.indicators)
    cells = placed.regencies * width + placed.indicators
    before, known = seen[cells], int(np.count_nonzero(seen))
    seen[cells] = True
    if int(np.count_nonzero(seen)) - known == len(cells):
        return
    found, times = np.unique(cells, return_counts=True)
    doubled = cells[before] if before.any() else found[times > 1]
    row, column = divmod(int(doubled.min()), width)
    regency, code = frame.regencies.iloc[row], frame.indicators["indicator_code"].iloc[column]
    raise UnfitError(
        "unfit.answered_twice", award_year=regency["award_year"], indicator=code, regency=regency["regency_code"]
    )


def is_synthetic(submissions: pd.DataFrame | StoredSubmissions) -> bool:
    """Whether the submissions are made up; facts where they do not say.

    Raises
    ------
    MixedKindsError
        When some are and others are not, or do not say: they are never put together.
    """
    return markings.is_synthetic(submissions if isinstance(submissions, pd.DataFrame) else submissions.kinds())


def grouped(table: pd.DataFrame, columns: Sequence[str]) -> tuple[Positions, pd.DataFrame]:
    """Group of each row by the columns, and the keys of the groups; one group where there are no columns."""
    if not columns:
        return np.zeros(len(table), dtype=np.intp), pd.DataFrame(index=[0])
    keys = table[list(columns)].drop_duplicates().sort_values(list(columns), ignore_index=True)
    group = table.groupby(list(columns), sort=True, dropna=False, observed=True).ngroup()
    return group.to_numpy(np.intp), keys


def with_marks(table: pd.DataFrame, *, synthetic: bool, kinds: pd.Series) -> pd.DataFrame:
    """Table with `synthetic` where the submissions are made up, and `kind` where a list is not the loaded one."""
    if synthetic:
        table = table.assign(synthetic=pd.array([True] * len(table), dtype="boolean"))
    if (kinds != KINDS[0]).any():
        table = table.assign(kind=kinds.astype("str").to_numpy())
    return table


def kind_positions(indicators: pd.DataFrame) -> Positions:
    """Position in `KINDS` of where each indicator is from; the loaded list where the table does not say."""
    if "kind" not in indicators:
        return np.zeros(len(indicators), dtype=np.intp)
    found = positions_in(indicators["kind"], pd.Index(KINDS))
    return np.where(found < 0, len(KINDS) - 1, found)
