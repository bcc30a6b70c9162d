"""The rows of one sheet: what each is, an answer, a total, a title or left blank, and what follows from that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kkpham_analysis.tables.files.sheets import EMPTY, Cell, Row, Sheet
from kkpham_analysis.tables.submissions.forms import codes_twice, out_of_place, uncertain
from kkpham_analysis.tables.submissions.headers import Header, cell_at, is_header, personal_columns
from kkpham_analysis.tables.submissions.layout import ANSWER_KEY, FILLED, LINED, TAKEN, UNSURE
from kkpham_analysis.tables.submissions.made_up import unsure_made_up
from kkpham_analysis.tables.submissions.naming import settled
from kkpham_analysis.tables.submissions.records import MAY_BE_MERGED, NOT_REPEATED, Known, record_of
from kkpham_analysis.tables.submissions.totals import Totals, is_summary, is_total
from kkpham_analysis.tables.submissions.values import Reason, decimal_sign

# What took the place of totals that were mended: a sum, and no row.
SUMMED_UP = "sum"
# What a line in quarantine says of itself: its reasons speak of totals too.
OF_QUARANTINE = ("file", "sheet", "row", "reasons", "reason_codes", "mark")
# Rows between two signs of life: a second or less.
ROWS_APART = 5_000

Cells = Mapping[str, Cell]


@dataclass(slots=True)
class RowIn:
    """A row that was filled in: where it stands, what is written there, its record, or why there is none.

    `list_version` is the list of indicators that it answers, where it says one. `mark` is what it is known by, `mends`
    the mark of the line in quarantine that it was, if any, and `by` says what took its place, where it was mended.
    `is_once_more` says that a later file holds the same row, which is stored from there, and `is_check_kept` that its
    answer was checked already, and that what the check added was put in. `is_put_by` says that it cannot be
    taken, and that another file which came in with it has it right.
    """

    file: str
    sheet: str
    number: int
    shown: dict[str, str]
    record: dict[str, Any]
    reasons: list[Reason] = field(default_factory=list)
    list_version: int | None = None
    mark: str = ""
    mends: str = ""
    by: str = ""
    is_once_more: bool = False
    is_check_kept: bool = False
    is_put_by: bool = False

    @property
    def place(self) -> tuple[Any, Any]:
        """The round and the regency it is about; missing where that is not known."""
        return self.record["award_year"], self.record["regency_code"]

    @property
    def key(self) -> tuple[Any, ...]:
        """What no two rows may share."""
        record = self.record
        return record["award_year"], record["regency_code"], record["indicator_code"]


class SheetRows:
    """The rows of a sheet so far: those that were filled in, those left blank, and totals.

    Parameters
    ----------
    file
        The name of the file.
    sheet, header
        The sheet, and which of its columns are known.
    about
        What the file says of itself.
    known
        What there is to refer to.
    is_form
        Whether it is a template that was filled in.
    """

    def __init__(
        self, file: str, sheet: Sheet, header: Header, about: Mapping[str, str], known: Known, *, is_form: bool
    ) -> None:
        self.file, self.sheet, self.about, self.known, self.is_form = file, sheet.name, about, known, is_form
        self.body = [row for row in sheet.rows if row.number > header.row and not is_header(row, header)]
        self.header, self.is_counted = (header, False) if is_form else settled(self.body, header, about, known)
        header = self.header
        self.signs = _signs(self.body, header)
        self.general = _general(sheet, self.body, header)
        self.unread = _unread(self.body, header)
        code = header.columns["indicator_code"]
        self.twice = codes_twice({"indicator_code": cell_at(row, code)} for row in self.body)
        self.last = _last_answered(self.body, header)
        self.rows: list[RowIn] = []
        self.settled: list[RowIn] = []
        self.blank = self.totals = 0
        self.left_blank: set[tuple[Any, ...]] = set()
        self._sums = Totals(known.regency)
        self._above: tuple[RowIn, Cells] | None = None

    def read(self, tell: Callable[[int], None]) -> None:
        """Take every row for what it is, and let go of its cells."""
        self.body.reverse()
        for done in range(len(self.body)):
            row = self.body.pop()
            if done % ROWS_APART == 0:
                tell(done)
            cells = {name: cell_at(row, place) for name, place in self.header.columns.items()}
            if "regency_name" in cells and not cells.get("regency_code", EMPTY).text:
                cells["regency_code"] = cells["regency_name"]
            self._take(row, cells)

    def _take(self, row: Row, cells: Cells) -> None:
        if headline := _headline(row, cells):
            self._sums.begin(headline)
        labels = _labels(row, self.header)
        is_last = row.number > self.last
        wrong = self._sums.reasons(labels, cells, self.signs, is_last=is_last) if _may_be_total(cells) else None
        if wrong is not None:
            self._put_total(row, cells, wrong, labels)
        elif _is_title(row):
            return
        elif _is_answered(row, self.header, cells):
            self._put_answer(row, cells)
        else:
            self._leave_blank(row, cells)

    def _put_total(self, row: Row, cells: Cells, wrong: list[Reason], labels: Iterable[str]) -> None:
        if not wrong:
            # A row that only says "total" sums up nothing.
            self.totals += _is_answered(row, self.header, cells)
        if wrong or cells.get("mark", EMPTY).text:
            total = _total_in(self.file, self.sheet, row, cells, wrong, self.rows, labels)
            if self._sums.office:
                # In quarantine no rows stand above it to say whose it is.
                total.shown.setdefault("office", self._sums.office)
            # Unchanged it is only settled where it was held against rows.
            total.by = SUMMED_UP if self._sums.parts and not wrong else ""
            (self.rows if wrong else self.settled).append(total)

    def _leave_blank(self, row: Row, cells: Cells) -> None:
        self.blank += any(cells.get(name, EMPTY).text for name in ("indicator_code", "regency_code"))
        if self.is_form:
            self.left_blank.add(self._row_in(row, cells).key)

    def _put_answer(self, row: Row, cells: Cells) -> None:
        entry = self._row_in(row, cells)
        misplaced = self._misplaced(row, cells, entry.record["indicator_code"])
        entry.reasons = [*self.general, *unsure_made_up(cells), *entry.reasons, *misplaced]
        if misplaced:
            # In quarantine the row has lost its name: with its code it would come back as a submission.
            # Of a count of rows nobody knows whether it is the number of any indicator.
            code = entry.shown["indicator_code"] if self.is_counted else entry.record["indicator_code"]
            entry.shown["indicator_code"] = "" if misplaced[0].kind == "summary" else f"{code}{UNSURE}"
            entry.record["indicator_code"] = None
        if not misplaced or misplaced[0].kind != "summary":
            # Whichever indicator it answers, a total counts it.
            self._sums.add(entry, cells)
        self.rows.append(entry)
        _blame_first(self._above, cells)
        self._above = (entry, cells)

    def _misplaced(self, row: Row, cells: Cells, code: str | None) -> list[Reason]:
        """Why nobody can tell which indicator a row answers, or that it is called a total."""
        written = cells.get("indicator_code", EMPTY).text
        if written and is_summary(_labels(row, self.header, beside=("unit",))):
            return [Reason("summary", "indicator_code", written)]
        if self.is_counted:
            return uncertain(cells, code, self.known, self.header.texts[self.header.columns["indicator_code"]])
        return out_of_place(cells, code, self.known, is_form=self.is_form, twice=self.twice)

    def _row_in(self, row: Row, cells: Cells) -> RowIn:
        shown = _shown(cells)
        record, reasons = record_of(cells, self.about, self.known, self.signs)
        if any(reason.kind == "other_name" for reason in reasons):
            # In quarantine there is no other column for the name, and with its code the row would come back as good.
            shown["regency_code"] = f"{cells['regency_code'].text} / {cells['regency_name'].text}"
        hidden = {reason.column for reason in reasons if reason.kind.startswith("personal_")}
        version, mends = (cells.get(name, EMPTY).text for name in ("list_version", "mark"))
        shown = {name: NOT_REPEATED if name in hidden else text for name, text in shown.items()}
        return RowIn(self.file, self.sheet, row.number, shown, record, reasons, version_of(version), mends=mends)


def _general(sheet: Sheet, body: Sequence[Row], header: Header) -> list[Reason]:
    """What speaks against every row of a sheet."""
    return [
        *([Reason("hidden_sheet", value=sheet.name)] if sheet.hidden else []),
        *(Reason("doubled_heading", name) for name in header.doubled),
        *(Reason("personal_heading", value=name) for name in header.personal),
        *(Reason("personal_column", value=name) for name in personal_columns(body, header)),
    ]


def version_of(text: str) -> int | None:
    """The version of a list of indicators; None where a file says none, or what is no version."""
    return int(text) if re.fullmatch("[1-9][0-9]{0,5}", text) else None


def _blame_first(above: tuple[RowIn, Mapping[str, Cell]] | None, cells: Mapping[str, Cell]) -> None:
    """Ask back the row that holds a value which the next row only shows, since both are merged: it is of both alike."""
    if above is None:
        return
    entry, first = above
    for name, cell in cells.items():
        is_shown = cell.is_merged and not first[name].is_merged and first[name].text == cell.text
        if is_shown and name in FILLED and name not in MAY_BE_MERGED:
            entry.reasons.append(Reason("merged", name, cell.text))


def _is_filled(cell: Cell) -> bool:
    return bool(cell.text) or cell.is_formula


def _is_answered(row: Row, header: Header, cells: Mapping[str, Cell]) -> bool:
    """Whether a row answers anything, be it under a heading that stands twice."""
    answers = [*(cells.get(name, EMPTY) for name in FILLED), *(cell_at(row, place) for place in header.again)]
    return any(map(_is_filled, answers))


def _last_answered(body: Sequence[Row], header: Header) -> int:
    """The number of the last row that answers an indicator; 0 where none does."""
    for row in reversed(body):
        cells = {name: cell_at(row, place) for name, place in header.columns.items()}
        code = cells["indicator_code"].text
        if code and not is_total(code) and _is_answered(row, header, cells):
            return row.number
    return 0


def _is_title(row: Row) -> bool:
    """Whether a row is one text over merged columns: the name of a right, a title, a footnote."""
    if sum(cell.is_merged for cell in row.cells) <= 2:
        return False
    return len({cell.text for cell in row.cells if cell.text}) == 1


def _headline(row: Row, cells: Mapping[str, Cell]) -> str:
    """The one text of a row that has no more: the name of the group of rows that follow; empty where it has."""
    alone = not any(_is_filled(cells.get(name, EMPTY)) for name in FILLED)
    texts = {cell.text for cell in row.cells if cell.text} if alone or _is_title(row) else set()
    return texts.pop() if len(texts) == 1 else ""


def _labels(row: Row, header: Header, *, beside: Sequence[str] = ()) -> list[str]:
    """What a row is called: its texts but for those that answer, and those of the columns `beside`."""
    others = {*FILLED, *OF_QUARANTINE, *beside} - {"office"}
    answers = {place for name, place in header.columns.items() if name in others}
    return [cell.text for place, cell in enumerate(row.cells) if place not in answers and place not in header.again]


def _may_be_total(cells: Mapping[str, Cell]) -> bool:
    """Whether a row has nothing that only one indicator can have: a total is neither yes nor verified."""
    return not any(_is_filled(cells.get(name, EMPTY)) for name in ("answer_yes", "status", "checked_by", "checked_on"))


def _total_in(
    file: str,
    sheet: str,
    row: Row,
    cells: Mapping[str, Cell],
    reasons: list[Reason],
    taken: Sequence[RowIn],
    labels: Iterable[str],
) -> RowIn:
    """A row of totals that does not add up: in quarantine it can be sent back, and a submission it never is.

    It is about the round and the regency of the rows above it, where these are of one.
    """
    shown = _shown(cells)
    # In quarantine there is no other column to say that it is a total.
    shown.setdefault("indicator_code", next((text for text in labels if is_total(text)), ""))
    record: dict[str, Any] = dict.fromkeys((*ANSWER_KEY, *TAKEN))
    for name in ANSWER_KEY[:2]:
        above = {entry.record[name] for entry in taken}
        record[name] = above.pop() if len(above) == 1 else None
    return RowIn(file, sheet, row.number, shown, record, reasons, mends=cells.get("mark", EMPTY).text)


def _shown(cells: Cells) -> dict[str, str]:
    """What stands in the cells of a row that are taken in, as it was written."""
    there = {name: cells[name] for name in TAKEN if name in cells and cells[name].text}
    return {name: cell.lines if name == LINED and cell.broken else cell.written for name, cell in there.items()}


def _unread(rows: Sequence[Row], header: Header) -> list[str]:
    """The columns that are not known though most rows with an indicator have something there."""
    rows = [row for row in rows if cell_at(row, header.columns["indicator_code"]).text]
    filled = {text: sum(bool(cell_at(row, at).text) for row in rows) for text, at in header.unknown.items()}
    return [text for text, number in filled.items() if 2 * number > len(rows)]


def _signs(rows: Sequence[Row], header: Header) -> dict[str, str]:
    """The decimal sign of each column of numbers that shows one: one column says nothing of another."""
    names = [name for name in ("answer", "answer_number", "documents", "points") if name in header.columns]
    columns = {name: [cell_at(row, header.columns[name]) for row in rows] for name in names}
    return {name: decimal_sign(cell.text for cell in cells if cell.kind == "text") for name, cells in columns.items()}
