"""Coverage counts answers, not documents: how many answers that count as covered came without any."""

from __future__ import annotations

from kkpham_analysis.measures.documents import NEEDS_NONE, NONE, NOT_SAID, documents_of
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts
from kkpham_analysis.tables.vocabulary import LEVELS


def documents_sentence(facts: CoverageFacts) -> str:
    """How many covered answers have no document, need none, or do not say whether; empty where each has one.

    The rule is that of `check_submissions`, so that both tell the same of the same answers.
    """
    words, rows = facts.words, facts.submissions
    if "documents" not in rows:
        return ""
    here = rows["award_year"].eq(facts.award_year) & rows["regency_code"].isin(facts.regencies["regency_code"])
    here &= rows["indicator_code"].isin(facts.asked["indicator_code"]) & rows["status"].isin(LEVELS[facts.level])
    documents = documents_of(rows[here.astype("bool")])
    counts = {kind: documents.eq(kind).sum() for kind in (NONE, NEEDS_NONE, NOT_SAID)}
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
