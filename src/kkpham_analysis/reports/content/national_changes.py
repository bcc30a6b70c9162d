"""The part of the award summary on what became of regencies since the round before, by province."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kkpham_analysis.reports.content import awaited, headlines, wording
from kkpham_analysis.reports.content.facts import RoundFacts
from kkpham_analysis.reports.content.inferred import behind_numbers, inferred_changes, inferred_note, numbers_told
from kkpham_analysis.reports.page import Part, Prose, Table

# What became of regencies since the round before, in the order in which it is told; and of what a table counts only.
CHANGES = ("new", "lost", "kept", "still_without", "unknown")
COUNTED = ("kept", "still_without")
TOLD = {name: f"{name}_told" for name in COUNTED}


@awaited.needs_list
def changes_part(facts: RoundFacts) -> Part:
    """What changed since the round before, by province; where either round is unknown, so is the change."""
    words, previous = facts.words, facts.previous_year
    if previous is None or facts.changes.empty:
        return Part(words.phrase("report.changes_first"), Prose(words.phrase("report.no_round_before")))
    title = words.phrase("report.changes", year=previous)
    rows = _change_rows(facts)
    if not rows:
        return Part(title, Prose(words.phrase("report.changes_unknown", year=previous, count=len(facts.changes))))
    headings = {name: words.phrase(f"column.{name}") for name in ("province", *CHANGES)}
    figures = behind_numbers({name: headings[name] for name in COUNTED}, words)
    table = Table(
        pd.DataFrame(rows).sort_values("province"),
        words.phrase("national.changes_caption", year=previous),
        {**{TOLD.get(name, name): said for name, said in headings.items()}, **wording.sources_column(words)},
        words,
        align=dict.fromkeys(figures, "right"),
        figures=figures,
        cite={"source_ids": wording.list_with_others(facts)},
        left_out=_left_out(facts, len(rows)),
    )
    numbers = facts.changes["change"].value_counts()
    counted = {name: int(numbers.get(name, 0)) for name in CHANGES}
    reading = words.phrase("national.changes_reading", year=previous, **counted)
    told = wording.joined(reading, *_beside_changes(facts, len(rows)))
    return Part(title, Prose(told), table, finding=headlines.changes(facts))


def _change_rows(facts: RoundFacts) -> list[dict[str, Any]]:
    """A row for each province of which any change is known."""
    words, provinces = facts.words, facts.shares.set_index("province_code")["province"]
    return [
        {
            "province_code": code,
            "province": provinces[code],
            **{name: wording.named(part[part["change"] == name], words) or "–" for name in ("new", "lost")},
            **numbers_told(part, COUNTED, words),
            "unknown": int((part["change"] == "unknown").sum()),
            "source_ids": wording.sources_of_changes_in(facts, str(code)),
        }
        for code, part in facts.changes.groupby("province_code")
        if (part["change"] != "unknown").any()
    ]


def _beside_changes(facts: RoundFacts, shown: int) -> list[str]:
    """How many are inferred, who was not there before, and how many provinces are not among those `shown`."""
    words, changes = facts.words, facts.changes
    formed_later = int((changes["change"] == "not_yet_formed").sum())
    said = words.phrase("national.changes_not_yet_formed", count=formed_later) if formed_later else ""
    return [inferred_changes(changes, words), said, _left_out(facts, shown), inferred_note(changes, words)]


def _left_out(facts: RoundFacts, shown: int) -> str:
    """How many provinces are not among those `shown`; empty where all are."""
    count = facts.changes["province_code"].nunique() - shown
    return facts.words.phrase("national.changes_without", count=count) if count else ""
