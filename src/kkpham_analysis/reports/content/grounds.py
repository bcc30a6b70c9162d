"""What results rest on, and what is said against them: sources of statuses and changes, claims of the opposite."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.measures import disagreeing_claims
from kkpham_analysis.tables.source_ids import split_ids
from kkpham_analysis.tables.vocabulary import KEYS

# What says nothing of the round before: it is not known, or there was nobody yet.
NOT_TOLD = ("unknown", "not_yet_formed")


def sources_of_statuses(status: pd.DataFrame, behind: pd.DataFrame) -> pd.Series:
    """Source ids behind each status, row by row; for `not_named`, those of the full lists.

    Parameters
    ----------
    status, behind : DataFrame
        `regency_status` and `share_sources` of one round, or of several one below the other.
    """
    keys = ["award_year", "province_code"]
    lists = status[keys].merge(behind[[*keys, "full_list_ids"]], on=keys, how="left", validate="many_to_one")
    of_province = lists["full_list_ids"].set_axis(status.index)
    return status["source_ids"].where(status["status"] != "not_named", of_province)


def sources_of_changes(changes: pd.DataFrame, before: pd.DataFrame, *behind: pd.DataFrame) -> list[str]:
    """Ids of the sources of the earlier round that changes rest on; of those that are not known there are none.

    Parameters
    ----------
    changes, before : DataFrame
        `award_changes`, and `regency_status` of the earlier round; both may be empty.
    behind : DataFrame
        `share_sources` of the earlier round, where there is one.
    """
    known = before[before["regency_code"].isin(changes.loc[~changes["change"].isin(NOT_TOLD), "regency_code"])]
    if known.empty:
        return []
    return sorted(set(split_ids(sources_of_statuses(known, *behind))))


def opposite_claims(award_claims: pd.DataFrame, awards: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Give the claims about regencies that `compliant_share` counts as conflicts, with the columns of the claims.

    Parameters
    ----------
    award_claims : DataFrame
        Claims about regencies.
    awards, sources : DataFrame
        `resolve_awards` of these claims, and the table of sources.
    """
    found = disagreeing_claims(award_claims, sources)
    found = found[found["role"].isin(["dissents", "tied"])]
    settled = found.merge(awards[[*KEYS, "is_compliant"]], on=KEYS, suffixes=("", "_stands"), validate="many_to_one")
    stands = settled["is_compliant_stands"]
    # Of equal claims that say both, those that say yes are the ones counted.
    against = (settled["is_compliant"] != stands).fillna(False) | (
        settled["is_compliant"].fillna(False) & stands.isna() & (settled["disagreement"] == "result")
    )
    claim = [*KEYS, "category", "certainty", "source_id"]
    return settled.loc[against.astype(bool), claim].merge(award_claims, on=claim, validate="one_to_one")
