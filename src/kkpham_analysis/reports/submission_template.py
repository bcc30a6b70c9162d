"""The workbook that a regency fills in: its indicators by right, with lists to choose from, and what it is for."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from kkpham_analysis.figures import colours
from kkpham_analysis.tables.labels import GROUP, TYPE, Labels, label_of
from kkpham_analysis.tables.markings import SYNTHETIC, marks_of
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.doubts import letters
from kkpham_analysis.tables.submissions.layout import INDONESIAN
from kkpham_analysis.tables.submissions.values import MOST_DOCUMENTS
from kkpham_analysis.tables.units import is_yes_no
from kkpham_analysis.tables.vocabulary import SUBMISSION_STATUSES

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl import Workbook

WIDTHS = {
    "number": 6, "indicator_code": 14, "label": 46, "type": 10, "asked_for": 34, "answer_number": 16, "unit": 14,
    "answer_yes": 14, "documents": 11, "status": 15, "office": 26, "note": 30, "max_points": 10, "points": 12,
    "checked_by": 24, "checked_on": 14,
}  # fmt: skip
GIVEN = ("number", "indicator_code", "label", "type", "asked_for", "max_points")
BY_CHECKER = ("points", "checked_by", "checked_on")
FORMATS = {"answer_number": "#,##0.######", "documents": "0", "points": "General", "checked_on": "yyyy-mm-dd"}
COLUMNS = list(WIDTHS)
# Numbers in the middle: at the right they would run into what stands beside them, such as the unit.
ALIGNED = dict.fromkeys(
    ("number", "answer_number", "answer_yes", "documents", "max_points", "points", "checked_on"), "center"
)
HEADER_ROW = 6
# As wide as a page: a single column that is wider is cut in print, not made smaller.
HELP_WIDTH = 78
LINE = 15.0
NAVY, PALE, INPUT, CHECKER, LOCKED, CHECKER_HEAD = map(
    colours.plain, (colours.NAVY, colours.PALE, colours.INPUT, colours.CHECKER, colours.LOCKED, colours.CHECKER_HEAD)
)
MUTED, LINE_INK, ALARM, PAPER = map(
    colours.plain, (colours.ON_FORM, colours.LINE_ON_FORM, colours.ALARM_ON_FORM, colours.PAPER)
)


@dataclass(frozen=True)
class TemplateFor:
    """Whom a template is for: the round, and the regency by code and name."""

    award_year: int
    regency_code: str
    regency: str

    @property
    def file(self) -> str:
        """What its file is called: whose it is, for programs and for people."""
        return f"isian-{self.award_year}-{self.regency_code}-{plain(self.regency).replace(' ', '-')}.xlsx"


def template_bytes(
    indicators: pd.DataFrame, whom: TemplateFor, answers: pd.DataFrame | None = None, *, labels: Labels | None = None
) -> bytes:
    """The workbook of one regency, as the bytes of an XLSX file.

    Parameters
    ----------
    indicators
        The numbered indicators of the round, with the columns of `indicators`.
    whom
        The regency and the round.
    answers
        What the regency has handed in for the round, with the columns of SUBMISSIONS, to be filled in already;
        nothing by default.
    labels
        What the types and groups of the regulation are called in Indonesian, by kind and key; else their keys stand.
    """
    buffer = io.BytesIO()
    template(indicators, whom, answers, labels=labels).save(buffer)
    return buffer.getvalue()


def template(
    indicators: pd.DataFrame, whom: TemplateFor, answers: pd.DataFrame | None = None, *, labels: Labels | None = None
) -> Workbook:
    """The workbook of one regency."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = INDONESIAN.phrase("template.sheet_form")
    first = indicators.iloc[0]
    marks = marks_of(indicators) if answers is None else marks_of(indicators, answers)
    _title(sheet, whom, str(first["regulation"]), marks)
    _header(sheet)
    last = _rows(sheet, _called(indicators, labels or {}), _by_indicator(answers))
    _choices(sheet, last)
    _page(sheet, last)
    _explanation(book.create_sheet(INDONESIAN.phrase("template.sheet_help")))
    about = {
        "award_year": whom.award_year,
        "regency_code": whom.regency_code,
        "regulation": str(first["regulation"]),
        **dict(zip(("version", "kind"), list_said(first["version"], first["kind"]), strict=True)),
    }
    if SYNTHETIC in marks:
        about[SYNTHETIC] = INDONESIAN.phrase("template.is_synthetic")
    _about(book.create_sheet(INDONESIAN.phrase("template.sheet_about")), about)
    return book


