"""National numbers as published, beside what can be shown."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kkpham_analysis.reports.content import sayings, wording
from kkpham_analysis.reports.content.facts import RoundFacts
from kkpham_analysis.reports.page import SourceList, Table
from kkpham_analysis.tables.vocabulary import AWARDED_PROVINCES, CERTAINTIES, UNCERTAIN, YES


def published_table(claims: pd.DataFrame, shown: Mapping[str, int], facts: RoundFacts) -> Table:
    """Each claim about the country beside the number that the page shows of its measure.

    What is not certain is shown too, and set beside nothing.
    """
    words = facts.words
    frame = claims.assign(shown=claims["measure"].map(shown).astype("Int64"), **sayings.notes(claims, words))
    difference = (frame["value"] - frame["shown"]).mask(frame["certainty"] == UNCERTAIN)
    frame = frame.assign(difference=difference).sort_values(["measure", "value"])
    columns = {
        "measure": words.phrase("column.measure"),
        "value": words.phrase("column.published"),
        "shown": words.phrase("column.found"),
        "difference": words.phrase("column.difference"),
        "certainty": words.phrase("column.certainty"),
        "source_id": words.phrase("column.sources"),
    }
    return Table(
        frame,
        words.phrase("national.published_caption", year=facts.award_year),
        sayings.with_notes(frame, columns, words),
        words,
        labels={
            "measure": wording.labels("measure", frame["measure"].unique(), words),
            "certainty": wording.labels("certainty", (*CERTAINTIES, UNCERTAIN), words),
        },
        cite={"source_id": wording.source_list(facts)},
        spoken=sayings.SPOKEN,
    )


def published_label(facts: RoundFacts) -> str:
    """Who gives the published number: of one number how many sources, of several how many each."""
    words, counts = facts.words, sayings.national_counts(facts.national_claims)
    if counts.empty:
        return words.phrase("national.fact_published")
    if len(set(counts["value"])) == 1:
        return words.phrase("national.fact_published_by", count=counts["source_id"].nunique())
    return words.phrase("national.fact_published_each", published=sayings.numbers(counts, words))


def said_awarded(facts: RoundFacts, listed: SourceList) -> str:
    """How many provinces sources name as awarded, beside the number that others give; empty without either."""
    count, published = _named(facts), sayings.numbers(_provinces_counted(facts), facts.words, listed)
    key = f"national.said_awarded{'_published' if published else ''}"
    return facts.words.phrase(key, count=count, published=published) if count or published else ""


def said_in_short(facts: RoundFacts) -> str:
    """The same in few words, for a headline."""
    words, count, numbers = facts.words, _named(facts), _provinces_counted(facts)["value"]
    if numbers.empty:
        return words.number(count)
    published = words.span(int(numbers.min()), int(numbers.max()))
    return words.phrase("headline.said_published", count=count, published=published)


def said_facts(facts: RoundFacts) -> list[tuple[str, str]]:
    """The same as a key figure: none without either; where nobody is named, that is not known."""
    words, count = facts.words, _named(facts)
    published = sayings.numbers(_provinces_counted(facts), words)
    label = words.phrase(f"national.fact_said_awarded{'_published' if published else ''}", published=published)
    return [(words.number(count) if count else words.phrase("common.unknown"), label)] if count or published else []


def _named(facts: RoundFacts) -> int:
    """How many provinces sources name as awarded."""
    known = facts.awarded_provinces
    return 0 if known.empty else int(known["awarded"].fillna(False).sum())


def _provinces_counted(facts: RoundFacts) -> pd.DataFrame:
    """What sources say of the number of them all; beside those of an office it says nothing."""
    counts = sayings.national_counts(facts.national_claims, AWARDED_PROVINCES)
    return counts.head(0) if facts.scope else counts


def counted_sentence(facts: RoundFacts) -> str:
    """How many more sources count in provinces of which they give no full list; empty where none."""
    named = facts.status[facts.status["status"].isin(YES)].groupby("province_code").size()
    counted = facts.shares[facts.shares["evidence"] == "counted"].set_index("province_code")
    more = (counted["compliant"] - named.reindex(counted.index, fill_value=0)).astype(int)
    more = more[more > 0]
    if more.empty:
        return ""
    words, number = facts.words, int(more.sum())
    if len(more) > 1:
        return words.phrase("national.counted_more_several", number=len(more), more=number)
    province = counted.loc[more.index[0], "province"]
    return words.phrase("national.counted_more_one", province=province, more=number)
