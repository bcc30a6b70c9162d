"""What the site says of each report, from its record; where its files are, only the folder itself says."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kkpham_analysis.figures.sizes import SIZES
from kkpham_analysis.language import LANGUAGES, Words, phrases
from kkpham_analysis.reports.citing import LIST_OF_SOURCES
from kkpham_analysis.reports.export_names import folder_of, stem_of
from kkpham_analysis.reports.forms import FORMS
from kkpham_analysis.reports.notebooks import notebook_of
from kkpham_analysis.reports.records import Edition, Record, noted_beside, read_record
from kkpham_analysis.reports.site.places import SitePlaces
from kkpham_analysis.reports.writing import STOPPED
from kkpham_analysis.tables.markings import SYNTHETIC

# The endings of files that are one click away, as they are listed.
LISTED = (*FORMS, "ipynb")
READ_FIRST = tuple(form for form in LISTED if form != "ipynb")
# In the order of their texts within a round; others after them.
KIND = re.compile(r"site\.kind_(\w+)")
KINDS = tuple(kind[1] for kind in map(KIND.fullmatch, phrases()) if kind)
SHORT_DIGEST = 8
# What may have changed beside the data.
CAUSES = ("version", "libraries", "notebook")


@dataclass(frozen=True)
class Found:
    """A report that is there: its label, its record, and its files with their addresses on the page and sizes.

    `exports` are its figures and tables that were handed on alone, by their size: what each is called, address, size.
    `older` are forms and exports that lie there too, but were not made with what the record tells of: what each is
    called (a form, or the place of an export), address, size, and when it was made, empty where that is not recorded.
    `stopped` is the address of the notebook of a run that failed, as far as it was executed; empty where there is none.
    """

    label: str
    record: Record
    files: Mapping[str, tuple[str, int]]
    exports: Mapping[str, Sequence[tuple[str, str, int]]] = field(default_factory=dict)
    older: Sequence[tuple[str, str, int, str]] = ()
    stopped: str = ""

    @property
    def older_names(self) -> list[str]:
        """What is older, by its names in a record."""
        return [name for name, *_ in self.older]


def found_in(out: Path) -> tuple[list[Found], list[str]]:
    """The reports of a folder, the newest first, and the labels of records that cannot be read."""
    found, unreadable = [], []
    for folder in sorted(path for path in out.glob("*/*") if path.is_dir()):
        sizes = {entry.name: entry.stat().st_size for entry in _files(folder)}
        for name in sorted(name for name in sizes if name.endswith(".json") and not name.startswith(".")):
            stem = name.removesuffix(".json")
            label = "/".join((*folder.parts[-2:], stem))
            try:
                record = read_record(folder / name)
            except (OSError, ValueError):
                unreadable.append(label)
            else:
                files, exports = _addresses(folder, stem, sizes), _exports(folder, stem, record)
                stopped = f"{_address(folder, stem)}{STOPPED}" if record.failure and stem + STOPPED in sizes else ""
                found.append(replace(_found(label, record, files, exports), stopped=stopped))
    return sorted(sorted(found, key=_order), key=_newest, reverse=True), unreadable


def _found(
    label: str, record: Record, files: Mapping[str, tuple[str, int]], exports: Mapping[str, Mapping[str, Any]]
) -> Found:
    """A report with its files: those that its record tells of, and others that bear its name."""

    def made_at(name: str) -> str:
        return str(record.older.get(name, {}).get("made_at", ""))

    older = [(form, *file, made_at(form)) for form, file in files.items() if form not in record.forms]
    older += [(place, *file[1:], made_at(place)) for places in exports.values() for place, file in places.items()
              if place not in record.exports]  # fmt: skip
    there = {size: [file for place, file in places.items() if place in record.exports]
             for size, places in exports.items()}  # fmt: skip
    return Found(label, record, {form: file for form, file in files.items() if form in record.forms},
                 {size: listed for size, listed in there.items() if listed}, older)  # fmt: skip


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry for entry in entries if entry.is_file())
    except OSError:
        return


def _addresses(folder: Path, stem: str, sizes: Mapping[str, int]) -> dict[str, tuple[str, int]]:
    """Files beside a record that bear its name: their places are not taken from the record, whoever wrote that."""
    base = _address(folder, stem)
    return {form: (f"{base}.{form}", sizes[f"{stem}.{form}"]) for form in LISTED if f"{stem}.{form}" in sizes}


def _address(folder: Path, stem: str) -> str:
    """The address of what bears the name of a report, without an ending."""
    return "/".join(quote(os.fsencode(part), safe="") for part in (*folder.parts[-2:], stem))


def _exports(folder: Path, stem: str, record: Record) -> dict[str, dict[str, tuple[str, str, int]]]:
    """Figures and tables in the folders of the sizes that bear the name of a report, as they lie there, by place."""
    handed_on = notebook_of(record.notebook).handed_on
    if not handed_on or record.language not in LANGUAGES or record.award_year is None:
        return {}
    start = f"{stem_of(stem, record.notebook, record.award_year)}-"
    found = {}
    for size in SIZES:
        beside = folder / folder_of(size, record.language)
        sizes = {entry.name: entry.stat().st_size for entry in _files(beside) if entry.name.startswith(start)}
        base = "/".join(quote(os.fsencode(part), safe="") for part in beside.parts[-3:])
        found[size] = {
            f"{beside.name}/{name}": (
                name.removeprefix(start), f"{base}/{quote(os.fsencode(name), safe='')}", sizes[name]
            )
            for name in sorted(sizes)
        }  # fmt: skip
    return found


def _newest(found: Found) -> tuple[bool, int, str]:
    """What spans all rounds, then the newest round, and in it what was made last."""
    year = found.record.award_year
    failure = found.record.failure
    return year is None, year or 0, max(found.record.made_at, failure.at if failure else "")


def _order(found: Found) -> tuple[int, str]:
    kind = found.record.notebook
    return KINDS.index(kind) if kind in KINDS else len(KINDS), found.label


def entry_of(
    found: Found,
    places: SitePlaces,
    *,
    now: Edition,
    rounds: Collection[int] | None = None,
    handed_in: Collection[int] = (),
    notebooks: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What the page says of a report, as plain values; what it is held against as for `is_gone` and `outdated_by`."""
    record = found.record
    read = next((found.files[form][0] for form in READ_FIRST if form in found.files), "")
    codes = [code for code in record.places if code]
    return {
        "label": found.label,
        "stem": found.label.rpartition("/")[2],
        "kind": record.notebook,
        "round": record.award_year,
        "language": record.language,
        "title": _title(record),
        "note": record.note,
        "facts": [list(pair) for pair in record.facts],
        "marks": list(record.marks),
        "explored": notebook_of(record.notebook).explored,
        "trial": bool(record.parameters.get("rule")),
        "places": codes,
        "province": places.province_of(codes, record.award_year),
        "href": read,
        "forms": [[form, href, size] for form, (href, size) in found.files.items()],
        "exports": [[size, [list(file) for file in files]] for size, files in found.exports.items()],
        "older": [list(file) for file in found.older],
        "sources": _sources_at(found, read) if record.sources else "",
        "failed": _stopped(found),
        "stale": is_stale(record, now),
        "outdated": outdated_by(record, now, notebooks or {}),
        "gone": is_gone(record, now, rounds, handed_in),
        **_made(record),
    }


