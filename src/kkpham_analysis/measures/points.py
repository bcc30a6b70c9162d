"""Points as they are printed."""

from __future__ import annotations

from kkpham_analysis.language.rounding import rounded

# Points are counted in whole millionths: sums are exact, so that their order and the number of parts change nothing.
PARTS_OF_A_POINT = 10**6


def printed_points(points: float, *, digits: int = 2) -> str:
    """Points as they are printed: halves rounded up, as many digits as asked for. Never computed with.

    They are taken at the ninth digit, as classes are, so that computing leaves no trace.

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
    >>> printed_points(88.125), printed_points(100.0), printed_points(82.5, digits=0), printed_points(0.1 + 0.225)
    ('88.13', '100.00', '83', '0.33')
    """
    return str(rounded(points, digits))
