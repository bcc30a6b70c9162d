"""How figures and tables that are handed on alone are called, by which they are found beside their report."""

from __future__ import annotations

from kkpham_analysis.language import Words

# What slides and figures are taken from: the report of the country, or that of a province.
NOTEBOOKS = ("award_summary", "province_report")
COUNTRY = "indonesia"


def folder_of(size: str, language: str) -> str:
    """The folder of the files of a size, beside the report.

    >>> folder_of("16:9", "en")
    'figures-16x9'
    """
    return Words(language).phrase("export.folder", size=size.replace(":", "x"))


def stem_of(report: str, notebook: str, award_year: int) -> str:
    """How the name of every file begins: with what it is of, as the report's own file says it, and the round.

    >>> stem_of("province_report-kalimantan-timur", "province_report", 2023)
    'kalimantan-timur-2023'
    >>> stem_of("award_summary", "award_summary", 2023)
    'indonesia-2023'
    """
    return f"{report.removeprefix(notebook).lstrip('-') or COUNTRY}-{award_year}"
