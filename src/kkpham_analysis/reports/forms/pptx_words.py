"""What charts on slides are drawn from, and what they show in words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

from kkpham_analysis.figures import native
from kkpham_analysis.language import Words

# Not behind what is shortened inside of names of places.
SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\bKep\.)(?<!\bKab\.)(?<!\bAdm\.) (?=[^\s\d])")


def only_known(chart: dict[str, Any]) -> dict[str, Any]:
    """A chart of shares in which those that may be anything from nothing to all are as unknown as they are."""
    nothing = {"low": None, "high": None}
    rows = [row | nothing if (row["low"], row["high"]) == (0, 1) else row for row in chart["rows"]]
    return {**chart, "rows": rows}


def in_parts(rows: list[dict[str, Any]], most: int) -> list[list[dict[str, Any]]]:
    """Rows in as few parts as hold them, about as long; those with the same share stay together where that goes."""
    parts: list[list[dict[str, Any]]] = []
    while len(rows) > most:
        number = math.ceil(len(rows) / most)
        even = math.ceil(len(rows) / number)
        ends = sorted(range(max(1, len(rows) - most * (number - 1)), most + 1), key=lambda end: abs(end - even))
        end = next((end for end in ends if rows[end - 1]["share"] != rows[end]["share"]), even)
        parts.append(rows[:end])
        rows = rows[end:]
    return [*parts, rows]


def chart_body(chart: dict[str, Any], rows: list[dict[str, Any]], words: Words) -> dict[str, Any]:
    """What a chart is drawn from."""
    is_history = chart.get("has_lines", False) or chart["kind"] == native.COLUMNS
    thresholds = {row.get("threshold") for row in chart["rows"]}
    return {
        "kind": chart["kind"],
        "rows": rows,
        "is_history": is_history,
        "all": chart["rows"] if is_history else _drawn(chart["rows"]),
        "verdicts": chart["verdicts"],
        "range": chart.get("range") or words.phrase("slides.range"),
        "unknown": words.phrase("common.unknown"),
        "ground": words.phrase("slides.unknown_ground"),
        "line": words.phrase("slides.threshold"),
        "threshold": thresholds.pop() if len(thresholds) == 1 else None,
    }


def _drawn(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["low"] is not None]


def line_said(chart: dict[str, Any], words: Words) -> str:
    """The rule of all rows, and that it is drawn as a line where it has a threshold."""
    has_line = any(row.get("threshold") is not None for row in chart["rows"])
    if not chart["rule"]:
        return words.phrase("slides.rule_lines") if has_line and chart.get("has_lines") else ""
    return words.phrase("slides.rule_line" if has_line else "slides.rule", rule=chart["rule"])


def below_chart(chart: dict[str, Any], words: Words, rows: Sequence[dict[str, Any]] = ()) -> str:
    """The rule, and what is not among the rows drawn because it is not known; of another chart what it says itself."""
    if "below" in chart:
        return str(chart["below"])
    without = [row["name"] for row in chart["rows"] if row["low"] is None and row not in rows]
    said = [line_said(chart, words)]
    if without and chart["kind"] == native.BARS and not chart.get("has_lines"):
        said.append(words.phrase("slides.without", count=len(without)))
    elif without:
        said.append(words.phrase("slides.without_rounds", rounds=", ".join(without)))
    return " ".join(filter(None, said))


def chart_alt(block: dict[str, Any], rows: Iterable[dict[str, Any]], words: Words) -> str:
    """Alternative text of a chart."""
    return words.phrase("slides.chart", title=block["title"], rows=said_rows(rows, words))


def said_rows(rows: Iterable[dict[str, Any]], words: Words) -> str:
    """Its rows: each name with its count and its share."""
    return "; ".join(
        words.phrase("slides.row", name=row["name"], said=", ".join(filter(None, (row["count"], row["share"]))))
        for row in rows
    )


def sentences(text: str) -> list[str]:
    """Sentences of a text.

    >>> sentences("Itu 70,0 %. Dua sumber (dkk. 2020) sepakat. Selesai.")
    ['Itu 70,0 %.', 'Dua sumber (dkk. 2020) sepakat.', 'Selesai.']
    >>> sentences("Hanya Kabupaten Kep. Siau Tagulandang Biaro. Selesai.")
    ['Hanya Kabupaten Kep. Siau Tagulandang Biaro.', 'Selesai.']
    """
    return [part.strip() for part in SENTENCE_END.split(text) if part.strip()]
