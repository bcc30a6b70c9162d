"""Coverage of a round, as `kkpham coverage` answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures.regions import assessed_year_of
from kkpham_analysis.reports.answers import Answer, Places, Tell, ensure_built, no_regulation, refuse_absent
from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.reports.content.coverage_assumed import sureness_sentences
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, ScoreFacts, coverage_facts, score_facts
from kkpham_analysis.reports.content.coverage_gaps import silent_sentence
from kkpham_analysis.reports.content.coverage_paths import (
    PathFacts,
    Ways,
    alike_said,
    indicators_named,
    path_facts,
    published_said,
    rule_said,
    way_said,
    ways_columns,
    ways_table,
)
from kkpham_analysis.reports.content.coverage_published import (
    agreement_said,
    differences_columns,
    differences_table,
    published_beside,
)
from kkpham_analysis.reports.content.coverage_wording import (
    boxes_in_words,
    list_in_words,
    name_in_words,
    number,
    quarantine_in_words,
    share,
    where,
)
from kkpham_analysis.reports.content.regency_gaps import missing_of, shown
from kkpham_analysis.reports.plain import records, text_table
from kkpham_analysis.reports.submissions import regency_codes
from kkpham_analysis.tables.vocabulary import LEVELS

# What people call a grouping, and the column that it is.
NAMED_GROUPINGS = {
    "right": "right_code",
    "type": "type",
    "group": "group",
    "province": "province_code",
    "regency": "regency_code",
    "indicator": "indicator_code",
}
WEIGHTS = {"": None, "points": "max_points"}
FIGURES = ["applicable", "covered", "coverage"]
WAY_COLUMNS = ["path", "regency_code", "regency", "indicator_code", "points", "points_then", "waiting", "unscored",
               "missing", "missing_high", "adds", "total", "total_then", "path_points", "path_points_high", "assumed",
               "synthetic", "kind"]  # fmt: skip
PUBLISHED = ["compliant", "compliant_low", "compliant_high", "evidence", "meets_rule"]


def coverage_answer(
    award_year: int,
    words: Words,
    *,
    by: Sequence[str] = (),
    provinces: Sequence[str] = (),
    regencies: Sequence[str] = (),
    level: str = "verified",
    weight: str = "",
    paths: bool = False,
    gaps: bool = False,
    tell: Tell,
) -> Answer:
    """Say how much of what was asked has supporting data.

    With `gaps` also which indicators one regency lacks: in place of the table, where no other grouping is asked for.

    Raises
    ------
    CallError
        When an option is not known, what is missing is asked of more than one regency, or the round has no
        regulation, no list with numbers, or no submissions.
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
    if gaps and (codes or len(chosen) != 1):
        raise CallError(CallFault("call.gaps_of_one"))
    facts = coverage_facts(award_year, words=words, provinces=codes, regencies=chosen, level=level)
    _refuse_nothing(facts)
    if weight and (without := int(facts.asked["max_points"].isna().sum())):
        raise CallError(CallFault("call.no_points", {"regulation": facts.regulation, "number": without}))
    table = facts.coverage([NAMED_GROUPINGS[name] for name in names], weight=WEIGHTS[weight])
    total = facts.coverage(weight=WEIGHTS[weight])
    record = _record(facts, names, weight, table, total)
    if gaps:
        missing = missing_of(facts, weight=WEIGHTS[weight])
        record["gaps"] = records(missing)
        more = _text(facts, names, table, record) if by else _head(facts, record)
        return Answer(lambda: "\n\n".join([more, _gaps_text(facts, missing)]), record)
    if paths:
        scores = score_facts(facts)
        found, beside = _ways(facts, scores), published_beside(facts, scores)
        record["rule"], record["paths"] = found.rule, [_way_record(ways) for ways in found.ways]
        record["beside_published"] = None if beside is None else _beside_record(beside, scores)
        texts = [_beside_text(facts, beside, scores), _ways_text(facts, found)]
        return Answer(lambda: "\n\n".join([_text(facts, names, table, record), *filter(None, texts)]), record)
    return Answer(lambda: _text(facts, names, table, record), record)


