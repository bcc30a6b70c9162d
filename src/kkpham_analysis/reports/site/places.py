"""The places of the reports: every name that each is found by, and the province of a regency in a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from kkpham_analysis.measures import regencies_in
from kkpham_analysis.reports.place_keys import keys_by_code
from kkpham_analysis.reports.records import Record
from kkpham_analysis.tables.loading import read_quietly

if TYPE_CHECKING:
    import pandas as pd


class SitePlaces:
    """The places there are; without tables only what the records say of them."""

    def __init__(self) -> None:
        try:
            self.keys: pd.DataFrame | None = read_quietly("place_keys")
            self.found_by = keys_by_code()
            self.regencies, self.changes = read_quietly("regencies"), read_quietly("province_changes")
        except (FileNotFoundError, KeyError):
            self.keys = None
        self._provinces = cache(self._provinces_in)

    @property
    def are_known(self) -> bool:
        """Whether there are tables to look places up in."""
        return self.keys is not None

    def named(self, records: Iterable[Record]) -> dict[str, dict[str, object]]:
        """Name and keys of every place there is, for each is covered by some report; else of those in the records."""
        said = {code: name for record in records for code, name in record.places.items() if code and name}
        found: dict[str, dict[str, object]] = {code: {"name": name, "keys": []} for code, name in said.items()}
        return found | self._known()

    def within(self, records: Iterable[Record]) -> dict[str, dict[str, str]]:
        """The province that every place lay in, itself where it is one, by the round from which it did.

        Empty where it was not there; only the rounds of the records are told apart.
        """
        rounds = sorted({record.award_year for record in records if record.award_year is not None})
        found: dict[str, dict[str, str]] = {}
        for award_year in rounds if self.keys is not None else []:
            lay = self._provinces(award_year)
            there = {**lay, **{province: province for province in lay.values()}}
            for code in sorted({*found, *there}):
                since = found.setdefault(code, {})
                if list(since.values())[-1:] != [there.get(code, "")]:
                    since[str(award_year)] = there.get(code, "")
        return found

    def province_of(self, codes: list[str], award_year: int | None) -> str:
        """The province that one regency belonged to in a round; empty for anything else than one regency."""
        if len(codes) != 1 or award_year is None or self.keys is None:
            return ""
        return self._provinces(award_year).get(codes[0], "")

    def _provinces_in(self, award_year: int) -> Mapping[str, str]:
        there = regencies_in(self.regencies, self.changes, award_year=award_year)
        return dict(zip(there["regency_code"], there["province_code"], strict=True))

    def _known(self) -> dict[str, dict[str, object]]:
        if self.keys is None:
            return {}
        return {
            str(code): {"name": str(group["full_name"].iloc[0]), "keys": list(self.found_by[str(code)])}
            for code, group in self.keys.groupby("code")
        }
