"""The numbers behind a figure, as a table of plain values beside its picture: for workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kkpham_analysis.figures import findings
from kkpham_analysis.figures.contested import marked_statuses, told_labels
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
# Columns of `award_streaks`; the round is the last that it goes through.
STREAKS = {
    "award_year": ("column.round", "year"),
    "regency_code": ("column.regency_code", "text"),
    "full_name": ("column.regency", "text"),
    "streak": ("explore.streak", "integer"),
    "streak_high": ("explore.streak_high", "integer"),
    "compliant_rounds": ("explore.compliant_rounds", "integer"),
    "known_rounds": ("typed.known_rounds", "integer"),
    "rounds": ("typed.rounds", "integer"),
}
# Columns of `national_summary`.
COUNTRY = {
    "award_year": ("column.round", "year"),
    "named": ("typed.named", "integer"),
    "counted_low": ("typed.counted_low", "integer"),
    "counted_high": ("typed.counted_high", "integer"),
    "published_low": ("typed.published_low", "integer"),
    "published_high": ("typed.published_high", "integer"),
}
# What was counted of coverage; `number` where points are counted, which may be parts.
COVERED = {
    "applicable": ("coverage.column_applicable", "integer"),
    "covered": ("coverage.column_covered", "integer"),
    "coverage": ("coverage.column_coverage", "percent"),
}
CHANGES = {
    "case": ("typed.case", "text"),
    "threshold": ("firmness.column_threshold", "percent"),
    "other": ("typed.other_verdict", "integer"),
    "none": ("typed.open_verdict", "integer"),
    "decided": ("typed.new_verdict", "integer"),
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
    """Rows of `regency_status` as a table like that of `shares_behind`; `labels` are the words for each status.

    What is contested says so in the words of the tables: a cell has no dot and no note beside it.
    """
    told = told_labels(labels, words)
    frame = status.assign(status=marked_statuses(status).map(lambda name: told.get(name, name)))
    return _table(frame.sort_values(["award_year", "regency_code"]), STATUSES, words)


def streaks_behind(streaks: pd.DataFrame, words: Words) -> dict[str, Any]:
    """Rows of `award_streaks` as a table like that of `shares_behind`; what the map shows as not known is missing.

    That is where none in a row is known and some may be; how many at most is said there too.
    """
    frame = streaks.assign(
        streak=streaks["streak"].mask((streaks["streak"] == 0) & (streaks["streak_high"] > 0)),
        compliant_rounds=streaks["compliant_rounds"].mask(streaks["known_rounds"] == 0),
    )
    return _table(frame.sort_values("regency_code"), STREAKS, words)


def country_behind(summary: pd.DataFrame, words: Words) -> dict[str, Any]:
    """Rows of `national_summary` as a table like that of `shares_behind`."""
    return _table(summary.sort_values("award_year"), COUNTRY, words)


def coverage_behind(
    coverage: pd.DataFrame, names: Mapping[str, str], words: Words, *, submitted: bool = False
) -> dict[str, Any]:
    """Coverage as a table like that of `shares_behind`: what has a name in each row (`names`: headings), then counts.

    `submitted` adds the coverage at that level. Coverage of nothing is missing.
    """
    counts = COVERED | ({"submitted": ("typed.submitted", "percent")} if submitted else {})
    share = coverage["covered"].astype("Float64") / coverage["applicable"].astype("Float64")
    frame = coverage.assign(coverage=share.mask(coverage["applicable"] == 0))
    is_whole = all((frame[name] % 1 == 0).all() for name in ("applicable", "covered"))
    kinds = {name: (key, kind if is_whole or kind == "percent" else "number") for name, (key, kind) in counts.items()}
    return _table(frame, {name: (key, "text") for name, key in names.items()} | kinds, words)


def changes_behind(changes: Mapping[str, pd.DataFrame], words: Words) -> dict[str, Any]:
    """How many provinces change their verdict or get one, by what is tried (its words) and threshold."""
    frames = [
        table.reset_index().assign(case=case, threshold=lambda frame: frame["threshold_percent"] / 100)
        for case, table in changes.items()
    ]
    return _table(pd.concat(frames), CHANGES, words)


def _said(values: pd.Series, keys: Mapping[Any, str], words: Words) -> pd.Series:
    return values.astype("object").map({value: words.phrase(key) for value, key in keys.items()})


def _table(frame: pd.DataFrame, columns: Mapping[str, tuple[str, str]], words: Words) -> dict[str, Any]:
    plain = {"year": int, "integer": int, "number": float, "percent": float, "text": str}
    headed = [{"name": name, "heading": words.phrase(key), "kind": kind} for name, (key, kind) in columns.items()]
    rows = [
        [None if pd.isna(value) else plain[kind](value) for value, (_, kind) in zip(row, columns.values(), strict=True)]
        for row in frame[list(columns)].itertuples(index=False)
    ]
    return {"columns": headed, "rows": rows}
