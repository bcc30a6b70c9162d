"""Numbers one after the other, of those that follow each other the first and the last: of rows, items and sources."""

from __future__ import annotations

from collections.abc import Iterable


def runs_of(numbers: Iterable[int], *, least: int = 3) -> list[tuple[int, int]]:
    """Give the first and the last of each run of at least so many numbers in a row; of fewer, each by itself.

    >>> runs_of([1, 2, 3, 7, 8]), runs_of([1, 2, 3, 7, 8], least=2)
    ([(1, 3), (7, 7), (8, 8)], [(1, 3), (7, 8)])
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [
        pair
        for run in runs
        for pair in ([(run[0], run[-1])] if len(run) >= least else [(number, number) for number in run])
    ]


def in_runs(numbers: Iterable[int], *, least: int = 3) -> str:
    """Write numbers in order, of each run the first and the last.

    Sources are told apart by two ("[1, 2]"), where rows and items are a range already (`least=2`: "1–2").

    >>> in_runs([5, 1, 2, 3]), in_runs([1, 2, 3, 7, 9, 10], least=2)
    ('1–3, 5', '1–3, 7, 9–10')
    """
    return ", ".join(
        str(first) if first == last else f"{first}–{last}" for first, last in runs_of(numbers, least=least)
    )
