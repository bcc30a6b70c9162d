"""What tables on slides hold: rows of a table or of a matrix as people read them, and the same in sentences."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kkpham_analysis.language import NO_BREAK_SPACE, Words

# Names that begin alike stand behind one word for all of them.
LEVELS = re.compile(r"(Kabupaten|Kota)(?: Administrasi)? ")
SIGNS = {"compliant": "■", "not_compliant": "×", "not_named": "–", "disputed": "?", "unknown": "•"}
SIGN_TONES = {
    "compliant": "yes",
    "not_compliant": "no",
    "not_named": "no",
    "disputed": "disputed",
    "unknown": "unknown",
}
CONTESTED, INFERRED = "*", "~"
# More rows than a slide has room for; and what parts the second half of them from the numbers of the first.
MANY, APART = 14, 3 * NO_BREAK_SPACE
NOTHING = ("", "–")
# Which columns stand right in a table of what there is, how many, and their names.
NAMES_AND_NUMBER = (False, True, False)
# The same of names and numbers alone, the second half of them beside the first.
IN_HALVES = (False, True) * 2
# Names in a row of running text, at most.
IN_A_LINE = 10
# Results in the order in which they are told, and as many lines as names need.
TONES, EVERY_LINE = ("yes", "disputed", "no", "unknown"), 12


@dataclass(frozen=True)
class Rows:
    """A part of a table: headings, cells as people read them, and how they look.

    `lines` is how many lines a list of names may take at most; `rest` how many rows are on no slide; `below` what is
    said below it, and before that `left_out`, who is not among the rows; `is_bold` whether results are set in bold,
    which takes more room; `whole` the table of which this is a part, whose columns it has.
    """

    headings: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    tones: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    lines: int = 1
    alt: str = ""
    rest: int = 0
    below: str = ""
    left_out: str = ""
    is_bold: bool = True
    whole: Rows | None = None

    def from_row(self, start: int) -> int:
        """How many rows of the report stand in those from one on: two in each where the table is in halves."""
        halves = (0, 2) if self.right == IN_HALVES else (0,)
        return sum(bool(row[half]) for row in self.cells[start:] for half in halves)


def shown_columns(block: Mapping[str, Any]) -> list[int]:
    """Columns that slides show: not those that lead to sources, whose list is in the report."""
    return [i for i in range(len(block["columns"])) if not any("sources" in row[i] for row in block["rows"])]


def rows_of(block: Mapping[str, Any], part: slice, lines: int, words: Words) -> Rows:
    """Some rows of a table."""
    rows, shown = block["rows"][part], shown_columns(block)
    columns = [block["columns"][i] for i in shown]
    return Rows(
        tuple(column["heading"] for column in columns),
        tuple(tuple(by_level(row[i]["text"]) for i in shown) for row in rows),
        tuple(tuple(row[i].get("tone", "") for i in shown) for row in rows),
        tuple(column["align"] == "right" for column in columns),
        lines,
        words.phrase("slides.table", title=block["caption"]),
        left_out=block.get("left_out", ""),
    )


def _numbered(block: Mapping[str, Any], words: Words) -> Rows | None:
    """A table of names and how many there are, which says how many of them are inferred; None of any other table."""
    whole = rows_of(block, slice(None), 0, words)
    if whole.right != NAMES_AND_NUMBER:
        return None
    names = [row[shown_columns(block)[2]]["text"] for row in block["rows"]]
    told = ((row[0], _with_inferred(row[1], every, words)) for row, every in zip(whole.cells, names, strict=True))
    return replace(whole, cells=tuple(told))


def names_counted(block: Mapping[str, Any], parts: int, words: Words) -> list[Rows]:
    """A long table of names and how many there are, without the names: in so many parts, each of them in two halves.

    Nothing of any other table, nor where rows are called alike, which only their names tell apart. The names are in
    the notes.
    """
    whole = _numbered(block, words)
    if whole is None or not MANY < len(whole.cells) == len({row[0] for row in whole.cells}):
        return []
    size = math.ceil(len(whole.cells) / parts)
    in_one = _in_halves(whole, 0, len(whole.cells), words)
    starts = range(0, len(whole.cells), size)
    return [replace(_in_halves(whole, start, start + size, words), **_from(whole, start, in_one)) for start in starts]


def part_of(body: Rows, start: int, end: int) -> Rows:
    """Some rows of a table, as wide as the whole; the first of them say who is not among all."""
    cells, tones = body.cells[start:end], body.tones[start:end]
    return replace(body, cells=cells, tones=tones, **_from(body, start, body.whole or body))


def _from(body: Rows, start: int, whole: Rows) -> dict[str, Any]:
    return {"whole": whole, "left_out": "" if start else body.left_out}


def names_in_lines(block: Mapping[str, Any], words: Words) -> Rows | None:
    """What `names_counted` gives as running text, each number behind its name: the least room that all of them take."""
    whole = _numbered(block, words)
    if whole is None or not (counted := names_counted(block, 1, words)):
        return None
    (name, number), every = counted[0].headings[:2], whole.cells
    said = [f"{row[0]} ({row[1]})".replace(" ", NO_BREAK_SPACE) for row in every]
    size = math.ceil(len(said) / math.ceil(len(said) / IN_A_LINE))
    cells = tuple((", ".join(said[start : start + size]),) for start in range(0, len(said), size))
    return replace(counted[0], headings=(f"{name} ({_inside(number)})",), cells=cells, tones=(("",),) * len(cells),
                   right=(False,), lines=EVERY_LINE)  # fmt: skip


def _in_halves(whole: Rows, start: int, end: int, words: Words) -> Rows:
    """Names and numbers of some rows, the second half of them beside the first."""
    rows = whole.cells[start:end]
    half = math.ceil(len(rows) / 2)
    (name, number), rows = whole.headings[:2], rows + (("", ""),) * (2 * half - len(rows))
    cells = (
        (*one[:2], other[0] and f"{APART}{other[0]}", other[1])
        for one, other in zip(rows[:half], rows[half:], strict=True)
    )
    return replace(whole, headings=(name, number, f"{APART}{name}", number), cells=tuple(cells),
                   tones=(("",) * 4,) * half, right=IN_HALVES, below=words.phrase("slides.cut"))  # fmt: skip


def lists_counted(block: Mapping[str, Any], words: Words) -> Rows | None:
    """A table in which lists of names are how many there are, for the notes have them; None where there is no list.

    None either of names and how many there are, which would say the same twice.
    """
    whole = rows_of(block, slice(None), 1, words)
    if whole.right == NAMES_AND_NUMBER:
        return None
    shown, rows = shown_columns(block), block["rows"]
    texts = [[row[i]["text"] for i in shown] for row in rows]
    lists = [
        place > 0 and not whole.right[place] and any(", " in row[place] for row in texts)
        and not any(row[shown[place]].get("tone") for row in rows)
        for place in range(len(shown))
    ]  # fmt: skip
    if not any(lists):
        return None
    cells = (
        tuple(_counted(text, words) if is_list else cell for text, cell, is_list in zip(row, own, lists, strict=True))
        for row, own in zip(texts, whole.cells, strict=True)
    )
    right = tuple(one or other for one, other in zip(whole.right, lists, strict=True))
    return replace(whole, cells=tuple(cells), right=right, below=words.phrase("slides.cut"))


def _counted(names: str, words: Words) -> str:
    number = words.number(names.count(", ") + 1)
    return names if names in NOTHING else _with_inferred(number, names, words)


def _with_inferred(number: str, names: str, words: Words) -> str:
    """A number in the place of names, with how many of these are inferred; it is no list that can be cut."""
    every, mark = names.split(", "), words.phrase("report.name_inferred")
    inferred = sum(name.endswith(mark) for name in every)
    key = "figures.all_inferred" if inferred == len(every) else "figures.some_inferred"
    return words.phrase(key, text=number, number=inferred).replace(", ", f",{NO_BREAK_SPACE}") if inferred else number


def names_by_result(block: Mapping[str, Any], words: Words, *, by_all: bool) -> Rows | None:
    """A table of names with results, by those that are alike: how many, and who; None of any other table.

    So that no name is missing where the rows have no room; the other columns are in the notes. Results are alike where
    all columns of them are, or by the first of these alone.
    """
    shown, rows = shown_columns(block), block["rows"]
    places = [i for i in shown[1:] if rows and all(row[i].get("tone") for row in rows)][: None if by_all else 1]
    names = [row[shown[0]]["text"] for row in rows]
    if not places or len(set(names)) < len(names):
        return None
    found: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for name, row in zip(names, rows, strict=True):
        found.setdefault(tuple((row[i]["tone"], row[i]["text"]) for i in places), []).append(name)
    order = sorted(
        found, key=lambda results: [TONES.index(tone) if tone in TONES else len(TONES) for tone, _ in results]
    )
    headings = [block["columns"][i]["heading"] for i in (*places, shown[0])]
    others = len(shown) - 1 - len(places)
    return Rows(
        (*headings[:-1], words.phrase("column.number"), headings[-1]),
        tuple((*(text for _, text in results), words.number(len(found[results])), by_level(", ".join(found[results])))
              for results in order),
        tuple((*(tone for tone, _ in results), "", "") for results in order),
        (*(False for _ in places), True, False),
        EVERY_LINE,
        words.phrase("slides.table", title=block["caption"]),
        below=words.phrase("slides.columns", count=others) if others else "",
        left_out=block.get("left_out", ""),
    )  # fmt: skip


def only_unknown(block: Mapping[str, Any], words: Words, *, with_names: bool = False) -> str:
    """Of a table whose results are all unknown: how many there are, and which; of any other nothing."""
    shown, rows = shown_columns(block), block["rows"]
    told = [i for i in shown if any(row[i].get("tone") for row in rows)]
    if not told or any(row[i].get("tone") != "unknown" for row in rows for i in told) or len(told) < len(shown) - 1:
        return ""
    headings = [block["columns"][i]["heading"] for i in shown]
    columns = words.listed([block["columns"][i]["heading"] for i in told])
    said = {"what": headings[0], "count": len(rows), "columns": columns}
    if not with_names:
        return words.phrase("slides.all_unknown", **said)
    names = by_level(", ".join(row[shown[0]]["text"] for row in rows))
    return f"{words.phrase('slides.all_unknown_named', **said)}\n{names}."


def by_level(text: str) -> str:
    """A list of places, with the word before each of them said once for all that share it.

    >>> by_level("Kabupaten Paser, Kota Bontang, Kabupaten Berau")
    'Kabupaten Paser, Berau; Kota Bontang'
    """
    names = text.split(", ")
    found = [LEVELS.match(name) for name in names]
    if len(names) < 2 or not all(found):
        return text
    groups: dict[str, list[str]] = {}
    for name, level in zip(names, found, strict=True):
        groups.setdefault(level[0], []).append(name[level.end() :])  # type: ignore[index, union-attr]
    return "; ".join(f"{level}{', '.join(group)}" for level, group in groups.items())


def matrix_rows(chart: Mapping[str, Any], title: str, words: Words, *, short: bool = False) -> Rows:
    """A matrix as a table: a name, in how many rounds, and a sign for each round, the newest first; years in short."""
    years, rows = list(reversed(chart["years"])), chart["rows"]
    there = [status for status in SIGNS if any(status in row["cells"] for row in rows)]
    said = [f"{SIGNS[status]} {chart['labels'][status]}" for status in there]
    marks = {"inferred": INFERRED, "contested": CONTESTED}
    said += [f"{sign} {chart[mark]}" for mark, sign in marks.items() if any(row.get(mark) for row in rows)]
    return Rows(
        (chart["name"], chart["count"], *(f"’{year % 100:02}" if short else str(year) for year in years)),
        tuple((row["name"], row["count"], *_signs(row, chart["years"])) for row in rows),
        tuple(("", "", *(SIGN_TONES.get(status, "") for status in reversed(row["cells"]))) for row in rows),
        (False, False, *(False for _ in years)),
        3,
        words.phrase("slides.table", title=title),
        below=f"{'; '.join(said)}. {chart['counted']}",
    )


def _signs(row: Mapping[str, Any], years: Sequence[int]) -> list[str]:
    marks = [
        (INFERRED if year in row.get("inferred", ()) else "") + (CONTESTED if year in row["contested"] else "")
        for year in years
    ]
    signs = [SIGNS.get(status, "") + mark for status, mark in zip(row["cells"], marks, strict=True)]
    return signs[::-1]


def told_rows(block: Mapping[str, Any], part: slice, words: Words) -> str:
    """The rows in sentences, one a line."""
    shown = shown_columns(block)
    columns = [block["columns"][i] for i in shown]
    return "\n".join(
        _sentence([columns[i]["heading"] for i in range(len(shown))], [row[i]["text"] for i in shown],
                  is_list=[column["align"] for column in columns] == ["left", "right", "left"], words=words)
        for row in block["rows"][part]
    )  # fmt: skip


def _sentence(headings: Sequence[str], texts: Sequence[str], *, is_list: bool, words: Words) -> str:
    """A row in a sentence: how many and who, what in which year, or each heading with what stands under it."""
    name = texts[0][:1].upper() + texts[0][1:]
    if is_list:
        names = words.listed(texts[2].split(", "))
        return words.phrase("slides.row_names", name=name, number=texts[1], what=_inside(headings[2]), names=names)
    others = [(heading, text) for heading, text in zip(headings[1:], texts[1:], strict=True) if text not in NOTHING]
    in_years = all(heading.isdigit() for heading, _ in others)
    said = [
        words.phrase("slides.in_year", said=text, year=heading) if in_years else f"{_inside(heading)}: {text}"
        for heading, text in others
    ]
    if in_years:
        return f"{words.phrase('slides.row', name=name, said=words.listed(said))}."
    return f"{name} – {'; '.join(said)}."


def _inside(heading: str) -> str:
    """A heading as it stands inside of a sentence; one in capitals stays so."""
    return heading if heading[1:2].isupper() else heading[:1].lower() + heading[1:]
