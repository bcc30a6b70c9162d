"""Tables and options that a measure cannot be made from, said in either language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kkpham_analysis.language.errors import SaidError

if TYPE_CHECKING:
    import pandas as pd


class UnfitError(SaidError):
    """Raised where tables or options do not fit what is to be made of them.

    Examples
    --------
    >>> from kkpham_analysis.language import Words
    >>> error = UnfitError("unfit.no_indicators", regulation="1/2030")
    >>> print(error, "/", error.sentence(Words("id")))
    the table indicators has none of 1/2030; load its list / tabel indicators tidak memuat satu pun indikator 1/2030; muat daftarnya
    """  # noqa: E501


def check_columns(table: pd.DataFrame, names: Iterable[str], key: str) -> None:
    """Refuse a table that lacks columns.

    Parameters
    ----------
    table : DataFrame
        The table.
    names : iterable of str
        What it must have.
    key : str
        What is said of one that has not, with `{names}`: which are missing, and where such a table is had.

    Raises
    ------
    UnfitError
        When any is missing; all of them are named.
    """
    if missing := [name for name in names if name not in table.columns]:
        raise UnfitError(key, names=", ".join(missing))
