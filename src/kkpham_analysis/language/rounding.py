"""The one way in which numbers are rounded for print: halves up, without a trace of how they were computed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from numbers import Integral, Real

# Digits behind the point up to which a computed number is the exact one: as classes compare totals.
SURE_DIGITS = 9
# The digits of the largest number that a computer holds, and some behind the point.
ALL_DIGITS = Context(prec=400)


def decimals_of(value: Real | float) -> int:
    """Digits behind the point that a number needs, nine at most.

    >>> decimals_of(60), decimals_of(62.5), decimals_of(62.25), decimals_of(100 / 3)
    (0, 1, 2, 9)
    """
    exponent = rounded(value, SURE_DIGITS).normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def rounded(value: Real | float, decimals: int = 0) -> Decimal:
    """Number as it is printed: halves away from zero, of the number that was meant where computing left a trace.

    Parameters
    ----------
    value : number
        One that is not finite comes back as it is.
    decimals : int
        Digits behind the point, nine at most.

    Returns
    -------
    Decimal
        With that many digits.

    Examples
    --------
    >>> rounded(12.5), rounded(37.5), rounded(48.59499999999999, 2), rounded(-0.25, 1)
    (Decimal('13'), Decimal('38'), Decimal('48.60'), Decimal('-0.3'))
    """
    exact = Decimal(int(value)) if isinstance(value, Integral) else Decimal(repr(round(float(value), SURE_DIGITS)))
    if not exact.is_finite():
        return exact
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=ALL_DIGITS)
