"""Units of answers, as they are compared."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.tables.units import PERCENT, YES_NO, is_yes_no


def plain_units(units: pd.Series[str]) -> pd.Series[str]:
    """Units in small letters, with single spaces, one word for percent and one for yes or no; empty where none is said.

    >>> plain_units(pd.Series(["Persen", " liter  / orang.", None, "Ya / Tidak"], dtype="str")).tolist()
    ['%', 'liter / orang', '', 'yes/no']
    """
    plain = units.fillna("").str.casefold().str.split().str.join(" ").str.rstrip(".")
    asking = [unit for unit in plain.unique() if is_yes_no(unit)]
    return plain.replace({**dict.fromkeys(PERCENT, "%"), **dict.fromkeys(asking, YES_NO)})
