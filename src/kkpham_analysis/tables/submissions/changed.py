"""What rows that come in say otherwise than those that are stored: of their own file, of another, or of an office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables.schemas.submissions import SUBMISSIONS
from kkpham_analysis.tables.submissions.kept_checks import ANSWERED
from kkpham_analysis.tables.submissions.store import KEY
from kkpham_analysis.tables.vocabulary import CHECKED

if TYPE_CHECKING:
    import pandas as pd

# What says where a row is from, and nothing of what was answered.
BESIDE = ("origin", "list_version", "synthetic")
SAID = [entry.name for entry in SUBMISSIONS.fields if entry.name not in (*KEY, *BESIDE)]


@dataclass
class Changed:
    """What the rows of a file replace: by origin how many of other files, and how many of these said something else.

    `own` are the indicators of stored rows of its own origin that said something else, and `offices` how many rows,
    of whatever file, that said so in the name of another office, by both their names. `unchecked` are the indicators of
    those that were checked and are answered otherwise now, which nobody has checked yet.
    """

    taken_over: Counter[str] = field(default_factory=Counter)
    changed_over: Counter[str] = field(default_factory=Counter)
    own: list[str] = field(default_factory=list)
    offices: Counter[tuple[str, str]] = field(default_factory=Counter)
    unchecked: list[str] = field(default_factory=list)


def compared(stored: pd.DataFrame, frame: pd.DataFrame, going: pd.Series[bool]) -> pd.DataFrame:
    """The stored rows whose key comes in again, whether they said something else, and in the name of which office.

    The newer one counts, and it is told: a correction under a name of its own cannot be told from one by mistake.
    Those that are `going` are of files that come in; of these only those are told that come from the same one again.

    Returns
    -------
    DataFrame
        The stored rows with `differs`, with `office_now` where one office answered and another one answers something
        else now, and with `unchecked` where the answer was checked and is another one now, which was not.
    """
    import pandas as pd

    over = stored[pd.MultiIndex.from_frame(stored[KEY]).isin(pd.MultiIndex.from_frame(frame[KEY]))]
    now = over[KEY].merge(frame, on=KEY, how="left", validate="one_to_one").set_axis(over.index)
    differs = over[SAID].ne(now[SAID]).fillna(True) & ~(over[SAID].isna() & now[SAID].isna())
    is_other = differs["office"] & differs.drop(columns="office").any(axis=1) & over["office"].notna()
    unchecked = over["status"].isin(CHECKED) & ~now["status"].isin(CHECKED) & differs[list(ANSWERED)].any(axis=1)
    over = over.assign(differs=differs.any(axis=1).astype("bool"), office_now=now["office"].where(is_other),
                       unchecked=unchecked.astype("bool"))  # fmt: skip
    return over[~going[over.index] | over["origin"].eq(now["origin"])]


def changed_by(origin: str, keys: Collection[tuple[Any, ...]], over: pd.DataFrame) -> Changed:
    """What the rows of a file replace, by their keys."""
    changed = Changed()
    columns = [*KEY, "origin", "differs", "office", "office_now", "unchecked"]
    for *key, before, differs, office, now, unchecked in over[columns].itertuples(index=False) if keys else ():
        if tuple(key) not in keys:
            continue
        if before != origin:
            changed.taken_over[before] += 1
            changed.changed_over[before] += int(differs)
        elif differs:
            changed.own.append(key[2])
        if isinstance(now, str):
            changed.offices[office, now] += 1
        if unchecked:
            changed.unchecked.append(key[2])
    changed.changed_over = +changed.changed_over
    return changed
