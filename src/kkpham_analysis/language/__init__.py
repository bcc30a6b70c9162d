"""Indonesian and English: every text that a reader of reports sees, and numbers, dates and lists.

The texts are in the `.toml` files beside this one, one file per room, each text in both languages side by side:

    [shares.headline]
    id = "{compliant} dari {regencies} kabupaten/kota di {province} berpredikat {award}"
    en = { one = "{compliant} of {regencies} regency …", other = "{compliant} of {regencies} regencies …" }

A text with `one` and `other` follows its value `count`.
"""

from __future__ import annotations

import datetime as dt
import re
import shlex
import string
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import localcontext
from functools import cache
from importlib.resources import files
from numbers import Real
from typing import Any

from kkpham_analysis.language.rounding import ALL_DIGITS, rounded

LANGUAGES = ("id", "en")
NO_BREAK_SPACE = "\u00a0"
EN_DASH = "\u2013"
MINUS = "\u2212"

Text = str | dict[str, str]


@cache
def phrases() -> dict[str, dict[str, Text]]:
    """Every text by its key (`room.name`), as `{"id": …, "en": …}`."""
    found: dict[str, dict[str, Text]] = {}
    for file in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            for room, entries in tomllib.loads(file.read_text(encoding="utf-8")).items():
                for name, both in entries.items():
                    key = f"{room}.{name}"
                    if key in found:
                        raise ValueError(f"language/{file.name}: '{key}' is written twice; keep one")
                    found[key] = both
    return found


def placeholders(text: Text) -> set[str]:
    """The names in braces of a text: what it must be given."""
    forms = text.values() if isinstance(text, Mapping) else [text]
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


def in_folder(text: str, folder: str) -> str:
    """A text whose `kkpham …` commands work in a data folder, as they are typed; the text as it is without one.

    >>> in_folder("To take them out again: kkpham sample --remove", "my trial")
    "To take them out again: kkpham --data 'my trial' sample --remove"
    >>> in_folder("In a copy: kkpham --data OTHER-PLACE sample", "trial")
    'In a copy: kkpham --data OTHER-PLACE sample'
    """
    if not folder:
        return text
    return re.sub(r"\bkkpham (?=[a-z]|--out)", lambda found: f"kkpham --data {shlex.quote(folder)} ", text)


@dataclass(frozen=True)
class Words:
    """One language: `Words("id").phrase("shares.headline", …)`, `.number(1234.5, 1)`, `.percent(0.7)`, `.date("2023")`.

    `folder` is the data folder that a command was told to work in: commands in texts are written with it.

    Raises
    ------
    ValueError
        When the language is not one of `LANGUAGES`.
    """

    language: str = "id"
    folder: str = ""

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise ValueError(f"language '{self.language}' is not known; use one of: {', '.join(LANGUAGES)}")

    def phrase(self, key: str, **values: object) -> str:
        """The text of a key, with its values put in as they are: years and small counts in plain digits.

        What may reach a thousand, or has decimals, is written with `number` or `percent` first. Beside `count`, a text
        may take `spelled` and `Spelled`: the count in words up to nine, within a sentence and at its begin.

        Raises
        ------
        KeyError
            When there is no such text.
        """
        both = phrases().get(key)
        if both is None:
            raise KeyError(f"no text '{key}' in kkpham_analysis/language/*.toml")
        text = both[self.language]
        if isinstance(text, Mapping):
            text = text["one" if values.get("count") == 1 else "other"]
        if "pelled}" in text:
            spelled = self.spelled(int(str(values["count"])))
            values = {"spelled": spelled, "Spelled": spelled.capitalize(), **values}
        # Before anything is put in: a title that speaks of commands stays as it is.
        text = in_folder(text, self.folder.replace("{", "{{").replace("}", "}}"))
        return text.format(**values)

    def phrase_or(self, key: str, name: str) -> str:
        """The text of a key that data name, without values; the name as it is where there is none.

        >>> Words("en").phrase_or("sure.assumed", "assumed"), Words("en").phrase_or("sure.guessed", "guessed")
        ('assumed', 'guessed')
        """
        return self.phrase(key) if key in phrases() else name

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with the thousands and decimal marks of the language: 1.234,5 or 1,234.5; halves are rounded up.

        >>> Words("id").number(1234.5, 1), Words("en").number(-1234.5, 1)
        ('1.234,5', '−1,234.5')
        """
        from babel.numbers import format_decimal

        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        with localcontext(ALL_DIGITS):
            written: str = format_decimal(rounded(value, decimals), pattern, locale=self.language)
        return written.replace("-", MINUS)

    def spelled(self, count: int) -> str:
        """A count as a sentence begins with it: up to nine in words, then in digits.

        >>> Words("id").spelled(2), Words("en").spelled(12)
        ('dua', '12')
        """
        names = self.phrase("common.small_numbers").split()
        return names[count - 1] if 1 <= count <= len(names) else self.number(count)

    def percent(self, share: Any, decimals: int = 1) -> str:
        r"""A share (0 to 1) as a percentage with a no-break space; the word for unknown where it is missing.

        >>> Words("id").percent(0.7), Words("en").percent(0.7)
        ('70,0\xa0%', '70.0\xa0%')
        """
        if not isinstance(share, Real) or share != share:
            return self.phrase("common.unknown")
        return f"{self.number(float(share) * 100, decimals)}{NO_BREAK_SPACE}%"

    def date(self, day: str | dt.date | None) -> str:
        """A date as people write it; a text may be a year, a month or a day (2023, 2023-12, 2023-12-19).

        >>> Words("id").date("2023-12-19"), Words("en").date("2023-12"), Words("id").date("2023")
        ('19 Desember 2023', 'December 2023', '2023')
        """
        from babel.dates import format_date

        if not day:
            return self.phrase("common.undated")
        parts = [int(part) for part in str(day).split("-")]
        pattern = {1: "y", 2: "MMMM y", 3: "d MMMM y"}[len(parts)]
        written: str = format_date(dt.date(*[*parts, 1, 1][:3]), pattern, locale=self.language)
        return written

    def listed(self, items: Iterable[str]) -> str:
        """A list in words: `a, b, dan c` or `a, b, and c`.

        >>> Words("id").listed(["a", "b", "c"]), Words("en").listed(["a", "b"]), Words("en").listed([])
        ('a, b, dan c', 'a and b', '')
        """
        from babel.lists import format_list

        written: str = format_list([str(item) for item in items], locale=self.language)
        return written

    def either(self, items: Iterable[str]) -> str:
        """A list of which one holds, in words: `a, b, atau c` or `a, b, or c`.

        >>> Words("id").either(["a", "b"]), Words("en").either(["a", "b", "c"]), Words("en").either(["a"])
        ('a atau b', 'a, b, or c', 'a')
        """
        from babel.lists import format_list

        written: str = format_list([str(item) for item in items], style="or", locale=self.language)
        return written

    def span(self, low: Any, high: Any) -> str:
        """One number, or a range with an en dash: 7, or 23–26."""
        return str(low) if low == high else f"{low}{EN_DASH}{high}"