def _ways(facts: CoverageFacts, scores: ScoreFacts) -> PathFacts:
    """Ways over the rule for the provinces asked for.

    Raises
    ------
    CallError
        When there is no province, no rule, or no score to go by.
    """
    found = path_facts(facts, scores)
    if found.reason:
        problem = f": {scores.problem}" if scores.problem else ""
        raise CallError(CallFault(f"paths.{found.reason}", {"year": facts.award_year, "problem": problem}))
    return found


def _beside_record(beside: pd.DataFrame, scores: ScoreFacts) -> dict[str, Any]:
    """Of how many regencies published award and class by score are both known, and those for which they differ."""
    differing = beside[beside["difference"].notna()]
    return {"scored": len(scores.table), "compared": len(beside), "differences": records(differing)}


def _beside_text(facts: CoverageFacts, beside: pd.DataFrame | None, scores: ScoreFacts) -> str:
    words = facts.words
    if beside is None:
        return ""
    columns = differences_columns(words)
    table = differences_table(beside, scores, words)[list(columns)].rename(columns=columns)
    said = f"{words.phrase('coverage.beside')}. {agreement_said(beside, scores, words)}"
    assumed = sureness_sentences(beside, facts, scores)
    return said if table.empty else f"{said} {assumed}\n\n{text_table(table, words)}"


def _way_record(ways: Ways) -> dict[str, Any]:
    columns = [name for name in WAY_COLUMNS if name in ways.table]
    return {
        "province_code": ways.province_code,
        "province": ways.province,
        "regencies": ways.regencies,
        "compliant": ways.compliant,
        "open": ways.open,
        "not_handed_in": ways.not_handed_in,
        "in_quarantine": ways.in_quarantine,
        "unread": ways.unread,
        "needed": ways.needed,
        "short": ways.short,
        "assumed": list(ways.assumed),
        "published": None if ways.published is None else records(pd.DataFrame([ways.published])[PUBLISHED])[0],
        "problem": ways.problem or None,
        "ways": records(ways.table[columns]),
    }


def _ways_text(facts: CoverageFacts, found: PathFacts) -> str:
    words = facts.words
    parts = [f"{rule_said(found, words)} {words.phrase('paths.reading')}"]
    for ways in found.ways:
        parts.append(" ".join(filter(None, [way_said(ways, words), published_said(ways, words), ways.assumed_said])))
        if not ways.table.empty:
            table = ways_table(ways, words)
            columns = ways_columns(table, words, facts.level)
            parts.append(text_table(table[list(columns)].rename(columns=columns), words))
            parts.extend(filter(None, [alike_said(ways, words)]))
    if indicators_named(facts, found) is not None:
        parts.append(words.phrase("paths.named_where", regulation=facts.regulation))
    return "\n\n".join(parts)


def _groupings(by: Sequence[str]) -> list[str]:
    """What to group by: each once; several may be given at once, with commas."""
    names = [part.strip() for text in by for part in text.split(",") if part.strip()] or ["right"]
    for name in names:
        _refuse("by", name, NAMED_GROUPINGS)
    return list(dict.fromkeys(names))


def _refuse(option: str, value: str, known: Mapping[str, Any]) -> None:
    if value not in known:
        there_are = tuple(name for name in known if name)
        raise CallError(CallFault("call.no_choice", {"option": f"--{option}", "name": value, "known": there_are}))


def _refuse_nothing(facts: CoverageFacts) -> None:
    """Refuse a round that has no coverage, and say what to do."""
    if facts.reason == "no_regulation":
        raise CallError(no_regulation(facts.award_year))
    if facts.reason == "no_list":
        # Who loads a list where nobody handed anything in has nothing to look at either: both are said at once.
        key = "call.no_catalogue" if facts.award_year in facts.rounds else "call.no_list_nothing_handed_in"
        raise CallError(CallFault(key, {"regulation": facts.regulation, "year": facts.award_year}))
    if facts.reason:
        raise CallError(CallFault("call.nothing_handed_in", {"year": facts.award_year, "years": facts.rounds}))


