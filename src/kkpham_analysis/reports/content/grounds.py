"""What results rest on, and what is said against them: sources of statuses and changes, claims of the opposite."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures import disagreeing_claims, regencies_in
from kkpham_analysis.measures.known import Known, KnownRound
from kkpham_analysis.measures.ranking import in_rank
from kkpham_analysis.measures.regions import last_day_of
from kkpham_analysis.measures.status import numbers_against
from kkpham_analysis.tables.source_ids import ids_in, joined_ids, split_ids
from kkpham_analysis.tables.vocabulary import COMPLETE_LIST, REGENCY_KEYS, UNCERTAIN, YES

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


def with_cited(
    status: pd.DataFrame,
    province_code: str,
    rounds: Iterable[KnownRound],
    opposite: pd.DataFrame,
) -> pd.DataFrame:
    """Give statuses with `cited_ids`: the sources of each (`sources_of_statuses`), and those that contradict it.

    Parameters
    ----------
    status : DataFrame
        `regency_status` of any rounds, one below the other.
    province_code : str
        The province; of regencies that belong to it in none of the rounds `cited_ids` is missing.
    rounds : iterable of KnownRound
        `known_rounds` of these rounds.
    opposite : DataFrame
        `opposite_claims` of these rounds.
    """
    own = status["regency_code"].isin(status.loc[status["province_code"] == province_code, "regency_code"])
    of_own = opposite[opposite["regency_code"].isin(status.loc[own, "regency_code"])]
    against = of_own.groupby(REGENCY_KEYS)["source_id"].agg(list).to_dict()
    known = {one.award_year: one.provinces for one in rounds}
    cited: dict[Hashable, str] = {}
    for place, row in status[own].to_dict("index").items():
        home = known[row["award_year"]][row["province_code"]]
        told = home.full_lists if row["status"] == "not_named" else ids_in(row["source_ids"])
        cited[place] = joined_ids([*told, *_contradicting(home, row, against)])
    return status.assign(cited_ids=pd.Series(cited, dtype="str").reindex(status.index))


def _contradicting(known: Known, row: Mapping[Hashable, Any], opposite: Mapping[Any, list[str]]) -> list[str]:
    """Sources that say the opposite of a status, or a number or full list of its province that does not fit it."""
    code, status = row["regency_code"], row["status"]
    said = opposite.get((row["award_year"], code), [])
    if not row["contested"]:
        return said
    lists = [source for source, codes in known.full_lists.items() if status in YES and code not in codes]
    return [*said, *lists, *(source for source, _ in numbers_against(known, code, status, row["certainty"]))]


def sources_of_shares(rounds: Iterable[KnownRound], province_code: str) -> set[str]:
    """Ids of the sources that the share of a province rests on in any of the rounds in which it was there."""
    there = (one.provinces[province_code] for one in rounds if province_code in one.provinces)
    return set().union(*(known.behind for known in there))


def sources_of_changes(changes: pd.DataFrame, before: pd.DataFrame, *behind: pd.DataFrame) -> dict[str, list[str]]:
    """Ids of the sources of the earlier round that each change rests on, by regency; of those not known there are none.

    Parameters
    ----------
    changes, before : DataFrame
        `award_changes`, and `regency_status` of the earlier round; both may be empty.
    behind : DataFrame
        `share_sources` of the earlier round, where there is one.
    """
    told = set(changes.loc[~changes["change"].isin(NOT_TOLD), "regency_code"])
    known = before[before["regency_code"].isin(list(told))]
    if known.empty:
        return {}
    ids = sources_of_statuses(known, *behind)
    return {code: ids_in(cell) for code, cell in zip(known["regency_code"], ids.fillna(""), strict=True)}


def undivided_until(
    award_year: int, rounds: Iterable[int], regencies: pd.DataFrame, province_changes: pd.DataFrame
) -> dict[str, tuple[int, int]]:
    """Give the last round before a province was divided, and how many regencies it had in it, by its code.

    Only of the provinces that are divided in the round asked for.
    """
    undivided = {}
    for code, moves in province_changes.groupby("previous_province_code"):
        divided_on = str(moves["changed_on"].max())
        before = [year for year in rounds if last_day_of(year) < divided_on]
        if before and divided_on <= last_day_of(award_year):
            last = max(before)
            there = regencies_in(regencies, province_changes, award_year=last)["province_code"]
            undivided[str(code)] = last, int((there == code).sum())
    return undivided


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
    settled = found.merge(
        awards[[*REGENCY_KEYS, "is_compliant"]], on=REGENCY_KEYS, suffixes=("", "_stands"), validate="many_to_one"
    )
    stands = settled["is_compliant_stands"]
    # Of equal claims that say both, those that say yes are the ones counted.
    against = (settled["is_compliant"] != stands).fillna(False) | (
        settled["is_compliant"].fillna(False) & stands.isna() & (settled["disagreement"] == "result")
    )
    claim = [*REGENCY_KEYS, "category", "certainty", "source_id"]
    return settled.loc[against.astype(bool), claim].merge(award_claims, on=claim, validate="one_to_one")


def rounds_by_province(
    regencies: pd.DataFrame, award_claims: pd.DataFrame, province_claims: pd.DataFrame
) -> dict[str, tuple[int, ...]]:
    """Rounds in which any claim speaks of each province of a round, or of its regencies."""
    home = dict(zip(regencies["regency_code"], regencies["province_code"], strict=True))
    told: dict[str, set[int]] = {str(code): set() for code in sorted(set(home.values()))}
    spoken = zip(award_claims["regency_code"].map(home), award_claims["award_year"], strict=True)
    for code, award_year in [
        *spoken,
        *zip(province_claims["province_code"], province_claims["award_year"], strict=True),
    ]:
        if code in told:
            told[code].add(int(award_year))
    return {code: tuple(sorted(rounds)) for code, rounds in told.items()}


def cited_in(
    rounds: Sequence[int], claims: Sequence[pd.DataFrame], status: pd.DataFrame, province_code: str | None
) -> pd.Series:
    """Ids of the sources of several rounds; of one province and its regencies, where one is given."""
    of_rounds = [table[table["award_year"].isin(rounds)] for table in claims]
    if province_code is not None:
        here = status["regency_code"].isin(status.loc[status["province_code"] == province_code, "regency_code"])
        homes = set(zip(status.loc[here, "award_year"], status.loc[here, "province_code"], strict=True))
        named, counted, _ = of_rounds
        # A list of the province that a regency belonged to before says that it was not named.
        of_homes = [place in homes for place in zip(counted["award_year"], counted["province_code"], strict=True)]
        is_counted = (counted["province_code"] == province_code) | (
            (counted["measure"] == COMPLETE_LIST) & pd.Series(of_homes, index=counted.index, dtype="bool")
        )
        of_rounds = [named[named["regency_code"].isin(status.loc[here, "regency_code"])], counted[is_counted]]
    found = [table["source_id"] for table in of_rounds]
    cited: pd.Series = pd.concat([*found, split_ids(status["cited_ids"])] if "cited_ids" in status else found)
    return cited


def in_language(provinces: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Give the table of provinces with `name_id`, the name that the measures take, in the language of the report."""
    return provinces.assign(name_id=provinces[f"name_{words.language}"])


