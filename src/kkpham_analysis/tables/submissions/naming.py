"""Which indicator a row means: by its code, by its number in the list, or by its name where that is all it says.

A number under a heading as bare as "No" may as well count the rows: the name and the right beside it tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kkpham_analysis.tables.catalogues.in_use import code_parts
from kkpham_analysis.tables.files.sheets import EMPTY, Cell, Row
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.headers import Header, cell_at

if TYPE_CHECKING:
    from kkpham_analysis.tables.submissions.records import Known

NUMBER = re.compile(r"0*([0-9]{1,4})")
# What stands beside a number: the name of its indicator (its right, where there is no name), that of another one, or a
# text that is the name of none.
FITS, OTHER, OPEN = "fits", "other", "open"


def indicator_of(text: str, right: str, regulations: Sequence[str], known: Known) -> str | None:
    """The code of the indicator that a code, a number or a name means; a number alone needs one regulation.

    A name means the indicator that is called so word for word, and of several that of the `right` beside it.
    """
    if text in known.indicators:
        return text
    if match := re.fullmatch(r"([0-9]+/[0-9]{4})\s*-\s*0*([0-9]{1,4})", text):
        code = f"{match[1]}-{int(match[2]):03d}"
        return code if code in known.indicators else None
    if match := NUMBER.fullmatch(text):
        code = f"{regulations[0]}-{int(match[1]):03d}" if len(regulations) == 1 else ""
        return code if code in known.indicators else None
    called = [code for code in known.called(text, regulations) if known.fits_right(right, code) is not False]
    return called[0] if len(called) == 1 else None


def regulations_of(cells: Mapping[str, Cell], about: Mapping[str, str], known: Known) -> list[str]:
    """The regulations whose numbers a row may give: that of its file, or those that its round was judged by."""
    text = cells.get("award_year", EMPTY).text or about.get("award_year", "")
    said = about.get("regulation", "")
    return [said] if said else known.regulations(int(text)) if re.fullmatch(r"20[0-9]{2}", text) else []


def beside(cells: Mapping[str, Cell], code: str, known: Known) -> str:
    """How what stands beside a number goes with the indicator that has it; empty where that says nothing."""
    label, fits_right = cells.get("label", EMPTY).text, known.fits_right(cells.get("right", EMPTY).text, code)
    name, called = known.labels.get(code, ""), plain(label)
    if fits_right is False:
        return OTHER
    if not name or not called:
        return FITS if fits_right else ""
    if called == name:
        return FITS
    return OTHER if known.called(label, [code_parts(code)[0]]) else OPEN


def settled(rows: Iterable[Row], header: Header, about: Mapping[str, str], known: Known) -> tuple[Header, bool]:
    """The header with the column that says the indicator, and whether its numbers may be those of the rows.

    They are those of the list where most of what stands beside them agrees, or where they do not count and nothing
    speaks against them. Where they count and nothing agrees, names settle it that are all word for word in the list.
    """
    columns = header.columns
    if columns["indicator_code"] != columns.get("number") or not {"label", "right"} & set(columns):
        return header, False
    said = [each for row in rows if (each := _said(row, header, about, known))]
    looks = Counter(each.look for each in said)
    told = looks[FITS] + looks[OTHER] + looks[OPEN]
    counts = _is_count([each.number for each in said])
    if 2 * looks[FITS] >= told or not (counts or looks[OTHER]):
        return header, False
    if counts and not looks[FITS] and all(each.is_named for each in said):
        return replace(header, columns={**columns, "indicator_code": columns["label"]}), False
    return header, True


class _Said(NamedTuple):
    """The number of a row, how what stands beside it goes with that, and whether its name alone says its indicator."""

    number: int
    look: str
    is_named: bool


def _said(row: Row, header: Header, about: Mapping[str, str], known: Known) -> _Said | None:
    """What a row says of its indicator; None where it has no number."""
    names = ("award_year", "number", "label", "right")
    cells = {name: cell_at(row, header.columns[name]) for name in names if name in header.columns}
    match = NUMBER.fullmatch(cells["number"].text)
    if match is None:
        return None
    regulations, right = regulations_of(cells, about, known), cells.get("right", EMPTY).text
    label = cells.get("label", EMPTY).text
    code = indicator_of(match[0], right, regulations, known)
    is_named = bool(known.called(label, regulations)) and indicator_of(label, right, regulations, known) is not None
    return _Said(int(match[1]), beside(cells, code, known) if code else "", is_named)


def _is_count(numbers: Sequence[int]) -> bool:
    """Whether numbers may count rows: they begin with 1, and most are the next one or begin anew.

    >>> _is_count([1, 2, 3]), _is_count([1, 2, 1, 2, 4]), _is_count([5, 17, 33]), _is_count([1, 17, 33])
    (True, True, False, False)
    """
    steps = [after in (before + 1, 1) for before, after in pairwise(numbers)]
    return numbers[:1] == [1] and 2 * sum(steps) >= len(steps)
