"""What must be said of a table wherever it shows: that it is made up, or rests on a list that is none of a regulation.

The rows say it themselves. Everything that shows them looks here, so that nothing has to remember to say it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kkpham_analysis.language.errors import SaidError
from kkpham_analysis.tables.vocabulary import KNOWN, LOADED, PLACEHOLDER

if TYPE_CHECKING:
    import pandas as pd

SYNTHETIC = "synthetic"
# The gravest first: the order in which they are said.
MARKS = (SYNTHETIC, PLACEHOLDER)
# Where the list of indicators comes from, the weakest last: what is made from several rests on the weakest.
LIST_KINDS = (LOADED, KNOWN, PLACEHOLDER)
# What says it; the second in tables whose `kind` is of something else: of a source, or of a finding.
KIND_COLUMNS = ("kind", "list_kind")
# What follows from scores has this column, also where it is empty: ids of settings that no source states, `;` between.
ASSUMED, LIKELY = "assumed", "likely"


class MixedKindsError(SaidError):
    """Raised where synthetic rows and facts are brought together."""


def marks_of(*frames: pd.DataFrame) -> tuple[str, ...]:
    """Marks that the rows of these tables carry: `synthetic`, `placeholder`, both or none.

    Parameters
    ----------
    *frames : DataFrame
        Any tables. A row whose `synthetic` is True is made up; one whose `kind` or `list_kind` is `placeholder` rests
        on numbered places instead of a regulation's list of indicators. A table without these columns carries no mark.

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
    said |= {PLACEHOLDER for frame in frames if weakest_kind(frame) == PLACEHOLDER}
    return tuple(mark for mark in MARKS if mark in said)


def weakest_kind(*frames: pd.DataFrame) -> str:
    """Weakest of the lists of indicators that the rows of these tables rest on; `loaded` where none says another."""
    columns = [frame[name] for frame in frames for name in KIND_COLUMNS if name in frame]
    said = {kind for kind in LIST_KINDS for column in columns if column.eq(kind).any()}
    return max(said, key=LIST_KINDS.index, default=LOADED)


def assumed_in(*frames: pd.DataFrame) -> tuple[str, ...] | None:
    """Settings that rows which follow from scores rest on and no source states; None where none follows from scores.

    Parameters
    ----------
    *frames : DataFrame
        Any tables. One with a column `assumed` follows from scores: `regency_scores` and whatever is made of them.

    Returns
    -------
    tuple of str or None
        In the order of the alphabet; empty where the scores rest on nothing that is assumed.

    Examples
    --------
    >>> import pandas as pd
    >>> assumed_in(pd.DataFrame({"assumed": ["type_weight:end;bonus_max", "bonus_max"]}))
    ('bonus_max', 'type_weight:end')
    >>> assumed_in(pd.DataFrame({"assumed": [""]})), assumed_in(pd.DataFrame({"share": [0.6]}))
    ((), None)
    """
    return _named_in(ASSUMED, frames)


def likely_in(*frames: pd.DataFrame) -> tuple[str, ...]:
    """Settings that such rows rest on and that one source states, or that were concluded; as `assumed_in`.

    >>> import pandas as pd
    >>> likely_in(pd.DataFrame({"likely": ["total_max;formula", ""]})), likely_in(pd.DataFrame({"share": [0.6]}))
    (('formula', 'total_max'), ())
    """
    return _named_in(LIKELY, frames) or ()


def _named_in(column: str, frames: Iterable[pd.DataFrame]) -> tuple[str, ...] | None:
    """Settings that a column of any of the tables names, in order; None where none has the column."""
    columns = [frame[column] for frame in frames if column in frame]
    if not columns:
        return None
    return tuple(sorted({name for one in columns for row in one.dropna() for name in str(row).split(";") if name}))


def is_synthetic(frame: pd.DataFrame) -> bool:
    """Whether the rows of a table are made up; without the column they are not.

    Raises
    ------
    MixedKindsError
        When some are and others are not, or do not say.
    """
    if SYNTHETIC not in frame or frame.empty:
        return False
    made_up = _as_yes_no(frame[SYNTHETIC])
    if frame[SYNTHETIC].isna().any() or (made_up.any() and not made_up.all()):
        raise MixedKindsError("unfit.mixed_some", made_up=int(made_up.sum()), rows=len(frame))
    return bool(made_up.all())


def _as_yes_no(values: pd.Series) -> pd.Series:
    """Which rows say yes, missing ones not; `True` as text, as folders and CSV files give it, is yes too."""
    if str(values.dtype) in ("bool", "boolean"):
        return values.eq(True).fillna(False)
    told = values.astype("str").str.lower().where(values.notna())
    if (strange := values[told.notna() & ~told.isin(("true", "false"))]).size:
        raise MixedKindsError("unfit.mixed_unclear", found=strange.iloc[0], column=SYNTHETIC)
    return told.eq("true").fillna(False)


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
        raise MixedKindsError("unfit.mixed_beside")


def following(table: pd.DataFrame, *frames: pd.DataFrame | None, lists: Iterable[pd.DataFrame] = ()) -> pd.DataFrame:
    """Table whose rows say of themselves what those say that they follow from.

    Every measure that makes a table of what is said of regencies ends with this, so that a share, a verdict or a change
    carries the marks of the submissions at its beginning, and what the scores between them assume.

    Parameters
    ----------
    table : DataFrame
        What follows.
    *frames : DataFrame or None
        The tables that it follows from; only those that speak of regencies, as for `one_kind`.
    lists : iterable of DataFrame
        Lists of indicators that it rests on; these are neither facts nor made up.

    Returns
    -------
    DataFrame
        The table; with `synthetic` (true) where the frames are made up, and where they rest on a list of indicators
        that is not the loaded one, with `kind`, or `list_kind` where it has a `kind` of something else. Where a frame
        follows from scores, and the table does not say it itself, also `assumed` and `likely`: all that those scores
        assume, and all of them that one source states or that was concluded.

    Raises
    ------
    MixedKindsError
        When some frames are made up and others are facts.

    Examples
    --------
    >>> import pandas as pd
    >>> following(pd.DataFrame({"share": [0.6]}), pd.DataFrame({"synthetic": [True], "kind": ["placeholder"]}))
       share  synthetic         kind
    0    0.6       True  placeholder
    """
    given = [frame for frame in frames if frame is not None]
    one_kind(*given)
    if any(is_synthetic(frame) for frame in given):
        table = table.assign(synthetic=True).astype({SYNTHETIC: "boolean"})
    kind = weakest_kind(*given, *lists)
    says_itself = any(name in table and table[name].isin(LIST_KINDS).all() for name in KIND_COLUMNS)
    if kind != LOADED and not says_itself:
        table = table.assign(**{KIND_COLUMNS["kind" in table]: kind})
    for column in (ASSUMED, LIKELY):
        named = None if column in table else _named_in(column, given)
        if named is not None:
            table = table.assign(**{column: ";".join(named)}).astype({column: "str"})
    return table
