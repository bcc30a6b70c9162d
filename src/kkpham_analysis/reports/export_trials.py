"""Figures and tables that were handed on alone, made again: which are the same, and what others say now."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from kkpham_analysis.figures.sizes import SIZES
from kkpham_analysis.language import Words
from kkpham_analysis.reports.answers import Tell
from kkpham_analysis.reports.calls import SettledReport
from kkpham_analysis.reports.comparing import Moved
from kkpham_analysis.reports.export_names import folder_of, stem_of
from kkpham_analysis.reports.exports import FORMATS, exported
from kkpham_analysis.reports.given_time import given_again
from kkpham_analysis.reports.records import by_time, digest_of
from kkpham_analysis.reports.running import run_reports
from kkpham_analysis.reports.writing import Made

SAME, MOVED, MISSING, EDITED, DROPPED = "same", "moved", "missing", "edited", "dropped"
# Places of files, with what is recorded of each.
Files = Mapping[str, Mapping[str, Any]]
# The longest text that is compared line by line; a picture is another or not.
LONGEST_TEXT = 2_000_000


@dataclass(frozen=True)
class ExportsAgain:
    """The exports of a report as they come out now, by their places below its folder; `error` where they do not."""

    contents: Mapping[str, bytes] = field(default_factory=dict)
    error: str = ""


def exports_again(
    settled: Mapping[str, SettledReport],
    recorded: Mapping[str, Files],
    words: Words,
    *,
    tell: Tell,
) -> dict[str, ExportsAgain]:
    """Run reports once for each size that something was handed on at, and give what comes out by their labels.

    `recorded` are the places of what was handed on, with what is recorded of each.
    """
    found: dict[str, ExportsAgain] = {}
    for size in SIZES:
        asked = {label: replace(report, is_recorded=False, forms=()) for label, report in settled.items()
                 if _formats(recorded[label], size, report.language)}  # fmt: skip
        kept: dict[str, dict[str, bytes]] = {}

        def make(report: SettledReport, notebook: Any, size: str = size, kept: Any = kept) -> Made:
            wanted = _formats(recorded[report.label], size, report.language)
            stem = stem_of(report.html.stem, report.notebook.stem, int(report.parameters["award_year"]))
            start = f"{folder_of(size, report.language)}/{stem}-"
            files = kept.setdefault(report.label, {})
            for time, names in by_time(recorded[report.label]).items():
                with given_again(time):
                    made = exported(notebook, wanted, language=report.language, size=size)
                files |= {start + name: content for name, content in made.items() if start + name in names}
            return Made()

        results = run_reports(list(asked.values()), on_progress=tell, words=words, make=make, figures=size)
        for label, result in zip(asked, results, strict=True):
            before = found.get(label, ExportsAgain())
            contents = {**before.contents, **kept.get(label, {})}
            found[label] = ExportsAgain(contents, before.error or result.error)
    return found


def _formats(names: Collection[str], size: str, language: str) -> list[str]:
    """The formats that something of a report was handed on in at a size."""
    start = f"{folder_of(size, language)}/"
    endings = {name.rpartition(".")[2] for name in names if name.startswith(start)}
    return [name for name in FORMATS if name in endings]


def export_states(recorded: Files, again: ExportsAgain, folder: Path) -> dict[str, str]:
    """What became of each export: one of the states above; `dropped` is no longer made, whatever lies there."""
    return {
        name: file_state(folder / name, again.contents[name], recorded[name].get("sha256"))
        if name in again.contents
        else DROPPED
        for name in recorded
    }


def file_state(file: Path, again: bytes, made: object) -> str:
    """Whether a file is what comes out again; if not, whether it is what was made (by its digest) or was edited."""
    if not file.is_file():
        return MISSING
    content = file.read_bytes()
    if content == again:
        return SAME
    return MOVED if digest_of(content) == made else EDITED


def texts_moved(states: Mapping[str, str], again: ExportsAgain, folder: Path) -> list[Moved]:
    """What captions and tables that moved say now, and what they said."""
    moved: list[Moved] = []
    for name in (name for name, state in states.items() if state == MOVED):
        old, new = (folder / name).read_bytes(), again.contents[name]
        told = {".txt": _lines_moved, ".csv": _cells_moved}.get(Path(name).suffix)
        if told and max(len(old), len(new)) <= LONGEST_TEXT:
            moved += told(name, *(content.decode("utf-8-sig", "replace") for content in (old, new)))
    return moved


def _lines_moved(name: str, old: str, new: str) -> Iterator[Moved]:
    pairs = zip_longest(old.splitlines(), new.splitlines(), fillvalue="")
    for number, (was, now) in enumerate(pairs, start=1):
        if was != now:
            yield Moved("export", name, str(number), "", was, now)


def _cells_moved(name: str, old: str, new: str) -> Iterator[Moved]:
    before, after = _cells(old), _cells(new)
    for row, column in [*after, *(key for key in before if key not in after)]:
        was, now = before.get((row, column), ""), after.get((row, column), "")
        if was != now:
            yield Moved("export", name, row, column, was, now)


def _cells(text: str) -> dict[tuple[str, str], str]:
    """Every cell of a table by the first cell of its row and its heading; of equal rows the last."""
    rows: Sequence[list[str]] = list(csv.reader(text.splitlines()))
    head = rows[0] if rows else []
    return {(row[0], column): cell for row in rows[1:] if row for column, cell in zip(head, row, strict=False)}
