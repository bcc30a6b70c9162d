"""The table of places, looked up by key: one place, several, or none and the nearest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables.places.errors import AmbiguousPlaceError, PlaceNotFoundError
from kkpham_analysis.tables.places.keys import Place, Reading, agrees, code_text, readings, spoilt_readings

if TYPE_CHECKING:
    import pandas as pd

LEVELS_OF_PLACE = ("province", "regency")
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
        for name, value, allowed in (("level", self.level, LEVELS_OF_PLACE), ("type", self.type, TYPES)):
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
        columns = [places[name].to_numpy(dtype=object, na_value="") for name in Place._fields]
        self.places = [Place(*row) for row in zip(*columns, strict=True)]
        self.pools: dict[tuple[str, Context], tuple[list[str], list[Place]]] = {}
        self.by_key: dict[str, list[Place]] = {}
        for place in self.places:
            self.by_key.setdefault(place.key, []).append(place)

    def resolve(self, text: Any, context: Context) -> str:
        """The code, or a `PlaceError`."""
        text = text.strip() if isinstance(text, str) else code_text(text)
        fitting = self.fitting(text, context)
        if len(fitting) == 1:
            return next(iter(fitting))
        if fitting:
            candidates = [place.candidate for _, place in sorted(fitting.items())]
            raise AmbiguousPlaceError(text, candidates, "ambiguous")
        raise self._miss(text, list(readings(text)), context)

    def fitting(self, text: str, context: Context) -> dict[str, Place]:
        """The places that a text names and that were asked for, by code."""
        found = [(place, way) for way in readings(text) for place in self._meant(way)]
        return {place.code: place for place, way in found if context.allows(place, way)}

    def of_other_type(self, text: str) -> list[Place]:
        """The regencies of a name that the type before it is not theirs: "Kab. Samarinda"."""
        typed = [way for way in readings(text) if way.stated in TYPES and not way.key.isdigit()]
        return [place for way in typed for place in self.by_key.get(way.key, ()) if place.level == "regency"]

    def _meant(self, way: Reading) -> Iterator[Place]:
        """Places of that key; a stated type must agree, and opens the names that need it."""
        for place in self.by_key.get(way.key, ()):
            if agrees(way, place):
                yield place
        if way.stated:
            yield from self.by_key.get(way.stated + way.key, ())

    def _miss(self, text: str, ways: list[Reading], context: Context) -> PlaceNotFoundError:
        if not ways:
            return PlaceNotFoundError(text, kind="empty")
        keys = [key for way in ways for key in (way.key, f"{way.stated or context.type}{way.key}")]
        same = {place.code: place for key in keys for place in self.by_key.get(key, ())}
        if same:
            return PlaceNotFoundError(text, [place.candidate for place in same.values()], "elsewhere", context.level)
        key = ways[-1].key.removeprefix("bps")
        if key.isdigit() and key != ways[-1].key:
            return PlaceNotFoundError(text, kind="unknown_bps")
        if key.isdigit():
            by_bps = self.by_key.get(f"bps{key}", [])
            kind = "bps_perhaps" if by_bps else "unknown_code"
            return PlaceNotFoundError(text, [place.candidate for place in by_bps], kind)
        near = {place.code: place for _, place in self.nearest(text, context)}
        return PlaceNotFoundError(text, [place.candidate for place in near.values()][:CANDIDATES])

    def nearest(self, text: str, context: Context) -> list[tuple[float, Place]]:
        """Places with names like this one, best first: of the type and province asked for, else of any."""
        from rapidfuzz import process
        from rapidfuzz.distance import JaroWinkler

        found = []
        for way in spoilt_readings(text):
            for asked in (context, Context()):
                keys, places = self._pool(way.stated, asked)
                near = process.extract(way.key, keys, scorer=JaroWinkler.similarity, limit=4 * CANDIDATES,
                                       score_cutoff=NEAR)  # fmt: skip
                if near:
                    found += [(score, places[number]) for _, score, number in near]
                    break
        found.sort(key=lambda pair: (-pair[0], pair[1].kind != "official", pair[1].code))
        return [(score, place) for score, place in found if score >= found[0][0] - FARTHER]

    def _pool(self, stated: str, context: Context) -> tuple[list[str], list[Place]]:
        """The names that may be meant, without their types, and their places; made once for a column of texts."""
        if (stated, context) not in self.pools:
            way = Reading("", stated)
            places = [
                place for place in self.places
                if place.kind not in ("code", "bps") and agrees(way, place) and context.allows(place, way)
            ]  # fmt: skip
            self.pools[stated, context] = [place.key.removeprefix(place.type) for place in places], places
        return self.pools[stated, context]

    def marked(self, code: str) -> str:
        """Kemendagri's code of a marked BPS code, where it has exactly one; else empty."""
        rows = self.by_key.get(code, []) if code.startswith("bps") else []
        return rows[0].code if len(rows) == 1 else ""

    def full_name(self, key: str) -> str:
        """What a code or a marked code means; empty where nothing."""
        return " / ".join(place.full_name for place in self.by_key.get(key, []) if place.kind in ("code", "bps"))

    def own_name(self, code: str) -> str:
        """What a code means by Kemendagri; empty where nothing, as with one that is marked as BPS's."""
        return "" if code.startswith("bps") else self.full_name(code)

    def fits(self, code: str, name: str) -> bool:
        """Whether a name may be written beside Kemendagri's code: it means the place, or is its name with a slip."""
        ways = list(readings(name))
        meant = {place.code for way in ways for place in self._meant(way)}
        if meant or not ways or not self.own_name(code):
            return code in meant
        near = self.nearest(name, Context())
        return bool(near) and near[0][1].code == code and near[0][0] >= SAME_BUT_FOR_A_SLIP
