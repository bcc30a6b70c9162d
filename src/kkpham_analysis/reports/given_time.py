"""The time that is given instead of the clock's, so that two runs give the same files: `SOURCE_DATE_EPOCH`."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from kkpham_analysis.reports.calls import CallError, CallFault

VARIABLE = "SOURCE_DATE_EPOCH"
# The end of the year 9998: in a zone ahead of UTC the end of 9999 is no date any more.
LATEST = 253_370_764_799
STAMP = "%Y-%m-%dT%H:%M:%SZ"
# What a record says, in the place of the environment: the time, or nothing where none was given.
_RECORDED: ContextVar[tuple[dt.datetime, ...] | None] = ContextVar("recorded", default=None)


def given_time() -> dt.datetime | None:
    """The time in UTC that `SOURCE_DATE_EPOCH` gives; None where it is not set.

    Raises
    ------
    CallError
        When it is no whole number of seconds since 1970. Kernels and fonts read it too, and would stop at it.
    """
    if (recorded := _RECORDED.get()) is not None:
        return next(iter(recorded), None)
    text = os.environ.get(VARIABLE)
    if text is None:
        return None
    # Digits of other scripts are none to the programs that read it besides.
    if not re.fullmatch("[0-9]{1,12}", text) or int(text) > LATEST:
        raise CallError(CallFault("call.no_epoch", {"variable": VARIABLE, "value": text, "latest": LATEST}))
    return dt.datetime.fromtimestamp(int(text), dt.UTC)


def stamped(moment: dt.datetime) -> str:
    """A time as files write it, in UTC: 2023-12-19T08:30:00Z."""
    return moment.strftime(STAMP)


@contextmanager
def given_again(recorded: str) -> Iterator[None]:
    """Take, for what is made in this thread, the time that a record says was given; none where it tells none.

    What the environment says now was not said when the files were made.
    """
    try:
        moments: tuple[dt.datetime, ...] = (dt.datetime.strptime(recorded, STAMP).replace(tzinfo=dt.UTC),)
    except ValueError:
        moments = ()
    token = _RECORDED.set(moments)
    try:
        yield
    finally:
        _RECORDED.reset(token)
