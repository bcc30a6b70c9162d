"""What must be said of a table wherever it shows: that it is made up, or rests on a list that is none of a regulation.

The rows say it themselves. Everything that shows them looks here, so that nothing has to remember to say it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kkpham_analysis.tables.vocabulary import PLACEHOLDER

if TYPE_CHECKING:
    import pandas as pd

SYNTHETIC = "synthetic"
# The gravest first: the order in which they are said.
MARKS = (SYNTHETIC, PLACEHOLDER)


class MixedKindsError(ValueError):
    """Raised where synthetic rows and facts are brought together."""


def marks_of(*frames: pd.DataFrame) -> tuple[str, ...]:
    """Marks that the rows of these tables carry: `synthetic`, `placeholder`, both or none.

    Parameters
    ----------
    *frames : DataFrame
        Any tables. A row whose `synthetic` is True is made up; one whose `kind` is `placeholder` rests on numbered
        places instead of a regulation's list of indicators. A table without these columns carries no mark.

    Returns
    -------
    tuple of str
        In the order of `MARKS`.

    Raises
    ------
    MixedKindsError
        When one table holds synthetic rows and others.

    Examples
    --------
    >>> import pandas as pd
    >>> marks_of(pd.DataFrame({"synthetic": [True], "kind": ["placeholder"]}), pd.DataFrame({"kind": ["news"]}))
    ('synthetic', 'placeholder')
    >>> marks_of(pd.DataFrame({"synthetic": [False]}))
    ()
    """
    said = {SYNTHETIC for frame in frames if is_synthetic(frame)}
    said |= {PLACEHOLDER for frame in frames if "kind" in frame and frame["kind"].eq(PLACEHOLDER).any()}
    return tuple(mark for mark in MARKS if mark in said)


def is_synthetic(frame: pd.DataFrame) -> bool:
    """Whether the rows of a table are made up; without the column they are not.

    Raises
    ------
    MixedKindsError
        When some are and others are not, or do not say.
    """
    if SYNTHETIC not in frame or frame.empty:
        return False
    made_up = frame[SYNTHETIC].eq(True).fillna(False)
    if frame[SYNTHETIC].isna().any() or (made_up.any() and not made_up.all()):
        raise MixedKindsError(
            f"{int(made_up.sum())} of {len(frame)} rows are synthetic and the others are not; "
            "keep made-up rows and facts in data folders of their own (--data), or take one of the two out"
        )
    return bool(made_up.all())


def one_kind(*frames: pd.DataFrame) -> None:
    """Refuse to set synthetic rows beside facts, within one table or in two.

    Parameters
    ----------
    *frames : DataFrame
        Tables that speak of regencies: submissions, coverage, scores, awards. Without the column `synthetic` they are
        facts. Lists of places and of indicators are neither, and do not belong here; nor do empty tables count.

    Raises
    ------
    MixedKindsError
        When there are both.

    Examples
    --------
    >>> import pandas as pd
    >>> one_kind(pd.DataFrame({"synthetic": [True]}), pd.DataFrame({"category": ["peduli"]}))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    kkpham_analysis.tables.markings.MixedKindsError: synthetic rows are set beside facts; ...
    """
    if len({is_synthetic(frame) for frame in frames if not frame.empty}) > 1:
        raise MixedKindsError(
            "synthetic rows are set beside facts; take both from the same data folder, one that holds no made-up rows"
        )
