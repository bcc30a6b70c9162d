"""Which sources a share rests on."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from kkpham_analysis.measures.compliance import figure_of
from kkpham_analysis.measures.known import Known, KnownRound, known_round
from kkpham_analysis.tables.markings import following
from kkpham_analysis.tables.source_ids import joined_ids

SHARE_SOURCE_COLUMNS = {
    "award_year": "Int64",
    "province_code": "str",
    "evidence": "str",
    "full_lists": "Int64",
    "counts": "Int64",
    "sources": "Int64",
    "source_ids": "str",
    "full_list_ids": "str",
}


def share_sources(
    awards: pd.DataFrame,
    regencies: pd.DataFrame,
    *,
    award_year: int,
    province_claims: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Sources behind the share of each province of a round: of its full lists and counts, else of its names.

    A source that says "these are all" without naming them one by one is none of a full list. Uncertain claims take no
    part.

    Parameters
    ----------
    awards, regencies, award_year, province_claims
        As for `compliant_share`.

    Returns
    -------
    DataFrame
        One row per province, sorted by code: `award_year, province_code, evidence`; `full_lists` and `counts`: from how
        many sources there is a full list, and a number; `sources` and `source_ids`: how many sources are behind the
        figure, and which (`;` between them). With `complete`, `counted` and `disputed` these are the sources of full
        lists and counts; with `partial` those that give the result of each regency of which it is known; with `none`
        there are none (0, and missing). `full_list_ids`: the sources of full lists, missing where there is none.

    Raises
    ------
    ValueError
        When `regencies` are not those of the round.

    Notes
    -----
    Definitions: docs/method.md, "The share of a province".

    Examples
    --------
    >>> import pandas as pd
    >>> from kkpham_analysis.measures.awards import resolve_awards
    >>> claims = pd.DataFrame({"award_year": 2023, "regency_code": ["6401", "6501"], "category": "peduli",
    ...     "is_compliant": True, "certainty": "stated", "source_id": "A", "rule": ">60%"})
    >>> sources = pd.DataFrame({"source_id": ["A", "B"], "kind": "news", "published_on": None})
    >>> regencies = pd.DataFrame({"award_year": 2023, "province_code": ["64", "65", "65"],
    ...     "regency_code": ["6401", "6501", "6502"]})
    >>> told = pd.DataFrame({"award_year": 2023, "province_code": "65", "measure": ["complete_list",
    ...     "awarded_regencies"], "value": 1, "certainty": "stated", "source_id": ["A", "B"], "kind": "news",
    ...     "published_on": None})
    >>> behind = share_sources(resolve_awards(claims, sources), regencies, award_year=2023, province_claims=told)
    >>> behind[["province_code", "evidence", "full_lists", "counts", "sources", "source_ids"]]
      province_code  evidence  full_lists  counts  sources source_ids
    0            64   partial           0       0        1          A
    1            65  complete           1       1        2        A;B
    """
    return share_sources_of_known(
        [known_round(awards, regencies, award_year, province_claims)], awards, province_claims
    )


def share_sources_of_known(
    rounds: Iterable[KnownRound], awards: pd.DataFrame, province_claims: pd.DataFrame | None
) -> pd.DataFrame:
    """`share_sources` of rounds of which it is gathered what is known, one below the other."""
    rows = [_row(one.award_year, code, known) for one in rounds for code, known in one.provinces.items()]
    table = pd.DataFrame(rows, columns=list(SHARE_SOURCE_COLUMNS)).astype(SHARE_SOURCE_COLUMNS)
    return following(table, awards, province_claims)


def _row(award_year: int, province_code: str, known: Known) -> dict[str, object]:
    return {
        "award_year": award_year,
        "province_code": province_code,
        "evidence": figure_of(known).evidence,
        "full_lists": len(known.full_lists),
        "counts": len(known.counted_by),
        "sources": len(known.behind),
        "source_ids": joined_ids(known.behind) or None,
        "full_list_ids": joined_ids(known.full_lists) or None,
    }
