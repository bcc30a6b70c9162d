"""The report on paper: A4, tagged for readers that speak (PDF/UA-1), set by Typst from the content of the notebook."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from kkpham_analysis.reports.document import document_of
from kkpham_analysis.reports.forms.pdf_tables import with_row_heads
from kkpham_analysis.reports.forms.sheets import Sheets
from kkpham_analysis.reports.given_time import given_time
from kkpham_analysis.reports.work_folder import work_folder


def written(notebook: Any, *, language: str) -> bytes:
    """The report as PDF, the same bytes for the same notebook.

    Parameters
    ----------
    notebook : NotebookNode
        With its outputs. What must be said of its data stands on every sheet.
    language : str
        The language of the report.

    Notes
    -----
    A text of the report reaches Typst as data, and is never read as its markup. The day that the file names as its own
    is that of the environment variable `SOURCE_DATE_EPOCH`, or none.
    """
    sheets = Sheets(document_of(notebook, language=language).made_as("pdf"))
    content = json.dumps(sheets.content() | {"date": _day()}).encode()
    # Typst takes pictures from files alone.
    with TemporaryDirectory(dir=work_folder()) as folder:
        for name, part in (_template() | {"sheets.json": content} | sheets.pictures).items():
            (Path(folder) / name).write_bytes(part)
        main = str(Path(folder) / "main.typ")
        pdf: bytes = typst.compile(main, root=folder, font_paths=_fonts(), pdf_standards=["ua-1"])
    return with_row_heads(pdf)


def _day() -> dict[str, int] | None:
    day = given_time()
    return {"year": day.year, "month": day.month, "day": day.day} if day else None


@cache
def _template() -> dict[str, bytes]:
    folder = Path(str(files("kkpham_analysis.reports"))) / "template" / "report"
    return {part.name: part.read_bytes() for part in folder.glob("*.typ")}


@cache
def _fonts() -> Any:
    """Our own, and those of matplotlib for code and rare characters; none of the machine's, which differ."""
    folders = [str(files("kkpham_analysis").joinpath("figures", "fonts"))]
    matplotlib = find_spec("matplotlib")
    if matplotlib and matplotlib.origin:
        folders.append(str(Path(matplotlib.origin).with_name("mpl-data") / "fonts" / "ttf"))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
