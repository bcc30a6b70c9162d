"""What is recorded of a report beside it: what it says, from what and when it was made, and what stopped its last run.

A record may be written by anybody, so it is read as what it is: texts and numbers, never a path to follow.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.reports.given_time import given_time, stamped
from kkpham_analysis.reports.made_from import Edition as Edition
from kkpham_analysis.reports.notebooks import OF_COUNTRY, OF_COVERAGE, scope_of, stamp_of
from kkpham_analysis.reports.product import code_now, libraries_now, version_now
from kkpham_analysis.reports.row_digests import RowDigests
from kkpham_analysis.reports.typed import is_same
from kkpham_analysis.tables.editions import digest_of_tables, holds_made_up, newest_source, table_digests
from kkpham_analysis.tables.files.whole_files import write_whole

if TYPE_CHECKING:
    from kkpham_analysis.reports.calls import SettledReport
    from kkpham_analysis.reports.document import Document

# The number counts up when records made before can no longer be read.
FORMAT = 1
LARGEST_FILE = 200_000
# The notebooks that slides of others are made from, too; under which name a form is recorded with those it was.
OF_SLIDES = (OF_COUNTRY, OF_COVERAGE)
NOTEBOOKS = "notebooks"
ASKED = ("notebook", "language", "parameters", "places")


@dataclass(frozen=True)
class Failure:
    """What stopped the last run of a report, and when.

    `cell` is the number of the cell that was at work, as its author counts them, with its first line, `source`; 0 where
    it was none. `tries` is how often it was tried, `notebook` the name of the file beside the report that holds what
    was executed by then, empty where there is none.
    """

    error: str
    at: str
    cell: int = 0
    source: str = ""
    tries: int = 1
    notebook: str = ""


@dataclass(frozen=True)
class Record:
    """A report: what was asked for, what it says, its files, what it was made from, and what stopped its last run.

    `made_at` and what belongs to it is of the last good run, empty where there was none; `failure` is of the last run.
    `forms` gives the size and the digest of each file by its form, `facts` the first figures of the page with their
    labels, which say how well they are known; `sources` is how many sources it lists. A form that was made from other
    notebooks too has their digests by their names, as `notebooks`. `exports` are figures and tables
    that were handed on alone, by their places below the folder of the report. `newest_source` is the day of the newest
    source that the report lists; that of all the data is in `made_from`. `older` are forms and exports of earlier runs
    that lie there still, and were made from something else: each with the time of its run as `made_at`. `typed` are the
    folders that were typed before the command that made it: its pages print them.
    """

    notebook: str
    language: str
    award_year: int | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    note: str = ""
    finding: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    sources: int = 0
    forms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    made_from: Edition = field(default_factory=Edition)
    made_at: str = ""
    failure: Failure | None = None
    exports: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    newest_source: str = ""
    typed: str = ""
    older: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def edition_now(data_dir: Path | str | None = None) -> Edition:
    """The version and the data of now; the notebook is for each report to add."""
    # Read once: both are of the same build.
    tables = table_digests(data_dir)
    digest = digest_of_tables(tables)
    return Edition(version_now(), digest, newest_source(data_dir) if digest else "", tables=tables,
                   made_up=holds_made_up(data_dir), code=code_now(), libraries=libraries_now(),
                   rows=RowDigests(data_dir) if digest else None)  # fmt: skip


def edition_of(report: SettledReport, edition: Edition) -> Edition:
    """The edition of a report, with the place that it is of, and its notebook: as it is now where none was executed."""
    scope = scope_of(report.notebook.stem, report.parameters)
    notebook = edition.notebook or notebook_digest(report.notebook)
    return replace(edition, notebook=notebook, scope=scope)


def noted_beside(forms: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The other notebooks that recorded forms were made from: their digests, by their names."""
    return {name: digest for about in forms.values() for name, digest in _mapping(about.get(NOTEBOOKS)).items()}