def _made(record: Record) -> dict[str, str]:
    """When a report was made, by which version, and from what."""
    made_from = record.made_from
    return {"made": record.made_at, "version": made_from.version, "data": made_from.data[:SHORT_DIGEST],
            "newest": record.newest_source}  # fmt: skip


def _stopped(found: Found) -> dict[str, str] | None:
    """What stopped the last run of a report, when, and where its notebook lies; None where nothing did."""
    failure = found.record.failure
    return {"error": failure.error, "at": failure.at, "notebook": found.stopped} if failure else None


def _title(record: Record) -> str:
    """What a report found; one to look around in says that it is one, for the page it is about found the same."""
    if not notebook_of(record.notebook).explored or not record.title or record.language not in LANGUAGES:
        return record.title
    return Words(record.language).phrase("site.explored", title=record.title)


def _sources_at(found: Found, read: str) -> str:
    """Where the sources are listed: at their place on the page; without one, in whatever is read instead."""
    page = found.files.get("html", ("", 0))[0]
    return f"{page}#{LIST_OF_SOURCES}" if page else read


def is_stale(record: Record, now: Edition) -> bool:
    """Whether a report was made from other data than there are now, in a table that it read; not where that is unknown.

    A report of made-up data is of a folder of its own: to run it again with the present ones makes another report.
    """
    made_from = record.made_from
    return SYNTHETIC not in record.marks and bool(now.data and made_from.data) and made_from.has_other_data(now)


def outdated_by(record: Record, now: Edition, notebooks: Mapping[str, str]) -> list[str]:
    """What is another now than when a report was made, beside the data: of `CAUSES`; what is not known is none.

    `notebooks` are the digests of those there are; one that slides show counts too. A report of made-up data is never
    called out of date, as `is_stale`.
    """
    made_from = record.made_from
    if SYNTHETIC in record.marks or not record.made_at:
        return []
    notebook = notebooks.get(record.notebook, "") if made_from.notebook else ""
    version = now.version if made_from.version else ""
    known = replace(now, notebook=notebook or made_from.notebook, version=version)
    causes = made_from.causes(known)
    beside = noted_beside(record.forms)
    if any(notebooks.get(name, digest) != digest for name, digest in beside.items()):
        causes.append("notebook")
    return [cause for cause in CAUSES if cause in causes]


def is_gone(record: Record, now: Edition, rounds: Collection[int] | None, handed_in: Collection[int] = ()) -> bool:
    """Whether a report is of a round that it can say nothing of now: to run it again would not bring it up to date.

    `rounds` are those that any claim speaks of, where known; for those `handed_in` the list may still be awaited.
    """
    about = notebook_of(record.notebook)
    if rounds is None or record.award_year is None or about.of_submissions:
        return False
    told = {*rounds, *handed_in} if about.of_awaited else rounds
    return record.award_year not in told and is_stale(record, now)
