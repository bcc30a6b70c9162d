"""Codes of submissions that are of no regency or indicator there is: with them, nothing would look like a fact."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.tables.certainly import surely
from kkpham_analysis.tables.known_codes import known_codes

REGENCY = re.compile(r"\d{4}")
FEW = 3  # codes that an error names
NO_CODE = "–"
Numbers = npt.NDArray[np.integer[Any]]


class Strangers:
    """What is found in rows of the rounds looked at, column by column, part by part.

    A table of regencies or indicators that comes from `load` knows all codes that there are, also when it is only a
    part: of another one a row is refused. One made by hand does not; then a code is refused that has not the form of
    one, or is of a regulation of which the table has nothing.
    """

    def __init__(
        self, indicators: pd.DataFrame, regencies: pd.DataFrame, rounds: Sequence[int], regulations: frozenset[str]
    ) -> None:
        self.rounds = list(rounds)
        self.is_known = {
            "regency_code": _of_regencies(known_codes(regencies, "regency_code")),
            "indicator_code": _of_indicators(known_codes(indicators, "indicator_code"), regulations),
        }
        self.found: dict[str, Counter[str]] = {column: Counter() for column in self.is_known}
        self.in_rounds: set[int] = set()

    def look(
        self, column: str, years: npt.NDArray[np.int64], numbers: Numbers, values: pd.Index, positions: Numbers
    ) -> None:
        """Count the rows of some submissions whose code is not known.

        `numbers` gives each row its value, `positions` each value its place in the frame; the last is that of none.
        """
        check_texts(values, column, "submissions")
        outside = np.flatnonzero(positions[:-1] == positions[-1]).tolist()
        strange = [place for place in outside if not self.is_known[column](str(values[place]))]
        if not strange and (not len(numbers) or numbers.min() >= 0):
            return
        # The last stands for the rows that have no code.
        places = np.where(numbers < 0, len(values), numbers)
        rows = np.isin(places, [*strange, len(values)]) & np.isin(years, self.rounds)
        counts = np.bincount(places[rows], minlength=len(values) + 1)
        codes = {place: str(values[place]) for place in strange} | {len(values): NO_CODE}
        self.found[column].update({code: int(counts[place]) for place, code in codes.items() if counts[place]})
        self.in_rounds.update(np.unique(years[rows]).tolist())

    def refuse(self) -> None:
        """Say how many rows there are of codes that are not known, and which are the first.

        Raises
        ------
        UnfitError
            When there are any.
        """
        for column, counts in self.found.items():
            if counts:
                raise _strange(column, counts.total(), counts, self.in_rounds)


def _strange(column: str, count: int, codes: Iterable[str], rounds: Iterable[int]) -> UnfitError:
    first, years = sorted(set(codes)), ", ".join(map(str, sorted(rounds)))
    named = ", ".join(first[:FEW]) + (", …" if len(first) > FEW else "")
    return UnfitError(f"unfit.strange_{column}", count=count, codes=named, award_year=years)


def check_regencies(submissions: pd.DataFrame) -> None:
    """Refuse submissions of regencies whose codes have not the form of one, where there is no list to look them up in.

    Raises
    ------
    UnfitError
        When there are any.
    """
    check_texts(submissions["regency_code"], "regency_code", "submissions")
    strange = submissions[~surely(submissions["regency_code"].astype("str").str.fullmatch(REGENCY))]
    if len(strange):
        codes = strange["regency_code"].astype("str").fillna(NO_CODE)
        raise _strange("regency_code", len(strange), codes, map(int, strange["award_year"].unique()))


def _of_regencies(known: frozenset[str] | None) -> Callable[[str], bool]:
    return (lambda code: REGENCY.fullmatch(code) is not None) if known is None else known.__contains__


def _of_indicators(known: frozenset[str] | None, regulations: frozenset[str]) -> Callable[[str], bool]:
    return (lambda code: _regulation(code) in regulations) if known is None else known.__contains__


def regulations_in(codes: pd.Series) -> frozenset[str]:
    """Regulations that codes of indicators are of.

    >>> sorted(regulations_in(pd.Series(["22/2021-001", "22/2021-002", None])))
    ['22/2021']
    """
    return frozenset(_regulation(code) for code in codes.dropna().astype("str").unique())


def _regulation(code: str) -> str:
    return code.rpartition("-")[0]


def check_texts(values: pd.Index | pd.Series, column: str, table: str) -> None:
    """Refuse codes that are numbers: as text they would be other codes, or the same by chance.

    Raises
    ------
    UnfitError
        When any is no text.
    """
    found = values.cat.categories if isinstance(values, pd.Series) and hasattr(values, "cat") else values
    if pd.api.types.infer_dtype(found, skipna=True) not in ("string", "empty") and found.notna().any():
        raise UnfitError("unfit.code_no_text", table=table, column=column, found=found.dropna()[:1].tolist()[0])
