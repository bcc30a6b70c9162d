"""Every form in which a report is handed on, each written from the same executed notebook; none computes anything."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from kkpham_analysis.reports.calls import CallError, CallFault

# Each form is a module of this folder with `written(notebook, *, language) -> bytes`, beside the extra of the package
# that it needs.
EXTRAS = {"html": "", "pdf": "pdf", "docx": "office", "xlsx": "office", "pptx": "office"}
FORMS = tuple(EXTRAS)
# What a form imports that only its extra brings; charts of slides hold a workbook.
PACKAGES = {"pdf": ("pikepdf", "typst"), "docx": ("docx",), "xlsx": ("xlsxwriter",), "pptx": ("pptx", "xlsxwriter")}


def lacking(form: str) -> CallFault | None:
    """Say which extra has to be installed for a form; None where it can be written."""
    if all(find_spec(package) for package in PACKAGES.get(form, ())):
        return None
    return _no_extra(form)


def _no_extra(form: str) -> CallFault:
    return CallFault("call.no_extra", {"name": form, "extra": EXTRAS[form]})


def written(form: str, notebook: Any, *, language: str) -> bytes:
    """Write an executed notebook in a form.

    Parameters
    ----------
    form : str
        One of `FORMS`.
    notebook : NotebookNode
        With its outputs.
    language : str
        The language of the report.

    Raises
    ------
    CallError
        When the packages are missing that the form needs; names the extra that brings them.
    """
    content: bytes = module_of(form).written(notebook, language=language)
    return content


def module_of(form: str) -> Any:
    """Import what writes a form.

    Raises
    ------
    CallError
        When the packages are missing that it needs; names the extra that brings them.
    """
    try:
        return import_module(f"{__name__}.{form}")
    except ModuleNotFoundError as error:
        if str(error.name).startswith("kkpham_analysis"):
            raise
        raise CallError(_no_extra(form)) from None
