"""What one regency still lacks: the indicators that are missing, right by right, those that add most first."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.measures import coverage_gaps
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts
from kkpham_analysis.reports.content.coverage_gaps import (
    DOCUMENTS,
    QUARANTINED,
    STATES,
    UNREAD,
    charged,
    right_in_words,
)
from kkpham_analysis.reports.content.coverage_handed_in import handed_in
from kkpham_analysis.reports.content.coverage_wording import number
from kkpham_analysis.reports.content.regency_facts import RegencyFacts
from kkpham_analysis.reports.page import Part, Prose, Table
from kkpham_analysis.reports.page.folded import Folded
from kkpham_analysis.tables.markings import is_synthetic

# As many as a sheet of paper holds, with long names; what comes after them is folded.
MOST_LISTED = 20
# What can be the matter with an indicator, what can be mended soonest first.
MATTERS = (QUARANTINED, *STATES[:2], UNREAD, *STATES[2:])


def missing_of(facts: CoverageFacts, *, level: str | None = None, weight: str | None = None) -> pd.DataFrame:
    """The indicators that one regency lacks, by right: the right that adds most first, and in it the indicator.

    Parameters
    ----------
    facts : CoverageFacts
        Of one regency.
    level : {"verified", "submitted"}, optional
        What counts as covered; by default the level of the facts.
    weight : str, optional
        As for `coverage_gaps`.

    Returns
    -------
    DataFrame
        A row for each: `right_code, right, type` as far as the list has it, `indicator_code, indicator, asked_for,
        office, state` (one of `MATTERS`), `would_add`, and the marks.
    """
    by = ["indicator_code", "regency_code"]
    lacking = coverage_gaps(
        facts.submissions, facts.asked, facts.regencies, by=by, level=level or facts.level, weight=weight
    )
    asked = facts.asked.drop_duplicates("indicator_code", keep="last").set_index("indicator_code")
    documents = asked[DOCUMENTS] if DOCUMENTS in asked else pd.Series(dtype="str")
    place = {code: at for at, code in enumerate(facts.asked["right_code"].drop_duplicates())}
    lacking = charged(facts, facts.named(lacking)).assign(
        state=_states(facts, lacking),
        asked_for=lacking["indicator_code"].map(documents),
        _right=lacking["right_code"].map(place).fillna(len(place)),
        # Sums of the same parts differ in their last digit alone.
        _adds=lacking["would_add"].groupby(lacking["right_code"], dropna=False).transform("sum").round(9),
    )
    order = ["_adds", "_right", "would_add", "indicator_code"]
    ordered = lacking.sort_values(order, ascending=[False, True, False, True], ignore_index=True)
    names = ("right_code", "right", "type", "indicator_code", "indicator", "asked_for", "office", "state", "would_add",
             "synthetic", "kind")  # fmt: skip
    return ordered[[name for name in names if name in ordered]]


def _states(facts: CoverageFacts, lacking: pd.DataFrame) -> list[str]:
    """What is the matter with each: what waits in quarantine, or stands in a file that is unread, was handed in."""
    unread = set(handed_in(facts).unread["regency_code"])
    rest = [
        QUARANTINED if (regency, code) in facts.waiting else UNREAD if regency in unread else "not_handed_in"
        for regency, code in lacking[["regency_code", "indicator_code"]].astype("str").itertuples(index=False)
    ]
    known = {name: lacking[name].gt(0).fillna(False).astype("bool") for name in ("rejected", "not_verified")}
    return [
        "rejected" if is_rejected else "not_verified" if waits else other
        for is_rejected, waits, other in zip(known["rejected"], known["not_verified"], rest, strict=True)
    ]


def missing_part(facts: RegencyFacts) -> Part | None:
    """What the regency of a profile lacks, counted by right and listed; nothing where no answers of facts are there."""
    words, coverage = facts.words, facts.coverage
    if coverage is None or coverage.regencies.empty or coverage.reason or is_synthetic(coverage.submissions):
        return None
    title = words.phrase("coverage.missing")
    unverified = missing_of(coverage, level="verified")
    listed = unverified[unverified["state"] != "not_verified"]
    waiting = len(unverified) - len(listed)
    key = "coverage.missing_none_waiting" if listed.empty else "coverage.missing_waiting"
    also = words.phrase(key, count=waiting, number=words.number(waiting)) if waiting else ""
    if listed.empty:
        return Part(title, Prose(wording.joined(words.phrase("coverage.missing_none", name=facts.full_name), also)))
    applicable = number(coverage.coverage().iloc[0]["applicable"], words)
    count = words.phrase(
        "coverage.missing_count", name=facts.full_name, count=len(listed), number=words.number(len(listed)),
        applicable=applicable,
    )  # fmt: skip
    reading = wording.joined(count, also, words.phrase("coverage.missing_order"))
    return Part(title, Prose(reading), _by_right(unverified, facts), *_lists(listed, coverage, facts.full_name))


def _by_right(unverified: pd.DataFrame, facts: RegencyFacts) -> Table:
    """How many indicators of each right are missing, and how many of those wait for somebody else."""
    words = facts.words
    marks = [mark for mark in ("synthetic", "kind") if mark in unverified]
    states = [name for name in MATTERS if unverified["state"].eq(name).any()]
    counts = unverified.assign(**{name: unverified["state"].eq(name).astype("int64") for name in states})
    frame = counts.groupby(["right", *marks], sort=False, dropna=False, as_index=False)[states].sum()
    columns = {"right": words.phrase("coverage.column_right")}
    columns |= {name: words.phrase(f"coverage.missing_{name}") for name in states}
    return Table(frame, words.phrase("coverage.missing_by_right", name=facts.full_name), columns, words)


def _lists(listed: pd.DataFrame, facts: CoverageFacts, name: str) -> list[Table | Folded]:
    """The indicators: as many as go on one sheet, and the others folded behind them."""
    words = facts.words
    frame = shown(listed, facts)
    columns = {column: words.phrase(f"coverage.gap_{column}")
               for column in ("indicator_said", "right_said", "documents", "office", "state")}  # fmt: skip
    if frame["documents"].eq("").all():
        del columns["documents"]
    first, rest = frame.iloc[:MOST_LISTED], frame.iloc[MOST_LISTED:].reset_index(drop=True)
    said = {"name": name, "all": words.number(len(frame)), "number": words.number(len(first))}
    key = "coverage.missing_all" if rest.empty else "coverage.missing_first"
    tables: list[Table | Folded] = [Table(first, words.phrase(key, **said), columns, words)]
    if not rest.empty:
        said["number"] = words.number(len(rest))
        caption = words.phrase("coverage.missing_rest", **said)
        tables.append(Folded(words.phrase("coverage.missing_unfold", **said), Table(rest, caption, columns, words)))
    return tables


def shown(listed: pd.DataFrame, facts: CoverageFacts) -> pd.DataFrame:
    """Missing indicators as people read them, on a page and at the terminal."""
    words = facts.words
    return listed.assign(
        indicator_said=listed["indicator_code"].astype("str") + " " + listed["indicator"].astype("str"),
        right_said=[right_in_words(row, facts) for row in listed.to_dict("records")],
        documents=listed["asked_for"].astype("object").where(listed["asked_for"].notna(), ""),
        state=[words.phrase(f"coverage.missing_{state}") for state in listed["state"]],
        adds=[words.number(float(value) * 100, 2) for value in listed["would_add"]],
    )
