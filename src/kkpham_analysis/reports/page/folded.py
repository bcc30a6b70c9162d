"""A part of a page that stays closed until somebody wants it: what a figure shows, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from kkpham_analysis.reports.page.blocks import Block
from kkpham_analysis.reports.page.tables import Table


@dataclass(frozen=True, repr=False)
class Folded(Block):
    """A table behind one line that opens it; its columns are narrow, under headings that stand upright.

    Parameters
    ----------
    title : str
        The line.
    table : Table
        What is behind it.
    """

    title: str
    table: Table

    def as_block(self) -> dict[str, Any]:
        """The table, and the line that it stands behind."""
        return self.table.as_block() | {"folded": self.title}

    def __repr__(self) -> str:
        return f"{self.title}\n\n{self.table!r}"

    def _repr_html_(self) -> str:
        return f'<details class="folded"><summary>{escape(self.title)}</summary>{self.table._repr_html_()}</details>'