def changed_beside(report: SettledReport, forms: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The names of other notebooks that recorded forms of a report were made from, and that are others by now."""
    noted = noted_beside(forms)
    now = {name: notebook_digest(report.notebook.with_name(f"{name}.ipynb")) for name in OF_SLIDES if name in noted}
    return [name for name in sorted(noted) if now.get(name) != noted[name]]


def notebook_digest(notebook: Path) -> str:
    """What tells a notebook apart; empty where it is gone."""
    written = stamp_of(notebook)
    return _notebook_digest(notebook, *written) if any(written) else ""


def notebooks_now(folder: Path | None) -> dict[str, str]:
    """The digests of the notebooks of a folder, by their names; none where there is no folder."""
    found = sorted(folder.glob("*.ipynb")) if folder else []
    return {path.stem: _notebook_digest(path, *stamp_of(path)) for path in found}


def other_causes(report: SettledReport, record: Record, edition: Edition) -> list[str]:
    """What a report would be made from that is another than its record tells; nothing where it is made from the same.

    Beside the causes of `Edition.causes`: `parameters`, with the names of places, and `typed`.
    """
    causes = record.made_from.causes(edition_of(report, edition))
    # A record from before libraries were noted says nothing of what drew the report.
    causes += ["libraries"] if edition.libraries and not record.made_from.libraries else []
    wanted = asked(report)
    causes += [] if all(getattr(record, name) == getattr(wanted, name) for name in ASKED) else ["parameters"]
    return causes + ([] if is_same(record.typed, report.typed) else ["typed"])


@cache
def _notebook_digest(notebook: Path, written: int, size: int) -> str:
    """The digest of a notebook, read once while the file is the same: a plan asks for it with every report."""
    return digest_of(notebook.read_bytes())


def now() -> str:
    """The time as `SOURCE_DATE_EPOCH` says it, else by the clock, in UTC: 2023-12-19T08:30:00Z."""
    return stamped(given_time() or dt.datetime.now(dt.UTC))


def by_time(files: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """The names of recorded files by the time that was given for them; of those without one, by an empty one."""
    found: dict[str, list[str]] = {}
    for name, about in files.items():
        found.setdefault(_text(about.get("dated")), []).append(name)
    return found


def digest_of(content: bytes) -> str:
    """What tells the content of a file apart from any other."""
    return hashlib.sha256(content).hexdigest()


def record_of(
    report: SettledReport, document: Document, contents: Mapping[str, bytes], *, finding: str, edition: Edition,
    exports: Mapping[str, bytes] | None = None, with_more: Mapping[str, Mapping[str, Any]] | None = None,
    tables: Collection[str] = (),
) -> Record:  # fmt: skip
    """The record of a report that was made, with the content of its files by form.

    Forms and exports of an earlier run stay among them where they are still there and were made from the same.
    Those that were made from something else stay `older`: nobody is handed them as new, and none is lost.
    `with_more` is what else some forms were made with, such as the template of slides; `tables` what was read.
    """
    about: dict[str, Any] = {"finding": finding, "exports": exports, "with_more": with_more, "tables": tables}
    record = _record_of(report, document, contents, edition=edition, **about)
    if edition.rows is None or edition.rows.are_of(edition.tables):
        return record
    # A build gave other tables since the run began, and nobody knows which of the two a kernel has read. Looked at only
    # now, for rows are read when they are asked for.
    return _record_of(report, document, contents, edition=edition.of_unknown_rows(), **about)


def _record_of(
    report: SettledReport, document: Document, contents: Mapping[str, bytes], *, finding: str, edition: Edition,
    exports: Mapping[str, bytes] | None, with_more: Mapping[str, Mapping[str, Any]] | None, tables: Collection[str],
) -> Record:  # fmt: skip
    earlier = last_record(report) or Record("", "")
    now_from = edition_of(report, edition)
    kept = Record("", "") if other_causes(report, earlier, edition) else earlier
    there = {form: about for form, about in kept.forms.items()
             if _is_as_told(report, form, about) and not changed_beside(report, {form: about})}  # fmt: skip
    beside = {name: about for name, about in kept.exports.items() if _is_as_told(report, name, about)}
    written = {form: _told_of(content) | dict((with_more or {}).get(form, {})) for form, content in contents.items()}
    exported = {name: _told_of(content) for name, content in (exports or {}).items()}
    head = document.head
    facts: list[tuple[str, str]] = next((block["facts"] for block in document.of("facts")), [])
    newest = max((block.get("newest", "") for block in document.of("sources")), default="")
    # A page without a dated source is dated by the newest of all, and slides beside others rest on these too.
    is_of_place = bool(newest) and not any(about.get("country") or about.get("coverage") for about in written.values())
    made_from = replace(now_from, scope=now_from.scope if is_of_place else "")
    return replace(
        asked(report),
        title=head["title"],
        note=head["note"],
        finding=finding,
        facts=tuple((value, label) for value, label in facts),
        marks=document.marks,
        sources=len(document.listed_sources),
        forms={**there, **written},
        made_from=_read_by(kept if there or beside else None, made_from, tables),
        made_at=now(),
        exports={**beside, **exported},
        newest_source=newest,
        older=_older(report, earlier, {*there, *beside, *written, *exported}),
    )


def _file_of(report: SettledReport, name: str) -> Path:
    """The file of a form, or of an export by its place: these lie in a folder, and forms do not."""
    return report.html.parent / name if "/" in name else report.html.with_suffix(f".{name}")


def _is_as_told(report: SettledReport, name: str, about: Mapping[str, Any]) -> bool:
    """Whether a file is there as it was written: the record that is written now would hide that somebody edited it."""
    try:
        return digest_of(_file_of(report, name).read_bytes()) == about.get("sha256")
    except OSError:
        return False


def _older(report: SettledReport, earlier: Record, new: Collection[str]) -> dict[str, Mapping[str, Any]]:
    """Forms and exports of earlier runs that are there still and were not made again, each with the time of its run."""
    last = {name: {**about, "made_at": earlier.made_at} for name, about in {**earlier.forms, **earlier.exports}.items()}
    known = {**earlier.older, **last}
    return {name: about for name, about in known.items() if name not in new and _file_of(report, name).is_file()}


def _read_by(kept: Record | None, edition: Edition, tables: Collection[str]) -> Edition:
    """The edition with digests of what a report rests on, with the forms that are kept; of nothing if not known."""
    if not tables or (kept and not kept.made_from.tables):
        return replace(edition, tables={}, scope="", rows=None)
    names = {*tables, *(kept.made_from.tables if kept else ())}
    scope = "" if kept and not kept.made_from.scope else edition.scope
    digests = {name: edition.digest_of(name, scope) for name in sorted(names)}
    return replace(edition, tables=digests, scope=scope, rows=None)


def _told_of(content: bytes) -> dict[str, Any]:
    """What tells a file apart; with the time that was given for it, where one was."""
    given = given_time()
    return {"bytes": len(content), "sha256": digest_of(content)} | ({"dated": stamped(given)} if given else {})


def failed_record(report: SettledReport, failure: Failure) -> Record:
    """The record of a report whose run failed: what is known of its last good run stays."""
    return replace(last_record(report) or asked(report), failure=failure)


def asked(report: SettledReport) -> Record:
    """What was asked for, before anything is made."""
    award_year = report.parameters.get("award_year")
    return Record(report.notebook.stem, report.language, award_year, dict(report.parameters), dict(report.places),
                  typed=report.typed)  # fmt: skip


def last_record(report: SettledReport) -> Record | None:
    """The record that is there; None where none is, or one that cannot be read."""
    try:
        return read_record(report.record)
    except (OSError, ValueError):
        return None


def is_of_facts(report: SettledReport) -> bool:
    """Whether a page is there that was made of facts alone: none from data with made-up rows must take its place."""
    earlier = last_record(report)
    if earlier is None or not earlier.made_at or earlier.marks or earlier.made_from.made_up:
        return False
    return any(report.html.with_suffix(f".{form}").is_file() for form in earlier.forms)


def as_bytes(record: Record) -> bytes:
    """A record as it is written: its files by their names, whichever of them was made first, and when."""
    said = {"record": FORMAT, **asdict(replace(record, made_from=replace(record.made_from, rows=None)))}
    del said["made_from"]["rows"]
    said |= {name: dict(sorted(said[name].items())) for name in ("forms", "exports", "older")}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def write_record(path: Path, record: Record) -> None:
    """Write a record, whole or not at all."""
    write_whole(path, as_bytes(record))


def read_record(path: Path) -> Record:
    """Read a record; what has another type than it should counts as not said.

    Raises
    ------
    ValueError
        When it is none.
    OSError
        When the file cannot be read.
    """
    with path.open("rb") as file:
        raw = file.read(LARGEST_FILE + 1)
    try:
        given = json.loads(raw) if len(raw) <= LARGEST_FILE else None
    except RecursionError:
        given = None
    if not isinstance(given, dict) or given.get("record") != FORMAT or not _text(given.get("notebook")):
        raise ValueError(f"{path.name}: not the record of a report")
    return _record(given)


def _record(given: Mapping[str, Any]) -> Record:
    texts = {name: _text(given.get(name)) for name in ("notebook", "language", "title", "note", "finding", "made_at",
                                                             "newest_source", "typed")}  # fmt: skip
    year, sources = given.get("award_year"), given.get("sources")
    return Record(
        **texts,
        award_year=year if type(year) is int and 0 < year < 10_000 else None,
        parameters=_mapping(given.get("parameters")),
        places={_text(code): _text(name) for code, name in _mapping(given.get("places")).items()},
        facts=tuple((_text(pair[0]), _text(pair[1])) for pair in _list(given.get("facts")) if len(_list(pair)) == 2),
        marks=tuple(text for mark in _list(given.get("marks")) if (text := _text(mark))),
        sources=sources if type(sources) is int else 0,
        forms=_told_files(given.get("forms")),
        made_from=_edition(_mapping(given.get("made_from"))),
        failure=_failure(_mapping(given.get("failure"))),
        exports=_told_files(given.get("exports")),
        older=_told_files(given.get("older")),
    )


def _failure(given: Mapping[str, Any]) -> Failure | None:
    error, at, source, notebook = (_text(given.get(name)) for name in ("error", "at", "source", "notebook"))
    cell, tries = given.get("cell"), given.get("tries")
    return Failure(error, at, cell if type(cell) is int else 0, source, tries if type(tries) is int else 1,
                   notebook) if given else None  # fmt: skip


def _told_files(given: Any) -> dict[str, Mapping[str, Any]]:
    return {name: _mapping(about) for name, about in _mapping(given).items()}


def _edition(given: Mapping[str, Any]) -> Edition:
    names = ("version", "data", "newest_source", "notebook", "code", "scope", "libraries")
    texts: dict[str, Any] = {name: _text(given.get(name)) for name in names}
    tables = {name: _text(digest) for name, digest in _mapping(given.get("tables")).items()}
    return Edition(**texts, tables=tables, made_up=given.get("made_up") is True)


def _text(value: Any) -> str:
    """A text; half a character of a pair, which JSON can hold and no file can, becomes a question mark."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else []
