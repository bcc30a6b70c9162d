"""How the processed tables come from the raw ones: which tables each is made from, and by what."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables.catalogues.in_use import titles_of_round
from kkpham_analysis.tables.counted_titles import in_full
from kkpham_analysis.tables.rules import rules_by_round
from kkpham_analysis.tables.schemas import RAW

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Recipe:
    """A processed table that is made from others.

    Parameters
    ----------
    name
        Name of the table.
    inputs
        Names of the tables it is made from, in the order of the arguments; raw tables have the prefix `raw:`.
    function
        What makes it, as `module:function`; imported only when the table has to be made.
    code
        Packages or modules whose source decides the result, so all that the function's module imports lies within
        them; the table is made again when one changes.
    """

    name: str
    inputs: tuple[str, ...]
    function: str
    code: tuple[str, ...] = ("language", "tables")

    def make(self, tables: Mapping[str, Any]) -> pd.DataFrame:
        """The table, made from `tables`."""
        module, _, function = self.function.partition(":")
        maker: Callable[..., pd.DataFrame] = getattr(importlib.import_module(module), function)
        return maker(*(tables[name] for name in self.inputs))


# What claims that count something are made with.
BESIDE_COUNTS = ("raw:sources", "raw:note_translations", "raw:categories", "raw:regulations", "raw:regulation_classes")


def own_recipes() -> list[Recipe]:
    """The tables of this room, each after those it is made from."""
    here = __name__
    joined = [
        Recipe(
            "award_claims",
            ("raw:award_claims", "raw:categories", "raw:rules", "raw:note_translations"),
            f"{here}:award_claims",
        ),
        Recipe("province_claims", ("raw:province_claims", *BESIDE_COUNTS, "raw:rules"), f"{here}:province_claims"),
        Recipe("national_claims", ("raw:national_claims", *BESIDE_COUNTS), f"{here}:counts_with_source"),
        Recipe("rules", ("raw:rules",), "kkpham_analysis.tables.rules:rules_in_words"),
        Recipe(
            "place_keys",
            ("raw:provinces", "raw:regencies", "raw:place_names", "raw:bps_codes"),
            "kkpham_analysis.tables.places.resolving:place_keys",
        ),
        Recipe(
            "indicators",
            ("raw:indicators_known", "raw:catalogues", "raw:catalogue_items", "raw:rights", "raw:regulations"),
            "kkpham_analysis.tables.catalogues.in_use:indicators_in_use",
        ),
        Recipe(
            "boundaries",
            ("raw:boundaries",),
            "kkpham_analysis.tables.boundaries:edge_matched",
            ("tables/boundaries.py",),
        ),
        Recipe("submissions", ("raw:submissions",), f"{here}:as_collected"),
    ]
    made = {recipe.name for recipe in joined}
    return [Recipe(name, (f"raw:{name}",), f"{here}:as_collected") for name in RAW if name not in made] + joined


def as_collected(table: pd.DataFrame) -> pd.DataFrame:
    """The raw table itself, sorted by its key."""
    return table


def award_claims(
    claims: pd.DataFrame, categories: pd.DataFrame, rules: pd.DataFrame, translations: pd.DataFrame
) -> pd.DataFrame:
    """The claims with `is_compliant` of their category, the `rule` of their round, and their note in Indonesian.

    Each is missing where there is none.
    """
    by_category = categories[["category", "is_compliant"]]
    joined = claims.merge(by_category, on="category", how="left", validate="many_to_one")
    return in_indonesian_too(under_rule(joined, rules), translations)


def province_claims(claims: pd.DataFrame, *beside: pd.DataFrame) -> pd.DataFrame:
    """The claims as `counts_with_source` makes them, with the `rule` of their round: of some rounds all is counts."""
    *others, rules = beside
    return under_rule(counts_with_source(claims, *others), rules)


def under_rule(claims: pd.DataFrame, rules: pd.DataFrame) -> pd.DataFrame:
    """The claims with `rule`, that of their round; missing where none is known."""
    by_round = rules_by_round(rules, rounds=claims["award_year"].unique())[["award_year", "rule"]]
    return claims.merge(by_round, on="award_year", how="left", validate="many_to_one")


def counts_with_source(
    claims: pd.DataFrame,
    sources: pd.DataFrame,
    translations: pd.DataFrame,
    categories: pd.DataFrame,
    regulations: pd.DataFrame,
    classes: pd.DataFrame,
) -> pd.DataFrame:
    """The claims with the `kind` of their source, its day of publication, and their note in Indonesian.

    The titles that a `measure` counts are written out: how far one may be cut depends on its round.
    """
    own = {year: titles_of_round(regulations, classes, year) for year in claims["award_year"].unique()}
    titles = categories["category"].tolist()
    said = zip(claims["measure"], claims["award_year"], strict=True)
    written = claims.assign(measure=[in_full(measure, titles, own[year]) for measure, year in said])
    by_source = sources[["source_id", "kind", "published_on"]]
    joined = written.astype({"measure": "str"}).merge(by_source, on="source_id", how="left", validate="many_to_one")
    return in_indonesian_too(joined, translations)


def in_indonesian_too(claims: pd.DataFrame, translations: pd.DataFrame) -> pd.DataFrame:
    """The claims with `note_id`, their note in Indonesian; missing where there is no note, or no translation of it."""
    return claims.merge(translations, on="note", how="left", validate="many_to_one")
