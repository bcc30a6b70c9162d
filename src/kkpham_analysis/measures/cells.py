"""The frame of regencies and indicators, and where in it each submission lies: by position, so that counting is fast.

Nothing here makes a table of all cells: a submission becomes three small whole numbers, and groups are counted by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kkpham_analysis.measures.problems import UnfitError, check_columns
from kkpham_analysis.measures.strangers import Strangers, check_texts, regulations_in
from kkpham_analysis.tables import markings
from kkpham_analysis.tables.vocabulary import LEVELS, SUBMISSION_STATUSES

Positions = npt.NDArray[np.integer[Any]]
Amounts = npt.NDArray[np.floating[Any]]
Flags = npt.NDArray[np.bool_]
# One table, or several that together are one: `load("submissions", lazy=True)` gives them part by part.
Submissions = pd.DataFrame | Iterable[pd.DataFrame]
STATUSES = pd.Index(SUBMISSION_STATUSES)
ROWS_AT_ONCE = 16_384  # rows; what is worked out of so many stays close to the processor
SHORTEST_RUN = 8_192  # rows of one round that are worth a look of their own
# Where the list of indicators comes from, the weakest last: it is what a figure made from several is marked with.
KINDS = markings.LIST_KINDS


@dataclass(frozen=True)
class Frame:
    """Every regency of each round, and every indicator of the round's regulation.

    `regencies` and `indicators` are numbered from 0; `judged_by` says for each round which indicators are its own.
    `regulations` are those that the list of indicators has anything of, for any round.
    """

    regencies: pd.DataFrame
    indicators: pd.DataFrame
    rounds: list[int]
    judged_by: npt.NDArray[np.bool_]
    regulations: frozenset[str] = frozenset()


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
        raise UnfitError("unfit.no_level", found=level, known=", ".join(LEVELS))


def frame_of(indicators: pd.DataFrame, regencies: pd.DataFrame) -> Frame:
    """Frame of the rounds that `regencies` hold.

    Raises
    ------
    ValueError
        When the regencies are not those of rounds, or a round has no list of indicators with numbers.
    """
    if "award_year" not in regencies:
        raise UnfitError("unfit.regencies_of_no_round")
    check_columns(regencies, ["regency_code"], "unfit.columns_of_regencies")
    needed = ["indicator_code", "award_year_from", "award_year_to"]
    check_columns(indicators, needed, "unfit.columns_of_indicators")
    _check_rounds(indicators)
    check_texts(regencies["regency_code"], "regency_code", "regencies")
    check_texts(indicators["indicator_code"], "indicator_code", "indicators")
    if regencies.duplicated(["award_year", "regency_code"]).any():
        raise UnfitError("unfit.regency_twice")
    rounds = np.unique(regencies["award_year"].to_numpy("int64"))
    first, last = (indicators[f"award_year_{end}"].to_numpy("int64") for end in ("from", "to"))
    asked = (first <= rounds[:, None]) & (rounds[:, None] <= last)
    # Rounds that are judged by one list need one look at it.
    lists = {row.tobytes(): position for position, row in reversed(list(enumerate(asked)))}
    for position in sorted(lists.values()):
        _check_list(indicators[asked[position]], int(rounds[position]))
    used = np.flatnonzero(asked.any(axis=0))
    kept = by_text(indicators.iloc[used].reset_index(drop=True))
    judged = by_text(regencies.reset_index(drop=True))
    return Frame(judged, kept, rounds.tolist(), asked[:, used], regulations_in(indicators["indicator_code"]))


def _check_rounds(indicators: pd.DataFrame) -> None:
    """Refuse a list that does not say for each indicator from which round to which it is asked."""
    for name in ("award_year_from", "award_year_to"):
        if not pd.to_numeric(indicators[name], errors="coerce").notna().all():
            raise UnfitError("unfit.indicators_of_no_round", column=name)


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
    # Files begin to be read when they are first asked for their parts: here, before anybody needs one.
    return _of_one_kind(iter([submissions] if isinstance(submissions, pd.DataFrame) else submissions))


def _of_one_kind(parts: Iterator[pd.DataFrame]) -> Iterator[tuple[pd.DataFrame, bool]]:
    kinds = set()
    for part in parts:
        made_up = markings.is_synthetic(part)
        if len(part):
            kinds.add(made_up)
        if len(kinds) > 1:
            raise markings.MixedKindsError("unfit.mixed_parts")
        yield part, made_up


def check_reads_again(submissions: Submissions) -> None:
    """Refuse parts that are gone when they have been read once, such as those of a generator.

    Raises
    ------
    ValueError
        When they are their own iterator.
    """
    if isinstance(submissions, Iterator):
        raise UnfitError("unfit.parts_once")


class Answers:
    """What everyone in a frame answered: the status of each cell, a row of cells per regency.

    `statuses` is 0 where nothing was handed in, and one more than the position in `STATUSES` where something was.
    `regencies` and `indicators` tell where the cell of a submission is, as the sum of two numbers: a line for each year
    from the one before the first round to the one after the last, in it a number for each code, and in the last place
    that of any other code. A sum that is no cell is of a submission that takes no part; of codes that there are not,
    `strangers` keeps count.
    """

    def __init__(self, frame: Frame) -> None:
        """Number what the frame holds."""
        self.frame = frame
        self.strangers = Strangers(frame.indicators, frame.regencies, frame.rounds, frame.regulations)
        self.width = len(frame.indicators)
        self.statuses = np.zeros(len(frame.regencies) * self.width, dtype=np.uint8)
        self.before = frame.rounds[0] - 1 if frame.rounds else 0
        self.lines = frame.rounds[-1] - self.before + 2 if frame.rounds else 1
        self.regency_codes = pd.Index(frame.regencies["regency_code"].astype("str").unique())
        self.indicator_codes = pd.Index(frame.indicators["indicator_code"].astype("str").unique())
        self.regencies = np.full((self.lines, len(self.regency_codes) + 1), len(self.statuses), dtype=np.intp)
        lines = frame.regencies["award_year"].to_numpy("int64") - self.before
        columns = self.regency_codes.get_indexer(frame.regencies["regency_code"])
        self.regencies[lines, columns] = np.arange(len(lines)) * self.width
        self.indicators = np.full((self.lines, len(self.indicator_codes) + 1), len(self.statuses), dtype=np.intp)
        # A code may stand for one indicator in some rounds and for another, a later version of it, in others.
        numbers = self.indicator_codes.get_indexer(frame.indicators["indicator_code"].astype("str"))
        for award_year, asked in zip(frame.rounds, frame.judged_by, strict=True):
            self.indicators[award_year - self.before, numbers[asked]] = np.flatnonzero(asked)

    def add(self, submissions: pd.DataFrame) -> None:
        """Take in submissions, as `placing` does."""
        for _ in self.placing(submissions):
            pass

    def placing(self, submissions: pd.DataFrame) -> Iterator[tuple[Positions, Positions]]:
        """Take in submissions, some at a time; give the positions of those that lie in the frame, and their cells.

        Raises
        ------
        ValueError
            When a row has no year, a status is not known, or one regency answers one indicator twice in a round.
        """
        needed = ["award_year", "regency_code", "indicator_code", "status"]
        check_columns(submissions, needed, "unfit.columns_of_submissions")
        years = _years(submissions["award_year"])
        regencies, regency = self._coded(submissions, "regency_code", self.regency_codes, years)
        indicators, indicator = self._coded(submissions, "indicator_code", self.indicator_codes, years)
        statuses, status = coded(submissions["status"], STATUSES)
        status = status.astype(np.uint8)
        of_regency, of_indicator = self.regencies.take(regency, axis=1), self.indicators.take(indicator, axis=1)
        for rows in _pieces(years):
            line = self._lines(years[rows])
            cells = _at(of_regency, line, regencies[rows])
            cells += _at(of_indicator, line, indicators[rows])
            found = status.take(statuses[rows])
            if found.max() == len(STATUSES):
                raise _strange_status(submissions["status"].iloc[rows], found)
            yield self._note(rows.start, cells, found)

    def _coded(
        self, submissions: pd.DataFrame, column: str, known: pd.Index, years: npt.NDArray[np.int64]
    ) -> tuple[Positions, Positions]:
        """Codes as `coded` gives them, looked at for those that there are not."""
        numbers, values = numbered(submissions[column])
        positions = positions_of(values, known)
        self.strangers.look(column, years, numbers, values, positions)
        return numbers, positions

    def _lines(self, years: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Line of each year; one for all where they are of one round."""
        if years.min() == years.max():
            years = years[:1]
        return np.clip(years - self.before, 0, self.lines - 1)

    def _note(self, start: int, cells: Positions, statuses: Positions) -> tuple[Positions, Positions]:
        """Write statuses into the cells of the frame, each once."""
        numbers: Positions = np.arange(start, start + len(cells))
        if int(cells.max()) >= len(self.statuses):
            inside = np.flatnonzero(cells < len(self.statuses))
            numbers, cells, statuses = (values.take(inside) for values in (numbers, cells, statuses))
        if len(cells):
            first = int(cells.min())
            # Counting all of the frame for each part would take longer than the rest.
            near = self.statuses[first : int(cells.max()) + 1]
            answered, known = self.statuses.take(cells), int(np.count_nonzero(near))
            self.statuses[cells] = statuses + 1
            if int(np.count_nonzero(near)) - known < len(cells):
                raise self._twice(cells, answered > 0)
        return numbers, cells

    def _twice(self, cells: Positions, before: npt.NDArray[np.bool_]) -> UnfitError:
        """Name the first cell that is answered twice, among these or by one of them and one `before`."""
        found, times = np.unique(cells, return_counts=True)
        doubled = cells[before] if before.any() else found[times > 1]
        row, column = divmod(int(doubled.min()), self.width)
        regency, code = self.frame.regencies.iloc[row], self.frame.indicators["indicator_code"].iloc[column]
        return UnfitError(
            "unfit.answered_twice", award_year=regency["award_year"], indicator=code, regency=regency["regency_code"]
        )