def list_said(version: Any, kind: str) -> tuple[str, str]:
    """The version and the kind of a list, as a template says them and has to say them when it comes back.

    What is publicly known has no version.
    """
    import pandas as pd

    return "" if pd.isna(version) else str(version), INDONESIAN.phrase(f"template.kind_{kind}")


def _title(sheet: Any, whom: TemplateFor, regulation: str, marks: Sequence[str]) -> None:
    lines = [
        (INDONESIAN.phrase("template.title"), font(bold=True, size=15, color=NAVY)),
        (whom.regency, font(bold=True, size=12)),
        (INDONESIAN.phrase("template.round", year=whom.award_year, before=whom.award_year - 1, regulation=regulation),
         font(color=MUTED)),
    ]  # fmt: skip
    if marks:
        said = " ".join(INDONESIAN.phrase(f"template.{mark}") for mark in marks)
        lines.append((said, font(bold=True, color=ALARM)))
    for number, (text, face) in enumerate(lines, 1):
        cell = sheet.cell(number, 1)
        put(cell, text)
        cell.font = face
    put(sheet.cell(HEADER_ROW - 1, 1), INDONESIAN.phrase("template.colours"))
    sheet.cell(HEADER_ROW - 1, 1).font = font(color=MUTED)


def font(**how: Any) -> Any:
    """The letters of a sheet, as everywhere in it."""
    from openpyxl.styles import Font

    return Font(name="Calibri", **how)


def height(texts: Mapping[str, object], widths: Mapping[str, int]) -> float:
    """The height of a row whose texts are wrapped: not every program makes rows as high as they need."""
    lines = (
        sum(math.ceil(1.15 * max(len(line), 1) / widths[name]) for line in str(text).split("\n"))
        for name, text in texts.items()
        if text
    )
    return LINE * max((1, *lines))


def put(cell: Any, text: object) -> None:
    """Write a value; a text is never a formula, whatever it begins with."""
    cell.value = text
    if isinstance(text, str):
        cell.data_type = "s"


