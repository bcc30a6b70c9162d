"""Reports as they are asked for on the command line: settled, checked against the facts, run, and told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports.answers import (
    Answer,
    Places,
    Tell,
    check_rule,
    ensure_built,
    refuse_absent,
    rule_of_round,
    shown,
)
from kkpham_analysis.reports.calls import (
    PLACE_LEVELS,
    ROUND_NAMES,
    Call,
    CallError,
    CallFault,
    SettledReport,
    notebook_file,
)
from kkpham_analysis.reports.forms import FORMS, lacking
from kkpham_analysis.reports.given_time import given_time
from kkpham_analysis.reports.notebooks import OF_COUNTRY, OF_PROVINCE, notebook_of
from kkpham_analysis.reports.parameters import notebook_parameters, settle, typed_parameters
from kkpham_analysis.reports.plan_values import TableFacts
from kkpham_analysis.reports.plans import plan_file, read_plan
from kkpham_analysis.reports.round_facts import awaited_rounds, known_rounds, years_without_round
from kkpham_analysis.reports.run_log import failed_line
from kkpham_analysis.reports.site_answers import site_line
from kkpham_analysis.reports.typed import typed_before
from kkpham_analysis.reports.writing import refuse_twice
from kkpham_analysis.tables.loading import stored_values

if TYPE_CHECKING:
    from kkpham_analysis.reports.running import ReportResult

# Which option sets a parameter, by each name that the parameter may be given.
OPTIONS_FOR = {
    "year": "--year",
    "award_year": "--year",
    "language": "--lang",
    "rule": "--rule",
    **{name: f"--{level}" for name, level in PLACE_LEVELS.items()},
}
PACKAGE_ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Project:
    """Where the notebooks, the plans and the reports are; `typed` is what a page prints before its command."""

    notebooks: Path
    plans: Path
    out: Path
    typed: str = ""

    @classmethod
    def here(cls, *, out: Path | None = None, data: str = "") -> Project:
        """Find the project: where this package lies, else at or above the folder one works in.

        Raises
        ------
        CallError
            When there is no folder of notebooks.
        """
        here = Path.cwd()
        for root in (PACKAGE_ROOT, here, *here.parents):
            if any((root / "notebooks").glob("*.ipynb")):
                return cls(root / "notebooks", root / "reports" / "plans", (out or root / "reports").resolve(),
                           typed_before(data, out))  # fmt: skip
        raise CallError(CallFault("call.no_notebooks", {"folder": here}))


def calls_for(
    project: Project,
    notebook: str,
    *,
    year: int | None = None,
    provinces: Sequence[str] = (),
    regencies: Sequence[str] = (),
    parameters: Sequence[str] = (),
    rule: str = "",
    forms: str = FORMS[0],
    language: str = "id",
) -> list[Call]:
    """Calls for one notebook: places as one list where it takes a list, else one report for each.

    Raises
    ------
    CallError
        When there is no such notebook or format, or a parameter is not written NAME=VALUE, or given twice.
    """
    wanted = tuple(dict.fromkeys(name.strip().lower() for name in forms.split(",")))
    faults = [CallFault("call.no_format", {"name": name, "known": FORMS}) for name in wanted if name not in FORMS]
    given, wrong = typed_parameters(parameters)
    faults += wrong
    options = {"--year": year is not None, "--province": bool(provinces), "--regency": bool(regencies), "--lang": True,
               "--rule": bool(rule)}  # fmt: skip
    faults += [
        CallFault("call.given_twice", {"name": name, "option": OPTIONS_FOR[name]})
        for name in given
        if name in OPTIONS_FOR and options[OPTIONS_FOR[name]]
    ]
    if faults:
        raise CallError(*faults)
    if year is not None:
        given["award_year"] = year
    if rule:
        given["rule"] = rule
    known = notebook_parameters(notebook_file(notebook, project.notebooks))
    calls = [given]
    for one, several, places in (("province", "provinces", provinces), ("regency", "regencies", regencies)):
        if not places:
            continue
        if {several, f"{one}_codes"} & set(known):
            calls = [{**call, several: list(places)} for call in calls]
        else:
            calls = [{**call, one: place} for call in calls for place in places]
    return [Call(notebook, call, language, forms=wanted) for call in calls]


def round_calls(
    project: Project, words: Words, *, year: int, provinces: Sequence[str] = (), forms: str = FORMS[0]
) -> list[Call]:
    """Calls for the report of the country in a round, or of each province: what slides and figures are taken from.

    Raises
    ------
    CallError
        As `calls_for`.
    """
    notebook = OF_PROVINCE if provinces else OF_COUNTRY
    return calls_for(project, notebook, year=year, provinces=provinces, forms=forms, language=words.language)


def planned_calls(project: Project, plan: str, words: Words, *, year: int | None = None, tell: Tell) -> list[Call]:
    """Calls of a plan; `year` takes the place of its rounds. The tables are built where it needs facts.

    Raises
    ------
    CallError
        When there is no such plan, or it has faults.
    """
    facts = TableFacts(cache(lambda: ensure_built(words, tell=tell)))
    return read_plan(plan_file(plan, project.plans), facts, year=year)


def reports_answer(
    project: Project,
    calls: Sequence[Call],
    words: Words,
    *,
    dry_run: bool = False,
    tell: Tell,
    placed: Callable[[SettledReport], SettledReport] = lambda report: report,
    **how: Any,
) -> Answer:
    """Settle the calls, refuse what cannot be before any kernel starts, and run the reports.

    Where packages are missing for some forms, that is told first, the others are written, and the answer has failed.
    `placed` says where the files of a report go; `how` goes on to `run_reports`.

    Raises
    ------
    CallError
        With all faults of the calls at once.
    """
    reports, missing = ready_reports(project, calls, words, tell=tell, placed=placed)
    tell_defaults(reports, words, tell=tell)
    if dry_run:
        planned = "\n\n".join(_planned(report) for report in reports)
        return Answer(planned, {"reports": [record_of(report) for report in reports]})
    return made_answer(project, reports, words, tell=tell, failed=bool(missing), **how)


def made_answer(
    project: Project, reports: Sequence[SettledReport], words: Words, *, tell: Tell, failed: bool = False, **how: Any
) -> Answer:
    """Run settled reports, and say what became of them; `how` goes on to `run_reports`, `failed` to the answer.

    What runs notebooks is imported where there is one to run.

    Raises
    ------
    CallError
        As `run_reports`.
    """
    results: list[ReportResult] = []
    if reports:
        from kkpham_analysis.reports.running import run_reports

        results = run_reports(reports, on_progress=tell, words=words, **how)
    stopped = [result for result in results if result.error]
    faults = [failed_line(result.report.label, result.error, str(result.kept or ""), words) for result in stopped]
    # Whoever writes elsewhere is not alone here, and changes nothing that the page tells of.
    is_elsewhere = bool(reports) and not any(report.is_recorded for report in reports)
    line, site = ("", None) if is_elsewhere else site_line(project.out, words, project.notebooks)
    told = [*(_told(result) for result in results if result.files or not result.error), *([line] if line else [])]
    record = {"reports": [_outcome(result) for result in results], "site": str(site) if site else None}
    return Answer("\n\n".join(told), record, faults, failed=failed or bool(stopped))


def ready_reports(
    project: Project,
    calls: Sequence[Call],
    words: Words,
    *,
    tell: Tell,
    placed: Callable[[SettledReport], SettledReport] = lambda report: report,
) -> tuple[list[SettledReport], CallError | None]:
    """Reports of the calls, in their order, with the forms that can be written; and what is missing for the others.

    Raises
    ------
    CallError
        With all faults of the calls at once.
    """
    given_time()
    ensure_built(words, tell=tell)
    reports, missing = _that_can_be_written([placed(report) for report in settled_reports(project, calls)])
    for line in missing.sentences(words) if missing else []:
        tell(line)
    return reports, missing


def tell_defaults(reports: Sequence[SettledReport], words: Words, *, tell: Tell) -> None:
    """Say which places nobody gave, each once."""
    for line in dict.fromkeys(line for report in reports for line in _defaults_told(report, words)):
        tell(line)


def settled_reports(project: Project, calls: Sequence[Call]) -> list[SettledReport]:
    """Settle calls against the notebooks and the facts.

    Raises
    ------
    CallError
        With all faults of the calls at once.
    """
    known, without, places = known_rounds(), years_without_round(), Places()
    # What regencies hand in is worked on for months before anything is awarded.
    handed_in = {*map(int, stored_values("submissions", "award_year"))}
    awaited, rule_of = awaited_rounds(), cache(rule_of_round)
    reports: list[SettledReport] = []
    faults: list[CallFault] = []
    for call in calls:
        about = notebook_of(Path(call.notebook).stem)
        more = handed_in if about.of_submissions else awaited if about.of_awaited else set()
        try:
            report = settle(call, notebooks=project.notebooks, out=project.out, resolver=places.code,
                            rounds={*known, *more}, without=without, awaited=awaited, name_of=places.name,
                            rule_of=rule_of)  # fmt: skip
            _check_facts(report, places, call)
        except CallError as error:
            faults += error.faults
        else:
            reports.append(replace(report, typed=project.typed))
    if faults:
        raise CallError(*faults)
    _refuse_asked_again(calls, reports)
    refuse_twice(reports)
    return reports


def _that_can_be_written(reports: Sequence[SettledReport]) -> tuple[list[SettledReport], CallError | None]:
    """Reports with the forms for which the packages are there, and what is missing for the others.

    Raises
    ------
    CallError
        When no form can be written of a report.
    """
    faults = {form: fault for report in reports for form in report.forms if (fault := lacking(form))}
    kept = [replace(report, forms=tuple(form for form in report.forms if form not in faults)) for report in reports]
    missing = CallError(*faults.values()) if faults else None
    if missing and not all(report.forms for report in kept):
        raise missing
    return kept, missing


def _check_facts(report: SettledReport, places: Places, call: Call) -> None:
    """Refuse what only the facts can tell: a rule that is none, a province that was not there in the round."""
    if rule := report.parameters.get("rule"):
        with call.at("rule"):
            check_rule(rule)
    one, several = report.parameters.get("province_code"), report.parameters.get("provinces", [])
    provinces = [code for code in (one, *several) if code]
    if "award_year" in report.parameters:
        with call.at("province_code", "province", "provinces", "province_codes", *ROUND_NAMES):
            refuse_absent(provinces, report.parameters["award_year"], places)


def _refuse_asked_again(calls: Sequence[Call], reports: Sequence[SettledReport]) -> None:
    """Refuse what a file asks for twice, at the key whose values are the same, or the item that is one too many.

    Raises
    ------
    CallError
        With all such reports, each with the line that asks for it first.
    """
    first: dict[Path, Call] = {}
    faults: list[CallFault] = []
    for call, report in zip(calls, reports, strict=True):
        before = first.setdefault(report.html, call)
        if before is call or not call.origin[0]:
            continue
        differing = [name for name, value in call.parameters.items() if before.parameters.get(name) != value]
        try:
            with call.at(*([*differing, *call.lines] if before.origin == call.origin else ["notebook"])):
                raise CallError(CallFault("plan.asked_again", {"report": report.label, "line": before.origin[1]}))
        except CallError as error:
            faults += error.faults
    if faults:
        raise CallError(*faults)


def _defaults_told(report: SettledReport, words: Words) -> list[str]:
    """Say which places nobody gave, so that the notebook's own are taken, and how to choose others."""
    return [
        words.phrase(
            "cli.default_place",
            notebook=report.notebook.stem,
            option=OPTIONS_FOR[name],
            name=name,
            place=f"{code} {report.places[code]}",
        )
        for name, code in report.defaults.items()
    ]