def _pieces(years: npt.NDArray[np.int64]) -> list[slice]:
    """Rows that are looked at together: as many as stay close to the processor, of one round where rounds follow runs.

    >>> _pieces(np.array([2022, 2022, 2023] * 2))
    [slice(0, 6, None)]
    >>> _pieces(np.repeat([2022, 2023], 10_000))
    [slice(0, 10000, None), slice(10000, 16384, None), slice(16384, 20000, None)]
    """
    turns = np.flatnonzero(years[1:] != years[:-1]) + 1
    cuts = np.arange(0, len(years), ROWS_AT_ONCE)
    if len(turns) < len(years) // SHORTEST_RUN:
        cuts = np.union1d(cuts, turns)
    return [slice(int(start), int(end)) for start, end in pairwise([*cuts, len(years)])]


def _at(table: Positions, line: npt.NDArray[np.int64], codes: Positions) -> Positions:
    """Values of a table by line and code; -1 is the code of the last place."""
    if len(line) == 1:
        return np.asarray(table[line[0]].take(codes))
    return np.asarray(table.ravel().take(line * table.shape[1] + codes))


def placed_in(frame: Frame, submissions: pd.DataFrame) -> Placed:
    """Submissions that lie in the frame; what is of another round, regency or list takes no part.

    Raises
    ------
    ValueError
        When a row has no year, a status or code is not known, or one regency answers one indicator twice in a round.
    """
    answers = Answers(frame)
    parts = [*answers.placing(submissions), (np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp))]
    answers.strangers.refuse()
    numbers, cells = (np.concatenate(values) for values in zip(*parts, strict=True))
    rows, columns = np.divmod(cells, max(answers.width, 1))
    return Placed(numbers, rows, columns, answers.statuses[cells] - 1)


