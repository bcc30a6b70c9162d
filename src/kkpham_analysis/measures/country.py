"""The country: provinces in order, national counts beside what was published, and what the thresholds were."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.measures.rules import parse_rule
from kkpham_analysis.tables.certainly import surely, surely_not
from kkpham_analysis.tables.markings import following
from kkpham_analysis.tables.vocabulary import AWARDED_PROVINCES, AWARDED_REGENCIES, NO, PROVINCE_AWARD, UNCERTAIN, YES


def league_table(shares: pd.DataFrame) -> pd.DataFrame:
    """Provinces in order of their share, with the rank each may have: an interval gives a range of ranks.

    Parameters
    ----------
    shares : DataFrame
        `compliant_share` of one round.

    Returns
    -------
    DataFrame
        The columns of `shares`, then `rank` (1 is the highest; equal shares, equal rank; missing where the share is),
        `rank_best` and `rank_worst`. Sorted by share, unknown last, then by upper bound, then by name.

    Notes
    -----
    A province ranks behind those whose share is higher, and behind those whose share is not known but surely higher.
    A share without bounds may be anything.

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.DataFrame({"province": ["A", "B", "C"], "share": [0.4, 0.7, None],
    ...     "share_low": [0.4, 0.7, 0.1], "share_high": [0.4, 0.7, 0.5]})
    >>> league_table(shares)[["province", "share", "rank", "rank_best", "rank_worst"]]
      province  share  rank  rank_best  rank_worst
    0        B    0.7     1          1           1
    1        A    0.4     2          2           3
    2        C    NaN  <NA>          2           3
    """
    share, low, high = (shares[column].astype("Float64") for column in ("share", "share_low", "share_high"))
    low, high = low.fillna(0), high.fillna(1)
    shown = share.fillna(low)
    ranks = pd.Series([1 + int((shown > own).sum()) for own in shown], index=shares.index, dtype="Int64")
    frame = shares.assign(
        rank=ranks.mask(share.isna()),
        rank_best=pd.array([1 + int((low > end).sum()) for end in high], dtype="Int64"),
        # The province itself is among those that reach above its lower end, unless its interval is a point.
        rank_worst=pd.array(
            [1 + int((high > start).sum()) - int(end > start) for start, end in zip(low, high, strict=True)],
            dtype="Int64",
        ),
    )
    order = ["share", "share_high", "province"]
    return frame.sort_values(order, ascending=[False, False, True], na_position="last", ignore_index=True)


def national_summary(shares: pd.DataFrame, status: pd.DataFrame, national_claims: pd.DataFrame) -> pd.DataFrame:
    """Count of compliant regencies per round: by name, from the provinces, and as published, with the difference.

    The three disagree; none is corrected by another.

    Parameters
    ----------
    shares, status : DataFrame
        `compliant_share` and `regency_status` of the same rounds, one round below the other.
    national_claims : DataFrame
        One row per claim: `award_year, measure, value, certainty, source_id`. Uncertain claims take no part; without
        `certainty` all are taken as stated.

    Returns
    -------
    DataFrame
        One row per round: `award_year, provinces, regencies`; `named` (regencies compliant by name), `not_compliant`
        (known not to be), `unknown` (all others, and those of which equal claims differ); `counted_low`,
        `counted_high` (sums of the provinces' bounds); `published_low`, `published_high`, `published_sources` (missing
        and 0 where nobody published a number); `difference_low`, `difference_high` (published less named);
        `provinces_met`, `provinces_not_met`, `provinces_open` (verdicts under the rule).

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.DataFrame({"award_year": [2023], "regencies": 2, "compliant_low": 1, "compliant_high": 2,
    ...     "meets_rule": pd.array([None], dtype="boolean")})
    >>> status = pd.DataFrame({"award_year": 2023, "status": ["compliant", "unknown"]})
    >>> claims = pd.DataFrame({"award_year": 2023, "measure": "awarded_regencies", "value": [2, 5],
    ...     "certainty": ["stated", "uncertain"], "source_id": ["A", "B"]})
    >>> national_summary(shares, status, claims)[["named", "unknown", "published_low", "difference_low"]]
       named  unknown  published_low  difference_low
    0      1        1              2               1
    """
    by_round = shares.groupby("award_year")
    round_of = status["award_year"]
    # The shares may be of participants only; every regency of the round has a status.
    frame = pd.DataFrame({"provinces": by_round.size(), "regencies": status.groupby("award_year").size()})
    frame["named"] = status["status"].isin(YES).groupby(round_of).sum()
    frame["not_compliant"] = status["status"].isin(NO).groupby(round_of).sum()
    frame["unknown"] = frame["regencies"] - frame["named"] - frame["not_compliant"]
    frame["counted_low"] = by_round["compliant_low"].sum()
    frame["counted_high"] = by_round["compliant_high"].sum()

    certain = certain_claims(national_claims)
    published = certain[certain["measure"] == AWARDED_REGENCIES].groupby("award_year")
    frame["published_low"] = published["value"].min()
    frame["published_high"] = published["value"].max()
    frame["published_sources"] = published["source_id"].nunique()
    frame["published_sources"] = frame["published_sources"].fillna(0)
    frame["difference_low"] = frame["published_low"] - frame["named"]
    frame["difference_high"] = frame["published_high"] - frame["named"]

    verdict = shares["meets_rule"].astype("boolean")
    frame["provinces_met"] = verdict.fillna(False).groupby(shares["award_year"]).sum()
    frame["provinces_not_met"] = (~verdict).fillna(False).groupby(shares["award_year"]).sum()
    frame["provinces_open"] = verdict.isna().groupby(shares["award_year"]).sum()
    table = frame.astype("Int64").reset_index().astype({"award_year": "Int64"})
    return following(table, shares, status, national_claims)


def certain_claims(national_claims: pd.DataFrame) -> pd.DataFrame:
    """Claims about the country that take part in figures.

    Parameters
    ----------
    national_claims : DataFrame
        One row per claim, with `certainty`; without that column all take part.

    Returns
    -------
    DataFrame
        The rows that are not uncertain, with all their columns, in their order.
    """
    if "certainty" not in national_claims:
        return national_claims
    return national_claims[national_claims["certainty"] != UNCERTAIN]


def province_awards(
    province_claims: pd.DataFrame,
    shares: pd.DataFrame,
    *,
    award_year: int,
    national_claims: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Provinces of a round, each known to be awarded, known not to be, or unknown, beside its share.

    A province that no source names is known not to be awarded only where as many are named as every source counts.

    Parameters
    ----------
    province_claims : DataFrame
        One row per claim, with measure `province_award` (value 1, or 0 for "not awarded").
    shares : DataFrame
        `compliant_share` of the round.
    award_year : int
        The round.
    national_claims : DataFrame, optional
        Counts of awarded provinces (`awarded_provinces`); uncertain ones take no part.

    Returns
    -------
    DataFrame
        One row per province: `province_code, province, awarded` (missing where unknown or where claims differ),
        `sources`, `share, share_low, share_high, evidence, rule, meets_rule`.

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.DataFrame({"award_year": 2023, "province_code": ["64", "65"], "province": ["A", "B"],
    ...     "share": [0.7, 0.4], "share_low": [0.7, 0.4], "share_high": [0.7, 0.4], "evidence": "complete",
    ...     "rule": ">60%", "meets_rule": [True, False]})
    >>> claims = pd.DataFrame({"award_year": [2023], "province_code": "64", "measure": "province_award", "value": 1,
    ...     "certainty": "stated", "source_id": "S1"})
    >>> province_awards(claims, shares, award_year=2023)[["province", "awarded", "sources", "meets_rule"]]
      province  awarded  sources  meets_rule
    0        A     True        1        True
    1        B     <NA>        0       False
    """
    claims = province_claims[
        (province_claims["award_year"] == award_year)
        & (province_claims["measure"] == PROVINCE_AWARD)
        & (province_claims["certainty"] != UNCERTAIN)
    ]
    says = claims.groupby("province_code")["value"]
    agreed = says.first().where(says.min() == says.max())
    columns = ["award_year", "province_code", "province", "share", "share_low", "share_high", "evidence", "rule"]
    frame = shares[[*columns, "meets_rule"]].sort_values("province_code", ignore_index=True)
    awarded = frame["province_code"].map(agreed).astype("Int64") == 1
    named = int(surely(awarded).sum())
    if national_claims is not None and _every_source_counts(national_claims, award_year, named):
        awarded = awarded.mask(~frame["province_code"].isin(claims["province_code"]), False)
    frame.insert(3, "awarded", awarded.astype("boolean"))
    sources = frame["province_code"].map(claims.groupby("province_code")["source_id"].nunique())
    frame.insert(4, "sources", sources.fillna(0).astype("Int64"))
    return following(frame, province_claims, shares, national_claims)


