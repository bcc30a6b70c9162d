"""What sources disagree about, over all rounds: every side of every dispute, with its sources."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.knowledge import Knowledge
from kkpham_analysis.tables.vocabulary import UNCERTAIN


def sides(known: Knowledge) -> pd.DataFrame:
    """Everything in dispute, a row for each thing that is said: `award_year, place, what, said, role, source_ids`.

    What nothing but an uncertain claim contradicts is not among it. Newest round first, within it regencies, provinces
    and the country; the sides of one dispute stay together.

    Parameters
    ----------
    known : Knowledge
        What is known of all rounds.
    """
    parts = [_regency_sides(known), _province_sides(known), _country_sides(known)]
    frame = pd.concat([part.assign(level=level) for level, part in enumerate(parts)], ignore_index=True)
    order = ["award_year", "level"]
    frame = frame.sort_values(order, ascending=[False, True], kind="stable", ignore_index=True)
    return frame.drop(columns="level")


def _regency_sides(known: Knowledge) -> pd.DataFrame:
    words = known.words
    claims = known.claims[known.claims["disagreement"] != UNCERTAIN]
    frame = claims.assign(
        place=claims["full_name"] + " (" + claims["province"] + ")",
        what=words.phrase("quality.result"),
        said=[known.titles[category] for category in claims["category"]],
        role=claims["role"].map(wording.labels("role", claims["role"].unique(), words)).astype("str"),
    )
    return _grouped(frame)


def _province_sides(known: Knowledge) -> pd.DataFrame:
    words = known.words
    counts = known.counts[known.counts["disagreement"] != UNCERTAIN]
    spans = zip(counts["claimed_low"], counts["claimed_high"], strict=True)
    roles = {True: words.phrase("role.dissents"), False: words.phrase("role.agrees")}
    frame = counts.assign(
        place=counts["province"],
        what=counts["measure"].map(wording.labels("measure", counts["measure"].unique(), words)).astype("str"),
        said=[
            f"{words.span(low, high)}: {names}" if names else words.span(low, high)
            for (low, high), names in zip(spans, counts["in_question"], strict=True)
        ],
        source_id=counts["source_id"].fillna(counts["names_by"]),
        role=counts["differs"].map(roles).astype("str"),
    )
    return _grouped(frame)


def _country_sides(known: Knowledge) -> pd.DataFrame:
    words, national = known.words, known.national
    frame = national.assign(
        place=words.phrase("quality.country"),
        what=national["measure"]
        .map(wording.measure_labels(national["measure"].unique(), known.titles, words))
        .astype("str"),
        said=[words.number(value) for value in national["value"]],
        role="–",
    )
    return _grouped(frame)


def _grouped(frame: pd.DataFrame) -> pd.DataFrame:
    """One row for each thing said, with all its sources, in the order in which they come."""
    keys = ["award_year", "place", "what", "said", "role"]
    # A regency that the round did not judge has no place in it, and stays in dispute all the same.
    by_key = frame.groupby(keys, sort=False, dropna=False)["source_id"]
    return by_key.agg(wording.ids).rename("source_ids").reset_index()
