"""What is recorded of a report beside it: what it says, from what and when it was made, and what stopped its last run.

A record may be written by anybody, so it is read as what it is: texts and numbers, never a path to follow.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.reports.document import Document
from kkpham_analysis.reports.given_time import given_time, stamped
from kkpham_analysis.reports.product import version_now
from kkpham_analysis.tables.editions import data_digest, newest_source
from kkpham_analysis.tables.files.whole_files import write_whole

if TYPE_CHECKING:
    from kkpham_analysis.reports.calls import SettledReport

# The number counts up when a record gets other keys.
FORMAT = 1
LARGEST_FILE = 200_000


@dataclass(frozen=True)
class Edition:
    """What a report was made from: the version of the package, the data, and the notebook, each by what tells it apart.

    `data` is `data_digest`, `newest_source` the date of the newest source, `notebook` a digest of its file.
    """

    version: str = ""
    data: str = ""
    newest_source: str = ""
    notebook: str = ""


@dataclass(frozen=True)
class Failure:
    """What stopped the last run of a report, and when."""

    error: str
    at: str


@dataclass(frozen=True)
class Record:
    """A report: what was asked for, what it says, its files, what it was made from, and what stopped its last run.

    `made_at` and what belongs to it is of the last good run, empty where there was none; `failure` is of the last run.
    `forms` gives the size and the digest of each file by its form, `facts` the first figures of the page with their
    labels, which say how well they are known; `sources` is how many sources it lists. `exports` are figures and tables
    that were handed on alone, by their places below the folder of the report. `newest_source` is the day of the newest
    source that the report lists; that of all the data is in `made_from`. `typed` are the folders that were typed before
    the command that made it: its pages print them.
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


def edition_now(data_dir: Path | str | None = None) -> Edition:
    """The version and the data of now; the notebook is for each report to add."""
    digest = data_digest(data_dir)
    return Edition(version_now(), digest, newest_source(data_dir) if digest else "")


def edition_of(report: SettledReport, edition: Edition) -> Edition:
    """The edition of a report, with its notebook."""
    return replace(edition, notebook=digest_of(report.notebook.read_bytes()))


def now() -> str:
    """The time as `SOURCE_DATE_EPOCH` says it, else by the clock, in UTC: 2023-12-19T08:30:00Z."""
    return stamped(given_time() or dt.datetime.now(dt.UTC))


def digest_of(content: bytes) -> str:
    """What tells the content of a file apart from any other."""
    return hashlib.sha256(content).hexdigest()


def record_of(
    report: SettledReport, document: Document, contents: Mapping[str, bytes], *, finding: str, edition: Edition,
    exports: Mapping[str, bytes] | None = None, with_more: Mapping[str, Mapping[str, Any]] | None = None,
) -> Record:  # fmt: skip
    """The record of a report that was made, with the content of its files by form.

    Forms and exports of an earlier run stay among them where they are still there and were made from the same.
    `with_more` is what else some forms were made with, such as the template of slides.
    """
    earlier = last_record(report)
    made_from = edition_of(report, edition)
    kept = earlier if earlier and earlier.made_from == made_from else Record("", "")
    there = {form: about for form, about in kept.forms.items() if report.html.with_suffix(f".{form}").is_file()}
    beside = {name: about for name, about in kept.exports.items() if (report.html.parent / name).is_file()}
    written = {form: _told_of(content) | dict((with_more or {}).get(form, {})) for form, content in contents.items()}
    exported = {name: _told_of(content) for name, content in (exports or {}).items()}
    head = document.head
    facts: list[tuple[str, str]] = next((block["facts"] for block in document.of("facts")), [])
    return replace(
        asked(report),
        title=head["title"],
        note=head["note"],
        finding=finding,
        facts=tuple((value, label) for value, label in facts),
        marks=document.marks,
        sources=len(document.listed_sources),
        forms={**there, **written},
        made_from=made_from,
        made_at=now(),
        exports=dict(sorted({**beside, **exported}.items())),
        newest_source=max((block.get("newest", "") for block in document.of("sources")), default=""),
    )


def _told_of(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "sha256": digest_of(content)}


def failed_record(report: SettledReport, error: str) -> Record:
    """The record of a report whose run failed: what is known of its last good run stays."""
    return replace(last_record(report) or asked(report), failure=Failure(error, now()))


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
    """Whether a page is there that was made of facts alone: one of made-up rows must not take its place."""
    earlier = last_record(report)
    if earlier is None or not earlier.made_at or earlier.marks:
        return False
    return any(report.html.with_suffix(f".{form}").is_file() for form in earlier.forms)


def as_bytes(record: Record) -> bytes:
    """A record as it is written."""
    return (json.dumps({"record": FORMAT, **asdict(record)}, ensure_ascii=False, indent=1) + "\n").encode()


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
    failure, made_from = _mapping(given.get("failure")), _mapping(given.get("made_from"))
    return Record(
        **texts,
        award_year=year if type(year) is int and 0 < year < 10_000 else None,
        parameters=_mapping(given.get("parameters")),
        places={_text(code): _text(name) for code, name in _mapping(given.get("places")).items()},
        facts=tuple((_text(pair[0]), _text(pair[1])) for pair in _list(given.get("facts")) if len(_list(pair)) == 2),
        marks=tuple(text for mark in _list(given.get("marks")) if (text := _text(mark))),
        sources=sources if type(sources) is int else 0,
        forms={form: _mapping(about) for form, about in _mapping(given.get("forms")).items()},
        made_from=Edition(**{name: _text(made_from.get(name)) for name in Edition.__dataclass_fields__}),
        failure=Failure(_text(failure.get("error")), _text(failure.get("at"))) if failure else None,
        exports={name: _mapping(about) for name, about in _mapping(given.get("exports")).items()},
    )


def _text(value: Any) -> str:
    """A text; half a character of a pair, which JSON can hold and no file can, becomes a question mark."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else []
