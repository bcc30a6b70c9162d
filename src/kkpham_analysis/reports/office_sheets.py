"""The workbook that is sent to an office: what it is asked, what the indicator asks for, and room for its answer."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures.regions import assessed_year_of
from kkpham_analysis.reports.submission_template import (
    ALARM,
    HEADER_ROW,
    LINE_INK,
    NAVY,
    PAPER,
    font,
    height,
    put,
)
from kkpham_analysis.tables.submissions.doubts import letters
from kkpham_analysis.tables.submissions.layout import INDONESIAN

WIDTHS = {"number": 6, "indicator_code": 14, "label": 50, "right": 26, "finding": 70, "documents": 44, "answer": 34}

Say = Callable[[dict[Any, Any], Words], str]


def list_bytes(group: pd.DataFrame, regency: str, office: str, marks: Sequence[str], *, say: Say) -> bytes:
    """The list of an office, in Indonesian; `say` gives the sentence of a finding."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = INDONESIAN.phrase("submissions.list_sheet")
    # Many lists of indicators do not say which documents they ask for: then there is no column of nothing.
    widths = {name: width for name, width in WIDTHS.items() if name != "documents" or group["data_dukung_id"].any()}
    _head(sheet, group, regency, office, marks)
    _headings(sheet, widths)
    for number, entry in enumerate(group.to_dict("records"), 1):
        cells = {
            "number": number, "indicator_code": entry["indicator_code"], "label": entry["label_id"],
            "right": entry["right_id"], "finding": say(entry, INDONESIAN), "documents": entry["data_dukung_id"],
            "answer": None,
        }  # fmt: skip
        _row(sheet, HEADER_ROW + number, {name: cells[name] for name in widths}, widths)
    _set_page(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _set_page(sheet: Any) -> None:
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.oddFooter.center.text = INDONESIAN.phrase("template.page")


def _head(sheet: Any, group: pd.DataFrame, regency: str, office: str, marks: Sequence[str]) -> None:
    """Whom a list is for, of which data it is, and what is to be done with it."""
    year = int(group["award_year"].iloc[0])
    title = INDONESIAN.phrase("submissions.list_title", year=year, assessed=assessed_year_of(year))
    nobody = INDONESIAN.phrase("submissions.no_office")
    for row, text in enumerate((title, regency, office or nobody[:1].upper() + nobody[1:]), 1):
        put(sheet.cell(row, 1), text)
        sheet.cell(row, 1).font = font(bold=True, size=14 if row == 1 else 11, color=NAVY)
    key = "submissions.list_help" if office else "submissions.list_help_nobody"
    put(sheet.cell(4, 1), INDONESIAN.phrase(key))
    put(sheet.cell(5, 1), " ".join(INDONESIAN.phrase(f"submissions.mark_{mark}") for mark in marks) or None)
    sheet.cell(5, 1).font = font(bold=True, color=ALARM)


def _headings(sheet: Any, widths: Mapping[str, int]) -> None:
    from openpyxl.styles import PatternFill

    for column, (name, width) in enumerate(widths.items(), 1):
        cell = sheet.cell(HEADER_ROW, column)
        put(cell, INDONESIAN.phrase(f"submissions.list_{name}"))
        cell.font, cell.fill = font(bold=True, color=PAPER), PatternFill("solid", fgColor=NAVY)
        sheet.column_dimensions[letters(column)].width = width


def _row(sheet: Any, row: int, cells: Mapping[str, Any], widths: Mapping[str, int]) -> None:
    from openpyxl.styles import Alignment, Border, Side

    written = {name: None if pd.isna(value) else value for name, value in cells.items()}
    sheet.row_dimensions[row].height = height(written, widths)
    line = Border(bottom=Side(style="hair", color=LINE_INK))
    for column, value in enumerate(written.values(), 1):
        cell = sheet.cell(row, column)
        put(cell, value)
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if column == 1 else None)
        cell.border = line
