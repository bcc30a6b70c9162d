"""Whether the rows of a form still are what was handed out: the code of each beside its own number and name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from kkpham_analysis.tables.catalogues.in_use import code_parts
from kkpham_analysis.tables.faults import shortened
from kkpham_analysis.tables.files.sheets import EMPTY, Cell
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.values import Reason, personal

CODE = re.compile(r"(?:\d+/\d{4}\s*-\s*)?0*(\d{1,4})")


def codes_twice(rows: Iterable[Mapping[str, Cell]]) -> set[str]:
    """The numbers of the codes that stand in more than one row, whether these are filled in or not."""
    counted = Counter(number for cells in rows if (number := _number_of(cells)))
    return {number for number, times in counted.items() if times > 1}


def out_of_place(
    cells: Mapping[str, Cell], code: str | None, labels: Mapping[str, str], *, is_form: bool, twice: set[str]
) -> list[Reason]:
    """Why nobody can tell which indicator a row answers; nothing where its code, number and name fit.

    Parameters
    ----------
    cells
        The cells of the row, by column.
    code
        The indicator that its code means; None where it means none.
    labels
        What each indicator is called, as `plain` makes it.
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
    for name in ("label", "number"):
        beside = cells.get(name, EMPTY)
        is_other = _is_other_number if name == "number" else _is_other_label
        # Where no column is called so, the code itself stands in one of these.
        if beside.text and beside is not written and is_other(beside.text, code, labels, is_form=is_form):
            # What points to a person is not repeated anywhere.
            said = "…" if personal(beside.text) else shortened(beside.text)
            return [Reason("other_row", "indicator_code", written.text, (("said", said),))]
    return []


def _number_of(cells: Mapping[str, Cell]) -> str:
    written = cells.get("indicator_code", EMPTY)
    found = None if written.is_merged else CODE.fullmatch(written.text)
    return found[1] if found else ""


def _is_other_number(said: str, code: str, _: Mapping[str, str], *, is_form: bool) -> bool:
    """Whether a number is that of another indicator; in a table it may number the rows."""
    return is_form and said.rstrip(".") != str(code_parts(code)[1])


def _is_other_label(said: str, code: str, labels: Mapping[str, str], *, is_form: bool) -> bool:
    """Whether a name is that of another indicator; in a form also one that is neither a part of its own nor more."""
    mine, called = labels.get(code, ""), plain(said)
    if not mine or not called or called == mine:
        return False
    return called in labels.values() or (is_form and mine not in called and called not in mine)
