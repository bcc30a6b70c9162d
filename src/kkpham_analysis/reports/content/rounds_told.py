"""How many rounds a page shows, and why a year among them has none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content.facts import RoundFacts
from kkpham_analysis.tables.rounds import unrecorded


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
    """Years between the rounds that had none, as sources say, and those of which nothing is on record.

    >>> gap_told([2022, 2023], [2021], Words("en"))
    ''
    >>> gap_told([2020, 2022, 2025], [2021], Words("en"))
    'There was no round in 2021. Nothing is on record of 2023 and 2024: whether there was a round then is not known.'
    """
    between = [year for year in sorted(without) if min(rounds) < year < max(rounds)]
    kinds = {"report.rounds_gap": between, "report.rounds_unrecorded": unrecorded(rounds, without)}
    return " ".join(words.phrase(key, years=words.listed(map(str, years))) for key, years in kinds.items() if years)


def undivided(facts: RoundFacts) -> str:
    """Say up to when the province of the page was a larger one, and of how many regencies; empty where it was not."""
    row = facts.shares.iloc[0]
    if len(facts.scope) != 1 or row["province_code"] not in facts.undivided:
        return ""
    year, regencies = facts.undivided[row["province_code"]]
    return facts.words.phrase("report.undivided", province=row["province"], year=year, regencies=regencies)
