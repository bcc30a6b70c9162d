"""Scores as awards, and where the published awards and the classes of the scores differ."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.measures.awards import AWARD_COLUMNS, is_tied
from kkpham_analysis.measures.compliance import known_by_province
from kkpham_analysis.measures.problems import UnfitError, check_columns
from kkpham_analysis.tables.certainly import surely
from kkpham_analysis.tables.markings import ASSUMED, KIND_COLUMNS, LIKELY, SYNTHETIC, following
from kkpham_analysis.tables.vocabulary import AWARDED_REGENCIES, COMPLETE_LIST, DERIVED, REGENCY_KEYS

COMPUTED = "computed"
COMPUTED_COLUMNS = {
    "category": "computed_category", "category_low": "computed_category_low", "category_high": "computed_category_high",
    "is_compliant": "computed_compliant",
}  # fmt: skip
CLASSIFIED = ["category", "is_compliant", "assumed"]
RECONCILED = [
    *REGENCY_KEYS, "published_category", "computed_category", "computed_category_low", "computed_category_high",
    "published_compliant", "computed_compliant", "total_low", "total_high", "difference", "assumed",
]  # fmt: skip


def compliance_from_scores(scores: pd.DataFrame) -> pd.DataFrame:
    """Classified scores as a table of awards, which `compliant_share` takes.

    Every row is known by computing (`certainty` is `derived`), not by a source. `claims_from_scores` says which
    provinces are known as a whole.

    Parameters
    ----------
    scores : DataFrame
        The result of `classify`.

    Returns
    -------
    DataFrame
        The columns of `resolve_awards`, one row per regency and round whose result is known; then `assumed`, and
        `likely`, `synthetic` and `kind` where the scores have them.

    Examples
    --------
    >>> import pandas as pd
    >>> scores = pd.DataFrame({"award_year": 2031, "regency_code": ["6501", "6571"], "category": ["good", None],
    ...     "is_compliant": [True, None], "assumed": ""})
    >>> compliance_from_scores(scores)[["award_year", "regency_code", "category", "is_compliant", "certainty"]]
       award_year regency_code category  is_compliant certainty
    0        2031         6501     good          True   derived
    """
    check_columns(scores, CLASSIFIED, "unfit.not_classified")
    known = scores[scores["is_compliant"].notna()].sort_values(REGENCY_KEYS, ignore_index=True)
    compliant = known["is_compliant"].astype(bool)
    table = known.assign(
        certainty=DERIVED,
        # No source states what is computed.
        inferred=True,
        sources=1,
        source_ids=COMPUTED,
        named_by=pd.Series(COMPUTED, index=known.index).where(compliant, ""),
        loosely_by="",
        dissenting="",
        conflicting=0,
        rule=pd.Series(pd.NA, index=known.index, dtype="str"),
    )
    marks = [mark for mark in (ASSUMED, LIKELY, SYNTHETIC, *KIND_COLUMNS) if mark in table]
    types = dict.fromkeys(["award_year", "sources", "conflicting"], "Int64")
    types |= dict.fromkeys(["is_compliant", "inferred"], "boolean")
    texts = ["regency_code", "category", "certainty", "source_ids", "named_by", "loosely_by", "dissenting", "rule"]
    return following(table[[*AWARD_COLUMNS, *marks]].astype({**types, **dict.fromkeys(texts, "str")}), scores)


def claims_from_scores(compliance: pd.DataFrame, regencies: pd.DataFrame) -> pd.DataFrame:
    """Provinces in which the result of every regency is known by its score, as claims for `compliant_share`.

    Parameters
    ----------
    compliance : DataFrame
        The result of `compliance_from_scores`.
    regencies : DataFrame
        The regencies of a round: the result of `regencies_in`.

    Returns
    -------
    DataFrame
        `award_year, province_code, measure, value, certainty, source_id, kind, published_on`: for each such province
        that its list is complete (`complete_list`), and how many are compliant (`awarded_regencies`); `assumed`,
        what the scores assume. `synthetic` follows where the scores are.

    Examples
    --------
    >>> import pandas as pd
    >>> regencies = pd.DataFrame({"award_year": 2031, "province_code": ["65", "65", "64"],
    ...     "regency_code": ["6501", "6571", "6472"]})
    >>> compliance = pd.DataFrame({"award_year": 2031, "regency_code": ["6501", "6571"], "is_compliant": [True, False]})
    >>> claims_from_scores(compliance, regencies)[["province_code", "measure", "value"]]
      province_code            measure  value
    0            65      complete_list      1
    1            65  awarded_regencies      1
    """
    table = regencies[["award_year", "province_code", "regency_code"]].merge(
        compliance[[*REGENCY_KEYS, "is_compliant"]], on=REGENCY_KEYS, how="left", validate="many_to_one"
    )
    results = table.groupby(["award_year", "province_code"], observed=True)["is_compliant"]
    whole = results.count() == results.size()
    compliant = results.sum()[whole].astype("Int64")
    rows = [
        (award_year, province, measure, value, "derived", COMPUTED, "government", None)
        for award_year, province, count in compliant.reset_index().itertuples(index=False)
        for measure, value in ((COMPLETE_LIST, 1), (AWARDED_REGENCIES, count))
    ]
    columns = ["award_year", "province_code", "measure", "value", "certainty", "source_id", "kind", "published_on"]
    texts = dict.fromkeys(["province_code", "measure", "certainty", "source_id", "kind", "published_on"], "str")
    claims = pd.DataFrame(rows, columns=columns).astype({"award_year": "Int64", "value": "Int64", **texts})
    return following(claims, compliance)


def reconcile(
    awards: pd.DataFrame,
    scores: pd.DataFrame,
    *,
    regencies: pd.DataFrame | None = None,
    province_claims: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Regencies for which the published award and the class of the score differ.

    Parameters
    ----------
    awards : DataFrame
        Published awards, as `resolve_awards` or `load("awards")` gives them.
    scores : DataFrame
        The result of `classify`, or of `compliance_from_scores`: that has no totals, so that their bounds are missing.
    regencies, province_claims : DataFrame, optional
        The regencies of the rounds, one round below the other, and the claims of full lists, as for `compliant_share`:
        with both, a regency that the full lists of its province leave out is known not to have been awarded.

    Returns
    -------
    DataFrame
        A row per regency and round in which both are known and differ, sorted by these: `published_category,
        computed_category`, `computed_category_low` and `computed_category_high` (the classes of the bounds of the
        total), `published_compliant, computed_compliant, total_low, total_high`, `difference` (`result`: one is
        compliant and the other not; `left_out`: compliant by its score, and not in a full list; `category`: only the
        classes differ; `ruled_out`: which class it is by its score is open, and so is whether it is compliant, and the
        published one is none of those it may be), and `assumed`, what the score rests on that no source says.
        `synthetic` and `kind` follow where the tables have them.

    Raises
    ------
    MixedKindsError
        When the scores are synthetic and the awards are not: made-up scores are never set beside facts.
    ValueError
        When only one of `regencies` and `province_claims` is given, or the scores have no classes.

    Examples
    --------
    >>> import pandas as pd
    >>> awards = pd.DataFrame({"award_year": 2031, "regency_code": ["6501", "6571"], "category": ["good", "good"],
    ...     "is_compliant": [True, True]})
    >>> scores = pd.DataFrame({"award_year": 2031, "regency_code": ["6501", "6571"], "category": ["good", "fair"],
    ...     "is_compliant": [True, False], "total_low": [81.5, 70.5], "total_high": [81.5, 70.5], "assumed": ""})
    >>> reconcile(awards, scores)[["regency_code", "published_category", "computed_category", "difference"]]
      regency_code published_category computed_category difference
    0         6571               good              fair     result
    """
    both = beside_published(awards, scores, regencies=regencies, province_claims=province_claims)
    return both[both["difference"].notna()].reset_index(drop=True)


