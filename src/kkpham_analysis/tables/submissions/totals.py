"""Totals that stand in a sheet among its rows: found, never taken for a submission, and held against the rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from kkpham_analysis.tables.files.sheets import EMPTY, Cell
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.values import BadValueError, Reason, number

TOTAL = re.compile(r"(?:(sub) ?|(grand) )?(?:total|jumlah)(?: (?:nilai|poin|dokumen))?(?: (?:untuk|of))?(?: (.*))?")
WHOLE = ("seluruhnya", "keseluruhan", "semua", "akhir", "overall")
# A row called so is no submission, whatever code it carries; with a name behind it, it may be what an indicator asks.
SUMMARY = re.compile(r"(?:(?:sub |grand )?(?:total|jumlah)|rata rata|rataan|rerata|mean|average)"
                     rf"(?: (?:nilai|poin|dokumen|{'|'.join(WHOLE)}))?")  # fmt: skip
# Of answers the sum means something only where all are counted in one unit.
SUMMED = {"answer": "answer_number", "answer_number": "answer_number", "documents": "documents", "points": "points"}
# Where no name of an indicator stands: what is called a total there is one, whosever it is.
BESIDE_NAMES = ("award_year", "regency_code", "number")
# With a word for a regency or an indicator, or with none, a row may be of a recapitulation: nobody knows whether a
# total counts it. A code that is not known is only a slip.
NOT_KNOWN = {"unknown_regency_code", "near_regency_code", "unknown_indicator_code", "unknown_indicator_name",
             "no_list_yet", "no_regulation_yet"}  # fmt: skip


class Entry(Protocol):
    """A row that was filled in, as totals need it."""

    record: dict[str, Any]
    reasons: list[Reason]


class _Part(NamedTuple):
    """A row of the sheet with what is said of it: its heading, office, right and type, as they are compared.

    `hidden` are the columns that nobody sees of it. It `is_sure` where it cannot be of a recapitulation.
    """

    entry: Entry
    names: frozenset[str]
    hidden: frozenset[str]
    is_sure: bool


@dataclass
class Totals:
    """The rows of a sheet so far, and from where on they stand under no total yet; `regency` finds codes by name.

    `open` says how many blocks of rows were left without a total of their own when the next one began. `office` is
    whose rows the last total may be of; missing where these are of several, or of none.
    """

    regency: Callable[[str], str | None]
    parts: list[_Part] = field(default_factory=list)
    start: int = 0
    open: int = 0
    heading: str = ""
    known: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    office: str | None = None

    def begin(self, text: str) -> None:
        """Begin a group under a heading."""
        self.open += len(self.parts) > self.start
        self.heading, self.start = text, len(self.parts)

    def add(self, entry: Entry, cells: Mapping[str, Cell]) -> None:
        """Add a row."""
        texts = (self.heading, *(cells.get(name, EMPTY).text for name in ("office", "right", "type")))
        if texts not in self.known:
            self.known[texts] = frozenset(map(plain, texts)) - {""}
        hidden = frozenset(name for name, cell in cells.items() if cell.is_hidden)
        is_sure = not any(map(_may_be_of_recapitulation, entry.reasons))
        self.parts.append(_Part(entry, self.known[texts], hidden, is_sure))

    def reasons(
        self, texts: Iterable[str], cells: Mapping[str, Cell], signs: Mapping[str, str], *, is_last: bool = False
    ) -> list[Reason] | None:
        """What of a row of totals does not add up; None where the row is none. After the last one come no more rows."""
        groups = self._groups(texts, cells)
        if groups is None:
            return None
        offices = {part.entry.record["office"] for group in groups for part in group}
        self.office = offices.pop() if len(offices) == 1 else None
        self.start = len(self.parts)
        if not groups or (cells.get("mark", EMPTY).text and not any(groups)):
            # Nobody knows which rows it is of; sent back without them, it cannot be held against them.
            return []
        # At the foot, all rows are meant, unless all blocks above have totals of their own.
        is_whole = is_last and self.open > 0
        held = (_held(name, cells.get(name, EMPTY), groups, signs, is_whole=is_whole) for name in SUMMED)
        return [reason for reason in held if reason]

    def _groups(self, texts: Iterable[str], cells: Mapping[str, Cell]) -> list[list[_Part]] | None:
        """The groups that a total may be of, the smallest first: one, or the last block and all rows.

        None where the row gives no total; none where it cannot be told which rows it is of.
        """
        code = plain(cells.get("indicator_code", EMPTY).text)
        if code and not TOTAL.fullmatch(code):
            return None
        found = next((match for text in texts if text and (match := TOTAL.fullmatch(plain(text)))), None)
        if found is None:
            return None
        said = found[3] or ""
        fitting = [
            part for part in self.parts if any(name == said or name.startswith(f"{said} ") for name in part.names)
        ]
        if said and said not in WHOLE and not fitting:
            of_regency = self._of_regency(self.regency(said))
            return [] if of_regency is None and not code and _is_beside_names(cells) else of_regency
        if said and fitting and self._is_unsure("office"):
            return []
        groups = [fitting] if fitting and said else [self.parts] if found[2] or said else self._bare(bool(found[1]))
        return self._within(groups, cells)

    def _bare(self, is_part: bool) -> list[list[_Part]]:
        """What a bare total may be of: the rows since the last heading or total, or else all."""
        block = self.parts[self.start :]
        return [group for group in ([block] if is_part else [block, self.parts]) if group] or [self.parts]

    def _of_regency(self, code: str | None) -> list[list[_Part]] | None:
        group = [part for part in self.parts if code and part.entry.record["regency_code"] == code]
        return None if not group else [] if self._is_unsure("regency_code") else [group]

    def _is_unsure(self, column: str) -> bool:
        """Whether of some rows it could not be read what their total is found by."""
        return any(reason.column == column for part in self.parts for reason in part.entry.reasons)

    def _within(self, groups: list[list[_Part]], cells: Mapping[str, Cell]) -> list[list[_Part]]:
        """Of the groups, the rows of the regency and the office that the row of totals names."""
        place, office = cells.get("regency_code", EMPTY), plain(cells.get("office", EMPTY).text)
        code = None if place.is_merged or not place.text or TOTAL.fullmatch(plain(place.text)) else place.text
        code = self.regency(code) if code else None
        is_of_office = bool(office) and not TOTAL.fullmatch(office)
        if (code is not None and self._is_unsure("regency_code")) or (is_of_office and self._is_unsure("office")):
            return []
        if code is not None:
            # A total that names its regency is of all its rows, wherever they stand.
            groups = [[part for part in group if part.entry.record["regency_code"] == code]
                      for group in (*groups, self.parts)]  # fmt: skip
        if is_of_office:
            groups = [[part for part in group if office in part.names] for group in (*groups, self.parts)]
        return [group for group in groups if group] or [[]]


def _may_be_of_recapitulation(reason: Reason) -> bool:
    is_word = reason.kind in NOT_KNOWN and any(map(str.isalpha, reason.value))
    return is_word or (reason.kind, reason.column) == ("no_key", "indicator_code")


def _is_beside_names(cells: Mapping[str, Cell]) -> bool:
    return any(is_total(cells.get(name, EMPTY).text) for name in BESIDE_NAMES)


def is_total(text: str) -> bool:
    """Whether a text says that its row is one of totals."""
    return TOTAL.fullmatch(plain(text)) is not None


def is_summary(texts: Iterable[str]) -> bool:
    """Whether a row is called a total or a mean and nothing more.

    >>> is_summary(["3", "Jumlah"]), is_summary(["Rata-rata"]), is_summary(["Jumlah Perda"])
    (True, True, False)
    """
    return any(_is_summary(text) for text in texts if text)


# As `plain` itself: the same few texts stand in most cells of a large table.
@lru_cache(20_000)
def _is_summary(text: str) -> bool:
    return SUMMARY.fullmatch(plain(text)) is not None


def _held(
    name: str, cell: Cell, groups: Sequence[list[_Part]], signs: Mapping[str, str], *, is_whole: bool
) -> Reason | None:
    """Why a total does not add up or cannot be read; None where it does, is empty, or cannot be known to add up.

    What nobody sees is not held against anything silently: of rows of which some are hidden, the sum with these or
    without them may be meant, and of a total that is hidden itself it is said. So it is with rows of which nobody
    knows what they are. One that is to be `is_whole`, but is the sum of a part alone, is asked about.
    """
    told, unread = _told(name, cell, signs)
    if told is None:
        return unread
    seen = [[part for part in group if name not in part.hidden] for group in groups]
    sums = [_sums(group, there, name) for group, there in zip(groups, seen, strict=True)]
    fits = [any(ours is None or _same(told, ours, cell.text) for ours in each) for each in sums]
    if fits[-1] or (any(fits) and not is_whole):
        return None
    return unread or _wrong(name, cell, told, list(zip(groups, seen, sums, strict=True)), fits_block=any(fits))


def _wrong(
    name: str, cell: Cell, told: float, held: Sequence[tuple[list[_Part], list[_Part], list[Any]]], *,
    fits_block: bool,
) -> Reason:  # fmt: skip
    """Say which sum a total should be; where it may be of the last block or of all rows, both, or the nearest one.

    Over rows of which nobody knows what they are none is said.
    """
    if not all(part.is_sure for group, _, _ in held for part in group):
        return Reason("total_unsure", name, cell.text)
    # Of a group whose sum is not known nothing can be said.
    held = [each for each in held if each[2][0] is not None]
    group, seen, (nearest, *_) = min(held, key=lambda each: abs(each[2][0] - told))
    hidden = len(group) - len(seen)
    ours, block = (f"{each[2][0]:.12g}" for each in (held[-1], held[0]))
    if ours != block and not hidden and not cell.is_hidden:
        kind = "total_of_block" if fits_block else "total_of_either"
        return Reason(kind, name, cell.text, (("ours", ours), ("block", block)))
    kind = "total_hidden" if cell.is_hidden else "total_of_hidden" if hidden else "total"
    details = (("ours", f"{nearest:.12g}"), *((("hidden", hidden),) if hidden else ()))
    return Reason(kind, name, cell.text, details)


def _told(name: str, cell: Cell, signs: Mapping[str, str]) -> tuple[float | None, Reason | None]:
    """The number that a total says, and why it is not sure that it says it."""
    if not cell.text.strip("-\u2013\u2014 ."):
        # A stroke under a column that is not summed up.
        return None, None
    try:
        return number(cell, name, sign=signs.get(name, "")), None
    except BadValueError as error:
        # Whether 1.234 are thousands, the rows can tell.
        thousands = dict(error.reason.details).get("plain") if error.reason.kind == "unclear_number" else None
        return None if thousands is None else float(thousands), Reason("total_unread", name, cell.text)


def _sums(group: list[_Part], seen: list[_Part], name: str) -> list[float | None]:
    """The sums that a total may be: of all rows, of those seen, and of either without those that are not sure."""
    sure = [[part for part in parts if part.is_sure] for parts in (group, seen)]
    return [_sum(parts, name) for parts in (group, seen, *sure)]


def _sum(group: Iterable[_Part], name: str) -> float | None:
    """The sum of what rows give; None where one of them cannot be read, or answers are in several units."""
    column = SUMMED[name]
    total, units = 0.0, set()
    for part in group:
        if any(reason.column in (name, column) for reason in part.entry.reasons):
            return None
        if part.entry.record[column] is not None:
            total += part.entry.record[column]
            units.add(part.entry.record["unit"] if column == "answer_number" else None)
    return None if len(units) > 1 else total


def _same(told: float, ours: float, text: str) -> bool:
    """Whether a sum is what is told, to the decimals that it is told with."""
    decimals = re.search(r"[.,](\d+)\s*%?$", text)
    step = 10.0 ** -len(decimals[1]) if decimals else 1.0
    return abs(told - ours) <= (0.5 * step if not float(ours).is_integer() else 0) + 1e-9 * max(1.0, abs(ours))
