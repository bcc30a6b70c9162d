"""Which office answers for what a regency has not handed in, or handed in without naming one, and who says so."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.tables.plain_texts import plain

PLACE = ["regency_code", "indicator_code"]
# How an office is found, the surest first: the regency names it in this round, or did in the round before, or most
# regencies of the round that name one do and the regency has an office that is called so; or it is inferred, as the
# regency names one office alone for all else of the same right, in this round.
OWN, BEFORE, OTHERS, RIGHT = WAYS = ("own", "before", "others", "right")
# What one or two regencies do may be theirs alone: in many a single office fills in the form for all others.
FEWEST_OTHERS = 3
# One answer of a right says nothing of the others.
FEWEST_OF_RIGHT = 2


def answering_offices(
    asked: pd.DataFrame,
    submissions: pd.DataFrame,
    *,
    previous: pd.DataFrame | None = None,
    rights: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Office that answers for each indicator of a regency, and how it is known.

    An office that only other regencies name is taken where at least `FEWEST_OTHERS` of them name it for the indicator,
    these are more than half of all that name any, and the regency names it too, for whatever indicator. Else it is
    not known.

    Parameters
    ----------
    asked : DataFrame
        What is asked for: `regency_code, indicator_code`; rows may be the same.
    submissions : DataFrame
        What all regencies handed in for the round: `regency_code, indicator_code, office`. Of rows with the same key
        the first that names an office counts.
    previous : DataFrame, optional
        The same of the round before.
    rights : DataFrame, optional
        The right of each indicator: `indicator_code, right_code`. With these, what nobody names is inferred where the
        regency names the same office for all other indicators of the right, two at least.

    Returns
    -------
    DataFrame
        The rows of `asked` with their index: `regency_code, indicator_code, office`, and `office_by`: `own` (the
        regency names it for this indicator in this round), `before` (in the round before), `others` (most other
        regencies do) or `right` (inferred from what the regency names for others of the same right). Both are missing
        where no office is known.

    Examples
    --------
    >>> import pandas as pd
    >>> asked = pd.DataFrame({"regency_code": "6401", "indicator_code": ["A-1", "A-2", "A-3"]})
    >>> rows = pd.DataFrame({"regency_code": ["6401", "6402", "6403", "6404", "6402"],
    ...     "indicator_code": ["A-1", "A-2", "A-2", "A-2", "A-3"], "office": ["Dinkes"] * 4 + ["Works"]})
    >>> answering_offices(asked, rows)
      regency_code indicator_code  office office_by
    0         6401            A-1  Dinkes       own
    1         6401            A-2  Dinkes    others
    2         6401            A-3     NaN       NaN
    """
    now, then = _named(submissions), _named(submissions.head(0) if previous is None else previous)
    found = asked[PLACE].astype("str")
    nothing = pd.Series(pd.NA, index=found.index, dtype="str")
    found = found.assign(office=nothing, office_by=nothing)
    by_right = now.head(0) if rights is None else _of_right(found, now, rights)
    for way, named in zip(WAYS, (now, then, _of_others(found, now, then), by_right), strict=True):
        beside = found[PLACE].merge(named, on=PLACE, how="left", validate="many_to_one").set_axis(found.index)
        is_new = found["office"].isna() & beside["office"].notna()
        found["office"] = found["office"].where(~is_new, beside["office"])
        found["office_by"] = found["office_by"].mask(is_new, way)
    return found


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """Which office each regency names for each indicator."""
    named = rows[[*PLACE, "office"]].dropna(subset="office").astype("str")
    return named[named["office"].str.strip() != ""].drop_duplicates(PLACE)


def _of_others(asked: pd.DataFrame, now: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """The office of a regency, as it writes it, that most regencies which name one name for an indicator."""
    # The same name in other letters is one office.
    there = pd.concat([now, then]).assign(alike=lambda rows: rows["office"].map(plain))
    own = there.drop_duplicates(["regency_code", "alike"])[["regency_code", "alike", "office"]]
    said = now.assign(alike=now["office"].map(plain))
    named = said.groupby(["indicator_code", "alike"], as_index=False).agg(times=("regency_code", "size"))
    of_all = named.groupby("indicator_code")["times"].transform("sum")
    most = named[(named["times"] >= FEWEST_OTHERS) & (2 * named["times"] > of_all)]
    fitting = asked[PLACE].drop_duplicates().merge(own, on="regency_code")
    return fitting.merge(most, on=["indicator_code", "alike"])[[*PLACE, "office"]]


def _of_right(asked: pd.DataFrame, now: pd.DataFrame, rights: pd.DataFrame) -> pd.DataFrame:
    """The one office that a regency names for all else of the right of an indicator, as it writes it first."""
    right = rights[["indicator_code", "right_code"]].dropna().astype("str").drop_duplicates("indicator_code")
    said = now.merge(right, on="indicator_code").assign(alike=lambda rows: rows["office"].map(plain))
    keys = ["regency_code", "right_code"]
    named = said.groupby(keys, as_index=False).agg(
        office=("office", "first"), offices=("alike", "nunique"), times=("indicator_code", "size")
    )
    one = named[named["offices"].eq(1) & named["times"].ge(FEWEST_OF_RIGHT)]
    return asked[PLACE].drop_duplicates().merge(right, on="indicator_code").merge(one, on=keys)[[*PLACE, "office"]]
