"""What is asked for, and what a report is once it is settled: its parameters checked, its files named."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kkpham_analysis.language import LANGUAGES, Words
from kkpham_analysis.language.errors import WholeError
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.rules import parse_rule
from kkpham_analysis.reports.file_names import others_suffix, places_suffix, trial_suffix
from kkpham_analysis.tables.faults import shortened
from kkpham_analysis.tables.markings import MixedKindsError
from kkpham_analysis.tables.places.errors import CodesDoNotFitError, PlaceError, explain

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
OTHER_NAMES["year"] = "award_year"
ROUND_NAMES = ("award_year", "year")
KINDS = ("int", "float", "bool", "str", "list")
YES, NO = ("true", "yes", "ya", "1"), ("false", "no", "tidak", "0")
ALL_ROUNDS = "all"
RULE = "rule"

PlaceLookup = Callable[[str, str], str]
RuleLookup = Callable[[int], str | None]


@dataclass(frozen=True)
class CallFault:
    """One thing that is wrong with a call: the key of its sentence, and the values in it.

    `origin` is the file and the line that ask for it; empty and 0 where a person asked directly. `at` is the key there,
    where it is one.

    >>> fault = CallFault("call.no_round", {"year": 2021, "years": (2022, 2023)}, ("first.yaml", 4))
    >>> print(fault.sentence(Words("en")))
    first.yaml, line 4: there was no round in 2021; there are: 2022, 2023
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    origin: tuple[str, int] = ("", 0)
    at: str = ""

    def sentence(self, words: Words) -> str:
        """Say where, what, and what would be right, in one line."""
        said = words.phrase(self.key, **{name: self._said(name, value, words) for name, value in self.values.items()})
        file, line = self.origin
        if not file:
            return said
        where = "plan.where_key" if self.at else "plan.where"
        return f"{words.phrase(where, file=file, line=line, name=self.at) if line else file}: {said}"

    def _said(self, name: str, value: object, words: Words) -> str:
        if name == "nearest":
            return words.phrase("call.nearest", name=value) if value else ""
        if name in ("kind", "level"):
            return words.phrase(f"call.{name}_{value}")
        if isinstance(value, Exception):
            return in_words(value, words)
        if isinstance(value, list | tuple):
            return ", ".join(map(str, value)) or words.phrase("call.none")
        if isinstance(value, Path):  # a path that is cut short leads nowhere
            return str(value)
        return shortened(str(value))


class CallError(WholeError, ValueError):
    """A report cannot be made as asked; each of its `faults` says in a sentence what would be right.

    As text it is Indonesian, one line a fault; `sentences` gives either language.
    """

    def __init__(self, *faults: CallFault) -> None:
        self.faults = faults
        super().__init__("\n".join(self.sentences(Words())))

    def sentences(self, words: Words) -> list[str]:
        """Give what is wrong, a sentence for each fault, in a language."""
        return list(dict.fromkeys(fault.sentence(words) for fault in self.faults))


class Typed(str):
    """A value as typed on a command line: what it is, number or list, is for the notebook's parameter to say."""

    __slots__ = ()


