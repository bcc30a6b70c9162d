"""Rounds in their order."""

from __future__ import annotations

from collections.abc import Iterable


def round_before(rounds: Iterable[int], award_year: int) -> int | None:
    """Latest of the rounds that is earlier than `award_year`; None where there is none.

    Parameters
    ----------
    rounds : iterable of int
        The rounds, in any order.
    award_year : int
        The round that the one before is asked of; it need not be among them.

    Returns
    -------
    int or None
        The round before.

    Examples
    --------
    >>> round_before([2020, 2022, 2023], 2022)
    2020
    """
    return max((earlier for earlier in rounds if earlier < award_year), default=None)


def unrecorded(rounds: Iterable[int], without: Iterable[int]) -> list[int]:
    """Years between rounds of which nothing is on record: neither a round, nor that none was held.

    Examples
    --------
    >>> unrecorded([2020, 2022, 2025], [2021])
    [2023, 2024]
    """
    known = set(rounds)
    return sorted({*range(min(known, default=0), max(known, default=0))} - known - set(without))
