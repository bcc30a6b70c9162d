"""What tells apart the rows that a report on one place rests on, so that a claim about another place leaves it fresh.

Of the tables of claims these are the rows of the place, of all provinces that its regencies have belonged to in any
round, and of all regencies of these. Of elsewhere counts what every page takes from the whole country: which rounds
there are, which titles were given in each, and which provinces were awarded (whether a list of these is full depends
on their number). Of the sources these are all but those that nothing but claims on other places cite. Every other
table counts as a whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.measures.regions import regencies_then
from kkpham_analysis.tables import storing
from kkpham_analysis.tables.editions import table_digests
from kkpham_analysis.tables.loading import default_data_dir, read_quietly
from kkpham_analysis.tables.source_ids import split_ids
from kkpham_analysis.tables.vocabulary import PROVINCE_AWARD, UNCERTAIN

if TYPE_CHECKING:
    import pandas as pd

# The tables of which a report on one place rests on some rows alone.
BY_ROWS = ("award_claims", "awards", "province_claims", "sources")
CITING = ("source_id", "source_ids", "dissenting_source_ids")


class RowDigests:
    """Digests of the rows of each place, read from the processed tables when they are first asked for."""

    def __init__(self, data_dir: Path | str | None = None) -> None:
        self._data_dir = default_data_dir() if data_dir is None else Path(data_dir)
        self._homes: dict[str, frozenset[str]] = {}
        self._found: dict[frozenset[str], Mapping[str, str]] = {}

    def of(self, scope: str) -> Mapping[str, str]:
        """Digests of the rows of a province or regency, by table; nothing for a place that there is not."""
        if scope not in self._homes:
            self._homes[scope] = frozenset(self._homes_of(scope))
        homes = self._homes[scope]
        if homes and homes not in self._found:
            self._found[homes] = self._digests(homes)
        return self._found.get(homes, {})

    def _homes_of(self, scope: str) -> set[str]:
        """All provinces that the rows of a place are of: its own, and all that their regencies have belonged to."""
        there = self._belonged
        own = there[there["regency_code"].eq(scope) | there["province_code"].eq(scope)]
        with_them = there["province_code"].isin(own["province_code"])
        regencies = there.loc[with_them, "regency_code"]
        return set(there.loc[there["regency_code"].isin(regencies), "province_code"])

    def _digests(self, homes: frozenset[str]) -> dict[str, str]:
        there = self._belonged
        codes = set(there.loc[there["province_code"].isin(homes), "regency_code"])
        claims, awards, counts = (self._table(name) for name in BY_ROWS[:3])
        is_named, is_counted = claims["regency_code"].isin(codes), counts["province_code"].isin(homes)
        elsewhere = {*claims.loc[~is_named, "source_id"], *counts.loc[~is_counted, "source_id"]}
        cited = {*claims.loc[is_named, "source_id"], *counts.loc[is_counted, "source_id"], *self._cited_by_all}
        sources = self._table("sources")
        return {
            "award_claims": _digest(claims[is_named], *self._common_of_claims),
            "awards": _digest(awards[awards["regency_code"].isin(codes)]),
            "province_claims": _digest(counts[is_counted], *self._common_of_counts),
            "sources": _digest(sources[~sources["source_id"].isin(elsewhere - cited)]),
        }

    def _table(self, name: str) -> pd.DataFrame:
        if name not in self._read:
            self._read[name] = read_quietly(name, data_dir=self._data_dir)
        return self._read[name]

    @cached_property
    def _read(self) -> dict[str, pd.DataFrame]:
        return {}

    @cached_property
    def _belonged(self) -> pd.DataFrame:
        """Which regency belonged to which province in any of the rounds, or belongs to it now."""
        import pandas as pd

        regencies, changes = self._table("regencies"), self._table("province_changes")
        years = [int(year) for name in ("award_claims", "province_claims") for year in self._table(name)["award_year"]]
        moved = [int(str(day)[:4]) for day in changes["changed_on"].dropna()]
        # Nothing is judged as it stood before the first round; a change counts from the round of the next year on.
        spanned = range(min(years, default=1), max([*years, *moved, 0]) + 3) if years else [max([*moved, 0]) + 3]
        keys = ["regency_code", "province_code"]
        parts = [regencies_then(regencies, changes, award_year=year)[keys] for year in spanned]
        return pd.concat([*parts, regencies[keys]]).drop_duplicates()

    @cached_property
    def _common_of_claims(self) -> list[pd.DataFrame]:
        claims = self._table("award_claims")
        certain = claims[claims["certainty"] != UNCERTAIN]
        return [_distinct(claims, ["award_year"]), _distinct(certain, ["award_year", "category"])]

    @cached_property
    def _common_of_counts(self) -> list[pd.DataFrame]:
        counts = self._table("province_claims")
        awarded = counts[(counts["measure"] == PROVINCE_AWARD) & (counts["certainty"] != UNCERTAIN)]
        return [_distinct(counts, ["award_year"]), _distinct(awarded, ["award_year", "province_code", "value"])]

    @cached_property
    def _cited_by_all(self) -> set[str]:
        """The sources that any other table cites."""
        import pyarrow.parquet as parquet

        folder = storing.processed_dir(self._data_dir)
        found: set[str] = set()
        for name in set(table_digests(self._data_dir)) - set(BY_ROWS):
            columns = [column for column in parquet.read_schema(folder / f"{name}.parquet").names if column in CITING]
            if columns:
                table = self._table(name)
                found.update(*(split_ids(table[column]) for column in columns))
        return found


def _distinct(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return table[columns].drop_duplicates().sort_values(columns)


def _digest(*tables: pd.DataFrame) -> str:
    """What tells rows apart, in their order, with their columns; a missing value is told from every other."""
    digest = hashlib.sha256()
    for table in tables:
        rows = table.astype("object").where(table.notna(), None).to_numpy().tolist()
        digest.update(_as_json([list(table.columns)]) + _as_json(rows))
    return digest.hexdigest()


def _as_json(rows: Iterable[Iterable[Any]]) -> bytes:
    return json.dumps(list(rows), ensure_ascii=False, default=str).encode()
