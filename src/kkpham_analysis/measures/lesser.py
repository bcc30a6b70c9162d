"""What is known of a round on less evidence: what is left out is unknown, never "not awarded"."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.measures.compliance import Known, known_by_province
from kkpham_analysis.measures.reconciling import claims_from_scores
from kkpham_analysis.tables.source_ids import split_ids
from kkpham_analysis.tables.vocabulary import COMPLETE_LIST

STATED_ONLY, WITHOUT_NEWS = "stated_only", "without_news"


def known_by_less(
    awards: pd.DataFrame,
    regencies: pd.DataFrame,
    award_year: int,
    province_claims: pd.DataFrame | None,
    sources: pd.DataFrame | None,
) -> dict[str, dict[str, Known]]:
    """What is known without claims that are less sure, and without the news."""
    loose = awards["certainty"] != "stated"
    lesser = {STATED_ONLY: _known_without(awards, loose, regencies, award_year, _stated(province_claims))}
    if sources is not None:
        kinds = sources.set_index("source_id")["kind"]
        kept = None if province_claims is None else province_claims[province_claims["kind"] != "news"]
        lesser[WITHOUT_NEWS] = _known_without(awards, _only_news(awards, kinds), regencies, award_year, kept)
    return lesser


def known_by_scores(verified: pd.DataFrame, regencies: pd.DataFrame, award_year: int) -> dict[str, Known]:
    """What is known by the scores of what is verified; a province is known as a whole where every regency is."""
    claims = claims_from_scores(verified, regencies)
    return known_by_province(verified, regencies, award_year, claims)


def _stated(province_claims: pd.DataFrame | None) -> pd.DataFrame | None:
    return None if province_claims is None else province_claims[province_claims["certainty"] == "stated"]


def _only_news(awards: pd.DataFrame, kinds: pd.Series) -> pd.Series:
    """Whether none but news says what stands; where equal claims differ nothing does, and these themselves count.

    They stand among those that differ, with lesser ones, which are of no better kind; uncertain claims do not, and so
    keep no dispute alive.
    """
    disputing = awards["dissenting"].str.findall(r"\(([^()]*)\)").str.join("; ").str.replace(" ", "")
    behind = awards["source_ids"].mask(awards["source_ids"] == "", disputing)
    others = split_ids(behind).map(kinds) != "news"
    better = others.groupby(level=0).any().reindex(awards.index, fill_value=False)
    return ~better.astype(bool)


def _known_without(
    awards: pd.DataFrame,
    left_out: pd.Series,
    regencies: pd.DataFrame,
    award_year: int,
    province_claims: pd.DataFrame | None,
) -> dict[str, Known]:
    """What is known without some awards, and without the full lists that these stand on."""
    gone = awards[left_out.astype(bool)]
    claims = province_claims
    if claims is not None and len(gone):
        province = regencies.set_index("regency_code")["province_code"]
        # A list with a name that is not sure is no full list, and is none either when that name is left out.
        named = pd.concat([split_ids(gone["named_by"]), split_ids(gone["loosely_by"])])
        pairs = set(zip(gone["regency_code"].map(province).reindex(named.index), named, strict=True))
        own = zip(claims["province_code"], claims["source_id"], strict=True)
        short = pd.Series([pair in pairs for pair in own], index=claims.index, dtype=bool)
        claims = claims[~(short & (claims["measure"] == COMPLETE_LIST))]
    return known_by_province(awards[~left_out.astype(bool)], regencies, award_year, claims)
