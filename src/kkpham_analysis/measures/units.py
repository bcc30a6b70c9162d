"""Units of answers, as they are compared."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.tables.units import PERCENT


def plain_units(units: pd.Series[str]) -> pd.Series[str]:
    """Units in small letters, with single spaces and one word for percent; empty where none is said.

    >>> plain_units(pd.Series(["Persen", " liter  / orang.", None], dtype="str")).tolist()
    ['%', 'liter / orang', '']
    """
    plain = units.fillna("").str.casefold().str.split().str.join(" ").str.rstrip(".")
    return plain.replace(dict.fromkeys(PERCENT, "%"))
