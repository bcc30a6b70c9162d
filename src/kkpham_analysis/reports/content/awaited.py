"""A round that regencies hand in for, and that has no award list yet: what a page says in the place of its results."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from kkpham_analysis.figures.findings import province_finding
from kkpham_analysis.reports.content import indicator_coverage, wording
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, score_facts
from kkpham_analysis.reports.content.coverage_gaps import has_provinces, silent_sentence
from kkpham_analysis.reports.content.coverage_published import published_part
from kkpham_analysis.reports.content.coverage_wording import confidential, list_in_words, number, share, where
from kkpham_analysis.reports.content.facts import RoundFacts, RoundsFacts
from kkpham_analysis.reports.content.titles import titled
from kkpham_analysis.reports.page import Facts, PageHead, Part, Prose, Table
from kkpham_analysis.reports.typed import as_typed
from kkpham_analysis.tables.markings import is_synthetic

T = TypeVar("T")
P = ParamSpec("P")


def needs_list(part: Callable[Concatenate[RoundFacts, P], T]) -> Callable[Concatenate[RoundFacts, P], T | None]:
    """Let a part speak of results: of a round that has no award list yet there is none."""

    @wraps(part)
    def where_listed(facts: RoundFacts, /, *args: P.args, **kwargs: P.kwargs) -> T | None:
        return None if facts.awaited else part(facts, *args, **kwargs)

    return where_listed


def title(place: str, facts: RoundFacts) -> str:
    """That there is no award list of the round yet, of a place by its name."""
    return facts.words.phrase("awaited.title", where=place, year=facts.award_year)


def known_sentence(coverage: CoverageFacts) -> str:
    """What there is of the round, and what there is not."""
    end = "_synthetic" if is_synthetic(coverage.submissions) else ""
    return coverage.words.phrase(f"awaited.known{end}", year=coverage.award_year)


def covered_and_marks(coverage: CoverageFacts | None) -> tuple[str, tuple[str, ...]]:
    """How much was handed in, as the page on coverage says it, and what must be said of these data.

    Nothing of made-up answers, for the page holds facts.
    """
    if coverage is None or is_synthetic(coverage.submissions):
        return "", ()
    words, said = coverage.words, indicator_coverage.head(coverage)
    if coverage.reason:
        return f"{said.title}.", said.marks
    total = coverage.coverage().iloc[0]
    counted = {name: number(total[name], words) for name in ("covered", "applicable")}
    return words.phrase("awaited.covered", said=said.title, **counted), said.marks


def head(facts: RoundFacts, coverage: CoverageFacts) -> PageHead:
    """Head of a page on provinces: no list yet, what was handed in, and of whom and by which rule it will be judged."""
    listed, known = wording.source_list(facts), known_sentence(coverage)
    covered, marks = covered_and_marks(coverage)
    of_whom = facts.words.phrase("coverage.denominator", count=len(coverage.regencies), where=where(coverage))
    lede = wording.joined(
        known, covered, of_whom if covered else "", last_round(facts), wording.denominator(facts, listed)
    )
    return PageHead(
        wording.eyebrow(facts), titled(title(where(coverage), facts), facts), lede,
        wording.trial_warning(facts),
        listed if listed.numbers else None, marks=marks, known=known,
        rule=(wording.rule_told(facts, listed),),
    )  # fmt: skip


def last_round(facts: RoundFacts) -> str:
    """Which of the rounds before has data here last; empty where none has."""
    earlier = [year for year in facts.rounds_here if year < facts.award_year]
    return facts.words.phrase("awaited.last_round", year=max(earlier)) if earlier else ""


def key_figures(coverage: CoverageFacts) -> Facts:
    """That there is no list, and beside it how much of the data is there, and of how many regencies."""
    words = coverage.words
    result = (words.phrase("awaited.fact_result"), words.phrase("awaited.fact_round", year=coverage.award_year))
    covered = None if is_synthetic(coverage.submissions) else indicator_coverage.key_figures(coverage)
    return Facts([result, *(covered.facts[:3] if covered else [])])


def coverage_part(facts: RoundFacts, *, data_dir: Path | str | None = None) -> Part | None:
    """What was handed in for a round without an award list, place by place; None of any other round."""
    words, coverage = facts.words, facts.awaited
    if coverage is None:
        return None
    heading = words.phrase("coverage.profile", year=coverage.award_year)
    places = [f"--province {code}" for code in facts.scope]
    command = as_typed(" ".join(["kkpham report indicator_coverage", f"--year {coverage.award_year}", *places]))
    if is_synthetic(coverage.submissions):
        return Part(heading, Prose(words.phrase("coverage.profile_synthetic", command=command)))
    if coverage.reason:
        said = indicator_coverage.head(coverage)
        told = wording.joined(f"{said.title}.", said.lede, indicator_coverage.what_to_do(coverage))
        return Part(heading, Prose(told))
    reading = [list_in_words(coverage), confidential(coverage), silent_sentence(coverage)]
    reading.append(words.phrase("awaited.reading", command=command))
    scores = score_facts(coverage, data_dir=data_dir)
    scored = indicator_coverage.scores_part(coverage, scores, published_part(coverage, scores, None))
    contents: list[Any] = [Prose(wording.joined(*reading)), _table(coverage), scored]
    return Part(heading, *contents, finding=_spread(coverage))


def _places(coverage: CoverageFacts, level: str) -> Any:
    place = "province" if has_provinces(coverage) else "regency"
    return coverage.coverage(["award_year", f"{place}_code"], level=level).assign(place=lambda table: table[place])


def _table(coverage: CoverageFacts) -> Table:
    """Coverage of each province or regency, the best covered first."""
    words, (covered, more) = coverage.words, (_places(coverage, level) for level in ("verified", "submitted"))
    frame = covered.assign(
        share=[share(value, words) for value in covered["coverage"]],
        handed_in=[share(value, words) for value in more["coverage"]],
        submitted_coverage=more["coverage"].to_numpy(),
    ).sort_values(["coverage", "place"], ascending=[False, True], na_position="last", ignore_index=True)
    shown = {"applicable": "applicable", "covered": "covered", "share": "coverage", "handed_in": "handed_in"}
    place = "province" if has_provinces(coverage) else "regency"
    columns = {"place": words.phrase(f"coverage.column_{place}")}
    columns |= {name: words.phrase(f"coverage.column_{key}") for name, key in shown.items()}
    figures = {"share": {"coverage": columns["share"]}, "handed_in": {"submitted_coverage": columns["handed_in"]}}
    caption = words.phrase("awaited.caption", year=coverage.award_year)
    align = dict.fromkeys(["share", "handed_in"], "right")
    return Table(frame, caption, columns, words, align=align, figures=figures)


def _spread(coverage: CoverageFacts) -> str:
    """The least and the best covered place of those that handed in anything; of one alone how much is covered."""
    words, (known, more) = coverage.words, (_places(coverage, level) for level in ("verified", "submitted"))
    # Zero is no result of who has handed in nothing yet.
    known = known[(more["covered"] > 0).to_numpy(dtype=bool)]
    ordered = known.sort_values(["coverage", "place"]).to_dict("records")
    if len(ordered) < 2:
        return indicator_coverage.head(coverage).title
    first, last = ordered[0], ordered[-1]
    return words.phrase(
        "awaited.spread", year=coverage.award_year, low=share(first["coverage"], words), lowest=first["place"],
        high=share(last["coverage"], words), highest=last["place"],
    )  # fmt: skip


def last_results(facts: RoundFacts, rounds: RoundsFacts) -> str:
    """What became of a province in the last round that anything is known of; empty where there is none."""
    words, shares = facts.words, rounds.shares
    rows = shares[shares["province_code"].isin(facts.scope) & (shares["evidence"] != "none")]
    if rows.empty:
        return ""
    row = dict(rows.sort_values("award_year").iloc[-1].items())
    keys = ["award_year", "province_code"]
    status = rounds.status[rounds.status[keys].eq([row[key] for key in keys]).all(axis="columns")]
    finding = province_finding(status, row, province=row["province"], award_name=rounds.award_name, words=words)
    return words.phrase("awaited.last_results", year=row["award_year"], finding=finding)
