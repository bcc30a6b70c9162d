"""The files of a report: each is whole or not at all, and they take their places in a given order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from kkpham_analysis.language.errors import SaidError
from kkpham_analysis.reports import records
from kkpham_analysis.reports.calls import CallError, CallFault, SettledReport
from kkpham_analysis.tables.files.whole_files import NO_ROOM, write_beside, write_whole
from kkpham_analysis.tables.storing import to_disk

# The ending of the notebook of a report that was stopped.
STOPPED = ".failed.ipynb"
# What papermill notes by the clock, of a notebook and of each cell.
TIMES = ("start_time", "end_time", "duration")


class PartMissingError(SaidError):
    """A part of a report could not be made: it says which, and why."""


@dataclass(frozen=True)
class Made:
    """What is written of a report: its files with their content, and of some forms with what else they were made.

    `tables` are those that the files rest on beside the ones that the notebook read.
    """

    contents: Mapping[Path, bytes] = field(default_factory=dict)
    with_more: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    tables: Collection[str] = ()


# From a report and its executed notebook to its files.
Make = Callable[[SettledReport, Any], Made]


def note_tables(notebook: Any, names: Collection[str]) -> None:
    """Write into an executed notebook which tables it has read."""
    notebook.metadata["kkpham"] = {"tables": sorted(set(names))}


def tables_of(notebook: Any) -> list[str]:
    """The tables that an executed notebook has read; none where that was not noted."""
    return list(notebook.metadata.get("kkpham", {}).get("tables", []))


def without_times(notebook: Any) -> Any:
    """An executed notebook but for when its cells ran, and how long: what is left is the same in every run."""
    timeless = deepcopy(notebook)
    for part in (timeless, *timeless.cells):
        part.metadata.pop("execution", None)
        for name in TIMES:
            part.metadata.get("papermill", {}).pop(name, None)
    return timeless


def forms_made(report: SettledReport, notebook: Any) -> Made:
    """The forms of a report, and its executed notebook."""
    import nbformat

    from kkpham_analysis.reports.forms import written

    writes: Any = nbformat.writes
    forms = {form: written(form, notebook, language=report.language) for form in report.forms}
    forms["ipynb"] = writes(without_times(notebook)).encode()
    return Made({report.files[form]: content for form, content in forms.items()})


def failed_notebook(report: SettledReport) -> Path:
    """Where the notebook of a report that failed is kept for reading, as far as it was executed."""
    return report.html.with_suffix(STOPPED)


def keep_notebook(report: SettledReport, notebook: Any) -> Path:
    """Write the notebook of a report that failed beside it, as far as it was executed, with the times of its cells.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    import nbformat

    path = failed_notebook(report)
    notebook.metadata.papermill.update(input_path=report.notebook.name, output_path=path.name)
    writes: Any = nbformat.writes
    write_whole(path, writes(notebook).encode())
    return path


def refuse_twice(reports: Sequence[SettledReport]) -> None:
    """Refuse reports of which two would write the same file.

    Raises
    ------
    CallError
        With all such files.
    """
    counts = Counter(str(report.html) for report in reports)
    if twice := sorted(file for file, count in counts.items() if count > 1):
        raise CallError(CallFault("call.twice", {"files": tuple(twice)}))


def refuse_unwritable(reports: Sequence[SettledReport]) -> None:
    """Find out before a kernel starts, which takes seconds, whether its report can be written.

    Raises
    ------
    CallError
        With all folders and files that are in the way.
    """
    faults = []
    for folder in sorted({target.parent for report in reports for target in report.files.values()}):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=folder):
                pass
        except OSError as error:
            # What is full may have room again, or another report may have a disk of its own.
            if error.errno not in NO_ROOM:
                faults.append(CallFault("call.unwritable", {"path": folder}))
    targets = [target for report in reports for target in (*report.files.values(), report.record)]
    faults += [CallFault("call.in_the_way", {"path": target}) for target in targets if target.is_dir()]
    if faults:
        raise CallError(*faults)


def write_report(
    report: SettledReport, notebook: Any, made: Made, *, finding: str, edition: records.Edition
) -> dict[Path, int]:
    """Write the files that were made of a report, with its record; gives their sizes."""
    from kkpham_analysis.reports.document import document_of

    contents = dict(made.contents)
    if report.is_recorded:
        document = document_of(notebook, language=report.language)
        read = tables_of(notebook)
        tables = [*read, *made.tables] if read else []
        forms, exports = _apart(report, made.contents)
        record = records.record_of(report, document, forms, finding=finding, edition=edition, exports=exports,
                                   with_more=made.with_more, tables=tables)  # fmt: skip
        contents[report.record] = records.as_bytes(record)
    write_in_order(contents)
    return {path: len(content) for path, content in made.contents.items()}


def _apart(report: SettledReport, contents: Mapping[Path, bytes]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The forms of a report by their endings, and its other files by their places below its folder."""
    folder = report.html.parent
    forms = {path.suffix[1:]: content for path, content in contents.items() if path.with_suffix(".html") == report.html}
    others = {path: content for path, content in contents.items() if path.with_suffix(".html") != report.html}
    return forms, {path.relative_to(folder).as_posix(): content for path, content in others.items()}


def write_in_order(contents: Mapping[Path, bytes]) -> None:
    """Write all files beside their targets first, then move them there, one after the other.

    Where one cannot be written, as on a full disk, all stay as they were. A program that is killed while it moves them
    leaves the first ones new and the others old, each of them whole: so the one that tells of the others comes last.
    """
    parts: dict[Path, Path] = {}
    try:
        for target, content in contents.items():
            parts[target] = write_beside(target, content)
        for target, part in parts.items():
            part.replace(target)
        for folder in {target.parent for target in parts}:
            to_disk(folder)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
