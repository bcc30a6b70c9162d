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


def coverage_chart_of(rows: list[Any], words: Words, *, level: str) -> dict[str, Any]:
    """Values of a chart of coverage, as `chart_of` gives those of shares; where nothing applies, bounds are None.

    Parameters
    ----------
    rows : list of mappings
        Rows of `indicator_coverage` with `label`, and `submitted`, the coverage at that level, where it is known.
    words : Words
        The language.
    level : str
        What counts as covered.

    Returns
    -------
    dict
        As `chart_of`, with `range`, what lies between the bounds, and `below`, what must be said under the chart.
    """
    return {
        "kind": BARS,
        "rows": [_coverage_row(row, words) for row in rows],
        "verdicts": {"known": words.phrase(f"coverage.legend_{level}")},
        "rule": "",
        "range": words.phrase("coverage.legend_waiting"),
        "below": f"{words.phrase('coverage.not_a_score')}.",
    }


def _coverage_row(row: Any, words: Words) -> dict[str, Any]:
    low, more = row["coverage"], row.get("submitted")
    if pd.isna(low):
        nothing = {"low": None, "high": None, "verdict": ""}
        return {"name": str(row["label"]), "count": "", "share": words.phrase("coverage.nothing"), **nothing}
    high = float(low) if more is None or pd.isna(more) else max(float(low), float(more))
    count = "/".join(words.number(float(row[name])) for name in ("covered", "applicable"))
    return {"name": str(row["label"]), "count": count, "share": findings.percent_span(float(low), high, words),
            "low": float(low), "high": high, "verdict": "known"}  # fmt: skip
