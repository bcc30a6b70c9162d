"""How firm the verdicts of a round are, as a part of a page: other thresholds, less evidence, and tipping regencies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from kkpham_analysis.figures.findings import rule_in_words
from kkpham_analysis.language import Words
from kkpham_analysis.language.rounding import decimals_of
from kkpham_analysis.measures import robustness_summary, share_robustness, tipping_regencies
from kkpham_analysis.measures.lesser import STATED_ONLY, WITHOUT_NEWS
from kkpham_analysis.measures.robustness import AS_KNOWN
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.facts import RoundFacts
from kkpham_analysis.reports.page import Part, Prose, Table
from kkpham_analysis.tables.loading import load

# Steps that a reader can compare at a glance; the rule of the round is always among them.
SHOWN = (50, 55, 60, 65, 70)
CASES = (AS_KNOWN, STATED_ONLY, WITHOUT_NEWS)


def robustness_of(facts: RoundFacts, *, data_dir: Path | str | None = None) -> pd.DataFrame:
    """`share_robustness` of the round; without rows where nothing is known of it."""
    if facts.is_empty:
        return pd.DataFrame()
    return share_robustness(
        load("awards", data_dir=data_dir),
        facts.regencies,
        award_year=facts.award_year,
        province_claims=load("province_claims", data_dir=data_dir),
        sources=load("sources", data_dir=data_dir),
    )


def firmness_part(facts: RoundFacts, robustness: pd.DataFrame) -> Part | None:
    """How each province is judged again, above the figure; nothing where nothing is known."""
    words = facts.words
    if robustness.empty:
        return None
    rule = facts.round_rule
    judged = words.phrase("firmness.rule", rule=rule_in_words(rule, words)) if rule else ""
    missing = "" if rule else words.phrase("firmness.no_rule")
    reading = wording.joined(words.phrase("firmness.reading"), judged, missing)
    return Part(words.phrase("firmness.title", year=facts.award_year), Prose(reading))


def tables_part(facts: RoundFacts, robustness: pd.DataFrame) -> Part | None:
    """How many provinces meet each threshold, and on which regencies a verdict hangs; none where nothing is known."""
    words = facts.words
    if robustness.empty:
        return None
    contents: list[Any] = [_threshold_table(facts, robustness)]
    if facts.round_rule:
        contents.append(_tipping_table(facts, robustness) or Prose(words.phrase("firmness.tipping_none")))
    return Part(words.phrase("firmness.tables"), *contents)


def _threshold_table(facts: RoundFacts, robustness: pd.DataFrame) -> Table:
    """Provinces over some thresholds and that of the rule, under it and open, and how many verdicts change."""
    words = facts.words
    summary = robustness_summary(robustness[_shown(robustness)])
    summary = summary[summary["case"].isin(CASES)]
    order = summary["case"].map({case: place for place, case in enumerate(CASES)})
    summary = summary.assign(_order=order).sort_values(["_order", "threshold_percent"], kind="stable")
    frame = summary.assign(
        threshold=[words.percent(float(value) / 100, decimals_of(value)) for value in summary["threshold_percent"]],
        changed=summary["changed"].astype("str").fillna("–"),
        decided=summary["decided"].astype("str").fillna("–"),
        threshold_share=summary["threshold_percent"].astype("Float64") / 100,
        verdicts=summary["changed"],
        new_verdicts=summary["decided"],
    )
    names = ("case", "threshold", "met", "not_met", "open", "changed", "decided")
    columns = {name: words.phrase(f"firmness.column_{name}") for name in names}
    labels = {"case": wording.labels("firmness", CASES, words)}
    caption = words.phrase("firmness.caption", year=facts.award_year)
    align = {"threshold": "right", "changed": "right", "decided": "right"}
    numbers = {"threshold": "threshold_share", "changed": "verdicts", "decided": "new_verdicts"}
    figures = {name: {of: columns[name]} for name, of in numbers.items()}
    return Table(frame, caption, columns, words, align=align, labels=labels, figures=figures)


def _shown(robustness: pd.DataFrame) -> pd.Series:
    return robustness["threshold_percent"].isin(SHOWN) | (robustness["rule"] == robustness["round_rule"])


def _tipping_table(facts: RoundFacts, robustness: pd.DataFrame) -> Table | None:
    """Regencies that sources disagree on, and with them the verdict of their province; None where there is none."""
    words, tips = facts.words, tipping_regencies(robustness)
    if tips.empty:
        return None
    names = facts.regencies.drop_duplicates("regency_code").set_index("regency_code")["full_name"]
    frame = tips.assign(
        regency=tips["regency_code"].map(names),
        settled=_verdicts(tips["settled_as"], words, ("firmness.yes", "firmness.no")),
        now=_verdicts(tips["compared_with"], words, ("report.met", "report.not_met")),
        then=_verdicts(tips["meets_rule"], words, ("report.met", "report.not_met")),
    )
    shown = ("province", "regency", "settled", "now", "then")
    columns = {name: words.phrase(f"firmness.column_{name}") for name in shown}
    return Table(frame, words.phrase("firmness.tipping_caption", year=facts.award_year), columns, words)


def _verdicts(values: pd.Series, words: Words, keys: Sequence[str]) -> list[str]:
    """Yes, no, or open, in words."""
    yes, no = (words.phrase(key) for key in keys)
    return [words.phrase("firmness.open") if pd.isna(value) else yes if value else no for value in values]
