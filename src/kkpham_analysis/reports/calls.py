"""What is asked for, and what a report is once it is settled: its parameters checked, its files named."""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kkpham_analysis.language import LANGUAGES

PLACE_LEVELS = {
    "province": "province",
    "province_code": "province",
    "provinces": "province",
    "province_codes": "province",
    "regency": "regency",
    "regency_code": "regency",
    "regencies": "regency",
    "regency_codes": "regency",
}
# What a person may call a parameter that a notebook names by its code, and the other way round.
OTHER_NAMES = {
    "province": "province_code",
    "regency": "regency_code",
    "provinces": "province_codes",
    "regencies": "regency_codes",
}
OTHER_NAMES |= {code: name for name, code in OTHER_NAMES.items()}
KINDS = {"int": "a whole number", "str": "text", "list": "a list", "bool": "true or false", "float": "a number"}
ALL_ROUNDS = "all"
LONGEST_SUFFIX = 100

PlaceLookup = Callable[[str, str], str]


class CallError(ValueError):
    """A report cannot be made as asked; the text says what would be right."""


@dataclass(frozen=True)
class Call:
    """A report as a person asks for it: a notebook, parameters (places by any name), a language."""

    notebook: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    language: str = "id"


@dataclass(frozen=True)
class Parameter:
    """A parameter of a notebook: its kind (`int`, `str`, `list`, `bool`, `float`, or empty), default and help."""

    name: str
    kind: str
    default: Any
    help: str = ""


@dataclass(frozen=True)
class SettledReport:
    """A report that can be run: every parameter with its value, and the files that it makes.

    `places` gives the name of every place among the parameters, by its code.
    """

    notebook: Path
    parameters: Mapping[str, Any]
    language: str
    ipynb: Path
    html: Path
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What people call the report: `2023/id/province_report-kalimantan-timur`."""
        return "/".join(self.html.with_suffix("").parts[-3:])


def notebook_file(name: str, notebooks: Path) -> Path:
    """Find the file of a notebook that is named with or without its ending and the folder's name.

    Raises
    ------
    CallError
        When the folder has no such notebook; names those it has.
    """
    known = sorted(file.stem for file in notebooks.glob("*.ipynb") if not file.name.startswith("."))
    stem = name.removeprefix(f"{notebooks.name}/").removesuffix(".ipynb")
    if stem not in known:
        raise CallError(f"there is no notebook '{name}'{_nearest(stem, known)}; there are: {', '.join(known)}")
    return notebooks / f"{stem}.ipynb"


def settled(
    call: Call,
    notebook: Path,
    known: Mapping[str, Parameter],
    *,
    out: Path,
    resolver: PlaceLookup,
    rounds: Collection[int],
    name_of: PlaceLookup,
) -> SettledReport:
    """Settle a call against the parameters that its notebook has.

    Raises
    ------
    CallError
        With all faults of the call at once, and what would be right.
    """
    faults: list[str] = []
    if call.language not in LANGUAGES:
        faults.append(f"language '{call.language}' is not known; use one of: {', '.join(LANGUAGES)}")
    values = {name: parameter.default for name, parameter in known.items()}
    for asked, value in {"language": call.language, **call.parameters}.items():
        if asked == "language" and asked not in known:
            continue
        try:
            name = _known_name(asked, known, notebook.stem)
            values[name] = _settled_value(known[name], value, resolver)
        except (LookupError, ValueError) as error:
            faults.append(str(error.args[0] if error.args else error))
    faults += _round_faults(values, rounds)
    if faults:
        raise CallError("\n".join(dict.fromkeys(faults)))
    places = {code: name_of(code, level) for name, level in PLACE_LEVELS.items() for code in _as_list(values.get(name))}
    folder = out / str(values.get("award_year", ALL_ROUNDS)) / call.language
    stem = "-".join([notebook.stem, *_suffix(known, values, places)])
    return SettledReport(notebook, values, call.language, folder / f"{stem}.ipynb", folder / f"{stem}.html", places)


def _round_faults(values: Mapping[str, Any], rounds: Collection[int]) -> list[str]:
    if "award_year" not in values or values["award_year"] in rounds:
        return []
    years = ", ".join(str(award_year) for award_year in sorted(rounds))
    return [f"there was no round in {values['award_year']}; there are: {years}"]


def _known_name(asked: str, known: Mapping[str, Parameter], notebook: str) -> str:
    for name in (asked, OTHER_NAMES.get(asked, asked)):
        if name in known:
            return name
    there_are = f"it has: {', '.join(known)}" if known else "it has none"
    raise CallError(f"{notebook} has no parameter '{asked}'{_nearest(asked, known)}; {there_are}")


def _settled_value(parameter: Parameter, value: Any, resolver: PlaceLookup) -> Any:
    """Check the value against the parameter's kind, and turn names of places into codes."""
    name, kind = parameter.name, parameter.kind
    level = PLACE_LEVELS.get(name)
    if kind == "list" and isinstance(value, str | list | tuple):
        items = [value] if isinstance(value, str) else list(value)
        if level is None:
            return items
        return [resolver(_text(name, item), level) for item in items]
    if isinstance(value, list | tuple):
        raise CallError(f"{name} takes one value, not {len(value)}; give one report for each")
    if level is not None:
        return resolver(_text(name, value), level)
    fits = {
        "int": isinstance(value, int) and not isinstance(value, bool),
        "float": isinstance(value, int | float) and not isinstance(value, bool),
        "bool": isinstance(value, bool),
        "str": isinstance(value, str),
        "list": False,
    }
    if not fits.get(kind, True):
        raise CallError(f"{name} is {KINDS[kind]}, not {value!r}")
    return value


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise CallError(f"{name} is the code or name of a place, as text: write '{value}' in quotes")
    return value


def _suffix(known: Mapping[str, Parameter], values: Mapping[str, Any], places: Mapping[str, str]) -> list[str]:
    """Give what sets the file's name apart: the places, then a mark for any other value that is not the default."""
    codes = [code for name in PLACE_LEVELS for code in _as_list(values.get(name))]
    slug = "-".join(_slug(places[code]) or _slug(code) for code in codes)
    if len(slug) > LONGEST_SUFFIX:
        slug = f"{len(codes)}-{_mark(codes)}"
    others = [
        f"{name}={values[name]!r}"
        for name in sorted(known)
        if name not in (*PLACE_LEVELS, "award_year", "language") and values[name] != known[name].default
    ]
    return [part for part in (slug, _mark(others) if others else "") if part]


def _slug(text: str) -> str:
    """Write a name with small letters, digits and hyphens alone, so that it can only be the name of a file."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _mark(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]


def _as_list(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list | tuple) else [value]) if item]


def _nearest(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; did you mean '{close[0]}'?" if close else ""
