"""Coverage counts answers, not documents: how many answers that count as covered came without any."""

from __future__ import annotations

from kkpham_analysis.reports.content.coverage_facts import CoverageFacts
from kkpham_analysis.tables.vocabulary import LEVELS


def documents_sentence(facts: CoverageFacts) -> str:
    """How many covered answers have no document, and how many do not say whether; empty where each has one.

    A number that was left empty is not known, and is no number of 0.
    """
    words, rows = facts.words, facts.submissions
    if "documents" not in rows:
        return ""
    here = rows["award_year"].eq(facts.award_year) & rows["regency_code"].isin(facts.regencies["regency_code"])
    here &= rows["indicator_code"].isin(facts.asked["indicator_code"]) & rows["status"].isin(LEVELS[facts.level])
    documents = rows.loc[here.astype("bool"), "documents"]
    counts = {"none": documents.eq(0).fillna(False).sum(), "not_said": documents.isna().sum()}
    said = [
        words.phrase(
            f"coverage.documents_{kind}", count=int(count), number=words.number(int(count)),
            covered=words.number(len(documents)),
        )
        for kind, count in counts.items()
        if count
    ]  # fmt: skip
    level = words.phrase(f"coverage.level_{facts.level}")
    return words.phrase("coverage.documents", level=level, said=words.listed(said)) if said else ""
