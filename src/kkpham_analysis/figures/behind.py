"""The numbers behind a figure, as a table of plain values beside its picture: for workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kkpham_analysis.figures import findings
from kkpham_analysis.language import Words

# Columns of `compliant_share` in their order: the heading of each, and of what kind its values are.
SHARES = {
    "award_year": ("column.round", "year"),
    "province_code": ("column.province_code", "text"),
    "province": ("column.province", "text"),
    "compliant": ("typed.compliant", "integer"),
    "compliant_low": ("typed.compliant_low", "integer"),
    "compliant_high": ("typed.compliant_high", "integer"),
    "regencies": ("typed.regencies", "integer"),
    "share": ("typed.share", "percent"),
    "share_low": ("typed.share_low", "percent"),
    "share_high": ("typed.share_high", "percent"),
    "rule": ("column.rule", "text"),
    "meets_rule": ("typed.meets_rule", "text"),
    "evidence": ("column.evidence", "text"),
}
BOUNDS = ("compliant_low", "compliant_high", "share_low", "share_high")
STATUSES = {
    "award_year": ("column.round", "year"),
    "regency_code": ("column.regency_code", "text"),
    "full_name": ("column.regency", "text"),
    "status": ("column.result", "text"),
}


def shares_behind(shares: pd.DataFrame, words: Words) -> dict[str, Any]:
    """Rows of `compliant_share` as a table; where nothing is known, the bounds are missing and not none and all.

    Returns
    -------
    dict
        `columns`, each with `name, heading, kind` (`text`, `year`, `integer`, `percent`); `rows` of plain
        values, None where one is missing.
    """
    nothing = shares["evidence"] == "none"
    frame = shares.assign(
        **{name: shares[name].mask(nothing) for name in BOUNDS},
        rule=shares["rule"].map(lambda rule: findings.rule_in_words(rule, words), na_action="ignore"),
        meets_rule=_said(shares["meets_rule"], {True: "report.met", False: "report.not_met"}, words),
        evidence=_said(shares["evidence"], {name: f"evidence.{name}" for name in shares["evidence"].unique()}, words),
    )
    return _table(frame.sort_values(["award_year", "province_code"]), SHARES, words)


def statuses_behind(status: pd.DataFrame, labels: Mapping[str, str], words: Words) -> dict[str, Any]:
    """Rows of `regency_status` as a table like that of `shares_behind`; `labels` are the words for each status."""
    frame = status.assign(status=status["status"].map(lambda name: labels.get(name, name)))
    return _table(frame.sort_values(["award_year", "regency_code"]), STATUSES, words)


def _said(values: pd.Series, keys: Mapping[Any, str], words: Words) -> pd.Series:
    return values.astype("object").map({value: words.phrase(key) for value, key in keys.items()})


def _table(frame: pd.DataFrame, columns: Mapping[str, tuple[str, str]], words: Words) -> dict[str, Any]:
    plain = {"year": int, "integer": int, "percent": float, "text": str}
    headed = [{"name": name, "heading": words.phrase(key), "kind": kind} for name, (key, kind) in columns.items()]
    rows = [
        [None if pd.isna(value) else plain[kind](value) for value, (_, kind) in zip(row, columns.values(), strict=True)]
        for row in frame[list(columns)].itertuples(index=False)
    ]
    return {"columns": headed, "rows": rows}
