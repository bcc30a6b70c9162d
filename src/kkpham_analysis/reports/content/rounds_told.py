"""How many rounds a page shows, and why a year among them has none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content.facts import RoundFacts


def rounds_told(rounds: Sequence[int], without: Iterable[int], words: Words) -> str:
    """How many rounds there were from the first to the last, and the years between of which sources say that none was.

    >>> rounds_told([2020, 2022, 2023], [2021], Words("en"))
    'Up to 2023, 3 rounds are on record (2020–2023). There was no round in 2021.'
    >>> rounds_told([2013], [], Words("en"))
    'Up to 2013, 1 round is on record (2013).'
    """
    if not rounds:
        return ""
    shown = words.span(min(rounds), max(rounds))
    told = words.phrase("report.rounds_told", count=len(rounds), last=max(rounds), rounds=shown)
    gap = gap_told(rounds, without, words)
    return f"{told} {gap}" if gap else told


def gap_told(rounds: Sequence[int], without: Iterable[int], words: Words) -> str:
    """Years between the rounds of which sources say that none was held; empty where there is none.

    >>> gap_told([2022, 2023], [2021], Words("en"))
    ''
    """
    between = [year for year in sorted(without) if min(rounds) < year < max(rounds)]
    return words.phrase("report.rounds_gap", years=words.listed(map(str, between))) if between else ""


def undivided(facts: RoundFacts) -> str:
    """Say up to when the province of the page was a larger one, and of how many regencies; empty where it was not."""
    row = facts.shares.iloc[0]
    if len(facts.scope) != 1 or row["province_code"] not in facts.undivided:
        return ""
    year, regencies = facts.undivided[row["province_code"]]
    return facts.words.phrase("report.undivided", province=row["province"], year=year, regencies=regencies)
