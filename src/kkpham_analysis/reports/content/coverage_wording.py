"""What the command and the pages say of coverage in the same words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts
from kkpham_analysis.reports.typed import as_typed
from kkpham_analysis.tables.labels import label_of
from kkpham_analysis.tables.markings import is_synthetic
from kkpham_analysis.tables.vocabulary import NO_PUBLISHER


def where(facts: CoverageFacts) -> str:
    """The places that the coverage is of: provinces and regencies by name, or the country."""
    regencies = facts.regencies
    if not facts.scope and not facts.chosen:
        return facts.words.phrase("coverage.country")
    of_scope = regencies["province_code"].isin(facts.scope)
    return facts.words.listed([*regencies.loc[of_scope, "province"].drop_duplicates(),
                               *regencies.loc[~of_scope, "full_name"]])  # fmt: skip


def confidential(facts: CoverageFacts) -> str:
    """That supporting data may be confidential: wherever coverage is shown; made-up answers are nobody's secret."""
    return "" if is_synthetic(facts.submissions) else facts.words.phrase("coverage.confidential")


def quarantine_in_words(facts: CoverageFacts, *, told: str = "told_") -> str:
    """How many rows are in quarantine and so not counted yet, also of whom nobody knows; empty where none is.

    Readers of a page are told where it is said why; with `told=""` the command that says so is named.
    """
    rows = {"in_quarantine": facts.in_quarantine, "unplaced": facts.unplaced}
    said = [facts.words.phrase(f"coverage.{told}{name}", count=number, year=facts.award_year)
            for name, number in rows.items() if number]  # fmt: skip
    return as_typed(wording.joined(*said))


def quarantine_command(facts: CoverageFacts | None) -> str:
    """The command that says why rows are in quarantine, for the end of a page that counts any; else empty."""
    if facts is None or not (facts.in_quarantine or facts.unplaced):
        return ""
    return as_typed(facts.words.phrase("coverage.quarantine_command", year=facts.award_year))


def list_in_words(facts: CoverageFacts) -> str:
    """Which list of indicators the coverage is counted against; of one that was loaded, who holds it."""
    said = {"regulation": facts.regulation, **facts.catalogue}
    if facts.catalogue["publisher"] == NO_PUBLISHER:
        said["publisher"] = facts.words.phrase("indicators.no_publisher")
    named = facts.words.phrase(f"coverage.list_{facts.catalogue['kind']}", **said)
    others = facts.other_versions
    if not others:
        return named
    versions, rows = facts.words.listed(map(str, others)), facts.words.number(sum(others.values()))
    return f"{named} {facts.words.phrase('coverage.other_versions', versions=versions, rows=rows)}"


def name_in_words(grouping: str, value: Any, facts: CoverageFacts) -> str:
    """A group as people read it: types and groups of rights as their regulation calls them, as far as it does."""
    if value is None or pd.isna(value):
        return facts.words.phrase("coverage.without")
    return label_of(facts.labels, grouping, value)


def boxes_in_words(regencies: int, indicators: int, words: Words) -> str:
    """How many regencies were asked for how many indicators: 10 regencies × 120 indicators."""
    said = [
        words.phrase(f"coverage.of_{name}", count=count, number=words.number(count))
        for name, count in (("regencies", regencies), ("indicators", indicators))
    ]
    return " × ".join(said)


def number(value: Any, words: Words) -> str:
    """A count, or points with as many decimals as they need."""
    return words.number(float(value), 0 if float(value).is_integer() else 2)


def counted_share(row: Any, words: Words, end: str = "") -> str:
    """Coverage with the counts behind it; where nothing applies, that."""
    value = row[f"coverage{end}"]
    if pd.isna(value):
        return share(value, words)
    covered, applicable = (number(row[f"{name}{end}"], words) for name in ("covered", "applicable"))
    return words.phrase("coverage.count", share=share(value, words), covered=covered, applicable=applicable)


def score_span(low: Any, high: Any, words: Words) -> str:
    """Bounds of a score; from the lower one on where no upper one is known, and a dash where nothing is."""
    if pd.isna(low):
        return "–"
    least = words.number(float(low), 2)
    if pd.isna(high):
        return words.phrase("coverage.total_from", low=least)
    return words.span(least, words.number(float(high), 2))


def share(value: Any, words: Words) -> str:
    """Coverage in words; where nothing applies, that."""
    return words.phrase("coverage.nothing") if value is None or pd.isna(value) else words.percent(float(value))
