"""Sheets of rows of cells, each as text: what a table of somebody else's comes down to, and why a file is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from kkpham_analysis.language import Words
from kkpham_analysis.language.errors import WholeError
from kkpham_analysis.tables.faults import shortened

KINDS = ("empty", "text", "number", "date", "boolean", "error")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, as text.

    Parameters
    ----------
    text
        What stands there, without spaces around it: numbers with a decimal point, days as 2023-12-19. Of a formula its
        last result, never the formula; empty where it has none.
    kind
        One of `KINDS`: how the file holds it. All cells of a CSV file are text, or empty.
    is_formula
        Whether it is a formula, or text that a spreadsheet would take for one (it begins with =).
    is_merged
        Whether the text is only shown here because the cell is merged with the one that holds it.
    is_percent
        Whether it is a number that a spreadsheet shows in percent: of 0.85, shown as 85 %, the text is 85.
    is_struck
        Whether its text, or a part of it, is struck through.
    is_hidden
        Whether nobody sees it, as its row (by a filter, for one) or its column is hidden.
    broken
        Its text with its line ends, where it has several lines; else empty.
    """

    text: str = ""
    kind: str = "empty"
    is_formula: bool = False
    is_merged: bool = False
    is_percent: bool = False
    is_struck: bool = False
    is_hidden: bool = False
    broken: str = field(default="", compare=False)

    @property
    def lines(self) -> str:
        """The text with the ends of its lines, each as one sign."""
        return re.sub(r"\r\n?", "\n", self.broken) or self.text

    @property
    def written(self) -> str:
        """The text as a person would write it: in percent with its sign."""
        return f"{self.text}%" if self.is_percent else self.text


EMPTY = Cell()


@dataclass(slots=True)
class Row:
    """A row that is not empty: its number as a spreadsheet or an editor shows it, and its cells up to the last.

    `comments` are those on its cells; `striking` the areas over it in which a conditional format strikes cells through.
    """

    number: int
    cells: list[Cell]
    comments: tuple[str, ...] = ()
    striking: tuple[str, ...] = ()

    @property
    def texts(self) -> list[str]:
        """The cells as text alone."""
        return [cell.text for cell in self.cells]


def one_line(text: str) -> str:
    """A text without spaces around it, its line ends as spaces."""
    return " ".join(text.split()) if "\n" in text or "\r" in text else text.strip()


def broken(text: str) -> str:
    """A text of several lines as it is; empty where it is one line."""
    stripped = text.strip()
    return stripped if "\n" in stripped or "\r" in stripped else ""


def plain(text: str) -> str:
    """A text in small letters, its words with single spaces between, without any other sign.

    Letters and digits stay as they are written, for a small raised one is a mark of its own; where accents are no
    difference, `plain_texts.plain` compares.

    >>> plain(" Nilai/Poin (maks.) ")
    'nilai poin maks'
    """
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@dataclass
class Sheet:
    """One sheet of a workbook, or a whole CSV file; `name` is empty for that."""

    name: str
    hidden: bool = False
    rows: list[Row] = field(default_factory=list)


class ForeignFileError(WholeError, ValueError):
    """Raised for a file that cannot be taken as a table: which file, why, and what to do about it.

    Parameters
    ----------
    file
        The file.
    kind
        Why: the key of a text in `language/foreign.toml`.
    details
        What the text is filled with.

    Examples
    --------
    >>> print(ForeignFileError("lists/2025.csv", "quotation", line=7))
    2025.csv: the quotation that begins in line 7 does not end; put a second " after its text, then try again.
    """

    def __init__(self, file: Path | str, kind: str, **details: str | int) -> None:
        self.file, self.kind, self.details = str(file), kind, details
        super().__init__(self.file, kind, details)

    def __str__(self) -> str:
        return self.sentence(Words("en"))

    def sentence(self, words: Words) -> str:
        """Say in one language which file it is, what is wrong with it, and the way out."""
        details = {name: shortened(value) if isinstance(value, str) else value for name, value in self.details.items()}
        return words.phrase("foreign.sentence", file=shortened(Path(self.file).name),
                            problem=words.phrase(f"foreign.{self.kind}", **details))  # fmt: skip
