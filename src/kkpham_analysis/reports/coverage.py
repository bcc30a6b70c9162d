"""Coverage of a round, as `kkpham coverage` answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures.cells import LEVELS
from kkpham_analysis.reports.answers import Answer, Places, Tell, ensure_built, refuse_absent
from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, coverage_facts
from kkpham_analysis.reports.content.coverage_wording import (
    boxes_in_words,
    list_in_words,
    name_in_words,
    number,
    share,
    where,
)
from kkpham_analysis.reports.plain import records, text_table
from kkpham_analysis.reports.submissions import regency_codes
from kkpham_analysis.tables.loading import load

# What people call a grouping, and the column that it is.
GROUPINGS = {
    "right": "right_code",
    "type": "type",
    "group": "group",
    "province": "province_code",
    "regency": "regency_code",
    "indicator": "indicator_code",
}
WEIGHTS = {"": None, "points": "max_points"}
FIGURES = ["applicable", "covered", "coverage"]


def coverage_answer(
    award_year: int,
    words: Words,
    *,
    by: Sequence[str] = (),
    provinces: Sequence[str] = (),
    regencies: Sequence[str] = (),
    level: str = "verified",
    weight: str = "",
    tell: Tell,
) -> Answer:
    """Say how much of what was asked has supporting data.

    Raises
    ------
    CallError
        When an option is not known, or the round has no regulation, no list with numbers, or no submissions.
    PlaceError
        When a place is none.
    """
    names = _groupings(by)
    _refuse("level", level, LEVELS)
    _refuse("weight", weight, WEIGHTS)
    ensure_built(words, tell=tell)
    places = Places()
    codes = list(dict.fromkeys(places.code(text, "province") for text in provinces))
    refuse_absent(codes, award_year, places)
    chosen = regency_codes(award_year, places, regencies)
    facts = coverage_facts(award_year, words=words, provinces=codes, regencies=chosen, level=level)
    _refuse_nothing(facts)
    if weight and (without := int(facts.asked["max_points"].isna().sum())):
        raise CallError(CallFault("call.no_points", {"regulation": facts.regulation, "number": without}))
    table = facts.coverage([GROUPINGS[name] for name in names], weight=WEIGHTS[weight])
    total = facts.coverage(weight=WEIGHTS[weight])
    record = _record(facts, names, weight, table, total)
    return Answer(lambda: _text(facts, names, table, record), record)


def _groupings(by: Sequence[str]) -> list[str]:
    """What to group by: each once; several may be given at once, with commas."""
    names = [part.strip() for text in by for part in text.split(",") if part.strip()] or ["right"]
    for name in names:
        _refuse("by", name, GROUPINGS)
    return list(dict.fromkeys(names))


def _refuse(option: str, value: str, known: Mapping[str, Any]) -> None:
    if value not in known:
        there_are = tuple(name for name in known if name)
        raise CallError(CallFault("call.no_choice", {"option": f"--{option}", "name": value, "known": there_are}))


def _refuse_nothing(facts: CoverageFacts) -> None:
    """Refuse a round that has no coverage, and say what to do."""
    if facts.reason == "no_regulation":
        spans = load("regulations").sort_values("award_year_from")
        years = tuple(f"{a}-{b}" for a, b in zip(spans["award_year_from"], spans["award_year_to"], strict=True))
        raise CallError(CallFault("call.no_regulation_but", {"year": facts.award_year, "years": years}))
    if facts.reason == "no_list":
        raise CallError(CallFault("call.no_catalogue", {"regulation": facts.regulation}))
    if facts.reason:
        raise CallError(CallFault("call.nothing_handed_in", {"year": facts.award_year, "years": facts.rounds}))


def _record(
    facts: CoverageFacts, names: Sequence[str], weight: str, table: pd.DataFrame, total: pd.DataFrame
) -> dict[str, Any]:
    return {
        "award_year": facts.award_year,
        "assessed_year": facts.award_year - 1,
        "regulation": facts.regulation,
        "list": dict(facts.catalogue),
        "level": facts.level,
        "weight": weight or None,
        "official_score": False,
        "provinces": sorted(facts.regencies["province_code"].unique().tolist()),
        "regencies": len(facts.regencies),
        "indicators": len(facts.asked),
        "by": list(names),
        "total": records(total[FIGURES])[0],
        "coverage": records(table[_columns(names, table)]),
    }


def _columns(names: Sequence[str], table: pd.DataFrame) -> list[str]:
    """Each grouping with the name behind its code, the figures, and the marks."""
    keys = [column for name in names for column in dict.fromkeys([GROUPINGS[name], name])]
    return [*keys, *FIGURES, *(mark for mark in ("synthetic", "kind") if mark in table)]


def _text(facts: CoverageFacts, names: Sequence[str], table: pd.DataFrame, record: Mapping[str, Any]) -> str:
    words, total = facts.words, record["total"]
    unit = "points" if record["weight"] else "indicators"
    lines = [
        words.phrase("coverage.head", year=facts.award_year, assessed=facts.award_year - 1),
        words.phrase(
            f"coverage.total_{unit}", where=where(facts), count=total["applicable"],
            boxes=boxes_in_words(record["regencies"], record["indicators"], words),
            applicable=number(total["applicable"], words), covered=number(total["covered"], words),
            level=words.phrase(f"coverage.level_{facts.level}"),
            share=share(total["coverage"], words),
        ),
        list_in_words(facts),
        f"{words.phrase('coverage.not_a_score')}.",
    ]  # fmt: skip
    return "\n".join(lines) + "\n\n" + text_table(_people(names, table, words), words)


def _people(names: Sequence[str], table: pd.DataFrame, words: Words) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    if "indicator" in names:
        columns[words.phrase("coverage.column_code")] = table["indicator_code"]
    for name in names:
        columns[words.phrase(f"coverage.column_{name}")] = [name_in_words(name, value, words) for value in table[name]]
    for name, written in (("applicable", number), ("covered", number), ("coverage", share)):
        texts = [written(value, words) for value in table[name]]
        wide = max(map(len, texts), default=0)
        columns[words.phrase(f"coverage.column_{name}")] = [text.rjust(wide) for text in texts]
    return pd.DataFrame(columns)
