"""The page on coverage: how much of what was asked has supporting data, where, and what is missing."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kkpham_analysis.figures.coverage import in_cell, matrix_finding
from kkpham_analysis.language import Words
from kkpham_analysis.measures import coverage_change
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, ScoreFacts
from kkpham_analysis.reports.content.coverage_gaps import gaps_part as gaps_part
from kkpham_analysis.reports.content.coverage_gaps import has_provinces, silent
from kkpham_analysis.reports.content.coverage_wording import (
    counted_share,
    list_in_words,
    name_in_words,
    number,
    share,
    where,
)
from kkpham_analysis.reports.folded import Folded
from kkpham_analysis.reports.page import Facts, HowTo, PageHead, Part, Prose, SourceList, Table
from kkpham_analysis.tables.markings import marks_of

MARKS = ("synthetic", "kind")


def head(facts: CoverageFacts) -> PageHead:
    """How much is covered, of what, and by which list; where there is nothing, why, and what to do."""
    words = facts.words
    eyebrow = words.phrase(
        "report.eyebrow", award=facts.programme_name, year=facts.award_year, assessed=facts.award_year - 1
    )
    if facts.reason:
        title = words.phrase(f"coverage.title_{facts.reason}", year=facts.award_year, regulation=facts.regulation)
        lede = wording.joined(_what_to_do(facts), words.phrase("coverage.none_is_not_zero"))
        return PageHead(eyebrow, title, lede, marks=("synthetic",) if facts.synthetic else ())
    whole = facts.coverage()
    total = whole.iloc[0]
    title = words.phrase(
        "coverage.title", where=where(facts), share=share(total["coverage"], words),
        level=words.phrase(f"coverage.level_{facts.level}"),
    )  # fmt: skip
    counted = words.phrase(
        "coverage.lede", regencies=words.number(len(facts.regencies)), indicators=words.number(len(facts.asked)),
        applicable=number(total["applicable"], words), covered=number(total["covered"], words),
        level=words.phrase(f"coverage.level_{facts.level}"),
    )  # fmt: skip
    lede = wording.joined(counted, list_in_words(facts), _not_a_score(words))
    return PageHead(eyebrow, title, lede, marks=marks_of(whole))


def _not_a_score(words: Words) -> str:
    return f"{words.phrase('coverage.not_a_score')}."


def _what_to_do(facts: CoverageFacts) -> str:
    words = facts.words
    rounds = words.listed(map(str, facts.rounds)) or words.phrase("call.none")
    return words.phrase(f"coverage.do_{facts.reason}", year=facts.award_year, regulation=facts.regulation, years=rounds)


def key_figures(facts: CoverageFacts) -> Facts | None:
    """Coverage at both levels, how many regencies handed anything in, and how many boxes were asked."""
    words = facts.words
    if facts.reason:
        return None
    verified, submitted = (facts.coverage(level=level).iloc[0] for level in ("verified", "submitted"))
    nothing = len(silent(facts))
    return Facts(
        [
            (share(verified["coverage"], words), words.phrase("coverage.fact_verified")),
            (share(submitted["coverage"], words), words.phrase("coverage.fact_submitted")),
            (f"{len(facts.regencies) - nothing} / {len(facts.regencies)}", words.phrase("coverage.fact_regencies")),
            (number(verified["applicable"], words), words.phrase("coverage.fact_applicable")),
        ]
    )


def matrix(facts: CoverageFacts) -> pd.DataFrame:
    """Coverage of each right in each place, for `plot_coverage_matrix`; empty where there is nothing."""
    if facts.reason:
        return pd.DataFrame()
    place = "province" if has_provinces(facts) else "regency"
    table = facts.coverage(["award_year", "right_code", f"{place}_code"])
    return table.assign(place=table[place])


def matrix_part(facts: CoverageFacts) -> Part | None:
    """What the heat map shows, above it; None where there is none, as the head of the page says."""
    words = facts.words
    title = words.phrase("coverage.map")
    if facts.reason:
        return None
    places = "provinces" if has_provinces(facts) else "regencies"
    finding = f"{matrix_finding(matrix(facts), words)}."
    return Part(title, Prose(wording.joined(finding, words.phrase(f"coverage.map_reading_{places}"))))


def matrix_table(facts: CoverageFacts) -> Folded | None:
    """The numbers of the heat map as a table, for who reads on a narrow screen or does not see the figure."""
    words = facts.words
    if facts.reason:
        return None
    cells = matrix(facts)
    place = "province" if has_provinces(facts) else "regency"
    written = cells.assign(cell=[_in_box(row, words) for row in cells.to_dict("records")])
    rights = dict(zip(cells["right_code"], cells["right"], strict=True))
    wide = written.pivot_table(index=f"{place}_code", columns="right_code", values="cell", aggfunc="first", sort=False)
    places = facts.coverage(["award_year", f"{place}_code"]).sort_values(
        ["coverage", f"{place}_code"], ascending=[False, True], na_position="last"
    )
    frame = places.assign(whole=[_in_box(row, words) for row in places.to_dict("records")])
    frame = frame.merge(wide, left_on=f"{place}_code", right_index=True, how="left", validate="one_to_one")
    columns = {place: words.phrase(f"coverage.column_{place}"), **rights, "whole": words.phrase("coverage.whole")}
    caption = words.phrase("coverage.matrix_caption", level=words.phrase(f"coverage.level_{facts.level}"))
    align = dict.fromkeys([*rights, "whole"], "right")
    table = Table(frame, caption, columns, words, align=align)
    return Folded(words.phrase("coverage.matrix_numbers"), table)


def _in_box(row: Any, words: Words) -> str:
    return "–" if row["applicable"] <= 0 else in_cell(row, words)


def bars(facts: CoverageFacts) -> pd.DataFrame:
    """Coverage by right and by type, for `plot_coverage_bars`; empty where there is nothing."""
    if facts.reason:
        return pd.DataFrame()
    words = facts.words
    parts = []
    for name, code in (("right", "right_code"), ("type", "type")):
        table, more = (facts.coverage(["award_year", code], level=level) for level in (facts.level, "submitted"))
        labels = [name_in_words(name, value, words) for value in table[name]]
        part = words.phrase(f"coverage.by_{name}")
        parts.append(table.assign(label=labels, part=part, submitted=more["coverage"].to_numpy()))
    return pd.concat(parts, ignore_index=True)


def groups_part(facts: CoverageFacts) -> Part | None:
    """What the bars show, above them; None where there are none, as the head of the page says."""
    words = facts.words
    if facts.reason:
        return None
    return Part(words.phrase("coverage.groups"), Prose(words.phrase("coverage.groups_reading")))


def groups_table(facts: CoverageFacts) -> Table | None:
    """Coverage by right and by type, as a table to look up."""
    words = facts.words
    if facts.reason:
        return None
    table = bars(facts)
    frame = table.assign(
        share=[share(value, words) for value in table["coverage"]],
        handed_in=[share(value, words) for value in table["submitted"]],
    )
    shown = {"label": "what", "applicable": "applicable", "covered": "covered", "share": "coverage"}
    shown |= {"handed_in": "handed_in"}
    columns = {name: words.phrase(f"coverage.column_{key}") for name, key in shown.items()}
    caption = words.phrase("coverage.groups_caption", level=words.phrase(f"coverage.level_{facts.level}"))
    return Table(frame, caption, columns, words, align={"share": "right", "handed_in": "right"})


def change_part(facts: CoverageFacts) -> Part | None:
    """Coverage of the round before and of this one, right by right."""
    words, before = facts.words, facts.previous_year
    if facts.reason:
        return None
    title = words.phrase("coverage.change")
    if before is None:
        return Part(title, Prose(words.phrase("coverage.change_none", year=facts.award_year)))
    both = pd.concat([facts.regencies_before, facts.regencies], ignore_index=True)
    tables = (facts.submissions, facts.indicators, both)
    rounds: dict[str, Any] = {"before": before, "award_year": facts.award_year, "level": facts.level}
    whole = coverage_change(*tables, **rounds).iloc[0]
    if whole["reason"] == "regulation":
        said = words.phrase("coverage.change_regulation", before=before, year=facts.award_year)
        return Part(title, Prose(said))
    table = facts.named(coverage_change(*tables, by="right_code", **rounds))
    frame = table.assign(
        was=[counted_share(row, words, "_before") for row in table.to_dict("records")],
        now=[counted_share(row, words) for row in table.to_dict("records")],
        difference=[_points(value, words) for value in table["change"]],
    )
    columns = {
        "right": words.phrase("coverage.column_right"),
        "was": str(before),
        "now": str(facts.award_year),
        "difference": words.phrase("coverage.column_change"),
    }
    said = words.phrase(
        "coverage.change_reading", before=before, was=share(whole["coverage_before"], words), year=facts.award_year,
        now=share(whole["coverage"], words), points=_points(whole["change"], words),
    )  # fmt: skip
    align = dict.fromkeys(["was", "now", "difference"], "right")
    caption = words.phrase("coverage.change_caption", level=words.phrase(f"coverage.level_{facts.level}"))
    return Part(title, Prose(said), Table(frame, caption, columns, words, align=align))


def _points(change: Any, words: Words) -> str:
    """A change in percentage points with its sign; a dash where it cannot be told."""
    if pd.isna(change):
        return "–"
    written = words.number(float(change) * 100, 1)
    return f"+{written}" if change > 0 else written


def scores_part(facts: CoverageFacts, scores: ScoreFacts) -> Part | None:
    """What the formula makes of the points, with everything in it that is only assumed; never the official score."""
    words = facts.words
    if facts.reason:
        return None
    title = words.phrase("coverage.scores")
    warning = words.phrase("coverage.scores_not_official")
    if scores.table.empty:
        key = "coverage.scores_problem" if scores.problem else "coverage.scores_none"
        return Part(title, Prose(wording.joined(warning, words.phrase(key, problem=scores.problem))))
    text = wording.joined(warning, words.phrase("coverage.scores_without_actions"))
    table = _class_table(facts, scores) if has_provinces(facts) else _score_table(facts, scores)
    return Part(title, Prose(text), table)


def _scores_caption(scores: ScoreFacts, words: Words) -> str:
    """What a table of scores is, with all that is assumed in it: wherever the table goes, that goes with it."""
    return f"{words.phrase('coverage.scores_caption')}. {_assumed_sentence(scores, words)}"


def _assumed_sentence(scores: ScoreFacts, words: Words) -> str:
    names = sorted({name for row in scores.table["assumed"].dropna() for name in row.split(";") if name})
    if not names:
        return words.phrase("coverage.nothing_assumed")
    return words.phrase("coverage.assumed", settings="; ".join(_assumed(name, scores, words) for name in names))


def _assumed(name: str, scores: ScoreFacts, words: Words) -> str:
    """A setting that is assumed, with its value where it has one."""
    setting, _, of = name.partition(":")
    if setting in ("absent_type", "absent_right"):
        return words.phrase(f"coverage.{setting}")
    regulation = scores.regulation
    if setting == "class":
        limit = next((one.points_from for one in regulation.classes if one.category == of), 0.0) if regulation else 0.0
        label = scores.labels.get(of, of)
        return words.phrase("coverage.assumed_class", label=label, limit=number(limit, words))
    said = words.phrase_or(f"coverage.assumed_{setting}", words.phrase(f"setting.{setting}"))
    weights = dict(regulation.type_weights) | dict(regulation.rights) if regulation else {}
    if not of:
        return said
    kind = name_in_words("type", of, words)
    return words.phrase("coverage.assumed_of", setting=said, of=kind, value=number(weights.get(of, 0.0), words))


def _classes(table: pd.DataFrame, scores: ScoreFacts, words: Words) -> list[str]:
    """Class of each regency; where the bounds are of two, both."""
    said = []
    for low, high in zip(table["category_low"], table["category_high"], strict=True):
        ends = [words.phrase("coverage.no_class") if pd.isna(end) else scores.labels[end] for end in (low, high)]
        said.append(
            ends[0] if ends[0] == ends[1] else words.phrase("coverage.class_between", low=ends[0], high=ends[1])
        )
    return said


def _score_table(facts: CoverageFacts, scores: ScoreFacts) -> Table:
    words, table = facts.words, scores.table.sort_values(["total_low", "regency_code"], ascending=[False, True])
    frame = table.assign(
        total_said=[
            words.span(words.number(float(low), 2), words.number(float(high), 2))
            for low, high in zip(table["total_low"], table["total_high"], strict=True)
        ],
        label=_classes(table, scores, words),
    )
    names = ("regency", "total_said", "label")
    columns = {name: words.phrase(f"coverage.score_{name}") for name in names}
    return Table(frame, _scores_caption(scores, words), columns, words, align={"total_said": "right"})


def _class_table(facts: CoverageFacts, scores: ScoreFacts) -> Table:
    """How many regencies would be in each class, where there are too many to name."""
    words, table = facts.words, scores.table
    marks = [mark for mark in MARKS if mark in table]
    labelled = table.assign(label=_classes(table, scores, words))
    counted = labelled.groupby(["label", *marks], sort=False).agg(
        number=("regency_code", "size"), highest=("total_low", "max")
    )
    frame = counted.reset_index().sort_values("highest", ascending=False, ignore_index=True)
    columns = {name: words.phrase(f"coverage.score_{name}") for name in ("label", "number")}
    return Table(frame, _scores_caption(scores, words), columns, words)


def sources_part(facts: CoverageFacts, scores: ScoreFacts) -> Part:
    """Last part: how to read the page, how to make it again, and the sources of the regulation."""
    words = facts.words
    places = [f"--province {code}" for code in facts.scope]
    level = [] if facts.level == "verified" else [f"--parameter level={facts.level}"]
    command = " ".join(
        ["kkpham report indicator_coverage", f"--year {facts.award_year}", *places, *level, f"--lang {words.language}"]
    )
    notes = [words.phrase("coverage.how_counted"), _not_a_score(words), words.phrase("coverage.confidential")]
    listed = SourceList(scores.sources, words)
    if len(scores.sources):
        notes.append(words.phrase("coverage.about_sources", count=len(scores.sources), regulation=facts.regulation))
    contents: list[Any] = [Prose("\n\n".join(notes)), HowTo(command, words)]
    return Part(words.phrase("report.sources"), *contents, *([listed] if len(scores.sources) else []))
