"""The cells of a row into a record of submissions, or every reason why they make none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables.catalogues.columns import alike
from kkpham_analysis.tables.catalogues.in_use import code_parts
from kkpham_analysis.tables.faults import shortened
from kkpham_analysis.tables.files.sheets import EMPTY, Cell
from kkpham_analysis.tables.places.errors import CodesDoNotFitError, PlaceError
from kkpham_analysis.tables.places.resolving import resolve_place
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions import values
from kkpham_analysis.tables.submissions.layout import ANSWER_KEY, LINED, NIHIL, NO, TAKEN, YES
from kkpham_analysis.tables.submissions.naming import indicator_of, regulations_of
from kkpham_analysis.tables.submissions.values import BadValueError, Reason
from kkpham_analysis.tables.units import is_percent, is_yes_no
from kkpham_analysis.tables.vocabulary import EARNS_NOTHING, LEVELS, OFFICE_WORDS

if TYPE_CHECKING:
    import pandas as pd

NUMBERS = ("answer", "answer_number", "documents", "points")
# A code or an office may be merged over the rows it holds for; an answer that is says nothing of each row.
MAY_BE_MERGED = (*ANSWER_KEY, "office")
# Where a number may stand too, a digit is one, and what may mean that nothing is known yet is not taken for a no.
YES_OR_NO = {word for word in YES | NO if not word.isdigit()} - NIHIL - {"belum"}
# Why a word is no number, where it may be what is asked for.
NO_NUMBER = ("nihil", "not_a_number")
# What somebody hides beside these, such as the columns of the checker, is only out of the way.
ANSWERS = ("answer", "answer_number", "answer_yes", "documents")
# The same few cells fill most of a large table: each is read once for its column.
CELLS_KEPT = 50_000
RECORDED = tuple(name for name in TAKEN if name != "answer")
# What begins so is an office, as a recapitulation lists them: no regency is meant, however alike its name.
BEGINS_OFFICE = OFFICE_WORDS | {
    "bagian", "bidang", "biro", "kantor", "satpol", "satuan", "unit", "upt", "uptd", "rsud", "puskesmas", "bpbd",
    "dinkes", "dinsos", "disdik", "disdukcapil", "disnaker", "dishub", "dlh",
}  # fmt: skip
# In the place of what points to a person.
NOT_REPEATED = "…"


@dataclass
class Known:
    """What there is: indicators with the rounds they hold for, regencies of each round, and ways of writing places.

    `lists` is the list in use of each regulation as a template says it: its version and its kind. `today` is the day
    after which nothing can have been checked yet, as 2024-05-31; empty where that is not held against anything.
    `most_points` is the most that an indicator can give, and `units` the unit it asks for, where that is known;
    `labels` are what indicators are called, as `plain` makes it, `rights` the key of the right of each, and
    `right_names` what the rights of each regulation are called, by key; `rounds` are those of each regulation, where
    these are known. `found` is what texts were found to mean, and `near`
    the regency that one which means none is nearest to; `several` are those that one which fits several may mean.
    """

    indicators: Mapping[str, tuple[int, int]]
    regencies: Mapping[int, frozenset[str]]
    places: pd.DataFrame
    found: dict[str, str | None] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    today: str = ""
    most_points: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    near: dict[str, str] = field(default_factory=dict)
    several: dict[str, frozenset[str]] = field(default_factory=dict)
    rights: Mapping[str, str] = field(default_factory=dict)
    right_names: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    rounds: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    _judged: dict[int, list[str]] = field(init=False, default_factory=dict)
    _called: dict[str, list[str]] = field(init=False, default_factory=dict)
    _rights_found: dict[tuple[str, str], list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for code, label in self.labels.items():
            self._called.setdefault(label, []).append(code)

    def regency(self, text: str) -> str | None:
        """The code of the regency that a text means; None where it means none, or several."""
        if text not in self.found and any(text in there for there in self.regencies.values()):
            self.found[text] = text
        if text not in self.found:
            try:
                self.found[text] = resolve_place(text.replace(".", "") if re.fullmatch(r"\d\d\.\d\d", text) else text,
                                                 self.places, level="regency")  # fmt: skip
            except (PlaceError, CodesDoNotFitError) as error:
                self.found[text] = None
                if isinstance(error, PlaceError) and error.kind == "unknown" and not _is_office(text):
                    for code, name, _ in error.candidates[:1]:
                        self.near[text] = f"{name} ({code})"
                if isinstance(error, PlaceError) and error.kind == "ambiguous":
                    self.several[text] = frozenset(code for code, *_ in error.candidates)
        return self.found[text]

    def is_other_regency(self, name: str, code: str) -> bool:
        """Whether a name means another regency than a code; one that is not known says nothing."""
        found = self.regency(name)
        meant = self.several.get(name, frozenset()) if found is None else {found}
        return bool(meant) and code not in meant

    def regulations(self, award_year: int) -> list[str]:
        """Regulations that a round was judged by."""
        if award_year not in self._judged:
            self._judged[award_year] = sorted({code_parts(code)[0] for code, (first, last) in self.indicators.items()
                                               if first <= award_year <= last})  # fmt: skip
        return self._judged[award_year]

    def called(self, text: str, regulations: Sequence[str]) -> list[str]:
        """The codes of the indicators of regulations that are called so, word for word."""
        return [code for code in self._called.get(plain(text), ()) if text and code_parts(code)[0] in regulations]

    def fits_right(self, text: str, code: str) -> bool | None:
        """Whether a text means the right that an indicator is of; None where either is not known."""
        mine, regulation = self.rights.get(code, ""), code_parts(code)[0]
        if not text or not mine:
            return None
        if (regulation, text) not in self._rights_found:
            self._rights_found[regulation, text] = alike(text, self.right_names.get(regulation, ()))
        found = self._rights_found[regulation, text]
        return found[0] == mine if len(found) == 1 else None


def record_of(
    cells: Mapping[str, Cell], about: Mapping[str, str], known: Known, signs: Mapping[str, str]
) -> tuple[dict[str, Any], list[Reason]]:
    """The record that a row makes, without its origin, and every reason why it cannot be taken in.

    Parameters
    ----------
    cells
        Its cells, by column.
    about
        What the file says of itself: the round and the regency, where no column does.
    known
        What there is to refer to.
    signs
        The decimal sign of each column of numbers, where the file shows one.
    """
    row = _Row(cells, signs)
    record = vars(_Record())
    record["award_year"] = row.get("award_year", _year, about)
    record["regency_code"] = row.get("regency_code", known.regency, about, known.near)
    _hold_name(row, record, known)
    regulations, right = regulations_of(cells, about, known), cells.get("right", EMPTY).text
    record["indicator_code"] = row.get(
        "indicator_code", lambda text: indicator_of(text, right, regulations, known), about
    )
    if record["indicator_code"] is None:
        _say_why_unknown(row, record, known)
    for name in READERS:
        record[name] = row.value(name)
    _put_answer(row, record, known.units.get(record["indicator_code"] or "", ""))
    _check_keys(row, record, known)
    _put_status(record)
    _check_status(row, record)
    _check_points(row, record, known)
    _check_checking(row, record, known)
    return record, row.reasons


class _Record:
    """What a row holds: the names stand once for all of them, which halves the memory of a large table."""

    def __init__(self) -> None:
        for name in RECORDED:
            setattr(self, name, None)


class _Row:
    """The cells of a row, and what was found wrong with them."""

    def __init__(self, cells: Mapping[str, Cell], signs: Mapping[str, str]) -> None:
        self.cells, self.signs = cells, signs
        self.reasons: list[Reason] = []
        for name in TAKEN:
            if (cell := cells.get(name, EMPTY)) is not EMPTY and (reason := _fault_of(name, cell)):
                self.reasons.append(reason)
        if any(cell.is_hidden or cell.is_struck for cell in cells.values()):
            self._look_for_unsure(cells)

    def _look_for_unsure(self, cells: Mapping[str, Cell]) -> None:
        """Note what nobody sees, or what is struck through."""
        written = {name: cell for name, cell in cells.items() if cell.text or cell.is_formula}
        hidden, struck = ([name for name, cell in written.items() if getattr(cell, mark)]
                          for mark in ("is_hidden", "is_struck"))  # fmt: skip
        self._unsure("hidden", [name for name in hidden if name in ANSWERS], is_all=0 < len(hidden) == len(written))
        self._unsure("struck", struck, is_all=0 < len(struck) == len(written))

    def _unsure(self, kind: str, names: Sequence[str], *, is_all: bool) -> None:
        """Ask back what nobody sees or what is struck through: it may be meant, or left there by oversight."""
        if is_all:
            self.blame(f"{kind}_row", "", "")
            return
        for name in names:
            # What stands there is not repeated: it may point to a person.
            self.blame(kind, name, "")

    def blame(self, kind: str, column: str, value: str, **details: str | int) -> None:
        self.reasons.append(Reason(kind, column, value, tuple(details.items())))

    def is_bad(self, name: str) -> bool:
        return bool(self.reasons) and any(reason.column == name for reason in self.reasons)

    def get(
        self, name: str, reader: Callable[[str], Any], about: Mapping[str, str], near: Mapping[str, str] | None = None
    ) -> Any:
        """The key in a cell, or else what the file says of itself; `near` is what a text was perhaps to be."""
        text = self.cells.get(name, EMPTY).text or about.get(name, "")
        if self.is_bad(name):
            return None
        if not text:
            self.blame("no_key", name, "")
            return None
        found = reader(text)
        if found is None and near and text in near:
            self.blame("near_regency_code", name, text, name=near[text])
        elif found is None:
            self.blame(f"unknown_{name}", name, text)
        return found

    def value(self, name: str, kind: str = "") -> Any:
        """The value of a cell; None where it is empty or wrong. It is read as its column is, or as that of `kind`."""
        cell = self.cells.get(name, EMPTY)
        if not cell.text or self.is_bad(name):
            return None
        if name == LINED:
            cell = replace(cell, text=cell.lines)
        value, reason = _reading(kind or name, name, cell, self.signs.get(name, ""))
        if reason:
            self.reasons.append(reason)
        return value


def _is_office(text: str) -> bool:
    return next(iter(plain(text).split()), "") in BEGINS_OFFICE


@lru_cache(CELLS_KEPT)
def _fault_of(name: str, cell: Cell) -> Reason | None:
    """What no reading of a cell can mend."""
    if cell.is_formula:
        return Reason("formula", name, cell.text)
    if cell.kind == "error":
        return Reason("error_value", name, cell.text)
    if cell.is_merged and name not in MAY_BE_MERGED:
        return Reason("merged", name, cell.text)
    # A key may be written as a name, which is a text as any.
    is_number = name in NUMBERS or (name in ANSWER_KEY and not any(map(str.isalpha, cell.text)))
    kind = values.personal(cell.text, is_number=is_number)
    # What points to a person is not repeated anywhere.
    return Reason(f"personal_{kind}", name) if kind else None


@lru_cache(CELLS_KEPT)
def _reading(kind: str, name: str, cell: Cell, sign: str) -> tuple[Any, Reason | None]:
    """The value of a cell, or why it means none."""
    try:
        return READERS[kind](cell, name, sign), None
    except BadValueError as error:
        return None, error.reason


def _text(cell: Cell, name: str, read: Callable[[Cell, str], str | None] = values.text) -> str | None:
    """A text; what stood for one that pointed to a person, in a line of the quarantine that is sent back, is none."""
    return None if cell.text == NOT_REPEATED else read(cell, name)


READERS: dict[str, Callable[[Cell, str, str], Any]] = {
    "answer_number": lambda cell, name, sign: values.number(cell, name, sign=sign),
    "answer_yes": lambda cell, name, sign: values.yes_no(cell, name),
    "unit": lambda cell, name, sign: _text(cell, name),
    "documents": lambda cell, name, sign: values.count(cell, name, sign=sign),
    "status": lambda cell, name, sign: values.status(cell, name),
    "points": lambda cell, name, sign: values.points(cell, name, sign=sign),
    "office": lambda cell, name, sign: _text(cell, name),
    "checked_by": lambda cell, name, sign: _text(cell, name),
    "checked_on": lambda cell, name, sign: values.day(cell, name),
    "note": lambda cell, name, sign: _text(cell, name, values.lines),
}


def _year(text: str) -> int | None:
    return int(text) if re.fullmatch(r"20[0-9]{2}", text) else None


def _hold_name(row: _Row, record: dict[str, Any], known: Known) -> None:
    """Leave it open which regency a row is of whose code and name are not of the same: either may be the slip."""
    code, name = record["regency_code"], row.cells.get("regency_name", EMPTY).text
    if code is not None and name and known.is_other_regency(name, code):
        row.blame("other_name", "regency_code", row.cells.get("regency_code", EMPTY).text or code, name=shortened(name))
        record["regency_code"] = None


def _say_why_unknown(row: _Row, record: Mapping[str, Any], known: Known) -> None:
    """Blame no code where there is no list yet, or no regulation, that could have it, nor a name for being no code."""
    year, written = record["award_year"], row.cells.get("indicator_code", EMPTY)
    is_ruled = not year or not known.rounds or any(first <= year <= last for first, last in known.rounds.values())
    is_listed = bool(known.regulations(year) if year else known.indicators)
    is_name = written is row.cells.get("label") and any(map(str.isalpha, written.text))
    kind = ("unknown_indicator_name" if is_name else "unknown_indicator_code") if is_listed else "no_list_yet"
    why = (kind, ()) if is_ruled else ("no_regulation_yet", (("year", str(year)),))
    row.reasons = [replace(reason, kind=why[0], details=why[1]) if reason.kind == "unknown_indicator_code" else reason
                   for reason in row.reasons]  # fmt: skip


def _put_answer(row: _Row, record: dict[str, Any], asked_unit: str) -> None:
    """Read a column that holds either answer, and the unit that a number is written with."""
    answer = row.cells.get("answer", EMPTY)
    if answer.text and not row.is_bad("answer"):
        is_word = plain(answer.text) in YES_OR_NO or answer.kind == "boolean"
        name = "answer_yes" if is_word else "answer_number"
        if record[name] is not None:
            row.blame("two_answers", name, answer.text)
        record[name] = row.value("answer", name)
    if record["answer_number"] is not None and record["answer_yes"] is not None:
        row.blame("two_answers", "answer_yes", "")
    _put_unit(row, record, asked_unit)
    written = (answer.written, row.cells.get("answer_number", EMPTY).written)
    if record["answer_number"] is not None and any(text.endswith("%") for text in written):
        if record["unit"] is None:
            record["unit"] = "%"
        elif not is_percent(record["unit"]):
            row.blame("percent", "unit", record["unit"])


def _put_unit(row: _Row, record: dict[str, Any], asked_unit: str) -> None:
    """Leave the unit out of a yes or a no, and ask a number back where a yes or a no is what it can be."""
    asks_yes_no = is_yes_no(asked_unit) or is_yes_no(record["unit"] or "")
    if asks_yes_no:
        # To write a number would be no help.
        row.reasons = [replace(reason, kind="not_yes_no") if reason.column == "answer" and reason.kind in NO_NUMBER
                       else reason for reason in row.reasons]  # fmt: skip
    if asks_yes_no and record["answer_number"] is not None and record["answer_yes"] is None:
        name = "answer" if row.cells.get("answer", EMPTY).text else "answer_number"
        row.blame("number_for_yes_no", name, row.cells[name].text)
    if record["answer_number"] is None or is_yes_no(record["unit"] or ""):
        # The template gives the unit of every indicator; it is one of an answer only where there is a number.
        record["unit"] = None


def _check_keys(row: _Row, record: Mapping[str, Any], known: Known) -> None:
    year, regency, code = (record[name] for name in ANSWER_KEY)
    if year is None:
        return
    if regency is not None and year in known.regencies and regency not in known.regencies[year]:
        row.blame("not_in_round", "regency_code", regency, year=str(year))
    if code is not None and not known.indicators[code][0] <= year <= known.indicators[code][1]:
        row.blame("other_regulation", "indicator_code", code, year=str(year))


def _check_checking(row: _Row, record: Mapping[str, Any], known: Known) -> None:
    """Nobody verifies his own answers: who says that a row was verified says who did, and on which day that was."""
    named = [name for name in ("checked_by", "checked_on") if record[name] is None and not row.is_bad(name)]
    if record["status"] == "verified" and named:
        row.blame("unchecked", "status", row.cells.get("status", EMPTY).text)
    if known.today and (record["checked_on"] or "") > known.today:
        row.blame("future_day", "checked_on", record["checked_on"])


def _check_status(row: _Row, record: Mapping[str, Any]) -> None:
    """What holds neither an answer nor a document was not handed in, whatever its status says."""
    held = ("answer", "answer_number", "answer_yes", "documents")
    is_held = any(row.is_bad(name) or (record.get(name) is not None and name != "documents") for name in held)
    if record["status"] in LEVELS["submitted"] and not is_held and not record["documents"]:
        row.blame("nothing_held", "status", row.cells.get("status", EMPTY).text)


def _check_points(row: _Row, record: Mapping[str, Any], known: Known) -> None:
    """Nothing gives more points than its indicator has, and what was not handed in or not accepted gives none."""
    points, most = record["points"], known.most_points.get(record["indicator_code"] or "")
    if not points or row.is_bad("status"):
        return
    if record["status"] in EARNS_NOTHING:
        row.blame("points_for_nothing", "points", row.cells["points"].text)
    elif most is not None and points > most:
        row.blame("too_many_points", "points", row.cells["points"].text, most=f"{most:.12g}")


def _put_status(record: dict[str, Any]) -> None:
    """What a row without a status is by definition: with an answer or a document it is handed in, else it is not."""
    if record["status"] is None:
        handed_in = any(record[name] is not None for name in ("answer_number", "answer_yes")) or record["documents"]
        record["status"] = "submitted" if handed_in else "none"
