"""Ways of a province over its rule, for pages and the command line: which regencies, improved by which indicators."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from kkpham_analysis.figures.findings import count_in_words, rule_in_words, share_in_words
from kkpham_analysis.language import EN_DASH, NO_BREAK_SPACE, Words
from kkpham_analysis.language.runs import in_runs
from kkpham_analysis.measures import compliant_share, paths_to_rule, rule_distance
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.regulations import Regulation
from kkpham_analysis.measures.rules import parse_rule
from kkpham_analysis.measures.scores import OF_SCORE
from kkpham_analysis.reports.content import numbers, rules_told, wording
from kkpham_analysis.reports.content.coverage_assumed import assumed_sentence, likely_sentence
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, ScoreFacts
from kkpham_analysis.reports.content.coverage_handed_in import handed_in
from kkpham_analysis.reports.content.rule_facts import rule_facts
from kkpham_analysis.reports.page import Part, Prose, Table
from kkpham_analysis.reports.page.folded import Folded
from kkpham_analysis.tables.catalogues.in_use import code_parts
from kkpham_analysis.tables.loading import load
from kkpham_analysis.tables.markings import assumed_in, is_synthetic
from kkpham_analysis.tables.vocabulary import PLACEHOLDER

# Of this many regencies several ways are shown; of more, the cheapest alone.
FEW_REGENCIES = 3
MOST_WAYS = 3
IN_LINE = 3
DOCUMENTS = "data_dukung_id"
WORD_JOINER = "\u2060"
NOTHING = "–"
TOTALS = ("total_now", "total_then")
NUMBERED = ("indicators", "waiting", "unscored")


@dataclass(frozen=True)
class Ways:
    """Ways of one province over the rule of its round.

    Parameters
    ----------
    province_code, province : str
        The province.
    regencies, compliant : int
        Regencies of the round, and those that are compliant by the formula in any case.
    needed : int or None
        How many the rule asks for; None where not even all of them would meet it.
    short : int or None
        How many more that is; None where `needed` is.
    table : DataFrame
        `paths_to_rule`, with `regency` and `right`; without rows where the rule is met, or is too far.
    problem : str
        Why no ways can be looked for; empty where they can.
    open, not_handed_in, in_quarantine, unread : int
        Other regencies that may be compliant all the same; of these those that handed in nothing, those of which all
        is in quarantine, and those whose files could not be read.
    assumed : tuple of str
        Settings that all of this rests on and no source states, by their ids.
    assumed_said : str
        The same in a sentence, and after it what is merely likely.
    published : mapping or None
        Row of `compliant_share` of the published awards; None where there is no award list yet, and beside made-up
        answers, which are no facts.
    """

    province_code: str
    province: str
    regencies: int
    compliant: int
    needed: int | None
    short: int | None
    table: pd.DataFrame
    problem: str = ""
    open: int = 0
    not_handed_in: int = 0
    assumed: tuple[str, ...] = ()
    assumed_said: str = ""
    published: Mapping[Hashable, Any] | None = None
    in_quarantine: int = 0
    unread: int = 0


@dataclass(frozen=True)
class PathFacts:
    """Ways over the rule for each province that is asked for.

    Parameters
    ----------
    rule : str or None
        The rule of the round.
    reason : str
        Why there are none at all: `no_rule`, `participants`, `no_province`; empty where there may be.
    ways : list of Ways
        One for each province.
    rule_doubts : str
        How well the rule is known, as every page tells it; empty where nothing is doubted.
    """

    rule: str | None
    reason: str
    ways: Sequence[Ways]
    rule_doubts: str = ""


def path_facts(facts: CoverageFacts, scores: ScoreFacts, *, data_dir: Path | str | None = None) -> PathFacts:
    """Look for the ways of the provinces that coverage is shown of.

    Parameters
    ----------
    facts, scores : CoverageFacts, ScoreFacts
        The results of `coverage_facts` and `score_facts`.
    data_dir : path, optional
        As for `load`.
    """
    of_rule = rule_facts(facts.award_year, words=facts.words, data_dir=data_dir)
    rule = of_rule.round_rule
    reason = _reason(facts, scores, rule)
    if reason or rule is None or scores.regulation is None:
        return PathFacts(rule, reason, [])
    published = _published(facts, rule, data_dir)
    ways = [_ways(facts, scores, scores.regulation, rule, code) for code in facts.scope]
    ways = [replace(each, published=published.get(each.province_code)) for each in ways]
    # The sources of the rule are not among those of such a page.
    return PathFacts(rule, "", ways, rules_told.doubts(of_rule, None))


def _published(facts: CoverageFacts, rule: str, data_dir: Path | str | None) -> dict[str, Mapping[Hashable, Any]]:
    """What the published awards say of each province; nothing beside made-up answers, or where there are none yet."""
    if facts.is_awaited or is_synthetic(facts.submissions):
        return {}
    judged = facts.regencies[facts.regencies["province_code"].isin(facts.scope)]
    awards, claims = (load(name, data_dir=data_dir) for name in ("awards", "province_claims"))
    shares = compliant_share(awards, judged, award_year=facts.award_year, rule=rule, province_claims=claims)
    return {str(row["province_code"]): row for row in shares.to_dict("records")}


def _reason(facts: CoverageFacts, scores: ScoreFacts, rule: str | None) -> str:
    if facts.reason or scores.regulation is None or scores.table.empty:
        return "no_scores"
    if rule is None:
        return "no_rule"
    if parse_rule(rule).denominator != "regencies":
        return "participants"
    return "" if facts.scope else "no_province"


def _ways(facts: CoverageFacts, scores: ScoreFacts, regulation: Regulation, rule: str, province_code: str) -> Ways:
    judged = facts.regencies[facts.regencies["province_code"] == province_code]
    here = facts.submissions[facts.submissions["award_year"] == facts.award_year]
    tables = (here, facts.asked, judged, regulation)
    asked: dict[str, Any] = {"province_code": province_code, "rule": rule, "level": facts.level}
    distance = rule_distance(*tables, **asked, regencies=FEW_REGENCIES).iloc[0]
    needed, short = (None if pd.isna(distance[name]) else int(distance[name]) for name in ("needed", "short"))
    few = distance["outcome"] != "more_regencies"
    problem, table = "", pd.DataFrame()
    try:
        table = paths_to_rule(
            *tables, **asked, regencies=max(short or 0, FEW_REGENCIES), paths=MOST_WAYS if few else 1
        )  # fmt: skip
        table = facts.named(table)
    except UnfitError as error:
        problem = error.sentence(facts.words)
    name, assumed = str(judged["province"].iloc[0]), assumed_in(distance.to_frame().T) or ()
    compliant, open_ = (int(distance[column]) for column in ("compliant", "open"))
    kinds = handed_in(facts, province_code=province_code)
    reached = [f"class:{one.category}" for one in regulation.classes if one.points_from == regulation.compliant_from]
    likely = likely_sentence(regulation.likely_of([*OF_SCORE, *reached]), facts, scores)
    said = wording.joined(assumed_sentence(assumed, facts, scores), likely)
    return Ways(
        province_code, name, len(judged), compliant, needed, short, table, problem, open_, len(kinds.silent), assumed,
        said, in_quarantine=len(kinds.waiting), unread=len(kinds.unread),
    )  # fmt: skip


def paths_part(facts: CoverageFacts, found: PathFacts) -> Part | None:
    """Which few regencies would bring a province over the rule, the fewest points first; never a promise."""
    words = facts.words
    if facts.reason or found.reason == "no_scores":
        return None
    title = words.phrase("paths.title")
    if found.reason:
        return Part(title, Prose(words.phrase(f"paths.{found.reason}", year=facts.award_year)))
    contents: list[Any] = [Prose(wording.joined(rule_said(found, words), words.phrase("paths.reading")))]
    for ways in found.ways:
        # A table says itself what is assumed in it: wherever it goes, that goes with it.
        in_words = [way_said(ways, words), published_said(ways, words), ways.assumed_said if ways.table.empty else ""]
        contents.append(Prose(wording.joined(*in_words)))
        if not ways.table.empty:
            caption, remark = words.phrase("paths.caption", where=ways.province), ways.assumed_said
            table, align = ways_table(ways, words), {"total_said": "right", "asked": "right"}
            frame = table.assign(**{name: table[name].map(in_lines) for name in NUMBERED})
            columns = ways_columns(table, words, facts.level)
            figures = {"total_said": numbers.headed(TOTALS, words), "asked": _asked_headed(table, words)}
            contents.append(Table(frame, caption, columns, words, align=align, figures=figures, remark=remark))
            if said := alike_said(ways, words):
                contents.append(Prose(said))
    named = indicators_named(facts, found)
    return Part(title, *contents, *([] if named is None else [named]))


def indicators_named(facts: CoverageFacts, found: PathFacts) -> Folded | None:
    """What each number in the ways stands for; None where there are none, or a placeholder has but numbers."""
    words, tables = facts.words, [ways.table["indicator_code"] for ways in found.ways if not ways.table.empty]
    if not tables or facts.catalogue["kind"] == PLACEHOLDER:
        return None
    named = facts.asked[facts.asked["indicator_code"].isin(pd.concat(tables))].sort_values("indicator_code")
    columns = {name: words.phrase(f"paths.named_{name}") for name in ("number", "label", "right", DOCUMENTS)}
    frame = named.assign(number=[code_parts(code)[1] for code in named["indicator_code"]])
    frame[DOCUMENTS] = frame[DOCUMENTS].fillna("")
    if frame[DOCUMENTS].eq("").all():
        del columns[DOCUMENTS]
    caption = words.phrase("paths.named_caption", count=len(frame))
    return Folded(
        words.phrase("paths.named"), Table(frame[[*columns]], caption, columns, words, align={"number": "left"})
    )


def _asked_headed(table: pd.DataFrame, words: Words) -> dict[str, str]:
    """The numbers behind the points that are asked for: one, or at least and at most where any are a range."""
    heading = words.phrase("paths.column_asked")
    is_range = (table["points_low"] < table["points_high"]).any()
    return numbers.bounds("points", heading, words) if is_range else {"points_low": heading}


def in_lines(listed: str) -> str:
    """Numbers that keep together by some: a long list is no column of single numbers on a narrow screen.

    >>> in_lines("5: 1, 3, 5, 7, 9").replace(NO_BREAK_SPACE, "_")
    '5:_1,_3,_5, 7,_9'
    """
    parts = listed.replace(EN_DASH, f"{WORD_JOINER}{EN_DASH}{WORD_JOINER}").split(", ")
    lines = [parts[start : start + IN_LINE] for start in range(0, len(parts), IN_LINE)]
    return ", ".join(f",{NO_BREAK_SPACE}".join(line) for line in lines).replace(": ", f":{NO_BREAK_SPACE}")


def ways_columns(table: pd.DataFrame, words: Words, level: str) -> dict[str, str]:
    """The columns that are shown of `ways_table`, with their headings; ways are numbered where there are several.

    What is there and not scored is verified only where nothing less counts as covered.
    """
    numbered = ["way"] if (table["way"] != "1").any() else []
    listed = [name for name in NUMBERED if name == "indicators" or (table[name] != NOTHING).any()]
    shown = [*numbered, "regency", *listed, "total_said", "asked"]
    keys = {name: f"unscored_{level}" if name == "unscored" else name for name in shown}
    return {name: words.phrase(f"paths.column_{key}") for name, key in keys.items()}


def rule_said(found: PathFacts, words: Words) -> str:
    """The rule that the ways are over, and how well it is known."""
    return wording.joined(words.phrase("firmness.rule", rule=rule_in_words(str(found.rule), words)), found.rule_doubts)


def way_said(ways: Ways, words: Words) -> str:
    """Where a province stands by the formula, of whom that is not known, and whether so few regencies are enough."""
    counted = {"where": ways.province, "compliant": ways.compliant, "regencies": ways.regencies}
    if ways.needed is None or ways.short is None:
        return words.phrase("paths.never", **counted)
    said = words.phrase("paths.stands", **counted, needed=ways.needed)
    if ways.problem:
        return wording.joined(said, words.phrase("coverage.scores_problem", problem=ways.problem))
    if ways.short == 0:
        return wording.joined(said, words.phrase("paths.met"))
    key = "too_far" if ways.table.empty else "short"
    end = "_at_most" if ways.open else ""
    there = [name for name in ("waiting", "unscored") if not ways.table.empty and ways.table[name].any()]
    readings = [words.phrase(f"paths.{name}_reading") for name in there]
    return wording.joined(said, _open_said(ways, words), words.phrase(f"paths.{key}{end}", count=ways.short), *readings)


def _open_said(ways: Ways, words: Words) -> str:
    """Of how many the result is not known, and why; empty where there is none."""
    unknown = {"silent": ways.not_handed_in, "waiting": ways.in_quarantine, "unread": ways.unread}
    counts = {**unknown, "open": ways.open - sum(unknown.values())}
    return wording.joined(*(words.phrase(f"paths.{key}", count=count) for key, count in counts.items() if count))


def published_said(ways: Ways, words: Words) -> str:
    """What the published awards say of the province, and whether that is another verdict; empty beside made-up ones."""
    row = ways.published
    if row is None:
        return ""
    if row["evidence"] == "none":
        return words.phrase("paths.published_none")
    counted = {"count": count_in_words(row, words), "share": share_in_words(row, words)}
    if pd.isna(row["meets_rule"]):
        return words.phrase("paths.published_open", **counted)
    said = words.phrase("paths.published_met" if row["meets_rule"] else "paths.published_not_met", **counted)
    differs = bool(row["meets_rule"]) not in _verdicts(ways)
    return wording.joined(said, words.phrase("paths.published_differs") if differs else "")


def _verdicts(ways: Ways) -> set[bool]:
    """Whether the rule may be met by the formula: both where those of whom it is not known could decide."""
    counts = (ways.compliant, ways.compliant + ways.open)
    return {ways.needed is not None and count >= ways.needed for count in counts}


def alike_said(ways: Ways, words: Words) -> str:
    """Whether the first way is one of several that ask for as many points; empty where it is the only one."""
    first = ways.table[ways.table["path"] == 1]
    alike = int(first["alike"].max()) if len(first) else 0
    key = "paths.alike" if (ways.table["path"] > 1).any() else "paths.alike_one"
    return words.phrase(key, count=alike) if alike else ""


def _numbers(codes: pd.Series, words: Words) -> str:
    """How many indicators, and their numbers; empty of none."""
    numbered = sorted(code_parts(code)[1] for code in codes)
    return words.phrase("paths.numbers", count=len(numbered), numbers=in_runs(numbered, least=2)) if numbered else ""


def ways_table(ways: Ways, words: Words) -> pd.DataFrame:
    """A row per way and regency, that which asks for the fewest points first: its indicators, its total, the points."""
    table = ways.table
    marks = [mark for mark in ("synthetic", "kind") if mark in table]
    groups = table.groupby(["path", "regency", *marks], sort=False)
    asked_for = {key: tuple(own[["missing", "missing_high"]].sum().astype(float)) for key, own in groups}
    ordered = sorted(groups, key=lambda group: (group[0][0], asked_for[group[0]]))
    rows = []
    for key, own in ordered:
        first, (least, most) = own.iloc[0], asked_for[key]
        totals = [None if pd.isna(first[name]) else float(first[name]) for name in ("total", "total_then")]
        now, then = (words.phrase("paths.not_known") if total is None else words.number(total, 2) for total in totals)
        ends = dict.fromkeys([words.number(least, 2), words.number(most, 2)])
        rows.append(
            {
                "way": str(key[0]),
                "regency": key[1],
                **_listed(own, words),
                "total_said": f"{now} → {then}",
                "asked": EN_DASH.join(ends),
                **dict(zip(TOTALS, totals, strict=True)),
                "points_low": least,
                "points_high": most,
                **dict(zip(marks, key[2:], strict=True)),
            }
        )
    return pd.DataFrame(rows)


def _listed(own: pd.DataFrame, words: Words) -> dict[str, str]:
    """Numbers of the indicators of a way in one regency; what is verified asks nobody to complete it."""
    unscored = own["unscored"] & ~own["waiting"]
    kinds = {"indicators": ~unscored, "waiting": own["waiting"], "unscored": unscored}
    return {
        name: _numbers(own.loc[kind.astype(bool), "indicator_code"], words) or NOTHING for name, kind in kinds.items()
    }
