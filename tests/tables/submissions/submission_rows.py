"""Rows of submissions to write tests with."""

import pandas as pd

from kkpham_analysis.tables.schemas.submissions import SUBMISSIONS

USUAL = {
    "award_year": 2024,
    "regency_code": "6401",
    "indicator_code": "22/2021-001",
    "answer_number": None,
    "unit": None,
    "answer_yes": True,
    "documents": 1,
    "status": "submitted",
    "points": None,
    "office": None,
    "checked_by": None,
    "checked_on": None,
    "note": None,
    "list_version": None,
    "origin": "6401.xlsx",
    "synthetic": False,
}


def submissions(*rows):
    """Give a typed table; each row says what is different from the usual one."""
    filled = [{**USUAL, **row} for row in rows]
    return pd.DataFrame(
        {entry.name: pd.array([row[entry.name] for row in filled], dtype=entry.dtype) for entry in SUBMISSIONS.fields}
    )
