"""What figures call the statuses of regencies; nothing here draws, so that commands say the same in no time."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.tables.vocabulary import STATUSES, YES


def status_labels(award_name: str, words: Words) -> dict[str, str]:
    """Names of the statuses in a legend."""
    other = {status: words.phrase(f"figures.status_{status}") for status in STATUSES[1:]}
    return {"compliant": award_name, **other}


def count_texts(here: pd.DataFrame, share: Any | None, award_name: str, words: Words) -> dict[str, str]:
    """Text of the statuses for which the names are not all that is counted, with both numbers.

    Parameters
    ----------
    here : DataFrame
        `regency_status` of one province in one round.
    share : mapping, optional
        Its row of `compliant_share`.
    award_name, words
        As a figure has them.

    Returns
    -------
    dict
        By status (`compliant`, `unknown`): the text for a legend or a list. Empty where the names are the figure.
    """
    if share is None or share["evidence"] not in ("counted", "disputed"):
        return {}
    named, unknown = int(here["status"].isin(YES).sum()), int((here["status"] == "unknown").sum())
    low, high = int(share["compliant_low"]), int(share["compliant_high"])
    texts = {}
    if named and (low, high) != (named, named):
        key = "figures.named_of" if low > named else "figures.named_beside"
        texts["compliant"] = words.phrase(key, label=award_name, number=named, counted=words.span(low, high))
    # Of those that sources of equal weight dispute nobody can say which side of the count they are on.
    if unknown and not (here["status"] == "disputed").any():
        rest = words.span(max(0, low - named), min(unknown, max(0, high - named)))
        is_none = high <= named
        key = "figures.none_by_count" if is_none else "figures.unnamed_of"
        texts["unknown"] = words.phrase(key, number=unknown, **({} if is_none else {"rest": rest}))
    return texts
