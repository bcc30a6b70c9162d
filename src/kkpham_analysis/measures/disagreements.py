"""Where sources disagree: claims, counts and lists that cannot all be true, each with its source."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from kkpham_analysis.measures.awards import claim_roles, with_sources
from kkpham_analysis.measures.country import certain_claims
from kkpham_analysis.measures.known import Known, KnownRound, known_round
from kkpham_analysis.measures.ranking import in_rank
from kkpham_analysis.tables.certainly import surely, surely_not
from kkpham_analysis.tables.markings import following
from kkpham_analysis.tables.vocabulary import (
    AWARDED_REGENCIES,
    COMPLETE_LIST,
    PROVINCE_KEYS,
    REGENCY_KEYS,
    UNCERTAIN,
)

PAGE = ["source_id", "kind", "published_on", "publisher", "url"]
CLAIM_COLUMNS = [*REGENCY_KEYS, "disagreement", "category", "is_compliant", "certainty", "role", "stands", *PAGE]
COUNT_COLUMNS = {
    "award_year": "Int64",
    "province_code": "str",
    "disagreement": "str",
    "measure": "str",
    "claimed_low": "Int64",
    "claimed_high": "Int64",
    "differs": "boolean",
    "certainty": "str",
    "left_out": "str",
    "only_here": "str",
    **dict.fromkeys(PAGE, "str"),
    "compliant": "Int64",
    "compliant_low": "Int64",
    "compliant_high": "Int64",
    "meets_rule": "boolean",
}


def disagreeing_claims(award_claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Every claim about the regencies and rounds of which claims disagree, the sides one below the other.

    An uncertain claim takes no part in any figure. Where nothing but such a claim differs, that is no disagreement by
    itself, and is marked so.

    Parameters
    ----------
    award_claims : DataFrame
        One row per claim, as `resolve_awards` takes them.
    sources : DataFrame
        One row per `source_id`, with `kind`, `published_on`, `publisher` and `url`.

    Returns
    -------
    DataFrame
        One row per claim: `award_year, regency_code`; `disagreement`, of the regency and round: `result` (one claim
        says compliant, another not), `category` (only the class differs; no figure moves), `uncertain` (only uncertain
        claims differ); `category, is_compliant, certainty, role` (see `claim_roles`); `stands` (it gives the category
        that stands, and takes part); `source_id, kind, published_on, publisher, url` of the page.
        Sorted by regency and round, within them the side that stands, the others, what yields, what is uncertain.

    Raises
    ------
    ValueError
        When a claim names a source that `sources` lacks.

    Notes
    -----
    Definitions: docs/method.md, "What is known and how well".

    Examples
    --------
    >>> import pandas as pd
    >>> claims = pd.DataFrame({"award_year": 2020, "regency_code": ["6471", "6471", "6472"],
    ...     "category": ["cukup_peduli", "peduli", "peduli"], "is_compliant": [False, True, True],
    ...     "certainty": "stated", "source_id": ["A", "B", "B"]})
    >>> sources = pd.DataFrame({"source_id": ["A", "B"], "kind": ["news", "ministry"], "published_on": None,
    ...     "publisher": ["Kaltim Post", "HAM"], "url": None})
    >>> found = disagreeing_claims(claims, sources)
    >>> found[["regency_code", "disagreement", "category", "role", "publisher"]]
      regency_code disagreement      category      role    publisher
    0         6471       result        peduli    stands          HAM
    1         6471       result  cukup_peduli  dissents  Kaltim Post
    """
    roles = claim_roles(award_claims, sources)
    roles["disagreement"] = _disagreement(roles)
    roles["stands"] = roles["role"].isin(["stands", "agrees"]).astype("boolean")
    roles["apart"] = roles["role"].map({"yields": 1, UNCERTAIN: 2}).fillna(0)
    roles["place"] = roles["role"].map({"stands": 0, "tied": 0, "agrees": 1}).fillna(2)
    roles["side"] = roles.groupby([*REGENCY_KEYS, "apart", "category"])["place"].transform("min")
    found = _with_page(roles[roles["disagreement"].notna()], sources)
    table = in_rank(found, [*REGENCY_KEYS, "apart", "side", "category"])[CLAIM_COLUMNS]
    return following(table, award_claims)


