"""Which codes there are: a table of regencies or indicators remembers it, so that a part of it still knows the whole.

Who asks for one province takes the regencies of one, and the submissions of all: those of the others are no mistake,
and one of a regency that does not exist is. Only the whole table can tell the two apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# The column of each table whose codes are remembered.
REMEMBERED = {"regencies": "regency_code", "indicators": "indicator_code"}


def remember_codes(table: pd.DataFrame, column: str) -> None:
    """Write into `attrs` of a table which codes it has; where it remembers some already, these stay.

    One text, not a set: pandas copies what it finds there with each step, and writes it into files.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"regency_code": ["6472", "6401"]})
    >>> remember_codes(table, "regency_code")
    >>> sorted(known_codes(table[table["regency_code"] == "6401"], "regency_code"))
    ['6401', '6472']
    """
    table.attrs.setdefault(_key(column), "\n".join(sorted(set(table[column].dropna().astype("str")))))


def known_codes(table: pd.DataFrame, column: str) -> frozenset[str] | None:
    """Codes that a table, or the one that it is a part of, has; None where it does not remember."""
    said = table.attrs.get(_key(column))
    return frozenset(said.split("\n")) if isinstance(said, str) else None


def _key(column: str) -> str:
    return f"kkpham:{column}s"
