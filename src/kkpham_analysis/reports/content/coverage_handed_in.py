"""Who handed in anything, and what came of it: every sentence of a page that says so asks here, so that all add up."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from kkpham_analysis.reports.content.coverage_facts import CoverageFacts
from kkpham_analysis.tables.vocabulary import HANDED_IN


class HandedIn(NamedTuple):
    """The regencies of a page, each in one of four.

    `taken` are those with a row that was taken in; all that others handed in is in quarantine (`waiting`), or in files
    that could not be read (`unread`); `silent` handed in nothing at all.
    """

    taken: pd.DataFrame
    waiting: pd.DataFrame
    unread: pd.DataFrame
    silent: pd.DataFrame


def handed_in(facts: CoverageFacts, *, province_code: str | None = None) -> HandedIn:
    """The regencies that coverage is shown of, or those of one province among them, by what they handed in."""
    regencies, said = facts.regencies, facts.submissions
    if province_code is not None:
        regencies = regencies[regencies["province_code"] == province_code]
    here = said["award_year"].eq(facts.award_year) & said["status"].isin(HANDED_IN)
    here &= said["indicator_code"].isin(facts.asked["indicator_code"])
    codes = regencies["regency_code"]
    taken = codes.isin(said.loc[here.astype("bool"), "regency_code"])
    waiting = ~taken & codes.isin({regency for regency, _ in facts.waiting})
    unread = ~taken & ~waiting & codes.isin(facts.unread)
    return HandedIn(*(regencies[kind] for kind in (taken, waiting, unread, ~(taken | waiting | unread))))
