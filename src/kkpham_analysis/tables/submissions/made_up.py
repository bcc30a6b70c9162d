"""What a row of a table says of being made up: made-up rows never come in as facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kkpham_analysis.tables.files.sheets import EMPTY, Cell
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.layout import MADE_UP, MADE_UP_ORIGIN, NO, YES
from kkpham_analysis.tables.submissions.values import Reason

# The columns that say where a row comes from.
ABOUT_ORIGIN = {"origin", MADE_UP}
# The name of the column says what it is, too.
SAYS_SO = YES | {"synthetic", "sintetis", "rekaan"}


def is_made_up(cells: Mapping[str, Cell]) -> bool:
    """Whether a row says that it is made up, or that it comes from a set that is."""
    is_of_sample = plain(cells.get("origin", EMPTY).text) == MADE_UP_ORIGIN
    return is_of_sample or _word(cells.get(MADE_UP, EMPTY)) in SAYS_SO


def unsure_made_up(cells: Mapping[str, Cell]) -> Iterable[Reason]:
    """Why it is not known whether a row is made up; nothing where it says that it is not, or says nothing."""
    cell = cells.get(MADE_UP, EMPTY)
    if cell.is_formula:
        yield Reason("formula", MADE_UP, cell.text)
    elif cell.text and _word(cell) not in NO:
        yield Reason("not_yes_no", MADE_UP, cell.text)


def _word(cell: Cell) -> str:
    # Programs that know no yes and no write 1.0 for it.
    return plain(cell.text.removesuffix(".0"))
