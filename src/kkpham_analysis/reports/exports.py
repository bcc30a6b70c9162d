"""Figures and tables of a report, each alone in a file: for slides, letters and pages of others."""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kkpham_analysis.figures.picture import MIME
from kkpham_analysis.figures.sizes import SIZES
from kkpham_analysis.language import Words
from kkpham_analysis.reports import citing, forms
from kkpham_analysis.reports.answers import Answer, Tell
from kkpham_analysis.reports.calls import CallError, CallFault, SettledReport
from kkpham_analysis.reports.document import Document, document_of, said_source
from kkpham_analysis.reports.export_names import folder_of, stem_of, table_name
from kkpham_analysis.reports.requests import Project, reports_answer, round_calls
from kkpham_analysis.reports.writing import Made
from kkpham_analysis.tables.files.spreadsheet_texts import kept_as_text

FORMATS = ("png", "svg", "xlsx", "csv")
# One text stands beside both, so that its command makes both.
DRAWN = FORMATS[:2]
# Figures that show other rounds than that of their report.
OVER_ROUNDS = ("share_history", "national_history", "streak_matrix", "streak_map", "evidence_matrix")


def export_answer(
    project: Project,
    words: Words,
    *,
    year: int,
    provinces: Sequence[str] = (),
    to: str = "png,svg",
    size: str = "16:9",
    folder: Path | None = None,
    dry_run: bool = False,
    tell: Tell,
) -> Answer:
    """Run the report of the country or of each province with figures of a size, and write these and its tables.

    Raises
    ------
    CallError
        When there is no such format or size, or the packages are missing that a format needs.
    """
    wanted = tuple(dict.fromkeys(name.strip().lower() for name in to.split(",")))
    faults = [CallFault("call.no_format", {"name": name, "known": FORMATS}) for name in wanted if name not in FORMATS]
    if size not in SIZES:
        faults.append(CallFault("export.no_size", {"name": size, "known": tuple(SIZES)}))
    if faults:
        raise CallError(*faults)
    if "xlsx" in wanted:
        forms.module_of("xlsx")
    calls = round_calls(project, words, year=year, provinces=provinces)

    def placed(report: SettledReport) -> SettledReport:
        target = folder.resolve() if folder else report.html.parent / folder_of(size, report.language)
        stem = target / stem_of(report.html.stem, report.notebook.stem, year)
        return replace(report, targets={name: Path(f"{stem}-*.{name}") for name in wanted}, is_recorded=not folder)

    def make(report: SettledReport, notebook: Any) -> Made:
        target = next(iter(report.files.values())).parent
        stem = stem_of(report.html.stem, report.notebook.stem, year)
        files = exported(notebook, wanted, language=report.language, size=size)
        return Made({target / f"{stem}-{name}": content for name, content in files.items()})

    return reports_answer(project, calls, words, dry_run=dry_run, tell=tell, placed=placed, make=make, figures=size)


def exported(notebook: Any, wanted: Sequence[str], *, language: str, size: str) -> dict[str, bytes]:
    """Every figure and table of an executed notebook in the formats wanted, by the end of its file's name.

    Parameters
    ----------
    notebook : NotebookNode
        With its outputs, its figures drawn at a size.
    wanted : sequence of str
        Some of `FORMATS`. Beside a figure there is a text with what is written under it.
    language : str
        The language of the report.
    size : str
        The size that its figures are drawn at, by its name.
    """
    document = document_of(notebook, language=language)
    return {**_figures(notebook, document, wanted, size), **_tables(notebook, document, wanted, size)}


def _figures(notebook: Any, document: Document, wanted: Sequence[str], size: str) -> dict[str, bytes]:
    """Every figure in the formats wanted, and what to write under it."""
    if not {*DRAWN} & set(wanted):
        return {}
    words, files = document.words, {}
    document = document.made_as("figure", by="export", options=_options(DRAWN, size))
    taken: list[str] = []
    for drawn, about in _drawn(notebook):
        name = _kind(str(about["name"]), words)
        taken.append(name)
        if (number := taken.count(name)) > 1:
            name = f"{name}-{number}"
        if "png" in wanted:
            files[f"{name}.png"] = base64.b64decode(drawn["png"])
            files[f"{name}-{words.phrase('export.screen')}.png"] = base64.b64decode(drawn["screen"])
        if "svg" in wanted:
            files[f"{name}.svg"] = drawn["svg"].encode()
        files[f"{name}.txt"] = _caption(about, document).encode()
    return files


def _options(formats: Sequence[str], size: str) -> str:
    """What the command is given to write these formats again."""
    return f"--to {','.join(formats)} --size {size}"


