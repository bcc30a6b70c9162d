"""What many reports of a run ask of the tables: the server of warm kernels is told, and makes it once for them."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from kkpham_analysis.reports.calls import SettledReport

# Where the server finds it, as JSON.
VARIABLE = "KKPHAM_ASKED_OFTEN"
# So many reports pay for what the server makes before the first of them, while the other cores wait.
OFTEN = 8
# So many things are made at most, 0.12 s of a processor each on average: the first report waits for all of them.
MOST = 48

# The round, the rule where it is not the round's own, and the language.
Asked = tuple[int, str, str]


def asked_often(reports: Iterable[SettledReport], servers: int = 1, workers: int = 1) -> list[Asked]:
    """What so many of the reports ask that a server had better make it before they do; what most ask comes first.

    Parameters
    ----------
    reports : iterable of SettledReport
        All that are run.
    servers : int
        How many share them, and make it each.
    workers : int
        How many reports of a server run at the same time, each of which would make it beside the others.
    """
    asked = Counter(
        (report.parameters["award_year"], str(report.parameters.get("rule") or ""), report.language)
        for report in reports
        if isinstance(report.parameters.get("award_year"), int)
    )
    often = {one: number for one, number in asked.items() if number >= max(OFTEN, workers) * servers}
    return sorted(often, key=lambda one: (-often[one], one))[:MOST]


@contextmanager
def told(asked: Iterable[Asked]) -> Iterator[None]:
    """Tell it to a process that is started meanwhile."""
    os.environ[VARIABLE] = json.dumps(list(asked))
    try:
        yield
    finally:
        del os.environ[VARIABLE]


def asked_of_me() -> list[Asked]:
    """What was told to this process; to those that it starts nothing is."""
    return [(award_year, rule, language) for award_year, rule, language in json.loads(os.environ.pop(VARIABLE, "[]"))]
