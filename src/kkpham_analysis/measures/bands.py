"""Points by the band of values that an answer lies in, where the regulation gives bands and their limits are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kkpham_analysis.measures.cells import Amounts, Flags
from kkpham_analysis.measures.units import plain_units

LIMITS = ("above", "value_from", "value_to", "below")


@dataclass(frozen=True)
class Band:
    """Values that earn an indicator so many points; all limits are None where they are not known.

    >>> band = Band("1/2030-001", 10.0, above=None, value_from=None, value_to=5.0, below=None, unit="%")
    >>> band.holds(np.array([4.9, 5.0, 5.1])).tolist()
    [True, True, False]
    """

    indicator_code: str
    points: float
    above: float | None
    value_from: float | None
    value_to: float | None
    below: float | None
    unit: str

    @property
    def is_known(self) -> bool:
        """Whether any limit of it is known."""
        return any(getattr(self, name) is not None for name in LIMITS)

    def holds(self, values: Amounts) -> Flags:
        """Which of the values lie in it; nothing below zero does where it has no lower limit: that is a slip."""
        inside = np.full(len(values), self.is_known) & ~np.isnan(values)
        if self.above is not None:
            inside &= values > self.above
        if self.value_from is not None:
            inside &= values >= self.value_from
        if self.value_to is not None:
            inside &= values <= self.value_to
        if self.above is None and self.value_from is None:
            inside &= values >= 0
        if self.below is not None:
            inside &= values < self.below
        return inside


def bands_of(bands: pd.DataFrame, regulation: str) -> tuple[Band, ...]:
    """Bands of one regulation, from `load("regulation_bands")`.

    >>> bands = pd.DataFrame({"regulation": ["1/2030"], "indicator_no": [3], "points": [10.0], "above": [None],
    ...     "value_from": [None], "value_to": [5.0], "below": [None], "unit": ["%"]})
    >>> [(band.indicator_code, band.points, band.value_to) for band in bands_of(bands, "1/2030")]
    [('1/2030-003', 10.0, 5.0)]
    """
    own = bands[bands["regulation"] == regulation].sort_values(["indicator_no", "points"], ascending=[True, False])
    return tuple(
        Band(
            f"{regulation}-{int(row['indicator_no']):03}",
            float(row["points"]),
            **{name: None if pd.isna(row[name]) else float(row[name]) for name in LIMITS},
            unit="" if pd.isna(row["unit"]) else str(row["unit"]),
        )
        for row in own.to_dict("records")
    )


def points_by_bands(answers: pd.DataFrame, bands: Iterable[Band]) -> Amounts:
    """Points of each answer by the band it lies in; missing where no band of which the limits are known holds it.

    Parameters
    ----------
    answers : DataFrame
        `indicator_code, answer_number, unit` and `asked_unit`, that of the list. The unit must be said, by the answer
        or else by the list, and be that of the band: a number in another unit lies in no band.
    bands : iterable of Band
        The bands of the regulation.
    """
    points = np.full(len(answers), np.nan)
    numbers = answers["answer_number"].to_numpy("float64", na_value=np.nan)
    said, asked = plain_units(answers["unit"]), plain_units(answers["asked_unit"])
    units = said.where(said != "", asked).to_numpy()
    codes = answers["indicator_code"].astype("str").to_numpy()
    known = [band for band in bands if band.is_known]
    plain = plain_units(pd.Series([band.unit for band in known], dtype="str"))
    for band, unit in zip(known, plain, strict=True):
        points[(codes == band.indicator_code) & (units == unit) & band.holds(numbers)] = band.points
    return points
