"""What is missing, as a list that a coordinator can work through, and which offices have most to add."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from kkpham_analysis.measures import coverage_gaps
from kkpham_analysis.measures.answering_offices import WAYS, answering_offices
from kkpham_analysis.measures.coverage_tables import MARK_COLUMNS
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts
from kkpham_analysis.reports.content.coverage_handed_in import handed_in
from kkpham_analysis.reports.content.coverage_waiting import OFFICES
from kkpham_analysis.reports.content.coverage_wording import name_in_words, number, where
from kkpham_analysis.reports.page import Part, Prose, Table

# Of more regencies than this, places are provinces, and names are counted instead of listed.
MOST_PLACES = 40
STATES = ("rejected", "not_verified", "not_handed_in")
QUARANTINED, UNREAD = "quarantined", "unread"
NOBODY = "nobody"
MOST_OFFICES = 3
DOCUMENTS = "data_dukung_id"


def has_provinces(facts: CoverageFacts) -> bool:
    """Whether places are provinces, since there are too many regencies."""
    return len(facts.regencies) > MOST_PLACES


def gaps_part(facts: CoverageFacts) -> Part | None:
    """What is missing: which offices have most to add, then each indicator with what, where, and what it would add."""
    words = facts.words
    if facts.reason:
        return None
    by = (facts.submissions, facts.asked, facts.regencies)
    gaps = coverage_gaps(*by, level=facts.level)
    title = words.phrase("coverage.gaps")
    if gaps.empty:
        return Part(title, Prose(words.phrase("coverage.gaps_none")))
    places = coverage_gaps(*by, by=["indicator_code", "regency_code"], level=facts.level)
    places = charged(facts, places)
    rows = _rows(facts, facts.named(gaps), places)
    names = ("indicator_said", "right_said", "documents", "office", "places", "adds")
    columns = {name: words.phrase(f"coverage.gap_{name}") for name in names}
    if not rows["documents"].ne("").any():
        del columns["documents"]
    caption = words.phrase("coverage.gaps_caption", count=len(rows), where=where(facts))
    reading = wording.joined(
        words.phrase("coverage.gaps_reading"), _offices_sentence(facts, places), silent_sentence(facts)
    )
    figures = {"adds": {"points": columns["adds"]}}
    listed = Table(rows, caption, columns, words, align={"adds": "right"}, figures=figures)
    return Part(title, Prose(reading), _office_table(facts, places), listed)


def _rows(facts: CoverageFacts, gaps: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    words = facts.words
    asked = facts.asked.set_index("indicator_code")
    documents = asked[DOCUMENTS].dropna().to_dict() if DOCUMENTS in asked else {}
    offices = _offices(places, words.phrase("coverage.no_office"))
    codes = list(gaps["indicator_code"].astype("str"))
    lacking = {
        str(code): {name: set(group.loc[group[name] > 0, "regency_code"]) for name in STATES}
        for code, group in places.groupby("indicator_code")
    }
    unread = set(handed_in(facts).unread["regency_code"])
    for code, state in lacking.items():
        state[QUARANTINED] = {regency for regency in state["not_handed_in"] if (regency, code) in facts.waiting}
        state[UNREAD] = state["not_handed_in"] & unread
        state["not_handed_in"] -= state[QUARANTINED] | state[UNREAD]
    return gaps.assign(
        indicator_said=gaps["indicator_code"].astype("str") + " " + gaps["indicator"].astype("str"),
        right_said=[right_in_words(row, facts) for row in gaps.to_dict("records")],
        documents=[documents.get(code, "") for code in codes],
        office=["; ".join(offices[code]) for code in codes],
        places=["; ".join(_states(lacking[code], facts)) for code in codes],
        adds=[words.number(float(value) * 100, 2) for value in gaps["would_add"]],
        points=gaps["would_add"] * 100,
    )


def right_in_words(row: Any, facts: CoverageFacts) -> str:
    """The right, and of which type the indicator is, which tells what kind of document is asked for."""
    kind = row.get("type")
    if kind is None or pd.isna(kind):
        return str(row["right"])
    return f"{row['right']} ({name_in_words('type', kind, facts)})"


def _office_table(facts: CoverageFacts, places: pd.DataFrame) -> Table:
    """Offices by what all that is missing of each, in the places where it answers for that, would add together."""
    words = facts.words
    marks = [mark for mark in MARK_COLUMNS if mark in places]
    summed = places.groupby(["office", *marks], as_index=False, sort=False).agg(
        indicators=("indicator_code", "nunique"), missing=("missing", "sum"), would_add=("would_add", "sum")
    )
    summed = summed.sort_values(["would_add", "office"], ascending=[False, True], ignore_index=True)
    frame = summed.assign(
        missing_said=[number(value, words) for value in summed["missing"]],
        adds=[words.number(float(value) * 100, 2) for value in summed["would_add"]],
        points=summed["would_add"] * 100,
    )
    columns = {name: words.phrase(f"coverage.gap_{name}") for name in ("office", "indicators", "missing_said", "adds")}
    # Who is not named yet is no office.
    count = int((summed["office"] != words.phrase("coverage.no_office")).sum())
    caption = words.phrase("coverage.offices_caption", count=count)
    figures = {"missing_said": {"missing": columns["missing_said"]}, "adds": {"points": columns["adds"]}}
    return Table(frame, caption, columns, words, align={"missing_said": "right", "adds": "right"}, figures=figures)


def charged(facts: CoverageFacts, places: pd.DataFrame) -> pd.DataFrame:
    """Gaps of regencies with the office that answers for each, by the rule of the lists that are sent to offices."""
    rows, years = facts.submissions, (facts.award_year, facts.previous_year)
    now, then = (rows.loc[rows["award_year"].eq(year or 0), OFFICES] for year in years)
    found = answering_offices(places, pd.concat([now, facts.waiting_offices]), previous=then, rights=facts.asked)
    named = found["office"].fillna(facts.words.phrase("coverage.no_office"))
    return places.assign(office=named, office_by=found["office_by"].fillna(NOBODY))


def _offices_sentence(facts: CoverageFacts, places: pd.DataFrame) -> str:
    """How the offices of what is missing are known: each way, with how many answers it is of."""
    words, counts = facts.words, places.groupby("office_by")["missing"].sum()
    told = [words.phrase(f"coverage.office_{way}", number=number(counts[way], words))
            for way in (*WAYS, NOBODY) if way in counts]  # fmt: skip
    return words.phrase("coverage.offices_known", ways=words.listed(told))


def _offices(places: pd.DataFrame, nobody: str) -> dict[str, list[str]]:
    """Offices that answer for what is missing of each indicator, by number of regencies; last, whether some lack."""
    counted = places.groupby(["indicator_code", "office"], observed=True).size().reset_index(name="times")
    ordered = counted.assign(is_nobody=counted["office"] == nobody).sort_values(
        ["is_nobody", "times", "office"], ascending=[True, False, True]
    )
    first = ordered[ordered["is_nobody"] | (ordered.groupby("indicator_code", observed=True).cumcount() < MOST_OFFICES)]
    return {str(code): list(own["office"]) for code, own in first.groupby("indicator_code", observed=True)}


def _states(lacking: dict[str, set[str]], facts: CoverageFacts) -> Iterable[str]:
    """What is the matter, and where: what can be mended soonest comes first."""
    for name in (QUARANTINED, *STATES[:2], UNREAD, *STATES[2:]):
        if lacking[name]:
            yield facts.words.phrase(f"coverage.state_{name}", places=_places(lacking[name], facts))


def _places(codes: set[str], facts: CoverageFacts) -> str:
    """Regencies: all, all but some, these, or how many where there are too many to name."""
    words, regencies = facts.words, facts.regencies
    if len(codes) == len(regencies):
        return words.phrase("coverage.places_all", number=len(codes))
    if has_provinces(facts):
        return words.phrase("coverage.places_count", number=len(codes), regencies=len(regencies))
    lacks = regencies["regency_code"].isin(codes)
    if len(codes) > (~lacks).sum():
        return words.phrase("coverage.places_but", names=", ".join(_short(regencies[~lacks])))
    return ", ".join(_short(regencies[lacks]))


def _short(regencies: pd.DataFrame) -> list[str]:
    """Names of regencies where there is little room: a city is called one, a kabupaten by its name alone."""
    is_city = regencies["type"] == "kota"
    return [str(name) for name in regencies["full_name"].where(is_city, regencies["name"])]


def silent_sentence(facts: CoverageFacts) -> str:
    """Who handed in nothing, and of whom all waits in quarantine or could not be read; empty where none is such."""
    return _sentences(("coverage.silent", "coverage.waiting", "coverage.unread"), facts)


def unscored_sentence(facts: CoverageFacts) -> str:
    """Who has no score, and why; empty where all have one."""
    return _sentences(("coverage.unscored_silent", "coverage.unscored_waiting", "coverage.unscored_unread"), facts)


def _sentences(keys: Iterable[str], facts: CoverageFacts) -> str:
    """A sentence on each kind of regencies of which no row could be taken, as far as there are any."""
    found = handed_in(facts)
    kinds = (found.silent, found.waiting, found.unread)
    return wording.joined(
        *(counted_sentence(key, regencies, facts) for key, regencies in zip(keys, kinds, strict=True))
    )


def counted_sentence(key: str, regencies: pd.DataFrame, facts: CoverageFacts) -> str:
    """A sentence on regencies, with their names where they are few (`key`), else by number (`key` with `_many`)."""
    if regencies.empty:
        return ""
    if len(regencies) > MOST_PLACES / 2:
        return facts.words.phrase(f"{key}_many", count=len(regencies))
    return facts.words.phrase(key, count=len(regencies), names=facts.words.listed(_short(regencies)))
