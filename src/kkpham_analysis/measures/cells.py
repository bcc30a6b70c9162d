"""The frame of regencies and indicators, and where in it each submission lies: by position, so that counting is fast.

Nothing here makes a table of all cells: a submission becomes three small whole numbers, and groups are counted by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.tables import markings
from kkpham_analysis.tables.vocabulary import SUBMISSION_STATUSES

Positions = npt.NDArray[np.integer[Any]]
Amounts = npt.NDArray[np.floating[Any]]
# One table, or several that together are one: `load("submissions", lazy=True)` gives them part by part.
Submissions = pd.DataFrame | Iterable[pd.DataFrame]
STATUSES = pd.Index(SUBMISSION_STATUSES)
AT_ONCE = 65_536  # rows; what is worked out of so many stays close to the processor
# What counts as covered at each level (docs/method.md, "Coverage").
LEVELS = {"submitted": ("submitted", "verified"), "verified": ("verified",)}
# Who handed in nothing of this took no part in the round.
HANDED_IN = ("submitted", "verified", "rejected")
# Where the list of indicators comes from, the weakest last: it is what a figure made from several is marked with.
KINDS = markings.LIST_KINDS


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
    rounds = np.unique(regencies["award_year"].to_numpy("int64"))
    first, last = (indicators[f"award_year_{end}"].to_numpy("int64") for end in ("from", "to"))
    asked = (first <= rounds[:, None]) & (rounds[:, None] <= last)
    # Rounds that are judged by one list need one look at it.
    lists = {row.tobytes(): position for position, row in reversed(list(enumerate(asked)))}
    for position in sorted(lists.values()):
        _check_list(indicators[asked[position]], int(rounds[position]))
    used = np.flatnonzero(asked.any(axis=0))
    kept = by_text(indicators.iloc[used].reset_index(drop=True))
    return Frame(by_text(regencies.reset_index(drop=True)), kept, rounds.tolist(), asked[:, used])


def by_text(table: pd.DataFrame) -> pd.DataFrame:
    """Table whose categories sort as text does, so that they and text give the same order of rows.

    >>> by_text(pd.DataFrame({"type": pd.Categorical(["b", "a"], ["b", "a"])}))["type"].cat.categories.tolist()
    ['a', 'b']
    """
    chosen = [str(name) for name, kind in table.dtypes.items() if isinstance(kind, pd.CategoricalDtype)]
    return table.assign(
        **{name: table[name].cat.set_categories(table[name].cat.categories.sort_values()) for name in chosen}
    )


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


def parts_of(submissions: Submissions) -> Iterator[tuple[pd.DataFrame, bool]]:
    """The tables that submissions come in, each with whether it is made up.

    Raises
    ------
    MixedKindsError
        When some rows are made up and others are not, or do not say, be it in two parts.
    """
    kinds = set()
    for part in [submissions] if isinstance(submissions, pd.DataFrame) else submissions:
        made_up = markings.is_synthetic(part)
        if len(part):
            kinds.add(made_up)
        if len(kinds) > 1:
            raise markings.MixedKindsError(
                "some rows are synthetic and the others are not; keep made-up rows and facts in data folders of their "
                "own (--data), or take one of the two out"
            )
        yield part, made_up


def check_reads_again(submissions: Submissions) -> None:
    """Refuse parts that are gone when they have been read once, such as those of a generator.

    Raises
    ------
    ValueError
        When they are their own iterator.
    """
    if not isinstance(submissions, pd.DataFrame) and iter(submissions) is submissions:
        raise ValueError(
            "submissions in parts are read twice here, and a generator or iterator gives them once only; give a list "
            "of tables, or those of open_submissions"
        )


class Locator:
    """Tells where each submission lies in a frame, by tables of what the frame holds, made once.

    `regencies` and `indicators` give a position in the frame, or -1: a line for each year from the one before the first
    round to the one after the last, in it a place for each code, and the last place for any other code.
    """

    def __init__(self, frame: Frame) -> None:
        """Number what the frame holds."""
        self.frame = frame
        self.seen = np.zeros(len(frame.regencies) * len(frame.indicators), dtype=bool)
        self.before = frame.rounds[0] - 1 if frame.rounds else 0
        self.lines = frame.rounds[-1] - self.before + 2 if frame.rounds else 1
        self.regency_codes = pd.Index(frame.regencies["regency_code"].astype("str").unique())
        self.indicator_codes = pd.Index(frame.indicators["indicator_code"].astype("str").unique())
        self.regencies = np.full((self.lines, len(self.regency_codes) + 1), -1, dtype=np.intp)
        lines = frame.regencies["award_year"].to_numpy("int64") - self.before
        self.regencies[lines, self.regency_codes.get_indexer(frame.regencies["regency_code"])] = np.arange(len(lines))
        self.indicators = np.full((self.lines, len(self.indicator_codes) + 1), -1, dtype=np.intp)
        # A code may stand for one indicator in some rounds and for another, a later version of it, in others.
        numbers = self.indicator_codes.get_indexer(frame.indicators["indicator_code"].astype("str"))
        for award_year, asked in zip(frame.rounds, frame.judged_by, strict=True):
            self.indicators[award_year - self.before, numbers[asked]] = np.flatnonzero(asked)

    def locate(self, submissions: pd.DataFrame) -> Iterator[Placed]:
        """Submissions that lie in the frame, some at a time: as many as stay close to the processor.

        Raises
        ------
        ValueError
            When a row has no year, a status is not known, or one regency answers one indicator twice in a round.
        """
        years = _years(submissions["award_year"])
        regencies, regency = coded(submissions["regency_code"], self.regency_codes)
        indicators, indicator = coded(submissions["indicator_code"], self.indicator_codes)
        statuses, status = coded(submissions["status"], STATUSES)
        of_regency, of_indicator = self.regencies.take(regency, axis=1), self.indicators.take(indicator, axis=1)
        for start in range(0, len(submissions), AT_ONCE):
            rows = slice(start, start + AT_ONCE)
            line = self._lines(years[rows])
            found = status.take(statuses[rows])
            _check_statuses(found, submissions["status"].iloc[rows])
            yield self._inside(
                start, _at(of_regency, line, regencies[rows]), _at(of_indicator, line, indicators[rows]), found
            )

    def _lines(self, years: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Line of each year; one for all where they are of one round, as in most files."""
        if years.min() == years.max():
            years = years[:1]
        return np.clip(years - self.before, 0, self.lines - 1)

    def _inside(self, start: int, regencies: Positions, indicators: Positions, statuses: Positions) -> Placed:
        numbers: Positions = np.arange(start, start + len(statuses))
        if min(regencies.min(), indicators.min()) < 0:
            inside = np.flatnonzero((regencies >= 0) & (indicators >= 0))
            numbers, regencies, indicators, statuses = (
                values.take(inside) for values in (numbers, regencies, indicators, statuses)
            )
        placed = Placed(numbers, regencies, indicators, statuses)
        _check_once(self.frame, placed, self.seen)
        return placed


