"""What an executed notebook says, whatever it will look like: the one content that every form is written from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kkpham_analysis.figures.picture import MIME as PICTURE
from kkpham_analysis.language import Words
from kkpham_analysis.reports import citing
from kkpham_analysis.reports.marking import in_order
from kkpham_analysis.reports.page.blocks import MIME, paragraphs_of
from kkpham_analysis.reports.product import PACKAGE

# Cells that the page does not show either.
HIDDEN_TAGS = ("parameters", "injected-parameters", "setup", "notes")
# The last one: a folder that was typed before it may be called so.
REPORT = re.compile(r"^(.* )report \S+")
# What the last lines call that in which they stand; everything else is a report.
CALLED = {"pptx": "slides", "figure": "figure"}


@dataclass(frozen=True)
class Document:
    """The content of a report, in the order in which it is read.

    Parameters
    ----------
    language : str
        `id` or `en`.
    blocks : list of dict
        Each with its `type` (`head`, `section`, `prose`, `facts`, `table`, `figure`, `sources`, `how_to`, `printed`)
        and the keys that `as_block` of the objects of a page gives. Parts are taken apart: a `section`, then what is
        under it. A figure has `title, alt, caption, marks` and `png`, as base64.
    marks : tuple of str
        What must be said of the data: `synthetic`, `placeholder`.
    parameters : mapping
        What the notebook was run with.
    finding : str
        The text of the cell tagged `finding`, empty where there is none.
    """

    language: str
    blocks: list[dict[str, Any]]
    marks: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    finding: str = ""

    @property
    def words(self) -> Words:
        """Its language."""
        return Words(self.language)

    @property
    def head(self) -> dict[str, Any]:
        """The first head; else one with the first line of the finding, the first heading, or the product's name."""
        titles = iter([*self.finding.splitlines()[:1], *(block["title"] for block in self.of("section"))])
        empty = {"type": "head", "eyebrow": "", "note": "", "lede": "", "marks": list(self.marks)}
        return next(self.of("head"), empty | {"title": next(titles, PACKAGE)})

    @property
    def title(self) -> str:
        """The headline, behind what must be said of the data."""
        said = [self.words.phrase(f"marks.{mark}") for mark in self.marks]
        return " · ".join([*said, self.head["title"]])

    @property
    def said_facts(self) -> list[str]:
        """Its figures in words, each with its label."""
        return [said_fact(*fact) for block in self.of("facts") for fact in block["facts"]]

    @property
    def listed_sources(self) -> list[dict[str, Any]]:
        """Its sources in the order of their numbers, without the headings of their groups."""
        return [source for block in self.of("sources") for source in sources_in(block)]

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its sources: no other number in brackets leads anywhere."""
        return frozenset(source["number"] for source in self.listed_sources)

    def behind(self, figure: Mapping[str, Any]) -> list[int]:
        """Numbers of the listed sources that a figure rests on, in their order."""
        listed = {name: number for block in self.of("sources") for name, number in block.get("numbers", {}).items()}
        return sorted(listed[source] for source in figure.get("sources", ()) if source in listed)

    @property
    def last_words(self) -> list[str]:
        """How to read it: the paragraphs under its last heading, without the numbers of sources."""
        return self._paragraphs(self.blocks)

    @property
    def last_parts(self) -> list[list[tuple[str, str]]]:
        """The same in sentences, each with its kind; a paragraph whose sentences are not known is one `note`."""
        found: list[list[tuple[str, str]]] = []
        for block in self.blocks:
            if block["type"] == "section":
                found = []
            elif block["type"] == "prose":
                found += block.get("parts") or [[("note", paragraph)] for paragraph in block["paragraphs"]]
        return [[(kind, citing.without_numbers(text)) for kind, text in part] for part in found]

    def words_above(self, alt: str) -> list[str]:
        """Paragraphs between a figure, known by its alternative text, and the heading above it; without numbers too.

        What stands above another figure is said of that one.
        """
        figures = [place for place, block in enumerate(self.blocks) if block["type"] == "figure"]
        place = next((place for place in figures if self.blocks[place]["alt"] == alt), 0)
        start = max((before + 1 for before in figures if before < place), default=0)
        return self._paragraphs(self.blocks[start:place])

    @staticmethod
    def _paragraphs(blocks: Iterable[Mapping[str, Any]]) -> list[str]:
        """Paragraphs behind the last heading of some blocks."""
        found: list[str] = []
        for block in blocks:
            if block["type"] == "section":
                found = []
            elif block["type"] == "prose":
                found += block["paragraphs"]
        return [citing.without_numbers(paragraph) for paragraph in found]

    @property
    def citation(self) -> str:
        """How to cite it; empty where it does not say."""
        return next((block["cite"] for block in self.of("how_to") if "cite" in block), "")

    def made_as(self, form: str, *, by: str = "", options: str = "") -> Document:
        """The same content, whose last lines say how this form of it is made again.

        Parameters
        ----------
        form : str
            A form of reports, or `figure`: a figure that is handed on alone.
        by : str
            The command that makes it (`deck`, `export`), where that is not `report` with the form.
        options : str
            What that command is given beside the round, the places and the language.
        """
        text = self.words.phrase(f"page.again_{CALLED[form]}" if form in CALLED else "page.again")

        def again(block: dict[str, Any]) -> dict[str, Any]:
            command = REPORT.sub(rf"\g<1>{by}", block["command"]) if by else f"{block['command']} --to {form}"
            return block | {"text": text, "command": f"{command} {options}".strip()}

        blocks = [again(block) if block["type"] == "how_to" else block for block in self.blocks]
        return replace(self, blocks=blocks)

    def of(self, kind: str) -> Iterator[dict[str, Any]]:
        """Its blocks of a type, in order."""
        return (block for block in self.blocks if block["type"] == kind)


def said_fact(value: str, label: str) -> str:
    """A figure in words."""
    return f"{value} – {label}"


def sources_in(block: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sources of a block that lists them."""
    return [source for group in block["groups"] for source in group["sources"]]


