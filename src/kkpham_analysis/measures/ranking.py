"""Which source outranks which: one order for claims that stand, and for lists of claims and sources."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kkpham_analysis.tables.vocabulary import CERTAINTIES, SOURCE_KINDS


def source_rank(claims: pd.DataFrame) -> pd.Series:
    """Place of each claim, or source, from 0 for the best: kind of source, certainty, day of publication.

    Equals share a place. The undated stand last; where nothing says how sure a claim is, certainty decides nothing.

    Examples
    --------
    >>> import pandas as pd
    >>> sources = pd.DataFrame({"kind": ["news", "ministry", "news", "news"],
    ...     "published_on": [None, None, "2023", "2023-01-01"]})
    >>> source_rank(sources).tolist()
    [2, 0, 1, 1]
    """
    # Plain values: a page ranks dozens of small tables, which are ten times as slow to sort and to group.
    kinds, days = _places(claims["kind"], SOURCE_KINDS), _earliest_days(claims["published_on"])
    certainties = _places(claims["certainty"], CERTAINTIES) if "certainty" in claims else [0] * len(claims)
    age = {day: place for place, day in enumerate(sorted(set(days), reverse=True))}
    each = [(kind, certainty, age[day]) for kind, certainty, day in zip(kinds, certainties, days, strict=True)]
    order = {one: rank for rank, one in enumerate(sorted(set(each)))}
    return pd.Series([order[one] for one in each], index=claims.index, dtype="int64")


def best_ranked(claims: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Mark the claims of each group that none outranks; equal claims are all marked."""
    rank = source_rank(claims)
    return rank == rank.groupby([claims[key] for key in keys], dropna=False).transform("min")


def in_rank(claims: pd.DataFrame, keys: Sequence[str] = ()) -> pd.DataFrame:
    """Claims, or sources, sorted by the keys, then the best first; equals by the id of their source."""
    ranked = claims.assign(rank=source_rank(claims))
    return ranked.sort_values([*keys, "rank", "source_id"], ignore_index=True).drop(columns="rank")


def _places(words: pd.Series, order: Sequence[str]) -> list[int]:
    """Place of each word in an order; what is not in it comes last."""
    places = {word: place for place, word in enumerate(order)}
    return [places.get(word, len(order)) for word in words.to_numpy(dtype=object)]


def _earliest_days(published_on: pd.Series) -> list[str]:
    """Texts that sort as the earliest day that each date can be; the undated sort before all."""
    dates = published_on.fillna("").to_numpy(dtype=object)
    return [f"{date}-01-01"[:10] if date != "" else "" for date in dates]
