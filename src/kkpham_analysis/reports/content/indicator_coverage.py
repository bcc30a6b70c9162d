"""The page on coverage: how much of what was asked has supporting data, where, and what is missing."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures import coverage_change
from kkpham_analysis.measures.coverage_tables import MARK_COLUMNS
from kkpham_analysis.reports.content import endings, givers, numbers, wording
from kkpham_analysis.reports.content.coverage_assumed import sureness_sentences
from kkpham_analysis.reports.content.coverage_documents import documents_sentence
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, ScoreFacts
from kkpham_analysis.reports.content.coverage_gaps import gaps_part as gaps_part
from kkpham_analysis.reports.content.coverage_gaps import has_provinces, unscored_sentence
from kkpham_analysis.reports.content.coverage_handed_in import handed_in
from kkpham_analysis.reports.content.coverage_matrix import matrix as matrix
from kkpham_analysis.reports.content.coverage_matrix import matrix_part as matrix_part
from kkpham_analysis.reports.content.coverage_matrix import matrix_table as matrix_table
from kkpham_analysis.reports.content.coverage_wording import (
    boxes_in_words,
    confidential,
    counted_share,
    list_in_words,
    name_in_words,
    number,
    quarantine_command,
    quarantine_in_words,
    score_span,
    share,
    where,
)
from kkpham_analysis.reports.page import Facts, HowTo, PageHead, Part, Prose, SourceList, Table
from kkpham_analysis.reports.product import version_now
from kkpham_analysis.reports.typed import as_typed
from kkpham_analysis.tables.markings import marks_of

# Of more classes than this that are possible, none is named.
MOST_CLASSES = 2


def head(facts: CoverageFacts) -> PageHead:
    """How much is covered, of what, and by which list; where there is nothing, why, and what to do."""
    words = facts.words
    eyebrow = givers.about_round(facts.programme_name, facts.award_year, words, rounds=None if facts.regulation else ())
    if facts.reason:
        title = words.phrase(f"coverage.title_{facts.reason}", year=facts.award_year, regulation=facts.regulation)
        asked = list_in_words(facts) if facts.reason == "no_submissions" else ""
        lede = wording.joined(_rounds_there(facts), _of_whom(facts), asked, words.phrase("coverage.none_is_not_zero"))
        return PageHead(eyebrow, title, lede, marks=("synthetic",) if facts.synthetic else ())
    whole = facts.coverage()
    total = whole.iloc[0]
    title = words.phrase(
        "coverage.title", where=where(facts), share=share(total["coverage"], words),
        level=words.phrase(f"coverage.level_{facts.level}"),
    )  # fmt: skip
    counted = words.phrase(
        "coverage.lede", boxes=boxes_in_words(len(facts.regencies), len(facts.asked), words),
        count=total["applicable"], applicable=number(total["applicable"], words),
        covered=number(total["covered"], words), level=words.phrase(f"coverage.level_{facts.level}"),
    )  # fmt: skip
    beside = (documents_sentence(facts), quarantine_in_words(facts), list_in_words(facts))
    lede = wording.joined(counted, *beside, _not_a_score(words))
    return PageHead(eyebrow, title, lede, marks=marks_of(whole))


def _of_whom(facts: CoverageFacts) -> str:
    """Whom coverage would be a share of, where there is none to show."""
    number = len(facts.regencies)
    return facts.words.phrase("coverage.denominator", count=number, where=where(facts))


def _not_a_score(words: Words) -> str:
    return f"{words.phrase('coverage.not_a_score')}."


def _rounds_there(facts: CoverageFacts) -> str:
    rounds = facts.words.listed(map(str, facts.rounds)) or facts.words.phrase("call.none")
    return facts.words.phrase("coverage.rounds_there", years=rounds)


def what_to_do(facts: CoverageFacts) -> str:
    """The commands that make up for what is not there; empty where something is."""
    if not facts.reason:
        return ""
    said = {"year": facts.award_year, "regulation": facts.regulation}
    return as_typed(facts.words.phrase(f"coverage.do_{facts.reason}", **said))


def key_figures(facts: CoverageFacts) -> Facts | None:
    """Coverage at both levels, how many regencies handed anything in, and how many boxes were asked."""
    words = facts.words
    if facts.reason:
        return None
    verified, submitted = (facts.coverage(level=level).iloc[0] for level in ("verified", "submitted"))
    nothing = len(handed_in(facts).silent)
    return Facts(
        [
            (share(verified["coverage"], words), words.phrase("coverage.fact_verified")),
            (share(submitted["coverage"], words), words.phrase("coverage.fact_submitted")),
            (f"{len(facts.regencies) - nothing} / {len(facts.regencies)}", words.phrase("coverage.fact_regencies")),
            (number(verified["applicable"], words), words.phrase("coverage.fact_applicable")),
        ]
    )


def bars(facts: CoverageFacts) -> pd.DataFrame:
    """Coverage by right and by type, for `plot_coverage_bars`; empty where there is nothing."""
    if facts.reason:
        return pd.DataFrame()
    words = facts.words
    parts = []
    for name, code in (("right", "right_code"), ("type", "type")):
        table, more = (facts.coverage(["award_year", code], level=level) for level in (facts.level, "submitted"))
        labels = [name_in_words(name, value, facts) for value in table[name]]
        part = words.phrase(f"coverage.by_{name}")
        parts.append(table.assign(label=labels, part=part, submitted=more["coverage"].to_numpy()))
    return pd.concat(parts, ignore_index=True)


def groups_part(facts: CoverageFacts) -> Part | None:
    """What the bars show, above them; None where there are none, as the head of the page says."""
    words = facts.words
    if facts.reason:
        return None
    key = "coverage.groups_hatched" if _waits(bars(facts)) else "coverage.groups_reading"
    reading = words.phrase(key, level=words.phrase(f"coverage.level_{facts.level}"))
    return Part(words.phrase("coverage.groups"), Prose(reading))


def _waits(table: pd.DataFrame) -> bool:
    """Whether any bar goes on, hatched, beyond what is covered."""
    return bool((table["submitted"] > table["coverage"]).fillna(False).any())


def groups_table(facts: CoverageFacts) -> Table | None:
    """Coverage by right and by type, as a table to look up."""
    words = facts.words
    if facts.reason:
        return None
    table = bars(facts)
    # Rights and types have one column: the few types say what they are.
    is_type = table["part"].eq(words.phrase("coverage.by_type"))
    types = [words.phrase("coverage.row_of_type", name=label) for label in table["label"]]
    frame = table.assign(
        label=table["label"].mask(is_type, types),
        share=[share(value, words) for value in table["coverage"]],
        handed_in=[share(value, words) for value in table["submitted"]],
        submitted_coverage=table["submitted"],
    )
    shown = {"label": "what", "applicable": "applicable", "covered": "covered", "share": "coverage"}
    # At the level of all that was handed in, both columns would say the same.
    shown |= {"handed_in": "handed_in"} if facts.level == "verified" else {}
    columns = {name: words.phrase(f"coverage.column_{key}") for name, key in shown.items()}
    caption = words.phrase("coverage.groups_caption", level=words.phrase(f"coverage.level_{facts.level}"))
    figures = {"share": {"coverage": columns["share"]}}
    figures |= {"handed_in": {"submitted_coverage": columns["handed_in"]}} if "handed_in" in columns else {}
    return Table(frame, caption, columns, words, align={"share": "right", "handed_in": "right"}, figures=figures)


def change_part(facts: CoverageFacts) -> Part | None:
    """Coverage of the round before and of this one, right by right."""
    words, before = facts.words, facts.previous_year
    if facts.reason:
        return None
    title = words.phrase("coverage.change")
    if before is None:
        return Part(title, Prose(words.phrase("coverage.change_none", year=facts.award_year)))
    between = {"before": before, "year": facts.award_year}
    if facts.regencies_before.empty:
        return Part(title, Prose(words.phrase("coverage.change_territory", **between)))
    both = pd.concat([facts.regencies_before, facts.regencies], ignore_index=True)
    tables = (facts.submissions, facts.indicators, both)
    rounds: dict[str, Any] = {"before": before, "award_year": facts.award_year, "level": facts.level}
    whole = coverage_change(*tables, **rounds).iloc[0]
    if whole["reason"]:
        is_silent = len(handed_in(facts).silent) == len(facts.regencies)
        key = whole["reason"] if whole["reason"] != "nothing_handed_in" or is_silent else "nothing_taken"
        return Part(title, Prose(words.phrase(f"coverage.change_{key}", **between)))
    table = facts.named(coverage_change(*tables, by="right_code", **rounds))
    frame = table.assign(
        was=[counted_share(row, words, "_before") for row in table.to_dict("records")],
        now=[counted_share(row, words) for row in table.to_dict("records")],
        difference=[_points(value, words) for value in table["change"]],
        points=table["change"] * 100,
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
    figures = {"was": numbers.of_coverage(columns["was"], words, "_before")}
    figures |= {"now": numbers.of_coverage(columns["now"], words), "difference": {"points": columns["difference"]}}
    return Part(title, Prose(said), Table(frame, caption, columns, words, align=align, figures=figures))


def _points(change: Any, words: Words) -> str:
    """A change in percentage points with its sign; a dash where it cannot be told."""
    if pd.isna(change):
        return "–"
    written = words.number(float(change) * 100, 1)
    return f"+{written}" if change > 0 else written


def scores_part(facts: CoverageFacts, scores: ScoreFacts, *more: Part | None) -> Part | None:
    """What the formula makes of the points, with everything in it that is only assumed; never the official score.

    What rests on the same points follows, as far as there is any: published awards beside it, ways over the rule.
    """
    words = facts.words
    if facts.reason:
        return None
    title = words.phrase("coverage.scores")
    if scores.table.empty:
        return Part(title, Prose(_without_scores(facts, scores)))
    text = wording.joined(
        words.phrase("coverage.scores_not_official"), _origin_sentence(scores, words), _range_sentence(scores, words),
        _actions_sentence(scores, words), unscored_sentence(facts),
    )  # fmt: skip
    table = _class_table(facts, scores) if has_provinces(facts) else _score_table(facts, scores)
    return Part(title, Prose(text), table, *(part for part in more if part is not None))


def _without_scores(facts: CoverageFacts, scores: ScoreFacts) -> str:
    """Why there are no scores; without a reason, that there is nothing to score, and who handed in nothing."""
    words = facts.words
    if scores.why:
        return words.phrase("coverage.scores_because", why=scores.why)
    if scores.problem:
        return words.phrase("coverage.scores_problem", problem=scores.problem)
    return wording.joined(words.phrase("coverage.scores_none"), unscored_sentence(facts))


def _range_sentence(scores: ScoreFacts, words: Words) -> str:
    """Why some scores are ranges, with all reasons that there are; empty where none is a range."""
    table = scores.table
    ranges = table[table["total_low"].notna() & (table["total_low"] != table["total_high"]).fillna(True)]
    reasons = {
        "waiting": ranges["answers_waiting"] > 0,
        "quarantined": ranges["answers_quarantined"] > 0,
        "without_points": ranges["answers_without_points"] > 0,
        "actions": ranges["action_points"].isna() & _has_actions(scores),
    }
    said = [words.phrase(f"coverage.range_{name}") for name, of_rows in reasons.items() if of_rows.any()]
    return words.phrase("coverage.scores_ranges", reasons=words.either(said)) if said else ""


def _actions_sentence(scores: ScoreFacts, words: Words) -> str:
    """That the scores are without points of the action plan, where these are added and none of them is known."""
    is_without = _has_actions(scores) and scores.table["action_points"].isna().all()
    return words.phrase("coverage.scores_without_actions") if is_without else ""


def _has_actions(scores: ScoreFacts) -> bool:
    """Whether points are added beside those of the indicators, or may be."""
    return scores.regulation is None or scores.regulation.bonus_max != 0


def _scores_remark(facts: CoverageFacts, scores: ScoreFacts) -> str:
    """All that is assumed or likely in a table of scores: wherever the table goes, that goes with it."""
    return sureness_sentences(scores.table, facts, scores)


def _origin_sentence(scores: ScoreFacts, words: Words) -> str:
    """Where the points are from: given ones, and those of bands of answers where the regulation has them."""
    if scores.regulation is None or not scores.regulation.bands:
        return words.phrase("coverage.points_given")
    given, by_bands, without = (
        words.number(int(scores.table[name].sum()))
        for name in ("answers_given", "answers_by_bands", "answers_without_points")
    )
    return words.phrase("coverage.points_from", given=given, bands=by_bands, without=without)


def _classes(table: pd.DataFrame, scores: ScoreFacts, words: Words) -> list[str]:
    """Class of each regency: one, or either of two; not settled where more are possible, a dash where nothing is known.

    A list of more than two would say less than the bounds of the total, which stand beside it.
    """
    order = [one.category for one in reversed(scores.regulation.classes)] if scores.regulation else []
    names = [words.phrase("coverage.no_class"), *(scores.labels[category] for category in order)]
    place = {category: number for number, category in enumerate(order, start=1)}
    lowest = [place.get(category, 0) for category in table["category_low"]]
    highest = [
        len(order) if pd.isna(total) else place.get(category, 0)
        for category, total in zip(table["category_high"], table["total_high"], strict=True)
    ]
    possible = [names[low : high + 1] for low, high in zip(lowest, highest, strict=True)]
    open_class = words.phrase("coverage.open_class")
    said = [words.either(some) if len(some) <= MOST_CLASSES else open_class for some in possible]
    return ["–" if pd.isna(total) else classes for total, classes in zip(table["total_low"], said, strict=True)]


def _score_table(facts: CoverageFacts, scores: ScoreFacts) -> Table:
    words, table = facts.words, scores.table.sort_values(["total_low", "regency_code"], ascending=[False, True])
    shown = _bounds_shown(table)
    frame = table.assign(
        label=_classes(table, scores, words),
        **{
            f"{name}_said": [
                score_span(low, high, words)
                for low, high in zip(table[f"{name}_low"], table[f"{name}_high"], strict=True)
            ]
            for name in shown
        },
    )
    said = [f"{name}_said" for name in shown]
    columns = {name: words.phrase(f"coverage.score_{name}") for name in ("regency", *said, "label")}
    if "score" in shown:
        columns["total_said"] = words.phrase("coverage.score_with_more")
    figures = {f"{name}_said": numbers.bounds(name, columns[f"{name}_said"], words) for name in shown}
    align = dict.fromkeys(said, "right")
    caption, remark = words.phrase("coverage.scores_caption"), _scores_remark(facts, scores)
    return Table(frame, caption, columns, words, align=align, figures=figures, remark=remark)


def _bounds_shown(table: pd.DataFrame) -> list[str]:
    """The total, and before it the score of the indicators alone where that is another: it says more than the total."""
    same = (table["score_low"] == table["total_low"]) & (table["score_high"] == table["total_high"])
    return ["total"] if same[table["total_low"].notna()].fillna(False).all() else ["score", "total"]


def _class_table(facts: CoverageFacts, scores: ScoreFacts) -> Table:
    """How many regencies would be in each class, where there are too many to name."""
    words, table = facts.words, scores.table
    marks = [mark for mark in MARK_COLUMNS if mark in table]
    labelled = table.assign(label=_classes(table, scores, words))
    counted = labelled.groupby(["label", *marks], sort=False).agg(
        number=("regency_code", "size"), highest=("total_low", "max")
    )
    frame = counted.reset_index().sort_values("highest", ascending=False, ignore_index=True)
    columns = {name: words.phrase(f"coverage.score_{name}") for name in ("label", "number")}
    caption = words.phrase("coverage.scores_caption")
    return Table(frame, caption, columns, words, remark=_scores_remark(facts, scores))


def sources_part(facts: CoverageFacts, scores: ScoreFacts) -> Part:
    """Last part: how to read the page, how to make it again, and the sources of the regulation."""
    words = facts.words
    places = [f"--province {code}" for code in facts.scope]
    level = [] if facts.level == "verified" else [f"--parameter level={facts.level}"]
    command = " ".join(
        ["kkpham report indicator_coverage", f"--year {facts.award_year}", *places, *level, f"--lang {words.language}"]
    )
    covered = words.phrase("coverage.how_counted", level=words.phrase(f"coverage.level_{facts.level}"))
    beside = (confidential(facts), quarantine_command(facts), what_to_do(facts))
    notes = [covered, _not_a_score(words), *filter(None, beside)]
    listed = SourceList(scores.sources, words)
    if len(scores.sources):
        notes.append(words.phrase("coverage.about_sources", count=len(scores.sources), regulation=facts.regulation))
    notes.append(words.phrase("report.computed", version=version_now()))
    cite = endings.citation(head(facts), words, scores.sources)
    place = facts.scope[0] if len(facts.scope) == 1 else ""
    contents: list[Any] = [Prose("\n\n".join(notes)), HowTo(command, words, cite, place)]
    return Part(words.phrase("report.sources"), *contents, *([listed] if len(scores.sources) else []))
