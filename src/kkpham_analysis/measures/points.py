"""Single scores from the parts that a source gives, exactly, and points as they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kkpham_analysis.language.rounding import rounded
from kkpham_analysis.measures.regulations import Regulation


def score_of_points(points: float, reachable: float) -> float:
    """Score of a sum of points: hundredths of the points that can be earned.

    Parameters
    ----------
    points, reachable : float
        Points earned, and points that can be.

    Returns
    -------
    float
        The score, not rounded; `printed_points` writes it.

    Raises
    ------
    ValueError
        When nothing can be earned.

    Examples
    --------
    >>> printed_points(score_of_points(162, 170))
    '95.29'
    """
    if not reachable > 0:
        raise ValueError("a score of nothing that can be earned is not known; give the points that can be earned")
    return float(100 * Fraction(str(points)) / Fraction(str(reachable)))


def score_of_rights(rights: Sequence[float], weights: Sequence[float] | None = None) -> float:
    """Score of the points of each right: their mean, by weights where there are any.

    Parameters
    ----------
    rights : sequence of float
        Points of the rights, 0 to 100.
    weights : sequence of float, optional
        Their weights in the same order, as `Regulation.rights` has them; the same for all without.

    Returns
    -------
    float
        The score, not rounded.

    Raises
    ------
    ValueError
        When there are no rights, or not as many weights.

    Examples
    --------
    >>> printed_points(score_of_rights([92.5, 77, 87.5, 92.5, 32.5, 79.5, 80]))
    '77.36'
    """
    shares = [1.0] * len(rights) if weights is None else list(weights)
    if not rights or len(shares) != len(rights) or not sum(shares) > 0:
        raise ValueError(f"{len(rights)} rights and {len(shares)} weights make no mean; give as many of both")
    weighed = sum(Fraction(str(points)) * Fraction(str(share)) for points, share in zip(rights, shares, strict=True))
    return float(weighed / sum(Fraction(str(share)) for share in shares))


def total_of(score: float, action_points: float, regulation: Regulation) -> float:
    """Total of a score and action points, up to the limits of the regulation.

    Parameters
    ----------
    score, action_points : float
        Both known.
    regulation : Regulation
        Its `bonus_max` and `total_max` limit it, where they are known.

    Returns
    -------
    float
        The total, not rounded.

    Examples
    --------
    >>> from kkpham_analysis.measures.regulations import example_regulation
    >>> total_of(72.5, 7.5, example_regulation()), total_of(98.25, 4, example_regulation())
    (77.5, 100.0)
    """
    bonus = action_points if regulation.bonus_max is None else min(action_points, regulation.bonus_max)
    total = Fraction(str(score)) + Fraction(str(bonus))
    return float(total if regulation.total_max is None else min(total, Fraction(str(regulation.total_max))))


def printed_points(points: float, *, digits: int = 2) -> str:
    """Points as they are printed: halves rounded up, as many digits as asked for. Never computed with.

    Parameters
    ----------
    points : float
        Points, or a score.
    digits : int
        Digits behind the point.

    Returns
    -------
    str
        The points in digits.

    Examples
    --------
    >>> printed_points(88.125), printed_points(100.0), printed_points(82.5, digits=0)
    ('88.13', '100.00', '83')
    """
    return str(rounded(points, digits))