def _planned(report: SettledReport) -> str:
    given = ", ".join(f"{name}={value!r}" for name, value in report.parameters.items())
    places = "; ".join(f"{code} {name}" for code, name in report.places.items())
    files = (shown(path) for path in report.files.values())
    return "\n  ".join(part for part in (report.label, given, places, *files) if part)


def _told(result: ReportResult) -> str:
    return "\n  ".join([result.finding, *(shown(path) for path in result.files or result.report.files.values())])


def record_of(report: SettledReport) -> dict[str, Any]:
    """What machines are told of a report that is asked for."""
    return {
        "report": report.label,
        "notebook": report.notebook.stem,
        "language": report.language,
        "parameters": dict(report.parameters),
        "places": dict(report.places),
        **{form: str(path) for form, path in report.files.items()},
    }


def _outcome(result: ReportResult) -> dict[str, Any]:
    planned = [form for form, path in result.report.files.items() if result.files and path not in result.files]
    return {
        **{name: value for name, value in record_of(result.report).items() if name not in planned},
        "files": [_file(path, size, result.files) for path, size in result.files.items()],
        "seconds": round(result.seconds, 1),
        "finding": result.finding or None,
        "error": result.error or None,
        "tries": result.tries,
        "failed_notebook": str(result.kept) if result.kept else None,
        "marks": list(result.marks),
    }


def _file(path: Path, size: int, files: Mapping[Path, int]) -> dict[str, Any]:
    """A file that was written, and beside a figure the text that belongs under it."""
    captions = [text for text in files if text.suffix == ".txt" and path.suffix in (".png", ".svg")]
    own = [text for text in captions if path.stem == text.stem or path.stem.startswith(f"{text.stem}-")]
    # Of the map and the second map the longer name.
    caption = max(own, key=lambda text: len(text.stem), default=None)
    return {"path": str(path), "bytes": size, **({"caption": str(caption)} if caption else {})}
