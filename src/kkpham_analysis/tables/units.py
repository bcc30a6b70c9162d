"""Units of answers, as their names are compared: what is asked for in percent, and what by yes or no."""

from __future__ import annotations

import re

# As lists and submissions are stored; whoever asks for a yes or a no writes it in many ways.
YES_NO = "yes/no"
YES_NO_WORDS = frozenset({"ya tidak", "yes no", "ada tidak", "ada tidak ada", "y t", "ya atau tidak", "yes or no"})
PERCENT = ("%", "persen", "persentase", "prosentase", "percent", "per cent", "percentage")


def is_yes_no(unit: str) -> bool:
    """Whether a unit asks for yes or no.

    >>> [is_yes_no(unit) for unit in ("yes/no", "Ya / Tidak", "ya", "%")]
    [True, True, False, False]
    """
    return " ".join(re.findall(r"[^\W_]+", unit.casefold())) in YES_NO_WORDS


def is_percent(unit: str) -> bool:
    """Whether a unit is percent.

    >>> [is_percent(unit) for unit in ("%", "Persen.", " per  cent", "per 1.000")]
    [True, True, True, False]
    """
    return " ".join(unit.casefold().split()).rstrip(".") in PERCENT
