"""The page of an executed notebook: one file that fetches nothing, and runs no script but those of this package."""

from __future__ import annotations

import base64
import hashlib
import threading
from collections.abc import Iterable
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from kkpham_analysis.figures import colours
from kkpham_analysis.language import Words
from kkpham_analysis.reports import citing
from kkpham_analysis.reports.document import HIDDEN_TAGS, document_of
from kkpham_analysis.reports.forms.pictures import is_tall, light_png
from kkpham_analysis.reports.marking import banner

FONTS = {"Inter-Regular": 400, "Inter-SemiBold": 600, "Inter-Bold": 700}
# Scripts of the page, each with what has to be on a page that takes it.
SCRIPTS = {"tables": "data-sort=", "explorer": 'class="explorer"'}
_WRITING = threading.Lock()
SHOWN_FIRST = ["text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain"]


def page_html(notebook: Any, *, language: str) -> str:
    """Write the page of an executed notebook.

    Parameters
    ----------
    notebook : NotebookNode
        With its outputs. Cells tagged `parameters`, `setup` or `notes` are not shown, nor is anything written to
        stderr; the title is that of the document: the finding, and what the page is about. Where a table or a
        figure says that its rows are made up, the page says so in its title, in a banner at its top, and on every
        printed sheet.
    language : str
        The language of the page.

    Returns
    -------
    str
        The HTML, with style, fonts and figures inside.
    """
    document = document_of(notebook, language=language)
    words, marks, eyebrow = document.words, document.marks, document.head["eyebrow"]
    said = [words.phrase(f"marks.{mark}") for mark in marks]
    page = {
        "language": language,
        "title": " · ".join([document.title, *([eyebrow] if eyebrow else [])]),
        "banner": banner(marks, words),
        "mark": said[0] if said else "",
        "style": _style(*(words.phrase(f"page.{word}") for word in ("table", "figure", "sideways"))),
        "code": words.phrase("page.code"),
        "figure": words.phrase("page.figure"),
        "sources": words.phrase("column.sources"),
        "listed": partial(_listed, words),
        "numbers": {
            name: number for block in document.of("sources") for name, number in block.get("numbers", {}).items()
        },
        "hints": {
            "": words.phrase("page.swipe_figure"),
            "whole": words.phrase("page.enlarge_figure"),
            "latest": words.phrase("page.swipe_to_earlier"),
        },
        "hidden": HIDDEN_TAGS,
        "scripts": (scripts := _scripts(notebook)),
        "policy": policy_of(scripts),
        "said": _said(words),
    }
    with _WRITING:
        body, _ = _exporter().from_notebook_node(notebook, resources={"page": page})
    return str(body)


def _listed(words: Words, numbers: Iterable[int], sources: Iterable[str]) -> str:
    """How many sources of a figure the page lists, and of how many: its last line counts them all."""
    listed, every = len(set(numbers)), len(set(sources))
    key = "page.listed" if listed == every else "page.listed_of"
    return words.phrase(key, count=listed, all=every)


def written(notebook: Any, *, language: str) -> bytes:
    """The page of an executed notebook, as it is stored."""
    return page_html(notebook, language=language).encode()


@cache
def _exporter() -> Any:
    """What writes pages, one at a time; its template is read once, which takes longer than to fill it in."""
    from traitlets.config import Config

    from kkpham_analysis.reports.forms.page_exporter import PageExporter

    # The exporter carries no types.
    exporter: Any = cast(Any, PageExporter)(
        config=Config({"NbConvertBase": {"display_data_priority": SHOWN_FIRST}}),
        template_name="page",
        extra_template_basedirs=[str(_template_folder())],
    )
    exporter.register_filter("light_png", light_png)
    exporter.register_filter("is_tall", is_tall)
    exporter.register_filter("links_to_runs", citing.links_to_runs)
    exporter.register_filter("text_base64", lambda text: base64.b64encode(text.encode()).decode())
    return exporter


def _template_folder() -> Path:
    return Path(str(files("kkpham_analysis.reports"))) / "template"


def _said(words: Words) -> dict[str, str]:
    """Give what scripts say; a script puts the numbers in."""
    rows = words.phrase("page.rows", shown="{shown}", all="{all}")
    return {"filter": words.phrase("page.filter"), "rows": rows, "all": words.phrase("page.all")}


def _scripts(notebook: Any) -> list[str]:
    """Give the scripts that the page takes: those that have something to do on it."""
    shown = "".join(
        str(output.get("data", {}).get("text/html", ""))
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )
    folder = _template_folder() / "page"
    return [(folder / f"{name}.js").read_text(encoding="utf-8") for name, needed in SCRIPTS.items() if needed in shown]


def policy_of(scripts: list[str]) -> str:
    """Say to the browser that it may fetch nothing, and run these scripts alone, to the letter."""
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes) or "'none'"
    return f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; script-src {allowed}"


@cache
def _style(table: str, figure: str, sideways: str) -> str:
    """Give the style sheet, with the fonts inside, the words for table and figure, and the hint at a wide table."""
    words = f':root {{ --table: "{table}"; --figure: "{figure}"; --sideways: "{sideways}"; }}'
    return f"{base_style()}\n{words}"


def base_style() -> str:
    """Give the style sheet that all pages share, with the colours and the fonts inside."""
    sheet = (_template_folder() / "page" / "style.css").read_text(encoding="utf-8")
    return "\n".join([*(_font_face(name, weight) for name, weight in FONTS.items()), _colours(), sheet])


def _colours() -> str:
    """Give the colours by what they are for; paper is told of last, for it may be printed from a dark screen."""
    bright, dark, printed = (
        f":root {{ {' '.join(f'--{name}: {colour};' for name, colour in theme.items())} }}"
        for theme in (colours.BRIGHT, colours.DARK, colours.PRINTED)
    )
    return f"{bright}\n@media (prefers-color-scheme: dark) {{ {dark} }}\n@media print {{ {printed} }}"


def _font_face(name: str, weight: int) -> str:
    font = files("kkpham_analysis").joinpath("figures", "fonts", f"{name}.woff2").read_bytes()
    source = f"url(data:font/woff2;base64,{base64.b64encode(font).decode()}) format('woff2')"
    return f"@font-face {{ font-family: Inter; font-weight: {weight}; font-display: swap; src: {source}; }}"
