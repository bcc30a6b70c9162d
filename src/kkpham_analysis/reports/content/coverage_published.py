"""The published awards beside the classes of the scores: of how many both are known, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures.reconciling import beside_published
from kkpham_analysis.reports.content import numbers, wording
from kkpham_analysis.reports.content.coverage_assumed import sureness_sentences
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, ScoreFacts
from kkpham_analysis.reports.content.coverage_wording import score_span
from kkpham_analysis.reports.page import Part, Prose, Table
from kkpham_analysis.tables.loading import load
from kkpham_analysis.tables.markings import is_synthetic

COLUMNS = ("regency", "published", "computed", "total", "difference_said")


def published_beside(
    facts: CoverageFacts, scores: ScoreFacts, *, data_dir: Path | str | None = None
) -> pd.DataFrame | None:
    """`beside_published` of the regencies that coverage is shown of, with `regency`; None where there is none.

    Made-up answers are never set beside facts; nor is there anything where no award of the round is published.

    Parameters
    ----------
    facts, scores : CoverageFacts, ScoreFacts
        The results of `coverage_facts` and `score_facts`.
    data_dir : path, optional
        As for `load`.
    """
    if facts.reason or scores.table.empty or is_synthetic(facts.submissions):
        return None
    awards, claims = (load(name, data_dir=data_dir) for name in ("awards", "province_claims"))
    awards = awards[awards["award_year"] == facts.award_year]
    if awards.empty:
        return None
    # A full list is one of a province: of single regencies only names are known.
    whole = facts.regencies[facts.regencies["province_code"].isin(facts.scope)] if facts.chosen else facts.regencies
    return facts.named(beside_published(awards, scores.table, regencies=whole, province_claims=claims))


def published_part(facts: CoverageFacts, scores: ScoreFacts, beside: pd.DataFrame | None) -> Part | None:
    """Where published awards and scores differ, or that they agree; None where there is nothing beside the scores.

    Of a round without an award list that is what stands here.
    """
    if facts.is_awaited:
        no_list = facts.words.phrase("awaited.no_list", year=facts.award_year)
        return Part(facts.words.phrase("coverage.beside"), Prose(f"{no_list}."))
    if beside is None:
        return None
    words, table = facts.words, differences_table(beside, scores, facts.words)
    said = Prose(agreement_said(beside, scores, words))
    if table.empty:
        return Part(words.phrase("coverage.beside"), said)
    assumed = sureness_sentences(beside, facts, scores)
    caption = words.phrase("coverage.beside_caption", year=facts.award_year)
    columns = differences_columns(words)
    figures = {"total": numbers.bounds("total", columns["total"], words)}
    return Part(
        words.phrase("coverage.beside"), said,
        Table(table, caption, columns, words, align={"total": "right"}, figures=figures, remark=assumed),
    )  # fmt: skip


def agreement_said(beside: pd.DataFrame, scores: ScoreFacts, words: Words) -> str:
    """Of how many regencies both results are known, and of how many of these they differ."""
    scored, known, differ = len(scores.table), len(beside), int(beside["difference"].notna().sum())
    if not known:
        return words.phrase("coverage.beside_none", count=scored, scored=scored)
    key = "coverage.beside_differ" if differ else "coverage.beside_agree"
    more = {"differ": differ} if differ else {}
    said = words.phrase(key, count=scored, scored=scored, known=known, **more)
    ruled_out = int((beside["difference"] == "ruled_out").sum())
    open_ = words.phrase("coverage.beside_open", count=ruled_out) if ruled_out else ""
    return wording.joined(said, open_, words.phrase("coverage.beside_counts") if differ else "")


def differences_columns(words: Words) -> dict[str, str]:
    """The columns of `differences_table` that are shown, with their headings."""
    return {name: words.phrase(f"coverage.beside_{name}") for name in COLUMNS}


def differences_table(beside: pd.DataFrame, scores: ScoreFacts, words: Words) -> pd.DataFrame:
    """A row per regency for which the two differ, with both results in words."""
    rows = beside[beside["difference"].notna()].reset_index(drop=True)
    left_out = words.phrase("coverage.beside_left_out")
    titles = dict(scores.labels)
    published = rows["published_category"].map(titles).astype("str")
    results = {False: words.phrase("coverage.beside_not"), True: words.phrase("coverage.beside_yes")}
    published = published.fillna(rows["published_compliant"].map(results).astype("str"))
    computed = rows["computed_category"].map(titles).astype("str").fillna(_spans(rows, titles, words))
    spans = zip(rows["total_low"], rows["total_high"], strict=True)
    said = {name: words.phrase(f"coverage.differs_{name}") for name in ("result", "left_out", "category", "ruled_out")}
    return rows.assign(
        published=published.mask(rows["difference"] == "left_out", left_out),
        computed=computed.fillna(rows["computed_compliant"].map(results).astype("str")),
        total=[score_span(low, high, words) for low, high in spans],
        difference_said=rows["difference"].map(said).astype("str"),
    )


def _spans(rows: pd.DataFrame, titles: Mapping[str, str], words: Words) -> pd.Series:
    """Between which two classes a score lies; missing where it is below the least, or not told of both bounds."""
    ends = zip(rows["computed_category_low"], rows["computed_category_high"], strict=True)
    said = [
        words.phrase("coverage.beside_span", low=titles[low], high=titles[high])
        if low in titles and high in titles
        else None
        for low, high in ends
    ]
    return pd.Series(said, index=rows.index, dtype="str")
