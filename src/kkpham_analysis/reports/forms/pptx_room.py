"""What room things take on a slide: the widths of the columns of a table, how many rows fit, and whether texts do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pptx.util import Inches, Pt

from kkpham_analysis.language import Words
from kkpham_analysis.reports.forms.pptx_colours import Palette
from kkpham_analysis.reports.forms.pptx_letters import Letters, height_of
from kkpham_analysis.reports.forms.pptx_rows import Rows

SIZE = 18
PADDING = Inches(0.12)
# Room between columns where there is enough.
GAP = Inches(0.3)
# Above and below the lines of a cell; and between the paragraphs of a text.
AROUND, AFTER = Inches(0.04), Pt(8)
# Above and below the text of a box.
INSETS = Inches(0.1)
BOLD_TONES = ("yes", "no", "disputed")
BETWEEN_NAMES = re.compile(r"(, |; )")


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide."""

    left: int
    top: int
    width: int
    height: int

    def without_below(self, height: int) -> tuple[Box, Box]:
        """Part off a strip at the lower edge."""
        rest = Box(self.left, self.top, self.width, self.height - height)
        return rest, Box(self.left, self.top + rest.height, self.width, height)


class Drawn(NamedTuple):
    """A table as it fits: widths, lines of its headings, cells as they are cut, and how much of it is not there."""

    widths: list[int]
    heading: int
    cells: list[list[str]]
    rows_left: int
    columns_left: int
    is_cut: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is missing."""
        return not (self.rows_left or self.columns_left or self.is_cut)


@dataclass(frozen=True)
class Room:
    """The place for the contents of slides, and the letters that are set in it."""

    box: Box
    letters: Letters
    words: Words
    palette: Palette

    def rows(self, body: Rows) -> int:
        """How many of the first rows of a table have room, should the others stand on a slide of their own."""
        whole = fitted(body, self.box, self.letters, self.words)
        has_more_to_say = body.rest or body.below or body.left_out or whole.is_cut or whole.columns_left
        return len(self.drawn(body).cells if has_more_to_say else whole.cells)

    def drawn(self, body: Rows) -> Drawn:
        """A table as it fits: whole, else with room below it for what is said of the rest."""
        whole = fitted(body, self.box, self.letters, self.words)
        if whole.is_whole and not body.rest and not body.below and not body.left_out:
            return whole
        return fitted(body, self.above(self.said_below(body, whole)), self.letters, self.words)

    def above(self, said: str) -> Box:
        """The place without the strip below it in which something is said."""
        return self.box.without_below(self.strip(said))[0]

    def strip(self, said: str) -> int:
        """Height of the strip in which something is said below."""
        return height_of(self.letters.lines(said, self.box.width), SIZE) + INSETS

    def said_below(self, body: Rows, drawn: Drawn) -> str:
        """What of a table is not there, in words."""
        rest = {"rest": body.rest + body.from_row(len(drawn.cells)), "columns": drawn.columns_left}
        said = [
            body.left_out,
            body.below,
            *(self.words.phrase(f"slides.{key}", count=count) for key, count in rest.items() if count),
        ]
        return " ".join([*filter(None, said), *([self.words.phrase("slides.cut")] if drawn.is_cut else [])])

    def holds(self, texts: Sequence[str], size: int = SIZE) -> bool:
        """Whether paragraphs have room."""
        return paragraphs_height(texts, self.box.width, size, self.letters) <= self.box.height


def paragraphs_height(texts: Sequence[str], width: int, size: int, letters: Letters) -> int:
    """Height of paragraphs with the gaps between them and the edges of their box."""
    lines = sum(letters.lines(text, width, size) for text in texts)
    return height_of(lines, size) + AFTER * len(texts) + INSETS


def fitted(body: Rows, box: Box, letters: Letters, words: Words) -> Drawn:
    """A table in a box: columns that have no room for their words are left out from the last, then rows."""
    # Parts of a table have the same columns, as wide as all of its rows need.
    whole, columns = body.whole or body, len(body.headings)
    while columns > 2 and sum(_least(whole, place, letters) for place in range(columns)) > box.width:
        columns -= 1
    widths = _widths(whole, columns, box.width, letters)
    heading = max(
        letters.lines(text, wide - PADDING, bold=True) for text, wide in zip(body.headings, widths, strict=False)
    )
    every = [
        [_cut(text, wide, body.lines, letters, words) for text, wide in zip(row, widths, strict=False)]
        for row in body.cells
    ]  # fmt: skip
    height = box.height - row_height(heading)
    cells: list[list[str]] = []
    for number, row in enumerate(every):
        height -= row_height(lines_of_row(body, number, row, widths, letters))
        if height < 0 and cells:
            break
        cells.append(row)
    is_cut = any(cell != text for row, own in zip(cells, body.cells, strict=False)
                 for cell, text in zip(row, own, strict=False))  # fmt: skip
    return Drawn(widths, heading, cells, len(every) - len(cells), len(body.headings) - columns, is_cut)


def row_height(lines: int) -> int:
    """Height of a row of so many lines."""
    return height_of(lines, SIZE) + AROUND


def lines_of_row(body: Rows, number: int, row: Sequence[str], widths: Sequence[int], letters: Letters) -> int:
    """Lines of the highest cell of a row."""
    return max(
        letters.lines(text, wide - PADDING, bold=_is_bold(body, number, place))
        for place, (text, wide) in enumerate(zip(row, widths, strict=True))
    )


def _is_bold(body: Rows, number: int, place: int) -> bool:
    return body.is_bold and body.tones[number][place] in BOLD_TONES


def _widths(body: Rows, columns: int, width: int, letters: Letters) -> list[int]:
    """Widths of the columns: what their texts need; where that is too much, the narrow ones are served first."""
    needed = [_needed(body, place, letters) for place in range(columns)]
    if (over := width - sum(needed)) >= 0:
        # Each column takes some, then the first, with the names, and the last what is left.
        more = min(over // columns, GAP)
        needed = [each + more for each in needed]
        over -= more * columns
        needed[0] += over // 2
        needed[-1] += over - over // 2
        return needed
    found = [_least(body, place, letters) for place in range(columns)]
    if sum(found) > width:
        return [int(width * each / sum(found)) for each in found]
    free = width - sum(found)
    order = sorted(range(columns), key=lambda place: needed[place] - found[place])
    for number, place in enumerate(order):
        more = min(needed[place] - found[place], free // (columns - number))
        found[place] += more
        free -= more
    return found


def _needed(body: Rows, place: int, letters: Letters) -> int:
    """What a column needs so that each cell stands on one line, and its heading on as many as it has words."""
    texts = [
        letters.width(row[place], bold=_is_bold(body, number, place)) for number, row in enumerate(body.cells)
    ]  # fmt: skip
    return max([letters.longest_word(body.headings[place], bold=True), *texts]) + PADDING


def _least(body: Rows, place: int, letters: Letters) -> int:
    """What a column needs so that no word is broken."""
    texts = [
        letters.longest_word(row[place], bold=_is_bold(body, number, place)) for number, row in enumerate(body.cells)
    ]  # fmt: skip
    return max([letters.longest_word(body.headings[place], bold=True), *texts]) + PADDING


def _cut(text: str, width: int, lines: int, letters: Letters, words: Words) -> str:
    """A list of names, cut between two of them where it takes more lines than there are; it says how many are not."""
    if letters.lines(text, width - PADDING) <= lines:
        return text
    parts = BETWEEN_NAMES.split(text)
    for end in range(len(parts) - 2, 0, -2):
        said = words.phrase("slides.more_names", names="".join(parts[:end]), count=(len(parts) - end) // 2)
        if letters.lines(said, width - PADDING) <= lines or end == 1:
            return said
    return text
