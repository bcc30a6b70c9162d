"""What a sheet holds as a whole that no cell shows: columns that changed places, and columns without a heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.sheets import Row, Sheet
from kkpham_analysis.tables.submission_values import Reason

# An indicator with more documents than this is as rare as an answer that is smaller than their number.
FEW_DOCUMENTS = 20
# Fewer such rows may be chance.
LEAST_SWAPPED = 3
TITLE_ROWS = 5
ANY_FILE = {"isian", "data", "dukung", "kkpham", "kkp", "ham", "final", "fix", "revisi", "rev", "baru", "copy",
            "salinan", "template", "templat", "form", "dari"}  # fmt: skip


class Entry(Protocol):
    """A row that was filled in, as it is looked at here."""

    record: dict[str, Any]
    reasons: list[Reason]


def doubt_swapped(entries: Iterable[Entry]) -> None:
    """Set aside every row with a number and documents, where most of them look as if the two had changed places.

    What looks so is a row of many documents for an answer that is smaller than their number. Which of the rows are
    right in such a sheet nobody can tell: small numbers look alike either way.
    """
    both = [
        entry for entry in entries
        if entry.record["answer_number"] is not None and entry.record["documents"] is not None
    ]  # fmt: skip
    odd = [entry for entry in both if entry.record["documents"] > max(FEW_DOCUMENTS, entry.record["answer_number"])]
    if len(odd) < LEAST_SWAPPED or 2 * len(odd) <= len(both):
        return
    for entry in both:
        entry.reasons.append(Reason("swapped", "documents", str(entry.record["documents"])))


def unheaded(rows: Iterable[Row], headings: Sequence[str]) -> tuple[int, int] | None:
    """The first column that holds something under no heading, and the row where it does; None where none does.

    A row of one text alone is a title or a footnote, wherever it stands.
    """
    for row in rows:
        filled = [place for place, cell in enumerate(row.cells) if cell.text and not cell.is_merged]
        for place in filled if len(filled) > 1 else ():
            if place >= len(headings) or not headings[place]:
                return place + 1, row.number
    return None


def of_other_regency(
    path: Path, sheets: Iterable[Sheet], about: Mapping[str, str], regency: Callable[[str], str | None]
) -> Fault | None:
    """Why a form may be of another regency than its sheet about itself says; None where nothing says another one.

    A form of the neighbour that was filled in as one's own says so in its name, or in the lines above its table.
    """
    ours = regency(about.get("regency_code", "") or "-")
    if ours is None:
        return None
    for text in named_in(path, sheets):
        if (other := regency(text)) is not None and other != ours:
            return Fault(path.name, 0, "", text, "other_regency", "one_regency", {"code": ours})
    return None


def named_in(path: Path, sheets: Iterable[Sheet]) -> list[str]:
    """What may name a regency in the name of a file and in the lines above its tables."""
    titles = [row.texts[0] for sheet in sheets for row in sheet.rows if row.number <= TITLE_ROWS and row.texts]
    return [*_names_in(path.stem), *titles]


def _names_in(stem: str) -> list[str]:
    """What of the name of a file may name a regency: its codes, and its words without those of any file."""
    words = [word for word in re.findall(r"[^\W\d_]+", stem) if word.casefold() not in ANY_FILE]
    return [*re.findall(r"(?<!\d)[1-9]\d{3}(?!\d)", stem), *([" ".join(words)] if words else [])]


def letters(column: int) -> str:
    """The letters of a column, as a spreadsheet shows them.

    >>> letters(1), letters(26), letters(27)
    ('A', 'Z', 'AA')
    """
    head, last = divmod(column - 1, 26)
    return (letters(head) if head else "") + chr(65 + last)
