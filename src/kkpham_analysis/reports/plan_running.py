"""Making the reports of a plan that are out of date: `kkpham run`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports import up_to_date
from kkpham_analysis.reports.answers import Answer, Tell
from kkpham_analysis.reports.calls import Call
from kkpham_analysis.reports.records import edition_now
from kkpham_analysis.reports.requests import Project, made_answer, ready_reports, tell_defaults


def run_answer(
    project: Project, calls: Sequence[Call], words: Words, *, force: bool = False, scheduler: str = "", tell: Tell,
    on_planned: Callable[[int, int], object] = lambda reports, old: None, **how: Any,
) -> Answer:  # fmt: skip
    """Run the reports of a plan that are out of date, or all; how many are fresh is told.

    The workers of a cluster make them where the address of its `scheduler` is given; `on_planned` is told how many
    reports there are, and how many are to be made, before anything can fail; `how` goes on to `run_reports`.

    Raises
    ------
    CallError
        With all faults of the calls at once.
    """
    reports, missing = ready_reports(project, calls, words, tell=tell)
    edition = edition_now()
    old = reports if force else [report for report in reports if up_to_date.reasons(report, edition)]
    on_planned(len(reports), len(old))
    if fresh := len(reports) - len(old):
        tell(words.phrase("run.fresh", count=fresh, number=words.number(fresh), old=words.number(len(old))))
    if not old:
        return made_answer(project, [], words, tell=tell, failed=bool(missing))
    # What makes slides is imported where there is something to make.
    from kkpham_analysis.reports.cluster import by_cluster
    from kkpham_analysis.reports.decks import made_with_slides

    tell_defaults(old, words, tell=tell)
    with by_cluster(scheduler, words, old, tell=tell) as by:
        return made_with_slides(project, old, words, tell=tell, failed=bool(missing), edition=edition, refuse=False,
                                **(how | by))  # fmt: skip
