"""The lines of a list as they are read: whatever was broken is whole again, and what stood together is apart."""

from __future__ import annotations

from collections.abc import Iterable

from kkpham_analysis.tables.award_lists.layout.cell_lines import with_parted_cells
from kkpham_analysis.tables.award_lists.layout.copied_cells import with_copied_rows
from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.layout.provinces_before import led_by_province
from kkpham_analysis.tables.award_lists.layout.ranks import ranked
from kkpham_analysis.tables.award_lists.layout.side_by_side import one_by_one
from kkpham_analysis.tables.award_lists.layout.wrapping import unwrapped
from kkpham_analysis.tables.award_lists.meaning.names import Names


def whole_lines(lines: Iterable[Line], names: Names) -> tuple[list[Line], list[Line]]:
    """The lines of a list as they are read, and those that others took in so."""
    sides = one_by_one(list(lines), names)
    led = (each for line in sides for each in led_by_province(line, names))
    apart = [with_parted_cells(each, names) for line in led for each in ranked(line)]
    rows, copied = with_copied_rows(apart, names)
    whole, joined = unwrapped(rows, names)
    return whole, [*copied, *joined]
