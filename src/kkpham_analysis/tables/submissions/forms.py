"""Whether the rows of a form still are what was handed out: the code of each beside its own number and name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kkpham_analysis.tables.catalogues.in_use import code_parts
from kkpham_analysis.tables.faults import shortened
from kkpham_analysis.tables.files.sheets import EMPTY, Cell
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.naming import FITS, NUMBER
from kkpham_analysis.tables.submissions.naming import beside as beside_number
from kkpham_analysis.tables.submissions.values import Reason, personal

if TYPE_CHECKING:
    from kkpham_analysis.tables.submissions.records import Known

CODE = re.compile(r"(?:\d+/\d{4}\s*-\s*)?0*(\d{1,4})")


def codes_twice(rows: Iterable[Mapping[str, Cell]]) -> set[str]:
    """The numbers of the codes that stand in more than one row, whether these are filled in or not."""
    counted = Counter(number for cells in rows if (number := _number_of(cells)))
    return {number for number, times in counted.items() if times > 1}


def out_of_place(
    cells: Mapping[str, Cell], code: str | None, known: Known, *, is_form: bool, twice: set[str]
) -> list[Reason]:
    """Why nobody can tell which indicator a row answers; nothing where its code, number, name and right fit.

    Parameters
    ----------
    cells
        The cells of the row, by column.
    code
        The indicator that its code means; None where it means none.
    known
        What each indicator is called, and which right it is of.
    is_form
        Whether it is a row of a form: what stands beside the code there was written by whoever handed it out.
    twice
        What `codes_twice` found in the form.
    """
    written = cells.get("indicator_code", EMPTY)
    if code is None:
        return []
    if is_form and _number_of(cells) in twice:
        return [Reason("code_twice", "indicator_code", written.text)]
    # What one of them says is said once: a name tells more than a number.
    for name in ("label", "right", "number"):
        beside = cells.get(name, EMPTY)
        # Where no column is called so, the code itself stands in one of these.
        if beside.text and beside is not written and _is_other(name, beside.text, code, known, is_form=is_form):
            return [Reason("other_row", "indicator_code", written.text, (("said", _repeated(beside.text)),))]
    return []


def _number_of(cells: Mapping[str, Cell]) -> str:
    written = cells.get("indicator_code", EMPTY)
    found = None if written.is_merged else CODE.fullmatch(written.text)
    return found[1] if found else ""


def uncertain(cells: Mapping[str, Cell], code: str | None, known: Known, heading: str) -> list[Reason]:
    """Why a number under a heading may only count the rows; nothing where what stands beside it says its indicator."""
    written = cells["indicator_code"].text
    if code is None or not NUMBER.fullmatch(written) or beside_number(cells, code, known) == FITS:
        return []
    label, right = (cells.get(name, EMPTY).text for name in ("label", "right"))
    said = right if not label or known.fits_right(right, code) is False else label
    return [Reason("running_number", "indicator_code", written, (("heading", heading), ("said", _repeated(said))))]


def _repeated(said: str) -> str:
    """What a row says, as it is told; what points to a person is not repeated anywhere."""
    return "…" if not said or personal(said) else shortened(said)


def _is_other(name: str, said: str, code: str, known: Known, *, is_form: bool) -> bool:
    """Whether a name, a right or a number is that of another indicator; in a table a number may count the rows."""
    if name == "number":
        return is_form and said.rstrip(".") != str(code_parts(code)[1])
    if name == "right":
        return known.fits_right(said, code) is False
    return _is_other_label(said, code, known.labels, is_form=is_form)


def _is_other_label(said: str, code: str, labels: Mapping[str, str], *, is_form: bool) -> bool:
    """Whether a name is that of another indicator; in a form also one that is neither a part of its own nor more."""
    mine, called = labels.get(code, ""), plain(said)
    if not mine or not called or called == mine:
        return False
    return called in labels.values() or (is_form and mine not in called and called not in mine)
