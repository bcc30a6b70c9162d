"""What a form says of itself in the lines above its table, where the sheet about it is gone: saved as CSV, or alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kkpham_analysis.tables.files.sheets import Sheet
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.doubts import TITLE_ROWS
from kkpham_analysis.tables.submissions.layout import INDONESIAN, MADE_UP
from kkpham_analysis.tables.submissions.records import Known


def about_in_titles(sheets: Iterable[Sheet], known: Known) -> dict[str, str]:
    """The round, the regency and the regulation of a form, by its titles; empty where they do not say all of these.

    Parameters
    ----------
    sheets
        The sheets of a file.
    known
        What there is to refer to.
    """
    for sheet in sheets:
        titles = [row.texts[0] for row in sheet.rows if row.number <= TITLE_ROWS and row.texts]
        is_form = INDONESIAN.phrase("template.title") in titles
        rounds = {found.groups() for text in titles if (found := _round().fullmatch(text))}
        regencies = {code for text in titles if (code := known.regency(text)) is not None}
        if is_form and len(rounds) == len(regencies) == 1:
            [(year, regulation)], [regency] = rounds, regencies
            said = {"award_year": year, "regulation": regulation, "regency_code": regency}
            return said | _marks(titles, regulation, known)
    return {}


def _marks(titles: Iterable[str], regulation: str, known: Known) -> dict[str, str]:
    """That a form is filled with made-up answers, or asks what another list than the one in use does."""
    text = plain(" ".join(titles))
    is_made_up, is_placeholder = (plain(INDONESIAN.phrase(f"template.{mark}")) in text
                                  for mark in ("synthetic", "placeholder"))  # fmt: skip
    kind = INDONESIAN.phrase("template.kind_placeholder")
    is_other = is_placeholder and known.lists.get(regulation, ("", kind))[1] != kind
    return ({MADE_UP: "x"} if is_made_up else {}) | ({"kind": kind} if is_other else {})


@cache
def _round() -> re.Pattern[str]:
    """The line of a form that says its round and its regulation."""
    said = re.escape(INDONESIAN.phrase("template.round", year="<year>", before="<before>", regulation="<regulation>"))
    groups = {"<year>": r"(20\d\d)", "<before>": r"20\d\d", "<regulation>": r"(\d+/\d{4})"}
    for mark, group in groups.items():
        said = said.replace(re.escape(mark), group)
    return re.compile(said)
