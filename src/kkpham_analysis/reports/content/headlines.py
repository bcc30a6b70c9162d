"""One sentence for each part of a report on a round: what a slide says as its title."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures.status import uncontested
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.facts import RoundFacts
from kkpham_analysis.reports.content.inferred import in_brackets, inferred_label
from kkpham_analysis.tables.vocabulary import STATUSES, YES


def awarded(facts: RoundFacts) -> str:
    """How many regencies are known by name to have the title, in how many provinces, and how many are inferred."""
    compliant = facts.status[facts.status["status"].isin(YES)]
    provinces = compliant["province_code"].nunique()
    said = facts.words.phrase(
        "headline.awarded", count=len(compliant), award=facts.award_name, provinces=provinces, year=facts.award_year
    )
    return inferred_label(said, compliant, facts.words)


def results(facts: RoundFacts) -> str:
    """How many regencies of a province had each result; what a source contradicts is counted as disputed."""
    words = facts.words
    labels = {**wording.short_statuses(words), "disputed": words.phrase("headline.result_disputed")}
    counted = _counted(uncontested(facts.status), labels, STATUSES, words)
    said = words.phrase("headline.results", count=len(facts.status), results=counted, year=facts.award_year)
    return _hedged(said, facts)


def changes(facts: RoundFacts) -> str:
    """How many regencies are new, kept, lost or unknown since the round before, and how many of each are inferred."""
    words = facts.words
    labels = wording.labels("change", wording.CHANGES, words)
    parts = {name: facts.changes[facts.changes["change"] == name] for name in wording.CHANGES}
    counted = words.listed(
        in_brackets(f"{words.number(len(part))} {labels[name]}", part, words)
        for name, part in parts.items()
        if len(part)
    )
    return _hedged(words.phrase("headline.changes", year=facts.previous_year, changes=counted), facts)


def _hedged(finding: str, facts: RoundFacts) -> str:
    """Finding on names; where sources do not agree on them, it says so: of how many of several provinces."""
    disputed = int((facts.shares["evidence"] == "disputed").sum())
    if not disputed:
        return finding
    if len(facts.shares) == 1:
        return facts.words.phrase("headline.disputed", finding=finding)
    return facts.words.phrase("headline.disputed_provinces", finding=finding, count=disputed)


def _counted(values: pd.Series, labels: dict[str, str], order: tuple[str, ...], words: Words) -> str:
    """Numbers with their words, in an order; what there is none of is left out."""
    numbers = values.value_counts()
    return words.listed(f"{words.number(int(numbers[name]))} {labels[name]}" for name in order if name in numbers)