def _at(table: Positions, line: npt.NDArray[np.int64], codes: Positions) -> Positions:
    """Values of a table by line and code; -1 is the code of the last place."""
    return np.asarray(table.ravel().take(line * table.shape[1] + codes))


def placed_in(frame: Frame, submissions: pd.DataFrame) -> Placed:
    """Submissions that lie in the frame; what is of another round, regency or list takes no part.

    Raises
    ------
    ValueError
        When a row has no year, a status is not known, or one regency answers one indicator twice in a round.
    """
    parts = [Placed(*[np.zeros(0, dtype=np.intp)] * 4), *Locator(frame).locate(submissions)]
    return Placed(*(np.concatenate([getattr(part, name.name) for part in parts]) for name in fields(Placed)))


def _years(award_years: pd.Series) -> npt.NDArray[np.int64]:
    if award_years.isna().any():
        row = int(np.flatnonzero(award_years.isna())[0]) + 1
        raise ValueError(f"row {row} of the submissions has no award_year; give each its round")
    return award_years.to_numpy("int64")


def _check_statuses(found: Positions, statuses: pd.Series) -> None:
    if found.max() == len(STATUSES):
        strange = np.flatnonzero(found == len(STATUSES))
        raise ValueError(
            f"status '{statuses.iloc[int(strange[0])]}' of a submission is not known; "
            f"use: {', '.join(SUBMISSION_STATUSES)}"
        )


def coded(values: pd.Series, known: pd.Index) -> tuple[Positions, Positions]:
    """Number of each value, and by that number its position among those known; the last is that of another.

    Text and categories give the same.

    >>> numbers, positions = coded(pd.Series(["b", "c", "a", None], dtype="category"), pd.Index(["a", "b"]))
    >>> positions.take(numbers).tolist()
    [1, 2, 0, 2]
    """
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes, found = values.cat.codes.to_numpy(), values.cat.categories
    else:
        codes, found = pd.factorize(values)
    at = np.append(known.get_indexer(pd.Index(found).astype(known.dtype)), -1)
    return codes, np.where(at < 0, len(known), at)


def positions_in(values: pd.Series, known: pd.Index) -> Positions:
    """Position of each value among those known; -1 for another.

    >>> positions_in(pd.Series(["b", "c", "a"], dtype="category"), pd.Index(["a", "b"])).tolist()
    [1, -1, 0]
    """
    numbers, positions = coded(values, known)
    found = positions.take(numbers)
    return np.where(found == len(known), -1, found)


def _check_once(frame: Frame, placed: Placed, seen: npt.NDArray[np.bool_]) -> None:
    """Refuse a cell that is answered twice, among these or those `seen` before; note these as seen."""
    if not len(placed.regencies):
        return
    width = len(frame.indicators)
    cells = placed.regencies * width + placed.indicators
    first = int(cells.min())
    near = seen[first : int(cells.max()) + 1]  # counting all of the frame for each part would take longer than the rest
    cells -= first
    before, known = near[cells], int(np.count_nonzero(near))
    near[cells] = True
    if int(np.count_nonzero(near)) - known == len(cells):
        return
    found, times = np.unique(cells, return_counts=True)
    doubled = (cells[before] if before.any() else found[times > 1]) + first
    row, column = divmod(int(doubled.min()), width)
    regency, code = frame.regencies.iloc[row], frame.indicators["indicator_code"].iloc[column]
    raise UnfitError(
        "unfit.answered_twice", award_year=regency["award_year"], indicator=code, regency=regency["regency_code"]
    )


def grouped(table: pd.DataFrame, columns: Sequence[str]) -> tuple[Positions, pd.DataFrame]:
    """Group of each row by the columns, and the keys of the groups; one group where there are no columns."""
    if not columns:
        return np.zeros(len(table), dtype=np.intp), pd.DataFrame(index=[0])
    group = np.zeros(len(table), dtype=np.intp)
    for name in columns:
        # Groups so far, each divided by the values of this column; what is missing comes last.
        numbers, values = pd.factorize(table[name], sort=True)
        group = group * (len(values) + 1) + np.where(numbers < 0, len(values), numbers)
    _, first, group = np.unique(group, return_index=True, return_inverse=True)
    return group, table[list(columns)].iloc[first].reset_index(drop=True)


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