def ranked_sources(sources: pd.DataFrame, source_ids: Iterable[str]) -> pd.DataFrame:
    """Give the sources with these ids, the most trusted and the newest first."""
    return in_rank(sources[sources["source_id"].isin(set(source_ids))])


def uses_by_claims(claims: Iterable[pd.DataFrame]) -> dict[str, frozenset[str]]:
    """Ids of the sources of claims, by what they can be used for.

    `figures`: a claim that is counted. Of those without one, `took_part`: a claim that a regency took part, without its
    result; `uncertain`: an uncertain claim.

    >>> claims = pd.DataFrame({"source_id": ["A", "A", "B", "C"], "certainty": [*["stated"] * 3, "uncertain"],
    ...     "category": ["peduli", "participated", "participated", "peduli"]})
    >>> {use: sorted(ids) for use, ids in uses_by_claims([claims]).items()}
    {'figures': ['A'], 'took_part': ['B'], 'uncertain': ['C']}
    """
    by_use: dict[str, set[str]] = {"figures": set(), "took_part": set(), "uncertain": set()}
    for table in claims:
        nothing = [None] * len(table)
        told = (table[name].tolist() if name in table else nothing for name in ("source_id", "category", "certainty"))
        for source_id, category, certainty in set(zip(*told, strict=True)):
            if pd.notna(source_id):
                without = "took_part" if category == "participated" else "figures"
                by_use["uncertain" if certainty == UNCERTAIN else without].add(str(source_id))
    counted = by_use["figures"]
    return {use: frozenset(ids if use == "figures" else ids - counted) for use, ids in by_use.items()}


def other_sources(sources: pd.DataFrame, *others: pd.DataFrame) -> pd.DataFrame:
    """Give the sources of other rounds that are not among those of the page, the most trusted and the newest first."""
    found = pd.concat(others, ignore_index=True).drop_duplicates("source_id")
    return ranked_sources(found, set(found["source_id"]) - set(sources["source_id"]))
