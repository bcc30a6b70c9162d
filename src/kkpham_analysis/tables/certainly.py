"""What is known to be so, and what is known not to be so: the unknown is neither a yes nor a no."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def surely(said: pd.Series) -> pd.Series:
    """Whether each is known to be so.

    >>> import pandas as pd
    >>> surely(pd.Series([True, False, None], dtype="boolean")).tolist()
    [True, False, False]
    """
    return said.fillna(False).astype(bool)


def surely_not(said: pd.Series) -> pd.Series:
    """Whether each is known not to be so.

    >>> import pandas as pd
    >>> surely_not(pd.Series([True, False, None], dtype="boolean")).tolist()
    [False, True, False]
    """
    return surely(~said)
