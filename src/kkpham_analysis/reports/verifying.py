"""Reports run again from their records: whether each comes out the same, and if not, which number moved, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports.answers import Answer, Tell, ensure_built
from kkpham_analysis.reports.calls import Call, CallError, CallFault, SettledReport, nearest
from kkpham_analysis.reports.comparing import Moved, moved_between
from kkpham_analysis.reports.decks import FORM, country_of, coverage_of, deck_made
from kkpham_analysis.reports.document import Document, document_of
from kkpham_analysis.reports.export_trials import (
    EDITED,
    ExportsAgain,
    export_states,
    exports_again,
    file_state,
    texts_moved,
)
from kkpham_analysis.reports.forms import FORMS
from kkpham_analysis.reports.records import Edition, edition_now, edition_of
from kkpham_analysis.reports.requests import Project, settled_reports
from kkpham_analysis.reports.running import ReportResult, run_reports
from kkpham_analysis.reports.site.entries import Found, found_in
from kkpham_analysis.reports.writing import Made, Make, forms_made

SAME, MOVED, FAILED, NEVER = "same", "moved", "failed", "never"
# Of slides that were made with a template, which is not kept: what they say is compared, not how they look.
TEMPLATE = "template"
# What may have changed since a report was made, by its name in an edition.
CAUSES = ("data", "version", "notebook")
MOST_SHOWN = 20
# What is said first: numbers.
FIRST = ("facts", "table", "export")
# Words that stand before and after what is another in a long text.
AROUND = 4


@dataclass(frozen=True)
class Verified:
    """What became of a report that was run again.

    `state` is `same`, `moved`, `failed` (it could not be run) or `never` (no file was made, so none is compared).
    `forms` says of each form `same`, `moved`, `missing` (its file is no longer there), `edited` (its file is not the
    one that was made) or `template` (slides with the look of a file that is not kept, so that they are not compared).
    `exports` says the same of each figure and table that was handed on alone, or `dropped` (it is no longer made).
    `causes` are what has changed since: `data`, `version`, `notebook`.
    """

    label: str
    state: str
    forms: Mapping[str, str]
    moved: Sequence[Moved] = ()
    causes: Sequence[str] = ()
    error: str = ""
    exports: Mapping[str, str] = field(default_factory=dict)


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
    with TemporaryDirectory(prefix="kkpham-verify-") as folder:
        verified = verify(chosen, replace(project, out=Path(folder)), words, out=project.out, tell=tell)
    faults = [words.phrase("site.broken", label=label) for label in unreadable if not names]
    failed = bool(faults) or any(one.state in (MOVED, FAILED) for one in verified)
    record = {"reports": [_as_record(one) for one in verified], "unreadable": unreadable}
    return Answer(lambda: "\n".join(line for one in verified for line in _told(one, words)), record, faults, failed)


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
    whole = {label: report for label, report in settled.items() if _has_more_than_exports(by_name[label], out)}
    make, faults = _made_again(whole, by_name, trial, words, tell=tell)
    for line in faults:
        tell(line)
    results = dict(zip(whole, run_reports(list(whole.values()), on_progress=tell, words=words, make=make), strict=True))
    exports = exports_again(settled, {label: by_name[label].record for label in settled}, words, tell=tell)
    return [
        _compared(one, settled[one.label], results.get(one.label), exports.get(one.label), edition, out)
        if one.label in results or one.label in exports
        else Verified(one.label, FAILED if one.label in errors else NEVER, {}, error=errors.get(one.label, ""))
        for one in found
    ]


def _has_more_than_exports(found: Found, out: Path) -> bool:
    """Whether a report was written as a whole; figures and tables alone leave neither a form nor its notebook."""
    return bool(found.record.forms) or (out / f"{found.label}.ipynb").is_file()


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
    forms = tuple(form for form in record.forms if form in FORMS)
    [report] = settled_reports(trial, [Call(record.notebook, given, record.language, forms=forms)])
    if report.label != found.label:
        raise CallError(CallFault("verify.other_name", {"name": found.label, "found": report.label}))
    return report


def _made_again(
    settled: Mapping[str, SettledReport], found: Mapping[str, Found], trial: Project, words: Words, *, tell: Tell
) -> tuple[Make, list[str]]:
    """How reports are made: slides that have one on coverage with that; and what could not be run for them."""
    covered, faults = coverage_of(trial, [report for label, report in settled.items()
                                          if _slides(found[label]).get("coverage")], words, tell=tell)  # fmt: skip
    summaries, more = country_of(trial, [report for label, report in settled.items()
                                         if _slides(found[label]).get("country")], words, tell=tell)  # fmt: skip

    def make(report: SettledReport, notebook: Any) -> Made:
        is_deck = FORM in report.forms and _slides(found[report.label]).get("deck")
        if not is_deck:
            return forms_made(report, notebook)
        return deck_made(report, notebook, covered.get(report.label), country=summaries.get(report.label))

    return make, [*faults, *more]


def _slides(found: Found) -> Mapping[str, Any]:
    """What is recorded of the slides of a report."""
    return found.record.forms.get(FORM, {})


def _compared(
    found: Found, report: SettledReport, result: ReportResult | None, exports: ExportsAgain | None, edition: Edition,
    out: Path,
) -> Verified:  # fmt: skip
    now = edition_of(report, edition)
    causes = [name for name in CAUSES if getattr(now, name) != getattr(found.record.made_from, name)]
    if error := (result.error if result else "") or (exports.error if exports else ""):
        return Verified(found.label, FAILED, {}, causes=causes, error=error)
    forms = {form: _form_state(found, form, path, out) for form, path in report.files.items() if form != "ipynb"}
    old, new = (_document(path, found) for path in (out / f"{found.label}.ipynb", report.ipynb))
    moved = moved_between(old, new) if old and new else []
    folder = (out / found.label).parent
    states = export_states(found.record, exports, folder) if exports else {}
    if exports and not moved:
        # Where the report itself is compared, it says the same once, and better.
        moved = texts_moved(states, exports, folder)
    is_same = not moved and all(state in (SAME, TEMPLATE) for state in (*forms.values(), *states.values()))
    return Verified(found.label, SAME if is_same else MOVED, forms, moved, [] if is_same else causes, exports=states)


def _form_state(found: Found, form: str, again: Path, out: Path) -> str:
    state = file_state(out / f"{found.label}.{form}", again.read_bytes(), found.record.forms[form].get("sha256"))
    is_with_template = form == FORM and bool(_slides(found).get("template"))
    return TEMPLATE if is_with_template and state in (MOVED, EDITED) else state


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
            "moved": [vars(m) for m in one.moved], "causes": list(one.causes), "error": one.error or None}  # fmt: skip


def _exports_told(exports: Mapping[str, str], words: Words) -> list[str]:
    """How many figures and tables of each folder are the same; the others by name."""
    same = Counter(name.partition("/")[0] for name, state in exports.items() if state == SAME)
    counted = [words.phrase("verify.exports_same", folder=folder, count=count) for folder, count in same.items()]
    others = [(name, state) for name, state in exports.items() if state != SAME]
    return counted + [words.phrase(f"verify.form_{state}", form=name) for name, state in others]


def _told(one: Verified, words: Words) -> list[str]:
    forms = [words.phrase(f"verify.form_{state}", form=form) for form, state in one.forms.items()]
    told = ", ".join([*forms, *_exports_told(one.exports, words)])
    head = words.phrase(f"verify.{one.state}", report=one.label, forms=told, error=one.error)
    if one.state in (SAME, NEVER):
        return [head]
    numbers_first = sorted(one.moved, key=lambda moved: moved.kind not in FIRST)
    lines = [_line(moved, words) for moved in numbers_first[:MOST_SHOWN]]
    if len(one.moved) > MOST_SHOWN:
        lines.append(words.phrase("verify.rest", count=len(one.moved) - MOST_SHOWN))
    if one.state == MOVED and not one.moved:
        lines.append(words.phrase("verify.looks"))
    causes = [words.phrase(f"verify.cause_{cause}") for cause in one.causes]
    lines.append(words.phrase("verify.why", causes=words.listed(causes)) if causes else words.phrase("verify.no_cause"))
    return [head, *(f"  {line}" for line in lines)]


def _line(moved: Moved, words: Words) -> str:
    """Where something moved, and from what to what."""
    column = words.phrase_or(f"verify.part_{moved.column}", moved.column)
    kind = words.phrase_or(f"verify.kind_{moved.kind}", moved.kind)
    place = ", ".join(part for part in (f"{kind} “{moved.name}”" if moved.name else kind, moved.row, column) if part)
    if moved.column == "picture" and moved.old and moved.new:
        return f"{place}: {words.phrase('verify.other_picture')}"
    old, new = (text or words.phrase("verify.not_there") for text in _where_they_differ(moved.old, moved.new))
    return f"{place}: {old} → {new}"


def _where_they_differ(old: str, new: str) -> tuple[str, str]:
    """Both texts around what is another; the rest, which is the same, becomes an ellipsis.

    >>> _where_they_differ("It is now known that 7 of 10 were named.", "It is now known that 6 of 10 were named.")
    ('… is now known that 7 of 10 were named.', '… is now known that 6 of 10 were named.')
    """
    before, after = old.split(" "), new.split(" ")
    most = min(len(before), len(after))
    start = next((place for place in range(most) if before[place] != after[place]), most)
    end = next((place for place in range(most - start) if before[-1 - place] != after[-1 - place]), most - start)
    first, last = max(start - AROUND, 0), max(end - AROUND, 0)
    return _cut(before, first, last), _cut(after, first, last)


def _cut(words: Sequence[str], first: int, last: int) -> str:
    parts = ["…"] * bool(first) + list(words[first : len(words) - last]) + ["…"] * bool(last)
    return " ".join(parts)