def _header(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Border, PatternFill, Side

    thin = Side(style="thin", color=PAPER)
    for column, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(HEADER_ROW, column)
        put(cell, INDONESIAN.phrase(f"submission_column.{name}"))
        cell.font = font(bold=True, color=PAPER)
        cell.fill = PatternFill("solid", fgColor=NAVY if name not in BY_CHECKER else CHECKER_HEAD)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        cell.border = Border(left=thin, right=thin)
        sheet.column_dimensions[letters(column)].width = WIDTHS[name]
    sheet.row_dimensions[HEADER_ROW].height = 34


def _by_indicator(answers: pd.DataFrame | None) -> dict[str, dict[str, Any]]:
    """What was handed in for each indicator, as the sheet shows it."""
    if answers is None:
        return {}
    return {entry["indicator_code"]: _shown(_plain(entry)) for entry in answers.to_dict("records")}


def _shown(entry: Mapping[str, Any]) -> dict[str, Any]:
    shown = {name: entry[name] for name in COLUMNS if name not in GIVEN and entry[name] is not None}
    if "answer_yes" in shown:
        shown["answer_yes"] = INDONESIAN.phrase("template.yes_no_list").split(",")[0 if shown["answer_yes"] else 1]
    if "checked_on" in shown:
        shown["checked_on"] = dt.date.fromisoformat(shown["checked_on"])
    shown["status"] = INDONESIAN.phrase(f"submission_status.{shown['status']}")
    if "answer_number" in shown:
        # A number that came without a unit is none in the unit that was asked for.
        shown.setdefault("unit", None)
    return shown


def _called(indicators: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """The indicators with their types and groups as people call them."""
    named = {
        column: indicators[column].map(partial(label_of, labels, kind), na_action="ignore")
        for column, kind in (("type", TYPE), ("group", GROUP))
    }
    return indicators.assign(**named)


def _rows(sheet: Any, indicators: pd.DataFrame, answers: Mapping[str, Mapping[str, Any]]) -> int:
    """Write the indicators under the names of their rights; the number of the last row."""
    row = HEADER_ROW
    looks: dict[tuple[str, bool], Any] = {}
    ordered = indicators.sort_values("indicator_no", kind="stable")
    rights = list(dict.fromkeys(ordered["right_code"].fillna("")))
    for right in rights:
        group = ordered[ordered["right_code"].fillna("") == right]
        row += 1
        _right(sheet, row, group.iloc[0].to_dict())
        for entry in group.to_dict("records"):
            row += 1
            _row(sheet, row, _plain(entry), answers.get(entry["indicator_code"], {}), looks)
    return row


def _plain(entry: Mapping[Any, Any]) -> dict[str, Any]:
    import pandas as pd

    return {str(name): None if pd.isna(value) else value for name, value in entry.items()}


def _right(sheet: Any, row: int, entry: Mapping[Any, Any]) -> None:
    from openpyxl.styles import PatternFill

    known = _plain(entry)
    text = known["right_id"] or known["right_code"] or INDONESIAN.phrase("template.no_right")
    if known["group"]:
        text += f" ({known['group']})"
    put(sheet.cell(row, 1), text)
    for column in range(1, len(COLUMNS) + 1):
        sheet.cell(row, column).fill = PatternFill("solid", fgColor=PALE)
    sheet.cell(row, 1).font = font(bold=True, color=NAVY)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(COLUMNS))


def _row(
    sheet: Any, row: int, entry: Mapping[str, Any], answer: Mapping[str, Any], looks: dict[tuple[str, bool], Any]
) -> None:
    """Write an indicator; `looks` is how cells of each kind look, as far as one was written."""
    unit = entry["unit"]
    asks_yes_no = unit is not None and is_yes_no(unit)
    given = {
        "number": int(entry["indicator_no"]),
        "indicator_code": entry["indicator_code"],
        "label": entry["label_id"],
        "type": entry["type"],
        "asked_for": entry["data_dukung_id"],
        "max_points": entry["max_points"],
        "unit": INDONESIAN.phrase("template.yes_no") if asks_yes_no else unit,
        **answer,
    }
    sheet.row_dimensions[row].height = height(given, WIDTHS)
    for column, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(row, column)
        if given.get(name) is not None:
            put(cell, given[name])
        is_open = name not in GIVEN and not (asks_yes_no and name in ("answer_number", "unit"))
        if (name, is_open) not in looks:
            _style(cell, name, is_open=is_open)
            looks[name, is_open] = cell._style
        # Setting each property of each cell anew is most of the time that a workbook takes.
        cell._style = copy(looks[name, is_open])


def _style(cell: Any, name: str, *, is_open: bool) -> None:
    """Let a cell look as those of its column do that are to be filled in, or that are locked."""
    from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side

    line = Side(style="hair", color=LINE_INK)
    colour = CHECKER if name in BY_CHECKER else INPUT if is_open else LOCKED
    cell.fill = PatternFill("solid", fgColor=colour)
    cell.protection = Protection(locked=not is_open)
    cell.number_format = FORMATS.get(name, "@" if is_open else "General")
    cell.font = font(size=10)
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=ALIGNED.get(name, "left"))
    cell.border = Border(bottom=line, left=line, right=line)


