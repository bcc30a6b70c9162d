"""One file of supporting data into rows: each is a record that can be stored, or has reasons why it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.files.foreign import read_sheets
from kkpham_analysis.tables.files.saved_at import saved_at
from kkpham_analysis.tables.files.sheets import Cell, ForeignFileError, Sheet
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.doubts import letters, of_other_regency, unheaded
from kkpham_analysis.tables.submissions.headers import (
    Header,
    cell_at,
    header_of,
    with_marked_codes,
)
from kkpham_analysis.tables.submissions.layout import AMBIGUOUS, ANSWER_KEY, INDONESIAN, MADE_UP, META, meta_names
from kkpham_analysis.tables.submissions.made_up import ABOUT_ORIGIN, is_made_up
from kkpham_analysis.tables.submissions.places import sent_by
from kkpham_analysis.tables.submissions.reasons import refusal
from kkpham_analysis.tables.submissions.records import Known
from kkpham_analysis.tables.submissions.rows import RowIn, SheetRows, version_of
from kkpham_analysis.tables.submissions.titles import about_in_titles
from kkpham_analysis.tables.submissions.values import Reason

if TYPE_CHECKING:
    from kkpham_analysis.language import Words

# Said of columns that are filled in and not known, where one is missing that they may be.
UNREAD = "unread_columns"
ANSWERS = ("answer", "answer_number", "answer_yes")
# These cannot be read; they are named, for somebody's answers are in them.
OTHER_ENDINGS = (".ods", ".xls", ".xlsb", ".numbers", ".docx", ".doc", ".odt", ".pdf")


@dataclass
class FileIn:
    """What a file holds: the origin of its rows, the rows, how many there are besides, and what else there is to say.

    Besides there are rows that were left `blank` (of a form, `left_blank` has their keys), and `totals` that nothing
    speaks against. `is_form` says that it is a
    template that was filled in, which may be one of several copies of a regency, and `is_mend` that it is what was in
    quarantine, sent back. `mended` are its rows that were mended since and so change nothing, and `settled` totals that
    are sent back and that nothing speaks against any more. `refused` says why the
    file as a whole could not be read; it has no rows then, and `sent` are the round, empty where that is not known, and
    the regency of each that it may be of. `superseded` says of a file that came in before and was corrected since how
    many rows it has, when it came in, and what took its place; it has no rows then either.
    `is_earlier` says that another one of its origin, which came in with it, has its faulty rows right, and `is_older`
    that one which came in before and says otherwise was saved later (`saved_at`, of a workbook); `behind` are the keys
    of rows that this has otherwise.
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
    superseded: dict[str, Any] = field(default_factory=dict)
    is_earlier: bool = False
    is_older: bool = False
    behind: set[tuple[Any, ...]] = field(default_factory=set)
    saved_at: str = ""

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
    about = _about(sheets) or about_in_titles(sheets, known)
    found = FileIn(path.name, name, saved_at=saved_at(path))
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
    headed = _headed(sheets)
    if not headed and path.suffix.lower() in OTHER_ENDINGS:
        # Whatever it holds, it is not what its sender thinks it is.
        found.refused = ForeignFileError(path, "binary")
        return found
    if not headed:
        found.refused = Fault(path.name, 0, "", "", "no_submission_table", "use_template")
        return found
    form = _origin(about, known)
    for sheet, header in headed:
        if fault := _unusable(path.name, sheet, header, about):
            return FileIn(path.name, found.origin, refused=fault)
    for sheet, header in headed:
        rows = SheetRows(found.file, sheet, header, about, known, is_form=bool(form))
        # From here on nothing asks for its cells: of a large table they are a third of all memory.
        sheet.rows = []
        rows.read(read)
        _put_rows(found, rows)
    if unseen := [sheet.name for sheet in sheets if sheet.hidden and sheet.rows and header_of(sheet) is None]:
        found.notices.append(Reason("hidden_sheets", value="', '".join(unseen)))
    found.origin, found.is_form = form or found.origin, bool(form)
    for row in found.rows:
        row.list_version = row.list_version or version_of(about.get("version", ""))
    return found


def _headed(sheets: Iterable[Sheet]) -> list[tuple[Sheet, Header]]:
    """The tables, each with its header; beside those with codes, one of names alone only where it says whose it is."""
    headed = [(sheet, header) for sheet in sheets if (header := header_of(sheet)) is not None]
    sure = [each for each in headed if not each[1].is_named or {*ANSWER_KEY[:2]} <= {*each[1].columns}]
    return sure or headed


def _tables(sheets: Iterable[Sheet]) -> Iterator[dict[str, Cell]]:
    """The rows of all tables, by column."""
    headed = _headed(sheets)
    return (
        {name: cell_at(row, place) for name, place in header.columns.items() if name in ABOUT_ORIGIN}
        for sheet, header in headed if set(header.columns) & ABOUT_ORIGIN
        for row in sheet.rows if row.number > header.row
    )  # fmt: skip


def _places_in(sheets: Iterable[Sheet]) -> list[tuple[str, str]]:
    """The round and the regency that rows of tables name, each as it is written."""
    headed = _headed(sheets)
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
        details = _headings(header, missing)
        return Fault(file, header.row, missing[0], "", "no_submission_column", "name_missing_column", details)
    if place := unheaded((row for row in sheet.rows if row.number > header.row), header.texts):
        # What stands there is not repeated: nobody knows what it is.
        return Fault(file, place[1], letters(place[0]), "", "no_heading", "give_heading", {"row": header.row})
    return None


def _headings(header: Header, missing: Iterable[str]) -> dict[str, str | int]:
    """Which headings were understood, as what, which were not, and what the missing columns are called."""
    # One column may be both the name and what says the indicator: it is named once.
    meant = {place: name for name, place in header.columns.items()}
    called = {name: INDONESIAN.phrase(f"submission_column.{name}") for name in (*header.columns, *missing)}
    read = [
        text if plain(text) == plain(called[name]) else f"{text} (= {called[name]})"
        for place, name in meant.items() if (text := header.texts[place])
    ]  # fmt: skip
    return {
        "read": ", ".join(read),
        "others": ", ".join(header.unknown) or "–",
        "headings": "', '".join(called[name] for name in missing),
    }


def _put_rows(found: FileIn, of: SheetRows) -> None:
    """Add the rows of a sheet to those of its file."""
    found.rows += of.rows
    found.settled += of.settled
    found.blank += of.blank
    found.totals += of.totals
    found.left_blank |= of.left_blank
    missing = [names[0] for names in (ANSWERS, ("documents",)) if not set(names) & set(of.header.columns)]
    unread = of.unread if missing else []
    if unread:
        called = "', '".join(INDONESIAN.phrase(f"submission_column.{name}") for name in missing)
        found.notices.append(Reason(UNREAD, value="', '".join(unread), details=(("headings", called),)))
    unsaid = Reason("no_documents_column")
    if of.rows and "documents" not in of.header.columns and not unread and unsaid not in found.notices:
        found.notices.append(unsaid)
    if others := [text for text in of.header.unknown if text not in unread]:
        found.notices.append(Reason("unknown_columns", value=", ".join(others)))


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
