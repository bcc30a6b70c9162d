"""What tells apart the rows that a report on one place rests on, so that a claim about another place leaves it fresh.

Of the tables of claims, and of what was handed in, these are the rows of the place, of all provinces that its regencies
have belonged to in any round, and of all regencies of these. Of elsewhere counts what every page takes from the whole
country: which rounds there are, which titles were given in each, which provinces were awarded (whether a list of these
is full depends on their number), and for which rounds anything was handed in, made up or not. Of the sources these are
all but those that nothing but claims on other places cite. Every other table counts as a whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.measures.regions import regencies_then
from kkpham_analysis.reports.submission_rows import SubmissionRows
from kkpham_analysis.tables import storing
from kkpham_analysis.tables.editions import table_digests
from kkpham_analysis.tables.loading import default_data_dir, read_quietly
from kkpham_analysis.tables.source_ids import split_ids
from kkpham_analysis.tables.vocabulary import PROVINCE_AWARD, UNCERTAIN

if TYPE_CHECKING:
    import pandas as pd

# The tables of which a report on one place rests on some rows alone, and what names the place in a row.
KEYS = {"award_claims": "regency_code", "awards": "regency_code", "province_claims": "province_code"}
SOURCES, SUBMISSIONS = "sources", "submissions"
BY_ROWS = (*KEYS, SOURCES, SUBMISSIONS)
CITING = ("source_id", "source_ids", "dissenting_source_ids")


@dataclass(frozen=True)
class _Rows:
    """The rows of a table as they are told apart, in their order, and which of them are of a place."""

    columns: bytes
    lines: list[bytes]
    of_place: dict[str, list[int]]

    @classmethod
    def read(cls, table: pd.DataFrame, key: str) -> _Rows:
        """A missing value is told from every other."""
        of_place: dict[str, list[int]] = {}
        for number, place in enumerate(table[key]):
            of_place.setdefault(place, []).append(number)
        rows = table.astype("object").where(table.notna(), None).to_numpy().tolist()
        return cls(_as_json(list(table.columns)), list(map(_as_json, rows)), of_place)

    def digest(self, places: Iterable[str], *common: bytes) -> str:
        """What tells the rows of places apart, with what they have in common with all."""
        numbers = sorted(chain.from_iterable(self.of_place.get(place, ()) for place in places))
        return _digest([self.columns, *(self.lines[number] for number in numbers), *common])


class RowDigests:
    """Digests of the rows of each place, read from the processed tables when they are first asked for."""

    def __init__(self, data_dir: Path | str | None = None) -> None:
        self._data_dir = default_data_dir() if data_dir is None else Path(data_dir)
        self._homes: dict[str, frozenset[str]] = {}
        self._found: dict[tuple[frozenset[str], str], str] = {}

    def are_of(self, tables: Mapping[str, str]) -> bool:
        """Whether the tables are still those that digests tell of: what was read since may be rows of others."""
        return table_digests(self._data_dir) == dict(tables)

    def of(self, scope: str, table: str) -> str:
        """The digest of the rows of a province or regency in a table.

        Empty for a place that there is not, and for a table of which each report rests on all rows.
        """
        if table not in BY_ROWS:
            return ""
        if scope not in self._homes:
            self._homes[scope] = frozenset(self.homes_of(scope))
        homes = self._homes[scope]
        if homes and (homes, table) not in self._found:
            self._found[homes, table] = self._digest_of(table, homes)
        return self._found.get((homes, table), "")

    def homes_of(self, scope: str) -> set[str]:
        """All provinces that the rows of a place are of: its own, and all that their regencies have belonged to."""
        own = self._provinces_of.get(scope, {scope} & self._regencies_of.keys())
        regencies = set().union(*(self._regencies_of[province] for province in own))
        return set().union(*(self._provinces_of[regency] for regency in regencies))

    def regencies_of(self, homes: Collection[str]) -> set[str]:
        """All regencies that have belonged to one of some provinces in any round."""
        return set().union(*(self._regencies_of[province] for province in homes))

    def _digest_of(self, table: str, homes: frozenset[str]) -> str:
        regencies = self.regencies_of(homes)
        if table == SUBMISSIONS:
            return self._handed_in.digest(regencies)
        if table == SOURCES:
            of_rows = {"award_claims": regencies, "province_claims": homes}
            cited = self.cited_by_all.union(*(self._cited[name, place] for name, places in of_rows.items()
                                               for place in places if (name, place) in self._cited))  # fmt: skip
            sources = self._rows(SOURCES, "source_id")
            return sources.digest(sources.of_place.keys() - (self._cited_by_claims - cited))
        key = KEYS[table]
        return self._rows(table, key).digest(regencies if key == "regency_code" else homes, *self._common_of(table))

    def _rows(self, name: str, key: str) -> _Rows:
        if name not in self._read_rows:
            self._read_rows[name] = _Rows.read(self._table(name), key)
        return self._read_rows[name]

    @cached_property
    def _read_rows(self) -> dict[str, _Rows]:
        return {}

    @cached_property
    def _handed_in(self) -> SubmissionRows:
        return SubmissionRows.read(storing.processed_dir(self._data_dir) / f"{SUBMISSIONS}.parquet")

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
        # Nothing is judged as it stood before the first round; after the year of the last change all is as it is now.
        spanned = range(min(years), max(moved, default=0) + 1) if years else ()
        keys = ["regency_code", "province_code"]
        parts = [regencies_then(regencies, changes, award_year=year)[keys] for year in spanned]
        return pd.concat([*parts, regencies[keys]]).drop_duplicates()

    @cached_property
    def _regencies_of(self) -> dict[str, set[str]]:
        """The regencies that have belonged to a province in any round."""
        there = self._belonged.groupby("province_code")["regency_code"]
        return {str(province): set(regencies) for province, regencies in there}

    @cached_property
    def _provinces_of(self) -> dict[str, set[str]]:
        """The provinces that a regency has belonged to in any round."""
        there = self._belonged.groupby("regency_code")["province_code"]
        return {str(regency): set(provinces) for regency, provinces in there}

    def _common_of(self, name: str) -> list[bytes]:
        """What every page takes from the whole of a table."""
        if name not in self._common:
            self._common[name] = [
                _as_json(table.to_numpy().tolist()) for table in taken_by_all(name, self._table(name))
            ]
        return self._common[name]

    @cached_property
    def _common(self) -> dict[str, list[bytes]]:
        return {}

    @cached_property
    def _cited(self) -> dict[tuple[str, str], set[str]]:
        """The sources that claims on a place cite, by their table and the place."""
        return {
            (name, str(place)): set(sources)
            for name in ("award_claims", "province_claims")
            for place, sources in self._table(name).groupby(KEYS[name])["source_id"]
        }

    @cached_property
    def _cited_by_claims(self) -> set[str]:
        return set().union(*self._cited.values())

    @cached_property
    def cited_by_all(self) -> set[str]:
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


def taken_by_all(name: str, table: pd.DataFrame) -> list[pd.DataFrame]:
    """What every page takes from the whole of a table of claims, on whatever place: its first rows, columns of them."""
    if name == "awards":
        return []
    certain = table[table["certainty"] != UNCERTAIN]
    if name == "award_claims":
        return [_distinct(table, ["award_year"]), _distinct(certain, ["award_year", "category"])]
    awarded = certain[certain["measure"] == PROVINCE_AWARD]
    return [_distinct(table, ["award_year"]), _distinct(awarded, ["award_year", "province_code", "value"])]


def _distinct(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return table[columns].drop_duplicates().sort_values(columns)


def _digest(parts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def _as_json(values: Collection[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, default=str).encode()