def _years(award_years: pd.Series) -> npt.NDArray[np.int64]:
    if award_years.isna().any():
        row = int(np.flatnonzero(award_years.isna())[0]) + 1
        raise UnfitError("unfit.row_without_round", row=row)
    return award_years.to_numpy("int64")


def _strange_status(statuses: pd.Series, found: Positions) -> UnfitError:
    strange = statuses.iloc[int(np.flatnonzero(found == len(STATUSES))[0])]
    return UnfitError("unfit.no_status", found=strange, known=", ".join(SUBMISSION_STATUSES))


def coded(values: pd.Series, known: pd.Index) -> tuple[Positions, Positions]:
    """Number of each value, and by that number its position among those known; the last is that of another.

    Text and categories give the same.

    >>> numbers, positions = coded(pd.Series(["b", "c", "a", None], dtype="category"), pd.Index(["a", "b"]))
    >>> positions.take(numbers).tolist()
    [1, 2, 0, 2]
    """
    numbers, found = numbered(values)
    return numbers, positions_of(found, known)


def numbered(values: pd.Series) -> tuple[Positions, pd.Index]:
    """Number of each value, -1 where it is missing, and what the numbers stand for."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        # Of the array, not of `.cat`, which copies them.
        return values.array.codes, values.array.categories
    numbers, found = pd.factorize(values)
    return numbers, pd.Index(found)


def positions_of(values: pd.Index, known: pd.Index) -> Positions:
    """Position of each value among those known; the last one, and that behind it for what is missing, of another."""
    at = np.append(known.get_indexer(values.astype(known.dtype)), -1)
    return np.where(at < 0, len(known), at)


def positions_in(values: pd.Series, known: pd.Index) -> Positions:
    """Position of each value among those known; -1 for another.

    >>> positions_in(pd.Series(["b", "c", "a"], dtype="category"), pd.Index(["a", "b"])).tolist()
    [1, -1, 0]
    """
    numbers, positions = coded(values, known)
    found = positions.take(numbers)
    return np.where(found == len(known), -1, found)


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


def with_marks(table: pd.DataFrame, *, synthetic: bool, kinds: Positions) -> pd.DataFrame:
    """Table with `synthetic` where the submissions are made up, and `kind` where a list is not the loaded one.

    `kinds` are positions in `KINDS`, of which the first is the loaded one.
    """
    if synthetic:
        table = table.assign(synthetic=pd.array(np.ones(len(table), dtype=np.bool_), dtype="boolean"))
    if kinds.any():
        table = table.assign(kind=pd.array(KINDS, dtype="str").take(kinds))
    return table


def kind_positions(indicators: pd.DataFrame) -> Positions:
    """Position in `KINDS` of where each indicator is from; the loaded list where the table does not say."""
    if "kind" not in indicators:
        return np.zeros(len(indicators), dtype=np.intp)
    found = positions_in(indicators["kind"], pd.Index(KINDS))
    return np.where(found < 0, len(KINDS) - 1, found)