def _every_source_counts(national_claims: pd.DataFrame, award_year: int, number: int) -> bool:
    certain = certain_claims(national_claims)
    of_round = certain["award_year"] == award_year
    counts = certain.loc[of_round & (certain["measure"] == AWARDED_PROVINCES), "value"]
    return len(counts) > 0 and bool((counts == number).all())


def awards_against_rule(known: pd.DataFrame) -> pd.DataFrame:
    """Provinces whose award, as sources tell it, is not what follows from the rule; where either is open, none is.

    Parameters
    ----------
    known : DataFrame
        `province_awards` of one or more rounds, each under its own rule: under one on trial nobody was awarded.

    Returns
    -------
    DataFrame
        The rows of `known` that are so, with all their columns, in their order.

    Examples
    --------
    >>> import pandas as pd
    >>> known = pd.DataFrame({"province": ["A", "B", "C"], "awarded": [False, True, None],
    ...     "meets_rule": [True, True, True]}).astype({"awarded": "boolean", "meets_rule": "boolean"})
    >>> awards_against_rule(known)["province"].tolist()
    ['A']
    """
    awarded, meets_rule = (known[column].astype("boolean") for column in ("awarded", "meets_rule"))
    return known[surely(awarded != meets_rule)]


def rule_bounds(
    shares: pd.DataFrame,
    province_claims: pd.DataFrame,
    *,
    award_year: int,
    national_claims: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Thresholds that the province awards of a round are consistent with, and the cases that contradict each other.

    Parameters
    ----------
    shares, province_claims, award_year, national_claims
        As for `province_awards`.

    Returns
    -------
    DataFrame
        One row: `award_year, rule`; `awarded`, `not_awarded` (numbers of provinces known to be so);
        `lowest_awarded_province`, `lowest_awarded_low`, `lowest_awarded_high`: the awarded province whose share is the
        lowest by its upper bound, so that the threshold is not above it;
        `highest_not_awarded_province`, `highest_not_awarded_low`, `highest_not_awarded_high`: the one not awarded whose
        share is the highest by its lower bound, so that the threshold is not below it;
        `contradictions`: pairs of an awarded province that is surely not above one not awarded (`rule_contradictions`
        lists them);
        `against_rule`: names of provinces whose award contradicts the rule (`;` between them).
        What is not known is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.DataFrame({"award_year": 2023, "province_code": ["64", "65"], "province": ["A", "B"],
    ...     "share": [0.7, 0.4], "share_low": [0.7, 0.4], "share_high": [0.7, 0.4], "evidence": "complete",
    ...     "rule": ">60%", "meets_rule": [True, False]})
    >>> claims = pd.DataFrame({"award_year": 2023, "province_code": ["64", "65"], "measure": "province_award",
    ...     "value": [1, 0], "certainty": "stated", "source_id": "S1"})
    >>> rule_bounds(shares, claims, award_year=2023)[["lowest_awarded_high", "highest_not_awarded_low"]]
       lowest_awarded_high  highest_not_awarded_low
    0                  0.7                      0.4
    """
    known = province_awards(province_claims, shares, award_year=award_year, national_claims=national_claims)
    yes = known[surely(known["awarded"])]
    no = known[surely_not(known["awarded"])]
    lowest = yes.sort_values(["share_high", "province_code"]).head(1)
    highest = no.sort_values(["share_low", "province_code"], ascending=[False, True]).head(1)
    rules = shares["rule"].dropna()
    row = {
        "award_year": award_year,
        "rule": str(parse_rule(rules.iloc[0])) if len(rules) else None,
        "awarded": len(yes),
        "not_awarded": len(no),
        **_edge("lowest_awarded", lowest),
        **_edge("highest_not_awarded", highest),
        "contradictions": len(_contradicting(known)),
        "against_rule": ";".join(awards_against_rule(known)["province"]),
    }
    table = pd.DataFrame([row]).astype(
        {
            **dict.fromkeys(["award_year", "awarded", "not_awarded", "contradictions"], "Int64"),
            **{
                f"{side}_{end}": "Float64"
                for side in ("lowest_awarded", "highest_not_awarded")
                for end in ("low", "high")
            },
            **dict.fromkeys(["rule", "lowest_awarded_province", "highest_not_awarded_province", "against_rule"], "str"),
        }
    )
    return following(table, known)


def rule_contradictions(
    shares: pd.DataFrame,
    province_claims: pd.DataFrame,
    *,
    award_year: int,
    national_claims: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Pairs of provinces that no threshold explains: one awarded, the other not, though its share is no lower.

    Parameters
    ----------
    shares, province_claims, award_year, national_claims
        As for `province_awards`.

    Returns
    -------
    DataFrame
        One row per pair, sorted by the two codes: `award_year`; `awarded_province_code, awarded_province,
        awarded_share_low, awarded_share_high`; `not_awarded_province_code, not_awarded_province,
        not_awarded_share_low, not_awarded_share_high`. The upper bound of the first is not above the lower bound of the
        second.

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.DataFrame({"award_year": 2016, "province_code": ["31", "51"], "province": ["DKI Jakarta", "Bali"],
    ...     "share": [0.5, None], "share_low": [0.5, 0.6], "share_high": [0.5, 1.0], "evidence": "counted",
    ...     "rule": None, "meets_rule": pd.array([None, None], dtype="boolean")})
    >>> claims = pd.DataFrame({"award_year": 2016, "province_code": ["31", "51"], "measure": "province_award",
    ...     "value": [1, 0], "certainty": "stated", "source_id": "A"})
    >>> pairs = rule_contradictions(shares, claims, award_year=2016)
    >>> pairs[["awarded_province", "awarded_share_high", "not_awarded_province"]]
      awarded_province  awarded_share_high not_awarded_province
    0      DKI Jakarta                 0.5                 Bali
    >>> pairs[["not_awarded_province", "not_awarded_share_low", "not_awarded_share_high"]]
      not_awarded_province  not_awarded_share_low  not_awarded_share_high
    0                 Bali                    0.6                     1.0
    """
    known = province_awards(province_claims, shares, award_year=award_year, national_claims=national_claims)
    return following(_contradicting(known), known)


def _contradicting(known: pd.DataFrame) -> pd.DataFrame:
    """Pairs from `province_awards`: even at its highest the awarded province is not above the one not awarded."""
    yes = surely(known["awarded"])
    no = surely_not(known["awarded"])
    about = known[["province_code", "province", "share_low", "share_high"]]
    pairs = about[yes].add_prefix("awarded_").merge(about[no].add_prefix("not_awarded_"), how="cross")
    pairs = pairs[surely(pairs["awarded_share_high"] <= pairs["not_awarded_share_low"])]
    pairs.insert(0, "award_year", known["award_year"].iloc[0] if len(known) else None)
    ordered = pairs.sort_values(["awarded_province_code", "not_awarded_province_code"], ignore_index=True)
    return ordered.astype({"award_year": "Int64"})


def _edge(name: str, row: pd.DataFrame) -> dict[str, object]:
    if row.empty:
        return {f"{name}_province": None, f"{name}_low": None, f"{name}_high": None}
    first = row.iloc[0]
    return {
        f"{name}_province": first["province"],
        f"{name}_low": first["share_low"],
        f"{name}_high": first["share_high"],
    }
