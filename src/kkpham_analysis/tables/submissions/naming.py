"""Which indicator a row means: by its code, by its number in the list, or by its name where that is all it says.

A number under a heading as bare as "No" may as well count the rows: the name and the right beside it tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kkpham_analysis.tables.catalogues.in_use import code_parts
from kkpham_analysis.tables.files.sheets import EMPTY, Cell, Row
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.headers import Header, cell_at
from kkpham_analysis.tables.submissions.layout import ANSWER_KEY

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


class Settled(NamedTuple):
    """The header with the column that says the indicator, and the rows whose number may only count them.

    It `is_alone` where nothing in any row agrees that numbers under a heading as bare as "No" are those of the list.
    """

    header: Header
    counted: frozenset[int] = frozenset()
    is_alone: bool = False


def settled(rows: Sequence[Row], header: Header, about: Mapping[str, str], known: Known) -> Settled:
    """Which column says the indicator, and of which rows its numbers may be those of the rows.

    They are those of the list where most of what stands beside them agrees, or where they do not count and nothing
    speaks against them. Where they count and nothing agrees, names settle it that are all word for word in the list.
    Where nothing is said beside them and they count, they are those of a regency that has all of the list.
    """
    columns = header.columns
    if columns["indicator_code"] != columns.get("number"):
        return Settled(header)
    said = {row.number: each for row in rows if (each := _said(row, header, about, known))}
    looks = Counter(each.look for each in said.values())
    told = looks[FITS] + looks[OTHER] + looks[OPEN]
    numbers = [each.number for each in said.values()]
    if not told:
        counts = (len(numbers) > 1 and _goes_up(numbers)) or numbers == [1]
        return Settled(header, _short_of_list(said, known) if counts else frozenset(), is_alone=True)
    counts = _is_count(numbers)
    if 2 * looks[FITS] >= told or not (counts or looks[OTHER]):
        return Settled(header, is_alone=not looks[FITS])
    if counts and not looks[FITS] and all(each.is_named for each in said.values()):
        return Settled(replace(header, columns={**columns, "indicator_code": columns["label"]}))
    return Settled(header, frozenset(row.number for row in rows))


def _short_of_list(said: Mapping[int, _Said], known: Known) -> frozenset[int]:
    """The rows of each round and regency that has not every number of its list."""
    codes: dict[tuple[str, str], set[str]] = {}
    for each in said.values():
        codes.setdefault(each.place, set()).add(each.code)
    whole = Counter(code_parts(code)[0] for code in known.indicators)
    listed = {place: Counter(code_parts(code)[0] for code in there if code) for place, there in codes.items()}
    full = {place for place, there in listed.items() if there and all(whole[name] == there[name] for name in there)}
    return frozenset(number for number, each in said.items() if each.place not in full)


class _Said(NamedTuple):
    """The number of a row and the indicator that has it, how what stands beside it goes with that, and whose row it is.

    It `is_named` where its name alone says its indicator.
    """

    number: int
    code: str
    look: str
    is_named: bool
    place: tuple[str, str]


def _said(row: Row, header: Header, about: Mapping[str, str], known: Known) -> _Said | None:
    """What a row says of its indicator; None where it has no number."""
    names = (*ANSWER_KEY[:2], "number", "label", "right")
    cells = {name: cell_at(row, header.columns[name]) for name in names if name in header.columns}
    match = NUMBER.fullmatch(cells["number"].text)
    if match is None:
        return None
    regulations, right = regulations_of(cells, about, known), cells.get("right", EMPTY).text
    label = cells.get("label", EMPTY).text
    code = indicator_of(match[0], right, regulations, known) or ""
    year, regency = (cells.get(name, EMPTY).text for name in ANSWER_KEY[:2])
    place = (year, known.regency(regency) or regency if regency else "")
    look = beside(cells, code, known) if code else ""
    return _Said(int(match[1]), code, look, bool(named_by(label, right, regulations, known)), place)


def named_by(label: str, right: str, regulations: Sequence[str], known: Known) -> str | None:
    """The code of the one indicator that a name means, with the right beside it; None where it means none."""
    return indicator_of(label, right, regulations, known) if known.called(label, regulations) else None


def _is_count(numbers: Sequence[int]) -> bool:
    """Whether numbers may count rows: they begin with 1, and most are the next one or begin anew.

    >>> _is_count([1, 2, 3]), _is_count([1, 2, 1, 2, 4]), _is_count([5, 17, 33]), _is_count([1, 17, 33])
    (True, True, False, False)
    """
    return numbers[:1] == [1] and _goes_up(numbers)


def _goes_up(numbers: Sequence[int]) -> bool:
    """Whether most numbers are the next one, or begin anew."""
    steps = [after in (before + 1, 1) for before, after in pairwise(numbers)]
    return 2 * sum(steps) >= len(steps)
