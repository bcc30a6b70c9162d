"""What is wrong with the raw files: one fault, one sentence that says where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """Something in a raw file that cannot be taken as it is.

    Parameters
    ----------
    file
        Path under `data/raw`, with forward slashes.
    row
        Line number as an editor shows it, or the feature's number in a boundary file; 0 where the whole file is meant.
    column
        Name of the column, or empty.
    value
        What stands there now, or empty.
    problem
        What is wrong, as the middle of the sentence.
    remedy
        What to do about it.
    kind
        A short key of the problem, the same for all faults of its sort.

    Examples
    --------
    >>> print(Fault("awards/award_claims.csv", 41, "regency_code", "101", "is not a regency code of four digits",
    ...             "see regions/regencies.csv", "pattern"))
    awards/award_claims.csv line 41, column regency_code: '101' is not a regency code of four digits; see regions/regencies.csv.
    """  # noqa: E501

    file: str
    row: int
    column: str
    value: str
    problem: str
    remedy: str
    kind: str

    def __str__(self) -> str:
        place = self.file
        if self.row:
            place += f" {'feature' if self.file.endswith('.parquet') else 'line'} {self.row}"
        if self.column:
            place += f", column {self.column}"
        shown = f"'{shortened(self.value)}' " if self.value else ""
        return f"{place}: {shown}{self.problem}; {self.remedy}."

    def as_record(self) -> dict[str, str | int]:
        """The fault as a plain record, for JSON."""
        return {**asdict(self), "sentence": str(self)}


class FaultyDataError(ValueError):
    """Raised where raw data with faults cannot be used; `faults` holds them all."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def shortened(value: str, length: int = 60) -> str:
    """A value that fits into a sentence: control characters made visible, long texts cut."""
    visible = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in value)
    return visible if len(visible) <= length else f"{visible[: length - 1]}…"