@dataclass(frozen=True)
class Call:
    """A report as a person asks for it: a notebook, parameters (places by any name), a language, and its forms.

    `origin` is the file and the line that ask for it, where a plan does; `lines` those of its keys, parameters among
    them.
    """

    notebook: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    language: str = "id"
    origin: tuple[str, int] = ("", 0)
    forms: tuple[str, ...] = ("html",)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    @contextmanager
    def at(self, *keys: str) -> Iterator[None]:
        """Let what is wrong with it be said of the first of the keys that a file asks with, else of the whole call."""
        try:
            yield
        except CallError as error:
            key = next((key for key in keys if key in self.lines), "")
            origin = self.origin[0], self.lines.get(key, self.origin[1])
            raise CallError(*(replace(fault, origin=origin, at=key) for fault in error.faults)) from None


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

    `places` gives the name of every place among the parameters, by its code; `defaults` the codes, by parameter, of
    those that nobody gave, and that are the notebook's own. It `is_recorded` unless its files go to another place.
    """

    notebook: Path
    parameters: Mapping[str, Any]
    language: str
    ipynb: Path
    html: Path  # also where it is not among the forms: what the files are called but for their endings
    places: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    forms: tuple[str, ...] = ("html",)
    targets: Mapping[str, Path] = field(default_factory=dict)  # its files by form, where they are not those below
    is_recorded: bool = True
    typed: str = ""  # what stood before the command that makes it: the folders, as they were typed

    @property
    def files(self) -> dict[str, Path]:
        """The files that it makes, by form; the executed notebook, from which all are written, is the last."""
        if self.targets:
            return dict(self.targets)
        return {form: self.html.with_suffix(f".{form}") for form in self.forms} | {"ipynb": self.ipynb}

    @property
    def record(self) -> Path:
        """Where it is recorded beside its files what it says, and from what it was made."""
        return self.html.with_suffix(".json")

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
        there_are = {"name": name, "nearest": nearest(stem, known), "known": tuple(known)}
        raise CallError(CallFault("call.no_notebook", there_are))
    return notebooks / f"{stem}.ipynb"


def settled(
    call: Call,
    notebook: Path,
    known: Mapping[str, Parameter],
    *,
    out: Path,
    resolver: PlaceLookup,
    rounds: Collection[int],
    without: Collection[int] = (),
    awaited: Collection[int] = (),
    name_of: Callable[[str], str],
    rule_of: RuleLookup = lambda award_year: None,
) -> SettledReport:
    """Settle a call against the parameters that its notebook has.

    A rule is written in one way, and is left out where it is that of the round (`rule_of`): then it is no trial.

    Raises
    ------
    CallError
        With all faults of the call at once, and what would be right.
    """
    language = call.parameters.get("language", call.language)
    values = {name: parameter.default for name, parameter in known.items()}
    faults: list[CallFault] = []
    given = {name: value for name, value in call.parameters.items() if name != "language"}
    if "language" in known:
        values["language"] = str(language)
    defaults = {name: value for name, value in values.items() if name in PLACE_LEVELS and isinstance(value, str)}
    with _gathered(faults, call, "language"):
        _check_language(language)
    asked_as: dict[str, str] = {}
    for asked, value in given.items():
        with _gathered(faults, call, asked):
            name = _known_name(asked, known, notebook.stem)
            if (first := asked_as.setdefault(name, asked)) != asked:
                raise CallError(CallFault("call.named_twice", {"name": name, "names": (first, asked)}))
            defaults.pop(name, None)
            values[name] = _settled_value(known[name], value, resolver)
    with _gathered(faults, call, *ROUND_NAMES):
        if "award_year" in values and values["award_year"] not in rounds:
            raise CallError(no_round(values["award_year"], rounds, without=without, awaited=awaited))
    if faults:
        raise CallError(*faults)
    if values.get(RULE):
        values[RULE] = _settled_rule(values[RULE], rule_of(values.get("award_year", 0)))
    places = {code: name_of(code) for name in PLACE_LEVELS for code in _as_list(values.get(name))}
    folder = out / str(values.get("award_year", ALL_ROUNDS)) / str(language)
    stem = "-".join([notebook.stem, *_suffix(known, values, places)])
    files = folder / f"{stem}.ipynb", folder / f"{stem}.html"
    taken = {name: code for name, code in defaults.items() if code}
    return SettledReport(notebook, values, str(language), *files, places, taken, call.forms)


@contextmanager
def _gathered(faults: list[CallFault], call: Call, *keys: str) -> Iterator[None]:
    """Gather what is wrong with a call, each fault with its key: all is said at once."""
    try:
        with call.at(*keys):
            yield
    except CallError as error:
        faults += error.faults


def _check_language(language: Any) -> None:
    if language not in LANGUAGES:
        raise CallError(CallFault("call.no_language", {"name": language, "known": LANGUAGES}))


def _settled_rule(text: Any, round_rule: str | None) -> Any:
    """Write a rule in one way; empty where it is that of the round. What is no rule stays, to be refused as such."""
    try:
        rule = parse_rule(text)
    except ValueError:
        return text
    return "" if round_rule is not None and rule == parse_rule(round_rule) else str(rule)


def no_round(
    award_year: int, rounds: Collection[int], *, without: Collection[int], awaited: Collection[int] = ()
) -> CallFault:
    """What is wrong with a year of no known round.

    There was none, as with the years `without`; or it has no award list yet, as with those `awaited`; or nothing is
    known of it.
    """
    key = "no_round" if award_year in without else "awaited_round" if award_year in awaited else "unknown_round"
    key = f"call.{key}"
    return CallFault(key, {"year": award_year, "years": tuple(sorted(rounds))})


def _known_name(asked: str, known: Mapping[str, Parameter], notebook: str) -> str:
    for name in (asked, OTHER_NAMES.get(asked, asked)):
        if name in known:
            return name
    there_are = {"notebook": notebook, "name": asked, "nearest": nearest(asked, known), "known": tuple(known)}
    is_regency = PLACE_LEVELS.get(asked) == "regency"
    raise CallError(CallFault("call.no_parameter_regency" if is_regency else "call.no_parameter", there_are))


def _settled_value(parameter: Parameter, value: Any, resolver: PlaceLookup) -> Any:
    """Check the value against the parameter's kind, and turn names of places into codes."""
    name, kind = parameter.name, parameter.kind
    level = PLACE_LEVELS.get(name)
    if isinstance(value, Typed):
        value = _read(value, kind)
    if kind == "list" and isinstance(value, str | list | tuple):
        items = [value] if isinstance(value, str) else list(value)
        return items if level is None else list(dict.fromkeys(_code(item, level, resolver) for item in items))
    if isinstance(value, list | tuple):
        raise CallError(CallFault("call.one_value", {"name": name, "number": len(value)}))
    if level is not None:
        return _code(value, level, resolver)
    if not _fits(value, kind):
        raise CallError(CallFault("call.wrong_kind", {"name": name, "kind": kind, "value": repr(value)}))
    return value


