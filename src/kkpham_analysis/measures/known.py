"""What the claims say of each province of a round: counts, full lists and names, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from kkpham_analysis.measures.ranking import source_rank
from kkpham_analysis.measures.regions import check_round
from kkpham_analysis.tables.source_ids import ids_in
from kkpham_analysis.tables.vocabulary import AWARDED_REGENCIES, COMPLETE_LIST, UNCERTAIN

# Codes or ids under each province, or under each province and source.
Under = dict[Any, frozenset[str]]
LIST_KEYS = ("province_code", "source_id")
OF_CLAIMS = (*LIST_KEYS, "measure", "value")
OF_AWARDS = ("regency_code", "is_compliant", "conflicting", "source_ids", "named_by", "loosely_by")


@dataclass(frozen=True)
class Known:
    """What the claims say of one province in one round; regencies by code, counts by claim."""

    regencies: int
    compliant: frozenset[str] = frozenset()
    missed: frozenset[str] = frozenset()
    # Regencies that equal claims call compliant and not: nobody outranks the other.
    tied: frozenset[str] = frozenset()
    full_lists: dict[str, frozenset[str]] = field(default_factory=dict)
    # Each count with its source.
    told: tuple[tuple[str, int], ...] = ()
    # The counts of the best source, or of several that are equal.
    best_counts: frozenset[int] = frozenset()
    # Regencies that each source names as compliant, one by one.
    names_by: dict[str, frozenset[str]] = field(default_factory=dict)
    # Sources of the names of those known to be compliant or to have missed it.
    named_by: frozenset[str] = frozenset()
    conflicting: int = 0

    @property
    def counts(self) -> tuple[int, ...]:
        """Numbers that sources give."""
        return tuple(number for _, number in self.told)

    @property
    def counted_by(self) -> frozenset[str]:
        """Sources of the numbers."""
        return frozenset(source for source, _ in self.told)

    @cached_property
    def listed(self) -> frozenset[str] | None:
        """Regencies that every full list names; None where there is no list."""
        return frozenset.intersection(*self.full_lists.values()) if self.full_lists else None

    @property
    def behind(self) -> frozenset[str]:
        """Sources that the share rests on: of lists and numbers; where there is neither, those of the names alone."""
        return frozenset({*self.full_lists, *self.counted_by}) or self.named_by

    @property
    def reachable(self) -> int:
        """The most that can be compliant beside the names known to have missed it."""
        return self.regencies - len(self.missed)


@dataclass(frozen=True)
class KnownRound:
    """Whom a round judged (`regencies_in`), and what is known of each of its provinces, by code."""

    award_year: int
    regencies: pd.DataFrame
    provinces: dict[str, Known]


@dataclass(frozen=True)
class _ByName:
    """What the awards of one round say of single regencies, under their province."""

    compliant: Under
    missed: Under
    tied: Under
    # Sources that give the category of any.
    sources: Under
    # Codes by province and source: named as compliant one by one, and said of all at once.
    named: Under
    loosely: Under
    conflicting: Mapping[Hashable, int]


def known_round(
    awards: pd.DataFrame, regencies: pd.DataFrame, award_year: int, province_claims: pd.DataFrame | None
) -> KnownRound:
    """Gather what the measures of one round begin with; parameters as for `compliant_share`.

    Raises
    ------
    ValueError
        When `regencies` are not those of the round.
    """
    check_round(regencies, award_year)
    return KnownRound(award_year, regencies, known_by_province(awards, regencies, award_year, province_claims))


def known_by_province(
    awards: pd.DataFrame, regencies: pd.DataFrame, award_year: int, province_claims: pd.DataFrame | None
) -> dict[str, Known]:
    """Claims of each province of the round, by code."""
    homes = _homes(regencies)
    by_name = _by_name(awards[awards["award_year"] == award_year], homes)
    claims = usable_claims(province_claims, award_year)
    told, best_told = _counts(claims[claims["measure"] == AWARDED_REGENCIES])
    lists = _full_lists(claims, by_name)
    names_by = _by_source(by_name.named)
    nobody: frozenset[str] = frozenset()
    return {
        str(province): Known(
            regencies=number,
            compliant=by_name.compliant.get(province, nobody),
            missed=by_name.missed.get(province, nobody),
            tied=by_name.tied.get(province, nobody),
            full_lists=lists.get(province, {}),
            told=told.get(province, ()),
            best_counts=best_told.get(province, frozenset()),
            names_by=names_by.get(province, {}),
            named_by=by_name.sources.get(province, nobody),
            conflicting=by_name.conflicting.get(province, 0),
        )
        for province, number in sorted(Counter(homes.values()).items())
    }


def usable_claims(province_claims: pd.DataFrame | None, award_year: int) -> pd.DataFrame:
    """Claims about provinces of the round that figures may rest on: all but the uncertain ones."""
    if province_claims is None:
        columns = ["province_code", "measure", "value", "certainty", "source_id", "kind", "published_on"]
        return pd.DataFrame({column: pd.Series(dtype="str") for column in columns})
    of_round = province_claims["award_year"] == award_year
    return province_claims[of_round & (province_claims["certainty"] != UNCERTAIN)]


def _homes(regencies: pd.DataFrame) -> dict[Any, Any]:
    """Province of each regency."""
    _refuse_doubled(regencies)
    return {code: province for code, province in _plain(regencies, "regency_code", "province_code") if _given(province)}


def _by_name(awards: pd.DataFrame, homes: Mapping[Any, Any]) -> _ByName:
    """What the awards of a round say of the regencies that have a home in it."""
    _refuse_doubled(awards)
    said = [(homes[code], code, *rest) for code, *rest in _plain(awards, *OF_AWARDS) if code in homes]
    conflicting: Counter[Hashable] = Counter()
    compliant: list[tuple[Any, str]] = []
    missed: list[tuple[Any, str]] = []
    tied: list[tuple[Any, str]] = []
    for home, code, is_compliant, against, *_ in said:
        number = int(against) if _given(against) else 0
        conflicting[home] += number
        if _given(is_compliant):
            (compliant if is_compliant else missed).append((home, code))
        elif number:
            # As `is_tied` has it: claims of equal weight say both.
            tied.append((home, code))
    return _ByName(
        compliant=_gathered(compliant),
        missed=_gathered(missed),
        tied=_gathered(tied),
        sources=_gathered((home, one) for home, _, yes, _, ids, *_ in said if _given(yes) for one in _ids(ids)),
        named=_gathered(((home, one), code) for home, code, *_, ids, _ in said for one in _ids(ids)),
        loosely=_gathered(((home, one), code) for home, code, *_, ids in said for one in _ids(ids)),
        conflicting=conflicting,
    )


def _refuse_doubled(table: pd.DataFrame) -> None:
    if not table["regency_code"].is_unique:
        raise pd.errors.MergeError("a regency has several rows in one round")


def _given(value: Any) -> bool:
    """Whether a single value is there."""
    return value is not None and value is not pd.NA and value == value


def _counts(counts: pd.DataFrame) -> tuple[dict[Any, tuple[tuple[str, int], ...]], dict[Any, frozenset[int]]]:
    """Source and number of each count, and the numbers of the best sources alone, under each province."""
    told: dict[Any, tuple[tuple[str, int], ...]] = {}
    ranked: dict[Any, list[tuple[int, int]]] = {}
    numbers, ranks = counts["value"].astype("int64").tolist(), source_rank(counts).tolist()
    for (province, source), number, rank in zip(_plain(counts, *LIST_KEYS), numbers, ranks, strict=True):
        told[province] = (*told.get(province, ()), (source, number))
        ranked.setdefault(province, []).append((rank, number))
    best = {
        province: frozenset(number for rank, number in each if rank == min(each)[0])
        for province, each in ranked.items()
    }
    return told, best


def _full_lists(claims: pd.DataFrame, by_name: _ByName) -> dict[Any, dict[str, frozenset[str]]]:
    """Regencies that each source of a full list names: one by one, or none where that source counts none."""
    said = [((province, source), one, value) for province, source, one, value in _plain(claims, *OF_CLAIMS)]
    says_full = [key for key, measure, value in said if measure == COMPLETE_LIST and _given(value) and value == 1]
    counts_none = {key for key, measure, value in said if measure == AWARDED_REGENCIES and _given(value) and value == 0}
    lists: dict[Any, dict[str, frozenset[str]]] = {}
    for key in dict.fromkeys(says_full):
        if key not in by_name.loosely and (key in by_name.named or key in counts_none):
            lists.setdefault(key[0], {})[key[1]] = by_name.named.get(key, frozenset())
    return lists


def _by_source(named: Under) -> dict[Any, dict[str, frozenset[str]]]:
    """What each source names, under each province."""
    names_by: dict[Any, dict[str, frozenset[str]]] = {}
    for (province, source), codes in named.items():
        names_by.setdefault(province, {})[source] = codes
    return names_by


def _ids(cell: Any) -> list[str]:
    return ids_in(cell) if _given(cell) else []


def _plain(table: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Rows as plain values: a page asks for dozens of rounds, and for so few rows tables are ten times as slow."""
    return zip(*(table[column].to_numpy(dtype=object) for column in columns), strict=True)


def _gathered(pairs: Iterable[tuple[Any, str]]) -> Under:
    """All that belongs to each key, in the order of the keys."""
    found: dict[Any, set[str]] = {}
    for key, one in pairs:
        found.setdefault(key, set()).add(one)
    return {key: frozenset(ones) for key, ones in sorted(found.items())}
