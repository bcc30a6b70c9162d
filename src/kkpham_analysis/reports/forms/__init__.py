"""Every form in which a report is handed on, each written from the same executed notebook; none computes anything."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.tables.faults import shortened

# Each form is a module of this folder with `written(notebook, *, language) -> bytes`, beside the extra of the package
# that it needs.
EXTRAS = {"html": "", "pdf": "pdf", "docx": "office", "xlsx": "office", "pptx": "office"}
FORMS = tuple(EXTRAS)
# What a form imports that only its extra brings; charts of slides hold a workbook.
PACKAGES = {"pdf": ("pikepdf", "typst"), "docx": ("docx",), "xlsx": ("xlsxwriter",), "pptx": ("pptx", "xlsxwriter")}
LONGEST_PROBLEM = 200


def lacking(form: str) -> CallFault | None:
    """Say what has to be installed for a form, or installed again; None where it can be written."""
    for package in PACKAGES.get(form, ()):
        try:
            import_module(package)
        # One that is there may still lack a part, or a library of the machine.
        except (ImportError, OSError) as error:
            return _cannot_load(form, package, error)
    return None


def _cannot_load(form: str, package: str, error: Exception) -> CallFault:
    about = {"name": form, "extra": EXTRAS[form]}
    if isinstance(error, ModuleNotFoundError) and error.name == package:
        return CallFault("call.no_extra", about)
    problem = shortened(" ".join(str(error).split()), LONGEST_PROBLEM) or type(error).__name__
    return CallFault("call.broken_extra", about | {"package": package, "problem": problem})


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
        When the packages are missing that the form needs, or cannot be loaded; says what to install.
    """
    content: bytes = module_of(form).written(notebook, language=language)
    return content


def module_of(form: str) -> Any:
    """Import what writes a form.

    Raises
    ------
    CallError
        When the packages are missing that it needs, or cannot be loaded; says what to install.
    """
    if fault := lacking(form):
        raise CallError(fault)
    return import_module(f"{__name__}.{form}")
