"""From claims to awards: which claim stands, which agree, which dissent."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.ranking import best_ranked
from kkpham_analysis.tables.certainly import surely, surely_not
from kkpham_analysis.tables.markings import following
from kkpham_analysis.tables.source_ids import joined_ids
from kkpham_analysis.tables.vocabulary import DERIVED, NAMING, REGENCY_KEYS, SOURCE_KINDS, STATING, UNCERTAIN

AWARD_COLUMNS = [
    *REGENCY_KEYS, "category", "is_compliant", "certainty", "inferred", "sources", "source_ids", "named_by",
    "loosely_by", "dissenting", "conflicting", "rule",
]  # fmt: skip


def claim_roles(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Every claim with its part in the award of its regency and round: nothing is dropped.

    Parameters
    ----------
    claims : DataFrame
        One row per claim: `award_year`, `regency_code`, `category`, `is_compliant` (missing for a category that is
        neither compliant nor not), `certainty`, `source_id`.
    sources : DataFrame
        One row per `source_id`, with `kind` and `published_on`.

    Returns
    -------
    DataFrame
        The claims in their order, with `kind` and `published_on` of the source and `role`:

        - `stands`: the best claim, or equal to it and of the same category
        - `agrees`: a lesser claim of the same category
        - `dissents`: a lesser claim of another category
        - `tied`: equal best, but the best name different categories, so that none stands
        - `yields`: says only that the regency took part, where others give a result
        - `uncertain`: takes no part in any figure

    Raises
    ------
    ValueError
        When a claim names a source that `sources` lacks.

    Notes
    -----
    A day of publication that is known to the month or year only counts as the earliest day it can be.

    Examples
    --------
    >>> import pandas as pd
    >>> claims = pd.DataFrame({"award_year": 2020, "regency_code": "6471", "category": ["peduli", "cukup_peduli"],
    ...     "is_compliant": [True, False], "certainty": "stated", "source_id": ["A", "B"]})
    >>> sources = pd.DataFrame(
    ...     {"source_id": ["A", "B"], "kind": ["news", "ministry"], "published_on": ["2020-12-14", None]})
    >>> claim_roles(claims, sources)[["category", "source_id", "kind", "role"]]
           category source_id      kind      role
    0        peduli         A      news  dissents
    1  cukup_peduli         B  ministry    stands
    """
    frame = with_sources(claims, sources)
    frame["is_compliant"] = frame["is_compliant"].astype("boolean")
    certain = frame["certainty"] != UNCERTAIN
    has_result = certain & frame["is_compliant"].notna()
    contends = certain & (frame["is_compliant"].notna() | ~_any_in_group(frame, has_result))
    is_best = _is_best(frame, contends)
    best = frame["category"].where(is_best).groupby([frame[key] for key in REGENCY_KEYS])
    best_category = best.transform("first")
    is_tied = best.transform("nunique") > 1

    role = pd.Series("dissents", index=frame.index, dtype="str")
    role[contends & (frame["category"] == best_category)] = "agrees"
    role[is_best] = "stands"
    role[is_tied] = "dissents"
    role[is_tied & is_best] = "tied"
    role[certain & ~contends] = "yields"
    role[~certain] = UNCERTAIN
    return following(frame.assign(role=role), claims)


