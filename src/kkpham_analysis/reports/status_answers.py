"""How a plan stands: which reports are fresh, old, failed or were never made, and whether a run is at work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports import up_to_date
from kkpham_analysis.reports.answers import Answer, FaultyDataError, Tell, ensure_built, shown
from kkpham_analysis.reports.calls import Call, CallError, SettledReport
from kkpham_analysis.reports.plans import plan_file, read_plan
from kkpham_analysis.reports.records import Edition, Failure, Record, edition_now, last_record
from kkpham_analysis.reports.requests import Project, planned_calls, settled_reports
from kkpham_analysis.reports.run_lock import Holder, at_work, local_time
from kkpham_analysis.reports.run_status import RunState, last_runs
from kkpham_analysis.reports.site.entries import found_in
from kkpham_analysis.tables.faults import Fault

FAILED, OLD, NEVER, FRESH = "failed", "old", up_to_date.NEVER, "fresh"
# What is fresh or old, and nobody knows which.
MADE = "made"
# What needs somebody stands first.
STATES = (FAILED, OLD, NEVER, FRESH)
# The plan of who names none, and never ran another.
FIRST = "first"


@dataclass(frozen=True)
class Standing:
    """How one report stands, why it would be made, and what stopped its last run.

    `state` is None where it was made, and nobody knows whether it is fresh.
    """

    report: SettledReport
    state: str | None
    reasons: Sequence[str] = ()
    failure: Failure | None = None


def plan_asked(project: Project, plan: str) -> str:
    """The plan that is asked for: the one that is named, else that of the last run in the folder, else the first.

    A plan that is gone since is passed over: how its last run went is told beside the others.
    """
    return plan or next((name for name in last_runs(project.out) if _is_there(name, project.plans)), FIRST)


def _is_there(plan: str, plans: Path) -> bool:
    with suppress(CallError):
        plan_file(plan, plans)
        return True
    return False


def status_answer(project: Project, plan: str, words: Words, *, year: int | None = None, tell: Tell) -> Answer:
    """Say how the reports of a plan stand, counts first, and whether a run is at work in their folder.

    Of the last run of all is told how it went, and of each plan whose last run did not end well. Where the facts have
    faults, nobody knows what is fresh or old: what failed and was never made is told by the last good tables, and where
    these do not tell which reports the plan has, what failed in the folder at all.

    Raises
    ------
    CallError
        With all faults of the calls at once.
    """
    faults: Sequence[Fault] = ()
    standings: list[Standing] | None
    try:
        standings = _judged(project, planned_calls(project, plan, words, year=year, tell=tell), words, tell=tell)
    except FaultyDataError as error:
        faults, standings = error.faults, _by_last_tables(project, plan, year)
    listed = failed_in(project.out) if standings is None else standings
    holder, runs = at_work(project.out), list(last_runs(project.out).values())
    told = {run.plan: {**asdict(run), "killed": is_killed(run, holder)} for run in runs}
    counts = _counts(standings, is_judged=not faults)
    record = {
        "plan": plan,
        "faults": [fault.as_record(words) for fault in faults],
        "counts": counts,
        "at_work": asdict(holder) if holder else None,
        "last_run": next(iter(told.values()), None),
        "plans": told,
        "reports": [_as_record(one) for one in listed],
    }
    lines = [_counted(plan, counts, words), *_runs_told(holder, runs, words), *_listed(listed, words)]
    return Answer("\n".join(lines), record, [fault.sentence(words) for fault in faults])


def _judged(project: Project, calls: Sequence[Call], words: Words, *, tell: Tell) -> list[Standing]:
    ensure_built(words, tell=tell)
    edition = edition_now()
    return [standing_of(report, edition) for report in settled_reports(project, calls)]


def _by_last_tables(project: Project, plan: str, year: int | None) -> list[Standing] | None:
    """The reports that a plan has by the last good tables; None where there are none, or they lack what it asks for."""
    with suppress(CallError, LookupError, OSError, ValueError):
        calls = read_plan(plan_file(plan, project.plans), year=year)
        return [standing_by_record(report) for report in settled_reports(project, calls)]
    return None


def standing_by_record(report: SettledReport) -> Standing:
    """How a report stands as far as its record alone tells: what was made may be fresh or old."""
    record = last_record(report)
    if record and record.failure:
        return Standing(report, FAILED, failure=record.failure)
    return Standing(report, None if record and record.made_at else NEVER)


def failed_in(out: Path) -> list[Standing]:
    """All reports in a folder whose last run failed, by their records."""
    return [_failed(out / one.label, one.record) for one in found_in(out)[0] if one.record.failure]


def _failed(stem: Path, record: Record) -> Standing:
    html, ipynb = (stem.with_name(f"{stem.name}.{form}") for form in ("html", "ipynb"))
    report = SettledReport(Path(record.notebook), record.parameters, record.language, ipynb, html)
    return Standing(report, FAILED, failure=record.failure)


def _counts(standings: Sequence[Standing] | None, *, is_judged: bool) -> dict[str, int | None]:
    """How many reports there are, and how many of them in each state; None what is not known."""
    if standings is None:
        return dict.fromkeys(("reports", *STATES))
    known = STATES if is_judged else (FAILED, NEVER)
    counts = {state: sum(one.state == state for one in standings) for state in known}
    return {"reports": len(standings), **{state: counts.get(state) for state in STATES}}


def standing_of(report: SettledReport, edition: Edition) -> Standing:
    """How a report stands: what its record says of its last run, and what it was made from."""
    reasons = up_to_date.reasons(report, edition)
    record = last_record(report)
    if record and record.failure:
        return Standing(report, FAILED, [cause for cause in reasons if cause != up_to_date.FAILED], record.failure)
    if up_to_date.NEVER in reasons:
        return Standing(report, NEVER)
    return Standing(report, OLD if reasons else FRESH, reasons)


def is_killed(run: RunState, holder: Holder | None) -> bool:
    """Whether a run was killed: it says that it is at work, and nobody is, or somebody else."""
    return run.running and (holder is None or (holder.pid, holder.host) != (run.pid, run.host))


def _counted(plan: str, counts: Mapping[str, int | None], words: Words) -> str:
    number = counts["reports"]
    if number is None:
        return words.phrase("standing.unsettled", plan=plan)
    known = {state: count for state in STATES if (count := counts[state]) is not None}
    if len(known) < len(STATES):
        known[MADE] = number - sum(known.values())
    told = [f"{words.number(count)} {words.phrase(f'standing.{state}')}" for state, count in known.items()]
    about = {"number": words.number(number), "states": ", ".join(told), "plan": plan}
    return words.phrase("standing.unjudged" if MADE in known else "standing.counted", count=number, **about)


def _runs_told(holder: Holder | None, runs: Sequence[RunState], words: Words) -> list[str]:
    """Who is at work, how the last run went, and those of other plans that did not end well."""
    who = "standing.nobody" if holder is None else "standing.at_work" if holder.pid else "standing.at_work_unknown"
    told = [words.phrase(who, **(asdict(holder) if holder else {}))]
    last, others = runs[:1], [run for run in runs[1:] if run.exit_code != 0]
    return [*told, *(_run_told(run, holder, "", words) for run in last),
            *(_run_told(run, holder, "other_", words) for run in others)]  # fmt: skip


def _run_told(run: RunState, holder: Holder | None, of: str, words: Words) -> str:
    ended = "ended" if run.reports or not run.exit_code else "not_begun"
    how = f"{of}killed" if is_killed(run, holder) else "so_far" if run.running else f"{of}{ended}"
    counts = {name: words.number(getattr(run, name)) for name in ("made", "failed", "old")}
    return words.phrase(f"standing.{how}", **{**asdict(run), "code": run.exit_code, **counts})


def _listed(standings: Sequence[Standing], words: Words) -> list[str]:
    """A line for each report that is not fresh, what needs somebody first."""
    return [line for state in STATES if state != FRESH for one in standings if one.state == state
            for line in _lines(one, words)]  # fmt: skip


def _lines(one: Standing, words: Words) -> list[str]:
    line = f"{words.phrase(f'standing.{one.state}')}: {one.report.label}"
    if one.failure is None:
        said = up_to_date.reasons_told(one.report, one.reasons, words)
        return [f"{line} ({said})" if said else line]
    kept = kept_notebook(one)
    more = [words.phrase("standing.kept", path=shown(kept))] if kept else []
    is_there = one.report.html.is_file()
    good = [words.phrase("standing.still_good", path=shown(one.report.html))] if is_there else []
    return [line, f"  {words.phrase('standing.failed_at', at=local_time(one.failure.at), error=one.failure.error)}",
            *(f"  {text}" for text in (*more, *good))]  # fmt: skip


def kept_notebook(one: Standing) -> Path | None:
    """The notebook of the run that failed, beside the report; None where none was kept."""
    name = one.failure.notebook if one.failure else ""
    path = one.report.html.with_name(Path(name).name) if name else None
    return path if path and path.is_file() else None


def _as_record(one: Standing) -> dict[str, Any]:
    kept, failure = kept_notebook(one), one.failure
    told = {"error": failure.error, "at": failure.at, "notebook": str(kept) if kept else None} if failure else None
    return {"report": one.report.label, "state": one.state, "reasons": list(one.reasons), "failure": told}
