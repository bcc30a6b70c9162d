"""What a chart shows, as plain values beside its picture: for programs that draw charts of their own."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kkpham_analysis.figures import findings, marks, style
from kkpham_analysis.language import Words

BARS, COLUMNS = "bars", "columns"


def chart_of(rows: list[Any], words: Words, *, kind: str, name: str, short: bool = False) -> dict[str, Any]:
    """Values of a chart of shares; where no share can be drawn, its bounds are None.

    Parameters
    ----------
    rows : list of mappings
        Rows of `compliant_share`, in the order of the chart.
    words : Words
        The language.
    kind : str
        `bars`, lying one below the other, or `columns`, side by side.
    name : str
        The column that names a row.
    short : bool
        Whether counts are written in signs.

    Returns
    -------
    dict
        `kind`; `rows`, each with `name, count, share` in words, `low, high` as fractions, and `verdict`; `verdicts`,
        each with its text; `rule` in words, where all rows have the same.
    """
    rule = style.single_rule([row["rule"] for row in rows])
    return {
        "kind": kind,
        "rows": [_row(row, words, name=name, short=short) for row in rows],
        "verdicts": dict(marks.verdicts_of(rows, words)) if rows else {},
        "rule": findings.rule_in_words(rule, words) if rule else "",
    }


def _row(row: Any, words: Words, *, name: str, short: bool) -> dict[str, Any]:
    counted = findings.count_in_signs if short else findings.count_in_words
    drawn = marks.has_bounds(row)
    return {
        "name": str(row[name]),
        "count": "" if row["evidence"] == "none" or pd.isna(row["compliant_low"]) else counted(row, words),
        "share": findings.share_in_words(row, words),
        "low": float(row["share_low"]) if drawn else None,
        "high": float(row["share_high"]) if drawn else None,
        "verdict": marks.verdict_of(row) if drawn else "",
    }