def said_source(source: Mapping[str, Any]) -> str:
    """A source in one line, as it is listed where nothing is linked."""
    return f"{source['number']}. {source['title']}. {source['said']}. {source['url']}".strip()


def document_of(notebook: Any, *, language: str) -> Document:
    """Read the content of an executed notebook.

    Parameters
    ----------
    notebook : NotebookNode
        With its outputs. Cells tagged `parameters`, `setup` or `notes` are left out, as is what is written to stderr.
    language : str
        The language of the report.
    """
    blocks = [block for cell in notebook.cells if not is_hidden(cell) for block in _blocks_of_cell(cell)]
    parameters = notebook.metadata.get("papermill", {}).get("parameters", {})
    return Document(language, blocks, _marks(notebook), dict(parameters), _finding(notebook))


def _marks(notebook: Any) -> tuple[str, ...]:
    """Marks of all that the notebook shows; of hidden cells too, for rows are loaded in these."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return in_order(mark for output in outputs for mark in _of_output(output))


def _of_output(output: Any) -> set[str]:
    about = output.get("metadata", {}).values()
    said = {mark for told in about if isinstance(told, Mapping) for mark in told.get("marks", ())}
    return said | _of_block(output.get("data", {}).get(MIME, {}))


def _of_block(block: Mapping[str, Any]) -> set[str]:
    return set(block.get("marks", ())).union(*map(_of_block, block.get("blocks", ())))


def _finding(notebook: Any) -> str:
    """What the cell tagged `finding` says as text."""
    outputs = (
        output
        for cell in notebook.cells
        if "finding" in cell.metadata.get("tags", [])
        for output in cell.get("outputs", [])
    )
    texts = (str(output.get("data", {}).get("text/plain", "")).strip() for output in outputs)
    return next((text for text in texts if text), "")


def is_hidden(cell: Any) -> bool:
    """Whether a cell is one that no form shows."""
    return bool(set(cell.metadata.get("tags", [])) & set(HIDDEN_TAGS))


def _blocks_of_cell(cell: Any) -> Iterator[dict[str, Any]]:
    if cell.cell_type == "markdown":
        yield from _of_markdown(cell.source)
    for output in cell.get("outputs", []):
        if output.output_type == "stream" and output.name == "stdout":
            yield {"type": "printed", "text": output.text}
        elif output.output_type in ("execute_result", "display_data"):
            yield from _of_data(output)


def _of_data(output: Any) -> Iterator[dict[str, Any]]:
    data = output.data
    if MIME in data:
        yield from _taken_apart(data[MIME])
    elif "image/png" in data:
        about = {"title": "", "alt": "", "caption": "", "marks": []} | dict(output.metadata.get("image/png", {}))
        slide = {"slide": data[PICTURE]["slide"]} if "slide" in data.get(PICTURE, {}) else {}
        yield {"type": "figure", **about, "png": "".join(data["image/png"].split()), **slide}
    elif "text/markdown" in data:
        yield from _of_markdown(data["text/markdown"])
    elif "text/plain" in data:
        yield {"type": "printed", "text": data["text/plain"]}


def _taken_apart(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The block; of a part its heading, then what is under it."""
    if block["type"] != "part":
        yield dict(block)
        return
    yield {name: value for name, value in block.items() if name != "blocks"} | {"type": "section"}
    for inner in block["blocks"]:
        yield from _taken_apart(inner)


def _of_markdown(source: str) -> Iterator[dict[str, Any]]:
    """Headings and paragraphs; other markup stays as it was typed."""
    for paragraph in paragraphs_of(source):
        if paragraph.startswith("#"):
            yield {"type": "section", "title": paragraph.lstrip("#").strip()}
        else:
            yield {"type": "prose", "paragraphs": [paragraph]}
