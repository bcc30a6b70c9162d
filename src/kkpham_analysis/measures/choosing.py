"""Choices that cost least: of things to reach a sum, and of so many things each; exact, never greedy."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import islice
from math import gcd

import numpy as np

from kkpham_analysis.language.rounding import SURE_DIGITS
from kkpham_analysis.measures.problems import UnfitError

# Points are compared in whole parts (measures/points.py); totals at the last sure digit, as classes are.
LEAST_DIFFERENCE = 0.5 * 10**-SURE_DIGITS
# More steps than this are points with so many digits that looking at all would take too long.
MOST_STEPS = 10**6

Cost = tuple[int, ...]


def cheapest_cover(costs: Sequence[int], gains: Sequence[float], deficit: float) -> list[int] | None:
    """Positions whose gains make good for a deficit at the least cost, exactly; None where not even all do.

    Of sets that cost the same, one of the fewest things, and of these the one that gains most; where costs have so many
    digits that sums cannot be told apart by how many things they are of as well, the one that gains most. A thing may
    cost nothing.

    Raises
    ------
    ValueError
        When costs have so little in common that not all sums can be looked at.

    Examples
    --------
    The best value for money, the first, is not part of the cheapest set.

    >>> cheapest_cover([3, 4, 4], [31.0, 40.0, 40.0], 80.0)
    [1, 2]

    Two things cost as much as one that gains less, and enough.

    >>> cheapest_cover([1, 1, 2], [30.0, 30.0, 50.0], 50.0)
    [2]
    """
    if deficit <= LEAST_DIFFERENCE:
        return []
    if sum(gains) < deficit - LEAST_DIFFERENCE:
        return None
    unit = gcd(*costs) or 1
    plain = [cost // unit for cost in costs]
    # One more than there are things makes a step of cost: within it, what is left counts the things.
    counted = [cost * (len(costs) + 1) + 1 for cost in plain]
    sizes = counted if _enough(counted, gains, deficit) <= MOST_STEPS else plain
    most = _enough(sizes, gains, deficit)
    if most > MOST_STEPS:
        raise UnfitError("unfit.too_many_digits")
    return _least(sizes, gains, deficit, most)


def _least(sizes: Sequence[int], gains: Sequence[float], deficit: float, most: int) -> list[int]:
    """Positions of the smallest set that makes good for the deficit, of all up to a size at which there is one."""
    best = np.full(most + 1, -np.inf)
    best[0] = 0.0
    taken = np.zeros((len(sizes), most + 1), dtype=bool)
    for item, (size, gain) in enumerate(zip(sizes, gains, strict=True)):
        if size > most:
            continue
        with_it = best[: most + 1 - size] + gain
        better = with_it > best[size:]
        taken[item, size:] = better
        best[size:] = np.where(better, with_it, best[size:])
    left = int(np.flatnonzero(best >= deficit - LEAST_DIFFERENCE)[0])
    chosen = []
    for item in reversed(range(len(sizes))):
        if taken[item, left]:
            chosen.append(item)
            left -= sizes[item]
    return chosen[::-1]


def _enough(sizes: Sequence[int], gains: Sequence[float], deficit: float) -> int:
    """A cost that is enough: by the best value for money. Nothing dearer has to be looked at."""
    order = sorted(range(len(sizes)), key=lambda item: sizes[item] / gains[item])
    cost, gained = 0, 0.0
    for item in order:
        cost, gained = cost + sizes[item], gained + gains[item]
        if gained >= deficit:
            break
    return cost


def cheapest_choices(costs: Sequence[Cost], size: int, count: int) -> list[tuple[int, ...]]:
    """The cheapest choices of so many things, as positions; the first part of a cost decides, the others where it ties.

    Costs are in rising order. Of choices that cost the same, those with the earlier positions come first.

    Examples
    --------
    >>> cheapest_choices([(1,), (2,), (4,), (8,)], 2, 4)
    [(0, 1), (0, 2), (1, 2), (0, 3)]
    """
    return list(islice(_choices(costs, size), max(count, 0))) if size <= len(costs) else []


def _choices(costs: Sequence[Cost], size: int) -> Iterator[tuple[int, ...]]:
    """All choices, the cheapest first, each found only when it is asked for.

    Every choice but the first follows from another one that is no dearer, by putting the next thing in the place of
    one of its own: so the cheapest that is left always follows from one that was given already.
    """
    first = tuple(range(size))
    waiting, seen = [(_summed(costs, first), first)], {first}
    while waiting:
        _, choice = heapq.heappop(waiting)
        yield choice
        for place, position in enumerate(choice):
            after = choice[place + 1] if place + 1 < size else len(costs)
            following = (*choice[:place], position + 1, *choice[place + 1 :])
            if position + 1 < after and following not in seen:
                seen.add(following)
                heapq.heappush(waiting, (_summed(costs, following), following))


def _summed(costs: Sequence[Cost], choice: Sequence[int]) -> Cost:
    return tuple(map(sum, zip(*(costs[position] for position in choice), strict=True)))
