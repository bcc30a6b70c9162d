"""A list of indicators as its holder has it, understood: what each row is, and everything that is wrong with it.

Nothing here knows a regulation: its rights, types and totals come from the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kkpham_analysis.language.runs import in_runs
from kkpham_analysis.tables.catalogues.columns import Found, alike, distinct, table_in
from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.files.sheets import Cell, Row, Sheet, plain
from kkpham_analysis.tables.schemas.indicators import CATALOGUE_ITEMS
from kkpham_analysis.tables.units import YES_NO, is_yes_no

TOTAL_LINE = re.compile(r"(jumlah|total|sub ?total)\b", re.IGNORECASE)
NUMBER = re.compile(r"([0-9]+/[0-9]{4}-)?0*([1-9][0-9]{0,5})[.)]?")
# Headings inside a table are often counted by letters.
LETTER = re.compile(r"[A-Za-z]{1,5}[.)]?")
POINTS = re.compile(r"[0-9]{1,9}([.,][0-9]{1,9})?")
NOT_GIVEN = ("", "-", "–", "—")


@dataclass(frozen=True)
class Frame:
    """What is known of a regulation, to hold a list against.

    Parameters
    ----------
    regulation
        Its number and year.
    rights
        The names of each right, by its code.
    types
        The types of its indicators; empty where it has none, or none is known.
    indicators
        How many indicators it has; 0 where that is not known.
    labels
        What its types are called in Indonesian and English, by type.
    """

    regulation: str
    rights: Mapping[str, Sequence[str]]
    types: Sequence[str] = ()
    indicators: int = 0
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass
class Understood:
    """What a file was understood as.

    Parameters
    ----------
    items
        The indicators, in the order of their numbers, with the columns of `catalogue_items` as text.
    tables
        The tables that they were read from.
    headings
        Rows that hold for others (headings inside the table, the header once more, more of the indicator above): sheet,
        row, text.
    skipped
        Rows that are neither: sheet, row, text.
    left_out
        Sheets that were not read, each with the key of the reason: `hidden`, or `no_table`.
    faults
        Everything that is wrong.
    """

    items: list[dict[str, str]] = field(default_factory=list)
    tables: list[Found] = field(default_factory=list)
    headings: list[tuple[str, int, str]] = field(default_factory=list)
    skipped: list[tuple[str, int, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def understood(sheets: Iterable[Sheet], frame: Frame, *, file: str) -> Understood:
    """A list of indicators, row by row, and all its faults.

    Parameters
    ----------
    sheets
        The file, as `read_sheets` gives it.
    frame
        What is known of the regulation.
    file
        Name of the file, for the faults.

    Returns
    -------
    Understood
        The indicators, and why the list cannot be taken; without faults it can.
    """
    result = Understood()
    seen: dict[int, str] = {}
    for sheet in sheets:
        found = None if sheet.hidden else table_in(sheet)
        if found is None:
            result.left_out.append((sheet.name, "hidden" if sheet.hidden else "no_table"))
            continue
        result.tables.append(found)
        _Reader(found, frame, f"{file} [{sheet.name}]" if sheet.name else file, result, seen).read()
    if not result.tables:
        result.faults.append(Fault(file, 0, "", "", "no_list", "name_columns"))
    else:
        result.faults = [*dict.fromkeys(result.faults), *_against_totals(result.items, frame, file)]
    result.items.sort(key=lambda item: int(item["indicator_no"] or 0))
    return result


class _Reader:
    """Reads the rows of one table: a heading inside it holds for the rows below."""

    def __init__(self, found: Found, frame: Frame, file: str, result: Understood, seen: dict[int, str]) -> None:
        self.found, self.frame, self.file, self.result, self.seen = found, frame, file, result, seen
        self.right = self.type = ""
        self.unreadable: set[tuple[int, str]] = set()
        self.rights = [(code, name) for code, names in frame.rights.items() for name in (code, *names)]
        self.types = [(name, called) for name in frame.types for called in type_names(name, frame)]

    def blame(self, row: int, column: str, value: str, kind: str, remedy: str, **details: str | int) -> None:
        if column and (row, column) in self.unreadable:
            # What it should be nobody can say before it can be read.
            return
        heading = self.found.headings.get(column, "")
        self.result.faults.append(Fault(self.file, row, heading, value, kind, remedy, details))

    def read(self) -> None:
        """Every row is an indicator, a heading, or told as skipped."""
        before = len(self.result.faults)
        for first, second in self.found.doubled:
            self.blame(self.found.row, "", second, "doubled_heading", "keep_heading", first=first)
        for row in self.found.rows:
            said = (self.found.sheet, row.number, " · ".join(distinct(row)))
            is_header = self.found.is_header(row) or self.found.is_numbering(row)
            if is_header or self._continues(row) or self._is_heading(row):
                self.result.headings.append(said)
            elif self._is_other(row):
                self.result.skipped.append(said)
            else:
                self._indicator(row)
        self.result.faults[before:] = _with_blanks_at_once(self.result.faults[before:])

    def _continues(self, row: Row) -> bool:
        """Whether a row says more of the indicator above, whose number and label are merged over it."""
        if not all(self.found.cell(row, column).is_merged for column in ("indicator_no", "label_id")):
            return False
        text = self.found.cell(row, "data_dukung_id")
        if self.result.items and text.text and not text.is_merged:
            item = self.result.items[-1]
            item["data_dukung_id"] = "; ".join(filter(None, (item["data_dukung_id"], text.text)))
        return len(distinct(row)) > 1

    def _is_heading(self, row: Row) -> bool:
        """Whether a row is a right or a type alone, which holds for the rows below it."""
        number = self.found.cell(row, "indicator_no").text
        texts = [text for text in distinct(row) if text != number or not LETTER.fullmatch(text)]
        if len(texts) == 1 and not NUMBER.fullmatch(texts[0]):
            rights, types = alike(texts[0], self.rights), alike(texts[0], self.types)
            if len(rights) == 1:
                self.right, self.type = rights[0], ""
                return True
            if len(types) == 1:
                self.type = types[0]
                return True
        return False

    def _is_other(self, row: Row) -> bool:
        """Whether a row is a total, or a line around the table."""
        own = [cell.text for cell in row.cells if cell.text and not cell.is_merged]
        has_number = NUMBER.fullmatch(self.found.cell(row, "indicator_no").text)
        if has_number:
            # An indicator may begin with the word; a total says nothing more than that before its sum.
            return TOTAL_LINE.fullmatch(own[0]) is not None
        return len(own) < 2 or TOTAL_LINE.match(own[0]) is not None

    def _indicator(self, row: Row) -> None:
        item = {
            "regulation": self.frame.regulation,
            "indicator_no": self._number(row),
            "right_code": self._right(row),
            "type": self._type(row),
            "label_id": self._label(row),
            "label_en": self._text(row, "label_en"),
            "data_dukung_id": self._text(row, "data_dukung_id"),
            "max_points": self._points(row),
            "unit": self._unit(row),
        }
        self.result.items.append(item)

    def _cell(self, row: Row, column: str) -> Cell:
        cell = self.found.cell(row, column)
        kind = f"{cell.kind}_value" if cell.kind in ("error", "date") else ""
        if cell.is_formula and (not cell.text or cell.text.startswith("=")):
            kind = "formula"
        if kind:
            self.blame(row.number, column, cell.text, kind, "write_value")
            self.unreadable.add((row.number, column))
        return cell

    def _text(self, row: Row, column: str) -> str:
        text = self._cell(row, column).text
        return "" if text in NOT_GIVEN else text.replace("\0", "")

    def _number(self, row: Row) -> str:
        text = self._text(row, "indicator_no")
        found = NUMBER.fullmatch(text)
        if not found or found[1] not in (None, f"{self.frame.regulation}-"):
            self.blame(row.number, "indicator_no", text, "no_number" if not text else "bad_number", "number_it")
            return ""
        number, total = int(found[2]), self.frame.indicators
        if number in self.seen:
            self.blame(row.number, "indicator_no", text, "doubled_number", "number_once", first=self.seen[number])
        elif total and number > total:
            self.blame(row.number, "indicator_no", text, "number_beyond", "number_within", total=total)
        self.seen.setdefault(number, f"{self.found.sheet}!{row.number}" if self.found.sheet else str(row.number))
        return str(number)

    def _right(self, row: Row) -> str:
        column = "right_code" if self._text(row, "right_code") else "right"
        text = self._text(row, column)
        codes = alike(text, self.rights) if text else [self.right] * bool(self.right)
        if len(codes) == 1:
            return codes[0]
        known = "; ".join(f"{code} ({names[0]})" for code, names in self.frame.rights.items())
        kind = "no_right" if not text else "unknown_right" if not codes else "unclear_right"
        self.blame(row.number, column, text, kind, "choose_right", choices=known, among=", ".join(codes))
        return ""

    def _type(self, row: Row) -> str:
        text = self._text(row, "type")
        if not text and "type" not in self.found.places:
            return self.type
        if not self.types:
            return text
        types = alike(text, self.types) or self._longer(text) if text else [self.type] * bool(self.type)
        if len(types) == 1:
            return types[0]
        kind = "unknown_type" if text else "no_type"
        self.blame(row.number, "type", text, kind, "choose_type", choices=", ".join(self.frame.types))
        return ""

    def _longer(self, text: str) -> list[str]:
        """The types that a longer word is made of: struktural, structural."""
        words = plain(text)
        return list(dict.fromkeys(key for key, name in self.types if len(name) > 4 and words.startswith(plain(name))))

    def _label(self, row: Row) -> str:
        text = self._text(row, "label_id")
        if not text:
            self.blame(row.number, "label_id", "", "no_label", "label_it")
        return text

    def _points(self, row: Row) -> str:
        text = self._text(row, "max_points")
        if not text:
            return ""
        if not POINTS.fullmatch(text):
            self.blame(row.number, "max_points", text, "bad_points", "write_points")
            return ""
        whole, _, decimals = text.replace(",", ".").partition(".")
        decimals = decimals.rstrip("0")
        return str(int(whole)) + (f".{decimals}" if decimals else "")

    def _unit(self, row: Row) -> str:
        text = self._text(row, "unit")
        return YES_NO if is_yes_no(text) else text


def _with_blanks_at_once(faults: Sequence[Fault]) -> list[Fault]:
    """The faults of a table, where cells of a column that are blank in several rows are one, as they have one cause."""
    found = list(faults)
    for kind in ("no_right", "no_type"):
        blank = [fault for fault in found if fault.kind == kind]
        if len(blank) > 1:
            rows = {"rows": in_runs((fault.row for fault in blank), least=2)}
            once = replace(blank[0], row=0, kind=f"{kind}_in", remedy="fill_down", details={**blank[0].details, **rows})
            found = [once if fault is blank[0] else fault for fault in found if fault not in blank[1:]]
    return found


def type_names(name: str, frame: Frame) -> list[str]:
    """A type as a key, and as the regulation calls it in both languages."""
    return list(dict.fromkeys([name, *frame.labels.get(name, ())]))


def _against_totals(items: Sequence[Mapping[str, str]], frame: Frame, file: str) -> list[Fault]:
    """What does not agree with what is known of the whole."""
    faults: list[Fault] = []

    def blame(kind: str, remedy: str, **details: str | int) -> None:
        faults.append(Fault(file, 0, "", "", kind, remedy, details))

    numbers = {int(item["indicator_no"]) for item in items if item["indicator_no"]}
    if frame.indicators and len(items) != frame.indicators:
        blame("wrong_total", "complete_list", found=len(items), total=frame.indicators, regulation=frame.regulation)
    missing = sorted(set(range(1, (frame.indicators or max(numbers, default=0)) + 1)) - numbers)
    if missing:
        blame("missing_numbers", "complete_list", numbers=in_runs(missing, least=2))
    empty = [code for code in frame.rights if code not in {item["right_code"] for item in items}]
    if empty:
        names = "; ".join(f"{code} ({frame.rights[code][0]})" for code in empty)
        blame("empty_rights", "complete_list", rights=names)
    return faults


def same_wording(items: Iterable[Mapping[str, str]]) -> list[tuple[str, list[str]]]:
    """Wordings that stand under several numbers, with these: it may be so, and it may be one row too many."""
    alike: dict[str, list[Mapping[str, str]]] = {}
    for item in items:
        alike.setdefault(plain(item["label_id"]), []).append(item)
    return [
        (own[0]["label_id"], [item["indicator_no"] for item in own]) for said, own in alike.items() if said and own[1:]
    ]


def as_records(items: Iterable[Mapping[str, str]], version: int) -> list[dict[str, str]]:
    """The indicators as rows of `catalogue_items`."""
    return [{name: {**item, "version": str(version)}[name] for name in CATALOGUE_ITEMS.columns} for item in items]
