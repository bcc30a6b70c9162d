"""What the sheets of a report are set from: the content of the notebook, in pieces for the template."""

from __future__ import annotations

import base64
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from kkpham_analysis.figures import colours
from kkpham_analysis.figures.picture import DPI
from kkpham_analysis.language import NO_BREAK_SPACE
from kkpham_analysis.language.runs import runs_of
from kkpham_analysis.reports import citing
from kkpham_analysis.reports.document import Document
from kkpham_analysis.reports.page.blocks import OPTION
from kkpham_analysis.reports.product import PACKAGE

# Words that are longer may be broken behind so many letters, or they would leave the sheet; a column is narrower.
LONGEST_WORD, LONGEST_IN_CELL = 40, 22
LETTERS_UNBROKEN = 6
SHORT = 22  # letters: a part of a result that stays on one line
BREAK_HERE = "\u200b"
# Not one of these may stand in a text that is read aloud.
NO_LETTERS = "\ufffe\uffff"
# How high a figure may be, as a part of the width of the sheet: one that is taller than wide has a sheet to itself, and
# one of ours may always be as large as it was drawn, so that its letters can be read.
HEIGHT, HEIGHT_OF_TALL, HIGHEST = 0.62, 1.1, 1.3
SHEET = 7.17  # inches between the sides
FEWEST_LISTED = 4
# How a language is written that a text can be set in.
SPOKEN = re.compile(r"[a-z]{2,3}")


class Sheets:
    """The sheets of a report.

    Parameters
    ----------
    document : Document
        The content of the report.

    Attributes
    ----------
    pictures : dict
        The figures by the names that `content` calls them; filled by it.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = document.words
        self.pictures: dict[str, bytes] = {}

    def content(self) -> dict[str, Any]:
        """Everything that the sheets say, as values that JSON can hold; no text has a character that is none."""
        head, marks = self.document.head, self.document.marks
        facts, blocks = _parted(self.document.blocks)
        ready = [self._ready(block) for block in _without_heads(blocks)]
        content = {
            "language": self.document.language,
            "title": self.document.title or PACKAGE,
            "author": PACKAGE,
            "description": citing.without_numbers(head["lede"]),
            "keywords": [part for part in re.split(r" · |, ", head["eyebrow"]) if part],
            "words": {name: self.words.phrase(f"page.{name}") for name in ("table", "figure", "contents", "on_page")}
            | {"sources": self.words.phrase("column.sources")},
            "marks": [{"short": self._mark(mark), "said": self.words.phrase(f"marks.{mark}_said")} for mark in marks],
            "colours": colours.PRINTED | {"link": colours.LINK},
            "listed": sum(block["type"] == "section" for block in ready) >= FEWEST_LISTED,
            "cover": {
                **{part: _breakable(head[part]) for part in ("eyebrow", "note")},
                "title": _breakable(head["title"] or PACKAGE),
                "lede": self._pieces(head["lede"]),
                "facts": facts["facts"] if facts else [],
                "dated": self._dated(),
            },
            "groups": list(_groups(ready)),
        }
        cleaned: dict[str, Any] = _cleaned(content)
        return cleaned

    def _mark(self, mark: str) -> str:
        return self.words.phrase(f"marks.{mark}")

    def _dated(self) -> str:
        newest = max((block.get("newest", "") for block in self.document.of("sources")), default="")
        return self.words.phrase("page.newest", date=self.words.date(newest)) if newest else ""

    def _ready(self, block: dict[str, Any]) -> dict[str, Any]:
        """A block as the template takes it."""
        kind = block["type"]
        if kind == "section":
            return {"type": "section", "title": _breakable(block["title"])}
        if kind == "prose":
            return {"type": kind, "paragraphs": [self._pieces(text) for text in block["paragraphs"]]}
        if kind == "facts":
            return _facts(block)
        if kind == "table":
            return self._table(block)
        if kind == "figure":
            return self._figure(block)
        if kind == "sources":
            return _sources(block)
        if kind == "how_to":
            command = [_breakable(part) for part in block["command"].split()]
            return {"type": kind, "text": block["text"], "command": command, "cite": _breakable(block.get("cite", ""))}
        return {"type": "printed", "lines": [_breakable(line.expandtabs()) for line in block["text"].splitlines()]}

    def _pieces(self, text: str) -> list[dict[str, Any]]:
        """A text in pieces: plain, kept on one line, or the numbers of sources that stand in the list."""
        pieces: list[dict[str, Any]] = []
        for piece in citing.parted(text, self.document.numbers):
            pieces += _with_options(piece) if isinstance(piece, str) else [{"cited": runs_of(piece)}]
        return pieces

    def _table(self, block: dict[str, Any]) -> dict[str, Any]:
        caption = " · ".join([*map(self._mark, block["marks"]), block["caption"]])
        folded = bool(block.get("folded"))
        columns = [{"heading": _breakable(column["heading"], LONGEST_IN_CELL), "right": column["align"] == "right",
                    "upright": folded and column["align"] == "right"} for column in block["columns"]]  # fmt: skip
        rows = [[self._cell(cell) for cell in row] for row in block["rows"]]
        return {
            "type": "table",
            "caption": _breakable(caption),
            "columns": columns,
            "rows": rows,
            "none": block["none"],
        }

    def _cell(self, cell: dict[str, Any]) -> dict[str, Any]:
        tone = cell.get("tone", "")
        text = in_parts(cell["text"]) if tone else cell["text"]
        ready = {"text": _breakable(text, LONGEST_IN_CELL), "tone": tone}
        sources = cell.get("sources") or []
        listed = sources if self.document.numbers.issuperset(sources) else []
        return ready | {"sources": listed, "missing": bool(cell.get("missing")), "lang": _spoken(cell)}

    def _figure(self, block: dict[str, Any]) -> dict[str, Any]:
        caption = _breakable(block["caption"])
        alt = block["alt"] or block["caption"] or block["title"] or self.words.phrase("page.figure")
        picture, size = _picture(block["png"])
        if not size:
            return {"type": "prose", "paragraphs": [[{"text": _breakable(alt)}]]}
        name = f"figure-{len(self.pictures) + 1}.png"
        self.pictures[name] = picture
        return {"type": "figure", "file": name, "number": len(self.pictures), "alt": alt, "caption": caption,
                "width": _width(*size), "height": size[1] / size[0], "marked": bool(block["marks"]),
                "behind": runs_of(self.document.behind(block))}  # fmt: skip


def in_parts(text: str) -> str:
    """A text that breaks behind its commas: none of its short parts does.

    >>> in_parts("tidak disebut, diperselisihkan").replace(NO_BREAK_SPACE, "_")
    'tidak_disebut, diperselisihkan'
    """
    parts = text.split(", ")
    return ", ".join(part if len(part) > SHORT else part.replace(" ", NO_BREAK_SPACE) for part in parts)


def _with_options(text: str) -> list[dict[str, Any]]:
    """A text in pieces, of which the options of commands stay on one line."""
    pieces: list[dict[str, Any]] = []
    end = 0
    for found in OPTION.finditer(text):
        pieces += [{"text": _breakable(text[end : found.start()])}, {"whole": found[0]}]
        end = found.end()
    return [*pieces, {"text": _breakable(text[end:])}]


def _parted(blocks: list[dict[str, Any]]) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The facts that follow the first head, which stand on the cover with it, and the blocks that are left."""
    at = next((at for at, block in enumerate(blocks) if block["type"] == "head"), None)
    if at is None:
        return None, blocks
    if at + 1 < len(blocks) and blocks[at + 1]["type"] == "facts":
        return _facts(blocks[at + 1]), blocks[:at] + blocks[at + 2 :]
    return None, blocks[:at] + blocks[at + 1 :]


