"""Units of answers, as they are compared."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.tables.units import plain_unit


def plain_units(units: pd.Series[str]) -> pd.Series[str]:
    """Units as `plain_unit` compares them; empty where none is said.

    >>> plain_units(pd.Series(["Persen", " liter  / orang.", None, "Ya / Tidak", "jiwa"], dtype="str")).tolist()
    ['%', 'liter / orang', '', 'yes/no', 'orang']
    """
    # The same few stand in every row.
    plain = {unit: plain_unit(unit) for unit in units.dropna().unique()}
    return units.map(plain, na_action="ignore").astype("str").fillna("")
