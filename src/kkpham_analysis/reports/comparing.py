"""Two documents of one report, held against each other: which number, word or picture is another."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kkpham_analysis.reports.document import Document, sources_in

# What says how a block looks, and nothing of what it says.
LAYOUT = ("align", "map")
# Pictures as base64, by what they are called: they are another or not.
PICTURES = {"png": "picture", "slide": "slide"}
# What a value of a list is told by, the first of these that it has.
TOLD_BY = ("name", "title", "label", "heading")
# What a row is known by, whatever its name looks like: the first of these that its table has, one of each.
CODES = ("regency_code", "province_code")
# A sign behind a name says something of the row, and is no part of the name.
SIGNS = re.compile(r"[\s*†‡§¹²³]+$")
# Behind what a key figure is, its label says how it is known, or by which rule.
MORE_OF_LABEL = re.compile(r"[;:,(]")


@dataclass(frozen=True)
class Moved:
    """What is another than before, and where: `kind` of block, its `name` (a caption), row, column, `part` of the cell.

    `old` is empty where it was not there, `new` where it is no longer there. `part` is empty for the text itself; else
    what else the cell says: its tone, its sources, its value.
    """

    kind: str
    name: str
    row: str
    column: str
    old: str
    new: str
    part: str = ""


# Row, column, part, what was said and what is said now.
Change = tuple[str, str, str, Any, Any]


def moved_between(old: Document, new: Document) -> list[Moved]:
    """Everything that two documents say differently, in the order of the new one; then what is only in the old one.

    Tables and figures are told by their captions and sections, rows by the codes or names of their places, key figures
    by their labels, so that one more of them moves no others. The order of rows is not compared, nor what `LAYOUT`
    names; a kind of block that is not known here is compared like any other, value by value.
    """
    found = []
    for was, now in aligned(_placed(old), _placed(new), _by_caption, _by_name, _by_section, _alone):
        kind, section, _ = now or was or ("", "", {})
        before, after = was[2] if was else {}, now[2] if now else {}
        name = _name_of(after or before, section)
        for row, column, part, one, other in _changes_of(kind, before, after):
            found.append(Moved(kind, name, row, column, *_told(one, other), part))
    marks = {"type": "head", "marks": list(old.marks)}, {"type": "head", "marks": list(new.marks)}
    if not any(one.column == "marks" for one in found):
        found += [Moved("head", "", row, column, *_told(one, other), part)
                  for row, column, part, one, other in _generic(*marks)]  # fmt: skip
    return found


# A block with its kind and the section that it stands in.
Placed = tuple[str, str, dict[str, Any]]


def _placed(document: Document) -> list[Placed]:
    found, section = [], ""
    for block in document.blocks:
        section = block["title"] if block["type"] == "section" else section
        found.append((block["type"], section, block))
    return found


def _name_of(block: Mapping[str, Any], section: str) -> str:
    return str(block.get("caption") or (section if block.get("type") in ("prose", "printed", "section") else ""))


def without_numbers(text: str) -> str:
    """A text whose numbers are no matter, for a number that moved leaves it what it was."""
    return re.sub(r"\d+", "#", text)


def _by_caption(placed: Placed) -> Hashable:
    return placed[0], without_numbers(placed[1]), without_numbers(_name_of(placed[2], placed[1]))


def _by_name(placed: Placed) -> Hashable:
    return placed[0], without_numbers(_name_of(placed[2], placed[1]))


def _by_section(placed: Placed) -> Hashable:
    # The caption of a figure says what it found: it is told by the section that it stands in.
    return placed[:2]


def _alone(placed: Placed) -> Hashable:
    """By its kind alone what has no caption; a table is not another one that came into its place."""
    return placed[0] if "caption" not in placed[2] else id(placed[2])


def aligned(
    old: Sequence[Any], new: Sequence[Any], *keys: Callable[[Any], Hashable]
) -> list[tuple[Any | None, Any | None]]:
    """Pairs of what is the same by the first key; of the rest by the next; then what has no other, None beside it.

    They are in the order of the new ones; what is no longer there comes last.
    """
    left, partner = list(range(len(old))), dict[int, int]()
    for key in keys:
        waiting = defaultdict[Hashable, deque[int]](deque)
        for place in left:
            waiting[key(old[place])].append(place)
        for place, one in enumerate(new):
            if place not in partner and waiting.get(key(one)):
                partner[place] = waiting[key(one)].popleft()
        found = set(partner.values())
        left = [place for place in left if place not in found]
    pairs = [(old[partner[place]] if place in partner else None, one) for place, one in enumerate(new)]
    return [*pairs, *((old[place], None) for place in left)]


def _changes_of(kind: str, was: dict[str, Any], now: dict[str, Any]) -> Iterator[Change]:
    """Everything in a block that is another, each with where it stands."""
    known = {"table": _of_table, "facts": _of_facts, "prose": _of_prose, "sources": _of_sources, "figure": _of_figure}
    return known[kind](was, now) if kind in known else _generic(was, now)


def _generic(was: Any, now: Any, rows: tuple[str, ...] = (), keys: tuple[str, ...] = ()) -> Iterator[Change]:
    """Every value of two structures that is another: the names of its lists, its first key and its last one."""
    if isinstance(was, Mapping) or isinstance(now, Mapping):
        before, after = (value if isinstance(value, Mapping) else {} for value in (was, now))
        for key in (key for key in dict.fromkeys([*after, *before]) if key not in (*LAYOUT, "type")):
            yield from _generic(before.get(key), after.get(key), rows, (*keys, PICTURES.get(key, key)))
    elif isinstance(was, list) or isinstance(now, list):
        lists = [value if isinstance(value, list) else [] for value in (was, now)]
        for number, (one, other) in enumerate(aligned(lists[0], lists[1], _as_json, _told_by), start=1):
            name = _told_by(one if other is None else other) or str(number)
            yield from _generic(one, other, (*rows, name), keys)
    elif _as_json(was) != _as_json(now) and (was, now) not in ((None, ""), ("", None)):
        yield ", ".join(rows), *(keys[:1] or ("",)), keys[-1] if len(keys) > 1 else "", *_hidden(keys, was, now)


def _hidden(keys: tuple[str, ...], *values: Any) -> Iterator[Any]:
    """Values as they are told; a picture by what tells it apart."""
    is_picture = bool(keys) and keys[-1] in PICTURES.values()
    for value in values:
        yield hashlib.sha256(value.encode()).hexdigest()[:12] if is_picture and isinstance(value, str) else value


def _told_by(value: Any) -> str:
    if not isinstance(value, Mapping):
        return ""
    return next((str(value[key]) for key in TOLD_BY if value.get(key)), "")


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _told(was: Any, now: Any) -> tuple[str, str]:
    """Both values as texts; two that read alike, such as a number and a text of it, as they are stored."""
    old, new = ("" if value is None else value if isinstance(value, str) else _as_json(value) for value in (was, now))
    return (old, new) if old != new else (_as_json(was), _as_json(now))


def _of_facts(was: dict[str, Any], now: dict[str, Any]) -> Iterator[Change]:
    """Key figures by their labels, or by what a label begins with; by their places never: another one may stand there.

    One whose label is another as a whole is gone, and the one in its place new.
    """
    one, other = (list(map(tuple, block.get("facts", []))) for block in (was, now))
    for before, after in aligned(one, other, lambda fact: fact, _label, _label_alone, _label_begun):
        value, label = before or (None, None)
        value_now, label_now = after or (None, None)
        row = str(label if after is None else label_now)
        if value != value_now:
            yield row, "", "", value, value_now
        if before and after and label != label_now:
            yield row, "label", "", label, label_now
    yield from _generic(_without(was, "facts"), _without(now, "facts"))


def _label(fact: tuple[str, str]) -> str:
    return SIGNS.sub("", fact[1])


def _label_alone(fact: tuple[str, str]) -> str:
    return without_numbers(_label(fact))


def _label_begun(fact: tuple[str, str]) -> str:
    return MORE_OF_LABEL.split(_label_alone(fact), maxsplit=1)[0].strip()


def _of_prose(was: dict[str, Any], now: dict[str, Any]) -> Iterator[Change]:
    one, other = (list(enumerate(block.get("paragraphs", []), start=1)) for block in (was, now))
    for before, after in aligned(one, other, lambda said: said[1], lambda said: without_numbers(said[1]),
                                  lambda said: ""):  # fmt: skip
        (number, text), (number_now, text_now) = before or (0, None), after or (0, None)
        if text != text_now:
            yield str(number_now or number), "", "", text, text_now
    yield from _generic(_without(was, "paragraphs"), _without(now, "paragraphs"))


def _of_sources(was: dict[str, Any], now: dict[str, Any]) -> Iterator[Change]:
    """Sources by their titles; the headings of their groups, and the newest day, apart."""
    listed = [sources_in(block) if "groups" in block else [] for block in (was, now)]
    for one, other in aligned(listed[0], listed[1], _as_json, lambda source: source["url"] or id(source), _told_by):
        for _, column, part, before, after in _generic(one, other):
            yield _told_by(other or one), column, part, before, after
    yield from _generic(_headed(was), _headed(now))


def _headed(block: dict[str, Any]) -> dict[str, Any]:
    """A list of sources without them: its groups by their headings, and how many stand in each."""
    groups = [_without(group, "sources") | {"sources": len(group["sources"])} for group in block.get("groups", [])]
    return _without(block, "groups") | {"groups": groups}


def _without(block: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in block.items() if key not in keys}


@dataclass(frozen=True)
class _Row:
    """A row of a table: its name without signs, its code, its cells by their columns, and its values by theirs."""

    name: str
    code: str
    cells: Mapping[str, Mapping[str, Any]]
    values: Mapping[str, Any]


def _of_table(was: dict[str, Any], now: dict[str, Any]) -> Iterator[Change]:
    before, after = _rows(was), _rows(now)
    headings = {**_headings(was), **_headings(now)}
    for one, other, name in _named_pairs(before, after):
        changes = list(_of_cells(one, other, headings))
        yield from ((name, *change) for change in changes)
        # A value of a cell that reads otherwise is another too: that is said once.
        said = {column for column, part, *_ in changes if not part}
        of = {**_shown_for(was), **_shown_for(now)}
        values = one.values if one else {}, other.values if other else {}
        for column in dict.fromkeys([*values[1], *values[0]]):
            pair = values[0].get(column), values[1].get(column)
            if one and other and _as_json(pair[0]) != _as_json(pair[1]) and of[column][0] not in said:
                yield name, of[column][1], "value", *pair
    if was and now:
        yield from _generic(_without_rows(was), _without_rows(now))
    else:
        yield "", "caption", "", was.get("caption"), now.get("caption")


def _of_figure(was: dict[str, Any], now: dict[str, Any]) -> Iterator[Change]:
    """What a figure says, and the values behind it by the names and rounds of their rows."""
    headings = {**_value_headings(was), **_value_headings(now)}
    for one, other in aligned(_value_rows(was), _value_rows(now), _as_json, lambda row: row[0]):
        (name, after), (name_before, before) = _named_values(other), _named_values(one)
        for column in dict.fromkeys([*after, *before]):
            if _as_json(before.get(column)) != _as_json(after.get(column)):
                yield name or name_before, headings[column], "value", before.get(column), after.get(column)
    yield from _generic(_without_rows(was), _without_rows(now))


def _named_values(row: tuple[tuple[str, ...], dict[str, Any]] | None) -> tuple[str, dict[str, Any]]:
    return (row[0][-1], row[1]) if row else ("", {})


def _value_headings(block: Mapping[str, Any]) -> dict[str, str]:
    columns = block.get("data", {}).get("columns", [])
    return dict(zip(_unique([column["name"] for column in columns]), (one["heading"] for one in columns), strict=True))


def _value_rows(block: Mapping[str, Any]) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    """Rows of values, each with what it is known by: its code, and last its name, with the round where they differ."""
    data = block.get("data", {"columns": [], "rows": []})
    names = list(_value_headings(block))
    kinds = {name: column["kind"] for name, column in zip(names, data["columns"], strict=True)}
    told_by = next((name for name in names if kinds[name] == "text" and name not in CODES), "")
    rows = [dict(zip(names, row, strict=False)) for row in data["rows"]]
    rounds = [name for name in names if kinds[name] == "year" and len({row.get(name) for row in rows}) > 1]
    return [
        ((*(str(row.get(code, "")) for code in CODES),
          ", ".join(str(row.get(name) or "") for name in filter(None, [told_by, *rounds]))), row)
        for row in rows
    ]  # fmt: skip


def _without_rows(table: Mapping[str, Any]) -> dict[str, Any]:
    return _without(table, "rows", "data") | {"data": _without(table.get("data", {}), "rows")}


def _of_cells(one: _Row | None, other: _Row | None, headings: Mapping[str, str]) -> Iterator[tuple[str, str, Any, Any]]:
    cells, cells_now = one.cells if one else {}, other.cells if other else {}
    for column in dict.fromkeys([*cells_now, *cells]):
        for _, key, part, was, now in _generic(cells.get(column, {}), cells_now.get(column, {})):
            # Of a row that is new or gone, its texts say enough.
            if (one and other) or key == "text":
                yield headings[column], "" if key == "text" else part or key, was, now


def _named_pairs(before: list[_Row], after: list[_Row]) -> Iterator[tuple[_Row | None, _Row | None, str]]:
    """Rows that are the same one, each with its name; of several that are called alike, with its number among them."""
    seen: Counter[str] = Counter()
    for one, other in aligned(before, after, lambda row: _as_json([row.cells, row.values]),
                               lambda row: row.code or id(row), lambda row: row.name,
                               lambda row: without_numbers(row.name)):  # fmt: skip
        name = str(other.name if other else one.name if one else "")
        seen[name] += 1
        yield one, other, name if seen[name] == 1 else f"{name} ({seen[name]})"


def _rows(block: dict[str, Any]) -> list[_Row]:
    columns = list(_headings(block))
    data = block.get("data", {"columns": [], "rows": []})
    names = _unique([column["name"] for column in data["columns"]])
    values = [dict(zip(names, row, strict=False)) for row in data["rows"]]
    code = next((name for name in CODES if name in names), "")
    is_one_each = len({said.get(code) for said in values}) == len(values)
    values += [{}] * (len(block.get("rows", [])) - len(values))
    return [
        _Row(SIGNS.sub("", row[0]["text"]) if row else "", str(said.get(code) or "") if is_one_each else "",
             dict(zip(columns, row, strict=False)), said)
        for row, said in zip(block.get("rows", []), values, strict=False)
    ]  # fmt: skip


def _headings(block: Mapping[str, Any]) -> dict[str, str]:
    """The heading of each column by its name, which a heading that changed leaves as it is."""
    columns = block.get("columns", [])
    names = _unique([str(column.get("name") or column["heading"]) for column in columns])
    return {name: column["heading"] for name, column in zip(names, columns, strict=True)}


def _shown_for(block: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Of each column of values the heading of the cell that shows it, and its own."""
    columns = block.get("data", {}).get("columns", [])
    headings = _headings(block)
    names = _unique([column["name"] for column in columns])
    return {name: (headings.get(column["of"], ""), column["heading"])
            for name, column in zip(names, columns, strict=True)}  # fmt: skip


def _unique(names: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found