def _without_heads(blocks: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A head that is not the first is a heading like others, with its texts under it."""
    for block in blocks:
        if block["type"] == "head":
            yield {"type": "section", "title": block["title"]}
            yield {"type": "prose", "paragraphs": [text for text in (block["note"], block["lede"]) if text]}
        else:
            yield block


def _groups(blocks: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Blocks that stay together: a heading and the texts under it, up to the table or the figure that they lead to."""
    group: list[dict[str, Any]] = []
    for block in blocks:
        if block["type"] == "section" and group and group[-1]["type"] != "section":
            yield group
            group = []
        group.append(block)
        if block["type"] not in ("section", "prose"):
            yield group
            group = []
    if group:
        yield group


def _facts(block: dict[str, Any]) -> dict[str, Any]:
    return {"type": "facts", "facts": [[_breakable(part, LONGEST_IN_CELL) for part in fact] for fact in block["facts"]]}


def _sources(block: dict[str, Any]) -> dict[str, Any]:
    groups = [{"heading": _breakable(group["heading"]), "sources": [_source(source) for source in group["sources"]]}
              for group in block["groups"]]  # fmt: skip
    return {"type": "sources", "groups": groups}


def _source(source: dict[str, Any]) -> dict[str, Any]:
    url = source["url"] if citing.is_web_address(source["url"]) and len(source["url"]) <= citing.LONGEST_ADDRESS else ""
    texts = {key: _breakable(source[key], LONGEST_IN_CELL) for key in ("title", "said")}
    # At its signs, Typst breaks an address by itself.
    shown = re.sub(r"\w+", lambda part: _breakable(part[0], LONGEST_IN_CELL), url)
    return {"number": source["number"], **texts, "url": url, "shown": shown, "lang": _spoken(source)}


def _spoken(told: dict[str, Any]) -> str:
    """The language in which a text is read aloud, where it is another than that of the report; else empty."""
    language = str(told.get("lang", ""))
    return language if SPOKEN.fullmatch(language) else ""


def _picture(encoded: str) -> tuple[bytes, tuple[int, int] | None]:
    """A PNG and its size; no size where it is none that can be drawn."""
    from PIL import Image

    raw = base64.b64decode(encoded)
    try:
        with Image.open(io.BytesIO(raw), formats=["PNG"]) as picture:
            picture.load()
            return raw, picture.size
    # What a broken file raises depends on where it is broken.
    except Exception:
        return raw, None


def _width(width: int, height: int) -> float:
    """How wide a figure of this size is set, as a part of the width of the sheet."""
    drawn = min(height / DPI / SHEET, HIGHEST)
    return min(1.0, max(drawn, HEIGHT_OF_TALL if height > width else HEIGHT) * width / height)


def _breakable(text: str, longest: int = LONGEST_WORD) -> str:
    """Let words that are longer be broken."""
    return re.sub(rf"\S{{{longest + 1},}}", lambda word: BREAK_HERE.join(_in_parts(word[0])), text)


def _in_parts(word: str) -> Iterator[str]:
    return (word[at : at + LETTERS_UNBROKEN] for at in range(0, len(word), LETTERS_UNBROKEN))


def _cleaned(value: Any) -> Any:
    """Take out of every text what no sheet can show: control characters, and signs that turn the order of letters."""
    if isinstance(value, str):
        kept = (char for char in value if char == BREAK_HERE or not _is_no_letter(char))
        return re.sub(r"[\t\r\n]+", " ", "".join(kept))
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in value.items()}
    return [_cleaned(each) for each in value] if isinstance(value, list) else value


def _is_no_letter(char: str) -> bool:
    return char in NO_LETTERS or (char not in "\t\r\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs"))
