"""What the award and its titles are called in a round: as the tables say, never by a name of this program's own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures.regulations import titles_of_rounds
from kkpham_analysis.tables.catalogues.in_use import of_round
from kkpham_analysis.tables.certainly import surely
from kkpham_analysis.tables.loading import load
from kkpham_analysis.tables.vocabulary import UNCERTAIN, YES

if TYPE_CHECKING:
    from kkpham_analysis.reports.content.facts import RoundFacts

# A result that is said in place of a title.
NOT_AWARDED = "not_awarded"


def award_name(
    categories: pd.DataFrame, claims: pd.DataFrame, words: Words, *, titles: Collection[str] | None = None
) -> str:
    """Give the titles that count as compliant, as they are called in the language; in English between quotes.

    Those that the claims of the rounds give: a title of a later round has no place on the page of an earlier one.
    Where no claim gives any, those of `titles`, which the regulations of the rounds give; where these are not known,
    all. A regency has one of them, so that "or" stands between.
    """
    compliant = categories[surely(categories["is_compliant"])].sort_values("order")
    given = compliant[compliant["category"].isin(claims.loc[claims["certainty"] != UNCERTAIN, "category"])]
    of_rounds = compliant[compliant["category"].isin(titles or ())]
    compliant = next((some for some in (given, of_rounds) if len(some)), compliant)
    return words.either(words.phrase("report.title_name", name=name) for name in compliant[f"label_{words.language}"])


def award_of_rounds(rounds: Collection[int], *, words: Words, data_dir: Path | str | None = None) -> str:
    """Give what `award_name` does, of the titles of all of some rounds: for what shows them side by side."""

    def table(name: str) -> pd.DataFrame:
        return load(name, data_dir=data_dir)

    titles = titles_of_rounds(table("regulations"), table("regulation_classes"), rounds=rounds)
    claims = table("award_claims")
    return award_name(table("categories"), claims[claims["award_year"].isin(rounds)], words, titles=titles)


def titled(title: str, facts: RoundFacts) -> str:
    """Title of a page; of one under a rule on trial with a word that it is: it may find what that of the round does."""
    return facts.words.phrase("report.title_trial", title=title) if facts.trial else title


def titles_apart(status: pd.DataFrame, categories: pd.DataFrame) -> dict[str, str]:
    """Give the label of each title, where regencies of a round that count as compliant have different ones.

    None where "named" tells it all, because one title alone was given.
    """
    if "category" not in status:
        return {}
    given = status.loc[status["status"].isin(YES), "category"].dropna().unique()
    return dict(zip(categories["category"], categories["label"], strict=True)) if len(given) > 1 else {}


def programme_name(regulations: pd.DataFrame, rounds: Sequence[int], titled: str, words: Words) -> str:
    """Give the name of the award in some rounds, as their regulations call it, each name once.

    Where no regulation of them is known, `titled` says it: the titles that were given.
    """
    found = {name: None for year in sorted(rounds) for name in of_round(regulations, year)[f"award_{words.language}"]}
    names = list(found)
    return words.listed(names) if names else words.phrase("report.award_of_titles", titles=titled)


def lower_titles(categories: pd.DataFrame) -> dict[str, str]:
    """Give the label of each title that does not count as compliant; "not awarded" is none."""
    if "is_compliant" not in categories:
        return {}
    lower = categories["is_compliant"].eq(False).fillna(False) & (categories["category"] != NOT_AWARDED)
    return dict(zip(categories.loc[lower, "category"], categories.loc[lower, "label"], strict=True))
