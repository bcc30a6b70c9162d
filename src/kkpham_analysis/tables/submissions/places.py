"""Whose a file is that cannot be read: what its name, its titles and its columns say of round and regency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kkpham_analysis.tables.files.sheets import Sheet
from kkpham_analysis.tables.submissions.doubts import named_in
from kkpham_analysis.tables.submissions.records import Known

# A year in a day says when somebody wrote, not which round it is about.
DAY = re.compile(r"\d{1,2}[-._ ]\d{1,2}[-._ ]20\d\d|20\d\d[-._ ]\d{1,2}[-._ ]\d{1,2}(?!\d)|\d{8}")
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def sent_by(
    path: Path, sheets: Sequence[Sheet], about: Mapping[str, str], rows: Iterable[tuple[str, str]], known: Known
) -> list[tuple[str, str]]:
    """The rounds and regencies that a file may be of, as far as they are known; none where no regency is.

    Parameters
    ----------
    path
        Where it is.
    sheets
        What could be opened of it.
    about
        What it says of itself.
    rows
        The round and the regency that each row of its tables names, as they are written.
    known
        What there is to refer to.
    """
    whole = _round(about.get("award_year", ""), known) or _round(_year_in(path.stem), known)
    found: dict[tuple[str, str], None] = {}
    for year, text in (("", about.get("regency_code", "")), *(("", text) for text in named_in(path, sheets)), *rows):
        if text and (code := known.regency(text)) is not None:
            found[_round(year, known) or whole, code] = None
    return sorted(found)


def _round(text: str, known: Known) -> str:
    return text if text.isdecimal() and int(text) in known.regencies else ""


def _year_in(stem: str) -> str:
    """The one year in the name of a file; empty where there is none, or several."""
    years = set(YEAR.findall(DAY.sub(" ", stem)))
    return years.pop() if len(years) == 1 else ""