def _drawn(notebook: Any) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    """The figures of an executed notebook that were drawn to be handed on, each with what it says."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                yield output.data[MIME], dict(output.metadata.get("image/png", {}))


def _kind(name: str, words: Words) -> str:
    """What a figure shows, as part of a file's name; of one that is not ours, what draws it.

    >>> _kind("coverage_bars", Words("en")), _kind("of_my_own", Words("en"))
    ('coverage-by-right', 'of-my-own')
    """
    return words.phrase_or(f"export.{name}", name.replace("_", "-"))


def _caption(about: dict[str, Any], document: Document) -> str:
    """Title, measure, alternative text, sources, and how to cite, each under its heading."""
    words, head = document.words, document.head
    marks = [words.phrase(f"marks.{mark}_said") for mark in document.marks]
    newest = max((str(block["newest"]) for block in document.of("sources")), default="")
    undated = sum(int(block.get("undated", 0)) for block in document.of("sources"))
    cite = citing.as_cited(str(about["title"]), head["eyebrow"] or head["title"], words, document.marks,
                          newest=newest, undated=undated)  # fmt: skip
    parts = {
        "title": [*marks, str(about["title"]), str(about["caption"])],
        "alt": [str(about["alt"])],
        "sources": [*_how_to_read(about, document), *_sources(about, document)],
        "citing": [cite, *(f"{block['text']} {block['command']}" for block in document.of("how_to"))],
    }
    return "\n\n".join(
        "\n".join([words.phrase(f"export.{name}"), *(text for text in texts if text)]) for name, texts in parts.items()
    ) + "\n"  # fmt: skip


def _how_to_read(about: dict[str, Any], document: Document) -> list[str]:
    """What a report says last, as far as it is of this figure; of one over rounds, what stands above it there.

    Whose boundaries are drawn is no matter beside a figure that is no map.
    """
    is_over, is_map = about["name"] in OVER_ROUNDS, str(about["name"]).endswith("_map")
    left_out = {"others"} if is_map else {"others", "boundaries"}
    of_all = {"denominator": document.words.phrase("export.denominator_of_rounds")} if is_over else {}
    kept = [[of_all.get(kind, text) for kind, text in part if kind not in left_out] for part in document.last_parts]
    said = [" ".join(text for text in part if text) for part in kept]
    above = document.words_above(str(about["alt"])) if is_over else []
    return [*above, *(paragraph for paragraph in said if paragraph)]


def _sources(about: dict[str, Any], document: Document) -> list[str]:
    """Sources of a figure as lines; those of other rounds only of one that shows these."""
    groups = [group for block in document.of("sources") for group in block["groups"]]
    lines: list[str] = []
    for group in groups if about["name"] in OVER_ROUNDS else groups[:1]:
        lines += [f"{group['heading']}:"] if group["heading"] else []
        lines += map(said_source, group["sources"])
    return lines


def _tables(notebook: Any, document: Document, wanted: Sequence[str], size: str) -> dict[str, bytes]:
    """All tables in one workbook, and each as CSV."""
    files, name = {}, document.words.phrase("export.table")
    if "xlsx" in wanted:
        options = _options(["xlsx"], size)
        files[f"{name}.xlsx"] = forms.module_of("xlsx").written(notebook, language=document.language, by="export",
                                                                options=options)  # fmt: skip
    if "csv" in wanted:
        listed, tables = document.words.phrase("export.list_of_sources"), list(document.of("table"))
        taken = [listed]
        for block in tables:
            taken.append(table_name(str(block["title"]), taken, document.words))
            files[f"{taken[-1]}.csv"] = _csv(block, document.words)
        if any("sources" in cell for block in tables for row in block["rows"] for cell in row):
            files[f"{listed}.csv"] = _sources_csv(document)
    return files


def _sources_csv(document: Document) -> bytes:
    """The sources with their numbers, which tables have in a column."""
    words = document.words
    headings = [words.phrase(f"book.column_{name}") for name in ("number", "title", "publisher", "address", "group")]
    rows = [
        [source["number"], source["title"], source["said"], source["url"], heading or words.phrase("book.group_report")]
        for block in document.of("sources")
        for heading, sources in ((group["heading"], group["sources"]) for group in block["groups"])
        for source in sources
    ]
    return _written([headings, *rows])


def _csv(block: dict[str, Any], words: Words) -> bytes:
    """Values of a table under its headings; each row says what must be said of it, and why cells have no figure."""
    marks = [words.phrase(f"marks.{mark}") for mark in block["marks"]]
    headings = [column["heading"] for column in block["data"]["columns"]]
    told = [_without_gaps(block, place, words) for place in range(len(block["data"]["rows"]))]
    has_empty = any(why for _, why in told)
    more = [words.phrase("export.empty_cells")] if has_empty else []
    said = ["; ".join(marks)] if marks else []
    rows = [[*row, *([why] if has_empty else []), *said] for row, why in told]
    return _written([[*headings, *more, *([words.phrase("export.marks")] if marks else [])], *rows])


def _written(rows: Iterable[Iterable[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_plain(value) for value in row] for row in rows)
    # With its mark, spreadsheets read it as UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _without_gaps(block: dict[str, Any], place: int, words: Words) -> tuple[list[Any], str]:
    """A row whose texts are all there, as the page has them; and what the page says where it has no figure."""
    of = [column["name"] for column in block["columns"]]
    shown = {name: str(cell["text"]) for name, cell in zip(of, block["rows"][place], strict=True)}
    row, why = [], []
    for column, value in zip(block["data"]["columns"], block["data"]["rows"][place], strict=True):
        text = shown[column["of"]]
        is_gap = value is None
        row.append(text if is_gap and column["kind"] == "text" else value)
        if is_gap and column["kind"] != "text":
            why.append(words.phrase("export.empty_cell", heading=column["heading"], text=text))
    return row, "; ".join(why)


def _plain(value: Any) -> Any:
    """A value as it is stored; a text that a spreadsheet would run gets a sign before it, with which it stays text.

    >>> _plain("=1+1"), _plain(-3), _plain(None)
    ("'=1+1", -3, '')
    """
    if value is None:
        return ""
    return kept_as_text(value) if isinstance(value, str) else value
