"""Title of the summary of the provinces of one regional office: how many, of how many, and in which of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.facts import RoundFacts


def office_title(facts: RoundFacts) -> str:
    """How many regencies of these provinces are known to have the title; at least, where not all is known."""
    words, shares = facts.words, facts.shares
    is_known = ~shares["evidence"].isin(["partial", "none"]).any()
    low, high = int(shares["compliant_low"].sum()), int(shares["compliant_high"].sum())
    if not is_known and not low:
        said = {"regencies": len(facts.status), "provinces": words.listed(shares["province"])}
        return words.phrase("national.office_none_known", award=facts.award_name, **said)
    parts = words.listed(_office_part(row, words) for row in shares.to_dict("records"))
    number = words.span(low, high) if is_known else words.phrase("national.at_least", number=low)
    count = high if is_known else low
    of_all = _of_all(number, count, facts)
    return words.phrase("national.office", count=count, of_all=of_all, award=facts.award_name, parts=parts)


def _office_part(row: Mapping[Any, Any], words: Words) -> str:
    """Number of one province; of one partly known the least, and of one without any name that it is not known."""
    low, high = int(row["compliant_low"]), int(row["compliant_high"])
    if row["evidence"] == "none" or (row["evidence"] == "partial" and not low):
        return words.phrase("national.office_none", province=row["province"])
    if row["evidence"] == "partial":
        return words.phrase("national.office_at_least", number=low, province=row["province"])
    return words.phrase("national.office_part", number=words.span(low, high), province=row["province"])


def _of_all(number: str, count: int, facts: RoundFacts) -> str:
    """A number of regencies out of all; under a rule that counts participants out of those, where they are known."""
    words, regencies = facts.words, facts.shares["regencies"]
    if not wording.counts_participants(facts.rule):
        return words.phrase("national.of_regencies", number=number, regencies=int(regencies.sum()))
    if regencies.isna().any():
        return words.phrase("national.of_unknown", count=count, number=number)
    return words.phrase("national.of_participants", number=number, regencies=int(regencies.sum()))
