"""What a chart shows, as plain values beside its picture: for programs that draw charts of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kkpham_analysis.figures import findings, marks, style
from kkpham_analysis.figures.contested import are_contested, are_left_out, contested_why, inferred_rows
from kkpham_analysis.language import Words
from kkpham_analysis.measures.rules import single_rule

BARS, COLUMNS, MATRIX = "bars", "columns", "matrix"


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
        `kind`; `rows`, each with `name, count, share` in words, `signs`, the count in signs, `low, high` as fractions,
        `threshold` of the rule of its round (None where that is not known), `verdict` and `code`; `verdicts`, each with
        its text; `rule` in words, where all rows have the same.
    """
    rule = single_rule([row["rule"] for row in rows])
    return {
        "kind": kind,
        "rows": [_row(row, words, name=name, short=short) for row in rows],
        "verdicts": dict(marks.verdicts_of(rows, words)) if rows else {},
        "rule": findings.rule_in_words(rule, words) if rule else "",
    }


def _row(row: Any, words: Words, *, name: str, short: bool) -> dict[str, Any]:
    counted = findings.count_in_signs if short else findings.count_in_words
    drawn = marks.has_bounds(row)
    is_counted = row["evidence"] != "none" and pd.notna(row["compliant_low"])
    return {
        "name": str(row[name]),
        "count": counted(row, words) if is_counted else "",
        "signs": findings.count_in_signs(row, words) if is_counted else "",
        "share": findings.share_in_words(row, words),
        "low": float(row["share_low"]) if drawn else None,
        "high": float(row["share_high"]) if drawn else None,
        "threshold": _threshold(row["rule"]),
        "verdict": marks.verdict_of(row) if drawn else "",
        "code": str(row["province_code"]),
    }


def _threshold(rule: Any) -> float | None:
    """Where the verdict of a rule turns, as a fraction."""
    hinge = style.scale_for(rule).hinge if isinstance(rule, str) else None
    return None if hinge is None else float(hinge) / 100


def compared(chart: Mapping[str, Any], code: str, words: Words) -> dict[str, Any] | None:
    """One province among all that are drawn: what is certain of its place; None where nothing is.

    So it is where the province is not drawn itself, and where it may be as high as each of the others.

    Parameters
    ----------
    chart : mapping
        What `chart_of` gave of all provinces of a round.
    code : str
        The province.
    words : Words
        The language.

    Returns
    -------
    dict
        As `chart_of`, with `title`, how many are certainly higher and lower, and `emphasised`, its code.
    """
    drawn = [row for row in chart["rows"] if row["low"] is not None]
    own = next((row for row in drawn if row["code"] == code), None)
    others = [row for row in drawn if row is not own]
    if own is None:
        return None
    higher = sum(row["low"] > own["high"] for row in others)
    lower = sum(row["high"] < own["low"] for row in others)
    if not higher and not lower:
        return None
    title = words.phrase(
        "slides.compared",
        province=own["name"],
        share=own["share"],
        higher=higher,
        lower=lower,
        count=len(others),
    )
    return {**chart, "title": title, "emphasised": code}


def matrix_of(
    chosen: pd.DataFrame, names: Sequence[tuple[str, str]], counts: Sequence[str], labels: Mapping[str, str],
    words: Words,
) -> dict[str, Any]:  # fmt: skip
    """Values of a matrix of regencies by rounds.

    Parameters
    ----------
    chosen : DataFrame
        `regency_status` of the rounds.
    names, counts : sequence
        Codes with names in the order of the rows, and in how many of the known rounds each is compliant, in words.
    labels : mapping
        The text of each status.
    words : Words
        The language.

    Returns
    -------
    dict
        `kind`; `years`; `rows`, each with `name, count`, `cells`, its status in each round (empty where it was not yet
        formed), `contested`, the rounds of which a source says otherwise, and `inferred`, those that no source states;
        and what columns and signs are called.
    """
    years = sorted(int(year) for year in chosen["award_year"].unique())
    told = chosen.assign(contested=are_contested(chosen), inferred=inferred_rows(chosen))
    status = {(row["regency_code"], int(row["award_year"])): row for row in told.to_dict("records")}
    return {
        "kind": MATRIX,
        "years": years,
        "rows": [
            {"name": name, "count": count, **_cells([status.get((code, year)) for year in years])}
            for (code, name), count in zip(names, counts, strict=True)
        ],
        "labels": dict(labels),
        "name": words.phrase("column.regency"),
        "count": words.phrase("column.number"),
        "counted": words.phrase(f"slides.count_of_known{'_undisputed' if are_left_out(chosen).any() else ''}"),
        "contested": contested_why(chosen, words),
        "inferred": words.phrase("figures.inferred"),
    }


def _cells(rows: Sequence[Any]) -> dict[str, Any]:
    there = [row for row in rows if row is not None]
    marked = {mark: [int(row["award_year"]) for row in there if row[mark]] for mark in ("contested", "inferred")}
    return {"cells": ["" if row is None else str(row["status"]) for row in rows], **marked}


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
        "below": " ".join(_below(rows, words)),
    }


def _below(rows: list[Any], words: Words) -> list[str]:
    """That coverage is no score, and that it may be confidential, unless it is made up."""
    is_made_up = any(row.get("synthetic") for row in rows)
    secret = [] if is_made_up else [words.phrase("coverage.confidential")]
    return [f"{words.phrase('coverage.not_a_score')}.", *secret]


def _coverage_row(row: Any, words: Words) -> dict[str, Any]:
    low, more = row["coverage"], row.get("submitted")
    if pd.isna(low):
        nothing = {"low": None, "high": None, "verdict": ""}
        return {"name": str(row["label"]), "count": "", "share": words.phrase("coverage.nothing"), **nothing}
    high = float(low) if more is None or pd.isna(more) else max(float(low), float(more))
    count = "/".join(words.number(float(row[name])) for name in ("covered", "applicable"))
    return {"name": str(row["label"]), "count": count, "share": findings.percent_span(float(low), high, words),
            "low": float(low), "high": high, "verdict": "known"}  # fmt: skip
