"""Reports run again from their records: whether each comes out the same, and if not, which number moved, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports.answers import Answer, Tell, ensure_built
from kkpham_analysis.reports.calls import Call, CallError, CallFault, SettledReport, nearest
from kkpham_analysis.reports.comparing import Moved, moved_between
from kkpham_analysis.reports.decks import FORM, country_of, coverage_of, deck_made, refuse_without_part
from kkpham_analysis.reports.document import Document, document_of
from kkpham_analysis.reports.export_trials import (
    EDITED,
    MISSING,
    MOVED,
    SAME,
    ExportsAgain,
    export_states,
    exports_again,
    file_state,
    texts_moved,
)
from kkpham_analysis.reports.forms import FORMS
from kkpham_analysis.reports.given_time import given_again
from kkpham_analysis.reports.records import Edition, by_time, digest_of, edition_now, edition_of
from kkpham_analysis.reports.requests import Project, settled_reports
from kkpham_analysis.reports.running import ReportResult, run_reports
from kkpham_analysis.reports.site.entries import Found, found_in
from kkpham_analysis.reports.verified import COMPARED, FAILED, NEVER, OLDER, Verified, told_of
from kkpham_analysis.reports.work_folder import work_folder
from kkpham_analysis.reports.writing import Made, Make, forms_made

# Of slides that were made with a template, which is not kept: what they say is compared, not how they look.
TEMPLATE = "template"


def verify_answer(project: Project, names: Sequence[str], words: Words, *, tell: Tell) -> Answer:
    """Run reports again, all that are recorded or those named, and say which come out the same.

    Raises
    ------
    CallError
        When a name is that of no recorded report, or there is none at all.
    """
    found, unreadable = found_in(project.out)
    chosen = _chosen(found, names, project.out)
    ensure_built(words, tell=tell)
    with TemporaryDirectory(dir=work_folder()) as folder:
        verified = verify(chosen, replace(project, out=Path(folder)), words, out=project.out, tell=tell)
    faults = [words.phrase("site.broken", label=label) for label in unreadable if not names]
    failed = bool(faults) or any(one.state not in (SAME, NEVER) for one in verified)
    record = {"reports": [_as_record(one) for one in verified], "unreadable": unreadable}
    return Answer(lambda: "\n".join(line for one in verified for line in told_of(one, words)), record, faults, failed)


def verify(found: Sequence[Found], trial: Project, words: Words, *, out: Path, tell: Tell) -> list[Verified]:
    """Run recorded reports again into the folder of `trial`, and compare them with those in `out`."""
    edition = edition_now()
    settled: dict[str, SettledReport] = {}
    errors: dict[str, str] = {}
    for one in (one for one in found if one.record.made_at):
        try:
            settled[one.label] = _settled(one, trial)
        except CallError as error:
            errors[one.label] = " ".join(error.sentences(words))
    by_name = {one.label: one for one in found}
    # Figures and tables alone leave no form of their report.
    whole = {label: report for label, report in settled.items() if _forms_of(by_name[label])}
    make = _made_again(whole, by_name, trial, words, tell=tell)
    results = dict(zip(whole, run_reports(list(whole.values()), on_progress=tell, words=words, make=make), strict=True))
    exports = exports_again(settled, {label: _exports_of(by_name[label]) for label in settled}, words, tell=tell)
    return [
        _compared(one, settled[one.label], results.get(one.label), exports.get(one.label), edition, out)
        if one.label in results or one.label in exports
        else _not_run(one, errors.get(one.label, ""), edition)
        for one in found
    ]


def _not_run(found: Found, error: str, edition: Edition) -> Verified:
    """A report that cannot be run again, with what has changed of what is known; or one that was never made."""
    if not error:
        return Verified(found.label, NEVER, {})
    made_from = found.record.made_from
    # Its notebook is not looked for.
    now = replace(edition, notebook=made_from.notebook)
    causes, tables = made_from.causes(now), made_from.changed_tables(now)
    return Verified(found.label, FAILED, {}, causes=causes, error=error, tables=tables)


def _forms_of(found: Found) -> dict[str, Mapping[str, Any]]:
    """The forms of a report, those of its last run and older ones that lie there still; what is recorded of each."""
    older = {name: found.record.older.get(name, {}) for name in found.older_names if "/" not in name}
    return {**older, **found.record.forms}


def _exports_of(found: Found) -> dict[str, Mapping[str, Any]]:
    """The same of its exports."""
    older = {name: found.record.older.get(name, {}) for name in found.older_names if "/" in name}
    return {**older, **found.record.exports}


def _chosen(found: Sequence[Found], names: Sequence[str], out: Path) -> list[Found]:
    """The reports that are named by label, by their own name alone, or by the path of one of their files."""
    if not found and not names:
        raise CallError(CallFault("verify.no_reports", {"folder": out}))
    labels = [one.label for one in found]
    chosen: dict[str, Found] = {}
    faults = []
    for name in names:
        wanted = _label_of(name, out)
        meant = {one.label: one for one in found if wanted in (one.label, one.label.rpartition("/")[2])}
        if not meant:
            faults.append(CallFault("verify.no_record", {"name": name, "nearest": nearest(wanted, labels)}))
        chosen |= meant
    if faults:
        raise CallError(*faults)
    return list(chosen.values()) if names else list(found)


def _label_of(name: str, out: Path) -> str:
    endings = tuple(f".{form}" for form in (*FORMS, "ipynb", "json"))
    path = Path(name).resolve()
    label = path.relative_to(out).as_posix() if path.is_file() and path.is_relative_to(out) else name
    return next((label.removesuffix(ending) for ending in endings if label.endswith(ending)), label)


def _settled(found: Found, trial: Project) -> SettledReport:
    """Settle what a record says was asked for, checked like any other call: anybody may have written it."""
    record = found.record
    given = {name: value for name, value in record.parameters.items() if value not in ("", [], None)}
    forms = tuple(form for form in _forms_of(found) if form in FORMS)
    [report] = settled_reports(trial, [Call(record.notebook, given, record.language, forms=forms)])
    if report.label != found.label:
        raise CallError(CallFault("verify.other_name", {"name": found.label, "found": report.label}))
    return replace(report, typed=record.typed)


def _made_again(
    settled: Mapping[str, SettledReport], found: Mapping[str, Found], trial: Project, words: Words, *, tell: Tell
) -> Make:
    """How reports are made: slides that have one on coverage with that, each file with the time on record for it."""
    covered, faults = coverage_of(trial, [report for label, report in settled.items()
                                          if _slides(found[label]).get("coverage")], words, tell=tell)  # fmt: skip
    summaries, more = country_of(trial, [report for label, report in settled.items()
                                         if _slides(found[label]).get("country")], words, tell=tell)  # fmt: skip

    def of_one_time(report: SettledReport, notebook: Any) -> Made:
        if not (FORM in report.forms and _slides(found[report.label]).get("deck")):
            return forms_made(report, notebook)
        refuse_without_part({**faults, **more}, report)
        return deck_made(report, notebook, covered.get(report.label), country=summaries.get(report.label))

    def make(report: SettledReport, notebook: Any) -> Made:
        contents: dict[Path, bytes] = {}
        for time, names in by_time(_forms_of(found[report.label])).items():
            forms = tuple(form for form in report.forms if form in names)
            with given_again(time):
                contents |= of_one_time(replace(report, forms=forms), notebook).contents
        return Made(contents)

    return make


def _slides(found: Found) -> Mapping[str, Any]:
    """What is recorded of the slides of a report."""
    return _forms_of(found).get(FORM, {})


def _compared(
    found: Found, report: SettledReport, result: ReportResult | None, exports: ExportsAgain | None, edition: Edition,
    out: Path,
) -> Verified:  # fmt: skip
    now, made_from = edition_of(report, edition), found.record.made_from
    causes, tables = made_from.causes(now), made_from.changed_tables(now)
    if error := (result.error if result else "") or (exports.error if exports else ""):
        return Verified(found.label, FAILED, {}, causes=causes, error=error, tables=tables)
    forms = {form: _form_state(found, form, path, out) for form, path in report.files.items() if form != COMPARED}
    state = _notebook_state(found, out)
    forms |= {COMPARED: state} if state in (MISSING, EDITED) else {}
    moved = _moved(out / f"{found.label}.{COMPARED}", report.ipynb, found) if state == SAME else []
    folder = (out / found.label).parent
    states = export_states(_exports_of(found), exports, folder) if exports else {}
    states |= {name: OLDER for name in found.older_names if states.get(name) in (MOVED, EDITED)}
    if exports and not moved:
        # Where the report itself is compared, it says the same once, and better.
        moved = texts_moved(states, exports, folder)
    whole = MOVED if moved else whole_state({*forms.values(), *states.values()})
    if whole == SAME:
        return Verified(found.label, SAME, forms, exports=states)
    return Verified(found.label, whole, forms, moved, causes, exports=states, tables=tables)


def whole_state(states: Set[str]) -> str:
    """What is said of a report by the states of its files: a file that somebody has changed is no number that moved."""
    others = states - {SAME, TEMPLATE}
    if others - {EDITED, MISSING}:
        return MOVED
    return next((state for state in (EDITED, MISSING) if state in others), SAME)


def _moved(notebook: Path, again: Path, found: Found) -> list[Moved]:
    old, new = (_document(path, found) for path in (notebook, again))
    if not (old and new):
        return []
    # Only a run that makes slides draws pictures for them: the last one may have made other forms alone.
    if not (_has_slides(old) and _has_slides(new)):
        old, new = _without_slides(old), _without_slides(new)
    return moved_between(old, new)


def _has_slides(document: Document) -> bool:
    return any("slide" in block for block in document.of("figure"))


def _without_slides(document: Document) -> Document:
    blocks = [{name: value for name, value in block.items() if name != "slide"} for block in document.blocks]
    return replace(document, blocks=blocks)


def _notebook_state(found: Found, out: Path) -> str:
    """Whether the executed notebook of a report is the one that was made; empty where none was."""
    if COMPARED not in found.record.forms:
        return ""
    notebook = out / f"{found.label}.{COMPARED}"
    if not notebook.is_file():
        return MISSING
    # One that was written before now may hold the times of its cells, which no other run gives: its digest tells.
    return SAME if digest_of(notebook.read_bytes()) == found.record.forms[COMPARED].get("sha256") else EDITED


def _form_state(found: Found, form: str, again: Path, out: Path) -> str:
    recorded = _forms_of(found)[form]
    state = file_state(out / f"{found.label}.{form}", again.read_bytes(), recorded.get("sha256"))
    if state not in (MOVED, EDITED):
        return state
    if form == FORM and recorded.get("template"):
        return TEMPLATE
    return OLDER if form in found.older_names else state


def _document(path: Path, found: Found) -> Document | None:
    """The document of an executed notebook; None where it is not there or is none."""
    import nbformat

    read: Any = nbformat.read
    try:
        return document_of(read(path, as_version=4), language=found.record.language)
    except (OSError, ValueError, KeyError, AttributeError):
        return None


def _as_record(one: Verified) -> dict[str, Any]:
    return {"report": one.label, "state": one.state, "forms": dict(one.forms), "exports": dict(one.exports),
            "moved": [vars(m) for m in one.moved], "causes": list(one.causes), "tables": list(one.tables),
            "error": one.error or None}  # fmt: skip
