"""Which rounds the tables know: what a plan, a call and an answer are held against."""

from __future__ import annotations

from kkpham_analysis.tables.loading import load, stored_values


def known_rounds() -> list[int]:
    """Rounds that any claim speaks of."""
    from kkpham_analysis.measures.rounds import told_rounds

    return told_rounds(load)


def years_without_round() -> set[int]:
    """Years of which sources say that no round was held."""
    return {int(year) for year in load("years_without_round")["award_year"]}


def awaited_rounds() -> set[int]:
    """Rounds that regencies hand in for, and of whose awards no source speaks yet."""
    handed_in = set(map(int, stored_values("submissions", "award_year")))
    return handed_in - {*known_rounds(), *years_without_round()}