def with_sources(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Claims with `kind` and `published_on` of their source.

    Parameters
    ----------
    claims : DataFrame
        One row per claim, with `source_id`; a `kind` or `published_on` of its own gives way.
    sources : DataFrame
        `source_id, kind, published_on`, one row per source.

    Returns
    -------
    DataFrame
        The claims in their order, numbered from 0, with `kind` (text, one of `SOURCE_KINDS`) and `published_on` (text,
        missing where the source is not dated) behind their own columns.

    Raises
    ------
    ValueError
        When a claim names a source that `sources` lacks, or a source is of a kind without a rank.
    """
    about = sources[["source_id", "kind", "published_on"]]
    bare = claims.drop(columns=["kind", "published_on"], errors="ignore").reset_index(drop=True)
    frame = bare.merge(about, on="source_id", how="left", validate="many_to_one")
    without = frame.loc[frame["kind"].isna(), "source_id"]
    if len(without):
        raise UnfitError("unfit.claims_without_source", names=_few(without))
    unranked = frame.loc[~frame["kind"].isin(SOURCE_KINDS), "kind"]
    if len(unranked):
        raise UnfitError("unfit.sources_unranked", names=_few(unranked), known=", ".join(SOURCE_KINDS))
    return frame


def _is_best(frame: pd.DataFrame, contends: pd.Series) -> pd.Series:
    return best_ranked(frame[contends], REGENCY_KEYS).reindex(frame.index, fill_value=False)


def _any_in_group(frame: pd.DataFrame, flag: pd.Series) -> pd.Series:
    return flag.groupby([frame[key] for key in REGENCY_KEYS]).transform("any")


def _spread(frame: pd.DataFrame, values: pd.Series) -> pd.Series:
    """One value per regency and round, put beside each of its claims."""
    beside = frame[REGENCY_KEYS].merge(
        values.rename("value"), left_on=REGENCY_KEYS, right_index=True, how="left", validate="many_to_one"
    )
    return beside["value"]


def resolve_awards(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """One award per regency and round that any claim speaks of, with what supports and what contradicts it.

    A regency without a row is one that no source speaks of: unknown, not "not awarded".

    Parameters
    ----------
    claims : DataFrame
        One row per claim: `award_year`, `regency_code`, `category`, `is_compliant`, `certainty`, `source_id`, and
        `rule` (the rule of the round as text, missing where it is not known), as `load("award_claims")` gives them.
    sources : DataFrame
        One row per `source_id`, with `kind` and `published_on`.

    Returns
    -------
    DataFrame
        Sorted by `award_year, regency_code`:

        - `category`: of the claim that stands; missing where equal claims differ, or all are uncertain
        - `is_compliant`: of the category; where equal claims differ, what they agree on all the same, else missing
        - `certainty`: of the best claim (`stated`, `blanket`, `derived`), or `uncertain`
        - `inferred`: there is a result, the best claim is `derived`, and no claim states the same result (`stated`,
          `blanket`)
        - `sources`, `source_ids`: how many sources give this category, and which (`;` between them); where equal claims
          differ and agree on the result, those that give it
        - `named_by`: sources that name it, one by one, as compliant; `loosely_by`: those that do so only in a blanket
          or uncertain claim
        - `dissenting`: the claims that differ, as text: `cukup_peduli (K011; K024)`
        - `conflicting`: how many claims say the opposite of `is_compliant` (where equal claims say both: how many say
          that it is compliant)
        - `rule`: the rule of the round

    Raises
    ------
    ValueError
        When a claim names a source that `sources` lacks.

    Examples
    --------
    >>> import pandas as pd
    >>> claims = pd.DataFrame({"award_year": 2023, "regency_code": ["6472", "6472", "6409"],
    ...     "category": ["peduli", "cukup_peduli", "participated"], "is_compliant": [True, False, None],
    ...     "certainty": ["stated", "derived", "stated"], "source_id": ["A", "B", "B"], "rule": ">60%"})
    >>> sources = pd.DataFrame({"source_id": ["A", "B"], "kind": "news", "published_on": None})
    >>> resolve_awards(claims, sources)[["regency_code", "category", "certainty", "sources", "dissenting"]]
      regency_code      category certainty  sources         dissenting
    0         6409  participated    stated        1
    1         6472        peduli    stated        1  cukup_peduli (B)
    """
    roles = claim_roles(claims, sources)
    roles["order"] = roles["role"].map({"stands": 0, "tied": 1}).fillna(2)
    stands = roles["role"] == "stands"
    result = _agreed_result(roles)
    # Of equal claims that name different categories with one result, none stands, and all give the result.
    gives_result = surely(roles["is_compliant"] == _spread(roles, result))
    supports = roles["role"].isin(["stands", "agrees"]) | (gives_result & ~_any_in_group(roles, stands))
    differs = roles["role"].isin(["dissents", "tied"])
    says_yes = surely(roles["is_compliant"])
    named = says_yes & roles["certainty"].isin(NAMING)

    table = roles.sort_values("order", kind="stable").groupby(REGENCY_KEYS)[["certainty", "rule"]].first()
    table = table.join(roles[stands].groupby(REGENCY_KEYS)["category"].first())
    table["is_compliant"] = result
    table["inferred"] = _inferred(table, roles)
    table["sources"] = roles[supports].groupby(REGENCY_KEYS)["source_id"].nunique()
    table["source_ids"] = _ids(roles[supports])
    table["named_by"] = _ids(roles[named])
    table["loosely_by"] = _ids(roles[says_yes & ~named])
    table["dissenting"] = _dissent(roles[differs])
    table["conflicting"] = _conflicting(roles[differs], result)
    return following(_typed(table.reset_index()), claims)


def _agreed_result(roles: pd.DataFrame) -> pd.Series:
    """Result of the best claims of each regency and round; missing where they give none, or both."""
    best = roles[roles["role"].isin(["stands", "tied"])].groupby(REGENCY_KEYS)["is_compliant"]
    return best.first().where((best.min() == best.max()).fillna(False))


def _inferred(table: pd.DataFrame, roles: pd.DataFrame) -> pd.Series:
    """Whether the result of each regency and round is derived, and no claim states the same."""
    states = roles["certainty"].isin(STATING) & (roles["is_compliant"] == _spread(roles, table["is_compliant"]))
    is_stated = states.fillna(False).groupby([roles[key] for key in REGENCY_KEYS]).any()
    return (table["certainty"] == DERIVED) & table["is_compliant"].notna() & ~is_stated


def _ids(claims: pd.DataFrame) -> pd.Series:
    return claims.groupby(REGENCY_KEYS)["source_id"].agg(joined_ids)


def _dissent(claims: pd.DataFrame) -> pd.Series:
    sides = claims.groupby([*REGENCY_KEYS, "category"])["source_id"].agg(lambda ids: "; ".join(sorted(set(ids))))
    written = sides.reset_index()
    written["side"] = written["category"] + " (" + written["source_id"] + ")"
    return written.groupby(REGENCY_KEYS)["side"].agg(", ".join)


def _conflicting(others: pd.DataFrame, result: pd.Series) -> pd.Series:
    """Claims that say the opposite of the result; where there is none, those that say yes against a no."""
    settled = others.merge(
        result.rename("result"), left_on=REGENCY_KEYS, right_index=True, how="left", validate="many_to_one"
    )
    yes = surely(settled["is_compliant"])
    no = surely_not(settled["is_compliant"])
    against = surely(settled["is_compliant"] != settled["result"])
    open_yes = yes & settled["result"].isna() & _any_in_group(settled, no)
    return (against | open_yes).astype("Int64").groupby([settled[key] for key in REGENCY_KEYS]).sum()


def is_tied(awards: pd.DataFrame) -> pd.Series:
    """Whether claims of equal weight call the regency compliant and not: nobody outranks the other."""
    return awards["is_compliant"].isna() & surely(awards["conflicting"] > 0)


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    for column in ("sources", "conflicting"):
        table[column] = table[column].fillna(0).astype("Int64")
    for column in ("source_ids", "named_by", "loosely_by", "dissenting"):
        table[column] = table[column].fillna("").astype("str")
    for column in ("category", "certainty", "rule"):
        table[column] = table[column].astype("str")
    for column in ("is_compliant", "inferred"):
        table[column] = table[column].astype("boolean")
    return table[AWARD_COLUMNS].sort_values(REGENCY_KEYS, ignore_index=True)


def _few(values: pd.Series) -> str:
    names = sorted(set(values.astype("str")))
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
