"""Rounds in their order."""

from __future__ import annotations

from collections.abc import Iterable


def round_before(rounds: Iterable[int], award_year: int) -> int | None:
    """Latest of the rounds that is earlier than `award_year`; None where there is none.

    Examples
    --------
    >>> round_before([2020, 2022, 2023], 2022)
    2020
    """
    return max((earlier for earlier in rounds if earlier < award_year), default=None)
