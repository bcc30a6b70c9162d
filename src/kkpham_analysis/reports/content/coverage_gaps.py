"""What is missing, as a list that a coordinator can work through, and which offices have most to add."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from kkpham_analysis.measures import coverage_gaps
from kkpham_analysis.measures.coverage_tables import MARK_COLUMNS
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts
from kkpham_analysis.reports.content.coverage_handed_in import handed_in
from kkpham_analysis.reports.content.coverage_wording import name_in_words, number, where
from kkpham_analysis.reports.page import Part, Prose, Table

# Of more regencies than this, places are provinces, and names are counted instead of listed.
MOST_PLACES = 40
STATES = ("rejected", "not_verified", "not_handed_in")
QUARANTINED, UNREAD = "quarantined", "unread"
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
    rows = _rows(facts, facts.named(gaps), places)
    names = ("indicator_said", "right_said", "documents", "office", "places", "adds")
    columns = {name: words.phrase(f"coverage.gap_{name}") for name in names}
    if not rows["documents"].ne("").any():
        del columns["documents"]
    caption = words.phrase("coverage.gaps_caption", count=len(rows), where=where(facts))
    reading = wording.joined(words.phrase("coverage.gaps_reading"), silent_sentence(facts))
    figures = {"adds": {"points": columns["adds"]}}
    listed = Table(rows, caption, columns, words, align={"adds": "right"}, figures=figures)
    return Part(title, Prose(reading), _office_table(facts, places), listed)


def _rows(facts: CoverageFacts, gaps: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    words = facts.words
    asked = facts.asked.set_index("indicator_code")
    documents = asked[DOCUMENTS].dropna().to_dict() if DOCUMENTS in asked else {}
    offices = _offices(facts)
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
        right_said=[_right(row, facts) for row in gaps.to_dict("records")],
        documents=[documents.get(code, "") for code in codes],
        office=["; ".join(offices.get(code, ())) or words.phrase("coverage.no_office") for code in codes],
        places=["; ".join(_states(lacking[code], facts)) for code in codes],
        adds=[words.number(float(value) * 100, 2) for value in gaps["would_add"]],
        points=gaps["would_add"] * 100,
    )


def _right(row: Any, facts: CoverageFacts) -> str:
    """The right, and of which type the indicator is, which tells what kind of document is asked for."""
    kind = row.get("type")
    if kind is None or pd.isna(kind):
        return str(row["right"])
    return f"{row['right']} ({name_in_words('type', kind, facts)})"


def _office_table(facts: CoverageFacts, places: pd.DataFrame) -> Table:
    """Offices by what all that is missing of each, in the places that name it, would add together."""
    words = facts.words
    marks = [mark for mark in MARK_COLUMNS if mark in places]
    charged = places.assign(office=_charged(facts, places))
    summed = charged.groupby(["office", *marks], as_index=False, sort=False).agg(
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


def _charged(facts: CoverageFacts, places: pd.DataFrame) -> list[str]:
    """Office of each gap of a regency: the one its answer names, or else those of the indicator that it names at all.

    An office that only other regencies name is none of its own: it is not named yet.
    """
    named = _named(facts).astype({"regency_code": "str", "indicator_code": "str", "office": "str"})
    own = named.set_index(["regency_code", "indicator_code"])["office"].to_dict()
    at_all = named.groupby("regency_code")["office"].agg(set).to_dict()
    of_indicator, none = _offices(facts), facts.words.phrase("coverage.no_office")
    charged = []
    for regency, code in zip(places["regency_code"].astype("str"), places["indicator_code"].astype("str"), strict=True):
        there = at_all.get(regency, set())
        others = "; ".join(office for office in of_indicator.get(code, ()) if office in there)
        charged.append(own.get((regency, code)) or others or none)
    return charged


def _named(facts: CoverageFacts) -> pd.DataFrame:
    """Answers of the regencies and the round that name an office."""
    here = facts.submissions["award_year"].eq(facts.award_year)
    here &= facts.submissions["regency_code"].isin(facts.regencies["regency_code"])
    return facts.submissions.loc[here, ["regency_code", "indicator_code", "office"]].dropna(subset="office")


def _offices(facts: CoverageFacts) -> dict[Any, list[str]]:
    """Offices that answer for each indicator, those named most often first."""
    counted = _named(facts).groupby(["indicator_code", "office"], observed=True).size()
    ordered = counted.reset_index(name="times").sort_values(["times", "office"], ascending=[False, True])
    first = ordered.groupby("indicator_code", observed=True).head(MOST_OFFICES)
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