def beside_published(
    awards: pd.DataFrame,
    scores: pd.DataFrame,
    *,
    regencies: pd.DataFrame | None = None,
    province_claims: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Every regency of which the published result and that of the score are known, be they the same or not.

    One whose published class is none of those that its score may be has a row too, whichever of these it is.

    Parameters
    ----------
    awards, scores, regencies, province_claims
        As for `reconcile`.

    Returns
    -------
    DataFrame
        The columns of `reconcile`; `difference` is missing where there is none.

    Raises
    ------
    MixedKindsError, ValueError
        As `reconcile`.
    """
    if (regencies is None) != (province_claims is None):
        raise UnfitError("unfit.both_or_neither")
    check_columns(scores, CLASSIFIED, "unfit.not_classified")
    totals = scores["total"] if "total" in scores else pd.Series(pd.NA, index=scores.index, dtype="Float64")
    bounds = {end: totals for end in ("total_low", "total_high") if end not in scores}
    bounds |= {name: scores["category"] for name in ("category_low", "category_high") if name not in scores}
    mine = scores.assign(**bounds).rename(columns=COMPUTED_COLUMNS)
    theirs = awards[[*REGENCY_KEYS, "category", "is_compliant"]].assign(left_out=False)
    if regencies is not None:
        theirs = _with_left_out(theirs, _left_out(awards, regencies, province_claims))
    theirs = theirs.rename(columns={"category": "published_category", "is_compliant": "published_compliant"})
    both = theirs.merge(mine, on=REGENCY_KEYS, how="inner", validate="one_to_one")
    flags = both[["published_compliant", "computed_compliant"]].astype("boolean")
    results = surely(flags["published_compliant"] != flags["computed_compliant"])
    named = both["published_category"].notna() & both["computed_category"].notna()
    # Taking part is no class: it says neither which, nor that there was none.
    known = flags.notna().all(axis=1)
    classes = known & (named & (both["published_category"] != both["computed_category"]) | _published_ruled_out(both))
    difference = pd.Series(pd.NA, index=both.index, dtype="str")
    difference = (
        difference.mask(classes, "category").mask(results, "result").mask(results & both["left_out"], "left_out")
    )
    ruled_out = ~known & flags["published_compliant"].notna() & _published_ruled_out(both)
    both = both.assign(**flags, difference=difference.mask(ruled_out, "ruled_out"))
    found = both.loc[known | ruled_out, RECONCILED].sort_values(REGENCY_KEYS, ignore_index=True)
    return following(found, awards, scores, province_claims)


def _published_ruled_out(both: pd.DataFrame) -> pd.Series:
    """Whether the published class is one that the score cannot be of; of scores that rule out none it never is."""
    if "ruled_out" not in both:
        return pd.Series(False, index=both.index)
    pairs = zip(both["published_category"], both["ruled_out"].fillna("").str.split(";"), strict=True)
    return pd.Series([category in ruled_out for category, ruled_out in pairs], index=both.index, dtype=bool)


def _left_out(awards: pd.DataFrame, regencies: pd.DataFrame, province_claims: pd.DataFrame | None) -> pd.DataFrame:
    """Regencies of provinces with a full list that leaves them out: no claim gives a result, nor equal claims two."""
    parts = []
    for award_year in map(int, regencies["award_year"].unique()):
        of_round = regencies[regencies["award_year"] == award_year]
        known = known_by_province(awards, of_round, award_year, province_claims)
        listed = [code for code, province in known.items() if province.full_lists]
        parts.append(of_round.loc[of_round["province_code"].isin(listed), REGENCY_KEYS])
    spoken_of = awards.loc[awards["is_compliant"].notna() | is_tied(awards), REGENCY_KEYS]
    among = pd.concat(parts, ignore_index=True) if parts else regencies[REGENCY_KEYS]
    return among[~pd.MultiIndex.from_frame(among).isin(pd.MultiIndex.from_frame(spoken_of))]


def _with_left_out(published: pd.DataFrame, left_out: pd.DataFrame) -> pd.DataFrame:
    """Published results with those that follow from a full list; a claim that gives no result yields to it."""
    others = published[~pd.MultiIndex.from_frame(published[REGENCY_KEYS]).isin(pd.MultiIndex.from_frame(left_out))]
    follows = left_out.assign(category=pd.Series(dtype="str"), is_compliant=False, left_out=True)
    follows = follows.astype({"category": "str", "is_compliant": "boolean"})
    return pd.concat([others.astype({"is_compliant": "boolean"}), follows], ignore_index=True)
