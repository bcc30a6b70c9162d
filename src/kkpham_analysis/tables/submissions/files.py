"""One file of supporting data into rows: each is a record that can be stored, or has reasons why it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.files.foreign import read_sheets
from kkpham_analysis.tables.files.sheets import EMPTY, Cell, ForeignFileError, Row, Sheet
from kkpham_analysis.tables.submissions.doubts import letters, of_other_regency, unheaded
from kkpham_analysis.tables.submissions.forms import codes_twice, out_of_place
from kkpham_analysis.tables.submissions.headers import (
    Header,
    cell_at,
    header_of,
    is_header,
    personal_columns,
    with_marked_codes,
)
from kkpham_analysis.tables.submissions.layout import (
    AMBIGUOUS,
    ANSWER_KEY,
    FILLED,
    MADE_UP,
    META,
    TAKEN,
    meta_names,
    plain,
)
from kkpham_analysis.tables.submissions.made_up import ABOUT_ORIGIN, is_made_up, unsure_made_up
from kkpham_analysis.tables.submissions.places import sent_by
from kkpham_analysis.tables.submissions.reasons import refusal
from kkpham_analysis.tables.submissions.records import MAY_BE_MERGED, NOT_REPEATED, Known, record_of
from kkpham_analysis.tables.submissions.totals import Totals, is_summary, is_total
from kkpham_analysis.tables.submissions.values import (
    Reason,
    decimal_sign,
)

if TYPE_CHECKING:
    from kkpham_analysis.language import Words

# What took the place of totals that were mended: a sum, and no row.
SUMMED_UP = "sum"
# What a line in quarantine says of itself: its reasons speak of totals too.
OF_QUARANTINE = ("file", "sheet", "row", "reasons", "reason_codes", "mark")
# These cannot be read; they are named, for somebody's answers are in them.
OTHER_ENDINGS = (".ods", ".xls", ".xlsb", ".numbers", ".docx", ".doc", ".odt", ".pdf")
# Rows between two signs of life: a second or less.
ROWS_APART = 5_000


@dataclass(slots=True)
class RowIn:
    """A row that was filled in: where it stands, what is written there, its record, or why there is none.

    `list_version` is the list of indicators that it answers, where it says one. `mark` is what it is known by, `mends`
    the mark of the line in quarantine that it was, if any, and `by` says what took its place, where it was mended.
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

    @property
    def place(self) -> tuple[Any, Any]:
        """The round and the regency it is about; missing where that is not known."""
        return self.record["award_year"], self.record["regency_code"]

    @property
    def key(self) -> tuple[Any, ...]:
        """What no two rows may share."""
        record = self.record
        return record["award_year"], record["regency_code"], record["indicator_code"]


@dataclass
class FileIn:
    """What a file holds: the origin of its rows, the rows, how many there are besides, and what else there is to say.

    Besides there are rows that were left `blank` (of a form, `left_blank` has their keys), and `totals` that nothing
    speaks against. `is_form` says that it is a
    template that was filled in, which may be one of several copies of a regency, and `is_mend` that it is what was in
    quarantine, sent back. `mended` are its rows that were mended since and so change nothing, and `settled` totals that
    are sent back and that nothing speaks against any more. `refused` says why the
    file as a whole could not be read; it has no rows then, and `sent` are the round, empty where that is not known, and
    the regency of each that it may be of.
    """

    file: str
    origin: str
    rows: list[RowIn] = field(default_factory=list)
    blank: int = 0
    left_blank: set[tuple[Any, ...]] = field(default_factory=set)
    totals: int = 0
    notices: list[Reason] = field(default_factory=list)
    refused: ForeignFileError | Fault | None = None
    is_form: bool = False
    is_mend: bool = False
    mended: list[RowIn] = field(default_factory=list)
    settled: list[RowIn] = field(default_factory=list)
    sent: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_partial(self) -> bool:
        """Whether what it does not speak of may still hold."""
        return self.is_form or self.is_mend

    def refusal(self, words: Words) -> str:
        """Say why the file could not be read, and what to do."""
        return refusal(self.refused, words) if self.refused else ""


def read_file(path: Path, known: Known, *, read: Callable[[int], None] = lambda rows: None) -> FileIn:
    """Every row of a file that was filled in; never an error, whatever the file holds.

    Parameters
    ----------
    path
        A template that was filled in, or a table with the columns of submissions.
    known
        Regencies, indicators and places there are.
    read
        Called now and then with the number of rows that were read.
    """
    name = safe_name(path.name)
    try:
        sheets = [with_marked_codes(sheet) for sheet in read_sheets(path)]
    except ForeignFileError as error:
        return FileIn(path.name, name, refused=error, sent=sent_by(path, [], {}, [], known))
    about = _about(sheets)
    found = FileIn(path.name, name)
    if about.get(MADE_UP) or any(map(is_made_up, _tables(sheets))):
        # Nobody handed it in.
        found.refused = Fault(path.name, 0, "", "", "made_up", "keep_for_trying")
        return found
    found = _read_sheets(path, sheets, about, known, found, read)
    if found.refused is not None:
        found.sent = sent_by(path, sheets, about, _places_in(sheets), known)
    return found