def _disagreement(roles: pd.DataFrame) -> pd.Series:
    """Kind of the disagreement of each claim's regency and round; missing where there is none."""
    keys = [roles[key] for key in REGENCY_KEYS]
    differs = roles["role"].isin(["dissents", "tied"])
    takes_part = differs | roles["role"].isin(["stands", "agrees"])
    yes = takes_part & surely(roles["is_compliant"])
    no = takes_part & surely_not(roles["is_compliant"])
    categories = roles["category"].where(roles["is_compliant"].notna()).groupby(keys).transform("nunique")
    kind = pd.Series(pd.NA, index=roles.index, dtype="str")
    kind[categories > 1] = UNCERTAIN
    kind[differs.groupby(keys).transform("any")] = "category"
    kind[yes.groupby(keys).transform("any") & no.groupby(keys).transform("any")] = "result"
    return kind


def _with_page(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    pages = sources[["source_id", "publisher", "url"]]
    return claims.merge(pages, on="source_id", how="left", validate="many_to_one")


def disagreeing_counts(
    awards: pd.DataFrame,
    regencies: pd.DataFrame,
    shares: pd.DataFrame,
    province_claims: pd.DataFrame,
    sources: pd.DataFrame,
) -> pd.DataFrame:
    """Counts, full lists and names of every province and round in which these do not agree, each with its source.

    The rows with `differs` that are not uncertain are those that `compliant_share` counts as `conflicts`, beside the
    claims about single regencies (`disagreeing_claims`).

    Parameters
    ----------
    awards : DataFrame
        The result of `resolve_awards`.
    regencies, shares : DataFrame
        `regencies_in` and `compliant_share` of the same rounds, one round below the other.
    province_claims : DataFrame
        As `compliant_share` takes them.
    sources : DataFrame
        One row per `source_id`, with `publisher` and `url`.

    Returns
    -------
    DataFrame
        The rows of `share_claims` that have a `disagreement`: `figure` (the evidence is disputed), `uncertain` (only an
        uncertain count does not fit).

    Notes
    -----
    Definitions: docs/method.md, "What is known and how well".

    Examples
    --------
    >>> import pandas as pd
    >>> from kkpham_analysis.measures import compliant_share, resolve_awards
    >>> claims = pd.DataFrame({"award_year": [2023], "regency_code": "6501", "category": "peduli",
    ...     "is_compliant": True, "certainty": "stated", "source_id": "A", "rule": ">60%"})
    >>> sources = pd.DataFrame({"source_id": ["A", "B"], "kind": "news", "published_on": ["2023-12-10", "2023-12-12"],
    ...     "publisher": ["Kaltara Post", "Antara"], "url": None})
    >>> counts = pd.DataFrame({"award_year": 2023, "province_code": "65", "measure": "awarded_regencies",
    ...     "value": [1, 2], "certainty": "stated", "source_id": ["A", "B"], "kind": "news",
    ...     "published_on": ["2023-12-10", "2023-12-12"]})
    >>> regencies = pd.DataFrame({"award_year": 2023, "province_code": "65", "regency_code": ["6501", "6502", "6503"]})
    >>> awards = resolve_awards(claims, sources)
    >>> shares = compliant_share(awards, regencies, award_year=2023, province_claims=counts)
    >>> found = disagreeing_counts(awards, regencies, shares, counts, sources)
    >>> found[["measure", "claimed_low", "claimed_high", "compliant", "differs", "source_id"]]
                 measure  claimed_low  claimed_high  compliant  differs source_id
    0              names            1             3          2    False       NaN
    1  awarded_regencies            2             2          2    False         B
    2  awarded_regencies            1             1          2     True         A
    """
    found = share_claims(awards, regencies, shares, province_claims, sources)
    return found[found["disagreement"].notna()].reset_index(drop=True)


def share_claims(
    awards: pd.DataFrame,
    regencies: pd.DataFrame,
    shares: pd.DataFrame,
    province_claims: pd.DataFrame,
    sources: pd.DataFrame,
) -> pd.DataFrame:
    """Names, full lists and counts of every province and round, each held against the figure shown, with its source.

    Parameters
    ----------
    awards, regencies, shares, province_claims, sources
        As for `disagreeing_counts`.

    Returns
    -------
    DataFrame
        One row per count, full list and set of names: `award_year, province_code`; `disagreement`, of the province and
        round, missing where there is none (see `disagreeing_counts`);
        `measure` (`names`, `complete_list`, `awarded_regencies`); `claimed_low, claimed_high`: the least and the most
        that it allows (a count or list is one number; names reach to all that are not known to have missed it);
        `differs` (from the figure; where none is shown, every count does); `certainty`; of a full list `left_out`
        (codes of regencies compliant by name that it lacks) and `only_here` (those it names and whose award is not
        compliant), `;` between them; the page, missing for names; and what comes of it:
        `compliant, compliant_low, compliant_high, meets_rule`.
        Sorted by province and round, within them names, full lists, counts, each from the best source on.

    Notes
    -----
    Definitions: docs/method.md, "What is known and how well".

    Examples
    --------
    One source counts one regency: that is the figure, and the name known can be part of it.

    >>> import pandas as pd
    >>> from kkpham_analysis.measures import compliant_share, resolve_awards
    >>> claims = pd.DataFrame({"award_year": [2023], "regency_code": "6501", "category": "peduli",
    ...     "is_compliant": True, "certainty": "stated", "source_id": "A", "rule": ">60%"})
    >>> sources = pd.DataFrame({"source_id": ["A"], "kind": "news", "published_on": ["2023-12-10"],
    ...     "publisher": ["Antara"], "url": None})
    >>> counts = pd.DataFrame({"award_year": [2023], "province_code": "65", "measure": "awarded_regencies",
    ...     "value": [1], "certainty": "stated", "source_id": ["A"], "kind": "news", "published_on": ["2023-12-10"]})
    >>> regencies = pd.DataFrame({"award_year": 2023, "province_code": "65", "regency_code": ["6501", "6502"]})
    >>> awards = resolve_awards(claims, sources)
    >>> shares = compliant_share(awards, regencies, award_year=2023, province_claims=counts)
    >>> share_claims(awards, regencies, shares, counts, sources)[["measure", "claimed_low", "differs", "source_id"]]
                 measure  claimed_low  differs source_id
    0              names            1    False       NaN
    1  awarded_regencies            1    False         A
    """
    rounds = [
        known_round(awards, regencies[regencies["award_year"] == award_year], award_year, province_claims)
        for award_year in map(int, regencies["award_year"].unique())
    ]
    return share_claims_of_known(rounds, awards, shares, province_claims, sources)


def share_claims_of_known(
    rounds: Iterable[KnownRound],
    awards: pd.DataFrame,
    shares: pd.DataFrame,
    province_claims: pd.DataFrame,
    sources: pd.DataFrame,
) -> pd.DataFrame:
    """`share_claims` of rounds of which it is gathered what is known."""
    parts = [_items(one.provinces, province_claims, one.award_year) for one in rounds]
    items = pd.concat(parts, ignore_index=True)
    figure = shares[[*PROVINCE_KEYS, "evidence", "compliant", "compliant_low", "compliant_high", "meets_rule"]]
    items = items.merge(figure, on=PROVINCE_KEYS, how="inner", validate="many_to_one")
    items["differs"] = _differs(items)
    any_differs = items["differs"].groupby([items[key] for key in PROVINCE_KEYS]).transform("any")
    items["disagreement"] = any_differs.map({True: UNCERTAIN, False: None}).astype("str")
    items.loc[items["evidence"] == "disputed", "disagreement"] = "figure"
    items["place"] = items["measure"].map({"names": 0, COMPLETE_LIST: 1, AWARDED_REGENCIES: 2})
    found = _with_page(items, sources)
    table = in_rank(found, [*PROVINCE_KEYS, "place"])[list(COUNT_COLUMNS)].astype(COUNT_COLUMNS)
    return following(table, awards, shares, province_claims)


def _items(known: dict[str, Known], province_claims: pd.DataFrame, award_year: int) -> pd.DataFrame:
    """Names, full lists and counts of the provinces of a round, with the least and the most that each allows."""
    claims = province_claims[
        (province_claims["award_year"] == award_year) & province_claims["province_code"].isin(list(known))
    ]
    counts = claims[claims["measure"] == AWARDED_REGENCIES].assign(
        claimed_low=lambda frame: frame["value"].astype("Int64")
    )
    counts = counts.assign(claimed_high=counts["claimed_low"], left_out="", only_here="")
    names = pd.DataFrame(
        [
            {"province_code": code, "claimed_low": len(province.compliant), "claimed_high": province.reachable}
            for code, province in known.items()
        ],
    ).assign(measure="names", left_out="", only_here="")
    listed = pd.DataFrame(
        [_list_item(code, source, province) for code, province in known.items() for source in province.full_lists],
        columns=["province_code", "source_id", "claimed_low", "claimed_high", "left_out", "only_here"],
    ).astype({"province_code": "str", "source_id": "str"})
    lists = claims[claims["measure"] == COMPLETE_LIST].merge(
        listed, on=["province_code", "source_id"], how="inner", validate="one_to_one"
    )
    return pd.concat([names, lists, counts], ignore_index=True).assign(award_year=award_year)


def _list_item(code: str, source: str, province: Known) -> dict[str, object]:
    listed = province.full_lists[source]
    return {
        "province_code": code,
        "source_id": source,
        "claimed_low": len(listed),
        "claimed_high": len(listed),
        "left_out": ";".join(sorted(province.compliant - listed)),
        "only_here": ";".join(sorted(listed - province.compliant)),
    }


def _differs(items: pd.DataFrame) -> pd.Series:
    """Whether the figure shown is not what the item allows; without a figure, its interval takes the place."""
    low = items["compliant"].fillna(items["compliant_low"])
    high = items["compliant"].fillna(items["compliant_high"])
    outside = (items["claimed_high"] < low) | (items["claimed_low"] > high)
    other_names = (items["left_out"] != "") | (items["only_here"] != "")
    takes_part = (items["measure"] != "names") & (items["certainty"] != UNCERTAIN)
    # Counts that leave no figure all stand against it: equal ones that differ, or more than there are regencies.
    return (outside | other_names | (takes_part & items["compliant"].isna())).astype("boolean")


def disagreeing_national(national_claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """National counts that differ: every claim of the rounds and measures for which more than one number is given.

    Parameters
    ----------
    national_claims : DataFrame
        One row per claim: `award_year, measure, value, certainty, source_id`. Uncertain claims take no part, and are
        not among the rows; without `certainty` all are taken as stated.
    sources : DataFrame
        One row per `source_id`, with `kind`, `published_on`, `publisher` and `url`.

    Returns
    -------
    DataFrame
        One row per claim: `award_year, measure, value`, `sources` (how many give this value), and the page. Sorted by
        round and measure, the number that most sources give first.

    Examples
    --------
    >>> import pandas as pd
    >>> claims = pd.DataFrame({"award_year": 2022, "measure": "awarded_regencies", "value": [180, 170, 170],
    ...     "source_id": ["A", "B", "C"]})
    >>> sources = pd.DataFrame({"source_id": ["A", "B", "C"], "kind": "news", "published_on": None,
    ...     "publisher": ["Antara", "Detik", "Kompas"], "url": None})
    >>> disagreeing_national(claims, sources)[["award_year", "measure", "value", "sources", "publisher"]]
       award_year            measure  value  sources publisher
    0        2022  awarded_regencies    170        2     Detik
    1        2022  awarded_regencies    170        2    Kompas
    2        2022  awarded_regencies    180        1    Antara
    """
    keys = ["award_year", "measure"]
    claims = with_sources(certain_claims(national_claims), sources)
    claims["sources"] = claims.groupby([*keys, "value"])["source_id"].transform("nunique").astype("Int64")
    claims["fewer"] = -claims["sources"]
    found = _with_page(claims[claims.groupby(keys)["value"].transform("nunique") > 1], sources)
    table = in_rank(found, [*keys, "fewer", "value"])[[*keys, "value", "sources", *PAGE]]
    return following(table, national_claims)
