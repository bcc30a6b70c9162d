"""The page on coverage: how much of what was asked has supporting data, where, and what is missing."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures import coverage_change, coverage_gaps
from kkpham_analysis.measures.regions import assessed_year_of
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, ScoreFacts
from kkpham_analysis.reports.content.coverage_wording import list_in_words, name_in_words, number, share, where
from kkpham_analysis.reports.page import Facts, HowTo, PageHead, Part, Prose, SourceList, Table

# Of more regencies than this, places are provinces, and names are counted instead of listed.
MOST_PLACES = 40
MARKS = ("synthetic", "kind")
STATES = ("not_handed_in", "not_verified", "rejected")
MOST_OFFICES = 3


def head(facts: CoverageFacts) -> PageHead:
    """How much is covered, of what, and by which list; where there is nothing, why, and what to do."""
    words = facts.words
    eyebrow = words.phrase(
        "report.eyebrow", award=facts.programme_name, year=facts.award_year, assessed=assessed_year_of(facts.award_year)
    )
    if facts.reason:
        title = words.phrase(f"coverage.title_{facts.reason}", year=facts.award_year, regulation=facts.regulation)
        lede = wording.joined(_what_to_do(facts), words.phrase("coverage.none_is_not_zero"))
        return PageHead(eyebrow, title, lede)
    total = facts.coverage().iloc[0]
    title = words.phrase(
        "coverage.title", where=where(facts), share=share(total["coverage"], words),
        level=words.phrase(f"coverage.level_{facts.level}"),
    )  # fmt: skip
    counted = words.phrase(
        "coverage.lede", regencies=words.number(len(facts.regencies)), indicators=words.number(len(facts.asked)),
        applicable=number(total["applicable"], words), covered=number(total["covered"], words),
        level=words.phrase(f"coverage.level_{facts.level}"),
    )  # fmt: skip
    return PageHead(eyebrow, title, wording.joined(counted, list_in_words(facts), _not_a_score(words)))


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
    silent = len(_silent(facts))
    return Facts(
        [
            (share(verified["coverage"], words), words.phrase("coverage.fact_verified")),
            (share(submitted["coverage"], words), words.phrase("coverage.fact_submitted")),
            (f"{len(facts.regencies) - silent} / {len(facts.regencies)}", words.phrase("coverage.fact_regencies")),
            (number(verified["applicable"], words), words.phrase("coverage.fact_applicable")),
        ]
    )


def _silent(facts: CoverageFacts) -> pd.DataFrame:
    """Regencies of which nothing at all was handed in."""
    said = facts.submissions[facts.submissions["award_year"] == facts.award_year]
    said = said[said["status"].isin(["submitted", "verified", "rejected"])]
    return facts.regencies[~facts.regencies["regency_code"].isin(said["regency_code"])]


def has_provinces(facts: CoverageFacts) -> bool:
    """Whether places are provinces, since there are too many regencies."""
    return len(facts.regencies) > MOST_PLACES


def matrix(facts: CoverageFacts) -> pd.DataFrame:
    """Coverage of each right in each place, for `plot_coverage_matrix`; empty where there is nothing."""
    if facts.reason:
        return pd.DataFrame()
    place = "province" if has_provinces(facts) else "regency"
    table = facts.coverage(["award_year", "right_code", f"{place}_code"])
    return table.assign(place=table[place])


def matrix_part(facts: CoverageFacts) -> Part:
    """What the heat map shows, above it."""
    words = facts.words
    places = "provinces" if has_provinces(facts) else "regencies"
    key = "coverage.none_is_not_zero" if facts.reason else f"coverage.map_reading_{places}"
    return Part(words.phrase("coverage.map"), Prose(words.phrase(key)))


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


def groups_part(facts: CoverageFacts) -> Part:
    """What the bars show, above them."""
    words = facts.words
    key = "coverage.none_is_not_zero" if facts.reason else "coverage.groups_reading"
    return Part(words.phrase("coverage.groups"), Prose(words.phrase(key)))


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


def gaps_part(facts: CoverageFacts) -> Part | None:
    """What is missing, as a list to work through: who answers, for what, where, and what it would add."""
    words = facts.words
    if facts.reason:
        return None
    by = (facts.submissions, facts.asked, facts.regencies)
    gaps = coverage_gaps(*by, level=facts.level)
    title = words.phrase("coverage.gaps")
    if gaps.empty:
        return Part(title, Prose(words.phrase("coverage.gaps_none")))
    places = coverage_gaps(*by, by=["indicator_code", "regency_code"], level=facts.level)
    frame = _gap_rows(facts, facts.named(gaps), places)
    names = ("office", "right", "indicator_code", "indicator", "places", "state", "adds")
    columns = {name: words.phrase(f"coverage.gap_{name}") for name in names}
    caption = words.phrase("coverage.gaps_caption", count=len(frame), where=where(facts))
    reading = wording.joined(words.phrase("coverage.gaps_reading"), _silent_sentence(facts))
    return Part(title, Prose(reading), Table(frame, caption, columns, words, align={"adds": "right"}))


def _gap_rows(facts: CoverageFacts, gaps: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    words = facts.words
    lacking = places.groupby("indicator_code")["regency_code"].agg(set)
    offices = _offices(facts)
    return gaps.assign(
        office=gaps["indicator_code"].map(offices).fillna(words.phrase("coverage.no_office")),
        places=[_places(lacking[code], facts) for code in gaps["indicator_code"]],
        state=[_states(row, words) for row in gaps.to_dict("records")],
        adds=[words.number(float(value) * 100, 2) for value in gaps["would_add"]],
    )


def _offices(facts: CoverageFacts) -> dict[Any, str]:
    """Offices that answer for each indicator, those named most often first."""
    here = facts.submissions[
        facts.submissions["award_year"].eq(facts.award_year)
        & facts.submissions["regency_code"].isin(facts.regencies["regency_code"])
    ]
    counted = here.dropna(subset="office").groupby(["indicator_code", "office"], observed=True).size()
    ordered = counted.reset_index(name="times").sort_values(["times", "office"], ascending=[False, True])
    first = ordered.groupby("indicator_code", observed=True).head(MOST_OFFICES)
    return dict(first.groupby("indicator_code", observed=True)["office"].agg("; ".join).items())


def _places(codes: set[str], facts: CoverageFacts) -> str:
    """The regencies that lack an indicator: all, all but some, these, or how many where there are too many to name."""
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


def _states(row: Any, words: Words) -> str:
    said = [words.phrase(f"coverage.state_{name}", number=int(row[name])) for name in STATES if row[name] > 0]
    return ", ".join(said)


def _silent_sentence(facts: CoverageFacts) -> str:
    words, silent = facts.words, _silent(facts)
    if silent.empty:
        return ""
    names = words.listed(_short(silent)) if len(silent) <= MOST_PLACES / 2 else ""
    key = "coverage.silent" if names else "coverage.silent_many"
    return words.phrase(key, count=len(silent), names=names) if names else words.phrase(key, count=len(silent))


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
        was=[share(value, words) for value in table["coverage_before"]],
        now=[share(value, words) for value in table["coverage"]],
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
    assumed = _assumed_sentence(scores, words)
    text = wording.joined(warning, _actions_sentence(scores, words), assumed)
    table = _class_table(facts, scores) if has_provinces(facts) else _score_table(facts, scores)
    return Part(title, Prose(text), table)


def _actions_sentence(scores: ScoreFacts, words: Words) -> str:
    """That action points are not known, where the regulation has any."""
    has_none = scores.regulation is not None and scores.regulation.bonus_max == 0
    return "" if has_none else words.phrase("coverage.scores_without_actions")


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
    said = words.phrase(f"setting.{setting}")
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
            _total(low, high, words) for low, high in zip(table["total_low"], table["total_high"], strict=True)
        ],
        label=_classes(table, scores, words),
    )
    names = ("regency", "total_said", "label")
    columns = {name: words.phrase(f"coverage.score_{name}") for name in names}
    return Table(frame, words.phrase("coverage.scores_caption"), columns, words, align={"total_said": "right"})


def _total(low: Any, high: Any, words: Words) -> str:
    """Bounds of a total; from the lower one on where no upper one is known, and a dash where nothing is."""
    if pd.isna(low):
        return "–"
    least = words.number(float(low), 2)
    if pd.isna(high):
        return words.phrase("coverage.total_from", low=least)
    return words.span(least, words.number(float(high), 2))


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
    return Table(frame, words.phrase("coverage.scores_caption"), columns, words)


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
