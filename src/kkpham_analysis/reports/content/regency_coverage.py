"""What a regency handed in for a round, as a part of its profile."""

from __future__ import annotations

from pathlib import Path

from kkpham_analysis.reports.content import indicator_coverage, wording
from kkpham_analysis.reports.content.coverage_documents import documents_sentence
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, score_facts
from kkpham_analysis.reports.content.coverage_gaps import silent_sentence
from kkpham_analysis.reports.content.coverage_handed_in import handed_in
from kkpham_analysis.reports.content.coverage_published import published_part
from kkpham_analysis.reports.content.coverage_wording import (
    confidential,
    list_in_words,
    number,
    quarantine_in_words,
    share,
)
from kkpham_analysis.reports.content.regency_facts import RegencyFacts
from kkpham_analysis.reports.page import Part, Prose, Table
from kkpham_analysis.reports.typed import as_typed
from kkpham_analysis.tables.markings import is_synthetic


def _why_nothing(coverage: CoverageFacts, name: str) -> str:
    """That a regency handed in nothing, or that what it did could not be taken; empty where something is there."""
    if len(handed_in(coverage).silent):
        return coverage.words.phrase("coverage.profile_silent", name=name, year=coverage.award_year)
    return silent_sentence(coverage)


def coverage_part(facts: RegencyFacts, *, data_dir: Path | str | None = None) -> Part | None:
    """How much of what it was asked has supporting data, right by right; nothing where no round has any."""
    words, coverage = facts.words, facts.coverage
    if coverage is None or coverage.regencies.empty:
        return None
    title = words.phrase("coverage.profile", year=coverage.award_year)
    if coverage.reason == "no_submissions" and coverage.rounds and not coverage.synthetic:
        years = words.listed(map(str, coverage.rounds))
        text = words.phrase("coverage.profile_other_rounds", year=coverage.award_year, years=years)
        return Part(title, Prose(text))
    if coverage.reason:
        return None
    if is_synthetic(coverage.submissions):
        # The results of the award on this page are facts: nothing made up is set beside them.
        command = f"kkpham report indicator_coverage --year {coverage.award_year} --province {facts.province_code}"
        return Part(title, Prose(words.phrase("coverage.profile_synthetic", command=as_typed(command))))
    text = wording.joined(_why_nothing(coverage, facts.full_name), _reading(coverage, facts.full_name))
    return Part(title, Prose(text), _by_right(coverage, facts.full_name), *_scores(coverage, data_dir))


def _reading(coverage: CoverageFacts, name: str) -> str:
    """How much is covered and handed in, and what must be said of such figures."""
    words = coverage.words
    verified, submitted = (coverage.coverage(level=level).iloc[0] for level in ("verified", "submitted"))
    said = words.phrase(
        "coverage.profile_reading", name=name, covered=number(verified["covered"], words),
        applicable=number(verified["applicable"], words), share=share(verified["coverage"], words),
        submitted=number(submitted["covered"], words),
    )  # fmt: skip
    beside = (documents_sentence(coverage), quarantine_in_words(coverage), list_in_words(coverage))
    return wording.joined(said, *beside, f"{words.phrase('coverage.not_a_score')}.", confidential(coverage))


def _by_right(coverage: CoverageFacts, name: str) -> Table:
    words = coverage.words
    covered = coverage.coverage("right_code", level="verified")
    more = coverage.coverage("right_code", level="submitted")
    frame = covered.assign(
        share=[share(value, words) for value in covered["coverage"]],
        handed_in=[share(value, words) for value in more["coverage"]],
        submitted_coverage=more["coverage"].to_numpy(),
    )
    shown = {"right": "right", "applicable": "applicable", "covered": "covered", "share": "coverage"}
    shown |= {"handed_in": "handed_in"}
    columns = {name: words.phrase(f"coverage.column_{key}") for name, key in shown.items()}
    caption = words.phrase("coverage.profile_caption", name=name)
    align = {"share": "right", "handed_in": "right"}
    figures = {"share": {"coverage": columns["share"]}, "handed_in": {"submitted_coverage": columns["handed_in"]}}
    return Table(frame, caption, columns, words, align=align, figures=figures)


def _scores(coverage: CoverageFacts, data_dir: Path | str | None) -> list[Part]:
    """What the formula makes of the points, as long as there is no award list: then the result is what counts."""
    if not coverage.is_awaited:
        return []
    scores = score_facts(coverage, data_dir=data_dir)
    part = indicator_coverage.scores_part(coverage, scores, published_part(coverage, scores, None))
    return [] if part is None else [part]