def _read(text: str, kind: str) -> Any:
    """Read a typed value as its kind; one that cannot be read stays text, and is refused as such."""
    plain = text.strip()
    if kind == "list":
        return [part.strip() for part in plain.split(",") if part.strip()]
    if kind == "bool":
        return True if plain.lower() in YES else False if plain.lower() in NO else str(text)
    if kind == "int" and re.fullmatch(r"[+-]?[0-9]{1,18}", plain):
        return int(plain)
    if kind == "float" and re.fullmatch(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?", plain):
        return float(plain)
    return str(text)


def _fits(value: Any, kind: str) -> bool:
    is_flag = isinstance(value, bool)
    fits = {
        "int": isinstance(value, int) and not is_flag,
        "float": isinstance(value, int | float) and not is_flag,
        "bool": is_flag,
        "str": isinstance(value, str),
        "list": False,
    }
    return fits.get(kind, True)


def _code(value: Any, level: str, resolver: PlaceLookup) -> str:
    if not isinstance(value, str):
        raise CallError(CallFault("call.place_as_text", {"level": level, "value": str(value)}))
    try:
        return resolver(value, level)
    except (LookupError, ValueError) as error:
        raise CallError(CallFault("call.no_place", {"level": level, "error": error})) from None


def _suffix(known: Mapping[str, Parameter], values: Mapping[str, Any], places: Mapping[str, str]) -> list[str]:
    """Give what sets the file's name apart: the places, a rule on trial, any other value that is not the default."""
    codes = [code for name in PLACE_LEVELS for code in _as_list(values.get(name))]
    others = {
        name: values[name]
        for name in sorted(known)
        if name not in (*PLACE_LEVELS, "award_year", "language", RULE) and values[name] != known[name].default
    }
    return [
        part for part in (places_suffix(codes, places), trial_suffix(values.get(RULE)), others_suffix(others)) if part
    ]


def _as_list(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list | tuple) else [value]) if item]


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the one of the known words that was probably meant; empty where none is near."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)), "")


def in_words(error: Exception, words: Words) -> str:
    """Say an error in one line."""
    if isinstance(error, PlaceError | CodesDoNotFitError):
        said = explain(error, words)
    elif isinstance(error, UnfitError | MixedKindsError):
        said = error.sentence(words)
    else:
        said = str(error.args[0] if error.args else error)
    return " ".join(said.split()).removesuffix(".")
