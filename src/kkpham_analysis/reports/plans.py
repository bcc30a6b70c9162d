"""Plans: files that list the reports to run, as notebooks, parameters and values to make one report of each."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import ReaderError

from kkpham_analysis.reports.calls import OTHER_NAMES, PLACE_LEVELS, Call, CallError, CallFault, nearest
from kkpham_analysis.reports.forms import FORMS
from kkpham_analysis.reports.plan_values import (
    EVERY_WORD,
    LATEST,
    LIKE_SPAN,
    ROUND_KEYS,
    WORDS_OF,
    Facts,
    Span,
    TableFacts,
    Word,
    read_text,
    rounds_of,
    values_of,
)

KEYS = ("notebook", "parameters", "each", "to")
LARGEST_FILE = 100_000
DEEPEST = 6
MOST_REPORTS = 10_000
# What a list of values is like, where it is not one of places.
EXAMPLES = dict.fromkeys(ROUND_KEYS, "2023, 2024") | {"language": "id, en"}
# The keys of which either names the same parameter: one of them would be dropped.
TWINS = (ROUND_KEYS, *((name, OTHER_NAMES[name]) for name in PLACE_LEVELS if "_code" not in name))
VALUE_TAGS = tuple(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool"))


def plan_file(name: str, plans: Path) -> Path:
    """Find a plan by its name in the folder of plans, or by its path.

    Raises
    ------
    CallError
        When there is none; names those there are.
    """
    known = sorted(file.stem for file in plans.glob("*.yaml"))
    if name in known:
        return plans / f"{name}.yaml"
    if name.endswith((".yaml", ".yml")) and Path(name).is_file():
        return Path(name)
    raise CallError(CallFault("plan.no_plan", {"name": name, "nearest": nearest(name, known), "known": tuple(known)}))


def read_plan(path: Path, facts: Facts | None = None, *, year: int | None = None) -> list[Call]:
    """Read a plan: a YAML list whose items have `notebook`, and may have `parameters`, `each` and `to`.

    A list under `each` makes one report of each of its values, and several lists are multiplied; a list under
    `parameters` goes whole into one report. `to` names the forms of each, html alone where it is left out. Whether a
    notebook has the parameters is for `settle` to say.

    Under `each`, `all` and `awarded` stand for the places that there were, or that were awarded, in the round of the
    report; `all` rounds are those that claims speak of, `2016..2023` those between, `latest` the last of them.

    Parameters
    ----------
    path : Path
        The file.
    facts : Facts, optional
        What these words are asked of; the tables where nothing is said.
    year : int, optional
        A round that takes the place of those in the file.

    Returns
    -------
    list of Call
        In the order of the file, round by round, each with the file and line that ask for it.

    Raises
    ------
    CallError
        With all faults of the file at once: file, line, key, and what would be right.
    """
    root = _composed(path)
    if not isinstance(root, yaml.SequenceNode) or not root.value:
        raise CallError(_fault("plan.not_a_list", path, root))
    entries = [_Entry(path, item, year) for item in root.value]
    faults = [fault for entry in entries for fault in entry.faults]
    # The tables are asked for a plan that is whole, and for no other.
    known = facts or TableFacts()
    calls: list[Call] = []
    asked = 0
    for entry in entries if not faults else [entry for entry in entries if not entry.words]:
        grids = [*entry.grids(known)]
        number = sum(math.prod(map(len, grid.values())) for grid in grids)
        if (asked := asked + number) > MOST_REPORTS:
            raise CallError(*faults, entry.too_many(grids, asked))
        if not number and not entry.faults:
            faults.append(entry.nothing(known))
        calls += entry.calls(grids)
    if faults:
        raise CallError(*faults)
    return calls


class _Entry:
    """One item of a plan, with what is wrong in it."""

    def __init__(self, path: Path, item: yaml.Node, year: int | None = None) -> None:
        self.path = path
        self.item = item
        self.faults: list[CallFault] = []
        self.notebook = ""
        self.parameters: dict[str, Any] = {}
        self.each: dict[str, list[Any]] = {}
        self.given: list[yaml.ScalarNode] = []
        # Where each key stands, and each value of one; a value by how it is written in Python.
        self.keys: dict[str, yaml.Node] = {}
        self.written: dict[tuple[str, str], yaml.Node] = {}
        self.repeated: set[str] = set()
        self.forms: tuple[str, ...] = FORMS[:1]
        if not isinstance(item, yaml.MappingNode):
            self._wrong("plan.not_a_report", item, known=KEYS)
            return
        for key, key_node, value in self._pairs(item):
            self._take(key, key_node, value)
        if "notebook" not in {key.value for key, _ in item.value}:
            self._wrong("plan.no_key", item)
        for key in sorted(self.parameters.keys() & self.each.keys()):
            self._wrong("plan.in_both", self.keys[key], name=key)
        self._check_twins()
        if year is not None:
            self._narrow(year)
        self._check_round()

    @property
    def words(self) -> dict[str, list[Word | Span]]:
        """What of it the facts have to tell, by key."""
        every = {**{name: [value] for name, value in self.parameters.items()}, **self.each}
        told = {name: [one for one in values if isinstance(one, Word | Span)] for name, values in every.items()}
        return {name: values for name, values in told.items() if values}

    def grids(self, facts: Facts) -> Iterator[dict[str, Sequence[Any]]]:
        """For each round, the values of which every combination makes a report."""
        name = self._round_key()
        in_each = name in self.each
        for award_year in rounds_of(self.each[name] if in_each else [self.parameters.get(name)], facts):
            others = {
                key: values_of(key, values, award_year, facts, most=MOST_REPORTS)
                for key, values in self.each.items()
                if key != name
            }
            yield {**({name: [award_year]} if in_each or name in self.parameters else {}), **others}

    def calls(self, grids: Sequence[dict[str, Sequence[Any]]]) -> Iterator[Call]:
        """One call for each combination of the values under `each`."""
        origin = (self.path.name, self.item.start_mark.line + 1)
        for grid in grids:
            for values in itertools.product(*grid.values()):
                given = {**self.parameters, **dict(zip(grid, values, strict=True))}
                asked = {"notebook": self.notebook, **given}
                # What a list repeats stands first: it asks for a report twice.
                order = sorted(asked, key=lambda name: name not in self.repeated)
                lines = {name: self._line_of(name, asked[name]) for name in order}
                language = given.pop("language", "id")
                yield Call(self.notebook, given, language, origin, self.forms, lines)

    def _line_of(self, key: str, value: Any) -> int:
        """The line of a value, or of the key of one that is not written but meant; of the item without either."""
        at = self.written.get((key, repr(value)), self.keys.get(key, self.item))
        return int(at.start_mark.line) + 1

    def nothing(self, facts: Facts) -> CallFault:
        """What is wrong with an item that asks for no report at all, for nothing is what its words stand for."""
        said = [f"{name}: {value}" for name, values in self.words.items() for value in values]
        at = next((self.keys[name] for name in self.words if name in self.keys), self.item)
        return _fault("plan.nothing", self.path, at, values=said, years=[*facts.rounds])

    def too_many(self, grids: Sequence[dict[str, Sequence[Any]]], number: int) -> CallFault:
        """What is wrong with an item that asks for too many reports; how many, where its values were all counted."""
        cut = any(len(values) > MOST_REPORTS for grid in grids for values in grid.values())
        key = "plan.more_than" if cut else "plan.too_many"
        name = "each" if self.each else "notebook"
        at = self.keys.get(name, self.item)
        return _fault(key, self.path, at, at_key=name, number=number, most=MOST_REPORTS)

    def _narrow(self, year: int) -> None:
        """Let a round take the place of those that are written."""
        name = self._round_key()
        if name in self.each:
            self.each[name] = [year]
        else:
            self.parameters[name] = year

    def _round_key(self) -> str:
        written = (name for name in ROUND_KEYS if name in self.each or name in self.parameters)
        return next(written, ROUND_KEYS[0])

    def _check_twins(self) -> None:
        """Refuse a round or a place that two keys name, under parameters, under each, or in both."""
        for names in TWINS:
            written = [key for key in self.given if key.value in names]
            if len({key.value for key in written}) > 1:
                level = PLACE_LEVELS.get(names[0], "round")
                self._wrong("plan.named_twice", written[-1], level=level, names=[*names])

    def _check_round(self) -> None:
        """Refuse words that mean places of a round where it is not said of which."""
        name = self._round_key()
        years = self.each.get(name, [self.parameters.get(name)])
        if all(type(year) is int or isinstance(year, Word | Span) for year in years):
            return
        for key, values in self.words.items():
            if key not in ROUND_KEYS and any(isinstance(value, Word) for value in values):
                self._wrong("plan.needs_round", self.keys[key], name=key, value=values[0])

    def _take(self, key: str, key_node: yaml.Node, value: yaml.Node) -> None:
        if key not in KEYS:
            self._wrong("plan.unknown_key", key_node, name=key, nearest=nearest(key, KEYS), known=KEYS)
        elif key == "notebook":
            self.notebook = self._name(key, value)
        elif key == "to":
            self.forms = self._forms(key, value)
        elif not isinstance(value, yaml.MappingNode):
            self._wrong("plan.not_a_map", key_node, name=key)
        elif key == "parameters":
            self.parameters = {name: self._value(name, node) for name, node in self._given(value)}
        else:
            self.each = {name: self._values(name, node) for name, node in self._given(value)}

    def _given(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
        """Parameters with their values; their keys are noted."""
        for name, key, value in self._pairs(node):
            self.given.append(key)
            yield name, value

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.ScalarNode, yaml.Node]]:
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._wrong("plan.not_a_name", key, name="?")
            elif key.value in seen:
                self._wrong("plan.key_twice", key, name=key.value)
            else:
                seen.add(key.value)
                self.keys[key.value] = key
                yield key.value, key, value

    def _name(self, key: str, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode) and node.tag == VALUE_TAGS[0] and node.value.strip():
            return str(node.value)
        self._wrong("plan.not_a_name", node, name=key)
        return ""

    def _forms(self, key: str, node: yaml.Node) -> tuple[str, ...]:
        is_list = isinstance(node, yaml.SequenceNode) and node.value
        names = [self._scalar(key, item) for item in node.value] if is_list else [self._name(key, node)]
        for name, at in zip(names, node.value if is_list else [node], strict=True):
            if name and name not in FORMS:
                self._wrong("call.no_format", at, at_key=key, name=name, known=FORMS)
        return tuple(dict.fromkeys(names))

    def _values(self, key: str, node: yaml.Node) -> list[Any]:
        if isinstance(node, yaml.SequenceNode) and node.value:
            return [self._once(key, item) for item in node.value]
        before = len(self.faults)
        meant = self._meant(key, node) if isinstance(node, yaml.ScalarNode) else None
        if isinstance(meant, Word | Span):
            return [meant]
        if len(self.faults) == before or meant == "":
            del self.faults[before:]
            self._wrong("plan.not_values", node, name=key, example=EXAMPLES.get(key, "kaltim, kaltara"))
        return []

    def _once(self, key: str, node: yaml.Node) -> Any:
        """A value of a list, of which each makes a report of its own; whether it was there before is noted."""
        value = self._meant(key, node)
        self.repeated |= {key} if (key, repr(value)) in self.written else set()
        self.written[key, repr(value)] = node
        return value

    def _value(self, key: str, node: yaml.Node) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return [self._scalar(key, item) for item in node.value]
        meant = self._meant(key, node)
        if isinstance(meant, Word | Span) and meant != Word(LATEST):
            self._wrong("plan.only_each", node, name=key, value=meant)
        return meant

    def _meant(self, key: str, node: yaml.Node) -> Any:
        """A value, or what stands for several: only without quotes, in which it is text."""
        value = self._scalar(key, node)
        if not isinstance(value, str) or not isinstance(node, yaml.ScalarNode) or node.style:
            return value
        meant = read_text(key, value)
        known = WORDS_OF.get(key, ())
        if isinstance(meant, Span) and meant.first > meant.last:
            self._wrong("plan.backwards", node, name=key, value=meant, other=Span(meant.last, meant.first))
        elif known and isinstance(meant, str) and meant.lower() in EVERY_WORD:
            self._wrong("plan.no_word", node, name=key, value=meant, known=known)
        elif key in ROUND_KEYS and isinstance(meant, str) and LIKE_SPAN.fullmatch(meant):
            self._wrong("plan.no_range", node, name=key, value=meant)
        return meant

    def _scalar(self, key: str, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.tag in VALUE_TAGS:
            try:
                return yaml.SafeLoader("").construct_object(node)
            except (ValueError, OverflowError, yaml.YAMLError):
                pass
        self._wrong("plan.not_a_value", node, name=key)
        return ""

    def _wrong(self, key: str, node: yaml.Node, /, *, at_key: str = "", **values: object) -> None:
        self.faults.append(_fault(key, self.path, node, at_key=at_key, **values))


def _fault(
    key: str, path: Path, at: yaml.Node | yaml.Event | None = None, /, *, at_key: str = "", **values: object
) -> CallFault:
    """What is wrong at a place of the file; `at_key` is the key there, where the sentence itself names none."""
    mark = at.start_mark if at is not None else None
    return CallFault(key, values, (path.name, mark.line + 1 if mark else 0), at_key)


def _composed(path: Path) -> yaml.Node | None:
    """Parse the file into nodes that know their lines, and build nothing from them yet."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
        if len(raw) > LARGEST_FILE:
            raise CallError(_fault("plan.too_large", path, kilobytes=LARGEST_FILE // 1000))
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise CallError(_fault("plan.unreadable", path)) from None
    return _parsed(text, path)


def _parsed(text: str, path: Path) -> yaml.Node | None:
    # What the parser says of it is English, and meant for who writes parsers.
    try:
        _refuse_traps(text, path)
        root: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except ReaderError as error:
        about: dict[str, Any] = {"code": f"U+{error.character:04X}", "number": text[: error.position].count("\n") + 1}
        raise CallError(_fault("plan.no_character", path, **about)) from None
    except yaml.MarkedYAMLError as error:
        line, column = (mark.line + 1, mark.column + 1) if (mark := error.problem_mark) else (0, 0)
        raise CallError(CallFault("plan.syntax", {"column": column}, (path.name, line))) from None
    return root


def _refuse_traps(text: str, path: Path) -> None:
    """Refuse what can make a small file huge, or exhaust the stack of what reads it."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise CallError(_fault("plan.alias", path, event))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise CallError(_fault("plan.too_deep", path, event))