def _record(
    facts: CoverageFacts, names: Sequence[str], weight: str, table: pd.DataFrame, total: pd.DataFrame
) -> dict[str, Any]:
    return {
        "award_year": facts.award_year,
        "assessed_year": assessed_year_of(facts.award_year),
        "regulation": facts.regulation,
        "list": dict(facts.catalogue),
        "other_versions": [{"version": version, "rows": rows} for version, rows in facts.other_versions.items()],
        "level": facts.level,
        "weight": weight or None,
        "official_score": False,
        "has_award_list": not facts.is_awaited,
        "provinces": sorted(facts.regencies["province_code"].unique().tolist()),
        "regencies": len(facts.regencies),
        "indicators": len(facts.asked),
        "by": list(names),
        "in_quarantine": facts.in_quarantine,
        "in_quarantine_unplaced": facts.unplaced,
        "total": records(total[FIGURES])[0],
        "coverage": records(table[_columns(names, table)]),
    }


def _columns(names: Sequence[str], table: pd.DataFrame) -> list[str]:
    """Each grouping with the name behind its code, the figures, and the marks."""
    keys = [column for name in names for column in dict.fromkeys([NAMED_GROUPINGS[name], name])]
    return [*keys, *FIGURES, *(mark for mark in ("synthetic", "kind") if mark in table)]


def _text(facts: CoverageFacts, names: Sequence[str], table: pd.DataFrame, record: Mapping[str, Any]) -> str:
    return _head(facts, record) + "\n\n" + text_table(_people(facts, names, table), facts.words)


def _gaps_text(facts: CoverageFacts, missing: pd.DataFrame) -> str:
    words = facts.words
    if missing.empty:
        return words.phrase("coverage.gaps_none")
    columns = {name: words.phrase(f"coverage.gap_{name}")
               for name in ("right_said", "indicator_said", "office", "state", "adds")}  # fmt: skip
    frame = shown(missing, facts)
    frame["adds"] = frame["adds"].str.rjust(int(frame["adds"].str.len().max()))
    listed = text_table(frame[list(columns)].rename(columns=columns), words)
    return "\n\n".join(filter(None, [silent_sentence(facts), listed]))


def _head(facts: CoverageFacts, record: Mapping[str, Any]) -> str:
    """What the table below is of: places, counts, level, list."""
    words, total = facts.words, record["total"]
    unit = "points" if record["weight"] else "indicators"
    lines = [
        words.phrase("coverage.head", year=facts.award_year, assessed=assessed_year_of(facts.award_year)),
        words.phrase(
            f"coverage.total_{unit}", where=where(facts), count=total["applicable"],
            boxes=boxes_in_words(record["regencies"], record["indicators"], words),
            applicable=number(total["applicable"], words), covered=number(total["covered"], words),
            level=words.phrase(f"coverage.level_{facts.level}"),
            share=share(total["coverage"], words),
        ),
        quarantine_in_words(facts, told=""),
        list_in_words(facts),
        f"{words.phrase('coverage.not_a_score')}.",
        *([f"{words.phrase('awaited.no_list', year=facts.award_year)}."] if facts.is_awaited else []),
    ]  # fmt: skip
    return "\n".join(filter(None, lines))


def _people(facts: CoverageFacts, names: Sequence[str], table: pd.DataFrame) -> pd.DataFrame:
    words = facts.words
    columns: dict[str, Any] = {}
    if "indicator" in names:
        columns[words.phrase("coverage.column_code")] = table["indicator_code"]
    for name in names:
        columns[words.phrase(f"coverage.column_{name}")] = [name_in_words(name, value, facts) for value in table[name]]
    for name, written in (("applicable", number), ("covered", number), ("coverage", share)):
        texts = [written(value, words) for value in table[name]]
        wide = max(map(len, texts), default=0)
        columns[words.phrase(f"coverage.column_{name}")] = [text.rjust(wide) for text in texts]
    return pd.DataFrame(columns)
