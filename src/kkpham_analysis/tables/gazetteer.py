"""The table of places, looked up by key: one place, several, or none and the nearest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables.place_errors import AmbiguousPlaceError, PlaceNotFoundError
from kkpham_analysis.tables.place_keys import Place, Reading, code_text, readings

if TYPE_CHECKING:
    import pandas as pd

LEVELS = ("province", "regency")
TYPES = ("kota", "kabupaten")
CANDIDATES = 5
NEAR = 0.8
# What is much farther off than the nearest is no help.
FARTHER = 0.1
# Beside a code that says the same, a name this near is the name with a slip of the pen.
SAME_BUT_FOR_A_SLIP = 0.9


@dataclass(frozen=True)
class Context:
    """What is known beside the text: the level, the type that a bare name has, the province."""

    level: str | None = None
    type: str | None = None
    province_code: str | None = None

    def __post_init__(self) -> None:
        for name, value, allowed in (("level", self.level, LEVELS), ("type", self.type, TYPES)):
            if value is not None and value not in allowed:
                raise ValueError(f"{name} '{value}' is not known; use one of: {', '.join(allowed)}")

    def allows(self, place: Place, reading: Reading) -> bool:
        """Whether the place is one that was asked for; a text that states its type, or is a code, needs no type."""
        says_itself = reading.stated or place.kind in ("code", "bps")
        return (
            self.level in (None, place.level)
            and self.province_code in (None, place.province_code)
            and bool(says_itself or self.type in (None, place.type))
        )


class Gazetteer:
    """The table of places, by key."""

    def __init__(self, places: pd.DataFrame) -> None:
        rows = places[list(Place._fields)].fillna("").itertuples(index=False, name=None)
        self.places = [Place(*row) for row in rows]
        self.by_key: dict[str, list[Place]] = {}
        for place in self.places:
            self.by_key.setdefault(place.key, []).append(place)

    def resolve(self, text: Any, context: Context) -> str:
        """The code, or a `PlaceError`."""
        text = text.strip() if isinstance(text, str) else code_text(text)
        ways = list(readings(text))
        found = [(place, way) for way in ways for place in self._meant(way)]
        fitting = {place.code: place for place, way in found if context.allows(place, way)}
        if len(fitting) == 1:
            return next(iter(fitting))
        if fitting:
            candidates = [place.candidate for _, place in sorted(fitting.items())]
            raise AmbiguousPlaceError(text, candidates, "ambiguous")
        raise self._miss(text, ways, context)

    def _meant(self, way: Reading) -> Iterator[Place]:
        """Places of that key; a stated type must agree, and opens the names that need it."""
        for place in self.by_key.get(way.key, ()):
            if way.stated in ("", place.type, place.level):
                yield place
        if way.stated:
            yield from self.by_key.get(way.stated + way.key, ())

    def _miss(self, text: str, ways: list[Reading], context: Context) -> PlaceNotFoundError:
        if not ways:
            return PlaceNotFoundError(text, kind="empty")
        keys = [key for way in ways for key in (way.key, f"{way.stated or context.type}{way.key}")]
        same = {place.code: place for key in keys for place in self.by_key.get(key, ())}
        if same:
            return PlaceNotFoundError(text, [place.candidate for place in same.values()], "elsewhere")
        key = ways[-1].key.removeprefix("bps")
        if key.isdigit():
            by_bps = [] if ways[-1].key.startswith("bps") else self.by_key.get(f"bps{key}", [])
            kind = "bps_perhaps" if by_bps else "unknown_code"
            return PlaceNotFoundError(text, [place.candidate for place in by_bps], kind)
        near = {place.code: place for _, place in self.nearest(ways, context)}
        return PlaceNotFoundError(text, [place.candidate for place in near.values()][:CANDIDATES])

    def nearest(self, ways: list[Reading], context: Context) -> list[tuple[float, Place]]:
        """Places with names like these, best first: of the type and province asked for, else of any."""
        from rapidfuzz import process
        from rapidfuzz.distance import JaroWinkler

        found = []
        named = [place for place in self.places if place.kind not in ("code", "bps")]
        for way in ways:
            of_type = [place for place in named if way.stated in ("", place.type, place.level)]
            asked = [place for place in of_type if context.allows(place, way)]
            for pool in (asked, of_type):
                near = process.extract(way.key, [place.key for place in pool], scorer=JaroWinkler.similarity,
                                       limit=4 * CANDIDATES, score_cutoff=NEAR)  # fmt: skip
                if near:
                    found += [(score, pool[number]) for _, score, number in near]
                    break
        found.sort(key=lambda pair: (-pair[0], pair[1].code))
        return [(score, place) for score, place in found if score >= found[0][0] - FARTHER]

    def marked(self, code: str) -> str:
        """Kemendagri's code of a marked BPS code, where it has exactly one; else empty."""
        rows = self.by_key.get(code, []) if code.startswith("bps") else []
        return rows[0].code if len(rows) == 1 else ""

    def full_name(self, key: str) -> str:
        """What a code or a marked code means; empty where nothing."""
        return " / ".join(place.full_name for place in self.by_key.get(key, []) if place.kind in ("code", "bps"))

    def fits(self, code: str, name: str) -> bool:
        """Whether a name may be written beside Kemendagri's code: it means the place, or is its name with a slip."""
        ways = list(readings(name))
        meant = {place.code for way in ways for place in self._meant(way)}
        if meant or not ways or not self.full_name(code):
            return code in meant
        near = self.nearest(ways, Context())
        return bool(near) and near[0][1].code == code and near[0][0] >= SAME_BUT_FOR_A_SLIP