def _choices(sheet: Any, last: int) -> None:
    """Lists to choose from, and what the other cells take."""
    from openpyxl.worksheet.datavalidation import DataValidation

    most = str(MOST_DOCUMENTS)
    highest = f"{letters(COLUMNS.index('max_points') + 1)}{HEADER_ROW + 1}"
    statuses = ",".join(INDONESIAN.phrase(f"submission_status.{status}") for status in SUBMISSION_STATUSES)
    rules = {
        "answer_yes": ("answer_yes", DataValidation("list", formula1=f'"{INDONESIAN.phrase("template.yes_no_list")}"')),
        "status": ("status", DataValidation("list", formula1=f'"{statuses}"')),
        "documents": (
            "documents",
            DataValidation("whole", operator="between", formula1="0", formula2=most),
        ),
        "answer_number": ("number", DataValidation("decimal", operator="between", formula1="-1E+14", formula2="1E+14")),
        # The cell is that of the first row; a spreadsheet moves it along. Where it is empty, no limit is known.
        "points": (
            "points",
            DataValidation("decimal", operator="between", formula1="0", formula2=f'IF({highest}="",1E+14,{highest})'),
        ),
        "checked_on": ("day", DataValidation("date", operator="greaterThanOrEqual", formula1="36526")),
    }
    for name, (said, rule) in rules.items():
        column = letters(COLUMNS.index(name) + 1)
        rule.allow_blank, rule.showErrorMessage, rule.showInputMessage = True, True, True
        rule.errorTitle = INDONESIAN.phrase("template.wrong")
        rule.error = INDONESIAN.phrase(f"template.choice_{said}", limit=MOST_DOCUMENTS)
        if name == "status":
            rule.promptTitle = INDONESIAN.phrase(f"submission_column.{name}")
            rule.prompt = INDONESIAN.phrase(f"template.prompt_{name}")
        rule.add(f"{column}{HEADER_ROW + 1}:{column}{last}")
        sheet.add_data_validation(rule)


def _page(sheet: Any, last: int) -> None:
    sheet.freeze_panes = f"{letters(COLUMNS.index('label') + 2)}{HEADER_ROW + 1}"
    sheet.protection.sheet = True
    # Who fills it in may still make a column wider or a row higher.
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{letters(len(COLUMNS))}{last}"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.4
    # The footer stands between the two.
    margins.bottom, margins.footer = 0.7, 0.3
    sheet.oddFooter.center.text = INDONESIAN.phrase("template.page")
    sheet.sheet_view.zoomScale = 90


def _explanation(sheet: Any) -> None:
    from openpyxl.styles import Alignment

    lines: Iterable[str] = INDONESIAN.phrase("template.help").splitlines()
    for number, line in enumerate(lines, 1):
        cell = sheet.cell(number, 1)
        put(cell, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = font()
        sheet.row_dimensions[number].height = height({"line": line}, {"line": HELP_WIDTH}) + 3
        if number == 1 or (line and not line[:1].isdigit() and not line.endswith(".")):
            cell.font = font(bold=True, color=NAVY, size=14 if number == 1 else 11)
    sheet.column_dimensions["A"].width = HELP_WIDTH
    sheet.page_margins.left = sheet.page_margins.right = 0.6
    sheet.protection.sheet = True
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _about(sheet: Any, about: Mapping[str, object]) -> None:
    from openpyxl.styles import Alignment

    for number, name in enumerate(about, 1):
        put(sheet.cell(number, 1), INDONESIAN.phrase(f"template.meta_{name}"))
        put(sheet.cell(number, 2), about[name])
        sheet.cell(number, 1).font = font(bold=True)
        sheet.cell(number, 2).number_format = "@"
    last = len(about) + 2
    put(sheet.cell(last, 1), INDONESIAN.phrase("template.about"))
    sheet.cell(last, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=last, start_column=1, end_row=last, end_column=2)
    sheet.row_dimensions[last].height = height({"said": INDONESIAN.phrase("template.about")}, {"said": 80})
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 48
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.protection.sheet = True
