"""The page on data quality: what is known of a round and of all, where sources disagree, what would close the gaps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from kkpham_analysis.figures.evidence import evidence_counts
from kkpham_analysis.figures.findings import FIRM, count_in_words
from kkpham_analysis.language import Words
from kkpham_analysis.measures import (
    gaps,
    provinces_for_half,
    resolve_awards,
    share_history,
    status_history,
    what_would_change,
)
from kkpham_analysis.reports import citing
from kkpham_analysis.reports.content import endings, numbers, sayings, verdicts, wording
from kkpham_analysis.reports.content.disputes import sides
from kkpham_analysis.reports.content.facts import RoundFacts, round_facts
from kkpham_analysis.reports.content.grounds import in_language, ranked_sources
from kkpham_analysis.reports.content.knowledge import Knowledge, knowledge
from kkpham_analysis.reports.page import Facts, PageHead, Part, Prose, SourceList, Table
from kkpham_analysis.tables.loading import tables_of
from kkpham_analysis.tables.source_ids import split_ids
from kkpham_analysis.tables.vocabulary import AWARDED_REGENCIES, COMPLETE_LIST, EVIDENCE, PROVINCE_KEYS, UNCERTAIN

NEEDS = ("count", COMPLETE_LIST, "checked_claims", "nothing")
COUNTS = [AWARDED_REGENCIES, COMPLETE_LIST]
ROUND_COLUMNS = ["award_year", "compliant", "not_compliant", "unknown", *(f"evidence_{name}" for name in EVIDENCE)]


@dataclass(frozen=True)
class Quality:
    """What is known of a round and of all rounds, and what would change it.

    Parameters
    ----------
    facts : RoundFacts
        The round.
    known : Knowledge
        All rounds.
    gaps : DataFrame
        `gaps` of the round.
    changes : DataFrame
        `what_would_change`, with `source_ids` of the uncertain claims.
    disputes : DataFrame
        `sides` of everything in dispute.
    """

    facts: RoundFacts
    known: Knowledge
    gaps: pd.DataFrame
    changes: pd.DataFrame
    disputes: pd.DataFrame

    @property
    def words(self) -> Words:
        """The language of the page."""
        return self.facts.words

    @property
    def source_list(self) -> SourceList:
        """Sources of what the page tells, numbered."""
        cited = pd.concat(
            [self.disputes["source_ids"], self.changes["source_ids"], self.known.out_of_round["source_id"]]
        )
        return SourceList(ranked_sources(self.known.sources, split_ids(cited)), self.words)


def quality_facts(award_year: int, *, words: Words, data_dir: Path | str | None = None) -> Quality:
    """Load and compute what is known of a round and of all rounds.

    Parameters
    ----------
    award_year : int
        The round. One that never was has no claims; the page then tells of the others.
    words : Words
        The language of names and titles.
    data_dir : path, optional
        As for `load`.
    """
    facts = round_facts(award_year, words=words, data_dir=data_dir)
    known = knowledge(words=words, data_dir=data_dir)
    return Quality(
        facts=facts,
        known=known,
        gaps=gaps(facts.shares, facts.status),
        changes=_uncertain_changes(known, data_dir),
        disputes=sides(known),
    )


def _uncertain_changes(known: Knowledge, data_dir: Path | str | None) -> pd.DataFrame:
    """What would change if every uncertain claim were as sure as the stated ones, with the sources of those claims."""
    table = tables_of(data_dir)

    def believed(claims: pd.DataFrame) -> pd.DataFrame:
        return claims.assign(certainty=claims["certainty"].replace(UNCERTAIN, "stated"))

    claims, counts, regencies = table("award_claims"), table("province_claims"), table("regencies")
    awards = resolve_awards(believed(claims), table("sources"))
    frames, rounds = (awards, regencies, table("province_changes")), list(known.award_years)
    provinces = in_language(table("provinces"), known.words)
    shares = share_history(*frames, rounds=rounds, provinces=provinces, province_claims=believed(counts))
    status = status_history(*frames, rounds=rounds, province_claims=believed(counts))
    changes = what_would_change(known.shares, known.status, shares, status)
    where = known.status[[*PROVINCE_KEYS, "regency_code"]]
    doubted = claims[claims["certainty"] == UNCERTAIN].merge(
        where, on=["award_year", "regency_code"], validate="many_to_one"
    )
    numbers = counts[(counts["certainty"] == UNCERTAIN) & counts["measure"].isin(COUNTS)]
    said = pd.concat([doubted[[*PROVINCE_KEYS, "source_id"]], numbers[[*PROVINCE_KEYS, "source_id"]]])
    said = said.groupby(PROVINCE_KEYS)["source_id"].agg(wording.ids).rename("source_ids").reset_index()
    return changes.merge(said, on=PROVINCE_KEYS, how="left", validate="one_to_one")


def head(quality: Quality) -> PageHead:
    """How much is unknown, and how few lists would answer half of it."""
    words, facts = quality.words, quality.facts
    eyebrow = words.phrase("quality.eyebrow", about=wording.eyebrow(facts))
    disputes = words.phrase("quality.disputes", count=quality.known.disputes)
    if facts.is_empty:
        title = words.phrase("national.nothing", award=facts.award_name, year=facts.award_year)
        return replace(wording.empty_head(facts, title, disputes), eyebrow=eyebrow)
    unknown, regencies = _unknown(quality), len(facts.status)
    if unknown:
        title = words.phrase(
            "quality.title",
            year=facts.award_year,
            unknown=unknown,
            regencies=regencies,
            count=provinces_for_half(quality.gaps),
        )
    else:
        title = words.phrase("quality.title_known", year=facts.award_year, regencies=regencies)
    parts = evidence_counts(facts.shares["evidence"], words)
    said = words.phrase("quality.evidence", provinces=len(facts.shares), parts=parts)
    is_not_no = words.phrase("report.unknown_is_not_no") if unknown else ""
    # The list of this page has no place for the sources of the rule alone.
    of_whom = citing.without_numbers(wording.denominator(facts))
    return PageHead(eyebrow, title, wording.joined(said, disputes, is_not_no, of_whom))


def _unknown(quality: Quality) -> int:
    return int(quality.gaps["unknown"].sum())


def key_figures(quality: Quality) -> Facts:
    """Few figures that stand for how well the round is known."""
    words, facts = quality.words, quality.facts
    disputes = (str(quality.known.disputes), words.phrase("quality.fact_disputes"))
    if facts.award_year not in facts.rounds:
        return Facts([disputes])
    firm = int(facts.shares["evidence"].isin(FIRM).sum())
    return Facts(
        [
            (f"{_unknown(quality)} / {len(facts.status)}", words.phrase("quality.fact_unknown")),
            (f"{firm} / {len(facts.shares)}", words.phrase("quality.fact_known")),
            (str(int(quality.gaps["waits"].sum())), words.phrase("quality.fact_waits")),
            disputes,
        ]
    )


def gaps_part(quality: Quality) -> Part:
    """What would close the gaps of the round, what would answer most first."""
    words, facts, found = quality.words, quality.facts, quality.gaps
    title = words.phrase("quality.gaps", year=facts.award_year)
    found = found.sort_values(["unknown", "waits", "open", "province"], ascending=[False, False, False, True])
    if facts.is_empty:
        return Part(title, Prose(wording.nothing_known(facts)))
    if found.empty:
        return Part(title, Prose(words.phrase("quality.gaps_none")))
    frame = found.assign(
        unknown=[
            words.phrase("quality.unknown_of", unknown=int(row["unknown"]), regencies=int(row["regencies"]))
            for row in found.to_dict("records")
        ],
        unknown_regencies=found["unknown"],
        evidence=sayings.evidence_told(found, facts),
        share_needs=found["share_needs"].fillna("nothing"),
        names_need=found["names_need"].fillna("nothing"),
        verdict=verdicts.judged(found["meets_rule"], found["rule"]),
    )
    needed = {need: words.phrase(f"quality.need_{need}") for need in NEEDS}
    table = Table(
        frame,
        words.phrase("quality.gaps_caption", year=facts.award_year),
        {
            "province": words.phrase("column.province"),
            "unknown": words.phrase("column.unknown"),
            "evidence": words.phrase("column.evidence"),
            **({"verdict": words.phrase("column.by_rule")} if facts.rule else {}),
            "share_needs": words.phrase("quality.share_needs"),
            "names_need": words.phrase("quality.names_need"),
        },
        words,
        align={"unknown": "right"},
        figures={"unknown": numbers.headed(("unknown_regencies", "regencies"), words)},
        labels={
            "evidence": wording.labels("evidence", (*EVIDENCE, *wording.HINTS), words),
            "verdict": verdicts.judged_labels(words),
            "share_needs": needed,
            "names_need": needed,
        },
        tints={"evidence": wording.EVIDENCE_TONES, "verdict": verdicts.JUDGED_TONES},
    )
    half = found["province"].head(provinces_for_half(found))
    first = words.phrase("quality.gaps_half", count=len(half), names=words.listed(half)) if len(half) else ""
    return Part(title, Prose(wording.joined(words.phrase("quality.gaps_reading"), first)), table)


def matrix_part(quality: Quality) -> Part:
    """Heading of the matrix, and how to read it."""
    words = quality.words
    return Part(words.phrase("quality.matrix"), Prose(words.phrase("quality.matrix_reading")))


def rounds_part(quality: Quality) -> Part:
    """What is known of each round: regencies by name, provinces by evidence, and what waits for one count."""
    words, known = quality.words, quality.known
    waits = gaps(known.shares, known.status).groupby("award_year")["waits"].sum()
    frame = known.rounds.assign(
        award_year=known.rounds["award_year"].astype("str"),
        waits=known.rounds["award_year"].map(waits).fillna(0).astype("Int64"),
    )
    shown = [name for name in known.rounds if name in ROUND_COLUMNS or (name == "disputed" and frame[name].any())]
    columns = {name: words.phrase(f"check.column_{name}") for name in shown}
    columns["waits"] = words.phrase("quality.waits")
    table = Table(frame, words.phrase("quality.rounds_caption"), columns, words)
    return Part(words.phrase("quality.rounds"), Prose(words.phrase("quality.rounds_reading")), table)


def disputes_part(quality: Quality) -> Part:
    """Where sources disagree: the round first, then all others; every side with its sources."""
    words, year, found = quality.words, quality.facts.award_year, quality.disputes
    is_here = found["award_year"] == year
    contents: list[Any] = [Prose(words.phrase("quality.disputed_reading"))]
    if is_here.any():
        contents.append(_sides_table(quality, found[is_here], words.phrase("quality.disputed_caption", year=year)))
    else:
        contents.append(Prose(words.phrase("quality.disputed_none", year=year)))
    if not is_here.all():
        contents.append(_sides_table(quality, found[~is_here], words.phrase("quality.disputed_others")))
    return Part(words.phrase("quality.disputed"), *contents)


def _sides_table(quality: Quality, found: pd.DataFrame, caption: str) -> Table:
    words = quality.words
    columns = {
        "place": words.phrase("quality.place"),
        "award_year": words.phrase("check.column_award_year"),
        "what": words.phrase("column.measure"),
        "said": words.phrase("column.said"),
        "role": words.phrase("column.role"),
        "source_ids": words.phrase("column.sources"),
    }
    frame = found.assign(award_year=found["award_year"].astype("str"))
    return Table(frame, caption, columns, words, cite={"source_ids": quality.source_list})


def uncertain_part(quality: Quality) -> Part:
    """What would change if the claims that are uncertain, and not counted, were as sure as the stated ones."""
    words, found = quality.words, quality.changes
    title = words.phrase("quality.uncertain")
    if found.empty:
        return Part(title, Prose(words.phrase("quality.uncertain_none")))
    table = Table(
        _changes_told(found, words),
        words.phrase("quality.uncertain_caption"),
        {
            "province": words.phrase("column.province"),
            "award_year": words.phrase("check.column_award_year"),
            "now": words.phrase("quality.now"),
            "then": words.phrase("quality.then"),
            "verdict_then": words.phrase("quality.verdict_then"),
            "changed": words.phrase("quality.changed"),
            "source_ids": words.phrase("column.sources"),
        },
        words,
        labels={"verdict_then": verdicts.judged_labels(words)},
        tints={"verdict_then": verdicts.JUDGED_TONES},
        cite={"source_ids": quality.source_list},
        figures={
            name: {name: heading} | numbers.bounds("compliant", heading, words, end)
            for name, end in (("now", ""), ("then", "_then"))
            for heading in [words.phrase(f"quality.{name}")]
        },
    )
    return Part(title, Prose(words.phrase("quality.uncertain_reading")), table)


def _changes_told(found: pd.DataFrame, words: Words) -> pd.DataFrame:
    """What is known of each province now and would be then, in words, with the numbers behind them."""
    pairs = {str(column): str(column).removesuffix("_then") for column in found if str(column).endswith("_then")}
    then = found.drop(columns=list(pairs.values())).rename(columns=pairs)
    return found.assign(
        award_year=found["award_year"].astype("str"),
        now=[_known(row, words) for row in found.to_dict("records")],
        then=[_known(row, words) for row in then.to_dict("records")],
        verdict_then=verdicts.judged(found["meets_rule_then"], found["rule"]),
        **numbers.known_bounds(found, found["evidence"]),
        **numbers.known_bounds(found, found["evidence_then"], "_then"),
    )


def _known(row: Any, words: Words) -> str:
    """Count and evidence in a few words; of what nothing is known, that alone."""
    evidence = words.phrase(f"evidence.{row['evidence']}")
    if row["evidence"] == "none":
        return evidence
    return words.phrase("quality.known_how", count=count_in_words(row, words), evidence=evidence)


def unnamed_part(quality: Quality) -> Part:
    """Regencies that no source ever names, by province."""
    words, found = quality.words, quality.known.named_by_none
    title = words.phrase("quality.unnamed")
    if found.empty:
        return Part(title, Prose(words.phrase("quality.unnamed_none")))
    rows = [
        {"province": province, "number": len(part), "names": wording.named(part, words)}
        for province, part in found.groupby("province")
    ]
    frame = pd.DataFrame(rows).sort_values(["number", "province"], ascending=[False, True])
    columns = {
        "province": words.phrase("column.province"),
        "number": words.phrase("column.number"),
        "names": words.phrase("column.regencies"),
    }
    table = Table(frame, words.phrase("quality.unnamed_caption"), columns, words)
    return Part(title, Prose(words.phrase("quality.unnamed_reading", count=len(found))), table)


def places_part(quality: Quality) -> Part:
    """Capitals outside their boundary, and claims about regencies that were not yet formed."""
    words, known = quality.words, quality.known
    outside = known.capitals[known.capitals["position"] == "outside"]
    capitals = Table(
        outside.assign(falls_in_name=outside["falls_in_name"].fillna(words.phrase("check.in_water"))),
        words.phrase("quality.capitals_caption"),
        {
            "full_name": words.phrase("column.regency"),
            "capital": words.phrase("quality.capital"),
            "distance_km": words.phrase("quality.distance"),
            "falls_in_name": words.phrase("quality.falls_in"),
        },
        words,
    )
    contents: list[Any] = [Prose(words.phrase("quality.places_reading")), capitals]
    missing = known.capitals[known.capitals["position"] == "unknown"]
    if len(missing):
        said = [words.phrase("check.capital_unknown", regency=name) for name in missing["full_name"]]
        contents.append(Prose("\n\n".join(said)))
    return Part(words.phrase("quality.places"), *contents, _out_of_round(quality))


def _out_of_round(quality: Quality) -> Any:
    words, found = quality.words, quality.known.out_of_round
    if found.empty:
        return Prose(words.phrase("quality.out_of_round_none"))
    columns = {
        "award_year": words.phrase("check.column_award_year"),
        "full_name": words.phrase("column.regency"),
        "source_id": words.phrase("column.sources"),
    }
    frame = found.assign(award_year=found["award_year"].astype("str"))
    caption = words.phrase("quality.out_of_round_caption")
    return Table(frame, caption, columns, words, cite={"source_id": quality.source_list})


def regencies_part(quality: Quality) -> Part:
    """Regencies that no source ever names, then what is odd about where and when regencies are."""
    unnamed = unnamed_part(quality)
    return Part(unnamed.title, *unnamed.contents, places_part(quality))


def sources_part(quality: Quality) -> Part:
    """Last part: how to read the page, how to make it again, and the sources of what is told."""
    words, facts = quality.words, quality.facts
    command = f"kkpham report data_quality --year {facts.award_year} --lang {words.language}"
    sources, notes = quality.source_list.sources, [words.phrase("report.unknown_is_not_no")]
    known = quality.known.sources
    others = known[~known["source_id"].isin(sources["source_id"])]
    return endings.ending(sources, command, words, cites=head(quality), notes=notes, rest_elsewhere=others)
