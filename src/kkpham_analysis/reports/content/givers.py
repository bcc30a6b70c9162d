"""Who gives the awards, in words: the ministry of a round, those of several rounds, and the pages of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures.regions import assessed_year_of
from kkpham_analysis.tables.institutions import institution_of_round, institution_on
from kkpham_analysis.tables.vocabulary import SOURCE_KINDS


def institution_name(award_year: int, words: Words) -> str:
    """Name of the ministry that hands out the awards of a round."""
    return words.phrase(f"institution.{institution_of_round(award_year)}")


def about_round(award: str, award_year: int, words: Words, *, rounds: Sequence[int] | None = None) -> str:
    """What a page of a round is about: the award, the round, who gave it, and the year of the data.

    Of a year without a round (one that is not among `rounds`) nobody gave anything.
    """
    said = {"award": award, "year": award_year, "assessed": assessed_year_of(award_year)}
    if rounds is not None and award_year not in rounds:
        return words.phrase("report.eyebrow_no_round", **said)
    return words.phrase("report.eyebrow", institution=institution_name(award_year, words), **said)


def gave_rounds(rounds: Iterable[int], words: Words) -> str:
    """Who gave the awards of several rounds; where that changed, up to and from which round."""
    by_name: dict[str, list[int]] = {}
    for award_year in sorted(rounds):
        by_name.setdefault(institution_name(award_year, words), []).append(award_year)
    if not by_name:
        return ""
    parts = [words.phrase("institution.one", name=name) for name in by_name]
    if len(by_name) > 1:
        (first, until), *others = by_name.items()
        parts = [words.phrase("institution.until", name=first, year=until[-1])]
        parts += [words.phrase("institution.since", name=name, year=years[0]) for name, years in others]
    return words.phrase("institution.gave", names=words.listed(parts))


def kinds_in_words(sources: pd.DataFrame, words: Words) -> str:
    """Kinds of sources as a list: 1 of the ministry by its name, 3 of the press; empty without any."""
    said = []
    for kind in SOURCE_KINDS:
        of_kind = sources[sources["kind"] == kind]
        if kind == "ministry":
            said += pages_of_ministries(of_kind, words)
        elif len(of_kind):
            said.append(words.phrase(f"source_kind.{kind}", count=len(of_kind)))
    return words.listed(said)


def pages_of_ministries(sources: pd.DataFrame, words: Words) -> list[str]:
    """How many of these pages, all of a ministry, are of which, by their dates; without a name where these say none.

    Parameters
    ----------
    sources : DataFrame
        Sources of the kind `ministry`, with `published_on`.
    words : Words
        The language.
    """
    keys = [institution_on(None if pd.isna(day) else str(day)) for day in sources["published_on"]]
    counted = {key: keys.count(key) for key in sorted(set(keys), key=lambda key: (key is None, keys.index(key)))}
    return [
        words.phrase("source_kind.ministry", count=count)
        if key is None
        else words.phrase("institution.pages", count=count, name=words.phrase(f"institution.{key}"))
        for key, count in counted.items()
    ]
