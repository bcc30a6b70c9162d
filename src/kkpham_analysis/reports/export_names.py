"""How figures and tables that are handed on alone are called, by which they are found beside their report."""

from __future__ import annotations

import re
from collections.abc import Collection

from kkpham_analysis.language import Words
from kkpham_analysis.reports.file_names import slug_of

COUNTRY = "indonesia"  # in the place of the name of a province
LONGEST = 72  # letters of what a table holds, in the name of its file


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


def table_name(caption: str, taken: Collection[str], words: Words) -> str:
    """What the file of a table is called after what it is of: by its caption, and by a number where that is taken.

    >>> table_name("Perubahan dari penghargaan 2022 ke 2023", [], Words("id"))
    'perubahan-dari-penghargaan-2022-ke-2023'
    >>> table_name("Sources of the figures", ["sources-of-the-figures"], Words("en"))
    'sources-of-the-figures-2'
    >>> table_name("Regencies and cities known to be named “Cares for human rights”, 2023 awards", [], Words("en"))
    'regencies-and-cities-known-to-be-named-cares-for-human-rights'
    """
    name = _shortened(caption) or words.phrase("export.table")
    numbers = (f"{name}-{number}" if number > 1 else name for number in range(1, len(taken) + 2))
    return next(each for each in numbers if each not in taken)


def _shortened(caption: str) -> str:
    """As many parts of a caption, between its commas, as there is room for; of a first one that is longer its words."""
    parts = re.split("[,;:] ", caption)
    names = (slug_of(" ".join(parts[:number])) for number in range(len(parts), 0, -1))
    first = slug_of(parts[0])[: LONGEST + 1]
    return next((name for name in names if len(name) <= LONGEST), first.rpartition("-")[0])