def _read_sheets(
    path: Path, sheets: Sequence[Sheet], about: Mapping[str, str], known: Known, found: FileIn,
    read: Callable[[int], None],
) -> FileIn:  # fmt: skip
    if fault := _of_other_list(path.name, about, known) or of_other_regency(path, sheets, about, known.regency):
        found.refused = fault
        return found
    headed = [(sheet, header) for sheet in sheets if (header := header_of(sheet)) is not None]
    if not headed and path.suffix.lower() in OTHER_ENDINGS:
        # Whatever it holds, it is not what its sender thinks it is.
        found.refused = ForeignFileError(path, "binary")
        return found
    if not headed:
        found.refused = Fault(path.name, 0, "", "", "no_submission_table", "use_template")
        return found
    for sheet, header in headed:
        if fault := _unusable(path.name, sheet, header, about):
            return FileIn(path.name, found.origin, refused=fault)
        _read_sheet(sheet, header, about, known, found, read)
    form = _origin(about, known)
    found.origin, found.is_form = form or found.origin, bool(form)
    for row in found.rows:
        row.list_version = row.list_version or _version(about.get("version", ""))
    return found


def _tables(sheets: Iterable[Sheet]) -> Iterator[dict[str, Cell]]:
    """The rows of all tables, by column."""
    headed = [(sheet, header) for sheet in sheets if (header := header_of(sheet)) is not None]
    return (
        {name: cell_at(row, place) for name, place in header.columns.items() if name in ABOUT_ORIGIN}
        for sheet, header in headed if set(header.columns) & ABOUT_ORIGIN
        for row in sheet.rows if row.number > header.row
    )  # fmt: skip


def _places_in(sheets: Iterable[Sheet]) -> list[tuple[str, str]]:
    """The round and the regency that rows of tables name, each as it is written."""
    headed = [(sheet, header) for sheet in sheets if (header := header_of(sheet)) is not None]
    return [
        (cell_at(row, header.columns["award_year"]).text if "award_year" in header.columns else "",
         cell_at(row, header.columns["regency_code"]).text)
        for sheet, header in headed if "regency_code" in header.columns
        for row in sheet.rows if row.number > header.row
    ]  # fmt: skip


def _of_other_list(file: str, about: Mapping[str, str], known: Known) -> Fault | None:
    """Why a template answers other questions than are asked now; None where it answers these, or says no list."""
    said = about.get("version", ""), about.get("kind", "")
    now = known.lists.get(about.get("regulation", ""), said)
    if said == now or not any(said):
        return None
    details: dict[str, str | int] = {
        "regulation": about["regulation"],
        "version": said[0] or "–",
        "form_kind": said[1] or "–",
        "now": f"{now[0] or '–'} ({now[1]})",
    }
    return Fault(file, 0, "", "", "other_list", "new_template", details)


def _unusable(file: str, sheet: Sheet, header: Header, about: Mapping[str, str]) -> Fault | None:
    """Why a sheet cannot be read whatever its rows hold; None where it can."""
    if AMBIGUOUS in header.columns:
        return Fault(file, header.row, header.texts[header.columns[AMBIGUOUS]], "", "unclear_heading", "name_heading")
    if missing := [key for key in ANSWER_KEY[:2] if key not in header.columns and not about.get(key)]:
        return Fault(file, header.row, missing[0], "", "no_submission_column", "use_template")
    if place := unheaded((row for row in sheet.rows if row.number > header.row), header.texts):
        # What stands there is not repeated: nobody knows what it is.
        return Fault(file, place[1], letters(place[0]), "", "no_heading", "give_heading", {"row": header.row})
    return None


