"""What plans write for many values: `all`, `awarded`, `latest`, and ranges such as `2016..2023`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Protocol

from kkpham_analysis.reports.calls import PLACE_LEVELS
from kkpham_analysis.reports.round_facts import known_rounds
from kkpham_analysis.tables.loading import load

if TYPE_CHECKING:
    import pandas as pd

ALL, AWARDED, LATEST = "all", "awarded", "latest"
ROUND_KEYS = ("award_year", "year")
WORDS_OF_LEVEL = {"province": (ALL,), "regency": (ALL, AWARDED)}
WORDS_OF = dict.fromkeys(ROUND_KEYS, (ALL, LATEST)) | {
    name: WORDS_OF_LEVEL[level] for name, level in PLACE_LEVELS.items()
}
EVERY_WORD = (ALL, AWARDED, LATEST)
SPAN = re.compile(r"([0-9]{1,9})\.\.([0-9]{1,9})")
LIKE_SPAN = re.compile(r"[0-9]+\s*(\.\.+|…|–|-)\s*[0-9]+")


@dataclass(frozen=True)
class Word:
    """A word of plans, for what the facts tell: `all` there are, those `awarded`, the `latest`."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Span:
    """All whole numbers from one to another, both included; of rounds those that there were."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


class Facts(Protocol):
    """What the words of a plan are asked of."""

    @property
    def rounds(self) -> Sequence[int]:
        """Rounds that claims speak of, in order."""
        ...

    def places(self, level: str, word: str, award_year: int) -> Sequence[str]:
        """Codes of the places of a level that there were in a round, or of those awarded in it."""
        ...


class TableFacts:
    """What the tables tell; `prepare` is called before the first is read, and by no plan without words."""

    def __init__(self, prepare: Callable[[], object] = lambda: None) -> None:
        self.prepare = prepare
        self.known: dict[tuple[str, str, int], list[str]] = {}
        self.table = cache(load)

    @cached_property
    def rounds(self) -> list[int]:
        """Rounds that claims speak of, in order."""
        self.prepare()
        return known_rounds()

    def places(self, level: str, word: str, award_year: int) -> list[str]:
        """Codes of the places of a level that there were in a round, or of those awarded in it."""
        asked = level, word, award_year
        if asked not in self.known:
            self.prepare()
            self.known[asked] = _places(*asked, self.table)
        return self.known[asked]


def _places(level: str, word: str, award_year: int, table: Callable[[str], pd.DataFrame]) -> list[str]:
    from kkpham_analysis.measures.regions import regencies_then
    from kkpham_analysis.tables.certainly import surely

    there = regencies_then(table("regencies"), table("province_changes"), award_year=award_year)
    codes = sorted(map(str, there[f"{level}_code"].unique()))
    if word == ALL:
        return codes
    awards = table("awards")
    awarded = awards[awards["award_year"].eq(award_year) & surely(awards["is_compliant"])]
    named = set(awarded["regency_code"])
    return [code for code in codes if code in named]


def read_text(key: str, text: str) -> Word | Span | str:
    """What a text means that stands without quotes under a key: a word of plans, a range, else the text itself.

    >>> read_text("award_year", "2016..2023"), read_text("province", "all"), read_text("title", "all")
    (Span(first=2016, last=2023), Word(text='all'), 'all')
    """
    if text in WORDS_OF.get(key, ()):
        return Word(text)
    if span := SPAN.fullmatch(text):
        return Span(int(span[1]), int(span[2]))
    return text


def rounds_of(values: Iterable[Any], facts: Facts) -> list[Any]:
    """The rounds that values mean; a value that is no word or range is taken as it is."""
    return [one for value in values for one in _rounds(value, facts)]


def _rounds(value: Any, facts: Facts) -> Sequence[Any]:
    if isinstance(value, Span):
        return [one for one in facts.rounds if value.first <= one <= value.last]
    if isinstance(value, Word):
        return facts.rounds if value.text == ALL else facts.rounds[-1:]
    return [value]


def values_of(key: str, values: Iterable[Any], award_year: Any, facts: Facts, *, most: int) -> list[Any]:
    """The values that those of a key other than the round mean in a round; one more than `most` at most."""

    def meant(value: Any) -> Iterable[Any]:
        if isinstance(value, Span):
            return range(value.first, value.last + 1)
        if isinstance(value, Word):
            return facts.places(PLACE_LEVELS[key], value.text, award_year)
        return [value]

    return list(islice(chain.from_iterable(map(meant, values)), most + 1))
