"""Row heads in the tables of a PDF: the first cell of each row names it, for readers that speak, as on the page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, ObjectStreamMode, String


def with_row_heads(pdf: bytes) -> bytes:
    """The document, opened with its headings beside it, with the first cell of every row of its tables as its head.

    Parameters
    ----------
    pdf : bytes
        Tagged, as Typst writes it: a table has a head and a body, and its cells name the heads of their columns.

    Returns
    -------
    bytes
        The same for the same document.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root: Any = document.Root.StructTreeRoot
        rows = list(_rows(root.K))
        # A row of one cell is the sentence of a table without rows.
        rows = [row for row in rows if len(row.K) > 1]
        # Readers on a screen find their way by the headings.
        document.Root.PageMode = Name.UseOutlines
        ids = NameTree(root.IDTree) if rows else {}
        for number, row in enumerate(rows, start=1):
            name = f"row-{number}"
            _head(row.K[0], name)
            ids[name] = row.K[0]
            for cell in list(row.K)[1:]:
                _table_attributes(cell).Headers.append(String(name))
        written = io.BytesIO()
        document.save(written, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return written.getvalue()


def _rows(element: Any) -> Iterator[Any]:
    """The rows of all tables, in order, but for their heads."""
    for each in element if isinstance(element, Array) else [element]:
        kind = str(each.get("/S", "")) if isinstance(each, Dictionary) else ""
        if kind == "/TR":
            yield each
        elif kind != "/THead" and kind:
            yield from _rows(each.get("/K", Array()))


def _head(cell: Any, name: str) -> None:
    cell.S, cell.ID = Name.TH, String(name)
    _table_attributes(cell).Scope = Name.Row


def _table_attributes(cell: Any) -> Any:
    """What the cell says of its place in the table."""
    return next(about for about in cell.A if str(about.O) == "/Table")