def _read_sheet(
    sheet: Sheet, header: Header, about: Mapping[str, str], known: Known, found: FileIn, read: Callable[[int], None]
) -> None:
    body = [row for row in sheet.rows if row.number > header.row and not is_header(row, header)]
    signs = _signs(body, header)
    general = [Reason("hidden_sheet", value=sheet.name)] if sheet.hidden else []
    general += [Reason("doubled_heading", name) for name in header.doubled]
    general += [Reason("personal_heading", value=name) for name in header.personal]
    general += [Reason("personal_column", value=name) for name in personal_columns(body, header)]
    is_form = bool(_origin(about, known))
    twice = codes_twice({"indicator_code": cell_at(row, header.columns["indicator_code"])} for row in body)
    taken: list[RowIn] = []
    above: tuple[RowIn, Mapping[str, Cell]] | None = None
    totals = Totals(known.regency)
    for done, row in enumerate(body):
        if done % ROWS_APART == 0:
            read(done)
        cells = {name: cell_at(row, place) for name, place in header.columns.items()}
        if headline := _headline(row, cells):
            totals.begin(headline)
        labels = _labels(row, header)
        wrong = totals.reasons(labels, cells, signs) if _may_be_total(cells) else None
        # A row that only says "total" sums up nothing.
        found.totals += wrong == [] and _is_answered(row, header, cells)
        if wrong or (wrong == [] and cells.get("mark", EMPTY).text):
            total = _total_in(found.file, sheet.name, row, cells, wrong, taken, labels)
            # Unchanged it is only settled where it was held against rows.
            total.by = SUMMED_UP if totals.parts and not wrong else ""
            (taken if wrong else found.settled).append(total)
        if _is_title(row) or wrong is not None:
            continue
        if not _is_answered(row, header, cells):
            found.blank += any(cells.get(name, EMPTY).text for name in ("indicator_code", "regency_code"))
            if is_form:
                found.left_blank.add(_row_in(found.file, sheet.name, row.number, cells, about, known, signs).key)
            continue
        taken.append(_row_in(found.file, sheet.name, row.number, cells, about, known, signs))
        taken[-1].reasons[:0] = [*general, *unsure_made_up(cells)]
        misplaced = list(out_of_place(cells, taken[-1].record["indicator_code"], known.labels, is_form=is_form,
                                      twice=twice))  # fmt: skip
        code = cells.get("indicator_code", EMPTY).text
        if code and is_summary(_labels(row, header, beside=("unit",))):
            misplaced = [Reason("summary", "indicator_code", code)]
        taken[-1].reasons += misplaced
        if misplaced:
            # In quarantine the row has lost its name: with its code it would come back as a submission.
            taken[-1].record["indicator_code"], taken[-1].shown["indicator_code"] = None, ""
        else:
            totals.add(taken[-1], cells)
        _blame_first(above, cells)
        above = (taken[-1], cells)
    if header.unknown:
        found.notices.append(Reason("unknown_columns", value=", ".join(header.unknown)))
    found.rows += taken


def _row_in(
    file: str, sheet: str, place: int, cells: Mapping[str, Cell], about: Mapping[str, str], known: Known,
    signs: Mapping[str, str],
) -> RowIn:  # fmt: skip
    shown = {name: cells[name].written for name in TAKEN if name in cells and cells[name].text}
    record, reasons = record_of(cells, about, known, signs)
    hidden = {reason.column for reason in reasons if reason.kind.startswith("personal_")}
    version, mends = (cells.get(name, EMPTY).text for name in ("list_version", "mark"))
    return RowIn(file, sheet, place, {name: NOT_REPEATED if name in hidden else text for name, text in shown.items()},
                 record, reasons, _version(version), mends=mends)  # fmt: skip


def _version(text: str) -> int | None:
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
    shown = {name: cells[name].written for name in TAKEN if name in cells and cells[name].text}
    # In quarantine there is no other column to say that it is a total.
    shown.setdefault("indicator_code", next((text for text in labels if is_total(text)), ""))
    record: dict[str, Any] = dict.fromkeys((*ANSWER_KEY, *TAKEN))
    for name in ANSWER_KEY[:2]:
        above = {entry.record[name] for entry in taken}
        record[name] = above.pop() if len(above) == 1 else None
    return RowIn(file, sheet, row.number, shown, record, reasons, mends=cells.get("mark", EMPTY).text)


def _signs(rows: Sequence[Row], header: Header) -> dict[str, str]:
    """The decimal sign of each column of numbers that shows one: one column says nothing of another."""
    names = [name for name in ("answer", "answer_number", "documents", "points") if name in header.columns]
    columns = {name: [cell_at(row, header.columns[name]) for row in rows] for name in names}
    return {name: decimal_sign(cell.text for cell in cells if cell.kind == "text") for name, cells in columns.items()}


def _about(sheets: Iterable[Sheet]) -> dict[str, str]:
    """What the sheet about the file says of it; empty where there is none."""
    for sheet in sheets:
        said: dict[str, str] = {}
        for row in sheet.rows:
            name = meta_names().get(plain(row.cells[0].text)) if row.cells else None
            if name and len(row.cells) > 1:
                said.setdefault(name, row.cells[1].text)
        if len(said) >= min(3, len(META)):
            return said
    return {}


def _origin(about: Mapping[str, str], known: Known) -> str:
    """What a template is called in the store, whatever it was renamed to; empty where the file is none."""
    year, regency = about.get("award_year", ""), known.regency(about.get("regency_code", "") or "-")
    return f"isian-{year}-{regency}.xlsx" if regency and re.fullmatch(r"20\d\d", year) else ""


def safe_name(name: str) -> str:
    """The name of a file with signs alone that any system can hold."""
    safe = re.sub(r"[^\w.() -]", "_", name).strip(". ").lstrip("-")
    return safe[-100:] or "file"
